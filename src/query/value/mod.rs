//! Values of fields: how a typed value falls into pieces, and the kinds of value that several fields
//! share. A kind knows how it is written and what it matches, not which field uses it.

pub(super) mod choice;
pub(super) mod counts;
pub(super) mod days;
pub(super) mod figures;
pub(super) mod name;
pub(super) mod scale;
pub(super) mod text;

use std::ops::Range;

use super::Problem;

/// One of the alternatives of a value: `fact` and `figure` of `kind:fact,figure`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Without the quotes.
    pub text: String,
    /// Its bytes in the query's text, quotes included.
    pub span: Range<usize>,
    /// Begins with a quote: then a sign at its start is text, not an operator.
    pub quoted: bool,
}

impl Piece {
    /// Returns a problem about this piece.
    #[must_use]
    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(self.span.clone(), message)
    }

    /// Returns what is left of the piece after an operator at its start.
    #[must_use]
    pub fn after(&self, operator: &str) -> Option<&str> {
        let rest = self.text.strip_prefix(operator);
        rest.filter(|_| !self.quoted)
    }
}

/// Reads a quoted text that begins at the start of `text`; returns it without quotes and escapes,
/// its length in bytes with them, and whether it is closed. `None` when there is no quote.
pub(super) fn quoted(text: &str) -> Option<(String, usize, bool)> {
    let mut chars = text.char_indices();
    let (_, open) = chars.next().filter(|&(_, c)| c == '"' || c == '“')?;
    let mut inner = String::new();
    let mut escaped = false;
    for (at, c) in chars {
        if escaped {
            if c != '"' && c != '\\' {
                inner.push('\\');
            }
            inner.push(c);
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == '"' || (open == '“' && c == '”') {
            return Some((inner, at + c.len_utf8(), true));
        } else {
            inner.push(c);
        }
    }
    if escaped {
        inner.push('\\');
    }
    Some((inner, text.len(), false))
}

/// Cuts a value at its commas. `start` is where it stands in the query; with `thousands`, a comma
/// between a digit and a group of three is part of a number.
pub(super) fn pieces(value: &str, start: usize, thousands: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut piece = empty_piece(start);
    let mut at = 0;
    while let Some(c) = value[at..].chars().next() {
        if let Some((inner, len, _)) = quoted(&value[at..]) {
            piece.quoted |= piece.text.is_empty();
            piece.text.push_str(&inner);
            at += len;
        } else {
            let next = at + c.len_utf8();
            if c == ',' && !(thousands && groups(&value[..at], &value[next..])) {
                piece.span.end = start + at;
                pieces.push(std::mem::replace(&mut piece, empty_piece(start + next)));
            } else {
                piece.text.push(c);
            }
            at = next;
        }
    }
    piece.span.end = start + value.len();
    pieces.push(piece);
    pieces
}

fn empty_piece(at: usize) -> Piece {
    Piece {
        text: String::new(),
        span: at..at,
        quoted: false,
    }
}

/// Tells that a comma between these two is one of `1,000,000`.
fn groups(before: &str, after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    before.ends_with(|c: char| c.is_ascii_digit()) && digits == 3
}

/// Returns a value as it must be typed: in quotes when it holds what a query would read otherwise.
#[must_use]
pub fn written(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-.%'’$€£+&/#@<>".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        return value.to_owned();
    }
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(value: &str, thousands: bool) -> Vec<String> {
        let pieces = pieces(value, 0, thousands);
        pieces.into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn commas_cut_outside_quotes() {
        assert_eq!(
            texts(r#""Serres, Tom",zuck"#, false),
            ["Serres, Tom", "zuck"]
        );
        assert_eq!(
            texts(r#"="Tom \"T\" Serres""#, false),
            [r#"=Tom "T" Serres"#]
        );
        assert_eq!(texts("a,", false), ["a", ""]);
        assert_eq!(texts(">1,000,000,35bn", true), [">1,000,000", "35bn"]);
        assert_eq!(texts("1,000", false), ["1", "000"]);
    }

    #[test]
    fn pieces_know_their_place_and_their_quotes() {
        let pieces = pieces(r#"a,"=b""#, 4, false);
        assert_eq!(pieces[0].span, 4..5);
        assert_eq!(pieces[1].span, 6..10);
        assert_eq!(pieces[1].after("="), None);
    }

    proptest! {
        #[test]
        fn a_written_value_is_read_back(value in "\\PC{1,20}|[a,\"\\\\=. ]{1,8}") {
            prop_assert_eq!(texts(&written(&value), false), [value]);
        }
    }
}
