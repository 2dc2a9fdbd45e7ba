//! A text that is one figure, as a claim records it. Knows the recorded figure and its overrides.

use super::grammar::{Parsed, figure};
use super::number::Form;
use super::period::period;
use super::rules::is_no_number;
use super::scan::scan;
use super::token::{Kind, Tokens, is_one_of};
use crate::model::{Amount, Figure, Unit};

/// Words that end the name of what is counted.
const ENDS: &str = "\
    a an and as at because by for from had has have in into is of on or over per since \
    than that the to under was were which who will with";

/// Returns what a text amounts to that is one figure.
///
/// What a bare number counts is taken from the words behind it (`2.788m GPU hours`). None for a text
/// without a figure, with several where none stands first, and for dates, times, versions.
#[must_use]
pub fn parse(text: &str) -> Option<Amount> {
    let t = Tokens::new(text);
    let Some(parsed) = (0..=opening(&t)).find_map(|at| figure(&t, at)) else {
        let mut all = scan(text);
        return if all.len() == 1 {
            all.pop().map(|found| found.amount)
        } else {
            None
        };
    };
    if is_no_number(&t, &parsed) {
        return None;
    }
    let mut amount = parsed.amount();
    let over = (parsed.next..t.len())
        .take_while(|&at| at == parsed.next || !begins_anew(&t, at))
        .find_map(|at| period(&t, at));
    amount.period = over.clone().map(|over| on_one_line(&text[t.span(over)]));
    if amount.unit == Unit::None && parsed.first.number.form != Form::Fraction {
        amount.unit = thing(&t, &parsed, over.map_or(t.len(), |over| over.start));
    }
    Some(amount)
}

/// Words as they are printed on one line: a line may end between any two of them.
pub(super) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Another figure or another part of the sentence begins here, with a period of its own.
fn begins_anew(t: &Tokens<'_>, i: usize) -> bool {
    matches!(
        t.kind(i),
        Some(Kind::Number(_) | Kind::Money(_) | Kind::Sign(',' | ';' | '.' | '('))
    )
}

/// How many pieces at the start say nothing: marks, articles, `from`.
fn opening(t: &Tokens<'_>) -> usize {
    (0..t.len().min(3))
        .take_while(|&i| {
            matches!(t.kind(i), Some(Kind::Sign('“' | '"' | '‘' | '(' | '\'')))
                || matches!(t.word(i), "a" | "an" | "the" | "from" | "of")
        })
        .count()
}

/// What is counted: the last two words behind the number, up to one that can not be part of a name.
fn thing(t: &Tokens<'_>, parsed: &Parsed, end: usize) -> Unit {
    let start = parsed.next + usize::from(t.word(parsed.next) == "of");
    let start = t.past_hyphen(start);
    let name = (start..end).take_while(|&i| {
        (t.kind(i) == Some(Kind::Word) && !is_one_of(ENDS, t.word(i)))
            || (t.past_hyphen(i) > i && i > start)
    });
    let end = start + name.count();
    let words: Vec<_> = (start..end).filter(|&i| !t.is_dash(i)).collect();
    match words.iter().rev().nth(1).or(words.last()) {
        Some(&first) => Unit::Thing(on_one_line(&t.text[t.span(first..end)])),
        None => Unit::None,
    }
}

/// Returns what a recorded figure amounts to: its text, with what its own keys say instead.
///
/// An end that is given alone stands for both when the text has none. None when neither says
/// anything. A number that is no number is as good as absent; the loader reports it.
#[must_use]
pub fn amount(figure: &Figure) -> Option<Amount> {
    let given = |text: &Option<String>| -> Option<f64> {
        text.as_deref()?
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    };
    let (low, high) = (given(&figure.low), given(&figure.high));
    let parsed = parse(&figure.text);
    if parsed.is_none() && low.is_none() && high.is_none() {
        return None;
    }
    let mut amount = parsed.unwrap_or_default();
    if low.is_some() || high.is_some() {
        let start = low.or(amount.low).or(high);
        let end = high.or(amount.high).or(low);
        // The end that was given decides when the other one contradicts it.
        (amount.low, amount.high) = match (start, end) {
            (Some(a), Some(b)) if a > b && low.is_none() => (high, high),
            (Some(a), Some(b)) if a > b && high.is_none() => (low, low),
            ends => ends,
        };
        amount.scale = None;
    }
    if let Some(unit) = &figure.unit {
        amount.unit = Unit::parse(unit);
    }
    amount.qualifier = figure.qualifier.or(amount.qualifier);
    if figure.period.is_some() {
        amount.period.clone_from(&figure.period);
    }
    Some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Qualifier;

    fn figure(text: &str) -> Figure {
        Figure {
            text: text.to_owned(),
            ..Figure::default()
        }
    }

    fn ends(figure: &Figure) -> Option<(Option<f64>, Option<f64>)> {
        amount(figure).map(|amount| (amount.low, amount.high))
    }

    #[test]
    fn its_own_keys_win_over_the_text() {
        let own = Figure {
            low: Some("4".into()),
            high: Some("5.5".into()),
            unit: Some("%".into()),
            qualifier: Some(Qualifier::AtLeast),
            period: Some("a week".into()),
            ..figure("nearly $600 billion a year")
        };
        assert_eq!(
            amount(&own),
            Some(Amount {
                low: Some(4.0),
                high: Some(5.5),
                unit: Unit::Percent,
                qualifier: Some(Qualifier::AtLeast),
                period: Some("a week".into()),
                scale: None,
            })
        );
    }

    #[test]
    fn one_end_alone() {
        let low = |text| Figure {
            low: Some("5e9".into()),
            ..figure(text)
        };
        let high = |text| Figure {
            high: Some("5e9".into()),
            ..figure(text)
        };
        assert_eq!(ends(&low("$6 billion")), Some((Some(5e9), Some(6e9))));
        assert_eq!(ends(&low("$4 billion")), Some((Some(5e9), Some(5e9))));
        assert_eq!(ends(&high("$6 billion")), Some((Some(5e9), Some(5e9))));
        assert_eq!(ends(&low("no figure")), Some((Some(5e9), Some(5e9))));
        assert_eq!(ends(&high("billions")), Some((Some(5e9), Some(5e9))));
        assert_eq!(
            amount(&high("billions")).and_then(|amount| amount.scale),
            None
        );
    }

    #[test]
    fn what_is_no_number_overrides_nothing() {
        for nonsense in ["NaN", "inf", "many", ""] {
            let own = Figure {
                low: Some(nonsense.into()),
                ..figure("$6")
            };
            assert_eq!(ends(&own), Some((Some(6.0), Some(6.0))), "{nonsense}");
        }
        assert_eq!(amount(&figure("no figure")), None);
    }
}
