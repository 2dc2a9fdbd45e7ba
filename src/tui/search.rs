//! The searching thread: the newest query wins, and a longer one looks only at what the one before
//! found. Knows nothing of the screen but which view's digest is wanted.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::msg::{Found, Msg};
use super::view::views;
use super::work::World;
use crate::query::{self, Guessing, Hits, Query};
use crate::store::Store;

/// A job of the searching thread.
pub struct Search {
    /// Which question this is.
    pub generation: u64,
    /// The query.
    pub text: String,
    /// The view that shows the answer.
    pub view: &'static str,
    /// The clock and the zone.
    pub env: query::Env,
}

/// Answers what is wanted, one after the other. `damaged` is called when the claims turn out not to be
/// what was kept of them.
pub(super) fn search(world: &World, wanted: &Receiver<Search>, damaged: &dyn Fn()) {
    let mut last: Option<(Arc<Store>, Query, Hits)> = None;
    let mut told: Option<Arc<Store>> = None;
    while let Ok(mut search) = wanted.recv() {
        while let Ok(newer) = wanted.try_recv() {
            search = newer;
        }
        let store = world.store();
        let started = Instant::now();
        let query = query::parse(&search.text);
        let hits = match &last {
            Some((of, before, found)) if Arc::ptr_eq(of, &store) => {
                let before = (before, found);
                query::run_within(&store, &query, &search.env, Guessing::Allowed, before)
            }
            _ => query::run(&store, &query, &search.env, Guessing::Allowed),
        };
        let took = started.elapsed();
        last = Some((Arc::clone(&store), query.clone(), hits.clone()));
        let found = found(&store, (query, hits), &search, took);
        world.tell(Msg::Found(Box::new(found)));
        if store.is_damaged() && told.as_ref().is_none_or(|told| !Arc::ptr_eq(told, &store)) {
            told = Some(Arc::clone(&store));
            damaged();
        }
    }
}

/// Counts the facets of what was found, and makes what the view shows.
fn found(
    store: &Arc<Store>,
    (query, hits): (Query, Hits),
    search: &Search,
    took: Duration,
) -> Found {
    let env = &search.env;
    let facets = query::facets(store, &query, env, &hits);
    let relaxed = if hits.rows.is_empty() {
        query::relaxed(store, &query, env)
    } else {
        Vec::new()
    };
    let view = search.view;
    let digest = views::view(view).map(|row| (row.digest)(store, &hits.rows, &env.zone));
    Found {
        generation: search.generation,
        store: Arc::clone(store),
        hits,
        facets,
        relaxed,
        digest: (view, digest.unwrap_or_default()),
        took,
    }
}

/// Answers one search here and now.
#[must_use]
pub fn find(store: &Arc<Store>, search: &Search) -> Found {
    let started = Instant::now();
    let query = query::parse(&search.text);
    let hits = query::run(store, &query, &search.env, Guessing::Allowed);
    found(store, (query, hits), search, started.elapsed())
}
