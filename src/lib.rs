//! `onrecord` keeps a record of what was claimed in the news: who said it, in which words, with which
//! figure, how credible it is, and why one might doubt it.
//!
//! # The map of the house
//!
//! YAML files are the truth; everything else is derived from them. Layers, lowest first: a layer names
//! only lower ones, `tui` and `cli` never name each other (`tests/layers.rs` enforces both).
//!
//! | layer | what it is |
//! | --- | --- |
//! | [`model`] | plain data: claims, articles, grades, figures, dates, diagnostics, and what may be changed |
//! | [`text`] | pure text work: cleaning, folding, width, figures, whose words, patches |
//! | [`yaml`] | text to model and back: reading with diagnostics, edits that keep every other byte, the schema |
//! | [`source`] | an article's own text: where a quote stands in it, what became of one that does not, and what else is said there |
//! | [`store`] | the immutable collection in columns, its indexes, the checks over it |
//! | [`query`] | the query language: parsing, filters, ranking, completion, facets |
//! | [`exchange`] | what others can open: one file a format |
//! | [`disk`] | the only module that touches files, environment and clock |
//! | [`tui`] | the terminal app |
//! | [`cli`] | the command line |
//!
//! # One edit, from key to byte
//!
//! A key finds an [`Action`](tui::actions::Action), which asks for an [`Effect`](tui::effect::Effect)
//! with [`Edit`](model::Edit)s in it. Under the folder's lock [`disk::write()`] reads the file again,
//! turns each [`Change`](model::Change) into [`Step`](model::Step)s on the claim *as it is now*, has
//! [`yaml`] make them on the bytes, reads the result strictly, and renames a new file into place.

pub mod model;
pub mod text;
pub mod yaml;

pub mod source;

pub mod store;

pub mod query;

pub mod exchange;

pub mod disk;

pub mod tui;

pub mod cli;
