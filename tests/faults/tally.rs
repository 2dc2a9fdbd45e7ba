//! What went wrong, counted.

use std::sync::Mutex;

/// The ways in which a point can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// A file is gone, or what was acknowledged is not there.
    Lost,
    /// A file holds neither its old bytes nor its new ones.
    Torn,
    /// The program panicked, aborted or hung.
    Panic,
    /// All bytes are safe, but a rule is broken: message, exit code, temp file, next writer.
    Rule,
}

/// The count of one row of the sweep.
#[derive(Default)]
pub struct Tally {
    pub points: usize,
    pub wrongs: Vec<(Wrong, String)>,
    /// Why it, or a part of it, was not tried.
    pub skipped: Vec<String>,
}

impl Tally {
    pub fn count(&self, wrong: Wrong) -> usize {
        self.wrongs
            .iter()
            .filter(|(kind, _)| *kind == wrong)
            .count()
    }

    /// Adds a point that was tried.
    pub fn point(&mut self, name: &str, wrongs: Vec<(Wrong, String)>) {
        self.points += 1;
        let named = |(kind, why)| (kind, format!("{name}: {why}"));
        self.wrongs.extend(wrongs.into_iter().map(named));
    }

    pub fn skip(&mut self, why: impl Into<String>) {
        self.skipped.push(why.into());
    }
}

/// Tries points on all cores.
pub fn sweep<P: Sync>(points: &[P], tally: &mut Tally, try_one: impl Fn(&P, &mut Tally) + Sync) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let all = Mutex::new(tally);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut own = Tally::default();
                while let Some(point) =
                    points.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
                {
                    try_one(point, &mut own);
                }
                let mut all = all.lock().expect("no worker panics");
                all.points += own.points;
                all.wrongs.extend(own.wrongs);
                all.skipped.extend(own.skipped);
            });
        }
    });
}
