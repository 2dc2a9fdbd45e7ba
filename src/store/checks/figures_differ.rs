//! Two figures for what seems to be one measure.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::differing::differing;
use crate::store::{ClaimRef, Store};
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "figures-differ",
    severity: Severity::Hint,
    doc: "Two claims give one measure (most words of `about` are the same, names and unit and period \
          too) values that can not both hold, taking \"at least\" and \"up to\" at their word. That \
          may be a contradiction: link the two with `contradicts`, or with `corrects` where one puts \
          the other right. Where they measure two things, say so in `about`.",
    check: Look::Folder(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for pair in differing(store) {
        // Of two claims the later one is reported, once.
        let (Some(a), Some(b)) = (store.claim(pair.a.0), store.claim(pair.b.0)) else {
            continue;
        };
        let message = format!(
            "`{}`, and `{}` in {} for the same measure: {}",
            printed(b, pair.b.1),
            printed(a, pair.a.1),
            clean(&a.name()),
            clean(&pair.shared.join(", "))
        );
        let hint = format!(
            "link it with `contradicts: {}`, or tell the measures apart",
            clean(&a.name())
        );
        report(Finding::at(b, message).hint(hint));
    }
}

fn printed(claim: ClaimRef<'_>, nth: usize) -> String {
    let text = claim
        .figures()
        .nth(nth)
        .map(|figure| figure.recorded.text.as_str());
    clean(text.unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claim, file, found_in};
    use crate::model::{Claim, Figure};
    use crate::store::Folder;

    fn measured(id: &str, text: &str) -> Claim {
        let figure = Figure {
            text: text.to_owned(),
            about: Some("cost of training the model".to_owned()),
            ..Figure::default()
        };
        Claim {
            figures: vec![figure],
            ..claim(id)
        }
    }

    #[test]
    fn the_later_claim_is_reported() {
        let files = vec![
            file("x.yaml", vec![measured("a", "$6 million")]),
            file("y.yaml", vec![measured("b", "$1.3 billion")]),
        ];
        assert_eq!(
            found_in("figures-differ", files, Folder::default()),
            ["`$1.3 billion`, and `$6 million` in x/a for the same measure: cost, model, training"]
        );
    }

    #[test]
    fn one_value_is_no_finding() {
        let files = vec![file(
            "x.yaml",
            vec![measured("a", "$6m"), measured("b", "$6 million")],
        )];
        assert_eq!(
            found_in("figures-differ", files, Folder::default()),
            [""; 0]
        );
    }
}
