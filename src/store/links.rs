//! Links between claims, resolved: stored at one end, seen from both.

use std::collections::HashMap;

use super::{Ix, Store};
use crate::model::{Relation, is_trailing_part};

/// A link as seen from the claim it points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlink {
    /// The claim that stores the link.
    pub from: Ix,
    /// How that claim bears on this one.
    pub relation: Relation,
}

/// What a typed name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One claim.
    One(Ix),
    /// No claim; the nearest names, best first.
    None(Vec<String>),
    /// Several claims end so.
    Many(Vec<Ix>),
}

/// Every link of the store, by its target.
#[derive(Debug, Default)]
pub(super) struct Links {
    back: HashMap<Ix, Vec<Backlink>>,
    by_id: HashMap<String, Vec<Ix>>,
}

impl Links {
    pub(super) fn new(store: &Store) -> Self {
        let mut links = Self::default();
        for claim in store.claims() {
            let same_id: &mut Vec<Ix> = links.by_id.entry(claim.id().to_owned()).or_default();
            same_id.push(claim.ix());
        }
        for claim in store.claims() {
            for link in claim.links() {
                if let Some(target) = links.target(store, claim.ix(), &link.target) {
                    let back = links.back.entry(target).or_default();
                    back.push(Backlink {
                        from: claim.ix(),
                        relation: link.relation,
                    });
                }
            }
        }
        links
    }

    pub(super) fn back(&self, ix: Ix) -> &[Backlink] {
        self.back.get(&ix).map_or(&[], Vec::as_slice)
    }

    /// Returns the claim a link of `from` points to: an id of the same file first, then any unique
    /// trailing part of a name.
    pub(super) fn target(&self, store: &Store, from: Ix, written: &str) -> Option<Ix> {
        let candidates = self.named(store, written);
        let here = store.file_of(from).path();
        let same_file = candidates
            .iter()
            .copied()
            .find(|&ix| !written.contains('/') && store.file_of(ix).path() == here);
        same_file.or(match candidates.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// Returns the claims whose name ends in what was typed.
    pub(super) fn named(&self, store: &Store, typed: &str) -> Vec<Ix> {
        let id = typed.rsplit('/').next().unwrap_or(typed);
        let same_id = self.by_id.get(id).map_or(&[][..], Vec::as_slice);
        let ends_so = |&ix: &Ix| {
            let name = || store.claim(ix).map(|claim| claim.name());
            !typed.contains('/') || name().is_some_and(|name| is_trailing_part(&name, typed))
        };
        same_id.iter().copied().filter(ends_so).collect()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }
}
