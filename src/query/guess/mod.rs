//! When nothing is found: the nearest word of the vocabulary for a word, the nearest value for a field's
//! value, or names that hold the letters. Only for what is asked for, never for what is excluded or
//! quoted, and always announced.

mod names;
mod value;
mod word;

use std::ops::Range;

pub(super) use value::nearest_value;

use super::ast::{Seeks, Term};
use super::filters::Filter as _;
use super::plan::{Guess, Guesses};
use super::value::written;
use super::words::Needle;
use super::{Env, Query};
use crate::store::Store;
use names::like_names;
use word::nearest_word;

/// At most so many names are announced.
const NAMES_SHOWN: usize = 3;

/// What was guessed.
#[derive(Debug, Default)]
pub(super) struct Guessed {
    /// What stands in for what is found nowhere.
    pub(super) guesses: Guesses,
    /// What to say about it.
    pub(super) announced: Vec<String>,
    /// Each of them as a term, where it stands in for a word.
    pub(super) meant: Vec<String>,
    /// The query's text with what was guessed in it.
    pub(super) read_as: String,
    /// The query's text with what was typed in quotes: nothing is guessed for that.
    pub(super) literal: String,
}

/// A place of the query's text, and what may stand there.
struct Swap {
    span: Range<usize>,
    read_as: String,
    literal: String,
}

/// Guesses what was meant by the words and values that are asked for and found nowhere.
pub(super) fn guess(store: &Store, query: &Query, env: &Env) -> Guessed {
    let mut guessed = Guessed::default();
    let mut swaps = Vec::new();
    for (term, needle, typed) in unfound(store, query, env, false) {
        let (read_as, names, guess) = if let Some(word) = nearest_word(store, needle.folded()) {
            let guess = Guess::Word(Needle::new(&word));
            (word.clone(), vec![word], guess)
        } else if let Some((names, rows)) = like_names(store, needle.folded()) {
            (format!("~{}", written(typed)), names, Guess::Names(rows))
        } else {
            continue;
        };
        guessed.announced.push(showing(&list(&names), typed));
        guessed.meant.extend(names.into_iter().next());
        guessed.guesses.insert(term.number, guess);
        swaps.push(Swap {
            span: term.span.clone(),
            read_as,
            literal: quoted(typed),
        });
    }
    for found in value::guess_values(store, query, env) {
        guessed.announced.push(found.announced);
        guessed
            .guesses
            .insert(found.term, Guess::Values(found.filters));
        swaps.extend(found.swaps);
    }
    guessed.read_as = swapped(&query.text, &mut swaps, |swap| &swap.read_as);
    guessed.literal = swapped(&query.text, &mut swaps, |swap| &swap.literal);
    guessed
}

fn showing(shown: &str, typed: &str) -> String {
    format!("showing {shown} for {typed}")
}

fn swapped(text: &str, swaps: &mut [Swap], with: fn(&Swap) -> &str) -> String {
    swaps.sort_by_key(|swap| swap.span.start);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for swap in swaps.iter() {
        out.push_str(text.get(copied..swap.span.start).unwrap_or_default());
        out.push_str(with(swap));
        copied = swap.span.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// Returns a text in quotes, whatever is in it.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
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
    words.retain(|(_, needle, _)| needle.rows(store, env).is_none_or(|rows| rows.is_empty()));
    words
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

    #[test]
    fn a_misspelt_value_is_taken_for_the_nearest_and_announced() {
        let tagged = Claim {
            tags: vec!["deepseek".to_owned()],
            ..claim("b", "Ann")
        };
        let store = article(vec![claim("a", "Mark Zuckerberg"), tagged]);
        for (query, id, announced) in [
            (
                "who:zukerberg",
                "a",
                "showing Mark Zuckerberg for zukerberg",
            ),
            ("who:\"mrak zukerberg\"", "", ""),
            ("who:zkrbrg", "a", "showing Mark Zuckerberg for zkrbrg"),
            ("who:zukerb", "a", "showing Mark Zuckerberg for zukerb"),
            (
                "who:nobody,zukerberg",
                "a",
                "showing Mark Zuckerberg for zukerberg",
            ),
            ("tag:depseek", "b", "showing deepseek for depseek"),
            ("outlet:yrok", "ab", "showing New York Post for yrok"),
            ("author:tapscot words", "", ""),
            ("who:=zukerberg", "", ""),
            ("-who:zukerberg who:qqqq", "", ""),
            ("unit:pounds", "", ""),
        ] {
            let hits = hits(&store, query, Guessing::Allowed);
            if id.is_empty() {
                assert_eq!(hits.guesses, [""; 0], "{query}");
            } else {
                assert_eq!(hits.guesses, [announced], "{query}");
                assert_eq!(found(&store, query).concat(), id, "{query}");
            }
            let literal = run(&store, &parse(query), &env(), Guessing::Literal);
            assert_eq!(literal.guesses, [""; 0], "{query}");
        }
    }

    #[test]
    fn a_guess_can_be_taken_over_or_sent_away() {
        let store = article(vec![claim("a", "Mark Zuckerberg")]);
        for (query, read_as, literal) in [
            ("-xx wrods", "-xx words", "-xx \"wrods\""),
            (
                "who:zukerberg wrods sort:who",
                "who:\"Mark Zuckerberg\" words sort:who",
                "who:\"zukerberg\" \"wrods\" sort:who",
            ),
            ("zkrbrg", "~zkrbrg", "\"zkrbrg\""),
        ] {
            let hits = hits(&store, query, Guessing::Allowed);
            assert_eq!(hits.read_as.as_deref(), Some(read_as));
            assert_eq!(hits.literal.as_deref(), Some(literal));
            assert_eq!(found(&store, read_as), ["a"], "{read_as}");
            assert_eq!(found(&store, literal), [""; 0], "{literal}");
        }
    }
}
