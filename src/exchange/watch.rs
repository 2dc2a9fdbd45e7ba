//! Watching an export that takes long: how far it is, and that it shall stop.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Counts the claims an export has gone through, and tells it to stop. Watches are the same when they
/// watch the same export; the usual one watches none.
#[derive(Debug, Clone, Default)]
pub struct Watch(Option<Arc<Counter>>);

#[derive(Debug, Default)]
struct Counter {
    passed: AtomicUsize,
    stopped: AtomicBool,
}

impl PartialEq for Watch {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl Eq for Watch {}

impl Watch {
    /// Returns the watch of one export.
    #[must_use]
    pub fn on() -> Self {
        Self(Some(Arc::default()))
    }

    /// Counts a claim that is written.
    pub(super) fn count(&self) {
        if let Some(counter) = &self.0 {
            counter.passed.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Goes on to the next claim, unless the export shall stop.
    ///
    /// # Errors
    /// It shall stop.
    pub(super) fn go_on(&self) -> io::Result<()> {
        if self.is_stopped() {
            return Err(io::Error::other("stopped"));
        }
        Ok(())
    }

    /// Counts a claim that is written, and goes on unless the export shall stop.
    ///
    /// # Errors
    /// It shall stop.
    pub(super) fn pass(&self) -> io::Result<()> {
        self.count();
        self.go_on()
    }

    /// Returns a writer that takes nothing any more once the export shall stop.
    pub fn guarded<W: Write>(&self, out: W) -> Guarded<'_, W> {
        Guarded { out, watch: self }
    }

    /// Returns how many claims were written so far; a format that goes through them more than once
    /// counts them as often.
    #[must_use]
    pub fn passed(&self) -> usize {
        let counter = self.0.as_ref();
        counter.map_or(0, |counter| counter.passed.load(Ordering::Relaxed))
    }

    /// Has the export stop at its next claim.
    pub fn stop(&self) {
        if let Some(counter) = &self.0 {
            counter.stopped.store(true, Ordering::Relaxed);
        }
    }

    /// Tells that it shall stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        let counter = self.0.as_ref();
        counter.is_some_and(|counter| counter.stopped.load(Ordering::Relaxed))
    }
}

/// A writer that is watched: it fails once the export shall stop.
#[derive(Debug)]
pub struct Guarded<'a, W> {
    out: W,
    watch: &'a Watch,
}

impl<W> Guarded<'_, W> {
    /// Returns what was written to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W: Write> Write for Guarded<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.watch.go_on()?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
