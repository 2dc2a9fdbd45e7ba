//! A value on one of the two Admiralty scales. The last word of a scale (F, 6) means *unknown*: it is
//! matched by its name alone and by no range.

use super::Piece;
use super::choice::one_of;
use crate::query::Problem;

/// Which judgements pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Places {
    /// Not judged.
    Unjudged,
    /// This one, by its place in the list of words.
    One(usize),
    /// These and all between; never the unknown.
    Between(usize, usize),
}

/// The operators, longest first.
const OPERATORS: [&str; 5] = ["<=", ">=", "<", ">", "="];

impl Places {
    /// Reads `3`, `none`, `<=3`, `2..4`, `..3`.
    ///
    /// # Errors
    /// A word that is not on the scale, a range that runs backwards or holds the unknown.
    pub(crate) fn parse(piece: &Piece, words: &[&str], field: &str) -> Result<Self, Problem> {
        let typed = piece.text.trim();
        let worst = words.len().saturating_sub(2);
        if typed.eq_ignore_ascii_case("none") {
            return Ok(Self::Unjudged);
        }
        let on_scale = |text: &str| place(piece, text, words, field);
        if let Some((from, to)) = typed.split_once("..") {
            let low = if from.is_empty() { 0 } else { on_scale(from)? };
            let high = if to.is_empty() { worst } else { on_scale(to)? };
            if from.is_empty() && to.is_empty() {
                return Err(expected(piece, words));
            }
            if low > high {
                let hint = format!("did you mean `{field}:{to}..{from}`?");
                return Err(piece.problem("the range runs backwards").hint(hint));
            }
            return Ok(Self::Between(low, high));
        }
        let operator = OPERATORS.into_iter().find(|sign| typed.starts_with(sign));
        let Some(sign) = operator else {
            return one(piece, typed, words).map(Self::One);
        };
        let rest = typed[sign.len()..].trim();
        if sign == "=" {
            return one(piece, rest, words).map(Self::One);
        }
        let at = on_scale(rest)?;
        Ok(match sign {
            "<=" => Self::Between(0, at),
            ">=" => Self::Between(at, worst),
            // An end outside the scale makes an empty range: nothing is below the first.
            "<" => at
                .checked_sub(1)
                .map_or(Self::Between(1, 0), |to| Self::Between(0, to)),
            _ => Self::Between(at + 1, worst),
        })
    }

    /// Tells that a judgement passes; `unknown` is the place of the word that means unknown.
    pub(crate) fn holds(&self, judged: Option<usize>, unknown: usize) -> bool {
        match (self, judged) {
            (Self::Unjudged, judged) => judged.is_none(),
            (_, None) => false,
            (Self::One(place), Some(at)) => at == *place,
            (Self::Between(low, high), Some(at)) => at != unknown && (*low..=*high).contains(&at),
        }
    }
}

fn one(piece: &Piece, text: &str, words: &[&str]) -> Result<usize, Problem> {
    let piece = Piece {
        text: text.to_owned(),
        ..piece.clone()
    };
    one_of(&piece, words).map_err(|_| expected(&piece, words))
}

fn expected(piece: &Piece, words: &[&str]) -> Problem {
    let (first, last) = (words.first(), words.last());
    let (first, last) = (first.unwrap_or(&""), last.unwrap_or(&""));
    piece.problem(format!(
        "`{}`: expected {first} to {last}, a range, or `none`",
        piece.text
    ))
}

/// Returns a place that a range may end at.
fn place(piece: &Piece, text: &str, words: &[&str], field: &str) -> Result<usize, Problem> {
    let at = one(piece, text, words)?;
    if at + 1 < words.len() {
        return Ok(at);
    }
    let word = words[at];
    Err(piece
        .problem(format!("{word} means unknown: it has no place in a range"))
        .hint(format!("ask for it by name: `{field}:{word}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREDIBILITY: [&str; 6] = ["1", "2", "3", "4", "5", "6"];

    fn parse(text: &str) -> Result<Places, Problem> {
        let piece = Piece {
            text: text.to_owned(),
            span: 0..text.len(),
            quoted: false,
        };
        Places::parse(&piece, &CREDIBILITY, "cred")
    }

    fn caught(text: &str) -> Vec<usize> {
        let places = parse(text).unwrap();
        (0..6)
            .filter(|&at| places.holds(Some(at), 5))
            .map(|at| at + 1)
            .collect()
    }

    #[test]
    fn no_range_catches_the_unknown() {
        assert_eq!(caught("<=3"), [1, 2, 3]);
        assert_eq!(caught(">=2"), [2, 3, 4, 5]);
        assert_eq!(caught(">4"), [5]);
        assert_eq!(caught(">5"), [0; 0]);
        assert_eq!(caught("<1"), [0; 0]);
        assert_eq!(caught("4.."), [4, 5]);
        assert_eq!(caught("6"), [6]);
        assert_eq!(caught("=2"), [2]);
    }

    #[test]
    fn none_is_what_nobody_judged() {
        let none = parse("none").unwrap();
        assert!(none.holds(None, 5) && !none.holds(Some(5), 5));
        assert!(!parse("1..5").unwrap().holds(None, 5));
    }

    #[test]
    fn faults_say_what_to_write() {
        assert_eq!(
            parse("7").unwrap_err().message,
            "`7`: expected 1 to 6, a range, or `none`"
        );
        assert_eq!(
            parse("5..4").unwrap_err().hint.as_deref(),
            Some("did you mean `cred:4..5`?")
        );
        assert_eq!(
            parse("4..6").unwrap_err().hint.as_deref(),
            Some("ask for it by name: `cred:6`")
        );
        for text in ["", "..", "<", "<=6"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
