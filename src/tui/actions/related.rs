//! Where a claim's words and figures come up again, and going there.

use super::super::effect::Effect;
use super::super::state::{Choice, Item, Picker, Popup, State, Tone};
use super::{Action, Context, has_claim};
use crate::store::{Reason, related};

pub(super) static ACTIONS: &[Action] = &[Action {
    name: "related",
    keys: &["R"],
    context: Context::Browse,
    doc: "related claims: the same words or figure, another value",
    short: "",
    when: has_claim,
    run: list,
}];

fn list(state: &mut State) -> Vec<Effect> {
    let Some(claim) = state.current() else {
        return Vec::new();
    };
    let items: Vec<Item> = related(&state.store, claim.ix())
        .iter()
        .filter_map(|one| {
            let claim = state.store.claim(one.ix)?;
            let reasons: Vec<String> = one.reasons.iter().map(Reason::in_words).collect();
            let who = claim.speaker_name().unwrap_or("unknown speaker");
            let doc = format!("{who} · {}", reasons.join("; "));
            Some(Item::new(
                None,
                claim.name(),
                doc,
                Choice::GoTo(claim.name()),
            ))
        })
        .collect();
    if items.is_empty() {
        state.say(Tone::Warning, "nothing repeats its words or figures");
        return Vec::new();
    }
    let title = format!("related to {}", claim.id());
    let picker = Picker::by_typing(title, items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}
