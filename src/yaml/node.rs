//! A small tree between YAML and the model. Knows nothing of fields; scalars are always text.

use std::borrow::Cow;

/// A value, and the byte of the file it begins at where that is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Byte offset in the file; `None` for values that are made, and where the parser does not tell.
    pub at: Option<usize>,
    /// The value.
    pub tree: Tree,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// `~`, `null` or nothing.
    Null,
    /// Any scalar, as written: `NO`, `012` and `1e3` are text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, duplicate keys included.
    Map(Vec<Entry>),
    /// The value of a key that nobody asked for.
    Skipped,
}

/// One key of a map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// The key.
    pub key: Cow<'static, str>,
    /// The byte the key begins at.
    pub at: Option<usize>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Returns a made value.
    pub fn new(tree: Tree) -> Self {
        Self { at: None, tree }
    }

    /// Returns a made text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Tree::Text(text.into()))
    }

    /// Returns a value whose place is that of its first part, for a list or a map.
    pub fn of(tree: Tree) -> Self {
        let at = match &tree {
            Tree::List(items) => items.first().and_then(|item| item.at),
            Tree::Map(entries) => entries.first().and_then(|entry| entry.at),
            _ => None,
        };
        Self { at, tree }
    }

    /// Returns what it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self.tree {
            Tree::Null => "nothing",
            Tree::Text(_) => "a text",
            Tree::List(_) => "a list",
            Tree::Map(_) => "a map",
            Tree::Skipped => "something",
        }
    }
}
