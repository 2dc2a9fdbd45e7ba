//! The keys of a claim.

use super::parts::{EVIDENCE, FIGURE, LINK, LOG, REVIEW, SKEPTICISM};
use super::parts::{link_node, read_links, skepticism_node};
use super::{Field, Node, Row, Shape, Tree, date, list, text, words};
use crate::model::{
    Attribution, Claim, Evidence, Figure, Grade, Kind, LogEntry, Review, Skepticism,
};
use crate::yaml::reader::Reader;
use crate::yaml::shape::Table;

/// A claim, its keys in the order in which they are written.
pub(crate) static CLAIM: Table<Claim> = Table {
    what: "a claim",
    required: &["id"],
    fields: &[
        Field {
            row: Row {
                key: "id",
                doc: "Unique in its file: 1-80 of a-z 0-9 . _ -, first a letter or digit.",
                shape: Shape::Text,
            },
            read: |claim, node, reader| claim.id = reader.text(node).unwrap_or_default(),
            write: |claim| Some(Node::text(&claim.id)),
        },
        text!("quote" quote "The article's own words, verbatim, without the marks that enclose the whole of it."),
        text!("assertion" assertion "The proposition in the recorder's own words."),
        text!("speaker" speaker "Who makes the claim, as the article has it: a name or an alias, the author for the article's own voice, or the unnamed source in the article's words."),
        text!("role" role "The speaker's role as this article gives it."),
        text!("org" org "The speaker's organisation as this article gives it."),
        text!("via" via "Who passes it on, where that matters; the article's author when left out."),
        words!("attribution" attribution Attribution "Whose words the quote is made of."),
        words!("kind" kind Kind "What sort of statement it is."),
        Field {
            row: Row {
                key: "line",
                doc: "Line of the captured text, from 1.",
                shape: Shape::Line,
            },
            read: |claim, node, reader| claim.line = reader.parsed(node, line),
            write: |claim| claim.line.map(|line| Node::text(line.to_string())),
        },
        date!("said" said "When it was said, if that is not the publication date."),
        text!("lang" lang "Language of the quote (BCP 47), when it is not the record's own."),
        text!("translation" translation "The quote in the record's language."),
        Field {
            row: Row {
                key: "figures",
                doc: "The figures the quote carries, in the order they stand.",
                shape: Shape::List(&Shape::Map(&FIGURE)),
            },
            read: |claim, node, reader| claim.figures = reader.list(node, figure),
            write: |claim| list(&claim.figures, |figure| FIGURE.write(figure)),
        },
        Field {
            row: Row {
                key: "grade",
                doc: "Admiralty code: reliability of the source A-F, credibility 1-6; a half not judged yet is left out.",
                shape: Shape::Grade,
            },
            read: |claim, node, reader| {
                claim.grade = reader.parsed(node, grade).unwrap_or(Grade::NONE);
            },
            write: |claim| (!claim.grade.is_none()).then(|| Node::text(claim.grade.to_string())),
        },
        Field {
            row: Row {
                key: "skepticism",
                doc: "Reasons to doubt: each a text, or a map of note, at, by.",
                shape: Shape::List(&Shape::TextOrMap(&SKEPTICISM)),
            },
            read: |claim, node, reader| claim.skepticism = reader.list(node, skepticism),
            write: |claim| list(&claim.skepticism, skepticism_node),
        },
        Field {
            row: Row {
                key: "tags",
                doc: "Free labels.",
                shape: Shape::List(&Shape::Text),
            },
            read: |claim, node, reader| claim.tags = reader.list(node, |node, r| r.text(node)),
            write: |claim| list(&claim.tags, |tag| Node::text(tag)),
        },
        Field {
            row: Row {
                key: "evidence",
                doc: "What was found for or against it.",
                shape: Shape::List(&Shape::Map(&EVIDENCE)),
            },
            read: |claim, node, reader| claim.evidence = reader.list(node, evidence),
            write: |claim| list(&claim.evidence, |evidence| EVIDENCE.write(evidence)),
        },
        Field {
            row: Row {
                key: "links",
                doc: "Links to other claims, each `relation: target`; stored once, shown on both ends.",
                shape: Shape::List(&Shape::Map(&LINK)),
            },
            read: |claim, node, reader| claim.links = reader.list(node, read_links),
            write: |claim| list(&claim.links, link_node),
        },
        text!("verdict" verdict "The verdict after checking: a label of the folder's scale."),
        Field {
            row: Row {
                key: "reviews",
                doc: "Verdicts that others gave, on their own scales.",
                shape: Shape::List(&Shape::Map(&REVIEW)),
            },
            read: |claim, node, reader| claim.reviews = reader.list(node, review),
            write: |claim| list(&claim.reviews, |review| REVIEW.write(review)),
        },
        Field {
            row: Row {
                key: "annotations",
                doc: "The claim's log: notes and changes of grade or verdict, appended to.",
                shape: Shape::List(&Shape::Map(&LOG)),
            },
            read: |claim, node, reader| claim.annotations = reader.list(node, log_entry),
            write: |claim| list(&claim.annotations, |entry| LOG.write(entry)),
        },
        Field {
            row: Row {
                key: "candidate",
                doc: "A captured draft that nobody has accepted yet.",
                shape: Shape::Flag,
            },
            read: |claim, node, reader| {
                claim.candidate = reader.parsed(node, flag).unwrap_or_default();
            },
            write: |claim| claim.candidate.then(|| Node::text("true")),
        },
        text!("confidence" confidence "Of a captured draft: how sure the rule was, 0 to 1.", Shape::Number),
        text!("rule" rule "Of a captured draft: the rule that found it."),
    ],
};

fn line(text: &str) -> Result<u32, String> {
    let line = text.parse().ok().filter(|line| *line > 0);
    line.ok_or_else(|| format!("`{text}` is no line: expected a number from 1"))
}

fn grade(text: &str) -> Result<Grade, String> {
    Grade::parse(text)
        .ok_or_else(|| format!("`{text}` is no grade: expected A-F and 1-6, as in B2, B or 2"))
}

fn flag(text: &str) -> Result<bool, String> {
    match text {
        "true" | "True" | "TRUE" => Ok(true),
        "false" | "False" | "FALSE" => Ok(false),
        _ => Err(format!("`{text}`: expected true or false")),
    }
}

/// Reads a map that can be told from a faulty one only by being a map.
fn part<T: Default>(table: &'static Table<T>, node: Node, reader: &mut Reader) -> Option<T> {
    let is_map = matches!(node.tree, Tree::Map(_));
    let mut thing = T::default();
    reader.map(table, node, &mut thing);
    is_map.then_some(thing)
}

fn figure(node: Node, reader: &mut Reader) -> Option<Figure> {
    part(&FIGURE, node, reader)
}

fn review(node: Node, reader: &mut Reader) -> Option<Review> {
    part(&REVIEW, node, reader)
}

fn evidence(node: Node, reader: &mut Reader) -> Option<Evidence> {
    part(&EVIDENCE, node, reader)
}

fn log_entry(node: Node, reader: &mut Reader) -> Option<LogEntry> {
    part(&LOG, node, reader)
}

fn skepticism(node: Node, reader: &mut Reader) -> Option<Skepticism> {
    match node.tree {
        Tree::Text(reason) => Some(Skepticism {
            note: reason,
            ..Skepticism::default()
        }),
        _ => part(&SKEPTICISM, node, reader),
    }
}
