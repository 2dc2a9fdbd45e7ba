//! Reading the article: from claim to claim, from candidate to candidate, and recording what is there.

use std::ops::Range;

use super::super::effect::Effect;
use super::super::state::{Popup, State, Tone};
use super::{Action, Context, editing, triage, views};
use crate::store::What;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "article-enter",
        keys: &["enter"],
        context: Context::Article,
        doc: "go to the claim; record words or a figure no claim has",
        short: "its claim",
        when: |state| state.desk.article.passage().is_some(),
        run: enter,
    },
    Action {
        name: "next-passage",
        keys: &["n"],
        context: Context::Article,
        doc: "next recorded claim",
        short: "next claim",
        when: is_read,
        run: |state| walk(state, true, is_claim),
    },
    Action {
        name: "previous-passage",
        keys: &["N"],
        context: Context::Article,
        doc: "previous recorded claim",
        short: "",
        when: is_read,
        run: |state| walk(state, false, is_claim),
    },
    Action {
        name: "next-candidate",
        keys: &["]"],
        context: Context::Article,
        doc: "next words or figure that no claim has",
        short: "next candidate",
        when: is_read,
        run: |state| walk(state, true, is_candidate),
    },
    Action {
        name: "previous-candidate",
        keys: &["["],
        context: Context::Article,
        doc: "previous words or figure that no claim has",
        short: "",
        when: is_read,
        run: |state| walk(state, false, is_candidate),
    },
    Action {
        name: "next-word",
        keys: &["right"],
        context: Context::Article,
        doc: "next word",
        short: "",
        when: is_read,
        run: |state| word(state, true),
    },
    Action {
        name: "previous-word",
        keys: &["left"],
        context: Context::Article,
        doc: "previous word",
        short: "",
        when: is_read,
        run: |state| word(state, false),
    },
    Action {
        name: "select-words",
        keys: &["V"],
        context: Context::Article,
        doc: "select words from here on, to record them",
        short: "select",
        when: is_read,
        run: |state| {
            state.desk.article.selecting = Some(state.desk.article.at);
            Vec::new()
        },
    },
    Action {
        name: "record-selection",
        keys: &["enter", "A"],
        context: Context::Selecting,
        doc: "record the selected words as a claim",
        short: "record them",
        when: is_read,
        run: |state| {
            let selected = state.desk.article.selected();
            state.desk.article.selecting = None;
            selected.map_or_else(Vec::new, |place| record(state, &place))
        },
    },
    Action {
        name: "selection-next-word",
        keys: &["l", "w"],
        context: Context::Selecting,
        doc: "one word more",
        short: "",
        when: is_read,
        run: |state| word(state, true),
    },
    Action {
        name: "selection-previous-word",
        keys: &["h", "b"],
        context: Context::Selecting,
        doc: "one word less",
        short: "",
        when: is_read,
        run: |state| word(state, false),
    },
    Action {
        name: "drop-selection",
        keys: &["esc", "V"],
        context: Context::Selecting,
        doc: "select nothing",
        short: "drop it",
        when: is_read,
        run: |state| {
            state.desk.article.selecting = None;
            Vec::new()
        },
    },
];

fn is_read(state: &State) -> bool {
    state.desk.article.captured().is_some()
}

fn is_claim(what: &What) -> bool {
    matches!(what, What::Claim(_))
}

fn is_candidate(what: &What) -> bool {
    !is_claim(what)
}

fn walk(state: &mut State, forward: bool, wanted: fn(&What) -> bool) -> Vec<Effect> {
    state.detail_scroll = 0;
    if !state.desk.article.move_passage(forward, wanted) {
        state.say(Tone::Warning, "no more in this direction");
    }
    Vec::new()
}

fn word(state: &mut State, forward: bool) -> Vec<Effect> {
    state.desk.article.move_word(forward);
    Vec::new()
}

fn enter(state: &mut State) -> Vec<Effect> {
    let Some(passage) = state.desk.article.passage().cloned() else {
        return Vec::new();
    };
    match passage.what {
        What::Claim(_) => match state.current() {
            Some(claim) if claim.is_candidate() => {
                let (name, filter) = (claim.name(), triage::of_file(claim.file().path()));
                triage::open_at(state, &filter, Some(name))
            }
            _ => views::go_to_claim(state),
        },
        What::Words | What::Figure => record(state, &passage.place),
    }
}

/// Opens the form of a new claim with the words at a place, their line, and a figure's sentence left to
/// the recorder.
fn record(state: &mut State, place: &Range<usize>) -> Vec<Effect> {
    let Some(captured) = state.desk.article.captured().cloned() else {
        return Vec::new();
    };
    let words = captured
        .text
        .original()
        .get(place.clone())
        .unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = captured.text.line_at(place.start).to_string();
    let figure = state
        .desk
        .article
        .passage()
        .filter(|passage| passage.place == *place);
    let figure = figure.filter(|passage| passage.what == What::Figure);
    let figures = figure.map(|_| words.clone()).unwrap_or_default();
    let effects = editing::open_add(state, state.desk.article.file.clone());
    let Some(Popup::Form(form)) = state.popups.last_mut() else {
        return effects;
    };
    for (label, text) in [("quote", words), ("line", line), ("figures", figures)] {
        let field = form.fields.iter_mut().find(|field| field.label == label);
        // What a draft holds is not written over.
        if let Some(field) = field.filter(|field| field.area.is_empty()) {
            field.area.insert_str(text);
        }
    }
    effects
}
