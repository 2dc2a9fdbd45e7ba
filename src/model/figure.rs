//! A figure: what the article printed, and what it amounts to.

use super::words::words;

/// A figure as its file records it. The explicit keys override what is parsed from `text`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figure {
    /// Verbatim from the quote.
    pub text: String,
    /// What it measures, in the recorder's words.
    pub about: Option<String>,
    /// Overrides the parsed lower end; a plain decimal number.
    pub low: Option<String>,
    /// Overrides the parsed upper end; a plain decimal number.
    pub high: Option<String>,
    /// Overrides the parsed unit; see [`Unit::parse`].
    pub unit: Option<String>,
    /// Overrides the parsed qualifier.
    pub qualifier: Option<Qualifier>,
    /// Overrides the parsed period.
    pub period: Option<String>,
}

words! {
    /// How a figure is hedged in print. It is shown and searched, and never stretches the figure.
    Qualifier {
        About "about" "about, around, roughly, some"
        AtLeast "at-least" "at least, a minimum of, or more"
        MoreThan "more-than" "more than, over, above"
        Nearly "nearly" "nearly, almost, close to"
        UpTo "up-to" "up to, at most, a maximum of"
        LessThan "less-than" "less than, under, below"
        Only "only" "only, just, merely"
        Reportedly "reportedly" "reportedly, an estimated"
    }
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Unit {
    /// A bare number.
    #[default]
    None,
    /// An ISO 4217 code: `USD`.
    Currency(String),
    /// Percent.
    Percent,
    /// Percentage points: never the same as percent.
    Points,
    /// Basis points, hundredths of a percentage point.
    BasisPoints,
    /// Anything else that is counted, as printed: `GPU hours`.
    Thing(String),
}

impl Unit {
    /// Returns the unit a word stands for: `USD`, `%`, `points`, `bp`, or the thing itself.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        match text.to_ascii_lowercase().as_str() {
            "" | "none" => Self::None,
            "%" | "percent" | "per cent" | "pct" => Self::Percent,
            "points" | "pp" | "percentage points" => Self::Points,
            "bp" | "bps" | "basis points" => Self::BasisPoints,
            lower if lower.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) => {
                Self::Currency(text.to_owned())
            }
            _ => Self::Thing(text.to_owned()),
        }
    }
}

/// `USD`, `%`, `points`, `bp`, the thing; empty for a bare number.
impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::None => "",
            Self::Currency(code) => code,
            Self::Percent => "%",
            Self::Points => "points",
            Self::BasisPoints => "bp",
            Self::Thing(thing) => thing,
        })
    }
}

/// What a figure amounts to. A *scale word* ("billions") has neither end: it measures nothing and
/// matches no number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Amount {
    /// The lower end; equal to `high` for a single number.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// What it counts.
    pub unit: Unit,
    /// How it is hedged.
    pub qualifier: Option<Qualifier>,
    /// Over what time: `a year`, `per day`, `in the past few years`, as printed.
    pub period: Option<String>,
    /// Of a scale word, the size of one: 1e9 for "billions".
    pub scale: Option<f64>,
}

impl Amount {
    /// Tells that it is a scale word, which measures nothing.
    #[must_use]
    pub fn is_scale_word(&self) -> bool {
        self.scale.is_some()
    }
}
