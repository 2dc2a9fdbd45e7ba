//! The language as a whole.

use proptest::prelude::*;

use super::testing::{article, claim, env, found, rows};
use super::{Guessing, parse, run};
use crate::model::{Claim, Kind};
use crate::store::{Ix, Store};

fn small() -> Store {
    let with = |id: &str, speaker: &str, quote: &str, kind| Claim {
        quote: Some(quote.to_owned()),
        kind: Some(kind),
        tags: vec![id.to_owned()],
        ..claim(id, speaker)
    };
    article(vec![
        with("ab", "Ann", "alpha beta", Kind::Fact),
        with("bc", "Bob", "Beta gamma", Kind::Figure),
        with("ca", "Ann", "gamma alpha", Kind::Opinion),
        with("dd", "Dan", "delta", Kind::Fact),
    ])
}

#[test]
fn terms_combine() {
    let store = small();
    for (query, expected) in [
        ("alpha", vec!["ab", "ca"]),
        ("alpha gamma", vec!["ca"]),
        ("alpha AND gamma", vec!["ca"]),
        ("delta OR gamma beta", vec!["bc", "dd"]),
        ("(delta OR gamma) who:ann", vec!["ca"]),
        ("-alpha", vec!["bc", "dd"]),
        ("NOT alpha -delta", vec!["bc"]),
        ("-(alpha OR delta)", vec!["bc"]),
        ("\"gamma alpha\"", vec!["ca"]),
        ("-\"gamma alpha\" alpha", vec!["ab"]),
        ("/al.ha$/", vec!["ca"]),
        ("Beta", vec!["bc"]),
        ("kind:fact,opinion -who:dan", vec!["ab", "ca"]),
        ("", vec!["ab", "bc", "ca", "dd"]),
    ] {
        let mut ids = found(&store, query);
        ids.sort_unstable();
        assert_eq!(ids, expected, "{query}");
    }
}

#[test]
fn a_term_with_a_problem_is_left_out() {
    let store = small();
    let query = parse("alpha kind:fcat");
    assert_eq!(query.problems().len(), 1);
    let hits = run(&store, &query, &env(), Guessing::Allowed);
    assert_eq!(hits.rows, [Ix(0), Ix(2)]);
}

/// On its way to `who:ann` the text is a word for a moment, then a field that asks for nothing yet.
#[test]
fn a_field_that_is_being_typed_is_a_word_then_nothing_then_itself() {
    let store = small();
    for (query, expected, unfinished) in [
        ("alpha b", vec!["ab"], false),
        ("alpha be", vec!["ab"], false),
        ("alpha by:", vec!["ab", "ca"], true),
        ("alpha who:", vec!["ab", "ca"], true),
        ("alpha who:b", vec![], false),
        ("alpha who:a", vec!["ab", "ca"], false),
    ] {
        let query = parse(query);
        let waits = |problem: &super::Problem| problem.unfinished;
        assert_eq!(query.problems().iter().any(waits), unfinished);
        let mut ids: Vec<_> = run(&store, &query, &env(), Guessing::Literal).rows;
        ids.sort_unstable();
        let ids: Vec<_> = ids
            .into_iter()
            .filter_map(|ix| store.claim(ix))
            .map(|c| c.id())
            .collect();
        assert_eq!(ids, expected, "{}", query.text());
    }
}

#[test]
fn emptiness_and_words_are_told() {
    assert!(parse("  ").is_empty() && !parse("a").is_empty() && !parse("sort:who").is_empty());
    assert!(parse("who:a (b)").has_words() && parse("~b").has_words());
    assert!(!parse("who:a -b /c/ sort:who").has_words());
}

fn set(query: &str) -> Vec<Ix> {
    let store = small();
    let parsed = parse(query);
    let mut rows = run(&store, &parsed, &env(), Guessing::Literal).rows;
    rows.sort();
    rows
}

/// Queries that mean something.
fn queries() -> impl Strategy<Value = String> {
    let term = prop_oneof![
        "[abgd]|alpha|beta|gamma|Beta|\"alpha beta\"|/[a-d][a-z]{1,2}/|~ga",
        "who:(ann|=Bob|dan,bob)|kind:(fact|figure,opinion)|tag:ab|has:tag|cred:none|id:c",
    ];
    term.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            inner.prop_map(|a| format!("-({a})")),
        ]
    })
}

proptest! {
    #[test]
    fn not_not_is_the_thing_itself(query in queries()) {
        prop_assert_eq!(set(&format!("-(-({query}))")), set(&query));
        prop_assert_eq!(set(&format!("NOT NOT ({query})")), set(&query));
    }

    #[test]
    fn not_is_the_rest(query in queries()) {
        let (own, rest) = (set(&query), set(&format!("-({query})")));
        prop_assert_eq!(own.len() + rest.len(), 4);
        prop_assert!(own.iter().all(|ix| !rest.contains(ix)));
    }

    #[test]
    fn or_finds_both_sides_and_and_their_common_part(a in queries(), b in queries()) {
        let (left, right) = (set(&a), set(&b));
        let mut union: Vec<Ix> = left.iter().chain(&right).copied().collect();
        union.sort();
        union.dedup();
        prop_assert_eq!(set(&format!("{a} OR {b}")), union);
        let common: Vec<Ix> = left.iter().copied().filter(|ix| right.contains(ix)).collect();
        prop_assert_eq!(set(&format!("({a}) ({b})")), common);
    }

    #[test]
    fn a_fuzzy_term_finds_and_orders_what_brute_force_does(
        quotes in prop::collection::vec("[a-d ]{0,24}|[a-d]{1,3}( [a-d]{1,4}){0,5}|(A-b c/d ){1,3}", 1..40),
        typed in "[a-d]{1,4}|[ab]-b|c/d",
    ) {
        let claims = quotes.iter().zip(0..).map(|(quote, at)| Claim {
            quote: Some(quote.clone()),
            ..claim(&format!("z{at}"), "X")
        });
        let store = article(claims.collect());
        let score = |claim: crate::store::ClaimRef<'_>| {
            let lines = claim.folded_names().lines().chain(claim.folded_body().lines());
            lines.filter_map(|line| crate::text::fuzzy_indices(line, &typed).map(|(score, _)| score)).max()
        };
        let mut expected: Vec<(i64, Ix)> =
            store.claims().filter_map(|claim| Some((-score(claim)?, claim.ix()))).collect();
        expected.sort_unstable();
        let expected: Vec<Ix> = expected.into_iter().map(|(_, ix)| ix).collect();
        prop_assert_eq!(rows(&store, &format!("~{typed}")), expected);
    }

    #[test]
    fn ordering_loses_and_doubles_nothing(query in queries(), sort in "|sort:-cred,who|sort:relevance|sort:-fig") {
        let store = small();
        let mut ordered = rows(&store, &format!("{query} {sort}"));
        ordered.sort();
        let mut plain = rows(&store, &query);
        plain.sort();
        prop_assert_eq!(ordered, plain);
    }
}
