//! Switching views, and what Enter does in each.

use super::super::effect::Effect;
use super::super::state::{Pane, State, Tone};
use super::super::view::views::VIEWS;
use super::super::view::{problems, speakers};
use super::{Action, Context, always, has_claim, triage};

/// The row of a view's switch; `$name` is `view-` and the view's name.
macro_rules! switch {
    ($at:literal, $name:literal) => {
        Action {
            name: $name,
            keys: VIEWS[$at].keys,
            context: Context::Browse,
            doc: VIEWS[$at].doc,
            short: "",
            when: always,
            run: |state| show(state, $at),
        }
    };
}

pub(super) static SWITCHES: &[Action] = &[
    switch!(0, "view-claims"),
    switch!(1, "view-speakers"),
    switch!(2, "view-grid"),
    switch!(3, "view-figures"),
    switch!(4, "view-timeline"),
    switch!(5, "view-article"),
    switch!(6, "view-problems"),
    Action {
        name: "view-triage",
        keys: VIEWS[7].keys,
        context: Context::Browse,
        doc: VIEWS[7].doc,
        short: "",
        when: always,
        run: triage::open,
    },
];

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "last-written",
        keys: &["'"],
        context: Context::Browse,
        doc: "go to the claim you wrote last, also one the filter hides",
        short: "",
        when: |state| state.history.last.is_some(),
        run: |state| match state.history.last.clone() {
            Some(name) => go_to(state, name),
            None => Vec::new(),
        },
    },
    Action {
        name: "speaker-claims",
        keys: &["enter"],
        context: Context::Speakers,
        doc: "the claims of this speaker; in the dossier: this claim",
        short: "their claims",
        when: |state| speakers::chosen(state).is_some(),
        run: speaker_claims,
    },
    Action {
        name: "figure-claim",
        keys: &["enter"],
        context: Context::Figures,
        doc: "the claim of this figure",
        short: "its claim",
        when: has_claim,
        run: go_to_claim,
    },
    Action {
        name: "moment-claim",
        keys: &["enter"],
        context: Context::Timeline,
        doc: "the claim of this day, or the first of the article",
        short: "its claim",
        when: has_claim,
        run: go_to_claim,
    },
    Action {
        name: "problem-claim",
        keys: &["enter"],
        context: Context::Problems,
        doc: "the claim it is about; else the line in the editor",
        short: "its claim",
        when: |state| problems::chosen(state).is_some(),
        run: |state| {
            if has_claim(state) {
                go_to_claim(state)
            } else {
                problems::edit(state)
            }
        },
    },
    Action {
        name: "problem-edit",
        keys: &["e"],
        context: Context::Problems,
        doc: "open the editor at the line it is on",
        short: "edit",
        when: |state| problems::chosen(state).is_some(),
        run: problems::edit,
    },
];

/// Opens a view; what it shows is made of the claims found.
pub(crate) fn show(state: &mut State, at: usize) -> Vec<Effect> {
    let row = &VIEWS[at];
    if state.view == row {
        return Vec::new();
    }
    state.view = row;
    if let Some(before) = state.desk.triage.before.take() {
        state.filter.set_text(&before);
    }
    state.pane = Pane::List;
    state.detail_over = false;
    state.list.anchor = None;
    state.refilter()
}

/// Goes to the claim under the cursor, in the view of the claims. A claim that the filter does not show
/// is sought among all.
pub(super) fn go_to_claim(state: &mut State) -> Vec<Effect> {
    match state.current().map(|claim| claim.name()) {
        Some(name) => go_to(state, name),
        None => Vec::new(),
    }
}

/// Goes to the claim of this name, as [`go_to_claim`] does.
pub(crate) fn go_to(state: &mut State, name: String) -> Vec<Effect> {
    let mut effects = show(state, 0);
    let named = |ix: &crate::store::Ix| {
        state
            .store
            .claim(*ix)
            .is_some_and(|claim| claim.name() == name)
    };
    if let Some(row) = state.rows().iter().position(named) {
        state.list.cursor = row;
    } else {
        state.say(
            Tone::Warning,
            "the filter did not show this claim: taken away",
        );
        effects = state.filter_by("");
    }
    state.list.sought = Some(name);
    state.detail_scroll = 0;
    state.detail_over = true;
    effects
}

fn speaker_claims(state: &mut State) -> Vec<Effect> {
    if state.pane == Pane::Detail {
        return go_to_claim(state);
    }
    let Some((field, value)) = speakers::value(state) else {
        return Vec::new();
    };
    let text = super::finding::without(state.filter.text(), &[field]);
    let text = crate::query::toggle(&text, field, &value, false);
    show(state, 0);
    state.filter_by(&text)
}
