//! ClaimReview, the JSON-LD by which fact-checkers tell search engines of their verdicts
//! (schema.org/ClaimReview, and Google's "Fact Check (`ClaimReview`) structured data").
//!
//! `write` makes one of each verdict, one's own or another's; `read` takes one apart; `find` finds
//! them in whatever they come in. Ratings keep label, value and scale: none is converted.

mod find;
mod overlay;
mod read;
mod write;

pub(super) use find::{Found, find};
pub(super) use read::incoming;
pub(super) use write::FORMAT;

#[cfg(test)]
mod tests;
