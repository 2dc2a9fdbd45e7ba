//! "last week", and nothing says which week that was.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::Store;
use crate::text::fold::fold;

pub(super) const RULE: Rule = Rule {
    code: "relative-date",
    severity: Severity::Hint,
    doc: "`yesterday`, `last week` or `recently` mean nothing without the day they were said on, \
          and that is not always the day of publication: columns are written ahead, and old \
          remarks are quoted again. Give `said`; in an assertion write the date itself.",
    check: Look::Claims(check),
};

/// What stands for a date only together with another one, folded.
const PHRASES: &[&str] = &[
    "day before yesterday",
    "yesterday",
    "tomorrow",
    "last night",
    "last week",
    "last month",
    "last quarter",
    "last year",
    "next week",
    "next month",
    "next quarter",
    "next year",
    "this week",
    "this month",
    "earlier this year",
    "later this year",
    "days ago",
    "weeks ago",
    "months ago",
    "recently",
];

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        if claim.said().is_some() {
            continue;
        }
        for (field, text) in [("quote", claim.quote()), ("assertion", claim.assertion())] {
            if let Some(phrase) = text.and_then(relative) {
                let message = format!("`{phrase}` in the {field}, and no date it was said on");
                report(Finding::at(claim, message).hint("give the day as `said`"));
            }
        }
    }
}

/// Returns the first phrase of the table that stands in the text as whole words.
fn relative(text: &str) -> Option<&'static str> {
    let text = fold(text);
    PHRASES.iter().copied().find(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(text[..at].chars().next_back())
                && !letter(text[at + phrase.len()..].chars().next())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::PartialDate;

    #[test]
    fn a_date_without_a_date_is_reported() {
        let claims = with(|claim| {
            claim.quote = Some("Shares fell LAST  week".replace("  ", " "));
            claim.assertion = Some("Shares fell recently.".to_owned());
        });
        assert_eq!(
            found("relative-date", claims),
            [
                "`last week` in the quote, and no date it was said on",
                "`recently` in the assertion, and no date it was said on",
            ]
        );
    }

    #[test]
    fn a_date_or_another_word_settles_it() {
        let said = with(|claim| {
            claim.quote = Some("it fell yesterday".to_owned());
            claim.said = PartialDate::parse("2025-01-27").ok();
        });
        assert_eq!(found("relative-date", said), [""; 0]);
        let other = with(|claim| claim.quote = Some("in the blast weekend".to_owned()));
        assert_eq!(found("relative-date", other), [""; 0]);
    }
}
