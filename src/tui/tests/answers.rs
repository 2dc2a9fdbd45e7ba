//! What the searching thread answers, piece by piece.

use super::*;
use crate::tui::msg::Counted;
use crate::tui::search::{Search, find};
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
