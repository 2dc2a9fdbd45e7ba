//! Byte offsets to lines and columns. Built only when there is something to point at.

use crate::model::Place;

/// A longer line is not shown as an excerpt: nobody reads it, and copies of it would add up.
const LONGEST_EXCERPT: usize = 4096;

/// The line starts of a text.
pub(crate) struct Places<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// The last answer: offset, its line, its column. Places are asked for in rising order, so that
    /// counting goes on from here, and a line is walked once however many problems it holds.
    last: (usize, usize, u32),
}

impl<'a> Places<'a> {
    /// Returns the places of a text without its BOM.
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            text,
            starts: std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
            last: (0, 0, 1),
        }
    }

    /// Returns the place of a byte, `width` characters wide but not past the end of the line.
    pub fn place(&mut self, at: usize, width: usize) -> Place {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let (from, column) = match self.last {
            (last, same, column) if same == line && last <= at => (last, column),
            _ => (self.starts[line], 1),
        };
        let column = column.saturating_add(small(self.text[from..at].chars().count()));
        self.last = (at, line, column);
        let rest = self.text[at..].lines().next().unwrap_or("");
        let width = rest.chars().take(width).count().max(1);
        Place {
            line: small(line + 1),
            column,
            width: small(width),
        }
    }

    /// Returns the text of a line (1-based); empty when it is too long to be shown.
    pub fn excerpt(&self, line: u32) -> String {
        let at = self.starts.get(line as usize - 1).copied();
        let text = at.and_then(|at| self.text[at..].lines().next());
        text.filter(|text| text.len() <= LONGEST_EXCERPT)
            .unwrap_or("")
            .to_owned()
    }

    /// Returns the byte at which a line begins (1-based).
    pub fn start(&self, line: usize) -> usize {
        let at = self.starts.get(line.saturating_sub(1)).copied();
        at.unwrap_or(self.text.len())
    }
}

/// Returns a count as `u32`; a file is never that large (`Limits::bytes`).
pub(crate) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut places = Places::new("a: ñ日x\r\nb: c\n");
        let place = places.place(8, 9);
        assert_eq!((place.line, place.column, place.width), (1, 6, 1));
        let place = places.place(11, 1);
        assert_eq!((place.line, place.column), (2, 1));
        assert_eq!(places.excerpt(2), "b: c");
        let place = places.place(3, 2);
        assert_eq!((place.line, place.column, place.width), (1, 4, 2));
        assert_eq!(places.place(99, 1).line, 3);
    }
}
