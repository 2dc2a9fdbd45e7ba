//! What stands behind a number: percent, points, a currency, a measure. Knows no numbers.

use super::currency;
use super::number::{Form, Number};
use super::token::{Kind, Tokens, is_one_of};
use crate::model::Unit;

/// Words and unit; longer phrases first.
const WORDS: &[(&str, Unit)] = &[
    ("percentage points", Unit::Points),
    ("percentage point", Unit::Points),
    ("percent points", Unit::Points),
    ("pct points", Unit::Points),
    ("pp", Unit::Points),
    ("ppt", Unit::Points),
    ("percent", Unit::Percent),
    ("per cent", Unit::Percent),
    ("pct", Unit::Percent),
    ("pc", Unit::Percent),
    ("basis points", Unit::BasisPoints),
    ("basis point", Unit::BasisPoints),
    ("bps", Unit::BasisPoints),
    ("bp", Unit::BasisPoints),
];

/// Abbreviated measures, as printed.
const MEASURES: &str = "\
    kg km cm mm ft lb lbs oz mg ml ha mph kW kWh MW MWh GW GWh TW TWh MB GB TB PB Hz MHz \
    GHz bpd times";

/// Returns the unit that follows a number, and the place after it.
pub(super) fn after(t: &Tokens<'_>, number: &Number, i: usize) -> Option<(Unit, usize)> {
    let at = t.past_hyphen(i);
    if t.is_sign(at, '%') || t.is_sign(at, '％') {
        let points = t.past_hyphen(at + 1);
        return Some(match t.word(points) {
            "points" | "point" | "pts" => (Unit::Points, points + 1),
            _ => (Unit::Percent, at + 1),
        });
    }
    if let Some(found) = WORDS
        .iter()
        .find_map(|(words, unit)| t.phrase(at, words).map(|next| (unit.clone(), next)))
    {
        return Some(found);
    }
    money(t, number, at).or_else(|| measure(t, at))
}

/// Returns the currency that follows a number, and the place after it.
fn money(t: &Tokens<'_>, number: &Number, i: usize) -> Option<(Unit, usize)> {
    let code = |code: &str, next: usize| Some((Unit::Currency(code.to_owned()), next));
    // `Mio. €`.
    let dot = i > 0 && t.is_sign(i, '.') && is_one_of("mio mrd mn bn mln bln", t.word(i - 1));
    let i = i + usize::from(dot);
    if let Some(Kind::Money(sign)) = t.kind(i) {
        // In `5 $6` the sign belongs to what follows it.
        let belongs_here = !(t.is_glued(i + 1) && matches!(t.kind(i + 1), Some(Kind::Number(_))));
        return if belongs_here {
            code(sign, i + 1)
        } else {
            None
        };
    }
    if let Some(short) = currency::short(t.printed(i)) {
        return code(short, i + 1);
    }
    match t.word(i) {
        "kr" => return Some((Unit::Thing("kr".to_owned()), i + 1)),
        // Elsewhere it is a verb.
        "won" if number.exponent >= 6 => return code("KRW", i + 1),
        _ => {}
    }
    let of = usize::from(t.word(i) == "of" && matches!(number.form, Form::Vague | Form::Scale));
    let (name, next) = currency::name(t, i + of)?;
    code(name, next)
}

fn measure(t: &Tokens<'_>, i: usize) -> Option<(Unit, usize)> {
    if t.is_sign(i, '°') && matches!(t.printed(i + 1), "C" | "F") {
        return Some((Unit::Thing(format!("°{}", t.printed(i + 1))), i + 2));
    }
    let printed = t.printed(i);
    if is_one_of(MEASURES, printed) {
        return Some((Unit::Thing(printed.to_owned()), i + 1));
    }
    // `10x` and `10-fold` are ten times.
    (t.is_glued(i) && matches!(printed, "x" | "fold"))
        .then(|| (Unit::Thing("times".to_owned()), i + 1))
}
