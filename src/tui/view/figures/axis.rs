//! A logarithmic axis of powers of ten, and its labels.

use crate::query::measures::UnitFigures;
use crate::text::figure::shown_number;
use crate::text::width;

/// The axis of one unit, in powers of ten.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// The left end.
    pub from: f64,
    /// The right end.
    pub to: f64,
}

/// Room at the ends for what is open, in powers of ten.
const ROOM: f64 = 0.25;

impl Axis {
    /// Returns the axis that holds every positive number of a unit; whole powers of ten at its ends.
    #[must_use]
    pub fn of(unit: &UnitFigures) -> Option<Self> {
        let (low, high) = unit.span?;
        let (first, last) = (low.log10().floor(), high.log10().ceil());
        let last = if last > first { last } else { first + 1.0 };
        Some(Self {
            from: first - ROOM,
            to: last + ROOM,
        })
    }

    /// Returns the place of a positive number, in powers of ten.
    #[must_use]
    pub fn place(&self, number: f64) -> f64 {
        number.log10().clamp(self.from, self.to)
    }

    /// Returns the labels for an axis of this many columns: `1m ── 10m ── 100m`, as many as fit.
    #[must_use]
    pub fn labels(&self, columns: usize) -> String {
        let mut cells: Vec<String> = vec!["─".to_owned(); columns];
        let mut free = 0;
        for (number, column) in self.ticks(columns) {
            let label = shown_number(number);
            let wide = width::width(&label);
            let start = column.saturating_sub(wide / 2);
            if start < free || start + wide > columns {
                continue;
            }
            for (cell, letter) in cells[start..].iter_mut().zip(label.chars()) {
                *cell = letter.to_string();
            }
            free = start + wide + 1;
        }
        cells.concat()
    }

    /// The powers of ten on the axis, each with its column.
    fn ticks(&self, columns: usize) -> Vec<(f64, usize)> {
        let mut ticks = Vec::new();
        let mut power = self.from.ceil();
        while power <= self.to {
            let share = (power - self.from) / (self.to - self.from);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a column of the screen"
            )]
            let column = (share * columns.saturating_sub(1) as f64) as usize;
            ticks.push((10_f64.powf(power), column));
            power += 1.0;
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_labels_are_powers_of_ten_that_do_not_touch() {
        let axis = Axis {
            from: 5.75,
            to: 9.25,
        };
        assert_eq!(axis.labels(35), "─1m────────10m─────100m───────1bn──");
        assert_eq!(axis.labels(9), "1m─100m──");
        assert_eq!(axis.labels(0), "");
    }

    #[test]
    fn places_stay_on_the_axis() {
        let axis = Axis { from: 0.0, to: 3.0 };
        assert!((axis.place(100.0) - 2.0).abs() < 1e-9);
        assert!((axis.place(1e9) - 3.0).abs() < 1e-9);
    }
}
