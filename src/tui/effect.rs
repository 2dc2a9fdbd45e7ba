//! What the pure part asks of the world, as data: tests compare it, the edge carries it out.

use super::exporting::Export;
use super::state::Order;
use crate::disk::{Saved, View, Way, Write};
use crate::model::Stamp;
use crate::source::capture::Record;

/// One thing to do outside the state.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "a key asks for one or two of them"
)]
pub enum Effect {
    /// Run the query and count the facets; an answer of an older generation is dropped.
    Search {
        /// Grows with every change of the filter or the store.
        generation: u64,
        /// The query's text.
        text: String,
        /// The view that what is found is for.
        view: &'static str,
    },
    /// Hold the quotes to their captured texts; an answer of an older generation is dropped.
    Verify(u64),
    /// Read the captured text of the record in this file.
    Source(String),
    /// Look for what is like the claim of this name.
    Like(String),
    /// List the folder an article may be chosen from; the current one at first.
    Folder(Option<String>),
    /// Draft the record of an article; an answer of an older generation is dropped.
    Capture(u64, Order),
    /// Stop drafting what is older than this generation.
    StopCapture(u64),
    /// Keep the text of a drafted record, and write the record at this path.
    Keep(String, Box<Record>),
    /// Write to the claim files; `draft` is the key under which the typed text is kept if it fails.
    Save {
        /// What to write.
        write: Write,
        /// The draft's key and text.
        draft: Option<(String, String)>,
    },
    /// Take back one's own last write, or do it again: which one it is, the journal knows.
    Revert(Way),
    /// Leave one's own last write as it is: the one before it is undone next.
    SkipUndo,
    /// Keep typed text that was not saved.
    KeepDraft(String, String),
    /// Forget a draft: its text is saved now.
    DropDraft(String),
    /// Open the editor at a line of a claim file.
    Edit {
        /// The file's path under the claims folder.
        file: String,
        /// 1-based.
        line: u32,
    },
    /// Open a web page.
    Open(String),
    /// Put text on the clipboard of the terminal.
    Copy(String),
    /// Export claims, into a file or on the clipboard.
    Export(Box<Export>),
    /// Stop the export that runs.
    StopExport,
    /// Stop the write of many files that runs: what is written stays; of an undo nothing.
    StopWriting,
    /// Stop reading the folder: what is read is shown.
    StopReading,
    /// Read the folder again, and what was left unread.
    Reload,
    /// Remember the author's name in the config.
    NameAuthor(String),
    /// Keep one's own saved views.
    KeepViews(Saved),
    /// Save a view for everybody, in the folder's `onrecord.toml`.
    ShareView(View),
    /// Take a shared view away from everybody.
    UnshareView(String),
    /// Use the mouse, or leave it to the terminal so that text can be selected.
    Mouse(bool),
    /// Keep a setting in the config: key and value.
    Configure(&'static str, String),
    /// The card of the first start was seen.
    Greeted,
    /// Stop the process until it is continued.
    Suspend,
    /// Leave.
    Quit,
}

/// Returns a stamp of the author at the moment the key was pressed.
#[must_use]
pub fn stamp(at: jiff::Timestamp, by: &str) -> Stamp {
    Stamp {
        at,
        by: by.to_owned(),
    }
}
