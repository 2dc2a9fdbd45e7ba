//! The table of views: the tab bar, the keys that switch, help and reference are loops over it. A new
//! view is a file beside this one and a row here.

use jiff::tz::TimeZone;
use ratatui::Frame;
use ratatui::layout::Position;

use super::{article, claims, figures, grid, problems, speakers, timeline, triage};
use crate::query;
use crate::store::{Ix, Store};
use crate::tui::actions::Context;
use crate::tui::state::{Cursor, Digest, Figures, State};

/// One view.
pub struct ViewRow {
    /// Its name on its tab and in the config.
    pub name: &'static str,
    /// The keys that open it.
    pub keys: &'static [&'static str],
    /// One line of help.
    pub doc: &'static str,
    /// Where its own keys are looked up.
    pub context: Context,
    /// How many hundredths of the width its right pane takes; none when it has but one.
    pub detail: u16,
    /// Draws it.
    pub draw: fn(&State, &mut Frame<'_>),
    /// Makes what it shows of the claims found; away from the keys, since there may be many.
    pub digest: fn(&Store, &[Ix], &TimeZone) -> Digest,
    /// Moves its cursor by rows.
    pub step: fn(&mut State, isize),
    /// Returns the cursor and the line it stands on, of how many, and how many are shown.
    pub scrolled: fn(&mut State) -> Option<Scrolled<'_>>,
    /// Returns the claim under the cursor.
    pub claim: fn(&State) -> Option<Ix>,
    /// Returns field and value under the cursor, where they are not a claim's.
    pub value: fn(&State) -> Option<(&'static str, String)>,
    /// Puts the cursor on what is drawn at a place; tells that it was there already.
    pub click: fn(&mut State, Position) -> Option<bool>,
    /// The action of Enter, and of a second click.
    pub enter: &'static str,
}

/// A cursor that scrolls.
pub struct Scrolled<'a> {
    /// The cursor.
    pub cursor: &'a mut Cursor,
    /// The line it stands on.
    pub line: usize,
    /// Of how many.
    pub len: usize,
    /// How many are shown.
    pub height: usize,
}

impl PartialEq for ViewRow {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for ViewRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

fn no_digest(_: &Store, _: &[Ix], _: &TimeZone) -> Digest {
    Digest::None
}

fn no_value(_: &State) -> Option<(&'static str, String)> {
    None
}

/// Every view, in the order of the tabs; the app opens with the first.
pub static VIEWS: [ViewRow; 8] = [
    ViewRow {
        name: "claims",
        keys: &["1"],
        doc: "claims: the list, and the one under the cursor",
        context: Context::List,
        detail: 42,
        draw: claims::draw,
        digest: no_digest,
        step: claims::step,
        scrolled: |_| None,
        claim: |state| state.rows().get(state.list.cursor).copied(),
        value: no_value,
        click: claims::click,
        enter: "open",
    },
    ViewRow {
        name: "speakers",
        keys: &["2"],
        doc: "speakers: who is on record with what",
        context: Context::Speakers,
        detail: 62,
        draw: speakers::draw,
        digest: |store, rows, _| Digest::Speakers(query::dossier::by_speaker(store, rows)),
        step: speakers::step,
        scrolled: speakers::scrolled,
        claim: speakers::claim,
        value: speakers::value,
        click: speakers::click,
        enter: "speaker-claims",
    },
    ViewRow {
        name: "grid",
        keys: &["3"],
        doc: "grid: how many claims have which grade",
        context: Context::Grid,
        detail: 0,
        draw: grid::draw,
        digest: |store, rows, _| Digest::Grid(Box::new(query::grid::grid(store, rows))),
        step: |state, by| state.desk.grid.move_by(by, 0),
        scrolled: |_| None,
        claim: |state| state.rows().get(state.list.cursor).copied(),
        value: grid::value,
        click: grid::click,
        enter: "grid-enter",
    },
    ViewRow {
        name: "figures",
        keys: &["4"],
        doc: "figures: per unit and measure, on an axis",
        context: Context::Figures,
        detail: 0,
        draw: figures::draw,
        digest: |store, rows, _| {
            Digest::Figures(Figures::of(query::measures::measures(store, rows)))
        },
        step: figures::step,
        scrolled: figures::scrolled,
        claim: figures::claim,
        value: figures::value,
        click: figures::click,
        enter: "figure-claim",
    },
    ViewRow {
        name: "timeline",
        keys: &["5"],
        doc: "timeline: published, said, noted",
        context: Context::Timeline,
        detail: 0,
        draw: timeline::draw,
        digest: |store, rows, zone| Digest::Timeline(query::timeline::timeline(store, rows, zone)),
        step: timeline::step,
        scrolled: timeline::scrolled,
        claim: timeline::claim,
        value: timeline::value,
        click: timeline::click,
        enter: "moment-claim",
    },
    ViewRow {
        name: "article",
        keys: &["6"],
        doc: "article: the captured text, and what is recorded of it",
        context: Context::Article,
        detail: 38,
        draw: article::draw,
        digest: no_digest,
        step: article::step,
        scrolled: article::scrolled,
        claim: article::claim,
        value: no_value,
        click: article::click,
        enter: "article-enter",
    },
    ViewRow {
        name: "problems",
        keys: &["7", "p"],
        doc: "problems: what is wrong in the files",
        context: Context::Problems,
        detail: 0,
        draw: problems::draw,
        digest: no_digest,
        step: problems::step,
        scrolled: problems::scrolled,
        claim: problems::claim,
        value: no_value,
        click: problems::click,
        enter: "problem-claim",
    },
    ViewRow {
        name: "triage",
        keys: &["8", "T"],
        doc: "triage: captured drafts, one by one",
        context: Context::Triage,
        detail: 45,
        draw: triage::draw,
        digest: no_digest,
        step: triage::step,
        scrolled: |_| None,
        claim: |state| state.rows().get(state.list.cursor).copied(),
        value: no_value,
        click: triage::click,
        enter: "edit-draft",
    },
];

/// Returns the view of this name.
#[must_use]
pub fn view(name: &str) -> Option<&'static ViewRow> {
    VIEWS.iter().find(|view| view.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::actions::action;

    #[test]
    fn every_view_has_its_own_name_and_a_switch_with_its_keys() {
        for (at, row) in VIEWS.iter().enumerate() {
            assert_eq!(
                VIEWS.iter().position(|other| other.name == row.name),
                Some(at)
            );
            let switch = action(&format!("view-{}", row.name)).unwrap();
            assert_eq!(switch.keys, row.keys);
            assert_eq!(
                action(row.enter).map(|enter| enter.keys.contains(&"enter")),
                Some(true)
            );
        }
    }
}
