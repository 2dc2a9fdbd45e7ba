//! The thread that looks for what is like a draft, so that triage shows what was said before. Knows
//! nothing of the screen.

use std::sync::mpsc::Receiver;

use super::msg::Msg;
use super::state::Like;
use super::work::World;
use crate::store::{Lookup, Reason, Store, related};

/// Answers what is asked: the newest question wins.
pub(super) fn look(world: &World, asked: &Receiver<String>) {
    while let Ok(mut name) = asked.recv() {
        while let Ok(newer) = asked.try_recv() {
            name = newer;
        }
        let like = like(&world.store(), &name);
        world.tell(Msg::Like(name, like));
    }
}

/// Returns what is like the claim of this name, each with the reason in words.
#[must_use]
pub fn like(store: &Store, name: &str) -> Vec<Like> {
    let Lookup::One(ix) = store.find(name) else {
        return Vec::new();
    };
    let found = related(store, ix).into_iter().filter_map(|one| {
        let claim = store.claim(one.ix)?;
        let mut words = vec![claim.speaker_name().unwrap_or("nobody named").to_owned()];
        if claim.is_candidate() {
            words.push("a draft too".to_owned());
        }
        words.extend(one.reasons.iter().map(Reason::in_words));
        Some(Like {
            name: claim.name(),
            words: words.join(" · "),
            relation: one.relation(),
        })
    });
    found.collect()
}
