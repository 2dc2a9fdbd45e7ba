//! What a file may cost, checked by one walk over its bytes before any parser sees it: size,
//! nesting, aliases. Nested brackets make parsers quadratic or overflow the stack, and nested
//! aliases grow without bound ("billion laughs", as in CVE-2019-11253).

use super::reader::Issue;
use super::walk::Walk;
use crate::model::Severity;

/// The bounds of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest size in bytes.
    pub bytes: usize,
    /// Deepest nesting of lists and maps.
    pub depth: usize,
    /// Most aliases (`*name`).
    pub aliases: usize,
    /// Most bytes that all aliases together may stand for.
    pub expanded: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            depth: 64,
            aliases: 10_000,
            expanded: 4 << 20,
        }
    }
}

/// What the walk noticed by the way.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Noticed {
    /// Where conflict markers stand.
    pub conflicts: Vec<usize>,
    /// Where tags stand, other than those of YAML itself.
    pub tags: Vec<(usize, usize)>,
    /// Where tabs indent.
    pub tabs: Vec<usize>,
    /// Where another document begins.
    pub documents: Vec<usize>,
}

/// Walks over a file.
///
/// # Errors
/// The bound that the file breaks.
pub(crate) fn check(text: &str, limits: &Limits) -> Result<Noticed, Box<Issue>> {
    size(text, limits)?;
    let mut walk = Walk::new(text, limits);
    walk.file()?;
    Ok(walk.noticed)
}

/// Looks at the size alone.
///
/// # Errors
/// The file is too large.
pub(crate) fn size(text: &str, limits: &Limits) -> Result<(), Box<Issue>> {
    if text.len() > limits.bytes {
        let message = format!(
            "the file has {} bytes: at most {} are read",
            text.len(),
            limits.bytes
        );
        let issue = Issue::new("too-large", Severity::Error, None, message);
        return Err(Box::new(issue.hint("split it into several records")));
    }
    Ok(())
}
