//! Leaving and taking up: where the app was left in this claims folder.

use super::effect::Effect;
use super::state::State;
use super::view::views;
use crate::disk::Session;

/// Filters that are remembered over the end of the program.
const REMEMBERED: usize = 100;

/// Returns where the app is.
#[must_use]
pub fn session(state: &State) -> Session {
    let history = &state.filter.history;
    Session {
        view: state.view.name.to_owned(),
        filter: state.filter.good_text().to_owned(),
        claim: state
            .listed()
            .map_or_else(String::new, |claim| claim.name()),
        marks: state.list.marks.iter().cloned().collect(),
        history: history[history.len().saturating_sub(REMEMBERED)..].to_vec(),
        panes: state.panes.clone(),
    }
}

/// Takes up where the app was left; a query that was asked for is not replaced.
pub fn resume(state: &mut State, session: Session) -> Vec<Effect> {
    state.panes = session.panes;
    state.filter.history = session.history;
    state.list.marks = session.marks.into_iter().collect();
    if !state.filter.text().is_empty() {
        return state.refilter();
    }
    if let Some(view) = views::view(&session.view) {
        state.view = view;
        if view.name == "triage" {
            state.desk.triage.before = Some(String::new());
        }
    }
    if !session.claim.is_empty() {
        state.list.sought = Some(session.claim);
    }
    state.filter_by(&session.filter)
}
