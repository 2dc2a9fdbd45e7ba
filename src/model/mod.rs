//! Plain data: what a claim, an article, a speaker, a grade is, and what may be changed.
//!
//! Knows nothing of YAML, files, queries or screens. Time comes in as values.

mod article;
mod change;
mod claim;
mod code;
pub mod date;
mod diagnostic;
mod evidence;
mod figure;
mod grade;
mod kind;
mod log;
mod name;
mod review;
mod speaker;
mod step;
mod verdict;
mod words;

pub use article::{Article, SourcePin};
pub use change::{Change, Edit, Refusal};
pub use claim::Claim;
pub use code::{READING_CODES, ReadingCode, reading_code};
pub use date::PartialDate;
pub use diagnostic::{Diagnostic, Place, Severity, nearest};
pub use evidence::{Evidence, Link, Relation, Stance};
pub use figure::{Amount, Figure, Qualifier, Unit};
pub use grade::{Credibility, Grade, Reliability};
pub use kind::{Attribution, Integrity, Kind, Status};
pub use log::{Corrections, LogEntry, Skepticism, Stamp};
pub use name::{LONGEST_ID, file_stem, id_from, id_problem, is_trailing_part};
pub use review::Review;
pub use speaker::Speaker;
pub use step::{Scalar, Step, check_scalar};
pub use verdict::{Scale, Verdict};
