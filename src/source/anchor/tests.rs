use proptest::prelude::*;

use super::*;
use crate::source::diff::in_line;

/// The rows of a table of tricky cases: text, quote, line, integrity, lines, differences.
#[test]
fn every_fixture_stands_as_its_row_says() {
    let table = include_str!("../../../tests/fixtures/anchor.tsv");
    let mut rows = 0;
    let mut wrong = Vec::new();
    for row in table
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
    {
        let cells: Vec<String> = row
            .split('\t')
            .map(|cell| cell.replace("\\n", "\n"))
            .collect();
        let [text, quote, line, expected, lines, changed] = cells.as_slice() else {
            panic!("six cells: {row}");
        };
        let anchor = anchor(&SourceText::new(text.as_str()), quote, line.parse().ok());
        let mut found = anchor.integrity.word().to_owned();
        if anchor.elided {
            found.push_str(" with elision");
        }
        let stands: Vec<String> = anchor.lines.iter().map(ToString::to_string).collect();
        let found = [found, stands.join(","), in_line(&anchor.diff)];
        if found.each_ref() != [expected, lines, changed] {
            wrong.push(format!("{row}\n  {}", found.join("\t")));
        }
        rows += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows >= 50, "only {rows} rows");
}

#[test]
fn the_place_on_the_named_line_is_the_one() {
    let source = SourceText::new("It is.\n\nIt  is.\n");
    let anchor = anchor(&source, "It is.", Some(3));
    assert_eq!(anchor.original(&source, Some(3)), Some(8..15));
    assert_eq!(anchor.original(&source, None), Some(0..6));
    assert_eq!(anchor.originals(&source).len(), 2);
}

const WORDS: [&str; 24] = [
    "the",
    "The",
    "river",
    "café",
    "naïve",
    "$6",
    "million",
    "—",
    "can’t",
    "“big”",
    "15%",
    "is",
    "was",
    "1,500",
    "GmbH",
    "state-owned",
    "Müller",
    "said,",
    "not",
    "never",
    "경제",
    "経済",
    "и",
    "end.",
];

fn words(count: Range<usize>) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), count)
}

fn spaces() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(
        prop::sample::select(
            &[
                " ",
                "\n",
                "  ",
                "\u{a0}",
                "\t",
                "\r\n",
                "\n\n",
                "\u{2009}",
                " \u{3000}",
            ][..],
        ),
        60,
    )
}

fn spaced(words: &[&str], spaces: &[&str], decomposed: bool) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut text = String::new();
    for (word, space) in words.iter().zip(spaces) {
        text.push_str(word);
        text.push_str(space);
    }
    if decomposed {
        text.nfd().collect()
    } else {
        text
    }
}

/// One change of a character: other letter, case, mark, dash, digit; or one left out or put in.
fn changed(quote: &str, at: usize, with: char, how: u8) -> String {
    let mut chars: Vec<char> = quote.chars().collect();
    let at = at % chars.len();
    match how % 4 {
        0 => chars[at] = with,
        1 => {
            chars.remove(at);
        }
        2 => chars.insert(at, with),
        _ => {
            let other = (at + 1) % chars.len();
            chars.swap(at, other);
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #[test]
    fn white_space_and_form_change_nothing(
        before in words(0..8), quote in words(1..12), after in words(0..8),
        a in spaces(), b in spaces(), decomposed: [bool; 2],
    ) {
        let all: Vec<&str> = before.iter().chain(&quote).chain(&after).copied().collect();
        let source = SourceText::new(spaced(&all, &a, decomposed[0]));
        let wanted = spaced(&quote, &b, decomposed[1]);
        let found = anchor(&source, &wanted, None);
        if quote.iter().any(|word| word.contains(char::is_alphanumeric)) {
            prop_assert!(matches!(found.integrity, Integrity::Found | Integrity::Ambiguous), "{found:?}");
            let line = found.lines[0];
            prop_assert_eq!(anchor(&source, &wanted, Some(line)).integrity, Integrity::Found);
            for line in 0..9 {
                let there = found.lines.contains(&line);
                prop_assert_eq!(stands_on(&source, &wanted, line), there, "line {}", line);
            }
            for place in found.originals(&source) {
                let original = source.original().get(place).map(alike);
                prop_assert_eq!(original, Some(alike(&wanted)));
            }
        } else {
            prop_assert_eq!(found.integrity, Integrity::Gone);
        }
    }

    #[test]
    fn any_other_change_is_never_found(
        before in words(0..8), quote in words(1..12), after in words(0..8),
        at in 0usize..200, how: u8,
        with in prop::sample::select(&['x', 'X', 'é', '0', '7', '"', '\'', '’', '“', '-', '–', '—', '.', ',', '%', '\u{200b}', '\u{ad}'][..]),
        line in prop::option::of(1u32..4),
    ) {
        let all: Vec<&str> = before.iter().chain(&quote).chain(&after).copied().collect();
        let text = all.join(" ");
        let quote = changed(&quote.join(" "), at, with, how);
        // Told apart by another way of looking: what is left is not in the text at all.
        prop_assume!(!text.contains(&*alike(&quote)));
        let source = SourceText::new(text);
        let found = anchor(&source, &quote, line);
        prop_assert!(matches!(found.integrity, Integrity::Changed | Integrity::Gone), "{found:?}");
        prop_assert!((0..4).all(|line| !stands_on(&source, &quote, line)));
    }

    #[test]
    fn anything_may_be_asked(text in "\\PC{0,80}", quote in "\\PC{0,40}", line in prop::option::of(0u32..9)) {
        let source = SourceText::new(text.as_str());
        let found = anchor(&source, &quote, line);
        prop_assert_eq!(found.lines.is_empty(), found.integrity == Integrity::Gone);
        for place in &found.places {
            prop_assert!(source.text().get(place.clone()).is_some());
            let _ = source.in_marks(place);
        }
        for place in found.originals(&source) {
            prop_assert!(source.original().get(place).is_some());
        }
    }
}
