//! A new article with its first claim, and links found by what is typed.

use super::bulk::Desk;
use super::*;
use crate::model::Relation;

const A: &str = "\
article: {title: A}
claims:
  - {id: one, quote: chips are cheap, speaker: Ann Lee}
  - {id: two, quote: tariffs rise, speaker: Bob Ray}
";

const B: &str = "\
article: {title: B}
claims:
  - {id: three, quote: chips are dear, speaker: Bob Ray}
";

/// Title, address, outlet, author, date; then the file, the quote, the assertion.
const ARTICLE: &str = "ctrl-n \"Chips, again\" enter \"https://example.org/a\" enter \"The Paper\" \
                       enter \"Ann Lee\" enter \"2026-11-20\" enter enter \"chips are cheap\"";

#[test]
fn a_new_article_and_its_first_claim_are_one_step() {
    let mut desk = Desk::new(&[("a.yaml", A)]);
    desk.press(ARTICLE).press("tab tab \"Ann Lee\" ctrl-s");
    assert_eq!(
        desk.text("2026-11-20-chips-again.yaml"),
        "article:\n  title: Chips, again\n  author: Ann Lee\n  outlet: The Paper\n  \
         published: 2026-11-20\n  url: https://example.org/a\nclaims:\n  - id: chips-are-cheap\n    \
         quote: chips are cheap\n    speaker: Ann Lee\n"
    );
    assert_eq!(
        desk.app.current(),
        "chips-are-cheap",
        "the cursor goes there"
    );
    assert_eq!(desk.undo_all(), 1);
}

#[test]
fn an_article_may_wait_for_its_claims_and_needs_a_title() {
    let mut desk = Desk::new(&[("a.yaml", A)]);
    desk.press("ctrl-n ctrl-s");
    desk.sees("title: an article needs one");
    desk.press("\"Soon\" tab tab tab tab \"yesterday\" ctrl-s");
    desk.sees("published: `yesterday` is no date");
    desk.press("ctrl-z ctrl-z tab \"a\" ctrl-s");
    desk.sees("file: a.yaml is there already");
    desk.press("ctrl-z \"../x\" ctrl-s");
    desk.sees("no part may begin with `.`");
    desk.press("ctrl-z ctrl-z ctrl-z \"2026/soon\" ctrl-s");
    assert_eq!(
        desk.text("2026/soon.yaml"),
        "article:\n  title: Soon\nclaims: []\n"
    );
}

#[test]
fn what_was_typed_of_a_new_article_is_a_draft_when_it_is_left() {
    let mut app = App::new(120, 40);
    app.press(ARTICLE).press("esc d");
    assert!(app.screen().contains("new article"), "{}", app.screen());
    app.press("enter");
    let screen = app.screen();
    for text in ["Chips, again", "The Paper", "chips are cheap"] {
        assert!(screen.contains(text), "{text}:\n{screen}");
    }
}

#[test]
fn the_field_that_is_typed_into_is_seen_on_every_screen() {
    for (columns, rows) in [(40, 12), (80, 24), (120, 40)] {
        let mut app = App::new(columns, rows);
        app.press("ctrl-n");
        for _ in 0..17 {
            app.press("\"zz\"");
            let screen = app.screen();
            let chosen = screen.contains("◉") || screen.contains("◂");
            assert!(
                chosen || screen.contains("zz"),
                "{columns}x{rows}:\n{screen}"
            );
            app.press("ctrl-z tab");
        }
    }
    let mut app = App::new(40, 12);
    app.press("ctrl-n tab tab tab tab tab tab tab tab");
    insta::assert_snapshot!("new_article_small", app.screen());
}

#[test]
fn a_claim_is_found_by_its_words_or_its_speaker_and_both_show_the_link() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("l c \"who:ray dear\"");
    desk.sees("link one: contradicts …");
    desk.sees("b/three");
    let screen = desk.app.screen();
    assert!(
        !screen.contains("a/two") && !screen.contains(" two "),
        "{screen}"
    );
    desk.press("enter");
    assert!(desk.text("a.yaml").contains("contradicts: b/three"));
    desk.sees("contradicts b/three");
    desk.press("G");
    assert_eq!(desk.app.current(), "three");
    desk.sees("contradicted by");
}

#[test]
fn a_claim_that_the_filter_hides_is_pointed_out_with_the_key_that_goes_there() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("/ \"tariffs\" enter");
    desk.press("A \"wholly other\" ctrl-s");
    desk.sees("the filter hides it: ' goes there");
    desk.press("'");
    desk.sees("not in their words: wholly other");
    assert_eq!(desk.app.state.filter.text(), "");
    assert_eq!(desk.app.current(), "wholly-other");
}

#[test]
fn a_claim_that_an_edit_takes_out_of_the_list_is_pointed_out_and_can_still_be_given_its_reason() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("/ \"-has:grade tariffs\" enter g");
    let graded = desk.app.current().to_owned();
    desk.press("c 2");
    desk.sees("no longer in this list: ' goes there");
    desk.press(", \"two papers say so\" enter");
    assert!(desk.text("a.yaml").contains("two papers say so"));
    desk.press("'");
    assert_eq!(desk.app.current(), graded);
    // What stays in the list is not told of.
    desk.press("c 3");
    assert!(
        !desk.app.screen().contains("in this list"),
        "{}",
        desk.app.screen()
    );
}

#[test]
fn each_relation_has_its_letter() {
    for relation in Relation::ALL {
        let mut app = App::new(120, 40);
        app.press("l");
        let letter = match relation {
            Relation::Corrects => 'o',
            other => other.word().chars().next().unwrap(),
        };
        app.press(&letter.to_string()).press("enter");
        let changes = app.changes();
        assert!(
            matches!(&changes[0].1, Change::Link(link) if link.relation == *relation),
            "{relation}: {changes:?}"
        );
    }
}

#[test]
fn claims_of_several_files_are_linked_by_the_whole_name() {
    let mut app = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    app.press("g space G space l r \"chips\"");
    app.sees("nothing like that");
    app.press("esc l s \"tariffs\"");
    app.sees("link 2 claims: supports …");
    app.sees("a/two");
}

#[test]
fn the_cursor_goes_to_a_new_claim_also_when_another_answer_comes_before_it_is_read() {
    let mut app = App::new(120, 40);
    app.press("A \"new words\" ctrl-s");
    let written = crate::disk::Written {
        done: 1,
        files: vec![RECORD.to_owned()],
        ..crate::disk::Written::default()
    };
    app.answer(Ok(written));
    // The quotes were held to their texts meanwhile, and everything is counted anew.
    let generation = app.state.source.generation;
    let problems = crate::store::checks::Checked::default();
    app.send(Msg::Verified {
        generation,
        problems,
    });
    assert!(app.state.list.sought.is_some());
    app.press("j");
    assert_eq!(app.state.list.sought, None, "who moves on is left alone");
}

#[test]
fn the_cursor_goes_to_the_claim_that_an_undo_brings_back() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    let first = desk.app.current().to_owned();
    desk.press("D y");
    desk.press("G");
    assert_ne!(desk.app.current(), first);
    desk.undo();
    assert_eq!(desk.app.current(), first);
    // What the filter hides again is pointed out.
    desk.press("c 4 G / \"cred:4\" enter");
    desk.undo();
    desk.sees("no longer in this list: ' goes there");
}
