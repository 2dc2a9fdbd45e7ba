//! `has:` what a claim carries at all: a table of its own.

use super::shapes::each;
use super::{FieldRow, Index, Reads};
use crate::query::value::choice::one_of;
use crate::store::ClaimRef;

pub(super) const ROW: FieldRow = FieldRow {
    name: "has",
    aliases: &[],
    doc: "what the claim carries at all",
    examples: &["has:note", "has:evidence", "-has:grade"],
    index: Index::Column,
    thousands: false,
    words: || PARTS.iter().map(|part| (part.name, part.doc)).collect(),
    values: |claim, each| {
        let held = PARTS.iter().filter(|part| (part.test)(claim));
        held.for_each(|part| each(part.name));
    },
    reads: Reads::Condition(|piece| {
        let words: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        let test = PARTS[one_of(piece, &words)?].test;
        each(test)
    }),
};

struct Part {
    name: &'static str,
    doc: &'static str,
    test: fn(ClaimRef<'_>) -> bool,
}

const PARTS: &[Part] = &[
    Part {
        name: "note",
        doc: "an annotation with a note",
        test: |claim| claim.annotations().any(|entry| entry.note.is_some()),
    },
    Part {
        name: "figure",
        doc: "a figure",
        test: |claim| claim.figures().len() > 0,
    },
    Part {
        name: "evidence",
        doc: "evidence for or against",
        test: |claim| claim.evidence().len() > 0,
    },
    Part {
        name: "skepticism",
        doc: "a reason to doubt",
        test: |claim| claim.skepticism().len() > 0,
    },
    Part {
        name: "link",
        doc: "a link to or from another claim",
        test: |claim| claim.links().len() > 0 || !claim.backlinks().is_empty(),
    },
    Part {
        name: "grade",
        doc: "a grade, or half of one",
        test: |claim| !claim.grade().is_none(),
    },
    Part {
        name: "verdict",
        doc: "a verdict",
        test: |claim| claim.verdict().is_some(),
    },
    Part {
        name: "tag",
        doc: "a tag",
        test: |claim| claim.tags().len() > 0,
    },
    Part {
        name: "speaker",
        doc: "a speaker",
        test: |claim| claim.speaker_as_written().is_some(),
    },
    Part {
        name: "quote",
        doc: "a quote",
        test: |claim| claim.quote().is_some(),
    },
    Part {
        name: "assertion",
        doc: "an assertion",
        test: |claim| claim.assertion().is_some(),
    },
    Part {
        name: "translation",
        doc: "a translated quote",
        test: |claim| claim.translation().is_some(),
    },
    Part {
        name: "line",
        doc: "a line of the captured text",
        test: |claim| claim.line().is_some(),
    },
    Part {
        name: "source",
        doc: "a pinned source text",
        test: |claim| claim.article().source.is_some(),
    },
    Part {
        name: "url",
        doc: "the article's address",
        test: |claim| claim.article().url.is_some(),
    },
];

#[cfg(test)]
mod tests {
    use crate::model::{Claim, Evidence, LogEntry};
    use crate::query::parse;
    use crate::query::testing::{article, claim, found};

    #[test]
    fn presence_and_absence() {
        let evidence = Claim {
            evidence: vec![Evidence::default()],
            ..claim("a", "X")
        };
        let regraded = Claim {
            annotations: vec![LogEntry::default()],
            ..claim("b", "X")
        };
        let store = article(vec![evidence, regraded]);
        assert_eq!(found(&store, "has:evidence"), ["a"]);
        assert_eq!(found(&store, "-has:evidence"), ["b"]);
        assert_eq!(found(&store, "has:note"), [""; 0]);
        assert_eq!(found(&store, "has:quote"), ["a", "b"]);
    }

    #[test]
    fn a_plural_is_nearly_right() {
        let query = parse("has:figures");
        let hint = query.problems()[0].hint.as_deref();
        assert_eq!(hint, Some("did you mean `figure`?"));
    }
}
