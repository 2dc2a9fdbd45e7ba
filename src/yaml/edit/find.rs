//! Finds claims in the text of a file.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::outline;
use super::spans::{Item, Kind, List, Map};
use super::splice::past_comments;
use super::{EditError, layout, line_end, line_start, next_line};
use crate::model::Claim;
use crate::yaml::places::Places;
use crate::yaml::read::FileRead;

/// A claim in the text.
pub(super) struct Found<'f> {
    /// The claim as it was read.
    pub claim: &'f Claim,
    /// Its dash; in brackets, the item itself.
    pub start: usize,
    /// Its value.
    pub item: Item,
    /// It stands in a list in brackets.
    pub flow: bool,
}

impl Found<'_> {
    /// Returns the bytes an edit of it may change: in block style from the start of its line, with
    /// the comments below that stand deeper than its dash.
    pub fn range(&self, text: &str) -> Range<usize> {
        if self.flow {
            return self.item.span.clone();
        }
        let column = self.start - line_start(text, self.start);
        let end = past_comments(text, self.item.span.end, column);
        line_start(text, self.start)..next_line(text, line_end(text, end))
    }
}

/// Finds the claims of a file by id.
pub(super) struct Finder<'f> {
    text: &'f str,
    claims: HashMap<&'f str, (&'f Claim, usize)>,
    /// The claims in brackets by id, found when the first is asked for.
    flow: OnceCell<Result<HashMap<String, usize>, EditError>>,
}

impl<'f> Finder<'f> {
    /// Takes a text and what it was read as.
    pub fn new(text: &'f str, read: &'f FileRead) -> Self {
        let places = Places::new(text);
        let claims = read.claims.iter().map(|read| {
            let line = places.start(read.line as usize);
            (read.claim.id.as_str(), (&read.claim, line))
        });
        Self {
            text,
            claims: claims.collect(),
            flow: OnceCell::new(),
        }
    }

    /// Returns the claim with an id.
    ///
    /// # Errors
    /// It was not read, or it stands in a layout that has no outline.
    pub fn find(&self, id: &str) -> Result<Found<'f>, EditError> {
        let (claim, line) = *self
            .claims
            .get(id)
            .ok_or_else(|| EditError::NoSuchClaim(id.to_owned()))?;
        let blanks = &self.text[line..];
        let dash = line + blanks.len() - blanks.trim_start_matches(' ').len();
        let flow = !self.text[dash..].starts_with('-');
        let start = if flow { self.in_brackets(id)? } else { dash };
        let item = item(self.text, start, flow)?;
        Ok(Found {
            claim,
            start,
            item,
            flow,
        })
    }

    fn in_brackets(&self, id: &str) -> Result<usize, EditError> {
        let starts = self.flow.get_or_init(|| {
            let list = brackets(self.text)?;
            let id = |item: &Item| match &item.kind {
                Kind::Map(map) => map.find("id").and_then(|at| {
                    let value = &map.pairs[at].value;
                    let text = self.text.get(value.core..value.span.end)?;
                    Some(text.trim_matches(['\'', '"']).to_owned())
                }),
                _ => None,
            };
            let ids = list.items.iter().rev();
            Ok(ids
                .filter_map(|(at, item)| Some((id(item)?, *at)))
                .collect())
        });
        let starts = starts.as_ref().map_err(EditError::clone)?;
        let start = starts.get(id).copied();
        start.ok_or_else(|| layout("the claim was not found in the brackets"))
    }
}

/// Returns the list of claims in brackets.
pub(super) fn brackets(text: &str) -> Result<List, EditError> {
    let root = outline::document(text).map_err(layout)?;
    let value = match root.kind {
        Kind::Map(mut map) => map
            .find("claims")
            .map(|at| map.pairs.swap_remove(at).value.kind),
        _ => None,
    };
    match value {
        Some(Kind::List(list)) => Ok(list),
        _ => Err(layout("`claims` is no list")),
    }
}

/// Returns the value of the item that begins at a byte.
fn item(text: &str, start: usize, flow: bool) -> Result<Item, EditError> {
    let item = if flow {
        outline::flow_item(text, start)
    } else {
        outline::item(text, start)
    };
    item.map_err(layout)
}

/// Returns the claim that a piece of text is made of: in block style its lines, in flow style itself.
///
/// # Errors
/// It has no outline.
pub(super) fn alone(text: &str, flow: bool) -> Result<Item, EditError> {
    let start = text.len() - text.trim_start_matches(' ').len();
    item(text, start, flow)
}

/// Returns the keys of a claim.
///
/// # Errors
/// It is no map.
pub(super) fn map(item: &Item) -> Result<&Map, EditError> {
    match &item.kind {
        Kind::Map(map) => Ok(map),
        Kind::Alias => Err(EditError::refused(
            "the claim is an alias: write it out first",
        )),
        _ => Err(layout("the claim is no map")),
    }
}
