//! Values that figures are held to: a printed number with its unit, or a unit alone. A figure is
//! taken as printed; a qualifier never extends it.

use super::Piece;
use crate::model::{Amount, Qualifier, Unit};
use crate::query::Problem;
use crate::text::figure::{self, parse_bound};
use crate::text::fold::fold;

/// How the number compares with the figure.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Compare {
    Above(f64),
    From(f64),
    Below(f64),
    UpTo(f64),
    Between(f64, f64),
}

/// A test of one figure by its number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FigureTest {
    compare: Compare,
    unit: Unit,
}

/// A test of one figure by its unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnitTest(Unit);

const EXPECTED: &str = "expected a number, as in >1bn, <=$40bn, >15% or 35bn..40bn";

impl FigureTest {
    /// Reads `>1bn`, `=$6m`, `35bn..40bn`.
    ///
    /// # Errors
    /// What is no number; a range that runs backwards or has two units.
    pub(crate) fn parse(piece: &Piece) -> Result<Self, Problem> {
        let typed = piece.text.trim();
        if let Some((from, to)) = typed.split_once("..") {
            return range(piece, from.trim(), to.trim());
        }
        let signs = ["<=", ">=", "<", ">", "="];
        let sign = signs.into_iter().find(|sign| typed.starts_with(sign));
        let sign = sign.unwrap_or_default();
        let (value, unit) = bound(piece, typed[sign.len()..].trim())?;
        let compare = match sign {
            ">" => Compare::Above(value),
            ">=" => Compare::From(value),
            "<" => Compare::Below(value),
            "<=" => Compare::UpTo(value),
            _ => Compare::Between(value, value),
        };
        Ok(Self { compare, unit })
    }

    /// Tells that the figure passes. A scale word never does: it measures nothing.
    pub(crate) fn holds(&self, amount: &Amount) -> bool {
        let (Some(low), Some(high)) = (amount.low.or(amount.high), amount.high.or(amount.low))
        else {
            return false;
        };
        !amount.is_scale_word()
            && self.fits(&amount.unit)
            && self.compare.holds(low, high, amount.qualifier)
    }

    /// Returns what it asks for, for reading.
    pub(crate) fn shown(&self) -> String {
        let number = |value: f64| {
            figure::shown(&Amount {
                low: Some(value),
                high: Some(value),
                unit: self.unit.clone(),
                ..Amount::default()
            })
        };
        let any = match self.unit {
            Unit::None => ", in any unit but % and points",
            _ => "",
        };
        let asks = match self.compare {
            Compare::Above(value) => format!("more than {}", number(value)),
            Compare::From(value) => format!("{} or more", number(value)),
            Compare::Below(value) => format!("less than {}", number(value)),
            Compare::UpTo(value) => format!("{} or less", number(value)),
            Compare::Between(from, to) if equal(from, to) => number(from),
            Compare::Between(from, to) => format!("{} to {}", number(from), number(to)),
        };
        format!("{asks}{any}")
    }

    fn fits(&self, unit: &Unit) -> bool {
        match &self.unit {
            Unit::None => !matches!(unit, Unit::Percent | Unit::Points | Unit::BasisPoints),
            asked => same(asked, unit),
        }
    }
}

impl Compare {
    /// "More than 100bn" is above 100bn by its own word, and "less than" below; nothing else of a
    /// qualifier counts.
    fn holds(self, low: f64, high: f64, qualifier: Option<Qualifier>) -> bool {
        let says = |word| qualifier == Some(word);
        match self {
            Self::Above(value) => {
                above(high, value) || (equal(high, value) && says(Qualifier::MoreThan))
            }
            Self::From(value) => !above(value, high),
            Self::Below(value) => {
                above(value, low) || (equal(low, value) && says(Qualifier::LessThan))
            }
            Self::UpTo(value) => !above(low, value),
            Self::Between(from, to) => !above(from, high) && !above(low, to),
        }
    }
}

impl UnitTest {
    /// Reads `USD`, `$`, `%`, `points`, `GPU hours`, `none`.
    ///
    /// # Errors
    /// An empty value.
    pub(crate) fn parse(piece: &Piece) -> Result<Self, Problem> {
        let typed = piece.text.trim();
        if typed.is_empty() {
            return Err(piece.problem("a unit was expected, as in USD, %, points or GPU hours"));
        }
        let unit = match Unit::parse(typed) {
            Unit::Thing(thing) => {
                // `$` and `usd` are the unit that they give a number.
                let of_number = [format!("{thing}1"), format!("1 {}", thing.to_uppercase())];
                let units = of_number.iter().filter_map(|text| parse_bound(text));
                let mut money = units
                    .map(|(_, unit)| unit)
                    .filter(|unit| matches!(unit, Unit::Currency(_)));
                money.next().unwrap_or(Unit::Thing(thing))
            }
            unit => unit,
        };
        Ok(Self(unit))
    }

    /// Tells that the figure has the unit; a scale word may ("billions of dollars").
    pub(crate) fn holds(&self, amount: &Amount) -> bool {
        same(&self.0, &amount.unit)
    }
}

fn same(asked: &Unit, unit: &Unit) -> bool {
    match (asked, unit) {
        (Unit::Thing(asked), Unit::Thing(unit)) => {
            let (asked, unit) = (fold(asked), fold(unit));
            unit.split(' ')
                .zip(asked.split(' '))
                .all(|(word, typed)| word.starts_with(typed))
                && unit.split(' ').count() >= asked.split(' ').count()
        }
        (asked, unit) => asked == unit,
    }
}

/// Scaling leaves dust in the last digits: 2.788m is not exactly 2,788,000.
fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn above(a: f64, b: f64) -> bool {
    a > b && !equal(a, b)
}

fn bound(piece: &Piece, text: &str) -> Result<(f64, Unit), Problem> {
    if text.is_empty() {
        return Err(piece.problem(EXPECTED));
    }
    let scaled = parse_bound(text).filter(|(value, _)| value.is_finite());
    scaled.ok_or_else(|| piece.problem(format!("`{text}`: {EXPECTED}")))
}

fn range(piece: &Piece, from: &str, to: &str) -> Result<FigureTest, Problem> {
    let (compare, unit) = match (from, to) {
        ("", "") => return Err(piece.problem(EXPECTED)),
        ("", to) => {
            let (high, unit) = bound(piece, to)?;
            (Compare::UpTo(high), unit)
        }
        (from, "") => {
            let (low, unit) = bound(piece, from)?;
            (Compare::From(low), unit)
        }
        (from, to) => {
            let (high, high_unit) = bound(piece, to)?;
            let (low, low_unit) = bound(piece, &with_scale_of(from, to))?;
            let unit = match (low_unit, high_unit) {
                (Unit::None, unit) | (unit, Unit::None) => unit,
                (low, high) if low == high => low,
                (low, high) => {
                    return Err(
                        piece.problem(format!("a range in one unit was expected: {low}, {high}"))
                    );
                }
            };
            if above(low, high) {
                let hint = format!("did you mean `{to}..{from}`?");
                return Err(piece.problem("the range runs backwards").hint(hint));
            }
            (Compare::Between(low, high), unit)
        }
    };
    Ok(FigureTest { compare, unit })
}

/// `35..40bn` is meant as it would be printed: 35 billion to 40 billion.
fn with_scale_of(from: &str, to: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || ".,".contains(c);
    let scale = to.rsplit(number).next().unwrap_or_default();
    let bare = from.ends_with(|c: char| c.is_ascii_digit());
    if bare {
        format!("{from}{scale}")
    } else {
        from.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Figure;
    use crate::text::figure::amount;

    fn piece(text: &str) -> Piece {
        Piece {
            text: text.to_owned(),
            span: 0..text.len(),
            quoted: false,
        }
    }

    fn printed(text: &str) -> Amount {
        let figure = Figure {
            text: text.to_owned(),
            ..Figure::default()
        };
        amount(&figure).unwrap_or_default()
    }

    #[test]
    fn figures_are_held_to_their_printed_numbers() {
        for (value, figure, expected) in [
            (">100bn", "more than $100 billion", true),
            (">100bn", "$100 billion", false),
            (">=100bn", "$100 billion", true),
            (">10bn", "at least $10 billion", false),
            (">10bn", "a minimum of $10 billion a year", false),
            (">500bn", "nearly $600 billion", true),
            (">100bn", "$80 billion", false),
            (">100bn", "billions", false),
            (">1", "hundreds", false),
            ("<5bn", "less than $5 billion", true),
            ("<5bn", "under $5 billion", true),
            ("<5bn", "$5 billion", false),
            ("<=5bn", "$5 billion", true),
            ("35bn..40bn", "$35-40 billion", true),
            ("38bn..50bn", "$35-40 billion", true),
            ("36..39bn", "$35-40 billion", true),
            ("41bn..50bn", "$35-40 billion", false),
            (">38bn", "$35-40 billion", true),
            ("=37bn", "$35-40 billion", true),
            ("100bn", "more than $100 billion", true),
            (">$1bn", "$12 trillion", true),
            (">$1bn", "£53.9bn", false),
            (">1bn", "£53.9bn", true),
            (">15%", "more than 15%", true),
            (">10", "more than 15%", false),
            (">15%", "16 percentage points", false),
            ("2.788m", "2.788m GPU hours", true),
            (">1,000,000", "2.788m GPU hours", true),
        ] {
            let test = FigureTest::parse(&piece(value)).unwrap();
            assert_eq!(test.holds(&printed(figure)), expected, "{value}: {figure}");
        }
    }

    #[test]
    fn units_are_told_apart() {
        for (value, figure, expected) in [
            ("USD", "$80 billion", true),
            ("usd", "$80 billion", true),
            ("$", "$80 billion", true),
            ("USD", "billions of dollars", true),
            ("EUR", "$80 billion", false),
            ("%", "more than 15%", true),
            ("points", "more than 15%", false),
            ("gpu hours", "2.788m GPU hours", true),
            ("gpu", "2.788m GPU hours", true),
            ("gpu hours used", "2.788m GPU hours", false),
        ] {
            let test = UnitTest::parse(&piece(value)).unwrap();
            assert_eq!(test.holds(&printed(figure)), expected, "{value}: {figure}");
        }
    }

    #[test]
    fn faults_say_what_was_expected() {
        for text in ["", "..", ">", "many", ">bn", "$1bn..€2bn"] {
            assert!(FigureTest::parse(&piece(text)).is_err(), "{text}");
        }
        let problem = FigureTest::parse(&piece("40bn..35bn")).unwrap_err();
        assert_eq!(problem.hint.as_deref(), Some("did you mean `35bn..40bn`?"));
        assert!(UnitTest::parse(&piece(" ")).is_err());
    }
}
