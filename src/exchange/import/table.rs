//! Tables: CSV and TSV, with a line of heads.

use ::csv::{ReaderBuilder, StringRecord};

use super::flat::{self, FlatRow};
use super::{Imported, Wishes, text};
use crate::exchange::undefuse;

pub(super) fn csv(_: &str, bytes: &[u8], wishes: &Wishes) -> Result<Imported, String> {
    let text = text(bytes)?;
    // A spreadsheet in a country with a decimal comma writes semicolons.
    let head = text.lines().next().unwrap_or_default();
    let count = |separator: char| head.matches(separator).count();
    let best = [',', ';', '\t']
        .into_iter()
        .max_by_key(|separator| (count(*separator), *separator == ','));
    let separator = best.and_then(|c| u8::try_from(c).ok()).unwrap_or(b',');
    rows(&parse(&text, separator, true)?, wishes)
}

/// Marks inside of a TSV often quote nothing: it is read both ways, and the one that fits is taken.
pub(super) fn tsv(_: &str, bytes: &[u8], wishes: &Wishes) -> Result<Imported, String> {
    let text = text(bytes)?;
    let quoted = parse(&text, b'\t', true)?;
    let plain = parse(&text, b'\t', false)?;
    let misfits = |table: &[(usize, StringRecord)]| {
        let heads = table.first().map_or(0, |(_, head)| head.len());
        table.iter().filter(|(_, row)| row.len() != heads).count()
    };
    let swallowed = quoted.len() < plain.len() && misfits(&plain) == 0;
    let table = if swallowed || misfits(&plain) < misfits(&quoted) {
        plain
    } else {
        quoted
    };
    rows(&table, wishes)
}

/// Returns the rows that are not empty, each with its line.
fn parse(text: &str, separator: u8, quoting: bool) -> Result<Vec<(usize, StringRecord)>, String> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .quoting(quoting)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let line = row.position().map_or(0, ::csv::Position::line);
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((usize::try_from(line).unwrap_or(usize::MAX), row));
        }
    }
    Ok(rows)
}

fn rows(table: &[(usize, StringRecord)], wishes: &Wishes) -> Result<Imported, String> {
    let Some(((_, head), rest)) = table.split_first() else {
        return Err("it is empty: expected a line of heads".to_owned());
    };
    let mut columns: Vec<String> = head
        .iter()
        .map(|name| undefuse(name).trim().to_owned())
        .collect();
    for at in 1..columns.len() {
        let name = columns[at].clone();
        if columns[..at].contains(&name) {
            columns[at] = format!("{name} ({})", at + 1);
        }
    }
    let mut faults = Vec::new();
    let rows = rest.iter().map(|(line, row)| {
        if row.len() > columns.len() {
            let fault = format!("{} cells for {} columns", row.len(), columns.len());
            faults.push((*line, fault));
        }
        let cells = row.iter().map(|cell| undefuse(cell).into_owned());
        FlatRow {
            at: *line,
            cells: columns.iter().cloned().zip(cells).collect(),
        }
    });
    let rows = rows.collect();
    let mut imported = flat::claims(&columns, rows, wishes)?;
    imported.faults.splice(0..0, faults);
    Ok(imported)
}
