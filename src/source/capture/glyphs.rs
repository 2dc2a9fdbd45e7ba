//! Which characters of a paragraph are quote marks, and which way each faces.
//!
//! The place decides (a mark after a space opens, one before a space closes); the glyph only where the
//! place leaves it open, so that mistyped marks (`”ghost“`) are read as they were meant.

/// The families of marks; one closes only what its own family opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `“…”`, `„…“`, `"…"`, and two single marks in a row.
    Double,
    /// `‘…’` and `'…'`, which are apostrophes too.
    Single,
    /// `«…»`.
    Angle,
}

/// Which way a mark faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facing {
    /// It opens.
    Open,
    /// It closes.
    Close,
    /// Either: whatever is due.
    Either,
}

/// A mark in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its first byte.
    pub at: usize,
    /// Its length in bytes.
    pub len: usize,
    /// Its family.
    pub family: Family,
    /// Which way it faces.
    pub facing: Facing,
}

/// Returns the marks of `text[start..end]`, in order.
#[must_use]
pub fn glyphs(text: &str, start: usize, end: usize) -> Vec<Glyph> {
    let chars: Vec<(usize, char)> = text[start..end]
        .char_indices()
        .map(|(at, c)| (start + at, c))
        .collect();
    let mut found = Vec::new();
    let mut k = 0;
    while k < chars.len() {
        let (at, c) = chars[k];
        let twice =
            matches!(c, '`' | '\'' | '’' | '‘') && chars.get(k + 1).is_some_and(|next| next.1 == c);
        let width = if twice { 2 } else { 1 };
        let before = k.checked_sub(1).map(|k| chars[k].1);
        let after = chars.get(k + width).map(|next| next.1);
        let after_next = chars.get(k + width + 1).map(|next| next.1);
        let glyph = if twice {
            Some((
                Family::Double,
                double(if c == '`' { '“' } else { '"' }, before, after),
            ))
        } else {
            match c {
                '“' | '”' | '„' | '‟' | '"' | '＂' => match before {
                    // Inches and seconds: 12", 5'10".
                    Some(digit) if digit.is_ascii_digit() && c == '"' => {
                        Some((Family::Double, Facing::Close))
                    }
                    _ => Some((Family::Double, double(c, before, after))),
                },
                '«' | '»' | '‹' | '›' => Some((Family::Angle, angle(c, before, after))),
                '‘' | '’' | '\'' if cuts_letters(&text[at + c.len_utf8()..end]) => None,
                '‘' | '’' | '\'' | '‚' | '`' => {
                    single(c, before, after, after_next).map(|facing| (Family::Single, facing))
                }
                _ => None,
            }
        };
        if let Some((family, facing)) = glyph {
            found.push(Glyph {
                at,
                len: c.len_utf8() * width,
                family,
                facing,
            });
        }
        k += width;
    }
    found
}

/// Words that lost their first letters; a text processor turns their apostrophe the wrong way.
const CUT: &str = " em til tis twas twere cause bus phone plane round bout nuff tude cos n ere ";

fn cuts_letters(rest: &str) -> bool {
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    // ‘round’ stands in marks of its own
    let closed = rest[end..].starts_with(['’', '\'']);
    end > 0 && !closed && CUT.contains(&format!(" {} ", &rest[..end]))
}

fn opens_after(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{—–-“„«‘/\"'".contains(c))
}

fn closes_before(after: Option<char>) -> bool {
    after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-”»’\"'…/".contains(c))
}

fn double(c: char, before: Option<char>, after: Option<char>) -> Facing {
    let spaced_before = before.is_none_or(char::is_whitespace);
    let spaced_after = after.is_none_or(char::is_whitespace);
    match (spaced_before, spaced_after) {
        (true, false) => Facing::Open,
        (false, true) => Facing::Close,
        _ => match (c, opens_after(before), closes_before(after)) {
            ('„' | '‟', ..) | ('“', true, _) | (_, true, false) => Facing::Open,
            ('”', _, true) | (_, false, true) => Facing::Close,
            _ => Facing::Either,
        },
    }
}

fn angle(c: char, before: Option<char>, after: Option<char>) -> Facing {
    let spaced_before = before.is_none_or(char::is_whitespace);
    let spaced_after = after.is_none_or(char::is_whitespace);
    // French puts spaces inside of the marks, German turns the marks round.
    let opens = opens_after(before) && !spaced_after && !closes_before(after);
    let closes = !spaced_before && closes_before(after);
    if !closes && (opens || matches!(c, '«' | '‹')) {
        Facing::Open
    } else {
        Facing::Close
    }
}

/// Single marks, apostrophes left out: inside a word, before a cut year (’90s), for cut letters (’em).
fn single(
    c: char,
    before: Option<char>,
    after: Option<char>,
    after_next: Option<char>,
) -> Option<Facing> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if letter(before) && letter(after) {
        return None;
    }
    if c == '‚' {
        return (opens_after(before) && letter(after)).then_some(Facing::Open);
    }
    if opens_after(before) && after.is_some_and(|c| !c.is_whitespace() && !"’'".contains(c)) {
        let year = after.is_some_and(|c| c.is_ascii_digit())
            && after_next.is_some_and(|c| c.is_ascii_digit());
        let nested_close = closes_before(after) && !letter(after);
        return match c {
            _ if year => None,
            // A curly one that closes by its form opens nothing: ’em, ’til.
            '’' if letter(after) => None,
            _ if nested_close => Some(Facing::Close),
            _ => Some(Facing::Open),
        };
    }
    if c == '‘' {
        return Some(Facing::Open).filter(|_| !closes_before(after));
    }
    before
        .is_some_and(|c| !c.is_whitespace())
        .then_some(Facing::Close)
        .filter(|_| closes_before(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facings(text: &str) -> String {
        glyphs(text, 0, text.len())
            .iter()
            .map(|glyph| match glyph.facing {
                Facing::Open => '<',
                Facing::Close => '>',
                Facing::Either => '?',
            })
            .collect()
    }

    #[test]
    fn the_place_tells_which_way_a_mark_faces() {
        for (text, facing) in [
            ("“a” \"b\" ‘c’ 'd'", "<><><><>"),
            ("a ”ghost“ b", "<>"),
            ("« a b », said", "<>"),
            ("»a«, sagte", "<>"),
            ("„a“ b", "<>"),
            ("``a,'' said", "<>"),
            ("the '90s, rock'n'roll, ’em and don’t", ""),
            ("a—“b”—c", "<>"),
            ("“He said, ‘Next year,’” X", "<<>>"),
            ("(“a”)", "<>"),
            ("clerks’ office", ">"),
            ("‘the ‘bus stop’", "<>"),
        ] {
            assert_eq!(facings(text), facing, "{text}");
        }
    }
}
