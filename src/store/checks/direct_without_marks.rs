//! `attribution: direct`, and the article does not put these words in marks.

use super::{Finding, Look, Rule, each_with_source};
use crate::model::{Attribution, Severity};
use crate::source::anchor;
use crate::store::{Store, checks::Texts};

pub(super) const RULE: Rule = Rule {
    code: "direct-without-marks",
    severity: Severity::Warning,
    doc: "`direct` says that the whole quote stands in quote marks in the article, so it is shown \
          in marks as the speaker's own words. In the captured text it stands outside of marks, or \
          leaves them. It is `partial` if some of it is in marks, else `paraphrase` or `author`.",
    check: Look::Sources(check),
};

fn check(store: &Store, texts: Texts<'_>, report: &mut dyn FnMut(Finding)) {
    each_with_source(store, texts, &mut |claim, quote, source| {
        if claim.attribution() != Some(Attribution::Direct) {
            return;
        }
        let anchor = anchor(source, quote, claim.line());
        let places = anchor.verbatim();
        if !places.is_empty() && !places.iter().any(|place| source.in_marks(place)) {
            let finding = Finding::at(claim, "a direct quote that stands in no marks in the text");
            report(finding.hint("partial if some words are in marks, else paraphrase or author"));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_with_source;
    use crate::model::Attribution;

    const TEXT: &str = "Serres said “it is big,” and that it would break.\n";

    fn found(quote: &str, attribution: Attribution) -> usize {
        found_with_source("direct-without-marks", TEXT, |claim| {
            claim.quote = Some(quote.to_owned());
            claim.attribution = Some(attribution);
        })
        .len()
    }

    #[test]
    fn words_outside_of_marks_are_nobody_s_own() {
        assert_eq!(found("it would break", Attribution::Direct), 1);
        assert_eq!(found("it is big,” and that", Attribution::Direct), 1);
    }

    #[test]
    fn marks_other_attributions_and_other_words_are_left_alone() {
        assert_eq!(found("it is big", Attribution::Direct), 0);
        assert_eq!(found("it would break", Attribution::Paraphrase), 0);
        assert_eq!(found("it would not break", Attribution::Direct), 0);
    }
}
