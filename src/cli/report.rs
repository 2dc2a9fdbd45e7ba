//! The only printer: data to standard output, messages to standard error.
//!
//! Knows nothing of what it prints. Text from files comes as a [`Line`], which is clean; messages
//! are cleaned here; the bytes of an export go out as they are.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};

use super::failure::Failure;
use super::line::{BAD, DIM, DOUBT, HELP, Line};
use crate::text::clean_lines;

/// When there is colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set or the terminal is dumb
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// Where a run's output goes.
pub struct Report {
    out: Box<dyn Write>,
    raw: Box<dyn Write>,
    err: Box<dyn Write>,
    terminal: bool,
    colour: bool,
    verbose: bool,
}

impl Report {
    /// Returns the report of this process.
    #[must_use]
    pub fn new(colour: Colour, verbose: bool) -> Self {
        let out = AutoStream::new(io::stdout(), colour.choice());
        let has_colour = out.current_choice() != ColorChoice::Never;
        Self {
            out: Box::new(BufWriter::new(out)),
            raw: Box::new(BufWriter::new(io::stdout())),
            err: Box::new(AutoStream::new(io::stderr(), colour.choice())),
            terminal: io::stdout().is_terminal(),
            colour: has_colour,
            verbose,
        }
    }

    /// Tells that a person reads standard output.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Tells that styles show on standard output.
    #[must_use]
    pub fn has_colour(&self) -> bool {
        self.colour
    }

    /// Returns how many columns there are: 80 where nobody can tell.
    #[must_use]
    pub fn width(&self) -> usize {
        match crossterm::terminal::size() {
            Ok((columns, _)) if self.terminal && columns > 0 => columns.into(),
            _ => 80,
        }
    }

    /// Prints a line of data.
    ///
    /// # Errors
    /// When standard output can not be written.
    pub fn line(&mut self, line: &Line) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Prints text that this program made itself, and that has its own line ends and styles.
    ///
    /// # Errors
    /// When standard output can not be written.
    pub fn own(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Returns standard output for the bytes of an export, which are not touched.
    pub fn raw(&mut self) -> &mut dyn Write {
        self.raw.as_mut()
    }

    /// Says something on standard error.
    pub fn note(&mut self, message: &str) {
        self.say(None, message);
    }

    /// Says something that only `-v` asks for.
    pub fn detail(&mut self, message: &str) {
        if self.verbose {
            self.say(Some((DIM, "detail")), message);
        }
    }

    /// Says what may be wrong.
    pub fn warn(&mut self, message: &str) {
        self.say(Some((DOUBT, "warning")), message);
    }

    /// Says what helps.
    pub fn hint(&mut self, message: &str) {
        self.say(Some((HELP, "hint")), message);
    }

    /// Says why it could not be done.
    pub fn error(&mut self, message: &str) {
        self.say(Some((BAD, "error")), message);
    }

    /// Says why a command stopped; nothing when the reader has gone.
    pub fn failure(&mut self, failure: &Failure) {
        if let Failure::Because { message, hints, .. } = failure {
            self.error(message);
            for hint in hints {
                self.hint(hint);
            }
        }
    }

    /// Shows how far long work is, on one line of standard error that is written over; only to a
    /// person.
    pub fn progress(&mut self, what: &str, done: usize, of: usize) {
        if io::stderr().is_terminal() {
            let full = done * 24 / of.max(1);
            let bar = "█".repeat(full) + &"░".repeat(24 - full.min(24));
            let _ = write!(self.err, "\r{} {bar} {done} of {of}", clean_lines(what));
            let _ = self.err.flush();
        }
    }

    /// Takes the line of [`Report::progress`] away.
    pub fn progress_done(&mut self) {
        if io::stderr().is_terminal() {
            let _ = write!(self.err, "\r{:70}\r", "");
        }
    }

    /// Writes out what is still held back.
    ///
    /// # Errors
    /// When standard output can not be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.raw.flush()
    }

    /// A standard error that nobody reads is no reason to stop.
    fn say(&mut self, label: Option<(anstyle::Style, &str)>, message: &str) {
        let _ = self.out.flush();
        let message = clean_lines(message);
        let _ = match label {
            Some((style, label)) => writeln!(self.err, "{style}{label}{style:#}: {message}"),
            None => writeln!(self.err, "{message}"),
        };
    }
}
