//! Why an action can not be done now, said to whoever presses its key.

use super::super::state::State;
use super::{Action, Context};

/// The reason of each action that has one of its own.
static WHY: &[(&str, &str)] = &[
    ("undo", "nothing to undo"),
    ("redo", "nothing to redo"),
    ("skip-undo", "nothing to undo"),
    ("refused", "the last write refused nothing"),
    ("repeat", "no edit yet that could be made once more"),
    ("last-written", "no claim was written in this run yet"),
    ("drafts", "no unsaved drafts"),
    (
        "template",
        "no template fits here: notes take those of the config",
    ),
    ("save-view", "no filter that could be saved"),
    ("manage-views", "no saved views yet"),
    ("chips", "the filter has no terms"),
    ("relax", "only where nothing is found"),
    ("facets", "nothing to filter by"),
    ("filter-by-value", "nothing to filter by here"),
    ("exclude-value", "nothing to exclude here"),
    ("filter-older", "no older filter"),
    ("filter-newer", "no newer filter"),
    ("filter-complete", "nothing to complete here"),
    ("export-scope", "nothing is marked"),
    ("all-tags", "no tags yet"),
    ("accept", "no captured draft here"),
    ("accept-draft", "no captured draft here"),
    ("edit-draft", "no captured draft here"),
    ("reject-draft", "no captured draft here"),
    ("split-draft", "no captured draft here"),
    ("merge-draft", "no other draft of this article follows"),
    ("link-draft", "nothing on record is like this draft"),
    ("capture", "an article is being captured: Esc stops it"),
    (
        "paste-article",
        "an article is being captured: Esc stops it",
    ),
    ("border-left", "no border on this screen"),
    ("border-right", "no border on this screen"),
    ("scroll-left", "the rows begin here"),
];

/// Returns the reason that an action has of its own.
pub(super) fn own(action: &Action) -> Option<&'static str> {
    let own = WHY.iter().find(|(name, _)| *name == action.name);
    own.map(|(_, why)| *why)
}

/// Returns why an action can not be done now.
pub(in crate::tui) fn why_not(state: &State, action: &Action) -> String {
    if let Some(why) = own(action) {
        return why.to_owned();
    }
    let name = action.name.replace('-', " ");
    match action.context {
        Context::Article | Context::Selecting => {
            format!("{name}: the captured text of this article is not at hand")
        }
        _ if state.rows().is_empty() => format!("{name}: no claim is shown"),
        _ => format!("{name}: not here"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_an_actions() {
        for (name, why) in WHY {
            assert!(super::super::action(name).is_some(), "{name}: {why}");
        }
    }
}
