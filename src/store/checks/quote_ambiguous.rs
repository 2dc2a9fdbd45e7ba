//! A quote that stands in the captured text more than once.

use super::{Finding, Look, Rule, amiss};
use crate::model::{Integrity, Severity};
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "quote-ambiguous",
    severity: Severity::Hint,
    doc: "The quote stands in the captured text more than once, and no `line` says which of the \
          places is meant: who says it, and in what context, can differ. Give the `line`.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    amiss(store, Integrity::Ambiguous, &mut |claim, held| {
        let lines: Vec<String> = held.lines().iter().map(ToString::to_string).collect();
        let message = match lines.as_slice() {
            [only] => format!("the quote stands on line {only} more than once"),
            many => format!("the quote stands on the lines {}", many.join(", ")),
        };
        report(Finding::at(claim, message).hint("give the `line` that is meant"));
    });
}

#[cfg(test)]
mod tests {
    use super::super::tests::found_with_source;

    #[test]
    fn a_second_place_is_reported() {
        let found = |quote: &str, line: Option<u32>| {
            found_with_source("quote-ambiguous", "It is.\nIt is, it is.\n", |claim| {
                claim.quote = Some(quote.to_owned());
                claim.line = line;
            })
        };
        assert_eq!(found("It is", None), ["the quote stands on the lines 1, 2"]);
        assert_eq!(found("it is", None), [""; 0]);
        assert_eq!(found("It is", Some(2)), [""; 0]);
    }
}
