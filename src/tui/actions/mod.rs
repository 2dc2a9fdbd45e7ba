//! The table of actions: keys, help, footer and palette are loops over it. A new key action is a row
//! and its function in one of the area files.

pub(super) mod adding;
mod again;
pub(super) mod app;
mod article;
pub(super) mod capture;
pub(super) mod drafts;
pub(super) mod editing;
pub(super) mod export;
pub(super) mod filter;
pub(super) mod finding;
mod form;
pub(super) mod judging;
mod marking;
mod mention;
mod moving;
pub(super) mod noting;
pub(super) mod palette;
mod panes;
mod picker;
mod regrade;
mod related;
pub(super) mod saved;
mod sheet;
pub(super) mod tagging;
pub(super) mod triage;
pub(super) mod views;
mod why;

pub(super) use why::why_not;

use super::effect::Effect;
use super::state::State;

/// Where a key is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Any pane but the filter bar.
    Browse,
    /// The list of claims.
    List,
    /// The facets.
    Facets,
    /// The claim.
    Detail,
    /// The view of the speakers.
    Speakers,
    /// The view of the grid.
    Grid,
    /// The view of the figures.
    Figures,
    /// The view of the timeline.
    Timeline,
    /// The view of the article.
    Article,
    /// The view of the article, while words are selected.
    Selecting,
    /// The view of triage.
    Triage,
    /// The view of the problems.
    Problems,
    /// The filter bar.
    Filter,
    /// Any pane, while the folder is read.
    Reading,
    /// Any pane, while an article is captured.
    Capturing,
    /// Any pane, while a save has failed.
    Failed,
    /// The view of the grid, while claims are carried.
    Carrying,
    /// Any pane, while many files are written.
    Writing,
    /// Any pane, while an export runs.
    Exporting,
    /// A form, while names are offered.
    Naming,
    /// A form.
    Form,
    /// A picker.
    Picker,
    /// The export menu.
    Export,
    /// A sheet.
    Sheet,
}

impl Context {
    /// Returns the heading of its keys in help and reference.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Browse => "anywhere",
            Self::List => "in the list",
            Self::Facets => "in the facets",
            Self::Detail => "in the claim",
            Self::Speakers => "among the speakers",
            Self::Grid => "in the grid",
            Self::Figures => "among the figures",
            Self::Timeline => "in the timeline",
            Self::Article => "in the article",
            Self::Selecting => "while selecting words",
            Self::Triage => "in triage",
            Self::Problems => "among the problems",
            Self::Filter => "in the filter",
            Self::Reading => "while the folder is read",
            Self::Capturing => "while an article is captured",
            Self::Failed => "after a failed save",
            Self::Carrying => "while a grade is carried",
            Self::Writing => "while many files are written",
            Self::Exporting => "while an export runs",
            Self::Naming => "while names are offered",
            Self::Form => "while writing",
            Self::Picker => "in a menu",
            Self::Export => "in the export menu",
            Self::Sheet => "on a sheet",
        }
    }
}

/// One action.
pub struct Action {
    /// Its name in the palette and in the config.
    pub name: &'static str,
    /// Its default bindings, each a sequence of keys.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub context: Context,
    /// One line of help.
    pub doc: &'static str,
    /// One or two words for the footer; empty for those that are not shown there.
    pub short: &'static str,
    /// Tells that it can be done now.
    pub when: fn(&State) -> bool,
    /// Does it.
    pub run: fn(&mut State) -> Vec<Effect>,
}

impl PartialEq for Action {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Every action, by area; the order is that of help, footer and reference.
pub static ACTIONS: &[&[Action]] = &[
    finding::ACTIONS,
    saved::ACTIONS,
    related::ACTIONS,
    noting::ACTIONS,
    judging::ACTIONS,
    again::ACTIONS,
    tagging::ACTIONS,
    app::SHARING,
    editing::ACTIONS,
    adding::ACTIONS,
    drafts::ACTIONS,
    marking::ACTIONS,
    moving::ACTIONS,
    views::ACTIONS,
    article::ACTIONS,
    triage::ACTIONS,
    capture::ACTIONS,
    regrade::ACTIONS,
    views::SWITCHES,
    palette::ACTIONS,
    panes::ACTIONS,
    app::ACTIONS,
    filter::ACTIONS,
    mention::ACTIONS,
    form::ACTIONS,
    picker::ACTIONS,
    export::ACTIONS,
    sheet::ACTIONS,
];

/// Returns the action of this name.
#[must_use]
pub fn action(name: &str) -> Option<&'static Action> {
    ACTIONS
        .iter()
        .copied()
        .flatten()
        .find(|action| action.name == name)
}

fn always(_: &State) -> bool {
    true
}

fn has_claim(state: &State) -> bool {
    state.current().is_some() || !state.list.marks.is_empty()
}

fn has_rows(state: &State) -> bool {
    !state.rows().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_action_has_its_own_name_a_doc_and_keys_that_parse() {
        let mut names = HashSet::new();
        for action in ACTIONS.iter().copied().flatten() {
            assert!(names.insert(action.name), "{} is there twice", action.name);
            assert!(
                !action.doc.is_empty() && action.doc.len() < 72,
                "{}",
                action.name
            );
            for keys in action.keys {
                let parsed = super::super::keymap::parse(keys);
                assert!(parsed.is_ok(), "{}: {parsed:?}", action.name);
            }
        }
    }
}
