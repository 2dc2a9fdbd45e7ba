//! The other views by keys: what they show, what Enter does, and what is carried in the grid.

use super::*;
use crate::model::{Diagnostic, Grade, Place, Severity};
use crate::tui::state::Pane;

/// The app with a date, a note and a problem, which the bundled record does not have.
fn app(columns: u16, rows: u16) -> App {
    let mut app = App::new(columns, rows);
    app.state.problems = vec![Diagnostic {
        place: Some(Place {
            line: 22,
            column: 5,
            width: 5,
        }),
        excerpt: "    quote: Chinese newcomer DeepSeek had developed".to_owned(),
        claim: Some("just-millions".to_owned()),
        hint: Some("compare it with the captured text".to_owned()),
        ..Diagnostic::of_file(
            "quote-moved",
            Severity::Warning,
            RECORD,
            "the quote is elsewhere",
        )
    }]
    .into();
    app
}

#[test]
fn every_view_at_four_sizes() {
    let keys = [
        ("speakers", "2"),
        ("dossier", "2 j tab"),
        ("grid", "3 j j right right"),
        ("figures", "4 j"),
        ("timeline", "5"),
        ("problems", "7"),
    ];
    for (columns, rows) in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        for (name, keys) in keys {
            let mut app = app(columns, rows);
            app.press(keys);
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), app.screen());
        }
    }
}

#[test]
fn the_number_keys_switch_and_esc_comes_back() {
    let mut app = app(120, 40);
    for (key, name) in [
        ("2", "speakers"),
        ("3", "grid"),
        ("4", "figures"),
        ("5", "timeline"),
        ("7", "problems"),
        ("1", "claims"),
    ] {
        app.press(key);
        assert_eq!(app.state.view.name, name);
    }
    app.press("4 esc");
    assert_eq!(app.state.view.name, "claims");
}

#[test]
fn each_view_keeps_its_place() {
    let mut app = app(120, 40);
    app.press("j j j 2 j j 4 j 2");
    assert_eq!(app.state.desk.speakers.at, 2);
    app.press("4");
    assert_eq!(app.state.desk.figures.at, 1);
    app.press("1");
    assert_eq!(app.state.list.cursor, 3);
}

#[test]
fn enter_on_a_speaker_filters_by_them_and_replaces_another() {
    let mut app = app(120, 40);
    app.press("/ \"kind:figure who:meta\" enter 2 enter");
    assert_eq!(app.state.view.name, "claims");
    assert_eq!(app.state.filter.text(), "kind:figure who:=Meta");
    assert!(!app.ids().is_empty());
}

#[test]
fn the_dossier_shows_every_claim_and_acts_on_the_one_named_in_its_title() {
    let mut app = app(120, 40);
    app.press("2");
    assert!(
        app.state.current().is_none(),
        "the list of speakers has no claim"
    );
    app.press("a");
    assert!(app.state.popups.is_empty());
    app.press("tab G");
    assert_eq!(app.state.pane, Pane::Detail);
    let id = app.current().to_owned();
    assert!(
        app.screen().contains(&format!("dossier · {id}")),
        "{}",
        app.screen()
    );
    assert!(app.screen().contains('▸'));
    app.press("enter");
    assert_eq!(
        (app.state.view.name, app.current()),
        ("claims", id.as_str())
    );
}

#[test]
fn the_dossier_is_read_to_its_end_line_by_line() {
    let mut app = app(80, 24);
    app.press("2 tab");
    let mut seen = app.screen();
    for _ in 0..200 {
        app.press("j");
        seen.push_str(&app.screen());
    }
    for words in [
        "interest: Runs",
        "credibility",
        "verdicts",
        "contradictions",
        "claims over time",
    ] {
        assert!(seen.contains(words), "{words}");
    }
    let (_, spoken) = crate::tui::view::speakers::chosen(&app.state).unwrap();
    assert_eq!(app.state.desk.dossier.at, spoken.claims.len() - 1);
}

#[test]
fn enter_in_the_grid_filters_by_both_halves() {
    let mut app = app(120, 40);
    app.press("/ \"cred:4..5\" enter 3 j j right right right enter");
    assert_eq!(app.state.filter.text(), "rel:C cred:4");
    let rows = app.state.rows().to_vec();
    let grade = Grade::parse("C4").unwrap();
    assert!(!rows.is_empty());
    assert!(
        rows.iter()
            .all(|ix| app.state.store.claim(*ix).unwrap().grade() == grade)
    );
    app.press("esc 3 G G right right right right enter");
    assert_eq!(app.state.filter.text(), "grade:none");
    assert_eq!(app.ids().len(), 3);
}

#[test]
fn a_carried_claim_is_regraded_only_after_the_preview() {
    let mut app = app(120, 40);
    app.press("3 m");
    assert_eq!(app.state.desk.grid.grade().shown(), "C4");
    app.press("right");
    assert!(
        app.screen().contains("carrying 1 claim to C5"),
        "{}",
        app.screen()
    );
    app.press("enter");
    assert!(
        app.screen().contains("grade C5 on just-millions") && app.screen().contains("C4 → C5"),
        "{}",
        app.screen()
    );
    assert_eq!(app.changes(), []);
    app.press("\"again\" enter");
    let change = Change::Grade(Grade::parse("C5").unwrap(), Some("again".to_owned()));
    assert_eq!(app.changes(), [("just-millions".to_owned(), change)]);
    assert_eq!(app.state.desk.grid.carried, None);
}

#[test]
fn carried_claims_are_put_back_by_esc_and_by_no() {
    let mut app = app(120, 40);
    app.press("3 m right esc");
    assert_eq!(
        (app.state.desk.grid.carried.is_none(), app.state.view.name),
        (true, "grid")
    );
    app.press("m right enter esc");
    assert_eq!(app.changes(), []);
    app.press("m enter");
    assert!(
        app.state.popups.is_empty(),
        "the same grade asks for nothing"
    );
    assert_eq!(app.changes(), []);
}

#[test]
fn the_marked_claims_are_carried_together_and_those_graded_so_are_left() {
    let mut app = app(120, 40);
    app.press("space space space 3 m");
    let carried = app.state.desk.grid.carried.clone().unwrap();
    assert_eq!(carried.targets.len(), 3);
    let to = carried.grades[0];
    let other = carried.grades.iter().filter(|grade| **grade != to).count();
    assert!(other > 0);
    app.press("enter");
    assert!(
        app.screen().contains("so already: left"),
        "{}",
        app.screen()
    );
    app.press("enter");
    assert_eq!(app.changes().len(), other);
}

#[test]
fn enter_on_a_figure_and_a_day_goes_to_the_claim() {
    let mut app = app(120, 40);
    app.press("4 j");
    let id = app.current().to_owned();
    app.press("enter");
    assert_eq!(
        (app.state.view.name, app.current()),
        ("claims", id.as_str())
    );
    app.press("5 enter");
    assert_eq!(
        (app.state.view.name, app.current()),
        ("claims", "just-millions")
    );
}

#[test]
fn a_figure_can_be_annotated_where_it_stands() {
    let mut app = app(120, 40);
    app.press("4 j");
    let id = app.current().to_owned();
    app.press("a \"Asked.\" ctrl-s");
    assert_eq!(app.changes()[0].0, id);
}

#[test]
fn two_values_for_one_measure_stand_side_by_side() {
    let mut app = app(120, 40);
    app.press("4 j");
    let screen = app.screen();
    assert!(screen.contains("“$6 million” = 6m USD"), "{screen}");
    assert!(
        screen.contains("also: millions (Alex Tapscott)"),
        "{screen}"
    );
}

#[test]
fn a_problem_goes_to_its_claim_even_past_the_filter_and_e_to_its_line() {
    let mut app = app(120, 40);
    app.press("7 e");
    let edit = Effect::Edit {
        file: RECORD.to_owned(),
        line: 22,
    };
    assert!(app.effects.contains(&edit));
    app.press("/ \"id:security-concerns\" enter enter");
    assert_eq!(
        (app.state.view.name, app.current()),
        ("claims", "just-millions")
    );
    assert_eq!(app.ids().len(), 90);
}

#[test]
fn w_filters_by_what_is_under_the_cursor_in_any_view() {
    for (keys, text) in [
        ("2 w", "who:=\"Alex Tapscott\""),
        ("2 W", "-who:=\"Alex Tapscott\""),
        ("3 j j right right w", "grade:C3"),
        ("3 j j right right W", "-grade:C3"),
        ("4 j w", "unit:USD"),
        ("5 w", "on:2025-02-01"),
        ("f w", "who:\"Alex Tapscott\""),
        ("f W", "-who:\"Alex Tapscott\""),
    ] {
        let mut app = app(120, 40);
        app.press(keys);
        assert_eq!(app.state.filter.text(), text, "{keys}");
        assert!(app.state.filter.problems.is_empty());
    }
}

#[test]
fn a_click_on_a_tab_and_on_a_row_does_what_keys_do() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut app = app(120, 40);
    let mut click = |column: u16, row: u16| {
        let event = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        };
        screenshot::send(&mut app.state, Msg::Mouse(event), now());
        (app.state.view.name, app.state.desk.speakers.at)
    };
    assert_eq!(click(14, 0), ("speakers", 0));
    assert_eq!(click(40, 5), ("speakers", 2));
    assert_eq!(click(40, 5), ("claims", 2));
}

#[test]
fn the_app_is_taken_up_where_it_was_left() {
    use crate::tui::resume::{resume, session};
    let mut app = app(120, 40);
    app.press("/ \"cred:4\" enter j j space 3");
    let left = session(&app.state);
    assert_eq!(
        (left.view.as_str(), left.filter.as_str()),
        ("grid", "cred:4")
    );
    let mut again = App::new(120, 40);
    // As at the start: the first answer is about no claims.
    let store = std::mem::take(&mut again.state.store);
    let effects = resume(&mut again.state, left.clone());
    screenshot::settle(&mut again.state, effects, now());
    let problems = Vec::new();
    screenshot::send(&mut again.state, Msg::Reloaded { store, problems }, now());
    assert_eq!(session(&again.state), left);
    assert_eq!(again.state.view.name, "grid");
    let mut asked = App::new(120, 40);
    asked.press("/ \"china\" enter");
    let effects = resume(&mut asked.state, left);
    screenshot::settle(&mut asked.state, effects, now());
    assert_eq!(
        (asked.state.filter.text(), asked.state.view.name),
        ("china", "claims")
    );
}

#[test]
fn a_claim_is_copied_in_four_ways() {
    for (key, words) in [
        ("q", "New York Post"),
        ("i", "just-millions"),
        ("m", "just-millions"),
        ("t", "\t"),
    ] {
        let mut app = app(120, 40);
        app.press(&format!("M {key}"));
        app.export();
        let Some(Effect::Copy(text)) = app.effects.last() else {
            panic!("{key}: {:?}", app.effects);
        };
        assert!(text.contains(words), "{key}: {text}");
        assert_eq!(text.lines().count() > 90, key == "t", "{key}");
    }
}

#[test]
fn the_row_under_the_cursor_is_marked_to_its_end_and_over_its_plot() {
    for (keys, row) in [("4 j", "▸ $"), ("5", "│▸"), ("7 j", "│▸")] {
        let mut app = app(120, 40);
        app.state.setting.theme = theme::theme("dark").unwrap();
        app.press(keys);
        let screen = screenshot::screen(&app.state);
        let text = screenshot::text(&screen);
        let at = text.lines().position(|line| line.contains(row)).unwrap();
        let row = u16::try_from(at).unwrap();
        let ground = app.state.setting.theme.cursor.bg.unwrap();
        let marked = |x: u16, row: u16| screen[(x, row)].bg == ground;
        assert_eq!((30..120).find(|x| !marked(*x, row)), None, "{text}");
        assert!(!marked(60, row + 1), "{text}");
    }
}
