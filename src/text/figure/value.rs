//! One end of a figure: sign, currency, number, unit. Knows no ranges and no qualifiers.

use super::currency;
use super::number::{Form, Number, number};
use super::token::{Kind, Tokens};
use super::unit;
use crate::model::Unit;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    /// The number, without its sign.
    pub number: Number,
    /// What it counts, so far as it is printed next to it.
    pub unit: Unit,
    /// It is below zero.
    pub negative: bool,
    /// The unit stands before the number.
    pub prefixed: bool,
    /// The place after it.
    pub next: usize,
}

impl Value {
    /// The number as it is printed.
    pub(super) fn value(&self) -> f64 {
        self.signed(self.number.value())
    }

    /// The number as it is with the scale that stands at the other end of a range.
    pub(super) fn scaled_as(&self, other: &Self) -> f64 {
        self.signed(self.number.scaled_as(&other.number).value())
    }

    fn signed(&self, value: f64) -> f64 {
        if self.negative { -value } else { value }
    }

    /// Nothing but a number: no unit, no scale.
    pub(super) fn is_bare(&self) -> bool {
        self.unit == Unit::None
            && self.number.exponent == 0
            && self.number.times.is_none()
            && matches!(self.number.form, Form::Digits | Form::Words | Form::Slash)
    }
}

/// Returns the value that begins here.
pub(super) fn value(t: &Tokens<'_>, i: usize) -> Option<Value> {
    let (negative, at) = sign(t, i);
    let prefix = prefix(t, at);
    let start = prefix.as_ref().map_or(at, |(_, next)| *next);
    let mut number = number(t, start, prefix.is_some())?;
    let prefixed = prefix.is_some();
    let (unit, next) = match prefix {
        Some((unit, _)) => after_prefix(t, unit, &number),
        None => unit::after(t, &number, number.next)
            .or_else(|| after_fraction(t, &number))
            .unwrap_or((Unit::None, number.next)),
    };
    // `5G`, `15th`, `1980s`: digits that belong to a word.
    if t.is_glued(next) && t.kind(next) == Some(Kind::Word) {
        return None;
    }
    // `1.000 €`: money has no third decimal, and the sign behind it is the continental way.
    if let (Some(grouped), Unit::Currency(code), false) = (number.grouped, &unit, prefixed)
        && code != "USD"
    {
        number.base = grouped;
    }
    Some(Value {
        number,
        unit,
        negative,
        prefixed,
        next,
    })
}

fn sign(t: &Tokens<'_>, i: usize) -> (bool, usize) {
    match t.kind(i) {
        Some(Kind::Dash('-' | '−')) if !t.is_glued(i) && t.is_glued(i + 1) => (true, i + 1),
        Some(Kind::Sign('+')) if !t.is_glued(i) && t.is_glued(i + 1) => (false, i + 1),
        Some(Kind::Word) if t.word(i) == "minus" => (true, i + 1),
        _ => (false, i),
    }
}

fn prefix(t: &Tokens<'_>, i: usize) -> Option<(Unit, usize)> {
    match t.kind(i)? {
        Kind::Money(code) => Some((Unit::Currency(code.to_owned()), i + 1)),
        Kind::Word if t.word(i) == "kr" => Some((Unit::Thing("kr".to_owned()), i + 1)),
        Kind::Word => {
            currency::short(t.printed(i)).map(|code| (Unit::Currency(code.to_owned()), i + 1))
        }
        _ => None,
    }
}

/// `half a percentage point`, `a quarter of one percent`.
fn after_fraction(t: &Tokens<'_>, number: &Number) -> Option<(Unit, usize)> {
    let one = ["a", "of a", "of one"]
        .iter()
        .find_map(|words| t.phrase(number.next, words))?;
    unit::after(t, number, one).filter(|_| number.form == Form::Fraction)
}

/// `$5 billion USD`, `$5bn CAD`, `$5 billion dollars`: what follows may say which dollar.
fn after_prefix(t: &Tokens<'_>, unit: Unit, number: &Number) -> (Unit, usize) {
    match unit::after(t, number, number.next) {
        Some((Unit::Currency(code), next))
            if unit == Unit::Currency(code.clone())
                || (unit == Unit::Currency("USD".to_owned()) && code.ends_with('D')) =>
        {
            (Unit::Currency(code), next)
        }
        _ => (unit, number.next),
    }
}
