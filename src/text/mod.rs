//! Pure text work: cleaning, folding, letters in order, width, figures, wording, patches,
//! merges. Knows `model`, nothing else: no YAML, no
//! files, no screen, no query.

pub mod after;
pub mod clean;
pub mod figure;
pub mod fold;
pub mod letters;
pub mod merge;
pub mod patch;
pub mod tier;
pub mod width;
pub mod wording;

pub use after::After;
pub use clean::{clean, clean_lines};
pub use fold::{Folded, fold};
pub use letters::{Letters, fuzzy_indices};
pub use merge::{Stretch, marked, merge_lines};
pub use patch::{Conflict, Patch};
pub use tier::Tier;
pub use wording::{Voice, Wording};
