//! Tags over all claims: one renamed, made another one, or taken off everywhere; one undo step each.

use super::super::asking;
use super::super::effect::Effect;
use super::super::state::{
    Choice, Form, FormField, Item, Picker, Popup, State, Submit, TagDo, Target, Tone,
};
use super::super::view::header::count;
use super::{Action, Context};
use crate::model::Change;
use crate::query;
use crate::store;

pub(super) static ACTIONS: &[Action] = &[Action {
    name: "all-tags",
    keys: &["ctrl-t"],
    context: Context::Browse,
    doc: "tags over all claims: rename, merge, delete, filter",
    short: "",
    when: |state| !state.store.is_empty(),
    run: list,
}];

fn list(state: &mut State) -> Vec<Effect> {
    let items: Vec<Item> = store::tags(&state.store)
        .into_iter()
        .map(|(tag, n)| Item::new(None, tag, count(n, "claim"), Choice::AllOf(tag.to_owned())))
        .collect();
    if items.is_empty() {
        state.say(Tone::Warning, "no claim has a tag");
        return Vec::new();
    }
    let title = format!("all tags · {}", items.len());
    let picker = Picker::by_typing(title, items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// What can be done with a tag: letter, name, doc.
const DOINGS: [(char, &str, &str, TagDo); 4] = [
    ('r', "rename", "another name on every claim", TagDo::Rename),
    (
        'm',
        "merge",
        "make it another tag that is there",
        TagDo::Merge,
    ),
    ('d', "delete", "take it off every claim", TagDo::Delete),
    ('f', "filter", "show its claims", TagDo::Filter),
];

/// Offers what can be done with a tag.
pub(crate) fn offer(state: &mut State, tag: &str) -> Vec<Effect> {
    let items = DOINGS.map(|(key, label, doc, what)| {
        let choice = Choice::TagDo(tag.to_owned(), what);
        Item::new(Some(key), label, doc, choice)
    });
    let found = store::retagging(&state.store, tag, None);
    let title = format!(
        "tag {tag} · {} in {}",
        count(found.claims.len(), "claim"),
        count(found.files, "file")
    );
    let picker = Picker::by_letter(title, items.into(), Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Does it, or asks what is still to be known.
pub(crate) fn act(state: &mut State, tag: String, what: TagDo) -> Vec<Effect> {
    match what {
        TagDo::Filter => {
            let text = query::toggle(state.filter.text(), "tag", &tag, false);
            state.filter_by(&text)
        }
        TagDo::Delete => ask(state, &tag, None, 0),
        TagDo::Rename => {
            let doc = "its new name; one that is there takes it in";
            let field = FormField::line("tag", doc, &tag);
            let title = format!("rename tag {tag}");
            let form = Form::new(title, vec![field], Submit::RenameTag(tag), Vec::new());
            state.popups.push(Popup::Form(Box::new(form)));
            Vec::new()
        }
        TagDo::Merge => {
            let others = store::tags(&state.store).into_iter();
            let items = others.filter(|(other, _)| *other != tag).map(|(other, n)| {
                let choice = Choice::Retag(tag.clone(), other.to_owned());
                Item::new(None, other, count(n, "claim"), choice)
            });
            let picker = Picker::by_typing(format!("{tag} becomes …"), items.collect(), Vec::new());
            state.popups.push(Popup::Picker(Box::new(picker)));
            Vec::new()
        }
    }
}

/// Says what giving a tag another name, or none, touches, and asks; also for a single claim: it is
/// about all of them.
pub(crate) fn ask(state: &mut State, from: &str, to: Option<&str>, below: usize) -> Vec<Effect> {
    let found = store::retagging(&state.store, from, to);
    let claims = found.claims.iter();
    let targets: Vec<Target> = claims
        .filter_map(|&ix| state.store.claim(ix))
        .map(|claim| Target {
            file: claim.file().path().to_owned(),
            claim: claim.id().to_owned(),
        })
        .collect();
    if targets.is_empty() {
        state.say(Tone::Warning, format!("no claim has the tag `{from}`"));
        return Vec::new();
    }
    let change = Change::Retag {
        from: from.to_owned(),
        to: to.map(str::to_owned),
    };
    asking::open(state, &targets, change, below, &found.in_words(from, to));
    Vec::new()
}
