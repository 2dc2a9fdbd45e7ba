//! A sheet over the panes: something to read, and what Enter does once it is read.

use super::{Target, Tone};
use crate::model::Change;

/// What a sheet asks to be agreed to.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// The same change of each of these claims.
    Edits(Vec<Target>, Box<Change>),
    /// These claims go.
    Delete(Vec<Target>),
}

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// How it is meant; nothing for plain text.
    pub tone: Option<Tone>,
    /// What stands at its beginning and is told apart: a count, a date, a name.
    pub head: String,
    /// The text, wrapped below itself.
    pub text: String,
}

impl SheetLine {
    /// Returns a line of plain text.
    #[must_use]
    pub fn new(head: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            tone: None,
            head: head.into(),
            text: text.into(),
        }
    }

    /// Returns a line to mind.
    #[must_use]
    pub fn warning(head: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            tone: Some(Tone::Warning),
            ..Self::new(head, text)
        }
    }
}

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// What it says in one line.
    pub title: String,
    /// The rest.
    pub lines: Vec<SheetLine>,
    /// The first line shown.
    pub scroll: usize,
    /// What is done when it is agreed to; nothing when it is only read.
    pub asked: Option<Asked>,
    /// How many popups below it close when it is agreed to.
    pub below: usize,
    /// The typed text that is to be written: its draft's key, and it.
    pub draft: Option<(String, String)>,
}

impl Sheet {
    /// Returns a sheet to read.
    #[must_use]
    pub fn read(title: impl Into<String>, lines: Vec<SheetLine>) -> Self {
        Self {
            title: title.into(),
            lines,
            scroll: 0,
            asked: None,
            below: 0,
            draft: None,
        }
    }

    /// Returns a sheet that asks.
    #[must_use]
    pub fn ask(title: impl Into<String>, lines: Vec<SheetLine>, asked: Asked) -> Self {
        Self {
            asked: Some(asked),
            ..Self::read(title, lines)
        }
    }
}
