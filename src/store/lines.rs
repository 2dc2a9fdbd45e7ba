//! The folded lines of all claims, looked through for letters: names that many claims share are looked at
//! once, and where fewer letters were found before, the look goes on from there.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr;
use rayon::prelude::*;

use super::block::{Block, Pass, Sketched, Texts};
use super::shared::{Known, Shared};
use super::stretch::{Stretch, rows_of, runs};
use super::{Ix, RowSet, Store};
use crate::text::Letters;

/// The claims in which letters were found, in store order, and where: who looks for more letters goes
/// on from there.
#[derive(Debug, Default)]
pub struct Scores {
    /// How many bytes the letters have.
    bytes: usize,
    found: Vec<Found>,
    known: Known,
}

/// A claim in which letters were found.
#[derive(Debug, Clone, Copy)]
struct Found {
    ix: Ix,
    best: i32,
    /// They stand in its id.
    in_id: bool,
    body: Reach,
}

/// Where letters stand in a body, when each is taken as early as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reach(u16);

impl Reach {
    const NOWHERE: Self = Self(0);
    /// In one of several lines, or far behind.
    const SOMEWHERE: Self = Self(u16::MAX);

    /// In a body of one line, up to a byte.
    fn up_to(end: usize) -> Self {
        let near = u16::try_from(end).ok().filter(|&end| end > 0);
        near.map_or(Self::SOMEWHERE, Self)
    }

    fn end(self) -> Option<usize> {
        (self != Self::NOWHERE && self != Self::SOMEWHERE).then_some(usize::from(self.0))
    }
}

impl Scores {
    /// Returns the claims, each with the best score of its lines.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Ix, i32)> {
        self.found.iter().map(|found| (found.ix, found.best))
    }

    /// Returns the claims.
    #[must_use]
    pub fn rows(&self) -> RowSet {
        self.found.iter().map(|found| found.ix).collect()
    }

    /// Returns what was found in a stretch of claims.
    fn within(&self, claims: &Range<u32>) -> &[Found] {
        let start = self.found.partition_point(|own| own.ix.0 < claims.start);
        let own = self.found.get(start..).unwrap_or_default();
        let end = own.partition_point(|own| own.ix.0 < claims.end);
        own.get(..end).unwrap_or_default()
    }
}

impl Store {
    /// Returns the claims with a folded line in which letters stand in order, in store order, each with its
    /// best score. What was found last is remembered.
    ///
    /// The lines are those of [`ClaimRef::folded_names`](super::ClaimRef::folded_names) and
    /// [`ClaimRef::folded_body`](super::ClaimRef::folded_body).
    #[must_use]
    pub fn line_scores(&self, letters: &Letters) -> Arc<Scores> {
        if let Some(known) = self.scored.get(letters.text()) {
            return known;
        }
        let before = self.scored.longest(letters.text());
        let known = Known::new(self, letters, before.as_ref().map(|before| &before.known));
        let sketched = Sketched::new(letters.text());
        let blocks = self.blocks();
        let texts = blocks.iter().map(|block| {
            let passes = (block.ids.pass(), block.bodies.pass());
            (Arc::as_ptr(block).addr(), passes)
        });
        let texts: HashMap<usize, (Pass<'_>, Pass<'_>)> = texts.collect();
        let stretches = self.stretches();
        let runs = runs(&stretches).into_par_iter();
        let found = runs.map_init(Vec::new, |candidates, run| {
            let block = &run.first()?.entry.block;
            let (ids, bodies) = texts.get(&Arc::as_ptr(block).addr())?;
            let sweep = Sweep {
                letters,
                sketched: &sketched,
                before: before.as_deref(),
                known: &known,
                shared: known.of_block(block)?,
                block,
            };
            candidates.clear();
            for stretch in run {
                sweep.candidates(stretch, candidates);
            }
            if candidates.iter().any(Candidate::is_open) {
                sweep.look_at_ids(ids, rows_of(run), candidates);
                sweep.look_at_bodies(bodies, rows_of(run), candidates);
            }
            let found = candidates.iter().filter_map(Candidate::found);
            Some(found.collect::<Vec<Found>>())
        });
        let found: Vec<Option<Vec<Found>>> = found.collect();
        let found: Vec<Vec<Found>> = found.into_iter().flatten().collect();
        let scores = Arc::new(Scores {
            bytes: letters.text().len(),
            found: found.concat(),
            known,
        });
        self.scored.put(letters.text(), &scores);
        scores
    }
}

/// A claim of a stretch in which letters were or may be found.
struct Candidate {
    ix: Ix,
    row: usize,
    best: Option<i32>,
    /// Its id has to be looked at; then, that they stand there.
    in_id: bool,
    /// Where fewer letters stand in its body; then, where these do.
    body: Reach,
}

impl Candidate {
    fn is_open(&self) -> bool {
        self.in_id || self.body != Reach::NOWHERE
    }

    fn found(&self) -> Option<Found> {
        Some(Found {
            ix: self.ix,
            best: self.best?,
            in_id: self.in_id,
            body: self.body,
        })
    }
}

/// A look through stretches that lie beside each other in a block.
struct Sweep<'l> {
    letters: &'l Letters,
    sketched: &'l Sketched,
    /// Where fewer letters were found.
    before: Option<&'l Scores>,
    known: &'l Known,
    shared: &'l Shared,
    block: &'l Block,
}

impl Sweep<'_> {
    /// Adds the claims of one file in which letters are found in what they share with others, or may be
    /// in their own text.
    fn candidates(&self, stretch: &Stretch<'_>, to: &mut Vec<Candidate>) {
        let claims = stretch.claims();
        let title = self.known.title(stretch.file);
        let has_shared = self.shared.has_any();
        let row = |ix: u32| (stretch.rows.start + (ix - claims.start)) as usize;
        let best = |row: usize| {
            let shared = has_shared.then(|| self.shared.best(self.block, row));
            title.max(shared.flatten())
        };
        if let Some(before) = self.before {
            to.extend(before.within(&claims).iter().map(|own| {
                let row = row(own.ix.0);
                Candidate {
                    ix: own.ix,
                    row,
                    best: best(row),
                    in_id: own.in_id,
                    body: own.body,
                }
            }));
            return;
        }
        let may_hold = self.block.may_hold(self.sketched);
        to.extend(claims.clone().filter_map(|ix| {
            let row = row(ix);
            let (best, open) = (best(row), may_hold(row));
            (open || best.is_some()).then_some(Candidate {
                ix: Ix(ix),
                row,
                best,
                in_id: open,
                body: if open {
                    Reach::SOMEWHERE
                } else {
                    Reach::NOWHERE
                },
            })
        }));
    }

    /// Looks at the ids of candidates, which are all among some rows.
    fn look_at_ids(&self, ids: &Pass<'_>, rows: Range<usize>, candidates: &mut [Candidate]) {
        if !candidates.iter().any(|own| own.in_id) {
            return;
        }
        ids.rows(rows, |part, from| {
            for own in candidates.iter_mut().filter(|own| own.in_id) {
                let id = text(&self.block.ids, own.row, part, from);
                let score = self.letters.score_unfolded(id);
                own.in_id = score.is_some();
                own.best = own.best.max(score);
            }
        });
    }

    /// Looks at the bodies of candidates, which are all among some rows.
    fn look_at_bodies(&self, bodies: &Pass<'_>, rows: Range<usize>, candidates: &mut [Candidate]) {
        bodies.rows(rows, |part, from| {
            let open = candidates.iter_mut();
            for own in open.filter(|own| own.body != Reach::NOWHERE) {
                let body = text(&self.block.bodies, own.row, part, from);
                let (score, reach) = self.look_at_body(body, own.body);
                own.body = reach;
                own.best = own.best.max(score);
            }
        });
    }

    /// Returns the score of a body and where the letters stand in it; fewer of them stand in it up to
    /// `before`.
    fn look_at_body(&self, body: &str, before: Reach) -> (Option<i32>, Reach) {
        let lines = body.strip_suffix('\n').unwrap_or(body);
        let end = match (self.before, before.end()) {
            (Some(fewer), Some(at)) => {
                let rest = lines.get(at..).unwrap_or_default();
                self.letters.end_in(rest, fewer.bytes).map(|end| at + end)
            }
            (None, _) if memchr(b'\n', lines.as_bytes()).is_none() => {
                let may = self.letters.may_stand_in(lines);
                may.then(|| self.letters.end_in(lines, 0)).flatten()
            }
            _ => {
                let score = self.letters.score(lines);
                let reach = score.map_or(Reach::NOWHERE, |_| Reach::SOMEWHERE);
                return (score, reach);
            }
        };
        let Some(end) = end else {
            return (None, Reach::NOWHERE);
        };
        (self.letters.score_line(lines), Reach::up_to(end))
    }
}

/// Returns the text of a row, of whose column a part is given that begins at a byte of it.
fn text<'p>(texts: &Texts, row: usize, part: &'p str, from: usize) -> &'p str {
    let span = texts.span(row..row + 1);
    part.get(span.start - from..span.end - from)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
