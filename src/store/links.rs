//! Links between claims, resolved: stored at one end, seen from both.

use std::collections::HashMap;
use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64;

use super::block::Flag;
use super::{ClaimRef, Ix, Store};
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
    /// The hash of each claim's id with the claim's number, ascending; made when an id is first
    /// sought beyond its own file.
    by_id: OnceLock<Vec<(u32, u32)>>,
}

impl Links {
    pub(super) fn new(store: &Store) -> Self {
        let mut links = Self::default();
        for claim in store.claims().filter(|claim| claim.has(Flag::Links)) {
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
        if !written.contains('/') {
            let mut here = store.file_of(from).claims();
            let same_file = here.find(|&ix| store.claim(ix).is_some_and(|c| c.id() == written));
            if same_file.is_some() {
                return same_file;
            }
        }
        match self.named(store, written).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Returns the claims whose name ends in what was typed.
    pub(super) fn named(&self, store: &Store, typed: &str) -> Vec<Ix> {
        let id = typed.rsplit('/').next().unwrap_or(typed);
        let index = self.by_id.get_or_init(|| ids(store));
        let hash = hash(id);
        let start = index.partition_point(|&(other, _)| other < hash);
        let alike = index.get(start..).unwrap_or_default().iter();
        let ends_so = |claim: &ClaimRef<'_>| {
            claim.id() == id && (!typed.contains('/') || is_trailing_part(&claim.name(), typed))
        };
        alike
            .take_while(|(other, _)| *other == hash)
            .filter_map(|&(_, at)| store.claim(Ix(at)))
            .filter(ends_so)
            .map(|claim| claim.ix())
            .collect()
    }
}

fn hash(id: &str) -> u32 {
    // Half of it tells ids well enough apart: what is alike is compared.
    (xxh3_64(id.as_bytes()) >> 32) as u32
}

fn ids(store: &Store) -> Vec<(u32, u32)> {
    let own = store.claims().map(|claim| (hash(claim.id()), claim.ix().0));
    let mut ids: Vec<(u32, u32)> = own.collect();
    // Not by several threads: one that waits for the others may be given work that waits for these.
    ids.sort_unstable();
    ids
}
