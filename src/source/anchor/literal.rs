//! Letter for letter: every place where the words stand whole.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Returns every place where the words stand; a part of a word or of a number is none.
pub(super) fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    if !wanted.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let whole = |place: &Range<usize>| !is_inside(text, place.start) && !is_inside(text, place.end);
    occurrences(text, wanted).filter(whole).collect()
}

/// Returns every occurrence, those that overlap too.
pub(super) fn occurrences<'a>(
    text: &'a str,
    wanted: &'a str,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let step = wanted.chars().next().map_or(1, char::len_utf8);
    let finder = memchr::memmem::Finder::new(wanted);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(text.get(from..)?.as_bytes())?;
        from = at + step;
        Some(at..at + wanted.len())
    })
}

/// Tells that a place is inside a word (`can|’t`, `non|-profit`), a number (`1|,500`) or a letter
/// with its accent.
pub(super) fn is_inside(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else {
        return true;
    };
    let (mut left, mut right) = (before.chars().rev(), after.chars());
    let (Some(a), Some(b)) = (left.next(), right.next()) else {
        return false;
    };
    is_combining_mark(b)
        || joined(a, b)
        || ties(b) && right.next().is_some_and(|c| bound(a, b, c))
        || ties(a) && left.next().is_some_and(|c| bound(c, a, b))
}

/// Tells that nothing separates two letters or digits.
fn joined(a: char, b: char) -> bool {
    a.is_alphanumeric() && b.is_alphanumeric() && !(stands_alone(a) || stands_alone(b))
}

/// Tells that a sign can hold a word or a number together.
fn ties(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '-' | '‐' | '\u{2011}' | '.' | ',')
}

/// Tells that a sign between two characters makes them one word or one number.
fn bound(a: char, sign: char, b: char) -> bool {
    match sign {
        '.' | ',' => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => joined(a, b),
    }
}

/// Tells that a letter belongs to a script that puts no space between words.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff // Thai, Lao
        | 0x1000..=0x109f // Myanmar
        | 0x1780..=0x17ff // Khmer
        | 0x2e80..=0x312f | 0x31a0..=0xa4cf // Han, kana, bopomofo
        | 0xf900..=0xfaff | 0xff66..=0xff9d | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str, wanted: &str) -> usize {
        places(text, wanted).len()
    }

    #[test]
    fn words_and_numbers_stand_whole() {
        let text = "They can’t cut non-profit costs of $1,500.50 by 15% (or 6 million).";
        for whole in [
            "They can’t",
            "non-profit",
            "$1,500.50",
            "15%",
            "(or 6",
            "million",
            "1,500.50",
            ").",
            "15",
            "costs of $1,500.50 by",
        ] {
            let found = usize::from(whole != ").");
            assert_eq!(count(text, whole), found, "{whole}");
        }
        for part in [
            "They can", "can", "t cut", "profit", "non", "500.50", "1,500", "5%", "mill", "hey",
        ] {
            assert_eq!(count(text, part), 0, "{part}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_cut_anywhere_and_accents_never() {
        assert_eq!(count("我们认为经济会增长", "经济会"), 1);
        assert_eq!(count("ราคาน้ำมัน", "ราคา"), 1);
        assert_eq!(count("q\u{308} more", "q"), 0);
        assert_eq!(count("ha ha ha", "ha ha"), 2);
    }
}
