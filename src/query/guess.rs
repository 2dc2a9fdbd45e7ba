//! When no word is found: the nearest word of the vocabulary, or names that hold its letters. Only
//! for words that are asked for, never for excluded ones, and always announced.

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

/// Returns what stands in for the words that are found nowhere, and what to say about it.
pub(super) fn guess(store: &Store, query: &Query, env: &Env) -> (Guesses, Vec<String>) {
    let mut guesses = Guesses::new();
    let mut announced = Vec::new();
    for (term, needle, typed) in unfound(store, query, env) {
        if let Some(word) = nearest_word(store, needle.folded()) {
            announced.push(format!("showing {word} for {typed}"));
            guesses.insert(term.number, Guess::Word(Needle::new(&word)));
        } else if let Some((names, rows)) = like_names(store, needle.folded()) {
            announced.push(format!("showing {} for {typed}", list(&names)));
            guesses.insert(term.number, Guess::Names(rows));
        }
    }
    (guesses, announced)
}

/// Returns what may have been meant, where nothing may be guessed.
pub(super) fn suggest(store: &Store, query: &Query, env: &Env) -> Vec<String> {
    let near = |(_, needle, _): (&Term, &Needle, &str)| {
        let word = nearest_word(store, needle.folded());
        word.or_else(|| Some(like_names(store, needle.folded())?.0.first()?.clone()))
    };
    let words = unfound(store, query, env).into_iter().filter_map(near);
    words
        .map(|word| format!("did you mean `{word}`?"))
        .collect()
}

/// Returns the words asked for that stand in no claim at all.
fn unfound<'q>(store: &Store, query: &'q Query, env: &Env) -> Vec<(&'q Term, &'q Needle, &'q str)> {
    let mut asked = Vec::new();
    if let Some(root) = &query.root {
        root.positive(&mut |term| {
            if let Seeks::Word(needle, typed) = &term.seeks {
                asked.push((term, needle, typed.as_str()));
            }
        });
    }
    asked.retain(|(_, needle, _)| {
        let test = needle.test(store, env);
        !store.claims().any(&test)
    });
    asked
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
    let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
    let mut see = |text: &str| {
        for word in words(text).map(|range| &text[range]) {
            // Bytes bound letters only in ASCII, where they cost nothing to compare.
            if word.is_ascii() && typed.is_ascii() && word.len().abs_diff(typed.len()) > limit {
                continue;
            }
            match seen.get_mut(word) {
                Some((_, count)) => *count += 1,
                None => {
                    let off = strsim::osa_distance(typed, word);
                    seen.insert(word.to_owned(), (off, 1));
                }
            }
        }
    };
    for claim in store.claims() {
        see(claim.folded_names());
        see(claim.folded_body());
    }
    let spellings = store
        .speakers()
        .filter(|speaker| !speaker.claims().is_empty());
    for speaker in spellings {
        [speaker.name()]
            .into_iter()
            .chain(speaker.aliases())
            .for_each(|name| see(&fold(name)));
    }
    let near = seen.into_iter().filter(|(_, (off, _))| *off <= limit);
    let best = near.min_by(|(word, (off, count)), (other, (other_off, other_count))| {
        let nearer = off.cmp(other_off).then(other_count.cmp(count));
        nearer.then_with(|| word.cmp(other))
    });
    best.map(|(word, _)| word)
}

/// Returns the names, tags, titles and ids most like the letters typed, and their claims.
fn like_names(store: &Store, typed: &str) -> Option<(Vec<String>, Rows)> {
    if typed.chars().count() < 3 {
        return None;
    }
    let matcher = matcher();
    let mut scores: HashMap<String, Option<i64>> = HashMap::new();
    for claim in store.claims() {
        each_name(claim, &mut |name| {
            if !scores.contains_key(name) {
                let folded = fold(name);
                let likely = is_subsequence(&folded, typed);
                let found = likely
                    .then(|| matcher.fuzzy_indices(&folded, typed))
                    .flatten();
                let score = found.filter(|(_, at)| is_tight(&folded, typed, at));
                scores.insert(name.to_owned(), score.map(|(score, _)| score));
            }
        });
    }
    let best = scores.values().flatten().max().copied()?;
    // What scores a fifth less than the best is another name.
    let is_like =
        |name: &str| matches!(scores.get(name), Some(Some(score)) if score * 5 >= best * 4);
    let mut rows = Rows::default();
    for claim in store.claims() {
        let mut like = false;
        each_name(claim, &mut |name| like |= is_like(name));
        if like {
            rows.insert(claim.ix());
        }
    }
    let mut names: Vec<String> = scores
        .keys()
        .filter(|name| is_like(name))
        .cloned()
        .collect();
    names.sort_by(|a, b| scores[b].cmp(&scores[a]).then_with(|| a.cmp(b)));
    Some((names, rows))
}

fn each_name(claim: ClaimRef<'_>, each: &mut dyn FnMut(&str)) {
    if let Some(speaker) = claim.speaker() {
        each(speaker.name());
        speaker.aliases().for_each(&mut *each);
    }
    claim.tags().for_each(&mut *each);
    each(&claim.article().title);
    each(claim.id());
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
