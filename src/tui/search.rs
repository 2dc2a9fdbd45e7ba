//! The searching thread: the newest query wins, and a longer one looks only at what the one before
//! found. Knows nothing of the screen but which view's digest is wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use super::msg::{Counted, Found, Msg, Ordered};
use super::view::views;
use super::work::{CHECKED_AT_ONCE, EndsTheApp, World};
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

/// So long the list is given to be drawn before its counts take all cores.
const PAUSE: Duration = Duration::from_millis(3);

/// The view that is a list of claims.
const LIST: &str = "claims";

/// So many claims at least are in order when the list is shown, more than a screen or a few of them
/// have; the others come after it.
const FIRST: usize = 500;

/// The way to the thread.
pub(super) struct Searcher {
    wanted: Sender<Search>,
    newest: Arc<AtomicU64>,
}

impl Searcher {
    /// Starts the thread; it ends with the last way to it. `damaged` is called when the claims turn out
    /// not to be what was kept of them.
    pub(super) fn start(world: World, damaged: impl Fn() + Send + 'static) -> Self {
        let (wanted, queue) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        std::thread::spawn(move || {
            let _ends = EndsTheApp::of(&world);
            serve(&world, &queue, &seen, &damaged);
        });
        Self { wanted, newest }
    }

    /// Asks; what answers an older question is left.
    pub(super) fn ask(&self, search: Search) {
        self.newest.store(search.generation, Ordering::Relaxed);
        // The thread ends only with the program.
        let _ = self.wanted.send(search);
    }
}

fn serve(world: &World, wanted: &Receiver<Search>, newest: &AtomicU64, damaged: &dyn Fn()) {
    let mut last: Option<Answered> = None;
    let mut told: Option<Arc<Store>> = None;
    let mut newer: Option<Search> = None;
    while let Some(mut search) = newer.take().or_else(|| wanted.recv().ok()) {
        while let Ok(newer) = wanted.try_recv() {
            search = newer;
        }
        let store = world.store();
        let asked = Instant::now();
        let query = query::parse(&search.text);
        let few = store.len() <= CHECKED_AT_ONCE;
        let (mut hits, found) = among_the_threads(&query, || {
            let hits = hits(&store, &query, &search, last.as_ref());
            let mut found = found(&store, &hits, &search, asked.elapsed());
            if few {
                found.counted = counted(&store, &query, &hits, &search, &|| false);
            }
            (hits, found)
        });
        world.tell(Msg::Found(Box::new(found)));
        // The list is on its way. Where it answers an old question by now, nobody asks for its counts,
        // and to draw it comes first.
        if !few {
            newer = wanted.recv_timeout(PAUSE).ok();
            let stale = || newest.load(Ordering::Relaxed) != search.generation;
            let counted = || counted(&store, &query, &hits, &search, &stale);
            let counted = || among_the_threads(&query, counted);
            if newer.is_none()
                && let Some(counted) = counted()
            {
                world.tell(Msg::Counted(Box::new(counted)));
            }
        }
        if hits.unordered && newest.load(Ordering::Relaxed) == search.generation {
            among_the_threads(&query, || query::put_in_order(&store, &query, &mut hits));
            let (generation, rows) = (search.generation, hits.rows.clone());
            world.tell(Msg::Ordered(Box::new(Ordered { generation, rows })));
        }
        if !few && newer.is_none() && newest.load(Ordering::Relaxed) == search.generation {
            let store = Arc::clone(&store);
            // Without a thread for it the next key takes longer, and finds the same.
            let _ = std::thread::Builder::new().spawn(move || store.look_ahead());
        }
        last = Some((Arc::clone(&store), query, hits));
        if store.is_damaged() && told.as_ref().is_none_or(|told| !Arc::ptr_eq(told, &store)) {
            told = Some(Arc::clone(&store));
            damaged();
        }
    }
}

/// Works as one of the threads that share the work: for another that waits for them there is no core, and
/// when they are done it takes long until it has one. Who asks for nothing has nothing to share, and at
/// the start would only wait until they have looked at the files.
fn among_the_threads<R: Send>(query: &Query, work: impl FnOnce() -> R + Send) -> R {
    if query.is_empty() {
        work()
    } else {
        rayon::scope(|_| work())
    }
}

/// A query, what it found, and where.
type Answered = (Arc<Store>, Query, Hits);

/// Finds; within what was found last where the query goes on from there.
fn hits(store: &Arc<Store>, query: &Query, search: &Search, last: Option<&Answered>) -> Hits {
    let (env, guessing) = (&search.env, Guessing::Allowed);
    match last {
        Some((of, before, found)) if Arc::ptr_eq(of, store) => {
            // Other views show all that was found at once.
            let first = if search.view == LIST {
                FIRST
            } else {
                usize::MAX
            };
            query::run_within(store, query, env, guessing, (before, found), first)
        }
        _ => query::run(store, query, env, guessing),
    }
}

/// Makes what the view shows of what was found.
fn found(store: &Arc<Store>, hits: &Hits, search: &Search, took: Duration) -> Found {
    let view = search.view;
    let digest = views::view(view).map(|row| (row.digest)(store, &hits.rows, &search.env.zone));
    Found {
        generation: search.generation,
        store: Arc::clone(store),
        hits: hits.clone(),
        digest: (view, digest.unwrap_or_default()),
        took,
        counted: None,
    }
}

/// Counts the facets of what was found; tries what else may be found where that is nothing.
fn counted(
    store: &Store,
    query: &Query,
    hits: &Hits,
    search: &Search,
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Counted> {
    let facets = query::facets(store, query, &search.env, hits, stop)?;
    let relaxed = if hits.rows.is_empty() {
        query::relaxed(store, query, &search.env)
    } else {
        Vec::new()
    };
    Some(Counted {
        generation: search.generation,
        facets,
        relaxed,
    })
}

/// Answers one search here and now, and counts what it found.
#[must_use]
pub fn find(store: &Arc<Store>, search: &Search) -> Found {
    let asked = Instant::now();
    let query = query::parse(&search.text);
    let hits = query::run(store, &query, &search.env, Guessing::Allowed);
    let mut found = found(store, &hits, search, asked.elapsed());
    found.counted = counted(store, &query, &hits, search, &|| false);
    found
}

#[cfg(test)]
mod tests;
