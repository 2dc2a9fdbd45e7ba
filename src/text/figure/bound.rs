//! A number as a query writes it: `$1bn`, `15%`, `2.788m GPU hours`. Knows no queries.

use super::parse::parse;
use super::token::{Kind, Tokens};
use crate::model::Unit;

/// Returns the number and unit of a bound; none for ranges, hedges, scale words and nonsense.
#[must_use]
pub fn parse_bound(text: &str) -> Option<(f64, Unit)> {
    let text = text.trim();
    // `1e9`, `.5`, `-3`; a word such as `inf` is no number here.
    let numeric = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    if text.bytes().all(numeric)
        && let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite())
    {
        return Some((number, Unit::None));
    }
    let t = Tokens::new(text);
    let numbers = (0..t.len())
        .filter(|&i| {
            matches!(
                t.kind(i),
                Some(Kind::Number(_) | Kind::Code | Kind::Slash(_))
            )
        })
        .count();
    let amount = parse(text).filter(|_| numbers < 2)?;
    if amount.qualifier.is_some() || amount.period.is_some() || amount.low != amount.high {
        return None;
    }
    Some((amount.low?, amount.unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_as_queries_write_them() {
        let usd = || Unit::Currency("USD".to_owned());
        for (text, number, unit) in [
            ("1bn", 1e9, Unit::None),
            ("$1bn", 1e9, usd()),
            ("$1b", 1e9, usd()),
            ("15%", 15.0, Unit::Percent),
            ("15 percent", 15.0, Unit::Percent),
            ("2pp", 2.0, Unit::Points),
            ("50bp", 50.0, Unit::BasisPoints),
            ("80bn USD", 80e9, usd()),
            ("35", 35.0, Unit::None),
            ("2.788m", 2_788_000.0, Unit::None),
            ("53.9bn", 53_900_000_000.0, Unit::None),
            ("1e9", 1e9, Unit::None),
            (".5", 0.5, Unit::None),
            ("-5%", -5.0, Unit::Percent),
            ("1,000,000", 1e6, Unit::None),
            ("2025", 2025.0, Unit::None),
            (
                "2.788m GPU hours",
                2_788_000.0,
                Unit::Thing("GPU hours".to_owned()),
            ),
        ] {
            assert_eq!(parse_bound(text), Some((number, unit)), "{text}");
        }
    }

    #[test]
    fn no_bound() {
        for text in [
            "",
            "bn",
            "35-40bn",
            "more than 5",
            "billions",
            "inf",
            "NaN",
            "5 a year",
            "10:30",
            "1e999",
            "5 and 6",
        ] {
            assert_eq!(parse_bound(text), None, "{text}");
        }
    }
}
