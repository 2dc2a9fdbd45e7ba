//! Sentences worth checking that nobody is quoted with: reported speech, figures, predictions, promises.

use super::apposition::after;
use super::clause::subject;
use super::cue::cue;
use super::lexicon::{ACCUSATION, COMPARISON, FUTURE, HEDGE, PROMISE, Sorts};
use super::names::{Mention, Sort};
use super::page::Page;
use super::verbs::Manner;
use crate::model::{Kind, Unit};
use crate::text::figure;

/// What a sentence is worth, and whose it is.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The sentence, an index into [`Page::sentences`].
    pub sentence: usize,
    /// Who is reported to say it; none is the article's own voice, unless `hearsay`.
    pub reported: Option<Mention>,
    /// Passed on without a source: reportedly, it is alleged.
    pub hearsay: bool,
    /// What sort of statement it is.
    pub kind: Kind,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 100.
    pub confidence: u8,
}

/// Returns what a sentence states, if it is worth checking.
#[must_use]
pub fn statement(page: &Page<'_>, sentence: usize) -> Option<Statement> {
    let span = &page.sentences[sentence];
    let words: Vec<usize> = span
        .tokens
        .clone()
        .filter(|&tok| page.tokens[tok].quote.is_none())
        .collect();
    let text = &page.text[span.span.clone()];
    if words.len() < 5 || text.ends_with('?') {
        return None;
    }
    let has = |sorts: Sorts| words.iter().any(|&tok| page.tokens[tok].any(sorts));
    let kind = kind(page, &words, text);
    let make = |reported, hearsay, rule, confidence| Statement {
        sentence,
        reported,
        hearsay,
        kind: kind.unwrap_or(Kind::Fact),
        rule,
        confidence,
    };
    if let Some(reported) = reported(page, &words) {
        return Some(make(Some(reported), false, "indirect", 60));
    }
    let heard = [
        "reportedly",
        "allegedly",
        "supposedly",
        "rumored",
        "rumoured",
        "surfaced",
        "purportedly",
    ];
    if words
        .iter()
        .any(|&tok| heard.contains(&page.tokens[tok].lower.as_str()))
    {
        return Some(make(None, true, "reportedly", 55));
    }
    match kind? {
        Kind::Figure => Some(make(None, false, "figure", 55)),
        Kind::Prediction => Some(make(None, false, "prediction", 45)),
        Kind::Commitment => Some(make(None, false, "commitment", 50)),
        Kind::Allegation => Some(make(None, false, "allegation", 50)),
        _ if has(COMPARISON) => Some(make(None, false, "comparison", 40)),
        _ => None,
    }
}

/// What sort of statement a sentence or a quote is, by its words.
#[must_use]
pub fn kind(page: &Page<'_>, words: &[usize], text: &str) -> Option<Kind> {
    let has = |sorts: Sorts| words.iter().any(|&tok| page.tokens[tok].any(sorts));
    let comparison = || {
        words.iter().any(|&tok| {
            let token = &page.tokens[tok];
            token.any(COMPARISON)
                && !matches!(
                    token.lower.as_str(),
                    "more" | "most" | "only" | "less" | "times" | "record" | "least"
                )
        })
    };
    let measured = |found: &figure::Found| !matches!(found.amount.unit, Unit::None);
    if has(ACCUSATION) {
        Some(Kind::Allegation)
    } else if has(PROMISE) {
        Some(Kind::Commitment)
    } else if has(FUTURE) {
        Some(Kind::Prediction)
    } else if figure::scan(text).iter().any(measured) {
        Some(Kind::Figure)
    } else if comparison() {
        Some(Kind::Fact)
    } else {
        None
    }
}

/// Returns the words that soften a sentence, as printed, each once.
#[must_use]
pub fn hedges<'a>(page: &Page<'a>, tokens: impl Iterator<Item = usize>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for tok in tokens.filter(|&tok| page.tokens[tok].any(HEDGE)) {
        let word = &page.text[page.tokens[tok].span.clone()];
        // Some may and about soften only before what they govern; these are told apart by what follows.
        let vague = matches!(
            page.tokens[tok].lower.as_str(),
            "some" | "about" | "around" | "almost" | "nearly" | "roughly"
        );
        let number = page.tokens.get(tok + 1).is_some_and(|next| {
            !next.is_word || next.lower.starts_with(|c: char| c.is_ascii_digit())
        });
        if (!vague
            || number
                && page
                    .tokens
                    .get(tok + 1)
                    .is_some_and(|next| !next.is(",") && !next.is(".")))
            && !found.contains(&word)
        {
            found.push(word);
        }
    }
    found
}

/// Who a sentence without speech in marks reports: `X warned that …`, `…, officials said`, `according to X`.
fn reported(page: &Page<'_>, words: &[usize]) -> Option<Mention> {
    let according = (1..words.len())
        .find(|&at| page.tokens[words[at]].is("to") && page.tokens[words[at - 1]].is("according"));
    if let Some(at) = according {
        return after(page, words, at + 1);
    }
    for at in 0..words.len() {
        let Some(manner) = cue(page, words, at).filter(|manner| manner.takes_a_clause()) else {
            continue;
        };
        let rest = words.len() - at - 1;
        let that = words
            .get(at + 1)
            .is_some_and(|&tok| page.tokens[tok].is("that"));
        let sure = matches!(manner, Manner::Say | Manner::Argue | Manner::Announce)
            || that
            || manner == Manner::Think;
        let gerund = page.tokens[words[at]].lower.ends_with("ing");
        if !sure || gerund {
            continue;
        }
        // …, officials said on Friday.
        let comma = words[..at]
            .iter()
            .rposition(|&tok| page.tokens[tok].is(","));
        let last = rest <= 5 && comma.is_some();
        let found = match comma {
            Some(comma) if last && at > comma + 1 => {
                subject(page, &words[comma + 1..], at - comma - 1)
            }
            _ => subject(page, words, at),
        };
        let found = found.or_else(|| last.then(|| subject(page, words, at)).flatten());
        if let Some(found) = found {
            let plural_verb = found.sort != Sort::Pronoun || rest > 2;
            return plural_verb.then_some(found);
        }
    }
    None
}
