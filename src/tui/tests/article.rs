//! The captured text in the app: the state of each quote, the lines round it, the view of the article,
//! and what is related.

use super::*;
use crate::source::{Known, SourceText};
use crate::store::checks::Checked;
use crate::store::{Captured, Verifying, passages, verify};
use crate::tui::state::{Captured as Article, Popup};

const FILE: &str = "river.yaml";
const TEXT: &str = include_str!("../../../tests/cli/verify/sources/river.txt");

/// The app with a record whose captured text is at hand.
pub(super) fn app(columns: u16, rows: u16) -> App {
    let bytes = include_bytes!("../../../tests/cli/verify/claims/river.yaml");
    let read = read_claims(FILE, bytes, &Limits::default());
    let file = LoadedFile {
        path: FILE.to_owned(),
        article: read.article,
        claims: read
            .claims
            .into_iter()
            .map(|one| (one.claim, one.line))
            .collect(),
        ..LoadedFile::default()
    };
    let mut app = App::new(columns, rows);
    let store = Arc::new(Store::build(vec![file], Folder::default()));
    let reloaded = Msg::Reloaded {
        store: Arc::clone(&store),
        problems: Vec::new(),
    };
    let asked = screenshot::send(&mut app.state, reloaded, now());
    let generation = app.state.source.generation;
    assert!(asked.contains(&Effect::Verify(generation)), "{asked:?}");
    let captured = Captured {
        text: TEXT.to_owned(),
        sha256: String::new(),
    };
    let how = Verifying {
        read: &|_| Ok(Some(captured.clone())),
        wanted: &|_| true,
        known: &Known::default(),
        progress: &|_, _| (),
        stop: &|| false,
    };
    store.lay_over(verify(&store, &how).unwrap().0);
    let verified = |generation| Msg::Verified {
        generation,
        problems: Checked::default(),
    };
    assert_eq!(
        screenshot::send(&mut app.state, verified(generation - 1), now()),
        []
    );
    screenshot::send(&mut app.state, verified(generation), now());
    answer(&mut app);
    app
}

/// Hands over the captured text that is asked for.
fn answer(app: &mut App) {
    let text = SourceText::new(TEXT);
    let passages = passages(&app.state.store, FILE, &text);
    let article = Arc::new(Article { text, passages });
    let msg = Msg::Source(FILE.to_owned(), Some(article));
    screenshot::send(&mut app.state, msg, now());
}

#[test]
fn the_list_the_claim_and_the_facets_say_what_became_of_a_quote() {
    let mut app = app(120, 40);
    app.press("/ \"id:spent\" enter");
    insta::assert_snapshot!("integrity_120x40", app.screen());
    app.press("/ ctrl-u \"integrity:gone\" enter");
    assert_eq!(app.ids(), ["fish"]);
}

#[test]
fn the_article_at_four_sizes() {
    for (columns, rows) in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut app = app(columns, rows);
        app.press("j j 6");
        insta::assert_snapshot!(format!("article_{columns}x{rows}"), app.screen());
    }
}

#[test]
fn the_article_opens_at_the_claim_and_goes_from_one_to_the_next() {
    let mut app = app(120, 40);
    app.press("j j j 6");
    assert_eq!(app.current(), "last");
    app.press("N");
    assert_eq!(app.current(), "spent");
    app.press("N N N");
    assert_eq!(app.current(), "clean");
    app.press("n n enter");
    assert_eq!(app.state.view.name, "claims");
    assert_eq!(app.current(), "last");
}

#[test]
fn an_article_without_its_text_says_so() {
    let mut app = App::new(100, 30);
    app.press("6");
    assert!(app.screen().contains("reading …"));
    let none = Msg::Source(RECORD.to_owned(), None);
    screenshot::send(&mut app.state, none, now());
    assert!(
        app.screen().contains("is not on this machine"),
        "{}",
        app.screen()
    );
    assert!(app.screen().contains("put ") && app.screen().contains("sources folder"));
    app.press("n j V enter");
    assert!(app.state.popups.is_empty());
}

fn field(app: &App, label: &str) -> String {
    match app.state.popups.last() {
        Some(Popup::Form(form)) => {
            let field = form
                .fields
                .iter()
                .find(|field| field.label == label)
                .unwrap();
            field.area.lines().join("\n")
        }
        _ => String::new(),
    }
}

#[test]
fn selected_words_become_a_new_claim() {
    let mut app = app(120, 40);
    app.press("6 g V l l l enter");
    assert_eq!(field(&app, "quote"), "A river is clean");
    assert_eq!(field(&app, "line"), "1");
    let mut app = self::app(120, 40);
    app.press("6 V right esc");
    assert_eq!(app.state.desk.article.selecting, None);
    assert_eq!(app.state.view.name, "article");
}

#[test]
fn an_unrecorded_passage_becomes_a_new_claim() {
    let mut app = app(120, 40);
    app.press("6 g ]");
    let there = app.state.desk.article.at;
    assert!(
        TEXT[there..].starts_with("The river is clean.” Nobody"),
        "{}",
        &TEXT[there..]
    );
    app.press("enter");
    assert_eq!(field(&app, "quote"), "The river is clean.");
    assert_eq!(field(&app, "line"), "5");
    // Nothing tells who says it there: nobody is named.
    assert_eq!(field(&app, "speaker"), "");
}

#[test]
fn related_claims_are_listed_with_the_reason() {
    let mut app = App::new(120, 40);
    app.press("/ \"id:=trillion-lost\" enter R");
    let screen = app.screen();
    assert!(screen.contains("related to trillion-lost"), "{screen}");
    app.press("enter");
    assert_eq!(app.current(), "nvidia-600bn");
    assert!(app.state.popups.is_empty());
}

#[test]
fn a_place_that_no_claim_is_about_says_what_can_be_done_there() {
    let mut app = app(120, 40);
    app.press("6 g");
    let screen = app.screen();
    assert!(
        screen.contains("no claim stands here") && screen.contains("V selects words to record"),
        "{screen}"
    );
    app.press("]");
    let screen = app.screen();
    assert!(
        screen.contains("no claim has this yet") && screen.contains("Enter records it"),
        "{screen}"
    );
    app.press("N");
    assert!(!app.screen().contains("no claim "), "{}", app.screen());
}
