//! Capturing an article inside the app: what each key asks for, and what each answer leads to.

use super::*;
use crate::disk::capture::{Entry, Listing};
use crate::disk::{UndoRecord, Written};
use crate::source::capture::{Given, Record, record};
use crate::tui::state::{From, Order, Popup};

const TEXT: &str =
    "Tunnel late\n\nBy Ruth Adeyemi\n\n“We spent $6 million on it,” said Margaret Oduya.\n";

fn made() -> Record {
    record(TEXT.as_bytes(), None, &Given::default(), &|_, _| true).unwrap()
}

fn listing() -> Listing {
    let entry = |name: &str, folder| Entry {
        name: name.to_owned(),
        path: format!("/news/{name}"),
        folder,
        bytes: 4_200,
    };
    Listing {
        folder: "/news".to_owned(),
        parent: Some("/".to_owned()),
        entries: vec![entry("old", true), entry("tunnel.html", false)],
    }
}

fn tell(app: &mut App, msg: Msg) {
    let effects = screenshot::send(&mut app.state, msg, now());
    app.effects.extend(effects);
}

/// The app with an article chosen; returns what it asks for.
fn chosen(columns: u16, rows: u16) -> App {
    let mut app = App::new(columns, rows);
    app.press("C");
    assert_eq!(app.effects, [Effect::Folder(None)]);
    tell(&mut app, Msg::Folder(Ok(listing())));
    app.effects.clear();
    app
}

fn order(path: &str) -> Order {
    Order {
        from: From::File(path.to_owned()),
        record: None,
        given: Given::default(),
    }
}

#[test]
fn files_are_offered_at_two_sizes() {
    for (columns, rows) in [(40, 12), (120, 40)] {
        let app = chosen(columns, rows);
        insta::assert_snapshot!(format!("capture_files_{columns}x{rows}"), app.screen());
    }
}

#[test]
fn a_folder_is_entered_and_a_file_captured() {
    let mut app = chosen(120, 40);
    app.press("\"old\" enter");
    assert_eq!(app.effects, [Effect::Folder(Some("/news/old".to_owned()))]);
    tell(&mut app, Msg::Folder(Ok(listing())));
    app.effects.clear();
    app.press("enter");
    assert_eq!(
        app.effects,
        [Effect::Capture(1, order("/news/tunnel.html"))]
    );
    tell(&mut app, Msg::Capturing(1, 30, 60));
    let screen = app.screen();
    assert!(
        screen.contains("█████░░░░░ capturing tunnel.html: 30 of 60"),
        "{screen}"
    );
    assert!(screen.contains("Esc stop"), "{screen}");
    // Next time the same folder is listed, and not while one is under way.
    app.effects.clear();
    app.press("C");
    assert_eq!(app.effects, []);
}

#[test]
fn a_stopped_capture_writes_nothing_whatever_comes_of_it() {
    let mut app = chosen(120, 40);
    app.press("enter esc");
    assert_eq!(app.effects.last(), Some(&Effect::StopCapture(2)));
    app.effects.clear();
    tell(&mut app, Msg::Capturing(1, 30, 60));
    tell(&mut app, Msg::Drafted(1, Ok(Box::new(made()))));
    assert_eq!(app.effects, []);
    assert!(app.state.desk.capture.running.is_none());
}

#[test]
fn a_drafted_record_is_kept_and_triage_opens() {
    let mut app = chosen(120, 40);
    app.press("enter");
    app.effects.clear();
    tell(&mut app, Msg::Drafted(1, Ok(Box::new(made()))));
    let kept = Effect::Keep("tunnel-late.yaml".to_owned(), Box::new(made()));
    assert_eq!(app.effects, [kept]);
    // It can not be stopped any more.
    app.press("esc");
    assert!(app.state.desk.capture.running.is_some());
    let record = made();
    let written = Written {
        summary: "new record tunnel-late.yaml".to_owned(),
        done: 1,
        files: vec!["tunnel-late.yaml".to_owned()],
        refused: Vec::new(),
        warnings: Vec::new(),
        undo: UndoRecord::default(),
    };
    let msg = Msg::Saved {
        result: Ok(Box::new(written)),
        write: Box::new(Write::NewFile {
            file: "tunnel-late.yaml".to_owned(),
            article: record.article,
            claims: record.claims,
        }),
        draft: None,
    };
    tell(&mut app, msg);
    assert_eq!(app.state.view.name, "triage");
    assert_eq!(app.state.filter.text(), "status:candidate id:tunnel-late/");
    let said = &app.state.message.as_ref().unwrap().1;
    assert!(said.starts_with("captured tunnel-late.yaml: "), "{said}");
}

#[test]
fn what_is_no_article_comes_back_as_a_form_with_the_reason() {
    let mut app = chosen(80, 24);
    app.press("enter");
    let why = "it is binary, not text".to_owned();
    tell(&mut app, Msg::Drafted(1, Err(why)));
    insta::assert_snapshot!("capture_form_80x24", app.screen());
    app.press("esc C");
    assert!(matches!(app.effects.last(), Some(Effect::Folder(Some(_)))));
}

#[test]
fn text_is_pasted_and_what_is_said_of_it_goes_along() {
    let mut app = chosen(120, 40);
    app.press("\"paste\" enter");
    tell(&mut app, Msg::Paste(TEXT.to_owned()));
    app.press("tab tab \"2025/tunnel\" tab \"The hole\" tab tab tab \"2025-13\" ctrl-s");
    let Some(Popup::Form(form)) = app.state.popups.last() else {
        panic!("no form");
    };
    assert!(form.problem.as_ref().unwrap().contains("is no date"));
    app.press("backspace backspace \"03\" ctrl-s");
    let Some(Effect::Capture(1, order)) = app.effects.last() else {
        panic!("{:?}", app.effects);
    };
    assert_eq!(order.from, From::Text(TEXT.trim_end().to_owned()));
    assert_eq!(order.given.title.as_deref(), Some("The hole"));
    assert_eq!(order.file(&made()), "2025/tunnel.yaml");
}
