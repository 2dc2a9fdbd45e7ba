//! Scale words, which say how large and not how many: `billions`, `several hundred`. They measure
//! nothing. Knows no numbers.

use super::number::{Form, Number, big_scale};
use super::token::Tokens;

/// Words that are so many of something, in the singular and in the plural.
const GROUPS: &[(&str, &str, f64)] = &[
    ("ten", "tens", 1e1),
    ("dozen", "dozens", 12.0),
    ("score", "scores", 20.0),
    ("hundred", "hundreds", 1e2),
    ("thousand", "thousands", 1e3),
    ("million", "millions", 1e6),
    ("billion", "billions", 1e9),
    ("trillion", "trillions", 1e12),
];

/// Before a scale, how many nobody says; longer phrases first.
const FEW: &[&str] = &[
    "a few",
    "a couple of",
    "a couple",
    "few",
    "couple of",
    "couple",
    "several",
    "many",
];

/// How many one of these is, in the singular: `dozen`, `million`; more than ten.
pub(super) fn group(word: &str) -> Option<f64> {
    GROUPS
        .iter()
        .find(|row| row.0 == word && row.2 > 10.0)
        .map(|row| row.2)
}

/// A lone `billion`.
pub(super) fn lone_scale(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let word = t.word(i);
    let exponent = big_scale(word).filter(|_| GROUPS.iter().any(|row| row.0 == word))?;
    Some(Number {
        exponent,
        ..Number::new(1.0, Form::Scale, i + 1)
    })
}

/// `billions`, `tens of thousands`, `several hundred million`, `multibillion`.
pub(super) fn vague(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let size = |at: usize, plural: bool| {
        let word = t.word(at);
        GROUPS
            .iter()
            .find(|row| word == if plural { row.1 } else { row.0 })
            .map(|row| row.2)
    };
    let found = |size: f64, next: usize| Some(Number::new(size, Form::Vague, next));
    if let Some(first) = size(i, true) {
        let second = if t.word(i + 1) == "of" {
            size(i + 2, true)
        } else {
            None
        };
        return second.map_or_else(
            || found(first, i + 1),
            |second| found(first * second, i + 3),
        );
    }
    if let Some(rest) = t.word(i).strip_prefix("multi") {
        let (scale, next) = match rest {
            "" => (t.word(t.past_hyphen(i + 1)), t.past_hyphen(i + 1) + 1),
            rest => (rest, i + 1),
        };
        return found(group(scale).filter(|&size| size >= 1e6)?, next);
    }
    let few = FEW.iter().find_map(|words| t.phrase(i, words))?;
    let first = size(few, false)
        .or_else(|| size(few, true))
        .filter(|&size| size > 10.0)?;
    // `several hundred thousand`.
    match size(few + 1, false).filter(|&second| second >= 1e3 && first < second) {
        Some(second) => found(first * second, few + 2),
        None => found(first, few + 1),
    }
}
