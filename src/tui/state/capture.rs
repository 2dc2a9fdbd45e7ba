//! Capturing an article inside the app: what is asked for, and how far it is. Knows nothing of files.

use crate::source::capture::{Given, Record};

/// Where the article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// A file, by the path as typed or chosen.
    File(String),
    /// Text or HTML that was pasted.
    Text(String),
}

/// An article that is to be captured.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Where it comes from.
    pub from: From,
    /// The record to make, under the claims folder; none is made of day and title.
    pub record: Option<String>,
    /// What somebody says of the article.
    pub given: Given,
}

impl Order {
    /// Returns what is captured, in a word or two.
    #[must_use]
    pub fn what(&self) -> &str {
        match &self.from {
            From::File(path) => path.rsplit(['/', '\\']).next().unwrap_or(path),
            From::Text(_) => "the pasted text",
        }
    }

    /// Returns the path of the record, with the end that every record has.
    #[must_use]
    pub fn file(&self, record: &Record) -> String {
        let Some(typed) = &self.record else {
            return record.file_name();
        };
        let stem = typed.trim_end_matches(".yaml").trim_end_matches(".yml");
        format!("{stem}.yaml")
    }
}

/// A capture that is under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Underway {
    /// What was asked for: offered again when it fails.
    pub order: Order,
    /// So much of it is gone through.
    pub done: usize,
    /// Of so much; 0 before that is known.
    pub total: usize,
    /// The record is drafted and being written: it can not be stopped any more.
    pub writing: bool,
    /// What is to be said of what was found.
    pub remark: Option<String>,
}

/// The captures of a run.
#[derive(Debug, Default)]
pub struct Capturing {
    /// Grows with each one, also when one is stopped: an answer of an older one is dropped.
    pub generation: u64,
    /// The one under way.
    pub running: Option<Underway>,
    /// The folder that was looked through last.
    pub folder: Option<String>,
}

impl Capturing {
    /// Begins one, and returns its generation.
    pub fn begin(&mut self, order: Order) -> u64 {
        self.generation += 1;
        self.running = Some(Underway {
            order,
            done: 0,
            total: 0,
            writing: false,
            remark: None,
        });
        self.generation
    }

    /// Returns the one under way, when it is of this generation.
    pub fn of(&mut self, generation: u64) -> Option<&mut Underway> {
        let same = generation == self.generation;
        self.running.as_mut().filter(|_| same)
    }
}
