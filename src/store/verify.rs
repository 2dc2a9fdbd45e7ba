//! Every quote held to its captured text, on all cores. The texts come in as values.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::integrity::{Held, HeldFile, HeldQuotes, Overlay, SourceState};
use super::{FileRef, Ix, Store};
use crate::model::{Integrity, SourcePin};
use crate::source::SourceText;
use crate::source::anchor::{Known, anchor_knowing, stands_on};

/// A captured text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The text; bytes that are no UTF-8 are shown as replacement characters.
    pub text: String,
    /// SHA-256 of its bytes, 64 lower-case hex digits.
    pub sha256: String,
}

/// Returns the captured text of a pin: nothing when it is not on this machine, or why it can not be
/// read. Asked once for each file name, from any thread.
pub type Read<'a> = &'a (dyn Fn(Option<&SourcePin>) -> Result<Option<Captured>, String> + Sync);

/// What [`verify`] needs besides the store.
pub struct Verifying<'a> {
    /// Reads the texts.
    pub read: Read<'a>,
    /// The claims that matter: a file with none of them is left out.
    pub wanted: &'a (dyn Fn(Ix) -> bool + Sync),
    /// The near matches of earlier runs, so that they need not be sought again.
    pub known: &'a Known,
    /// Called after each text, from any thread, with the number of texts so far and of all.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
    /// Asked before each text: stop here.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

/// Holds quotes to their captured texts, and returns what became of them and the near matches that
/// were sought; nothing when it was stopped.
#[must_use]
pub fn verify(store: &Store, how: &Verifying<'_>) -> Option<(Overlay, Known)> {
    let mut by_source: BTreeMap<Option<&str>, Vec<FileRef<'_>>> = BTreeMap::new();
    for file in store.files() {
        if file.claims().any(|ix| (how.wanted)(ix)) {
            let pin = file.article().source.as_ref();
            let name = pin.and_then(|pin| pin.file.as_deref());
            by_source.entry(name).or_default().push(file);
        }
    }
    let total = by_source.len();
    let done = AtomicUsize::new(0);
    let sought = Mutex::new(Known::default());
    let groups: Vec<Vec<FileRef<'_>>> = by_source.into_values().collect();
    let held: Vec<Vec<HeldFile>> = groups
        .par_iter()
        .filter(|_| !(how.stop)())
        .map(|files| {
            let (held, new) = hold(store, files, how);
            if !new.is_empty() {
                sought
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .extend(new);
            }
            (how.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            held
        })
        .collect();
    if held.len() < total {
        return None;
    }
    let sought = sought
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Some((Overlay::new(held.into_iter().flatten().collect()), sought))
}

/// Holds the quotes of the files that share one text.
fn hold(store: &Store, files: &[FileRef<'_>], how: &Verifying<'_>) -> (Vec<HeldFile>, Known) {
    let pin = files
        .first()
        .and_then(|file| file.article().source.as_ref());
    let named = pin.is_some_and(|pin| pin.file.is_some());
    let (captured, without) = match (how.read)(pin) {
        Ok(Some(captured)) => (Some(captured), None),
        Ok(None) if named => (None, Some((SourceState::Absent, Integrity::Absent))),
        Ok(None) => (None, Some((SourceState::Unpinned, Integrity::Unpinned))),
        Err(why) => (
            None,
            Some((SourceState::Unreadable(why), Integrity::Absent)),
        ),
    };
    let sha256 = captured.as_ref().map(|captured| captured.sha256.clone());
    let text = captured.map(|captured| SourceText::new(captured.text));
    let mut sought = Known::default();
    let mut one = |file: &FileRef<'_>| {
        let claims = file.claims().filter_map(|ix| store.claim(ix));
        let quotes = match (&text, &without) {
            (Some(text), _) => {
                let sha256 = sha256.as_deref().unwrap_or_default();
                let mut against = |quote: &str, line: Option<u32>| {
                    if line.is_some_and(|line| stands_on(text, quote, line)) {
                        return Held::plain(Integrity::Found);
                    }
                    let known = (sha256, how.known, &mut sought);
                    Held::of(anchor_knowing(text, quote, line, known), line)
                };
                let held = claims.map(|claim| Some(against(claim.quote()?, claim.line())));
                HeldQuotes::Each(held.collect())
            }
            (None, Some((_, integrity))) => HeldQuotes::All(*integrity),
            (None, None) => HeldQuotes::All(Integrity::Unpinned),
        };
        HeldFile {
            path: file.path().to_owned(),
            quotes,
            source: match (&sha256, &without) {
                (Some(sha256), _) => state(*file, sha256),
                (None, Some((state, _))) => state.clone(),
                (None, None) => SourceState::Unpinned,
            },
        }
    };
    let held = files.iter().map(&mut one).collect();
    (held, sought)
}

/// Compares a text with the hash that the record pins.
fn state(file: FileRef<'_>, sha256: &str) -> SourceState {
    let pin = file.article().source.as_ref();
    match pin.and_then(|pin| pin.sha256.as_deref()) {
        None => SourceState::Unhashed(sha256.to_owned()),
        Some(pinned) if pinned.trim().eq_ignore_ascii_case(sha256) => SourceState::Same,
        Some(_) => SourceState::Changed(sha256.to_owned()),
    }
}
