//! What a claim is linked to, where its words and figures come up again, and going there.

use super::super::effect::Effect;
use super::super::state::{Choice, Item, Picker, Popup, State, Tone};
use super::{Action, Context, has_claim};
use crate::store::{ClaimRef, Reason, related};

pub(super) static ACTIONS: &[Action] = &[Action {
    name: "related",
    keys: &["R"],
    context: Context::Browse,
    doc: "related claims: linked, the same words or figure; Enter goes there",
    short: "",
    when: has_claim,
    run: list,
}];

fn list(state: &mut State) -> Vec<Effect> {
    let Some(claim) = state.current() else {
        return Vec::new();
    };
    let mut items = linked(state, claim);
    for one in related(&state.store, claim.ix()) {
        let reasons: Vec<String> = one.reasons.iter().map(Reason::in_words).collect();
        let like = state.store.claim(one.ix);
        items.extend(like.map(|like| item(like, &reasons.join("; "))));
    }
    if items.is_empty() {
        state.say(
            Tone::Warning,
            "nothing is linked to it, or repeats its words or figures",
        );
        return Vec::new();
    }
    let title = format!("related to {}", claim.id());
    let picker = Picker::by_typing(title, items, Vec::new());
    state.popups.push(Popup::Picker(Box::new(picker)));
    Vec::new()
}

/// Returns what the claim links to, and what links to it.
fn linked(state: &State, claim: ClaimRef<'_>) -> Vec<Item> {
    let store = &state.store;
    let to = claim.links().filter_map(|link| {
        let target = store.link_target(claim.ix(), &link.target)?;
        Some(item(store.claim(target)?, link.relation.word()))
    });
    let from = claim.backlinks().iter().filter_map(|link| {
        let from = store.claim(link.from)?;
        Some(item(from, link.relation.reverse()))
    });
    to.chain(from).collect()
}

fn item(claim: ClaimRef<'_>, why: &str) -> Item {
    let who = claim.speaker_name().unwrap_or("unknown speaker");
    let name = claim.name();
    let choice = Choice::GoTo(name.clone());
    Item::new(None, name, format!("{why} · {who}"), choice)
}
