//! Pure text work: cleaning, folding, width, figures, wording. Knows `model`, nothing else: no YAML, no
//! files, no screen, no query.

pub mod clean;
pub mod figure;
pub mod fold;
pub mod width;
pub mod wording;

pub use clean::{clean, clean_lines};
pub use fold::{Folded, fold};
pub use wording::{Voice, Wording};
pub mod figure {
    pub fn amount(_: &crate::model::Figure) -> Option<crate::model::Amount> {
        None
    }
    pub struct Found {
        pub span: std::ops::Range<usize>,
        pub amount: crate::model::Amount,
    }
    pub fn scan(_: &str) -> Vec<Found> {
        Vec::new()
    }
    pub fn parse_bound(_: &str) -> Option<(f64, crate::model::Unit)> {
        None
    }
}
