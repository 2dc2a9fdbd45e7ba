//! Where a verb reports speech, and where the same word is a noun, a passive or an infinitive.

use super::lexicon::{BODY, CONJUNCTION, DETERMINER, PREPOSITION, RELATIVE, ROLE};
use super::page::Page;
use super::verbs::Manner;

/// A verb of speech at this place, not one of a mere noun phrase.
pub(super) fn cue(page: &Page<'_>, words: &[usize], at: usize) -> Option<Manner> {
    let token = &page.tokens[*words.get(at)?];
    let manner = token.manner.filter(|_| !token.is_capital)?;
    let before = at.checked_sub(1).map(|at| &page.tokens[words[at]]);
    // the claims, his comments, in response to: a noun
    let noun = before.is_some_and(|before| {
        before.is_possessive
            || before.any(DETERMINER) && !before.any(RELATIVE)
            || before.any(PREPOSITION)
                && !token.lower.ends_with("ing")
                && !used_to(page, words, at)
                && !before.any(CONJUNCTION)
            || matches!(before.lower.as_str(), "to" | "his" | "her" | "their")
                && !token.lower.ends_with('d')
                && manner != Manner::Call
                && !before.is("to")
    });
    // was called, is known, be said: passive, whose subject does not speak
    let passive = token.lower.ends_with('d')
        && (1..=2).any(|back| {
            at.checked_sub(back).is_some_and(|at| {
                matches!(
                    page.tokens[words[at]].lower.as_str(),
                    "was" | "were" | "is" | "are" | "be" | "been" | "being"
                )
            })
        });
    (!noun && !passive && !is_named_thing(page, words, at)).then_some(manner)
}

/// `a similar decline`, `the latest report`: a base form behind an article and one more word is a noun.
fn is_named_thing(page: &Page<'_>, words: &[usize], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map(|at| &page.tokens[words[at]]);
    let base = !["d", "s", "ing"]
        .iter()
        .any(|end| page.tokens[words[at]].lower.ends_with(end));
    let (Some(article), Some(between)) = (word(2), word(1)) else {
        return false;
    };
    let subject = between.any(BODY.or(ROLE)) || between.is_capital || between.lower.ends_with('s');
    base && article.any(DETERMINER) && between.is_word && !subject
}

/// `used to tell her`: an infinitive that reports all the same.
fn used_to(page: &Page<'_>, words: &[usize], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map(|at| &page.tokens[words[at]]);
    word(1).is_some_and(|to| to.is("to")) && word(2).is_some_and(|used| used.is("used"))
}
