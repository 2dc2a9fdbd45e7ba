//! The verdict scale: what may be said after checking. Built in, or a newsroom's own.

/// A scale of verdicts. Scales are never silently converted into each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Its name, kept on export.
    pub name: String,
    /// The verdicts, best first; those off the scale last.
    pub verdicts: Vec<Verdict>,
}

/// One verdict of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The word in YAML, queries and exports.
    pub label: String,
    /// Its place, higher is truer; `None` for a verdict off the scale (`misleading`).
    pub value: Option<i32>,
    /// One glyph for narrow columns.
    pub glyph: String,
    /// A colour name or `#rrggbb`, when the scale gives one.
    pub colour: Option<String>,
    /// `alternateName` for ClaimReview, when it differs from the label.
    pub claim_review: Option<String>,
}

const BUILT_IN: [(&str, Option<i32>, &str); 8] = [
    ("supported", Some(5), "✓"),
    ("mostly-supported", Some(4), "✓"),
    ("mixed", Some(3), "±"),
    ("mostly-refuted", Some(2), "✗"),
    ("refuted", Some(1), "✗"),
    ("misleading", None, "!"),
    ("outdated", None, "⌛"),
    ("unproven", None, "?"),
];

impl Default for Scale {
    fn default() -> Self {
        let verdicts = BUILT_IN.iter().map(|&(label, value, glyph)| Verdict {
            label: label.to_owned(),
            value,
            glyph: glyph.to_owned(),
            colour: None,
            claim_review: None,
        });
        Self {
            name: "onrecord".to_owned(),
            verdicts: verdicts.collect(),
        }
    }
}

impl Scale {
    /// Returns the verdict with this label.
    #[must_use]
    pub fn get(&self, label: &str) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.label == label)
    }
}
