//! Finding by keys: the filter, facets, marks, order.

use super::*;
use crate::tui::state::Pane;

#[test]
fn typing_sputnik_finds_the_sputnik_moment() {
    let mut app = App::new(120, 40);
    app.press("/ \"sputnik\"");
    assert_eq!(app.ids().len(), 1, "{:?}", app.ids());
    let claim = app.state.current().unwrap();
    assert_eq!(claim.speaker_name(), Some("Marc Andreessen"));
    assert!(app.screen().contains("1 of 90"));
}

#[test]
fn fields_filter_by_who_and_how_credible() {
    let mut app = App::new(120, 40);
    app.press("/ \"who:zuck\" enter");
    let speakers: Vec<_> = app
        .state
        .rows()
        .iter()
        .filter_map(|ix| app.state.store.claim(*ix)?.speaker_name())
        .collect();
    assert!(
        !speakers.is_empty() && speakers.iter().all(|name| *name == "Mark Zuckerberg"),
        "{speakers:?}"
    );

    app.press("/ ctrl-u \"cred:4..5 -has:evidence\" enter");
    assert!(!app.ids().is_empty());
    for ix in app.state.rows() {
        let grade = app.state.store.claim(*ix).unwrap().grade();
        let rank = grade.credibility.and_then(crate::model::Credibility::rank);
        assert!(matches!(rank, Some(3 | 4)), "{grade}");
    }
}

#[test]
fn esc_while_typing_brings_the_old_filter_back() {
    let mut app = App::new(120, 40);
    app.press("/ \"china\" enter");
    let before: Vec<String> = app.ids().iter().map(|&id| id.to_owned()).collect();
    app.press("/ \" zzz\"");
    assert!(app.ids().is_empty());
    app.press("esc");
    assert_eq!(app.ids(), before);
    app.press("esc");
    assert_eq!(app.ids().len(), 90);
}

#[test]
fn a_faulty_filter_keeps_the_last_good_list_and_says_where() {
    let mut app = App::new(120, 40);
    app.press("/ \"cred:4 \"");
    let good = app.ids().len();
    screenshot::send(&mut app.state, Msg::Paste("speeker:x".to_owned()), now());
    assert_eq!(app.ids().len(), good);
    assert!(!app.state.filter.problems.is_empty());
    let screen = app.screen();
    assert!(
        screen.contains("^^^^") && screen.contains("speaker"),
        "{screen}"
    );
}

#[test]
fn tab_completes_a_field_and_then_a_value() {
    let mut app = App::new(120, 40);
    app.press("/ \"verd\" tab");
    assert!(
        app.state.filter.text().starts_with("verdict:"),
        "{}",
        app.state.filter.text()
    );
    app.press("ctrl-u \"kind:pred\" tab");
    assert_eq!(app.state.filter.text().trim_end(), "kind:prediction");
}

#[test]
fn facets_filter_and_unfilter() {
    let mut app = App::new(120, 40);
    app.press("f");
    assert_eq!(app.state.pane, Pane::Facets);
    app.press("enter");
    let filtered = app.ids().len();
    assert!(filtered > 0 && filtered < 90, "{}", app.state.filter.text());
    assert!(app.screen().contains("▸✓ "), "{}", app.screen());
    app.press("enter");
    assert_eq!(app.ids().len(), 90 - filtered, "the second press is `not`");
    assert!(app.screen().contains("▸✗ "), "{}", app.screen());
    app.press("enter");
    assert_eq!((app.ids().len(), app.state.filter.text()), (90, ""));
    app.press("x");
    assert_eq!(app.ids().len(), 90 - filtered);
    app.press("x");
    assert_eq!(app.state.filter.text(), "");
}

#[test]
fn two_values_of_a_facet_are_either_and_the_cursor_stays_on_its_value() {
    let mut app = App::new(120, 40);
    app.press("f enter");
    let one = app.ids().len();
    app.press("j enter");
    assert!(
        app.state.filter.text().contains(','),
        "{}",
        app.state.filter.text()
    );
    let both = app.ids().len();
    assert!(both > one);
    app.press("k enter");
    assert_eq!(app.ids().len(), both - one, "{}", app.state.filter.text());
    // Another facet: what is counted above it is fewer now, and the cursor goes along.
    app.press("esc esc f");
    let wanted = app
        .state
        .facets
        .counts
        .iter()
        .take(3)
        .map(|c| c.values.len())
        .sum();
    app.state.facets.cursor = wanted;
    let chosen = app.state.facets.chosen().unwrap();
    app.press("enter");
    assert_eq!(app.state.facets.chosen(), Some(chosen.clone()));
    assert_ne!(app.state.facets.cursor, wanted, "the test moves nothing");
    app.press("enter enter");
    assert_eq!(app.state.filter.text(), "", "{chosen:?}");
}

#[test]
fn on_a_narrow_screen_the_facets_are_a_menu_that_goes_round_too() {
    let mut app = App::new(80, 24);
    app.press("f \"tapscott\" enter");
    let one = app.ids().len();
    app.press("f \"tapscott\"");
    assert!(
        app.screen().contains("✓ asked for · 58"),
        "{}",
        app.screen()
    );
    app.press("enter");
    assert_eq!(app.ids().len(), 90 - one);
    app.press("f \"tapscott\" enter");
    assert_eq!(app.ids().len(), 90);
}

#[test]
fn a_click_on_a_term_switches_it_off_and_on() {
    let mut app = App::new(120, 40);
    app.press("/ \"kind:figure cred:4 china\" enter");
    let bar = app.screen().lines().nth(1).unwrap().to_owned();
    let column = bar.find("cred:4").unwrap();
    app.click(column + 2, 1);
    assert_eq!(app.state.filter.text(), "kind:figure china");
    let bar = app.screen().lines().nth(1).unwrap().to_owned();
    let off = bar.split("✗cred").next().unwrap().chars().count();
    app.click(off + 1, 1);
    assert_eq!(app.state.filter.text(), "kind:figure china cred:4");
    assert_eq!(app.state.pane, Pane::List);
    app.click(60, 1);
    assert_eq!(app.state.pane, Pane::Filter, "beside the terms one types");
}

#[test]
fn a_view_is_shared_and_a_shared_one_taken_back() {
    let mut app = App::new(120, 40);
    app.press("/ \"china\" enter B \"ours\" tab \"o\" tab \"t\"");
    assert!(app.screen().contains("◉ me  ○ all"), "{}", app.screen());
    app.press("right ctrl-s");
    let view = crate::disk::View {
        name: "ours".to_owned(),
        query: "china".to_owned(),
        key: Some('o'),
    };
    assert!(
        app.effects.contains(&Effect::ShareView(view.clone())),
        "{:?}",
        app.effects
    );
    assert!(app.state.saved.views.is_empty());
    screenshot::send(&mut app.state, Msg::Shared(vec![view]), now());
    app.press("esc b o");
    assert_eq!(app.state.filter.text(), "china");
    app.press("ctrl-b o d");
    assert!(
        app.effects
            .contains(&Effect::UnshareView("ours".to_owned()))
    );
}

#[test]
fn w_filters_by_a_value_of_the_claim() {
    let mut app = App::new(120, 40);
    app.press("w a");
    assert!(
        app.state.filter.text().starts_with("who:"),
        "{}",
        app.state.filter.text()
    );
    assert!(app.ids().len() < 90);
    let (kept, text) = (app.ids().len(), app.state.filter.text().to_owned());
    app.press("esc W a");
    assert_eq!(app.ids().len(), 90 - kept, "{text}");
}

#[test]
fn the_order_is_part_of_the_filter() {
    let mut app = App::new(120, 40);
    app.press("/ \"kind:figure\" enter S f");
    assert_eq!(app.state.filter.text(), "kind:figure sort:-fig");
    app.press("S d");
    assert_eq!(app.state.filter.text(), "kind:figure");
}

#[test]
fn marks_survive_a_filter_and_hidden_ones_are_not_touched() {
    let mut app = App::new(120, 40);
    app.press("space space");
    assert_eq!(app.state.list.marks.len(), 2);
    app.press("/ \"id:just-millions\" enter");
    assert_eq!(app.state.touched().len(), 1);
    let screen = app.screen();
    assert!(
        screen.contains("2 marked, 1 hidden: not touched"),
        "{screen}"
    );
    app.press("/ ctrl-u \"sputnik\" enter a");
    assert!(
        app.screen().contains("all hidden by the filter"),
        "{}",
        app.screen()
    );
    assert!(app.state.popups.is_empty());
}

#[test]
fn a_range_and_all_can_be_marked() {
    let mut app = App::new(120, 40);
    app.press("V j j space");
    assert_eq!(app.state.list.marks.len(), 3);
    app.press("*");
    assert_eq!(app.state.list.marks.len(), 90);
    app.press("*");
    assert_eq!(app.state.list.marks.len(), 0);
}

#[test]
fn moving_keeps_the_cursor_inside() {
    let mut app = App::new(120, 40);
    app.press("G j j");
    assert_eq!(app.state.list.cursor, 89);
    app.press("g k");
    assert_eq!(app.state.list.cursor, 0);
    app.press("ctrl-d pagedown");
    assert!(app.state.list.cursor > 30);
}

#[test]
fn the_cursor_stays_on_its_claim_when_the_store_changes() {
    let mut app = App::new(120, 40);
    app.press("j j j j j");
    let held = app.current().to_owned();
    let again = Arc::new(bundled());
    screenshot::send(
        &mut app.state,
        Msg::Reloaded {
            store: again,
            problems: Vec::new(),
        },
        now(),
    );
    assert_eq!(app.current(), held);
}

#[test]
fn terms_are_switched_off_and_on_one_by_one() {
    let mut app = App::new(120, 40);
    app.press("/ \"kind:figure cred:4 china\" enter");
    let all = app.ids().len();
    app.press("- b esc");
    assert_eq!(app.state.filter.text(), "kind:figure china");
    assert!(app.ids().len() >= all);
    assert!(app.screen().contains("✗cred:4"), "{}", app.screen());
    app.press("- c esc");
    assert_eq!(app.state.filter.text(), "kind:figure china cred:4");
    assert_eq!(app.ids().len(), all);
    app.press("- a esc / \"x\" esc");
    assert!(app.screen().lines().nth(1).unwrap().contains("china"));
}

#[test]
fn older_filters_come_back_with_up_and_the_one_being_typed_with_down() {
    let mut app = App::new(120, 40);
    app.press("/ \"china\" enter esc / \"kind:fact\" enter esc / up");
    assert_eq!(app.state.filter.text(), "kind:fact");
    app.press("up up");
    assert_eq!(app.state.filter.text(), "china");
    app.press("down down");
    assert_eq!(app.state.filter.text(), "");
    app.press("up enter");
    assert_eq!(app.state.filter.history, ["china", "kind:fact"]);
}

#[test]
fn nothing_found_says_which_term_keeps_how_many_away() {
    let mut app = App::new(120, 40);
    app.press("/ \"cred:5 kind:commitment\" enter");
    assert!(app.ids().is_empty());
    let screen = app.screen();
    assert!(screen.contains("without cred:5"), "{screen}");
    assert!(screen.contains("without kind:commitment"), "{screen}");
    let most = app.state.filter.relaxed[0].clone();
    app.press("backspace");
    assert_eq!(app.state.filter.text(), most.text);
    assert_eq!(app.ids().len(), most.found);
}

#[test]
fn after_a_prefix_the_footer_says_what_can_follow() {
    let mut app = App::new(120, 40);
    let own = [("annotate", "z n"), ("tags", "z t")];
    let own = own.map(|(name, keys)| (name.to_owned(), vec![keys.to_owned()]));
    app.state.setting.keymap = Keymap::new(&own.into_iter().collect()).0;
    app.press("z");
    let screen = app.screen();
    let last = screen.lines().last().unwrap();
    assert!(
        last.contains("z …") && last.contains("n annotate") && last.contains("t tags"),
        "{last}"
    );
    app.press("n");
    assert_eq!(app.state.popups.len(), 1);
}

#[test]
fn a_filter_is_saved_as_a_view_and_opened_by_its_letter() {
    let mut app = App::new(120, 40);
    app.press("/ \"ki:figure cred:4\" enter B \"doubtful money\" tab \"m\" ctrl-s");
    let view = app.state.saved.views[0].clone();
    assert_eq!(
        (view.name.as_str(), view.key),
        ("doubtful money", Some('m'))
    );
    assert_eq!(
        view.query, "kind:figure cred:4",
        "field names are stored whole"
    );
    let kept = Effect::KeepViews(app.state.saved.clone());
    assert!(app.effects.contains(&kept), "{:?}", app.effects);
    app.press("esc b m");
    assert_eq!(app.state.filter.text(), "kind:figure cred:4");
}

#[test]
fn saved_views_are_renamed_ordered_made_the_default_and_deleted() {
    let mut app = App::new(120, 40);
    app.press("/ \"china\" enter B \"one\" tab \"x\" ctrl-s / ctrl-u \"kind:fact\" enter B \"two\" tab \"y\" ctrl-s");
    app.press("ctrl-b y u");
    let names = |app: &App| -> Vec<String> {
        app.state
            .saved
            .views
            .iter()
            .map(|view| view.name.clone())
            .collect()
    };
    assert_eq!(names(&app), ["two", "one"]);
    app.press("ctrl-b x o");
    assert_eq!(app.state.saved.default_query(), Some("china"));
    app.press("ctrl-b x r \"s\" ctrl-s");
    assert_eq!(names(&app), ["two", "ones"]);
    assert_eq!(app.state.saved.default.as_deref(), Some("ones"));
    app.press("ctrl-b x d");
    assert_eq!(names(&app), ["two"]);
    assert_eq!(app.state.saved.default, None);
}
