//! A number written out: `thirty-five billion`, `a hundred and five`, `two dozen`. Knows no digits.

use super::number::{Form, Number, and_a_half, big_scale, scaled, shift};
use super::scale_word::group;
use super::token::Tokens;

/// Zero to nineteen.
const SMALL: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen \
                     fourteen fifteen sixteen seventeen eighteen nineteen";

/// Twenty to ninety.
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";

/// `five` and `two five` of `one point five` and `three point two five`.
fn spoken_decimals(t: &Tokens<'_>, i: usize, whole: f64) -> Option<Number> {
    let digit = |at: usize| small_number(t.word(at)).filter(|&n| n < 10.0);
    let digits: String = (i..i + 6).map_while(digit).map(|n| n.to_string()).collect();
    let value = format!("{whole}.{digits}").parse().ok()?;
    (!digits.is_empty()).then(|| Number::new(value, Form::Words, i + digits.len()))
}

/// A number written out: what is `done`, and a base with its scale that may still grow.
pub(super) fn words(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let article = matches!(t.word(i), "a" | "an");
    if article && group(t.word(i + 1)).is_none() {
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
            if word != "hundred" || big_scale(t.word(here + 1)).is_none() {
                return None;
            }
            // `hundred million`.
            base = 100.0;
        } else if word == "hundred" && exponent == 0 && (1.0..100.0).contains(&base) {
            base *= 100.0;
        } else if let Some(size) = dozen(word).filter(|_| exponent == 0 && base < 100.0) {
            return Some(Number {
                times: Some(size),
                ..Number::new(base, Form::Words, here + 1)
            });
        } else if let Some(more) = big_scale(word) {
            if exponent == 0 && done < shift(1.0, more) {
                // `two thousand five hundred million`.
                (done, base) = (0.0, done + base);
            }
            exponent += more;
        } else if word == "point" && done == 0.0 && exponent == 0 && at > start {
            let Some(spoken) = spoken_decimals(t, here + 1, base) else {
                break;
            };
            return Some(scaled(t, spoken, false));
        } else if word == "and" && goes_on(t, here + 1, base, exponent) {
            at = here + 1;
            continue;
        } else {
            break;
        }
        at = here + 1;
    }
    if done == 0.0 && exponent == 0 && at > start && t.word(at - 1) == "hundred" {
        // A scale like the others: `three or four hundred`.
        (base, exponent) = (base / 100.0, 2);
    }
    let number = Number {
        exponent,
        ..Number::new(base, Form::Words, at)
    };
    if done > 0.0 {
        return Some(Number {
            base: done + number.value(),
            exponent: 0,
            ..number
        });
    }
    let half = and_a_half(t, number);
    Some(if half == number {
        number
    } else {
        scaled(t, half, false)
    })
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

/// A number of one word, below a hundred.
pub(super) fn small_number(word: &str) -> Option<f64> {
    let position = |list: &str| list.split_ascii_whitespace().position(|name| name == word);
    let number = position(SMALL).or_else(|| position(TENS).map(|at| 20 + at * 10))?;
    u32::try_from(number).ok().map(f64::from)
}
