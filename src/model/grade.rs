//! The Admiralty code: reliability of the source and credibility of the information, two
//! independent judgements that are never averaged (NATO AJP-2.1, STANAG 2511; UK JDP 2-00).

use std::fmt;

use super::words::words;

words! {
    /// Reliability of the source. `F` is *unknown*, not worse than `E`.
    Reliability {
        A "A" "completely reliable"
        B "B" "usually reliable"
        C "C" "fairly reliable"
        D "D" "not usually reliable"
        E "E" "unreliable"
        F "F" "reliability cannot be judged"
    }
}

words! {
    /// Credibility of the information. `6` is *unknown*, not worse than `5`.
    Credibility {
        One "1" "confirmed by other sources"
        Two "2" "probably true"
        Three "3" "possibly true"
        Four "4" "doubtful"
        Five "5" "improbable"
        Six "6" "credibility cannot be judged"
    }
}

impl Reliability {
    /// Returns the place on the scale, 0 (best) to 4; `None` for F, which has no place on it.
    #[must_use]
    pub fn rank(self) -> Option<u8> {
        (self != Self::F).then_some(self as u8)
    }
}

impl Credibility {
    /// Returns the place on the scale, 0 (best) to 4; `None` for 6, which has no place on it.
    #[must_use]
    pub fn rank(self) -> Option<u8> {
        (self != Self::Six).then_some(self as u8)
    }
}

/// A grade: either half may be missing, which means "not judged yet".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Grade {
    /// Reliability of the source, A to F.
    pub reliability: Option<Reliability>,
    /// Credibility of the information, 1 to 6.
    pub credibility: Option<Credibility>,
}

impl Grade {
    /// Neither half judged.
    pub const NONE: Self = Self {
        reliability: None,
        credibility: None,
    };

    /// Returns the grade written as `B2`, `B` or `2`; letters of either case. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.trim().to_ascii_uppercase();
        let (letter, digit) = match upper.len() {
            1 if upper.as_bytes()[0].is_ascii_digit() => ("", upper.as_str()),
            1 => (upper.as_str(), ""),
            2 if upper.is_char_boundary(1) => upper.split_at(1),
            _ => return None,
        };
        let reliability = Reliability::parse(letter);
        let credibility = Credibility::parse(digit);
        let whole =
            reliability.is_some() != letter.is_empty() && credibility.is_some() != digit.is_empty();
        whole.then_some(Self {
            reliability,
            credibility,
        })
    }

    /// Tells that neither half is judged.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// Returns the two-cell form for screens and tables: `B2`, `B·`, `·2`, `··`.
    #[must_use]
    pub fn shown(self) -> String {
        let reliability = self.reliability.map_or("·", Reliability::word);
        let credibility = self.credibility.map_or("·", Credibility::word);
        format!("{reliability}{credibility}")
    }

    /// Returns the grade in words, `B usually reliable, 2 probably true`; `ungraded` when empty.
    #[must_use]
    pub fn in_words(self) -> String {
        let halves: Vec<String> = [
            self.reliability
                .map(|half| format!("{half} {}", half.doc())),
            self.credibility
                .map(|half| format!("{half} {}", half.doc())),
        ]
        .into_iter()
        .flatten()
        .collect();
        if halves.is_empty() {
            "ungraded".to_owned()
        } else {
            halves.join(", ")
        }
    }
}

/// As written in YAML: `B2`, `B`, `2`; `none` when empty.
impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.reliability, self.credibility) {
            (None, None) => f.write_str("none"),
            (reliability, credibility) => {
                let letter = reliability.map_or("", Reliability::word);
                let digit = credibility.map_or("", Credibility::word);
                write!(f, "{letter}{digit}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grade_and_half_comes_back_as_written() {
        for letter in ["", "A", "B", "C", "D", "E", "F"] {
            for digit in ["", "1", "2", "3", "4", "5", "6"] {
                let text = format!("{letter}{digit}");
                if text.is_empty() {
                    assert_eq!(Grade::parse(&text), None);
                } else {
                    assert_eq!(Grade::parse(&text).map(|g| g.to_string()), Some(text));
                }
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["G1", "A7", "A0", "1A", "AA", "11", "B2x", "é", "é2", "B-2"] {
            assert_eq!(Grade::parse(text), None, "{text}");
        }
    }

    #[test]
    fn unknown_has_no_place_on_the_scale() {
        assert_eq!(Reliability::F.rank(), None);
        assert_eq!(Credibility::Six.rank(), None);
        assert_eq!(Reliability::E.rank(), Some(4));
        assert_eq!(Credibility::One.rank(), Some(0));
    }

    #[test]
    fn halves_are_shown_with_a_dot() {
        let shown = |text| Grade::parse(text).unwrap_or_default().shown();
        assert_eq!([shown("B"), shown("4"), shown("b2")], ["B·", "·4", "B2"]);
        assert_eq!(Grade::NONE.in_words(), "ungraded");
    }
}
