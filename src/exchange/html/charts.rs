//! The geometry of the report's pictures: claims per credibility, the Admiralty grid, the figures on
//! a log axis. Numbers only; the template draws them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Credibility, Grade, Reliability, Unit};
use crate::store::ClaimRef;
use crate::text::clean;

/// The pictures of a report.
#[derive(Serialize, Default)]
pub(super) struct Charts {
    bars: Vec<Bar>,
    grid: Vec<GridRow>,
    lanes: Option<Drawn>,
    #[serde(skip)]
    grades: BTreeMap<(usize, usize), usize>,
}

/// How many claims have one credibility.
#[derive(Serialize)]
struct Bar {
    code: &'static str,
    doc: &'static str,
    count: usize,
    y: usize,
    width: f64,
}

/// One reliability of the grid.
#[derive(Serialize)]
struct GridRow {
    code: &'static str,
    doc: &'static str,
    y: usize,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    code: &'static str,
    doc: &'static str,
    x: usize,
    count: usize,
    /// How dark, 0 to 4.
    heat: usize,
}

/// Length of the longest bar.
const BAR: f64 = 160.0;
/// Height of a bar's row.
const BAR_STEP: usize = 26;
/// Width and height of a grid cell.
const CELL: (usize, usize) = (38, 26);
/// Where the axis of the figures begins and ends.
const AXIS: (f64, f64) = (110.0, 860.0);
/// Height of a lane of figures.
const LANE: usize = 34;
/// The most lanes and points that are drawn.
const LANES: usize = 8;
const POINTS: usize = 2000;

const UNJUDGED: (&str, &str) = ("none", "not judged");

fn reliability(place: usize) -> (&'static str, &'static str) {
    Reliability::ALL
        .get(place)
        .map_or(UNJUDGED, |half| (half.word(), half.doc()))
}

fn credibility(place: usize) -> (&'static str, &'static str) {
    Credibility::ALL
        .get(place)
        .map_or(UNJUDGED, |half| (half.word(), half.doc()))
}

impl Charts {
    pub(super) fn count(&mut self, grade: Grade) {
        let row = grade.reliability.map_or(6, |half| half as usize);
        let column = grade.credibility.map_or(6, |half| half as usize);
        *self.grades.entry((row, column)).or_default() += 1;
    }

    pub(super) fn finish(&mut self, lanes: Lanes) {
        let at = |row: usize, column: usize| self.grades.get(&(row, column)).copied().unwrap_or(0);
        let totals: Vec<usize> = (0..7)
            .map(|column| (0..7).map(|row| at(row, column)).sum())
            .collect();
        let most = totals.iter().copied().max().unwrap_or(0).max(1);
        let bars = totals.iter().enumerate().map(|(place, &count)| {
            let (code, doc) = credibility(place);
            Bar {
                code,
                doc,
                count,
                y: place * BAR_STEP,
                width: tenth(BAR * share(count, most)),
            }
        });
        let most = self.grades.values().copied().max().unwrap_or(0).max(1);
        let grid = (0..7).map(|row| {
            let (code, doc) = reliability(row);
            let cells = (0..7).map(|column| {
                let (code, doc) = credibility(column);
                let count = at(row, column);
                Cell {
                    code,
                    doc,
                    x: column * CELL.0,
                    count,
                    heat: (count * 4).div_ceil(most),
                }
            });
            GridRow {
                code,
                doc,
                y: row * CELL.1,
                cells: cells.collect(),
            }
        });
        let (bars, grid) = (bars.collect(), grid.collect());
        (self.bars, self.grid) = (bars, grid);
        self.lanes = lanes.draw();
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of claims, for lengths on a screen"
)]
fn share(count: usize, of: usize) -> f64 {
    count as f64 / of as f64
}

/// Rounds to what a screen can show.
fn tenth(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

/// The figures by unit, before they are drawn.
#[derive(Default)]
pub(super) struct Lanes {
    units: BTreeMap<Unit, Vec<Point>>,
}

struct Point {
    claim: usize,
    low: f64,
    high: f64,
    text: String,
}

/// The figures on a log axis.
#[derive(Serialize)]
struct Drawn {
    lanes: Vec<DrawnLane>,
    ticks: Vec<Tick>,
    height: usize,
    /// Figures that are not drawn: of rarer units, or too many.
    left_out: usize,
}

#[derive(Serialize)]
struct DrawnLane {
    unit: String,
    y: usize,
    points: Vec<DrawnPoint>,
}

#[derive(Serialize)]
struct DrawnPoint {
    claim: usize,
    low: f64,
    high: f64,
    text: String,
}

#[derive(Serialize)]
struct Tick {
    x: f64,
    label: String,
}

impl Lanes {
    /// Takes up the figures of a claim that have a place on a log axis: those above zero.
    pub(super) fn add(&mut self, n: usize, claim: ClaimRef<'_>) {
        for figure in claim.figures() {
            let Some(amount) = figure.amount else {
                continue;
            };
            let ends = [amount.low.or(amount.high), amount.high.or(amount.low)];
            let [Some(low), Some(high)] = ends else {
                continue;
            };
            if low > 0.0 && high >= low && high.is_finite() {
                let speaker = claim.speaker_name().unwrap_or("unknown speaker");
                let text = format!("{} ({speaker})", figure.recorded.text);
                self.units
                    .entry(amount.unit.clone())
                    .or_default()
                    .push(Point {
                        claim: n,
                        low,
                        high,
                        text: clean(&text).into_owned(),
                    });
            }
        }
    }

    fn draw(self) -> Option<Drawn> {
        let all: usize = self.units.values().map(Vec::len).sum();
        let mut units: Vec<(Unit, Vec<Point>)> = self.units.into_iter().collect();
        units.sort_by_key(|(_, points)| std::cmp::Reverse(points.len()));
        units.truncate(LANES);
        for (_, points) in &mut units {
            points.truncate(POINTS / LANES);
        }
        let drawn: usize = units.iter().map(|(_, points)| points.len()).sum();
        let ends = || units.iter().flat_map(|(_, points)| points);
        let least = ends().map(|point| point.low).min_by(f64::total_cmp)?;
        let most = ends().map(|point| point.high).max_by(f64::total_cmp)?;
        let from = least.log10().floor();
        let to = most.log10().ceil().max(from + 1.0);
        let x = |value: f64| {
            let place = (value.log10() - from) / (to - from);
            tenth(AXIS.0 + place * (AXIS.1 - AXIS.0))
        };
        let lanes = units
            .iter()
            .enumerate()
            .map(|(place, (unit, points))| DrawnLane {
                unit: match unit {
                    Unit::None => "number".to_owned(),
                    other => clean(&other.to_string()).into_owned(),
                },
                y: place * LANE,
                points: points
                    .iter()
                    .map(|point| DrawnPoint {
                        claim: point.claim,
                        low: x(point.low),
                        high: x(point.high),
                        text: point.text.clone(),
                    })
                    .collect(),
            });
        Some(Drawn {
            lanes: lanes.collect(),
            ticks: ticks(from, to)
                .map(|power| Tick {
                    x: x(10f64.powf(power)),
                    label: label(power),
                })
                .collect(),
            height: units.len() * LANE,
            left_out: all - drawn,
        })
    }
}

/// Returns the powers of ten that are marked: at most about a dozen.
fn ticks(from: f64, to: f64) -> impl Iterator<Item = f64> {
    let step = ((to - from) / 10.0).ceil().max(1.0);
    std::iter::successors(Some(from), move |power| Some(power + step))
        .take_while(move |power| *power <= to)
}

/// Returns a power of ten as people say it.
fn label(power: f64) -> String {
    let names = [(12.0, "tn"), (9.0, "bn"), (6.0, "m"), (3.0, "k"), (0.0, "")];
    if !(-3.0..15.0).contains(&power) {
        return format!("1e{power:.0}");
    }
    let (base, name) = names
        .into_iter()
        .find(|(base, _)| power >= *base)
        .unwrap_or((0.0, ""));
    let number = tenth(10f64.powf(power - base) * 1000.0) / 1000.0;
    format!("{number}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_named() {
        let names: Vec<_> = [-2.0, 0.0, 2.0, 3.0, 7.0, 11.0, 12.0, 20.0]
            .map(label)
            .into();
        assert_eq!(
            names,
            ["0.01", "1", "100", "1k", "10m", "100bn", "1tn", "1e20"]
        );
    }

    #[test]
    fn an_axis_has_few_marks() {
        assert_eq!(ticks(0.0, 3.0).collect::<Vec<_>>(), [0.0, 1.0, 2.0, 3.0]);
        assert!(ticks(-10.0, 40.0).count() <= 12);
    }

    #[test]
    fn every_claim_is_in_one_bar_and_one_cell() {
        let mut charts = Charts::default();
        for grade in ["B2", "B", "2", "F6"] {
            charts.count(Grade::parse(grade).unwrap());
        }
        charts.count(Grade::NONE);
        charts.finish(Lanes::default());
        let bars: Vec<_> = charts
            .bars
            .iter()
            .map(|bar| (bar.code, bar.count))
            .collect();
        assert_eq!(bars[1], ("2", 2));
        assert_eq!(bars[6], ("none", 2));
        let cells: usize = charts
            .grid
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.count)
            .sum();
        assert_eq!(cells, 5);
        assert!(charts.lanes.is_none());
    }
}
