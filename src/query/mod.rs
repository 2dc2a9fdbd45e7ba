//! The query language: the same string in the filter bar, on the command line, in saved views and in
//! the gate. Knows claims through [`ClaimRef`](crate::store::ClaimRef) only; no files, no screen.
//!
//! | stage | where |
//! | --- | --- |
//! | text to tree | `lex`, [`parse()`], `ast`, `problem` |
//! | what a term looks for | `filters` (one file a field), `value` (kinds of value), `words` |
//! | finding and ordering | [`run()`], `plan`, `rank`, `sorts`, `ordering`, `guess`, `suggest` |
//! | for screens | [`complete()`], [`explain()`], [`highlights`], [`facets()`], [`toggle()`], [`whole()`], [`dossier`], [`grid`], [`measures`], [`timeline`] |

mod ast;
mod complete;
pub mod dossier;
mod explain;
mod facets;
mod filters;
pub mod grid;
mod guess;
mod highlight;
mod lex;
pub mod measures;
mod narrow;
mod ordering;
mod parse;
mod plan;
mod problem;
mod rank;
mod relax;
mod relevance;
mod rows;
mod run;
mod sorts;
mod suggest;
pub mod timeline;
mod toggle;
mod value;
mod whole;
mod words;

#[cfg(test)]
mod acceptance;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use complete::{Candidate, complete};
pub use explain::{Explained, Part, explain};
pub use facets::{FACETS, Facet, FacetCounts, FacetValue, facet_counts, facets};
pub use filters::FieldRow;
pub use highlight::{highlights, name_highlights};
pub use narrow::narrows;
pub use parse::parse;
pub use problem::Problem;
pub use relax::{Relaxed, relaxed};
pub use run::{Guessing, Hits, put_in_order, run, run_within};
pub use sorts::{SORTS, SortRow};
pub use toggle::{Standing, cycle, standing, toggle};
pub use value::written;
pub use whole::whole;

use ast::{Node, Seeks, SortKey, Top};

/// What a query is run in: the clock, the zone that `today` is in, and who `me` is.
#[derive(Debug, Clone)]
pub struct Env {
    /// Now.
    pub now: Timestamp,
    /// The zone of calendar days.
    pub zone: TimeZone,
    /// The name one annotates under.
    pub me: Option<String>,
}

/// A parsed query.
#[derive(Debug, Clone)]
pub struct Query {
    text: String,
    root: Option<Node>,
    /// The top level is an `OR`.
    alternatives: bool,
    /// Some term names a status: candidates are not left out.
    names_status: bool,
    /// Some term asks how quotes stand to their captured texts.
    names_integrity: bool,
    sorts: Vec<SortKey>,
    problems: Vec<Problem>,
    tops: Vec<Top>,
}

/// A term of the top level, for showing and removing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// Its bytes in the query's text.
    pub span: Range<usize>,
    /// As written.
    pub text: String,
}

impl Query {
    /// Returns the text it was parsed from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what could not be understood, in order of place. Those terms are left out.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Tells that it asks for nothing: every claim but candidates, in file order.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root.is_none() && self.sorts.is_empty() && self.problems.is_empty()
    }

    /// Returns the terms of the top level in order; a top level of alternatives is one.
    #[must_use]
    pub fn chips(&self) -> Vec<Chip> {
        let chip = |top: &Top| Chip {
            span: top.span.clone(),
            text: self
                .text
                .get(top.span.clone())
                .unwrap_or_default()
                .to_owned(),
        };
        self.tops.iter().map(chip).collect()
    }

    /// Tells that it can be answered only when the quotes were held to their captured texts.
    #[must_use]
    pub fn needs_texts(&self) -> bool {
        self.names_integrity
    }

    /// Returns its text without one of its terms; nothing else of it changes.
    #[must_use]
    pub fn without(&self, chip: &Chip) -> String {
        let part = |range: Range<usize>| self.text.get(range).unwrap_or_default();
        let before = part(0..chip.span.start).trim_end();
        let after = part(chip.span.end..self.text.len()).trim_start();
        let gap = if before.is_empty() || after.is_empty() {
            ""
        } else {
            " "
        };
        format!("{before}{gap}{after}")
    }

    /// Tells that it looks for words, so that relevance orders the claims.
    #[must_use]
    pub fn has_words(&self) -> bool {
        let mut words = false;
        if let Some(root) = &self.root {
            root.positive(&mut |term| {
                let seeks = &term.seeks;
                words |= matches!(seeks, Seeks::Word(..) | Seeks::Phrase(_) | Seeks::Fuzzy(_));
            });
        }
        words
    }
}

/// Returns every field, in the order of the reference page.
#[must_use]
pub fn fields() -> &'static [&'static FieldRow] {
    filters::FIELDS
}
