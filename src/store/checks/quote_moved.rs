//! A quote that stands on another line than the record says.

use super::{Finding, Look, Rule, amiss};
use crate::model::{Change, Integrity, Scalar, Severity};
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "quote-moved",
    severity: Severity::Warning,
    doc: "The quote stands in the captured text word for word, and not on the line that the record \
          names: the number was mistyped, or the text was captured again. `--fix` corrects the \
          `line` of a quote that stands on one line only.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    amiss(store, Integrity::Moved, &mut |claim, held| {
        let lines: Vec<String> = held.lines().iter().map(ToString::to_string).collect();
        let given = claim.line().unwrap_or_default();
        let message = format!("the quote stands on line {}, not {given}", lines.join(", "));
        let finding = Finding::at(claim, message);
        report(match lines.as_slice() {
            [only] => finding.fix(Change::Field(Scalar::Line, Some(only.clone()))),
            _ => finding.hint("say which: correct the `line`"),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_with_source;

    #[test]
    fn another_line_is_reported() {
        let text = "Title\n\nThe river is clean.\nIt is.\nIt is.\n";
        let found = |quote: &str, line: Option<u32>| {
            found_with_source("quote-moved", text, |claim| {
                claim.quote = Some(quote.to_owned());
                claim.line = line;
            })
        };
        let river = ["the quote stands on line 3, not 1"];
        assert_eq!(found("The river is clean.", Some(1)), river);
        assert_eq!(
            found("It is.", Some(1)),
            ["the quote stands on line 4, 5, not 1"]
        );
        for (quote, line) in [
            ("The river is clean.", Some(3)),
            ("It is.", Some(5)),
            ("It is.", None),
        ] {
            assert_eq!(found(quote, line), [""; 0], "{quote}");
        }
    }
}
