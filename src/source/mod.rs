//! The article's own text: where a quote stands in it, word for word, and what is nearest to one
//! that does not.
//!
//! Text in, places out. Knows nothing of claims in a store, of files or of screens; `disk` reads the
//! texts, `store` holds the quotes to them.

pub mod anchor;
pub mod capture;
mod diff;
mod likeness;
mod marks;
mod text;

pub use anchor::{Anchor, Known, anchor};
pub use diff::{Part, Side, diff, in_line};
pub use likeness::{Compared, Likeness};
pub use text::SourceText;
