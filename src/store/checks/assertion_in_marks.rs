//! The recorder's own words stand in quote marks.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "assertion-in-marks",
    severity: Severity::Warning,
    doc: "An assertion is the recorder's wording of a claim. In quote marks it reads as if somebody \
          had said exactly that, so it is never shown in marks. If the words stand in the article, \
          record them as `quote`; if not, take the marks away.",
    check: Look::Claims(check),
};

/// Opening marks with their closing ones.
const PAIRS: [(char, char); 8] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('»', '«'),
    ('「', '」'),
    ('‘', '’'),
    ('\'', '\''),
];

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        if claim.assertion().is_some_and(is_enclosed) {
            let finding = Finding::at(claim, "the assertion stands in quote marks");
            report(finding.hint("record the article's words as `quote`, or remove the marks"));
        }
    }
}

/// Tells that one pair of marks encloses the whole text: not that of `"A" and "B"`.
fn is_enclosed(text: &str) -> bool {
    let text = text.trim();
    PAIRS.iter().any(|&(open, close)| {
        text.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|inner| !inner.is_empty() && !inner.contains([open, close]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};

    #[test]
    fn marks_round_the_whole_are_reported() {
        let lines = |text: &str| {
            let text = text.to_owned();
            found(
                "assertion-in-marks",
                with(|claim| claim.assertion = Some(text)),
            )
        };
        for text in ["\"It costs $6 million.\"", "“It costs.”", " „Es kostet.“ "] {
            assert_eq!(lines(text), ["the assertion stands in quote marks"]);
        }
        for text in [
            "It costs.",
            "“A” is no “B”",
            "He said “no”",
            "“",
            "\"\"",
            "",
        ] {
            assert_eq!(lines(text), [""; 0], "{text}");
        }
    }
}
