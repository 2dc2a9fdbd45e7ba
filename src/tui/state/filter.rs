//! The filter bar and what it found.

use std::sync::Arc;
use std::time::Duration;

use ratatui_textarea::TextArea;

use crate::query::{self, Problem, Query, Relaxed};
use crate::store::Ix;

/// The filter: what is typed, the last text that could be understood, and its claims.
#[derive(Debug)]
pub struct Filter {
    /// What is typed.
    pub area: TextArea<'static>,
    /// The last query without a problem.
    pub query: Arc<Query>,
    /// The query whose words are marked in the texts: with what was guessed in place of what was typed.
    pub marked: Arc<Query>,
    /// What is wrong with the text as typed.
    pub problems: Vec<Problem>,
    /// Grows with every search.
    pub generation: u64,
    /// The claims found, in order.
    pub rows: Vec<Ix>,
    /// Only the first of them are in order yet.
    pub unordered: bool,
    /// What was guessed to find them.
    pub guesses: Vec<String>,
    /// How long it took.
    pub took: Duration,
    /// What Esc brings back while typing.
    pub before: String,
    /// The completion under the cursor, when one was asked for.
    pub completion: usize,
    /// Terms that are switched off, to be switched on again.
    pub off: Vec<String>,
    /// Where nothing was found: what is found without one of the terms.
    pub relaxed: Vec<Relaxed>,
    /// What was found is counted: before that nobody knows what else there is.
    pub counted: bool,
    /// What was filtered by, oldest first.
    pub history: Vec<String>,
    /// Which of them is shown while going through them.
    pub recalled: Option<usize>,
    /// The query of the last answer; `None` before the first one.
    pub answered: Option<String>,
}

impl Filter {
    /// Returns a filter with this text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut filter = Self {
            area: area(text),
            query: Arc::new(query::parse("")),
            marked: Arc::new(query::parse("")),
            problems: Vec::new(),
            generation: 0,
            rows: Vec::new(),
            unordered: false,
            guesses: Vec::new(),
            took: Duration::ZERO,
            before: String::new(),
            completion: 0,
            off: Vec::new(),
            relaxed: Vec::new(),
            counted: false,
            history: Vec::new(),
            recalled: None,
            answered: None,
        };
        filter.reparse();
        filter.generation = 0;
        filter
    }

    /// Returns what is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Returns the last text that could be understood.
    #[must_use]
    pub fn good_text(&self) -> &str {
        self.query.text()
    }

    /// Returns the byte of the text the cursor stands at.
    #[must_use]
    pub fn cursor(&self) -> usize {
        let column = self.area.cursor().1;
        let text = self.text();
        text.char_indices()
            .nth(column)
            .map_or(text.len(), |(at, _)| at)
    }

    /// Puts another text in, the cursor at its end.
    pub fn set_text(&mut self, text: &str) {
        self.area = area(text);
        self.off.clear();
    }

    /// Remembers what is filtered by, once and as the latest.
    pub fn remember(&mut self) {
        self.recalled = None;
        let text = self.text().trim().to_owned();
        if text.is_empty() || !self.problems.is_empty() {
            return;
        }
        self.history.retain(|known| *known != text);
        self.history.push(text);
    }

    /// Returns an older (`by` below 0) or newer text; past the newest, what was there before.
    pub fn recall(&mut self, by: isize) -> Option<String> {
        let len = self.history.len();
        let at = self
            .recalled
            .unwrap_or(len)
            .saturating_add_signed(by)
            .min(len);
        self.recalled = (at < len).then_some(at);
        if at < len {
            self.history.get(at).cloned()
        } else {
            Some(self.before.clone())
        }
    }

    /// Understands what is typed; a faulty text leaves the last good one in force.
    pub fn reparse(&mut self) {
        let query = query::parse(self.text());
        self.problems = query.problems().to_vec();
        // A field that still waits for its value asks for nothing yet: the rest holds.
        if self.problems.iter().all(|problem| problem.unfinished) {
            self.query = Arc::new(query);
            self.marked = Arc::clone(&self.query);
        }
        self.generation += 1;
    }
}

fn area(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(vec![text.replace(['\n', '\r'], " ")]);
    area.move_cursor(ratatui_textarea::CursorMove::End);
    area
}
