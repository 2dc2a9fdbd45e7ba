//! Claims by what they are called: speakers, tags, the title of the article, the id. A name that many
//! claims share is looked at once, and many names at a time are passed over.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::block::{Pass, Texts};
use super::stretch::{Stretch, rows_of, runs};
use super::{SpeakerRef, Store};
use crate::text::fold::folded;

/// So many names are passed over at a time.
const TOGETHER: usize = 64;

/// Claims with a name in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'s, T> {
    /// The name as it is written.
    pub name: &'s str,
    /// The claims, a stretch of one file.
    pub claims: Range<u32>,
    /// What was found.
    pub found: T,
}

/// What looks at names, folded: nothing is found in those of which `may` denies it, told of one name
/// or of several put together.
pub struct Looking<M, L> {
    /// Tells that something may be found.
    pub may: M,
    /// Finds it.
    pub look: L,
}

impl<T: Copy + Send + Sync, M: Fn(&str) -> bool + Sync, L: Fn(&str) -> Option<T> + Sync>
    Looking<M, L>
{
    fn at(&self, name: &str) -> Option<T> {
        (self.look)(&folded(name))
    }

    /// Returns what was found in a column.
    fn through(&self, names: &Texts) -> Vec<(usize, T)> {
        let all = 0..names.len();
        self.through_part(names, names.pool(), 0, all)
    }

    /// Returns what was found in some rows of a column, of whose texts a part is given.
    fn through_part(
        &self,
        names: &Texts,
        part: &str,
        from: usize,
        rows: Range<usize>,
    ) -> Vec<(usize, T)> {
        let mut found = Vec::new();
        for start in rows.clone().step_by(TOGETHER) {
            let own = start..rows.end.min(start + TOGETHER);
            let span = names.span(own.clone());
            let all = part.get(span.start - from..span.end - from);
            if (self.may)(&folded(all.unwrap_or_default())) {
                let each = own.clone().zip(names.cut(part, from, own));
                found.extend(each.filter_map(|(row, name)| Some((row, self.at(name)?))));
            }
        }
        found
    }
}

impl Store {
    /// Returns the tags, titles and ids in which something was found, claim by claim.
    #[must_use]
    pub fn named<'s, T: Copy + Send + Sync>(
        &'s self,
        looking: &Looking<impl Fn(&str) -> bool + Sync, impl Fn(&str) -> Option<T> + Sync>,
    ) -> Vec<Named<'s, T>> {
        let tags = |texts: &Texts| -> HashMap<u32, T> {
            let found = looking.through(texts).into_iter();
            found
                .filter_map(|(at, found)| Some((u32::try_from(at + 1).ok()?, found)))
                .collect()
        };
        let blocks = self.blocks();
        let known: HashMap<usize, _> = blocks
            .iter()
            .map(|block| {
                let own = (tags(block.tags.distinct()), block.ids.pass());
                (Arc::as_ptr(block).addr(), own)
            })
            .collect();
        let of_run = |run: &[Stretch<'s>]| {
            let mut found = Vec::new();
            if let [first, ..] = run
                && let Some((tags, ids)) = known.get(&Arc::as_ptr(&first.entry.block).addr())
            {
                of_run(run, tags, ids, looking, &mut found);
            }
            found
        };
        let stretches = self.stretches();
        let named: Vec<_> = runs(&stretches).into_par_iter().map(of_run).collect();
        named.into_iter().flatten().collect()
    }

    /// Returns the speakers of claims in one of whose spellings something was found, with the best of it.
    #[must_use]
    pub fn speakers_like<T: Ord + Copy + Send + Sync>(
        &self,
        looking: &Looking<impl Fn(&str) -> bool + Sync, impl Fn(&str) -> Option<T> + Sync>,
    ) -> Vec<(SpeakerRef<'_>, T)> {
        let blocks = self.blocks();
        let written = blocks.iter().any(|block| {
            let names = block.speakers.distinct();
            !looking.through(names).is_empty()
        });
        let registered = || {
            let mut profiles = self.folder.speakers.iter();
            profiles.any(|own| {
                let mut spellings = [&own.name].into_iter().chain(&own.aliases);
                spellings.any(|name| looking.at(name).is_some())
            })
        };
        if !written && !registered() {
            return Vec::new();
        }
        let best = |speaker: SpeakerRef<'_>| {
            let spellings = [speaker.name()].into_iter().chain(speaker.aliases());
            spellings.filter_map(|name| looking.at(name)).max()
        };
        self.speakers()
            .filter(|speaker| !speaker.claims().is_empty())
            .filter_map(|speaker| Some((speaker, best(speaker)?)))
            .collect()
    }
}

/// Looks through stretches that lie beside each other in one block.
fn of_run<'s, T: Copy + Send + Sync>(
    run: &[Stretch<'s>],
    tags: &HashMap<u32, T>,
    ids: &Pass<'_>,
    looking: &Looking<impl Fn(&str) -> bool + Sync, impl Fn(&str) -> Option<T> + Sync>,
    all: &mut Vec<Named<'s, T>>,
) {
    ids.rows(rows_of(run), |part, from| {
        for stretch in run {
            of_stretch(stretch, tags, (part, from), looking, all);
        }
    });
}

fn of_stretch<'s, T: Copy + Send + Sync>(
    stretch: &Stretch<'s>,
    tags: &HashMap<u32, T>,
    (part, from): (&str, usize),
    looking: &Looking<impl Fn(&str) -> bool + Sync, impl Fn(&str) -> Option<T> + Sync>,
    all: &mut Vec<Named<'s, T>>,
) {
    let Stretch { entry, rows, .. } = stretch;
    let (block, claims) = (&*entry.block, stretch.claims());
    if let Some(found) = looking.at(&block.title(entry.at)) {
        all.push(Named {
            name: &entry.article().title,
            claims: claims.clone(),
            found,
        });
    }
    let rows = rows.start as usize..rows.end as usize;
    if !tags.is_empty() {
        for (row, claim) in rows.clone().zip(claims.clone()) {
            for code in block.tags.codes(block.tag_span(row)) {
                all.extend(tags.get(code).map(|&found| Named {
                    name: block.tags.word(*code).unwrap_or_default(),
                    claims: claim..claim + 1,
                    found,
                }));
            }
        }
    }
    for (row, found) in looking.through_part(&block.ids, part, from, rows.clone()) {
        let claim = claims.clone().nth(row - rows.start).unwrap_or_default();
        all.push(Named {
            name: block.ids.get(row).unwrap_or_default(),
            claims: claim..claim + 1,
            found,
        });
    }
}
