//! Triage: captured drafts one by one. Every decision is a write like any other, and undone like it.

use super::super::asking;
use super::super::effect::Effect;
use super::super::state::{Choice, Form, Item, Picker, Popup, State, Submit, Target, Tone};
use super::super::view::views::VIEWS;
use super::editing::claim_fields;
use super::noting::open_form;
use super::{Action, Context, has_claim, views};
use crate::disk::Write;
use crate::model::{Change, Claim, Link, file_stem};
use crate::query;
use crate::source::capture::redraft;
use crate::store::Ix;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "accept-draft",
        keys: &["a"],
        context: Context::Triage,
        doc: "accept the draft: it is a claim from now on",
        short: "accept",
        when: is_draft,
        run: |state| {
            let target = current(state).map(|(file, draft)| Target {
                file,
                claim: draft.id,
            });
            let targets: Vec<Target> = target.into_iter().collect();
            asking::save(state, &targets, &Change::Accept, None)
        },
    },
    Action {
        name: "edit-draft",
        keys: &["e", "enter"],
        context: Context::Triage,
        doc: "edit the draft; saving accepts it",
        short: "edit",
        when: is_draft,
        run: edit,
    },
    Action {
        name: "reject-draft",
        keys: &["x", "delete"],
        context: Context::Triage,
        doc: "reject the draft: it goes; undo brings it back",
        short: "reject",
        when: is_draft,
        run: |state| {
            let reject = current(state).map(|(file, draft)| redraft(file, vec![draft], Vec::new()));
            reject.into_iter().collect()
        },
    },
    Action {
        name: "split-draft",
        keys: &["s"],
        context: Context::Triage,
        doc: "split the draft into parts",
        short: "split",
        when: is_draft,
        run: split,
    },
    Action {
        name: "merge-draft",
        keys: &["m"],
        context: Context::Triage,
        doc: "merge the draft with the next one of its article",
        short: "merge",
        when: |state| is_draft(state) && next_of_article(state).is_some(),
        run: merge,
    },
    Action {
        name: "next-draft",
        keys: &["n"],
        context: Context::Triage,
        doc: "next draft; this one stays as it is",
        short: "next",
        when: has_claim,
        run: |state| walk(state, 1),
    },
    Action {
        name: "previous-draft",
        keys: &["N"],
        context: Context::Triage,
        doc: "previous draft",
        short: "",
        when: has_claim,
        run: |state| walk(state, -1),
    },
    Action {
        name: "link-draft",
        keys: &["L"],
        context: Context::Triage,
        doc: "link the draft to a claim it repeats or contradicts",
        short: "",
        when: |state| !like(state).is_empty(),
        run: link,
    },
    Action {
        name: "leave-triage",
        keys: &["esc"],
        context: Context::Triage,
        doc: "leave; the drafts that are left wait in their files",
        short: "leave",
        when: super::always,
        run: |state| {
            if state.detail_over {
                state.detail_over = false;
                return Vec::new();
            }
            views::show(state, 0)
        },
    },
    Action {
        name: "accept",
        keys: &[],
        context: Context::Browse,
        doc: "accept the captured draft, or the marked ones",
        short: "",
        when: |state| state.touched().iter().any(|ix| is_candidate(state, *ix)),
        run: |state| {
            let targets = state.targets();
            asking::ask(state, &targets, Change::Accept, 0, None)
        },
    },
];

fn is_candidate(state: &State, ix: Ix) -> bool {
    let claim = state.store.claim(ix);
    claim.is_some_and(|claim| claim.is_candidate())
}

fn is_draft(state: &State) -> bool {
    state
        .current()
        .is_some_and(|claim| is_candidate(state, claim.ix()))
}

/// Returns the draft under the cursor, and its file.
fn current(state: &State) -> Option<(String, Claim)> {
    let claim = state.current()?;
    Some((claim.file().path().to_owned(), claim.to_claim()))
}

/// Opens triage over all drafts; leaving it brings the filter back; a filter that asks for drafts already is kept.
pub(crate) fn open(state: &mut State) -> Vec<Effect> {
    let asks = state.filter.text().contains("status:candidate");
    let filter = if asks {
        state.filter.text().to_owned()
    } else {
        "status:candidate".to_owned()
    };
    open_at(state, &filter, None)
}

/// Opens triage over what a filter finds, at the draft of this name.
pub(crate) fn open_at(state: &mut State, filter: &str, draft: Option<String>) -> Vec<Effect> {
    if state.view == &VIEWS[7] {
        return Vec::new();
    }
    let before = state.filter.text().to_owned();
    views::show(state, 7);
    state.desk.triage.before = Some(before);
    state.list.sought = draft;
    state.filter_by(filter)
}

/// Returns the filter that finds the drafts of one record.
#[must_use]
pub(crate) fn of_file(file: &str) -> String {
    let record = format!("{}/", file_stem(file));
    query::toggle("status:candidate", "id", &record, false)
}

fn redraft(file: String, drafts: Vec<Claim>, claims: Vec<Claim>) -> Effect {
    Effect::Save {
        write: Write::Redraft {
            file,
            drafts,
            claims,
        },
        draft: None,
    }
}

fn walk(state: &mut State, by: isize) -> Vec<Effect> {
    let before = state.list.cursor;
    state.move_cursor(by);
    if state.list.cursor == before {
        state.say(Tone::Warning, "no more in this direction");
    }
    Vec::new()
}

fn edit(state: &mut State) -> Vec<Effect> {
    let Some((file, draft)) = current(state) else {
        return Vec::new();
    };
    let form = edit_form(file, draft);
    open_form(state, form)
}

/// Returns the form of a draft, filled in.
pub(super) fn edit_form(file: String, draft: Claim) -> Form {
    let title = format!("accept · {}", draft.id);
    let target = Target {
        file: file.clone(),
        claim: draft.id.clone(),
    };
    let fields = claim_fields(&draft);
    let submit = Submit::Draft {
        file,
        draft: Box::new(draft),
    };
    Form::new(title, fields, submit, vec![target]).filled()
}

fn split(state: &mut State) -> Vec<Effect> {
    let Some((file, draft)) = current(state) else {
        return Vec::new();
    };
    let form = split_form(file, draft);
    open_form(state, form)
}

/// Returns the form in which a draft's quote is cut, a sentence a line.
pub(super) fn split_form(file: String, draft: Claim) -> Form {
    let parts = redraft::sentences(draft.quote.as_deref().unwrap_or_default());
    let doc = "a line for each part; join and break lines, change no word";
    let field = super::super::state::FormField::lines("parts", doc, &parts.join("\n"));
    let target = Target {
        file: file.clone(),
        claim: draft.id.clone(),
    };
    let title = format!("split · {}", draft.id);
    let submit = Submit::Split {
        file,
        draft: Box::new(draft),
    };
    Form::new(title, vec![field], submit, vec![target]).filled()
}

/// Returns the next draft of the same article, or the one before when there is none.
fn next_of_article(state: &State) -> Option<Ix> {
    let file = state.current()?.file().path();
    let same = |ix: &&Ix| {
        let claim = state.store.claim(**ix);
        claim.is_some_and(|claim| claim.file().path() == file) && is_candidate(state, **ix)
    };
    let (before, after) = state.rows().split_at_checked(state.list.cursor)?;
    let next = after.iter().skip(1).find(same);
    next.or_else(|| before.iter().rfind(same)).copied()
}

fn merge(state: &mut State) -> Vec<Effect> {
    let other = next_of_article(state).and_then(|ix| state.store.claim(ix));
    let (Some((file, draft)), Some(other)) = (current(state), other.map(|one| one.to_claim()))
    else {
        return Vec::new();
    };
    let source = state.source_of(&file).map(|captured| &captured.text);
    match redraft::merge(&draft, &other, source) {
        Ok(merged) => vec![redraft(file, vec![draft, other], vec![merged])],
        Err(why) => {
            state.say(Tone::Warning, format!("not merged: {why}"));
            Vec::new()
        }
    }
}

fn like(state: &State) -> &[super::super::state::Like] {
    let name = state.current().map(|claim| claim.name());
    let like = name.and_then(|name| state.desk.triage.like(&name));
    like.unwrap_or_default()
}

/// Offers the links that what is alike proposes; none is made unasked.
fn link(state: &mut State) -> Vec<Effect> {
    let Some((file, draft)) = current(state) else {
        return Vec::new();
    };
    let stem = file_stem(&file);
    let items = like(state).iter().map(|one| {
        let own = one.name.strip_prefix(&stem);
        let own = own.and_then(|rest| rest.strip_prefix('/'));
        let link = Link {
            relation: one.relation,
            target: own.unwrap_or(&one.name).to_owned(),
        };
        let label = format!("{} {}", link.relation, link.target);
        Item::new(None, label, one.words.clone(), Choice::Link(link))
    });
    let target = Target {
        file: file.clone(),
        claim: draft.id.clone(),
    };
    let title = format!("{} …", draft.id);
    let picker = Picker::by_typing(title, items.collect(), vec![target]);
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}
