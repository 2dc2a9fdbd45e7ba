//! What the searching thread answers, piece by piece.

use super::*;
use crate::store::Ix;
use crate::tui::msg::{Counted, Ordered};
use crate::tui::search::{Search, find};
use crate::tui::state::Popup;
use crate::tui::update::{query_env, update};

#[test]
fn the_list_comes_first_and_its_counts_when_they_are_known() {
    let mut app = App::new(120, 40);
    app.press("/ \"xqzvkw kind:fact\" enter");
    let nothing_else = "nor without any one of its terms";
    assert!(app.screen().contains("without xqzvkw"));
    let (facets, relaxed) = (
        app.state.facets.counts.clone(),
        app.state.filter.relaxed.clone(),
    );
    let search = Search {
        generation: app.state.filter.generation,
        text: "xqzvkw kind:fact".to_owned(),
        view: "claims",
        env: query_env(&app.state),
    };
    let mut found = find(&app.state.store, &search);
    // As of a large folder: first the list alone.
    let counted = found.counted.take().unwrap();
    update(&mut app.state, Msg::Found(Box::new(found)), now());
    let screen = app.screen();
    assert!(screen.contains("no claim matches") && !screen.contains(nothing_else));
    let counts = |generation| {
        let (facets, relaxed) = (counted.facets.clone(), counted.relaxed.clone());
        let counted = Counted {
            generation,
            facets,
            relaxed,
        };
        Msg::Counted(Box::new(counted))
    };
    // Those of an older question are dropped.
    update(&mut app.state, counts(search.generation - 1), now());
    assert_eq!(app.state.filter.relaxed, []);
    update(&mut app.state, counts(search.generation), now());
    assert_eq!(app.state.filter.relaxed, relaxed);
    assert_eq!(app.state.facets.counts, facets);
    assert!(app.screen().contains("without xqzvkw"));
}

#[test]
fn an_export_has_all_claims_in_order_though_they_are_not_yet() {
    let mut app = App::new(120, 40);
    app.press("/ \"~in\" enter");
    let rows = app.state.filter.rows.clone();
    assert!(rows.len() > 3);
    // As of a large folder: only the first is in order.
    app.state.filter.rows[1..].reverse();
    app.state.filter.unordered = true;
    app.press("x");
    let Some(Popup::Export(menu)) = app.state.popups.last() else {
        panic!("no menu");
    };
    assert_eq!(menu.shown, rows);
    assert!(app.state.filter.rows == rows && !app.state.filter.unordered);
}

#[test]
fn the_cursor_stays_on_its_claim_when_the_others_are_put_in_order() {
    let mut app = App::new(120, 40);
    app.press("down");
    let (rows, generation) = (app.state.filter.rows.clone(), app.state.filter.generation);
    let current = rows[1];
    let mut turned = rows.clone();
    turned.reverse();
    let ordered = |generation, rows: &[Ix]| {
        let rows = rows.to_vec();
        Msg::Ordered(Box::new(Ordered { generation, rows }))
    };
    // Those of an older question are dropped.
    update(&mut app.state, ordered(generation - 1, &turned), now());
    assert_eq!(app.state.filter.rows, rows);
    update(&mut app.state, ordered(generation, &turned), now());
    assert_eq!(app.state.filter.rows, turned);
    assert_eq!(app.state.filter.rows[app.state.list.cursor], current);
    assert_eq!(app.state.list.cursor, rows.len() - 2);
}
