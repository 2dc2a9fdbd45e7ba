//! A figure stands in the quote and is not among the recorded ones.

use super::{Finding, Look, Rule, figures_printed};
use crate::model::{Amount, Severity, Unit};
use crate::store::{ClaimRef, Store};
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "figure-not-recorded",
    severity: Severity::Hint,
    doc: "An amount, a share or a large number stands in the quote and is not listed under \
          `figures`, so no filter or sort by figures finds it. List it with its text as printed; \
          of one that is beside the point, nothing needs to be done.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let Some((quote, printed)) = figures_printed(claim) else {
            continue;
        };
        for found in printed {
            let Some(text) = quote.get(found.span.clone()) else {
                continue;
            };
            if is_telling(&found.amount) && !is_recorded(claim, quote, found.span, &found.amount) {
                let message = format!("`{}` stands in the quote and in no figure", clean(text));
                report(Finding::at(claim, message).hint("list it under `figures`"));
            }
        }
    }
}

/// Tells that a figure measures something: one with a unit, or a number nobody counts on fingers.
fn is_telling(amount: &Amount) -> bool {
    /// Below it a bare number is more often a word than a figure: "two reasons".
    const LEAST: f64 = 100.0;
    match &amount.unit {
        _ if amount.is_scale_word() => false,
        Unit::None | Unit::Thing(_) => amount.high.or(amount.low).is_some_and(|n| n >= LEAST),
        _ => true,
    }
}

/// Tells that a recorded figure's text lies over the place, or amounts to the same.
fn is_recorded(
    claim: ClaimRef<'_>,
    quote: &str,
    place: std::ops::Range<usize>,
    amount: &Amount,
) -> bool {
    claim.figures().any(|figure| {
        let text = figure.recorded.text.trim();
        let over = |at: usize| at < place.end && place.start < at + text.len();
        let same = |known: &Amount| known.low == amount.low && known.high == amount.high;
        (!text.is_empty() && quote.match_indices(text).any(|(at, _)| over(at)))
            || figure.amount.is_some_and(same)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::Figure;

    fn figures(quote: &str, texts: &[&str]) -> Vec<String> {
        let claims = with(|claim| {
            claim.quote = Some(quote.to_owned());
            claim.figures = texts
                .iter()
                .map(|&text| Figure {
                    text: text.to_owned(),
                    ..Figure::default()
                })
                .collect();
        });
        found("figure-not-recorded", claims)
    }

    #[test]
    fn what_is_missing_is_named() {
        let quote = "it lost $1 trillion, 17% of its value, in a day";
        assert_eq!(
            figures(quote, &["$1 trillion"]),
            ["`17%` stands in the quote and in no figure"]
        );
        assert_eq!(figures("sold 2,000 cars", &[]).len(), 1);
    }

    #[test]
    fn recorded_ones_scale_words_and_small_counts_are_left_alone() {
        let quote = "more than $6 million of the billions";
        for texts in [&["$6 million"][..], &["more than $6 million"]] {
            assert_eq!(figures(quote, texts), [""; 0]);
        }
        assert_eq!(figures("for two reasons, and 12 days", &[]), [""; 0]);
        assert_eq!(figures("in 2025 it was so", &[]), [""; 0]);
    }
}
