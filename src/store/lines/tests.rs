use proptest::prelude::*;

use crate::model::{Article, Claim, LogEntry};
use crate::store::{ClaimRef, FileChange, Folder, Ix, LoadedFile, Store};
use crate::text::Letters;

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

/// Looks at each line of each claim.
fn slowly(store: &Store, letters: &Letters) -> Vec<(Ix, i32)> {
    let best = |claim: ClaimRef<'_>| {
        let names = claim.folded_names().split('\n');
        let lines = names.chain(claim.folded_body().split('\n'));
        lines.filter_map(|line| letters.score(line)).max()
    };
    let found = store.claims().map(|claim| (claim.ix(), best(claim)));
    found.filter_map(|(ix, best)| Some((ix, best?))).collect()
}

fn found(store: &Store, letters: &Letters) -> Vec<(Ix, i32)> {
    store.line_scores(letters).iter().collect()
}

fn claims() -> impl Strategy<Value = Vec<[String; 6]>> {
    let text = || "[abÁ日 \n]{0,7}";
    prop::collection::vec(prop::array::uniform6(text()), 0..6)
}

proptest! {
    #[test]
    fn every_line_of_every_claim_is_looked_at(
        titles in prop::array::uniform3("[aB é]{0,7}"),
        a in claims(),
        b in claims(),
        again in claims(),
        letters in "[ab]{1,4}|[a日]{1,3}",
    ) {
        let [one, two, three] = &titles;
        let files = vec![file("a.yaml", one, &a), file("b.yaml", two, &b)];
        let store = Store::build(files, Folder::default());
        let put = FileChange::Put(file("a.yaml", three, &again));
        let store = store.with(vec![put], Folder::default());
        // What goes on is sought where the shorter was found, and comes out the same.
        for count in 1..=letters.chars().count() {
            let letters: String = letters.chars().take(count).collect();
            let letters = Letters::new(&letters);
            prop_assert_eq!(found(&store, &letters), slowly(&store, &letters));
        }
        let letters = Letters::new(&letters);
        let fresh = store.apart(0..store.files().len());
        prop_assert_eq!(found(&fresh, &letters), slowly(&store, &letters));
        prop_assert_eq!(found(&store, &letters), slowly(&store, &letters));
    }
}
