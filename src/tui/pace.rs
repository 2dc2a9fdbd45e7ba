//! How often long work tells how far it is: often enough to be seen to move, seldom enough to cost
//! nothing. Any thread may ask.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Work that takes longer than this is told, and again each time it has passed.
const TOLD: Duration = Duration::from_millis(150);

/// The pace of one piece of work, from its beginning.
pub(super) struct Pace {
    began: Instant,
    /// So many times it was due.
    told: AtomicU64,
}

impl Pace {
    /// Begins.
    pub(super) fn new() -> Self {
        Self {
            began: Instant::now(),
            told: AtomicU64::new(0),
        }
    }

    /// Tells whether it is time to tell again; of several threads only one is told so.
    pub(super) fn is_due(&self) -> bool {
        self.is_due_after(self.began.elapsed())
    }

    fn is_due_after(&self, elapsed: Duration) -> bool {
        let times = elapsed.as_millis() / TOLD.as_millis();
        let times = u64::try_from(times).unwrap_or(u64::MAX);
        self.told.fetch_max(times, Ordering::Relaxed) < times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_work_is_not_told_and_long_work_once_at_a_time() {
        let pace = Pace::new();
        let due = |ms: u64| pace.is_due_after(Duration::from_millis(ms));
        let asked: Vec<bool> = [10, 149, 150, 160, 299, 700, 700, 760].map(due).into();
        assert_eq!(asked, [false, false, true, false, false, true, false, true]);
    }
}
