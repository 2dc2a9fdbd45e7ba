//! Edits of a file's bytes that touch only what they must.
//!
//! `outline` finds the spans, `map`, `list` and `claims` replace them, `guard` reads the result again
//! and refuses it unless it shows exactly the edit. Knows no file: bytes in, bytes out.

mod claims;
mod flow;
mod guard;
mod last;
mod list;
mod map;
mod outline;
mod splice;
mod steps;

use std::ops::Range;

use self::outline::{Item, Kind, List};
use self::splice::Doc;
use super::limits::Limits;
use super::places::Places;
use super::read::{FileRead, read_claims};
use crate::model::{Claim, Step};

/// The steps on one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimEdit {
    /// The claim's id.
    pub claim: String,
    /// What to do, in order.
    pub steps: Vec<Step>,
}

/// An edit of one file.
#[derive(Debug, Clone, PartialEq)]
pub enum FileEdit {
    /// Change claims.
    Steps(Vec<ClaimEdit>),
    /// Add a claim behind the others.
    AddClaim(Claim),
    /// Delete a claim.
    DeleteClaim(String),
}

/// Why a file is not edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No claim that can be read has this id.
    #[error("there is no claim `{0}` in the file")]
    NoSuchClaim(String),
    /// It can not be done safely.
    #[error("{0}")]
    Refused(String),
}

impl EditError {
    fn refused(reason: impl Into<String>) -> Self {
        Self::Refused(reason.into())
    }
}

/// Returns the file's bytes after an edit: every byte outside of what is edited is as before, and
/// what is read from them is what was read before, with the edit and nothing else.
///
/// A file with faulty claims can be edited; one with conflict markers can not.
///
/// # Errors
/// There is no such claim, or the edit can not be done so that the above holds.
pub fn edit(
    file: &str,
    bytes: &[u8],
    edit: &FileEdit,
    limits: &Limits,
) -> Result<Vec<u8>, EditError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| EditError::refused("the file is not UTF-8: it can only be read in part"))?;
    let (bom, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let before = read_claims(file, bytes, limits);
    let closed = [
        "conflict-markers",
        "too-large",
        "too-deep",
        "too-many-aliases",
    ];
    if let Some(problem) = before.problems.iter().find(|p| closed.contains(&p.code)) {
        return Err(EditError::refused(problem.message.clone()));
    }
    let expected = guard::expected(&before, edit)?;
    let accept = |text: &str| {
        let new = format!("{bom}{text}").into_bytes();
        let after = read_claims(file, &new, limits);
        guard::check(&before, &expected, &after).map(|()| new)
    };
    let attempt = |text: &str| {
        let new = splice_in(text, &before, edit)?;
        // What was removed may have stood below a `|` scalar, which needs its last line end.
        accept(&new.text).or_else(|error| match new.with_last_line_end() {
            Some(text) => accept(&text),
            None => Err(error),
        })
    };
    attempt(text).or_else(|error| match last::stripped(text) {
        Some(text) => attempt(&text),
        None => Err(error),
    })
}

/// Returns the text with an edit put in, unread.
fn splice_in(text: &str, before: &FileRead, edit: &FileEdit) -> Result<Doc, EditError> {
    let mut doc = Doc::new(text);
    match edit {
        FileEdit::Steps(edits) => change(&mut doc, before, edits)?,
        FileEdit::AddClaim(claim) => {
            let splice = claims::add(text, claim)?;
            doc.apply(&splice);
        }
        FileEdit::DeleteClaim(id) => {
            let (_, line) = read_of(before, id)?;
            let found = find(text, Places::new(text).start(line as usize), id)?;
            let splice = claims::delete(text, &found);
            guard::only_comments_outside(text, &splice.range, found.start)?;
            doc.apply(&splice);
        }
    }
    Ok(doc)
}

/// Changes claims from the last one up, so that the lines of those above stay what they are.
fn change(doc: &mut Doc, before: &FileRead, edits: &[ClaimEdit]) -> Result<(), EditError> {
    let places = Places::new(&doc.text);
    let mut placed = Vec::with_capacity(edits.len());
    for edit in edits {
        let (claim, line) = read_of(before, &edit.claim)?;
        placed.push((places.start(line as usize), claim, edit));
    }
    placed.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
    let mut last: Option<Claim> = None;
    for (start, claim, edit) in placed {
        // A claim that is named twice goes on from where it was left.
        let mut claim = last
            .take()
            .filter(|last| last.id == claim.id)
            .unwrap_or_else(|| claim.clone());
        let old = doc.text.clone();
        let own = find(&old, start, &claim.id)?.range(&old);
        steps::apply(doc, start, &mut claim, &edit.steps)?;
        if !guard::same_outside(&old, &doc.text, &own) {
            return Err(EditError::refused(
                "the edit would change bytes outside of the claim",
            ));
        }
        last = Some(claim);
    }
    Ok(())
}

fn read_of<'r>(before: &'r FileRead, id: &str) -> Result<(&'r Claim, u32), EditError> {
    let read = before.claims.iter().find(|read| read.claim.id == id);
    let read = read.ok_or_else(|| EditError::NoSuchClaim(id.to_owned()))?;
    Ok((&read.claim, read.line))
}

/// A claim in the text.
struct Found {
    /// Its dash; in brackets, the item itself.
    start: usize,
    item: Item,
    /// The list in brackets that it is in.
    flow: Option<List>,
}

impl Found {
    fn map(&self) -> Result<&outline::Map, EditError> {
        match &self.item.kind {
            Kind::Map(map) => Ok(map),
            Kind::Alias => Err(EditError::refused(
                "the claim is an alias: write it out first",
            )),
            _ => Err(layout("the claim is no map")),
        }
    }

    /// Returns the bytes an edit may change: in block style whole lines, up to the next item or key.
    fn range(&self, text: &str) -> Range<usize> {
        if self.flow.is_some() {
            return self.item.span.clone();
        }
        let column = self.start - line_start(text, self.start);
        let end = splice::past_comments(text, self.item.span.end, column);
        self.start..next_line(text, line_end(text, end))
    }
}

/// Finds the claim whose line begins at a byte.
fn find(text: &str, line: usize, id: &str) -> Result<Found, EditError> {
    let dash = line + text[line..].len() - text[line..].trim_start_matches(' ').len();
    if text[dash..].starts_with('-') {
        let (_, item) = outline::item(text, dash).map_err(layout)?;
        return Ok(Found {
            start: dash,
            item,
            flow: None,
        });
    }
    let root = outline::document(text).map_err(layout)?;
    let list = match root.kind {
        Kind::Map(mut map) => map
            .find("claims")
            .map(|at| map.pairs.swap_remove(at).value.kind),
        _ => None,
    };
    let Some(Kind::List(mut list)) = list else {
        return Err(layout("`claims` is no list"));
    };
    let is = |item: &Item| match &item.kind {
        Kind::Map(map) => map.find("id").is_some_and(|at| {
            let value = &map.pairs[at].value;
            text[value.core..value.span.end].trim_matches(['\'', '"']) == id
        }),
        _ => false,
    };
    let at = list.items.iter().position(|(_, item)| is(item));
    let at = at.ok_or_else(|| layout("the claim was not found in the brackets"))?;
    let (start, item) = list.items.remove(at);
    let kind = Kind::Empty;
    let (core, span) = (item.core, item.span.clone());
    list.items.insert(at, (start, Item { span, core, kind }));
    Ok(Found {
        start,
        item,
        flow: Some(list),
    })
}

fn layout(reason: &str) -> EditError {
    EditError::refused(format!(
        "the layout here does not allow a safe edit: {reason}"
    ))
}

/// Returns the start of the line of a byte.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Returns the end of the line of a byte: before its `\n` or `\r\n`, or the end of the text.
fn line_end(text: &str, at: usize) -> usize {
    match text[at..].find('\n') {
        Some(0) if text[..at].ends_with('\r') => at - 1,
        Some(length) => {
            at + text[at..at + length]
                .strip_suffix('\r')
                .map_or(length, str::len)
        }
        None => text.len(),
    }
}

/// Returns the byte behind a line's end.
fn next_line(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let line = rest.strip_prefix('\r').unwrap_or(rest);
    text.len() - line.strip_prefix('\n').map_or(rest, |rest| rest).len()
}

#[cfg(test)]
mod tests;
