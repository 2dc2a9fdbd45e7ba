//! What every command needs: the surroundings, the configuration, the claims folder and its claims.
//!
//! Opens through `disk` alone, and prints nothing but what is wrong on the way.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::args::Global;
use super::failure::Failure;
use super::report::Report;
use super::selection::{QueryFlags, counted};
use super::texts::Texts;
use super::{LaunchOptions, Outcome};
use crate::disk::demo::Demo;
use crate::disk::{self, Cache, Config, FolderSettings, Library, Root, Surroundings, View};
use crate::exchange::Formats;
use crate::model::{Severity, Stamp};
use crate::query::{self, Query};
use crate::store::Store;
use crate::yaml::Limits;

/// One run of the program.
pub struct Session {
    /// Where it takes place.
    pub env: Surroundings,
    /// The user's settings.
    pub config: Config,
    /// Where they are read from, when the platform has a place for them.
    pub config_file: Option<PathBuf>,
    /// What was found out in earlier runs may be used.
    pub cached: bool,
    by: Option<String>,
    claims: Option<PathBuf>,
    /// Asked for once: git may have to say.
    author: OnceLock<String>,
}

/// A claims folder, and what its people share.
pub struct Place {
    /// The folder.
    pub root: Root,
    /// What `onrecord.toml` says.
    pub settings: FolderSettings,
}

/// A claims folder whose files were read.
pub struct Opened {
    /// The folder.
    pub root: Root,
    /// Its claims.
    pub store: Arc<Store>,
    cwd: PathBuf,
}

/// What reading a folder gives: the claims, and why the index could not be written.
type Renewed = Result<(Library, Option<disk::PathError>), disk::DiskError>;

impl Session {
    /// Reads the configuration; what is wrong with it is said and does not stop.
    ///
    /// # Errors
    /// A `--config` that is not there.
    pub fn start(global: &Global, env: Surroundings, report: &mut Report) -> Result<Self, Failure> {
        let given = global.config.as_deref().map(|path| env.absolute(path));
        if let Some(path) = given.as_deref().filter(|path| !path.exists()) {
            return Err(Failure::new(format_args!("there is no {}", path.display())));
        }
        let config_file = given.or_else(|| env.places.as_ref().map(disk::Places::config_file));
        let config = config_file.as_deref().map(Config::load_all);
        let config = config.unwrap_or_default();
        for problem in &config.problems {
            report.warn(&disk::config::in_words(problem));
        }
        Ok(Self {
            env,
            config,
            config_file,
            cached: !global.no_cache,
            by: global.by.clone(),
            claims: global.claims.clone(),
            author: OnceLock::new(),
        })
    }

    /// Returns who writes.
    #[must_use]
    pub fn author(&self) -> String {
        let ask = || disk::author(self.by.as_deref(), &self.config, &self.env);
        self.author.get_or_init(ask).clone()
    }

    /// Returns who writes, and when: now.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp {
            at: disk::now(),
            by: self.author(),
        }
    }

    /// Returns what a query is understood by: the present, the time zone, the author.
    ///
    /// Only `by:me` needs the author, and to know them git may have to be asked, which takes longer
    /// than the whole query.
    #[must_use]
    pub fn query_env(&self, query: &Query) -> query::Env {
        let names_me = query.text().to_lowercase().contains("me");
        query::Env {
            now: disk::now(),
            zone: disk::zone(),
            me: names_me.then(|| self.author()),
        }
    }

    /// Returns the export formats, the user's templates among them; says what is wrong with those.
    pub fn formats(&self, report: &mut Report) -> Formats {
        let (formats, problems) = disk::formats(self.config_file.as_deref());
        for problem in &problems {
            report.warn(problem);
        }
        formats
    }

    /// Returns how large and deep a file may be.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let bytes = usize::try_from(self.config.max_file_mb << 20).unwrap_or(usize::MAX);
        Limits {
            bytes,
            depth: self.config.max_depth,
            ..Limits::default()
        }
    }

    /// Finds the claims folder.
    ///
    /// # Errors
    /// When there is none, with what was tried.
    pub fn place(&self, path: Option<&Path>, report: &mut Report) -> Result<Place, Failure> {
        let root = disk::find_root(path, self.claims.as_deref(), &self.config, &self.env)
            .map_err(|error| no_folder(&error, path))?;
        report.detail(&format!(
            "claims folder: {}, from {}",
            root.dir.display(),
            root.how
        ));
        let settings = disk::folder_settings(&root.dir);
        Ok(Place { root, settings })
    }

    /// Finds the claims folder and reads its files.
    ///
    /// # Errors
    /// When there is no folder, or it can not be read. A faulty file is a problem of the store.
    pub fn open(&self, path: Option<&Path>, report: &mut Report) -> Result<Opened, Failure> {
        let place = self.place(path, report)?;
        self.read_whole(place.root, report)
    }

    /// Understands a query, then reads the claims folder it is for.
    ///
    /// # Errors
    /// An unknown view, a query that can not be read, and what [`Session::open`] fails on.
    pub fn ask(
        &self,
        flags: &QueryFlags,
        path: Option<&Path>,
        report: &mut Report,
    ) -> Result<(Query, Opened), Failure> {
        let place = self.place(path, report)?;
        let query = flags.query(&self.views(&place))?;
        let opened = self.read_whole(place.root, report)?;
        self.hold_texts(&query, &opened, report);
        Ok((query, opened))
    }

    /// Understands a query, then answers it from as little of the claims as it takes: for commands that
    /// show few of many claims.
    ///
    /// Should the index turn out not to be as it was written, all is read from the files and answered
    /// again: `answer` must print nothing.
    ///
    /// # Errors
    /// As those of [`Session::ask`].
    pub fn glance<T: Send>(
        &self,
        flags: &QueryFlags,
        report: &mut Report,
        answer: impl Fn(&Query, &Opened) -> T + Sync,
    ) -> Result<(Query, Opened, T), Failure> {
        let place = self.place(None, report)?;
        let query = flags.query(&self.views(&place))?;
        let mut opened = if query.needs_texts() {
            self.read(place.root, disk::load, report)?
        } else if let Some(kept) = self.kept(&place.root)? {
            let opened = self.opened(place.root, &kept);
            let work = || answer(&query, &opened);
            let (answered, renewed) = self.meanwhile(&opened.root, &kept, work);
            let renewed = told(renewed, report)?;
            if Arc::ptr_eq(&renewed.store, &kept.store) && !kept.store.is_damaged() {
                return Ok((query, opened, answered));
            }
            self.opened(opened.root, &renewed)
        } else {
            self.read(place.root, disk::load, report)?
        };
        self.hold_texts(&query, &opened, report);
        let mut answered = answer(&query, &opened);
        if opened.store.is_damaged() {
            opened = self.read(opened.root, disk::rebuild, report)?;
            self.hold_texts(&query, &opened, report);
            answered = answer(&query, &opened);
        }
        Ok((query, opened, answered))
    }

    /// Returns what the index has of a folder, not yet known to be so any more.
    fn kept(&self, root: &Root) -> Result<Option<Library>, Failure> {
        let Some(cache) = self.cache(root) else {
            return Ok(None);
        };
        self.start_threads(&cache)?;
        Ok(Library::kept(root, &self.limits(), &cache))
    }

    /// Looks at all files of a folder while something is done with what is kept of them.
    fn meanwhile<T: Send>(
        &self,
        root: &Root,
        kept: &Library,
        work: impl FnOnce() -> T + Send,
    ) -> (T, Renewed) {
        let (cache, limits) = (self.cache(root), self.limits());
        let look = || disk::renew(kept, root, &limits, cache.as_ref(), &|_, _| ());
        rayon::join(work, look)
    }

    fn hold_texts(&self, query: &Query, opened: &Opened, report: &mut Report) {
        if query.needs_texts() {
            Texts::new(opened, self).hold(opened, &|_| true, report);
        }
    }

    /// Returns the saved views: one's own first, then those of the folder.
    #[must_use]
    pub fn views<'a>(&'a self, place: &'a Place) -> Vec<&'a View> {
        let own = self.config.saved.views.iter();
        own.chain(&self.config.views)
            .chain(&place.settings.views)
            .collect()
    }

    /// Returns where the index of a claims folder is kept; nowhere when that is not wanted.
    fn cache(&self, root: &Root) -> Option<Cache> {
        let places = self.env.places.as_ref().filter(|_| self.cached)?;
        Cache::of(places, root, &self.limits())
    }

    fn start_threads(&self, cache: &Cache) -> Result<(), Failure> {
        if self.env.own_process {
            cache.start_threads().map_err(Failure::new)?;
        }
        Ok(())
    }

    fn read(&self, root: Root, load: disk::Load, report: &mut Report) -> Result<Opened, Failure> {
        let cache = self.cache(&root);
        if let Some(cache) = &cache {
            self.start_threads(cache)?;
        }
        let read = load(&root, &self.limits(), cache.as_ref(), &|_, _| ());
        let library = told(read, report)?;
        Ok(self.opened(root, &library))
    }

    fn opened(&self, root: Root, library: &Library) -> Opened {
        Opened {
            root,
            store: Arc::clone(&library.store),
            cwd: self.env.cwd.clone(),
        }
    }

    /// Reads all of the claims now.
    fn read_whole(&self, root: Root, report: &mut Report) -> Result<Opened, Failure> {
        let opened = self.read(root, disk::load, report)?;
        opened.store.read_all();
        if opened.store.is_damaged() {
            return self.read(opened.root, disk::rebuild, report);
        }
        Ok(opened)
    }

    /// Returns what the app needs to start in this folder.
    ///
    /// # Errors
    /// An unknown view; the system gives no threads.
    pub fn launch(
        self,
        place: Place,
        query: &QueryFlags,
        demo: Option<Demo>,
        report: &Report,
    ) -> Result<Outcome, Failure> {
        disk::cores::start().map_err(Failure::new)?;
        let text = query.text(&self.views(&place))?;
        let given = Some(text).filter(|text| !text.is_empty());
        Ok(Outcome::Launch(Box::new(LaunchOptions {
            fresh: false,
            picture: None,
            author: self.author(),
            author_guessed: disk::author::is_guessed(self.by.as_deref(), &self.config, &self.env),
            config_file: self.config_file.clone(),
            limits: self.limits(),
            index: self.cache(&place.root),
            root: place.root,
            settings: place.settings,
            query: given
                .or_else(|| self.config.saved.default_query().map(str::to_owned))
                .or_else(|| self.config.default_query.clone()),
            view: query.view.clone(),
            colour: report.has_colour(),
            config: self.config,
            env: self.env,
            demo,
        })))
    }
}

/// Says why the index could not be written, where it could not.
fn told(read: Renewed, report: &mut Report) -> Result<Library, Failure> {
    let (library, failed) = read.map_err(Failure::new)?;
    if let Some(error) = failed {
        report.note(&error.to_string());
    }
    Ok(library)
}

/// Returns a file of the folder as seen from the current folder, when it is below.
#[must_use]
pub fn shown_path(root: &Root, cwd: &Path, file: &str) -> String {
    let dir = root.dir.strip_prefix(cwd).unwrap_or(&root.dir);
    dir.join(file).display().to_string()
}

fn no_folder(error: &disk::DiskError, path: Option<&Path>) -> Failure {
    let failure = Failure::new(error);
    match (error, path.and_then(Path::to_str)) {
        (disk::DiskError::NoFolder { .. }, _) => failure
            .hint("name one with --claims DIR, or make one: mkdir claims")
            .hint("`onrecord demo` opens a private copy of a real record"),
        (_, Some(word)) => match super::args::near_command(word) {
            Some(near) => failure.hint(format_args!("did you mean the command `{near}`?")),
            None => failure,
        },
        _ => failure,
    }
}

impl Opened {
    /// Returns a file as the reader of a message finds it from the current folder.
    #[must_use]
    pub fn shown_path(&self, file: &str) -> String {
        shown_path(&self.root, &self.cwd, file)
    }

    /// Says in one line that files could not be read whole; where commands go on without them.
    pub fn say_problems(&self, report: &mut Report) {
        let bad = || {
            let problems = self.store.read_problems();
            problems.filter(|problem| problem.severity != Severity::Hint)
        };
        let files: HashSet<&str> = bad().map(|problem| problem.file.as_str()).collect();
        if !files.is_empty() {
            report.warn(&format!(
                "{} in {}: run onrecord check",
                counted(bad().count(), "problem", "problems"),
                counted(files.len(), "file", "files")
            ));
        }
    }
}
