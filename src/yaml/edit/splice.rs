//! The text under edit, and the one thing that is done to it: a range replaced by another text.

use std::ops::Range;

/// A file's text without its BOM, and its line end.
pub(super) struct Doc {
    /// The text.
    pub text: String,
    eol: &'static str,
}

/// A range of a text and what stands there instead; line ends are `\n`.
#[derive(Debug)]
pub(super) struct Splice {
    pub range: Range<usize>,
    pub new: String,
}

impl Splice {
    /// Returns the replacement of a range.
    pub fn new(range: Range<usize>, new: impl Into<String>) -> Self {
        let new = new.into();
        Self { range, new }
    }
}

impl Doc {
    /// Takes a text; its first line end is the one that is written.
    pub fn new(text: &str) -> Self {
        let first = text.find('\n').unwrap_or(0);
        let crlf = text[..first].ends_with('\r');
        Self {
            text: text.to_owned(),
            eol: if crlf { "\r\n" } else { "\n" },
        }
    }

    /// Returns a piece of it to be edited alone.
    pub fn piece(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            eol: self.eol,
        }
    }

    /// Returns the text with a last line end, if it has none.
    pub fn with_last_line_end(&self) -> Option<String> {
        (!self.text.ends_with('\n')).then(|| format!("{}{}", self.text, self.eol))
    }

    /// Does a replacement.
    pub fn apply(&mut self, splice: &Splice) {
        let new = splice.new.replace('\n', self.eol);
        self.text.replace_range(splice.range.clone(), &new);
    }
}

/// Returns where whole lines (each with its `\n`) are put in behind the line of a byte, and the lines
/// as they have to be written there: a file without a last line end stays without one, unless the
/// lines end in a block scalar that needs it (`clip`).
pub(super) fn lines_after(text: &str, at: usize, lines: &str, clip: bool) -> Splice {
    let at = super::next_line(text, super::line_end(text, at));
    lines_at(text, at, lines, clip)
}

/// As [`lines_after`], at the byte where a line begins or would.
pub(super) fn lines_at(text: &str, at: usize, lines: &str, clip: bool) -> Splice {
    if at < text.len() || text.is_empty() || text.ends_with('\n') {
        return Splice::new(at..at, lines);
    }
    let lines = if clip {
        lines
    } else {
        lines.strip_suffix('\n').unwrap_or(lines)
    };
    Splice::new(at..at, format!("\n{lines}"))
}

/// Returns the removal of whole lines, from the one that begins at `start` to that of `end`.
pub(super) fn without_lines(text: &str, start: usize, end: usize) -> Splice {
    let end = super::next_line(text, super::line_end(text, end));
    let mut start = start;
    if end == text.len() && !text.ends_with('\n') && start > 0 {
        // The file has no last line end: the one before the removed lines goes instead.
        start -= 1;
        if text[..start].ends_with('\r') {
            start -= 1;
        }
    }
    Splice::new(start..end, "")
}

/// Returns the byte behind the comment lines that follow the line of `at` without a gap and stand
/// deeper than `column`: they belong to what is above them.
pub(in crate::yaml) fn past_comments(text: &str, at: usize, column: usize) -> usize {
    let mut at = at;
    loop {
        let line = super::next_line(text, super::line_end(text, at));
        let content = text[line..].trim_start_matches(' ');
        let inner = text.len() - line - content.len();
        if line == text.len() || !content.starts_with('#') || inner <= column {
            return at;
        }
        at = line;
    }
}
