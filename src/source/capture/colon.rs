//! What a colon before a quote tells: a name alone, or the sentence it ends.

use super::clause::subject;
use super::frame::Frame;
use super::names::{Mention, Sort, mention};
use super::page::Page;

/// `Network Rail: “…”`
pub(super) fn colon(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words[..frame.at];
    if !page.tokens[*words.last()?].is(":") {
        return None;
    }
    let last = words.len() - 1;
    let verb = words.iter().any(|&tok| {
        page.tokens[tok].any(super::lexicon::AUXILIARY) || page.tokens[tok].manner.is_some()
    });
    // And this from Cllr Simon Wray: “…”
    let led = (0..last.min(8))
        .filter(|_| !verb)
        .find_map(|at| mention(page, &words[..last], at).filter(|&(_, next)| next == last));
    if let Some((found, _)) = led {
        return Some(found).filter(|found| found.sort != Sort::Pronoun);
    }
    let (found, _) = mention(page, words, 0)?;
    // Smith, in a letter: “…”; Bob Marsh on the vote: “…”
    let short = words.len() <= 14 && found.sort == Sort::Named;
    (short && !verb).then_some(found)
}

/// `The 52-year-old was less forgiving: “…”`: whoever the sentence before the colon is about.
pub(super) fn colon_clause(page: &Page<'_>, frame: &Frame) -> Option<Mention> {
    let words = &frame.words[..frame.at];
    let inner = &page.text[page.quotes[frame.quote].inner.clone()];
    let led = page.tokens[*words.last()?].is(":") && inner.starts_with(char::is_uppercase);
    led.then(|| subject(page, words, words.len() - 1)).flatten()
}
