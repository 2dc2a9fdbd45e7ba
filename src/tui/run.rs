//! The loop: an event changes the state, its effects are carried out, the screen is drawn when the
//! queue is empty.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use super::actions::drafts;
use super::effect::Effect;
use super::input::Input;
use super::keymap::Keymap;
use super::msg::Msg;
use super::resume::{resume, session};
use super::screenshot;
use super::state::{Setting, State, Tone};
use super::terminal::{Screen, restore_on_panic};
use super::theme;
use super::update::{query_env, update};
use super::work::{Places, Work};
use crate::disk::{self, Cache, Config, Root, Surroundings, View, Watcher};
use crate::store::{Store, checks};
use crate::yaml::Limits;

/// Whether the app takes up where it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// It does.
    Resumed,
    /// It begins anew, and is taken up the next time.
    Fresh,
    /// It leaves no trace: a folder that is gone afterwards.
    Untraced,
}

/// What the app is started with.
#[derive(Debug)]
pub struct Launch {
    /// The claims folder.
    pub root: Root,
    /// The user's config.
    pub config: Config,
    /// The environment.
    pub env: Surroundings,
    /// Limits of what is read.
    pub limits: Limits,
    /// Where the index is kept.
    pub index: Option<Cache>,
    /// The first filter.
    pub query: String,
    /// Who annotates.
    pub author: String,
    /// Nobody chose that name: the first start says how to.
    pub author_guessed: bool,
    /// Where the chosen name is kept.
    pub config_file: Option<PathBuf>,
    /// The saved views that the folder's people share.
    pub shared: Vec<View>,
    /// No colours.
    pub plain: bool,
    /// Whether it takes up where it was left.
    pub start: Start,
}

impl Launch {
    /// Returns the state folder of this claims folder, for drafts.
    fn state(&self) -> Option<PathBuf> {
        let places = self.env.places.as_ref()?;
        Some(places.state_of(&self.root.dir))
    }

    /// Returns the cache folder of this claims folder.
    fn cache(&self) -> Option<PathBuf> {
        let places = self.env.places.as_ref()?;
        Some(places.cache_of(&self.root.dir))
    }
}

/// Runs the app until it is left.
///
/// # Errors
/// There is no terminal, or it is gone.
pub fn run(launch: &Launch) -> io::Result<()> {
    restore_on_panic();
    let (out, inbox) = mpsc::channel();
    let places = Places {
        root: launch.root.clone(),
        limits: launch.limits,
        index: launch.index.clone(),
        state: launch.state(),
        config_file: launch.config_file.clone(),
        cache: launch.cache(),
    };
    let work = Work::start(places, out.clone());
    let mouse = launch.config.mouse;
    let mut screen = Screen::take(mouse)?;
    let watcher = disk::watch(&launch.root, work.reloader());
    if let Err(error) = &watcher {
        let _ = out.send(Msg::Failed(error.to_string()));
    }
    let input = Input::start(out);
    let mut edge = Edge {
        launch,
        work: &work,
        input: &input,
        inbox: &inbox,
        watcher: watcher.as_ref().ok(),
    };
    let (mut state, mut effects) = begin(launch);
    let kept = launch.state();
    if launch.start == Start::Resumed
        && let Some(session) = kept.as_deref().and_then(disk::Session::load)
    {
        effects = resume(&mut state, session);
    }
    state.size = screen.size()?;
    let result = edge.run(&mut screen, &mut state, effects);
    // The last writes are finished before the terminal is given back: what was said to be saved is.
    drop(watcher);
    work.finish();
    drop(screen);
    if let Some(kept) = kept.filter(|_| launch.start != Start::Untraced) {
        // The next start begins anew then; nothing of the user's is lost.
        let _ = session(&state).save(&kept);
    }
    result
}

/// Writes a picture of the screen after some keys to a file: SVG when it ends so, else text.
///
/// # Errors
/// A word that names no key, claims that can not be read, a file that can not be written.
pub fn picture(launch: &Launch, file: &Path, size: (u16, u16), keys: &str) -> Result<(), String> {
    let now = disk::now();
    let index = launch.index.as_ref();
    let (library, _) = disk::load(&launch.root, &launch.limits, index, &|_, _| {})
        .map_err(|error| error.to_string())?;
    let store = library.store;
    let (mut state, effects) = begin(launch);
    state.problems = checks::check(&store);
    state.store = store;
    screenshot::settle(&mut state, effects, now);
    screenshot::send(&mut state, Msg::Resize(size.0, size.1), now);
    screenshot::press(&mut state, keys, now)?;
    let screen = screenshot::screen(&state);
    let picture = if file.extension().is_some_and(|end| end == "svg") {
        screenshot::svg(&screen)
    } else {
        screenshot::text(&screen)
    };
    disk::save::output(file, picture.as_bytes(), true).map_err(|error| error.to_string())
}

/// Returns the state at the start.
fn begin(launch: &Launch) -> (State, Vec<Effect>) {
    let own = launch.config.keys.iter();
    let own = own
        .map(|binding| (binding.action.clone(), binding.keys.clone()))
        .collect();
    let (keymap, mut problems) = Keymap::new(&own);
    let wanted = launch.config.theme.as_deref().and_then(theme::theme);
    let (formats, faulty) = disk::formats(launch.config_file.as_deref());
    problems.extend(faulty);
    let setting = Setting {
        formats,
        folder: folder_name(&launch.root),
        author: launch.author.clone(),
        theme: if launch.plain {
            theme::plain()
        } else {
            wanted.unwrap_or(theme::THEMES[0])
        },
        keymap,
        views: launch.config.views.clone(),
        shared: launch.shared.clone(),
        templates: launch.config.templates.clone(),
        zone: disk::zone(),
    };
    let (mut state, effects) = State::new(
        Arc::new(Store::default()),
        setting,
        &launch.query,
        disk::now(),
    );
    state.saved.clone_from(&launch.config.saved);
    match launch.state().as_deref().map(disk::drafts::list) {
        Some(Ok(drafts)) => {
            state.drafts = drafts
                .into_iter()
                .map(|draft| (draft.key, draft.text))
                .collect();
        }
        Some(Err(error)) => problems.push(error.to_string()),
        None => {}
    }
    if launch.author_guessed {
        let text = format!(
            "your notes will be signed `{}`: press I to change that",
            launch.author
        );
        state.say(Tone::Warning, text);
    }
    if let Some(greeting) = drafts::greeting(&state) {
        state.say(Tone::Warning, greeting);
    }
    if let Some(problem) = problems.first() {
        state.say(Tone::Warning, problem.clone());
    }
    (state, effects)
}

/// Returns the claims folder as the header names it: its own name, or the one file.
fn folder_name(root: &Root) -> String {
    let name = root.dir.file_name().unwrap_or(root.dir.as_os_str());
    let name = name.to_string_lossy();
    match &root.only {
        Some(file) => format!("{name}/{file}"),
        None => format!("{name}/"),
    }
}

/// The loop's hands.
struct Edge<'a> {
    launch: &'a Launch,
    work: &'a Work,
    input: &'a Input,
    inbox: &'a Receiver<Msg>,
    watcher: Option<&'a Watcher>,
}

/// How long the first frame waits for the claims, so that a small record never shows an empty screen.
const FIRST_WAIT: Duration = Duration::from_millis(40);

impl Edge<'_> {
    fn run(
        &mut self,
        screen: &mut Screen,
        state: &mut State,
        first: Vec<Effect>,
    ) -> io::Result<()> {
        if !self.effects(screen, state, first)? {
            return Ok(());
        }
        let mut wait = FIRST_WAIT;
        loop {
            let msg =
                if state.filter.answered.is_some() && !state.store.is_empty() || wait.is_zero() {
                    screen.draw(state)?;
                    wait = Duration::ZERO;
                    self.inbox.recv().ok()
                } else {
                    match self.inbox.recv_timeout(wait) {
                        Ok(msg) => Some(msg),
                        Err(RecvTimeoutError::Timeout) => {
                            wait = Duration::ZERO;
                            continue;
                        }
                        Err(RecvTimeoutError::Disconnected) => None,
                    }
                };
            let Some(mut msg) = msg else {
                return Ok(());
            };
            loop {
                let effects = update(state, msg, disk::now());
                if !self.effects(screen, state, effects)? {
                    return Ok(());
                }
                let watching = self.watcher.and_then(Watcher::note);
                if watching != state.watching {
                    update(state, Msg::Watching(watching), disk::now());
                }
                match self.inbox.try_recv() {
                    Ok(next) => msg = next,
                    Err(_) => break,
                }
            }
        }
    }

    /// Carries out effects; `false` means to leave.
    fn effects(
        &mut self,
        screen: &mut Screen,
        state: &mut State,
        effects: Vec<Effect>,
    ) -> io::Result<bool> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(false),
                Effect::Copy(text) => {
                    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?;
                }
                Effect::Suspend => {
                    self.lend(screen, state, suspend)?;
                }
                Effect::Edit { file, line } => self.edit(screen, state, &file, line)?,
                other => self.work.run(other, query_env(state)),
            }
        }
        Ok(true)
    }

    fn lend<T>(
        &mut self,
        screen: &mut Screen,
        state: &mut State,
        run: impl FnOnce() -> T,
    ) -> io::Result<T> {
        let quiet = self.input.pause();
        let result = screen.lend(run)?;
        drop(quiet);
        state.size = screen.size()?;
        self.work.reload_all();
        Ok(result)
    }

    fn edit(
        &mut self,
        screen: &mut Screen,
        state: &mut State,
        file: &str,
        line: u32,
    ) -> io::Result<()> {
        let path = self.launch.root.dir.join(file);
        let own = self.launch.config.editor.as_deref();
        let argv = disk::editor_argv(&path, line, own, &self.launch.env);
        let Some((program, args)) = argv.split_first() else {
            state.say(Tone::Warning, "no editor: set $VISUAL or $EDITOR");
            return Ok(());
        };
        let ended = self.lend(screen, state, || Command::new(program).args(args).status())?;
        let name = program.to_string_lossy();
        match ended {
            Ok(status) if status.success() => {}
            Ok(status) => state.say(Tone::Warning, format!("{name} ended with {status}")),
            Err(error) => state.say(Tone::Error, format!("can not run {name}: {error}")),
        }
        Ok(())
    }
}

/// Stops the process as Ctrl-Z does, until it is continued.
fn suspend() {
    #[cfg(unix)]
    {
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }
}
