//! Rules over a store that was read: what is readable and probably not what was meant.
//!
//! One file a rule, one row a rule. A rule sees the store and reports findings; it knows nothing of
//! how they are printed, of YAML, or of the other rules.

mod assertion_in_marks;
mod confirmed_without_evidence;
mod figure_not_in_quote;
mod figure_not_understood;
mod graded_without_reason;
mod hidden_characters;
mod link_to_nowhere;
mod missing_attribution;
mod name_clash;
mod partial_without_marks;
mod speaker_spelling;
mod unknown_verdict;
mod unnamed_graded_high;

use super::{ClaimRef, Store};
use crate::model::{Diagnostic, Place, Severity};

/// A rule: what it is called, how bad a finding is, why it is there, and the code that looks.
pub struct Rule {
    /// Short stable code, kebab-case.
    pub code: &'static str,
    /// How bad every finding of it is.
    pub severity: Severity,
    /// What it finds, why that matters, and what to do: for `check --explain`.
    pub doc: &'static str,
    /// Looks through the store and reports what it finds.
    pub check: fn(&Store, &mut dyn FnMut(Finding)),
}

/// Every rule, in order of its code.
pub const RULES: &[Rule] = &[
    assertion_in_marks::RULE,
    confirmed_without_evidence::RULE,
    figure_not_in_quote::RULE,
    figure_not_understood::RULE,
    graded_without_reason::RULE,
    hidden_characters::RULE,
    link_to_nowhere::RULE,
    missing_attribution::RULE,
    name_clash::RULE,
    partial_without_marks::RULE,
    speaker_spelling::RULE,
    unknown_verdict::RULE,
    unnamed_graded_high::RULE,
];

/// The file of the speakers, which is no article.
const SPEAKERS_FILE: &str = "speakers.yaml";

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file's path under the claims folder.
    pub file: String,
    /// The line in that file, 1-based; `None` when it is about the whole file.
    pub line: Option<u32>,
    /// The id of the claim it is about.
    pub claim: Option<String>,
    /// What was found.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Finding {
    /// Returns a finding about a claim.
    #[must_use]
    pub fn at(claim: ClaimRef<'_>, message: impl Into<String>) -> Self {
        Self {
            line: Some(claim.line_in_file()),
            claim: Some(claim.id().to_owned()),
            ..Self::in_file(claim.file().path(), message)
        }
    }

    /// Returns a finding about a whole file.
    #[must_use]
    pub fn in_file(file: &str, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            claim: None,
            message: message.into(),
            hint: None,
        }
    }

    /// Returns the finding with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn diagnostic(self, rule: &Rule) -> Diagnostic {
        let place = self.line.map(|line| Place {
            line,
            column: 1,
            width: 1,
        });
        Diagnostic {
            place,
            claim: self.claim,
            hint: self.hint,
            ..Diagnostic::of_file(rule.code, rule.severity, &self.file, self.message)
        }
    }
}

/// Returns the rule with this code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Returns everything that is wrong: first what could not be read, then what the rules found, by
/// file and line.
#[must_use]
pub fn check(store: &Store) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        (rule.check)(store, &mut |finding| found.push(finding.diagnostic(rule)));
    }
    // The sort is stable: at one place the findings stay in the order of the rules.
    found.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
    store.read_problems().cloned().chain(found).collect()
}

#[cfg(test)]
mod tests;
