//! Carrying out effects on threads of their own: one searches, one writes, so that no key waits.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use super::effect::Effect;
use super::msg::{ExportError, Found, Msg};
use crate::disk::{self, PathError, Root, UndoRecord};
use crate::query::{self, Guessing};
use crate::store::{Store, checks};
use crate::yaml::Limits;

/// A job of the writing thread.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a few at a time stand in the queue"
)]
enum Job {
    Load,
    Reload(Vec<PathBuf>),
    Do(Effect),
}

/// A job of the searching thread.
struct Search {
    generation: u64,
    text: String,
    env: query::Env,
}

/// What the threads share.
#[derive(Clone)]
struct World {
    root: Root,
    limits: Limits,
    state: Option<PathBuf>,
    config_file: Option<PathBuf>,
    store: Arc<Mutex<Arc<Store>>>,
    out: Sender<Msg>,
}

/// The threads that carry out effects.
pub struct Work {
    jobs: Sender<Job>,
    searches: Sender<Search>,
    writer: JoinHandle<()>,
}

/// Held by a thread: if it panics the app is left, its typed text kept, and the panic can be read.
struct EndsTheApp(Sender<Msg>);

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
    /// The state folder of this claims folder, for drafts and the journal.
    pub state: Option<PathBuf>,
    /// The config file.
    pub config_file: Option<PathBuf>,
}

impl Work {
    /// Starts the threads and the first load.
    #[must_use]
    pub fn start(places: Places, out: Sender<Msg>) -> Self {
        let world = World {
            root: places.root,
            limits: places.limits,
            state: places.state,
            config_file: places.config_file,
            store: Arc::default(),
            out,
        };
        let (jobs, queue) = mpsc::channel();
        let (searches, wanted) = mpsc::channel();
        let searcher = world.clone();
        let (ends, also_ends) = (EndsTheApp(world.out.clone()), EndsTheApp(world.out.clone()));
        std::thread::spawn(move || {
            let _ends = ends;
            search(&searcher, &wanted);
        });
        let writer = std::thread::spawn(move || {
            let _ends = also_ends;
            write(&world, &queue);
        });
        let work = Self {
            jobs,
            searches,
            writer,
        };
        work.job(Job::Load);
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

    /// Reads everything again: after the editor, after a stop.
    pub fn reload_all(&self) {
        self.job(Job::Load);
    }

    /// Carries out an effect that needs no terminal.
    pub fn run(&self, effect: Effect, env: query::Env) {
        match effect {
            Effect::Search { generation, text } => {
                let search = Search {
                    generation,
                    text,
                    env,
                };
                let _ = self.searches.send(search);
            }
            other => self.job(Job::Do(other)),
        }
    }

    /// Waits until everything asked for so far is written; at the end of the program, when the folder
    /// watch is gone.
    pub fn finish(self) {
        drop(self.jobs);
        // A writing thread that panicked has said so already.
        let _ = self.writer.join();
    }
}

impl World {
    fn tell(&self, msg: Msg) {
        let _ = self.out.send(msg);
    }

    fn store(&self) -> Arc<Store> {
        Arc::clone(&self.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn publish(&self, store: Store) {
        let problems = checks::check(&store);
        let store = Arc::new(store);
        *self.store.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&store);
        self.tell(Msg::Reloaded { store, problems });
    }

    fn load(&self) {
        let progress = |done: usize, total: usize| {
            if total > 2_000 && done.is_multiple_of(500) {
                self.tell(Msg::Reading(done, total));
            }
        };
        match disk::load(&self.root, &self.limits, &progress) {
            Ok(store) => self.publish(store),
            Err(error) => self.tell(Msg::Failed(error.to_string())),
        }
    }

    fn reload(&self, paths: &[PathBuf]) {
        match disk::reload(&self.root, &self.store(), paths, &self.limits) {
            Ok(store) => self.publish(store),
            Err(error) => self.tell(Msg::Failed(error.to_string())),
        }
    }
}

/// The searching thread: the newest query wins.
fn search(world: &World, wanted: &Receiver<Search>) {
    while let Ok(mut search) = wanted.recv() {
        while let Ok(newer) = wanted.try_recv() {
            search = newer;
        }
        let store = world.store();
        let started = Instant::now();
        let found = find(
            &store,
            &search.text,
            search.generation,
            &search.env,
            started,
        );
        world.tell(Msg::Found(Box::new(found)));
    }
}

/// Runs a query over a store and counts its facets.
#[must_use]
pub fn find(
    store: &Store,
    text: &str,
    generation: u64,
    env: &query::Env,
    started: Instant,
) -> Found {
    let query = query::parse(text);
    let hits = query::run(store, &query, env, Guessing::Allowed);
    let took = started.elapsed();
    let facets = query::facet_counts(store, &hits.rows);
    Found {
        generation,
        hits,
        facets,
        took,
    }
}

/// The writing thread: one thing after the other.
fn write(world: &World, queue: &Receiver<Job>) {
    while let Ok(job) = queue.recv() {
        match job {
            Job::Load => world.load(),
            Job::Reload(paths) if paths.is_empty() => {}
            Job::Reload(paths) => world.reload(&paths),
            Job::Do(effect) => carry_out(world, effect),
        }
    }
}

fn carry_out(world: &World, effect: Effect) {
    match effect {
        Effect::Save { write, draft } => {
            let result = disk::write(&world.root, &write, &world.limits);
            let changed = result
                .as_ref()
                .map(|written| world.paths(&written.files))
                .unwrap_or_default();
            let result = result.map(Box::new).map_err(|error| error.to_string());
            world.tell(Msg::Saved { result, draft });
            world.reload_if_any(&changed);
        }
        Effect::Undo(record) => world.revert(&record, Msg::Undone),
        Effect::Redo(record) => world.revert(&record, Msg::Redone),
        Effect::KeepDraft(key, text) => world.draft(|state| disk::drafts::save(state, &key, &text)),
        Effect::DropDraft(key) => world.draft(|state| disk::drafts::remove(state, &key)),
        Effect::Export { path, bytes, force } => world.export(path, &bytes, force),
        Effect::NameAuthor(name) => world.name_author(&name),
        Effect::Open(url) => {
            let opened = open::that_detached(&url);
            world.tell(match opened {
                Ok(()) => Msg::Note(format!("opened {url}")),
                Err(error) => Msg::Failed(format!("can not open {url}: {error}")),
            });
        }
        // These need the terminal, or are answered elsewhere.
        Effect::Search { .. }
        | Effect::Edit { .. }
        | Effect::Copy(_)
        | Effect::Suspend
        | Effect::Quit => {}
    }
}

impl World {
    /// Returns the absolute paths of claim files.
    fn paths(&self, files: &[String]) -> Vec<PathBuf> {
        files.iter().map(|file| self.root.dir.join(file)).collect()
    }

    /// Returns the absolute paths of what an undo record is about.
    fn changed(&self, record: &UndoRecord) -> Vec<PathBuf> {
        record
            .files
            .iter()
            .map(|file| self.root.dir.join(&file.path))
            .collect()
    }

    fn reload_if_any(&self, paths: &[PathBuf]) {
        if !paths.is_empty() {
            self.reload(paths);
        }
    }

    /// Takes a write back, or does it again, and tells how that ended.
    fn revert(&self, record: &UndoRecord, told: fn(Result<Box<UndoRecord>, String>) -> Msg) {
        let result = disk::undo(&self.root, record, &self.limits);
        let changed = result
            .as_ref()
            .map(|record| self.changed(record))
            .unwrap_or_default();
        self.tell(told(
            result.map(Box::new).map_err(|error| error.to_string()),
        ));
        self.reload_if_any(&changed);
    }

    fn name_author(&self, name: &str) {
        let Some(file) = &self.config_file else {
            return self.tell(Msg::Note(format!("signed `{name}` in this run")));
        };
        self.tell(match disk::author::remember(file, name) {
            Ok(()) => Msg::Note(format!("your notes are signed `{name}` from now on")),
            Err(error) => Msg::Failed(error.to_string()),
        });
    }

    fn draft(&self, act: impl FnOnce(&Path) -> Result<(), PathError>) {
        let Some(state) = &self.state else {
            return;
        };
        if let Err(error) = act(state) {
            self.tell(Msg::Failed(error.to_string()));
        }
    }

    fn export(&self, path: String, bytes: &[u8], force: bool) {
        let result = disk::save::output(Path::new(&path), bytes, force);
        let in_the_way = !force && Path::new(&path).is_file();
        self.tell(Msg::Exported(match result {
            Ok(()) => Ok(path),
            Err(_) if in_the_way => Err(ExportError::Exists(path)),
            Err(error) => Err(ExportError::Other(error.to_string())),
        }));
    }
}
