//! How claims fall into the values of a column: counted over codes, named at the end. Posting sets
//! tell which claims have a value.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::block::{Block, Coded};
use super::{FileEntry, HeldFile, RowSet, SpeakerIx, SpeakerRef, Store};
use crate::model::{Attribution, Credibility, Integrity, Kind, Reliability, Status};

/// A column whose values divide the claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// The speaker's canonical name.
    Speaker,
    /// The organisation, as written.
    Org,
    /// The outlet of the article.
    Outlet,
    /// The verdict's label.
    Verdict,
    /// A tag; a claim may have several.
    Tag,
    /// The kind.
    Kind,
    /// The attribution.
    Attribution,
    /// The half of the grade that tells the source's reliability.
    Reliability,
    /// The half of the grade that tells the information's credibility.
    Credibility,
    /// The derived status.
    Status,
    /// How the quote stands to its captured text, as far as that is known.
    Integrity,
}

/// The distinct values met so far; the first place is for claims without one.
#[derive(Default)]
struct Names<'s> {
    all: Vec<&'s str>,
    places: HashMap<&'s str, usize>,
}

impl<'s> Names<'s> {
    fn place(&mut self, name: &'s str) -> usize {
        let next = self.all.len() + 1;
        let place = *self.places.entry(name).or_insert(next);
        if place == next {
            self.all.push(name);
        }
        place
    }
}

/// What tells the names of places.
enum Named<'s> {
    These(Vec<&'s str>),
    /// The speakers' numbers: of many few may be asked for.
    Speakers,
}

impl<'s> Named<'s> {
    fn name(&self, store: &'s Store, place: usize) -> Option<&'s str> {
        let at = place.checked_sub(1)?;
        match self {
            Self::These(names) => names.get(at).copied(),
            Self::Speakers => {
                let speaker = store.speaker(SpeakerIx(u32::try_from(at).ok()?))?;
                Some(speaker.name())
            }
        }
    }
}

/// A closed set of words: its places are those of its table.
fn words<'s, T: Copy>(all: &[T], word: fn(T) -> &'s str) -> Names<'s> {
    let mut names = Names::default();
    for &value in all {
        names.place(word(value));
    }
    names
}

impl Store {
    /// Returns how many claims of the set have each value, in no order, and how many have none.
    /// A claim with several values counts for each; values that no claim of the set has are left out.
    #[must_use]
    pub fn count(&self, by: By, rows: &RowSet) -> (Vec<(&str, usize)>, usize) {
        let mut counts: Vec<usize> = Vec::new();
        let named = self.each(by, rows, |place, _| {
            if place >= counts.len() {
                counts.resize(place + 1, 0);
            }
            counts[place] += 1;
        });
        let none = counts.first().copied().unwrap_or_default();
        let counted = counts.into_iter().enumerate().skip(1);
        let counted = counted.filter(|(_, count)| *count > 0);
        let named = counted.filter_map(|(place, count)| Some((named.name(self, place)?, count)));
        (named.collect(), none)
    }

    /// Returns the posting set of each value: the numbers of the claims that have it.
    #[must_use]
    pub fn postings(&self, by: By) -> Vec<(&str, RoaringBitmap)> {
        let mut sets: Vec<RoaringBitmap> = Vec::new();
        let named = self.each(by, &RowSet::all(self.len()), |place, claim| {
            if place >= sets.len() {
                sets.resize_with(place + 1, RoaringBitmap::new);
            }
            sets[place].insert(claim);
        });
        let sets = sets.into_iter().enumerate().skip(1);
        sets.filter_map(|(place, set)| Some((named.name(self, place)?, set)))
            .collect()
    }

    /// Returns the place of each speaker's organisation in `speakers.yaml`, which holds where the
    /// article gives none; 0 for none.
    fn usual_orgs<'s>(&'s self, names: &mut Names<'s>) -> Vec<usize> {
        let org = |speaker: SpeakerRef<'s>| speaker.profile()?.org.as_deref();
        let place = |speaker| org(speaker).map_or(0, |org| names.place(org));
        self.speakers().map(place).collect()
    }

    /// Calls `each` with the place of a value, 0 for none, and each claim of the set that has it;
    /// returns what tells the values' names, the first at place 1.
    #[expect(clippy::too_many_lines, reason = "one arm a facet, all of a kind")]
    fn each<'s>(&'s self, by: By, rows: &RowSet, mut each: impl FnMut(usize, u32)) -> Named<'s> {
        let mut names = fixed(by);
        let overlay = self.overlay();
        // What the codes of one block are called here; files of one block mostly stand together.
        let mut maps: HashMap<*const Block, Vec<usize>> = HashMap::new();
        let mut current: (*const Block, Vec<usize>) = (std::ptr::null(), Vec::new());
        let speakers = self.speaker_table().of_all();
        let orgs = if by == By::Org {
            self.usual_orgs(&mut names)
        } else {
            Vec::new()
        };
        let statuses = match by {
            By::Status => self.statuses(),
            _ => &[],
        };
        let usual = |speaker: Option<&u32>| {
            let place = speaker.and_then(|&speaker| orgs.get(speaker as usize));
            place.copied().unwrap_or(0)
        };
        for entry in &self.files {
            let block = &entry.block;
            let claims = entry.claims_in(rows);
            let at = Arc::as_ptr(block);
            if current.0 != at {
                let map = maps.remove(&at).unwrap_or_default();
                let (left, map) = std::mem::replace(&mut current, (at, map));
                maps.insert(left, map);
            }
            let map = &mut current.1;
            let mut own = |column: &'s Coded, code: u32| {
                map.resize(column.kinds(), usize::MAX);
                let Some(known) = map.get_mut(code as usize) else {
                    return 0;
                };
                if *known == usize::MAX {
                    *known = column.word(code).map_or(0, |word| names.place(word));
                }
                *known
            };
            match by {
                By::Org => claims.for_each(|(row, claim)| {
                    let place = match own(&block.orgs, block.orgs.code(row)) {
                        0 => usual(speakers.get(claim as usize)),
                        place => place,
                    };
                    each(place, claim);
                }),
                By::Verdict => claims.for_each(|(row, claim)| {
                    each(own(&block.verdicts, block.verdicts.code(row)), claim);
                }),
                By::Outlet => {
                    let place = own(&block.outlets, block.outlets.code(entry.at));
                    claims.for_each(|(_, claim)| each(place, claim));
                }
                By::Tag => claims.for_each(|(row, claim)| {
                    let codes = block.tags.codes(block.tag_span(row));
                    for (at, &code) in codes.iter().enumerate() {
                        if !codes[..at].contains(&code) {
                            each(own(&block.tags, code), claim);
                        }
                    }
                    if codes.is_empty() {
                        each(0, claim);
                    }
                }),
                By::Speaker => claims.for_each(|(_, claim)| {
                    let speaker = speakers.get(claim as usize).copied();
                    let place = speaker.map_or(0, |speaker| speaker.wrapping_add(1));
                    each(place as usize, claim);
                }),
                By::Kind => claims.for_each(|(row, claim)| {
                    each(block.kind(row).map_or(0, |kind| kind as usize + 1), claim);
                }),
                By::Attribution => claims.for_each(|(row, claim)| {
                    let value = block.attribution(row);
                    each(value.map_or(0, |value| value as usize + 1), claim);
                }),
                By::Reliability => claims.for_each(|(row, claim)| {
                    each(usize::from(block.grade_code(row) / 7), claim);
                }),
                By::Credibility => claims.for_each(|(row, claim)| {
                    each(usize::from(block.grade_code(row) % 7), claim);
                }),
                By::Status => claims.for_each(|(_, claim)| {
                    let status = statuses.get(claim as usize);
                    each(status.map_or(0, |&status| status as usize + 1), claim);
                }),
                By::Integrity => {
                    let held = overlay.as_ref().and_then(|all| all.file(entry.path()));
                    let own = integrities(entry, held);
                    claims.for_each(|(row, claim)| {
                        each(own(row).map_or(0, |state| state as usize + 1), claim);
                    });
                }
            }
        }
        if by == By::Speaker {
            Named::Speakers
        } else {
            Named::These(names.all)
        }
    }
}

/// Returns the values that are known before any claim is seen.
fn fixed<'s>(by: By) -> Names<'s> {
    match by {
        By::Kind => words(Kind::ALL, Kind::word),
        By::Attribution => words(Attribution::ALL, Attribution::word),
        By::Reliability => words(Reliability::ALL, Reliability::word),
        By::Credibility => words(Credibility::ALL, Credibility::word),
        By::Status => words(Status::ALL, Status::word),
        By::Integrity => words(Integrity::ALL, Integrity::word),
        By::Speaker | By::Org | By::Outlet | By::Verdict | By::Tag => Names::default(),
    }
}

/// Returns how the quotes of a file stand, by row.
fn integrities<'s>(
    entry: &'s FileEntry,
    held: Option<&'s HeldFile>,
) -> impl Fn(usize) -> Option<Integrity> + 's {
    let pin = entry.article().source.as_ref();
    let unpinned = pin.is_none_or(|pin| pin.file.is_none());
    let first = entry.rows.start as usize;
    move |row| {
        entry.block.quotes.has(row).then_some(())?;
        let state = held.and_then(|held| held.integrity(row - first));
        state.or_else(|| unpinned.then_some(Integrity::Unpinned))
    }
}

impl FileEntry {
    /// Returns the claims of the file that are in the set: row in the block, number in the store.
    fn claims_in(&self, set: &RowSet) -> impl Iterator<Item = (usize, u32)> {
        let (first, start) = (self.first, self.rows.start);
        let claims = set.within(first..first + super::len(&self.rows));
        claims.map(move |claim| ((start + (claim.0 - first)) as usize, claim.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Grade};
    use crate::store::{FileChange, Folder, Ix, LoadedFile};

    fn store() -> Store {
        let claim = |id: &str, org: Option<&str>, tags: &[&str], grade: &str| Claim {
            id: id.to_owned(),
            quote: Some("words".to_owned()),
            speaker: Some("Ann".to_owned()),
            org: org.map(str::to_owned),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            grade: Grade::parse(grade).unwrap_or_default(),
            ..Claim::default()
        };
        let file = |path: &str, claims: Vec<Claim>| LoadedFile {
            path: path.to_owned(),
            claims: claims.into_iter().zip(1..).collect(),
            ..LoadedFile::default()
        };
        let store = Store::build(
            vec![
                file("a.yaml", vec![claim("a", Some("X"), &["t", "t"], "B4")]),
                file("b.yaml", vec![claim("b", None, &["u"], "")]),
            ],
            Folder::default(),
        );
        let put = file("c.yaml", vec![claim("c", Some("X"), &["u", "t"], "B")]);
        store.with(vec![FileChange::Put(put)], Folder::default())
    }

    fn sorted(counts: (Vec<(&str, usize)>, usize)) -> (Vec<(&str, usize)>, usize) {
        let (mut values, none) = counts;
        values.sort_unstable();
        (values, none)
    }

    #[test]
    fn values_are_counted_across_blocks() {
        let store = store();
        let all = RowSet::all(3);
        let counted = |by| sorted(store.count(by, &all));
        assert_eq!(counted(By::Org), (vec![("X", 2)], 1));
        assert_eq!(counted(By::Tag), (vec![("t", 2), ("u", 2)], 0));
        assert_eq!(counted(By::Speaker), (vec![("Ann", 3)], 0));
        assert_eq!(counted(By::Reliability), (vec![("B", 2)], 1));
        assert_eq!(counted(By::Credibility), (vec![("4", 1)], 2));
        assert_eq!(
            counted(By::Status),
            (vec![("graded", 2), ("ungraded", 1)], 0)
        );
        let last: RowSet = [Ix(2)].into_iter().collect();
        assert_eq!(
            sorted(store.count(By::Tag, &last)),
            (vec![("t", 1), ("u", 1)], 0)
        );
    }

    #[test]
    fn posting_sets_tell_which() {
        let store = store();
        let mut postings = store.postings(By::Tag);
        postings.sort_by_key(|(name, _)| *name);
        let rows: Vec<(&str, Vec<u32>)> = postings
            .into_iter()
            .map(|(name, set)| (name, set.iter().collect()))
            .collect();
        assert_eq!(rows, [("t", vec![0, 2]), ("u", vec![1, 2])]);
    }
}
