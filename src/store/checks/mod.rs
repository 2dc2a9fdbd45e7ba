//! Rules over a store that was read: what is readable and probably not what was meant.
//!
//! One file a rule, one row a rule. A rule sees the store, and the captured texts as values, and
//! reports findings; it knows nothing of how they are printed, of YAML, or of the other rules.

mod assertion_in_marks;
mod blanks_around;
mod confirmed_without_evidence;
mod direct_without_marks;
mod duplicate_tag;
mod figure_not_in_quote;
mod figure_not_recorded;
mod figure_not_understood;
mod figure_without_unit;
mod figures_differ;
mod graded_without_reason;
mod hidden_characters;
mod interested_graded_a;
mod link_to_nowhere;
mod links_disagree;
mod missing_attribution;
mod name_clash;
mod partial_without_marks;
mod quote_ambiguous;
mod quote_changed;
mod quote_moved;
mod quote_not_in_source;
mod relative_date;
mod source_changed;
mod speaker_spelling;
mod unknown_verdict;
mod unmarked_elision;
mod unnamed_graded_high;

use std::ops::Range;

use super::{ClaimRef, Held, Store};
use crate::model::{Change, Diagnostic, Integrity, Place, Severity, SourcePin};
use crate::source::SourceText;
use crate::text::figure;

/// A rule: what it is called, how bad a finding is, why it is there, and the code that looks.
pub struct Rule {
    /// Short stable code, kebab-case.
    pub code: &'static str,
    /// How bad every finding of it is.
    pub severity: Severity,
    /// What it finds, why that matters, and what to do: for `check --explain`.
    pub doc: &'static str,
    /// The code that looks.
    pub check: Look,
}

/// Returns the captured text of an article, when it is at hand.
pub type Texts<'a> = &'a dyn Fn(&SourcePin) -> Option<String>;

/// What a rule looks at, and the code that reports what it finds.
#[derive(Clone, Copy)]
pub enum Look {
    /// Each claim by itself, its article and speaker included: the store is of some files at a time.
    Claims(fn(&Store, &mut dyn FnMut(Finding))),
    /// The claims beside each other, and what belongs to the folder.
    Folder(fn(&Store, &mut dyn FnMut(Finding))),
    /// Each file beside its captured text; where that is not at hand, nothing is found.
    Sources(fn(&Store, Texts<'_>, &mut dyn FnMut(Finding))),
}

/// Every rule, in order of its code.
pub const RULES: &[Rule] = &[
    assertion_in_marks::RULE,
    blanks_around::RULE,
    confirmed_without_evidence::RULE,
    direct_without_marks::RULE,
    duplicate_tag::RULE,
    figure_not_in_quote::RULE,
    figure_not_recorded::RULE,
    figure_not_understood::RULE,
    figure_without_unit::RULE,
    figures_differ::RULE,
    graded_without_reason::RULE,
    hidden_characters::RULE,
    interested_graded_a::RULE,
    link_to_nowhere::RULE,
    links_disagree::RULE,
    missing_attribution::RULE,
    name_clash::RULE,
    partial_without_marks::RULE,
    quote_ambiguous::RULE,
    quote_changed::RULE,
    quote_moved::RULE,
    quote_not_in_source::RULE,
    relative_date::RULE,
    source_changed::RULE,
    speaker_spelling::RULE,
    unknown_verdict::RULE,
    unmarked_elision::RULE,
    unnamed_graded_high::RULE,
];

/// The file of the speakers, which is no article.
const SPEAKERS_FILE: &str = "speakers.yaml";

/// What a rule found.
#[derive(Debug, Clone, PartialEq)]
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
    /// The change that puts it right, where there is only one.
    pub fix: Option<Change>,
}

/// A finding that `check --fix` can put right.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// The code of the rule that found it.
    pub code: &'static str,
    /// The file's path under the claims folder.
    pub file: String,
    /// The id of the claim.
    pub claim: String,
    /// What puts it right.
    pub change: Change,
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
            fix: None,
        }
    }

    /// Returns the finding with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Returns the finding with the one change that puts it right.
    #[must_use]
    pub fn fix(mut self, change: Change) -> Self {
        self.hint
            .get_or_insert_with(|| "`--fix` puts it right".to_owned());
        self.fix = Some(change);
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

/// Returns everything that is wrong with the record, and with its quotes as far as those were held to
/// their texts: first what could not be read, then what
/// the rules found, by file and line.
#[must_use]
pub fn check(store: &Store) -> Vec<Diagnostic> {
    check_sources(store, &|_| None)
}

/// Returns what [`check`] does, and what shows only beside the captured texts.
#[must_use]
pub fn check_sources(store: &Store, texts: Texts<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<(usize, Diagnostic)> = Vec::new();
    each(store, Store::apart, texts, &mut |number, finding| {
        found.push((number, finding.diagnostic(&RULES[number])));
    });
    listed(store, found)
}

/// What is wrong with a record, not all of it listed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// What could not be read, and of what each rule found the first, by file and line.
    pub listed: Vec<Diagnostic>,
    /// How much more there is of each severity, in the order of [`Severity::ALL`].
    pub more: [usize; Severity::ALL.len()],
}

/// Returns what [`check`] does, of each rule at most so many findings: nobody looks through a list of
/// a million.
#[must_use]
pub fn check_some(store: &Store, most: usize) -> Checked {
    let mut found: Vec<(usize, Diagnostic)> = Vec::new();
    let mut counts = [0_usize; RULES.len()];
    // Of what only the rules read nothing stays in memory.
    each(store, Store::afresh, &|_| None, &mut |number, finding| {
        counts[number] += 1;
        if counts[number] <= most {
            found.push((number, finding.diagnostic(&RULES[number])));
        }
    });
    let mut more = [0; Severity::ALL.len()];
    for (rule, count) in RULES.iter().zip(counts) {
        more[rule.severity as usize] += count.saturating_sub(most);
    }
    let listed = listed(store, found);
    Checked { listed, more }
}

/// Puts findings in order, after what could not be read.
fn listed(store: &Store, mut found: Vec<(usize, Diagnostic)>) -> Vec<Diagnostic> {
    // At one place the findings stand in the order of the rules.
    found.sort_by(|(number, a), (other, b)| {
        (&a.file, a.place, number).cmp(&(&b.file, b.place, other))
    });
    let found = found.into_iter().map(|(_, problem)| problem);
    store.read_problems().cloned().chain(found).collect()
}

/// Returns the changes that put right what can be put right in one way only, rule by rule, in store
/// order.
#[must_use]
pub fn fixes(store: &Store, texts: Texts<'_>) -> Vec<Fix> {
    let mut fixes = Vec::new();
    each(store, Store::apart, texts, &mut |number, finding| {
        if let (Some(claim), Some(change)) = (finding.claim, finding.fix) {
            let fix = Fix {
                code: RULES[number].code,
                file: finding.file,
                claim,
                change,
            };
            fixes.push((number, fix));
        }
    });
    fixes.sort_by_key(|(number, _)| *number);
    fixes.into_iter().map(|(_, fix)| fix).collect()
}

/// So many files are looked at by a rule that sees claims by themselves. What is unpacked of them is
/// given back then: of a large folder that is several times what is kept in memory.
const FILES: usize = 128;

/// So many files are taken out of the store at a time.
const MANY: usize = 16 * FILES;

/// Calls `report` with each rule, by its number, and what it finds; `part` takes files out of the store.
fn each(
    store: &Store,
    part: fn(&Store, Range<usize>) -> Store,
    texts: Texts<'_>,
    report: &mut dyn FnMut(usize, Finding),
) {
    let len = store.files().len();
    let whole = part(store, 0..len);
    for (number, rule) in RULES.iter().enumerate() {
        if let Look::Folder(look) = rule.check {
            look(&whole, &mut |finding| report(number, finding));
        }
    }
    drop(whole);
    for first in (0..len).step_by(MANY) {
        let many = part(store, first..first + MANY);
        for first in (0..many.files().len()).step_by(FILES) {
            let some = many.apart(first..first + FILES);
            for (number, rule) in RULES.iter().enumerate() {
                let mut report = |finding| report(number, finding);
                match rule.check {
                    Look::Folder(_) => {}
                    Look::Claims(look) => look(&some, &mut report),
                    Look::Sources(look) => look(&some, texts, &mut report),
                }
            }
        }
    }
}

/// Longest quote whose words are read for figures, in bytes: a page and more. What is longer was
/// pasted by mistake, and reading it word by word would hold up everything else.
const LONGEST_QUOTE: usize = 20_000;

/// Returns the claim's quote and the figures in it.
fn figures_printed(claim: ClaimRef<'_>) -> Option<(&str, Vec<figure::Found>)> {
    let quote = claim.quote().filter(|quote| quote.len() <= LONGEST_QUOTE)?;
    Some((quote, figure::scan(quote)))
}

/// Calls with each quote that is in this state, when somebody has looked.
fn amiss(store: &Store, state: Integrity, each: &mut dyn FnMut(ClaimRef<'_>, &Held)) {
    for claim in store.claims() {
        if let Some(held) = claim.held().filter(|held| held.integrity == state) {
            each(claim, &held);
        }
    }
}

/// Calls with each quote whose captured text is at hand. A file's text is asked for once.
fn each_with_source(
    store: &Store,
    texts: Texts<'_>,
    look: &mut dyn FnMut(ClaimRef<'_>, &str, &SourceText),
) {
    for file in store.files() {
        let pin = file.article().source.as_ref();
        let Some(text) = pin.and_then(texts) else {
            continue;
        };
        let source = SourceText::new(text);
        for claim in file.claims().filter_map(|ix| store.claim(ix)) {
            if let Some(quote) = claim.quote() {
                look(claim, quote, &source);
            }
        }
    }
}

#[cfg(test)]
mod tests;
