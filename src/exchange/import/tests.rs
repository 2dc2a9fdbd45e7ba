use super::*;
use crate::exchange::tests::{HOSTILE, claim, full_of, store, text_of};
use crate::exchange::{Options, defuse};
use crate::store::{Folder, LoadedFile, Store};

fn wishes(map: &[(&str, &str)]) -> Wishes {
    let map = map
        .iter()
        .map(|(field, column)| ((*field).to_owned(), (*column).to_owned()));
    Wishes {
        map: map.collect(),
        ..Wishes::default()
    }
}

fn read(format: &str, text: &str, map: &[(&str, &str)]) -> Result<Imported, String> {
    (importer(format).unwrap().read)("x", text.as_bytes(), &wishes(map))
}

/// A store of what a plan would add.
fn added(plan: &Plan) -> Store {
    let files = plan.additions.iter().map(|addition| LoadedFile {
        path: addition.file.clone(),
        article: addition.article.clone(),
        claims: addition.claims.iter().cloned().zip(1..).collect(),
        ..LoadedFile::default()
    });
    Store::build(files.collect(), Folder::default())
}

#[test]
fn every_importer_and_field_has_its_own_name() {
    let names: std::collections::BTreeSet<_> = IMPORTERS.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), IMPORTERS.len());
    let mut all: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    all.extend(FIELDS.iter().flat_map(|field| field.aliases));
    let plain: std::collections::BTreeSet<String> =
        all.iter().map(|name| name.replace(' ', "")).collect();
    assert_eq!(plain.len(), all.len(), "a name of two fields");
    assert!(FIELDS.iter().all(|field| !field.doc.is_empty()));
}

#[test]
fn columns_are_guessed_from_their_names_and_can_be_named() {
    let table = "Claim Text,Said by,Rating Value,Whatever\nIt is so.,Ann,1,x\n";
    let imported = read("csv", table, &[]).unwrap();
    let columns: Vec<_> = imported
        .columns
        .iter()
        .map(|(name, field)| (name.as_str(), *field))
        .collect();
    assert_eq!(
        columns,
        [
            ("Claim Text", Some("assertion")),
            ("Said by", Some("speaker")),
            ("Rating Value", Some("review.value")),
            ("Whatever", None)
        ]
    );
    assert_eq!(imported.claims[0].claim.speaker.as_deref(), Some("Ann"));
    assert_eq!(
        imported.claims[0].claim.reviews[0].value.as_deref(),
        Some("1")
    );
    let imported = read("csv", table, &[("quote", "Whatever"), ("tags", "Said by")]).unwrap();
    assert_eq!(imported.claims[0].claim.quote.as_deref(), Some("x"));
    assert_eq!(imported.claims[0].claim.tags, ["Ann"]);
    for (map, told) in [
        (("quot", "Whatever"), "did you mean `quote`"),
        (("quote", "Whatevr"), "did you mean `Whatever`"),
    ] {
        let error = read("csv", table, &[map]).unwrap_err();
        assert!(error.contains(told), "{error}");
    }
    assert!(
        read("csv", "a,b\n1,2\n", &[])
            .unwrap_err()
            .contains("--map quote=COLUMN")
    );
}

#[test]
fn a_bad_cell_is_told_with_its_line_and_the_rest_is_kept() {
    let imported = read(
        "csv",
        "quote,grade,date\n\"two\nlines\",Z9,yesterday\n,B2,2025\n",
        &[],
    )
    .unwrap();
    assert_eq!(imported.claims.len(), 1);
    let lines: Vec<usize> = imported.faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 2, 4], "{:?}", imported.faults);
}

#[test]
fn separators_and_marks_of_other_programs_are_read() {
    for (format, text) in [
        ("csv", "quote;speaker\nx;Ann\n"),
        ("csv", "\u{feff}quote,speaker\r\nx,Ann\r\n"),
        ("csv", "quote\tspeaker\nx\tAnn\n"),
        ("tsv", "quote\tspeaker\nx\tAnn\n"),
    ] {
        let imported = read(format, text, &[]).unwrap();
        assert_eq!(
            imported.claims[0].claim.speaker.as_deref(),
            Some("Ann"),
            "{text:?}"
        );
    }
    let raw = "quote\tspeaker\n\"Raw\" mark\tAnn\n\"unclosed\tBob\nlast\tCy\n";
    assert_eq!(read("tsv", raw, &[]).unwrap().claims.len(), 3);
    let wide: Vec<u8> = "\u{feff}quote\nĂ\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let imported = (importer("csv").unwrap().read)("x", &wide, &Wishes::default()).unwrap();
    assert_eq!(imported.claims[0].claim.quote.as_deref(), Some("Ă"));
}

#[test]
fn hostile_cells_come_back_as_they_were() {
    for hostile in HOSTILE {
        let store = full_of(hostile);
        for format in ["csv", "tsv", "json", "jsonl"] {
            let text = text_of(format, &store, &Options::default());
            let imported = read(format, &text, &[]).unwrap();
            let claim = &imported.claims[0].claim;
            assert_eq!(claim.quote.as_deref(), Some(*hostile), "{format}");
            assert_eq!(claim.assertion.as_deref(), Some(*hostile), "{format}");
        }
        assert!(!defuse(hostile).starts_with('='));
    }
}

#[test]
fn foreign_objects_are_read_by_their_keys() {
    let json = r#"{"meta": {"n": 2}, "rows": [{"body": {"text": "x"}, "who": "Ann"}, {"body": {"text": "y"}}]}"#;
    let imported = read("json", json, &[("quote", "body.text")]).unwrap();
    assert_eq!(imported.claims.len(), 2);
    assert_eq!(imported.claims[0].claim.speaker.as_deref(), Some("Ann"));
    let yaml = "data:\n  list:\n    - {w: 012, p: NO}\n";
    let imported = read(
        "yaml",
        yaml,
        &[("items", "data.list"), ("quote", "w"), ("speaker", "p")],
    )
    .unwrap();
    let claim = &imported.claims[0].claim;
    assert_eq!(
        (claim.quote.as_deref(), claim.speaker.as_deref()),
        (Some("012"), Some("NO"))
    );
    assert!(read("yaml", yaml, &[("items", "data.none"), ("quote", "w")]).is_err());
    assert!(read("json", "{", &[]).unwrap_err().starts_with("line 1"));
}

#[test]
fn annotations_of_the_web_are_quotes_with_notes() {
    let json = r#"{"rows": [
        {"uri": "https://a.example/x", "user": "acct:dana@hypothes.is", "created": "2025-02-01T10:00:00.5+01:00",
         "text": "doubtful", "tags": ["ai"], "document": {"title": ["An article"]},
         "target": [{"selector": [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": " the words "}]}]},
        {"uri": "https://a.example/x", "text": "a page note", "target": [{}]}
    ]}"#;
    let imported = read("hypothesis", json, &[]).unwrap();
    let one = &imported.claims[0];
    assert_eq!(
        (one.article.title.as_str(), one.claim.quote.as_deref()),
        ("An article", Some("the words"))
    );
    let note = &one.claim.annotations[0];
    assert_eq!(
        (note.by.as_deref(), note.at.as_deref()),
        (Some("dana"), Some("2025-02-01T09:00:00Z"))
    );
    assert_eq!(imported.faults.len(), 1);
}

#[test]
fn importing_twice_adds_nothing() {
    let texts = [
        (
            "csv",
            "quote,speaker,url\nx,Ann,https://a.example/1\ny,Ann,https://a.example/1\nx,Ann,https://a.example/1/\nx,Ann,https://a.example/2\n",
            3,
        ),
        (
            "claimreview",
            r#"[{"@type":"ClaimReview","claimReviewed":"z","url":"https://c.example/1","author":{"name":"C"}}]"#,
            1,
        ),
    ];
    for (format, text, n) in texts {
        let incoming = || read(format, text, &[]).unwrap().claims;
        let first = plan(&Store::default(), incoming());
        assert_eq!(first.count(), n);
        let again = plan(&added(&first), incoming());
        assert_eq!(again.count(), 0, "{again:?}");
        assert_eq!(again.skipped.len(), incoming().len());
    }
}

#[test]
fn claims_join_the_file_of_their_article() {
    let there = store(vec![claim("a")]);
    let article = there.files().next().unwrap().article().clone();
    let one = |id: &str, quote: &str| Incoming {
        at: 1,
        article: article.clone(),
        claim: Claim {
            id: id.to_owned(),
            quote: Some(quote.to_owned()),
            ..Claim::default()
        },
        ..Incoming::default()
    };
    let made = plan(&there, vec![one("a", "new words"), one("", "other words")]);
    assert_eq!(made.additions.len(), 1);
    let addition = &made.additions[0];
    assert!(!addition.is_new);
    let ids: Vec<&str> = addition
        .claims
        .iter()
        .map(|claim| claim.id.as_str())
        .collect();
    assert_eq!(ids, ["a-2", "other-words"]);
    let mut hostile = one("x", "w");
    hostile.article.title = "Another".to_owned();
    hostile.file = Some("../../.git/hooks/x".to_owned());
    let made = plan(&there, vec![hostile]);
    assert_eq!(made.additions[0].file, "git/hooks/x.yaml");
}

#[test]
fn a_log_in_a_cell_is_read_as_it_was_written() {
    let cell = "2026-11-23T15:40:00Z dana (replaced): Asked. | 2026-11-23T15:44:00Z dana: grade D4 (was C3). One source. | undated: plain words";
    let csv = format!("quote,notes\nx,\"{cell}\"\n");
    let imported = read("csv", &csv, &[]).unwrap();
    let log = &imported.claims[0].claim.annotations;
    assert_eq!(log[1].grade.as_deref(), Some("D4"));
    assert_eq!(log[1].replaces.as_deref(), Some("2026-11-23T15:40:00Z"));
    assert_eq!(log[2].note.as_deref(), Some("plain words"));
    let store = added(&plan(&Store::default(), imported.claims));
    let options = Options {
        columns: Some(vec!["notes".to_owned()]),
        ..Options::default()
    };
    assert_eq!(
        text_of("csv", &store, &options),
        format!("\"notes\"\r\n\"{cell}\"\r\n")
    );
}
