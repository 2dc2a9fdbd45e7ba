//! A grade without a word on why.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "graded-without-reason",
    severity: Severity::Hint,
    doc: "A grade that gives no reason can be neither followed nor contested by a colleague. Note \
          why: a reason to doubt (`skepticism`), a note, or a piece of evidence.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let noted = claim.annotations().any(|entry| entry.note.is_some());
        let reasoned = noted || claim.skepticism().len() > 0 || claim.evidence().len() > 0;
        if !claim.grade().is_none() && !reasoned {
            let message = format!("graded {} without a reason", claim.grade());
            report(Finding::at(claim, message).hint("note why: skepticism, a note or evidence"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::{Claim, Evidence, Grade, LogEntry, Skepticism};

    fn graded(reason: fn(&mut Claim)) -> Vec<String> {
        let claims = with(|claim| {
            claim.grade = Grade::parse("B2").unwrap();
            reason(claim);
        });
        found("graded-without-reason", claims)
    }

    #[test]
    fn a_bare_grade_is_reported() {
        assert_eq!(graded(|_| ()), ["graded B2 without a reason"]);
        let silent = |claim: &mut Claim| claim.annotations.push(LogEntry::default());
        assert_eq!(graded(silent).len(), 1);
    }

    #[test]
    fn any_reason_will_do() {
        assert_eq!(
            graded(|claim| claim.evidence.push(Evidence::default())),
            [""; 0]
        );
        assert_eq!(
            graded(|claim| claim.skepticism.push(Skepticism::default())),
            [""; 0]
        );
        let note = |claim: &mut Claim| {
            claim.annotations.push(LogEntry {
                note: Some("asked".to_owned()),
                ..LogEntry::default()
            });
        };
        assert_eq!(graded(note), [""; 0]);
        assert_eq!(graded(|claim| claim.grade = Grade::NONE), [""; 0]);
    }
}
