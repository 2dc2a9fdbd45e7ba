//! The one serde pass of the good path: what each value should be is known from the fields, so that
//! every scalar is asked for as text. It fails on the first value of another sort; `raw` then reads
//! what is really there.
//!
//! Places cost nothing here: the parser lends most keys and texts out of the source itself, so where
//! one begins is where it lies in memory.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::node::{Entry, Node, Tree};
use super::shape::{Keys, Shape};

/// The text whose parts are read, to tell where a lent text begins.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a>(pub &'a str);

impl Source<'_> {
    /// Returns the byte at which a text lent out of this source begins.
    pub fn at(self, text: &str) -> Option<usize> {
        let at = (text.as_ptr() as usize).checked_sub(self.0.as_ptr() as usize)?;
        (at + text.len() <= self.0.len()).then_some(at)
    }
}

/// Reads `part`, a piece of `source`, as a map with these keys.
///
/// # Errors
/// What the parser says, and any value that is not what its key asks for.
pub(crate) fn read(
    source: Source<'_>,
    part: &str,
    keys: &'static dyn Keys,
) -> serde_yaml::Result<Node> {
    let shape = Shape::Map(keys);
    Expect { source, shape }.deserialize(serde_yaml::Deserializer::from_str(part))
}

/// Reads a value of a shape.
#[derive(Clone, Copy)]
struct Expect<'s> {
    source: Source<'s>,
    shape: Shape,
}

impl Expect<'_> {
    fn inner(self, shape: Shape) -> Self {
        Self { shape, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Expect<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.shape {
            // Only here the parser must choose, and it makes numbers of what looks like one: such
            // a text is left to `raw`.
            Shape::TextOrMap(_) => deserializer.deserialize_any(self),
            _ => deserializer.deserialize_option(self),
        }
    }
}

impl<'de> Visitor<'de> for Expect<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self.shape {
            Shape::List(_) => "a list",
            Shape::Map(_) | Shape::MapOf(_) => "a map",
            Shape::TextOrMap(_) => "a text or a map",
            _ => "a text",
        })
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(Node::new(Tree::Null))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::new(Tree::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.shape {
            Shape::List(_) => deserializer.deserialize_seq(self),
            Shape::Map(_) | Shape::MapOf(_) => deserializer.deserialize_map(self),
            _ => deserializer.deserialize_str(self),
        }
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Node, E> {
        Ok(Node {
            at: self.source.at(text),
            tree: Tree::Text(text.to_owned()),
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let Shape::List(shape) = self.shape else {
            return Err(A::Error::custom("a list"));
        };
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.inner(*shape))? {
            list.push(item);
        }
        Ok(Node::of(Tree::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key::<Key>()? {
            let at = key.at(self.source);
            let (key, shape) = match self.shape {
                Shape::Map(keys) | Shape::TextOrMap(keys) => match keys.find(key.as_str()) {
                    Some(row) => (row.key.into(), Some(row.shape)),
                    None => (key.as_str().to_owned().into(), None),
                },
                Shape::MapOf(keys) => (key.as_str().to_owned().into(), Some(Shape::Map(keys))),
                _ => return Err(A::Error::custom("a map")),
            };
            let value = if let Some(shape) = shape {
                entries.next_value_seed(self.inner(shape))?
            } else {
                entries.next_value::<IgnoredAny>()?;
                Node::new(Tree::Skipped)
            };
            map.push(Entry { key, at, value });
        }
        Ok(Node::of(Tree::Map(map)))
    }
}

/// A key, lent out of the source where the parser can.
pub(crate) enum Key<'de> {
    /// It lies in the source.
    Lent(&'de str),
    /// It was put together: escapes, several lines.
    Made(String),
}

impl Key<'_> {
    /// Returns the key.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Lent(key) => key,
            Self::Made(key) => key,
        }
    }

    /// Returns where it begins.
    pub fn at(&self, source: Source<'_>) -> Option<usize> {
        match self {
            Self::Lent(key) => source.at(key),
            Self::Made(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text as key")
            }
            fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key::Lent(key))
            }
            fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key::Made(key.to_owned()))
            }
        }
        deserializer.deserialize_str(Text)
    }
}
