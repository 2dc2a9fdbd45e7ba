//! When no word is found: the nearest word of the vocabulary, or names that hold its letters. Only
//! for words that are asked for, never for excluded ones, and always announced.

use std::cmp::Reverse;
use std::collections::HashMap;

use fuzzy_matcher::FuzzyMatcher;

use super::ast::{Seeks, Term};
use super::filters::Filter;
use super::plan::{Guess, Guesses};
use super::rows::Rows;
use super::words::{Needle, is_subsequence, matcher};
use super::{Env, Query};
use crate::store::{ClaimRef, Store};
use crate::text::fold::{fold, words};

/// At most so many names are announced.
const NAMES_SHOWN: usize = 3;

/// What was guessed.
#[derive(Debug, Default)]
pub(super) struct Guessed {
    /// What stands in for the words that are found nowhere.
    pub(super) guesses: Guesses,
    /// What to say about it.
    pub(super) announced: Vec<String>,
    /// The words and names themselves.
    pub(super) meant: Vec<String>,
    /// The query's text with the guessed words in it.
    pub(super) read_as: String,
}

/// Guesses what was meant by the words that are asked for and found nowhere.
pub(super) fn guess(store: &Store, query: &Query, env: &Env) -> Guessed {
    let mut guessed = Guessed::default();
    let mut copied = 0;
    for (term, needle, typed) in unfound(store, query, env, false) {
        if let Some(word) = nearest_word(store, needle.folded()) {
            let announced = format!("showing {word} for {typed}");
            guessed.announced.push(announced);
            guessed
                .read_as
                .push_str(&query.text[copied..term.span.start]);
            guessed.read_as.push_str(&word);
            guessed.meant.push(word.clone());
            copied = term.span.end;
            let needle = Needle::new(&word);
            guessed.guesses.insert(term.number, Guess::Word(needle));
        } else if let Some((names, rows)) = like_names(store, needle.folded()) {
            let announced = format!("showing {} for {typed}", list(&names));
            guessed.meant.extend(names.first().cloned());
            guessed.announced.push(announced);
            guessed.guesses.insert(term.number, Guess::Names(rows));
        }
    }
    guessed.read_as.push_str(&query.text[copied..]);
    guessed
}

/// Returns the word or name that may have been meant by one that is found nowhere.
pub(super) fn near(store: &Store, needle: &Needle) -> Option<String> {
    let word = nearest_word(store, needle.folded());
    word.or_else(|| Some(like_names(store, needle.folded())?.0.first()?.clone()))
}

/// Returns the words, excluded or asked for, that stand in no claim at all.
pub(super) fn unfound<'q>(
    store: &Store,
    query: &'q Query,
    env: &Env,
    excluded: bool,
) -> Vec<(&'q Term, &'q Needle, &'q str)> {
    let mut words = Vec::new();
    if let Some(root) = &query.root {
        root.terms(&mut |term, under_not| {
            if let Seeks::Word(needle, typed) = &term.seeks
                && under_not == excluded
            {
                words.push((term, needle, typed.as_str()));
            }
        });
    }
    words.retain(|(_, needle, _)| {
        let test = needle.test(store, env);
        !store.claims().any(&test)
    });
    words
}

/// How many letters a word may be off: none under four letters, one up to five, else two.
fn tolerance(word: &str) -> usize {
    match word.chars().count() {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    }
}

/// Returns the word of the claims that is fewest letters off (Damerau-Levenshtein, each stretch
/// edited once), the most frequent of several.
fn nearest_word(store: &Store, typed: &str) -> Option<String> {
    let limit = tolerance(typed);
    if limit == 0 {
        // Only its case can be wrong.
        let mut texts = store
            .claims()
            .flat_map(|claim| [claim.folded_names(), claim.folded_body()]);
        return texts
            .any(|text| words(text).any(|word| &text[word] == typed))
            .then(|| typed.to_owned());
    }
    let letters = typed.chars().count();
    let near = store.vocabulary().iter().filter_map(|(word, count)| {
        if word.chars().count().abs_diff(letters) > limit {
            return None;
        }
        let off = strsim::osa_distance(typed, word);
        (off <= limit).then_some((off, Reverse(count), word))
    });
    near.min().map(|(_, _, word)| word.to_owned())
}

/// Returns the names, tags, titles and ids most like the letters typed, best first, and their claims.
fn like_names(store: &Store, typed: &str) -> Option<(Vec<String>, Rows)> {
    if typed.chars().count() < 3 {
        return None;
    }
    let matcher = matcher();
    let mut scores: HashMap<&str, Option<i64>> = HashMap::new();
    for claim in store.claims() {
        each_name(claim, &mut |name, _| {
            scores.entry(name).or_insert_with(|| {
                let folded = fold(name);
                let likely = is_subsequence(&folded, typed);
                let found = likely
                    .then(|| matcher.fuzzy_indices(&folded, typed))
                    .flatten();
                let tight = found.filter(|(_, at)| is_tight(&folded, typed, at));
                tight.map(|(score, _)| score)
            });
        });
    }
    let best = scores.values().flatten().max().copied()?;
    // What scores a fifth less than the best is another name.
    let like = |name: &str| {
        let found = scores.get(name).copied().flatten();
        found.filter(|score| score * 5 >= best * 4)
    };
    let mut rows = Rows::default();
    let mut shown: HashMap<&str, i64> = HashMap::new();
    for claim in store.claims() {
        each_name(claim, &mut |name, label| {
            if let Some(score) = like(name) {
                rows.insert(claim.ix());
                let known = shown.entry(label).or_default();
                *known = score.max(*known);
            }
        });
    }
    let mut names: Vec<(&str, i64)> = shown.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    Some((
        names.into_iter().map(|(name, _)| name.to_owned()).collect(),
        rows,
    ))
}

/// Calls `each` with every name a claim goes by, and the name it is announced under.
fn each_name<'s>(claim: ClaimRef<'s>, each: &mut dyn FnMut(&'s str, &'s str)) {
    if let Some(speaker) = claim.speaker() {
        let spellings = [speaker.name()].into_iter().chain(speaker.aliases());
        spellings.for_each(|spelling| each(spelling, speaker.name()));
    }
    let title = claim.article().title.as_str();
    let own = claim.tags().chain([title, claim.id()]);
    own.for_each(|name| each(name, name));
}

/// Tells that the letters begin a word and do not lie scattered: a title holds most short words.
fn is_tight(name: &str, typed: &str, at: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else {
        return false;
    };
    let before = first.checked_sub(1).and_then(|at| name.chars().nth(at));
    let begins = before.is_none_or(|c| !c.is_alphanumeric());
    begins && last - first < typed.chars().count() * 2
}

fn list(names: &[String]) -> String {
    let shown = names
        .iter()
        .take(NAMES_SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(NAMES_SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{article, claim, env, found, registered};
    use crate::query::{Guessing, Hits, parse, run};
    use crate::store::Store;

    fn quotes(quotes: &[(&str, &str)]) -> Store {
        let claims = quotes.iter().map(|(id, quote)| Claim {
            quote: Some((*quote).to_owned()),
            ..claim(id, "X")
        });
        article(claims.collect())
    }

    fn hits(store: &Store, query: &str, guessing: Guessing) -> Hits {
        run(store, &parse(query), &env(), guessing)
    }

    #[test]
    fn a_misspelt_word_is_taken_for_the_nearest_and_announced() {
        let store = quotes(&[("a", "inflation rose"), ("b", "inflating")]);
        let hits = hits(&store, "inflatoin", Guessing::Allowed);
        assert_eq!(hits.rows.len(), 1);
        assert_eq!(hits.guesses, ["showing inflation for inflatoin"]);
        assert_eq!(found(&store, "inflatoin rose"), ["a"]);
    }

    #[test]
    fn literal_means_nothing_found_and_a_suggestion() {
        let store = quotes(&[("a", "inflation rose")]);
        let hits = hits(&store, "inflatoin", Guessing::Literal);
        assert_eq!((hits.rows.len(), hits.guesses.len()), (0, 0));
        assert_eq!(hits.suggestions, ["did you mean `inflation`?"]);
    }

    #[test]
    fn nothing_is_guessed_under_not_nor_when_something_is_found() {
        let store = quotes(&[("a", "inflation"), ("b", "rose")]);
        assert_eq!(found(&store, "-inflatoin"), ["a", "b"]);
        assert_eq!(
            hits(&store, "rose -inflatoin", Guessing::Allowed).guesses,
            [""; 0]
        );
        assert_eq!(found(&store, "inflation rose"), [""; 0]);
        assert_eq!(found(&store, "inflatoin OR rose"), ["b"]);
    }

    #[test]
    fn the_frequent_word_wins_and_short_words_must_be_near() {
        let store = quotes(&[("a", "coast cost"), ("b", "cost")]);
        assert_eq!(
            hits(&store, "coost", Guessing::Allowed).guesses,
            ["showing cost for coost"]
        );
        assert_eq!(hits(&store, "cxxt", Guessing::Allowed).rows, []);
    }

    #[test]
    fn case_that_nothing_has_is_guessed_away() {
        let store = quotes(&[("a", "DeepSeek")]);
        let hits = hits(&store, "Deepseek", Guessing::Allowed);
        assert_eq!(hits.guesses, ["showing deepseek for Deepseek"]);
        assert_eq!(hits.rows.len(), 1);
    }

    #[test]
    fn names_are_found_by_their_letters() {
        let store = registered(
            "Mark Zuckerberg",
            &[],
            vec![claim("a", "Mark Zuckerberg"), claim("b", "Meta")],
        );
        let hits = hits(&store, "zkrbrg", Guessing::Allowed);
        assert_eq!(hits.guesses, ["showing Mark Zuckerberg for zkrbrg"]);
        assert_eq!(found(&store, "zkrbrg"), ["a"]);
    }
}
