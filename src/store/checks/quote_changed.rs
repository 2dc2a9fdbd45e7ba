//! A quote whose words are nearly those of the captured text.

use super::{Finding, Look, Rule, amiss};
use crate::model::{Integrity, Severity};
use crate::source::in_line;
use crate::store::Store;
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "quote-changed",
    severity: Severity::Warning,
    doc: "The captured text holds nearly these words: a slip in copying, a silent correction, or \
          another sentence that looks like it. A quote is verbatim: marks, dashes, capitals and \
          numbers count, only Unicode form and white space do not. The message shows the text's \
          words in `[-…-]` and the quote's in `{+…+}`. Nothing is corrected by itself.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    amiss(store, Integrity::Changed, &mut |claim, held| {
        let line = held.lines().first().copied().unwrap_or_default();
        let diff = in_line(held.diff());
        let message = format!("line {line} of the text has other words: {}", clean(&diff));
        let hint = "copy the quote from the text; words left out are `[…]`, words put in `[so]`";
        report(Finding::at(claim, message).hint(hint));
    });
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_with_source;

    #[test]
    fn the_difference_is_shown() {
        let found = |quote: &str| {
            found_with_source("quote-changed", "T\nThe river is clean.\n", |claim| {
                claim.quote = Some(quote.to_owned());
            })
        };
        let told = ["line 2 of the text has other words: The river [-is-]{+was+} clean."];
        assert_eq!(found("The river was clean."), told);
        assert_eq!(found("The river is clean."), [""; 0]);
        assert_eq!(found("Nobody saw it coming."), [""; 0]);
    }
}
