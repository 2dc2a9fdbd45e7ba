//! A recorded figure from which no amount can be read.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::Store;
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "figure-not-understood",
    severity: Severity::Warning,
    doc: "No number, range or scale word could be read from the text of a figure, so no filter or \
          sort by figures finds it. Say what it amounts to with `low`, `high` and `unit`, which \
          override what is read from the text.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        for figure in claim.figures() {
            if figure.amount.is_none() {
                let text = clean(&figure.recorded.text);
                let message = format!("no amount can be read from the figure `{text}`");
                let hint = "give it `low` and `high` (plain numbers) and a `unit`";
                report(Finding::at(claim, message).hint(hint));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::Figure;

    fn figure(text: &str) -> Vec<String> {
        let claims = with(|claim| {
            claim.figures = vec![Figure {
                text: text.to_owned(),
                ..Figure::default()
            }];
        });
        found("figure-not-understood", claims)
    }

    #[test]
    fn what_holds_no_number_is_reported() {
        assert_eq!(
            figure("quite a lot"),
            ["no amount can be read from the figure `quite a lot`"]
        );
    }

    #[test]
    fn numbers_and_scale_words_are_understood() {
        for text in ["$6 million", "15%", "billions"] {
            assert_eq!(figure(text), [""; 0], "{text}");
        }
    }
}
