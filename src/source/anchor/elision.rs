//! Brackets in a quote: `[…]` for words left out, `[inserted]` for words put in.
//!
//! The words outside of them must stand in the text letter for letter and in order. An insertion may
//! stand for a few words of the text, an elision for some sentences of it.

use std::ops::Range;

use super::literal::{is_inside, occurrences};

/// Most bytes of the text that `[…]` may stand for: a few paragraphs.
const LONGEST_ELISION: usize = 2_000;
/// Most bytes of the text that `[inserted]` may stand for: a name with its title.
const LONGEST_REPLACED: usize = 60;
/// Most letters of a word that an ending in brackets may stand for: `invest[ing]`.
const LONGEST_ENDING: usize = 6;
/// How many ways of putting the pieces together are tried.
const MOST_TRIES: usize = 5_000;

/// What stands between two pieces of text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Gap<'a> {
    /// Words left out.
    Elision,
    /// Words put in, between words.
    Words,
    /// The first letters of the next piece's word.
    Beginning(&'a str),
    /// The last letters of the piece before.
    Ending,
}

/// Words of the quote outside of brackets, and what stands before them.
#[derive(Debug)]
struct Piece<'a> {
    gap: Option<Gap<'a>>,
    words: &'a str,
}

/// Returns the places where the quote stands when its brackets are read so; each beginning once.
pub(super) fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let Some((pieces, after)) = pieces(wanted) else {
        return Vec::new();
    };
    let mut tries = MOST_TRIES;
    let mut found = Vec::new();
    for first in occurrences(text, pieces[0].words) {
        let Some(start) = start(text, first.start, pieces[0].gap) else {
            continue;
        };
        if let Some(end) = follow(text, first.end, &pieces[1..], after, &mut tries) {
            found.push(start..end);
        }
        if tries == 0 {
            break;
        }
    }
    found
}

/// Cuts a quote at its brackets; the second half is what stands behind the last piece. Nothing
/// without brackets, or when what is outside of them is too little to be a quote.
fn pieces(wanted: &str) -> Option<(Vec<Piece<'_>>, Option<Gap<'_>>)> {
    let mut pieces = Vec::new();
    let mut gap = None;
    let mut rest = wanted;
    while let Some((before, inserted, behind)) = bracket(rest) {
        push(&mut pieces, &mut gap, before);
        gap = Some(kind(before, inserted, behind, gap));
        rest = behind;
    }
    push(&mut pieces, &mut gap, rest);
    let brackets = rest.len() < wanted.len();
    let words = |piece: &Piece<'_>| count_words(piece.words);
    let elided = pieces
        .iter()
        .skip(1)
        .any(|piece| piece.gap == Some(Gap::Elision));
    let enough = pieces.iter().all(|piece| words(piece) > 0)
        && (!elided || pieces.iter().map(words).sum::<usize>() >= 3);
    (brackets && enough && !pieces.is_empty()).then_some((pieces, gap))
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, gap: &mut Option<Gap<'a>>, words: &'a str) {
    let words = words.trim();
    if !words.is_empty() {
        pieces.push(Piece {
            gap: gap.take(),
            words,
        });
    }
}

/// Returns what stands before, in and behind the first pair of brackets.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = text.split_once('[')?;
    let (inserted, behind) = after.split_once(']')?;
    Some((before, inserted, behind))
}

fn kind<'a>(before: &str, inserted: &'a str, behind: &str, pending: Option<Gap<'a>>) -> Gap<'a> {
    let glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if inserted.chars().all(|c| matches!(c, '.' | '…' | ' ')) || pending == Some(Gap::Elision) {
        Gap::Elision
    } else if glued(before.chars().next_back()) {
        Gap::Ending
    } else if glued(behind.chars().next()) {
        Gap::Beginning(inserted)
    } else {
        Gap::Words
    }
}

fn count_words(text: &str) -> usize {
    let words = text.split_whitespace();
    words
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// Returns where the word begins with which a piece may begin here, behind this gap.
fn start(text: &str, at: usize, gap: Option<Gap<'_>>) -> Option<usize> {
    match gap {
        None | Some(Gap::Elision | Gap::Words) => (!is_inside(text, at)).then_some(at),
        Some(Gap::Ending) => Some(at),
        // `[T]he` stands for `the`, and for nothing else.
        Some(Gap::Beginning(letters)) => {
            let before = text[..at].char_indices().rev();
            let word = before.take_while(|(_, c)| c.is_alphanumeric()).last();
            let start = word.map_or(at, |(start, _)| start);
            (text[start..at].to_lowercase() == letters.to_lowercase()).then_some(start)
        }
    }
}

/// Returns where the last piece ends when the pieces follow one another from here on.
fn follow(
    text: &str,
    at: usize,
    pieces: &[Piece<'_>],
    after: Option<Gap<'_>>,
    tries: &mut usize,
) -> Option<usize> {
    let next_gap = pieces.first().map_or(after, |piece| piece.gap);
    if next_gap != Some(Gap::Ending) && is_inside(text, at) {
        return None;
    }
    let Some((piece, rest)) = pieces.split_first() else {
        return Some(
            at + if after == Some(Gap::Ending) {
                ending(&text[at..])?
            } else {
                0
            },
        );
    };
    let (from, room) = match piece.gap {
        Some(Gap::Ending) => (at + ending(&text[at..])?, 1),
        Some(Gap::Elision) => (at, LONGEST_ELISION),
        Some(Gap::Beginning(letters)) => (at, letters.len() + LONGEST_REPLACED),
        Some(Gap::Words) | None => (at, LONGEST_REPLACED),
    };
    let window = &text[from..within(text, from + room + piece.words.len())];
    for place in occurrences(window, piece.words) {
        *tries = tries.checked_sub(1)?;
        let place = from + place.start..from + place.end;
        if start(text, place.start, piece.gap).is_some()
            && let Some(end) = follow(text, place.end, rest, after, tries)
        {
            return Some(end);
        }
    }
    None
}

/// Returns how many bytes of a word are left here; nothing when they are too many for an ending.
fn ending(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    (text[..end].chars().count() <= LONGEST_ENDING).then_some(end)
}

/// Returns a byte of the text where a character ends, at most this one.
fn within(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Big Tech is too big,” said Serres. “It can’t last.” He invested in companies \
                        that lower the costs.";

    fn found(wanted: &str) -> Option<&str> {
        places(TEXT, wanted)
            .into_iter()
            .next()
            .map(|place| &TEXT[place])
    }

    #[test]
    fn words_are_left_out_in_order() {
        for wanted in [
            "Big Tech […] too big",
            "Big Tech [...] too big",
            "[…] Big Tech [ . . . ] too big",
        ] {
            assert_eq!(found(wanted), Some("Big Tech is too big"), "{wanted}");
        }
        for wanted in [
            "too big […] Big Tech is",
            "Big […] last",
            "Big Tech […] mall",
            "Big Tech […]",
            "[…]",
        ] {
            let ends_only = wanted == "Big Tech […]";
            assert_eq!(found(wanted).is_some(), ends_only, "{wanted}");
        }
    }

    #[test]
    fn words_are_put_in_or_for_a_few_of_the_text() {
        assert_eq!(found("It [surely] can’t last"), Some("It can’t last"));
        assert_eq!(found("[The firm] can’t last"), Some("can’t last"));
        assert_eq!(
            found("[Amazon] is too big,” said [the man]. “It can’t"),
            Some("is too big,” said Serres. “It can’t")
        );
        assert_eq!(found("Big [words] costs"), None);
    }

    #[test]
    fn letters_are_put_in_a_word() {
        assert_eq!(
            found("He invest[s] in compan[y] that"),
            Some("He invested in companies that")
        );
        assert_eq!(found("[i]t can’t last"), Some("It can’t last"));
        assert_eq!(found("[h]e invested"), Some("He invested"));
        assert_eq!(found("[b]ower the costs"), None);
        assert_eq!(found("[s]t can’t last"), None);
        assert_eq!(found("that low[ly]"), Some("that lower"));
    }

    #[test]
    fn an_elision_is_no_bridge_over_a_whole_article() {
        let text = format!("one two {} three four", "word ".repeat(500));
        assert!(places(&text, "one two […] three four").is_empty());
        assert_eq!(
            places("one two so three four", "one two […] three four").len(),
            1
        );
    }

    #[test]
    fn trying_ends() {
        let text = "a b ".repeat(5_000);
        let wanted = format!("{}zzz", "a […] b […] ".repeat(40));
        assert!(places(&text, &wanted).is_empty());
    }
}
