//! Writing in a form: names offered for `@` and `#`, undo and redo, paste.

use super::*;
use crate::tui::state::Popup;

/// Returns what stands in the field that is typed into.
fn typed(app: &App) -> String {
    match app.state.popups.last() {
        Some(Popup::Form(form)) => form.fields[form.focus].area.lines().join("\n"),
        other => panic!("no form: {other:?}"),
    }
}

fn paste(app: &mut App, text: &str) {
    let effects = screenshot::send(&mut app.state, Msg::Paste(text.to_owned()), now());
    app.effects.extend(effects);
}

#[test]
fn a_speaker_is_named_by_a_few_letters() {
    let mut app = App::new(80, 24);
    app.press("a \"asked @tap\"");
    insta::assert_snapshot!("naming_a_speaker", app.screen());
    app.press("tab");
    assert_eq!(typed(&app), "asked @Alex Tapscott");
    app.press("\", twice\" ctrl-s");
    let changes = app.changes();
    assert!(
        matches!(&changes[0].1, Change::Note { note, .. } if note == "asked @Alex Tapscott, twice"),
        "{changes:?}"
    );
}

#[test]
fn the_list_of_names_keeps_its_frame_on_a_small_screen() {
    let mut app = App::new(40, 12);
    app.press("a \"one\" enter \"two\" enter \"#\"");
    insta::assert_snapshot!("naming_a_tag_small", app.screen());
}

#[test]
fn tags_are_offered_the_most_used_first_and_the_arrows_choose() {
    let mut app = App::new(100, 30);
    let tags: Vec<String> = crate::store::tags(&app.state.store)
        .into_iter()
        .map(|(tag, _)| tag.to_owned())
        .collect();
    app.press("a \"#\" down tab");
    assert_eq!(typed(&app), format!("#{}", tags[1]));
    app.press("\" #\" up tab");
    assert_eq!(typed(&app), format!("#{} #{}", tags[1], tags[5]));
}

#[test]
fn esc_closes_only_the_list_and_it_stays_closed_for_that_word() {
    let mut app = App::new(100, 30);
    app.press("a \"@t\" esc");
    assert!(!app.screen().contains("Tab puts in"), "{}", app.screen());
    app.press("\"a\"");
    assert!(!app.screen().contains("Tab puts in"), "{}", app.screen());
    assert_eq!(typed(&app), "@ta");
    app.press("\" and @t\"");
    assert!(app.screen().contains("Tab puts in"), "{}", app.screen());
    app.press("esc esc");
    assert!(app.state.popups.is_empty());
    assert!(
        app.effects
            .iter()
            .any(|effect| matches!(effect, Effect::KeepDraft(_, text) if text == "@ta and @t"))
    );
}

#[test]
fn names_are_offered_only_where_a_note_is_written_and_only_while_they_fit() {
    let mut app = App::new(100, 30);
    app.press("a \"@no such\"");
    assert!(!app.screen().contains("Tab puts in"), "{}", app.screen());
    app.press("esc E tab \"@a\"");
    assert!(!app.screen().contains("Tab puts in"), "{}", app.screen());
    app.press("tab tab \"@a\"");
    assert!(app.screen().contains("Tab puts in"), "{}", app.screen());
    app.press("shift-tab");
    assert!(!app.screen().contains("Tab puts in"), "{}", app.screen());
}

#[test]
fn a_reason_is_written_by_enter_also_while_names_are_offered() {
    let mut app = App::new(100, 30);
    app.press("c 2 , \"@t\"");
    assert!(app.screen().contains("Enter save"), "{}", app.screen());
    app.press("enter");
    let changes = app.changes();
    assert!(
        matches!(&changes[1].1, Change::Reason { note: Some(why), .. } if why == "@t"),
        "{changes:?}"
    );
}

#[test]
fn what_is_typed_is_taken_back_by_word_and_typed_again() {
    let mut app = App::new(100, 30);
    app.press("a \"one two\" enter \"three\" ctrl-z");
    assert_eq!(typed(&app), "one two\n");
    app.press("ctrl-z ctrl-z");
    assert_eq!(typed(&app), "one ");
    app.press("ctrl-r ctrl-r ctrl-r");
    assert_eq!(typed(&app), "one two\nthree");
    app.press("ctrl-x");
    assert_eq!(typed(&app), "");
    app.press("ctrl-z");
    assert_eq!(typed(&app), "one two\nthree");
}

#[test]
fn nothing_is_taken_back_beyond_what_was_given() {
    let mut app = App::new(100, 30);
    app.press("F \"kind\" enter ctrl-z");
    assert_eq!(typed(&app), "figure");
    assert!(app.screen().contains("nothing typed to take back"));
}

#[test]
fn a_paste_is_one_step_with_its_lines() {
    let mut app = App::new(100, 30);
    app.press("a \"see \"");
    paste(&mut app, "first\r\nsecond\rthird @t");
    assert_eq!(typed(&app), "see first\nsecond\nthird @t");
    assert!(!app.screen().contains("Tab puts in"));
    assert_eq!(app.effects, [], "pasted lines save nothing");
    app.press("ctrl-z");
    assert_eq!(typed(&app), "see ");
    app.press("ctrl-r ctrl-s");
    let changes = app.changes();
    assert!(
        matches!(&changes[0].1, Change::Note { note, .. } if note == "see first\nsecond\nthird @t"),
        "{changes:?}"
    );
}

#[test]
fn a_paste_into_one_line_is_one_line() {
    let mut app = App::new(100, 30);
    app.press("c 2 ,");
    app.effects.clear();
    paste(&mut app, "two\nlines");
    assert_eq!(typed(&app), "two lines");
    assert_eq!(app.effects, []);
}

#[test]
fn a_grade_of_very_many_is_said_in_a_few_lines() {
    let mut app = App::new(80, 24);
    app.press("* c 4");
    let Some(Popup::Form(form)) = app.state.popups.last() else {
        panic!("{}", app.screen());
    };
    assert!(form.lead.len() <= 8, "{:#?}", form.lead);
    assert!(form.lead[0].contains(" → "), "{:#?}", form.lead);
    let more = form.lead.iter().any(|line| line.starts_with("… and "));
    assert!(more, "{:#?}", form.lead);
}

#[test]
fn an_older_note_is_corrected_by_picking_it_and_a_draft_of_another_note_stays_out() {
    let mut desk = bulk::Desk::new(&[(
        "a.yaml",
        "article: {title: A}\nclaims:\n  - {id: one, quote: first}\n",
    )]);
    desk.press("a \"the frist note\" ctrl-s")
        .press("a \"another\" ctrl-s");
    desk.press("a \"half\" esc ctrl-y");
    desk.sees("correct which note?");
    desk.press("\"frist\" enter");
    desk.press("ctrl-x \"the first note\" ctrl-s");
    let text = desk.text("a.yaml");
    assert!(text.contains("note: the first note"), "{text}");
    assert!(text.contains("replaces: 2026-11-23T15:40:00Z"), "{text}");
    // What is corrected is not offered again.
    desk.press("ctrl-y");
    let screen = desk.app.screen();
    assert!(!screen.contains("frist note   "), "{screen}");
}

#[test]
fn a_speaker_on_record_is_offered_where_one_is_asked_for_and_nothing_is_put_in_unasked() {
    let mut app = App::new(120, 40);
    app.press("A \"new words\" tab tab ctrl-u");
    while !typed(&app).is_empty() {
        app.press("backspace");
    }
    app.press("\"ser\"");
    assert!(app.screen().contains("Down chooses"), "{}", app.screen());
    app.press("down");
    assert!(app.screen().contains("Tab puts in"), "{}", app.screen());
    app.press("enter");
    assert_eq!(typed(&app), "Tom Serres");
    app.press("ctrl-z \"x\"");
    // Who is new stays as typed, whoever begins so.
    let mut app = App::new(120, 40);
    app.press("F \"speaker\" enter ctrl-x \"Alex\"");
    assert!(app.screen().contains("Down chooses"), "{}", app.screen());
    app.press("enter");
    let changes = app.changes();
    assert!(
        matches!(&changes[0].1, Change::Field(_, Some(name)) if name == "Alex"),
        "{changes:?}"
    );
}

#[test]
fn tags_are_offered_one_after_another_in_their_field() {
    let mut app = App::new(120, 40);
    app.press("A \"new words\" tab tab tab tab tab tab tab tab \"1\" tab \"deeps\" down tab \", sta\" down tab");
    assert_eq!(typed(&app), "deepseek, startups");
    app.press("tab");
    assert_eq!(typed(&app), "", "the next field");
}
