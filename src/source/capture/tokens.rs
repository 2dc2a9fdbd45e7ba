//! Words and punctuation: abbreviations keep their dot, names their hyphens and apostrophes.

use std::ops::Range;

use super::lexicon::{self, Lexicon};
use super::page::Token;

/// Abbreviations that are no office and no state, without their dot.
const ABBREVIATIONS: &str =
    " no vs etc approx dept est fig jr sr co inc ltd corp bros cf al ave blvd rd mt ft ";

/// Appends the tokens of a stretch of text.
pub fn tokenise(text: &str, span: Range<usize>, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let mut at = span.start;
    while let Some(c) = text[at..span.end].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let end = if c.is_alphanumeric() || matches!(c, '@' | '#') {
            word_end(text, at, span.end, lexicon)
        } else if text[at..span.end].starts_with("...") {
            at + 3
        } else {
            at + c.len_utf8()
        };
        tokens.push(token(text, at..end, lexicon));
        at = end;
    }
}

fn token(text: &str, span: Range<usize>, lexicon: &Lexicon) -> Token {
    let shown = &text[span.clone()];
    let is_word = shown.starts_with(|c: char| c.is_alphanumeric() || c == '@' || c == '#');
    let is_capital = shown.starts_with(char::is_uppercase)
        // al-Masri, d’Aubigny, iPhone
        || is_word && shown.chars().skip(1).take(4).any(char::is_uppercase) && !shown.contains("-in-");
    let folded = shown.to_lowercase().replace('’', "'");
    let stem = folded
        .strip_suffix("'s")
        .or_else(|| folded.strip_suffix('\'').filter(|stem| stem.ends_with('s')));
    let lower = match (shown, stem) {
        ("...", _) => "…".to_owned(),
        (_, Some(stem)) => stem.to_owned(),
        _ => folded.clone(),
    };
    let sorts = lexicon.sorts(&lower);
    Token {
        sorts: if is_seat(shown) {
            sorts.or(lexicon::STATE)
        } else {
            sorts
        },
        manner: lexicon.manner(&lower),
        is_possessive: stem.is_some(),
        quote: None,
        span,
        lower,
        is_word,
        is_capital,
    }
}

fn word_end(text: &str, start: usize, limit: usize, lexicon: &Lexicon) -> usize {
    let mut end = start;
    let mut chars = text[start..limit].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let joins = match c {
            '\'' | '’' | '-' | '‑' | '&' => next.is_some_and(char::is_alphanumeric),
            '.' | ',' => {
                let digit = |c: char| c.is_ascii_digit();
                let inside = text[start..end].ends_with(digit) && next.is_some_and(digit);
                inside
                    || c == '.' && initials(&text[start..end], next)
                    || c == '.' && domain(&text[start..end], next)
            }
            _ => c.is_alphanumeric() || at == 0 || c == '_',
        };
        if !joins {
            break;
        }
        end = start + at + c.len_utf8();
    }
    // A closing possessive of a plural: only where no mark could be meant.
    let word = &text[start..end];
    let dotted = text[end..limit].starts_with('.');
    if dotted && takes_dot(word, lexicon) {
        return end + 1;
    }
    end
}

/// `U.S`, `a.m`: the dot goes on between single letters.
fn initials(word: &str, next: Option<char>) -> bool {
    let last = word.rsplit('.').next().unwrap_or_default();
    last.chars().count() == 1
        && last.chars().all(char::is_alphabetic)
        && next.is_some_and(char::is_alphabetic)
}

/// `Darwin.AI`, `example.org`
fn domain(word: &str, next: Option<char>) -> bool {
    word.chars().count() > 2 && !word.contains('.') && next.is_some_and(char::is_alphanumeric)
}

/// `R-Wis.`, `D-N.Y.`: party and state.
fn is_seat(word: &str) -> bool {
    let mut parts = word.splitn(2, '-');
    matches!(parts.next(), Some("R" | "D" | "I"))
        && parts
            .next()
            .is_some_and(|state| state.starts_with(char::is_uppercase))
}

fn takes_dot(word: &str, lexicon: &Lexicon) -> bool {
    let lower = word.to_lowercase();
    let dotted = format!("{lower}.");
    let letters = word.chars().count();
    let initial = letters == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let abbreviated =
        ABBREVIATIONS.contains(&format!(" {lower} ")) && word.len() > 1 && lower != "no";
    let known = lexicon.sorts(&dotted).any(
        lexicon::HONORIFIC
            .or(lexicon::ROLE)
            .or(lexicon::STATE)
            .or(lexicon::CALENDAR),
    );
    initial
        || is_seat(word)
        || word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2)
        || known
        || abbreviated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenise(text, 0..text.len(), &Lexicon::default(), &mut tokens);
        tokens.into_iter().map(|token| &text[token.span]).collect()
    }

    #[test]
    fn names_and_abbreviations_are_one_word() {
        assert_eq!(
            words("Dr. J. O’Neill-Smith, al-Masri."),
            ["Dr.", "J.", "O’Neill-Smith", ",", "al-Masri", "."]
        );
        assert_eq!(
            words("the U.S. and A&E at 3.40am"),
            ["the", "U.S.", "and", "A&E", "at", "3.40am"]
        );
        assert_eq!(
            words("Darwin.AI won. He left."),
            ["Darwin.AI", "won", ".", "He", "left", "."]
        );
        assert_eq!(
            words("$1,200.5 (no.)"),
            ["$", "1,200.5", "(", "no", ".", ")"]
        );
    }
}
