//! Why a command stopped: what is printed, what helps, and the exit code.

use std::fmt::Display;
use std::io;

use super::exit::Exit;

/// Why a command stopped before its end.
#[derive(Debug)]
pub enum Failure {
    /// The reader of our output has gone away, as `head` does: no failure, nothing to say.
    PipeClosed,
    /// It can not go on.
    Because {
        /// What happened.
        message: String,
        /// What helps, a line each.
        hints: Vec<String>,
        /// The exit code.
        exit: Exit,
    },
}

impl Failure {
    /// Returns a failure with exit code 2.
    #[must_use]
    pub fn new(message: impl Display) -> Self {
        Self::Because {
            message: message.to_string(),
            hints: Vec::new(),
            exit: Exit::CouldNot,
        }
    }

    /// Returns the answer no, exit code 1, with its reason.
    #[must_use]
    pub fn no(message: impl Display) -> Self {
        Self::Because {
            message: message.to_string(),
            hints: Vec::new(),
            exit: Exit::No,
        }
    }

    /// Returns the failure with a line that says what helps.
    #[must_use]
    pub fn hint(mut self, hint: impl Display) -> Self {
        if let Self::Because { hints, .. } = &mut self {
            hints.push(hint.to_string());
        }
        self
    }

    /// Returns the failure with `did you mean …`, when there is something near.
    #[must_use]
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.hint(format_args!("did you mean `{near}`?")),
            None => self,
        }
    }
}

impl From<io::Error> for Failure {
    /// Of a write to standard output.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::PipeClosed,
            _ => Self::new(format_args!("can not write to standard output: {error}")),
        }
    }
}
