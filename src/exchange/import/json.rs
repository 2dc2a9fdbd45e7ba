//! JSON: this program's own, `ClaimReview`s, and whatever has texts under keys.

use serde_json::{Map, Value};

use super::fields::has_words;
use super::flat::{self, FlatRow, flattened};
use super::{Imported, Incoming, Wishes, text};
use crate::exchange::claimreview::{self, Found, find};
use crate::model::Speaker;
use crate::yaml::{article_from_json, claim_from_json, speaker_from_json};

/// What a record has beside the keys of its claim.
///
/// Older exports have a `line_in_file`.
const AROUND: &[&str] = &[
    "name",
    "file",
    "line_in_file",
    "article",
    "known_speaker",
    "derived",
];

pub(super) fn read(_: &str, bytes: &[u8], wishes: &Wishes) -> Result<Imported, String> {
    let found = find(&text(bytes)?, Value::is_object);
    let objects = items(found, wishes)?;
    let is_ours = |object: &Value| object["article"].is_object() && object["name"].is_string();
    if wishes.map.is_empty() && objects.objects.iter().any(|(_, object)| is_ours(object)) {
        return Ok(ours(objects));
    }
    foreign(objects, wishes)
}

/// Looks into the one object for the list that is wished for, or for its only list of objects.
fn items(mut found: Found, wishes: &Wishes) -> Result<Found, String> {
    let wished = wishes.map.iter().find(|(name, _)| name == "items");
    let [(line, object)] = found.objects.as_mut_slice() else {
        return Ok(found);
    };
    let list = if let Some((_, path)) = wished {
        let list = path.split('.').fold(&*object, |value, key| &value[key]);
        list.as_array()
            .cloned()
            .ok_or_else(|| format!("--map items={path}: there is no such list"))?
    } else {
        let lists = object.as_object().into_iter().flat_map(Map::values);
        let mut lists = lists
            .filter_map(Value::as_array)
            .filter(|list| list.iter().any(Value::is_object));
        match (lists.next(), lists.next(), object["article"].is_object()) {
            (Some(list), None, false) => list.clone(),
            _ => return Ok(found),
        }
    };
    let line = *line;
    found.objects = list.into_iter().map(|item| (line, item)).collect();
    Ok(found)
}

/// Reads records as `export -f json` writes them.
fn ours(found: Found) -> Imported {
    let mut imported = Imported {
        faults: found.faults,
        ..Imported::default()
    };
    let one_line = found.objects.windows(2).all(|pair| pair[0].0 == pair[1].0);
    for (nth, (line, object)) in found.objects.into_iter().enumerate() {
        let at = if one_line { nth + 1 } else { line };
        let Value::Object(mut object) = object else {
            continue;
        };
        let (article, mut told) = object
            .get("article")
            .and_then(Value::as_object)
            .map(article_from_json)
            .unwrap_or_default();
        let file = object
            .get("file")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let known = object.get("known_speaker").and_then(Value::as_object);
        if let Some(speaker) = known.and_then(known_speaker) {
            // Each claim of a speaker brings the same.
            if !imported.speakers.contains(&speaker) {
                imported.speakers.push(speaker);
            }
        }
        for key in AROUND {
            object.remove(*key);
        }
        let (claim, more) = claim_from_json(&object);
        told.extend(more);
        imported
            .faults
            .extend(told.into_iter().map(|fault| (at, fault)));
        if has_words(&claim) {
            imported.claims.push(Incoming {
                at,
                file,
                article,
                claim,
            });
        } else {
            let fault = "neither quote nor assertion: left out".to_owned();
            imported.faults.push((at, fault));
        }
    }
    imported
}

fn known_speaker(object: &Map<String, Value>) -> Option<Speaker> {
    let name = object.get("name")?.as_str()?.to_owned();
    let mut keys = object.clone();
    keys.remove("name");
    let (speaker, _) = speaker_from_json(&keys);
    Some(Speaker { name, ..speaker })
}

/// Reads any objects: their keys, dotted, are columns.
fn foreign(found: Found, wishes: &Wishes) -> Result<Imported, String> {
    if found.objects.is_empty() {
        let why = found
            .faults
            .first()
            .map(|(line, why)| format!("line {line}: {why}"));
        return Err(why.unwrap_or_else(|| "there are no objects in it".to_owned()));
    }
    let mut columns: Vec<String> = Vec::new();
    let mut known = std::collections::HashSet::new();
    let one_line = found.objects.windows(2).all(|pair| pair[0].0 == pair[1].0);
    let mut rows = Vec::new();
    for (nth, (line, object)) in found.objects.iter().enumerate() {
        let cells = flattened(object);
        for (column, _) in &cells {
            if known.insert(column.clone()) {
                columns.push(column.clone());
            }
        }
        rows.push(FlatRow {
            at: if one_line { nth + 1 } else { *line },
            cells,
        });
    }
    let mut imported = flat::claims(&columns, rows, wishes)?;
    imported.faults.splice(0..0, found.faults);
    Ok(imported)
}

/// Returns JSON of another reader as claims: for YAML of other shapes.
pub(super) fn of_value(value: Value, wishes: &Wishes) -> Result<Imported, String> {
    let objects = match value {
        Value::Array(items) => items.into_iter().map(|item| (1, item)).collect(),
        value => vec![(1, value)],
    };
    let found = Found {
        objects,
        faults: Vec::new(),
    };
    foreign(items(found, wishes)?, wishes)
}

pub(super) fn claimreviews(_: &str, bytes: &[u8], _: &Wishes) -> Result<Imported, String> {
    let found = find(&text(bytes)?, |value| match &value["@type"] {
        Value::Array(types) => types.iter().any(|one| one == "ClaimReview"),
        one => one == "ClaimReview",
    });
    let mut imported = Imported {
        faults: found.faults,
        ..Imported::default()
    };
    let one_line = found.objects.windows(2).all(|pair| pair[0].0 == pair[1].0);
    for (nth, (line, object)) in found.objects.iter().enumerate() {
        let at = if one_line { nth + 1 } else { *line };
        if let Some(one) = claimreview::incoming(object) {
            imported.claims.push(Incoming { at, ..one });
        } else {
            let fault = "a ClaimReview without claimReviewed: left out".to_owned();
            imported.faults.push((at, fault));
        }
    }
    if imported.claims.is_empty() && imported.faults.is_empty() {
        return Err("there is no ClaimReview in it (JSON-LD is read, microdata is not)".to_owned());
    }
    Ok(imported)
}
