//! Nothing typed is lost: failed saves, drafts, undo over restarts, changes on disk below one's hands.

use super::*;
use crate::disk::{Reverted, Way, Written};
use crate::model::Claim;
use jiff::ToSpan as _;

const STEM: &str = "2025-02-01-deepseek-upending-ai";

impl App {
    pub(super) fn send(&mut self, msg: Msg) {
        let effects = screenshot::send(&mut self.state, msg, now());
        self.effects.extend(effects);
    }

    /// Answers the save that was asked for last.
    pub(super) fn answer(&mut self, result: Result<Written, &str>) -> Write {
        let Some(Effect::Save { write, draft }) = self.effects.pop() else {
            panic!("no save was asked for: {:?}", self.effects);
        };
        self.send(Msg::Saved {
            result: result.map(Box::new).map_err(str::to_owned),
            write: Box::new(write.clone()),
            draft,
        });
        write
    }
}

fn written() -> Written {
    Written {
        done: 1,
        summary: "note of one".to_owned(),
        ..Written::default()
    }
}

#[test]
fn a_failed_save_is_tried_again_by_one_key_with_the_same_stamp() {
    let mut app = App::new(120, 40);
    app.press("a \"precious\" ctrl-s");
    let write = app.answer(Err("no space left"));
    assert!(
        app.screen()
            .contains("NOT saved (Ctrl-r tries again): no space left")
    );
    app.effects.clear();
    app.press("j");
    assert!(
        app.screen().contains("Ctrl-r try again"),
        "{}",
        app.screen()
    );
    app.press("ctrl-r");
    let again = app.answer(Err("no space left"));
    assert_eq!(again, write);
    app.effects.clear();
    app.press("ctrl-r");
    app.answer(Ok(written()));
    assert!(app.screen().contains("saved: note of one"));
    assert!(app.state.failed.is_empty() && app.state.drafts.is_empty());
    assert!(
        matches!(app.effects.last(), Some(Effect::DropDraft(_))),
        "{:?}",
        app.effects
    );
    app.effects.clear();
    app.press("ctrl-r");
    assert_eq!(app.effects, [], "nothing failed, nothing to redo");
}

#[test]
fn a_failed_save_is_given_up_by_esc_and_its_text_stays_a_draft() {
    let mut app = App::new(120, 40);
    app.press("a \"precious\" ctrl-s");
    app.answer(Err("no space left"));
    app.press("esc");
    assert!(app.state.failed.is_empty());
    assert_eq!(app.state.drafts.len(), 1);
    app.press("d");
    assert!(app.screen().contains("precious"), "{}", app.screen());
}

#[test]
fn a_note_refused_for_some_claims_keeps_its_text_for_those() {
    let mut app = App::new(120, 40);
    app.press("space space a \"precious\" ctrl-s enter");
    let second = app.ids()[1].to_owned();
    let refused = vec![(
        format!("{STEM}/{second}"),
        "it is no longer in the file".to_owned(),
    )];
    app.answer(Ok(Written {
        refused,
        ..written()
    }));
    assert!(app.screen().contains("1 refused"), "{}", app.screen());
    assert_eq!(app.state.drafts["note on 2 claims"], "precious");
    app.effects.clear();
    app.press("ctrl-r");
    let edits = app.edits();
    assert_eq!(edits.len(), 1);
    assert_eq!(edits[0].claim, second);
}

#[test]
fn drafts_are_listed_and_taken_up_at_their_claim() {
    let mut app = App::new(120, 40);
    let (first, last) = (app.ids()[0].to_owned(), app.ids()[89].to_owned());
    let mut keep = |what: &str, claim: &str, text: &str| {
        let key = format!("{what} {STEM}/{claim}");
        app.state.drafts.insert(key.clone(), text.to_owned());
        key
    };
    let key = keep("note", &last, "half a note\nsecond line");
    keep("evidence", &first, "for\0https://example.org\0\0a remark");
    assert_eq!(
        super::super::actions::drafts::greeting(&app.state).as_deref(),
        Some("2 unsaved drafts: d lists them")
    );
    app.press("d");
    let screen = app.screen();
    assert!(screen.contains("half a note · second line"), "{screen}");
    app.press("\"note\" enter");
    assert_eq!(app.current(), last);
    assert!(
        app.screen().contains("your draft of an earlier time"),
        "{}",
        app.screen()
    );
    app.press("ctrl-s");
    assert!(matches!(
        app.effects.last(),
        Some(Effect::Save { draft: Some((of, _)), .. }) if *of == key
    ));
    app.press("/ \"id:trillion-lost\" enter");
    app.press("d \"evidence\" enter");
    assert!(
        app.screen().contains("https://example.org"),
        "{}",
        app.screen()
    );
    assert_eq!(app.current(), first, "the filter lets it through");
}

#[test]
fn a_draft_is_thrown_away_only_after_a_question() {
    let mut app = App::new(120, 40);
    let key = format!("note {STEM}/{}", app.current());
    app.state.drafts.insert(key.clone(), "half".to_owned());
    app.press("d ctrl-x enter");
    assert_eq!(app.state.drafts.len(), 1, "the cursor is on keep");
    app.press("d ctrl-x y");
    assert_eq!(app.effects, [Effect::DropDraft(key)]);
    assert!(app.state.drafts.is_empty());
    app.press("d");
    assert!(
        app.screen().contains("no unsaved drafts"),
        "{}",
        app.screen()
    );
}

#[test]
fn the_text_for_a_claim_that_vanished_is_not_lost_with_it() {
    let mut app = App::new(120, 40);
    let key = format!("note {STEM}/gone");
    app.state.drafts.insert(key, "half".to_owned());
    app.press("d enter");
    assert_eq!(app.effects, [Effect::Copy("half".to_owned())]);
    assert_eq!(app.state.drafts.len(), 1);
    assert!(
        app.screen().contains("not in the folder now"),
        "{}",
        app.screen()
    );
}

#[test]
fn long_typing_is_kept_every_two_seconds() {
    let mut app = App::new(120, 40);
    app.press("a");
    let mut kept = Vec::new();
    for second in 0..10 {
        let at = now() + second.seconds();
        let effects = screenshot::press(&mut app.state, "\"x\"", at).unwrap();
        kept.extend(effects);
    }
    let key = format!("note {STEM}/{}", app.current());
    let texts: Vec<Effect> = [3, 5, 7, 9]
        .map(|n| Effect::KeepDraft(key.clone(), "x".repeat(n)))
        .into();
    assert_eq!(kept, texts);
}

#[test]
fn undo_and_redo_are_what_the_journal_says() {
    let mut app = App::new(120, 40);
    app.press("u");
    assert_eq!(app.effects, []);
    app.send(Msg::History {
        undo: Some("grade of one".to_owned()),
        redo: None,
    });
    app.press("u ctrl-r");
    assert_eq!(app.effects, [Effect::Revert(Way::Undo)]);
    let reverted = Reverted {
        claims: Vec::new(),
        summary: "grade of one".to_owned(),
        files: Vec::new(),
        warning: None,
    };
    app.send(Msg::Reverted(Way::Undo, Ok(Some(reverted))));
    assert!(app.screen().contains("undone: grade of one"));
    let why = "a.yaml: line 3 no longer holds what was written there".to_owned();
    app.send(Msg::Reverted(Way::Undo, Err(why)));
    assert!(app.screen().contains("not undone: a.yaml: line 3"));
    app.effects.clear();
    app.press(": \"skip undo\" enter");
    assert_eq!(app.effects, [Effect::SkipUndo]);
}

/// The bundled record with a claim more at the front, so that every index is another claim's.
fn shifted() -> Arc<Store> {
    let extra = LoadedFile {
        path: "0.yaml".to_owned(),
        claims: vec![(
            Claim {
                id: "extra".to_owned(),
                quote: Some("an extra claim".to_owned()),
                ..Claim::default()
            },
            3,
        )],
        ..LoadedFile::default()
    };
    let old = bundled();
    Arc::new(old.with(
        vec![crate::store::FileChange::Put(extra)],
        old.folder().clone(),
    ))
}

#[test]
fn a_key_between_a_reload_and_its_answer_touches_the_claim_that_is_shown() {
    let mut app = App::new(120, 40);
    app.press("j j");
    let shown = app.current().to_owned();
    let reloaded = Msg::Reloaded {
        store: shifted(),
        problems: Vec::new(),
    };
    let search = super::super::update(&mut app.state, reloaded, now());
    assert_eq!(app.current(), shown);
    app.press("v e");
    assert_eq!(app.changes()[0].0, shown);
    screenshot::settle(&mut app.state, search, now());
    app.press("/ enter");
    assert_eq!(app.current(), shown);
    assert_eq!(app.state.store.len(), 91);
}

#[test]
fn filter_marks_cursor_and_typed_text_survive_a_reload() {
    let mut app = App::new(120, 40);
    app.press("/ \"tapscott\" enter j space j j");
    let before = (app.current().to_owned(), app.state.list.marks.clone());
    app.press("a \"half\"");
    app.send(Msg::Reloaded {
        store: shifted(),
        problems: Vec::new(),
    });
    assert!(app.screen().contains("half"));
    app.press("\"-typed\" esc");
    assert_eq!(app.state.filter.text(), "tapscott");
    assert_eq!(
        (app.current().to_owned(), app.state.list.marks.clone()),
        before
    );
    assert!(app.state.drafts.values().any(|text| text == "half-typed"));
}

#[test]
fn the_export_menu_takes_up_a_reload() {
    let mut app = App::new(120, 40);
    app.press("x");
    app.send(Msg::Reloaded {
        store: shifted(),
        problems: Vec::new(),
    });
    assert!(
        app.screen().contains("export 91 claims"),
        "{}",
        app.screen()
    );
}

#[test]
fn polling_is_said_and_shown() {
    let mut app = App::new(120, 40);
    app.send(Msg::Watching(Some("changes are looked for once a second")));
    assert!(app.screen().contains("looked for once a second"));
    app.press("j");
    assert!(app.screen().contains("polling"), "{}", app.screen());
    app.send(Msg::Watching(None));
    assert!(!app.screen().contains("polling"));
}
