//! Text to model and back: reading with diagnostics, byte-preserving edits. Knows `model` and `text`;
//! no file is opened here, and nothing of queries or screens is known.
//!
//! `fields` holds the format: one row per key. `read` goes from bytes to claims: `limits` bounds the
//! work, `typed` is the good path, `raw` and `parts` read what it can not.

mod fields;
mod items;
mod limits;
mod lines;
mod node;
mod parts;
mod places;
mod raw;
mod read;
mod reader;
mod shape;
mod speakers;
mod typed;

pub use limits::Limits;
pub use read::{FileRead, ReadClaim, read_claims};
pub use speakers::read_speakers;

#[cfg(test)]
mod tests;
