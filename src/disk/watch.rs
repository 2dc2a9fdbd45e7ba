//! Changes in a claims folder, told as they happen.
//!
//! Folders are watched and not files: a watch on a file dies with the first editor that replaces
//! it. Where the system has no watches left, the folder is looked over once a second instead.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use notify_debouncer_full::notify::event::{AccessKind, AccessMode, ModifyKind};
use notify_debouncer_full::notify::{
    self, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, NoCache, new_debouncer_opt,
};

use super::error::DiskError;
use super::folder::FOLDER_FILE;
use super::names;
use super::poll::Snapshot;
use super::root::Root;

/// Changes that come within this time come together.
const PAUSE: Duration = Duration::from_millis(150);
/// How often the folder is looked over without watches, and whether it is still the same folder.
const ROUND: Duration = Duration::from_secs(1);

type OnChange = Arc<Mutex<dyn Fn(Vec<PathBuf>) + Send>>;

/// Watches a claims folder until it is dropped.
pub struct Watcher {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    on_change: OnChange,
    native: bool,
    /// What watches just now; none while the folder is away.
    active: Mutex<Option<Active>>,
    /// The system has no watches left.
    exhausted: Arc<AtomicBool>,
}

/// How the folder is watched.
enum Active {
    /// Held for its `Drop`, which ends the watching.
    Native {
        _held: Debouncer<RecommendedWatcher, NoCache>,
    },
    Polling(Snapshot),
}

/// Watches a claims folder, all depths. `on_change` is called from a thread of its own with the
/// absolute paths of claim files, `speakers.yaml`, `onrecord.toml` and folders that changed; the
/// folder's own path means that anything may have.
///
/// To begin takes long in a large folder, and nobody waits for it: `begun` is called from that thread
/// when changes are told from then on, or when the folder can be watched neither way. What is read
/// after it is never stale.
///
/// The folder may be deleted or moved, and come back: it is then watched again.
///
/// # Errors
/// The system gives no thread; `begun` is not called then.
pub fn watch(
    root: &Root,
    on_change: impl Fn(Vec<PathBuf>) + Send + 'static,
    begun: impl FnOnce(Result<(), DiskError>) + Send + 'static,
) -> Result<Watcher, DiskError> {
    Watcher::new(&root.dir, true, Arc::new(Mutex::new(on_change)), begun)
}

impl Watcher {
    fn new(
        dir: &Path,
        native: bool,
        on_change: OnChange,
        begun: impl FnOnce(Result<(), DiskError>) + Send + 'static,
    ) -> Result<Self, DiskError> {
        let inner = Arc::new(Inner {
            dir: dir.to_owned(),
            on_change,
            native,
            active: Mutex::new(None),
            exhausted: Arc::new(AtomicBool::new(false)),
        });
        let weak = Arc::downgrade(&inner);
        std::thread::Builder::new()
            .name("folder watch".to_owned())
            .spawn(move || {
                let Some(inner) = weak.upgrade() else {
                    return;
                };
                let seen = identity(&inner.dir);
                let started = inner.start();
                let dir = inner.dir.clone();
                drop(inner);
                let fine = started.is_ok();
                begun(started.map_err(|error| DiskError::Watch(dir, error.to_string())));
                if fine {
                    guard(&weak, seen);
                }
            })
            .map_err(|error| DiskError::Watch(dir.to_owned(), error.to_string()))?;
        Ok(Self { inner })
    }

    /// Returns what the user should know of how the folder is watched, if anything.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        let active = self.inner.lock();
        matches!(*active, Some(Active::Polling(_)))
            .then_some("the system has no file watches left: changes are looked for once a second")
    }
}

impl Inner {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Active>> {
        self.active.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts to watch. Meanwhile nobody who asks how it is done has to wait.
    fn start(&self) -> notify::Result<()> {
        *self.lock() = None;
        let active = self.begin()?;
        *self.lock() = Some(active);
        Ok(())
    }

    /// Watches by the system's watches, or without where it has none left.
    fn begin(&self) -> notify::Result<Active> {
        if self.native && !self.exhausted.load(Ordering::Relaxed) {
            match self.debouncer() {
                Ok(debouncer) => return Ok(Active::Native { _held: debouncer }),
                Err(error) if is_exhausted(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Active::Polling(Snapshot::take(&self.dir)))
    }

    fn debouncer(&self) -> notify::Result<Debouncer<RecommendedWatcher, NoCache>> {
        let on_change = Arc::clone(&self.on_change);
        let exhausted = Arc::clone(&self.exhausted);
        let dir = self.dir.clone();
        let handler = move |result: DebounceEventResult| {
            let paths = match result {
                Ok(events) => changed(&dir, &events),
                Err(errors) => {
                    if errors.iter().any(is_exhausted) {
                        exhausted.store(true, Ordering::Relaxed);
                    }
                    vec![dir.clone()]
                }
            };
            if !paths.is_empty() {
                tell(&on_change, paths);
            }
        };
        let config = notify::Config::default().with_follow_symlinks(false);
        // Where the system has no watch left, the debouncer would leave its thread behind, and with
        // it what it tells.
        RecommendedWatcher::new(|_| (), config)?;
        let mut debouncer = new_debouncer_opt(PAUSE, None, handler, NoCache::new(), config)?;
        debouncer.watch(&self.dir, RecursiveMode::Recursive)?;
        Ok(debouncer)
    }

    /// Without watches, looks the folder over and returns what changed.
    fn look_over(&self) -> Vec<PathBuf> {
        match &mut *self.lock() {
            Some(Active::Polling(seen)) => seen.renew(&self.dir),
            _ => Vec::new(),
        }
    }

    fn is_native(&self) -> bool {
        matches!(*self.lock(), Some(Active::Native { .. }))
    }
}

/// Looks once a second whether the folder is still the one that is watched, until the watcher is
/// dropped. A folder that went away takes its watches with it.
fn guard(inner: &Weak<Inner>, mut seen: Option<Identity>) {
    loop {
        std::thread::sleep(ROUND);
        let Some(inner) = inner.upgrade() else {
            return;
        };
        let now = identity(&inner.dir);
        let run_out = inner.exhausted.load(Ordering::Relaxed) && inner.is_native();
        if now == seen && !run_out {
            let paths = inner.look_over();
            if !paths.is_empty() {
                tell(&inner.on_change, paths);
            }
            continue;
        }
        if now.is_none() {
            *inner.lock() = None;
        } else if inner.start().is_err() {
            // Tried again in the next round.
            seen = None;
            continue;
        }
        seen = now;
        tell(&inner.on_change, vec![inner.dir.clone()]);
    }
}

fn tell(on_change: &OnChange, paths: Vec<PathBuf>) {
    let on_change = on_change.lock().unwrap_or_else(PoisonError::into_inner);
    on_change(paths);
}

/// What tells a folder from another one of its name.
type Identity = (u64, u64);

fn identity(dir: &Path) -> Option<Identity> {
    let meta = std::fs::metadata(dir).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Some((meta.dev(), meta.ino()))
    }
    #[cfg(not(unix))]
    {
        meta.is_dir().then_some((0, 0))
    }
}

fn is_exhausted(error: &notify::Error) -> bool {
    const ENOSPC: i32 = 28;
    const EMFILE: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(ENOSPC | EMFILE)),
        _ => false,
    }
}

/// Returns the paths of events that matter, each once.
fn changed(dir: &Path, events: &[DebouncedEvent]) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for event in events {
        if event.need_rescan() {
            return vec![dir.to_owned()];
        }
        if !is_change(event.kind) {
            continue;
        }
        let entries_changed = is_entry_change(event.kind);
        for path in &event.paths {
            if matters(dir, path, entries_changed) && !paths.contains(path) {
                paths.push(path.clone());
            }
        }
    }
    paths
}

/// Tells that an event is more than somebody's reading, our own among them.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Tells that an entry of a folder came, went or was renamed.
fn is_entry_change(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    )
}

fn matters(dir: &Path, path: &Path, entries_changed: bool) -> bool {
    let Ok(below) = path.strip_prefix(dir) else {
        return false;
    };
    let hidden = below
        .components()
        .any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
    if hidden {
        return false;
    }
    // A name without an extension is as good as always a folder; one that went can not be asked.
    let folder = || entries_changed && (path.is_dir() || path.extension().is_none());
    names::is_claim_file(below) || below == Path::new(FOLDER_FILE) || folder()
}

#[cfg(test)]
mod tests;
