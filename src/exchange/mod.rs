//! Foreign formats: what others can open, made of the claims that are shown.
//!
//! One file a format, one row a format: `-f NAME`, the export menu and the reference are loops over
//! [`FORMATS`]. A format is given claims and a place to write to; it knows nothing of files, of
//! terminals, or of how the claims were chosen.

mod citation;
mod columns;
mod csv;
mod defuse;
mod error;
mod json;
mod jsonl;
mod markdown;
mod phrases;
mod record;
mod tsv;
mod yaml;

use std::io::{self, Write};

pub use citation::{citation, credit};
pub use columns::{COLUMNS, Cell, Column, chosen};
pub use csv::count_defused;
pub use defuse::{defuse, undefuse};
pub use error::ExportError;
pub use yaml::files;

use crate::model::Claim;
use crate::store::{ClaimRef, FileRef, Ix, Store};
use crate::text::clean_lines;

/// What is exported: some claims of a store, in the order they are shown.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The store the claims are from.
    pub store: &'a Store,
    /// The claims, in order.
    pub rows: &'a [Ix],
    /// The query that chose them: for a heading.
    pub query: &'a str,
    /// How they are written.
    pub options: &'a Options,
}

/// How an export is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Leave cells that a spreadsheet would run as formulas as they are.
    pub raw: bool,
    /// The columns of csv and tsv, in order; all of them when `None`.
    pub columns: Option<Vec<String>>,
    /// Write the claims' logs: who noted what, and when.
    pub notes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            raw: false,
            columns: None,
            notes: true,
        }
    }
}

impl<'a> Selection<'a> {
    /// Returns the claims in order.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'a>> + use<'a> {
        let store = self.store;
        self.rows.iter().filter_map(move |&ix| store.claim(ix))
    }

    /// Returns the claims by file: the files as their first claims come, the claims in order.
    #[must_use]
    pub fn by_file(&self) -> Vec<(FileRef<'a>, Vec<ClaimRef<'a>>)> {
        let mut place = std::collections::HashMap::new();
        let mut files: Vec<(FileRef<'a>, Vec<ClaimRef<'a>>)> = Vec::new();
        for claim in self.claims() {
            let file = claim.file();
            let at = *place.entry(file.path()).or_insert(files.len());
            match files.get_mut(at) {
                Some((_, claims)) => claims.push(claim),
                None => files.push((file, vec![claim])),
            }
        }
        files
    }

    /// Returns a claim as data, without its log when that is not wanted.
    #[must_use]
    pub fn data(&self, claim: ClaimRef<'_>) -> Claim {
        let mut data = claim.to_claim();
        if !self.options.notes {
            data.annotations.clear();
        }
        data
    }
}

/// A format: what it is called, what it is for, and the code that writes it.
pub struct Format {
    /// What is typed: `-f csv`.
    pub name: &'static str,
    /// The usual ending of its files, without the dot.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub doc: &'static str,
    /// Writes the selection.
    ///
    /// What can not be written in this format is an [`ExportError`] inside the [`io::Error`]; then
    /// nothing was written.
    pub write: fn(&Selection<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every format, in the order of the export menu.
pub const FORMATS: &[Format] = &[
    csv::FORMAT,
    tsv::FORMAT,
    json::FORMAT,
    jsonl::FORMAT,
    yaml::FORMAT,
    markdown::FORMAT,
];

/// Returns the format of this name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Returns an export as a terminal may show it: hidden characters as marks, lines and tabs kept.
///
/// A file gets the text as it is recorded; a terminal would obey its control characters.
#[must_use]
pub fn on_terminal(export: &str) -> String {
    let parts: Vec<_> = export.split('\t').map(clean_lines).collect();
    parts.join("\t")
}

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;
