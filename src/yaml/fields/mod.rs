//! The keys of the format, one row each: name, doc, shape, how it is read, how it is written.
//!
//! Reading, writing, the schema, the JSON of exports and "did you mean" are loops over these tables:
//! a new field is a field of the model and a row here.

mod article;
mod claim;
mod parts;

pub(super) use article::{ARTICLE, DOCUMENT, SOURCE, SPEAKER, SPEAKERS};
pub(super) use claim::CLAIM;
pub(super) use parts::{EVIDENCE, LOG, link_node, skepticism_node};

use super::node::{Node, Tree};
use super::shape::{Field, Row, Shape};

/// A row whose field is an `Option<String>`.
macro_rules! text {
    ($key:literal $field:ident $doc:literal) => {
        text!($key $field $doc, Shape::Text)
    };
    ($key:literal $field:ident $doc:literal, $shape:expr) => {
        Field {
            row: Row { key: $key, doc: $doc, shape: $shape },
            read: |thing, node, reader| thing.$field = reader.text(node),
            write: |thing| thing.$field.as_ref().map(Node::text),
        }
    };
}

/// A row whose field is an `Option<PartialDate>`.
macro_rules! date {
    ($key:literal $field:ident $doc:literal) => {
        Field {
            row: Row {
                key: $key,
                doc: $doc,
                shape: Shape::Date,
            },
            read: |thing, node, reader| thing.$field = reader.date(node),
            write: |thing| thing.$field.as_ref().map(|date| Node::text(&date.text)),
        }
    };
}

/// A row whose field is an option of a closed set of words.
macro_rules! words {
    ($key:literal $field:ident $set:ident $doc:literal) => {
        Field {
            row: Row {
                key: $key,
                doc: $doc,
                shape: Shape::Words(|| $set::ALL.iter().map(|w| (w.word(), w.doc())).collect()),
            },
            read: |thing, node, reader| thing.$field = reader.word(node, $set::ALL, $set::parse),
            write: |thing| thing.$field.map(|word| Node::text(word.word())),
        }
    };
}

pub(super) use {date, text, words};

/// Returns a list to write; nothing when it is empty.
fn list<T>(things: &[T], node: impl FnMut(&T) -> Node) -> Option<Node> {
    (!things.is_empty()).then(|| Node::new(Tree::List(things.iter().map(node).collect())))
}
