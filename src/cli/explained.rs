//! How a query was understood, as `list --explain` prints it: a table on a terminal, tabs in a pipe.

use std::io;

use super::line::{DIM, Line, STRONG};
use super::report::Report;
use crate::query::{Explained, Part};
use crate::text::width;

/// The headings of the columns.
const HEAD: [&str; 5] = ["left", "alone", "part", "looked up in", "asks for"];

/// Prints it.
///
/// # Errors
/// A closed pipe.
pub fn print(explained: &Explained, report: &mut Report) -> io::Result<()> {
    let rows: Vec<[String; 5]> = explained.parts.iter().map(cells).collect();
    if !report.is_terminal() {
        return rows.iter().try_for_each(|row| {
            let line = row
                .iter()
                .enumerate()
                .fold(Line::new(), |line, (at, cell)| {
                    if at == 0 { line } else { line.tab() }.text(cell)
                });
            report.line(&line)
        });
    }
    let widest = |at: usize| {
        let cells = rows.iter().map(|row| width::width(&row[at]));
        cells.chain([HEAD[at].len()]).max().unwrap_or(0)
    };
    let widths = [widest(0), widest(1), widest(2), widest(3)];
    report.line(&aligned(HEAD, widths, true))?;
    let total = explained.total.to_string();
    let all = [total.as_str(), "", "", "", "every claim"];
    report.line(&aligned(all, widths, false))?;
    for row in &rows {
        report.line(&aligned(row.each_ref().map(String::as_str), widths, false))?;
    }
    report.line(&Line::new().text(format!("in order of {}", explained.order)))
}

fn cells(part: &Part) -> [String; 5] {
    [
        part.left.map_or_else(String::new, |left| left.to_string()),
        part.alone.to_string(),
        format!("{}{}", "  ".repeat(part.depth), part.text),
        part.index.to_owned(),
        part.asks.clone(),
    ]
}

fn aligned(cells: [&str; 5], widths: [usize; 4], head: bool) -> Line {
    let [left, alone, part, index, asks] = cells;
    let number = |cell: &str, room: usize| format!("{cell:>room$}  ");
    let numbers = if head { DIM } else { STRONG };
    Line::new()
        .add(numbers, number(left, widths[0]))
        .add(DIM, number(alone, widths[1]))
        .text(format!("{}  ", width::pad(part, widths[2])))
        .add(DIM, format!("{}  ", width::pad(index, widths[3])))
        .text(asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_headings() {
        let widths = [4, 5, 10, 12];
        let plain = |cells, head| {
            let line = aligned(cells, widths, head).to_string();
            anstream::adapter::strip_str(&line).to_string()
        };
        assert_eq!(
            plain(HEAD, true),
            "left  alone  part        looked up in  asks for"
        );
        assert_eq!(
            plain(["12", "3", "a", "folded text", "x"], false),
            "  12      3  a           folded text   x"
        );
    }

    #[test]
    fn parts_of_a_group_are_indented_and_have_no_count_after_them() {
        let part = Part {
            depth: 1,
            text: "a".to_owned(),
            asks: "b".to_owned(),
            index: "c",
            alone: 7,
            left: None,
        };
        assert_eq!(cells(&part), ["", "7", "  a", "c", "b"]);
    }
}
