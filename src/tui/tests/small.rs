//! Small screens: nothing that is said is cut off, and the way back is told.

use super::*;
use crate::tui::state::{Popup, Sheet, SheetLine, Tone};

#[test]
fn a_message_takes_as_many_lines_as_it_needs_and_no_more_than_four() {
    let mut app = App::new(40, 12);
    let told = "NOT saved (Ctrl-r tries again): a.yaml is read-only: it has conflict markers";
    app.state.say(Tone::Error, told);
    let said = |app: &App| {
        let screen = app.screen();
        let lines: Vec<&str> = screen
            .lines()
            .skip_while(|line| !line.contains("✗"))
            .collect();
        lines
            .iter()
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(said(&app), format!("✗ {told}"));
    app.state.say(Tone::Error, "word ".repeat(99));
    let long = said(&app);
    assert!(
        long.ends_with('…') && app.screen().lines().nth(8).unwrap().contains("✗"),
        "{long}"
    );
    app.press("j");
    assert!(app.screen().contains("? help"), "{}", app.screen());
}

#[test]
fn a_sheet_is_read_to_its_end_and_says_that_it_goes_on() {
    let mut app = App::new(40, 12);
    let text = "graded C3, and said why at some length, so that it takes several lines";
    let lines = (0..4).map(|n| SheetLine::new(format!("2026-11-0{n}"), text));
    let sheet = Sheet::read("grade of x", lines.collect());
    app.state.popups.push(Popup::Sheet(Box::new(sheet)));
    assert!(app.screen().contains("j reads on"), "{}", app.screen());
    app.press("j j j j j j j j");
    let screen = app.screen();
    assert!(
        screen.contains("several lines") && !screen.contains("reads on"),
        "{screen}"
    );
    app.press("k");
    assert!(
        app.screen().contains("reads on"),
        "the last press went no further"
    );
}

#[test]
fn the_way_back_to_the_list_is_told_where_the_claim_lies_over_it() {
    let mut app = App::new(40, 12);
    app.press("enter");
    assert!(app.screen().contains(" Esc back  "), "{}", app.screen());
    app.press("esc");
    assert!(!app.screen().contains(" Esc back  "), "{}", app.screen());
    app.press("2 enter");
    let mut wide = App::new(80, 24);
    wide.press("enter");
    assert!(!wide.screen().contains(" Esc back  "), "{}", wide.screen());
}

#[test]
fn what_a_row_of_a_menu_has_no_room_for_is_told_below_it() {
    let mut app = App::new(40, 12);
    app.press("? \"mark all\"");
    let screen = app.screen();
    assert!(
        screen.contains("mark every claim of the filter;") && screen.contains("again: unmark them"),
        "{screen}"
    );
}

#[test]
fn a_pane_with_nothing_to_show_says_all_of_what_to_do() {
    let mut app = App::new(40, 12);
    app.press("8");
    let screen = app.screen();
    assert!(
        screen.contains("C captures an article, and drafts its") && screen.contains("claims"),
        "{screen}"
    );
    let mut app = App::new(40, 12);
    let (store, problems) = (
        Arc::new(Store::build(Vec::new(), Folder::default())),
        Vec::new(),
    );
    app.send(Msg::Reloaded { store, problems });
    let screen = app.screen();
    assert!(screen.contains("Ctrl-n adds an article"), "{screen}");
}

#[test]
fn how_to_filter_is_told_as_far_as_there_is_room_and_by_the_key_it_has() {
    assert!(
        App::new(40, 12)
            .screen()
            .contains("press / to filter: words ")
    );
    let mut app = App::new(100, 30);
    let config = "[keys]\nfilter = [\"ctrl-f\"]\n";
    let config = crate::disk::Config::parse(config, "config.toml");
    app.send(Msg::Config(Box::new(config)));
    assert!(
        app.screen()
            .contains("press Ctrl-f to filter: words, who:name"),
        "{}",
        app.screen()
    );
}

#[test]
fn the_claim_is_scrolled_to_its_last_line_and_no_further() {
    let mut app = App::new(80, 24);
    app.press("tab G");
    let screen = app.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let claim = |line: &str| line.split('│').nth(1).unwrap_or_default().trim().to_owned();
    assert_ne!(claim(lines[22]), "", "{screen}");
    assert_ne!(claim(lines[5]), "", "{screen}");
    app.press("k");
    assert_ne!(app.screen(), screen, "one line up is one line up");
}

#[test]
fn the_menu_of_facets_counts_one_claim_as_one() {
    let mut app = App::new(80, 24);
    app.press("f \"musk\"");
    let screen = app.screen();
    assert!(
        screen.contains("Speaker: Elon Musk") && screen.contains(" 1 claim "),
        "{screen}"
    );
}
