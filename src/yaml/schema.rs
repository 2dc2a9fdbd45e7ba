//! The JSON Schema of the format, out of the fields tables. Draft-07: the newest that the YAML
//! language server reads.

use serde_json::{Map, Value, json};

use super::fields::{DOCUMENT, SPEAKERS};
use super::shape::{Keys, Shape};

/// Returns the JSON Schema (draft-07) of claim files; `speakers.yaml` is its definition `speakers`.
#[must_use]
pub fn schema() -> Value {
    let mut definitions = Map::new();
    define(&SPEAKERS, &mut definitions);
    let root = map(&DOCUMENT, &mut definitions);
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "onrecord claim file",
        "description": "What an article claims: one file per article.",
    });
    if let (Value::Object(schema), Value::Object(root)) = (&mut schema, root) {
        schema.extend(root);
        schema.insert("definitions".to_owned(), Value::Object(definitions));
    }
    schema
}

/// Returns the name of a table's definition: `reason-to-doubt`.
fn name(keys: &dyn Keys) -> String {
    let what = keys.what();
    let bare = what.strip_prefix("a ").or_else(|| what.strip_prefix("an "));
    bare.unwrap_or(what)
        .trim_end_matches(".yaml")
        .replace(' ', "-")
}

/// Defines a map once, and returns a reference to it.
fn define(keys: &dyn Keys, definitions: &mut Map<String, Value>) -> Value {
    let name = name(keys);
    if !definitions.contains_key(&name) {
        definitions.insert(name.clone(), Value::Null);
        let body = map(keys, definitions);
        definitions.insert(name.clone(), body);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn map(keys: &dyn Keys, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for row in keys.rows() {
        let mut value = value(row.shape, definitions);
        // In draft-07 nothing counts beside a `$ref`.
        if value.get("$ref").is_some() {
            value = json!({ "allOf": [value] });
        }
        value["description"] = row.doc.into();
        properties.insert(row.key.to_owned(), value);
    }
    let mut map = json!({
        "type": "object",
        "properties": properties,
        "patternProperties": { "^x-": {} },
        "additionalProperties": false,
    });
    if !keys.required().is_empty() {
        map["required"] = json!(keys.required());
    }
    if keys.required() == ["id"] {
        map["anyOf"] = json!([{ "required": ["quote"] }, { "required": ["assertion"] }]);
    }
    map
}

/// Returns the schema of a value. A scalar is read as its text, so that `speaker: 012` is as good as
/// `speaker: "012"`; a key without a value is as good as none.
fn value(shape: Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Text => json!({ "type": ["string", "number", "boolean", "null"] }),
        Shape::Number => json!({ "type": ["number", "string", "null"] }),
        Shape::Flag => json!({ "type": ["boolean", "null"] }),
        Shape::Line => json!({ "type": ["integer", "null"], "minimum": 1 }),
        Shape::Date => json!({
            "type": ["string", "integer", "null"],
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?$",
        }),
        Shape::Grade => json!({
            "type": ["string", "integer", "null"],
            "pattern": "^([A-Fa-f][1-6]?|[1-6])$",
            "minimum": 1,
            "maximum": 6,
        }),
        Shape::Words(words) => {
            let word = |(word, doc): (&str, &str)| json!({ "const": word, "description": doc });
            let words = words().into_iter().map(word);
            json!({ "anyOf": words.chain([json!({ "type": "null" })]).collect::<Vec<_>>() })
        }
        Shape::List(shape) => {
            json!({ "type": ["array", "null"], "items": value(*shape, definitions) })
        }
        Shape::Map(keys) => define(keys, definitions),
        Shape::TextOrMap(keys) => {
            let map = define(keys, definitions);
            json!({ "anyOf": [{ "type": ["string", "number", "boolean"] }, map] })
        }
        Shape::MapOf(keys) => {
            let map = define(keys, definitions);
            let value = json!({ "anyOf": [map, { "type": "null" }] });
            json!({ "type": ["object", "null"], "additionalProperties": value })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_tables_is_described() {
        let schema = schema();
        let claim = &schema["definitions"]["claim"];
        assert_eq!(claim["required"], json!(["id"]));
        assert!(
            claim["properties"]["grade"]["description"]
                .as_str()
                .unwrap()
                .contains("Admiralty")
        );
        assert_eq!(claim["properties"]["kind"]["anyOf"][1]["const"], "figure");
        let speaker = &schema["definitions"]["speaker"]["properties"];
        assert!(speaker["aliases"]["description"].is_string());
        let refs = schema.to_string();
        for part in refs.split("\"$ref\":\"#/definitions/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(schema["definitions"][name].is_object(), "{name}");
        }
    }
}
