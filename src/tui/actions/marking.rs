//! Marks: what a bulk edit and an export of some claims are about.

use rayon::prelude::*;

use super::super::effect::Effect;
use super::super::state::{State, Tone};
use super::{Action, Context, has_rows};
use crate::store::{Ix, RowSet};

/// So many claims at least are named by one thread.
const ROWS: usize = 4_096;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "mark",
        keys: &["space"],
        context: Context::List,
        doc: "mark the claim, or the range; again: unmark",
        short: "mark",
        when: has_rows,
        run: mark,
    },
    Action {
        name: "mark-range",
        keys: &["V"],
        context: Context::List,
        doc: "begin a range of marks; Space marks it",
        short: "",
        when: has_rows,
        run: |state| {
            state.list.anchor = match state.list.anchor {
                Some(_) => None,
                None => Some(state.list.cursor),
            };
            Vec::new()
        },
    },
    Action {
        name: "mark-all",
        keys: &["*"],
        context: Context::Browse,
        doc: "mark every claim of the filter; again: unmark them",
        short: "",
        when: has_rows,
        run: |state| {
            let rows = state.rows().to_vec();
            toggle(state, &rows);
            Vec::new()
        },
    },
];

fn mark(state: &mut State) -> Vec<Effect> {
    if let Some(range) = state.list.range() {
        let rows: Vec<Ix> = state.rows().get(range).unwrap_or_default().to_vec();
        toggle(state, &rows);
        state.list.anchor = None;
    } else if let Some(ix) = state.rows().get(state.list.cursor).copied() {
        toggle(state, &[ix]);
        state.move_cursor(1);
    }
    Vec::new()
}

/// Marks the claims, or unmarks them when all of them are marked.
fn toggle(state: &mut State, rows: &[Ix]) {
    let these: RowSet = rows.iter().copied().collect();
    let are_marked = rows.iter().all(|ix| state.list.marked.has(*ix));
    let list = &mut state.list;
    if are_marked && rows.len() == list.marks.len() {
        list.marks.clear();
        list.marked = RowSet::default();
    } else {
        let name = |ix: &Ix| state.store.claim(*ix).map(|claim| claim.name());
        // They may be a million.
        let names: Vec<String> = rows
            .par_iter()
            .with_min_len(ROWS)
            .filter_map(name)
            .collect();
        if are_marked {
            for name in &names {
                list.marks.remove(name);
            }
            list.marked.drop(&these);
        } else {
            if names.len() > list.marks.len() {
                // Of many at once a set is made sooner than one is added to.
                list.marks.append(&mut names.into_iter().collect());
            } else {
                list.marks.extend(names);
            }
            list.marked.add(&these);
        }
    }
    let marked = state.list.marks.len();
    state.say(Tone::Good, format!("{marked} marked"));
}
