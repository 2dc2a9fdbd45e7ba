//! The thread that drafts the record of an article, beside everything else. It writes nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use super::msg::Msg;
use super::state::{From, Order};
use super::work::World;
use crate::disk::capture;
use crate::model::id_from;
use crate::source::capture::{NoRecord, Record, record};

/// How often it is told how far it is.
const EVERY: Duration = Duration::from_millis(50);

/// The way to the thread.
pub(super) struct Capturer {
    jobs: Sender<(u64, Order)>,
    newest: Arc<AtomicU64>,
}

impl Capturer {
    /// Starts the thread; it ends with the last way to it.
    pub(super) fn start(world: World) -> Self {
        let (jobs, queue) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        std::thread::spawn(move || serve(&world, &queue, &seen));
        Self { jobs, newest }
    }

    /// Asks for the record of an article; an older question is dropped.
    pub(super) fn ask(&self, generation: u64, order: Order) {
        self.stop(generation);
        // The thread ends only with the program.
        let _ = self.jobs.send((generation, order));
    }

    /// Drops every question older than this.
    pub(super) fn stop(&self, generation: u64) {
        self.newest.store(generation, Ordering::Relaxed);
    }
}

fn serve(world: &World, queue: &Receiver<(u64, Order)>, newest: &AtomicU64) {
    while let Ok((generation, order)) = queue.recv() {
        let stale = || newest.load(Ordering::Relaxed) != generation;
        let told = std::cell::Cell::new(Instant::now());
        let goes_on = |done: usize, total: usize| {
            if told.get().elapsed() > EVERY {
                told.set(Instant::now());
                world.tell(Msg::Capturing(generation, done, total));
            }
            !stale()
        };
        if stale() {
            continue;
        }
        let result = draft(&order, &goes_on);
        if !stale() {
            world.tell(Msg::Drafted(generation, result.map(Box::new)));
        }
    }
}

/// Drafts the record of what is asked for.
pub(super) fn draft(
    order: &Order,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Result<Record, String> {
    let (bytes, fallback) = match &order.from {
        From::File(path) => {
            let path = std::path::Path::new(path);
            let bytes = capture::article(path).map_err(|error| error.to_string())?;
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            let stem = stem.filter(|stem| !id_from(stem).is_empty());
            (bytes, stem.map(str::to_owned))
        }
        From::Text(text) => (text.clone().into_bytes(), None),
    };
    record(&bytes, fallback.as_deref(), &order.given, goes_on).map_err(|why| match why {
        NoRecord::NoTitle => "it tells no title: give it one".to_owned(),
        why => why.to_string(),
    })
}
