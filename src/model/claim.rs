//! A claim: one proposition that an article makes or passes on.

use super::{
    Attribution, Evidence, Figure, Grade, Kind, Link, LogEntry, PartialDate, Review, Skepticism,
};

/// One claim as its file records it. Everything but the id is optional here; that a claim has a
/// quote or an assertion is the reader's rule (`yaml::read`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claim {
    /// Unique in its file; see [`super::id_problem`] for the rule.
    pub id: String,
    /// The article's own text, verbatim, without the marks that enclose the whole of it.
    pub quote: Option<String>,
    /// The proposition in the recorder's words; never shown in quote marks.
    pub assertion: Option<String>,
    /// Who makes the claim, as the article has it: a name or an alias.
    pub speaker: Option<String>,
    /// The speaker's role as this article gives it.
    pub role: Option<String>,
    /// The speaker's organisation as this article gives it.
    pub org: Option<String>,
    /// Who passes the words on; the article's author when absent.
    pub via: Option<String>,
    /// Whose words the quote is made of.
    pub attribution: Option<Attribution>,
    /// What sort of statement it is.
    pub kind: Option<Kind>,
    /// Line of the captured text, 1-based.
    pub line: Option<u32>,
    /// When it was said, if that is not the publication date.
    pub said: Option<PartialDate>,
    /// BCP 47 language of the quote, when it is not the record's own.
    pub lang: Option<String>,
    /// The quote in the record's language.
    pub translation: Option<String>,
    /// The figures the quote carries, in the order they stand.
    pub figures: Vec<Figure>,
    /// The Admiralty grade; both halves may be missing.
    pub grade: Grade,
    /// Reasons to doubt.
    pub skepticism: Vec<Skepticism>,
    /// Free labels.
    pub tags: Vec<String>,
    /// What was found for or against it.
    pub evidence: Vec<Evidence>,
    /// Links to other claims; stored at one end only.
    pub links: Vec<Link>,
    /// The verdict after checking: a label of the folder's scale.
    pub verdict: Option<String>,
    /// Verdicts that others gave, on their own scales.
    pub reviews: Vec<Review>,
    /// The log: notes and changes of grade or verdict, appended to.
    pub annotations: Vec<LogEntry>,
    /// A captured draft nobody has accepted yet.
    pub candidate: bool,
    /// Of a captured draft: how sure the rule was, 0 to 1, as written.
    pub confidence: Option<String>,
    /// Of a captured draft: the rule that found it.
    pub rule: Option<String>,
}
