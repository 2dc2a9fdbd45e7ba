//! What an edit made of a file is read again, strictly: it must show the edit and nothing else.

use std::collections::HashMap;

use super::{EditError, FileEdit};
use crate::model::{Article, Claim, Diagnostic};
use crate::yaml::read::FileRead;

/// Returns the claims that an edit should leave, in order.
///
/// # Errors
/// A claim that is not there, or there already; a step that can not be done.
pub(super) fn expected(before: &FileRead, edit: &FileEdit) -> Result<Vec<Claim>, EditError> {
    let mut claims: Vec<Claim> = before
        .claims
        .iter()
        .map(|read| read.claim.clone())
        .collect();
    let ids = before.claims.iter().enumerate();
    let places: HashMap<&str, usize> = ids.map(|(at, read)| (read.claim.id.as_str(), at)).collect();
    let place = |id: &str| {
        let at = places.get(id).copied();
        at.ok_or_else(|| EditError::NoSuchClaim(id.to_owned()))
    };
    match edit {
        FileEdit::Steps(edits) => {
            for edit in edits {
                let at = place(&edit.claim)?;
                for step in &edit.steps {
                    step.apply(&mut claims[at]).map_err(EditError::refused)?;
                }
            }
        }
        FileEdit::AddClaim(claim) | FileEdit::InsertClaim(_, claim) => {
            if place(&claim.id).is_ok() {
                let message = format!("there is a claim `{}` already", claim.id);
                return Err(EditError::refused(message));
            }
            let last = claims.len();
            let at = match edit {
                FileEdit::InsertClaim(at, _) => (*at).min(last),
                _ => last,
            };
            claims.insert(at, claim.clone());
        }
        FileEdit::Pin(_) => {}
        FileEdit::DeleteClaim(id) => {
            let at = place(id)?;
            claims.remove(at);
        }
    }
    Ok(claims)
}

/// Returns the article that an edit should leave.
///
/// # Errors
/// There is no source to pin.
pub(super) fn expected_article(before: &FileRead, edit: &FileEdit) -> Result<Article, EditError> {
    let mut article = before.article.clone();
    if let FileEdit::Pin(sha256) = edit {
        let source = article.source.as_mut();
        let source = source.ok_or_else(|| EditError::refused("the article names no source"))?;
        source.sha256 = Some(sha256.clone());
    }
    Ok(article)
}

/// Compares what was expected with what the edited bytes are read as.
///
/// # Errors
/// The first thing that is not as it should be.
pub(super) fn check(
    before: &FileRead,
    (article, expected): (&Article, &[Claim]),
    after: &FileRead,
) -> Result<(), EditError> {
    let refuse = |reason: String| {
        Err(EditError::refused(format!(
            "the layout here does not allow a safe edit: {reason}"
        )))
    };
    if let Some(problem) = new_problem(&before.problems, &after.problems) {
        let line = problem.place.map_or(0, |place| place.line);
        return refuse(format!("line {line} would be faulty: {}", problem.message));
    }
    if *article != after.article {
        return refuse("the article would change".to_owned());
    }
    for (expected, after) in expected.iter().zip(&after.claims) {
        if *expected != after.claim {
            return refuse(format!("`{}` would not read as intended", expected.id));
        }
    }
    if expected.len() != after.claims.len() {
        return refuse("another number of claims would be read".to_owned());
    }
    Ok(())
}

/// Returns a problem that was not there before.
fn new_problem<'a>(before: &[Diagnostic], after: &'a [Diagnostic]) -> Option<&'a Diagnostic> {
    type Key<'a> = (&'a str, Option<&'a str>, &'a str);
    fn key(problem: &Diagnostic) -> Key<'_> {
        (problem.code, problem.claim.as_deref(), &problem.message)
    }
    let mut known: HashMap<Key, usize> = HashMap::new();
    for problem in before {
        *known.entry(key(problem)).or_default() += 1;
    }
    after
        .iter()
        .find(|problem| match known.get_mut(&key(problem)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
}

/// Tells that a deletion takes only the claim that begins at `start`, and comments and blank lines.
///
/// # Errors
/// It would take more.
pub(super) fn only_comments_outside(
    text: &str,
    range: &std::ops::Range<usize>,
    start: usize,
) -> Result<(), EditError> {
    let above = &text[range.start.min(start)..start];
    let own = |line: &str| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#') || line == ","
    };
    if above.lines().all(own) {
        return Ok(());
    }
    Err(EditError::refused(
        "the deletion would take more than the claim",
    ))
}
