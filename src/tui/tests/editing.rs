//! Judging, noting and sharing by keys: each asks for exactly one effect, without a disk.

use super::*;
use crate::exchange::Watch;
use crate::model::{Credibility, Link, Relation, Reliability, Scalar, Stance};
use crate::tui::exporting::To;

fn on(id: &str, change: Change) -> (String, Change) {
    (id.to_owned(), change)
}

#[test]
fn two_keys_judge() {
    let mut app = App::new(120, 40);
    let id = app.current().to_owned();
    app.press("r B c 2");
    assert_eq!(
        app.changes(),
        [
            on(&id, Change::Reliability(Some(Reliability::B), None)),
            on(&id, Change::Credibility(Some(Credibility::Two), None)),
        ]
    );
    app.press("c backspace");
    assert_eq!(app.changes(), [on(&id, Change::Credibility(None, None))]);
}

#[test]
fn a_note_is_saved_with_author_and_time() {
    let mut app = App::new(120, 40);
    app.press("a \"first line\" enter \"second\" ctrl-s");
    let edits = app.edits();
    assert_eq!(edits.len(), 1);
    let note = "first line\nsecond".to_owned();
    assert_eq!(
        edits[0].change,
        Change::Note {
            note,
            replaces: None
        }
    );
    assert_eq!(
        (edits[0].stamp.by.as_str(), edits[0].stamp.at),
        ("dana", now())
    );
    assert!(app.state.popups.is_empty());
}

#[test]
fn an_empty_note_is_not_saved_and_says_so() {
    let mut app = App::new(120, 40);
    app.press("a ctrl-s");
    assert_eq!(app.effects, []);
    assert!(app.screen().contains("there is no text to save yet"));
}

#[test]
fn esc_keeps_the_text_as_a_draft_and_offers_it_again() {
    let mut app = App::new(120, 40);
    app.press("a \"half\" esc");
    let key = format!("note 2025-02-01-deepseek-upending-ai/{}", app.current());
    assert_eq!(app.effects, [Effect::KeepDraft(key, "half".to_owned())]);
    app.press("a");
    assert!(app.screen().contains("half"));
    assert!(app.screen().contains("your draft of an earlier time"));
}

#[test]
fn a_failed_save_keeps_the_text() {
    let mut app = App::new(120, 40);
    app.press("a \"precious\" ctrl-s");
    let Some(Effect::Save {
        write,
        draft: Some((key, text)),
    }) = app.effects.pop()
    else {
        panic!("no save was asked for");
    };
    let failed = Msg::Saved {
        result: Err("claims/x.yaml: rename: no space left on device".to_owned()),
        write: Box::new(write),
        draft: Some((key.clone(), text)),
    };
    let effects = screenshot::send(&mut app.state, failed, now());
    assert_eq!(effects, [Effect::KeepDraft(key, "precious".to_owned())]);
    assert!(app.screen().contains(
        "NOT saved (Ctrl-r tries again): claims/x.yaml: rename: no space left on device"
    ));
    app.press("a");
    assert!(app.screen().contains("precious"));
}

#[test]
fn marked_claims_are_edited_together() {
    let mut app = App::new(120, 40);
    app.press("space space space c 4 enter");
    let Some(Effect::Save {
        write: Write::Edits(edits),
        ..
    }) = app.effects.pop()
    else {
        panic!("no save was asked for");
    };
    // The first of them is C4 already.
    assert_eq!(edits.len(), 2);
    assert!(
        edits
            .iter()
            .all(|edit| edit.change == Change::Credibility(Some(Credibility::Four), None))
    );
}

#[test]
fn a_verdict_is_picked_by_letter_from_the_scale() {
    let mut app = App::new(120, 40);
    let id = app.current().to_owned();
    app.press("v e");
    assert_eq!(
        app.changes(),
        [on(&id, Change::Verdict(Some("refuted".to_owned()), None))]
    );
}

#[test]
fn tags_are_put_on_taken_off_and_made() {
    let mut app = App::new(120, 40);
    let id = app.current().to_owned();
    let own = app
        .state
        .current()
        .unwrap()
        .tags()
        .next()
        .unwrap()
        .to_owned();
    app.press(&format!("t \"{own}\" enter"));
    assert_eq!(app.changes(), [on(&id, Change::Untag(own))]);
    app.press("\"brand-new\" enter esc");
    assert_eq!(
        app.changes(),
        [on(&id, Change::Tag("brand-new".to_owned()))]
    );
    assert!(app.state.popups.is_empty());
}

#[test]
fn a_link_is_a_relation_and_a_claim() {
    let mut app = App::new(120, 40);
    let id = app.current().to_owned();
    app.press("l c \"trillion-lost\" enter");
    let link = Link {
        relation: Relation::Contradicts,
        target: "trillion-lost".to_owned(),
    };
    assert_eq!(app.changes(), [on(&id, Change::Link(link))]);
}

#[test]
fn evidence_is_a_form() {
    let mut app = App::new(120, 40);
    app.press("E ctrl-u");
    app.press("tab \"https://example.org/a\" tab tab \"counts one run\" ctrl-s");
    let changes = app.changes();
    let [(_, Change::Evidence(evidence))] = changes.as_slice() else {
        panic!("{changes:?}\n{}", app.screen());
    };
    assert_eq!(evidence.stance, Some(Stance::For));
    assert_eq!(evidence.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(evidence.note.as_deref(), Some("counts one run"));
}

#[test]
fn a_field_is_edited_here_and_checked() {
    let mut app = App::new(120, 40);
    let id = app.current().to_owned();
    app.press("F \"kind\" enter");
    assert!(
        app.screen().contains("○ fact  ◉ figure  ○ prediction"),
        "{}",
        app.screen()
    );
    app.press("\"x\" backspace");
    assert!(app.screen().contains("◉ —"), "{}", app.screen());
    app.press("\"fi\" ctrl-s");
    assert_eq!(
        app.changes(),
        [on(
            &id,
            Change::Field(Scalar::Kind, Some("figure".to_owned()))
        )]
    );
}

#[test]
fn the_name_notes_are_signed_with_can_be_chosen() {
    let mut app = App::new(120, 40);
    app.press("I \" scully\" enter a \"x\" ctrl-s");
    assert_eq!(app.effects[0], Effect::NameAuthor("dana scully".to_owned()));
    assert_eq!(app.edits()[0].stamp.by, "dana scully");
}

#[test]
fn skepticism_is_a_reason() {
    let mut app = App::new(120, 40);
    let id = app.current().to_owned();
    app.press("s \"no source\" alt-enter");
    assert_eq!(
        app.changes(),
        [on(&id, Change::Skepticism("no source".to_owned()))]
    );
}

#[test]
fn a_claim_is_added_with_an_id_of_its_own() {
    let mut app = App::new(120, 40);
    app.press("A \"new words\" tab \"A new thing is said.\" ctrl-s");
    let Some(Effect::Save {
        write: Write::Add { file, claim },
        ..
    }) = app.effects.pop()
    else {
        panic!("no claim was added: {}", app.screen());
    };
    assert_eq!(file, RECORD);
    assert_eq!(claim.id, "a-new-thing-is-said");
    assert_eq!(claim.quote.as_deref(), Some("new words"));
    assert_eq!(claim.speaker.as_deref(), Some("Alex Tapscott"));
}

#[test]
fn deleting_asks_first() {
    let mut app = App::new(120, 40);
    let id = app.current().to_owned();
    app.press("D enter");
    assert_eq!(app.effects, []);
    app.press("D y");
    let write = Write::Delete {
        file: RECORD.to_owned(),
        claim: id,
    };
    assert_eq!(app.effects, [Effect::Save { write, draft: None }]);
}

#[test]
fn copying_gives_quote_and_citation() {
    let mut app = App::new(120, 40);
    app.press("/ \"id:serres-products\" enter y");
    let Some(Effect::Copy(text)) = app.effects.pop() else {
        panic!("nothing was copied");
    };
    assert!(text.contains("“If Big Tech continues"), "{text}");
    assert!(
        text.contains("Tom Serres") && text.contains("New York Post"),
        "{text}"
    );
}

#[test]
fn the_export_is_exactly_the_list() {
    let mut app = App::new(120, 40);
    app.press("/ \"who:heintzman\" enter x");
    assert!(app.screen().contains("export"), "{}", app.screen());
    app.press("enter");
    app.press("ctrl-x \"out.csv\" ctrl-s");
    let Some(Effect::Export(export)) = app.effects.pop() else {
        panic!("no export: {}", app.screen());
    };
    let path = "out.csv".to_owned();
    assert_eq!(export.to, To::File { path, force: false });
    let bytes = export.render(&Watch::default()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let names: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    let shown: Vec<String> = app
        .state
        .rows()
        .iter()
        .filter_map(|ix| Some(app.state.store.claim(*ix)?.name()))
        .collect();
    assert_eq!(names, shown);
}

#[test]
fn with_marks_the_export_offers_them_first() {
    let mut app = App::new(120, 40);
    app.press("space x");
    let screen = app.screen();
    assert!(
        screen.contains("export 1 claim") && screen.contains("shown (90)"),
        "{screen}"
    );
    app.press("tab");
    assert!(app.screen().contains("export 90 claims"));
}

#[test]
fn the_editor_opens_at_the_claims_line() {
    let mut app = App::new(120, 40);
    app.press("j e");
    let line = app.state.current().unwrap().line_in_file();
    assert_eq!(
        app.effects,
        [Effect::Edit {
            file: RECORD.to_owned(),
            line
        }]
    );
}

#[test]
fn the_palette_runs_what_is_chosen() {
    let mut app = App::new(120, 40);
    app.press(": \"mark all\" enter");
    assert_eq!(app.state.list.marks.len(), 90);
}

#[test]
fn help_names_every_key_of_the_list() {
    let mut app = App::new(120, 40);
    app.press("? \"credib\"");
    assert!(
        app.screen().contains("judge the information"),
        "{}",
        app.screen()
    );
}

#[test]
fn every_other_key_is_harmless() {
    let keys = "q ctrl-z o Y n N b u ctrl-r ctrl-e ctrl-y tab shift-tab home end";
    for key in keys.split(' ') {
        let mut app = App::new(80, 24);
        app.press(key);
        assert!(!app.screen().is_empty());
    }
}

#[test]
fn templates_are_put_into_notes_and_into_nothing_else() {
    let mut app = App::new(100, 30);
    app.state.setting.templates = vec!["Single interested source.".to_owned()];
    app.press("a ctrl-t enter ctrl-s");
    let (_, change) = app.changes().remove(0);
    assert!(
        matches!(&change, Change::Note { note, .. } if note == "Single interested source."),
        "{change:?}"
    );
    for other in ["/ \"china\" enter B", "ctrl-n"] {
        let mut app = App::new(100, 30);
        app.state.setting.templates = vec!["Single interested source.".to_owned()];
        app.press(other);
        let popups = app.state.popups.len();
        assert!(!app.screen().contains("Ctrl-t"), "{}", app.screen());
        app.press("ctrl-t");
        let screen = app.screen();
        assert!(
            screen.contains("no template fits here: notes take those of the config"),
            "{screen}"
        );
        assert_eq!(app.state.popups.len(), popups, "{screen}");
    }
}
