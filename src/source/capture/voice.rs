//! Speech, or not: a title, a name, a word held at arm's length (a scare quote).

use super::attribution::Found;
use super::cue::cue;
use super::frame::Frame;
use super::lexicon::{DETERMINER, NAMING, PREPOSITION, WORK};
use super::page::Page;
use super::verbs::Manner;

/// What stands in marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Somebody's words.
    Speech,
    /// The title of a work, or a name.
    Title,
    /// A word that is used with a pinch of salt, coined, or merely mentioned.
    Scare,
}

/// Judges the words in marks by their length, what stands round them, and whether a rule found a speaker.
#[must_use]
pub fn voice(page: &Page<'_>, frame: &Frame, found: Option<&Found>) -> Voice {
    let inner = &page.text[page.quotes[frame.quote].inner.clone()];
    let words = inner
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    let adjacent = found.is_some_and(|found| found.adjacent);
    let title = is_title_case(inner) && words >= 2;
    if title && frame.at > 0 && is_work(page, frame) {
        return Voice::Title;
    }
    if found.is_some_and(|found| {
        matches!(found.rule, "said-x" | "colon") || found.rule == "x-said" && words > 1
    }) {
        return Voice::Speech;
    }
    // “Act now,” the warnings read: a comma at the end of a sentence's first words leads on to who says them
    let leads = frame.at == 0 && inner.ends_with(',') && inner.starts_with(char::is_uppercase);
    // “We nearly did not open”: how a village …
    let headed =
        frame.at == 0 && words > 2 && frame.after().is_some_and(|tok| page.tokens[tok].is(":"));
    if leads && words > 1 || headed || is_heard(page, frame) {
        return Voice::Speech;
    }
    let named = is_named(page, frame);
    if found.is_some() && called_as(page, frame) {
        return Voice::Speech;
    }
    if title && !frame.is_bare(page) && words <= 6 && !adjacent {
        return Voice::Title;
    }
    if is_work(page, frame) && words <= 7 && !adjacent && inner.starts_with(char::is_uppercase) {
        return Voice::Title;
    }
    if named && words <= 6 {
        return Voice::Scare;
    }
    if frame.is_bare(page) {
        return Voice::Speech;
    }
    let sentence = inner.ends_with(['.', '!', '?', ',']) && inner.starts_with(char::is_uppercase);
    let colon = frame.before().is_some_and(|tok| page.tokens[tok].is(":"));
    if let Some(found) = found {
        let late = found.rule == "later-verb" && words > 1;
        let clause_verb = words >= 5 || adjacent || late || colon && sentence || says(page, frame);
        return if clause_verb || found.rule == "according-to" {
            Voice::Speech
        } else {
            Voice::Scare
        };
    }
    let modifies =
        leads_in_phrase(page, frame) && frame.after().is_some_and(|tok| page.tokens[tok].is_word);
    if words >= 8
        || words >= 5 && !modifies
        || sentence && words >= 3 && !leads_in_phrase(page, frame)
    {
        return Voice::Speech;
    }
    Voice::Scare
}

/// `known as “GPUs”`, `the so-called “war”`, `a banner reading “…”`
fn is_named(page: &Page<'_>, frame: &Frame) -> bool {
    let words = &frame.words[..frame.at];
    let near = words.iter().rev().take(3);
    let passive = |tok: usize| {
        tok.checked_sub(1).is_some_and(|before| {
            matches!(
                page.tokens[before].lower.as_str(),
                "is" | "are" | "was" | "were" | "be" | "been" | "once" | "what"
            )
        })
    };
    near.enumerate().any(|(back, &tok)| {
        let token = &page.tokens[tok];
        let verb = token.manner.is_some();
        let mentioned = token.any(NAMING) && (!verb || passive(tok));
        mentioned || back <= 1 && token.is("reading")
    })
}

fn is_work(page: &Page<'_>, frame: &Frame) -> bool {
    let words = &frame.words[..frame.at];
    // its report, a new study
    let is_noun = |tok: usize| {
        let before = tok.checked_sub(1).map(|before| &page.tokens[before]);
        before.is_some_and(|before| before.any(DETERMINER) || before.is_possessive)
    };
    let object = words.last().is_some_and(|&tok| {
        page.is_name(tok)
            || matches!(
                page.tokens[tok].lower.as_str(),
                "him" | "her" | "them" | "it" | "me"
            )
    });
    let before = words.iter().rev().take(4).any(|&tok| {
        let token = &page.tokens[tok];
        token.any(WORK)
            && if token.lower.ends_with("ed") {
                !object
            } else {
                token.manner.is_none() || is_noun(tok)
            }
    });
    let author = words.iter().rev().take(5).any(|&tok| {
        matches!(
            page.tokens[tok].lower.as_str(),
            "author" | "host" | "director" | "star" | "creator" | "show"
        )
    }) && words.last().is_some_and(|&tok| page.tokens[tok].is("of"));
    before || author
}

/// Tells that the sentence reports with a verb of saying, so that any words in marks are the speaker's.
fn says(page: &Page<'_>, frame: &Frame) -> bool {
    let words = &frame.words[..frame.at];
    let Some((verb, manner)) = (0..words.len())
        .rev()
        .find_map(|at| cue(page, words, at).map(|manner| (words[at], manner)))
    else {
        return false;
    };
    let inner = page.quotes[frame.quote].inner.clone();
    let single = !page.text[inner].trim().contains(' ');
    let modifies = frame.after().is_some_and(|tok| page.tokens[tok].is_word);
    let plain = matches!(
        page.tokens[verb].lower.as_str(),
        "say" | "says" | "said" | "saying"
    );
    match manner {
        _ if single && modifies && !plain => false,
        Manner::Say | Manner::Call => true,
        Manner::Argue | Manner::Write => !single,
        // revealed that …: what follows is said
        Manner::Announce => {
            !single
                && words
                    .iter()
                    .any(|&tok| tok == verb + 1 && page.tokens[tok].is("that"))
        }
        _ => false,
    }
}

/// `described the arrival as AI's “Sputnik Moment.”`: a name somebody gives, at the end of the phrase.
fn called_as(page: &Page<'_>, frame: &Frame) -> bool {
    let words = &frame.words[..frame.at];
    let verb = (0..words.len())
        .rev()
        .find(|&at| cue(page, words, at).is_some());
    verb.is_some_and(|verb| {
        cue(page, words, verb) == Some(Manner::Call)
            && words[verb..].iter().any(|&tok| page.tokens[tok].is("as"))
            && !frame.after().is_some_and(|tok| {
                page.tokens[tok].is_word
                    && page.tokens[tok].manner.is_none()
                    && !page.tokens[tok].any(super::lexicon::CONJUNCTION.or(PREPOSITION))
            })
    })
}

/// `…, inquest hears`, `…, court told`: a headline leaves out who said it there.
fn is_heard(page: &Page<'_>, frame: &Frame) -> bool {
    let [.., place, verb] = frame.words[frame.at..] else {
        return false;
    };
    let place = page.tokens[place].lower.as_str();
    matches!(page.tokens[verb].lower.as_str(), "hears" | "heard" | "told")
        && matches!(
            place,
            "court" | "inquest" | "jury" | "tribunal" | "trial" | "inquiry" | "hearing"
        )
}

fn is_title_case(inner: &str) -> bool {
    // Small words of a title, however long they are.
    let small = [
        "near", "from", "with", "into", "over", "upon", "than", "that", "about", "after", "before",
        "between", "under", "through", "without", "within", "against", "among",
    ];
    let mut long = inner
        .split_whitespace()
        .filter(|word| !small.contains(word))
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4)
        .peekable();
    let first = inner
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    first
        && long.peek().is_some()
        && long.all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()))
}

/// `the “…`, `of “…`: the marks stand within a phrase.
fn leads_in_phrase(page: &Page<'_>, frame: &Frame) -> bool {
    frame.before().is_some_and(|tok| {
        page.tokens[tok].any(DETERMINER.or(PREPOSITION)) || page.tokens[tok].is_possessive
    })
}
