//! The closed word sets of a claim: what sort of statement it is, whose words it is made of, and
//! whether they stand in the article.

use super::words::words;

words! {
    /// What sort of statement a claim is.
    Kind {
        Fact "fact" "a statement that can be checked now"
        Figure "figure" "a statement whose point is a number"
        Prediction "prediction" "a statement about what will be"
        Opinion "opinion" "a judgement, not true or false by itself"
        Allegation "allegation" "an accusation that is not shown"
        Commitment "commitment" "a promise or an announced plan"
    }
}

words! {
    /// Whose words a quote is made of.
    Attribution {
        Direct "direct" "the speaker's own words, all of them in marks in the article"
        Partial "partial" "some of the words stand in marks, the rest are the article's"
        Paraphrase "paraphrase" "a named speaker's view in the article's words"
        Author "author" "the article's own voice"
        Unnamed "unnamed" "a source that the article does not name"
    }
}

words! {
    /// What is known about a claim so far: derived, never stored. The first that holds, in the
    /// order candidate, settled, contested, graded, ungraded.
    Status {
        Candidate "candidate" "a captured draft that nobody has accepted"
        Settled "settled" "has a verdict"
        Contested "contested" "contradicted by another claim, or graded differently by two people"
        Graded "graded" "has a grade"
        Ungraded "ungraded" "nobody has judged it"
    }
}

words! {
    /// How a quote stands to its captured text. Of the text only Unicode form and white space may
    /// differ; everything else is other words.
    Integrity {
        Found "found" "verbatim, on its line"
        Moved "moved" "verbatim, on another line"
        Changed "changed" "a near match: some words differ"
        Ambiguous "ambiguous" "verbatim more than once, and no line says which"
        Gone "gone" "nothing like it stands in the text"
        Absent "absent" "the captured text is not on this machine"
        Unpinned "unpinned" "no captured text is recorded"
    }
}

impl Integrity {
    /// Returns a glyph that tells the states apart without colour.
    #[must_use]
    pub const fn glyph(self) -> char {
        match self {
            Self::Found => '✓',
            Self::Moved => '↕',
            Self::Changed => '≠',
            Self::Ambiguous => '‖',
            Self::Gone => '✗',
            Self::Absent => '∅',
            Self::Unpinned => '·',
        }
    }

    /// Tells that somebody has to look: the text is there, and the quote is not simply in it.
    #[must_use]
    pub const fn is_amiss(self) -> bool {
        matches!(
            self,
            Self::Moved | Self::Changed | Self::Ambiguous | Self::Gone
        )
    }
}
