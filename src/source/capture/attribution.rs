//! Who says what stands in marks: one row a rule, tried in order, the surest first.
//!
//! A rule looks at the frame of a quote and names a mention, or nothing. A confidence is at most
//! (right + 1) / (found + 2) on the development set, a half for a rule that is never used there.

use super::apposition::after;
use super::clause::{first_subject, is_filler, subject, takes_object};
use super::cue::cue;
use super::frame::Frame;
use super::lexicon::{BODY, HONORIFIC, ROLE, WORDS};
use super::names::{Mention, Sort};
use super::page::Page;
use super::verbs::Manner;

/// A rule that names a speaker.
pub struct Rule {
    /// Its name, as drafts carry it.
    pub name: &'static str,
    /// How often it is right, 0 to 100.
    pub confidence: u8,
    /// The verb or words are right beside the marks.
    pub adjacent: bool,
    find: fn(&Page<'_>, &Frame) -> Option<Mention>,
}

/// The rules, in the order they are tried.
pub const RULES: &[Rule] = &[
    Rule {
        name: "said-x",
        confidence: 95,
        adjacent: true,
        find: said_x,
    },
    Rule {
        name: "x-said",
        confidence: 95,
        adjacent: true,
        find: x_said,
    },
    Rule {
        name: "x-said-before",
        confidence: 93,
        adjacent: true,
        find: x_said_before,
    },
    Rule {
        name: "according-to",
        confidence: 66,
        adjacent: false,
        find: according_to,
    },
    Rule {
        name: "colon",
        confidence: 75,
        adjacent: true,
        find: super::colon::colon,
    },
    Rule {
        name: "his-words",
        confidence: 66,
        adjacent: true,
        find: his_words,
    },
    Rule {
        name: "colon-clause",
        confidence: 60,
        adjacent: false,
        find: super::colon::colon_clause,
    },
    Rule {
        name: "clause",
        confidence: 85,
        adjacent: false,
        find: clause,
    },
    Rule {
        name: "later-verb",
        confidence: 50,
        adjacent: false,
        find: later_verb,
    },
];

/// What a rule found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Who speaks.
    pub mention: Mention,
    /// The rule.
    pub rule: &'static str,
    /// How sure it is, 0 to 100.
    pub confidence: u8,
    /// The verb stands beside the marks.
    pub adjacent: bool,
}

/// Returns the first rule's finding.
#[must_use]
pub fn attribute(page: &Page<'_>, frame: &Frame) -> Option<Found> {
    RULES.iter().find_map(|rule| {
        (rule.find)(page, frame).map(|mention| Found {
            mention,
            rule: rule.name,
            confidence: rule.confidence,
            adjacent: rule.adjacent,
        })
    })
}

/// `“…,” said Margaret Oduya, the transport secretary`
fn said_x(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words[..frame.until];
    let mut at = frame.at;
    while words.get(at).is_some_and(|&tok| {
        matches!(page.tokens[tok].lower.as_str(), "," | "-" | "—" | "–") || is_filler(page, tok)
    }) {
        at += 1;
    }
    let manner = cue(page, words, at)?;
    let verb = &page.tokens[words[at]];
    if manner == Manner::Think && !verb.lower.ends_with("ed") && !verb.is("thought")
        || verb.lower.ends_with("ing")
    {
        return None;
    }
    let found = after(page, words, at + 1)?;
    // told the Times; called Mr Smith: the object of the verb
    (!takes_object(&verb.lower) || matches!(verb.lower.as_str(), "asked" | "asks")).then_some(found)
}

/// `“…,” Oduya told reporters`; `“…,” Greg Tully, a spokesman for McCready, said`
fn x_said(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words[..frame.until];
    let limit = words.len().min(frame.at + 34);
    let inner = page.text[page.quotes[frame.quote].inner.clone()].trim_end();
    let comma_inside =
        inner.ends_with([',', '?', '!', '—', '–', '-', '…']) || !page.quotes[frame.quote].closed;
    // “…,” it said: a body that was named before
    if let [it, verb, ..] = words[frame.at..]
        && page.tokens[it].is("it")
        && page.tokens[verb].manner == Some(Manner::Say)
    {
        return Some(super::names::pronoun(page, it));
    }
    for at in frame.at..limit {
        let Some(manner) = cue(page, words, at) else {
            let stop = matches!(page.tokens[words[at]].lower.as_str(), ";" | ":")
                || !comma_inside && at > frame.at + 14;
            if stop {
                return None;
            }
            continue;
        };
        if page.tokens[words[at]].lower.ends_with("ing") && at > frame.at {
            // “…,” he says, pointing
            continue;
        }
        let comma_after = words
            .get(frame.at)
            .is_some_and(|&tok| matches!(page.tokens[tok].lower.as_str(), "," | "—" | "–"));
        let direct =
            manner != Manner::Think && manner != Manner::Announce || comma_inside || comma_after;
        if !direct {
            return None;
        }
        let tail = &words[frame.at..];
        let found = subject(page, tail, at - frame.at)?;
        let led = frame.before().is_some_and(|tok| page.tokens[tok].is_word);
        if led && tail.first().is_none_or(|&first| found.first > first + 1) {
            return None;
        }
        // Without a comma only a name right beside the marks is meant: the “complex” Joe Biden warned of.
        let beside = found.first <= tail[0] + 1;
        return (comma_inside
            || comma_after
            || beside && at - frame.at <= 7 && page.tokens[tail[0]].span.start > 0)
            .then_some(found);
    }
    None
}

/// `Peter Lindqvist, chief executive of Harbour Link, said: “…”`
fn x_said_before(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words[..frame.at];
    let mut at = words.len();
    let lead = |tok: usize| {
        matches!(
            page.tokens[tok].lower.as_str(),
            "," | ":" | "that" | "—" | "–" | "-"
        )
    };
    while at > 0 && lead(words[at - 1]) {
        at -= 1;
    }
    let punctuated = at < words.len();
    // said in an interview: “…”: the verb may stand some words back where a mark leads over
    let reach = if punctuated { 14 } else { 4 };
    for back in 1..=reach {
        let verb = at.checked_sub(back)?;
        if verb < frame.since && frame.since > 0 && verb + 1 < frame.since {
            return None;
        }
        let Some(manner) = cue(page, words, verb) else {
            let token = &page.tokens[words[verb]];
            if !token.is_word && back > 1 && !punctuated {
                return None;
            }
            continue;
        };
        if back > 1 && !punctuated && manner != Manner::Call {
            return None;
        }
        if back > 3
            && !matches!(
                manner,
                Manner::Say | Manner::Argue | Manner::Write | Manner::Voice | Manner::Call
            )
        {
            return None;
        }
        return subject(page, words, verb);
    }
    None
}

/// `According to Tom Baird, a geologist, …`
fn according_to(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words;
    let at = (0..words.len()).find(|&at| {
        page.tokens[words[at]].is("according")
            && words
                .get(at + 1)
                .is_some_and(|&to| page.tokens[to].is("to"))
    })?;
    after(page, words, at + 2)
}

/// `Fitch’s message to other parents was simple. “Get the shot.”`, `in the words of X`
fn his_words(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words[..frame.at];
    let at = words.iter().rposition(|&tok| page.tokens[tok].any(WORDS))?;
    if words.len() - at > 8 {
        return None;
    }
    // X said in a statement of policy that …: the verb tells
    let told = (0..at).any(|verb| cue(page, words, verb).is_some_and(Manner::takes_a_clause));
    if !told
        && words.get(at + 1).is_some_and(|&tok| {
            page.tokens[tok].any(super::lexicon::PREPOSITION)
                && matches!(page.tokens[tok].lower.as_str(), "of" | "from" | "by")
        })
    {
        return after(page, words, at + 2);
    }
    // Only where the words are what the sentence is about; X said Y's comments were “…” is X's.
    let found = owner(page, words, at)?;
    words
        .iter()
        .take(2)
        .any(|&tok| tok == found.first)
        .then_some(found)
}

/// The owner of the word at a place: `Fitch’s message`, `his answer`.
pub fn owner(page: &Page<'_>, words: &[usize], at: usize) -> Option<Mention> {
    let owner = (at.saturating_sub(3)..at).rev().find(|&k| {
        let token = &page.tokens[words[k]];
        token.is_possessive || matches!(token.lower.as_str(), "his" | "her")
    })?;
    let token = &page.tokens[words[owner]];
    let mut first = owner;
    if token.is_possessive {
        while first > 0 && page.is_name(words[first - 1]) && words[first - 1] + 1 == words[first] {
            first -= 1;
        }
        if !page.is_name(words[first]) {
            return None;
        }
    }
    let untitled = (first..owner).take_while(|&at| page.tokens[words[at]].any(HONORIFIC.or(ROLE)));
    let named = first + untitled.count();
    let text = page.shown(words[named]..words[owner] + 1);
    let name = ["’s", "'s", "’", "'"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let sort = if token.is_possessive {
        Sort::Named
    } else {
        Sort::Pronoun
    };
    Some(Mention {
        first: words[first],
        end: words[owner] + 1,
        name: name.to_owned(),
        sort,
        role: None,
        org: None,
    })
}

/// `The trust said it would “fight this” and …`: the nearest verb before, further away.
fn clause(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words[..frame.at];
    let floor = words
        .iter()
        .rposition(|&tok| matches!(page.tokens[tok].lower.as_str(), ";"))
        .map_or(0, |at| at + 1);
    for verb in (floor..words.len()).rev() {
        let Some(manner) = cue(page, words, verb) else {
            continue;
        };
        if manner == Manner::Voice {
            continue;
        }
        // known as, wearing a badge saying: what reads has no voice
        if let Some(found) = subject(page, &words[floor..], verb - floor) {
            let near =
                manner != Manner::Announce && manner != Manner::Think || words.len() - verb <= 12;
            return near.then_some(found);
        }
    }
    None
}

/// `The effect “may be larger”, the authors write`: the verb after the quote, further away.
fn later_verb(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words;
    for verb in frame.at..words.len() {
        let Some(manner) = cue(page, words, verb) else {
            continue;
        };
        if !matches!(manner, Manner::Say | Manner::Argue | Manner::Write) {
            continue;
        }
        // “…” and “…,” says Heintzman
        let comma = (frame.at..verb)
            .rev()
            .find(|&at| page.tokens[words[at]].is(","))?;
        if comma + 1 == verb {
            return after(page, words, verb + 1);
        }
        let ends = words.len() - verb <= 8;
        // The board “…” the plan, it said in the statement
        if ends && page.tokens[words[verb - 1]].is("it") && verb == comma + 2 {
            return first_subject(page, words, frame.at);
        }
        return ends
            .then(|| subject(page, &words[comma + 1..], verb - comma - 1))
            .flatten();
    }
    None
}

/// Tells that a mention may speak at all: a place or a day may not.
#[must_use]
pub fn may_speak(page: &Page<'_>, found: &Mention) -> bool {
    let body = (found.first..found.end).any(|tok| page.tokens[tok].any(BODY.or(ROLE)));
    found.sort != Sort::Described || body || found.name.split(' ').count() <= 4
}
