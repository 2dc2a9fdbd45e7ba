//! What another publisher found on checking a claim.

use super::PartialDate;

/// A verdict that another publisher gave, on a scale of its own. It is kept as given: none is ever
/// converted into a verdict of the folder's scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// The verdict in the publisher's words: ClaimReview's `alternateName`.
    pub label: Option<String>,
    /// Its place on the publisher's scale, as written: ClaimReview's `ratingValue`.
    pub value: Option<String>,
    /// The best value of that scale.
    pub best: Option<String>,
    /// The worst value of that scale.
    pub worst: Option<String>,
    /// Who gave it; the scale is theirs.
    pub by: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// What they say of it: ClaimReview's `reviewBody`.
    pub note: Option<String>,
    /// The JSON it was imported from, for what the other keys have no place for.
    pub original: Option<String>,
}
