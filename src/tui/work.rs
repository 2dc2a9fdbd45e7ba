//! Carrying out effects on threads of their own: one searches, one writes, so that no key waits.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::alike::look;
use super::capturer::Capturer;
use super::carry::Writer;
use super::effect::Effect;
use super::exporting::Exporter;
use super::jobs::{Job, gather};
use super::msg::Msg;
use super::pace::Pace;
use super::search::{Search, Searcher};
use super::verifier::Verifier;
use crate::disk::folder::FOLDER_FILE;
use crate::disk::{self, Cache, Library, Root};
use crate::query;
use crate::store::{Store, checks};
use crate::yaml::Limits;

/// Of more claims than this the list is shown before it is counted and the rules have run over them.
pub(super) const CHECKED_AT_ONCE: usize = 2_000;

/// What the threads share.
#[derive(Clone)]
pub(super) struct World {
    pub(super) root: Root,
    pub(super) limits: Limits,
    index: Option<Cache>,
    pub(super) state: Option<PathBuf>,
    pub(super) config_file: Option<PathBuf>,
    claims: Arc<Mutex<Arc<Library>>>,
    pub(super) cache: Option<PathBuf>,
    pub(super) greeted: Option<PathBuf>,
    /// A write of many files shall leave the rest as it is.
    pub(super) stop: Arc<AtomicBool>,
    /// The reading of the folder shall stop; that, and every later one too.
    stop_reading: Arc<[AtomicBool; 2]>,
    out: Sender<Msg>,
}

/// The threads that carry out effects.
pub struct Work {
    jobs: Sender<Job>,
    searcher: Searcher,
    likes: Sender<String>,
    verifier: Verifier,
    capturer: Capturer,
    exporter: Exporter,
    stop: Arc<AtomicBool>,
    stop_reading: Arc<[AtomicBool; 2]>,
    writer: JoinHandle<()>,
}

/// Held by a thread: if it panics the app is left, its typed text kept, and the panic can be read.
pub(super) struct EndsTheApp(Sender<Msg>);

impl EndsTheApp {
    pub(super) fn of(world: &World) -> Self {
        Self(world.out.clone())
    }
}

impl Drop for EndsTheApp {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Msg::Terminate);
        }
    }
}

/// Where the edge keeps things.
pub struct Places {
    /// The claims folder.
    pub root: Root,
    /// Limits of what is read.
    pub limits: Limits,
    /// Where the index is kept.
    pub index: Option<Cache>,
    /// The state folder of this claims folder, for drafts and the journal.
    pub state: Option<PathBuf>,
    /// The config file.
    pub config_file: Option<PathBuf>,
    /// The cache folder of this claims folder.
    pub cache: Option<PathBuf>,
    /// The file that tells that the card of the first start was seen.
    pub greeted: Option<PathBuf>,
}

impl Work {
    /// Starts the threads, and shows what the index has; what the files have is [`Work::loader`]'s.
    #[must_use]
    pub fn start(places: Places, out: Sender<Msg>) -> Self {
        let world = World::still(places, Library::default(), out);
        let (jobs, queue) = mpsc::channel();
        let verifier = Verifier::start(world.clone());
        let capturer = Capturer::start(world.clone());
        let exporter = Exporter::new(world.out.clone());
        let stop = Arc::clone(&world.stop);
        let stop_reading = Arc::clone(&world.stop_reading);
        let (likes, asked) = mpsc::channel();
        let looker = world.clone();
        std::thread::spawn(move || look(&looker, &asked));
        let (again, once_more) = (jobs.clone(), jobs.clone());
        let searcher = Searcher::start(world.clone(), move || drop(again.send(Job::Rebuild)));
        let writer = std::thread::spawn(move || {
            let _ends = EndsTheApp::of(&world);
            write(&world, &queue, &once_more);
        });
        let work = Self {
            jobs,
            searcher,
            likes,
            verifier,
            capturer,
            exporter,
            stop,
            stop_reading,
            writer,
        };
        work.job(Job::Glance);
        work
    }

    fn job(&self, job: Job) {
        // The thread ends only with the program.
        let _ = self.jobs.send(job);
    }

    /// Returns a function that reads changed files again, for the folder watch.
    pub fn reloader(&self) -> impl Fn(Vec<PathBuf>) + Send + use<> {
        let jobs = self.jobs.clone();
        move |paths| {
            let _ = jobs.send(Job::Reload(paths));
        }
    }

    /// Returns a function that looks at all files, and reads those that are not as they were.
    pub fn loader(&self) -> impl FnOnce() + Send + use<> {
        let jobs = self.jobs.clone();
        move || {
            let _ = jobs.send(Job::Load);
        }
    }

    /// Reads everything again: after the editor, after a stop.
    pub fn reload_all(&self) {
        self.job(Job::Load);
    }

    /// Carries out an effect that needs no terminal.
    pub fn run(&self, effect: Effect, env: query::Env) {
        match effect {
            Effect::Search {
                generation,
                text,
                view,
            } => {
                self.searcher.ask(Search {
                    generation,
                    text,
                    view,
                    env,
                });
            }
            Effect::Verify(generation) => self.verifier.ask(generation),
            Effect::Export(export) => self.exporter.start(*export),
            Effect::StopExport => self.exporter.stop(),
            Effect::StopWriting => self.stop.store(true, Ordering::Relaxed),
            Effect::StopReading => self.stop_reading[0].store(true, Ordering::Relaxed),
            Effect::Reload => self.reload_all(),
            Effect::Like(name) => {
                let _ = self.likes.send(name);
            }
            Effect::Capture(generation, order) => self.capturer.ask(generation, order),
            Effect::StopCapture(generation) => self.capturer.stop(generation),
            other => self.job(Job::Do(other)),
        }
    }

    /// Waits until everything asked for so far is written; at the end of the program, when the folder
    /// watch is gone.
    pub fn finish(self) {
        // Whoever watches the folder has a way to the thread too: it is told, not left alone.
        self.job(Job::End);
        // Nobody sees any more what would be read.
        self.stop_reading[1].store(true, Ordering::Relaxed);
        self.exporter.finish();
        // A writing thread that panicked has said so already.
        let _ = self.writer.join();
    }
}

impl World {
    /// Returns the world as it is before anything is read or written.
    pub(super) fn still(places: Places, library: Library, out: Sender<Msg>) -> Self {
        Self {
            root: places.root,
            limits: places.limits,
            index: places.index,
            state: places.state,
            config_file: places.config_file,
            cache: places.cache,
            greeted: places.greeted,
            stop: Arc::default(),
            stop_reading: Arc::default(),
            claims: Arc::new(Mutex::new(Arc::new(library))),
            out,
        }
    }

    pub(super) fn tell(&self, msg: Msg) {
        let _ = self.out.send(msg);
    }

    fn known(&self) -> Arc<Library> {
        Arc::clone(&self.claims.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn store(&self) -> Arc<Store> {
        Arc::clone(&self.known().store)
    }

    /// Shows the claims, with what the rules find in them where they are few; of many that is told
    /// with what became of their quotes, which takes long.
    fn show(&self, library: Library) {
        if library.store.len() > CHECKED_AT_ONCE {
            self.show_unchecked(library);
            return;
        }
        let store = Arc::clone(&library.store);
        self.hold(library);
        let problems = checks::check(&store);
        self.tell(Msg::Reloaded { store, problems });
    }

    fn show_unchecked(&self, library: Library) {
        let store = Arc::clone(&library.store);
        self.hold(library);
        let problems = store.read_problems().cloned().collect();
        self.tell(Msg::Reloaded { store, problems });
    }

    fn hold(&self, library: Library) {
        *self.claims.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
    }

    /// Shows what the index has, unseen whether it still holds; returns what was shown.
    fn glance(&self) -> Option<Arc<Store>> {
        let index = self.index.as_ref()?;
        let kept = Library::kept(&self.root, &self.limits, index)?;
        let shown = Arc::clone(&kept.store);
        self.show_unchecked(kept);
        Some(shown)
    }

    /// Reads everything from its files: what the index gave can not be trusted.
    fn rebuild(&self) {
        self.refresh(&Library::default(), &[], None);
    }

    /// Reads the index once more, in the background, to see whether it is as it was written: of what
    /// was shown only what was needed has been looked at.
    fn check_index(&self, jobs: &Sender<Job>) {
        if let Some(index) = self.index.clone() {
            let jobs = jobs.clone();
            std::thread::spawn(move || {
                if !index.is_sound() {
                    // The thread ends only with the program.
                    let _ = jobs.send(Job::Rebuild);
                }
            });
        }
    }

    pub(super) fn reload(&self, paths: &[PathBuf]) {
        if paths.iter().any(|path| path.ends_with(FOLDER_FILE)) {
            let views = disk::folder_settings(&self.root.dir).views;
            self.tell(Msg::Shared(views));
        }
        self.refresh(&self.known(), paths, None);
    }

    /// Reads what changed; `shown` needs not be shown again.
    fn refresh(&self, known: &Library, paths: &[PathBuf], shown: Option<&Arc<Store>>) {
        self.stop_reading[0].store(false, Ordering::Relaxed);
        let pace = Pace::new();
        let go_on = |done: usize, total: usize| {
            if pace.is_due() {
                self.tell(Msg::Reading(done, total));
            }
            let mut stops = self.stop_reading.iter();
            !stops.any(|stop| stop.load(Ordering::Relaxed))
        };
        match known.refreshed(&self.root, &self.limits, paths, &go_on) {
            Ok(mut library) => {
                let failed = self
                    .index
                    .as_ref()
                    .and_then(|index| library.keep(index).err());
                let unread = library.unread;
                if shown.is_some_and(|shown| Arc::ptr_eq(shown, &library.store)) {
                    self.hold(library);
                } else {
                    self.show(library);
                }
                // Once what is read is shown: until then the rest is missing.
                self.tell(Msg::Unread(unread));
                if let Some(error) = failed {
                    self.tell(Msg::Note(error.to_string()));
                }
            }
            Err(error) => self.tell(Msg::Failed(error.to_string())),
        }
    }
}

/// The writing thread: what the user asks for comes first, what changed on disk is read at once.
fn write(world: &World, queue: &Receiver<Job>, jobs: &Sender<Job>) {
    let mut writer = Writer::new(world.clone());
    writer.tell_history();
    let mut unchecked = true;
    let mut shown = None;
    while let Ok(first) = queue.recv() {
        let waiting = gather(first, queue, |effect| {
            writer.carry_out(effect);
            writer.tell_history();
        });
        if waiting.end {
            return;
        }
        if waiting.glance {
            shown = world.glance();
        }
        if waiting.load {
            world.refresh(&world.known(), &[], shown.take().as_ref());
            if std::mem::take(&mut unchecked) {
                world.check_index(jobs);
            }
        }
        if waiting.rebuild {
            world.rebuild();
        }
        if !waiting.changed.is_empty() {
            world.reload(&waiting.changed);
        }
        // Another program may have written too.
        writer.tell_history();
    }
}
