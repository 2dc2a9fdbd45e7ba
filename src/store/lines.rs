//! The folded lines of all claims, looked through for letters: names that many claims share are looked at
//! once, and where fewer letters were found before, the look goes on from there.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr;
use rayon::prelude::*;

use super::block::{Block, Pass, Sketched, Texts};
use super::scores::{Found, Reach};
use super::shared::{Known, Shared};
use super::stretch::{Stretch, rows_of, runs};
use super::{Ix, Scores, Store};
use crate::text::Letters;

impl Store {
    /// Returns the claims with a folded line in which letters stand in order, in store order, each with its
    /// best score. What was found last is remembered.
    ///
    /// The lines are those of [`ClaimRef::folded_names`](super::ClaimRef::folded_names) and
    /// [`ClaimRef::folded_body`](super::ClaimRef::folded_body).
    #[must_use]
    pub fn line_scores(&self, letters: &Letters) -> Arc<Scores> {
        let before = self.scored.longest(letters.text());
        match before {
            Some(known) if known.exact && known.letters == *letters => known,
            _ => self.seek(letters, before.as_deref(), true),
        }
    }

    /// Returns the same claims, where fewer letters were found before without scoring them all.
    #[must_use]
    pub fn lines_found(&self, letters: &Letters) -> Arc<Scores> {
        let before = self.scored.longest(letters.text());
        match before {
            Some(known) if known.letters == *letters => known,
            _ => self.seek(letters, before.as_deref(), before.is_none()),
        }
    }

    /// Returns for each file the places of what was found in it.
    pub(super) fn places(&self, scores: &Scores) -> Vec<Range<usize>> {
        let mut end = 0;
        let files = self.files.iter().map(|entry| {
            let (start, after) = (end, entry.first + (entry.rows.end - entry.rows.start));
            let own = scores.found.get(start..).unwrap_or_default();
            end += own.iter().take_while(|own| own.ix.0 < after).count();
            start..end
        });
        files.collect()
    }

    /// Returns the score of a claim in which letters were found.
    pub(super) fn line_score(&self, scores: &Scores, found: &Found) -> Option<i32> {
        let (letters, known) = (&scores.letters, &scores.known);
        let file = self.entry_of(found.ix);
        let entry = self.files.get(file)?;
        let (block, row) = (&entry.block, entry.rows.start + (found.ix.0 - entry.first));
        let row = row as usize;
        let mut best = None;
        if found.shared {
            let shared = known.of_block(block)?.best(block, row);
            best = known.title(file).max(shared);
        }
        if found.in_id {
            best = best.max(block.ids.get(row).and_then(|id| letters.score_unfolded(id)));
        }
        if found.body != Reach::NOWHERE {
            best = best.max(letters.score(block.folded_body(row)));
        }
        best
    }

    /// Looks for letters, of which fewer, or as many, were found before; unless the scores must be exact, what
    /// these scored tells the most that they may be.
    fn seek(&self, letters: &Letters, before: Option<&Scores>, exact: bool) -> Arc<Scores> {
        let known = Known::new(self, letters, before.map(|before| &before.known));
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
                before,
                exact,
                known: &known,
                shared: known.of_block(block)?,
                block,
            };
            candidates.clear();
            sweep.gather(run, candidates);
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
            letters: letters.clone(),
            found: found.concat(),
            known,
            exact,
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
    /// They stand in what it shares with others.
    shared: bool,
    /// Its id has to be looked at; then, that they stand there.
    in_id: bool,
    /// Where fewer letters stand in its body; then, where these do.
    body: Reach,
    /// The most that it may score.
    most: i32,
}

impl Candidate {
    fn is_open(&self) -> bool {
        self.in_id || self.body != Reach::NOWHERE
    }

    fn found(&self) -> Option<Found> {
        Some(Found {
            ix: self.ix,
            best: self.best?,
            shared: self.shared,
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
    /// The score itself is asked for, not the most that it may be.
    exact: bool,
    known: &'l Known,
    shared: &'l Shared,
    block: &'l Block,
}

impl Sweep<'_> {
    /// Adds the claims in which letters are found in what they share with others, or may be in their own
    /// text.
    fn gather(&self, run: &[Stretch<'_>], to: &mut Vec<Candidate>) {
        let Some(before) = self.before else {
            for stretch in run {
                self.gather_new(stretch, to);
            }
            return;
        };
        let first = run.first().map_or(0, |first| first.claims().start);
        let mut rest = before.from(first);
        let more = self.letters.most_more(&before.letters);
        for stretch in run {
            let claims = stretch.claims();
            let count = rest.iter().take_while(|own| own.ix.0 < claims.end).count();
            let Some((own, later)) = rest.split_at_checked(count) else {
                continue;
            };
            rest = later;
            let title = self.known.title(stretch.file);
            to.extend(own.iter().map(|own| {
                let row = stretch.row(own.ix.0);
                let best = own.shared.then(|| self.shared.best(self.block, row));
                let best = title.max(best.flatten());
                Candidate {
                    ix: own.ix,
                    row,
                    best,
                    shared: best.is_some(),
                    in_id: own.in_id,
                    body: own.body,
                    most: own.best.saturating_add(more),
                }
            }));
        }
    }

    /// Adds those of a file of which nothing is known.
    fn gather_new(&self, stretch: &Stretch<'_>, to: &mut Vec<Candidate>) {
        let title = self.known.title(stretch.file);
        let has_shared = self.shared.has_any();
        let may_hold = self.block.may_hold(self.sketched);
        to.extend(stretch.claims().filter_map(|ix| {
            let row = stretch.row(ix);
            let best = has_shared.then(|| self.shared.best(self.block, row));
            let (best, open) = (title.max(best.flatten()), may_hold(row));
            (open || best.is_some()).then_some(Candidate {
                ix: Ix(ix),
                row,
                best,
                shared: best.is_some(),
                in_id: open,
                body: if open {
                    Reach::SOMEWHERE
                } else {
                    Reach::NOWHERE
                },
                most: i32::MAX,
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
                let id = part.get(span(&self.block.ids, own.row, from));
                let score = self.letters.score_unfolded(id.unwrap_or_default());
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
                let body = span(&self.block.bodies, own.row, from);
                let (score, reach) = match (self.before, own.body.end()) {
                    (Some(before), Some(at)) => self.go_on(part, body, (before, at), own.most),
                    _ => self.look_at_body(part.get(body).unwrap_or_default()),
                };
                own.body = reach;
                own.best = own.best.max(score);
            }
        });
    }

    /// Goes on in a body of one line after the fewer letters that stand up to a byte of it. Returns the score,
    /// or the most that it may be, and where the letters stand.
    fn go_on(
        &self,
        part: &str,
        body: Range<usize>,
        (before, at): (&Scores, usize),
        most: i32,
    ) -> (Option<i32>, Reach) {
        // Most claims need but a few bytes of their text: that it is text is not asked of them.
        let rest = part.as_bytes().get(body.start + at..body.end);
        let known = before.letters.text().len();
        let Some(end) = rest.and_then(|rest| self.letters.end_in(rest, known)) else {
            return (None, Reach::NOWHERE);
        };
        let score = if self.exact {
            part.get(body)
                .and_then(|body| self.letters.score_line(line_of(body)))
        } else {
            Some(most)
        };
        (score, Reach::up_to(at + end))
    }

    /// Returns the score of a body, and where the letters stand in it.
    fn look_at_body(&self, body: &str) -> (Option<i32>, Reach) {
        let lines = line_of(body);
        if memchr(b'\n', lines.as_bytes()).is_some() {
            let score = self.letters.score(lines);
            return (score, score.map_or(Reach::NOWHERE, |_| Reach::SOMEWHERE));
        }
        let may = self.letters.may_stand_in(lines);
        let end = may.then(|| self.letters.end_in(lines.as_bytes(), 0));
        match end.flatten() {
            Some(end) => (self.letters.score_line(lines), Reach::up_to(end)),
            None => (None, Reach::NOWHERE),
        }
    }
}

/// Returns a line without its end.
fn line_of(body: &str) -> &str {
    body.strip_suffix('\n').unwrap_or(body)
}

/// Returns where the text of a row lies in a part of its column that begins at a byte of it.
fn span(texts: &Texts, row: usize, from: usize) -> Range<usize> {
    let span = texts.span(row..row + 1);
    span.start - from..span.end - from
}

#[cfg(test)]
mod tests;
