//! Foreign formats: what others can open, made of the claims that are shown.
//!
//! One file a format, one row a format: `-f NAME`, the export menu and the reference are loops over
//! [`FORMATS`]. A format is given claims and a place to write to; it knows nothing of files, of
//! terminals, or of how the claims were chosen.

mod bibliography;
mod citation;
mod claimreview;
mod columns;
mod csv;
mod defuse;
mod error;
mod format;
mod html;
pub mod import;
mod json;
mod jsonl;
mod markdown;
mod options;
mod org;
mod phrases;
mod record;
mod redact;
mod sqlite;
mod template;
mod tsv;
mod watch;
mod yaml;

pub use citation::{citation, credit};
pub use columns::{COLUMNS, Cell, Column, chosen};
pub use defuse::{defuse, undefuse};
pub use error::ExportError;
pub use format::{Format, Formats};
pub use options::{Group, Options};
pub use redact::redacted;
pub use watch::Watch;
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

impl<'a> Selection<'a> {
    /// Returns the claims in order; no more of them once the export shall stop, and what is made of
    /// them is no export then: see [`Format::write`].
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'a>> + use<'a> {
        let (store, watch) = (self.store, &self.options.watch);
        let rows = self.rows.iter().take_while(|_| !watch.is_stopped());
        rows.filter_map(move |&ix| store.claim(ix))
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

    /// Returns the claims by speaker, by name; those of nobody known come last.
    #[must_use]
    pub fn by_speaker(&self) -> Vec<(Option<&'a str>, Vec<ClaimRef<'a>>)> {
        let mut groups: std::collections::BTreeMap<_, Vec<ClaimRef<'a>>> =
            std::collections::BTreeMap::new();
        for claim in self.claims() {
            let name = claim.speaker_name();
            let key = (name.is_none(), name.map(crate::text::fold), name);
            groups.entry(key).or_default().push(claim);
        }
        let named = groups.into_iter();
        named.map(|((_, _, name), claims)| (name, claims)).collect()
    }

    /// Returns a claim as data, without log and reasons to doubt when that is not wanted.
    #[must_use]
    pub fn data(&self, claim: ClaimRef<'_>) -> Claim {
        self.options.watch.count();
        let mut data = claim.to_claim();
        if !self.options.notes {
            data.annotations.clear();
            data.skepticism.clear();
        }
        data
    }
}

/// Every built-in format, in the order of the export menu.
pub static FORMATS: &[Format] = &[
    csv::FORMAT,
    tsv::FORMAT,
    json::FORMAT,
    jsonl::FORMAT,
    yaml::FORMAT,
    markdown::FORMAT,
    markdown::LIST,
    markdown::TABLE,
    html::FORMAT,
    claimreview::FORMAT,
    sqlite::FORMAT,
    bibliography::BIBTEX,
    bibliography::CSL_JSON,
    org::FORMAT,
];

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
