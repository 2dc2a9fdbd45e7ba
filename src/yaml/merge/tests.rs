use super::*;

const BASE: &str = "\
# the record
article:
  title: River   # as printed
  outlet: Valley Courier

claims:
  # the first
  - id: jobs
    quote: 'creates 400 jobs'   # verbatim
    speaker: unnamed reports
    grade: C3
    tags: [jobs, plan]
    x-own: kept
    annotations:
      - at: 2026-11-01T10:00:00Z
        by: dana
        note: Asked.

  - id: cost
    assertion: |
      It costs
      two million.
    skepticism:
      - no source
# the end
";

fn merged(base: &str, ours: &str, theirs: &str) -> Merge {
    merge(
        "a.yaml",
        base.as_bytes(),
        ours.as_bytes(),
        theirs.as_bytes(),
        &Limits::default(),
    )
}

/// Merges changes of [`BASE`], given as what to replace by what; and the other way round.
fn both(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> (Merge, String) {
    let change = |changes: &[(&str, &str)]| {
        changes.iter().fold(BASE.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replace(old, new)
        })
    };
    let merge = merged(BASE, &change(ours), &change(theirs));
    let text = String::from_utf8(merge.bytes.clone()).unwrap();
    let other = merged(BASE, &change(theirs), &change(ours));
    assert_eq!(merge.conflicts, other.conflicts);
    (merge, text)
}

fn clean(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> String {
    let (merge, text) = both(ours, theirs);
    assert!(merge.is_clean(), "{merge:?}\n{text}");
    text
}

const NOTE: &str = "        note: Asked.\n";

fn note(at: &str, by: &str) -> String {
    format!("{NOTE}      - at: 2026-11-{at}T10:00:00Z\n        by: {by}\n        note: by {by}\n")
}

#[test]
fn notes_of_both_sides_stand_in_order_of_time() {
    let text = clean(
        &[(NOTE, &note("05", "eve"))],
        &[(NOTE, &note("03", "finn"))],
    );
    let expected = format!(
        "{NOTE}      - at: 2026-11-03T10:00:00Z\n        by: finn\n        note: by finn\n      - at: 2026-11-05T10:00:00Z\n        by: eve\n        note: by eve\n"
    );
    assert_eq!(text, BASE.replace(NOTE, &expected));
}

#[test]
fn notes_signed_alike_are_both_kept() {
    let (ours, theirs) = (
        note("05", "eve"),
        note("05", "eve").replace("by eve\n", "other\n"),
    );
    let theirs = theirs.replace("by: other", "by: eve");
    let text = clean(&[(NOTE, &ours)], &[(NOTE, &theirs)]);
    assert_eq!(text.matches("2026-11-05").count(), 2, "{text}");
    let text = clean(&[(NOTE, &ours)], &[(NOTE, &ours)]);
    assert_eq!(text.matches("2026-11-05").count(), 1, "{text}");
}

#[test]
fn a_first_note_on_both_sides_makes_one_list() {
    let add = |by: &str| {
        format!(
            "      - no source\n    annotations:\n      - at: 2026-11-02T10:00:00Z\n        by: {by}\n        note: hm\n"
        )
    };
    let old = "      - no source\n";
    let text = clean(&[(old, &add("eve"))], &[(old, &add("finn"))]);
    assert_eq!(text.matches("annotations:").count(), 2, "{text}");
    assert!(text.contains("by: eve") && text.contains("by: finn"));
}

#[test]
fn lists_are_sets() {
    let text = clean(
        &[("[jobs, plan]", "[jobs, plan, mayor]")],
        &[("[jobs, plan]", "[plan, cost]")],
    );
    assert!(
        text.contains("tags: [plan, mayor, cost]\n")
            || text.contains("tags: [plan, cost, mayor]\n"),
        "{text}"
    );
    let text = clean(
        &[("    tags: [jobs, plan]\n", "")],
        &[("[jobs, plan]", "[jobs, plan, cost]")],
    );
    assert!(text.contains("tags: [cost]\n"), "{text}");
    let text = clean(
        &[("      - no source\n", "      - no source\n      - a\n")],
        &[("      - no source\n", "      - b   # why\n")],
    );
    assert!(
        !text.contains("no source") && text.contains("- a\n") && text.contains("- b   # why\n")
    );
}

#[test]
fn different_keys_of_one_claim_and_comments_are_both_kept() {
    let text = clean(
        &[
            ("grade: C3", "grade: B2"),
            ("# verbatim", "# word for word"),
            ("# the first", "# first of all"),
        ],
        &[
            ("'creates 400 jobs'", "'creates 500 jobs'"),
            ("x-own: kept", "x-own: changed\n    x-new: [1, {a: b}]"),
        ],
    );
    for part in [
        "grade: B2",
        "'creates 500 jobs'   # word for word",
        "# first of all",
        "x-own: changed\n    x-new: [1, {a: b}]",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.starts_with("# the record\n") && text.ends_with("# the end\n"));
}

#[test]
fn two_comments_in_one_place_are_a_conflict_of_their_own() {
    let (merge, text) = both(
        &[("# the first", "# one"), ("grade: C3", "grade: B2")],
        &[("# the first", "# two")],
    );
    assert_eq!(merge.conflicts, ["jobs: comments"]);
    assert!(
        text.contains(
            "claims:\n<<<<<<< ours\n  # one\n=======\n  # two\n>>>>>>> theirs\n  - id: jobs\n"
        ),
        "{text}"
    );
    assert!(text.contains("grade: B2\n"));
}

#[test]
fn the_article_is_merged_by_keys() {
    let text = clean(
        &[(
            "outlet: Valley Courier",
            "outlet: Valley Courier\n  author: A",
        )],
        &[
            ("title: River ", "title: The river "),
            (
                "outlet: Valley Courier",
                "outlet: Valley Courier\n  url: 'https://x.org'",
            ),
        ],
    );
    assert!(text.contains("title: The river   # as printed\n  outlet: Valley Courier\n"));
    assert!(text.contains("author: A\n") && text.contains("url: 'https://x.org'\n"));
    let (merge, text) = both(&[("River", "Brook")], &[("River", "Stream")]);
    assert_eq!(merge.conflicts, ["article: title"]);
    assert!(text.contains("<<<<<<< ours\n  title: Brook   # as printed\n=======\n  title: Stream   # as printed\n>>>>>>> theirs\n"));
}

#[test]
fn two_grades_are_a_conflict_and_both_reasons_are_there() {
    let regrade = |at: &str, by: &str, grade: &str| {
        note(at, by).replace(
            "        note: by",
            &format!("        grade: {grade}\n        was: C3\n        note: by"),
        )
    };
    let (merge, text) = both(
        &[
            ("grade: C3", "grade: B2"),
            (NOTE, &regrade("05", "eve", "B2")),
        ],
        &[
            ("grade: C3", "grade: D4"),
            (NOTE, &regrade("03", "finn", "D4")),
        ],
    );
    assert_eq!(merge.conflicts, ["jobs: grade"]);
    assert!(
        text.contains("<<<<<<< ours\n    grade: B2\n=======\n    grade: D4\n>>>>>>> theirs\n"),
        "{text}"
    );
    assert!(
        text.contains("note: by eve") && text.contains("note: by finn"),
        "{text}"
    );
    // Both gave the same grade: one grade, two reasons.
    let text = clean(
        &[
            ("grade: C3", "grade: B2"),
            (NOTE, &regrade("05", "eve", "B2")),
        ],
        &[
            ("grade: C3", "grade: B2   # sure"),
            (NOTE, &regrade("03", "finn", "B2")),
        ],
    );
    assert!(text.contains("grade: B2   # sure\n"), "{text}");
}

#[test]
fn claims_are_merged_by_id() {
    let new = |id: &str| {
        "# the end\n".to_string().replace(
            "# the end\n",
            &format!("\n  - id: {id}\n    quote: new {id}\n# the end\n"),
        )
    };
    let text = clean(&[("# the end\n", &new("a"))], &[("# the end\n", &new("b"))]);
    assert!(
        text.ends_with(
            "\n\n  - id: a\n    quote: new a\n\n  - id: b\n    quote: new b\n# the end\n"
        ) || text.contains("id: b\n    quote: new b\n\n  - id: a"),
        "{text}"
    );
    let text = clean(&[("# the end\n", &new("a"))], &[("# the end\n", &new("a"))]);
    assert_eq!(text.matches("id: a\n").count(), 1);
    let (merge, text) = both(
        &[("# the end\n", &new("a"))],
        &[("# the end\n", &new("a").replace("new a", "other"))],
    );
    assert_eq!(merge.conflicts, ["a"]);
    assert!(text.contains("<<<<<<< ours\n\n  - id: a\n"), "{text}");
}

#[test]
fn a_deleted_claim_is_gone_unless_the_other_side_changed_it() {
    let cost = &BASE[BASE.find("\n  - id: cost").unwrap()..BASE.find("# the end").unwrap()];
    let text = clean(&[(cost, "")], &[("grade: C3", "grade: B2")]);
    assert!(!text.contains("id: cost") && text.contains("grade: B2"));
    let (merge, text) = both(&[(cost, "")], &[("no source", "no source at all")]);
    assert_eq!(merge.conflicts, ["cost"]);
    assert!(
        text.contains("<<<<<<< ours\n=======\n") && text.contains("no source at all"),
        "{text}"
    );
}

#[test]
fn a_conflict_behind_the_dash_shows_the_whole_item() {
    let base = BASE.replace(
        "- id: jobs\n    quote: 'creates 400 jobs'   # verbatim",
        "- quote: one\n    id: jobs",
    );
    let ours = base
        .replace("quote: one", "quote: two")
        .replace(NOTE, &note("05", "eve"));
    let theirs = base
        .replace("quote: one", "quote: three")
        .replace(NOTE, &note("03", "finn"));
    let merge = merged(&base, &ours, &theirs);
    let text = String::from_utf8(merge.bytes).unwrap();
    assert_eq!(merge.conflicts, ["jobs: quote"]);
    assert!(text.contains("  - quote: two\n") && text.contains("  - quote: three\n"));
    assert_eq!(
        text.matches("note: by finn").count(),
        2,
        "each side is whole: {text}"
    );
}

#[test]
fn files_made_on_both_sides_are_one() {
    let merge = merged("", BASE, &BASE.replace("grade: C3", "grade: B2"));
    assert_eq!(merge.conflicts, ["jobs"]);
    let cost = BASE.find("\n  - id: cost").unwrap();
    let merge = merged("", BASE, &format!("{}# the end\n", &BASE[..cost]));
    assert!(merge.is_clean(), "{merge:?}");
    assert_eq!(merge.bytes, BASE.as_bytes());
}

#[test]
fn line_ends_bom_and_a_missing_last_end_stay() {
    let dos = |text: &str| format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n"));
    let ours = BASE.replace(NOTE, &note("05", "eve"));
    let theirs = BASE.replace(NOTE, &note("03", "finn"));
    let unix = merged(BASE, &ours, &theirs);
    let merge = merged(&dos(BASE), &dos(&ours), &dos(&theirs));
    assert!(merge.is_clean(), "{merge:?}");
    assert_eq!(
        String::from_utf8(merge.bytes).unwrap(),
        dos(&String::from_utf8(unix.bytes).unwrap())
    );
    // One side turned the file to CRLF: so it is.
    let merge = merged(BASE, &ours, &dos(&theirs));
    assert!(
        merge.is_clean()
            && merge
                .bytes
                .starts_with("\u{feff}# the record\r\n".as_bytes())
    );
}

#[test]
fn another_indentation_is_no_change() {
    let ours = BASE.replace(NOTE, &note("05", "eve"));
    let cut = |line: &str| {
        line.strip_prefix("  ")
            .filter(|_| !line.starts_with("  title") && !line.starts_with("  outlet"))
            .unwrap_or(line)
            .to_owned()
    };
    let theirs: String = BASE
        .replace(NOTE, &note("03", "finn"))
        .split_inclusive('\n')
        .map(cut)
        .collect();
    let merge = merged(BASE, &ours, &theirs);
    let text = String::from_utf8_lossy(&merge.bytes);
    assert!(merge.is_clean(), "{:?}\n{text}", merge.conflicts);
    assert!(text.contains("note: by eve") && text.contains("note: by finn"));
}

#[test]
fn a_faulty_version_is_merged_by_lines_and_looked_at() {
    let broken = BASE.replace("grade: C3", "grade: [C3");
    let merge = merged(BASE, &broken, &BASE.replace("River", "Brook"));
    assert!(!merge.is_clean() && merge.conflicts.is_empty() && merge.doubt.is_some());
    assert_eq!(merge.bytes, broken.replace("River", "Brook").into_bytes());
    let merge = merged(BASE, &broken, &BASE.replace("grade: C3", "grade: B2"));
    let text = String::from_utf8(merge.bytes).unwrap();
    assert!(
        merge.conflicts.len() == 1 && text.contains("grade: [C3") && text.contains("grade: B2")
    );
    // Not even text: every byte is still there.
    let merge = super::merge("a.yaml", b"a\n", b"\xff\n", b"\xfe\n", &Limits::default());
    assert_eq!(
        merge.bytes,
        b"<<<<<<< ours\n\xff\n=======\n\xfe\n>>>>>>> theirs\n"
    );
}

#[test]
fn a_layout_without_an_outline_is_merged_by_lines_and_proven() {
    let base = "{article: {title: t},\n claims: [\n {id: a, quote: q},\n\n\n {id: b, quote: r}]}\n";
    let ours = base.replace("quote: q", "quote: x");
    let merge = merged(base, &ours, &base.replace("quote: r", "quote: y"));
    assert!(merge.is_clean(), "{merge:?}");
    let text = String::from_utf8(merge.bytes).unwrap();
    assert!(text.contains("quote: x") && text.contains("quote: y"));
}
