//! Cuts a record into its article and the items of `claims:` by indentation alone, without a parser:
//! for files that no parser reads as a whole.

use std::ops::Range;

/// The pieces of a record, as byte ranges of whole lines.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Cut {
    /// The `article:` key with all that is under it.
    pub article: Option<Range<usize>>,
    /// The items of `claims:`, each from its `- ` on. Those that a conflict touches are left out.
    pub claims: Vec<Range<usize>>,
}

/// One line: where it begins, its indentation, its text without that.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    column: usize,
    text: &'a str,
}

impl Line<'_> {
    fn is_content(&self) -> bool {
        !self.text.is_empty() && !self.text.starts_with('#')
    }

    fn is_item(&self) -> bool {
        self.text == "-" || self.text.starts_with("- ") || self.text.starts_with("-\t")
    }

    fn is_key(&self, name: &str) -> bool {
        let rest = match self.text.strip_prefix(['"', '\'']) {
            Some(rest) => rest.strip_prefix(name).and_then(|rest| rest.get(1..)),
            None => self.text.strip_prefix(name),
        };
        let rest = rest.and_then(|rest| rest.trim_start().strip_prefix(':'));
        self.column == 0
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    }
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |whole| {
        let begin = start;
        start += whole.len();
        let content = whole.trim_end();
        let inner = content.trim_start_matches(' ');
        Line {
            start: begin,
            column: content.len() - inner.len(),
            text: inner,
        }
    })
}

/// Whether a line stands between conflict markers.
#[derive(Clone, Copy, Default, PartialEq)]
enum Side {
    #[default]
    Outside,
    Inside,
}

/// Cuts a record. Lines between conflict markers belong to no piece, nor do the pieces they touch.
pub(crate) fn cut(text: &str) -> Cut {
    let mut state = State::default();
    for line in lines(text) {
        let marker = |mark: &str| line.column == 0 && line.text.starts_with(mark);
        if marker("<<<<<<<") {
            state.side = Side::Inside;
            state.first_of_side = true;
            state.marker = line.start;
        } else if marker(">>>>>>>") && state.side == Side::Inside {
            state.side = Side::Outside;
            // What follows until the next piece belongs to the last one inside.
            state.close(line.start);
        } else if state.side == Side::Inside {
            if marker("=======") || marker("|||||||") {
                state.first_of_side = true;
            } else {
                state.inside(&line);
            }
        } else {
            state.outside(&line);
        }
    }
    state.close(text.len());
    state.cut
}

/// What the lines are under.
#[derive(Clone, Copy, Default)]
enum Under {
    #[default]
    Other,
    /// `claims:`, no item seen yet.
    Claims,
    /// `claims:`, with items at this column.
    Items(usize),
}

#[derive(Default)]
struct State {
    cut: Cut,
    side: Side,
    first_of_side: bool,
    /// Where the last conflict began.
    marker: usize,
    /// The piece that is open: where it began, and whether it is the article.
    open: Option<(usize, bool)>,
    under: Under,
}

impl State {
    fn close(&mut self, end: usize) {
        match self.open.take() {
            Some((start, true)) => self.cut.article = Some(start..end),
            Some((start, false)) => self.cut.claims.push(start..end),
            None => {}
        }
    }

    /// Tells that a line begins an item. An item may stand a little off its column: such a file is
    /// faulty, and the item itself need not be.
    fn begins_item(&self, line: &Line) -> bool {
        match self.under {
            Under::Other => false,
            Under::Claims => line.is_item(),
            Under::Items(column) => line.is_item() && line.column < column + 2,
        }
    }

    fn outside(&mut self, line: &Line) {
        if !line.is_content() {
            return;
        }
        if self.begins_item(line) {
            self.close(line.start);
            if let Under::Claims = self.under {
                self.under = Under::Items(line.column);
            }
            self.open = Some((line.start, false));
        } else if line.column == 0 {
            self.close(line.start);
            self.under = if line.is_key("claims") {
                Under::Claims
            } else {
                Under::Other
            };
            if line.is_key("article") {
                self.open = Some((line.start, true));
            }
        }
    }

    fn inside(&mut self, line: &Line) {
        if !line.is_content() || !std::mem::take(&mut self.first_of_side) {
            return;
        }
        if self.begins_item(line) || line.column == 0 {
            // The conflict is about whole pieces: what stood before it is whole.
            self.close(self.marker);
        } else {
            self.open = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let cut = cut(text);
        cut.claims
            .iter()
            .map(|range| text[range.clone()].trim())
            .collect()
    }

    #[test]
    fn items_of_every_indentation_are_found() {
        for text in [
            "article:\n  title: x\nclaims:\n- id: a\n  quote: |\n    - no item\n\n# c\n- id: b\nx-own: 1\n",
            "claims: # c\n\n    - id: a\n      tags:\n      - no item\n    # c\n    -\n      id: b\narticle:\n  title: x\n",
        ] {
            let found = pieces(text);
            assert_eq!(found.len(), 2, "{found:?}");
            assert!(found[0].contains("no item") && found[1].contains("id: b"));
            let article = cut(text).article.unwrap();
            assert!(text[article].contains("title: x"));
        }
    }

    #[test]
    fn a_conflict_takes_only_what_it_touches() {
        let text = "claims:\n- id: a\n- id: b\n<<<<<<< ours\n  grade: B2\n=======\n  grade: C3\n>>>>>>> theirs\n  kind: fact\n- id: c\n<<<<<<< ours\n- id: d\n=======\n- id: e\n>>>>>>> theirs\n- id: f\n";
        assert_eq!(pieces(text), ["- id: a", "- id: c", "- id: f"]);
    }
}
