//! A quote of which nothing stands in the captured text.

use super::{Finding, Look, Rule, amiss};
use crate::model::{Integrity, Severity};
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "quote-not-in-source",
    severity: Severity::Warning,
    doc: "A quote is verbatim from the article, and its captured text is at hand and holds neither \
          these words nor nearly these. Copy the quote from the text, or call it `assertion`; if the \
          article was changed, say so and keep the archived copy.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    amiss(store, Integrity::Gone, &mut |claim, _| {
        let finding = Finding::at(claim, "the quote does not stand in the captured text");
        report(finding.hint("copy it from the text; words left out are `[…]`"));
    });
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_with_source;

    #[test]
    fn other_words_are_reported() {
        let found = |quote: &str| {
            found_with_source("quote-not-in-source", "The river is clean.\n", |claim| {
                claim.quote = Some(quote.to_owned());
            })
        };
        let gone = ["the quote does not stand in the captured text"];
        assert_eq!(found("Nobody saw it coming."), gone);
        assert_eq!(found("The  river\nis clean."), [""; 0]);
        assert_eq!(found("The river was clean."), [""; 0]);
    }
}
