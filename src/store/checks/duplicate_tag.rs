//! A claim has one tag twice.

use super::{Finding, Look, Rule};
use crate::model::{Change, Severity};
use crate::store::Store;
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-tag",
    severity: Severity::Hint,
    doc: "A tag is on a claim or it is not; written twice it says nothing more, and taking it off \
          once leaves it on. `--fix` removes the first of the two.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let tags: Vec<&str> = claim.tags().collect();
        for (at, &tag) in tags.iter().enumerate() {
            if tags[..at].contains(&tag) {
                let finding =
                    Finding::at(claim, format!("the tag `{}` is there twice", clean(tag)));
                report(finding.fix(Change::Untag(tag.to_owned())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};

    fn tags(tags: &[&str]) -> Vec<String> {
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        found("duplicate-tag", with(|claim| claim.tags = tags))
    }

    #[test]
    fn each_double_is_reported_once() {
        assert_eq!(tags(&["a", "b", "a"]), ["the tag `a` is there twice"]);
        assert_eq!(tags(&["a", "a", "a"]).len(), 2);
        assert_eq!(tags(&["a", "A", "b"]), [""; 0]);
    }
}
