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
    /// Where it stands in the query's text, without a `-` before it.
    pub(super) span: Range<usize>,
    pub(super) seeks: Seeks,
}

/// What a term looks for.
#[derive(Debug)]
pub(super) enum Seeks {
    Word(Needle, String),
    Phrase(Needle),
    Pattern(Pattern),
    Fuzzy(Fuzzy),
    /// Any of the conditions.
    Field(&'static FieldRow, Vec<Condition>),
}

/// What a field asks for with one piece of its value.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) piece: Piece,
    pub(super) filter: Arc<dyn Filter>,
}

impl Term {
    /// Returns the conditions of which one must hold.
    pub(super) fn filters(&self) -> Vec<&dyn Filter> {
        match &self.seeks {
            Seeks::Word(needle, _) | Seeks::Phrase(needle) => vec![needle],
            Seeks::Pattern(pattern) => vec![pattern],
            Seeks::Fuzzy(fuzzy) => vec![fuzzy],
            Seeks::Field(_, any) => any.iter().map(|own| own.filter.as_ref()).collect(),
        }
    }
}

impl Node {
    /// Calls `each` with every term, in order, and whether it stands under a `-`.
    pub(super) fn terms<'n>(&'n self, each: &mut dyn FnMut(&'n Term, bool)) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => {
                for node in nodes {
                    node.terms(each);
                }
            }
            // Under two it is asked for again, but nothing is guessed or ranked there.
            Self::Not(node) => node.terms(&mut |term, _| each(term, true)),
            Self::Term(term) => each(term, false),
        }
    }

    /// Calls `each` with every term that stands under no `-`, in order.
    pub(super) fn positive<'n>(&'n self, each: &mut dyn FnMut(&'n Term)) {
        self.terms(&mut |term, excluded| {
            if !excluded {
                each(term);
            }
        });
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
