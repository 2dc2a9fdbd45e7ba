//! The captured texts that quotes are held to: read when they are asked for, before a command answers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;

use super::failure::Failure;
use super::report::Report;
use super::session::{Opened, Session};
use crate::disk::{self, sources};
use crate::model::SourcePin;
use crate::source::Known;
use crate::store::{Captured, Ix, SourceState, Verifying, verify};

/// The captured texts of a claims folder.
pub struct Texts {
    folder: PathBuf,
    cache: Option<PathBuf>,
    largest: u64,
    /// In place of every one that is pinned.
    instead: Option<Captured>,
    read: RefCell<HashMap<String, Option<String>>>,
}

impl Texts {
    /// Returns the texts of an opened folder.
    #[must_use]
    pub fn new(opened: &Opened, session: &Session) -> Self {
        let places = session.env.places.as_ref().filter(|_| session.cached);
        Self {
            folder: disk::folder_settings(&opened.root.dir).sources,
            cache: places.map(|places| places.cache_of(&opened.root.dir)),
            largest: session.limits().bytes as u64,
            instead: None,
            read: RefCell::default(),
        }
    }

    /// Returns one text in place of all, the one that is pinned or not.
    ///
    /// # Errors
    /// It can not be read.
    pub fn instead(mut self, file: &std::path::Path) -> Result<Self, Failure> {
        let captured = sources::named(file, self.largest).map_err(Failure::new)?;
        self.instead = Some(captured);
        Ok(self)
    }

    /// Holds the quotes of the wanted claims to their texts, and lays what became of them over the
    /// store. That a text is not on this machine is normal; that it can not be read is said.
    pub fn hold(&self, opened: &Opened, wanted: &(dyn Fn(Ix) -> bool + Sync), report: &mut Report) {
        let cache = self.cache.as_deref();
        let known = cache.map_or_else(Known::default, sources::known);
        let (folder, largest, instead) = (&self.folder, self.largest, &self.instead);
        let how = Verifying {
            read: &|pin| match instead {
                Some(captured) => Ok(Some(captured.clone())),
                None => sources::pinned(folder, pin, largest),
            },
            wanted,
            known: &known,
            progress: &|_, _| (),
            stop: &|| false,
        };
        let Some((overlay, sought)) = verify(&opened.store, &how) else {
            return;
        };
        for file in opened.store.files() {
            let state = overlay.file(file.path()).map(|held| &held.source);
            if let Some(SourceState::Unreadable(why)) = state {
                report.warn(&format!("{}: {why}", file.path()));
            }
        }
        opened.store.lay_over(overlay);
        if let Some(cache) = cache {
            sources::keep_known(cache, known, sought);
        }
    }

    /// Returns the text that is pinned, when it is at hand.
    #[must_use]
    pub fn of(&self, pin: &SourcePin) -> Option<String> {
        let name = pin.file.as_deref()?;
        let mut read = self.read.borrow_mut();
        let text = read.entry(name.to_owned()).or_insert_with(|| {
            let captured = sources::captured(&self.folder, name, self.largest);
            captured.ok().flatten().map(|captured| captured.text)
        });
        text.clone()
    }
}

/// Holds the quotes of these claims to their texts.
pub fn hold_rows(session: &Session, opened: &Opened, rows: &[Ix], report: &mut Report) {
    let wanted: std::collections::HashSet<Ix> = rows.iter().copied().collect();
    Texts::new(opened, session).hold(opened, &|ix| wanted.contains(&ix), report);
}
