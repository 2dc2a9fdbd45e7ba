//! Cells that a spreadsheet would run: text from the news must not become a formula.
//!
//! A spreadsheet takes a cell that begins with `= + - @` (or a tab or line end
//! before it) for a formula, and a formula can call programs and send the sheet away (OWASP, "CSV
//! Injection"). A leading `'` makes it text. White space before the sign, its full-width form and a
//! line end inside the cell were ways round the prefix elsewhere, so they count as well.

use std::borrow::Cow;

/// The mark that makes a cell text.
const MARK: char = '\'';

/// Returns the cell with a `'` before each of its lines that begins like a formula.
///
/// [`undefuse`] gives the text back.
#[must_use]
pub fn defuse(cell: &str) -> Cow<'_, str> {
    if !lines(cell).any(|(first, line)| is_formula(line, first)) {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len() + 4);
    for (first, line) in lines(cell) {
        if is_formula(line, first) {
            out.push(MARK);
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

/// Returns the text of a cell that was defused; any other cell as it is.
#[must_use]
pub fn undefuse(cell: &str) -> Cow<'_, str> {
    if !cell.contains(MARK) {
        return Cow::Borrowed(cell);
    }
    let text = lines(cell).map(|(first, line)| {
        let inner = line.strip_prefix(MARK);
        inner
            .filter(|inner| is_formula(inner, first))
            .unwrap_or(line)
    });
    Cow::Owned(text.collect())
}

/// Returns the lines with their ends, and whether each is the first.
fn lines(cell: &str) -> impl Iterator<Item = (bool, &str)> {
    let lines = cell.split_inclusive(['\n', '\r']);
    lines.enumerate().map(|(n, line)| (n == 0, line))
}

/// Marks that stand there already are looked through: so `'=1` gets a second one, and taking one
/// away is always the way back.
fn is_formula(line: &str, first: bool) -> bool {
    let line = line.trim_start_matches(MARK);
    let begins = |signs: &[char]| line.starts_with(signs);
    (first && begins(&['\t', '\r', '\n']))
        || line
            .trim_start_matches(is_blank)
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// White space of any script, and what has no width at all.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"),
            ("  =1", "'  =1"),
            ("\u{a0}=1", "'\u{a0}=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\u{200b}@x", "'\u{200b}@x"),
            ("＝1", "'＝1"),
            ("\u{3000}－1", "'\u{3000}－1"),
            ("a\n=1", "a\n'=1"),
            ("a\r\n+1\nb", "a\r\n'+1\nb"),
            ("'=1", "''=1"),
        ] {
            assert_eq!(defuse(cell), safe, "{cell:?}");
            assert_eq!(undefuse(safe), cell, "{cell:?}");
        }
    }

    #[test]
    fn all_other_text_stays() {
        for cell in [
            "", "'tis", "a=1", "1-2", "“-x”", "a\n\nb", "a\n\tb", "— dash",
        ] {
            assert!(
                matches!(defuse(cell), Cow::Borrowed(same) if same == cell),
                "{cell:?}"
            );
            assert_eq!(undefuse(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn defusing_is_reversible(cell in "[=+\\-@＝'\t\r\n \u{a0}\u{feff}ab]{0,12}") {
            let safe = defuse(&cell);
            prop_assert_eq!(undefuse(&safe), cell.as_str());
        }

        #[test]
        fn no_line_of_a_cell_begins_like_a_formula(cell in "[=+\\-@＝＠'\t\r\n \u{a0}\u{feff}ab]{0,12}") {
            let safe = defuse(&cell);
            prop_assert!(!safe.starts_with(['\t', '\r', '\n']));
            for line in safe.split(['\r', '\n']) {
                let begins = line.trim().trim_start_matches('\u{feff}').trim_start();
                prop_assert!(!begins.starts_with(['=', '+', '-', '@', '＝', '＠']), "{:?}", line);
            }
        }
    }
}
