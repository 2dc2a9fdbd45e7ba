//! Exports: on a thread of their own, told, stopped, never over a file unasked.

use super::*;
use crate::disk::{Way, Written};
use crate::tui::exporting::{Export, To};
use crate::tui::msg::ExportError;

fn asked(app: &mut App) -> Export {
    match app.effects.pop() {
        Some(Effect::Export(export)) => *export,
        other => panic!("no export: {other:?}\n{}", app.screen()),
    }
}

#[test]
fn an_export_tells_how_far_it_is_and_esc_stops_it() {
    let mut app = App::new(100, 30);
    app.press("x enter enter");
    assert!(app.state.popups.is_empty());
    let export = asked(&mut app);
    app.send(Msg::Exporting(export.number, 45));
    let screen = app.screen();
    assert!(
        screen.contains("█████░░░░░ csv: 45 of 90 claims written  Esc stop the export"),
        "{screen}"
    );
    // Work goes on meanwhile.
    app.press("j a \"meanwhile\" ctrl-s");
    assert_eq!(app.edits().len(), 1);
    app.press("x y");
    assert!(app.screen().contains("an export runs already"));
    app.press("esc");
    assert_eq!(app.effects, [Effect::StopExport]);
    assert!(
        app.screen()
            .contains("the export is stopped: nothing is written")
    );
    let stopped = Err(ExportError::Other("stopped".to_owned()));
    app.send(Msg::Exported(export.number, stopped));
    assert!(!app.screen().contains("not exported"));
}

#[test]
fn a_stopped_export_ends_at_its_next_claim() {
    let mut app = App::new(100, 30);
    app.press("x enter enter");
    let export = asked(&mut app);
    let own = "{% for claim in claims %}{{ claim.name }}{% endfor %}".to_owned();
    let (own, problems) = Formats::with_templates(vec![("own.txt.jinja".to_owned(), own)]);
    assert_eq!(problems, [""; 0]);
    for format in own.all() {
        let watch = Watch::on();
        watch.stop();
        let export = Export {
            format: format.clone(),
            ..export.clone()
        };
        assert_eq!(
            export.render(&watch),
            Err("stopped".to_owned()),
            "{}",
            format.name
        );
        assert!(watch.passed() <= 1, "{}: {}", format.name, watch.passed());
    }
}

#[test]
fn every_format_counts_the_claims_it_writes() {
    let mut app = App::new(100, 30);
    app.press("x enter enter");
    let export = asked(&mut app);
    for format in crate::exchange::FORMATS {
        // References are of articles.
        if ["bibtex", "csl-json"].contains(&&*format.name) {
            continue;
        }
        let watch = Watch::on();
        let export = Export {
            format: format.clone(),
            ..export.clone()
        };
        export.render(&watch).unwrap();
        assert!(watch.passed() >= 90, "{}: {}", format.name, watch.passed());
    }
}

#[test]
fn a_file_that_is_there_is_asked_about_and_only_that_one_is_written_over() {
    let mut app = App::new(100, 30);
    app.press("x enter enter");
    let export = asked(&mut app);
    let there = || Err(ExportError::Exists("claims.csv".to_owned()));
    app.send(Msg::Exported(export.number, there()));
    assert!(app.screen().contains("claims.csv is there already"));
    app.press("enter");
    let path = "claims.csv".to_owned();
    let again = asked(&mut app);
    assert_eq!(again.to, To::File { path, force: true });
    app.send(Msg::Exported(again.number, there()));
    app.press("ctrl-x \"other.csv\" enter");
    let path = "other.csv".to_owned();
    assert_eq!(asked(&mut app).to, To::File { path, force: false });
}

#[test]
fn what_can_not_be_written_is_said_in_the_form_with_the_path() {
    let mut app = App::new(100, 30);
    app.press("x enter ctrl-x \"nowhere/x.csv\" enter");
    let export = asked(&mut app);
    let why = "there is no folder nowhere".to_owned();
    app.send(Msg::Exported(export.number, Err(ExportError::Other(why))));
    let screen = app.screen();
    assert!(
        screen.contains("not exported: there is no folder nowhere")
            && screen.contains("nowhere/x.csv"),
        "{screen}"
    );
}

#[test]
fn an_export_that_ends_while_something_is_typed_does_not_get_in_the_way() {
    let mut app = App::new(100, 30);
    app.press("x enter enter");
    let export = asked(&mut app);
    app.press("a \"half\"");
    let there = Err(ExportError::Exists("claims.csv".to_owned()));
    app.send(Msg::Exported(export.number, there));
    app.press("\" a thought\" ctrl-s");
    assert_eq!(app.edits().len(), 1);
}

#[test]
fn a_write_of_many_files_tells_how_far_it_is_and_esc_leaves_the_rest() {
    let mut app = App::new(100, 30);
    app.press("t \"seen\" enter esc");
    app.send(Msg::Writing(30, 120));
    let screen = app.screen();
    assert!(
        screen.contains("██░░░░░░░░ 30 of 120 files written  Esc stop"),
        "{screen}"
    );
    app.effects.truncate(1);
    app.press("esc");
    assert_eq!(app.effects.pop(), Some(Effect::StopWriting));
    let left = ("a/x".to_owned(), "stopped: it is left as it was".to_owned());
    app.answer(Ok(Written {
        done: 30,
        refused: vec![left],
        summary: "tags of 30 claims".to_owned(),
        ..Written::default()
    }));
    let screen = app.screen();
    assert!(screen.contains("1 refused (! lists them)"), "{screen}");
}

#[test]
fn the_key_that_stops_is_told_only_where_it_does() {
    let mut app = App::new(100, 30);
    app.press("t");
    app.send(Msg::Writing(30, 120));
    let screen = app.screen();
    assert!(
        screen.contains("30 of 120 files written") && !screen.contains("Esc stop"),
        "{screen}"
    );
    app.press("esc");
    assert!(app.screen().contains("Esc stop"), "{}", app.screen());
}

#[test]
fn an_undo_of_many_files_tells_how_far_it_is_and_esc_takes_it_back_whole() {
    let mut app = App::new(100, 30);
    app.send(Msg::Writing(30, 120));
    app.press("esc");
    assert_eq!(app.effects, [Effect::StopWriting]);
    let stopped = Err("stopped: every file is as it was".to_owned());
    app.send(Msg::Reverted(Way::Undo, stopped));
    let screen = app.screen();
    assert!(
        screen.contains("not undone: stopped: every file is as it was"),
        "{screen}"
    );
    app.press("j");
    assert!(!app.screen().contains("files written"), "{}", app.screen());
}

#[test]
fn the_first_reading_tells_how_far_it_is_and_esc_shows_what_is_read() {
    let mut app = App::new(100, 30);
    app.send(Msg::Reading(600, 2000));
    let screen = app.screen();
    assert!(
        screen.contains("███░░░░░░░ 600 of 2000 files read  Esc stop"),
        "{screen}"
    );
    app.press("esc");
    assert_eq!(app.effects.pop(), Some(Effect::StopReading));
    let (store, problems) = (Arc::clone(&app.state.store), Vec::new());
    app.send(Msg::Reloaded { store, problems });
    app.send(Msg::Unread(1400));
    let screen = app.screen();
    assert!(
        screen.contains("stopped: 1400 files not read: Ctrl-l reads the rest"),
        "{screen}"
    );
    // It stays in sight: a claim that is missed may be in one of them.
    app.press("j");
    assert!(
        app.screen().contains(" 1400 files not read"),
        "{}",
        app.screen()
    );
    app.press("ctrl-l");
    assert_eq!(app.effects.pop(), Some(Effect::Reload));
    app.send(Msg::Reading(100, 1400));
    assert!(
        app.screen().contains("100 of 1400 files read"),
        "{}",
        app.screen()
    );
    app.send(Msg::Unread(0));
    assert!(!app.screen().contains("not read"), "{}", app.screen());
}

#[test]
fn the_format_under_the_cursor_is_seen_on_a_small_screen() {
    let mut app = App::new(40, 12);
    app.press("space x k");
    let screen = app.screen();
    assert!(
        screen.contains("▸ org") && screen.contains("◉ marked (1)"),
        "{screen}"
    );
}
