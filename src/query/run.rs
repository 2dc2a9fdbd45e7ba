//! Finding and ordering.

use super::guess::{guess, suggest};
use super::plan::{Guesses, Plan};
use super::rank::Ranking;
use super::sorts::Sorting;
use super::{Env, Query};
use crate::store::{Ix, Store};

/// Whether words that are not found may be taken for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guessing {
    /// In the app and in `list`: announced in [`Hits::guesses`].
    Allowed,
    /// Everywhere else: literal or nothing, with [`Hits::suggestions`].
    Literal,
}

/// What a query found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// The claims, in order.
    pub rows: Vec<Ix>,
    /// What was shown for what was asked: "showing inflation for inflatoin".
    pub guesses: Vec<String>,
    /// What may have been meant, when nothing was guessed: "did you mean `inflation`?".
    pub suggestions: Vec<String>,
}

/// Runs a query: filters, then orders by its `sort:`, else by relevance when it has words, else in
/// file order. Terms with a problem are left out.
#[must_use]
pub fn run(store: &Store, query: &Query, env: &Env, guessing: Guessing) -> Hits {
    let none = Guesses::new();
    let rows = filter(store, query, env, &none);
    if !rows.is_empty() || !query.has_words() {
        return Hits {
            rows: order(store, query, &none, rows),
            ..Hits::default()
        };
    }
    if guessing == Guessing::Literal {
        return Hits {
            suggestions: suggest(store, query, env),
            ..Hits::default()
        };
    }
    let (guesses, announced) = guess(store, query, env);
    if guesses.is_empty() {
        return Hits::default();
    }
    let rows = filter(store, query, env, &guesses);
    let guesses_announced = if rows.is_empty() {
        Vec::new()
    } else {
        announced
    };
    Hits {
        rows: order(store, query, &guesses, rows),
        guesses: guesses_announced,
        suggestions: Vec::new(),
    }
}

/// Returns the claims that pass, in store order.
pub(super) fn filter(store: &Store, query: &Query, env: &Env, guesses: &Guesses) -> Vec<Ix> {
    let plan = Plan::new(query, store, env, guesses);
    let passing = store.claims().filter(|&claim| plan.passes(claim));
    passing.map(|claim| claim.ix()).collect()
}

fn order(store: &Store, query: &Query, guesses: &Guesses, rows: Vec<Ix>) -> Vec<Ix> {
    let rows = if query.has_words() {
        Ranking::new(query, guesses).order(store, rows)
    } else {
        rows
    };
    Sorting::new(query).order(store, rows)
}
