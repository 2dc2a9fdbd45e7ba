//! Claims and articles as JSON objects: the keys are those of the YAML, absent ones are left out, all
//! scalars are strings but `line`.

use serde_json::{Map, Value};

use super::fields::{ARTICLE, CLAIM, SPEAKER};
use super::limits::{self, Limits};
use super::node::{Entry, Node, Tree};
use super::raw;
use super::reader::Reader;
use super::shape::{Keys, Shape, Table};
use super::typed::Source;
use super::write::element;
use crate::model::{Article, Claim, Speaker};

/// Returns YAML of any shape as JSON, every scalar as the text that stands there.
///
/// # Errors
/// It is too large or too deep, or is no YAML.
pub fn plain_value(text: &str, limits: &Limits) -> Result<Value, String> {
    limits::check(text, limits).map_err(|issue| issue.message)?;
    let node = raw::read(Source(text), text).map_err(|error| error.to_string())?;
    Ok(plain(&node))
}

fn plain(node: &Node) -> Value {
    match &node.tree {
        Tree::Text(text) => Value::from(text.as_str()),
        Tree::List(items) => items.iter().map(plain).collect(),
        Tree::Map(entries) => {
            let pair = |entry: &Entry| (entry.key.to_string(), plain(&entry.value));
            Value::Object(entries.iter().map(pair).collect())
        }
        _ => Value::Null,
    }
}

/// Returns a claim as a JSON object.
#[must_use]
pub fn claim_to_json(claim: &Claim) -> Map<String, Value> {
    object(&CLAIM.write(claim), &CLAIM)
}

/// Returns an article as a JSON object.
#[must_use]
pub fn article_to_json(article: &Article) -> Map<String, Value> {
    object(&ARTICLE.write(article), &ARTICLE)
}

/// Reads a claim from a JSON object; what can not be read is told, and left out.
///
/// Numbers and booleans are read as their text. Neither an id nor words are asked for: that is for
/// the import to decide.
#[must_use]
pub fn claim_from_json(object: &Map<String, Value>) -> (Claim, Vec<String>) {
    from_object(object, &CLAIM)
}

/// Reads an article from a JSON object, as [`claim_from_json`] does a claim.
#[must_use]
pub fn article_from_json(object: &Map<String, Value>) -> (Article, Vec<String>) {
    from_object(object, &ARTICLE)
}

/// Returns what is known of a speaker as a JSON object; the name stands beside it.
#[must_use]
pub fn speaker_to_json(speaker: &Speaker) -> Map<String, Value> {
    object(&SPEAKER.write(speaker), &SPEAKER)
}

/// Reads what is known of a speaker, as [`claim_from_json`] does a claim.
#[must_use]
pub fn speaker_from_json(object: &Map<String, Value>) -> (Speaker, Vec<String>) {
    from_object(object, &SPEAKER)
}

fn object(node: &Node, keys: &dyn Keys) -> Map<String, Value> {
    let Tree::Map(entries) = &node.tree else {
        return Map::new();
    };
    let value = |entry: &Entry| {
        let shape = keys.find(&entry.key).map_or(Shape::Text, |row| row.shape);
        (entry.key.to_string(), value(&entry.value, shape))
    };
    entries.iter().map(value).collect()
}

fn value(node: &Node, shape: Shape) -> Value {
    match (&node.tree, shape) {
        (Tree::Text(text), Shape::Line) => text
            .parse::<u32>()
            .map_or_else(|_| Value::from(text.as_str()), Value::from),
        (Tree::Text(text), _) => Value::from(text.as_str()),
        (Tree::List(items), _) => Value::Array(
            items
                .iter()
                .map(|item| value(item, element(shape)))
                .collect(),
        ),
        (Tree::Map(_), Shape::Map(keys) | Shape::TextOrMap(keys)) => {
            Value::Object(object(node, keys))
        }
        _ => Value::Null,
    }
}

fn from_object<T: Default>(object: &Map<String, Value>, table: &Table<T>) -> (T, Vec<String>) {
    let mut reader = Reader::default();
    let mut thing = T::default();
    reader.map(table, map(object), &mut thing);
    let told = reader.issues.into_iter().map(|issue| match issue.hint {
        Some(hint) if hint.starts_with("did you mean") => format!("{}; {hint}", issue.message),
        _ => issue.message,
    });
    (thing, told.collect())
}

fn map(object: &Map<String, Value>) -> Node {
    let entry = |(key, value): (&String, &Value)| Entry {
        key: key.clone().into(),
        at: None,
        value: node(value),
    };
    Node::new(Tree::Map(object.iter().map(entry).collect()))
}

fn node(value: &Value) -> Node {
    match value {
        Value::Null => Node::new(Tree::Null),
        Value::Bool(flag) => Node::text(flag.to_string()),
        Value::Number(number) => Node::text(number.to_string()),
        Value::String(text) => Node::text(text),
        Value::Array(items) => Node::new(Tree::List(items.iter().map(node).collect())),
        Value::Object(object) => map(object),
    }
}
