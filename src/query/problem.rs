//! What is wrong with a query, where, and what was expected. Knows nothing of fields or claims.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A place in a query that could not be understood; the rest of the query still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the query's text, at character boundaries.
    pub span: Range<usize>,
    /// What was found and what was expected.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// Nothing is wrong with what stands there: there is more to come.
    pub unfinished: bool,
}

impl Problem {
    /// Returns a problem without a hint.
    #[must_use]
    pub fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            hint: None,
            unfinished: false,
        }
    }

    /// Returns the problem with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Returns the problem as one that more letters will put right.
    #[must_use]
    pub fn unfinished(self) -> Self {
        Self {
            unfinished: true,
            ..self
        }
    }

    /// Returns the query, carets under the place, the message, and the hint if there is one: a line
    /// each, without a line end after the last.
    #[must_use]
    pub fn render(&self, text: &str) -> String {
        let line: String = text.chars().map(visible).collect();
        let before = shown_width(text.get(..self.span.start).unwrap_or_default());
        let under = shown_width(text.get(self.span.clone()).unwrap_or_default()).max(1);
        let mut out = format!(
            "{line}\n{}{}\n{}",
            " ".repeat(before),
            "^".repeat(under),
            self.message
        );
        if let Some(hint) = &self.hint {
            out.push('\n');
            out.push_str(hint);
        }
        out
    }
}

/// A saved query may come from a stranger: nothing in it may move the cursor.
fn visible(c: char) -> char {
    let hidden = c.is_control() || c.width() == Some(0);
    if hidden { '\u{fffd}' } else { c }
}

fn shown_width(text: &str) -> usize {
    let line: String = text.chars().map(visible).collect();
    line.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_place() {
        let problem = Problem::new(4..13, "no field `speeker`").hint("did you mean `speaker:`?");
        assert_eq!(
            problem.render("日 speeker:x"),
            "日 speeker:x\n   ^^^^^^^^^\nno field `speeker`\ndid you mean `speaker:`?"
        );
    }

    #[test]
    fn an_empty_place_gets_a_caret_and_controls_are_shown() {
        let problem = Problem::new(2..2, "here");
        assert_eq!(problem.render("a\u{1b}"), "a\u{fffd}\n  ^\nhere");
    }
}
