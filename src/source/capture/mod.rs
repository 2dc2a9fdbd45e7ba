//! A record drafted from an article: who says what, and which sentences are worth checking. Rules only.
//!
//! Text in, drafts out. Knows nothing of the store, of files or of how a draft is shown; a draft is
//! nothing but a suggestion until somebody accepts it.

pub mod attribution;
mod clause;
mod frame;
mod glyphs;
mod lexicon;
mod names;
mod page;
mod paragraphs;
mod people;
mod quotes;
mod speech;
mod tokens;
mod verbs;
mod voice;

pub use lexicon::Lexicon;
pub use page::Page;
pub use people::People;
pub use speech::{Speaker, Spoken, spoken};
pub use voice::Voice;
