//! Over what time, or per what: `a year`, `per share`, `in the past few years`. Knows no numbers
//! but as words that may stand in a period.

use std::ops::Range;

use super::token::{Kind, Tokens, is_one_of};

/// Units of time, singular.
const TIMES: &str = "\
    second minute hour day night week weekend fortnight month quarter half year decade \
    century season session";

/// What a price may be for, after `a` or `an`.
const PIECES: &str = "\
    pop piece share barrel tonne ton head person unit seat ounce gallon litre liter kilo \
    pound mile ticket time token square";

/// One word that says how often.
const OFTEN: &str = "\
    annually yearly monthly weekly daily hourly quarterly apiece each pa";

/// Before a stretch of time.
const PREPOSITIONS: &str = "\
    in over during within for through across since by throughout";

/// Between the preposition and the unit of time.
const BETWEEN: &str = "\
    the a an one each every this that these those its their past last next coming first \
    second third fourth final previous single same current recent following few several \
    couple number of fiscal financial trading calendar business working full two three \
    four five six seven eight nine ten twelve twenty thirty more than about just only at \
    least";

/// What may stand between a number or `this` and the unit of time.
const KINDS: &str = "\
    fiscal financial trading calendar business full";

/// Returns the pieces of the period that begins here, without a hyphen that joins it to the number.
pub(super) fn period(t: &Tokens<'_>, i: usize) -> Option<Range<usize>> {
    let end = slash(t, i)
        .or_else(|| often(t, i))
        .or_else(|| stretch(t, i));
    let start = t.past_hyphen(i);
    end.map(|end| i..end)
        .or_else(|| each(t, start).map(|end| start..end))
}

/// `/day`, `/ year`.
fn slash(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let word = t.word(i + 1);
    (t.is_sign(i, '/') && (is_time(word) || is_one_of(PIECES, word))).then_some(i + 2)
}

fn often(t: &Tokens<'_>, i: usize) -> Option<usize> {
    is_one_of(OFTEN, t.word(i)).then_some(i + 1)
}

/// `a year`, `per person`, `every trading day`, `this year`, `a-night`.
fn each(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let at = t.past_hyphen(i + 1);
    match t.word(i) {
        "per" if t.kind(at) == Some(Kind::Word) => {
            let kind = is_one_of(KINDS, t.word(at)) && is_time(t.word(at + 1));
            Some(at + 1 + usize::from(kind))
        }
        "a" | "an" if is_one_of(PIECES, t.word(at)) => Some(at + 1),
        "a" | "an" | "each" | "every" | "this" | "last" | "next" => {
            let at = at + usize::from(is_one_of(KINDS, t.word(at)));
            is_time(t.word(at)).then_some(at + 1)
        }
        _ => None,
    }
}

/// `in the past few years`, `over five years`, `in 2024`.
fn stretch(t: &Tokens<'_>, i: usize) -> Option<usize> {
    if !is_one_of(PREPOSITIONS, t.word(i)) {
        return None;
    }
    if is_year(t, i + 1) {
        return Some(i + 2);
    }
    let quarter = matches!(t.word(i + 1), "q1" | "q2" | "q3" | "q4" | "h1" | "h2");
    if quarter {
        return Some(i + 2 + usize::from(is_year(t, i + 2)));
    }
    for at in i + 1..i + 8 {
        // `first half` and `second quarter`: the unit is the last of these words.
        if at > i + 1 && is_time(t.word(at)) && !is_time(t.word(at + 1)) {
            return Some(at + 1);
        }
        let number = matches!(t.kind(at), Some(Kind::Number(_)));
        let joined = t.is_dash(at) && t.past_hyphen(at) > at;
        if !(number || joined || is_one_of(BETWEEN, t.word(at))) {
            return None;
        }
    }
    None
}

/// A unit of time, in the singular or the plural.
fn is_time(word: &str) -> bool {
    is_one_of(TIMES, word)
        || word
            .strip_suffix('s')
            .is_some_and(|one| is_one_of(TIMES, one))
}

/// Four plain digits that are a year, with nothing glued to them but punctuation.
fn is_year(t: &Tokens<'_>, i: usize) -> bool {
    let year = matches!(t.kind(i), Some(Kind::Number(digits)) if digits.plain == 4 && looks_like_year(digits.value));
    let ends = matches!(t.kind(i + 1), Some(Kind::Sign(sign)) if sign != '%');
    year && (ends || !t.is_glued(i + 1))
}

/// Tells that a number of four plain digits may be a year.
pub(super) fn looks_like_year(value: f64) -> bool {
    (1500.0..2200.0).contains(&value)
}
