//! Completion: fields, then their values with counts under the rest of the query. Nothing for words.

use std::ops::Range;

use super::filters::{FIELDS, FieldRow, field};
use super::lex::{Lexeme, Token, lex};
use super::plan::Guesses;
use super::value::counts::Counts;
use super::value::{Piece, pieces, written};
use super::{Env, parse, run};
use crate::store::Store;
use crate::text::fold::{fold, words};

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes of the query's text that `insert` takes the place of.
    pub replace: Range<usize>,
    /// What to write there, quoted where it must be.
    pub insert: String,
    /// What to show.
    pub label: String,
    /// What it means, where that is not plain.
    pub doc: String,
    /// How many of the claims that the rest of the query finds have it; `None` for fields.
    pub count: Option<usize>,
}

/// Returns what may stand at the cursor, a byte of `text`: field names, or values of the field one
/// is in, the most frequent first.
#[must_use]
pub fn complete(text: &str, cursor: usize, store: &Store, env: &Env) -> Vec<Candidate> {
    let head = up_to(text, cursor);
    let Some(token) = lex(head).pop().filter(|token| token.span.end == head.len()) else {
        return names("", head.len()..head.len());
    };
    let typed = &head[token.span.start..];
    let name = typed
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(typed.len());
    if name > 0 && typed[name..].starts_with(':') {
        let Ok(row) = field(&typed[..name]) else {
            return Vec::new();
        };
        let at = token.span.start + name + 1;
        return values(row, &head[at..], at, text, &token, store, env);
    }
    match token.lexeme {
        Lexeme::Open | Lexeme::Not => names("", head.len()..head.len()),
        Lexeme::Word(word) => names(&word, token.span),
        Lexeme::Faulty(_) if typed == "-" => names("", head.len()..head.len()),
        _ => Vec::new(),
    }
}

/// Returns the text before a byte, cut to a character boundary.
fn up_to(text: &str, cursor: usize) -> &str {
    let mut end = cursor.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn names(typed: &str, replace: Range<usize>) -> Vec<Candidate> {
    let typed = typed.to_ascii_lowercase();
    let candidate = |row: &&'static FieldRow| {
        let name = row.names().find(|name| name.starts_with(&typed))?;
        Some(Candidate {
            replace: replace.clone(),
            insert: format!("{name}:"),
            label: format!("{name}:"),
            doc: row.doc.to_owned(),
            count: None,
        })
    };
    FIELDS.iter().filter_map(candidate).collect()
}

/// `value` is what is typed of the field's value; it stands at byte `at` of `text`.
fn values(
    row: &'static FieldRow,
    value: &str,
    at: usize,
    text: &str,
    token: &Token,
    store: &Store,
    env: &Env,
) -> Vec<Candidate> {
    let mut typed = pieces(value, at, row.thousands);
    let Some(piece) = typed.pop() else {
        return Vec::new();
    };
    let sign = sign(row, &piece);
    let prefix = fold(piece.text.strip_prefix(sign).unwrap_or(&piece.text));
    let others: Vec<String> = typed.iter().map(|piece| fold(&piece.text)).collect();

    let (words_of, counted) = counted(row, &rest(text, token.span.start), store, env);
    let replace = piece.span.start..end_of_piece(text, &piece, value);
    counted
        .into_iter()
        .filter(|(value, _)| begins(value, &prefix) && !others.contains(&fold(value)))
        .map(|(value, count)| Candidate {
            replace: replace.clone(),
            insert: format!("{sign}{}", written(&value)),
            doc: meaning(&words_of, &value),
            label: value,
            count: Some(count),
        })
        .collect()
}

/// Returns the sign before a value: `=` of a name, `-` of an ordering.
fn sign<'p>(row: &FieldRow, piece: &'p Piece) -> &'p str {
    let sign = if row.name == "sort" { "-" } else { "=" };
    let signed = !piece.quoted && piece.text.starts_with(sign);
    if signed { &piece.text[..1] } else { "" }
}

type Meanings = Vec<(&'static str, &'static str)>;

/// Returns the field's closed words, and its values with their counts among the claims that the
/// rest of the query finds.
fn counted(
    row: &FieldRow,
    rest: &str,
    store: &Store,
    env: &Env,
) -> (Meanings, Vec<(String, usize)>) {
    let rest = parse(rest);
    let mut counts = Counts::default();
    for ix in run::filter(store, &rest, env, &Guesses::new()).iter() {
        if let Some(claim) = store.claim(ix) {
            row.values_of(claim, &mut |value| counts.add(value));
        }
    }
    let meanings = row.words();
    let mut counted = counts.by_count();
    for (word, _) in &meanings {
        if !counted.iter().any(|(value, _)| value == word) {
            counted.push(((*word).to_owned(), 0));
        }
    }
    (meanings, counted)
}

fn meaning(meanings: &Meanings, value: &str) -> String {
    let found = meanings.iter().find(|(word, _)| *word == value);
    found.map_or_else(String::new, |(_, doc)| (*doc).to_owned())
}

/// Tells that the value, or a word of it, begins with what is typed.
fn begins(value: &str, prefix: &str) -> bool {
    let value = fold(value);
    value.starts_with(prefix) || words(&value).any(|word| value[word.start..].starts_with(prefix))
}

/// Returns the query without the term that begins at `start` and the `-` before it.
fn rest(text: &str, start: usize) -> String {
    let tokens = lex(text);
    let at = tokens.iter().position(|token| token.span.start == start);
    let mut first = at.unwrap_or_default();
    let end = tokens.get(first).map_or(text.len(), |token| token.span.end);
    while first > 0 && tokens[first - 1].lexeme == Lexeme::Not {
        first -= 1;
    }
    let begin = tokens.get(first).map_or(start, |token| token.span.start);
    format!("{} {}", &text[..begin], &text[end..])
}

/// Returns where the piece at the cursor ends: with what is left of the word, or the closing quote.
fn end_of_piece(text: &str, piece: &Piece, value: &str) -> usize {
    let cursor = piece.span.end;
    let after = &text[cursor..];
    let open = value.matches('"').count() % 2 == 1;
    if open {
        return cursor + usize::from(after.starts_with('"'));
    }
    let ends = |c: char| c.is_whitespace() || ",()\"“".contains(c);
    cursor + after.find(ends).unwrap_or(after.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Kind};
    use crate::query::testing::{article, claim, env};
    use proptest::prelude::*;

    fn store() -> Store {
        let with = |id: &str, speaker: &str, kind| Claim {
            kind: Some(kind),
            ..claim(id, speaker)
        };
        article(vec![
            with("a", "Tom Serres", Kind::Fact),
            with("b", "Tom Serres", Kind::Figure),
            with("c", "Alex Tapscott", Kind::Fact),
            with("d", "Alex Tapscott", Kind::Fact),
            with("e", "Alex Tapscott", Kind::Opinion),
        ])
    }

    fn at_end(text: &str) -> Vec<String> {
        complete(text, text.len(), &store(), &env())
            .into_iter()
            .map(|candidate| {
                let mut whole = text.to_owned();
                whole.replace_range(candidate.replace, &candidate.insert);
                match candidate.count {
                    Some(count) => format!("{whole} {count}"),
                    None => whole,
                }
            })
            .collect()
    }

    #[test]
    fn fields_are_offered_by_prefix_with_their_doc() {
        assert_eq!(at_end("wh"), ["who:"]);
        assert_eq!(at_end("a -SPEA"), ["a -speaker:"]);
        assert_eq!(at_end("").len(), FIELDS.len());
        assert_eq!(at_end("(").len(), FIELDS.len());
        assert_eq!(at_end("a -").len(), FIELDS.len());
        assert_eq!(at_end("xyz"), [""; 0]);
        let who = complete("wh", 2, &store(), &env());
        assert!(who[0].doc.starts_with("the speaker"));
    }

    #[test]
    fn values_are_counted_and_quoted() {
        assert_eq!(
            at_end("who:"),
            ["who:\"Alex Tapscott\" 3", "who:\"Tom Serres\" 2"]
        );
        assert_eq!(at_end("who:SERR"), ["who:\"Tom Serres\" 2"]);
        assert_eq!(at_end("who:\"Tom S"), ["who:\"Tom Serres\" 2"]);
        assert_eq!(at_end("who:=tom"), ["who:=\"Tom Serres\" 2"]);
        assert_eq!(at_end("who:serres,a"), ["who:serres,\"Alex Tapscott\" 3"]);
        assert_eq!(at_end("sort:-cr"), ["sort:-cred 0"]);
        assert_eq!(at_end("nofield:x"), [""; 0]);
        assert_eq!(at_end("\"wh"), [""; 0]);
    }

    #[test]
    fn counts_are_those_under_the_rest_of_the_query() {
        let facts = at_end("who:serres kind:fa");
        assert_eq!(facts, ["who:serres kind:fact 1"]);
        let first = at_end("-kind:fact,opinion who:").remove(0);
        assert_eq!(first, "-kind:fact,opinion who:\"Tom Serres\" 1");
        assert_eq!(
            at_end("who:serres -kind:fact,fig"),
            ["who:serres -kind:fact,figure 1"]
        );
    }

    #[test]
    fn the_whole_word_at_the_cursor_is_replaced() {
        let found = complete("who:serres kind:fact", 6, &store(), &env());
        assert_eq!((found[0].replace.clone(), found[0].count), (4..10, Some(1)));
        let found = complete("who:\"Tom\" a", 8, &store(), &env());
        assert_eq!(found[0].replace, 4..9);
    }

    proptest! {
        #[test]
        fn completing_never_panics(
            text in "\\PC{0,12}|(-?(who|kind|sort|s):[\"=a-c, “]{0,6} ?){0,3}",
            cursor in 0usize..30,
        ) {
            for candidate in complete(&text, cursor, &store(), &env()) {
                prop_assert!(text.get(candidate.replace).is_some());
            }
        }
    }
}
