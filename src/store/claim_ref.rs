//! A claim as everybody outside the store sees it: accessors over the columns.

use super::columns::{Col, Columns};
use super::{Backlink, FileRef, Ix, SpeakerRef, Store};
use crate::model::{
    Amount, Article, Attribution, Claim, Evidence, Figure, Grade, Kind, Link, LogEntry,
    PartialDate, Review, Skepticism, Status,
};
use crate::text::wording::{Voice, Wording};

/// One claim of the store.
#[derive(Clone, Copy)]
pub struct ClaimRef<'a> {
    pub(super) store: &'a Store,
    pub(super) columns: &'a Columns,
    pub(super) row: usize,
    pub(super) ix: Ix,
}

impl std::fmt::Debug for ClaimRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClaimRef({})", self.name())
    }
}

/// One figure of a claim, with what it amounts to.
#[derive(Debug, Clone, Copy)]
pub struct FigureRef<'a> {
    /// As recorded.
    pub recorded: &'a Figure,
    /// What it amounts to; `None` when it could not be understood.
    pub amount: Option<&'a Amount>,
}

/// Text accessors: one line a column.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $col:ident;)*) => {
        $($(#[$doc])* #[must_use] pub fn $name(&self) -> Option<&'a str> {
            self.columns.text(Col::$col, self.row)
        })*
    };
}

impl<'a> ClaimRef<'a> {
    texts! {
        /// The article's own text, verbatim.
        quote Quote;
        /// The proposition in the recorder's words.
        assertion Assertion;
        /// Who makes the claim, as written.
        speaker_as_written Speaker;
        /// The role as this article gives it.
        role Role;
        /// The organisation as this article gives it.
        org Org;
        /// Who passes it on, when the record says so.
        via Via;
        /// Language of the quote.
        lang Lang;
        /// The quote in the record's language.
        translation Translation;
        /// The verdict's label.
        verdict Verdict;
        /// Of a captured draft: how sure the rule was.
        confidence Confidence;
        /// Of a captured draft: the rule that found it.
        rule Rule;
    }

    /// Returns the claim's number in the store, which lasts as long as this store does.
    #[must_use]
    pub fn ix(&self) -> Ix {
        self.ix
    }

    /// Returns the id, unique in its file.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.columns.text(Col::Id, self.row).unwrap_or_default()
    }

    /// Returns the global name PATH/ID.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.file().stem(), self.id())
    }

    /// Returns the file the claim stands in.
    #[must_use]
    pub fn file(&self) -> FileRef<'a> {
        self.store.file_of(self.ix)
    }

    /// Returns the line of the claim's item in its file, 1-based.
    #[must_use]
    pub fn line_in_file(&self) -> u32 {
        self.columns.item_line[self.row]
    }

    /// Returns the article it is from.
    #[must_use]
    pub fn article(&self) -> &'a Article {
        self.file().article()
    }

    /// Returns the speaker, spellings and aliases merged.
    #[must_use]
    pub fn speaker(&self) -> Option<SpeakerRef<'a>> {
        self.store.speaker_of(self.ix)
    }

    /// Returns the speaker's canonical name.
    #[must_use]
    pub fn speaker_name(&self) -> Option<&'a str> {
        self.speaker().map(|speaker| speaker.name())
    }

    /// Returns whose words the quote is made of.
    #[must_use]
    pub fn attribution(&self) -> Option<Attribution> {
        self.columns.attribution[self.row]
    }

    /// Returns what sort of statement it is.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.columns.kind[self.row]
    }

    /// Returns the line of the captured text, 1-based.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.columns.line[self.row]
    }

    /// Returns when it was said, if the record gives a date of its own.
    #[must_use]
    pub fn said(&self) -> Option<PartialDate> {
        let (first, last) = self.columns.said[self.row]?;
        let text = self.columns.text(Col::Said, self.row)?.to_owned();
        Some(PartialDate { text, first, last })
    }

    /// Returns the figures in the order they stand.
    #[must_use]
    pub fn figures(&self) -> impl ExactSizeIterator<Item = FigureRef<'a>> + use<'a> {
        self.columns
            .figures
            .get(self.row)
            .iter()
            .map(|row| FigureRef {
                recorded: &row.figure,
                amount: row.amount.as_ref(),
            })
    }

    /// Returns the grade.
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.columns.grade[self.row]
    }

    /// Returns the reasons to doubt.
    #[must_use]
    pub fn skepticism(&self) -> impl ExactSizeIterator<Item = &'a Skepticism> + use<'a> {
        self.columns.skepticism.get(self.row).iter()
    }

    /// Returns the tags.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        self.columns.tags.get(self.row).iter().map(String::as_str)
    }

    /// Returns the evidence.
    #[must_use]
    pub fn evidence(&self) -> impl ExactSizeIterator<Item = &'a Evidence> + use<'a> {
        self.columns.evidence.get(self.row).iter()
    }

    /// Returns the verdicts that others gave.
    #[must_use]
    pub fn reviews(&self) -> impl ExactSizeIterator<Item = &'a Review> + use<'a> {
        self.columns.reviews.get(self.row).iter()
    }

    /// Returns the links that are stored at this end.
    #[must_use]
    pub fn links(&self) -> impl ExactSizeIterator<Item = &'a Link> + use<'a> {
        self.columns.links.get(self.row).iter()
    }

    /// Returns the links that other claims store to this one.
    #[must_use]
    pub fn backlinks(&self) -> &'a [Backlink] {
        self.store.backlinks_of(self.ix)
    }

    /// Returns the log, oldest first.
    #[must_use]
    pub fn annotations(
        &self,
    ) -> impl DoubleEndedIterator<Item = &'a LogEntry> + ExactSizeIterator + use<'a> {
        self.columns.annotations.get(self.row).iter()
    }

    /// Tells that it is a captured draft nobody has accepted.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        self.columns.candidate[self.row]
    }

    /// Returns the derived status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.store.status_of(self.ix)
    }

    /// Returns quote, assertion, translation, skepticism and notes, folded, a line each.
    #[must_use]
    pub fn folded_body(&self) -> &'a str {
        self.columns
            .text(Col::FoldedBody, self.row)
            .unwrap_or_default()
    }

    /// Returns id, speaker, role, organisation, tags and title, folded, a line each.
    #[must_use]
    pub fn folded_names(&self) -> &'a str {
        self.columns
            .text(Col::FoldedNames, self.row)
            .unwrap_or_default()
    }

    /// Returns how the claim's words are shown, and whose they are.
    #[must_use]
    pub fn wording(&self) -> Wording {
        let article = self.article();
        Voice {
            quote: self.quote(),
            assertion: self.assertion(),
            attribution: self.attribution(),
            speaker: self.speaker_name(),
            via: self.via().or(article.author.as_deref()),
            outlet: article.outlet.as_deref(),
        }
        .wording()
    }

    /// Returns the claim as plain data: for editors and exports.
    #[must_use]
    pub fn to_claim(&self) -> Claim {
        self.columns.claim(self.row)
    }
}
