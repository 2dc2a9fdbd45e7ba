//! What an edit is meant for.

use crate::store::ClaimRef;

/// A claim that an edit is meant for: its file and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The file's path under the claims folder.
    pub file: String,
    /// The claim's id.
    pub claim: String,
}

impl Target {
    /// Tells whether it is this claim.
    #[must_use]
    pub fn is(&self, claim: ClaimRef<'_>) -> bool {
        self.claim == claim.id() && self.file == claim.file().path()
    }
}
