//! The numbers of one unit on their axis: one line a figure, ranges as bars, hedges as open ends.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::Marker;
use ratatui::text::Span;
use ratatui::widgets::canvas::{Canvas, Context, Line as Stroke};

use super::super::spans::Rows;
use super::axis::Axis;
use crate::model::Qualifier;
use crate::query::measures::Figured;
use crate::tui::state::State;

/// What a qualifier does to the mark: the glyph, whether it is open to the left, to the right.
const MARKS: &[(Qualifier, &str, bool, bool)] = &[
    (Qualifier::About, "≈", false, false),
    (Qualifier::AtLeast, "●", false, true),
    (Qualifier::MoreThan, "○", false, true),
    (Qualifier::Nearly, "○", true, false),
    (Qualifier::UpTo, "●", true, false),
    (Qualifier::LessThan, "○", true, false),
    (Qualifier::Only, "●", false, false),
    (Qualifier::Reportedly, "●", false, false),
];

fn mark(figure: &Figured) -> (&'static str, bool, bool) {
    let qualifier = figure.amount.as_ref().and_then(|amount| amount.qualifier);
    let row = MARKS.iter().find(|row| Some(row.0) == qualifier);
    row.map_or(("●", false, false), |row| (row.1, row.2, row.3))
}

/// How far an open end reaches, in powers of ten.
const OPEN: f64 = 0.22;

/// Draws the figures, each on its line; a line of another kind stays empty.
pub fn draw(
    state: &State,
    frame: &mut Frame<'_>,
    area: Rect,
    axis: &Axis,
    lines: &[Option<&Figured>],
) {
    if area.is_empty() {
        return;
    }
    let rows = Rows::new(area.height);
    let cell = (axis.to - axis.from) / f64::from(area.width.max(2) - 1);
    let canvas = Canvas::default()
        .marker(Marker::Braille)
        .x_bounds([axis.from, axis.to])
        .y_bounds(rows.bounds())
        .paint(|canvas| {
            for (nth, figure) in (0..area.height).zip(lines) {
                if let Some(figure) = figure {
                    one(
                        state,
                        canvas,
                        axis,
                        figure,
                        (rows.glyph(nth), rows.stroke(nth)),
                        cell,
                    );
                }
            }
        });
    frame.render_widget(canvas, area);
}

fn one(
    state: &State,
    canvas: &mut Context<'_>,
    axis: &Axis,
    figure: &Figured,
    (y, middle): (f64, f64),
    cell: f64,
) {
    let Some((low, high)) = figure.ends().filter(|(low, _)| *low > 0.0) else {
        return;
    };
    let theme = &state.setting.theme;
    let grade = state.store.claim(figure.claim).map(|claim| claim.grade());
    let style = theme.grade(grade.unwrap_or_default());
    let color = style.fg.unwrap_or_default();
    let (low, high) = (axis.place(low), axis.place(high));
    let (glyph, left, right) = mark(figure);
    let mut stroke = |x1: f64, x2: f64| {
        canvas.draw(&Stroke {
            x1,
            y1: middle,
            x2,
            y2: middle,
            color,
        });
    };
    if right {
        stroke(high, axis.to.min(high + OPEN) - cell);
    }
    if left {
        stroke(axis.from.max(low - OPEN) + cell, low);
    }
    let narrow = high - low < cell * 2.0;
    if !narrow {
        stroke(low, high);
    }
    let mut print = |x: f64, glyph: &'static str| {
        canvas.print(x.clamp(axis.from, axis.to), y, Span::styled(glyph, style));
    };
    if right {
        print(axis.to.min(high + OPEN), "▸");
    }
    if left {
        print(axis.from.max(low - OPEN), "◂");
    }
    if narrow {
        print(low, glyph);
    } else {
        print(low, "├");
        print(high, "┤");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_qualifier_has_its_mark() {
        for qualifier in Qualifier::ALL {
            assert_eq!(MARKS.iter().filter(|row| row.0 == *qualifier).count(), 1);
        }
    }
}
