//! Judging: reliability, credibility, verdict, tags, links.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::super::effect::Effect;
use super::super::judge;
use super::super::state::{Choice, Item, Picker, Popup, State, Target, Tone};
use super::super::view::header::count;
use super::{Action, Context, has_claim};
use crate::model::{Credibility, Relation, Reliability};
use crate::store::{By, RowSet};

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "reliability",
        keys: &["r"],
        context: Context::Browse,
        doc: "judge the source: A to F writes it, Backspace clears it",
        short: "reliability",
        when: has_claim,
        run: reliability,
    },
    Action {
        name: "credibility",
        keys: &["c"],
        context: Context::Browse,
        doc: "judge the information: 1 to 6 writes it, Backspace clears it",
        short: "credibility",
        when: has_claim,
        run: credibility,
    },
    Action {
        name: "verdict",
        keys: &["v"],
        context: Context::Browse,
        doc: "give the verdict after checking",
        short: "verdict",
        when: has_claim,
        run: verdict,
    },
    Action {
        name: "grade-history",
        keys: &["H"],
        context: Context::Browse,
        doc: "who graded the claim and gave its verdict, when and why",
        short: "",
        when: |state| state.current().is_some(),
        run: judge::history,
    },
    Action {
        name: "tags",
        keys: &["t"],
        context: Context::Browse,
        doc: "tags: put on, take off, make new",
        short: "tags",
        when: has_claim,
        run: tags,
    },
    Action {
        name: "link",
        keys: &["l"],
        context: Context::Browse,
        doc: "link to another claim, or remove a link",
        short: "link",
        when: has_claim,
        run: link,
    },
];

/// Opens a picker for the touched claims, or says that the filter hides them all.
pub(super) fn open_for_targets(
    state: &mut State,
    what: &str,
    build: impl FnOnce(&State, String, Vec<Target>) -> Picker,
) -> Vec<Effect> {
    let Some((title, targets)) = aimed(state, what) else {
        return Vec::new();
    };
    let picker = build(state, title, targets);
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Returns a title that names the targets, and the targets; says so when the filter hides them all.
pub(super) fn aimed(state: &mut State, what: &str) -> Option<(String, Vec<Target>)> {
    let targets = state.targets();
    let whom = match targets.as_slice() {
        [] => {
            let marked = state.list.marks.len();
            state.say(
                Tone::Warning,
                format!("{marked} marked, all hidden by the filter: nothing to touch"),
            );
            return None;
        }
        [one] => one.claim.clone(),
        many => {
            let mut files: Vec<&str> = many.iter().map(|one| one.file.as_str()).collect();
            files.sort_unstable();
            files.dedup();
            let (claims, files) = (count(many.len(), "claim"), count(files.len(), "file"));
            format!("{claims} in {files}")
        }
    };
    Some((format!("{what} · {whom}"), targets))
}

fn reliability(state: &mut State) -> Vec<Effect> {
    open_for_targets(state, "reliability of the source", |_, title, targets| {
        let items = Reliability::ALL.iter().map(|half| {
            Item::new(
                half.word().chars().next(),
                half.doc(),
                "",
                Choice::Reliability(Some(*half)),
            )
        });
        let mut picker = Picker::by_letter(title, items.collect(), targets);
        picker.clear = Some(Choice::Reliability(None));
        picker
    })
}

fn credibility(state: &mut State) -> Vec<Effect> {
    open_for_targets(
        state,
        "credibility of the information",
        |_, title, targets| {
            let items = Credibility::ALL.iter().map(|half| {
                Item::new(
                    half.word().chars().next(),
                    half.doc(),
                    "",
                    Choice::Credibility(Some(*half)),
                )
            });
            let mut picker = Picker::by_letter(title, items.collect(), targets);
            picker.clear = Some(Choice::Credibility(None));
            picker
        },
    )
}

fn verdict(state: &mut State) -> Vec<Effect> {
    open_for_targets(state, "verdict", |state, title, targets| {
        let scale = &state.store.folder().scale;
        let items = scale
            .verdicts
            .iter()
            .zip("abcdefghijklm".chars())
            .map(|(verdict, key)| {
                let place = match verdict.value {
                    Some(value) => {
                        format!("{} {value} on the scale `{}`", verdict.glyph, scale.name)
                    }
                    None => format!("{} off the scale", verdict.glyph),
                };
                Item::new(
                    Some(key),
                    verdict.label.clone(),
                    place,
                    Choice::Verdict(Some(verdict.label.clone())),
                )
            });
        let mut picker = Picker::by_letter(title, items.collect(), targets);
        picker.clear = Some(Choice::Verdict(None));
        picker
    })
}

fn tags(state: &mut State) -> Vec<Effect> {
    open_for_targets(state, "tags", |state, title, targets| {
        let mut picker = Picker::by_typing(title, tag_items(state), targets);
        picker.create = Some(|text| Choice::Tag {
            tag: text.trim().to_owned(),
            on: true,
        });
        picker.stays = true;
        picker
    })
}

/// Returns every tag with its count; those that all touched claims have come first and are taken off.
fn tag_items(state: &State) -> Vec<Item> {
    let store = &state.store;
    let touched: RowSet = state.touched().into_iter().collect();
    let (counts, _) = store.count(By::Tag, &RowSet::all(store.len()));
    let here: HashMap<&str, usize> = store.count(By::Tag, &touched).0.into_iter().collect();
    let touched = touched.len();
    let here = |tag: &str| here.get(tag).copied().unwrap_or_default();
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|(tag, n)| (tag, n, here(tag)))
        .collect();
    rows.sort_unstable_by_key(|&(tag, total, here)| (Reverse((here, total)), tag));
    rows.into_iter()
        .map(|(tag, total, here)| {
            let all = here == touched;
            let state = match (here, all) {
                (0, _) => "",
                (_, true) => "✓ on, ",
                (_, false) => "✓ on some, ",
            };
            Item::new(
                None,
                tag,
                format!("{state}{total} in all"),
                Choice::Tag {
                    tag: tag.to_owned(),
                    on: !all,
                },
            )
        })
        .collect()
}

fn link(state: &mut State) -> Vec<Effect> {
    open_for_targets(state, "link: this claim …", |state, title, targets| {
        let mut items: Vec<Item> = Relation::ALL
            .iter()
            .map(|relation| {
                Item::new(
                    relation.word().chars().next(),
                    relation.word(),
                    relation.doc(),
                    Choice::Relation(*relation),
                )
            })
            .collect();
        // `corrects` and `contradicts` begin alike.
        if let Some(corrects) = items
            .iter_mut()
            .find(|item| item.label == Relation::Corrects.word())
        {
            corrects.key = Some('o');
        }
        if let ([_], Some(claim)) = (targets.as_slice(), state.current()) {
            items.extend(claim.links().map(|link| {
                let label = format!("remove: {} {}", link.relation, link.target);
                Item::new(
                    None,
                    label,
                    "take this link away",
                    Choice::Unlink(link.clone()),
                )
            }));
        }
        Picker::by_letter(title, items, targets)
    })
}
