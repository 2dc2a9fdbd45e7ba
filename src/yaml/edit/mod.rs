//! Edits of a file's bytes that touch only what they must.
//!
//! `outline` finds the spans, `map`, `list` and `claims` replace them, `guard` reads the result again
//! and refuses it unless it shows exactly the edit. Knows no file: bytes in, bytes out.

mod claims;
mod find;
mod flow;
mod guard;
mod last;
mod leaves;
mod list;
mod map;
pub(super) mod outline;
mod pin;
pub(super) mod spans;
pub(super) mod splice;
mod steps;

use std::collections::BTreeMap;
use std::ops::Range;

use self::find::Finder;
use self::splice::Doc;
use super::limits::Limits;
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
    /// Put a claim before the one at this place (0-based), of those that can be read; behind the last
    /// one when there are no more.
    InsertClaim(usize, Claim),
    /// Delete a claim.
    DeleteClaim(String),
    /// Write the SHA-256 of the article's source.
    Pin(String),
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
    let article = guard::expected_article(&before, edit)?;
    let accept = |text: &str| {
        let new = format!("{bom}{text}").into_bytes();
        let after = read_claims(file, &new, limits);
        guard::check(&before, (&article, &expected), &after).map(|()| new)
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
        FileEdit::InsertClaim(at, claim) => {
            let splice = match before.claims.get(*at) {
                Some(next) => {
                    let found = Finder::new(text, before).find(&next.claim.id)?;
                    claims::insert(text, &found, claim)
                }
                None => claims::add(text, claim)?,
            };
            doc.apply(&splice);
        }
        FileEdit::DeleteClaim(id) => {
            let found = Finder::new(text, before).find(id)?;
            let splice = claims::delete(text, &found);
            guard::only_comments_outside(text, &splice.range, found.start)?;
            doc.apply(&splice);
        }
        FileEdit::Pin(sha256) => {
            let splice = pin::pin(text, sha256)?;
            doc.apply(&splice);
        }
    }
    Ok(doc)
}

/// Changes claims: each is cut out of the text, edited alone, and put back, so that no byte of
/// anything else can change.
fn change(doc: &mut Doc, before: &FileRead, edits: &[ClaimEdit]) -> Result<(), EditError> {
    let text = std::mem::take(&mut doc.text);
    let finder = Finder::new(&text, before);
    let mut pieces: BTreeMap<usize, (Range<usize>, Doc, Claim)> = BTreeMap::new();
    for edit in edits {
        let found = finder.find(&edit.claim)?;
        let range = found.range(&text);
        let (_, piece, claim) = pieces.entry(range.start).or_insert_with(|| {
            let piece = doc.piece(&text[range.clone()]);
            (range, piece, found.claim.clone())
        });
        steps::apply(piece, found.flow, claim, &edit.steps)?;
    }
    let mut from = 0;
    for (range, piece, _) in pieces.into_values() {
        doc.text.push_str(&text[from..range.start]);
        doc.text.push_str(&piece.text);
        from = range.end;
    }
    doc.text.push_str(&text[from..]);
    Ok(())
}

fn layout(reason: &str) -> EditError {
    EditError::refused(format!(
        "the layout here does not allow a safe edit: {reason}"
    ))
}

/// Returns the start of the line of a byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Returns the end of the line of a byte: before its `\n` or `\r\n`, or the end of the text.
pub(super) fn line_end(text: &str, at: usize) -> usize {
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
pub(super) fn next_line(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let line = rest.strip_prefix('\r').unwrap_or(rest);
    text.len() - line.strip_prefix('\n').map_or(rest, |rest| rest).len()
}

#[cfg(test)]
mod tests;
