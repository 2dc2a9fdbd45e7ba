//! Finding the claim that a link points to: what is typed is a query like that of the filter, and what
//! it finds is offered, the best first. With nothing typed, what is like the claim comes first.

use super::state::{Choice, Item, Picker, Popup, State, Target};
use super::update::query_env;
use crate::model::{Link, Relation};
use crate::query::{self, Guessing};
use crate::store::{ClaimRef, Ix, related};
use crate::text::width;

/// So many claims are offered: another word narrows better than a longer list.
const OFFERED: usize = 100;

/// Opens the picker of the claim that these are to be linked to.
pub(super) fn open(state: &mut State, relation: Relation, targets: Vec<Target>) {
    let whom = match targets.as_slice() {
        [one] => one.claim.clone(),
        many => format!("{} claims", many.len()),
    };
    let title = format!("link {whom}: {relation} … (words, who:name)");
    let mut picker = Picker::by_typing(title, Vec::new(), targets);
    picker.finds = Some(relation);
    find(state, &mut picker);
    state.popups.push(Popup::Picker(Box::new(picker)));
}

/// Looks for what is typed into the picker on top, when it finds claims.
pub(super) fn look(state: &mut State) {
    if !matches!(state.popups.last(), Some(Popup::Picker(picker)) if picker.finds.is_some()) {
        return;
    }
    if let Some(Popup::Picker(mut picker)) = state.popups.pop() {
        find(state, &mut picker);
        state.popups.push(Popup::Picker(picker));
    }
}

fn find(state: &State, picker: &mut Picker) {
    let Some(relation) = picker.finds else {
        return;
    };
    let typed = picker.typed.as_deref().unwrap_or_default().trim();
    let rows = if typed.is_empty() {
        near(state, &picker.targets)
    } else {
        let query = query::parse(typed);
        query::run(&state.store, &query, &query_env(state), Guessing::Allowed).rows
    };
    let claims = rows.iter().filter_map(|ix| state.store.claim(*ix));
    let others = claims.filter(|claim| !picker.targets.iter().any(|own| is(own, *claim)));
    let items = others.map(|claim| item(claim, relation, &picker.targets));
    picker.items = items.take(OFFERED).collect();
    picker.narrow();
}

fn is(target: &Target, claim: ClaimRef<'_>) -> bool {
    target.claim == claim.id() && target.file == claim.file().path()
}

/// Returns what is like the first claim, then the others of its article, then those on the screen.
fn near(state: &State, targets: &[Target]) -> Vec<Ix> {
    let first = targets.first();
    let file = first.and_then(|target| state.store.file(&target.file));
    let of_file = |file: &crate::store::FileRef<'_>| file.claims().collect::<Vec<Ix>>();
    let of_file = file.as_ref().map(of_file).unwrap_or_default();
    let own = of_file.iter().find(|ix| {
        let claim = state.store.claim(**ix);
        claim.is_some_and(|claim| first.is_some_and(|target| is(target, claim)))
    });
    let alike = own.map_or_else(Vec::new, |own| related(&state.store, *own));
    let mut rows: Vec<Ix> = alike.into_iter().map(|one| one.ix).collect();
    let shown = state.rows().iter().copied().take(OFFERED);
    for ix in of_file.into_iter().chain(shown) {
        if rows.len() > 2 * OFFERED {
            break;
        }
        if !rows.contains(&ix) {
            rows.push(ix);
        }
    }
    rows
}

/// Returns a claim as one to link to: by its id within one file, else by its whole name.
fn item(claim: ClaimRef<'_>, relation: Relation, targets: &[Target]) -> Item {
    let path = claim.file().path();
    let target = if targets.iter().all(|own| own.file == path) {
        claim.id().to_owned()
    } else {
        claim.name()
    };
    let who = claim.speaker_name().unwrap_or("nobody named");
    let words = claim.assertion().or(claim.quote()).unwrap_or_default();
    let doc = width::truncate(&format!("{who} · {words}"), 160);
    let choice = Choice::Link(Link {
        relation,
        target: target.clone(),
    });
    Item::new(None, target, doc, choice)
}
