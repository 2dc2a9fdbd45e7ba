//! Reads whatever is there, every scalar as text, for files and parts that are not as they should
//! be. Two passes: the first learns what each value is, the second asks for exactly that.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error};
use serde::de::{IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::node::{Entry, Node, Tree};
use super::typed::{Key, Source};

/// Reads `part`, a piece of `source`.
///
/// # Errors
/// What the parser says; a key that is no text.
pub(crate) fn read(source: Source<'_>, part: &str) -> serde_yaml::Result<Node> {
    let bones = Bones::deserialize(serde_yaml::Deserializer::from_str(part))?;
    let flesh = Flesh {
        source,
        bones: &bones,
    };
    flesh.deserialize(serde_yaml::Deserializer::from_str(part))
}

/// What a value is, without its text.
enum Bones {
    Null,
    Scalar,
    List(Vec<Bones>),
    Map(Vec<Bones>),
}

impl<'de> Deserialize<'de> for Bones {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BonesVisitor)
    }
}

struct BonesVisitor;

macro_rules! scalar {
    ($($visit:ident $type:ty),*) => {
        $(fn $visit<E: Error>(self, _: $type) -> Result<Bones, E> { Ok(Bones::Scalar) })*
    };
}

impl<'de> Visitor<'de> for BonesVisitor {
    type Value = Bones;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("anything")
    }

    scalar!(visit_bool bool, visit_i64 i64, visit_u64 u64, visit_i128 i128, visit_u128 u128,
        visit_f64 f64, visit_str &str);

    fn visit_unit<E: Error>(self) -> Result<Bones, E> {
        Ok(Bones::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Bones, E> {
        Ok(Bones::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Bones, A::Error> {
        let mut bones = Vec::new();
        while let Some(item) = items.next_element()? {
            bones.push(item);
        }
        Ok(Bones::List(bones))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Bones, A::Error> {
        let mut bones = Vec::new();
        while entries.next_key::<Key>()?.is_some() {
            bones.push(entries.next_value()?);
        }
        Ok(Bones::Map(bones))
    }

    /// A tag: what it stands before is read as if it had none.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Bones, A::Error> {
        let (_, value) = data.variant_seed(PhantomData::<String>)?;
        value.newtype_variant_seed(PhantomData::<Bones>)
    }
}

/// The second pass over one value.
#[derive(Clone, Copy)]
struct Flesh<'s> {
    source: Source<'s>,
    bones: &'s Bones,
}

impl<'de> DeserializeSeed<'de> for Flesh<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.bones {
            Bones::Null => deserializer.deserialize_ignored_any(self),
            Bones::Scalar => deserializer.deserialize_str(self),
            Bones::List(_) => deserializer.deserialize_seq(self),
            Bones::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Flesh<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("what was read before")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::new(Tree::Null))
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
        let Bones::List(bones) = self.bones else {
            return Err(A::Error::custom("a list"));
        };
        let mut list = Vec::with_capacity(bones.len());
        for bones in bones {
            list.extend(items.next_element_seed(Self { bones, ..self })?);
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Node::of(Tree::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let Bones::Map(bones) = self.bones else {
            return Err(A::Error::custom("a map"));
        };
        let mut map = Vec::with_capacity(bones.len());
        for bones in bones {
            let Some(key) = entries.next_key::<Key>()? else {
                break;
            };
            let value = entries.next_value_seed(Self { bones, ..self })?;
            map.push(Entry {
                key: key.as_str().to_owned().into(),
                at: key.at(self.source),
                value,
            });
        }
        Ok(Node::of(Tree::Map(map)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(node: &Node, found: &mut Vec<String>) {
        match &node.tree {
            Tree::Text(text) => found.push(text.clone()),
            Tree::List(items) => items.iter().for_each(|item| texts(item, found)),
            Tree::Map(entries) => entries.iter().for_each(|entry| {
                found.push(entry.key.to_string());
                texts(&entry.value, found);
            }),
            Tree::Null | Tree::Skipped => found.push("<null>".to_owned()),
        }
    }

    #[test]
    fn scalars_stay_the_text_they_are() {
        let text = "[NO, on, 012, 12:30, 1e3, .inf, 123456789012345678901234567890, 0x1F, {1: ~}, \
                    !tag 007, !!int 08x, !!str 1.10, '', \"\"]";
        let mut found = Vec::new();
        // A tag that does not fit its text is the parser's own error.
        assert!(read(Source(text), text).is_err());
        let text = &text.replace("!!int 08x, ", "");
        texts(&read(Source(text), text).unwrap(), &mut found);
        let long = "123456789012345678901234567890";
        assert_eq!(
            found,
            [
                "NO", "on", "012", "12:30", "1e3", ".inf", long, "0x1F", "1", "<null>", "007",
                "1.10", "", ""
            ]
        );
    }
}
