//! A quote that does not say whose words it is made of.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "missing-attribution",
    severity: Severity::Hint,
    doc: "Without `attribution` nobody knows whether the quote is the speaker's own words, so it is \
          never shown in quote marks. Say which it is: direct (the speaker's words, in marks in the \
          article), partial (some are), paraphrase, author (the article's own voice) or unnamed.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        if claim.quote().is_some() && claim.attribution().is_none() {
            let finding = Finding::at(claim, "the quote does not say whose words it is made of");
            report(finding.hint("attribution: direct, partial, paraphrase, author or unnamed"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};

    #[test]
    fn a_quote_needs_one() {
        let claims = with(|claim| claim.attribution = None);
        assert_eq!(
            found("missing-attribution", claims),
            ["the quote does not say whose words it is made of"]
        );
    }

    #[test]
    fn an_assertion_does_not() {
        let claims = with(|claim| {
            claim.attribution = None;
            claim.assertion = claim.quote.take();
        });
        assert_eq!(found("missing-attribution", claims), [""; 0]);
        assert_eq!(found("missing-attribution", with(|_| ())), [""; 0]);
    }
}
