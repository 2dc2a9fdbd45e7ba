//! Deciding on captured drafts: others in their place, or none, made of the file's bytes at once.

use super::error::SaveError;
use crate::model::{Claim, file_stem};
use crate::yaml::{self, FileEdit, Limits};

/// Returns the bytes with `claims` where the first of the drafts stood, and none of the drafts.
///
/// # Errors
/// A draft that is gone, was accepted or has changed since it was seen; a layout that allows no safe
/// edit.
pub(super) fn redraft(
    (file, bytes): (&str, &[u8]),
    drafts: &[Claim],
    claims: &[Claim],
    limits: &Limits,
) -> Result<Vec<u8>, SaveError> {
    let read = yaml::read_claims(file, bytes, limits);
    let mut first = read.claims.len();
    let refused =
        |id: &str, why: &str| SaveError::refused(format!("{}/{id}", file_stem(file)), why);
    for draft in drafts {
        let at = read.claims.iter().position(|one| one.claim.id == draft.id);
        let at = at.ok_or_else(|| refused(&draft.id, "it is no longer in the file"))?;
        if read.claims[at].claim != *draft {
            return Err(refused(
                &draft.id,
                "it has changed meanwhile: look at it again",
            ));
        }
        first = first.min(at);
    }
    let edit = |bytes: &[u8], id: &str, edit: &FileEdit| {
        yaml::edit(file, bytes, edit, limits).map_err(|why| refused(id, &why.to_string()))
    };
    let mut bytes = bytes.to_vec();
    for draft in drafts {
        bytes = edit(&bytes, &draft.id, &FileEdit::DeleteClaim(draft.id.clone()))?;
    }
    for (at, claim) in claims.iter().enumerate() {
        let insert = FileEdit::InsertClaim(first + at, claim.clone());
        bytes = edit(&bytes, &claim.id, &insert)?;
    }
    Ok(bytes)
}

/// Returns what was decided, for people: `rejection of rain-today`.
pub(super) fn summary(drafts: &[Claim], claims: &[Claim]) -> String {
    let whom = match drafts {
        [one] => one.id.clone(),
        many => format!("{} drafts", many.len()),
    };
    let what = match (drafts.len(), claims) {
        (_, []) => "rejection",
        (1, [one]) if one.candidate => "change",
        (_, [one]) if !one.candidate => "acceptance",
        (_, [_]) => "merge",
        _ => "split",
    };
    format!("{what} of {whom}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "article:\n  title: T\nclaims:\n  - id: a\n    quote: A. B.\n    candidate: true\n  # about b\n  - id: b\n    quote: C.\n    candidate: true\n  - id: c\n    quote: D.\n";

    fn read(text: &str) -> Vec<Claim> {
        let read = yaml::read_claims("a.yaml", text.as_bytes(), &Limits::default());
        assert_eq!(read.problems, []);
        read.claims.into_iter().map(|one| one.claim).collect()
    }

    fn run(drafts: &[Claim], claims: &[Claim]) -> Result<String, String> {
        redraft(
            ("a.yaml", OLD.as_bytes()),
            drafts,
            claims,
            &Limits::default(),
        )
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .map_err(|why| why.to_string())
    }

    fn named(id: &str, quote: &str) -> Claim {
        Claim {
            id: id.to_owned(),
            quote: Some(quote.to_owned()),
            candidate: true,
            ..Claim::default()
        }
    }

    #[test]
    fn drafts_are_split_merged_accepted_and_rejected_where_they_stand() {
        let old = read(OLD);
        let (a, b, c) = (&old[0], &old[1], &old[2]);
        let drafts = |claims: &[&Claim]| claims.iter().map(|&one| one.clone()).collect::<Vec<_>>();
        let split = [named("a", "A."), named("a-2", "B.")];
        let new = read(&run(&drafts(&[a]), &split).unwrap());
        assert_eq!(new, [split.to_vec(), drafts(&[b, c])].concat());
        let merged = named("a", "A. B. C.");
        let new = read(&run(&drafts(&[b, a]), std::slice::from_ref(&merged)).unwrap());
        assert_eq!(new, [merged, c.clone()]);
        let rejected = run(&drafts(&[b]), &[]).unwrap();
        assert_eq!(
            rejected,
            OLD.replace(
                "  # about b\n  - id: b\n    quote: C.\n    candidate: true\n",
                ""
            )
        );
        assert_eq!(
            read(&run(&drafts(&[a, b]), &[]).unwrap()),
            std::slice::from_ref(c)
        );
    }

    #[test]
    fn a_draft_that_is_not_as_it_was_seen_is_left_alone() {
        let mut seen = read(OLD);
        seen[0].tags.push("old".to_owned());
        assert!(
            run(&seen[..1], &[])
                .unwrap_err()
                .contains("changed meanwhile")
        );
        seen[1].id = "gone".to_owned();
        assert!(run(&seen[1..2], &[]).unwrap_err().contains("no longer"));
        let taken = [named("c", "x")];
        assert!(
            run(&read(OLD)[..1], &taken)
                .unwrap_err()
                .contains("already")
        );
    }

    #[test]
    fn what_was_decided_is_said_in_words() {
        let draft = named("a", "A.");
        let mut claim = draft.clone();
        claim.accept();
        let one = std::slice::from_ref(&draft);
        let two = [draft.clone(), named("b", "B.")];
        assert_eq!(summary(one, &[]), "rejection of a");
        assert_eq!(summary(one, &[claim]), "acceptance of a");
        assert_eq!(summary(one, &two), "split of a");
        assert_eq!(summary(&two, one), "merge of 2 drafts");
        assert_eq!(summary(&two, &[]), "rejection of 2 drafts");
        assert_eq!(summary(one, one), "change of a");
    }
}
