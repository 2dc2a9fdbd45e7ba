//! The derived status of a claim; never stored.

use super::ClaimRef;
use super::block::Flag;
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
    claim.has(Flag::Contradicts)
        || claim.has(Flag::GradersDiffer)
        || claim
            .backlinks()
            .iter()
            .any(|link| link.relation == Relation::Contradicts)
}
