//! TOML read by a table of rows: what is good holds, what is not is a fault with line and key.
//!
//! Used by the user's config and by the folder's `onrecord.toml`; knows neither.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::{Diagnostic, Place, Severity, nearest};

/// A TOML value with the bytes it came from.
pub(super) type Value<'a> = DeValue<'a>;

/// One key that may stand in a file: its row is its documentation and its reader.
pub(super) struct Row<T> {
    /// The key.
    pub(super) key: &'static str,
    /// What it is for; one line or more.
    pub(super) doc: &'static str,
    /// A value as it could stand in the file, as `key = …` or as a `[key]` table.
    pub(super) example: &'static str,
    /// Takes the value; an error says what was expected.
    pub(super) set: fn(&mut T, &Value<'_>) -> Result<(), String>,
}

/// Something wrong in a file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// 1-based; 0 when the place is not known.
    pub(super) line: u32,
    /// 1-based, in characters.
    pub(super) column: u32,
    /// The key it is about, empty when the file is no TOML there.
    pub(super) key: String,
    /// What was found and expected.
    pub(super) message: String,
    /// The line's text.
    pub(super) excerpt: String,
}

impl Fault {
    /// Returns it as a problem of a file; `message` as it is worded for that file.
    pub(super) fn problem(
        self,
        code: &'static str,
        severity: Severity,
        file: &str,
        message: String,
    ) -> Diagnostic {
        let place = (self.line > 0).then(|| Place {
            line: self.line,
            column: self.column,
            width: u32::try_from(self.key.chars().count().max(1)).unwrap_or(1),
        });
        Diagnostic {
            place,
            excerpt: self.excerpt,
            ..Diagnostic::of_file(code, severity, file, message)
        }
    }

    /// Returns it as a problem of the user's own file: what is wrong there is left out.
    pub(super) fn of_user(self, file: &str) -> Diagnostic {
        let message = match self.key.as_str() {
            "" => self.message.clone(),
            key => format!("`{}`: {}", crate::text::clean::clean(key), self.message),
        };
        self.problem("config", Severity::Warning, file, message)
    }
}

/// Returns where every key of a text stands, those of a table as `table.key`: place and line.
pub(super) fn places(text: &str) -> BTreeMap<String, (Place, String)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut places = BTreeMap::new();
    let mut note = |name: String, key: &str, at: usize| {
        let found = fault(text, Some(at), key, String::new());
        let excerpt = found.excerpt.clone();
        let problem = found.problem("config", Severity::Hint, "", String::new());
        places.extend(problem.place.map(|place| (name, (place, excerpt))));
    };
    for (key, value) in table.get_ref() {
        let name = key.get_ref().to_string();
        if let Some(inner) = value.get_ref().as_table() {
            for own in inner.keys() {
                let key = own.get_ref();
                note(format!("{name}.{key}"), key, own.span().start);
            }
        }
        note(name.clone(), &name, key.span().start);
    }
    places
}

/// Reads a text into a target, row by row. Never fails: what can not be read is a fault.
pub(super) fn read<T>(text: &str, rows: &[Row<T>], target: &mut T) -> Vec<Fault> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|error| {
            let at = error.span().map(|span| span.start);
            fault(text, at, "", error.message().to_owned())
        })
        .collect();
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        let message = match rows.iter().find(|row| row.key == name) {
            Some(row) => (row.set)(target, value.get_ref()).err(),
            None => Some(unknown(name, rows.iter().map(|row| row.key))),
        };
        if let Some(message) = message {
            faults.push(fault(text, Some(key.span().start), name, message));
        }
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults
}

/// Returns the message for a key that is not known.
pub(super) fn unknown<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(key, known) {
        Some(near) => format!("unknown key; did you mean `{near}`?"),
        None => "unknown key".to_owned(),
    }
}

fn fault(text: &str, at: Option<usize>, key: &str, message: String) -> Fault {
    let before = at.and_then(|at| text.get(..at));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let start = before.map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    let line = text.get(start..).and_then(|rest| rest.lines().next());
    Fault {
        line: before.map_or(0, |before| count(before.matches('\n').count() + 1)),
        column: before.map_or(1, |before| count(before[start..].chars().count() + 1)),
        key: key.to_owned(),
        message,
        excerpt: line.unwrap_or_default().to_owned(),
    }
}

/// Takes a text.
pub(super) fn text(value: &Value<'_>) -> Result<String, String> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| expected("a text in quotes", value))
}

/// Takes `true` or `false`.
pub(super) fn yes_no(value: &Value<'_>) -> Result<bool, String> {
    value
        .as_bool()
        .ok_or_else(|| expected("true or false", value))
}

/// Takes a whole number.
pub(super) fn integer(value: &Value<'_>) -> Result<i64, String> {
    value
        .as_integer()
        .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
        .ok_or_else(|| expected("a whole number", value))
}

/// Takes one of some words.
pub(super) fn word(value: &Value<'_>, words: &[&str]) -> Result<String, String> {
    let found = text(value)?;
    if words.contains(&found.as_str()) {
        return Ok(found);
    }
    Err(format!("`{found}`: expected one of {}", words.join(", ")))
}

/// Takes a list of texts; a single text is a list of one.
pub(super) fn texts(value: &Value<'_>) -> Result<Vec<String>, String> {
    match value {
        DeValue::Array(items) => items.iter().map(|item| text(item.get_ref())).collect(),
        single => text(single).map(|text| vec![text]),
    }
    .map_err(|_| expected("a list of texts", value))
}

/// Takes a list of tables, each through `take`; the first fault refuses the list's rest.
pub(super) fn tables<T>(
    value: &Value<'_>,
    take: impl Fn(&DeTable<'_>) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let items = value
        .as_array()
        .ok_or_else(|| expected("a list of tables", value))?;
    items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let table = item.get_ref().as_table();
            let table = table.ok_or_else(|| expected("a table", item.get_ref()))?;
            take(table).map_err(|why| format!("entry {}: {why}", at + 1))
        })
        .collect()
}

/// Returns a key of a table through a reader, or nothing when it is absent.
pub(super) fn get<T>(
    table: &DeTable<'_>,
    key: &str,
    take: impl Fn(&Value<'_>) -> Result<T, String>,
) -> Result<Option<T>, String> {
    let value: Option<&Spanned<DeValue<'_>>> = table.get(key);
    value
        .map(|value| take(value.get_ref()).map_err(|why| format!("`{key}`: {why}")))
        .transpose()
}

/// Refuses keys of a table that are not known.
pub(super) fn only_keys(table: &DeTable<'_>, known: &[&str]) -> Result<(), String> {
    let stray = table
        .keys()
        .find(|key| !known.contains(&key.get_ref().as_ref()));
    match stray {
        Some(key) => Err(format!(
            "`{}`: {}",
            key.get_ref(),
            unknown(key.get_ref(), known.iter().copied())
        )),
        None => Ok(()),
    }
}

pub(super) fn expected(what: &str, found: &Value<'_>) -> String {
    format!("expected {what}, found {}", found.type_str())
}
