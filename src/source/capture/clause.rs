//! Who does it: the subject before a verb, the speaker after one, what an apposition says of them.

use super::apposition::{describe, introduce};
use super::lexicon::{
    ADVERB, AUXILIARY, BODY, CALENDAR, CONJUNCTION, DETERMINER, HEDGE, PREPOSITION, RANK, RELATIVE,
    ROLE, STATE,
};
use super::names::{Mention, mention};
use super::page::Page;

/// Returns the subject of the verb at `toks[verb]`, sought to its left.
#[must_use]
pub fn subject(page: &Page<'_>, toks: &[usize], verb: usize) -> Option<Mention> {
    if let Some(found) = shared(page, toks, verb) {
        return Some(found);
    }
    let pieces = pieces(page, &toks[..verb]);
    if let Some(found) = antecedent(page, toks, &pieces) {
        return Some(found);
    }
    let mut after: Option<(usize, usize)> = None;
    for (nth, &(start, end)) in pieces.iter().enumerate().rev() {
        if let Some(mut found) = in_piece(
            page,
            toks,
            (start, end),
            if after.is_some() {
                Piece::Aside
            } else {
                Piece::Last
            },
        ) {
            if let Some((from, to)) = after {
                describe(page, toks, from, to, &mut found);
            }
            if let Some(&before) = nth.checked_sub(1).and_then(|nth| pieces.get(nth)) {
                introduce(page, toks, before, &mut found);
            }
            return Some(found);
        }
        after = Some((start, after.map_or(end, |(_, to)| to)));
    }
    let mut whole = pieces.iter().rev().filter(|(start, end)| start < end);
    whole.find_map(|&(start, end)| in_piece(page, toks, (start, end), Piece::Last))
}

/// `X called it a joke and predicted`, `X voted against it, saying`: the subject of the verb before.
fn shared(page: &Page<'_>, toks: &[usize], verb: usize) -> Option<Mention> {
    let word = |at: usize| &page.tokens[toks[at]];
    let mut at = verb;
    while at > 0 && is_filler(page, toks[at - 1]) {
        at -= 1;
    }
    let joint = at.checked_sub(1)?;
    let joined = matches!(word(joint).lower.as_str(), "and" | "but");
    let participle = word(verb).lower.ends_with("ing") && word(joint).is(",");
    if !joined && !participle {
        return None;
    }
    let earlier = (0..joint)
        .rev()
        .find(|&at| super::cue::cue(page, toks, at).is_some() && !word(at).lower.ends_with("ing"));
    earlier
        .and_then(|earlier| subject(page, toks, earlier))
        .or_else(|| first_subject(page, toks, joint))
}

/// Returns what a sentence is about: the first subject before `toks[end]`.
#[must_use]
pub fn first_subject(page: &Page<'_>, toks: &[usize], end: usize) -> Option<Mention> {
    let pieces = pieces(page, &toks[..end]);
    let mut pieces = pieces.iter().filter(|(start, end)| start < end);
    pieces.find_map(|&(start, end)| in_piece(page, toks, (start, end), Piece::First))
}

/// `…the new administration, which announced`: a relative means what stands right before it.
fn antecedent(page: &Page<'_>, toks: &[usize], pieces: &[(usize, usize)]) -> Option<Mention> {
    let [.., (start, end), (relative, verb)] = *pieces else {
        return None;
    };
    let head = &page.tokens[*toks.get(relative).filter(|_| relative < verb)?];
    if !matches!(head.lower.as_str(), "who" | "which") {
        return None;
    }
    let mut found = (start..end).filter_map(|at| mention(page, &toks[..end], at));
    found.find(|&(_, next)| next == end).map(|(found, _)| found)
}

/// The stretches between commas, dashes and brackets.
fn pieces(page: &Page<'_>, toks: &[usize]) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, &tok) in toks.iter().enumerate() {
        let token = &page.tokens[tok];
        let hole = at > 0 && tok != toks[at - 1] + 1;
        if hole && start < at {
            pieces.push((start, at));
            start = at;
        }
        if !token.is_word
            && !matches!(
                token.lower.as_str(),
                "&" | "$" | "%" | "-" | "/" | "£" | "€" | "#"
            )
        {
            // What stands in brackets is nobody's subject.
            if !token.is(")") {
                pieces.push((start, at));
            }
            start = at + 1;
        }
    }
    pieces.push((start, toks.len()));
    pieces
}

/// How a piece stands to the verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// Right before it.
    Last,
    /// Something stands between them.
    Aside,
    /// The sentence begins with it, and its first subject is wanted.
    First,
}

/// The subject within a piece.
fn in_piece(
    page: &Page<'_>,
    toks: &[usize],
    (start, end): (usize, usize),
    piece: Piece,
) -> Option<Mention> {
    let mut at = start;
    // But, and, on Tuesday: what may stand before a subject.
    while at < end {
        let token = &page.tokens[toks[at]];
        if token.any(RELATIVE) && at == start && !token.is("that") && !token.is("where") {
            return None;
        }
        let last = |list: super::lexicon::Sorts| token.any(list) && !token.any(DETERMINER);
        if last(CONJUNCTION) && !token.is("as")
            || token.any(ADVERB) && !page.is_name(toks[at])
            || token.any(CALENDAR)
        {
            at += 1;
        } else {
            break;
        }
    }
    if at >= end {
        return None;
    }
    let head = &page.tokens[toks[at]];
    // X, CEO of Google's division said: the comma after an apposition is left out at times
    let role = start > 0
        && head.any(ROLE)
        && !head.any(DETERMINER)
        && page.tokens[toks[start - 1]].is(",");
    let of = role && toks[at..end].iter().any(|&tok| page.tokens[tok].is("of"));
    if (piece == Piece::Aside || of) && is_aside(page, toks, at, end) {
        return None;
    }
    if head.any(PREPOSITION) && !(head.is("as") && at == start)
        || head.lower.ends_with("ing") && !head.any(DETERMINER) && !page.is_name(toks[at])
    {
        // In a statement the company; at a rally Trump
        let (_, next) = mention(page, &toks[..end], at + 1)?;
        return (next < end)
            .then(|| fitting(page, toks, (next, end), piece))
            .flatten();
    }
    let at = if head.is("as") { at + 1 } else { at };
    fitting(page, toks, (at, end), piece)
}

/// Told investors, asked the court: who is told says nothing.
#[must_use]
pub fn takes_object(verb: &str) -> bool {
    matches!(
        verb,
        "told"
            | "tells"
            | "telling"
            | "asked"
            | "asks"
            | "reminded"
            | "assured"
            | "called"
            | "informed"
            | "accused"
            | "urged"
            | "notified"
            | "persuaded"
            | "begged"
            | "thanked"
            | "blamed"
    )
}

/// The first mention from here on, past words that are none.
fn fitting(
    page: &Page<'_>,
    toks: &[usize],
    (from, end): (usize, usize),
    piece: Piece,
) -> Option<Mention> {
    let mut at = from;
    let mut held: Option<Mention> = None;
    while at < end {
        let token = &page.tokens[toks[at]];
        if let Some((found, next)) = mention(page, &toks[..end], at) {
            // A clause after the first subject may have its own: `X said Y said`.
            let clause = at > 0 && {
                let before = &page.tokens[toks[at - 1]];
                let joins = before.any(CONJUNCTION)
                    || before
                        .manner
                        .is_some_and(super::verbs::Manner::takes_a_clause)
                        && !takes_object(&before.lower);
                joins && (piece != Piece::First || before.is("that"))
            };
            if held.is_none() || clause {
                held = Some(found);
            }
            at = next;
            continue;
        }
        if token.any(RELATIVE) && held.is_some() && !token.is("that") {
            return held;
        }
        if token.any(PREPOSITION) && !token.any(CONJUNCTION) {
            // What a preposition governs is no subject.
            at = mention(page, &toks[..end], at + 1).map_or(at + 1, |(_, next)| next);
            continue;
        }
        at += 1;
    }
    held
}

/// Tells that a piece only says more of somebody: an age, a role, who, from Leeds.
fn is_aside(page: &Page<'_>, toks: &[usize], at: usize, end: usize) -> bool {
    let head = &page.tokens[toks[at]];
    let number = head.lower.starts_with(|c: char| c.is_ascii_digit());
    let state = head.any(STATE) || head.is("jr.");
    let last = &page.tokens[toks[end - 1]];
    let article = head.any(DETERMINER)
        && (matches!(head.lower.as_str(), "a" | "an")
            || last.any(ROLE.or(BODY))
            || !page.is_name(toks[end - 1]));
    let participle =
        (head.lower.ends_with("ing") || head.lower.ends_with("ed")) && !head.is_capital;
    let role_of = head.any(ROLE.or(RANK))
        && ((at..end).any(|k| {
            matches!(
                page.tokens[toks[k]].lower.as_str(),
                "of" | "at" | "for" | "and"
            )
        }) || (at..end).all(|k| {
            page.tokens[toks[k]].any(ROLE.or(RANK).or(DETERMINER)) || !page.is_name(toks[k])
        }));
    let lower = !head.is_capital && !head.any(DETERMINER) && !page.is_name(toks[end - 1]);
    let possessive = head.is_possessive && !page.is_name(toks[end - 1]);
    let article_of = head.any(DETERMINER)
        && (at..end).any(|k| {
            matches!(
                page.tokens[toks[k]].lower.as_str(),
                "of" | "at" | "for" | "from" | "in" | "who" | "with" | "to" | "on" | "and"
            )
        });
    number
        || state
        || article
        || participle
        || role_of
        || lower && !head.any(super::lexicon::PRONOUN)
        || possessive
        || article_of
        || head.any(PREPOSITION.or(RELATIVE))
}

/// Tells that words between a subject and its verb leave them together: adverbs, auxiliaries.
#[must_use]
pub fn is_filler(page: &Page<'_>, tok: usize) -> bool {
    let token = &page.tokens[tok];
    token.is_word && token.any(ADVERB.or(AUXILIARY).or(HEDGE))
        || token.lower.ends_with("ly") && !token.is_capital
}
