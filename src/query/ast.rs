//! A parsed query: a tree of terms. Knows what a term looks for, not the claims.

use std::ops::Range;
use std::sync::Arc;

use super::filters::{FieldRow, Filter};
use super::value::Piece;
use super::words::{Fuzzy, Needle, Pattern};

/// A part of the tree.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// All of these hold.
    All(Vec<Node>),
    /// At least one of these holds.
    Any(Vec<Node>),
    /// This does not hold.
    Not(Box<Node>),
    /// One term.
    Term(Arc<Term>),
}

/// One term; its number is its place among the terms of the query.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) number: usize,
    pub(super) seeks: Seeks,
}

/// What a term looks for.
#[derive(Debug)]
pub(super) enum Seeks {
    Word(Needle, String),
    Phrase(Needle),
    Pattern(Pattern),
    Fuzzy(Fuzzy),
    /// Any of the conditions, one for each piece of the value.
    Field(Vec<Arc<dyn Filter>>),
}

impl Term {
    /// Returns the conditions of which one must hold.
    pub(super) fn filters(&self) -> Vec<&dyn Filter> {
        match &self.seeks {
            Seeks::Word(needle, _) | Seeks::Phrase(needle) => vec![needle],
            Seeks::Pattern(pattern) => vec![pattern],
            Seeks::Fuzzy(fuzzy) => vec![fuzzy],
            Seeks::Field(filters) => filters.iter().map(AsRef::as_ref).collect(),
        }
    }
}

impl Node {
    /// Calls `each` with every term that stands under no `-`, in order.
    pub(super) fn positive<'n>(&'n self, each: &mut dyn FnMut(&'n Term)) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => {
                nodes.iter().for_each(|node| node.positive(each));
            }
            // A double negation asks for its term, but nobody means it: it is not ranked by.
            Self::Not(_) => {}
            Self::Term(term) => each(term),
        }
    }
}

/// A term of the top level, as it is written: for chips and toggles.
#[derive(Debug, Clone)]
pub(super) struct Top {
    /// Where it stands, its `-` included.
    pub(super) span: Range<usize>,
    /// What its field is held to, when it is a single field term.
    pub(super) field: Option<TopField>,
}

/// A field term of the top level.
#[derive(Debug, Clone)]
pub(super) struct TopField {
    pub(super) row: &'static FieldRow,
    pub(super) excluded: bool,
    pub(super) pieces: Vec<Piece>,
}

/// One key of the ordering.
#[derive(Debug, Clone, Copy)]
pub(super) struct SortKey {
    pub(super) row: &'static super::sorts::SortRow,
    pub(super) descending: bool,
}
