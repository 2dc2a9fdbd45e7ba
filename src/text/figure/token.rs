//! A text cut into the pieces the grammar works on: numbers, words, currency signs, dashes. Knows
//! what a piece looks like, not what it means.

use std::ops::Range;

use super::currency;
use super::literal::{Digits, Literal, literal};

/// What sort of piece it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A number in digits.
    Number(Digits),
    /// `2/3`.
    Slash(f64),
    /// `½`.
    Vulgar(f64),
    /// Digits that are no number: a time, a date, a version.
    Code,
    /// A run of letters, maybe with digits after them.
    Word,
    /// A currency sign, with its ISO code.
    Money(&'static str),
    /// A hyphen or dash of any kind.
    Dash(char),
    /// Any other character that is no white space.
    Sign(char),
}

/// One piece of a text.
#[derive(Debug)]
pub(super) struct Token {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its sort.
    pub kind: Kind,
    /// Of a word, its lower case, with straight apostrophes and the dots of `p.m.` left out.
    pub word: String,
    /// Nothing stands between it and the piece before.
    pub glued: bool,
}

/// The pieces of a text.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    /// The text they were cut from.
    pub text: &'a str,
    list: Vec<Token>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut list: Vec<Token> = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            let (kind, len) = piece(&text[at..], c);
            let word = if kind == Kind::Word {
                plain(&text[at..at + len])
            } else {
                String::new()
            };
            let glued = list.last().is_some_and(|last| last.span.end == at);
            list.push(Token {
                span: at..at + len,
                kind,
                word,
                glued,
            });
            at += len;
        }
        Self { text, list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Token> {
        self.list.get(i)
    }

    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.get(i).map(|token| token.kind)
    }

    /// The piece before this one.
    pub(super) fn before(&self, i: usize) -> Option<&Token> {
        i.checked_sub(1).and_then(|i| self.get(i))
    }

    /// The word here in lower case; empty when there is no word.
    pub(super) fn word(&self, i: usize) -> &str {
        self.get(i).map_or("", |token| token.word.as_str())
    }

    /// The word here as it is printed.
    pub(super) fn printed(&self, i: usize) -> &'a str {
        self.get(i)
            .map_or("", |token| &self.text[token.span.clone()])
    }

    pub(super) fn is_glued(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.glued)
    }

    pub(super) fn is_dash(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(Kind::Dash(_)))
    }

    pub(super) fn is_sign(&self, i: usize, sign: char) -> bool {
        self.kind(i) == Some(Kind::Sign(sign))
    }

    /// Passes over a dash that joins two pieces, as in `billion-dollar`.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        let joins = self.is_dash(i) && self.is_glued(i) && self.is_glued(i + 1);
        if joins { i + 1 } else { i }
    }

    /// Returns the place after these words, when they stand here; hyphens may join them.
    pub(super) fn phrase(&self, i: usize, words: &str) -> Option<usize> {
        let mut at = i;
        for (n, word) in words.split(' ').enumerate() {
            let here = if n == 0 { at } else { self.past_hyphen(at) };
            if self.word(here) != word {
                return None;
            }
            at = here + 1;
        }
        Some(at)
    }

    /// The bytes from one piece up to another (not with it).
    pub(super) fn span(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.get(tokens.start), self.before(tokens.end)) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                first.span.start..last.span.end
            }
            _ => 0..0,
        }
    }
}

/// Tells that a word stands in a list, whose words are parted by spaces.
pub(super) fn is_one_of(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|name| name == word)
}

fn piece(rest: &str, c: char) -> (Kind, usize) {
    if c.is_ascii_digit() {
        let (literal, len) = literal(rest);
        let kind = match literal {
            Literal::Number(digits) => Kind::Number(digits),
            Literal::Slash(value) => Kind::Slash(value),
            Literal::Other => Kind::Code,
        };
        return (kind, len);
    }
    if let Some((sign, code)) = currency::sign(rest) {
        return (Kind::Money(code), sign.len());
    }
    let kind = match c {
        c if c.is_alphabetic() => return (Kind::Word, word_len(rest)),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Kind::Dash(c),
        c => vulgar(c).map_or(Kind::Sign(c), Kind::Vulgar),
    };
    (kind, c.len_utf8())
}

/// Letters and digits, with apostrophes inside; a currency code ends before the digits that are
/// glued to it.
fn word_len(rest: &str) -> usize {
    if let Some(len) = initials_len(rest) {
        return len;
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic);
        let code_ends = c.is_ascii_digit() && currency::is_prefix_word(&rest[..at]);
        if code_ends || !(c.is_alphanumeric() || inside) {
            return at;
        }
    }
    rest.len()
}

/// The length of `U.S.`, `p.m.` or `p.m`: two single letters or more with dots between.
fn initials_len(rest: &str) -> Option<usize> {
    let (mut len, mut letters) = (0, 0);
    loop {
        let mut chars = rest[len..].chars();
        let letter = chars.next().filter(|c| c.is_alphabetic());
        match (letter, chars.next()) {
            (Some(letter), Some('.')) => {
                (len, letters) = (len + letter.len_utf8() + 1, letters + 1);
            }
            (Some(_), Some(next)) if next.is_alphanumeric() => return None,
            (Some(letter), _) if letters > 0 => return Some(len + letter.len_utf8()),
            _ => return (letters > 1).then_some(len),
        }
    }
}

fn plain(word: &str) -> String {
    word.chars()
        .filter(|&c| c != '.')
        .flat_map(char::to_lowercase)
        .map(straight)
        .collect()
}

fn straight(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

fn vulgar(c: char) -> Option<f64> {
    let (over, under) = match c {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅖' => (2.0, 5.0),
        '⅗' => (3.0, 5.0),
        '⅘' => (4.0, 5.0),
        '⅙' => (1.0, 6.0),
        '⅛' => (1.0, 8.0),
        '⅜' => (3.0, 8.0),
        '⅝' => (5.0, 8.0),
        '⅞' => (7.0, 8.0),
        _ => return None,
    };
    Some(over / under)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text);
        (0..tokens.len()).map(|i| tokens.printed(i)).collect()
    }

    #[test]
    fn text_is_cut_where_the_grammar_needs_it() {
        for (text, pieces) in [
            ("US$35-40bn.", vec!["US$", "35", "-", "40", "bn", "."]),
            ("GPT-4 and R1", vec!["GPT", "-", "4", "and", "R1"]),
            ("EUR5m", vec!["EUR", "5", "m"]),
            ("5 p.m. in the U.S.", vec!["5", "p.m.", "in", "the", "U.S."]),
            ("don’t end.Next", vec!["don’t", "end", ".", "Next"]),
            ("2½%", vec!["2", "½", "%"]),
        ] {
            assert_eq!(cut(text), pieces);
        }
    }
}
