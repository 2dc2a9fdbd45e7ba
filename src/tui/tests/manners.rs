//! Manners by keys and mouse: the config, the card of the first start, borders, hints, wide rows.

use super::*;
use crate::disk::Config;
use crate::tui::state::{Pane, Tone};

/// The app with a config.
fn configured(text: &str) -> App {
    let mut app = App::new(120, 40);
    app.state.setting.plain = false;
    reconfigure(&mut app, text);
    app
}

fn reconfigure(app: &mut App, text: &str) {
    let config = Config::parse(text, "config.toml");
    let effects = screenshot::send(&mut app.state, Msg::Config(Box::new(config)), now());
    app.effects.extend(effects);
}

#[test]
fn a_config_that_changes_holds_at_once_and_what_is_wrong_is_on_the_screen() {
    let mut app = configured("mouse = false\ntheme = \"light\"\n");
    assert_eq!(app.state.setting.theme.name, "light");
    assert_eq!(app.effects, [Effect::Mouse(false)]);
    assert!(app.screen().contains("the config was read again"));
    reconfigure(
        &mut app,
        "theme = \"drak\"\n[keys]\nannotate = [\"z n\"]\ntags = [\"j\"]\n",
    );
    let screen = app.screen();
    assert!(screen.contains("config.toml: line 1: `theme`"), "{screen}");
    app.press("7 G");
    let screen = app.screen();
    assert!(screen.contains("problems · 2 warnings"), "{screen}");
    assert!(
        screen.contains("`keys.tags`: j means both `tags` and `down`"),
        "{screen}"
    );
    assert!(screen.contains("config.toml:4:1"), "{screen}");
    app.press("e");
    let edit = Effect::Edit {
        file: "config.toml".to_owned(),
        line: 4,
    };
    assert!(app.effects.contains(&edit), "{:?}", app.effects);
    app.press("1 z n");
    assert_eq!(app.state.popups.len(), 1, "the rest holds");
}

#[test]
fn columns_dates_and_order_are_those_of_the_config() {
    let mut app = configured(
        "columns = [\"id\", \"words\", \"date\"]\ndate_format = \"%d.%m.%Y\"\ndefault_sort = \"cred\"\n",
    );
    let screen = app.screen();
    assert!(screen.contains("01.02.2025"), "{screen}");
    let ranks = app.state.rows().iter().map(|ix| {
        let grade = app.state.store.claim(*ix).unwrap().grade();
        grade.credibility.map_or(9, |half| half as u8)
    });
    let ranks: Vec<u8> = ranks.collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    let first = app.ids()[0].to_owned();
    app.press("S f");
    assert_ne!(
        app.ids()[0],
        first,
        "an order that is asked for goes before"
    );
    app.press("esc 5");
    assert!(app.screen().contains("01.02.2025"), "{}", app.screen());
}

#[test]
fn the_card_of_the_first_start_goes_with_the_first_key_which_does_what_it_does() {
    let mut app = App::new(80, 24);
    app.state.card = true;
    assert!(
        app.screen().contains("welcome to onrecord"),
        "{}",
        app.screen()
    );
    app.press("j");
    assert!(!app.screen().contains("welcome"));
    assert_eq!(app.state.list.cursor, 1);
    assert_eq!(app.effects, [Effect::Greeted]);
    app.state.card = true;
    app.press("space").state.card = true;
    app.press("esc");
    assert_eq!(
        app.state.list.marks.len(),
        1,
        "esc only takes the card away"
    );
    app.state.card = true;
    app.click(3, 5);
    assert!(!app.state.card);
}

#[test]
fn the_palette_has_views_formats_and_themes_too() {
    let mut app = App::new(120, 40);
    app.press("/ \"china\" enter B \"doubtful money\" ctrl-s esc : \"doubtful\" enter");
    assert_eq!(app.state.filter.text(), "china");
    app.press(": \"export csv\" enter");
    assert!(app.screen().contains("csv"), "{}", app.screen());
    assert!(
        matches!(app.state.popups.last(), Some(crate::tui::state::Popup::Export(menu)) if menu.chosen(&app.state.setting.formats).name == "csv")
    );
    app.press("esc : \"theme light\"");
    assert!(
        app.screen().contains("nothing like that"),
        "NO_COLOR has no themes"
    );
    app.state.setting.plain = false;
    app.press("esc : \"theme light\" enter");
    assert_eq!(app.state.setting.theme.name, "light");
    assert!(
        app.effects
            .contains(&Effect::Configure("theme", "light".to_owned()))
    );
}

#[test]
fn a_border_is_dragged_moved_by_keys_and_remembered() {
    let mut app = App::new(120, 40);
    let border = |app: &App, nth: usize| {
        let row: Vec<char> = app.screen().lines().nth(10).unwrap().chars().collect();
        let columns = row.iter().enumerate().filter(|(_, c)| **c == '│');
        columns.map(|(at, _)| at).nth(nth).unwrap()
    };
    let (facets, detail) = (border(&app, 0), border(&app, 1));
    app.click(facets, 10);
    app.mouse(MouseEventKind::Drag(MouseButton::Left), facets + 3, 10);
    app.mouse(MouseEventKind::Up(MouseButton::Left), facets + 3, 10);
    assert_eq!(border(&app, 0), facets + 3);
    app.click(border(&app, 1), 10);
    for column in [50, 90, 77] {
        app.mouse(MouseEventKind::Drag(MouseButton::Left), column, 12);
        assert_eq!(border(&app, 1), column);
    }
    app.mouse(MouseEventKind::Up(MouseButton::Left), 77, 12);
    app.mouse(MouseEventKind::Drag(MouseButton::Left), 60, 12);
    assert_eq!(border(&app, 1), 77, "the button was let go");
    app.press("<");
    assert_eq!(border(&app, 1), 73);
    app.press("f > >");
    assert_eq!(border(&app, 0), facets + 11);
    let kept = super::super::resume::session(&app.state);
    let mut next = App::new(120, 40);
    super::super::resume::resume(&mut next.state, kept);
    assert_eq!(border(&next, 1), border(&app, 1));
    app.press("=");
    assert_eq!((border(&app, 0), border(&app, 1)), (facets, detail));
    app.click(0, 10);
    for column in [0, 119] {
        app.state.dragged = Some(crate::tui::view::layout::Border::Detail);
        app.mouse(MouseEventKind::Drag(MouseButton::Left), column, 12);
        assert_eq!(app.screen().lines().count(), 40);
    }
}

#[test]
fn a_hint_of_the_bottom_line_is_clicked_and_a_menu_too() {
    let mut app = App::new(120, 40);
    let column = |app: &App, row: usize, text: &str| {
        let screen = app.screen();
        let line = screen.lines().nth(row).unwrap().to_owned();
        let before = line.split(text).next().unwrap().to_owned();
        assert_ne!(before, line, "{text} is not in {line}");
        crate::text::width::width(&before)
    };
    let at = column(&app, 39, "? help");
    app.click(at + 1, 39);
    assert_eq!(app.state.popups.len(), 1);
    app.mouse(MouseEventKind::ScrollDown, 60, 20);
    assert!(app.screen().contains("▸") || app.state.popups.len() == 1);
    app.click(0, 39 - 1);
    assert!(app.state.popups.is_empty(), "beside the menu closes it");
    app.press("c");
    let row = app
        .screen()
        .lines()
        .position(|line| line.contains("5 improbable"))
        .unwrap();
    let at = column(&app, row, "improbable");
    app.click(at, row);
    app.press("enter");
    let graded = app.changes();
    assert!(
        matches!(graded[0].1, Change::Credibility(Some(_), _)),
        "{graded:?}"
    );
    app.state.say(Tone::Good, "done");
    app.click(3, 39);
    assert!(app.state.message.is_none() && app.state.popups.is_empty());
}

#[test]
fn wide_rows_are_scrolled_and_what_was_cut_off_is_seen() {
    let mut app = App::new(80, 24);
    app.press("/ \"id:trillion-lost\" enter");
    let before = app.screen();
    let row = before.lines().nth(3).unwrap();
    assert!(row.contains('…'), "{row}");
    app.press("right right right");
    let screen = app.screen();
    let scrolled = screen.lines().nth(3).unwrap();
    assert!(screen.contains("from column 31"), "{screen}");
    assert_ne!(row, scrolled);
    assert!(crate::text::width::width(scrolled) <= 80);
    app.press("left left left");
    assert_eq!(app.screen(), before);
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_back() {
    let mut app = App::new(80, 24);
    app.press("alt-m alt-m");
    assert_eq!(app.effects, [Effect::Mouse(false), Effect::Mouse(true)]);
}

#[test]
fn a_dossier_is_made_once_for_a_speaker() {
    let mut app = App::new(120, 40);
    app.press("2");
    let made = |app: &App| Arc::clone(&app.state.desk.record.as_ref().unwrap().1);
    let first = made(&app);
    app.press("tab j j");
    assert!(Arc::ptr_eq(&first, &made(&app)));
    assert_eq!(app.state.pane, Pane::Detail);
    app.press("tab shift-tab esc j");
    assert!(!Arc::ptr_eq(&first, &made(&app)), "another speaker");
    let second = made(&app);
    app.press("/ \"kind:figure\" enter");
    assert!(!Arc::ptr_eq(&second, &made(&app)), "other claims");
}

#[test]
fn what_the_app_writes_into_the_config_itself_does_not_talk_over_what_was_done() {
    let mut app = App::new(100, 30);
    app.press("/ \"china\" enter B \"on china\" tab \"c\" ctrl-s");
    let said = app.state.message.clone();
    assert!(
        matches!(&said, Some((Tone::Good, text)) if text.contains("view saved")),
        "{said:?}"
    );
    reconfigure(&mut app, "");
    assert_eq!(app.state.message, said);
}

#[test]
fn space_takes_the_line_of_a_menu_that_goes_by_letters() {
    let mut app = App::new(100, 30);
    app.press("/ \"who:tapscott cred:4\" enter - j space");
    assert_eq!(app.state.filter.text(), "who:tapscott");
    assert_eq!(app.state.popups.len(), 1, "more can be switched");
}

#[test]
fn the_worst_problems_come_first() {
    use crate::model::{Diagnostic, Severity};
    let mut app = App::new(100, 30);
    let problem =
        |severity, what: &str| Diagnostic::of_file("x", severity, "a.yaml", what.to_owned());
    let problems = vec![
        problem(Severity::Hint, "a hint"),
        problem(Severity::Error, "an error"),
        problem(Severity::Warning, "a warning"),
    ];
    let store = Arc::clone(&app.state.store);
    app.send(Msg::Reloaded { store, problems });
    app.press("7");
    let screen = app.screen();
    let at = |what: &str| screen.find(what).unwrap();
    assert!(
        at("an error") < at("a warning") && at("a warning") < at("a hint"),
        "{screen}"
    );
}
