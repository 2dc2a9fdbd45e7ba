//! The captured text of the claim under the cursor, and how far the quotes are held to theirs.

use std::sync::Arc;

use super::{Captured, State};
use crate::tui::effect::Effect;

/// The captured text on the screen.
#[derive(Debug, Default)]
pub struct Source {
    /// The record whose text was asked for.
    pub wanted: Option<String>,
    /// The text; nothing while it is read, or when it is not at hand.
    pub text: Option<Arc<Captured>>,
    /// An answer came, with a text or without.
    pub arrived: bool,
    /// Grows with every change of the claims: an answer about older ones is dropped.
    pub generation: u64,
    /// While the quotes are held to their texts: so many texts of so many.
    pub progress: Option<(usize, usize)>,
}

impl State {
    /// Asks for the captured text of the claim under the cursor when it is another one.
    pub fn want_source(&mut self) -> Option<Effect> {
        let reading = self.view.name == "article";
        let file = if reading {
            self.store.file(&self.desk.article.file)?
        } else {
            self.current()?.file()
        };
        file.article().source.as_ref()?.file.as_ref()?;
        let file = file.path();
        if self.source.wanted.as_deref() == Some(file) {
            return None;
        }
        let file = file.to_owned();
        self.source.wanted = Some(file.clone());
        self.source.text = None;
        self.source.arrived = false;
        Some(Effect::Source(file))
    }

    /// Takes a text that was read; one of another record than the one shown is dropped.
    pub fn take_source(&mut self, file: &str, text: Option<Arc<Captured>>) {
        if self.source.wanted.as_deref() == Some(file) {
            self.source.text = text;
            self.source.arrived = true;
        }
    }

    /// Returns the captured text of a record, when it is at hand.
    #[must_use]
    pub fn source_of(&self, file: &str) -> Option<&Arc<Captured>> {
        let text = self.source.text.as_ref()?;
        (self.source.wanted.as_deref() == Some(file)).then_some(text)
    }

    /// Asks for the quotes of the claims as they are now.
    pub fn verify(&mut self) -> Effect {
        self.source.generation += 1;
        self.source.wanted = None;
        self.desk.triage.forget_like();
        Effect::Verify(self.source.generation)
    }
}
