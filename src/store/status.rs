//! The derived status of a claim; never stored.

use std::collections::BTreeMap;

use super::ClaimRef;
use crate::model::{Relation, Status};

/// Returns the first status that holds (DESIGN of the format: candidate, settled, contested, graded,
/// ungraded).
pub(super) fn derive(claim: ClaimRef<'_>) -> Status {
    if claim.is_candidate() {
        Status::Candidate
    } else if claim.verdict().is_some() {
        Status::Settled
    } else if is_contested(claim) {
        Status::Contested
    } else if claim.grade().is_none() {
        Status::Ungraded
    } else {
        Status::Graded
    }
}

fn is_contested(claim: ClaimRef<'_>) -> bool {
    let contradicts = Relation::Contradicts;
    claim.links().any(|link| link.relation == contradicts)
        || claim
            .backlinks()
            .iter()
            .any(|link| link.relation == contradicts)
        || graders_differ(claim)
}

/// Tells that the latest grades two people gave are not the same.
fn graders_differ(claim: ClaimRef<'_>) -> bool {
    let mut latest: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in claim.annotations() {
        if let (Some(by), Some(grade)) = (&entry.by, &entry.grade) {
            latest.insert(by, grade);
        }
    }
    let mut grades = latest.into_values();
    grades
        .next()
        .is_some_and(|first| grades.any(|other| other != first))
}
