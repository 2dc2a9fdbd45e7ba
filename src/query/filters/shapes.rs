//! The shapes a field's condition takes when it needs no more than a closure.

use std::fmt;
use std::sync::Arc;

use super::{Filter, Test};
use crate::query::Env;
use crate::query::Problem;
use crate::query::rows::Rows;
use crate::query::value::Piece;
use crate::query::value::choice::one_of;
use crate::store::{ClaimRef, RowSet, Store};

struct Each<F>(F);
struct Set<F>(F);

impl<F> fmt::Debug for Each<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Each")
    }
}

impl<F> fmt::Debug for Set<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Set")
    }
}

impl<F: Fn(ClaimRef<'_>) -> bool + Send + Sync> Filter for Each<F> {
    fn test<'a>(&'a self, _: &'a Store, _: &'a Env) -> Test<'a> {
        Box::new(&self.0)
    }
}

impl<F: Fn(&Store, &Env) -> Rows + Send + Sync> Filter for Set<F> {
    fn test<'a>(&'a self, store: &'a Store, env: &'a Env) -> Test<'a> {
        let rows = (self.0)(store, env);
        Box::new(move |claim| rows.has(claim.ix()))
    }

    fn rows(&self, store: &Store, env: &Env) -> Option<RowSet> {
        Some((self.0)(store, env).set())
    }
}

/// Returns a condition that looks at each claim alone.
#[expect(clippy::unnecessary_wraps, reason = "rows want a result")]
pub(super) fn each(
    test: impl Fn(ClaimRef<'_>) -> bool + Send + Sync + 'static,
) -> Result<Arc<dyn Filter>, Problem> {
    Ok(Arc::new(Each(test)))
}

/// Returns a condition that finds its claims by file, speaker or distinct text.
#[expect(clippy::unnecessary_wraps, reason = "rows want a result")]
pub(super) fn set(
    rows: impl Fn(&Store, &Env) -> Rows + Send + Sync + 'static,
) -> Result<Arc<dyn Filter>, Problem> {
    Ok(Arc::new(Set(rows)))
}

/// Returns the value among `all` that the piece names; `None` for the word `none`.
///
/// # Errors
/// A word that is none of them.
pub(super) fn choose<T: Copy>(
    piece: &Piece,
    all: &[T],
    word: fn(T) -> &'static str,
) -> Result<Option<T>, Problem> {
    let mut words: Vec<&str> = all.iter().map(|&value| word(value)).collect();
    words.push("none");
    one_of(piece, &words).map(|at| all.get(at).copied())
}

/// For fields whose set of words is open.
pub(super) fn no_words() -> Vec<(&'static str, &'static str)> {
    Vec::new()
}

/// For fields whose values are not worth completing.
pub(super) fn no_values(_: ClaimRef<'_>, _: &mut dyn FnMut(&str)) {}
