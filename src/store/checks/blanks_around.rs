//! A text with white space at its beginning or end.

use super::{Finding, Look, Rule};
use crate::model::{Change, Scalar, Severity};
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "blanks-around",
    severity: Severity::Hint,
    doc: "White space at the beginning or end of a text can not be seen, and makes two names of \
          one and a quote that does not match. It comes with copied text. `--fix` removes it.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        for (field, text) in [
            (Scalar::Quote, claim.quote()),
            (Scalar::Assertion, claim.assertion()),
            (Scalar::Speaker, claim.speaker_as_written()),
            (Scalar::Role, claim.role()),
            (Scalar::Org, claim.org()),
            (Scalar::Via, claim.via()),
            (Scalar::Verdict, claim.verdict()),
        ] {
            let Some(text) = text else { continue };
            // A block scalar ends in one line end of its own.
            let trimmed = text.trim();
            if trimmed.is_empty() || text.strip_suffix('\n').unwrap_or(text) == trimmed {
                continue;
            }
            let message = format!("white space around the {}", field.word());
            let fix = Change::Field(field, Some(trimmed.to_owned()));
            let finding = Finding::at(claim, message);
            // A verdict is changed through the log only.
            report(match field {
                Scalar::Verdict => finding.hint("give the verdict again without it"),
                _ => finding.fix(fix),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};

    #[test]
    fn both_ends_are_looked_at() {
        let claims = with(|claim| {
            claim.speaker = Some(" Tom Serres".to_owned());
            claim.quote = Some("words \n".to_owned());
        });
        assert_eq!(
            found("blanks-around", claims),
            [
                "white space around the quote",
                "white space around the speaker"
            ]
        );
    }

    #[test]
    fn the_line_end_of_a_block_and_what_is_only_blank_are_left_alone() {
        let claims = with(|claim| {
            claim.quote = Some("one\ntwo\n".to_owned());
            claim.org = Some(" ".to_owned());
        });
        assert_eq!(found("blanks-around", claims), [""; 0]);
    }
}
