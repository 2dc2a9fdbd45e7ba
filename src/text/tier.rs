//! How well a text holds a word. Both are folded; knows nothing of claims.

/// How well a text holds a word, best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tier {
    /// Not at all.
    #[default]
    Absent,
    /// Inside or at the end of a word.
    Substring,
    /// At the beginning of a word.
    Prefix,
    /// As a whole word.
    Whole,
    /// All words of a query stand in a row. No single word is held so.
    Phrase,
}

impl Tier {
    /// Returns how well a folded text holds a folded word.
    #[must_use]
    pub fn of(text: &str, word: &str) -> Self {
        let mut best = Self::Absent;
        for (at, _) in text.match_indices(word) {
            let end = at + word.len();
            let tier = if !starts_word(text, at, word) {
                Self::Substring
            } else if ends_word(text, end, word) {
                return Self::Whole;
            } else {
                Self::Prefix
            };
            best = best.max(tier);
        }
        best
    }
}

fn starts_word(text: &str, at: usize, word: &str) -> bool {
    !word.starts_with(char::is_alphanumeric) || !text[..at].ends_with(char::is_alphanumeric)
}

fn ends_word(text: &str, end: usize, word: &str) -> bool {
    !word.ends_with(char::is_alphanumeric) || !text[end..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_place_counts() {
        let tier = |text| Tier::of(text, "tech");
        assert_eq!(tier("biotech and technology"), Tier::Prefix);
        assert_eq!(tier("biotech, tech-giant"), Tier::Whole);
        assert_eq!(tier("biotech"), Tier::Substring);
        assert_eq!(tier("none"), Tier::Absent);
        assert_eq!(Tier::of("a 5% rise", "%"), Tier::Whole);
    }
}
