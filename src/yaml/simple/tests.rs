use proptest::prelude::*;

use super::super::fields::DOCUMENT;
use super::super::limits;
use super::super::typed::{self, Source};
use super::*;

/// Some of everything that is read here.
const RECORD: &str = "\
# A comment.
article:
  title: Größe “zählt”: nicht

  outlet: 'New York Post'
  published: 2025-02
claims:
  - id: cost
    quote: was built with only a $6 million investment - or so
    speaker: Ann
    kind: figure
    line: 28
    # Another.
    figures:
      - text: $6 million
        about: training cost
      - text: \"about a third\"
    skepticism:
      - no report named
      - note: an interested source
        by: dana
    tags: [ai, big money , x]
    annotations:
    - at: 2026-11-23T15:40:00Z
      by: dana
      note: http://example.org/#a asked
    verdict: mixed
  - id: other
    assertion: (plain)
    links:
      - {supports: cost}
      - { contradicts: cost , repeats: cost}
    via: 'The ''Post'' said'
    candidate: true
";

/// Returns what is read here, after holding it to what the parser reads.
fn checked(text: &str) -> Option<Node> {
    let node = read(text, &DOCUMENT);
    if let Some(node) = &node {
        let noticed = limits::check(text, &limits::Limits::default()).ok();
        assert_eq!(noticed, Some(limits::Noticed::default()), "{text}");
        let parsed = typed::read(Source(text), text, &DOCUMENT);
        assert_eq!(Some(node), parsed.as_ref().ok(), "{text}");
    }
    node
}

#[test]
fn a_simple_record_is_read_as_the_parser_reads_it() {
    let record = RECORD.replace(": nicht", " nicht");
    assert!(checked(&record).is_some());
    // Longer than a key may be.
    let long = "words and ".repeat(400) + "end";
    for other in ["'''Ann'", "'''''Ann'''", "'A''''n'", "'An''n'"] {
        let record = record.replace("Ann", other);
        assert!(checked(&record).is_some(), "{other}");
    }
    for place in ["Ann", "no report named", "big money"] {
        assert!(checked(&record.replace(place, &long)).is_some(), "{place}");
    }
}

#[test]
fn the_bundled_record_is_simple() {
    let bundled = include_str!("../../../claims/2025-02-01-deepseek-upending-ai.yaml");
    assert!(checked(bundled).is_some());
}

#[test]
fn what_is_not_simple_is_left_to_the_parser() {
    let record = RECORD.replace(": nicht", "");
    assert!(checked(&record).is_some());
    for (simple, other) in [
        ("Ann", "null"),
        ("Ann", "~"),
        ("Ann", "&a Ann"),
        ("Ann", "*a"),
        ("Ann", "!tag Ann"),
        ("Ann", "\"An\\n\""),
        ("Ann", "\"Ann\" # first"),
        ("Ann", "Ann # first"),
        ("Ann", "Ann "),
        ("Ann", "Ann: Bob"),
        ("Ann", "Ann:"),
        ("Ann", "|\n      Ann"),
        ("Ann", "Ann\n      Bob"),
        ("Ann", "{a: b}"),
        ("Ann", "'An''n''"),
        ("Ann", "'An'''n'"),
        ("{supports: cost}", "{supports: cost, }"),
        ("{supports: cost}", "{supports: 'cost'}"),
        ("{supports: cost}", "{supports: }"),
        ("{supports: cost}", "{supports:cost}"),
        ("{supports: cost}", "{supports: cost} # x"),
        ("{supports: cost}", "{supports: cost}\n        repeats: x"),
        ("{supports: cost}", "{unknown: cost}"),
        ("Ann", "''"),
        ("Ann", ""),
        ("Ann", "An\u{85}n"),
        ("Ann", "An\u{2028}n"),
        ("Ann", "An\u{feff}n"),
        ("A comment", "A\u{ffff}comment"),
        ("Ann", "An\tn"),
        ("Ann", "An\u{7f}n"),
        ("    speaker", "   speaker"),
        ("    speaker", "     speaker"),
        ("speaker:", "? speaker\n    :"),
        ("speaker:", "speaker :"),
        ("speaker:", "unknown:"),
        ("speaker:", "<<:"),
        ("- id: other", "-  id: other"),
        ("- id: other", "-\n    id: other"),
        ("[ai,", "[ai, [b],"),
        ("[ai,", "[ai, b: c,"),
        ("[ai,", "[ai,, "),
        ("x]", "x,]"),
        ("x]", "x"),
        ("x]", "x] # all"),
        ("no report named", "12"),
        ("no report named", "true"),
        ("claims:\n", "---\nclaims:\n"),
        ("claims:\n", "...\nclaims:\n"),
        ("claims:\n", "claims:\n  -\n"),
        ("\n", "\r\n"),
    ] {
        let text = record.replace(simple, other);
        assert_ne!(text, record, "{other}");
        assert_eq!(checked(&text), None, "{other}");
    }
}

#[test]
fn no_shape_is_as_deep_as_the_deepest() {
    fn depth(shape: Shape) -> usize {
        match shape {
            Shape::List(inner) => 1 + depth(*inner),
            Shape::Map(keys) | Shape::TextOrMap(keys) | Shape::MapOf(keys) => {
                let inner = keys.rows().map(|row| depth(row.shape));
                1 + inner.max().unwrap_or(0)
            }
            _ => 0,
        }
    }
    assert!(depth(Shape::Map(&DOCUMENT)) < DEEPEST);
}

proptest! {
    #![proptest_config(super::super::tests::cases())]

    #[test]
    fn whatever_is_read_here_the_parser_reads_alike(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, piece()), 0..4),
    ) {
        let mut text = RECORD.replace(": nicht", "");
        for (place, gone, put) in changes {
            let mut from = place.index(text.len());
            let mut to = (from + gone).min(text.len());
            while !text.is_char_boundary(from) {
                from -= 1;
            }
            while !text.is_char_boundary(to) {
                to += 1;
            }
            text.replace_range(from..to, &put);
        }
        checked(&text);
    }
}

/// What may change the meaning of a place, and what should not.
fn piece() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "",
        " ",
        "  ",
        "\n",
        "\n  ",
        "\n    ",
        "\n      ",
        "- ",
        "\n  - ",
        "\n    - ",
        ":",
        ": ",
        " #",
        "#",
        "'",
        "\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "~",
        "null",
        "true",
        "12",
        "0x1F",
        "---",
        "...",
        "\t",
        "\r",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "\u{7f}",
        "\u{9f}",
        "\u{fffd}",
        "\u{ffff}",
        "😀",
        "é",
        "\\",
        "<<",
        "id: x",
        "note: y",
        "tags: [a, b]",
        "figures:",
        "quote:",
        "claims:",
        "article:",
        "x-own: 1",
        "=",
        ".inf",
        "-",
        "$",
    ]);
    prop_oneof![4 => special.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}
