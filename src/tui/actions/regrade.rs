//! The keys of the grid: filtering by a cell, and carrying claims from one grade to another.

use super::super::effect::Effect;
use super::super::judge;
use super::super::state::{Carried, State, Tone};
use super::{Action, Context, always, finding, has_claim, views};
use crate::model::{Change, Grade};
use crate::query;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "grid-enter",
        keys: &["enter"],
        context: Context::Grid,
        doc: "filter by this grade",
        short: "filter",
        when: always,
        run: filter,
    },
    Action {
        name: "grid-drop",
        keys: &["enter"],
        context: Context::Carrying,
        doc: "give this grade to what is carried: asks for the reason first",
        short: "give this grade",
        when: always,
        run: drop_here,
    },
    Action {
        name: "grid-cancel",
        keys: &["esc"],
        context: Context::Carrying,
        doc: "leave the grade of what is carried as it is",
        short: "leave it",
        when: always,
        run: |state| {
            state.desk.grid.carried = None;
            Vec::new()
        },
    },
    Action {
        name: "grid-carry",
        keys: &["m"],
        context: Context::Grid,
        doc: "pick up the claim, or the marked ones, to regrade them",
        short: "move grade",
        when: has_claim,
        run: carry,
    },
    Action {
        name: "grid-left",
        keys: &["left", "h"],
        context: Context::Grid,
        doc: "a cell to the left: more credible",
        short: "",
        when: always,
        run: |state| {
            state.desk.grid.move_by(0, -1);
            Vec::new()
        },
    },
    Action {
        name: "grid-right",
        keys: &["right", "l"],
        context: Context::Grid,
        doc: "a cell to the right: less credible",
        short: "",
        when: always,
        run: |state| {
            state.desk.grid.move_by(0, 1);
            Vec::new()
        },
    },
];

/// Picks the touched claims up; the cursor goes to the grade of the first.
fn carry(state: &mut State) -> Vec<Effect> {
    let touched = state.touched().into_iter();
    let grades: Vec<Grade> = touched
        .filter_map(|ix| state.store.claim(ix))
        .map(|claim| claim.grade())
        .collect();
    let Some((_, targets)) = super::judging::aimed(state, "grade") else {
        return Vec::new();
    };
    if let Some(first) = grades.first() {
        state.desk.grid.go_to(*first);
    }
    state.desk.grid.carried = Some(Carried { targets, grades });
    Vec::new()
}

/// The claims of this grade and no other, under the filter as it is.
fn filter(state: &mut State) -> Vec<Effect> {
    let grade = state.desk.grid.grade();
    let mut text = finding::without(state.filter.text(), &["rel", "cred", "grade"]);
    if grade.is_none() {
        text = query::toggle(&text, "grade", "none", false);
    } else {
        let rel = grade.reliability.map_or("none", |half| half.word());
        let cred = grade.credibility.map_or("none", |half| half.word());
        text = query::toggle(&text, "rel", rel, false);
        text = query::toggle(&text, "cred", cred, false);
    }
    views::show(state, 0);
    state.filter_by(&text)
}

/// Asks before anything is written: what changes from what to what, and why.
fn drop_here(state: &mut State) -> Vec<Effect> {
    let Some(carried) = state.desk.grid.carried.clone() else {
        return Vec::new();
    };
    let to = state.desk.grid.grade();
    if carried.grades.iter().all(|from| *from == to) {
        let text = format!("graded {} already: nothing to change", to.shown());
        state.say(Tone::Warning, text);
        state.desk.grid.carried = None;
        return Vec::new();
    }
    judge::open(state, &carried.targets, Change::Grade(to, None))
}
