//! Who is mentioned: a noun phrase read from its first token on.
//!
//! `Governor Ilse Brandt`, `Darwin.AI CEO Sheldon Fernandez`, `a Torvex spokesperson`, `analysts at
//! Gorse & Pine`, `she`. What stands there is all that is told: nobody is looked up here.

use super::lexicon::{
    ADVERB, AUXILIARY, BODY, CALENDAR, COMPARISON, CONJUNCTION, DETERMINER, HONORIFIC, PARTICLE,
    PREPOSITION, PRONOUN, RANK, ROLE,
};
use super::page::{Page, Token};
use super::titles::{possessive, titled};

/// What sort of mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A person or a body by name.
    Named,
    /// Somebody who is described only: `a police spokeswoman`.
    Described,
    /// `he`, `she`, `they`.
    Pronoun,
}

/// A mention of a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens, as indices; role and title included.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The name without titles, or the description.
    pub name: String,
    /// What sort it is.
    pub sort: Sort,
    /// The role before the name, as written.
    pub role: Option<String>,
    /// The organisation before the role, as written.
    pub org: Option<String>,
}

/// Reads a mention that begins at `toks[k]`; `toks` are token indices of narrative, in order.
/// Returns it with the place after it.
#[must_use]
pub fn mention(page: &Page<'_>, toks: &[usize], k: usize) -> Option<(Mention, usize)> {
    let first = page.tokens.get(*toks.get(k)?)?;
    if !first.is_word || first.is_possessive && first.any(PRONOUN) {
        return None;
    }
    if first.any(PRONOUN) && !first.any(DETERMINER) && !first.is_possessive {
        return (first.lower != "it" && first.lower != "i" && first.lower != "we").then(|| {
            (
                build(page, toks, k..k + 1, Sort::Pronoun, k, None, None),
                k + 1,
            )
        });
    }
    named(page, toks, k).or_else(|| described(page, toks, k))
}

/// Returns the mention of one word that stands for somebody named before.
pub(super) fn pronoun(page: &Page<'_>, tok: usize) -> Mention {
    build(page, &[tok], 0..1, Sort::Pronoun, 0, None, None)
}

pub(super) fn build(
    page: &Page<'_>,
    toks: &[usize],
    whole: std::ops::Range<usize>,
    sort: Sort,
    name_from: usize,
    role: Option<std::ops::Range<usize>>,
    org: Option<std::ops::Range<usize>>,
) -> Mention {
    let shown = |range: std::ops::Range<usize>| -> String {
        match (
            toks.get(range.start),
            range.end.checked_sub(1).and_then(|last| toks.get(last)),
        ) {
            (Some(&a), Some(&b)) if range.start < range.end => {
                let text = page
                    .shown(a..b + 1)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                let bare = text.strip_suffix("’s").or_else(|| text.strip_suffix("'s"));
                bare.map(str::to_owned).unwrap_or(text)
            }
            _ => String::new(),
        }
    };
    let said =
        |range: Option<std::ops::Range<usize>>| range.map(&shown).filter(|text| !text.is_empty());
    Mention {
        first: toks[whole.start],
        end: toks[whole.end - 1] + 1,
        name: shown(name_from..whole.end),
        sort,
        role: said(role),
        org: said(org),
    }
}

/// The end of the run of capitalised words that begins at `k`, particles and initials included.
pub(super) fn run(page: &Page<'_>, toks: &[usize], k: usize) -> usize {
    let mut end = k;
    let mut at = k;
    while let Some(&tok) = toks.get(at) {
        let token = &page.tokens[tok];
        let adjacent = at == k || tok == toks[at - 1] + 1;
        if !adjacent {
            break;
        }
        if page.is_name(tok) {
            at += 1;
            end = at;
            if token.is_possessive {
                break;
            }
        } else if goes_on(page, toks, k, at) {
            at += 1;
        } else if (token.is("of") || token.is("for") && at > k) && is_body_name(page, toks, k, at) {
            at += 1;
            if toks
                .get(at)
                .is_some_and(|&next| page.tokens[next].is("the"))
            {
                at += 1;
            }
        } else {
            break;
        }
    }
    end
}

/// A particle or an ampersand inside of a name.
fn goes_on(page: &Page<'_>, toks: &[usize], k: usize, at: usize) -> bool {
    let token = &page.tokens[toks[at]];
    if token.is("&") {
        return at > k && toks.get(at + 1).is_some_and(|&next| page.is_name(next));
    }
    let article = token.any(DETERMINER) && at == k;
    token.any(PARTICLE) && token.is_word && !article && joins(page, toks, at)
}

/// A particle goes on to another one, or to a capital.
fn joins(page: &Page<'_>, toks: &[usize], at: usize) -> bool {
    let next = toks.get(at + 1).map(|&next| &page.tokens[next]);
    next.is_some_and(|next| {
        next.is_word
            && (next.is_capital && !next.any(CALENDAR)
                || next.any(PARTICLE) && !next.any(CONJUNCTION))
    })
}

/// `Bank of England`, `Department of Justice`, `Institute of Oceanography`: a body whose name has an `of`.
fn is_body_name(page: &Page<'_>, toks: &[usize], k: usize, at: usize) -> bool {
    let Some(before) = at
        .checked_sub(1)
        .filter(|&b| b >= k)
        .map(|b| &page.tokens[toks[b]])
    else {
        return false;
    };
    let after = toks.get(at + 1).copied();
    let after = after
        .filter(|&next| !page.tokens[next].is("the"))
        .or_else(|| toks.get(at + 2).copied());
    let heads = "bank department ministry office university institute house board college church bureau \
                 chamber court council league federation society association school museum kingdom states";
    let head = heads.split_whitespace().any(|word| before.lower == word);
    head && after.is_some_and(|next| page.is_name(next))
}

/// Skips the words before a name: an article, adjectives, a role in lower case.
fn modifiers(page: &Page<'_>, toks: &[usize], k: usize) -> Option<usize> {
    let mut start = k;
    loop {
        let tok = *toks.get(start)?;
        let token = &page.tokens[tok];
        let particle = token.any(PARTICLE) && !token.any(PREPOSITION.or(DETERMINER));
        if page.is_name(tok) || particle && joins(page, toks, start) {
            return Some(start);
        }
        let known = token.any(ROLE.or(RANK).or(DETERMINER).or(BODY).or(HONORIFIC));
        let plain = !token.is_capital && token.manner.is_none();
        let joining = token.any(PREPOSITION.or(CONJUNCTION)) && !token.any(DETERMINER.or(ROLE));
        let modifier = token.is_word
            && (known || plain)
            && !joining
            && !token.any(AUXILIARY.or(PRONOUN).or(CALENDAR));
        let possessive_of_name = token.is_possessive && !token.any(DETERMINER);
        if !modifier || possessive_of_name || start - k >= 7 {
            return None;
        }
        start += 1;
        // the head coach, Luis Ferreira: an apposition, read by the caller
        let next = &page.tokens[*toks.get(start)?];
        if !next.is_word && !next.is("-") {
            return None;
        }
    }
}

fn named(page: &Page<'_>, toks: &[usize], k: usize) -> Option<(Mention, usize)> {
    let start = modifiers(page, toks, k)?;
    let end = run(page, toks, start);
    if end == start {
        return None;
    }
    // A lower-case word before the name must be what the person is, or the name is another's.
    if start > k {
        let before = &page.tokens[toks[start - 1]];
        let is = DETERMINER.or(RANK).or(ROLE).or(BODY).or(HONORIFIC);
        let title = page.tokens[toks[start]].any(ROLE.or(HONORIFIC));
        if !title && !before.any(is) && !before.lower.contains('-') && !is_trade(before) {
            return None;
        }
    }
    if page.tokens[toks[end - 1]].is_possessive {
        return possessive(page, toks, k, start, end);
    }
    followed(page, toks, k, start, end).or_else(|| Some((titled(page, toks, k, start, end), end)))
}

/// `winger`, `welder`, `pianist`: what somebody does, told by the end of the word.
fn is_trade(token: &Token) -> bool {
    let ends = ["er", "or", "ist", "man", "woman", "ian", "eer"];
    let closed = PREPOSITION
        .or(CONJUNCTION)
        .or(ADVERB)
        .or(AUXILIARY)
        .or(DETERMINER)
        .or(CALENDAR)
        .or(COMPARISON);
    token.is_word
        && !token.is_capital
        && token.manner.is_none()
        && !token.any(closed)
        && token.lower.len() >= 5
        && ends.iter().any(|end| token.lower.ends_with(end))
}

/// `Facebook owner Meta`, `Hillary Clinton campaign manager Robby Mook`, `a Torvex spokesperson`: what
/// follows the name tells whose it is.
fn followed(
    page: &Page<'_>,
    toks: &[usize],
    k: usize,
    start: usize,
    end: usize,
) -> Option<(Mention, usize)> {
    let noun = |tok: usize| {
        let token = &page.tokens[tok];
        token.is_word
            && !page.is_name(tok)
            && (token.any(ROLE.or(BODY).or(RANK)) || is_trade(token))
            && !token.any(PREPOSITION.or(CONJUNCTION))
            && (token.manner.is_none() || token.any(ROLE.or(BODY)))
    };
    let nouns = toks[end..]
        .iter()
        .take(5)
        .take_while(|&&tok| noun(tok))
        .count();
    let after = end + nouns;
    if nouns == 0 {
        return None;
    }
    let org = Some(start..end);
    if toks.get(after).is_some_and(|&tok| page.is_name(tok)) {
        let stop = run(page, toks, after);
        let role = Some(end..after);
        return Some((
            build(page, toks, k..stop, Sort::Named, after, role, org),
            stop,
        ));
    }
    if toks[end..after]
        .iter()
        .all(|&tok| is_trade(&page.tokens[tok]))
    {
        return None;
    }
    let from = if start > k { k } else { start };
    let stop = tail(page, toks, after);
    let found = build(page, toks, from..stop, Sort::Described, from, None, org);
    Some((found, stop))
}

/// The end of a description with what follows it: `for X`, `of X`, `at X`, `familiar with X`.
pub(super) fn tail(page: &Page<'_>, toks: &[usize], from: usize) -> usize {
    let mut end = from;
    for _ in 0..2 {
        let Some(&tok) = toks.get(end) else { break };
        let word = page.tokens[tok].lower.as_str();
        let skip = match word {
            "for" | "of" | "at" | "from" | "in" | "with" => 1,
            "familiar" | "close" | "polled" | "briefed" | "involved" => 2,
            _ => break,
        };
        let mut at = end + skip;
        let begin = at;
        while let Some(&tok) = toks.get(at) {
            let token = &page.tokens[tok];
            let part = token.is_word
                && (token.manner.is_none() || token.any(BODY) || token.is_capital)
                && !token.any(CALENDAR)
                && (!token.any(AUXILIARY.or(CONJUNCTION).or(PREPOSITION).or(ADVERB))
                    || token.any(DETERMINER))
                || token.is("&");
            if !part || at - begin >= 6 {
                break;
            }
            at += 1;
        }
        if at == begin {
            break;
        }
        end = at;
    }
    end
}

/// `the company`, `two people familiar with the talks`, `officials`.
fn described(page: &Page<'_>, toks: &[usize], k: usize) -> Option<(Mention, usize)> {
    let mut at = k;
    let mut head = None;
    while let Some(&tok) = toks.get(at) {
        let token = &page.tokens[tok];
        let joined = token.is("and")
            && head.is_some()
            && toks
                .get(at + 1)
                .is_some_and(|&next| page.tokens[next].any(BODY.or(ROLE)));
        let noun = token.any(BODY.or(ROLE));
        let stop = !token.is_word
            || token.any(PREPOSITION.or(CONJUNCTION).or(AUXILIARY))
                && !joined
                && !token.any(DETERMINER)
            || token.manner.is_some()
                && !(noun && (at == k || !ahead_is_subject_end(page, toks, at)))
            || token.any(ADVERB.or(CALENDAR)) && head.is_some();
        if stop || at - k >= 8 {
            break;
        }
        at += 1;
        if noun && !token.is_possessive {
            head = Some(at);
        }
    }
    // `the authors`: an article and any noun will do, right before a verb; the caller asks for that.
    let article = page.tokens[toks[k]].any(DETERMINER);
    // `auditors wrote`: so will a plural that nothing but the verb follows.
    let plural = at == toks.len() && at > k && is_plural(&page.tokens[toks[at - 1]]);
    let end = head.or_else(|| (article && at > k + 1 || plural).then_some(at))?;
    let stop = tail(page, toks, end);
    Some((
        build(page, toks, k..stop, Sort::Described, k, None, None),
        stop,
    ))
}

fn is_plural(token: &Token) -> bool {
    let closed = PREPOSITION
        .or(CONJUNCTION)
        .or(ADVERB)
        .or(AUXILIARY)
        .or(PRONOUN)
        .or(CALENDAR);
    token.is_word
        && !token.is_possessive
        && token.lower.len() > 4
        && token.lower.ends_with('s')
        && !["ss", "us", "is"]
            .iter()
            .any(|end| token.lower.ends_with(end))
        && token.manner.is_none()
        && !token.any(closed)
}

/// Tells that the word is a verb here although it may be a noun: nothing but a clause follows.
fn ahead_is_subject_end(page: &Page<'_>, toks: &[usize], at: usize) -> bool {
    let next = toks.get(at + 1).map(|&next| &page.tokens[next]);
    next.is_none_or(|next| next.manner.is_none() && !next.any(PREPOSITION.or(AUXILIARY)))
}
