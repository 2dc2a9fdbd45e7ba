//! Finding: the filter, facets, saved views, order.

use super::super::effect::Effect;
use super::super::state::{Choice, Item, Pane, Picker, Popup, State, Tone};
use super::super::view::header::count;
use super::{Action, Context, always};
use crate::query::{self, Standing};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "filter",
        keys: &["/"],
        context: Context::Browse,
        doc: "filter: words, who:name, cred:4..5, fig:>1bn …",
        short: "filter",
        when: always,
        run: |state| {
            state.filter.before = state.filter.text().to_owned();
            state.filter.completion = 0;
            state.filter.recalled = None;
            state.pane = Pane::Filter;
            Vec::new()
        },
    },
    Action {
        name: "facets",
        keys: &["f"],
        context: Context::Browse,
        doc: "facets: counts per speaker, grade, kind …",
        short: "facets",
        when: always,
        run: facets,
    },
    Action {
        name: "toggle-facet",
        keys: &["enter", "space"],
        context: Context::Facets,
        doc: "filter by this value; again: exclude it; again: neither",
        short: "filter by it",
        when: |state| state.facets.places() > 0,
        run: cycle_facet,
    },
    Action {
        name: "exclude-facet",
        keys: &["x"],
        context: Context::Facets,
        doc: "exclude this value; again: take that out",
        short: "exclude it",
        when: |state| state.facets.places() > 0,
        run: |state| toggle_facet(state, true),
    },
    Action {
        name: "filter-by-value",
        keys: &["w"],
        context: Context::Browse,
        doc: "filter by the value under the cursor",
        short: "",
        when: always,
        run: |state| by_value(state, false),
    },
    Action {
        name: "exclude-value",
        keys: &["W"],
        context: Context::Browse,
        doc: "exclude the value under the cursor",
        short: "",
        when: always,
        run: |state| by_value(state, true),
    },
    Action {
        name: "chips",
        keys: &["-"],
        context: Context::Browse,
        doc: "switch terms of the filter off and on, one by one",
        short: "",
        when: |state| !state.filter.text().is_empty() || !state.filter.off.is_empty(),
        run: chips,
    },
    Action {
        name: "relax",
        keys: &["backspace"],
        context: Context::Browse,
        doc: "nothing found: leave out the term that finds most",
        short: "leave it out",
        when: |state| state.rows().is_empty() && !state.filter.relaxed.is_empty(),
        run: |state| match state.filter.relaxed.first().cloned() {
            Some(relaxed) => state.filter_by(&relaxed.text),
            None => Vec::new(),
        },
    },
    Action {
        name: "sort",
        keys: &["S"],
        context: Context::Browse,
        doc: "order the list",
        short: "sort",
        when: always,
        run: sort,
    },
];

fn facets(state: &mut State) -> Vec<Effect> {
    let shown = super::super::view::layout::areas(state).facets.is_some();
    match (state.pane, shown) {
        (Pane::Facets, _) => state.pane = Pane::List,
        (_, true) => state.pane = Pane::Facets,
        (_, false) => return pick_facet(state),
    }
    Vec::new()
}

/// On screens too narrow for the pane, the facets are a menu.
fn pick_facet(state: &mut State) -> Vec<Effect> {
    let items = state.facets.counts.iter().flat_map(|counts| {
        counts.values.iter().map(|value| {
            let label = format!("{}: {}", counts.facet.title, value.label);
            let field = counts.facet.field;
            let choice = Choice::Cycle(field.to_owned(), value.value.clone());
            let stands = query::standing(&state.filter.query, field, &value.value);
            let doc = match stands {
                Some(Standing::Asked) => "✓ asked for · ",
                Some(Standing::Excluded) => "✗ excluded · ",
                None => "",
            };
            let claims = count(value.count, "claim");
            Item::new(None, label, format!("{doc}{claims}"), choice)
        })
    });
    let picker = Picker::by_typing("filter by …", items.collect(), Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

fn cycle_facet(state: &mut State) -> Vec<Effect> {
    match state.facets.chosen() {
        Some((field, value)) => {
            let text = query::cycle(state.filter.text(), field, &value);
            state.filter_by(&text)
        }
        None => Vec::new(),
    }
}

fn toggle_facet(state: &mut State, exclude: bool) -> Vec<Effect> {
    match state.facets.chosen() {
        Some((field, value)) => {
            let text = query::toggle(state.filter.text(), field, &value, exclude);
            state.filter_by(&text)
        }
        None => Vec::new(),
    }
}

/// Filters by what is under the cursor: a value of the pane, or one of the claim's, one a letter.
fn by_value(state: &mut State, exclude: bool) -> Vec<Effect> {
    if state.pane == Pane::Facets {
        return toggle_facet(state, exclude);
    }
    if let Some((field, value)) = (state.view.value)(state) {
        let text = query::toggle(state.filter.text(), field, &value, exclude);
        return state.filter_by(&text);
    }
    let Some(claim) = state.current() else {
        state.say(Tone::Warning, "there is no value under the cursor");
        return Vec::new();
    };
    let rows = [claim.ix()];
    let counts = query::facet_counts(&state.store, &rows);
    let values = counts.iter().flat_map(|counts| {
        let facet = counts.facet;
        counts.values.iter().map(move |value| (facet, value))
    });
    let items = values
        .zip("asdfghjklqwertyuiop".chars())
        .map(|((facet, value), key)| {
            let choice = Choice::Filter(facet.field.to_owned(), value.value.clone(), exclude);
            Item::new(Some(key), value.label.clone(), facet.title, choice)
        });
    let title = if exclude {
        "exclude …"
    } else {
        "filter by …"
    };
    let picker = Picker::by_letter(title, items.collect(), Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Offers the terms of the filter, those that are off last.
fn chips(state: &mut State) -> Vec<Effect> {
    let picker = chip_picker(state);
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

fn chip_picker(state: &State) -> Picker {
    let on = state
        .filter
        .query
        .chips()
        .into_iter()
        .map(|chip| (chip.text, "on"));
    let off = state.filter.off.iter().map(|text| (text.clone(), "off"));
    let items = on.chain(off).zip("abcdefghilmnopqrstuvwxyz".chars());
    let items =
        items.map(|((text, doc), key)| Item::new(Some(key), text.clone(), doc, Choice::Chip(text)));
    let mut picker = Picker::by_letter("terms of the filter", items.collect(), Vec::new());
    picker.stays = true;
    picker
}

/// Switches a term off, or on again; an open menu of them shows it.
pub(crate) fn switch_chip(state: &mut State, text: &str) -> Vec<Effect> {
    let on = state
        .filter
        .query
        .chips()
        .into_iter()
        .find(|chip| chip.text == text);
    let next = if let Some(chip) = on {
        state.filter.off.push(chip.text.clone());
        state.filter.query.without(&chip)
    } else {
        state.filter.off.retain(|off| off != text);
        format!("{} {text}", state.filter.text()).trim().to_owned()
    };
    let off = state.filter.off.clone();
    let effects = state.filter_by(&next);
    state.filter.off = off;
    let renewed = chip_picker(state);
    if let Some(Popup::Picker(picker)) = state.popups.last_mut() {
        let cursor = picker.cursor;
        **picker = renewed;
        picker.cursor = cursor.min(picker.lines().saturating_sub(1));
    }
    effects
}

/// The orders offered: key, `sort:` value, doc.
const ORDERS: [(char, &str, &str); 7] = [
    ('w', "who", "speaker"),
    ('c', "cred", "credibility, confirmed first"),
    ('C', "-cred", "credibility, improbable first"),
    ('r', "rel", "reliability of the source"),
    ('f', "-fig", "largest figure first"),
    ('o', "-on", "newest article first"),
    ('n', "-noted", "latest note first"),
];

fn sort(state: &mut State) -> Vec<Effect> {
    let mut items = vec![Item::new(
        Some('d'),
        "default",
        "best match first, or the order of the files",
        Choice::Sort(None),
    )];
    items.extend(ORDERS.iter().map(|&(key, value, doc)| {
        Item::new(
            Some(key),
            format!("sort:{value}"),
            doc,
            Choice::Sort(Some(value.to_owned())),
        )
    }));
    let picker = Picker::by_letter("order by …", items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Returns the filter's text without the terms of these fields.
#[must_use]
pub(crate) fn without(text: &str, fields: &[&str]) -> String {
    let text = query::whole(text);
    let of_them = |part: &str| {
        let field = part.split_once(':').map(|(field, _)| field.to_lowercase());
        let field = field.map(|field| {
            if field == "speaker" {
                "who".to_owned()
            } else {
                field
            }
        });
        field.is_some_and(|field| fields.contains(&field.as_str()))
    };
    let mut query = query::parse(&text);
    while let Some(chip) = query.chips().iter().find(|chip| of_them(&chip.text)) {
        query = query::parse(&query.without(chip));
    }
    query.text().trim().to_owned()
}

/// Returns the filter's text with its order replaced.
#[must_use]
pub(crate) fn with_sort(text: &str, sort: Option<&str>) -> String {
    let query = query::parse(text);
    let mut kept: Vec<&str> = Vec::new();
    for chip in query.chips() {
        let part = &text[chip.span.clone()];
        if !part.starts_with("sort:") {
            kept.push(part);
        }
    }
    let mut text = kept.join(" ");
    if let Some(sort) = sort {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str("sort:");
        text.push_str(sort);
    }
    text
}
