//! Finding and ordering.

use rayon::prelude::*;

use super::guess::guess;
use super::narrow::narrows;
use super::ordering::Sorting;
use super::plan::{Guesses, Plan};
use super::rank::Ranking;
use super::suggest::{Side, did_you_mean, suggest};
use super::{Env, Query};
use crate::store::{FileRef, Ix, Store};

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
    /// The query with the guessed words in it, for highlights and to take the guess over.
    pub read_as: Option<String>,
    /// The query with the words that were guessed for in quotes: run as it is, it finds nothing in
    /// their place.
    pub literal: Option<String>,
    /// What may have been meant by words and values that nothing has, where nothing was guessed:
    /// "did you mean `inflation`?".
    pub suggestions: Vec<String>,
}

/// Runs a query: filters, then orders by its `sort:`, else by relevance when it has words, else in
/// file order. Terms with a problem are left out.
#[must_use]
pub fn run(store: &Store, query: &Query, env: &Env, guessing: Guessing) -> Hits {
    let rows = filter(store, query, env, &Guesses::new());
    finish(store, query, env, guessing, rows)
}

/// Runs a query as [`run`] does, after another one on the same store: where it only goes on from there,
/// only what that one found is looked at.
#[must_use]
pub fn run_within(
    store: &Store,
    query: &Query,
    env: &Env,
    guessing: Guessing,
    (before, found): (&Query, &Hits),
) -> Hits {
    if !found.guesses.is_empty() || !narrows(before, query) {
        return run(store, query, env, guessing);
    }
    let none = Guesses::new();
    let plan = Plan::new(query, store, env, &none);
    let claims = found.rows.par_iter().filter_map(|&ix| store.claim(ix));
    let passing = claims.filter(|&claim| plan.passes(claim));
    let mut rows: Vec<Ix> = passing.map(|claim| claim.ix()).collect();
    rows.par_sort_unstable();
    finish(store, query, env, guessing, rows)
}

/// Orders what was found; guesses when that is nothing.
fn finish(store: &Store, query: &Query, env: &Env, guessing: Guessing, rows: Vec<Ix>) -> Hits {
    let none = Guesses::new();
    if !rows.is_empty() {
        return Hits {
            rows: order(store, query, &none, rows),
            suggestions: suggest(store, query, env, Side::Excluded),
            ..Hits::default()
        };
    }
    let guessed = guess(store, query, env);
    if guessing == Guessing::Allowed && !guessed.guesses.is_empty() {
        let rows = filter(store, query, env, &guessed.guesses);
        if !rows.is_empty() {
            return Hits {
                rows: order(store, query, &guessed.guesses, rows),
                guesses: guessed.announced,
                read_as: Some(guessed.read_as),
                literal: Some(guessed.literal),
                suggestions: suggest(store, query, env, Side::Excluded),
            };
        }
    }
    let words = guessed.meant.iter().map(|meant| did_you_mean(meant));
    Hits {
        suggestions: words
            .chain(suggest(store, query, env, Side::Both))
            .collect(),
        ..Hits::default()
    }
}

/// Below this many claims, sharing the work costs more than it saves.
const WORTH_SHARING: usize = 10_000;

/// Returns the claims that pass, in store order.
pub(super) fn filter(store: &Store, query: &Query, env: &Env, guesses: &Guesses) -> Vec<Ix> {
    let plan = Plan::new(query, store, env, guesses);
    if let Some(among) = plan.among() {
        let rows: Vec<Ix> = among.iter().collect();
        let passes = |ix: &Ix| store.claim(*ix).is_some_and(|claim| plan.passes(claim));
        return rows.into_par_iter().filter(passes).collect();
    }
    if store.len() < WORTH_SHARING {
        let passing = store.claims().filter(|&claim| plan.passes(claim));
        return passing.map(|claim| claim.ix()).collect();
    }
    let files: Vec<FileRef<'_>> = store.files().collect();
    let passing = files.par_iter().flat_map_iter(|file| {
        let claims = file.claims().filter_map(|ix| store.claim(ix));
        claims
            .filter(|&claim| plan.passes(claim))
            .map(|claim| claim.ix())
    });
    passing.collect()
}

fn order(store: &Store, query: &Query, guesses: &Guesses, rows: Vec<Ix>) -> Vec<Ix> {
    let rows = if query.has_words() {
        Ranking::new(query, guesses).order(store, &rows)
    } else {
        rows
    };
    Sorting::new(query).order(store, rows)
}
