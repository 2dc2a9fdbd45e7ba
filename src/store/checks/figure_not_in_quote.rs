//! A recorded figure stands in neither the quote nor the assertion.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::Store;
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "figure-not-in-quote",
    severity: Severity::Warning,
    doc: "The text of a figure is verbatim from the quote, or from the assertion where there is no \
          quote. A figure that stands in neither was misread, rounded or converted. Correct its \
          `text`; a number of your own goes into `low` and `high`, its explanation into `about`.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let texts = [claim.quote(), claim.assertion(), claim.translation()];
        for figure in claim.figures() {
            let wanted = spaced(&figure.recorded.text);
            let stands = |text: &str| {
                text.contains(figure.recorded.text.as_str()) || spaced(text).contains(&wanted)
            };
            if !wanted.is_empty() && !texts.into_iter().flatten().any(stands) {
                let message = format!("the figure `{}` is not in the quote", clean(&wanted));
                let hint = "copy its `text` letter for letter from the quote";
                report(Finding::at(claim, message).hint(hint));
            }
        }
    }
}

/// Any white space is one space: the article's may be a no-break space or a line end.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::Figure;

    fn figure(quote: Option<&str>, assertion: Option<&str>, text: &str) -> Vec<String> {
        let claims = with(|claim| {
            claim.quote = quote.map(str::to_owned);
            claim.assertion = assertion.map(str::to_owned);
            claim.figures = vec![Figure {
                text: text.to_owned(),
                ..Figure::default()
            }];
        });
        found("figure-not-in-quote", claims)
    }

    #[test]
    fn another_number_is_reported() {
        let quote = Some("only a $6 million investment");
        assert_eq!(
            figure(quote, None, "$6m"),
            ["the figure `$6m` is not in the quote"]
        );
        assert_eq!(figure(None, None, "$6 million").len(), 1);
    }

    #[test]
    fn the_printed_one_is_not() {
        let words = Some("only a $6\u{a0}million\n investment");
        assert_eq!(figure(words, None, "$6 million"), [""; 0]);
        assert_eq!(figure(Some("x"), words, "a $6 million"), [""; 0]);
        assert_eq!(figure(words, None, ""), [""; 0]);
    }
}
