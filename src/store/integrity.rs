//! What became of the quotes beside their captured texts: laid over a store when the texts were read,
//! and gone over to the next store for the files that did not change.

use std::collections::HashMap;
use std::sync::Arc;

use super::{ClaimRef, Store};
use crate::model::Integrity;
use crate::source::{Anchor, Part};

/// How a quote stands to its captured text.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The state in a word.
    pub integrity: Integrity,
    /// Brackets in the quote were read as words left out or put in.
    pub elided: bool,
    /// What there is to say beyond that: most quotes stand on their line.
    more: Option<Box<More>>,
}

#[derive(Debug, Clone, PartialEq)]
struct More {
    lines: Vec<u32>,
    diff: Vec<Part>,
}

impl Held {
    /// Returns a state without more to say.
    pub(super) fn plain(integrity: Integrity) -> Self {
        Self {
            integrity,
            elided: false,
            more: None,
        }
    }

    /// Returns what an anchor says of a quote that is recorded for this line.
    pub(super) fn of(anchor: Anchor, line: Option<u32>) -> Self {
        let dull = anchor.integrity == Integrity::Found && line.is_some();
        let more = More {
            lines: anchor.lines,
            diff: anchor.diff,
        };
        Self {
            integrity: anchor.integrity,
            elided: anchor.elided,
            more: (!dull).then(|| Box::new(more)),
        }
    }

    /// Returns the lines on which the quote begins, 1-based; nothing when it is the recorded one.
    #[must_use]
    pub fn lines(&self) -> &[u32] {
        self.more.as_ref().map_or(&[], |more| &more.lines)
    }

    /// Returns how the quote differs from the nearest words of the text.
    #[must_use]
    pub fn diff(&self) -> &[Part] {
        self.more.as_ref().map_or(&[], |more| &more.diff)
    }

    /// Returns the state in words: `found, with elision`, `moved to line 7`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut words = self.integrity.word().to_owned();
        let lines: Vec<String> = self.lines().iter().map(ToString::to_string).collect();
        let place = match self.integrity {
            Integrity::Moved => " to",
            Integrity::Ambiguous => ":",
            Integrity::Changed | Integrity::Found => " on",
            _ => "",
        };
        match lines.as_slice() {
            _ if place.is_empty() => {}
            [] => {}
            [line] => words = format!("{words}{place} line {line}"),
            many => words = format!("{words}{place} lines {}", many.join(", ")),
        }
        if self.elided {
            words.push_str(", with elision");
        }
        words
    }
}

/// What stands behind the pinned source of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceState {
    /// No source is recorded.
    Unpinned,
    /// It is not on this machine, the normal state on a clone.
    Absent,
    /// It can not be read, and why.
    Unreadable(String),
    /// It is there; no hash is recorded. Its SHA-256.
    Unhashed(String),
    /// It is there, and as it was when it was pinned.
    Same,
    /// It is another text than the one that was pinned. Its SHA-256.
    Changed(String),
}

/// The quotes of one file beside its source.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldFile {
    /// The file's path under the claims folder.
    pub path: String,
    /// What stands behind its source.
    pub source: SourceState,
    /// What became of them.
    pub(super) quotes: HeldQuotes,
}

/// What became of the quotes of one file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum HeldQuotes {
    /// Of each claim in order; nothing of one without a quote.
    Each(Vec<Option<Held>>),
    /// There is no text to hold them to: the same of every quote.
    All(Integrity),
}

impl HeldFile {
    /// Returns what became of the quote of a claim that has one, by the claim's place in the file.
    #[must_use]
    pub fn held(&self, at: usize) -> Option<Held> {
        match &self.quotes {
            HeldQuotes::Each(claims) => claims.get(at)?.clone(),
            HeldQuotes::All(integrity) => Some(Held::plain(*integrity)),
        }
    }

    /// Returns the states that there are, once or more.
    pub fn integrities(&self) -> impl Iterator<Item = Integrity> {
        let (each, all) = match &self.quotes {
            HeldQuotes::Each(claims) => (claims.as_slice(), None),
            HeldQuotes::All(integrity) => (&[] as &[_], Some(*integrity)),
        };
        let each = each.iter().flatten().map(|held| held.integrity);
        each.chain(all)
    }

    /// Returns the state of such a quote in a word.
    pub(super) fn integrity(&self, at: usize) -> Option<Integrity> {
        match &self.quotes {
            HeldQuotes::Each(claims) => Some(claims.get(at)?.as_ref()?.integrity),
            HeldQuotes::All(integrity) => Some(*integrity),
        }
    }
}

/// The quotes of a store beside their sources; files that were not looked at are left out.
#[derive(Debug, Default)]
pub struct Overlay {
    files: HashMap<String, Arc<HeldFile>>,
}

impl Overlay {
    pub(super) fn new(files: Vec<HeldFile>) -> Self {
        let entry = |file: HeldFile| (file.path.clone(), Arc::new(file));
        Self {
            files: files.into_iter().map(entry).collect(),
        }
    }

    /// Returns a file's quotes, when it was looked at.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&HeldFile> {
        self.files.get(path).map(Arc::as_ref)
    }

    /// Returns what it says of some of the files, by their paths.
    fn of_files(&self, same: impl Fn(&str) -> bool) -> Self {
        let kept = self.files.iter().filter(|(path, _)| same(path));
        Self {
            files: kept
                .map(|(path, held)| (path.clone(), Arc::clone(held)))
                .collect(),
        }
    }
}

impl Store {
    /// Lays over the store what became of its quotes; it must have been made of this very store.
    pub fn lay_over(&self, overlay: Overlay) {
        self.lay(Some(Arc::new(overlay)));
    }

    /// Knows what another store knows of the quotes, of the same files as they are.
    pub(super) fn share_overlay(&self, other: &Self) {
        self.lay(other.overlay());
    }

    fn lay(&self, overlay: Option<Arc<Overlay>>) {
        let mut place = self
            .overlay
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *place = overlay;
    }

    /// Takes over what another store knows of the quotes of the files that are the same here.
    pub fn take_over(&self, other: &Self, same: impl Fn(&str) -> bool) {
        if let Some(overlay) = other.overlay() {
            self.lay_over(overlay.of_files(same));
        }
    }

    /// Returns what became of the quotes, as far as that is known.
    #[must_use]
    pub fn overlay(&self) -> Option<Arc<Overlay>> {
        let place = self
            .overlay
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        place.clone()
    }
}

impl ClaimRef<'_> {
    /// Returns how the quote stands to its captured text; nothing when there is no quote, or nobody
    /// has looked yet.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        self.block().quotes.has(self.row).then_some(())?;
        let file = self.file();
        let pin = file.article().source.as_ref();
        let held = self.store.overlay().and_then(|overlay| {
            let at = self.ix().0.checked_sub(file.first())?;
            overlay.file(file.path())?.held(at as usize)
        });
        let unpinned = pin.is_none_or(|pin| pin.file.is_none());
        held.or_else(|| unpinned.then(|| Held::plain(Integrity::Unpinned)))
    }

    /// Returns the state of the quote in a word: see [`ClaimRef::held`].
    #[must_use]
    pub fn integrity(&self) -> Option<Integrity> {
        self.held().map(|held| held.integrity)
    }
}
