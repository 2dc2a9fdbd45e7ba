//! The figures of running text. Knows what looks like a figure and is none: dates, times, labels,
//! versions, telephone numbers.
//!
//! Each rule is one row of a table; the first that holds says no.

use std::ops::Range;

use super::grammar::{Joint, Parsed, figure};
use super::number::Form;
use super::period::{looks_like_year, period};
use super::token::{Kind, Token, Tokens};
use crate::model::{Amount, Qualifier};

/// A figure in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its bytes, with qualifier and period.
    pub span: Range<usize>,
    /// What it amounts to.
    pub amount: Amount,
}

/// Returns every figure of a text, in order; no two overlap.
#[must_use]
pub fn scan(text: &str) -> Vec<Found> {
    let t = Tokens::new(text);
    let mut all = Vec::new();
    let mut at = 0;
    while at < t.len() {
        let Some(parsed) = figure(&t, at).and_then(|parsed| accept(&t, parsed)) else {
            at += 1;
            continue;
        };
        let end = period(&t, parsed.next);
        let mut amount = parsed.amount();
        amount.period = end.map(|end| text[t.span(parsed.next..end)].to_owned());
        at = end.unwrap_or(parsed.next);
        all.push(Found { span: t.span(parsed.start..at), amount });
    }
    all
}

/// The figure, if it is one; a range that goes down (`from 10% to 5%`) is two figures.
fn accept(t: &Tokens<'_>, parsed: Parsed) -> Option<Parsed> {
    if is_no_number(t, &parsed) || RULES.iter().any(|(_, rule)| rule(t, &parsed)) {
        return None;
    }
    if parsed.descends() {
        let first = parsed.first_only();
        return RULES.iter().all(|(_, rule)| !rule(t, &first)).then_some(first);
    }
    Some(parsed)
}

type Rule = fn(&Tokens<'_>, &Parsed) -> bool;

/// What is no figure even where a figure is expected.
const NEVER: &[(&str, Rule)] = &[
    ("a day of a month: 1 February", is_day),
    ("a time of day: 5 p.m.", is_hour),
    ("a row of numbers: 2025-02-01, 555 123 4567", is_row),
    ("a span of years or a score: 2024-25, 2-1", is_score),
    ("the pronoun: one person", is_pronoun),
];

/// What is no figure in running text.
const RULES: &[(&str, Rule)] = &[
    ("a year: 2025", is_year),
    ("part of a name or an address: GPT-4, #5, a/2", is_joined),
    ("a name with a number: ISO 9001, Chapter 3, The Magnificent Seven", is_label),
    ("an age: Jane Doe, 45,", is_age),
    ("a note or a list mark: [12], (3)", is_note),
    ("an adjective of time or kind: 10-year, two-way", is_adjective),
    ("a lone half, third or quarter that is no share: third quarter", is_no_share),
    ("a scale with no number and no money: million-dollar is one, a million is, thousand is not", is_lone_scale),
    ("a slash between numbers: 9/11", is_slash),
    ("words that count only before of: tens, scores", is_no_group),
    ("zero in words", is_zero),
];

/// Tells that it is a date, a time or something else that is never a figure.
pub(super) fn is_no_number(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    NEVER.iter().any(|(_, rule)| rule(t, parsed))
}

const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec",
];

fn is_month(t: &Tokens<'_>, i: usize) -> bool {
    MONTHS.contains(&t.word(i)) && t.printed(i).starts_with(char::is_uppercase)
}

/// The piece before the value, when there is no qualifier between.
fn before<'t>(t: &'t Tokens<'_>, parsed: &Parsed) -> Option<&'t Token> {
    if parsed.start == parsed.core { t.before(parsed.core) } else { None }
}

fn is_day(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let day = |value: f64| (1.0..32.0).contains(&value) && value.fract() == 0.0;
    let (low, high) = parsed.ends();
    let after = t.past_hyphen(parsed.next);
    let of = after + usize::from(t.word(after) == "of");
    let month_before = parsed.core > 0
        && (is_month(t, parsed.core - 1)
            || (parsed.core > 1 && t.is_sign(parsed.core - 1, '.') && is_month(t, parsed.core - 2)));
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
        && t.kind(t.past_hyphen(parsed.next)).is_some_and(|kind| kind == Kind::Word)
}

/// Four plain digits; with a phrase such as `more than` they are an amount all the same.
fn is_year(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let sure = matches!(
        parsed.qualifier,
        Some(Qualifier::AtLeast | Qualifier::UpTo | Qualifier::Nearly | Qualifier::Reportedly)
    ) || (parsed.start < parsed.core && t.word(parsed.core - 1) == "than");
    let (low, high) = parsed.ends();
    let plain = parsed.first.number.plain == 4 && looks_like_year(low);
    let both = parsed.second.as_ref().is_none_or(|end| end.number.plain == 4 && looks_like_year(high));
    parsed.is_bare() && plain && both && !sure
}

/// Glued to something that is neither an opening mark nor a dash after a space.
fn is_joined(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let Some(token) = t.get(parsed.core) else { return false };
    let Some(before) = t.before(parsed.core).filter(|_| token.glued) else {
        // A number right after a number, as in `555 123 4567`, is part of a row.
        return parsed.is_bare()
            && parsed.start == parsed.core
            && t.before(parsed.core).is_some_and(|before| is_digits(Some(before.kind)));
    };
    match before.kind {
        Kind::Dash('—' | '―') => false,
        // `sub-$10` is an amount, `GPT-4` is not.
        Kind::Dash(_) => before.glued && !matches!(token.kind, Kind::Money(_)),
        Kind::Sign(sign) => {
            !matches!(sign, '(' | '[' | '“' | '"' | '‘' | '«' | '„' | '~' | '≈' | '<' | '>' | '=' | '≥' | '≤' | '+' | '±' | '…' | '*' | '¡' | '¿')
                && !(sign == '/' && parsed.is_bare() && !before.glued)
        }
        _ => true,
    }
}

/// Words that name what follows by number.
const LABELS: &[&str] = &[
    "no", "nr", "number", "numbers", "chapter", "page", "pages", "line", "section", "article", "figure",
    "fig", "table", "step", "version", "type", "phase", "grade", "level", "round", "day", "week", "year",
    "group", "class", "room", "route", "highway", "flight", "model", "item", "part", "act", "vol",
    "volume", "season", "episode", "tier", "category", "rule", "title", "clause", "paragraph", "note",
    "p", "pp", "ch", "art", "age", "aged", "channel", "gate", "lot", "unit", "world", "generation",
];

/// Words that begin with a capital at the start of a sentence, and are no names.
const FUNCTION_WORDS: &[&str] = &[
    "a", "after", "all", "also", "an", "and", "another", "any", "are", "as", "at", "because", "before",
    "both", "but", "by", "can", "each", "every", "for", "from", "had", "has", "have", "he", "her",
    "here", "his", "how", "i", "if", "in", "is", "it", "its", "last", "my", "next", "no", "not", "now",
    "of", "on", "only", "or", "our", "she", "since", "so", "some", "than", "that", "the", "their",
    "then", "there", "these", "they", "this", "those", "to", "until", "was", "we", "were", "what", "when",
    "where", "which", "while", "who", "will", "with", "you", "your",
];

fn is_label(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let Some(token) = before(t, parsed) else { return false };
    if !parsed.is_bare() || parsed.first.number.form == Form::Slash {
        return false;
    }
    let i = parsed.core - 1;
    let capital = |i: usize| t.printed(i).starts_with(char::is_uppercase);
    if parsed.first.number.form == Form::Words && !capital(parsed.core) {
        return false;
    }
    match token.kind {
        Kind::Sign('.') => i > 0 && token.glued && LABELS.contains(&t.word(i - 1)),
        Kind::Word if LABELS.contains(&t.word(i)) => true,
        Kind::Word => {
            let starts = t.before(i).is_none_or(|token| {
                matches!(token.kind, Kind::Sign('.' | '!' | '?' | '“' | '"' | ':') | Kind::Dash(_))
            });
            let word = t.word(i);
            let verb = starts && ["ing", "ed", "ly"].iter().any(|ending| word.ends_with(ending));
            t.printed(i).contains(char::is_uppercase) && !FUNCTION_WORDS.contains(&word) && !verb
        }
        _ => false,
    }
}

fn is_age(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    parsed.is_bare()
        && parsed.first.value() < 120.0
        && before(t, parsed).is_some_and(|token| token.kind == Kind::Sign(','))
        && t.is_sign(parsed.next, ',')
        && parsed.first.number.plain > 0
        // `1, 45, 7`: a list.
        && !(parsed.core > 1 && is_digits(t.kind(parsed.core - 2)))
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

/// `half`, `a third`, `three quarters` count as a share before `of`, with a hyphen, or when hedged.
fn is_no_share(t: &Tokens<'_>, parsed: &Parsed) -> bool {
    let number = &parsed.first.number;
    if number.form != Form::Fraction || parsed.qualifier.is_some() || parsed.second.is_some() {
        return false;
    }
    if t.word(parsed.next) == "of" || parsed.unit != crate::model::Unit::None {
        return false;
    }
    let before = before(t, parsed).map_or("", |token| token.word.as_str());
    let word = t.word(number.next.saturating_sub(1));
    if word == "half" {
        let counts = matches!(t.word(parsed.next), "the" | "a" | "an" | "its" | "their" | "all" | "that" | "as");
        return before != "by" && (before == "in" || !counts) || is_ordinal(before);
    }
    let fraction = matches!(t.kind(parsed.core), Some(Kind::Word))
        && number.next == parsed.core + 2
        && !t.word(number.next - 1).is_empty()
        && t.word(parsed.core) != "one";
    fraction && !word.is_empty() && is_part(word)
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "first" | "second" | "other" | "latter" | "last" | "this" | "final" | "next")
}

/// A part named by an ordinal, which may be a place in a row: `a third party`.
fn is_part(word: &str) -> bool {
    word.starts_with("third") || word.starts_with("quarter") || word.ends_with("th") || word.ends_with("ths")
}

fn is_lone_scale(_: &Tokens<'_>, parsed: &Parsed) -> bool {
    parsed.first.number.form == Form::Scale
        && !matches!(parsed.unit, crate::model::Unit::Currency(_))
}

fn is_slash(_: &Tokens<'_>, parsed: &Parsed) -> bool {
    parsed.first.number.form == Form::Slash && parsed.unit == crate::model::Unit::None
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
