//! A quote that does not stand in the captured text, or stands on another line of it.

use super::verbatim::Source;
use super::{Finding, Look, Rule, each_with_source};
use crate::model::{Change, Scalar, Severity};
use crate::store::{ClaimRef, Store, checks::Texts};

pub(super) const RULE: Rule = Rule {
    code: "quote-not-in-source",
    severity: Severity::Warning,
    doc: "A quote is verbatim from the article, and its captured text is at hand and does not hold \
          these words, or not on this line. Only Unicode form and white space may differ; words \
          left out are `[…]`, words put in stand in brackets. Correct the quote from the text, or \
          call it `assertion`. `--fix` corrects a `line` where the quote stands on one only.",
    check: Look::Sources(check),
};

fn check(store: &Store, texts: Texts<'_>, report: &mut dyn FnMut(Finding)) {
    each_with_source(store, texts, &mut |claim, quote, source| {
        if let Some(finding) = look(claim, quote, source) {
            report(finding);
        }
    });
}

fn look(claim: ClaimRef<'_>, quote: &str, source: &Source) -> Option<Finding> {
    let places = source.places(quote);
    let mut lines: Vec<usize> = places.iter().map(|at| source.line_of(at.start)).collect();
    lines.dedup();
    if lines.is_empty() {
        let finding = Finding::at(claim, "the quote does not stand in the captured text");
        return Some(finding.hint("copy it from the text; words left out are `[…]`"));
    }
    let given = claim.line()? as usize;
    if lines.contains(&given) {
        return None;
    }
    let there: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let message = format!("the quote stands on line {}, not {given}", there.join(", "));
    let finding = Finding::at(claim, message);
    Some(match there.as_slice() {
        [only] => finding.fix(Change::Field(Scalar::Line, Some(only.clone()))),
        _ => finding,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_with_source;

    const TEXT: &str = "Title\n\nThe river is clean.\nIt is.\nIt is.\n";

    fn found(quote: &str, line: Option<u32>) -> Vec<String> {
        found_with_source("quote-not-in-source", TEXT, |claim| {
            claim.quote = Some(quote.to_owned());
            claim.line = line;
        })
    }

    #[test]
    fn other_words_and_another_line_are_reported() {
        assert_eq!(
            found("The river was clean.", None),
            ["the quote does not stand in the captured text"]
        );
        assert_eq!(
            found("The river is clean.", Some(1)),
            ["the quote stands on line 3, not 1"]
        );
        assert_eq!(
            found("It is.", Some(1)),
            ["the quote stands on line 4, 5, not 1"]
        );
    }

    #[test]
    fn the_words_on_their_line_are_not() {
        assert_eq!(found("The  river is\nclean.", Some(3)), [""; 0]);
        assert_eq!(found("It is.", Some(5)), [""; 0]);
        assert_eq!(found("It is.", None), [""; 0]);
    }
}
