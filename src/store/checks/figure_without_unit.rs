//! The text of a figure was cut so short that its unit is lost.

use super::{Finding, Look, Rule, figures_printed};
use crate::model::{Amount, Severity, Unit};
use crate::store::Store;
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "figure-without-unit",
    severity: Severity::Hint,
    doc: "The quote gives the number a currency or a percent sign, and the recorded text of the \
          figure was cut before it: as a bare number it is found by every filter, and compared \
          with numbers it has nothing to do with. Copy the unit with the number, or set `unit`.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let mut printed = None;
        for figure in claim.figures() {
            let text = figure.recorded.text.trim();
            let bare = |a: &Amount| !a.is_scale_word() && a.unit == Unit::None;
            if text.is_empty() || !figure.amount.is_some_and(bare) {
                continue;
            }
            let scan = || figures_printed(claim);
            let Some((quote, printed)) = printed.get_or_insert_with(scan) else {
                break;
            };
            let whole = quote.match_indices(text).find_map(|(at, _)| {
                let inside =
                    |span: &std::ops::Range<usize>| span.start <= at && at + text.len() <= span.end;
                printed
                    .iter()
                    .find(|found| inside(&found.span) && measures(&found.amount.unit))
            });
            if let Some(whole) = whole.and_then(|found| quote.get(found.span.clone())) {
                let message = format!("the figure `{}` has lost its unit", clean(text));
                let hint = format!("the quote prints `{}`", clean(whole));
                report(Finding::at(claim, message).hint(hint));
            }
        }
    }
}

/// Tells that the unit is one that stands right beside the number.
fn measures(unit: &Unit) -> bool {
    !matches!(unit, Unit::None | Unit::Thing(_))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, with};
    use crate::model::Figure;

    fn figure(text: &str, unit: Option<&str>) -> Vec<String> {
        let claims = with(|claim| {
            claim.quote = Some("only $6 million, or 15% of 40 parts".to_owned());
            claim.figures = vec![Figure {
                text: text.to_owned(),
                unit: unit.map(str::to_owned),
                ..Figure::default()
            }];
        });
        found("figure-without-unit", claims)
    }

    #[test]
    fn a_number_cut_from_its_unit_is_reported() {
        assert_eq!(
            figure("6 million", None),
            ["the figure `6 million` has lost its unit"]
        );
        assert_eq!(figure("15", None), ["the figure `15` has lost its unit"]);
    }

    #[test]
    fn whole_figures_own_units_and_bare_numbers_are_left_alone() {
        for (text, unit) in [
            ("$6 million", None),
            ("6 million", Some("USD")),
            ("40", None),
        ] {
            assert_eq!(figure(text, unit), [""; 0], "{text}");
        }
    }
}
