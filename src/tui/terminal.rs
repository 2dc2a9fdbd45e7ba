//! The terminal: taken over at the start, given back at the end, on suspend, for the editor, on panic.

use std::io::{self, BufWriter, Stdout, stdout};

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::state::State;
use super::{joined, links, view};
use crate::text::clean::clean;

/// What a frame is written through: it leaves in one piece, where the standard output alone would
/// send it in pieces of a kilobyte.
type Backend = CrosstermBackend<BufWriter<Stdout>>;

/// More than most frames take.
const FRAME: usize = 1 << 16;

fn terminal() -> io::Result<Terminal<Backend>> {
    Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(
        FRAME,
        stdout(),
    )))
}

/// The screen while the app has it.
pub struct Screen {
    terminal: Terminal<Backend>,
    mouse: bool,
    title: String,
}

impl Screen {
    /// Takes the terminal over, under this title.
    ///
    /// # Errors
    /// The terminal can not be put into raw mode: there is none, or it is gone.
    pub fn take(mouse: bool, title: &str) -> io::Result<Self> {
        let title = clean(title).into_owned();
        enter(mouse, &title)?;
        Ok(Self {
            terminal: terminal()?,
            mouse,
            title,
        })
    }

    /// Returns columns and rows.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Uses the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        }
    }

    /// Draws the state, in one piece where the terminal can.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            view::draw(state, frame);
            links::mark(state, frame.buffer_mut());
            joined::settle(frame.buffer_mut());
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Gives the terminal back while something else runs, and takes it over again.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        give_back()?;
        let result = run();
        enter(self.mouse, &self.title)?;
        execute!(stdout(), Clear(ClearType::All))?;
        // A new terminal has empty buffers and draws everything. `Terminal::clear` would ask the
        // terminal where its cursor is, and wait for an answer that may never come.
        self.terminal = terminal()?;
        Ok(result)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // On the way out there is nobody left to tell. A frame that a panic broke off is ended.
        let _ = execute!(self.terminal.backend_mut(), EndSynchronizedUpdate);
        let _ = give_back();
    }
}

/// The terminal keeps its title, and takes the kept one again (xterm's window operations).
const KEEP_TITLE: &str = "\u{1b}[22;0t";
const OLD_TITLE: &str = "\u{1b}[23;0t";

fn enter(mouse: bool, title: &str) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        Print(KEEP_TITLE),
        SetTitle(title)
    )?;
    if mouse {
        execute!(stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

fn give_back() -> io::Result<()> {
    // Each is tried even when one before it failed.
    let mouse = execute!(stdout(), DisableMouseCapture);
    let screen = execute!(
        stdout(),
        DisableBracketedPaste,
        Print(OLD_TITLE),
        LeaveAlternateScreen,
        cursor::Show
    );
    let raw = disable_raw_mode();
    mouse.and(screen).and(raw)
}

/// Gives the terminal back before a panic is reported, so that the report can be read.
pub fn restore_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let _ = give_back();
        report(panic);
    }));
}
