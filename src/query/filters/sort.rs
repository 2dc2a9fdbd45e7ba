//! `sort:` the ordering; no condition. Its words are the table of [`crate::query::sorts`].

use super::shapes::no_values;
use super::{FieldRow, Index, Reads};
use crate::query::sorts::SORTS;

pub(super) const ROW: FieldRow = FieldRow {
    name: "sort",
    aliases: &["order"],
    doc: "the ordering; `-` turns it round, a comma adds the next key",
    examples: &["sort:cred", "sort:-fig", "sort:who,-noted"],
    index: Index::Order,
    thousands: false,
    words: || SORTS.iter().map(|row| (row.name, row.doc)).collect(),
    values: no_values,
    reads: Reads::Order,
};
