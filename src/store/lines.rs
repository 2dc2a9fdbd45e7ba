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
use crate::text::{After, Letters};

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
        let body = match found.body {
            Reach::NOWHERE => None,
            // They are known to stand there, in the only line.
            body if body.end().is_some() => letters.score_line(line_of(block.folded_body(row))),
            _ => letters.score(block.folded_body(row)),
        };
        best.max(body)
    }

    /// Looks for letters, of which fewer, or as many, were found before; unless the scores must be exact, what
    /// these scored tells the most that they may be.
    fn seek(&self, letters: &Letters, before: Option<&Scores>, exact: bool) -> Arc<Scores> {
        let known = before.map(|before| &*before.known);
        let known = Arc::new(Known::new(self, letters, known));
        let more = before.and_then(|before| letters.text().as_bytes().get(before.reached..));
        let more = more.unwrap_or_default();
        let foreseen = before.filter(|before| {
            let one = more.len() == 1 && more.iter().all(|&byte| After::knows(byte));
            one && before.ahead && !exact
        });
        let sketched = Sketched::new(letters.text());
        let blocks = self.blocks();
        let texts = blocks.iter().map(|block| {
            let passes = (block.ids.pass(), block.bodies.pass());
            (Arc::as_ptr(block).addr(), passes)
        });
        let texts: HashMap<usize, (Pass<'_>, Pass<'_>)> = texts.collect();
        let stretches = self.stretches();
        let runs = runs(&stretches).into_par_iter();
        let found = runs.map_init(Vec::new, |open, run| {
            let block = &run.first()?.entry.block;
            let (ids, bodies) = texts.get(&Arc::as_ptr(block).addr())?;
            let sweep = Sweep {
                letters,
                sketched: &sketched,
                before,
                more,
                foreseen: foreseen.is_some(),
                exact,
                known: &known,
                shared: known.of_block(block)?,
                block,
            };
            let mut found = Vec::new();
            open.clear();
            sweep.gather(run, &mut found, open);
            if !open.is_empty() {
                sweep.look_at_ids(ids, rows_of(run), &mut found, open);
                sweep.look_at_bodies(bodies, rows_of(run), &mut found, open);
                found.retain(|own| own.best != NONE);
            }
            Some(found)
        });
        let found: Vec<Option<Vec<Found>>> = found.collect();
        let found: Vec<Vec<Found>> = found.into_iter().flatten().collect();
        let scores = Arc::new(Scores {
            letters: letters.clone(),
            found: found.concat(),
            known,
            exact,
            reached: foreseen.map_or(letters.text().len(), |before| before.reached),
            ahead: foreseen.is_some(),
        });
        self.scored.put(letters.text(), &scores);
        scores
    }
}

/// The score of a claim in which letters were not found yet.
const NONE: i32 = i32::MIN;

/// A claim of which the id or the body has to be looked at.
struct Open {
    /// Which of those that are found.
    at: usize,
    row: usize,
    /// The most that it may score.
    most: i32,
}

/// A look through stretches that lie beside each other in a block.
struct Sweep<'l> {
    letters: &'l Letters,
    sketched: &'l Sketched,
    /// Where fewer letters were found.
    before: Option<&'l Scores>,
    /// The bytes that these have more than those that were reached before.
    more: &'l [u8],
    /// These are one more letter than those, and known to stand there or not.
    foreseen: bool,
    /// The score itself is asked for, not the most that it may be.
    exact: bool,
    known: &'l Known,
    shared: &'l Shared,
    block: &'l Block,
}

impl Sweep<'_> {
    /// Adds the claims in which letters are found in what they share with others, or are known to stand in
    /// their body; and those in whose own text they may be found, which are open.
    fn gather(&self, run: &[Stretch<'_>], found: &mut Vec<Found>, open: &mut Vec<Open>) {
        let Some(before) = self.before else {
            for stretch in run {
                self.gather_new(stretch, found, open);
            }
            return;
        };
        let first = run.first().map_or(0, |first| first.claims().start);
        let mut rest = before.from(first);
        let most_more = self.letters.most_more(&before.letters);
        for stretch in run {
            let claims = stretch.claims();
            let count = rest.iter().take_while(|own| own.ix.0 < claims.end).count();
            let Some((own, later)) = rest.split_at_checked(count) else {
                continue;
            };
            rest = later;
            found.reserve(own.len());
            for own in own {
                self.gather_again(own, stretch, most_more, found, open);
            }
        }
    }

    /// Adds one in which fewer letters were found.
    fn gather_again(
        &self,
        own: &Found,
        stretch: &Stretch<'_>,
        most_more: i32,
        found: &mut Vec<Found>,
        open: &mut Vec<Open>,
    ) {
        let row = stretch.row(own.ix.0);
        let shared = if own.shared {
            let shared = self.shared.best(self.block, row);
            self.known.title(stretch.file).max(shared)
        } else {
            None
        };
        let may = self.more.iter().all(|&byte| own.after.may_have(byte));
        let body = if may { own.body } else { Reach::NOWHERE };
        let foreseen = self.foreseen && body.end().is_some();
        let more = match self.more {
            [one] if foreseen && !own.in_id => own.after.most(*one),
            _ => most_more,
        };
        let most = own.best.saturating_add(more);
        // Where the body has them, the most that they may score is that of all lines.
        let is_open = !foreseen && (own.in_id || body != Reach::NOWHERE);
        let best = shared.max(foreseen.then_some(most));
        if !is_open && best.is_none() {
            return;
        }
        if is_open {
            let at = found.len();
            open.push(Open { at, row, most });
        }
        found.push(Found {
            best: best.unwrap_or(NONE),
            shared: shared.is_some(),
            body,
            ..*own
        });
    }

    /// Adds those of a file of which nothing is known.
    fn gather_new(&self, stretch: &Stretch<'_>, found: &mut Vec<Found>, open: &mut Vec<Open>) {
        let title = self.known.title(stretch.file);
        let has_shared = self.shared.has_any();
        let may_hold = self.block.may_hold(self.sketched);
        for ix in stretch.claims() {
            let row = stretch.row(ix);
            let best = has_shared.then(|| self.shared.best(self.block, row));
            let (best, may) = (title.max(best.flatten()), may_hold(row));
            if may {
                let (at, most) = (found.len(), i32::MAX);
                open.push(Open { at, row, most });
            }
            if may || best.is_some() {
                found.push(Found {
                    ix: Ix(ix),
                    best: best.unwrap_or(NONE),
                    shared: best.is_some(),
                    in_id: may,
                    body: if may {
                        Reach::SOMEWHERE
                    } else {
                        Reach::NOWHERE
                    },
                    after: After::UNKNOWN,
                });
            }
        }
    }

    /// Looks at the ids of claims, which are all among some rows.
    fn look_at_ids(&self, ids: &Pass<'_>, rows: Range<usize>, found: &mut [Found], open: &[Open]) {
        if !open.iter().any(|open| found[open.at].in_id) {
            return;
        }
        ids.rows(rows, |part, from| {
            for open in open {
                let own = &mut found[open.at];
                if own.in_id {
                    let id = part.get(span(&self.block.ids, open.row, from));
                    let score = self.letters.score_unfolded(id.unwrap_or_default());
                    own.in_id = score.is_some();
                    own.best = own.best.max(score.unwrap_or(NONE));
                }
            }
        });
    }

    /// Looks at the bodies of claims, which are all among some rows.
    fn look_at_bodies(
        &self,
        bodies: &Pass<'_>,
        rows: Range<usize>,
        found: &mut [Found],
        open: &[Open],
    ) {
        let has_body = |open: &Open| found[open.at].body != Reach::NOWHERE;
        if !open.iter().any(has_body) {
            return;
        }
        bodies.rows(rows, |part, from| {
            for open in open {
                let own = &mut found[open.at];
                if own.body == Reach::NOWHERE {
                    continue;
                }
                let body = span(&self.block.bodies, open.row, from);
                let (score, reach) = match (self.before, own.body.end()) {
                    (Some(before), Some(at)) => self.go_on(part, body, (before, at), open.most),
                    _ => self.look_at_body(part.get(body).unwrap_or_default(), open.most),
                };
                own.body = reach;
                own.after = After::UNKNOWN;
                own.best = own.best.max(score.unwrap_or(NONE));
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
        let Some(end) = rest.and_then(|rest| self.letters.end_in(rest, before.reached)) else {
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

    /// Returns the score of a body, or the most that it may be, and where the letters stand in it.
    fn look_at_body(&self, body: &str, most: i32) -> (Option<i32>, Reach) {
        let lines = line_of(body);
        if memchr(b'\n', lines.as_bytes()).is_some() {
            let score = if self.exact {
                self.letters.score(lines)
            } else {
                self.letters.stand_in(lines).then_some(most)
            };
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
