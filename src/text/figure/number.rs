//! A number in any form, and the thousand, million or billion behind it. Knows no units and no
//! qualifiers.

use super::fraction::{fraction, ratio};
use super::scale_word::{lone_scale, vague};
use super::token::{Kind, Tokens};
use super::words::words;

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `35`, `53.9bn`.
    Digits,
    /// `thirty-five billion`, `a dozen`.
    Words,
    /// `2/3`, which may be a date.
    Slash,
    /// `two-thirds`, `half`, `one in five`.
    Fraction,
    /// A scale word: `billions`, `dozens`, `several hundred`. The value is the size of one.
    Vague,
    /// A lone `billion`, as in `billion-dollar`.
    Scale,
}

/// A number and where it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Before its last scale: 35 of `35 billion`.
    pub base: f64,
    /// Of its last scale, the power of ten: 9 of `35 billion`.
    pub exponent: u32,
    /// How many one of them is: 12 of `three dozen`.
    pub times: Option<f64>,
    /// The base read the continental way, see [`super::literal::Digits`].
    pub grouped: Option<f64>,
    /// Of nothing but digits, how many.
    pub plain: usize,
    /// How it is printed.
    pub form: Form,
    /// The place after it.
    pub next: usize,
}

impl Number {
    pub(super) fn new(base: f64, form: Form, next: usize) -> Self {
        Self {
            base,
            exponent: 0,
            times: None,
            grouped: None,
            plain: 0,
            form,
            next,
        }
    }

    pub(super) fn value(&self) -> f64 {
        shift(self.base * self.times.unwrap_or(1.0), self.exponent)
    }

    /// The number with the scale of another, as the lower end of a range has it.
    pub(super) fn scaled_as(&self, other: &Self) -> Self {
        let plain = self.exponent == 0 && self.times.is_none();
        if plain && self.form != Form::Fraction {
            Self {
                exponent: other.exponent,
                times: other.times,
                ..*self
            }
        } else {
            *self
        }
    }
}

/// Moves the decimal point in the decimal text, so that 53.9 billion is exactly 53900000000.
pub(super) fn shift(base: f64, exponent: u32) -> f64 {
    if exponent == 0 {
        base
    } else {
        format!("{base}e{exponent}").parse().unwrap_or(base)
    }
}

/// Where a scale may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Anywhere after a number.
    Any,
    /// Glued to the digits, or after an amount of money: `5m`, `$5 m`.
    Glued,
    /// After an amount of money only: `$5t`, for `5t` may be tonnes.
    Money,
}

/// Word, power of ten, place.
const SCALES: &[(&str, u32, Place)] = &[
    ("hundred", 2, Place::Any),
    ("thousand", 3, Place::Any),
    ("k", 3, Place::Glued),
    ("lakh", 5, Place::Any),
    ("million", 6, Place::Any),
    ("millions", 6, Place::Any),
    ("m", 6, Place::Glued),
    ("mn", 6, Place::Any),
    ("mln", 6, Place::Any),
    ("mio", 6, Place::Any),
    ("millionen", 6, Place::Any),
    ("crore", 7, Place::Any),
    ("billion", 9, Place::Any),
    ("billions", 9, Place::Any),
    ("bn", 9, Place::Any),
    ("bln", 9, Place::Any),
    ("mrd", 9, Place::Any),
    ("milliarde", 9, Place::Any),
    ("milliarden", 9, Place::Any),
    ("b", 9, Place::Glued),
    ("trillion", 12, Place::Any),
    ("trillions", 12, Place::Any),
    ("tn", 12, Place::Any),
    ("trn", 12, Place::Any),
    ("trln", 12, Place::Any),
    ("t", 12, Place::Money),
    ("quadrillion", 15, Place::Any),
];

/// Returns the number that begins here; `money` tells that a currency stands before it.
pub(super) fn number(t: &Tokens<'_>, i: usize, money: bool) -> Option<Number> {
    match t.kind(i)? {
        Kind::Word => vague(t, i)
            .or_else(|| fraction(t, i))
            .or_else(|| ratio(t, i))
            .or_else(|| words(t, i))
            .or_else(|| lone_scale(t, i)),
        Kind::Number(_) => ratio(t, i).or_else(|| digits(t, i, money)),
        Kind::Slash(value) => Some(Number::new(value, Form::Slash, i + 1)),
        Kind::Vulgar(value) => Some(scaled(t, Number::new(value, Form::Fraction, i + 1), money)),
        _ => None,
    }
}

fn digits(t: &Tokens<'_>, i: usize, money: bool) -> Option<Number> {
    let Some(Kind::Number(digits)) = t.kind(i) else {
        return None;
    };
    let plain = Number {
        grouped: digits.grouped,
        plain: digits.plain,
        ..Number::new(digits.value, Form::Digits, i + 1)
    };
    let number = match t.kind(i + 1) {
        Some(Kind::Vulgar(part)) => Number {
            base: plain.base + part,
            next: i + 2,
            plain: 0,
            ..plain
        },
        _ => plain,
    };
    Some(scaled(
        t,
        and_a_half(t, scaled(t, and_a_half(t, number), money)),
        money,
    ))
}

/// `two and a half million`, `a million and a half`.
pub(super) fn and_a_half(t: &Tokens<'_>, number: Number) -> Number {
    match t.phrase(t.past_hyphen(number.next), "and a half") {
        Some(next) if number.base.fract() == 0.0 => Number {
            base: number.base + 0.5,
            plain: 0,
            next,
            ..number
        },
        _ => number,
    }
}

/// The number with the scales that follow it: `5 hundred million`, `$5bn`, `6-million`.
pub(super) fn scaled(t: &Tokens<'_>, mut number: Number, money: bool) -> Number {
    // Two in a row are all that is printed: `lakh crore`, `hundred thousand`.
    for _ in 0..2 {
        let at = t.past_hyphen(number.next);
        let Some(exponent) = scale(t, at, money) else {
            break;
        };
        number = Number {
            exponent: number.exponent + exponent,
            grouped: None,
            plain: 0,
            next: at + 1,
            ..number
        };
    }
    number
}

fn scale(t: &Tokens<'_>, i: usize, money: bool) -> Option<u32> {
    let word = t.word(i);
    let digits_before = i > 0 && matches!(t.kind(i - 1), Some(Kind::Number(_) | Kind::Vulgar(_)));
    SCALES.iter().find_map(|&(name, exponent, place)| {
        let fits = match place {
            Place::Any => true,
            Place::Glued => money || (digits_before && t.is_glued(i)),
            Place::Money => money && t.is_glued(i),
        };
        (fits && word == name).then_some(exponent)
    })
}

/// The power of ten of a scale in words.
pub(super) fn big_scale(word: &str) -> Option<u32> {
    SCALES
        .iter()
        .find(|row| row.0 == word && row.1 > 2 && row.2 == Place::Any && !word.ends_with('s'))
        .map(|row| row.1)
}
