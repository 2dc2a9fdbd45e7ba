//! Text to model and back: reading with diagnostics, byte-preserving edits. Knows `model` and `text`;
//! no file is opened here, and nothing of queries or screens is known.
//!
//! `fields` holds the format: one row per key. `read` goes from bytes to claims: `limits` bounds the
//! work, `typed` is the good path, `raw` and `parts` read what it can not.

mod edit;
mod fields;
mod items;
mod json;
mod limits;
mod lines;
mod locate;
mod merge;
mod node;
mod parts;
mod places;
mod raw;
mod read;
mod reader;
mod scalar;
mod schema;
mod shape;
mod simple;
mod speakers;
mod typed;
mod walk;
mod write;

pub use edit::{ClaimEdit, EditError, FileEdit, edit};
pub use json::{
    article_from_json, article_to_json, claim_from_json, claim_to_json, plain_value,
    speaker_from_json, speaker_to_json,
};
pub use limits::Limits;
pub use locate::item_line;
pub use merge::{Merge, merge};
pub use read::{FileRead, ReadClaim, read_claims};
pub use schema::schema;
pub use speakers::read_speakers;
pub use write::{claim_block, new_file, new_speakers};

#[cfg(test)]
mod tests;
