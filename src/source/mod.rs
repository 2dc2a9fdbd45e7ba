//! The article's own text: what is said in it, by whom, and in which words.
//!
//! Text in, places and drafts out. Knows nothing of a store, of files or of screens.

pub mod capture;
