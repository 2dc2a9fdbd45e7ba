//! Carrying out effects on threads of their own: one searches, one writes, so that no key waits.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use super::carry::Writer;
use super::effect::Effect;
use super::msg::{Found, Msg};
use super::state::Like;
use super::verifier::Verifier;
use super::view::views;
use crate::disk::{Cache, Library, Root};
use crate::query::{self, Guessing};
use crate::store::{Lookup, Reason, Store, checks, related};
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
    /// Nothing comes after this.
    End,
}

/// Of more claims than this the list is shown before the rules have run over them.
const CHECKED_AT_ONCE: usize = 2_000;

/// A job of the searching thread.
struct Search {
    generation: u64,
    text: String,
    view: &'static str,
    env: query::Env,
}

/// What the threads share.
#[derive(Clone)]
pub(super) struct World {
    pub(super) root: Root,
    pub(super) limits: Limits,
    index: Option<Cache>,
    pub(super) state: Option<PathBuf>,
    pub(super) config_file: Option<PathBuf>,
    library: Arc<Mutex<Arc<Library>>>,
    pub(super) cache: Option<PathBuf>,
    out: Sender<Msg>,
}

/// The threads that carry out effects.
pub struct Work {
    jobs: Sender<Job>,
    searches: Sender<Search>,
    likes: Sender<String>,
    verifier: Verifier,
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
    /// Where the index is kept.
    pub index: Option<Cache>,
    /// The state folder of this claims folder, for drafts and the journal.
    pub state: Option<PathBuf>,
    /// The config file.
    pub config_file: Option<PathBuf>,
    /// The cache folder of this claims folder.
    pub cache: Option<PathBuf>,
}

impl Work {
    /// Starts the threads and the first load.
    #[must_use]
    pub fn start(places: Places, out: Sender<Msg>) -> Self {
        let world = World {
            root: places.root,
            limits: places.limits,
            index: places.index,
            state: places.state,
            config_file: places.config_file,
            cache: places.cache,
            library: Arc::default(),
            out,
        };
        let (jobs, queue) = mpsc::channel();
        let (searches, wanted) = mpsc::channel();
        let searcher = world.clone();
        let verifier = Verifier::start(world.clone());
        let (likes, asked) = mpsc::channel();
        let looker = world.clone();
        std::thread::spawn(move || look(&looker, &asked));
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
            likes,
            verifier,
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
            Effect::Search {
                generation,
                text,
                view,
            } => {
                let search = Search {
                    generation,
                    text,
                    view,
                    env,
                };
                let _ = self.searches.send(search);
            }
            Effect::Verify(generation) => self.verifier.ask(generation),
            Effect::Like(name) => {
                let _ = self.likes.send(name);
            }
            other => self.job(Job::Do(other)),
        }
    }

    /// Waits until everything asked for so far is written; at the end of the program, when the folder
    /// watch is gone.
    pub fn finish(self) {
        // Whoever watches the folder has a way to the thread too: it is told, not left alone.
        self.job(Job::End);
        // A writing thread that panicked has said so already.
        let _ = self.writer.join();
    }
}

impl World {
    pub(super) fn tell(&self, msg: Msg) {
        let _ = self.out.send(msg);
    }

    fn library(&self) -> Arc<Library> {
        Arc::clone(&self.library.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn store(&self) -> Arc<Store> {
        Arc::clone(&self.library().store)
    }

    /// Shows the claims, without what the rules find in them.
    fn show(&self, library: Library) -> Arc<Store> {
        let store = Arc::clone(&library.store);
        *self.library.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
        let problems = store.read_problems().cloned().collect();
        let shown = Arc::clone(&store);
        self.tell(Msg::Reloaded { store, problems });
        shown
    }

    /// Shows the claims, then what the rules find in them; that of many claims takes so long that
    /// nothing waits for it.
    fn publish(&self, library: Library) {
        if library.store.len() <= CHECKED_AT_ONCE {
            let store = Arc::clone(&library.store);
            *self.library.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
            let problems = checks::check(&store);
            self.tell(Msg::Reloaded { store, problems });
            return;
        }
        let store = self.show(library);
        let world = self.clone();
        std::thread::spawn(move || {
            let problems = checks::check(&store);
            if Arc::ptr_eq(&store, &world.library().store) {
                world.tell(Msg::Reloaded { store, problems });
            }
        });
    }

    /// Reads the folder: what the cache has is shown at once, and put right when all files were
    /// looked at.
    fn load(&self) {
        let mut known = self.library();
        if known.store.is_empty()
            && let Some(index) = &self.index
            && let Some(kept) = Library::kept(&self.root, &self.limits, index)
        {
            self.show(kept);
            known = self.library();
        }
        self.refresh(&known, &[]);
    }

    pub(super) fn reload(&self, paths: &[PathBuf]) {
        self.refresh(&self.library(), paths);
    }

    fn refresh(&self, known: &Library, paths: &[PathBuf]) {
        let progress = |done: usize, total: usize| {
            if total > 2_000 && done.is_multiple_of(500) {
                self.tell(Msg::Reading(done, total));
            }
        };
        match known.refreshed(&self.root, &self.limits, paths, &progress) {
            Ok(mut library) => {
                let failed = self
                    .index
                    .as_ref()
                    .and_then(|index| library.keep(index).err());
                self.publish(library);
                if let Some(error) = failed {
                    self.tell(Msg::Note(error.to_string()));
                }
            }
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
        let store = Arc::clone(&world.library().store);
        let started = Instant::now();
        let found = find(
            &store,
            (&search.text, search.view),
            search.generation,
            &search.env,
            started,
        );
        world.tell(Msg::Found(Box::new(found)));
    }
}

/// The thread that looks for what is like a draft: the newest question wins.
fn look(world: &World, asked: &Receiver<String>) {
    while let Ok(mut name) = asked.recv() {
        while let Ok(newer) = asked.try_recv() {
            name = newer;
        }
        let like = like(&world.store(), &name);
        world.tell(Msg::Like(name, like));
    }
}

/// Returns what is like the claim of this name, each with the reason in words.
#[must_use]
pub fn like(store: &Store, name: &str) -> Vec<Like> {
    let Lookup::One(ix) = store.find(name) else {
        return Vec::new();
    };
    let found = related(store, ix).into_iter().filter_map(|one| {
        let claim = store.claim(one.ix)?;
        let mut words = vec![claim.speaker_name().unwrap_or("nobody named").to_owned()];
        if claim.is_candidate() {
            words.push("a draft too".to_owned());
        }
        words.extend(one.reasons.iter().map(Reason::in_words));
        Some(Like {
            name: claim.name(),
            words: words.join(" · "),
            relation: one.relation(),
        })
    });
    found.collect()
}

/// Runs a query over a store, counts its facets, and makes what the view shows.
#[must_use]
pub fn find(
    store: &Arc<Store>,
    (text, view): (&str, &'static str),
    generation: u64,
    env: &query::Env,
    started: Instant,
) -> Found {
    let query = query::parse(text);
    let hits = query::run(store, &query, env, Guessing::Allowed);
    let took = started.elapsed();
    let facets = query::facets(store, &query, env, &hits);
    let relaxed = if hits.rows.is_empty() {
        query::relaxed(store, &query, env)
    } else {
        Vec::new()
    };
    let digest = views::view(view).map(|row| (row.digest)(store, &hits.rows, &env.zone));
    Found {
        generation,
        store: Arc::clone(store),
        hits,
        facets,
        relaxed,
        digest: (view, digest.unwrap_or_default()),
        took,
    }
}

/// The writing thread: one thing after the other.
fn write(world: &World, queue: &Receiver<Job>) {
    let mut writer = Writer::new(world.clone());
    writer.tell_history();
    while let Ok(job) = queue.recv() {
        match job {
            Job::Load => world.load(),
            Job::Reload(paths) if paths.is_empty() => {}
            Job::Reload(paths) => world.reload(&paths),
            Job::Do(effect) => writer.carry_out(effect),
            Job::End => return,
        }
        // Another program may have written too.
        writer.tell_history();
    }
}
