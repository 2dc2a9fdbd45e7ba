//! The compact normal form of a figure: `at least 10bn USD a year`, `35bn–40bn USD`, `15%`.
//!
//! Knows no screens. What is shown reads back as the same amount, unless a fraction had to be
//! rounded to three decimals.

use crate::model::{Amount, Unit};

/// Size and word of a scale word, largest first.
const SCALE_WORDS: &[(f64, &str)] = &[
    (1e14, "hundreds of trillions"),
    (1e13, "tens of trillions"),
    (1e12, "trillions"),
    (1e11, "hundreds of billions"),
    (1e10, "tens of billions"),
    (1e9, "billions"),
    (1e8, "hundreds of millions"),
    (1e7, "tens of millions"),
    (1e6, "millions"),
    (1e5, "hundreds of thousands"),
    (1e4, "tens of thousands"),
    (1e3, "thousands"),
    (1e2, "hundreds"),
    (20.0, "scores"),
    (12.0, "dozens"),
    (10.0, "tens"),
];

/// Size and suffix of a large number; below the smallest it is written out.
const SUFFIXES: &[(f64, &str)] = &[(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")];

/// Returns the compact normal form of an amount.
#[must_use]
pub fn shown(amount: &Amount) -> String {
    let mut out = String::new();
    if let Some(qualifier) = amount.qualifier {
        out.push_str(&qualifier.word().replace('-', " "));
        out.push(' ');
    }
    match (amount.low, amount.high, amount.scale) {
        (Some(low), Some(high), _) if low < high => {
            out.push_str(&shown_number(low));
            out.push('–');
            out.push_str(&shown_number(high));
        }
        (Some(only), ..) | (None, Some(only), _) => out.push_str(&shown_number(only)),
        (None, None, Some(scale)) => out.push_str(scale_word(scale)),
        (None, None, None) => out.push('?'),
    }
    match &amount.unit {
        Unit::None => {}
        Unit::Percent => out.push('%'),
        Unit::Points => out.push_str(" percentage points"),
        unit => {
            out.push(' ');
            out.push_str(&unit.to_string());
        }
    }
    if let Some(period) = &amount.period {
        out.push_str(if period.starts_with('/') { "" } else { " " });
        out.push_str(period);
    }
    out
}

/// Returns a number with `k`, `m`, `bn` or `tn` where that loses nothing: `53.9bn`, `1,234,567`.
#[must_use]
pub fn shown_number(number: f64) -> String {
    let size = number.abs();
    if size >= 10_000.0
        && let Some((unit, suffix)) = SUFFIXES.iter().find(|(unit, _)| size >= *unit)
    {
        let short = format!("{}", number / unit);
        let decimals = short
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        if decimals <= 3 && short.len() <= 12 {
            return short + suffix;
        }
    }
    if number.fract() != 0.0 {
        let rounded = format!("{number:.3}");
        return rounded
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned();
    }
    if size < 10_000.0 {
        format!("{number}")
    } else {
        grouped(&format!("{number}"))
    }
}

/// Whole digits in groups of three.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn scale_word(scale: f64) -> &'static str {
    SCALE_WORDS
        .iter()
        .find(|(size, _)| scale >= *size)
        .map_or("some", |row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        for (number, shown) in [
            (0.0, "0"),
            (15.0, "15"),
            (2025.0, "2025"),
            (40_000.0, "40k"),
            (53_900_000_000.0, "53.9bn"),
            (2_788_000.0, "2.788m"),
            (1e12, "1tn"),
            (1_234_567.0, "1,234,567"),
            (-5.5, "-5.5"),
            (2.0 / 3.0, "0.667"),
            (-1_234_567.0, "-1,234,567"),
            (12_345.5, "12345.5"),
        ] {
            assert_eq!(shown_number(number), shown);
        }
    }
}
