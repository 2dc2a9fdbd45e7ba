//! Nodes into YAML text: block style, a key a line. Line ends are `\n`; `edit` makes them the file's.

use super::fields::{ARTICLE, CLAIM, SPEAKER};
use super::node::{Node, Tree};
use super::scalar;
use super::shape::{Keys, Shape};
use crate::model::{Article, Claim, Speaker};

/// How far a list or a map stands behind its parent.
pub(crate) const STEP: usize = 2;

/// The longest list of short texts that is written on one line.
const LONGEST_FLOW: usize = 80;

/// Returns a fresh record: the article, then the claims with a blank line between them.
#[must_use]
pub fn new_file(article: &Article, claims: &[Claim]) -> String {
    let mut text = String::from("article:\n");
    map(
        &mut text,
        &ARTICLE.write(article),
        Some(&ARTICLE),
        STEP,
        false,
    );
    if claims.is_empty() {
        text.push_str("claims: []\n");
        return text;
    }
    text.push_str("claims:\n");
    for (at, claim) in claims.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&claim_block(claim, STEP));
    }
    text
}

/// Returns a fresh `speakers.yaml`.
#[must_use]
pub fn new_speakers(speakers: &[Speaker]) -> String {
    if speakers.is_empty() {
        return "speakers: {}\n".to_owned();
    }
    let mut text = String::from("speakers:\n");
    for speaker in speakers {
        pad(&mut text, STEP);
        text.push_str(&scalar::inline(&speaker.name, Shape::Text, false));
        text.push(':');
        let shape = Shape::Map(&SPEAKER);
        value(&mut text, &SPEAKER.write(speaker), shape, STEP, 1);
    }
    text
}

/// Returns a claim as an item of a block list whose dashes stand `indent` columns in; ends in a line end.
#[must_use]
pub fn claim_block(claim: &Claim, indent: usize) -> String {
    let mut text = String::new();
    let shape = Shape::Map(&CLAIM);
    item(&mut text, &CLAIM.write(claim), shape, indent, 1);
    text
}

/// Writes an item of a block list: its dash at `column`, `gap` blanks, its value.
pub(crate) fn item(text: &mut String, node: &Node, shape: Shape, column: usize, gap: usize) {
    pad(text, column);
    text.push('-');
    match (&node.tree, keys(shape)) {
        (Tree::Map(entries), keys) if !entries.is_empty() => {
            pad(text, gap);
            map(text, node, keys, column + 1 + gap, true);
        }
        _ => value(text, node, shape, column, gap),
    }
}

/// Writes the keys of a map at `column`; the first one where the text stands, if that is `inline`.
pub(crate) fn map(
    text: &mut String,
    node: &Node,
    keys: Option<&dyn Keys>,
    column: usize,
    mut inline: bool,
) {
    let Tree::Map(entries) = &node.tree else {
        return;
    };
    for entry in entries {
        if !std::mem::take(&mut inline) {
            pad(text, column);
        }
        let shape = keys
            .and_then(|keys| keys.find(&entry.key))
            .map(|row| row.shape);
        text.push_str(&scalar::inline(&entry.key, Shape::Text, false));
        text.push(':');
        value(text, &entry.value, shape.unwrap_or(Shape::Text), column, 1);
    }
}

/// Writes what stands behind a key or a dash at column `parent`, to the end of its last line.
pub(crate) fn value(text: &mut String, node: &Node, shape: Shape, parent: usize, gap: usize) {
    if let Some(flow) = as_line(node, shape) {
        pad(text, if flow.is_empty() { 0 } else { gap });
        text.push_str(&flow);
        text.push('\n');
        return;
    }
    match &node.tree {
        Tree::Text(value) => {
            let (header, lines) = scalar::block(value, parent, STEP);
            pad(text, gap);
            text.push_str(&header);
            text.push('\n');
            text.push_str(&lines);
            text.push('\n');
        }
        Tree::List(_) => {
            text.push('\n');
            list(text, node, shape, parent + STEP);
        }
        _ => {
            text.push('\n');
            map(text, node, keys(shape), parent + STEP, false);
        }
    }
}

/// Writes the items of a list at `column`.
pub(crate) fn list(text: &mut String, node: &Node, shape: Shape, column: usize) {
    if let Tree::List(items) = &node.tree {
        for node in items {
            item(text, node, element(shape), column, 1);
        }
    }
}

/// Returns a value that is written on one line: texts of one line, short lists of short texts, what is empty.
pub(crate) fn as_line(node: &Node, shape: Shape) -> Option<String> {
    match &node.tree {
        Tree::Null | Tree::Skipped => Some(String::new()),
        Tree::Text(text) if scalar::is_block(text) => None,
        Tree::Text(text) => Some(scalar::inline(text, shape, false)),
        Tree::Map(entries) if entries.is_empty() => Some("{}".to_owned()),
        Tree::List(items) => {
            let short = |item: &Node| match &item.tree {
                Tree::Text(text) => scalar::is_plain(text, Shape::Text, true),
                _ => false,
            };
            let line = flow(node, shape);
            let texts = matches!(element(shape), Shape::Text) && items.iter().all(short);
            (items.is_empty() || texts && line.len() <= LONGEST_FLOW).then_some(line)
        }
        Tree::Map(_) => None,
    }
}

/// Returns a value in flow style, on one line.
pub(crate) fn flow(node: &Node, shape: Shape) -> String {
    match &node.tree {
        Tree::Null | Tree::Skipped => "~".to_owned(),
        Tree::Text(text) => scalar::inline(text, shape, true),
        Tree::List(items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| flow(item, element(shape)))
                .collect();
            format!("[{}]", items.join(", "))
        }
        Tree::Map(entries) => {
            let pair = |entry: &super::node::Entry| {
                let row = keys(shape).and_then(|keys| keys.find(&entry.key));
                let shape = row.map_or(Shape::Text, |row| row.shape);
                let key = scalar::inline(&entry.key, Shape::Text, true);
                format!("{key}: {}", flow(&entry.value, shape))
            };
            let pairs: Vec<_> = entries.iter().map(pair).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

/// Returns the shape of the items of a list.
pub(crate) fn element(shape: Shape) -> Shape {
    match shape {
        Shape::List(shape) => *shape,
        _ => Shape::Text,
    }
}

fn keys(shape: Shape) -> Option<&'static dyn Keys> {
    match shape {
        Shape::Map(keys) | Shape::TextOrMap(keys) => Some(keys),
        _ => None,
    }
}

fn pad(text: &mut String, columns: usize) {
    text.extend(std::iter::repeat_n(' ', columns));
}
