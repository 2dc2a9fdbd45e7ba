//! The figure under the cursor in words, beside the other values for its measure.

use ratatui::text::Line;

use super::super::spans::wrapped;
use crate::query::measures::{Figured, UnitFigures};
use crate::text::{figure, width};
use crate::tui::state::State;

/// The figure in words, and the other values for its measure.
pub(super) fn whole(
    state: &State,
    unit: &UnitFigures,
    figure: &Figured,
    columns: usize,
) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let query = &state.filter.query;
    let mut lines = vec![Line::styled("─".repeat(columns), theme.dim)];
    let mut words = format!("“{}” = {}", figure.text, meant(figure));
    if let Some(about) = &figure.about {
        words.push_str(" · ");
        words.push_str(about);
    }
    lines.extend(wrapped(&words, columns, " ", query, theme.text, theme.text));
    let others: Vec<String> = unit
        .figures
        .iter()
        .filter(|other| other.measure == figure.measure && *other != figure)
        .filter(|_| !figure.measure.is_empty())
        .map(|other| {
            let claim = state.store.claim(other.claim);
            let who = claim.and_then(|claim| claim.speaker_name()).unwrap_or("—");
            format!("{} ({who})", other.text)
        })
        .collect();
    let beside = if others.is_empty() {
        "no other value for this measure".to_owned()
    } else {
        let most = columns * 2 - columns / 3;
        format!("{} … also: {}", figure.measure, joined(&others, most))
    };
    lines.extend(wrapped(&beside, columns, " ", query, theme.dim, theme.dim));
    let legend = "● the number  ├─┤ a range  ○ not the number itself  ▸ ◂ open end  ≈ about";
    lines.push(Line::styled(
        width::truncate(&format!(" {legend}"), columns),
        theme.dim,
    ));
    lines
}

/// Joins values to a text of about so many columns, and says how many are left out.
fn joined(values: &[String], columns: usize) -> String {
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 && width::width(&text) + width::width(value) > columns {
            let left = values.len() - at;
            return format!("{text} · and {left} more");
        }
        if at > 0 {
            text.push_str(" · ");
        }
        text.push_str(value);
    }
    text
}

fn meant(figure: &Figured) -> String {
    match &figure.amount {
        Some(amount) if amount.is_scale_word() => "a scale word, no number".to_owned(),
        Some(amount) => figure::shown(amount),
        None => "not understood".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn values_that_have_no_room_are_counted() {
        let values = ["$1 (Ann)", "$2 (Bo)", "$3 (Cy)"].map(str::to_owned);
        assert_eq!(joined(&values, 80), "$1 (Ann) · $2 (Bo) · $3 (Cy)");
        assert_eq!(joined(&values, 17), "$1 (Ann) · $2 (Bo) · and 1 more");
        assert_eq!(joined(&values, 0), "$1 (Ann) · and 2 more");
    }
}
