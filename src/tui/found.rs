//! Taking up the answer to a search: rows, what the view shows, where the cursor goes, then the counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::msg::{Counted, Found, Ordered};
use super::outcome;
use super::state::{Cursor, Digest, Popup, State};
use super::view::speakers;
use crate::query::{self, Hits, dossier::Spoken};
use crate::store::{FileRef, Ix, RowSet, Store};

/// Takes the answer to a search, and its counts where they came with it.
pub fn answer(state: &mut State, mut found: Found) {
    let counted = found.counted.take();
    take(state, found);
    if let Some(counted) = counted {
        count(state, counted);
    }
}

/// Takes the answer to a search; the cursor stays on its claim if that is still there.
fn take(state: &mut State, found: Found) {
    if found.generation != state.filter.generation {
        return;
    }
    let text = state.filter.good_text().to_owned();
    // A new question is answered from the top. The same one, or none, keeps the place: a claim that a
    // filter found is then seen among the others.
    let seeking = state.list.sought.is_some();
    let asked_anew = !seeking && !text.is_empty() && state.filter.answered.as_ref() != Some(&text);
    let other = !Arc::ptr_eq(&state.store, &found.store);
    let speaker = speakers::chosen(state).map(|(speaker, _)| speaker.name().to_owned());
    let before = other.then(|| last_written(state)).flatten();
    state.store = found.store;
    state.arrived = None;
    state.filter.rows = found.hits.rows;
    state.filter.unordered = found.hits.unordered;
    state.filter.guesses = found.hits.guesses;
    if let Some(read_as) = &found.hits.read_as {
        state.filter.marked = Arc::new(query::parse(read_as));
    }
    state.filter.took = found.took;
    state.filter.relaxed.clear();
    state.filter.counted = false;
    state.filter.answered = Some(text);
    take_digest(state, found.digest, speaker.as_deref());
    if other {
        state.list.marked = marked(&state.store, &state.list.marks);
        renew_export(state);
    }
    let after = before.and_then(|_| last_written(state));
    if let (Some((shown, known)), Some((false, true))) = (before, after) {
        outcome::tell_if_hidden(state, shown, known);
    }
    state.history.told_if_hidden &= after.is_none_or(|(_, known)| !known);
    if asked_anew {
        state.list.cursor = 0;
        state.list.anchor = None;
        (state.desk.figures, state.desk.timeline) = (Cursor::default(), Cursor::default());
        state.detail_scroll = 0;
        return;
    }
    // A claim that is not read yet is sought on: at the start, and right after it was written.
    let store = &state.store;
    let sought = state.list.sought.take_if(|name| has(store, name));
    let held = sought.or(state.list.held.take());
    let held = held.and_then(|held| named(&state.store, &held));
    let place = held.and_then(|held| state.filter.rows.iter().position(|ix| *ix == held));
    match place {
        Some(place) => state.list.cursor = place,
        None => state.list.move_by(0, state.filter.rows.len()),
    }
}

/// Returns whether the claim just written is in the list, and whether it is among the claims at all;
/// nothing when that was told.
fn last_written(state: &State) -> Option<(bool, bool)> {
    let name = state
        .history
        .last
        .as_ref()
        .filter(|_| state.history.told_if_hidden)?;
    let claim = named(&state.store, name);
    let shown = claim.is_some_and(|claim| state.rows().contains(&claim));
    Some((shown, claim.is_some()))
}

/// Takes the counts of the answer that is shown.
pub fn count(state: &mut State, counted: Counted) {
    if counted.generation == state.filter.generation {
        state.filter.relaxed = counted.relaxed;
        state.filter.counted = true;
        state.facets.renew(counted.facets);
    }
}

/// Takes all claims of the answer that is shown in order.
pub fn order(state: &mut State, ordered: Ordered) {
    if ordered.generation == state.filter.generation {
        put(state, ordered.rows);
    }
}

/// Puts all claims that are shown in order at once, where only the first are: who takes them all away
/// must not get the others as they lie.
pub fn put_in_order(state: &mut State) {
    if !state.filter.unordered {
        return;
    }
    let query = query::parse(state.filter.answered.as_deref().unwrap_or_default());
    let mut hits = Hits {
        rows: state.filter.rows.clone(),
        unordered: true,
        ..Hits::default()
    };
    query::put_in_order(&state.store, &query, &mut hits);
    put(state, hits.rows);
}

/// Shows the same claims in this order; the cursor stays on its claim.
fn put(state: &mut State, rows: Vec<Ix>) {
    state.filter.unordered = false;
    let before = std::mem::replace(&mut state.filter.rows, rows);
    let rows = &state.filter.rows;
    let place = |at: usize| {
        let ix = before.get(at)?;
        // Nearly always it is among the first, which were in order.
        let stays = rows.get(at) == Some(ix);
        if stays {
            Some(at)
        } else {
            rows.iter().position(|own| own == ix)
        }
    };
    state.list.cursor = place(state.list.cursor).unwrap_or_default();
    state.list.anchor = state.list.anchor.and_then(place);
}

/// Tells that a claim is there, by its whole name. No other is looked for in its place.
fn has(store: &Store, name: &str) -> bool {
    named(store, name).is_some()
}

fn named(store: &Store, name: &str) -> Option<Ix> {
    // An id should have no slash, and is read if it has.
    name.rmatch_indices('/').find_map(|(at, _)| {
        let (stem, id) = (name.get(..at)?, name.get(at + 1..)?);
        let files = ["yaml", "yml"].map(|ending| store.file(&format!("{stem}.{ending}")));
        let mut claims = files.iter().flatten().flat_map(FileRef::claims);
        claims.find(|ix| store.claim(*ix).is_some_and(|claim| claim.id() == id))
    })
}

/// Returns the marked claims as they are in these. A few are looked up, of many it is quicker to go
/// through all.
fn marked(store: &Store, marks: &BTreeSet<String>) -> RowSet {
    let mut rows = RowSet::default();
    if marks.len() < store.len() / 16 {
        for ix in marks.iter().filter_map(|name| named(store, name)) {
            rows.insert(ix);
        }
        return rows;
    }
    for claim in store.claims().filter(|claim| marks.contains(&claim.name())) {
        rows.insert(claim.ix());
    }
    rows
}

/// Takes what the view shows; among the speakers the cursor stays on the one it was on.
fn take_digest(state: &mut State, (view, digest): (&str, Digest), held: Option<&str>) {
    if view != state.view.name {
        // Of a view that was left: its answer is on the way.
        state.digest = Digest::None;
        return;
    }
    state.digest = digest;
    state.desk.record = None;
    if let (Some(held), Digest::Speakers(spoken)) = (held, &state.digest) {
        let is_held = |one: &Spoken| {
            let speaker = state.store.speaker(one.speaker);
            speaker.is_some_and(|speaker| speaker.name() == held)
        };
        if let Some(at) = spoken.iter().position(is_held) {
            state.desk.speakers.at = at;
        }
    }
}

/// The claims have changed below the export menu: it takes up the list as it is now.
fn renew_export(state: &mut State) {
    let (shown, marked) = (state.rows().to_vec(), state.marked_shown());
    for popup in &mut state.popups {
        if let Popup::Export(menu) = popup {
            let query = state.filter.good_text();
            menu.renew(
                &state.store,
                shown.clone(),
                marked.clone(),
                query,
                &state.setting.formats,
            );
        }
    }
}
