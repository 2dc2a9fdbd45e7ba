//! The tags of a whole collection: how often each stands, and what giving one another name touches.

use std::cmp::Reverse;

use super::{By, Ix, RowSet, Store};

/// Returns every tag with the number of claims that have it; the most frequent first.
#[must_use]
pub fn tags(store: &Store) -> Vec<(&str, usize)> {
    let (mut counts, _) = store.count(By::Tag, &RowSet::all(store.len()));
    counts.sort_unstable_by_key(|&(tag, n)| (Reverse(n), tag));
    counts
}

/// What giving a tag another name, or none, touches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Retagging {
    /// The claims that have the tag, in order.
    pub claims: Vec<Ix>,
    /// In how many files they are.
    pub files: usize,
    /// How many of them have the other name already: there the two become one.
    pub both: usize,
    /// How many claims have the other name, these among them.
    pub there: usize,
}

impl Retagging {
    /// Returns it for people: tag `ai` → `AI` on 7 claims in 2 files.
    #[must_use]
    pub fn in_words(&self, from: &str, to: Option<&str>) -> String {
        let counted = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let claims = counted(self.claims.len(), "claim");
        let files = counted(self.files, "file");
        let Some(to) = to else {
            return format!("tag `{from}` off {claims} in {files}");
        };
        let into = match self.there {
            0 => String::new(),
            n => format!(", which is on {n} already ({} have both)", self.both),
        };
        format!("tag `{from}` → `{to}` on {claims} in {files}{into}")
    }
}

/// Returns what is wrong with the name of a tag.
#[must_use]
pub fn tag_problem(tag: &str) -> Option<&'static str> {
    if tag.trim().is_empty() {
        return Some("a tag needs a name");
    }
    if tag.trim() != tag {
        return Some("a tag has no blanks round it");
    }
    let line = tag.contains(|c: char| c.is_control());
    line.then_some("a tag is one line, without control characters")
}

/// Returns what giving a tag another name, or none, touches.
#[must_use]
pub fn retagging(store: &Store, from: &str, to: Option<&str>) -> Retagging {
    let mut found = Retagging::default();
    let mut last = None;
    for claim in store.claims() {
        let has = |wanted: &str| claim.tags().any(|tag| tag == wanted);
        let there = to.is_some_and(has);
        found.there += usize::from(there);
        if !has(from) {
            continue;
        }
        found.claims.push(claim.ix());
        found.both += usize::from(there);
        // The claims of a file stand together.
        let file = Some(claim.file().path());
        found.files += usize::from(file != last);
        last = file;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::store::{Folder, LoadedFile};

    fn store() -> Store {
        let file = |path: &str, claims: &[&str]| LoadedFile {
            path: path.to_owned(),
            claims: claims
                .iter()
                .enumerate()
                .map(|(at, tags)| {
                    let claim = Claim {
                        id: format!("c{at}"),
                        quote: Some("q".to_owned()),
                        tags: tags.split_whitespace().map(str::to_owned).collect(),
                        ..Claim::default()
                    };
                    (claim, 1)
                })
                .collect(),
            ..LoadedFile::default()
        };
        let files = vec![
            file("a.yaml", &["ai chips", "AI", "ai AI ai"]),
            file("b.yaml", &["chips", "ai"]),
        ];
        Store::build(files, Folder::default())
    }

    #[test]
    fn tags_are_counted_by_claim() {
        assert_eq!(tags(&store()), [("ai", 3), ("AI", 2), ("chips", 2)]);
    }

    #[test]
    fn a_rename_tells_claims_files_and_what_becomes_one() {
        let store = store();
        let found = retagging(&store, "ai", Some("AI"));
        assert_eq!((found.claims.len(), found.files), (3, 2));
        assert_eq!((found.both, found.there), (1, 2));
        assert_eq!(
            found.in_words("ai", Some("AI")),
            "tag `ai` → `AI` on 3 claims in 2 files, which is on 2 already (1 have both)"
        );
        let gone = retagging(&store, "chips", None);
        assert_eq!((gone.claims.len(), gone.files, gone.there), (2, 2, 0));
        assert_eq!(
            gone.in_words("chips", None),
            "tag `chips` off 2 claims in 2 files"
        );
        assert_eq!(retagging(&store, "none", None), Retagging::default());
    }
}
