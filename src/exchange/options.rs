//! How an export is written: what may be chosen, whatever the format.

use super::Watch;

/// How the claims of a report are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// By the article they are from.
    #[default]
    Article,
    /// By who makes them.
    Speaker,
}

/// How an export is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Leave cells that a spreadsheet would run as formulas as they are.
    pub raw: bool,
    /// Begin csv and tsv with a byte order mark: Excel reads no UTF-8 without one.
    pub bom: bool,
    /// The columns of tables, in order; all of them when `None`.
    pub columns: Option<Vec<String>>,
    /// Write the claims' logs and reasons to doubt: who noted what, and when.
    pub notes: bool,
    /// How a report is put together.
    pub group: Group,
    /// The day the export is made, for the foot of a report; left out when `None`.
    pub made: Option<String>,
    /// Who publishes the verdicts, for ClaimReview.
    pub publisher: Option<String>,
    /// Where the verdicts are published, for ClaimReview; a claim is told apart by its `#name`.
    pub page: Option<String>,
    /// Who waits for it.
    pub watch: Watch,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            raw: false,
            bom: false,
            columns: None,
            notes: true,
            group: Group::Article,
            made: None,
            publisher: None,
            page: None,
            watch: Watch::default(),
        }
    }
}
