//! The thread that holds quotes to their captured texts, beside everything else.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use super::msg::Msg;
use super::state::Captured;
use super::work::World;
use crate::disk::{self, sources};
use crate::source::{Known, SourceText};
use crate::store::{Store, Verifying, checks, passages, verify};

/// Work that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_millis(200);

/// So many findings of a rule are listed in the app.
pub const LISTED: usize = 1_000;

/// The way to the thread.
pub(super) struct Verifier {
    jobs: Sender<u64>,
    newest: Arc<AtomicU64>,
}

impl Verifier {
    /// Starts the thread; it ends with the last way to it.
    pub(super) fn start(world: World) -> Self {
        let (jobs, queue) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        std::thread::spawn(move || serve(&world, &queue, &seen));
        Self { jobs, newest }
    }

    /// Asks for the quotes of the claims as they are now; an older question is dropped.
    pub(super) fn ask(&self, generation: u64) {
        self.newest.store(generation, Ordering::Relaxed);
        // The thread ends only with the program.
        let _ = self.jobs.send(generation);
    }
}

fn serve(world: &World, queue: &Receiver<u64>, newest: &AtomicU64) {
    while let Ok(generation) = queue.recv() {
        let stale = || newest.load(Ordering::Relaxed) != generation;
        if stale() {
            continue;
        }
        let store = world.store();
        let started = Instant::now();
        let progress = |done: usize, total: usize| {
            if started.elapsed() > PATIENCE && done.is_multiple_of(20) {
                world.tell(Msg::Verifying(generation, done, total));
            }
        };
        if hold(world, &store, &progress, &stale) {
            // One thread of its own, which searches need not share a core with: of very many claims it is
            // at work for half a minute.
            let alone = rayon::ThreadPoolBuilder::new().num_threads(1);
            let alone = alone.start_handler(|_| disk::cores::give_way());
            let problems = match alone.build() {
                Ok(pool) => pool.install(|| checks::check_some(&store, LISTED)),
                Err(_) => checks::check_some(&store, LISTED),
            };
            world.tell(Msg::Verified {
                generation,
                problems,
            });
        }
    }
}

/// Holds the quotes of a store to their texts; tells that it was not stopped.
pub(super) fn hold(
    world: &World,
    store: &Store,
    progress: &(dyn Fn(usize, usize) + Sync),
    stop: &(dyn Fn() -> bool + Sync),
) -> bool {
    let folder = disk::folder_settings(&world.root.dir).sources;
    let largest = world.limits.bytes as u64;
    let cache = world.cache.as_deref();
    let known = cache.map_or_else(Known::default, sources::known);
    let how = Verifying {
        read: &|pin| sources::pinned(&folder, pin, largest),
        wanted: &|_| true,
        known: &known,
        progress,
        stop,
    };
    // Quotes and articles that nothing else needs do not stay in memory.
    let aside = store.afresh(0..store.files().len());
    let Some((overlay, sought)) = verify(&aside, &how) else {
        return false;
    };
    store.lay_over(overlay);
    if let Some(cache) = cache {
        sources::keep_known(cache, known, sought);
    }
    true
}

impl World {
    /// Reads the captured text that a record pins, when it is at hand; why it is not is told with the
    /// quotes.
    pub(super) fn source(&self, file: &str) -> Option<Arc<Captured>> {
        let store = self.store();
        let pin = store.file(file)?.article().source.as_ref();
        let folder = disk::folder_settings(&self.root.dir).sources;
        let captured = sources::pinned(&folder, pin, self.limits.bytes as u64).ok()??;
        let text = SourceText::new(captured.text);
        let passages = passages(&store, file, &text);
        Some(Arc::new(Captured { text, passages }))
    }
}
