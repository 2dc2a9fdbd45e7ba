//! `attribution: partial`, and no word of the quote stands in marks.

use super::{Finding, Look, Rule};
use crate::model::{Attribution, Severity};
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "partial-without-marks",
    severity: Severity::Warning,
    doc: "`partial` says that some words of the quote stand in quote marks in the article, and those \
          marks are part of the quote. This quote has none: either they were lost in copying, or the \
          attribution is `paraphrase` (none of the words are the speaker's) or `direct` (all are).",
    check: Look::Claims(check),
};

/// Marks that are nothing else; the single ones can be apostrophes.
const MARKS: [char; 12] = [
    '"', '“', '”', '„', '‟', '«', '»', '‹', '›', '「', '『', '＂',
];

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let partial = claim.attribution() == Some(Attribution::Partial);
        if partial && claim.quote().is_some_and(|quote| !has_marks(quote)) {
            let finding = Finding::at(claim, "no words of this partial quote stand in marks");
            report(finding.hint("keep the article's inner marks, or say paraphrase or direct"));
        }
    }
}

fn has_marks(text: &str) -> bool {
    text.contains(MARKS) || opens_single(text, '‘') || opens_single(text, '\'')
}

/// Tells that this single mark stands where a word begins, and a single mark ends a word later.
fn opens_single(text: &str, mark: char) -> bool {
    let mut before = ' ';
    let mut open = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if c == mark && !before.is_alphanumeric() && next.is_alphanumeric() {
            open = true;
        } else if open && matches!(c, '’' | '\'') && !next.is_alphanumeric() {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::Attribution;

    fn partial(quote: &str) -> Vec<String> {
        let claims = with(|claim| {
            claim.attribution = Some(Attribution::Partial);
            claim.quote = Some(quote.to_owned());
        });
        found("partial-without-marks", claims)
    }

    #[test]
    fn a_quote_without_marks_is_reported() {
        for quote in [
            "a moment of truth",
            "the companies’ plans don't hold",
            "rock 'n",
        ] {
            assert_eq!(
                partial(quote),
                ["no words of this partial quote stand in marks"],
                "{quote}"
            );
        }
    }

    #[test]
    fn inner_marks_of_any_kind_will_do() {
        for quote in [
            "the “tech-industrial complex” he warned of",
            "a \"Sputnik Moment\"",
            "was ‘deeply concerned’ by it",
            "was 'deeply concerned'",
            "dit « non »",
        ] {
            assert_eq!(partial(quote), [""; 0], "{quote}");
        }
    }

    #[test]
    fn other_attributions_need_none() {
        assert_eq!(found("partial-without-marks", with(|_| ())), [""; 0]);
    }
}
