//! Reading the article: from claim to claim, from candidate to candidate, and recording what is there.

use std::ops::Range;

use super::super::effect::Effect;
use super::super::state::{State, Tone};
use super::{Action, Context, editing, triage, views};
use crate::model::{Claim, Figure};
use crate::source::SourceText;
use crate::source::capture::{drafts, head};
use crate::store::What;

pub(super) static ACTIONS: &[Action] = &[
    Action {
        name: "article-enter",
        keys: &["enter"],
        context: Context::Article,
        doc: "go to the claim; record words or a figure no claim has",
        short: "its claim",
        when: |state| state.desk.article.passage().is_some(),
        run: enter,
    },
    Action {
        name: "next-passage",
        keys: &["n"],
        context: Context::Article,
        doc: "next recorded claim",
        short: "next claim",
        when: is_read,
        run: |state| walk(state, true, is_claim),
    },
    Action {
        name: "previous-passage",
        keys: &["N"],
        context: Context::Article,
        doc: "previous recorded claim",
        short: "",
        when: is_read,
        run: |state| walk(state, false, is_claim),
    },
    Action {
        name: "next-candidate",
        keys: &["]"],
        context: Context::Article,
        doc: "next words or figure that no claim has",
        short: "next candidate",
        when: is_read,
        run: |state| walk(state, true, is_candidate),
    },
    Action {
        name: "previous-candidate",
        keys: &["["],
        context: Context::Article,
        doc: "previous words or figure that no claim has",
        short: "",
        when: is_read,
        run: |state| walk(state, false, is_candidate),
    },
    Action {
        name: "next-word",
        keys: &["right"],
        context: Context::Article,
        doc: "next word",
        short: "",
        when: is_read,
        run: |state| word(state, true),
    },
    Action {
        name: "previous-word",
        keys: &["left"],
        context: Context::Article,
        doc: "previous word",
        short: "",
        when: is_read,
        run: |state| word(state, false),
    },
    Action {
        name: "select-words",
        keys: &["V"],
        context: Context::Article,
        doc: "select words from here on, to record them",
        short: "select",
        when: is_read,
        run: |state| {
            state.desk.article.selecting = Some(state.desk.article.at);
            Vec::new()
        },
    },
    Action {
        name: "record-selection",
        keys: &["enter", "A"],
        context: Context::Selecting,
        doc: "record the selected words as a claim",
        short: "record them",
        when: is_read,
        run: |state| {
            let selected = state.desk.article.selected();
            state.desk.article.selecting = None;
            selected.map_or_else(Vec::new, |place| record(state, &place))
        },
    },
    Action {
        name: "selection-next-word",
        keys: &["l", "w"],
        context: Context::Selecting,
        doc: "one word more",
        short: "",
        when: is_read,
        run: |state| word(state, true),
    },
    Action {
        name: "selection-previous-word",
        keys: &["h", "b"],
        context: Context::Selecting,
        doc: "one word less",
        short: "",
        when: is_read,
        run: |state| word(state, false),
    },
    Action {
        name: "drop-selection",
        keys: &["esc", "V"],
        context: Context::Selecting,
        doc: "select nothing",
        short: "drop it",
        when: is_read,
        run: |state| {
            state.desk.article.selecting = None;
            Vec::new()
        },
    },
];

fn is_read(state: &State) -> bool {
    state.desk.article.captured().is_some()
}

fn is_claim(what: &What) -> bool {
    matches!(what, What::Claim(_))
}

fn is_candidate(what: &What) -> bool {
    !is_claim(what)
}

fn walk(state: &mut State, forward: bool, wanted: fn(&What) -> bool) -> Vec<Effect> {
    state.detail_scroll = 0;
    if !state.desk.article.move_passage(forward, wanted) {
        state.say(Tone::Warning, "no more in this direction");
    }
    Vec::new()
}

fn word(state: &mut State, forward: bool) -> Vec<Effect> {
    state.desk.article.move_word(forward);
    Vec::new()
}

fn enter(state: &mut State) -> Vec<Effect> {
    let Some(passage) = state.desk.article.passage().cloned() else {
        return Vec::new();
    };
    match passage.what {
        What::Claim(_) => match state.current() {
            Some(claim) if claim.is_candidate() => {
                let (name, filter) = (claim.name(), triage::of_file(claim.file().path()));
                triage::open_at(state, &filter, Some(name))
            }
            _ => views::go_to_claim(state),
        },
        What::Words | What::Figure => record(state, &passage.place),
    }
}

/// Opens the form of a new claim with the words at a place, filled in as capture reads them.
fn record(state: &mut State, place: &Range<usize>) -> Vec<Effect> {
    let Some(captured) = state.desk.article.captured().cloned() else {
        return Vec::new();
    };
    let passage = state.desk.article.passage();
    let what = passage
        .filter(|passage| passage.place == *place)
        .map(|passage| passage.what.clone());
    let file = state.desk.article.file.clone();
    let article = state.store.file(&file).map(|file| file.article());
    let author = article.and_then(|article| article.author.clone());
    let claim = filled(&captured.text, place, what.as_ref(), author);
    editing::open_add_of(state, file, &claim)
}

/// Longest text, in bytes, that is read for the sake of one claim: the key waits for it.
const READ: usize = 200_000;

/// Returns the claim at a place: the words, their line, and who says them if the rules of capture tell.
/// `what` is the passage it is, none for words that were selected.
fn filled(
    text: &SourceText,
    place: &Range<usize>,
    what: Option<&What>,
    author: Option<String>,
) -> Claim {
    let original = text.original();
    let words = original.get(place.clone()).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = u32::try_from(text.line_at(place.start)).ok();
    let read = if original.len() <= READ {
        drafts(original, head(original).body, author.as_deref())
    } else {
        Vec::new()
    };
    let same = |draft: &Claim| {
        let quote = draft.quote.as_deref().unwrap_or_default();
        draft.line == line && (quote.contains(&words) || words.contains(quote))
    };
    let draft = read.into_iter().map(|draft| draft.claim).find(same);
    let told = draft.is_some();
    let draft = draft.unwrap_or_default();
    let figure = Figure {
        text: words.clone(),
        ..Figure::default()
    };
    Claim {
        // A figure alone is no claim: the passage it stands in is.
        quote: match what {
            Some(_) if told => draft.quote,
            _ => Some(words),
        },
        figures: match what {
            Some(What::Figure) if draft.figures.is_empty() => vec![figure],
            Some(_) => draft.figures,
            None => Vec::new(),
        },
        speaker: match what {
            _ if told => draft.speaker,
            // Words in marks are somebody's, and nothing tells whose.
            Some(What::Words) => None,
            _ => author,
        },
        role: draft.role,
        org: draft.org,
        attribution: draft.attribution,
        kind: draft.kind,
        line,
        ..Claim::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Tunnel late\n\n\u{201c}We paid $6 million for it,\u{201d} said Ann Lee, the mayor.\n\
                        It rained.\n";

    fn at(words: &str, what: Option<&What>) -> Claim {
        let start = TEXT.find(words).unwrap();
        let text = SourceText::new(TEXT);
        filled(
            &text,
            &(start..start + words.len()),
            what,
            Some("Ruth".to_owned()),
        )
    }

    #[test]
    fn a_passage_is_filled_in_as_capture_reads_it() {
        for (words, what) in [
            ("We paid $6 million for it,", What::Words),
            ("$6 million", What::Figure),
        ] {
            let claim = at(words, Some(&what));
            assert_eq!(
                claim.quote.as_deref(),
                Some("We paid $6 million for it"),
                "{what:?}"
            );
            assert_eq!(claim.speaker.as_deref(), Some("Ann Lee"), "{what:?}");
            assert_eq!(claim.role.as_deref(), Some("mayor"), "{what:?}");
            assert_eq!(claim.figures[0].text, "$6 million", "{what:?}");
            assert_eq!(claim.line, Some(3), "{what:?}");
            assert!(!claim.candidate && claim.rule.is_none(), "{what:?}");
        }
    }

    #[test]
    fn selected_words_stay_as_they_were_selected() {
        let claim = at("paid $6 million", None);
        assert_eq!(claim.quote.as_deref(), Some("paid $6 million"));
        assert_eq!(claim.speaker.as_deref(), Some("Ann Lee"));
        let claim = at("It rained", None);
        assert_eq!(claim.speaker.as_deref(), Some("Ruth"));
    }
}
