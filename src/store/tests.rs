use super::*;
use crate::model::{Attribution, Link, PartialDate, Relation};

fn claim(id: &str, speaker: &str) -> Claim {
    Claim {
        id: id.to_owned(),
        quote: Some(format!("words of {id}")),
        speaker: Some(speaker.to_owned()),
        ..Claim::default()
    }
}

fn file(path: &str, claims: Vec<Claim>) -> LoadedFile {
    LoadedFile {
        path: path.to_owned(),
        claims: claims.into_iter().zip(1..).collect(),
        ..LoadedFile::default()
    }
}

fn registry() -> Folder {
    Folder {
        speakers: vec![Speaker {
            name: "Mark Zuckerberg".to_owned(),
            aliases: vec!["Zuckerberg".to_owned()],
            ..Speaker::default()
        }],
        ..Folder::default()
    }
}

fn ids(store: &Store) -> Vec<&str> {
    store.claims().map(|claim| claim.id()).collect()
}

#[test]
fn claims_come_back_as_they_went_in() {
    let mut whole = claim("a", "X");
    whole.tags = vec!["t".to_owned(), "u".to_owned()];
    whole.line = Some(7);
    whole.said = PartialDate::parse("2025-02").ok();
    let store = Store::build(
        vec![file("x.yaml", vec![claim("z", "Y"), whole.clone()])],
        Folder::default(),
    );
    assert_eq!(store.claim(Ix(1)).map(|c| c.to_claim()), Some(whole));
    assert_eq!(store.claim(Ix(2)).map(|c| c.ix()), None);
}

#[test]
fn a_changed_file_is_replaced_and_the_others_stay() {
    let files = vec![
        file("a.yaml", vec![claim("a1", "X")]),
        file("empty.yaml", vec![]),
        file("b.yaml", vec![claim("b1", "X"), claim("b2", "X")]),
    ];
    let store = Store::build(files, Folder::default());
    assert_eq!(ids(&store), ["a1", "b1", "b2"]);
    assert_eq!(store.claim(Ix(2)).map(|c| c.file().path()), Some("b.yaml"));

    let put = FileChange::Put(file("a.yaml", vec![claim("a0", "X"), claim("a1", "X")]));
    let store = store.with(
        vec![put, FileChange::Gone("empty.yaml".to_owned())],
        Folder::default(),
    );
    assert_eq!(ids(&store), ["a0", "a1", "b1", "b2"]);
    let store = store.with(
        vec![FileChange::Gone("a.yaml".to_owned())],
        Folder::default(),
    );
    assert_eq!(ids(&store), ["b1", "b2"]);
    assert_eq!(store.files().len(), 1);
}

#[test]
fn spellings_of_one_speaker_are_one() {
    let files = vec![file(
        "a.yaml",
        vec![claim("a", "Zuckerberg"), claim("b", "MARK ZUCKERBERG")],
    )];
    let store = Store::build(files, registry());
    let speakers: Vec<_> = store.claims().filter_map(|c| c.speaker_name()).collect();
    assert_eq!(speakers, ["Mark Zuckerberg", "Mark Zuckerberg"]);
    assert_eq!(store.speakers().next().map(|s| s.claims().len()), Some(2));
}

#[test]
fn an_unnamed_source_is_shared_within_an_article_only() {
    let unnamed = |id: &str| Claim {
        attribution: Some(Attribution::Unnamed),
        ..claim(id, "analysts")
    };
    let files = vec![
        file(
            "a.yaml",
            vec![unnamed("a"), unnamed("b"), claim("named", "analysts")],
        ),
        file("b.yaml", vec![unnamed("c")]),
    ];
    let store = Store::build(files, Folder::default());
    let of: Vec<_> = store
        .claims()
        .filter_map(|c| c.speaker().map(|s| s.ix()))
        .collect();
    assert_eq!(of[0], of[1]);
    assert_ne!(of[0], of[2]);
    assert_ne!(of[0], of[3]);
}

#[test]
fn a_link_is_seen_from_both_ends_and_contests() {
    let mut from = claim("from", "X");
    from.links = vec![Link {
        relation: Relation::Contradicts,
        target: "to".to_owned(),
    }];
    let files = vec![
        file("a.yaml", vec![from, claim("to", "Y"), claim("other", "Z")]),
        file("b.yaml", vec![claim("to", "Y")]),
    ];
    let store = Store::build(files, Folder::default());
    let to = store.claim(Ix(1)).unwrap();
    assert_eq!(
        to.backlinks(),
        [Backlink {
            from: Ix(0),
            relation: Relation::Contradicts
        }]
    );
    let statuses: Vec<_> = store.claims().map(|c| c.status()).collect();
    assert_eq!(
        statuses,
        [
            Status::Contested,
            Status::Contested,
            Status::Ungraded,
            Status::Ungraded
        ]
    );
}

#[test]
fn a_name_is_found_by_any_unique_trailing_part() {
    let files = vec![
        file("2025/a.yaml", vec![claim("same", "X"), claim("only", "X")]),
        file("2024/a.yaml", vec![claim("same", "X")]),
    ];
    let store = Store::build(files, Folder::default());
    assert_eq!(store.find("only"), Lookup::One(Ix(2)));
    assert_eq!(store.find("2025/a/same"), Lookup::One(Ix(1)));
    assert_eq!(store.find("a/same"), Lookup::Many(vec![Ix(0), Ix(1)]));
    assert_eq!(store.find("onlee"), Lookup::None(vec!["only".to_owned()]));
}
