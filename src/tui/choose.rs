//! What picking an item of a picker does.

use super::actions::{
    self, app, capture, drafts, editing, finding, noting, palette, saved, tagging, views,
};
use super::effect::Effect;
use super::state::{Choice, Popup, State, Target};
use super::{asking, judge, linking};
use crate::disk::Write;
use crate::model::Change;
use crate::query;

/// Closes the picker on top, unless it stays open, and does what was chosen.
pub fn choose(state: &mut State, choice: Choice) -> Vec<Effect> {
    let targets = match state.popups.last() {
        Some(Popup::Picker(picker)) => picker.targets.clone(),
        _ => Vec::new(),
    };
    let stays = matches!(state.popups.last(), Some(Popup::Picker(picker)) if picker.stays);
    // Where several claims are edited one after the other, the sheet that asks lies over the menu.
    if !stays {
        state.popups.pop();
    }
    let change = match choice {
        Choice::Reliability(half) => {
            return judge::judge(state, &targets, Change::Reliability(half, None));
        }
        Choice::Credibility(half) => {
            return judge::judge(state, &targets, Change::Credibility(half, None));
        }
        Choice::Verdict(verdict) => {
            return judge::judge(state, &targets, Change::Verdict(verdict, None));
        }
        Choice::Link(link) => Change::Link(link),
        Choice::Unlink(link) => Change::Unlink(link),
        Choice::Tag { tag, on: true } => Change::Tag(tag),
        Choice::Tag { tag, on: false } => Change::Untag(tag),
        Choice::Delete(target) => return delete(target),
        other => return open(state, other, targets),
    };
    asking::ask(state, &targets, change, 0, None)
}

fn delete(target: Target) -> Vec<Effect> {
    vec![Effect::Save {
        write: Write::Delete {
            file: target.file,
            claim: target.claim,
        },
        draft: None,
    }]
}

/// The choices that lead on instead of writing.
fn open(state: &mut State, choice: Choice, targets: Vec<Target>) -> Vec<Effect> {
    match choice {
        Choice::Field(field) => editing::open_field(state, field, targets),
        Choice::Relation(relation) => {
            linking::open(state, relation, targets);
            Vec::new()
        }
        Choice::Folder(path) => vec![Effect::Folder(Some(path))],
        Choice::Capture(path) => capture::file(state, path),
        Choice::Paste => capture::paste(state),
        Choice::AddTo(file) => editing::open_add(state, file),
        Choice::Template(text) => {
            if let Some(Popup::Form(form)) = state.popups.last_mut() {
                let at = form.focus;
                form.fields[at].area.insert_str(text);
            }
            Vec::new()
        }
        Choice::Correct(at, note) => noting::open_correction(state, at, &note),
        Choice::Draft(key) => drafts::open(state, &key),
        Choice::DropDraft(key) => drafts::drop_draft(state, key),
        Choice::Filter(field, value, exclude) => {
            let text = query::toggle(state.filter.text(), &field, &value, exclude);
            state.filter_by(&text)
        }
        Choice::Cycle(field, value) => {
            let text = query::cycle(state.filter.text(), &field, &value);
            state.filter_by(&text)
        }
        Choice::Query(text) => state.filter_by(&text),
        Choice::AllOf(tag) => tagging::offer(state, &tag),
        Choice::TagDo(tag, what) => tagging::act(state, tag, what),
        Choice::Retag(from, to) => tagging::ask(state, &from, Some(&to), 0),
        Choice::View(name) => saved::offer(state, name),
        Choice::Shared(name) => saved::offer_shared(state, &name),
        Choice::Unshare(name) => vec![Effect::UnshareView(name)],
        Choice::ViewDo(name, what) => saved::act(state, &name, what),
        Choice::CopyAs(key) => app::copy_as(state, key),
        Choice::Format(name) => app::export(state, Some(&name)),
        Choice::Theme(name) => palette::take_theme(state, name),
        Choice::GoTo(name) => views::go_to(state, name),
        Choice::Chip(text) => finding::switch_chip(state, &text),
        Choice::Sort(sort) => {
            let text = finding::with_sort(state.filter.text(), sort.as_deref());
            state.filter_by(&text)
        }
        Choice::Action(name) => match actions::action(name) {
            Some(action) if (action.when)(state) => (action.run)(state),
            _ => Vec::new(),
        },
        // What writes was done above.
        _ => Vec::new(),
    }
}

/// Shows in the open tag picker what was just asked for, before the files say so.
pub(super) fn mark_tag(state: &mut State, tag: &str, on: bool) {
    let Some(Popup::Picker(picker)) = state.popups.last_mut() else {
        return;
    };
    let doc = if on { "✓ on" } else { "taken off" };
    let item = super::state::Item::new(
        None,
        tag,
        doc,
        Choice::Tag {
            tag: tag.to_owned(),
            on: !on,
        },
    );
    match picker.items.iter_mut().find(|item| item.label == tag) {
        Some(known) => *known = item,
        None => picker.items.insert(0, item),
    }
    picker.typed = picker.typed.as_ref().map(|_| String::new());
    picker.narrow();
}
