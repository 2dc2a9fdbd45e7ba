//! The loop: an event changes the state, its effects are carried out, the screen is drawn when the
//! queue is empty.

use std::io;
use std::process::Command;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use super::effect::Effect;
use super::input::Input;
use super::launch::{Launch, Start, begin, folder_name};
use super::msg::Msg;
use super::resume::{resume, session};
use super::state::{State, Tone};
use super::terminal::{Screen, restore_on_panic};
use super::update::{query_env, update};
use super::work::Work;
use crate::disk::{self, Watcher};

/// Runs the app until it is left.
///
/// # Errors
/// There is no terminal, or it is gone.
pub fn run(launch: &Launch) -> io::Result<()> {
    restore_on_panic();
    let (out, inbox) = mpsc::channel();
    let work = Work::start(launch.places(), out.clone());
    let mouse = launch.config.mouse;
    let title = format!("onrecord · {}", folder_name(&launch.root));
    let mut screen = Screen::take(mouse, &title)?;
    // What is read after the watch has begun is never stale.
    let (read, told) = (work.loader(), out.clone());
    let watcher = disk::watch(&launch.root, work.reloader(), move |begun| {
        if let Err(error) = begun {
            let _ = told.send(Msg::Failed(error.to_string()));
        }
        read();
    });
    if let Err(error) = &watcher {
        let _ = out.send(Msg::Failed(error.to_string()));
        work.reload_all();
    }
    let config_watch = launch.config_file.as_deref().map(|file| {
        let out = out.clone();
        disk::watch_config(file, launch.config.clone(), move |config| {
            let _ = out.send(Msg::Config(Box::new(config)));
        })
    });
    let input = Input::start(out);
    let mut edge = Edge {
        launch,
        work: &work,
        input: &input,
        inbox: &inbox,
        watcher: watcher.as_ref().ok(),
        search: None,
    };
    let (mut state, mut effects) = begin(launch);
    let kept = launch.state();
    if launch.start == Start::Resumed
        && let Some(session) = kept.as_deref().and_then(disk::Session::load)
    {
        effects = resume(&mut state, session);
    }
    state.size = screen.size()?;
    let greeted = launch.greeted();
    state.card = greeted.is_some_and(|file| !disk::places::was_greeted(&file));
    let result = edge.run(&mut screen, &mut state, effects);
    // The last writes are finished before the terminal is given back: what was said to be saved is.
    drop((watcher, config_watch));
    work.finish();
    drop(screen);
    if let Some(kept) = kept.filter(|_| launch.start != Start::Untraced) {
        // The next start begins anew then; nothing of the user's is lost.
        let _ = session(&state).save(&kept);
    }
    result
}

/// The loop's hands.
struct Edge<'a> {
    launch: &'a Launch,
    work: &'a Work,
    input: &'a Input,
    inbox: &'a Receiver<Msg>,
    watcher: Option<&'a Watcher>,
    /// What to look for once all keys that wait are heard: of a word that comes at once, its end.
    search: Option<Effect>,
}

/// How long the first frame waits for the claims, so that a small record never shows an empty screen.
const FIRST_WAIT: Duration = Duration::from_millis(40);

/// How long a key that asks for a search waits to be drawn together with the answer.
const ANSWER: Duration = Duration::from_millis(1);

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
                match self.inbox.try_recv().ok().or_else(|| self.ask(state)) {
                    Some(next) => msg = next,
                    None => break,
                }
            }
        }
    }

    /// Has the search that waits begun; returns what comes so soon that it can be drawn with the key
    /// that asked for it.
    fn ask(&mut self, state: &State) -> Option<Msg> {
        self.work.run(self.search.take()?, query_env(state));
        self.inbox.recv_timeout(ANSWER).ok()
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
                Effect::Mouse(on) => screen.set_mouse(on)?,
                Effect::Suspend => {
                    self.lend(screen, state, suspend)?;
                }
                Effect::Search { .. } => self.search = Some(effect),
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
        let own = state.setting.editor.as_deref();
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
