//! A number in digits, in words, as a fraction, or as a scale word; with the thousand, million or
//! billion behind it. Knows no units and no qualifiers.

use super::token::{Kind, Tokens};

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
    fn new(base: f64, form: Form, next: usize) -> Self {
        Self { base, exponent: 0, grouped: None, plain: 0, form, next }
    }

    pub(super) fn value(&self) -> f64 {
        shift(self.base, self.exponent)
    }
}

/// Moves the decimal point in the decimal text, so that 53.9 billion is exactly 53900000000.
pub(super) fn shift(base: f64, exponent: u32) -> f64 {
    if exponent == 0 { base } else { format!("{base}e{exponent}").parse().unwrap_or(base) }
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
    ("crore", 7, Place::Any),
    ("billion", 9, Place::Any),
    ("billions", 9, Place::Any),
    ("bn", 9, Place::Any),
    ("bln", 9, Place::Any),
    ("mrd", 9, Place::Any),
    ("b", 9, Place::Glued),
    ("trillion", 12, Place::Any),
    ("trillions", 12, Place::Any),
    ("tn", 12, Place::Any),
    ("trn", 12, Place::Any),
    ("trln", 12, Place::Any),
    ("t", 12, Place::Money),
    ("quadrillion", 15, Place::Any),
];

const SMALL: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];

const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

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

const PARTS: &[(&str, &str, f64)] = &[
    ("half", "halves", 2.0),
    ("third", "thirds", 3.0),
    ("quarter", "quarters", 4.0),
    ("fifth", "fifths", 5.0),
    ("sixth", "sixths", 6.0),
    ("seventh", "sevenths", 7.0),
    ("eighth", "eighths", 8.0),
    ("ninth", "ninths", 9.0),
    ("tenth", "tenths", 10.0),
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
    let Some(Kind::Number(digits)) = t.kind(i) else { return None };
    let plain = Number {
        grouped: digits.grouped,
        plain: digits.plain,
        ..Number::new(digits.value, Form::Digits, i + 1)
    };
    let number = match t.kind(i + 1) {
        Some(Kind::Vulgar(part)) => Number { base: plain.base + part, next: i + 2, plain: 0, ..plain },
        _ => plain,
    };
    Some(scaled(t, and_a_half(t, scaled(t, and_a_half(t, number), money)), money))
}

/// `two and a half million`, `a million and a half`.
fn and_a_half(t: &Tokens<'_>, number: Number) -> Number {
    match t.phrase(number.next, "and a half") {
        Some(next) if number.base.fract() == 0.0 => {
            Number { base: number.base + 0.5, plain: 0, next, ..number }
        }
        _ => number,
    }
}

/// The number with the scales that follow it: `5 hundred million`, `$5bn`, `6-million`.
fn scaled(t: &Tokens<'_>, mut number: Number, money: bool) -> Number {
    // Two in a row are all that is printed: `lakh crore`, `hundred thousand`.
    for _ in 0..2 {
        let at = t.past_hyphen(number.next);
        let Some(exponent) = scale(t, at, money) else { break };
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

/// A number written out: what is `done`, and a base with its scale that may still grow.
fn words(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let article = matches!(t.word(i), "a" | "an");
    if article && !GROUPS.iter().any(|row| row.0 == t.word(i + 1) && row.2 > 10.0) {
        return None;
    }
    let start = i + usize::from(article);
    let (mut done, mut base, mut exponent) = (0.0, if article { 1.0 } else { 0.0 }, 0);
    let mut at = start;
    // A number of more words than this is no number in the news.
    for _ in 0..16 {
        let here = t.past_hyphen(at);
        let word = t.word(here);
        if let Some(small) = small_number(word) {
            if exponent > 0 {
                (done, base, exponent) = (done + shift(base, exponent), small, 0);
            } else if at == start || fits(base, small) {
                base += small;
            } else {
                break;
            }
        } else if at == start && !article {
            return None;
        } else if word == "hundred" && exponent == 0 && (1.0..100.0).contains(&base) {
            base *= 100.0;
        } else if let Some(size) = dozen(word).filter(|_| exponent == 0 && base < 100.0) {
            return Some(Number::new(base * size, Form::Words, here + 1));
        } else if let Some(more) = big_scale(word) {
            if exponent == 0 && done < shift(1.0, more) {
                // `two thousand five hundred million`.
                (done, base) = (0.0, done + base);
            }
            exponent += more;
        } else if word == "and" && goes_on(t, here + 1, base, exponent) {
            at = here + 1;
            continue;
        } else {
            break;
        }
        at = here + 1;
    }
    let number = Number { exponent, ..Number::new(base, Form::Words, at) };
    if done > 0.0 {
        return Some(Number { base: done + number.value(), exponent: 0, ..number });
    }
    let half = and_a_half(t, number);
    Some(if half == number { number } else { scaled(t, half, false) })
}

fn dozen(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "score" => Some(20.0),
        _ => None,
    }
}

/// `hundred and five`, `thousand and twenty`: not the `and` of a list.
fn goes_on(t: &Tokens<'_>, i: usize, base: f64, exponent: u32) -> bool {
    let round = exponent > 0 || (base >= 100.0 && base % 100.0 == 0.0);
    round && small_number(t.word(i)).is_some()
}

/// Ones go after tens, tens after hundreds.
fn fits(base: f64, small: f64) -> bool {
    let rest = base % 100.0;
    if small < 10.0 {
        small > 0.0 && (rest == 0.0 || (rest >= 20.0 && rest % 10.0 == 0.0))
    } else {
        rest == 0.0
    }
}

fn small_number(word: &str) -> Option<f64> {
    let position = |list: &[&str]| list.iter().position(|&name| name == word);
    let number = position(SMALL).or_else(|| position(TENS).map(|at| 20 + at * 10))?;
    u32::try_from(number).ok().map(f64::from)
}

fn big_scale(word: &str) -> Option<u32> {
    SCALES
        .iter()
        .find(|row| row.0 == word && row.1 > 2 && row.2 == Place::Any && !word.ends_with('s'))
        .map(|row| row.1)
}

fn lone_scale(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let word = t.word(i);
    let exponent = big_scale(word).filter(|_| GROUPS.iter().any(|row| row.0 == word))?;
    Some(Number { exponent, ..Number::new(1.0, Form::Scale, i + 1) })
}

/// `billions`, `tens of thousands`, `several hundred million`, `multibillion`.
fn vague(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let size = |at: usize, plural: bool| {
        let word = t.word(at);
        GROUPS.iter().find(|row| word == if plural { row.1 } else { row.0 }).map(|row| row.2)
    };
    let found = |size: f64, next: usize| Some(Number::new(size, Form::Vague, next));
    if let Some(first) = size(i, true) {
        let second = if t.word(i + 1) == "of" { size(i + 2, true) } else { None };
        return second.map_or_else(|| found(first, i + 1), |second| found(first * second, i + 3));
    }
    if let Some(rest) = t.word(i).strip_prefix("multi") {
        let at = if rest.is_empty() { t.past_hyphen(i + 1) } else { i };
        let scale = if rest.is_empty() { t.word(at) } else { rest };
        let size = GROUPS.iter().find(|row| row.0 == scale && row.2 >= 1e6)?.2;
        return (at > i || !rest.is_empty()).then(|| Number::new(size, Form::Vague, at + 1));
    }
    let few = ["a few", "several", "many", "a couple of", "a couple", "few", "couple of", "couple"]
        .iter()
        .find_map(|words| t.phrase(i, words))?;
    let first = size(few, false).or_else(|| size(few, true)).filter(|&size| size > 10.0)?;
    // `several hundred thousand`.
    match size(few + 1, false).filter(|&second| second >= 1e3 && first < second) {
        Some(second) => found(first * second, few + 2),
        None => found(first, few + 1),
    }
}

/// `half`, `half a dozen`, `two-thirds`, `a quarter of a million`.
fn fraction(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let half = if t.word(i) == "half" {
        Some(i + 1)
    } else {
        t.phrase(i, "a half").or_else(|| t.phrase(i, "one half"))
    };
    if let Some(next) = half {
        let part = Number::new(0.5, Form::Fraction, next);
        return Some(of_a_group(t, part).unwrap_or(part));
    }
    let over = if t.word(i) == "a" { 1.0 } else { small_number(t.word(i)).filter(|&n| n > 0.0)? };
    let at = t.past_hyphen(i + 1);
    let word = t.word(at);
    let under = PARTS.iter().find(|row| word == if over > 1.0 { row.1 } else { row.0 })?.2;
    let part = Number::new(over / under, Form::Fraction, at + 1);
    Some(of_a_group(t, part).unwrap_or(part))
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
    let (_, _, size) = GROUPS.iter().find(|row| row.0 == word && row.2 > 10.0)?;
    Some(match big_scale(word) {
        Some(exponent) => Number { exponent, form: Form::Words, next: at + 1, ..part },
        None => Number::new(part.base * size, Form::Words, at + 1),
    })
}

/// `one in five`, `nine out of 10`.
fn ratio(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let at = t.phrase(i + 1, "out of").or_else(|| t.phrase(i + 1, "in"))?;
    let (over, under) = (count(t, i)?, count(t, at)?);
    let usual = t.word(i + 1) == "out"
        || (over < 10.0 && [3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 50.0, 100.0, 1000.0].contains(&under));
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
