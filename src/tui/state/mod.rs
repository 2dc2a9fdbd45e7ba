//! Everything the screen shows, as plain data. Drawing reads it; only `update` and the actions change it.

mod article;
mod capture;
mod desk;
mod exports;
mod facets;
mod figures;
mod filter;
mod form;
mod form_field;
mod history;
mod list;
mod mention;
mod one_of;
mod picker;
mod preview;
mod problems;
mod setting;
mod sheet;
mod source;
mod target;
mod triage;

pub use article::{ArticlePlace, Captured, Row};
pub use capture::{Capturing, From, Order, Underway};
pub use desk::{Carried, Cursor, Desk, Digest, GridPlace};
pub use exports::{Exports, Running};
pub use facets::Facets;
pub use figures::{FigureLine, Figures};
pub use filter::Filter;
pub use form::{Form, Submit};
pub use form_field::FormField;
pub use history::{FailedSave, History};
pub use list::List;
pub use mention::{Mention, Named, Naming};
pub use one_of::OneOf;
pub use picker::{Choice, Item, Picker, TagDo, ViewDo};
pub use preview::{ExportMenu, Scope};
pub use problems::Problems;
pub(super) use setting::hint;
pub use setting::{Dates, Setting, faults};
pub use sheet::{Asked, Sheet, SheetLine};
pub use source::Source;
pub use target::Target;
pub use triage::{Like, Triage};

use std::collections::BTreeMap;
use std::sync::Arc;

use crokey::KeyCombination;
use jiff::Timestamp;

use super::actions::Context;
use super::effect::Effect;
use super::view::layout::Border;
use super::view::views::{VIEWS, ViewRow};
use crate::disk::{Panes, Saved};
use crate::model::{Change, Diagnostic, Edit, Severity};
use crate::query;
use crate::store::{ClaimRef, Ix, Store};

/// Which pane has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The list of claims.
    #[default]
    List,
    /// The facets, left of it.
    Facets,
    /// The claim, right of it or over it.
    Detail,
    /// The filter bar.
    Filter,
}

/// What lies over the panes.
#[derive(Debug)]
pub enum Popup {
    /// Something to type.
    Form(Box<Form>),
    /// Something to pick.
    Picker(Box<Picker>),
    /// The export menu.
    Export(Box<ExportMenu>),
    /// Something to read, or to agree to.
    Sheet(Box<Sheet>),
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Good,
    /// To mind.
    Warning,
    /// Wrong.
    Error,
}

/// The state of the app.
#[derive(Debug)]
pub struct State {
    /// The claims.
    pub store: Arc<Store>,
    /// What comes from outside and stays.
    pub setting: Setting,
    /// What is wrong with their files.
    pub problems: Problems,
    /// Which view is shown.
    pub view: &'static ViewRow,
    /// What it shows, made of the claims found.
    pub digest: Digest,
    /// The places in the other views.
    pub desk: Desk,
    /// The filter and what it found.
    pub filter: Filter,
    /// The list of claims.
    pub list: List,
    /// The facets pane.
    pub facets: Facets,
    /// First line shown of the claim.
    pub detail_scroll: usize,
    /// On narrow screens: the claim lies over the list.
    pub detail_over: bool,
    /// Which pane has the keys.
    pub pane: Pane,
    /// What lies over the panes, the topmost last.
    pub popups: Vec<Popup>,
    /// One's own writes, of this run and earlier ones.
    pub history: History,
    /// What could not be written and can be tried again.
    pub failed: Vec<FailedSave>,
    /// While many files are written: so many of so many.
    pub writing: Option<(usize, usize)>,
    /// The export that runs.
    pub exports: Exports,
    /// Claims that were read and wait for the filter to be run over them.
    pub arrived: Option<Arc<Store>>,
    /// What the user should know of how the folder is watched.
    pub watching: Option<&'static str>,
    /// Typed text that is not saved, by form.
    pub drafts: BTreeMap<String, String>,
    /// While the folder is read: so many files of so many.
    pub reading: Option<(usize, usize)>,
    /// So many files were left unread when reading was stopped.
    pub unread: usize,
    /// One's own saved views.
    pub saved: Saved,
    /// The captured text of the claim under the cursor.
    pub source: Source,
    /// The card of the first start lies over the screen.
    pub card: bool,
    /// The line at the bottom.
    pub message: Option<(Tone, String)>,
    /// The first keys of a longer binding.
    pub pressed: Vec<KeyCombination>,
    /// The widths of the panes, where the user chose them.
    pub panes: Panes,
    /// The border that the mouse holds.
    pub dragged: Option<Border>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// When the last event came.
    pub now: Timestamp,
}

impl State {
    /// Returns the state at the start, and what to do first.
    #[must_use]
    pub fn new(
        store: Arc<Store>,
        setting: Setting,
        query: &str,
        now: Timestamp,
    ) -> (Self, Vec<Effect>) {
        let mut state = Self {
            store,
            setting,
            problems: Problems::default(),
            view: &VIEWS[0],
            digest: Digest::None,
            desk: Desk::default(),
            filter: Filter::new(query),
            list: List::default(),
            facets: Facets {
                open: true,
                ..Facets::default()
            },
            detail_scroll: 0,
            detail_over: false,
            pane: Pane::List,
            popups: Vec::new(),
            history: History::default(),
            failed: Vec::new(),
            writing: None,
            exports: Exports::default(),
            arrived: None,
            watching: None,
            drafts: BTreeMap::new(),
            reading: None,
            unread: 0,
            saved: Saved::default(),
            source: Source::default(),
            card: false,
            message: None,
            pressed: Vec::new(),
            panes: Panes::default(),
            dragged: None,
            size: (80, 24),
            now,
        };
        let effects = state.refilter();
        (state, effects)
    }

    /// Asks for the claims of the filter as it stands now.
    pub fn refilter(&mut self) -> Vec<Effect> {
        self.filter.reparse();
        let query = &self.filter.query;
        let text = query.text();
        let sorted = |chip: &query::Chip| chip.text.starts_with("sort:");
        let ordered = query.has_words() || query.chips().iter().any(sorted);
        let text = match &self.setting.sort {
            Some(sort) if !ordered => format!("{text} sort:{sort}").trim().to_owned(),
            _ => text.to_owned(),
        };
        vec![Effect::Search {
            generation: self.filter.generation,
            text,
            view: self.view.name,
        }]
    }

    /// Puts another text into the filter and asks for its claims.
    pub fn filter_by(&mut self, text: &str) -> Vec<Effect> {
        self.filter.set_text(text);
        self.refilter()
    }

    /// Returns the claims shown, in order.
    #[must_use]
    pub fn rows(&self) -> &[Ix] {
        &self.filter.rows
    }

    /// Returns the claim under the cursor of the view.
    #[must_use]
    pub fn current(&self) -> Option<ClaimRef<'_>> {
        self.store.claim((self.view.claim)(self)?)
    }

    /// Returns the claim under the cursor of the list, whatever view is shown.
    #[must_use]
    pub fn listed(&self) -> Option<ClaimRef<'_>> {
        self.store.claim(*self.rows().get(self.list.cursor)?)
    }

    /// Moves the cursor of the list, whatever pane has the keys.
    pub fn move_cursor(&mut self, by: isize) {
        let before = self.list.cursor;
        let len = self.rows().len();
        self.list.move_by(by, len);
        if self.list.cursor != before {
            self.list.sought = None;
            self.detail_scroll = 0;
        }
    }

    /// Returns the claims that an edit or an export of the marks is meant for: the marked ones that
    /// are shown; the one under the cursor when nothing is marked.
    #[must_use]
    pub fn touched(&self) -> Vec<Ix> {
        if self.list.marks.is_empty() {
            return self.current().map(|claim| claim.ix()).into_iter().collect();
        }
        self.marked_shown()
    }

    /// Returns the marked claims that the filter shows.
    #[must_use]
    pub fn marked_shown(&self) -> Vec<Ix> {
        let marked = |ix: &&Ix| self.list.marked.has(**ix);
        self.rows().iter().filter(marked).copied().collect()
    }

    /// Returns the touched claims by file and id, which a reload does not shift.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        let claims = self
            .touched()
            .into_iter()
            .filter_map(|ix| self.store.claim(ix));
        claims
            .map(|claim| Target {
                file: claim.file().path().to_owned(),
                claim: claim.id().to_owned(),
            })
            .collect()
    }

    /// Returns the same change of every target, stamped now.
    #[must_use]
    pub fn edits(&self, targets: &[Target], change: &Change) -> Vec<Edit> {
        targets
            .iter()
            .map(|target| Edit {
                file: target.file.clone(),
                claim: target.claim.clone(),
                change: change.clone(),
                stamp: super::effect::stamp(self.now, &self.setting.author),
            })
            .collect()
    }

    /// Returns the contexts that keys are looked up in, the innermost first.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        match self.popups.last() {
            Some(Popup::Form(form)) if form.mention.is_some() => {
                vec![Context::Naming, Context::Form]
            }
            Some(Popup::Form(_)) => vec![Context::Form],
            Some(Popup::Picker(_)) => vec![Context::Picker],
            Some(Popup::Export(_)) => vec![Context::Export],
            Some(Popup::Sheet(_)) => vec![Context::Sheet],
            None => self.pane_contexts(),
        }
    }

    fn pane_contexts(&self) -> Vec<Context> {
        let own = self.view.context;
        let pane = match self.pane {
            Pane::Filter => return vec![Context::Filter],
            Pane::Facets => Context::Facets,
            Pane::Detail if own == Context::List => Context::Detail,
            Pane::Detail | Pane::List => own,
        };
        let mut contexts = vec![pane, Context::Browse];
        if pane == Context::Article && self.desk.article.selecting.is_some() {
            contexts.insert(0, Context::Selecting);
        }
        if self.reading.is_some() {
            contexts.insert(0, Context::Reading);
        }
        if self.desk.capture.running.is_some() {
            contexts.insert(0, Context::Capturing);
        }
        if !self.failed.is_empty() {
            contexts.insert(0, Context::Failed);
        }
        if pane == Context::Grid && self.desk.grid.carried.is_some() {
            contexts.insert(0, Context::Carrying);
        }
        if self.exports.shown().is_some() {
            contexts.insert(0, Context::Exporting);
        }
        if self.writing.is_some() {
            contexts.insert(0, Context::Writing);
        }
        contexts
    }

    /// Returns what is wrong in the config, then what is wrong in the files.
    pub fn all_problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.setting.problems.iter().chain(self.problems.iter())
    }

    /// Returns the first key that is bound to the action of this name.
    #[must_use]
    pub fn key_of(&self, name: &str) -> Option<String> {
        let action = super::actions::action(name)?;
        self.setting.keymap.key_of(action)
    }

    /// Returns how much of that is of a severity.
    #[must_use]
    pub fn count_problems(&self, severity: Severity) -> usize {
        let in_config = self.setting.problems.iter();
        let in_config = in_config.filter(|problem| problem.severity == severity);
        self.problems.count(severity) + in_config.count()
    }

    /// Says something in the bottom line.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.message = Some((tone, text.into()));
    }
}
