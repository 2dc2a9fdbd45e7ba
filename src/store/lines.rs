//! The folded lines of all claims, looked at one by one: names that many claims share are looked at
//! once. Knows nothing of what is sought in them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memchr;
use rayon::prelude::*;

use super::block::{Block, Coded};
use super::{FileEntry, Ix, Store};
use crate::text::fold::fold;

/// Claims that are looked at as one piece of work.
const STRETCH: u32 = 4096;
/// Most files are short: so many stretches are looked at by one thread.
const TOGETHER: usize = 32;

/// Claims, in store order, each with a score.
pub type Scores = Vec<(Ix, i32)>;

/// The scores of the distinct texts of a column; each is looked at when it is first met.
struct Known<'b> {
    column: &'b Coded,
    best: Vec<OnceLock<Option<i32>>>,
}

impl<'b> Known<'b> {
    fn new(column: &'b Coded) -> Self {
        let best = (0..column.kinds()).map(|_| OnceLock::new());
        Self {
            column,
            best: best.collect(),
        }
    }

    fn of(&self, code: u32, score: impl Fn(&str) -> Option<i32>) -> Option<i32> {
        let place = self.best.get(code as usize)?;
        *place.get_or_init(|| score(&fold(self.column.word(code)?)))
    }
}

/// The scores of the names that claims of one block share.
struct Shared<'b> {
    block: &'b Block,
    speakers: Known<'b>,
    roles: Known<'b>,
    orgs: Known<'b>,
    tags: Known<'b>,
}

impl<'b> Shared<'b> {
    fn new(block: &'b Block) -> Self {
        Self {
            block,
            speakers: Known::new(&block.speakers),
            roles: Known::new(&block.roles),
            orgs: Known::new(&block.orgs),
            tags: Known::new(&block.tags),
        }
    }

    /// Returns the best score of the names of a row that are not its alone.
    fn best(&self, row: usize, score: impl Fn(&str) -> Option<i32>) -> Option<i32> {
        let own = [&self.speakers, &self.roles, &self.orgs];
        let own = own.map(|known| known.of(known.column.code(row), &score));
        let tags = self.block.tags.codes(self.block.tag_span(row)).iter();
        let tags = tags.filter_map(|&code| self.tags.of(code, &score));
        tags.chain(own.into_iter().flatten()).max()
    }
}

impl Store {
    /// Returns the claims in whose folded text something is found, in store order, each with the best
    /// score of it. `score` gets one line or several; what it gives for `sought` is remembered.
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
        let blocks = self.blocks();
        let shared: HashMap<usize, Shared<'_>> = blocks
            .iter()
            .map(|block| (Arc::as_ptr(block).addr(), Shared::new(block)))
            .collect();
        let of_some = |stretches: &[(&FileEntry, Range<u32>)]| {
            let mut found = Vec::new();
            for (entry, rows) in stretches {
                if let Some(shared) = shared.get(&Arc::as_ptr(&entry.block).addr()) {
                    look_through(entry, rows.clone(), shared, &score, &mut found);
                }
            }
            found
        };
        let stretches = self.stretches();
        let scores: Vec<Scores> = stretches.par_chunks(TOGETHER).map(of_some).collect();
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

fn look_through(
    entry: &FileEntry,
    rows: Range<u32>,
    shared: &Shared<'_>,
    score: &impl Fn(&str) -> Option<i32>,
    found: &mut Scores,
) {
    let claims = entry.first + (rows.start - entry.rows.start)..;
    let rows = rows.start as usize..rows.end as usize;
    let mut texts = shared.block.folded.walk(2 * rows.start..2 * rows.end);
    let mut title = None;
    for (row, ix) in rows.zip(claims.map(Ix)) {
        let (Some(names), Some(body)) = (texts.next(), texts.next()) else {
            return;
        };
        // All claims of a file have its title.
        let title = *title.get_or_insert_with(|| score(title_of(names)));
        let own = score(id_of(names)).max(score(body.strip_suffix('\n').unwrap_or(body)));
        let best = own.max(title).max(shared.best(row, score));
        found.extend(best.map(|best| (ix, best)));
    }
}

/// The id is the first of a claim's names.
fn id_of(names: &str) -> &str {
    let end = memchr(b'\n', names.as_bytes());
    names.get(..end.unwrap_or(names.len())).unwrap_or_default()
}

/// The title is the last of a claim's names.
fn title_of(names: &str) -> &str {
    let names = names.strip_suffix('\n').unwrap_or(names);
    names.rsplit('\n').next().unwrap_or(names)
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
        }
    }
}
