//! The edge to the system: files, environment and clock. The only module that touches them.
//!
//! Everything below is given what it needs as values; everything above asks here. Knows nothing of
//! screens, keys or subcommands, and prints nothing.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that the list of disallowed methods points to"
)]

pub mod author;
mod batch;
pub mod cache;
pub mod capture;
pub mod config;
pub mod config_set;
pub mod cores;
pub mod demo;
pub mod drafts;
pub mod editor;
pub mod env;
pub mod error;
pub mod folder;
mod formats;
pub mod git;
mod import;
pub mod journal;
pub mod ledger;
pub mod load;
pub mod lock;
pub mod names;
pub mod places;
mod poll;
mod reading;
pub mod redraft;
mod root;
pub mod save;
pub mod saved;
pub mod scan;
pub mod session;
mod settings;
pub mod shared;
pub mod sources;
mod target;
pub mod undo;
pub mod view;
mod walked;
pub mod watch;
pub mod watch_config;
pub mod write;

pub use author::author;
pub use cache::Cache;
pub use config::Config;
pub use editor::editor_argv;
pub use env::{Surroundings, now, zone};
pub use error::{DiskError, PathError, SaveError};
pub use folder::{FolderSettings, folder_settings};
pub use formats::formats;
pub use import::import;
pub use ledger::{Ledger, Reverted, Way};
pub use load::{Library, Load, load, rebuild, renew};
pub use places::Places;
pub use root::{Root, find_root};
pub use save::{output, read_bounded, read_input};
pub use saved::Saved;
pub use scan::claim_files;
pub use session::{Panes, Session};
pub use undo::{UndoRecord, undo, undo_watched};
pub use view::View;
pub use watch::{Watcher, watch};
pub use watch_config::{ConfigWatch, watch_config};
pub use write::{Pin, Write, Written, write, write_telling, write_watched};

#[cfg(test)]
mod tests;
