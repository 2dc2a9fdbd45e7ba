//! What was found for or against a claim, and how claims bear on each other.

use super::PartialDate;
use super::words::words;

words! {
    /// Which way a piece of evidence points.
    Stance {
        For "for" "speaks for the claim"
        Against "against" "speaks against the claim"
        Context "context" "neither: needed to understand it"
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// Which way it points.
    pub stance: Option<Stance>,
    /// Where it stands.
    pub url: Option<String>,
    /// Its own words.
    pub quote: Option<String>,
    /// The recorder's remark.
    pub note: Option<String>,
    /// Where a copy is archived.
    pub archived: Option<String>,
    /// When it was read.
    pub accessed: Option<PartialDate>,
}

words! {
    /// How one claim bears on another; stored once, shown at both ends.
    Relation {
        Contradicts "contradicts" "both can not hold"
        Repeats "repeats" "says the same again"
        Supports "supports" "gives a reason for it"
        Attacks "attacks" "gives a reason against it"
        Corrects "corrects" "puts it right"
    }
}

impl Relation {
    /// Returns how the link reads from the other end: `contradicted by`.
    #[must_use]
    pub fn reverse(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicted by",
            Self::Repeats => "repeated by",
            Self::Supports => "supported by",
            Self::Attacks => "attacked by",
            Self::Corrects => "corrected by",
        }
    }
}

/// A link to another claim: an id of the same file, or any unique trailing part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// How this claim bears on the other.
    pub relation: Relation,
    /// The other claim, as written.
    pub target: String,
}
