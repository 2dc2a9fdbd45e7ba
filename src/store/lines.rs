//! The folded lines of all claims, looked at one by one: names that many claims share are looked at
//! once. Knows nothing of what is sought in them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memchr;
use rayon::prelude::*;

use super::block::{Block, Coded};
use super::{FileEntry, Ix, RowSet, Store};
use crate::text::fold::fold;

/// Claims that are looked at as one piece of work.
const STRETCH: u32 = 4096;

/// What was found in the distinct texts of a column; each is looked at when it is first met.
struct Known<'b, T> {
    column: &'b Coded,
    found: Vec<OnceLock<Option<T>>>,
}

impl<'b, T: Copy> Known<'b, T> {
    fn new(column: &'b Coded) -> Self {
        let found = (0..column.kinds()).map(|_| OnceLock::new());
        Self {
            column,
            found: found.collect(),
        }
    }

    fn of(&self, code: u32, look: impl Fn(&str) -> Option<T>) -> Option<T> {
        let place = self.found.get(code as usize)?;
        *place.get_or_init(|| look(&fold(self.column.word(code)?)))
    }
}

/// What was found in the names that claims of one block share.
struct Shared<'b, T> {
    speakers: Known<'b, T>,
    roles: Known<'b, T>,
    orgs: Known<'b, T>,
    tags: Known<'b, T>,
}

impl<'b, T: Copy> Shared<'b, T> {
    fn new(block: &'b Block) -> Self {
        Self {
            speakers: Known::new(&block.speakers),
            roles: Known::new(&block.roles),
            orgs: Known::new(&block.orgs),
            tags: Known::new(&block.tags),
        }
    }

    /// Returns the best of what was found in the names of a row that are not its alone.
    fn best(&self, block: &Block, row: usize, look: impl Fn(&str) -> Option<T>) -> Option<T>
    where
        T: Ord,
    {
        let own = [&self.speakers, &self.roles, &self.orgs];
        let own = own.map(|column| column.of(column.column.code(row), &look));
        let tags = block.tags.codes(block.tag_span(row)).iter();
        let tags = tags.filter_map(|&code| self.tags.of(code, &look));
        tags.chain(own.into_iter().flatten()).max()
    }
}

impl Store {
    /// Returns the claims in whose folded text something was found, in store order, each with the best
    /// of it. `look` gets one line or several. Of what has no better, as `()`, the first will do.
    ///
    /// The lines are those of [`ClaimRef::folded_names`](super::ClaimRef::folded_names) and
    /// [`ClaimRef::folded_body`](super::ClaimRef::folded_body).
    #[must_use]
    pub fn best_lines<T: Ord + Copy + Send + Sync>(
        &self,
        among: Option<&RowSet>,
        look: impl Fn(&str) -> Option<T> + Sync,
    ) -> Vec<(Ix, T)> {
        let blocks = self.blocks();
        let shared: HashMap<usize, Shared<'_, T>> = blocks
            .iter()
            .map(|block| (Arc::as_ptr(block).addr(), Shared::new(block)))
            .collect();
        let of_stretch = |(entry, rows): (&FileEntry, Range<u32>)| {
            let mut found = Vec::new();
            if let Some(shared) = shared.get(&Arc::as_ptr(&entry.block).addr()) {
                look_through(entry, rows, among, shared, &look, &mut found);
            }
            found
        };
        self.stretches()
            .into_par_iter()
            .with_min_len(8)
            .flat_map_iter(of_stretch)
            .collect()
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

fn look_through<T: Ord + Copy>(
    entry: &FileEntry,
    rows: Range<u32>,
    among: Option<&RowSet>,
    shared: &Shared<'_, T>,
    look: &impl Fn(&str) -> Option<T>,
    found: &mut Vec<(Ix, T)>,
) {
    let block = &*entry.block;
    let claims = entry.first + (rows.start - entry.rows.start)..;
    let rows = rows.start as usize..rows.end as usize;
    let mut texts = block.folded.walk(2 * rows.start..2 * rows.end);
    let enough = |best: Option<T>| size_of::<T>() == 0 && best.is_some();
    let mut title = None;
    for (row, ix) in rows.zip(claims.map(Ix)) {
        let (names, body) = (texts.next(), texts.next());
        if among.is_some_and(|among| !among.has(ix)) {
            continue;
        }
        let (names, body) = (names.unwrap_or_default(), body.unwrap_or_default());
        // All claims of a file have its title.
        let title = *title.get_or_insert_with(|| look(title_of(names)));
        let mut best = title;
        if !enough(best) {
            best = best.max(shared.best(block, row, look));
        }
        if !enough(best) {
            best = best.max(look(id_of(names)));
        }
        if !enough(best) {
            best = best.max(look(body.strip_suffix('\n').unwrap_or(body)));
        }
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
    fn longest(claim: ClaimRef<'_>) -> Option<usize> {
        let names = claim.folded_names().split('\n');
        let lines = names.chain(claim.folded_body().split('\n'));
        lines.filter_map(look).max()
    }

    fn look(line: &str) -> Option<usize> {
        line.contains('a').then_some(line.len())
    }

    fn look_all(lines: &str) -> Option<usize> {
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
            prop_assert_eq!(&store.best_lines(None, look_all), &slow);
            let any: Vec<_> = store.best_lines(None, |lines| look_all(lines).map(|_| ()));
            prop_assert!(any.iter().map(|(ix, ())| ix).eq(slow.iter().map(|(ix, _)| ix)));
            let half: Vec<_> = slow.into_iter().filter(|(ix, _)| ix.0 % 2 == 0).collect();
            let among = half.iter().map(|(ix, _)| *ix).collect();
            prop_assert_eq!(store.best_lines(Some(&among), look_all), half);
        }
    }
}
