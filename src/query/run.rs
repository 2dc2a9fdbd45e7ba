//! Finding and ordering.

use rayon::prelude::*;

use super::guess::guess;
use super::narrow::narrows;
use super::ordering::Sorting;
use super::plan::{Guesses, Plan};
use super::rank::Ranking;
use super::suggest::{Side, did_you_mean, suggest};
use super::{Env, Query};
use crate::store::{FileRef, Ix, Ranked, RowSet, Store};

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
    /// Only the first of them are in order; see [`run_within`] and [`put_in_order`].
    pub unordered: bool,
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
    finish(store, query, env, guessing, (&rows, usize::MAX))
}

/// Runs a query as [`run`] does, after another one on the same store: where it only goes on from there,
/// only what that one found is looked at. Where that takes less time only the `first` claims are put in
/// order.
#[must_use]
pub fn run_within(
    store: &Store,
    query: &Query,
    env: &Env,
    guessing: Guessing,
    (before, found): (&Query, &Hits),
    first: usize,
) -> Hits {
    let rows = if found.guesses.is_empty() && narrows(before, query) {
        narrowed(store, query, env, found)
    } else {
        filter(store, query, env, &Guesses::new())
    };
    finish(store, query, env, guessing, (&rows, first))
}

/// Puts all that was found in order, where only the first claims are.
pub fn put_in_order(store: &Store, query: &Query, hits: &mut Hits) {
    if std::mem::take(&mut hits.unordered) {
        let rows = hits.rows.iter().copied().collect();
        hits.rows = order(store, query, &Guesses::new(), (&rows, usize::MAX)).claims;
    }
}

/// Returns the claims that pass among those that an earlier query found.
fn narrowed(store: &Store, query: &Query, env: &Env, found: &Hits) -> RowSet {
    let none = Guesses::new();
    let plan = Plan::new(query, store, env, &none);
    plan.rows(store.len()).unwrap_or_else(|| {
        let claims = found.rows.par_iter().filter_map(|&ix| store.claim(ix));
        let passing = claims.filter(|&claim| plan.passes(claim));
        let rows: Vec<Ix> = passing.map(|claim| claim.ix()).collect();
        rows.into_iter().collect()
    })
}

/// Orders what was found, at least the first so many; guesses when that is nothing.
fn finish(
    store: &Store,
    query: &Query,
    env: &Env,
    guessing: Guessing,
    (rows, first): (&RowSet, usize),
) -> Hits {
    let none = Guesses::new();
    if !rows.is_empty() {
        let ranked = order(store, query, &none, (rows, first));
        return Hits {
            unordered: ranked.ordered < ranked.claims.len(),
            rows: ranked.claims,
            suggestions: suggest(store, query, env, Side::Excluded),
            ..Hits::default()
        };
    }
    let guessed = guess(store, query, env);
    if guessing == Guessing::Allowed && !guessed.guesses.is_empty() {
        let rows = filter(store, query, env, &guessed.guesses);
        if !rows.is_empty() {
            return Hits {
                rows: order(store, query, &guessed.guesses, (&rows, usize::MAX)).claims,
                guesses: guessed.announced,
                read_as: Some(guessed.read_as),
                literal: Some(guessed.literal),
                suggestions: suggest(store, query, env, Side::Excluded),
                unordered: false,
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

/// Returns the claims that pass.
pub(super) fn filter(store: &Store, query: &Query, env: &Env, guesses: &Guesses) -> RowSet {
    let plan = Plan::new(query, store, env, guesses);
    if let Some(rows) = plan.rows(store.len()) {
        return rows;
    }
    let among = plan.among().unwrap_or_else(|| RowSet::all(store.len()));
    let files: Vec<FileRef<'_>> = store.files().collect();
    let passing = files.par_iter().with_min_len(FILES).flat_map_iter(|&file| {
        let claims = store.claims_of(file, &among);
        let passing = claims.filter(|&claim| plan.passes(claim));
        passing.map(|claim| claim.ix())
    });
    let rows: Vec<Ix> = passing.collect();
    rows.into_iter().collect()
}

/// So many files at least are looked through by one thread: to share fewer costs more than it saves.
const FILES: usize = 64;

fn order(
    store: &Store,
    query: &Query,
    guesses: &Guesses,
    (rows, first): (&RowSet, usize),
) -> Ranked {
    // Another order needs all claims as they rank.
    let first = if query.sorts.is_empty() {
        first
    } else {
        usize::MAX
    };
    let ranked = if query.has_words() {
        Ranking::new(query, guesses).order(store, rows, first)
    } else {
        Ranked::whole(rows.iter().collect())
    };
    if query.sorts.is_empty() {
        return ranked;
    }
    Ranked::whole(Sorting::new(query).order(store, ranked.claims))
}
