//! The keys of a record: the article, its pinned source, and of `speakers.yaml`.

use super::claim::CLAIM;
use super::{Field, Node, Row, Shape, date, list, text, words};
use crate::model::{Article, Reliability, SourcePin, Speaker};
use crate::yaml::shape::Table;

/// A whole record, as far as its keys go: what they hold is read by `read` itself.
pub(crate) static DOCUMENT: Table<Vec<(&'static str, Node)>> = Table {
    what: "a record",
    required: &["article"],
    fields: &[
        Field {
            row: Row {
                key: "article",
                doc: "The article the record is about.",
                shape: Shape::Map(&ARTICLE),
            },
            read: |parts, node, _| parts.push(("article", node)),
            write: |_| None,
        },
        Field {
            row: Row {
                key: "claims",
                doc: "The claims the article makes or passes on.",
                shape: Shape::List(&Shape::Map(&CLAIM)),
            },
            read: |parts, node, _| parts.push(("claims", node)),
            write: |_| None,
        },
    ],
};

/// An article.
pub(crate) static ARTICLE: Table<Article> = Table {
    what: "an article",
    required: &["title"],
    fields: &[
        Field {
            row: Row {
                key: "title",
                doc: "The headline.",
                shape: Shape::Text,
            },
            read: |article, node, reader| article.title = reader.text(node).unwrap_or_default(),
            write: |article| Some(Node::text(&article.title)),
        },
        text!("author" author "Who wrote it; claims in the article's own voice are theirs."),
        text!("outlet" outlet "Who published it."),
        date!("published" published "When, in full or in part: 2025, 2025-02, 2025-02-01T15:00:00."),
        text!("url" url "Where it stands."),
        text!("archived" archived "Where a copy of it is archived."),
        date!("accessed" accessed "When the recorder read it."),
        Field {
            row: Row {
                key: "source",
                doc: "The captured text that the quotes are checked against.",
                shape: Shape::Map(&SOURCE),
            },
            read: |article, node, reader| {
                if node.tree != crate::yaml::node::Tree::Null {
                    let mut source = SourcePin::default();
                    reader.map(&SOURCE, node, &mut source);
                    article.source = (source != SourcePin::default()).then_some(source);
                }
            },
            write: |article| article.source.as_ref().map(|source| SOURCE.write(source)),
        },
    ],
};

/// The pinned source of an article.
pub(crate) static SOURCE: Table<SourcePin> = Table {
    what: "a source",
    required: &[],
    fields: &[
        text!("file" file "File name in the sources folder; no `..`."),
        text!("sha256" sha256 "SHA-256 of its bytes, 64 hex digits."),
    ],
};

/// The whole of `speakers.yaml`.
pub(crate) static SPEAKERS: Table<Vec<Node>> = Table {
    what: "speakers.yaml",
    required: &["speakers"],
    fields: &[Field {
        row: Row {
            key: "speakers",
            doc: "A map from canonical name to what is known of the speaker.",
            shape: Shape::MapOf(&SPEAKER),
        },
        read: |speakers, node, _| speakers.push(node),
        write: |_| None,
    }],
};

/// A speaker; the name is the key it stands under.
pub(crate) static SPEAKER: Table<Speaker> = Table {
    what: "a speaker",
    required: &[],
    fields: &[
        Field {
            row: Row {
                key: "aliases",
                doc: "Other spellings.",
                shape: Shape::List(&Shape::Text),
            },
            read: |speaker, node, reader| {
                speaker.aliases = reader.list(node, |node, r| r.text(node));
            },
            write: |speaker| list(&speaker.aliases, |alias| Node::text(alias)),
        },
        text!("role" role "The usual role, where an article gives none."),
        text!("org" org "The usual organisation, where an article gives none."),
        text!("interest" interest "A declared or evident interest."),
        words!("reliability" reliability Reliability "A hint, shown beside a grade and never used to fill or filter one."),
        text!("url" url "A page about them."),
    ],
};
