//! The lines of the figures: made once of the claims found, not at each key. Knows nothing of drawing.

use crate::query::measures::{Figured, UnitFigures};

/// The figures of the claims found, and the lines they stand on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// By unit, by measure.
    pub units: Vec<UnitFigures>,
    /// The lines of the list.
    pub lines: Vec<FigureLine>,
    /// On which line each figure stands.
    pub places: Vec<usize>,
}

/// One line of the list; numbers are those of a unit, and of a figure in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureLine {
    /// The heading of a unit.
    Unit(usize),
    /// The heading of a measure, of which the figure is the first.
    Measure(usize, usize),
    /// The heading of those that have no other value beside them.
    Others(usize),
    /// A figure.
    Figure(usize, usize),
    /// The labels of an axis.
    Axis(usize),
    /// Between two units.
    Gap,
}

impl Figures {
    /// Lays the figures out: a measure has a heading when it has more than one figure; below those, what has
    /// no other value beside it has one in common.
    #[must_use]
    pub fn of(units: Vec<UnitFigures>) -> Self {
        let mut own = Self {
            units,
            ..Self::default()
        };
        for (at, unit) in own.units.iter().enumerate() {
            if at > 0 {
                own.lines.push(FigureLine::Gap);
            }
            own.lines.push(FigureLine::Unit(at));
            let mut grouped = false;
            for (nth, figure) in unit.figures.iter().enumerate() {
                let same = |other: Option<&Figured>| {
                    other.is_some_and(|other| {
                        other.measure == figure.measure && !figure.measure.is_empty()
                    })
                };
                let before = nth.checked_sub(1).and_then(|nth| unit.figures.get(nth));
                let (first, last) = (!same(before), !same(unit.figures.get(nth + 1)));
                if first && !last {
                    own.lines.push(FigureLine::Measure(at, nth));
                    grouped = true;
                } else if first && std::mem::take(&mut grouped) {
                    own.lines.push(FigureLine::Others(at));
                }
                own.places.push(own.lines.len());
                own.lines.push(FigureLine::Figure(at, nth));
            }
            if unit.span.is_some() {
                own.lines.push(FigureLine::Axis(at));
            }
        }
        own
    }
}
