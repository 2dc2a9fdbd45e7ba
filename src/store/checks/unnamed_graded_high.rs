//! A source nobody named, graded as if its record were known.

use super::{Finding, Look, Rule};
use crate::model::{Attribution, Reliability, Severity};
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "unnamed-graded-high",
    severity: Severity::Warning,
    doc: "Reliability A and B rest on a source's track record. A source that the article does not \
          name has none that can be looked up. F, cannot be judged, is the honest letter, or C where \
          the outlet vouches for it.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let unnamed = claim.attribution() == Some(Attribution::Unnamed);
        let high = claim.grade().reliability.filter(|letter| {
            let rank = letter.rank();
            rank.is_some() && rank < Reliability::C.rank()
        });
        if let Some(letter) = high.filter(|_| unnamed) {
            let message = format!("an unnamed source is graded {letter}, {}", letter.doc());
            report(Finding::at(claim, message).hint("grade it F, cannot be judged, or C"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::{Attribution, Grade};

    fn graded(attribution: Attribution, grade: &str) -> Vec<String> {
        let claims = with(|claim| {
            claim.attribution = Some(attribution);
            claim.grade = Grade::parse(grade).unwrap();
        });
        found("unnamed-graded-high", claims)
    }

    #[test]
    fn a_and_b_are_reported() {
        assert_eq!(
            graded(Attribution::Unnamed, "B3"),
            ["an unnamed source is graded B, usually reliable"]
        );
        assert_eq!(graded(Attribution::Unnamed, "A").len(), 1);
    }

    #[test]
    fn the_rest_and_the_unknown_are_not() {
        for grade in ["C1", "D4", "F1", "1"] {
            assert_eq!(graded(Attribution::Unnamed, grade), [""; 0], "{grade}");
        }
        assert_eq!(graded(Attribution::Direct, "A1"), [""; 0]);
    }
}
