//! A speaker as `speakers.yaml` knows them.

use super::Reliability;

/// A canonical speaker: two spellings of one person or firm are one speaker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// The canonical name; namesakes are told apart in it: `John Smith (economist)`.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The usual role, where an article gives none.
    pub role: Option<String>,
    /// The usual organisation, where an article gives none.
    pub org: Option<String>,
    /// A declared or evident interest.
    pub interest: Option<String>,
    /// A hint, shown beside a grade and never used to fill or filter one.
    pub reliability: Option<Reliability>,
    /// A page about them.
    pub url: Option<String>,
}
