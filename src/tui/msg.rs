//! What reaches the state: keys, and the answers to its effects.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{KeyEvent, MouseEvent};

use super::state::{Captured, Digest, Like};
use crate::disk::capture::Listing;
use crate::disk::{Config, Reverted, View, Way, Write, Written};
use crate::model::Diagnostic;
use crate::query::{FacetCounts, Hits, Relaxed};
use crate::source::capture::Record;
use crate::store::checks::Checked;
use crate::store::{Ix, Store};

/// One event.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The terminal has this size now: columns, rows.
    Resize(u16, u16),
    /// A search ended.
    Found(Box<Found>),
    /// What a search found is counted.
    Counted(Box<Counted>),
    /// What a search found is in order to the last claim.
    Ordered(Box<Ordered>),
    /// A write ended; on failure the message, which names file, operation and reason.
    Saved {
        /// What was written, or why not.
        result: Result<Box<Written>, String>,
        /// What was to be written: it can be tried again.
        write: Box<Write>,
        /// The draft of its text, kept when it failed.
        draft: Option<(String, String)>,
    },
    /// An undo or a redo ended; nothing when there was nothing to do, or why not.
    Reverted(Way, Result<Option<Reverted>, String>),
    /// The next undo was passed over.
    Skipped(Result<Option<Reverted>, String>),
    /// What is undone and redone next, for people; none when there is nothing.
    History {
        /// What is undone next.
        undo: Option<String>,
        /// What is redone next.
        redo: Option<String>,
    },
    /// What the user should know of how the folder is watched, if anything.
    Watching(Option<&'static str>),
    /// So many files of so many are read.
    Reading(usize, usize),
    /// So many files were left unread when reading was stopped: none when all is read.
    Unread(usize),
    /// The files were read, or read again after a change.
    Reloaded {
        /// The claims.
        store: Arc<Store>,
        /// What is wrong with them: what could not be read, then what the checks found.
        problems: Vec<Diagnostic>,
    },
    /// So many captured texts of so many are gone through; of which generation.
    Verifying(u64, usize, usize),
    /// The quotes were held to their captured texts, and the store knows what became of them.
    Verified {
        /// Of which generation.
        generation: u64,
        /// What is wrong with the claims, the quotes taken into account.
        problems: Checked,
    },
    /// The captured text of the record in this file was read, when it is at hand.
    Source(String, Option<Arc<Captured>>),
    /// The folder an article may be chosen from, or why it can not be listed.
    Folder(Result<Listing, String>),
    /// So much of so much of an article is gone through; of which generation.
    Capturing(u64, usize, usize),
    /// The record of an article is drafted, or why not; of which generation.
    Drafted(u64, Result<Box<Record>, String>),
    /// A drafted record was not written, and its text not kept.
    NotKept(String),
    /// The user's config has changed on disk.
    Config(Box<Config>),
    /// The views that the folder's people share, as they are now.
    Shared(Vec<View>),
    /// What is like the claim of this name.
    Like(String, Vec<Like>),
    /// So many files of so many are written.
    Writing(usize, usize),
    /// So many claims of the export of this number are written.
    Exporting(u64, usize),
    /// The export of this number ended.
    Exported(u64, Result<Exported, ExportError>),
    /// The system asks the program to end.
    Terminate,
    /// Something to tell the user.
    Note(String),
    /// Something to mind.
    Warning(String),
    /// Something that went wrong outside.
    Failed(String),
}

/// The answer to a search.
#[derive(Debug)]
pub struct Found {
    /// Of which filter.
    pub generation: u64,
    /// Over which claims: what was found holds for these and no others.
    pub store: Arc<Store>,
    /// The claims.
    pub hits: Hits,
    /// What the view shows of them, and of which view it is.
    pub digest: (&'static str, Digest),
    /// How long it took.
    pub took: Duration,
    /// Its counts, where they are known so soon that they are drawn with it.
    pub counted: Option<Counted>,
}

/// What is told of an answer after it: the list does not wait for it.
#[derive(Debug)]
pub struct Counted {
    /// Of which filter.
    pub generation: u64,
    /// The facets over what was found.
    pub facets: Vec<FacetCounts>,
    /// Where nothing was found: what is found without one of the terms.
    pub relaxed: Vec<Relaxed>,
}

/// All claims of an answer in order, of which only the first were.
#[derive(Debug)]
pub struct Ordered {
    /// Of which filter.
    pub generation: u64,
    /// The claims.
    pub rows: Vec<Ix>,
}

/// What became of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// It is in this file.
    File(String),
    /// It is this text, for the clipboard.
    Text(String),
}

/// Why an export was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportError {
    /// The file is there; writing over it must be asked for.
    Exists(String),
    /// Anything else.
    Other(String),
}
