//! A form: one or more fields to type into, for every kind of text the app asks for.

use jiff::{SignedDuration, Timestamp};

use super::Target;
use super::form_field::FormField;
use super::mention::{Mention, Place};
use crate::model::{Change, Claim, Scalar};
use crate::store::Store;
use crate::tui::exporting::Export;

/// What happens with a filled form.
#[derive(Debug, Clone, PartialEq)]
pub enum Submit {
    /// Append a note; with `replaces`, as a correction of that entry.
    Note {
        /// The `at` of the entry it corrects.
        replaces: Option<String>,
    },
    /// Change one's own last note.
    EditLast,
    /// Append a reason to doubt.
    Skepticism,
    /// Judge, with what is typed as the reason.
    Judge(Box<Change>),
    /// Give the judgement of that moment its reason.
    Reason(Timestamp),
    /// Give a tag another name over all claims.
    RenameTag(String),
    /// Set a field.
    Field(Scalar),
    /// Append evidence.
    Evidence,
    /// Add a claim to this file.
    AddClaim {
        /// Its path under the claims folder.
        file: String,
    },
    /// Make the record of an article, with its first claim.
    AddArticle,
    /// Accept a captured draft as it is filled in.
    Draft {
        /// Its file's path under the claims folder.
        file: String,
        /// The draft as it is in the file.
        draft: Box<Claim>,
    },
    /// Cut a captured draft into parts.
    Split {
        /// Its file's path under the claims folder.
        file: String,
        /// The draft as it is in the file.
        draft: Box<Claim>,
    },
    /// Save the filter as a view.
    View {
        /// The view whose place it takes.
        old: Option<String>,
        /// The query.
        query: String,
    },
    /// Capture the article that is pasted or named.
    Capture,
    /// Take the name that notes are signed with.
    Author,
    /// Export to the path typed.
    ExportTo(Box<Export>),
}

/// A form over the panes.
#[derive(Debug)]
pub struct Form {
    /// What it is for, and whom for.
    pub title: String,
    /// What is said above the fields.
    pub lead: Vec<String>,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// The field that is typed into.
    pub focus: usize,
    /// What happens with it.
    pub submit: Submit,
    /// The claims it is for.
    pub targets: Vec<Target>,
    /// The key its text is kept under when it is left without saving.
    pub draft: String,
    /// Why it could not be taken.
    pub problem: Option<String>,
    /// The text is a draft of an earlier time.
    pub from_draft: bool,
    /// The names offered for a sign that was typed.
    pub mention: Option<Mention>,
    /// The sign whose names were left.
    left: Option<Place>,
    /// What it was filled in with: that is no typed text.
    filled: Option<String>,
    /// When its text was last kept, or the first key typed.
    kept: Option<Timestamp>,
}

/// How much typing a crash may cost.
const UNKEPT: SignedDuration = SignedDuration::from_secs(2);

impl Form {
    /// Returns a form.
    #[must_use]
    pub fn new(
        title: impl Into<String>,
        fields: Vec<FormField>,
        submit: Submit,
        targets: Vec<Target>,
    ) -> Self {
        let draft = draft_key(&submit, &targets);
        Self {
            title: title.into(),
            lead: Vec::new(),
            fields,
            focus: 0,
            submit,
            targets,
            draft,
            problem: None,
            from_draft: false,
            mention: None,
            left: None,
            filled: None,
            kept: None,
        }
    }

    /// Takes what stands in the fields now as given, not typed: it is no draft.
    #[must_use]
    pub fn filled(mut self) -> Self {
        self.filled = self.draft_text();
        self
    }

    /// Returns the text when it is time to keep it again, so that a crash costs two seconds of
    /// typing and no more.
    pub fn to_keep(&mut self, now: Timestamp) -> Option<(String, String)> {
        let kept = *self.kept.get_or_insert(now);
        if self.draft.is_empty() || now.duration_since(kept) < UNKEPT {
            return None;
        }
        let text = self.draft_text()?;
        self.kept = Some(now);
        Some((self.draft.clone(), text))
    }

    /// Returns the text of a field by its label.
    #[must_use]
    pub fn text(&self, label: &str) -> Option<String> {
        self.fields
            .iter()
            .find(|field| field.label == label)?
            .text()
    }

    /// Returns all that is typed, so that it can be kept as a draft; `None` when nothing is.
    #[must_use]
    pub fn draft_text(&self) -> Option<String> {
        let texts: Vec<String> = self
            .fields
            .iter()
            .map(|field| field.text().unwrap_or_default())
            .collect();
        let text = match texts.as_slice() {
            texts if texts.iter().all(String::is_empty) => return None,
            [only] => only.clone(),
            // A NUL stands in no typed text.
            many => many.join("\0"),
        };
        (self.filled.as_ref() != Some(&text)).then_some(text)
    }

    /// Takes up a draft.
    pub fn take_up(&mut self, draft: &str) {
        for (field, text) in self.fields.iter_mut().zip(draft.split('\0')) {
            field.set(text);
        }
        self.from_draft = true;
    }

    /// Offers names for a sign that was just typed, unless they were left.
    pub fn offer_names(&mut self, store: &Store) {
        let Some(field) = self.fields.get(self.focus) else {
            return;
        };
        let place = field.naming.place(&field.area);
        if place.is_none() || self.left != place {
            self.left = None;
            if self.mention.is_none() {
                self.mention = Mention::of(store, field.naming, &field.area);
            }
        }
    }

    /// Takes up what stands behind the sign now; the names go when the cursor has left it.
    pub fn settle_names(&mut self) {
        let Some(field) = self.fields.get(self.focus) else {
            return;
        };
        let of_field =
            |mention: &mut Mention| mention.naming == field.naming && mention.narrow(&field.area);
        self.mention.take_if(|mention| !of_field(mention));
    }

    /// Moves among the names offered.
    pub fn move_name(&mut self, by: isize) {
        if let Some(mention) = &mut self.mention {
            mention.move_by(by);
        }
    }

    /// Puts in the name under the cursor.
    pub fn put_name(&mut self) {
        if let (Some(mention), Some(field)) = (self.mention.take(), self.fields.get_mut(self.focus))
        {
            mention.put(&mut field.area);
        }
    }

    /// Tells that one of the names offered is to be put in: behind a sign the first one is, in a field
    /// that is a name one that was gone to.
    #[must_use]
    pub fn names(&self) -> bool {
        self.mention.as_ref().is_some_and(Mention::is_chosen)
    }

    /// Goes to another field, round at the ends.
    pub fn focus(&mut self, by: isize) {
        let len = self.fields.len().max(1);
        self.mention = None;
        self.left = None;
        self.focus = (self.focus + len).saturating_add_signed(by) % len;
    }

    /// Offers no names for this sign any more.
    pub fn leave_names(&mut self) {
        self.left = self.mention.take().map(|mention| mention.place);
    }

    /// Tells that Enter saves here: the last field, of one line.
    #[must_use]
    pub fn enter_saves(&self) -> bool {
        !self.in_lines() && self.focus + 1 >= self.fields.len()
    }

    /// Tells that Enter ends a line here instead of saving.
    #[must_use]
    pub fn in_lines(&self) -> bool {
        self.fields
            .get(self.focus)
            .is_some_and(|field| field.multiline)
    }
}

fn draft_key(submit: &Submit, targets: &[Target]) -> String {
    let what = match submit {
        Submit::Note { replaces: None } => "note",
        Submit::Note { .. } => "correct",
        Submit::EditLast => "last",
        Submit::Skepticism => "skepticism",
        Submit::Field(field) => field.word(),
        Submit::Evidence => "evidence",
        Submit::AddClaim { file } => return format!("add to {file}"),
        Submit::AddArticle => "new article",
        Submit::Draft { .. } => "accept",
        Submit::Split { .. } => "split",
        Submit::Judge(_) | Submit::Reason(_) => "reason",
        Submit::Capture => "capture",
        Submit::ExportTo(_) | Submit::Author | Submit::View { .. } | Submit::RenameTag(_) => {
            return String::new();
        }
    };
    match targets {
        [] => what.to_owned(),
        [one] => format!(
            "{what} {}/{}",
            crate::model::file_stem(&one.file),
            one.claim
        ),
        many => format!("{what} on {} claims", many.len()),
    }
}
