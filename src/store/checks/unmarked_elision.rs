//! A quote with dots in it that do not say whose they are.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::Store;

pub(super) const RULE: Rule = Rule {
    code: "unmarked-elision",
    severity: Severity::Hint,
    doc: "Dots inside a quote are either the article's own or stand for words that the recorder \
          left out, and nobody can tell which. Write one's own elision as `[…]`, and leave the \
          article's dots as they are printed.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        if claim.quote().is_some_and(has_bare_dots) {
            let message = "the quote has dots in it: the article's own, or words left out?";
            report(Finding::at(claim, message).hint("write words left out as `[…]`"));
        }
    }
}

/// Tells that `…` or `...` stands between words, and in no brackets.
///
/// Dots that end the quote trail off in the article more often than they hide words.
fn has_bare_dots(quote: &str) -> bool {
    let dots = quote.replace("...", "…");
    let mut depth = 0_u32;
    for (at, c) in dots.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '…' if depth == 0 => {
                let word = |text: &str| text.chars().any(char::is_alphanumeric);
                if word(&dots[..at]) && word(&dots[at..]) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};

    fn quote(text: &str) -> usize {
        let claims = with(|claim| claim.quote = Some(text.to_owned()));
        found("unmarked-elision", claims).len()
    }

    #[test]
    fn bare_dots_between_words_are_reported() {
        for text in ["it costs … a lot", "it costs... a lot", "a [x] b … c"] {
            assert_eq!(quote(text), 1, "{text}");
        }
    }

    #[test]
    fn brackets_say_whose_they_are_and_ends_may_trail_off() {
        for text in [
            "it costs […] a lot",
            "costs [...] a lot",
            "and so on …",
            "…and",
        ] {
            assert_eq!(quote(text), 0, "{text}");
        }
    }
}
