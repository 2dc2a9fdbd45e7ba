//! A record drafted from an article: who says what, and which sentences are worth checking. Rules only.
//!
//! Text in, drafts out. Knows nothing of the store, of files or of how a draft is shown; a draft is
//! nothing but a suggestion until somebody accepts it.

mod apposition;
mod attribution;
mod clause;
mod colon;
mod cue;
pub mod decode;
mod draft;
mod frame;
mod given;
mod glyphs;
pub mod html;
mod labels;
mod language;
mod lexicon;
mod metadata;
mod names;
mod page;
mod paragraphs;
mod people;
mod quotes;
mod record;
pub mod redraft;
mod rules;
mod speech;
mod statements;
mod titles;
mod tokens;
mod verbs;
mod voice;

pub use draft::{Draft, drafts};
pub use language::foreign;
pub use lexicon::Lexicon;
pub use metadata::{Head, head};
pub use page::Page;
pub use people::People;
pub use record::{Given, LONGEST, NoRecord, Record, record};
pub use rules::{RULES, Rule, in_words, rule_doc};
pub use speech::{Speaker, Spoken, spoken};
pub use voice::Voice;
