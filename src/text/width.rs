//! How many terminal columns a text takes, and how to make it fit. Knows nothing of screens; the
//! text is expected to be clean already.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Returns the number of columns, summed over grapheme clusters, as a terminal lays them out.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(str::width).sum()
    }
}

/// Returns the text in at most this many columns; `…` says that something was cut off.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else {
        return String::new();
    };
    let mut out = text[..prefix(text, room)].to_owned();
    out.push('…');
    out
}

/// Returns the text in exactly this many columns: cut with `…`, or filled with spaces.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = truncate(text, columns);
    out.extend(std::iter::repeat_n(
        ' ',
        columns.saturating_sub(width(&out)),
    ));
    out
}

/// Returns how many bytes of the text fit into this many columns, at a grapheme boundary.
#[must_use]
pub fn prefix(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// Returns the rows of the text at this width; see [`wrap_ranges`].
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<&str> {
    wrap_ranges(text, columns)
        .into_iter()
        .map(|row| &text[row])
        .collect()
}

/// Returns the byte ranges of the rows that the text takes at this width.
///
/// Rows break at white space, after hyphens and dashes, between wide (East Asian) characters, and
/// inside a word only if it is longer than a row. White space at both ends of a row belongs to no
/// row; every line of the text has at least one, maybe empty, row. A width of 0 counts as 1, and a
/// grapheme cluster wider than a row has a row of its own.
#[must_use]
pub fn wrap_ranges(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(text, start..start + line.len(), columns.max(1), &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(text: &str, line: Range<usize>, columns: usize, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut end, mut used) = (line.start, line.start, 0);
    // Where the row may end and the next one start.
    let mut chance: Option<(usize, usize)> = None;
    for (at, grapheme) in text[line.clone()].grapheme_indices(true) {
        let (at, next) = (line.start + at, line.start + at + grapheme.len());
        if is_breaking_space(grapheme) {
            if end == start {
                (start, end, used) = (next, next, 0);
            } else {
                chance = Some((end, next));
                used += grapheme.width();
            }
            continue;
        }
        let wide = grapheme.width();
        while used + wide > columns && at > start {
            let (row_end, next_start) = chance.take().unwrap_or((end, at));
            rows.push(start..row_end);
            start = next_start;
            used = width(&text[start..at]);
        }
        used += wide;
        end = next;
        if wide > 1 || grapheme.ends_with(['-', '‐', '–', '—', '/']) {
            chance = Some((end, end));
        }
    }
    if end > start || rows.last().is_none_or(|row| row.start < line.start) {
        rows.push(start..end);
    }
}

/// White space at which a row may end: not the no-break spaces.
fn is_breaking_space(grapheme: &str) -> bool {
    grapheme
        .chars()
        .all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_counts_columns() {
        for (text, columns) in [
            ("", 0),
            ("abc", 3),
            ("é", 1),
            ("e\u{301}", 1),
            ("漢字", 4),
            ("…—“", 3),
            ("👍🏽", 2),
            ("👩🏽\u{200d}🚀", 2),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn truncate_cuts_between_graphemes() {
        assert_eq!(truncate("claim", 5), "claim");
        assert_eq!(truncate("claims", 5), "clai…");
        assert_eq!(truncate("ae\u{301}io", 3), "ae\u{301}…");
        assert_eq!(truncate("漢字漢", 4), "漢…");
        assert_eq!(truncate("ab", 1), "…");
        assert_eq!(truncate("ab", 0), "");
    }

    #[test]
    fn pad_is_exact() {
        assert_eq!(pad("ab", 4), "ab  ");
        assert_eq!(pad("漢字漢", 4), "漢… ");
        assert_eq!(pad("abcdef", 4), "abc…");
    }

    #[test]
    fn rows_break_where_a_reader_expects() {
        assert_eq!(
            wrap("causing them to lose", 8),
            ["causing", "them to", "lose"]
        );
        assert_eq!(
            wrap("tech-industrial complex", 8),
            ["tech-", "industri", "al", "complex"]
        );
        assert_eq!(wrap("a  b", 1), ["a", "b"]);
        assert_eq!(wrap("one\n\n two ", 9), ["one", "", "two"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(wrap("漢", 1), ["漢"]);
        assert_eq!(wrap("漢\u{116ac}x", 2), ["漢\u{116ac}", "x"]);
        assert_eq!(wrap("ab", 0), ["a", "b"]);
        assert_eq!(wrap("10\u{a0}000 jobs", 6), ["10\u{a0}000", "jobs"]);
        assert_eq!(wrap("-bcd漢", 4), ["-", "bcd", "漢"]);
    }

    proptest! {
        #[test]
        fn rows_fit_and_lose_only_white_space(
            text in "([a-z]{0,9}|[ \\n\\r]|漢|-|\u{301}|\\PC){0,60}", columns in 2usize..20,
        ) {
            let rows = wrap_ranges(&text, columns);
            let mut at = 0;
            for row in rows {
                prop_assert!(at <= row.start && row.start <= row.end);
                prop_assert!(text[at..row.start].chars().all(char::is_whitespace));
                let one = text[row.clone()].graphemes(true).count() == 1;
                prop_assert!(one || width(&text[row.clone()]) <= columns, "{:?}", &text[row]);
                at = row.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }

        #[test]
        fn pad_fills_exactly(text in "\\PC{0,30}", columns in 0usize..20) {
            prop_assert_eq!(width(&pad(&text, columns)), columns);
        }
    }
}
