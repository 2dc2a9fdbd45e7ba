//! Handing a selection to an export format: what `list --format`, `show --format` and `export` share.

use super::failure::Failure;
use super::report::Report;
use super::session::Session;
use crate::exchange::{self, Format, Options, Selection};
use crate::model::nearest;
use crate::query::Query;
use crate::store::{Ix, Store};

/// Returns the format of this name.
///
/// # Errors
/// When there is none, with those there are.
pub fn format(name: &str) -> Result<&'static Format, Failure> {
    exchange::format(name).ok_or_else(|| {
        let names: Vec<&str> = exchange::FORMATS.iter().map(|format| format.name).collect();
        let failure = Failure::new(format_args!(
            "there is no format `{name}`: expected one of {}",
            names.join(", ")
        ));
        failure.did_you_mean(nearest(name, names))
    })
}

/// Returns at most `limit` rows.
#[must_use]
pub fn limited(rows: &[Ix], limit: Option<usize>) -> &[Ix] {
    &rows[..limit.map_or(rows.len(), |limit| limit.min(rows.len()))]
}
