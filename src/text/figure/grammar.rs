//! A whole figure: qualifier, one value or two, qualifier. Knows what belongs together, not
//! whether it is a figure in running text.

use super::number::Form;
use super::qualifier;
use super::token::{Kind, Tokens};
use super::unit;
use super::value::{Value, value};
use crate::model::{Amount, Qualifier, Unit};

/// A figure and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed {
    /// Its first piece, which may be of the qualifier.
    pub start: usize,
    /// The first piece of its first value.
    pub core: usize,
    /// The place after it, without a period.
    pub next: usize,
    /// The value, or the lower end.
    pub first: Value,
    /// The upper end.
    pub second: Option<Value>,
    /// What joins the two ends.
    pub joint: Option<Joint>,
    /// How it is hedged.
    pub qualifier: Option<Qualifier>,
    /// Its unit, also when only one end has it.
    pub unit: Unit,
}

/// What joins the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// A dash.
    Dash,
    /// `to`, `and`, `or`.
    Word,
}

impl Parsed {
    /// The two ends, as printed.
    pub(super) fn ends(&self) -> (f64, f64) {
        let Some(second) = &self.second else {
            return (self.first.value(), self.first.value());
        };
        let (low, high) = (self.first.scaled_as(second), second.value());
        // `200 to 5 million` starts at 200.
        (if low <= high { low } else { self.first.value() }, high)
    }

    /// Tells that the second end is below the first.
    pub(super) fn descends(&self) -> bool {
        let (low, high) = self.ends();
        low > high
    }

    /// Nothing but numbers: no unit, no scale.
    pub(super) fn is_bare(&self) -> bool {
        self.unit == Unit::None
            && self.first.is_bare()
            && self.second.as_ref().is_none_or(Value::is_bare)
    }

    /// The same figure without its second end.
    pub(super) fn first_only(self) -> Self {
        Self {
            next: self.first.next,
            unit: self.first.unit.clone(),
            second: None,
            joint: None,
            ..self
        }
    }

    /// What it amounts to, without a period.
    pub(super) fn amount(&self) -> Amount {
        let base = Amount {
            unit: self.unit.clone(),
            qualifier: self.qualifier,
            ..Amount::default()
        };
        if self.first.number.form == Form::Vague {
            return Amount {
                scale: Some(self.first.number.base),
                ..base
            };
        }
        let (a, b) = self.ends();
        Amount {
            low: Some(a.min(b)),
            high: Some(a.max(b)),
            ..base
        }
    }
}

/// Returns the figure that begins at this piece.
pub(super) fn figure(t: &Tokens<'_>, start: usize) -> Option<Parsed> {
    let (mut qualifier, at) = qualifier::before(t, start);
    let between = t.word(at) == "between";
    let at = at + usize::from(between);
    let article = qualifier.is_some() && matches!(t.word(at), "a" | "an" | "the");
    let (core, first) = match value(t, at) {
        Some(first) => (at, first),
        None if article => (at + 1, value(t, at + 1)?),
        None => return None,
    };
    let (second, joint) = match second(t, &first, between) {
        Some((second, joint)) => (Some(second), Some(joint)),
        None if between => return None,
        None => (None, None),
    };
    let last = second.as_ref().unwrap_or(&first);
    let mut next = last.next;
    let mut unit = if second.is_some() && first.unit == Unit::None {
        last.unit.clone()
    } else {
        first.unit.clone()
    };
    if let Some((found, after)) = qualifier::after(t, next) {
        (qualifier, next) = (Some(found), after);
        if unit == Unit::None
            && let Some((found, after)) = unit::after(t, &last.number, next)
        {
            (unit, next) = (found, after);
        }
    }
    Some(Parsed {
        start,
        core,
        next,
        first,
        second,
        joint,
        qualifier,
        unit,
    })
}

/// The upper end of a range, when the two ends fit together.
fn second(t: &Tokens<'_>, first: &Value, between: bool) -> Option<(Value, Joint)> {
    let (at, joint) = joint(t, first.next, between)?;
    let second = value(t, at)?;
    let exact = |value: &Value| !matches!(value.number.form, Form::Vague | Form::Scale);
    let units = match (&first.unit, &second.unit) {
        (a, b) if a == b => true,
        (Unit::None, _) => !second.prefixed,
        (_, Unit::None) => first.prefixed,
        _ => false,
    };
    // `two or three`, but `five or 10:30` and `3 or $5` are no ranges.
    let or = t.word(at - 1) == "or";
    let close = !or || (first.is_bare() && second.value() > first.value());
    (units && close && exact(first) && exact(&second)).then_some((second, joint))
}

/// The place after what joins two ends. A dash has a space on both sides or on none, an em dash none:
/// with spaces it is punctuation.
fn joint(t: &Tokens<'_>, i: usize, between: bool) -> Option<(usize, Joint)> {
    if let Some(Kind::Dash(dash)) = t.kind(i) {
        let inside = t.past_hyphen(i);
        if inside > i && t.word(inside) == "to" {
            return Some((t.past_hyphen(inside + 1), Joint::Word));
        }
        let even = t.is_glued(i) == t.is_glued(i + 1);
        let punctuation = matches!(dash, '—' | '―') && !t.is_glued(i);
        return (even && !punctuation && !between).then_some((i + 1, Joint::Dash));
    }
    match t.word(i) {
        "and" if between => Some((i + 1, Joint::Word)),
        "to" | "or" if !between => Some((i + 1, Joint::Word)),
        _ => None,
    }
}
