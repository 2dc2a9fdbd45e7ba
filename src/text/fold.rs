//! Folding for search: case, accents, curly marks, dashes and odd spaces do not matter. Knows
//! nothing of queries; the original text stays what is shown, and [`Folded`] leads back to it.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// Returns the text as search sees it. Folding twice is folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Returns a text folded; ids and tags are most often written as they fold.
#[must_use]
pub fn folded(name: &str) -> Cow<'_, str> {
    let plain = |byte: u8| matches!(byte, b' '..=b'@' | b'['..=b'~');
    // Without a way out early, so that many bytes are looked at at once.
    if name.bytes().fold(true, |all, byte| all & plain(byte)) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(fold(name))
    }
}

/// Appends the folded text to a buffer. Stretches of ASCII, which are nearly all, are copied whole.
pub fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        if rest.is_ascii() {
            fold_plain(rest, out);
            return;
        }
        let ascii = rest.bytes().position(|byte| !byte.is_ascii());
        let (plain, odd) = rest.split_at(ascii.unwrap_or(rest.len()));
        fold_plain(plain, out);
        let end = odd.bytes().position(|byte| byte.is_ascii());
        let (odd, later) = odd.split_at(end.unwrap_or(odd.len()));
        odd.chars().for_each(|c| fold_char(c, out));
        rest = later;
    }
}

/// Appends a text of ASCII, folded.
fn fold_plain(plain: &str, out: &mut String) {
    let spaced = |byte: u8| matches!(byte, b'\t'..=b'\r');
    // Without a branch, so that many bytes are looked at at once.
    if plain.bytes().fold(false, |any, byte| any | spaced(byte)) {
        out.extend(plain.chars().map(fold_ascii));
        return;
    }
    let start = out.len();
    out.push_str(plain);
    if let Some(copied) = out.get_mut(start..) {
        copied.make_ascii_lowercase();
    }
}

/// A folded text that knows where in the original each byte came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Length of the original, in bytes.
    len: usize,
    /// For each folded byte, where its original character starts; none when nothing moved.
    starts: Option<Vec<usize>>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let len = original.len();
        if original.is_ascii() {
            return Self {
                text: fold(original),
                len,
                starts: None,
            };
        }
        let mut text = String::with_capacity(len);
        let mut starts = Vec::with_capacity(len);
        for (at, c) in original.char_indices() {
            fold_char(c, &mut text);
            starts.resize(text.len(), at);
        }
        Self {
            text,
            len,
            starts: Some(starts),
        }
    }

    /// Returns the bytes of the original that a range of folded bytes came from.
    ///
    /// Both ends are at character boundaries, and accents belong to their letter. A range outside
    /// the text is cut to it.
    #[must_use]
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let end = folded.end.min(self.text.len());
        let start = folded.start.min(end);
        let Some(starts) = &self.starts else {
            return start..end;
        };
        let first = starts.get(start).copied().unwrap_or(self.len);
        if start == end {
            return first..first;
        }
        let last = starts[end - 1];
        first
            ..starts[end..]
                .iter()
                .copied()
                .find(|&at| at > last)
                .unwrap_or(self.len)
    }
}

/// Tells that a word has a capital, so that it is searched as it is written.
#[must_use]
pub fn has_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

/// Returns the ranges of the words of a folded text: runs of letters and digits, with apostrophes
/// inside (`don't` is one word, `tech-giant` two).
pub fn words(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + folded[at..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut chars = folded[start..].char_indices().peekable();
        while let Some((here, c)) = chars.next() {
            let inside = c == '\''
                && chars
                    .peek()
                    .is_some_and(|&(_, next)| next.is_alphanumeric());
            if !c.is_alphanumeric() && !inside {
                break;
            }
            end = start + here + c.len_utf8();
        }
        at = end;
        Some(start..end)
    })
}

fn fold_ascii(c: char) -> char {
    if matches!(c, '\t'..='\r') {
        ' '
    } else {
        c.to_ascii_lowercase()
    }
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(fold_ascii(c));
    } else if let Some(plain) = plain(c) {
        out.push_str(plain);
    } else {
        decompose_compatible(c, |part| {
            for lower in part.to_lowercase() {
                // Lower case may need a second look: `İ` gives `i` and a dot.
                decompose_compatible(lower, |part| push_part(part, out));
            }
        });
    }
}

fn push_part(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(fold_ascii(c));
    } else if let Some(plain) = plain(c) {
        out.push_str(plain);
    } else if !is_accent(c) {
        out.push(c);
    }
}

/// What stands for a character that Unicode does not take apart.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' | 'ʼ' | 'ʹ' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '﹘' | '﹣' | '－' => {
            "-"
        }
        '…' => "...",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        // Hidden characters, which must not keep a word from being found.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => {
            ""
        }
        c if c.is_whitespace() => " ",
        _ => return None,
    })
}

/// Accents that may be left out. Vowel signs of Indic scripts and the sound marks of kana are part
/// of the spelling and stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_what_does_not_matter() {
        for (text, folded) in [
            ("Ștefan ŞTEFAN", "stefan stefan"),
            ("don’t “curly”", "don't \"curly\""),
            ("naïve NAÏVE nai\u{308}ve", "naive naive naive"),
            ("Straße Ærø Łódź İstanbul", "strasse aero lodz istanbul"),
            ("35–40 — 5−3", "35-40 - 5-3"),
            ("10\u{a0}000\u{202f}€", "10 000 €"),
            ("wait…", "wait..."),
            ("ofﬁce co\u{ad}op", "office coop"),
            ("a\tb\r\nc", "a b  c"),
            ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
            ("が か", "か\u{3099} か"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn a_match_leads_back_to_the_original_letters() {
        for (text, word, original) in [
            ("by Ștefan!", "stefan", "Ștefan"),
            ("I don’t know", "don't", "don’t"),
            ("so nai\u{308}ve", "naive", "nai\u{308}ve"),
            ("cafe\u{301} x", "cafe", "cafe\u{301}"),
            ("Straße", "s", "S"),
            ("große", "gros", "groß"),
            ("plain", "lai", "lai"),
        ] {
            let folded = Folded::new(text);
            let at = folded.text.find(word).unwrap();
            assert_eq!(&text[folded.original(at..at + word.len())], original);
        }
    }

    #[test]
    fn a_range_outside_is_cut() {
        assert_eq!(Folded::new("é").original(5..9), 2..2);
        assert_eq!(Folded::new("e").original(0..9), 0..1);
        assert_eq!(Folded::new("").original(0..0), 0..0);
    }

    #[test]
    fn words_keep_inner_apostrophes() {
        let text = "don't 'quote' tech-giant $5bn.";
        let found: Vec<_> = words(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["don't", "quote", "tech", "giant", "5bn"]);
    }

    #[test]
    fn capitals_are_seen_in_any_script() {
        assert!(has_capital("Meta") && has_capital("Ștefan"));
        assert!(!has_capital("meta 5é"));
    }

    #[test]
    fn folding_any_character_twice_is_folding_it_once() {
        for c in '\0'..=char::MAX {
            let once = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "{c:?} U+{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn every_range_leads_to_character_boundaries(text in "\\PC{0,20}|[ßéa\u{301}…]{0,20}", a in 0usize..60, b in 0usize..60) {
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            let back = folded.original(a.min(b)..a.max(b));
            prop_assert!(text.get(back.clone()).is_some(), "{back:?}");
            let all = folded.original(0..folded.text.len());
            prop_assert!(all.start <= back.start && back.end <= all.end.max(back.start));
        }
    }
}
