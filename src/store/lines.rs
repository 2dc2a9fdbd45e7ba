//! The folded lines of all claims, looked at one by one: names that many claims share are looked at
//! once. Knows nothing of what is sought in them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::block::{Block, Coded, Pass, Sketched, Texts};
use super::named::folded;
use super::{FileEntry, Ix, RowSet, Store, len};

/// Claims that are looked at as one piece of work: those of a file, and of several short ones.
const STRETCH: u32 = 1024;

/// Claims, in store order, each with a score.
pub type Scores = Vec<(Ix, i32)>;

/// The scores of the distinct texts of a column, by their codes; none when none has one.
struct Known<'b> {
    column: &'b Coded,
    best: Vec<Option<i32>>,
}

impl<'b> Known<'b> {
    fn new(column: &'b Coded, score: impl Fn(&str) -> Option<i32>) -> Self {
        let distinct = column.distinct();
        let own = distinct.walk(0..distinct.len());
        let mut best = vec![None];
        best.extend(own.map(|text| score(&folded(text))));
        if best.iter().all(Option::is_none) {
            best.clear();
        }
        Self { column, best }
    }

    fn of(&self, code: u32) -> Option<i32> {
        self.best.get(code as usize).copied().flatten()
    }
}

/// The texts of one block, and the scores of the names that its claims share.
struct Shared<'b> {
    block: &'b Block,
    ids: Pass<'b>,
    bodies: Pass<'b>,
    /// Of speakers, roles and organisations, as far as any has a score.
    names: Vec<Known<'b>>,
    tags: Known<'b>,
}

impl<'b> Shared<'b> {
    fn new(block: &'b Block, score: &(impl Fn(&str) -> Option<i32> + Sync)) -> Self {
        let names = [&block.speakers, &block.roles, &block.orgs];
        let names = names.map(|names| Known::new(names, score)).into_iter();
        let names = names.filter(|known| !known.best.is_empty()).collect();
        Self {
            block,
            ids: block.ids.pass(),
            bodies: block.bodies.pass(),
            names,
            tags: Known::new(&block.tags, score),
        }
    }

    /// Tells that something was found in a name that claims may share.
    fn has_names(&self) -> bool {
        !(self.names.is_empty() && self.tags.best.is_empty())
    }

    /// Returns the best score of the names of a row that are not its alone.
    fn best(&self, row: usize) -> Option<i32> {
        let names = self.names.iter();
        let own = names.filter_map(|known| known.of(known.column.code(row)));
        if self.tags.best.is_empty() {
            return own.max();
        }
        let tags = self.block.tags.codes(self.block.tag_span(row)).iter();
        own.chain(tags.filter_map(|&code| self.tags.of(code))).max()
    }
}

impl Store {
    /// Returns the claims in whose folded text something is found, in store order, each with the best
    /// score of it. `score` gets one line or several, and must give nothing where the letters of `sought`
    /// do not stand in order; what it gives for `sought` is remembered, and where it gave nothing it must
    /// give nothing for what goes on from there.
    ///
    /// The lines are those of [`ClaimRef::folded_names`](super::ClaimRef::folded_names) and
    /// [`ClaimRef::folded_body`](super::ClaimRef::folded_body).
    #[must_use]
    pub fn line_scores(
        &self,
        sought: &str,
        score: impl Fn(&str) -> Option<i32> + Sync,
    ) -> Arc<Scores> {
        if let Some(known) = self.scored.get(sought) {
            return known;
        }
        let shorter = self.scored.longest(sought);
        let within: Option<RowSet> =
            shorter.map(|scores| scores.iter().map(|(ix, _)| *ix).collect());
        let letters = Sketched::new(sought);
        let blocks = self.blocks();
        let shared: HashMap<usize, Shared<'_>> = blocks
            .par_iter()
            .map(|block| (Arc::as_ptr(block).addr(), Shared::new(block, &score)))
            .collect();
        let of_run = |run: &[(&FileEntry, Range<u32>)]| {
            let mut found = Vec::new();
            if let [(first, _), ..] = run
                && let Some(shared) = shared.get(&Arc::as_ptr(&first.block).addr())
            {
                let sweep = Sweep {
                    shared,
                    letters: &letters,
                    within: within.as_ref(),
                    score: &score,
                };
                sweep.through(run, &mut found);
            }
            found
        };
        let stretches = self.stretches();
        let runs = runs(&stretches);
        let scores: Vec<Scores> = runs.into_par_iter().map(of_run).collect();
        let scores = Arc::new(scores.concat());
        self.scored.put(sought, &scores);
        scores
    }

    /// Returns the files, in stretches of rows of their blocks.
    pub(super) fn stretches(&self) -> Vec<(&FileEntry, Range<u32>)> {
        let cut = self.files.iter().flat_map(|entry| {
            let starts = entry.rows.clone().step_by(STRETCH as usize);
            starts.map(move |start| (entry, start..(start + STRETCH).min(entry.rows.end)))
        });
        cut.collect()
    }
}

/// Puts stretches together that lie beside each other in one block, as far as that is one piece of work.
pub(super) fn runs<'r, 's>(
    stretches: &'r [(&'s FileEntry, Range<u32>)],
) -> Vec<&'r [(&'s FileEntry, Range<u32>)]> {
    let mut start = u32::MAX;
    stretches
        .chunk_by(|(a, before), (b, rows)| {
            let near = Arc::ptr_eq(&a.block, &b.block) && before.end == rows.start;
            // Of the first run the beginning is not known yet.
            start = before.start.min(start);
            let goes_on = near && rows.end - start <= STRETCH;
            if !goes_on {
                start = rows.start;
            }
            goes_on
        })
        .collect()
}

/// A claim of a stretch in which something was or may be found.
struct Candidate {
    ix: Ix,
    row: usize,
    best: Option<i32>,
    /// Its own text has to be looked at.
    open: bool,
}

/// A look through stretches that lie beside each other in a block.
struct Sweep<'l, S> {
    shared: &'l Shared<'l>,
    letters: &'l Sketched,
    within: Option<&'l RowSet>,
    score: &'l S,
}

impl<S: Fn(&str) -> Option<i32>> Sweep<'_, S> {
    fn through(&self, run: &[(&FileEntry, Range<u32>)], found: &mut Scores) {
        let Shared {
            block, ids, bodies, ..
        } = self.shared;
        let mut candidates = Vec::new();
        for (entry, rows) in run {
            self.candidates(entry, rows, &mut candidates);
        }
        if candidates.iter().any(|candidate| candidate.open) {
            let start = run.first().map_or(0, |(_, rows)| rows.start) as usize;
            let end = run.last().map_or(0, |(_, rows)| rows.end) as usize;
            look(&block.ids, ids, start..end, &mut candidates, |id| {
                (self.score)(&folded(id))
            });
            look(&block.bodies, bodies, start..end, &mut candidates, |body| {
                (self.score)(body.strip_suffix('\n').unwrap_or(body))
            });
        }
        let scored = candidates.into_iter();
        found.extend(scored.filter_map(|own| Some((own.ix, own.best?))));
    }

    /// Adds the claims of one file in which something is found in what they share with others, or may be
    /// in their own text.
    fn candidates(&self, entry: &FileEntry, rows: &Range<u32>, to: &mut Vec<Candidate>) {
        let block = self.shared.block;
        let first = entry.first + (rows.start - entry.rows.start);
        let claims = first..first + len(rows);
        let within = |within: &RowSet| within.within(claims.clone()).next().is_some();
        if !self.within.is_none_or(within) {
            return;
        }
        // All claims of a file have its title.
        let title = (self.score)(&folded(&block.title(entry.at)));
        let named = title.is_some() || self.shared.has_names();
        let may_hold = block.may_hold(self.letters);
        let mut add = |ix: Ix| {
            let row = (rows.start + (ix.0 - first)) as usize;
            let shared = named.then(|| self.shared.best(row)).flatten();
            let (best, open) = (title.max(shared), may_hold(row));
            if open || best.is_some() {
                to.push(Candidate {
                    ix,
                    row,
                    best,
                    open,
                });
            }
        };
        match self.within {
            Some(within) => within.within(claims).for_each(add),
            None => claims.map(Ix).for_each(&mut add),
        }
    }
}

/// Looks at the texts of the open ones, which are all among these rows.
fn look(
    texts: &Texts,
    pass: &Pass<'_>,
    rows: Range<usize>,
    candidates: &mut [Candidate],
    score: impl Fn(&str) -> Option<i32>,
) {
    pass.rows(rows, |part, from| {
        for own in candidates.iter_mut().filter(|own| own.open) {
            let span = texts.span(own.row..own.row + 1);
            let text = part.get(span.start - from..span.end - from);
            own.best = own.best.max(text.and_then(&score));
        }
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::{Article, Claim, LogEntry};
    use crate::store::{ClaimRef, FileChange, Folder, LoadedFile, Store};

    fn file(path: &str, title: &str, claims: &[[String; 6]]) -> LoadedFile {
        let claim = |own: &[String; 6]| {
            let [id, speaker, tag, other, quote, note] = own.clone();
            let some = |text: String| (!text.is_empty()).then_some(text);
            Claim {
                id,
                role: some(other.clone()),
                org: some(speaker.clone()),
                speaker: some(speaker),
                tags: [some(tag), some(other)].into_iter().flatten().collect(),
                quote: some(quote),
                annotations: vec![LogEntry {
                    note: some(note),
                    ..LogEntry::default()
                }],
                ..Claim::default()
            }
        };
        LoadedFile {
            path: path.to_owned(),
            article: Article {
                title: title.to_owned(),
                ..Article::default()
            },
            claims: claims.iter().map(claim).zip(1..).collect(),
            ..LoadedFile::default()
        }
    }

    /// The longest line that has an `a`, and its length.
    fn longest(claim: ClaimRef<'_>) -> Option<i32> {
        let names = claim.folded_names().split('\n');
        let lines = names.chain(claim.folded_body().split('\n'));
        lines.filter_map(look).max()
    }

    fn look(line: &str) -> Option<i32> {
        line.contains('a')
            .then(|| i32::try_from(line.len()).unwrap())
    }

    fn look_all(lines: &str) -> Option<i32> {
        lines.split('\n').filter_map(look).max()
    }

    fn claims() -> impl Strategy<Value = Vec<[String; 6]>> {
        let text = || "[abÁ \n]{0,5}";
        prop::collection::vec(prop::array::uniform6(text()), 0..6)
    }

    proptest! {
        #[test]
        fn every_line_of_every_claim_is_looked_at(
            titles in prop::array::uniform3("[aB é]{0,7}"),
            a in claims(),
            b in claims(),
            again in claims(),
        ) {
            let [one, two, three] = &titles;
            let files = vec![file("a.yaml", one, &a), file("b.yaml", two, &b)];
            let store = Store::build(files, Folder::default());
            let put = FileChange::Put(file("a.yaml", three, &again));
            let store = store.with(vec![put], Folder::default());
            let slow: Vec<_> = store
                .claims()
                .filter_map(|claim| Some((claim.ix(), longest(claim)?)))
                .collect();
            prop_assert_eq!(&*store.line_scores("a", look_all), &slow);
            prop_assert_eq!(&*store.line_scores("a", |_| None), &slow);
            prop_assert_eq!(&*store.line_scores("b", |_| None), &[]);
            // What goes on from there is sought where that was found, and comes out the same.
            let both = |lines: &str| {
                lines.split('\n').filter(|line| line.contains("ab")).filter_map(look).max()
            };
            let fresh = store.apart(0..store.files().len());
            prop_assert_eq!(store.line_scores("ab", both), fresh.line_scores("ab", both));
        }
    }
}
