//! What looks like a figure and is none: dates, times, names with numbers, telephone numbers.
//!
//! Each rule is a row of a table with an example that it alone must catch; the first row that holds
//! says no.

use super::grammar::{Joint, Parsed};
use super::number::Form;
use super::period::looks_like_year;
use super::token::{Kind, Token, Tokens, is_one_of};
use crate::model::{Qualifier, Unit};

/// A reason why something is no figure.
struct Rule {
    /// What it is instead.
    #[cfg(test)]
    what: &'static str,
    /// A text whose figure this rule refuses.
    #[cfg(test)]
    example: &'static str,
    /// Tells that the rule holds.
    holds: fn(&Tokens<'_>, &Parsed) -> bool,
}

/// Writes a table of rules: what it is instead, an example, the test.
macro_rules! rules {
    ($($what:literal $example:literal $holds:ident)*) => {
        &[$(Rule { #[cfg(test)] what: $what, #[cfg(test)] example: $example, holds: $holds }),*]
    };
}

/// What is no figure even where a figure is expected.
const NEVER: &[Rule] = rules! {
    "a day of a month" "on 1 February" is_day
    "a time of day" "at 5 p.m. then" is_hour
    "a row of numbers" "call +1 555 2000 today" is_row
    "a span of years, a score" "they won 2-1 there" is_score
    "a pronoun" "for one person" is_pronoun
};

/// What is no figure in running text.
const RUNNING: &[Rule] = rules! {
    "a year" "in 2025 it" is_year
    "part of a name or an address" "the new GPT-4 model" is_joined
    "a name with a number" "by ISO 9001 rules" is_label
    "an age" "Jane Doe, 45, said" is_age
    "a note or list mark" "as shown [12] there" is_note
    "an adjective" "a 10-year deal" is_adjective
    "half or a third of nothing" "the third half began" is_no_share
    "a scale without number and money" "with billion people" is_lone_scale
    "a date with a slash" "since 9/11 came" is_slash
    "tens and scores without of" "the test scores" is_no_group
    "zero in words" "with zero doubt" is_zero
};

/// Tells that it is a date, a time or something else that is never a figure.
pub(super) fn is_no_number(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    NEVER.iter().any(|rule| (rule.holds)(t, parsed))
}

/// Tells that it is no figure where it stands in running text.
pub(super) fn is_no_figure(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    is_no_number(t, parsed) || RUNNING.iter().any(|rule| (rule.holds)(t, parsed))
}

const MONTHS: &str = "\
    january february march april may june july august september october november \
    december jan feb mar apr jun jul aug sep sept oct nov dec";

fn is_month(t: &Tokens<'_>, i: usize) -> bool {
    is_one_of(MONTHS, t.word(i)) && t.printed(i).starts_with(char::is_uppercase)
}

/// The piece before the value, when there is no qualifier between.
fn before<'t>(t: &'t Tokens<'_>, parsed: &Parsed) -> Option<&'t Token> {
    if parsed.start == parsed.core {
        t.before(parsed.core)
    } else {
        None
    }
}

fn is_day(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let day = |value: f64| (1.0..32.0).contains(&value) && value.fract() == 0.0;
    let (low, high) = parsed.ends();
    let after = t.past_hyphen(parsed.next);
    let of = after + usize::from(t.word(after) == "of");
    let month_before = parsed.core > 0
        && (is_month(t, parsed.core - 1)
            || (parsed.core > 1
                && t.is_sign(parsed.core - 1, '.')
                && is_month(t, parsed.core - 2)));
    parsed.is_bare() && day(low) && day(high) && (is_month(t, of) || month_before)
}

fn is_hour(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let next = t.past_hyphen(parsed.next);
    parsed.is_bare() && matches!(t.word(next), "am" | "pm" | "o'clock")
}

fn is_digits(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Number(_) | Kind::Code | Kind::Slash(_)))
}

/// Numbers side by side, with or without dashes: one more than a range has, or one that is no number.
fn is_row(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let next = parsed.next + usize::from(t.is_dash(parsed.next));
    let more = is_digits(t.kind(next));
    let code = t.kind(next) == Some(Kind::Code);
    let joined = t.is_dash(parsed.next) && t.is_glued(parsed.next) && t.is_glued(next);
    let third = next + 1 + usize::from(t.is_dash(next + 1));
    let bare = parsed.is_bare() && parsed.first.number.form == Form::Digits;
    let phone = t.is_sign(parsed.core, '+') && more;
    bare && ((code && joined)
        || phone
        || (more && joined && parsed.second.is_some())
        || (more && next == parsed.next && is_digits(t.kind(third))))
}

/// A dash between bare numbers that does not go up.
fn is_score(_: &Tokens<'_>, parsed: &Parsed) -> bool {
    let (low, high) = parsed.ends();
    parsed.joint == Some(Joint::Dash) && parsed.is_bare() && low >= high
}

/// `one` in words, without unit or scale, before another word.
fn is_pronoun(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let lone = parsed.second.is_none() && parsed.is_bare() && parsed.qualifier.is_none();
    lone && t.word(parsed.core) == "one"
        && parsed.first.next == parsed.core + 1
        && t.kind(t.past_hyphen(parsed.next))
            .is_some_and(|kind| kind == Kind::Word)
}

/// Four plain digits; with a phrase such as `more than` they are an amount all the same.
fn is_year(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let sure = matches!(
        parsed.qualifier,
        Some(Qualifier::AtLeast | Qualifier::UpTo | Qualifier::Nearly | Qualifier::Reportedly)
    ) || (parsed.start < parsed.core && t.word(parsed.core - 1) == "than");
    let (low, high) = parsed.ends();
    let plain = parsed.first.number.plain == 4 && looks_like_year(low);
    let both = parsed
        .second
        .as_ref()
        .is_none_or(|end| end.number.plain == 4 && looks_like_year(high));
    parsed.is_bare() && plain && both && !sure
}

/// Glued to something that is neither an opening mark nor a dash after a space.
fn is_joined(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let (Some(token), Some(before)) = (t.get(parsed.core), t.before(parsed.core)) else {
        return false;
    };
    if !token.glued {
        // A number right after a number, as in `555 123 4567`, is part of a row.
        return parsed.is_bare() && parsed.start == parsed.core && is_digits(Some(before.kind));
    }
    match before.kind {
        Kind::Dash('—' | '―') => false,
        // `sub-$10` is an amount, `GPT-4` is not.
        Kind::Dash(_) => before.glued && !matches!(token.kind, Kind::Money(_)),
        Kind::Sign(sign) => !"([“\"‘«„~≈<>=≥≤+±…*¡¿".contains(sign),
        _ => true,
    }
}

/// Words that name what follows by number.
const LABELS: &str = "\
    no nr number numbers chapter page pages line section article figure fig table step \
    version type phase grade level round day week year group class room route highway \
    flight model item part act vol volume season episode tier category rule title clause \
    paragraph note p pp ch art age aged channel gate lot unit world generation";

/// Words that begin with a capital at the start of a sentence, and are no names.
const FUNCTION_WORDS: &str = "\
    a after all also an and another any are as at because before both but by can each \
    every for from had has have he her here his how i if in is it its last my next no \
    not now of on only or our she since so some than that the their then there these \
    they this those to until was we were what when where which while who will with you \
    your";

fn is_label(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let Some(token) = before(t, parsed) else {
        return false;
    };
    if !parsed.is_bare() || parsed.first.number.form == Form::Slash {
        return false;
    }
    let i = parsed.core - 1;
    let capital = |i: usize| t.printed(i).starts_with(char::is_uppercase);
    if parsed.first.number.form == Form::Words && !capital(parsed.core) {
        return false;
    }
    match token.kind {
        Kind::Sign('.') => i > 0 && token.glued && is_one_of(LABELS, t.word(i - 1)),
        Kind::Word if is_one_of(LABELS, t.word(i)) => true,
        Kind::Word => {
            let starts = t.before(i).is_none_or(|token| {
                matches!(
                    token.kind,
                    Kind::Sign('.' | '!' | '?' | '“' | '"' | ':') | Kind::Dash(_)
                )
            });
            let word = t.word(i);
            let verb = starts
                && ["ing", "ed", "ly"]
                    .iter()
                    .any(|ending| word.ends_with(ending));
            t.printed(i).contains(char::is_uppercase) && !is_one_of(FUNCTION_WORDS, word) && !verb
        }
        _ => false,
    }
}

fn is_age(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let comma = |token: &Token| token.kind == Kind::Sign(',');
    let between_commas = before(t, parsed).is_some_and(comma)
        && t.is_sign(parsed.next, ',')
        // `1, 45, 7`: a list.
        && !(parsed.core > 1 && is_digits(t.kind(parsed.core - 2)));
    let old = t.phrase(parsed.next, "years old").is_some();
    let age = parsed.first.number.plain > 0 && parsed.first.value() < 120.0;
    parsed.is_bare() && age && (between_commas || old)
}

fn is_note(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let opens = before(t, parsed).is_some_and(|token| matches!(token.kind, Kind::Sign('(' | '[')));
    let closes = matches!(t.kind(parsed.next), Some(Kind::Sign(')' | ']')));
    parsed.is_bare() && opens && closes
}

fn is_adjective(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let after = t.past_hyphen(parsed.next);
    parsed.is_bare() && after > parsed.next && t.kind(after) == Some(Kind::Word)
}

/// `half` counts before what it is half of, `a third` and `three quarters` before `of`, or hedged.
fn is_no_share(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let next = t.word(parsed.next);
    let sure = parsed.qualifier.is_some() || parsed.second.is_some() || parsed.unit != Unit::None;
    if parsed.first.number.form != Form::Fraction || sure || next == "of" {
        return false;
    }
    let spaced = parsed.first.number.next == parsed.core + 2;
    match t.word(parsed.core) {
        "half" => {
            let before = parsed.core.checked_sub(1).map_or("", |i| t.word(i));
            let whole = is_one_of("the a an its their all that as", next);
            is_one_of("first second other latter last this final next in", before)
                || !(whole || before == "by")
        }
        "a" => spaced,
        _ => spaced && t.word(parsed.core + 1) == "quarters",
    }
}

fn is_lone_scale(_: &Tokens<'_>, parsed: &Parsed) -> bool {
    parsed.first.number.form == Form::Scale && !matches!(parsed.unit, Unit::Currency(_))
}

fn is_slash(_: &Tokens<'_>, parsed: &Parsed) -> bool {
    parsed.first.number.form == Form::Slash && parsed.unit == Unit::None
}

fn is_no_group(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let single = parsed.first.number.next == parsed.core + 1;
    match t.word(parsed.core) {
        "tens" => single,
        "scores" => single && t.word(parsed.next) != "of",
        _ => false,
    }
}

fn is_zero(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    parsed.is_bare() && t.word(parsed.core) == "zero"
}

#[cfg(test)]
mod tests {
    use super::super::grammar::figure;
    use super::*;

    #[test]
    fn each_rule_catches_its_example_and_is_needed_for_it() {
        for (i, rule) in NEVER.iter().chain(RUNNING).enumerate() {
            let t = Tokens::new(rule.example);
            let others = |t: &Tokens<'_>, parsed: &Parsed| {
                let mut all = NEVER.iter().chain(RUNNING).enumerate();
                all.any(|(j, other)| i != j && (other.holds)(t, parsed))
            };
            let all: Vec<_> = (0..t.len()).filter_map(|at| figure(&t, at)).collect();
            assert!(
                all.iter().all(|parsed| is_no_figure(&t, parsed)),
                "{}",
                rule.what
            );
            let only = all
                .iter()
                .any(|parsed| (rule.holds)(&t, parsed) && !others(&t, parsed));
            assert!(only, "{} needs an example of its own", rule.what);
        }
    }

    #[test]
    fn no_two_rules_say_the_same() {
        let mut seen = std::collections::HashSet::new();
        assert!(
            NEVER
                .iter()
                .chain(RUNNING)
                .all(|rule| seen.insert(rule.what))
        );
    }
}
