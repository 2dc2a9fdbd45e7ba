//! What an outline is made of: values, and where they begin and end.

use std::ops::Range;

/// Why a text has no outline.
pub(in crate::yaml) type Failed = &'static str;

/// A value.
#[derive(Debug)]
pub(in crate::yaml) struct Item {
    /// From its anchor or tag, if any, to the end of its last character; no line end, no comment.
    pub span: Range<usize>,
    /// Where it begins behind an anchor or a tag.
    pub core: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(in crate::yaml) enum Kind {
    /// Nothing; the span is the empty place behind the colon or dash.
    Empty,
    /// An unquoted scalar.
    Plain,
    /// A scalar in single quotes.
    Single,
    /// A scalar in double quotes.
    Double,
    /// A `|` or `>` scalar.
    Block,
    /// `*name`.
    Alias,
    /// A list.
    List(List),
    /// A map.
    Map(Map),
}

/// The items of a list.
#[derive(Debug)]
pub(in crate::yaml) struct List {
    /// `[a, b]`, not dashes.
    pub flow: bool,
    /// The column of the dashes.
    pub column: usize,
    /// Each with where it begins: its dash, or the item itself.
    pub items: Vec<(usize, Item)>,
    /// In flow style: the byte after a comma that no item follows.
    pub comma: Option<usize>,
}

/// The keys of a map.
#[derive(Debug)]
pub(in crate::yaml) struct Map {
    /// `{a: b}`.
    pub flow: bool,
    /// The column of the keys.
    pub column: usize,
    /// In the order of the text.
    pub pairs: Vec<Pair>,
}

/// A key and its value.
#[derive(Debug)]
pub(in crate::yaml) struct Pair {
    /// The key's text.
    pub key: String,
    /// Where it begins.
    pub at: usize,
    /// Its value.
    pub value: Item,
}

impl Map {
    /// Returns the first pair with a key, the one that is read.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.pairs.iter().position(|pair| pair.key == key)
    }
}

impl Item {
    /// Tells that it is a null: nothing, or a word for it.
    pub fn is_null(&self, text: &str) -> bool {
        match self.kind {
            Kind::Empty => true,
            Kind::Plain => {
                let plain = text.get(self.core..self.span.end);
                matches!(plain, Some("~" | "null" | "Null" | "NULL"))
            }
            _ => false,
        }
    }
}
