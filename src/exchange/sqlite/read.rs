//! A database that this program wrote, read back.
//!
//! The file is a stranger's: what it calls a table must be one, and nothing in its schema is trusted.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, Row};
use serde_json::{Map, Value, json};

use super::{ARTICLE, CLAIM, LISTS, SPEAKER};
use crate::exchange::import::{Imported, Incoming, Wishes};
use crate::model::Speaker;
use crate::yaml::{article_from_json, claim_from_json, speaker_from_json};

pub(in crate::exchange) fn read(_: &str, bytes: &[u8], _: &Wishes) -> Result<Imported, String> {
    if !bytes.starts_with(b"SQLite format 3\0") {
        return Err("it is no SQLite database".to_owned());
    }
    imported(bytes).map_err(|error| format!("it is no database of this program: {error}"))
}

fn imported(bytes: &[u8]) -> rusqlite::Result<Imported> {
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), true)?;
    connection.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;",
    )?;
    are_tables(&connection)?;
    let mut imported = Imported {
        speakers: speakers(&connection)?,
        ..Imported::default()
    };
    let columns = format!(
        "c.id, c.claim, a.file, {}, {}, a.source_file, a.source_sha256",
        CLAIM
            .iter()
            .map(|key| format!("c.{key}"))
            .collect::<Vec<_>>()
            .join(", "),
        ARTICLE
            .iter()
            .map(|key| format!("a.{key}"))
            .collect::<Vec<_>>()
            .join(", "),
    );
    let text = format!(
        "SELECT {columns} FROM claims c JOIN articles a ON a.id = c.article_id ORDER BY c.id"
    );
    let mut statement = connection.prepare(&text)?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let at = usize::try_from(id).unwrap_or_default();
        let mut claim = keys(row, CLAIM, 3)?;
        claim.insert("id".to_owned(), cell(row, 1)?);
        lists(&connection, id, &mut claim)?;
        let mut article = keys(row, ARTICLE, 3 + CLAIM.len())?;
        let source = keys(row, &["file", "sha256"], 3 + CLAIM.len() + ARTICLE.len())?;
        if !source.is_empty() {
            article.insert("source".to_owned(), source.into());
        }
        let (article, told) = article_from_json(&article);
        let (claim, more) = claim_from_json(&claim);
        let told = told.into_iter().chain(more);
        imported.faults.extend(told.map(|fault| (at, fault)));
        let file: Option<String> = row.get(2)?;
        imported.claims.push(Incoming {
            at,
            file,
            article,
            claim,
        });
    }
    Ok(imported)
}

/// Refuses a database whose views or virtual tables pose as the tables that are read.
fn are_tables(connection: &Connection) -> rusqlite::Result<()> {
    let names = LISTS.iter().map(|(name, _)| *name);
    for name in names.chain(["articles", "claims", "speakers", "aliases"]) {
        let text = "SELECT count(*) FROM sqlite_schema WHERE name = ? AND type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
        let count: i64 = connection.query_row(text, [name], |row| row.get(0))?;
        if count != 1 {
            return Err(rusqlite::Error::InvalidParameterName(format!(
                "there is no table {name}"
            )));
        }
    }
    Ok(())
}

fn speakers(connection: &Connection) -> rusqlite::Result<Vec<Speaker>> {
    let text = format!(
        "SELECT id, name, {} FROM speakers WHERE known = 1 ORDER BY id",
        SPEAKER.join(", ")
    );
    let mut statement = connection.prepare(&text)?;
    let mut aliases =
        connection.prepare("SELECT alias FROM aliases WHERE speaker_id = ? ORDER BY position")?;
    let mut rows = statement.query(())?;
    let mut speakers = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        let other = aliases.query_map([id], |row| cell(row, 0))?;
        let mut keys = keys(row, SPEAKER, 2)?;
        keys.insert(
            "aliases".to_owned(),
            other.collect::<rusqlite::Result<Value>>()?,
        );
        let (speaker, _) = speaker_from_json(&keys);
        speakers.push(Speaker { name, ..speaker });
    }
    Ok(speakers)
}

fn lists(connection: &Connection, id: i64, claim: &mut Map<String, Value>) -> rusqlite::Result<()> {
    for &(name, columns) in LISTS {
        let text = format!(
            "SELECT {} FROM {name} WHERE claim_id = ? ORDER BY position",
            columns.join(", ")
        );
        let mut statement = connection.prepare_cached(&text)?;
        let items = statement.query_map([id], |row| item(name, columns, row))?;
        let items: Vec<Value> = items.collect::<rusqlite::Result<_>>()?;
        if !items.is_empty() {
            claim.insert(name.to_owned(), items.into());
        }
    }
    Ok(())
}

fn item(name: &str, columns: &[&str], row: &Row<'_>) -> rusqlite::Result<Value> {
    match name {
        "tags" => cell(row, 0),
        "links" => {
            let relation: Option<String> = row.get(0)?;
            Ok(json!({relation.unwrap_or_default(): cell(row, 1)?}))
        }
        _ => Ok(keys(row, columns, 0)?.into()),
    }
}

/// Returns the columns from a place on, those left out that are null.
fn keys(row: &Row<'_>, names: &[&str], from: usize) -> rusqlite::Result<Map<String, Value>> {
    let mut keys = Map::new();
    for (at, name) in names.iter().enumerate() {
        let value = cell(row, from + at)?;
        if !value.is_null() {
            keys.insert((*name).to_owned(), value);
        }
    }
    Ok(keys)
}

fn cell(row: &Row<'_>, at: usize) -> rusqlite::Result<Value> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.to_string().into(),
        ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8_lossy(text).into(),
    })
}
