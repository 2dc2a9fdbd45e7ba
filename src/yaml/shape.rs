//! What a YAML key is: a row of name, doc, shape, reader and writer. The tables are in `fields`.

use super::node::Node;
use super::reader::Reader;

/// What may stand as the value of a key. Every scalar is read as text, whatever its shape.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Any text.
    Text,
    /// A number, kept as written.
    Number,
    /// `true` or `false`.
    Flag,
    /// A line number, from 1.
    Line,
    /// A full or partial date.
    Date,
    /// An Admiralty grade.
    Grade,
    /// One of a closed set; gives the words with their docs.
    Words(fn() -> Vec<(&'static str, &'static str)>),
    /// A list.
    List(&'static Shape),
    /// A map with known keys.
    Map(&'static dyn Keys),
    /// A text, or a map for those who say more.
    TextOrMap(&'static dyn Keys),
    /// A map from names to maps.
    MapOf(&'static dyn Keys),
}

/// One key of a table.
pub(crate) struct Row {
    /// The key as in YAML.
    pub key: &'static str,
    /// One line of doc.
    pub doc: &'static str,
    /// What its value may be.
    pub shape: Shape,
}

/// One key of the things of type `T`.
pub(crate) struct Field<T: 'static> {
    /// Key, doc, shape.
    pub row: Row,
    /// Puts a value into the thing; complains to the reader about a bad one.
    pub read: fn(&mut T, Node, &mut Reader),
    /// Returns the value to write; `None` when the key is left out.
    pub write: fn(&T) -> Option<Node>,
}

/// The keys of one sort of map, in the order in which they are written.
pub(crate) struct Table<T: 'static> {
    /// What such a map is, for messages and the schema.
    pub what: &'static str,
    /// Keys that must be there, for the schema.
    pub required: &'static [&'static str],
    /// The keys.
    pub fields: &'static [Field<T>],
}

/// A table whose type does not matter.
pub(crate) trait Keys: Sync {
    /// What such a map is.
    fn what(&self) -> &'static str;
    /// Keys that must be there.
    fn required(&self) -> &'static [&'static str];
    /// The rows in order, by number.
    fn row(&self, at: usize) -> Option<&'static Row>;
    /// The row of a key.
    fn find(&self, key: &str) -> Option<&'static Row>;
}

impl<T> Keys for Table<T> {
    fn what(&self) -> &'static str {
        self.what
    }
    fn required(&self) -> &'static [&'static str] {
        self.required
    }
    fn row(&self, at: usize) -> Option<&'static Row> {
        self.fields.get(at).map(|field| &field.row)
    }
    fn find(&self, key: &str) -> Option<&'static Row> {
        let field = self.fields.iter().find(|field| field.row.key == key);
        field.map(|field| &field.row)
    }
}

impl dyn Keys + '_ {
    /// Returns every row in order.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> + '_ {
        (0..).map_while(|at| self.row(at))
    }
}

impl<T> Table<T> {
    /// Returns the place of a key in the order.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.row.key == key)
    }

    /// Returns the map of a thing: its keys in order, absent ones left out.
    pub fn write(&self, thing: &T) -> Node {
        let entries = self.fields.iter().filter_map(|field| {
            Some(super::node::Entry {
                key: field.row.key.into(),
                at: None,
                value: (field.write)(thing)?,
            })
        });
        Node::new(super::node::Tree::Map(entries.collect()))
    }
}
