//! The captured texts that the rules may look at: read when asked for, and kept.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::cli::session::Session;
use crate::disk::{self, Root, sources};
use crate::model::SourcePin;

/// The captured texts of a claims folder.
pub(super) struct Texts {
    folder: PathBuf,
    largest: u64,
    read: RefCell<HashMap<String, Option<String>>>,
    problems: RefCell<Vec<String>>,
}

impl Texts {
    pub(super) fn new(root: &Root, session: &Session) -> Self {
        Self {
            folder: disk::folder_settings(&root.dir).sources,
            largest: session.limits().bytes as u64,
            read: RefCell::default(),
            problems: RefCell::default(),
        }
    }

    /// Returns the text that is pinned, when it is on this machine; that it is not is normal.
    pub(super) fn of(&self, pin: &SourcePin) -> Option<String> {
        let name = pin.file.as_deref()?;
        if let Some(known) = self.read.borrow().get(name) {
            return known.clone();
        }
        let text = match sources::captured(&self.folder, name, self.largest) {
            Ok(captured) => captured.map(|captured| captured.text),
            Err(error) => {
                self.problems.borrow_mut().push(error.to_string());
                None
            }
        };
        self.read.borrow_mut().insert(name.to_owned(), text.clone());
        text
    }

    /// Returns why texts that are there could not be read.
    pub(super) fn problems(&self) -> Vec<String> {
        self.problems.take()
    }
}
