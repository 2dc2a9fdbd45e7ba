//! A claim as everybody outside the store sees it: accessors over the columns.

use super::block::{Block, Details, Flag};
use super::{Backlink, FileEntry, FileRef, Ix, SpeakerRef, Store};
use crate::model::{
    Amount, Article, Attribution, Claim, Evidence, Figure, Grade, Kind, Link, LogEntry,
    PartialDate, Review, Skepticism, Speaker, Status,
};
use crate::text::wording::{Voice, Wording};

/// One claim of the store.
#[derive(Clone, Copy)]
pub struct ClaimRef<'a> {
    pub(super) store: &'a Store,
    pub(super) entry: &'a FileEntry,
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
    ($($(#[$doc:meta])* $name:ident $column:ident;)*) => {
        $($(#[$doc])* #[must_use] pub fn $name(&self) -> Option<&'a str> {
            self.block().$column.get(self.row)
        })*
    };
}

/// Accessors of texts that few claims have.
macro_rules! rare_texts {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])* #[must_use] pub fn $name(&self) -> Option<&'a str> {
            self.details().$name.as_deref()
        })*
    };
}

impl<'a> ClaimRef<'a> {
    texts! {
        /// The article's own text, verbatim.
        quote quotes;
        /// The proposition in the recorder's words.
        assertion assertions;
        /// Who makes the claim, as written.
        speaker_as_written speakers;
        /// The role as this article gives it.
        role roles;
        /// The organisation as this article gives it.
        org orgs;
        /// Who passes it on, when the record says so.
        via vias;
        /// The verdict's label.
        verdict verdicts;
    }

    rare_texts! {
        /// Language of the quote.
        lang;
        /// The quote in the record's language.
        translation;
        /// Of a captured draft: how sure the rule was.
        confidence;
        /// Of a captured draft: the rule that found it.
        rule;
    }

    pub(super) fn block(&self) -> &'a Block {
        &self.entry.block
    }

    fn details(&self) -> &'a Details {
        self.store.details_of(self)
    }

    /// Returns the details where the claim has such ones: else they need not be unpacked.
    fn details_with(&self, flag: Flag) -> &'a Details {
        static NONE: Details = Details::NONE;
        if self.has(flag) {
            self.details()
        } else {
            &NONE
        }
    }

    pub(super) fn has(&self, flag: Flag) -> bool {
        self.block().has(self.row, flag)
    }

    /// Returns the claim's number in the store, which lasts as long as this store does.
    #[must_use]
    pub fn ix(&self) -> Ix {
        self.ix
    }

    /// Returns the id, unique in its file.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.block().ids.get(self.row).unwrap_or_default()
    }

    /// Returns the global name PATH/ID.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.file().stem(), self.id())
    }

    /// Returns the file the claim stands in.
    #[must_use]
    pub fn file(&self) -> FileRef<'a> {
        FileRef { entry: self.entry }
    }

    /// Returns the line of the claim's item in its file, 1-based.
    #[must_use]
    pub fn line_in_file(&self) -> u32 {
        self.block().item_line(self.row)
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

    /// Returns the canonical name of a speaker of `speakers.yaml`, and what the article has for any
    /// other. Needs no table of all speakers.
    #[must_use]
    pub fn speaker_name(&self) -> Option<&'a str> {
        let written = self.speaker_as_written()?;
        Some(self.profile().map_or(written, |known| &known.name))
    }

    /// Returns what `speakers.yaml` says of the speaker. Needs no table of all speakers.
    #[must_use]
    pub fn profile(&self) -> Option<&'a Speaker> {
        let written = self.speaker_as_written()?;
        let named = self.attribution() != Some(Attribution::Unnamed);
        named.then(|| self.store.registered(written)).flatten()
    }

    /// Returns whose words the quote is made of.
    #[must_use]
    pub fn attribution(&self) -> Option<Attribution> {
        self.block().attribution(self.row)
    }

    /// Returns what sort of statement it is.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.block().kind(self.row)
    }

    /// Returns the line of the captured text, 1-based.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.block().line(self.row)
    }

    /// Returns when it was said, if the record gives a date of its own.
    #[must_use]
    pub fn said(&self) -> Option<PartialDate> {
        self.details().said.clone()
    }

    /// Returns the figures in the order they stand.
    #[must_use]
    pub fn figures(&self) -> impl ExactSizeIterator<Item = FigureRef<'a>> + use<'a> {
        self.details_with(Flag::Figures)
            .figures
            .iter()
            .map(|row| FigureRef {
                recorded: &row.figure,
                amount: row.amount.as_ref(),
            })
    }

    /// Returns the grade.
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.block().grade(self.row)
    }

    /// Returns the reasons to doubt.
    #[must_use]
    pub fn skepticism(&self) -> impl ExactSizeIterator<Item = &'a Skepticism> + use<'a> {
        self.details_with(Flag::Skepticism).skepticism.iter()
    }

    /// Returns the tags.
    #[must_use]
    pub fn tags(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        self.block().tags_of(self.row)
    }

    /// Returns the evidence.
    #[must_use]
    pub fn evidence(&self) -> impl ExactSizeIterator<Item = &'a Evidence> + use<'a> {
        self.details_with(Flag::Evidence).evidence.iter()
    }

    /// Returns the verdicts that others gave.
    #[must_use]
    pub fn reviews(&self) -> impl ExactSizeIterator<Item = &'a Review> + use<'a> {
        self.details().reviews.iter()
    }

    /// Returns the links that are stored at this end.
    #[must_use]
    pub fn links(&self) -> impl ExactSizeIterator<Item = &'a Link> + use<'a> {
        self.details_with(Flag::Links).links.iter()
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
        self.details_with(Flag::Annotations).annotations.iter()
    }

    /// Tells that it is a captured draft nobody has accepted.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        self.has(Flag::Candidate)
    }

    /// Returns the derived status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.store.status_of(self.ix)
    }

    /// Returns quote, assertion, translation, skepticism and notes, folded, a line each.
    #[must_use]
    pub fn folded_body(&self) -> &'a str {
        self.block().folded_body(self.row)
    }

    /// Returns id, speaker, role, organisation, tags and title, folded, a line each.
    #[must_use]
    pub fn folded_names(&self) -> &'a str {
        self.block().folded_names(self.row)
    }

    /// Tells that it has figures, without looking at them.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        self.has(Flag::Figures)
    }

    /// Tells that there is evidence, without looking at it.
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        self.has(Flag::Evidence)
    }

    /// Tells that there are reasons to doubt, without looking at them.
    #[must_use]
    pub fn has_skepticism(&self) -> bool {
        self.has(Flag::Skepticism)
    }

    /// Tells that its log has entries, without looking at them.
    #[must_use]
    pub fn has_annotations(&self) -> bool {
        self.has(Flag::Annotations)
    }

    /// Tells that it stores links to others, without looking at them.
    #[must_use]
    pub fn has_links(&self) -> bool {
        self.has(Flag::Links)
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
        self.block().claim(self.row)
    }
}
