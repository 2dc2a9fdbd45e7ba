//! What edits make of a file, byte for byte.

mod generated;
mod layouts;
mod whole;

use super::*;
use crate::model::{Link, LogEntry, Relation, Scalar, Skepticism};

const HEAD: &str = "article: {title: t} # kept\nclaims:\n";

fn entry(note: &str) -> Step {
    Step::AppendLog(LogEntry {
        at: Some("2026-11-23T15:40:00Z".to_owned()),
        by: Some("dana".to_owned()),
        note: Some(note.to_owned()),
        ..LogEntry::default()
    })
}

fn set(field: Scalar, value: &str) -> Step {
    Step::Set(field, Some(value.to_owned()))
}

fn run(text: &str, change: &FileEdit) -> Result<String, EditError> {
    let new = edit("a.yaml", text.as_bytes(), change, &Limits::default());
    new.map(|new| String::from_utf8(new).unwrap())
}

fn steps(text: &str, steps: &[Step]) -> Result<String, EditError> {
    let claim = "a".to_owned();
    let steps = steps.to_vec();
    run(text, &FileEdit::Steps(vec![ClaimEdit { claim, steps }]))
}

/// Does a step to the claim `a` under `HEAD`, and compares what became of it; also with CRLF, with a
/// BOM, and without the last line end.
#[track_caller]
fn case(before: &str, step: &Step, after: &str) {
    let (before, after) = (format!("{HEAD}{before}"), format!("{HEAD}{after}"));
    let step = std::slice::from_ref(step);
    assert_eq!(steps(&before, step).unwrap(), after);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(steps(&crlf(&before), step).unwrap(), crlf(&after));
    let bom = |text: &str| format!("\u{feff}{text}");
    assert_eq!(steps(&bom(&before), step).unwrap(), bom(&after));
    let cut = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
    if !before.trim_end().ends_with(['|', '+']) && !after.ends_with("\n\n") {
        let new = steps(&cut(&before), step).unwrap();
        assert_eq!(cut(&new), cut(&after));
    }
}

#[test]
fn an_annotation_goes_to_the_end_of_its_list() {
    case(
        "  - id: a\n    quote: q # c\n  # about b\n  - id: b\n    quote: r\n",
        &entry("Asked."),
        "  - id: a\n    quote: q # c\n    annotations:\n      - at: 2026-11-23T15:40:00Z\n        by: dana\n        note: Asked.\n  # about b\n  - id: b\n    quote: r\n",
    );
    case(
        "- id: a\n  quote: q\n",
        &entry("yes"),
        "- id: a\n  quote: q\n  annotations:\n  - at: 2026-11-23T15:40:00Z\n    by: dana\n    note: 'yes'\n",
    );
    case(
        "  - id: a\n    quote: q\n    annotations:\n    -   at: 2025\n        by: x\n\n  # end\n",
        &entry("- a: b # c"),
        "  - id: a\n    quote: q\n    annotations:\n    -   at: 2025\n        by: x\n    -   at: 2026-11-23T15:40:00Z\n        by: dana\n        note: '- a: b # c'\n\n  # end\n",
    );
    case(
        "  - id: a\n    annotations: [] # none\n    quote: q\n",
        &entry("two\nlines"),
        "  - id: a\n    annotations: # none\n      - at: 2026-11-23T15:40:00Z\n        by: dana\n        note: |-\n          two\n          lines\n    quote: q\n",
    );
    case(
        "  - id: a\n    annotations: ~\n    quote: q\n",
        &entry("  led by blanks\nx"),
        "  - id: a\n    annotations:\n      - at: 2026-11-23T15:40:00Z\n        by: dana\n        note: |2-\n            led by blanks\n          x\n    quote: q\n",
    );
    case(
        "  - {id: a, quote: q, annotations: [{at: 2025, by: x}]}\n",
        &entry("two\nlines"),
        "  - {id: a, quote: q, annotations: [{at: 2025, by: x}, {at: 2026-11-23T15:40:00Z, by: dana, note: \"two\\nlines\"}]}\n",
    );
}

#[test]
fn a_new_key_goes_to_its_place() {
    case(
        "  - id: a\n    quote: q\n    # about the tags\n    tags: [x]\n",
        &set(Scalar::Speaker, "Ștefan"),
        "  - id: a\n    quote: q\n    speaker: Ștefan\n    # about the tags\n    tags: [x]\n",
    );
    case(
        "  - id: a\n    tags: [x]\n    quote: q\n\n\n",
        &set(Scalar::Grade, "B2"),
        "  - id: a\n    tags: [x]\n    quote: q\n    grade: B2\n\n\n",
    );
    case(
        "  - id: a\n    quote: >-\n      long\n\n      text\n",
        &Step::AppendTag("no".to_owned()),
        "  - id: a\n    quote: >-\n      long\n\n      text\n    tags:\n      - 'no'\n",
    );
}

#[test]
fn a_value_keeps_its_quotes_and_its_comment() {
    for (old, new) in [
        ("x # c", "it's # c"),
        ("'x'   # c", "'it''s'   # c"),
        ("\"x\"", "\"it's\""),
        ("&n x # c", "&n it's # c"),
        ("|- # c\n      x\n      y", "it's # c"),
        ("\n      x # c", "\n      it's # c"),
        ("x\n      y # c", "it's # c"),
        ("~ # c", "it's # c"),
    ] {
        let line = |value: &str| {
            let blank = if value.starts_with('\n') { "" } else { " " };
            format!("  - id: a\n    speaker:{blank}{value}\n    quote: q\n")
        };
        case(&line(old), &set(Scalar::Speaker, "it's"), &line(new));
    }
    case(
        "  - id: a\n    speaker: # c\n    quote: q\n",
        &set(Scalar::Speaker, "x"),
        "  - id: a\n    speaker: x # c\n    quote: q\n",
    );
    case(
        "  - id: a\n    quote: 'q' # c\n    kind: fact\n",
        &set(Scalar::Quote, "one\n\ntwo\n"),
        "  - id: a\n    quote: | # c\n      one\n\n      two\n    kind: fact\n",
    );
}

#[test]
fn what_is_removed_leaves_nothing_behind() {
    let tags = |tags: &str| format!("  - id: a\n    quote: q\n{tags}    x-own: 1\n");
    let cases = [
        (
            "    tags: [one, two, three] # c\n",
            "    tags: [one, three] # c\n",
        ),
        (
            "    tags:\n    - one\n    # two\n    - two # c\n    - 'three'\n",
            "    tags:\n    - one\n    # two\n    - 'three'\n",
        ),
        ("    tags: [one, two]\n", "    tags: [one]\n"),
        (
            "    tags: [\n      one, # 1\n      two\n    ]\n",
            "    tags: [\n      one\n    ]\n",
        ),
    ];
    for (before, after) in cases {
        case(&tags(before), &Step::RemoveTag(1), &tags(after));
    }
    case(
        &tags("    # c\n    tags: [one] # gone\n"),
        &Step::RemoveTag(0),
        &tags("    # c\n"),
    );
    case(
        "  - grade: B2\n    id: a\n    quote: q\n",
        &Step::Set(Scalar::Grade, None),
        "  - id: a\n    quote: q\n",
    );
    let same = "  - id: a\n    quote: q\n";
    case(same, &Step::Set(Scalar::Grade, None), same);
}

#[test]
fn a_tag_is_replaced_where_it_stands() {
    let tags = |tags: &str| format!("  - id: a\n    quote: q\n{tags}    x-own: 1\n");
    let cases = [
        (
            "    tags: [one,  two, three] # c\n",
            "ai",
            "    tags: [one,  ai, three] # c\n",
        ),
        (
            "    tags:\n    - one\n    # above\n    - 'two'   # c\n",
            "it's",
            "    tags:\n    - one\n    # above\n    - 'it''s'   # c\n",
        ),
        (
            "    tags: [one, \"two\"]\n",
            "a, b",
            "    tags: [one, \"a, b\"]\n",
        ),
        ("    tags: [one, two]\n", "no", "    tags: [one, 'no']\n"),
        (
            "    tags: [one, two]\n",
            "a, b",
            "    tags: [one, 'a, b']\n",
        ),
        // A text of several lines, as an import may leave one.
        (
            "    tags:\n      - one\n      - |- # c\n\n        two\n      - three\n",
            "ai",
            "    tags:\n      - one\n      - ai # c\n      - three\n",
        ),
        (
            "    tags:\n      - one\n      - |\n        two\n",
            "ai",
            "    tags:\n      - one\n      - ai\n",
        ),
    ];
    for (before, new, after) in cases {
        let step = Step::ReplaceTag(1, new.to_owned());
        case(&tags(before), &step, &tags(after));
    }
}

#[test]
fn what_was_appended_is_taken_back_to_the_byte() {
    for end in ["", "\n", "\r\n"] {
        let eol = if end == "\r\n" { end } else { "\n" };
        let text = format!("{HEAD}  - id: a\n    quote: q\n").replace('\n', eol);
        let text = format!("{}{end}", text.trim_end());
        let link = Link {
            relation: Relation::Repeats,
            target: "b".to_owned(),
        };
        let doubt = Skepticism {
            note: "why?".to_owned(),
            ..Skepticism::default()
        };
        for (there, back) in [
            (entry("x"), Step::RemoveLog(0)),
            (Step::AppendLink(link), Step::RemoveLink(0)),
            (Step::AppendTag("t".to_owned()), Step::RemoveTag(0)),
            (set(Scalar::Grade, "B2"), Step::Set(Scalar::Grade, None)),
        ] {
            let new = steps(&text, &[there]).unwrap();
            assert_ne!(new, text);
            assert_eq!(steps(&new, &[back]).unwrap(), text);
        }
        let new = steps(&text, &[Step::AppendSkepticism(doubt)]).unwrap();
        assert!(new.contains("- why?"), "{new}");
    }
}

#[test]
fn only_the_changed_key_of_an_entry_changes() {
    let before = "  - id: a\n    quote: q\n    annotations:\n      - by: dana # me\n        x-own: 1\n        note: \"old\"\n        at: 2025\n";
    let new = LogEntry {
        at: Some("2025".to_owned()),
        by: Some("dana".to_owned()),
        note: Some("new".to_owned()),
        ..LogEntry::default()
    };
    case(
        before,
        &Step::ReplaceLog(0, new),
        &before.replace("old", "new"),
    );
}

#[test]
fn a_file_with_a_bad_claim_can_still_be_annotated() {
    let bad = format!(
        "{HEAD}  - id: a\n    quote: q\n  - id: b\n    quote: he said: no: never\n  - id: c\n    kind: figur\n    quote: x\n"
    );
    let new = steps(&bad, &[entry("x")]).unwrap();
    assert!(new.starts_with(&bad[..bad.find("  - id: b").unwrap()]));
    assert!(new.ends_with(&bad[bad.find("  - id: b").unwrap()..]));
    let claim = Claim {
        id: "new".to_owned(),
        assertion: Some("x".to_owned()),
        ..Claim::default()
    };
    let added = run(&bad, &FileEdit::AddClaim(claim)).unwrap();
    assert_eq!(added, format!("{bad}  - id: new\n    assertion: x\n"));
}

#[test]
fn what_can_not_be_done_safely_is_refused() {
    let refused = |text: &str, step: Step| {
        let error = steps(&format!("{HEAD}{text}"), &[step]).unwrap_err();
        assert!(matches!(error, EditError::Refused(_)), "{error:?}");
        error.to_string()
    };
    let alias = "  - id: a\n    quote: &q x\n  - id: b\n    quote: *q\n";
    assert!(refused(alias, set(Scalar::Quote, "y")).contains("`b` would not read as intended"));
    assert!(refused("  - ? id\n    : a\n    quote: q\n", entry("x")).contains('?'));
    let marks = "  - id: a\n    quote: q\n<<<<<<< x\n  - id: b\n=======\n>>>>>>> y\n";
    assert!(refused(marks, entry("x")).contains("conflict"));
    let some = "  - id: a\n    quote: q\n    tags: [x, {y: z}, w]\n";
    assert!(refused(some, Step::RemoveTag(1)).contains("can not be read"));
    assert!(
        refused("  - id: a\n    quote: q\n", Step::Set(Scalar::Quote, None)).contains("neither")
    );
    assert!(refused("  - id: a\n    quote: q\n", Step::RemoveTag(0)).contains("no entry"));
    let gone = FileEdit::DeleteClaim("z".to_owned());
    assert_eq!(
        run(HEAD, &gone),
        Err(EditError::NoSuchClaim("z".to_owned()))
    );
}

#[test]
fn a_bulk_edit_is_done_in_time() {
    let mut text = HEAD.to_owned();
    let mut edits = Vec::new();
    for number in 0..5_000 {
        text.push_str(&["- id: c", &number.to_string(), "\n  quote: q\n"].concat());
        edits.push(ClaimEdit {
            claim: format!("c{number}"),
            steps: vec![Step::AppendTag("new".to_owned())],
        });
    }
    let start = std::time::Instant::now();
    let new = run(&text, &FileEdit::Steps(edits)).unwrap();
    assert_eq!(new.matches("  tags: [new]\n").count(), 5_000);
    // No measurement: what is not linear takes many minutes here.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
