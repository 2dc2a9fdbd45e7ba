//! Shares of a whole: `half`, `two-thirds`, `one in five`, and of a group: `half a dozen`. Knows no
//! percent.

use super::number::{Form, Number, big_scale};
use super::scale_word::group;
use super::token::{Kind, Tokens};
use super::words::small_number;

const PARTS: &[(&str, &str, f64)] = &[
    ("half", "halves", 2.0),
    ("third", "thirds", 3.0),
    ("quarter", "quarters", 4.0),
    ("fourth", "fourths", 4.0),
    ("fifth", "fifths", 5.0),
    ("sixth", "sixths", 6.0),
    ("seventh", "sevenths", 7.0),
    ("eighth", "eighths", 8.0),
    ("ninth", "ninths", 9.0),
    ("tenth", "tenths", 10.0),
];

/// `half`, `half a dozen`, `two-thirds`, `a quarter of a million`.
pub(super) fn fraction(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let half = if t.word(i) == "half" {
        Some(i + 1)
    } else {
        t.phrase(i, "a half").or_else(|| t.phrase(i, "one half"))
    };
    if let Some(next) = half {
        let part = Number::new(0.5, Form::Fraction, next);
        return Some(of_a_group(t, part).unwrap_or(part));
    }
    if let Some(under) = part(t.word(i), false) {
        // `quarter of a million`; alone it is a place in a row.
        return of_a_group(t, Number::new(1.0 / under, Form::Fraction, i + 1));
    }
    let over = if t.word(i) == "a" {
        1.0
    } else {
        small_number(t.word(i)).filter(|&n| n > 0.0)?
    };
    let at = t.past_hyphen(i + 1);
    let under = part(t.word(at), over > 1.0)?;
    let share = Number::new(over / under, Form::Fraction, at + 1);
    Some(of_a_group(t, share).unwrap_or(share))
}

fn part(word: &str, plural: bool) -> Option<f64> {
    PARTS
        .iter()
        .find(|row| word == if plural { row.1 } else { row.0 })
        .map(|row| row.2)
}

/// `half a dozen`, `half-million`, `a quarter of a million`.
fn of_a_group(t: &Tokens<'_>, part: Number) -> Option<Number> {
    let mut at = t.past_hyphen(part.next);
    if t.word(at) == "of" && matches!(t.word(at + 1), "a" | "one") {
        at += 1;
    }
    if matches!(t.word(at), "a" | "one") {
        at = t.past_hyphen(at + 1);
    }
    let word = t.word(at);
    let size = group(word)?;
    Some(match big_scale(word) {
        Some(exponent) => Number {
            exponent,
            form: Form::Words,
            next: at + 1,
            ..part
        },
        None => Number::new(part.base * size, Form::Words, at + 1),
    })
}

/// `one in five`, `nine out of 10`.
pub(super) fn ratio(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let at = t
        .phrase(i + 1, "out of")
        .or_else(|| t.phrase(i + 1, "in"))?;
    let (over, under) = (count(t, i)?, count(t, at)?);
    let usual = t.word(i + 1) == "out"
        || (over < 10.0
            && [3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 50.0, 100.0, 1000.0].contains(&under));
    (usual && over > 0.0 && over < under).then(|| Number::new(over / under, Form::Fraction, at + 1))
}

/// A whole number in one piece.
fn count(t: &Tokens<'_>, i: usize) -> Option<f64> {
    match t.kind(i)? {
        Kind::Number(digits) if digits.value.fract() == 0.0 => Some(digits.value),
        Kind::Word => small_number(t.word(i)),
        _ => None,
    }
}
