//! Credibility 1 says "confirmed by other sources", and no other sources are recorded.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::model::{Credibility, Stance};
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "confirmed-without-evidence",
    severity: Severity::Hint,
    doc: "Credibility 1 of the Admiralty code means that independent other sources confirm the \
          claim, which takes at least two. Record them as `evidence`, or grade it 2, probably true.",
    check: Look::Claims(check),
};

/// How many other sources confirm.
const ENOUGH: usize = 2;

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        if claim.grade().credibility != Some(Credibility::One) {
            continue;
        }
        let confirms = |stance| !matches!(stance, Some(Stance::Against | Stance::Context));
        let count = claim.evidence().filter(|one| confirms(one.stance)).count();
        if count < ENOUGH {
            let message = format!("graded 1, confirmed by other sources, with {count} recorded");
            let hint = "record two or more as `evidence`, or grade it 2, probably true";
            report(Finding::at(claim, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::{Evidence, Grade, Stance};

    fn graded(grade: &str, stances: &[Stance]) -> Vec<String> {
        let claims = with(|claim| {
            claim.grade = Grade::parse(grade).unwrap();
            claim.evidence = stances
                .iter()
                .map(|&stance| Evidence {
                    stance: Some(stance),
                    ..Evidence::default()
                })
                .collect();
        });
        found("confirmed-without-evidence", claims)
    }

    #[test]
    fn one_source_confirms_nothing() {
        let message = |n| {
            [format!(
                "graded 1, confirmed by other sources, with {n} recorded"
            )]
        };
        assert_eq!(graded("C1", &[]), message(0));
        let mixed = [Stance::For, Stance::Against, Stance::Context];
        assert_eq!(graded("1", &mixed), message(1));
    }

    #[test]
    fn two_do_and_other_grades_need_none() {
        assert_eq!(graded("C1", &[Stance::For; 2]), [""; 0]);
        assert_eq!(graded("C2", &[]), [""; 0]);
        assert_eq!(graded("A6", &[]), [""; 0]);
    }
}
