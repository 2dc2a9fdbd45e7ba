//! The keys of what a claim holds: figures, skepticism, evidence, links, log entries.

use super::{Field, Node, Row, Shape, date, text, words};
use crate::model::{
    Evidence, Figure, Link, LogEntry, Qualifier, Relation, Review, Severity, Skepticism, Stance,
};
use crate::yaml::node::{Entry, Tree};
use crate::yaml::reader::Reader;
use crate::yaml::shape::Table;

/// A figure. The keys below `about` override what is parsed from `text`.
pub(crate) static FIGURE: Table<Figure> = Table {
    what: "a figure",
    required: &["text"],
    fields: &[
        Field {
            row: Row {
                key: "text",
                doc: "Verbatim from the quote; value, range, unit and qualifier are parsed from it.",
                shape: Shape::Text,
            },
            read: |figure, node, reader| figure.text = reader.text(node).unwrap_or_default(),
            write: |figure| Some(Node::text(&figure.text)),
        },
        text!("about" about "What it measures, in the recorder's words."),
        text!("low" low "Overrides the parsed lower end.", Shape::Number),
        text!("high" high "Overrides the parsed upper end.", Shape::Number),
        text!("unit" unit "Overrides the parsed unit: USD, %, points, bp, or the thing that is counted."),
        words!("qualifier" qualifier Qualifier "Overrides the parsed qualifier."),
        text!("period" period "Overrides the parsed period: a year, per day."),
    ],
};

/// A reason to doubt that says who noted it and when.
pub(crate) static SKEPTICISM: Table<Skepticism> = Table {
    what: "a reason to doubt",
    required: &["note"],
    fields: &[
        Field {
            row: Row {
                key: "note",
                doc: "The reason.",
                shape: Shape::Text,
            },
            read: |reason, node, reader| reason.note = reader.text(node).unwrap_or_default(),
            write: |reason| Some(Node::text(&reason.note)),
        },
        text!("at" at "When it was noted.", Shape::Date),
        text!("by" by "Who noted it."),
    ],
};

/// Returns a reason to doubt as it is written: a text when nobody signed it.
pub(crate) fn skepticism_node(reason: &Skepticism) -> Node {
    if reason.at.is_none() && reason.by.is_none() {
        Node::text(&reason.note)
    } else {
        SKEPTICISM.write(reason)
    }
}

/// A piece of evidence.
pub(crate) static EVIDENCE: Table<Evidence> = Table {
    what: "a piece of evidence",
    required: &[],
    fields: &[
        words!("stance" stance Stance "Which way it points."),
        text!("url" url "Where it stands."),
        text!("quote" quote "Its own words."),
        text!("note" note "The recorder's remark."),
        text!("archived" archived "Where a copy is archived."),
        date!("accessed" accessed "When it was read."),
    ],
};

/// A verdict that another publisher gave.
pub(crate) static REVIEW: Table<Review> = Table {
    what: "a review",
    required: &[],
    fields: &[
        text!("label" label "The verdict in the publisher's own words."),
        text!("value" value "Its place on the publisher's scale."),
        text!("best" best "The best value of that scale."),
        text!("worst" worst "The worst value of that scale."),
        text!("by" by "Who gave it."),
        text!("url" url "Where it stands."),
        date!("published" published "When it was published."),
        text!("note" note "What they say of it."),
        text!("original" original "The JSON it was imported from, for what the other keys have no place for."),
    ],
};

/// An entry of a claim's log, identified by (`at`, `by`).
pub(crate) static LOG: Table<LogEntry> = Table {
    what: "an annotation",
    required: &[],
    fields: &[
        text!("at" at "When: UTC, seconds.", Shape::Date),
        text!("by" by "Who."),
        text!("grade" grade "The new grade, when the entry changes it; `none` when it was cleared."),
        text!("verdict" verdict "The new verdict, when the entry changes it; `none` when it was cleared."),
        text!("was" was "The former grade or verdict; `none` if there was none."),
        text!("replaces" replaces "The `at` of one's own older entry that this one corrects.", Shape::Date),
        text!("note" note "The note."),
    ],
};

/// A row of the links table.
macro_rules! relation {
    ($key:literal $relation:ident $doc:literal) => {
        Field {
            row: Row {
                key: $key,
                doc: $doc,
                shape: Shape::Text,
            },
            read: |links, node, reader| {
                links.extend(reader.text(node).map(|target| Link {
                    relation: Relation::$relation,
                    target,
                }));
            },
            write: |links| {
                let link = links.iter().find(|l| l.relation == Relation::$relation)?;
                Some(Node::text(&link.target))
            },
        }
    };
}

/// A link: one relation with the claim it points at.
pub(crate) static LINK: Table<Vec<Link>> = Table {
    what: "a link",
    required: &[],
    fields: &[
        relation!("contradicts" Contradicts "Both can not hold."),
        relation!("repeats" Repeats "Says the same again."),
        relation!("supports" Supports "Gives a reason for it."),
        relation!("attacks" Attacks "Gives a reason against it."),
        relation!("corrects" Corrects "Puts it right."),
    ],
};

/// Reads a link: exactly one relation.
pub(super) fn read_links(node: Node, reader: &mut Reader) -> Option<Link> {
    let at = node.at;
    let is_map = matches!(node.tree, Tree::Map(_));
    let before = reader.issues.len();
    let mut links = Vec::new();
    reader.map(&LINK, node, &mut links);
    let told = reader.issues[before..]
        .iter()
        .any(|issue| issue.severity == Severity::Error);
    if links.len() != 1 && is_map && !told {
        let message = format!(
            "a link names {} relations: expected one, as in `contradicts: just-millions`",
            links.len()
        );
        reader.bad(at, 1, message);
    }
    (links.len() == 1).then(|| links.remove(0))
}

/// Returns a link as it is written.
pub(crate) fn link_node(link: &Link) -> Node {
    let entry = Entry {
        key: link.relation.word().into(),
        at: None,
        value: Node::text(&link.target),
    };
    Node::new(Tree::Map(vec![entry]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_has_its_row() {
        let words: Vec<_> = Relation::ALL
            .iter()
            .map(|relation| relation.word())
            .collect();
        let keys: Vec<_> = LINK.fields.iter().map(|field| field.row.key).collect();
        assert_eq!(keys, words);
    }
}
