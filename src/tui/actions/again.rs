//! What follows an edit: the reason of a judgement just given, and the same edit of another claim.

use jiff::Timestamp;

use super::super::asking;
use super::super::effect::Effect;
use super::super::judge::{self, REASON};
use super::super::state::{Form, FormField, State, Submit, Target, Tone};
use super::super::view::header::count;
use super::judging::aimed;
use super::noting::open_form;
use super::{Action, Context, has_claim};
use crate::store::Ix;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "reason",
        keys: &[","],
        context: Context::Browse,
        doc: "say why you judged so, right after a grade or verdict",
        short: "",
        when: |state| state.history.judged.is_some() || has_claim(state),
        run: reason,
    },
    Action {
        name: "repeat",
        keys: &["."],
        context: Context::Browse,
        doc: "the last edit once more, of this claim or the marked ones",
        short: "",
        when: |state| state.history.repeatable.is_some() && has_claim(state),
        run: repeat,
    },
];

/// Opens the line for the reason of one's own judgement.
fn reason(state: &mut State) -> Vec<Effect> {
    let Some((targets, since, text)) = just_judged(state).or_else(|| judged_before(state)) else {
        let why = "the claim's last entry is no judgement of yours: a annotates it";
        state.say(Tone::Warning, why);
        return Vec::new();
    };
    let whom = match targets.as_slice() {
        [one] => one.claim.clone(),
        many => count(many.len(), "claim"),
    };
    let doc = "why you judge so: logged with the judgement; empty takes it away";
    let field = FormField::line(REASON, doc, &text).naming();
    let title = format!("reason · {whom}");
    let form = Form::new(title, vec![field], Submit::Reason(since), targets).filled();
    open_form(state, form)
}

type Judged = (Vec<Target>, Timestamp, String);

/// Returns what was judged last, while it is what the cursor or the marks are on; it need not be read
/// back from the files yet.
fn just_judged(state: &State) -> Option<Judged> {
    let (judged, since) = state.history.judged.as_ref()?;
    let touched = state.targets();
    let touched = judged.iter().all(|one| touched.contains(one));
    // What was judged may be no longer what the filter asks for: nothing else can be meant then.
    let gone = || {
        let named = |ix: &Ix| state.store.claim(*ix);
        let mut shown = state.rows().iter().filter_map(named);
        !shown.any(|claim| judged.iter().any(|one| one.is(claim)))
    };
    if judged.is_empty() || !(touched || gone()) {
        return None;
    }
    let known = judged_before(state).filter(|(of, at, _)| of == judged && at >= since);
    let text = known.map_or_else(String::new, |(_, _, text)| text);
    Some((judged.clone(), *since, text))
}

/// Returns one's own judgement that is the last entry of the claim under the cursor.
fn judged_before(state: &State) -> Option<Judged> {
    let targets = state.targets();
    let [target] = targets.as_slice() else {
        return None;
    };
    let claim = asking::claims(state, &targets).pop().flatten()?;
    let entry = claim.annotations().next_back()?;
    let own = entry.by.as_deref() == Some(state.setting.author.as_str());
    let since = entry.instant().filter(|_| own && entry.is_judgement())?;
    let reason = entry.note.clone().unwrap_or_default();
    Some((vec![target.clone()], since, reason))
}

/// Makes the last change once more, of what the cursor or the marks are on now.
fn repeat(state: &mut State) -> Vec<Effect> {
    let Some(change) = state.history.repeatable.clone() else {
        return Vec::new();
    };
    let Some((_, targets)) = aimed(state, "repeat") else {
        return Vec::new();
    };
    if change.is_judgement() {
        judge::judge(state, &targets, change)
    } else {
        asking::ask(state, &targets, change, 0, None)
    }
}
