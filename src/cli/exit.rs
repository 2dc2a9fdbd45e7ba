//! The exit codes: one table for every command.

use std::process::ExitCode;

/// How a run ended, as scripts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: it ran, and the answer is no: nothing matched, `check` found errors, a part was refused.
    No,
    /// 2: it could not run: wrong usage, unreadable folder, nothing could be written.
    CouldNot,
}

impl Exit {
    /// Returns the number the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::CouldNot => 2,
        }
    }

    /// Returns `Done` when something was found, else `No`.
    #[must_use]
    pub fn found(any: bool) -> Self {
        if any { Self::Done } else { Self::No }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
