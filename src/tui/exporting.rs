//! An export on a thread of its own: no key and no save waits for it, it tells how far it is, and it can
//! be stopped. What it is asked for is data; the claims come along, so that they are those of the screen.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::msg::{ExportError, Exported, Msg};
use crate::disk;
use crate::exchange::{self, Format, Options, Selection, Watch};
use crate::store::{Ix, Store};

/// An export that is asked for.
#[derive(Clone)]
pub struct Export {
    /// Tells it apart from those before.
    pub number: u64,
    /// The claims are of this store.
    pub store: Arc<Store>,
    /// Which, in order.
    pub rows: Arc<Vec<Ix>>,
    /// The query that found them.
    pub query: String,
    /// In which format.
    pub format: Format,
    /// The day it is made.
    pub made: String,
    /// Where to.
    pub to: To,
}

/// Where an export goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// Into a file.
    File {
        /// The path as typed.
        path: String,
        /// Over a file that is there.
        force: bool,
    },
    /// On the clipboard of the terminal.
    Clipboard,
}

impl PartialEq for Export {
    fn eq(&self, other: &Self) -> bool {
        let asked = |one: &Self| (one.number, one.query.clone(), one.format.name.clone());
        asked(self) == asked(other)
            && (&self.rows, &self.to, &self.made) == (&other.rows, &other.to, &other.made)
            && Arc::ptr_eq(&self.store, &other.store)
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (format, claims) = (&self.format.name, self.rows.len());
        write!(f, "Export {{ {claims} claims as {format}, {:?} }}", self.to)
    }
}

impl Export {
    /// Returns it in its format.
    ///
    /// # Errors
    /// Why the format can not hold these claims, or that it was stopped.
    pub fn render(&self, watch: &Watch) -> Result<Vec<u8>, String> {
        let options = Options {
            made: Some(self.made.clone()),
            watch: watch.clone(),
            ..Options::default()
        };
        let selection = Selection {
            store: &self.store,
            rows: &self.rows,
            query: &self.query,
            options: &options,
        };
        let mut out = watch.guarded(Vec::new());
        let made = self.format.write(&selection, &mut out);
        made.map_err(|error| error.to_string())?;
        Ok(out.into_inner())
    }

    /// Renders it and puts it where it goes.
    fn carry_out(&self, watch: &Watch) -> Result<Exported, ExportError> {
        let other = |why: String| ExportError::Other(why);
        match &self.to {
            To::Clipboard => {
                let bytes = self.render(watch).map_err(other)?;
                // A terminal that it is pasted into would obey control characters.
                let text = exchange::on_terminal(&String::from_utf8_lossy(&bytes));
                Ok(Exported::Text(text))
            }
            To::File { path, force } => {
                let file = Path::new(path);
                let in_the_way = || !force && file.is_file();
                if in_the_way() {
                    return Err(ExportError::Exists(path.clone()));
                }
                let bytes = self.render(watch).map_err(other)?;
                if watch.is_stopped() {
                    return Err(other("stopped".to_owned()));
                }
                match disk::save::output(file, &bytes, *force) {
                    Ok(()) => Ok(Exported::File(path.clone())),
                    Err(_) if in_the_way() => Err(ExportError::Exists(path.clone())),
                    Err(error) => Err(other(error.to_string())),
                }
            }
        }
    }
}

/// Runs exports, one at a time.
pub struct Exporter {
    out: Sender<Msg>,
    running: Mutex<Option<(Watch, JoinHandle<()>)>>,
}

/// How often it is told how far an export is.
const TOLD: Duration = Duration::from_millis(60);

impl Exporter {
    /// Returns one that runs none.
    #[must_use]
    pub fn new(out: Sender<Msg>) -> Self {
        Self {
            out,
            running: Mutex::new(None),
        }
    }

    /// Begins an export; one that still runs is stopped.
    pub fn start(&self, export: Export) {
        let watch = Watch::on();
        let (out, watched) = (self.out.clone(), watch.clone());
        let thread = std::thread::spawn(move || run(&export, &watched, &out));
        let before = self.lock().replace((watch, thread));
        if let Some((watch, _)) = before {
            watch.stop();
        }
    }

    /// Stops the export that runs.
    pub fn stop(&self) {
        if let Some((watch, _)) = self.lock().as_ref() {
            watch.stop();
        }
    }

    /// Stops the export that runs and waits for its end: a file that is being written is written whole.
    pub fn finish(&self) {
        self.stop();
        if let Some((_, thread)) = self.lock().take() {
            // One that panicked has said so already.
            let _ = thread.join();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(Watch, JoinHandle<()>)>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs an export while another thread tells how far it is.
fn run(export: &Export, watch: &Watch, out: &Sender<Msg>) {
    let (number, total) = (export.number, export.rows.len());
    let result = std::thread::scope(|scope| {
        let (done, waiting) = mpsc::channel::<()>();
        scope.spawn(move || {
            while waiting.recv_timeout(TOLD) == Err(RecvTimeoutError::Timeout) {
                let _ = out.send(Msg::Exporting(number, watch.passed().min(total)));
            }
        });
        let result = export.carry_out(watch);
        drop(done);
        result
    });
    let _ = out.send(Msg::Exported(number, result));
}
