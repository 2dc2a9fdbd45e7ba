//! A verdict that is not on the folder's scale.

use super::{Finding, Look, Rule};
use crate::model::{Severity, nearest};
use crate::store::Store;
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "unknown-verdict",
    severity: Severity::Warning,
    doc: "A verdict is a label of the folder's scale: the built-in one, or that of onrecord.toml. A \
          label from elsewhere has no place on it, no colour and no ClaimReview rating. Correct it, \
          or add it to the scale.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    let scale = &store.folder().scale;
    let labels = || scale.verdicts.iter().map(|verdict| verdict.label.as_str());
    for claim in store.claims() {
        let Some(verdict) = claim.verdict() else {
            continue;
        };
        if scale.get(verdict).is_none() {
            let hint = match nearest(verdict, labels()) {
                Some(near) => format!("did you mean `{}`?", clean(near)),
                None => format!("one of {}", clean(&labels().collect::<Vec<_>>().join(", "))),
            };
            let verdict = clean(verdict);
            let message = format!("`{verdict}` is not on the scale `{}`", clean(&scale.name));
            report(Finding::at(claim, message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};

    fn verdict(label: &str) -> Vec<String> {
        let label = label.to_owned();
        found("unknown-verdict", with(|claim| claim.verdict = Some(label)))
    }

    #[test]
    fn a_label_from_elsewhere_is_reported() {
        let message = "`four pinocchios` is not on the scale `onrecord`";
        assert_eq!(verdict("four pinocchios"), [message]);
        assert_eq!(verdict("Mixed").len(), 1);
    }

    #[test]
    fn the_scale_s_own_are_not() {
        for label in ["supported", "mixed", "unproven"] {
            assert_eq!(verdict(label), [""; 0], "{label}");
        }
        assert_eq!(found("unknown-verdict", with(|_| ())), [""; 0]);
    }
}
