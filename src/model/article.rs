//! The article a file is about.

use super::PartialDate;

/// An article, as its file records it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// The headline; the one field an article must have.
    pub title: String,
    /// Who wrote it; claims in the article's own voice are theirs.
    pub author: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When, in full or in part.
    pub published: Option<PartialDate>,
    /// Where it stands.
    pub url: Option<String>,
    /// Where a copy of it is archived.
    pub archived: Option<String>,
    /// When the recorder read it.
    pub accessed: Option<PartialDate>,
    /// The captured text that quotes are held to.
    pub source: Option<SourcePin>,
}

impl Article {
    /// Nothing is known of it.
    pub const NONE: Self = Self {
        title: String::new(),
        author: None,
        outlet: None,
        published: None,
        url: None,
        archived: None,
        accessed: None,
        source: None,
    };
}

/// The captured text a record was made from, pinned by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourcePin {
    /// File name in the sources folder; no `..`.
    pub file: Option<String>,
    /// SHA-256 of its bytes, 64 lower-case hex digits.
    pub sha256: Option<String>,
}
