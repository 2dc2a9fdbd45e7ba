//! The selection into a database.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, MAIN_DB, params, params_from_iter};
use serde_json::{Map, Value};

use super::{ARTICLE, CLAIM, LISTS, SCHEMA, SPEAKER};
use crate::exchange::{ExportError, Format, Selection};
use crate::model::Speaker;
use crate::store::{ClaimRef, SpeakerIx, SpeakerRef};
use crate::yaml::{article_to_json, claim_to_json, speaker_to_json};

pub(in crate::exchange) const FORMAT: Format = Format::row(
    "sqlite",
    "sqlite",
    "a database with a table a thing and a full-text index, for SQL and Datasette",
    write,
)
.binary();

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let bytes = database(selection);
    let bytes = bytes
        .map_err(|error| ExportError::Failed(format!("the database can not be made: {error}")))?;
    out.write_all(&bytes)
}

/// After so many steps of its machine the database asks whether it shall stop: every millisecond or so.
const STEPS: i32 = 10_000;

fn database(selection: &Selection<'_>) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    let watch = selection.options.watch.clone();
    // The index of words takes as long as all the rest: the database asks for itself.
    connection.progress_handler(STEPS, Some(move || watch.is_stopped()))?;
    connection.execute_batch(SCHEMA)?;
    let transaction = connection.transaction()?;
    let mut writer = Writer {
        connection: &transaction,
        selection,
        speakers: BTreeMap::new(),
    };
    writer.all()?;
    transaction.execute("INSERT INTO claims_fts(claims_fts) VALUES('rebuild')", ())?;
    transaction.commit()?;
    let data = connection.serialize(MAIN_DB)?;
    Ok(data.to_vec())
}

struct Writer<'a> {
    connection: &'a Connection,
    selection: &'a Selection<'a>,
    speakers: BTreeMap<SpeakerIx, i64>,
}

impl Writer<'_> {
    /// Speakers first, in the store's order: what is read from the database comes out the same.
    fn all(&mut self) -> rusqlite::Result<()> {
        let mut speaking: Vec<_> = self
            .selection
            .claims()
            .filter_map(|claim| claim.speaker())
            .collect();
        speaking.sort_by_key(SpeakerRef::ix);
        speaking.dedup_by_key(|speaker| speaker.ix());
        for speaker in speaking {
            let profile = speaker.profile();
            let id = self.speaker(speaker.name(), profile)?;
            self.speakers.insert(speaker.ix(), id);
        }
        for (file, claims) in self.selection.by_file() {
            let article = article_to_json(file.article());
            let source = article.get("source").cloned().unwrap_or(Value::Null);
            let mut values = vec![Sql::from(file.path().to_owned())];
            values.extend(ARTICLE.iter().map(|key| sql(article.get(*key))));
            values.extend(["file", "sha256"].map(|key| sql(source.get(key))));
            let columns = format!("file, {}, source_file, source_sha256", ARTICLE.join(", "));
            let id = self.insert("articles", &columns, values)?;
            for claim in claims {
                if self.selection.options.watch.is_stopped() {
                    return Ok(());
                }
                self.claim(id, claim)?;
            }
        }
        Ok(())
    }

    fn speaker(&self, name: &str, profile: Option<&Speaker>) -> rusqlite::Result<i64> {
        let keys = profile.map(speaker_to_json).unwrap_or_default();
        let mut values = vec![
            Sql::from(name.to_owned()),
            Sql::from(i64::from(profile.is_some())),
        ];
        values.extend(SPEAKER.iter().map(|key| sql(keys.get(*key))));
        let id = self.insert(
            "speakers",
            &format!("name, known, {}", SPEAKER.join(", ")),
            values,
        )?;
        let aliases = profile
            .map(|profile| profile.aliases.as_slice())
            .unwrap_or_default();
        for (position, alias) in (1i64..).zip(aliases) {
            let add = "INSERT INTO aliases VALUES (?, ?, ?)";
            self.connection.execute(add, params![id, position, alias])?;
        }
        Ok(id)
    }

    fn claim(&self, article: i64, claim: ClaimRef<'_>) -> rusqlite::Result<()> {
        let data = claim_to_json(&self.selection.data(claim));
        let grade = claim.grade();
        let speaker = claim
            .speaker()
            .and_then(|speaker| self.speakers.get(&speaker.ix()));
        let mut values = vec![
            Sql::from(claim.name()),
            Sql::from(article),
            Sql::from(claim.id().to_owned()),
            Sql::from(speaker.copied()),
        ];
        values.extend(CLAIM.iter().map(|key| sql(data.get(*key))));
        values.extend([
            Sql::from(grade.reliability.map(|half| half.word().to_owned())),
            Sql::from(grade.credibility.map(|half| half as i64 + 1)),
            Sql::from(claim.status().word().to_owned()),
        ]);
        let columns = format!(
            "name, article_id, claim, speaker_id, {}, reliability, credibility, status",
            CLAIM.join(", ")
        );
        let id = self.insert("claims", &columns, values)?;
        for &(key, columns) in LISTS {
            let items = data.get(key).and_then(Value::as_array);
            for (position, item) in (1i64..).zip(items.into_iter().flatten()) {
                let mut values = vec![Sql::from(id), Sql::from(position)];
                values.extend(cells(key, columns, item));
                let columns = format!("claim_id, position, {}", columns.join(", "));
                self.insert(key, &columns, values)?;
            }
        }
        self.amounts(id, claim)
    }

    /// Notes what the figures amount to, for sums and comparisons.
    fn amounts(&self, id: i64, claim: ClaimRef<'_>) -> rusqlite::Result<()> {
        for (position, figure) in (1i64..).zip(claim.figures()) {
            let Some(amount) = figure.amount else {
                continue;
            };
            let set = "UPDATE figures SET value_low = ?, value_high = ?, value_unit = ? WHERE claim_id = ? AND position = ?";
            let unit = Some(amount.unit.to_string()).filter(|unit| !unit.is_empty());
            self.connection.prepare_cached(set)?.execute(params![
                amount.low,
                amount.high,
                unit,
                id,
                position
            ])?;
        }
        Ok(())
    }

    fn insert(&self, table: &str, columns: &str, values: Vec<Sql>) -> rusqlite::Result<i64> {
        let places = vec!["?"; values.len()].join(", ");
        let text = format!("INSERT INTO {table} ({columns}) VALUES ({places})");
        self.connection
            .prepare_cached(&text)?
            .insert(params_from_iter(values))
    }
}

/// Returns the cells of an item: its keys; of a tag and of a link the item itself.
fn cells(key: &str, columns: &[&str], item: &Value) -> Vec<Sql> {
    match (key, item) {
        ("links", Value::Object(link)) => {
            let pair = link.iter().next();
            let pair =
                pair.map(|(relation, target)| [Sql::from(relation.clone()), sql(Some(target))]);
            pair.map_or_else(|| vec![Sql::Null; 2], Vec::from)
        }
        (_, Value::Object(map)) => columns.iter().map(|column| sql(get(map, column))).collect(),
        // A reason to doubt that nobody signed is a text alone, as a tag is.
        (_, text) => {
            let mut cells = vec![Sql::Null; columns.len()];
            cells[0] = sql(Some(text));
            cells
        }
    }
}

fn get<'a>(map: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    map.get(key)
}

fn sql(value: Option<&Value>) -> Sql {
    match value {
        Some(Value::String(text)) => Sql::from(text.clone()),
        Some(Value::Number(number)) => number.as_i64().map_or(Sql::Null, Sql::from),
        _ => Sql::Null,
    }
}
