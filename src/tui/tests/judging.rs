//! Grading all day long: a letter writes, the reason comes after it, the same once more on the next.

use super::bulk::Desk;
use super::*;
use crate::model::{Credibility, Scalar};

const A: &str = "\
article: {title: A}
claims:
  - id: one
    quote: first
    grade: C4
  - id: two
    quote: second
";

#[test]
fn a_letter_writes_at_once_and_says_how_to_give_the_reason() {
    let mut desk = Desk::new(&[("a.yaml", A)]);
    desk.press("c 2");
    desk.sees("saved: credibility 2 on one · , says why");
    assert!(desk.text("a.yaml").contains("grade: C2"));
    desk.press(", \"two papers agree\" enter");
    let text = desk.text("a.yaml");
    assert!(text.contains("note: two papers agree"), "{text}");
    assert_eq!(text.matches("was: C4").count(), 1, "{text}");
    assert_eq!(desk.undo_all(), 2);
    assert_eq!(desk.text("a.yaml"), A);
}

#[test]
fn a_reason_is_changed_and_taken_away_also_when_it_was_judged_long_ago() {
    let mut desk = Desk::new(&[("a.yaml", A)]);
    desk.press("c 2 , \"becuase\" enter j k");
    desk.app.state.history.judged = None;
    desk.press(",");
    desk.sees("becuase");
    desk.press("ctrl-x \"because\" enter");
    assert!(desk.text("a.yaml").contains("note: because"));
    desk.press(", ctrl-x enter");
    assert!(!desk.text("a.yaml").contains("note:"));
    desk.press("a \"a note\" ctrl-s").press(",");
    desk.sees("the claim's last entry is no judgement of yours");
}

#[test]
fn what_is_so_already_is_said_and_nothing_is_written() {
    let mut app = App::new(120, 40);
    app.press("c 4");
    assert_eq!(app.effects, []);
    assert!(app.screen().contains("nothing to change: it is so already"));
}

#[test]
fn a_dot_makes_the_last_edit_once_more_on_the_next_claim() {
    let mut app = App::new(120, 40);
    app.press("c 2 j . t \"new-tag\" enter esc j .");
    let changes: Vec<Change> = app
        .changes()
        .into_iter()
        .map(|(_, change)| change)
        .collect();
    let graded = Change::Credibility(Some(Credibility::Two), None);
    let tagged = Change::Tag("new-tag".to_owned());
    assert_eq!(changes, [graded.clone(), graded, tagged.clone(), tagged]);
}

#[test]
fn a_dot_never_copies_the_words_of_a_claim_to_another() {
    let quote = Change::Field(Scalar::Quote, Some("words".to_owned()));
    let speaker = Change::Field(Scalar::Speaker, Some("Tom Serres".to_owned()));
    assert!(!quote.is_repeatable() && speaker.is_repeatable());
    let mut app = App::new(120, 40);
    app.press(".");
    assert!(
        app.screen()
            .contains("no edit yet that could be made once more"),
        "{}",
        app.screen()
    );
}

#[test]
fn a_dot_on_marked_claims_asks_first() {
    let mut app = App::new(120, 40);
    app.press("t \"seen\" enter esc space space .");
    let changes = app.changes();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert!(app.screen().contains("tag `seen` on"), "{}", app.screen());
    app.press("enter");
    assert_eq!(app.changes().len(), 2);
}
