//! A speaker with a stake in the matter, graded completely reliable, and no word on why.

use super::{Finding, Look, Rule};
use crate::model::{Reliability, Severity};
use crate::store::Store;
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "interested-graded-a",
    severity: Severity::Warning,
    doc: "speakers.yaml notes an interest of this speaker, and reliability A says that there is no \
          doubt about them at all. Both can hold, where the matter lies outside the interest: then \
          say so in a note or as `skepticism`. Else B or lower is the honest letter.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let noted = claim.annotations().any(|entry| entry.note.is_some());
        if claim.grade().reliability != Some(Reliability::A)
            || noted
            || claim.skepticism().len() > 0
        {
            continue;
        }
        let Some(known) = claim.profile() else {
            continue;
        };
        let interest = known.interest.as_deref();
        if let Some(interest) = interest.filter(|text| !text.trim().is_empty()) {
            let message = format!("{} is graded A, with an interest", clean(&known.name));
            let hint = format!(
                "note why, or grade lower; the interest: {}",
                clean(interest)
            );
            report(Finding::at(claim, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{file, found_in, speaker, with};
    use crate::model::{Claim, Grade, Skepticism, Speaker};
    use crate::store::Folder;

    fn graded(grade: &str, interest: Option<&str>, change: fn(&mut Claim)) -> Vec<String> {
        let claims = with(|claim| {
            claim.grade = Grade::parse(grade).unwrap();
            change(claim);
        });
        let folder = Folder {
            speakers: vec![Speaker {
                interest: interest.map(str::to_owned),
                ..speaker("Tom Serres", &[])
            }],
            ..Folder::default()
        };
        found_in("interested-graded-a", vec![file("a.yaml", claims)], folder)
    }

    #[test]
    fn an_a_with_an_interest_needs_a_word() {
        assert_eq!(
            graded("A2", Some("Investor"), |_| ()),
            ["Tom Serres is graded A, with an interest"]
        );
    }

    #[test]
    fn a_note_a_lower_grade_or_no_interest_will_do() {
        let noted = |claim: &mut Claim| claim.skepticism.push(Skepticism::default());
        assert_eq!(graded("A2", Some("Investor"), noted), [""; 0]);
        assert_eq!(graded("B2", Some("Investor"), |_| ()), [""; 0]);
        assert_eq!(graded("A2", None, |_| ()), [""; 0]);
        assert_eq!(graded("A2", Some(" "), |_| ()), [""; 0]);
    }
}
