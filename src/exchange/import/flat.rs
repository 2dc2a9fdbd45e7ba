//! Rows of named texts into claims: what tables, foreign JSON and foreign YAML have in common.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fields::{DERIVED, FIELDS, FieldRow, field, has_words};
use super::{Imported, Incoming, Wishes};
use crate::model::nearest;
use crate::text::clean;

/// A row: its line or number, and its cells by column.
pub(super) struct FlatRow {
    pub(super) at: usize,
    pub(super) cells: Vec<(String, String)>,
}

/// Turns rows into claims; their columns are taken by their names, or as it is wished.
///
/// # Errors
/// A wish for a field or a column that there is not, and columns that make no claim.
pub(super) fn claims(
    columns: &[String],
    rows: Vec<FlatRow>,
    wishes: &Wishes,
) -> Result<Imported, String> {
    let taken = taken(columns, wishes)?;
    let is_words = |field: &&'static FieldRow| ["quote", "assertion"].contains(&field.name);
    if !taken.values().any(is_words) {
        let shown: Vec<_> = columns
            .iter()
            .map(|column| clean(column).into_owned())
            .collect();
        return Err(format!(
            "no column is the quote or the assertion; say which: --map quote=COLUMN (columns: {})",
            shown.join(", ")
        ));
    }
    let mut imported = Imported {
        columns: columns
            .iter()
            .map(|column| (column.clone(), taken.get(column).map(|field| field.name)))
            .collect(),
        ..Imported::default()
    };
    for row in rows {
        let (one, faults) = claim(&row, &taken);
        imported
            .faults
            .extend(faults.into_iter().map(|fault| (row.at, fault)));
        if has_words(&one.claim) {
            imported.claims.push(one);
        } else {
            let fault = "neither quote nor assertion: left out".to_owned();
            imported.faults.push((row.at, fault));
        }
    }
    Ok(imported)
}

/// Returns the field of each column that has one; a field is taken once.
fn taken(
    columns: &[String],
    wishes: &Wishes,
) -> Result<BTreeMap<String, &'static FieldRow>, String> {
    let mut taken = BTreeMap::new();
    for (name, column) in wishes.map.iter().filter(|(name, _)| name != "items") {
        let known = FIELDS.iter().find(|field| field.name == name);
        let known = known.ok_or_else(|| {
            let names = FIELDS.iter().map(|field| field.name);
            let near = nearest(name, names)
                .map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
            format!("--map: there is no field `{}`{near}", clean(name))
        })?;
        if !columns.contains(column) {
            let near = nearest(column, columns.iter().map(String::as_str));
            let near = near.map_or_else(String::new, |near| {
                format!(": did you mean `{}`?", clean(near))
            });
            return Err(format!(
                "--map: there is no column `{}`{near}",
                clean(column)
            ));
        }
        taken.insert(column.clone(), known);
    }
    for column in columns {
        let guessed = field(column).filter(|field| !DERIVED.contains(&field.name));
        let Some(guessed) = guessed else { continue };
        let free = !taken.values().any(|field| field.name == guessed.name);
        if free && !taken.contains_key(column) {
            taken.insert(column.clone(), guessed);
        }
    }
    Ok(taken)
}

fn claim(row: &FlatRow, taken: &BTreeMap<String, &'static FieldRow>) -> (Incoming, Vec<String>) {
    let mut one = Incoming {
        at: row.at,
        ..Incoming::default()
    };
    let mut faults = Vec::new();
    for field in FIELDS {
        let cell = row
            .cells
            .iter()
            .find(|(column, _)| taken.get(column).is_some_and(|f| f.name == field.name));
        let Some((_, text)) = cell.filter(|(_, text)| !text.trim().is_empty()) else {
            continue;
        };
        if let Err(why) = (field.set)(&mut one, text) {
            faults.push(format!("{}: {} (left out)", field.name, clean(&why)));
        }
    }
    (one, faults)
}

/// Returns the scalars of a JSON value by their dotted paths; lists of scalars are joined.
pub(super) fn flattened(value: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    flatten("", value, &mut cells);
    cells
}

fn flatten(path: &str, value: &Value, cells: &mut Vec<(String, String)>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match value {
        Value::Null => {}
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| flatten(&below(key), value, cells)),
        Value::Array(items) if items.iter().all(|item| scalar(item).is_some()) => {
            let items: Vec<String> = items.iter().filter_map(scalar).collect();
            cells.push((path.to_owned(), items.join(" | ")));
        }
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(at, item)| flatten(&below(&at.to_string()), item, cells));
        }
        other => cells.extend(scalar(other).map(|text| (path.to_owned(), text))),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
