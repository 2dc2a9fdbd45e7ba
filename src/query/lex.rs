//! A query's text as a row of tokens with their places. Knows how terms are written, not what they mean.

use std::ops::Range;

use super::Problem;
use super::value::quoted;

/// What stands at a place of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR`
    Or,
    /// `AND`, which says no more than a space
    And,
    /// `-` or `NOT`
    Not,
    /// A bare word
    Word(String),
    /// `"a phrase"`
    Phrase(String),
    /// `/a regular expression/`
    Pattern(String),
    /// `~fuzzy`
    Fuzzy(String),
    /// `name:value`; the value as written, and where it begins
    Field {
        name: String,
        value: String,
        at: usize,
    },
    /// What is no term.
    Faulty(Problem),
}

/// A lexeme and the bytes it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) lexeme: Lexeme,
    pub(super) span: Range<usize>,
}

/// Returns the tokens of a query; what can not be read is a token too.
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (lexeme, len) = token(&text[at..], at);
        let span = at..at + len.max(c.len_utf8());
        at = span.end;
        tokens.push(Token { lexeme, span });
    }
    tokens
}

/// Reads the token at the start of `rest`, which stands at `at`; returns its length in bytes.
fn token(rest: &str, at: usize) -> (Lexeme, usize) {
    match rest.chars().next() {
        Some('(') => (Lexeme::Open, 1),
        Some(')') => (Lexeme::Close, 1),
        Some('-') => minus(rest, at),
        Some('"' | '“') => phrase(rest, at),
        Some('/') => pattern(rest, at),
        Some('~') => fuzzy(rest, at),
        _ => word(rest, at),
    }
}

fn minus(rest: &str, at: usize) -> (Lexeme, usize) {
    let bare = rest[1..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || c == ')');
    if !bare {
        return (Lexeme::Not, 1);
    }
    let problem = Problem::new(at..at + 1, "a term was expected right after `-`")
        .hint("to search for the sign itself, quote it: \"-\"");
    (Lexeme::Faulty(problem), 1)
}

fn phrase(rest: &str, at: usize) -> (Lexeme, usize) {
    let (inner, len, closed) = quoted(rest).unwrap_or_default();
    if closed {
        (Lexeme::Phrase(inner), len)
    } else {
        (Lexeme::Faulty(unclosed(at..at + len, "quote", "\"")), len)
    }
}

fn unclosed(span: Range<usize>, what: &str, sign: &str) -> Problem {
    Problem::new(span, format!("the {what} is not closed")).hint(format!("`{sign}` closes it"))
}

fn pattern(rest: &str, at: usize) -> (Lexeme, usize) {
    let mut source = String::new();
    let mut escaped = false;
    for (here, c) in rest.char_indices().skip(1) {
        if c == '/' && !escaped {
            return (Lexeme::Pattern(source), here + 1);
        }
        if c == '/' {
            // The backslash was for us, not for the expression.
            source.pop();
        }
        source.push(c);
        escaped = c == '\\' && !escaped;
    }
    let problem = unclosed(at..at + rest.len(), "regular expression", "/");
    (Lexeme::Faulty(problem), rest.len())
}

fn fuzzy(rest: &str, at: usize) -> (Lexeme, usize) {
    if let Some((inner, len, closed)) = quoted(&rest[1..]) {
        let span = at..at + 1 + len;
        return if closed {
            (Lexeme::Fuzzy(inner), 1 + len)
        } else {
            (Lexeme::Faulty(unclosed(span, "quote", "\"")), 1 + len)
        };
    }
    let len = bare_len(&rest[1..]);
    (Lexeme::Fuzzy(rest[1..=len].to_owned()), 1 + len)
}

fn word(rest: &str, at: usize) -> (Lexeme, usize) {
    let name = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    if name > 0 && rest[name..].starts_with(':') {
        return field(rest, name, at);
    }
    let len = bare_len(rest);
    let lexeme = match &rest[..len] {
        "OR" => Lexeme::Or,
        "AND" => Lexeme::And,
        "NOT" => Lexeme::Not,
        word => Lexeme::Word(word.to_owned()),
    };
    (lexeme, len)
}

/// Returns the length of a bare word: up to white space or a parenthesis it did not open.
fn bare_len(rest: &str) -> usize {
    let mut open = 0_usize;
    let end = rest.find(|c: char| match c {
        '(' => {
            open += 1;
            false
        }
        ')' if open > 0 => {
            open -= 1;
            false
        }
        c => c == ')' || c.is_whitespace(),
    });
    end.unwrap_or(rest.len())
}

fn field(rest: &str, name: usize, at: usize) -> (Lexeme, usize) {
    let start = name + 1;
    let mut end = start;
    while let Some(c) = rest[end..].chars().next() {
        if let Some((_, len, closed)) = quoted(&rest[end..]) {
            if !closed {
                let span = at + end..at + end + len;
                return (Lexeme::Faulty(unclosed(span, "quote", "\"")), end + len);
            }
            end += len;
        } else if c.is_whitespace() || c == ')' {
            break;
        } else if c == '(' {
            // A value may hold a group of its own: `who:smith(economist)`.
            end += bare_len(&rest[end..]).max(1);
        } else {
            end += c.len_utf8();
        }
    }
    let lexeme = Lexeme::Field {
        name: rest[..name].to_owned(),
        value: rest[start..end].to_owned(),
        at: at + start,
    };
    (lexeme, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lexemes(text: &str) -> Vec<Lexeme> {
        lex(text).into_iter().map(|token| token.lexeme).collect()
    }

    #[test]
    fn every_form_is_told_apart() {
        let field = |name: &str, value: &str, at| Lexeme::Field {
            name: name.to_owned(),
            value: value.to_owned(),
            at,
        };
        let word = |text: &str| Lexeme::Word(text.to_owned());
        for (text, expected) in [
            ("a OR b", vec![word("a"), Lexeme::Or, word("b")]),
            (
                "-(a)",
                vec![Lexeme::Not, Lexeme::Open, word("a"), Lexeme::Close],
            ),
            (
                r#"“more than” "x \" y""#,
                vec![
                    Lexeme::Phrase("more than".to_owned()),
                    Lexeme::Phrase(r#"x " y"#.to_owned()),
                ],
            ),
            (r"/a\/b c/", vec![Lexeme::Pattern("a/b c".to_owned())]),
            (
                r"/\\/ x",
                vec![Lexeme::Pattern(r"\\".to_owned()), word("x")],
            ),
            ("~spndng", vec![Lexeme::Fuzzy("spndng".to_owned())]),
            (
                r#"who:"Tom Serres",zuck"#,
                vec![field("who", r#""Tom Serres",zuck"#, 4)],
            ),
            (
                "(fig:>1bn)",
                vec![Lexeme::Open, field("fig", ">1bn", 5), Lexeme::Close],
            ),
            (
                "and/or f(x) 12:30",
                vec![word("and/or"), word("f(x)"), word("12:30")],
            ),
        ] {
            assert_eq!(lexemes(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_is_faulty_at_its_place() {
        for (text, span) in [
            ("a \"b c", 2..6),
            ("/b", 0..2),
            ("who:\"Tom", 4..8),
            ("~\"x", 0..3),
            ("a - b", 2..3),
        ] {
            let problems: Vec<Range<usize>> = lexemes(text)
                .into_iter()
                .filter_map(|lexeme| match lexeme {
                    Lexeme::Faulty(problem) => Some(problem.span),
                    _ => None,
                })
                .collect();
            assert_eq!(problems, [span], "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "\\PC{0,30}|[-a:()\"/~\\\\ “”,.OR]{0,20}") {
            let mut at = 0;
            for token in lex(&text) {
                let between = text.get(at..token.span.start);
                prop_assert!(between.is_some_and(|gap| gap.trim().is_empty()), "{text:?} {token:?}");
                prop_assert!(text.get(token.span.clone()).is_some_and(|own| !own.is_empty()));
                at = token.span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
