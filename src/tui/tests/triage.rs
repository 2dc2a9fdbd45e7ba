//! Triage: captured drafts one by one, in their text; what each key asks to be written.

use super::*;
use crate::model::{Claim, Figure, Link, Relation, SourcePin};
use crate::source::SourceText;
use crate::source::capture::drafts;
use crate::store::passages;
use crate::tui::state::{Captured, Popup};

const FILE: &str = "tunnel.yaml";
const TEXT: &str = "\
The harbour tunnel will open at least three years late, ministers admitted on Thursday.
“We spent $6 million on the survey. Nobody knew what was under the river,” said Margaret Oduya, the transport secretary.
“It will not be the last delay,” she added.
Residents of the eastern bank have complained for years about the noise.
The cost has grown by 15% since the contract was signed, according to the national audit office.
“We were promised a tunnel, and we have a hole,” said one resident.
";

/// The app over the drafts of a text, and an older claim that one of them contradicts.
fn app(columns: u16, rows: u16) -> App {
    let mut app = App::new(columns, rows);
    let claims = drafts(TEXT, 0, Some("Ruth Adeyemi"));
    let mut article = crate::model::Article {
        title: "Tunnel late".to_owned(),
        ..crate::model::Article::default()
    };
    article.source = Some(SourcePin {
        file: Some("tunnel.txt".to_owned()),
        sha256: None,
    });
    let file = LoadedFile {
        path: FILE.to_owned(),
        article,
        claims: claims
            .into_iter()
            .zip(1..)
            .map(|(draft, at)| (draft.claim, at))
            .collect(),
        ..LoadedFile::default()
    };
    let older = LoadedFile {
        path: "older.yaml".to_owned(),
        claims: vec![(
            Claim {
                id: "survey".to_owned(),
                quote: Some("We spent $4 million on the survey".to_owned()),
                speaker: Some("Margaret Oduya".to_owned()),
                figures: vec![Figure {
                    text: "$4 million".to_owned(),
                    ..Figure::default()
                }],
                ..Claim::default()
            },
            1,
        )],
        ..LoadedFile::default()
    };
    let store = Store::build(vec![file, older], Folder::default());
    reload(&mut app, store);
    app
}

fn reload(app: &mut App, store: Store) {
    let reloaded = Msg::Reloaded {
        store: Arc::new(store),
        problems: Vec::new(),
    };
    screenshot::send(&mut app.state, reloaded, now());
    answer(app);
}

/// Hands over the captured text when it is asked for.
fn answer(app: &mut App) {
    let text = SourceText::new(TEXT);
    let passages = passages(&app.state.store, FILE, &text);
    let captured = Arc::new(Captured { text, passages });
    let msg = Msg::Source(FILE.to_owned(), Some(captured));
    screenshot::send(&mut app.state, msg, now());
}

/// The app in triage, the text at hand.
pub(super) fn opened(columns: u16, rows: u16) -> App {
    let mut app = app(columns, rows);
    app.press("T");
    answer(&mut app);
    app.effects.clear();
    app
}

/// Returns the one write that was asked for since the last time.
fn write(app: &mut App) -> Write {
    let mut writes = app.effects.drain(..).filter_map(|effect| match effect {
        Effect::Save { write, .. } => Some(write),
        _ => None,
    });
    let only = writes.next().unwrap();
    assert!(writes.next().is_none());
    only
}

#[test]
fn triage_at_three_sizes() {
    for (columns, rows) in [(40, 12), (80, 24), (120, 40)] {
        let app = opened(columns, rows);
        insta::assert_snapshot!(format!("triage_{columns}x{rows}"), app.screen());
    }
}

#[test]
fn only_drafts_are_shown_and_the_old_filter_comes_back() {
    let mut app = app(120, 40);
    app.press("/ \"survey\" enter T");
    assert_eq!(app.state.filter.text(), "status:candidate");
    assert!(app.ids().len() >= 5, "{:?}", app.ids());
    assert!(!app.ids().contains(&"survey"));
    app.press("esc");
    assert_eq!(app.state.view.name, "claims");
    assert_eq!(app.state.filter.text(), "survey");
    assert_eq!(app.ids(), ["survey"]);
}

#[test]
fn every_decision_is_a_write() {
    let mut app = opened(120, 40);
    let draft = app.state.current().unwrap().to_claim();
    app.press("a");
    assert_eq!(app.changes(), [(draft.id.clone(), Change::Accept)]);
    app.press("x");
    let rejected = Write::Redraft {
        file: FILE.to_owned(),
        drafts: vec![draft.clone()],
        claims: Vec::new(),
    };
    assert_eq!(write(&mut app), rejected);
    app.press("e tab tab ctrl-u \"Meg Oduya\" ctrl-s");
    let Write::Redraft { drafts, claims, .. } = write(&mut app) else {
        panic!("no redraft");
    };
    assert_eq!(drafts, std::slice::from_ref(&draft));
    let [claim] = &claims[..] else {
        panic!("{claims:?}");
    };
    assert!(!claim.candidate && claim.rule.is_none());
    assert!(claim.speaker.as_deref().unwrap().ends_with("Meg Oduya"));
    assert_eq!(claim.skepticism, draft.skepticism);
    assert_eq!((claim.kind, claim.line), (draft.kind, draft.line));
}

#[test]
fn a_draft_is_split_by_lines() {
    let mut app = opened(120, 40);
    while !app.current().starts_with("we-spent") {
        app.press("n");
    }
    app.press("s ctrl-s");
    let Write::Redraft { drafts, claims, .. } = write(&mut app) else {
        panic!("no redraft");
    };
    assert_eq!(drafts.len(), 1);
    let quotes: Vec<_> = claims
        .iter()
        .map(|one| one.quote.as_deref().unwrap())
        .collect();
    assert_eq!(
        quotes,
        [
            "We spent $6 million on the survey.",
            "Nobody knew what was under the river"
        ]
    );
    assert_eq!(claims[0].figures.len(), 1);
    assert!(
        claims
            .iter()
            .all(|one| one.candidate && one.line == Some(2))
    );
    app.press("s \"x\" ctrl-s");
    assert!(
        app.screen().contains("does not stand in the quote"),
        "{}",
        app.screen()
    );
    app.press("esc");
    let kept = app
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::KeepDraft(key, _) if key.starts_with("split ")));
    assert!(kept, "{:?}", app.effects);
    app.press("d enter");
    assert!(matches!(app.state.popups.last(), Some(Popup::Form(form)) if form.from_draft));
}

#[test]
fn two_drafts_are_merged_to_the_passage_they_span() {
    let mut app = opened(120, 40);
    while !app.current().starts_with("we-spent") {
        app.press("n");
    }
    let ids = app.ids().into_iter().map(str::to_owned).collect::<Vec<_>>();
    let next = app.state.list.cursor + 1;
    app.press("m");
    if app.effects.is_empty() {
        assert!(
            app.screen().contains("not merged: two speakers"),
            "{}",
            app.screen()
        );
        return;
    }
    let Write::Redraft { drafts, claims, .. } = write(&mut app) else {
        panic!("no redraft");
    };
    assert_eq!(drafts[1].id, ids[next]);
    assert_eq!(claims.len(), 1);
}

#[test]
fn progress_counts_what_was_decided_and_nothing_left_is_said() {
    let mut app = opened(120, 40);
    let total = app.ids().len();
    assert!(
        app.screen().contains(&format!("draft 1 of {total}")),
        "{}",
        app.screen()
    );
    let rest = |app: &App, skip: usize| {
        let claims = app.state.rows().iter().skip(skip);
        let claims = claims.filter_map(|ix| app.state.store.claim(*ix));
        let claims = claims.map(|claim| (claim.to_claim(), 1)).collect();
        let file = LoadedFile {
            path: FILE.to_owned(),
            claims,
            ..LoadedFile::default()
        };
        Store::build(vec![file], Folder::default())
    };
    let store = rest(&app, 2);
    reload(&mut app, store);
    assert!(
        app.screen().contains(&format!("draft 3 of {total}")),
        "{}",
        app.screen()
    );
    let store = rest(&app, total);
    reload(&mut app, store);
    let all = format!("all {total} decided");
    assert!(app.screen().contains(&all), "{}", app.screen());
    app.press("a");
    assert!(
        app.effects
            .iter()
            .all(|effect| !matches!(effect, Effect::Save { .. }))
    );
}

#[test]
fn what_a_draft_contradicts_is_proposed_and_linked_by_a_key_only() {
    let mut app = opened(120, 40);
    while !app.current().starts_with("we-spent") {
        app.press("n");
    }
    let screen = app.screen();
    assert!(screen.contains("≈ older/survey"), "{screen}");
    app.effects.clear();
    app.press("L enter");
    let link = Link {
        relation: Relation::Contradicts,
        target: "older/survey".to_owned(),
    };
    let id = app.current().to_owned();
    assert_eq!(app.changes(), [(id, Change::Link(link))]);
}

#[test]
fn a_draft_in_the_article_opens_triage_at_it() {
    let mut app = app(120, 40);
    app.press("T");
    let third = app.ids()[2].to_owned();
    app.press("n n 6");
    answer(&mut app);
    assert_eq!(app.current(), third);
    app.press("enter");
    assert_eq!(app.state.view.name, "triage");
    assert_eq!(app.current(), third);
}

#[test]
fn an_accepted_draft_is_not_told_as_lost_and_is_no_draft_any_more() {
    let mut app = opened(120, 40);
    let total = app.ids().len();
    let accepted = app.current().to_owned();
    app.press("a");
    app.answer(Ok(crate::disk::Written {
        done: 1,
        files: vec![FILE.to_owned()],
        summary: format!("{accepted} accepted"),
        ..crate::disk::Written::default()
    }));
    let claims = app.state.store.claims().map(|claim| {
        let mut claim = claim.to_claim();
        if claim.id == accepted {
            claim.accept();
        }
        (claim, 1)
    });
    let file = LoadedFile {
        path: FILE.to_owned(),
        claims: claims.collect(),
        ..LoadedFile::default()
    };
    reload(&mut app, Store::build(vec![file], Folder::default()));
    let screen = app.screen();
    assert!(
        screen.contains(&format!("draft 2 of {total}")) && screen.contains(" accepted"),
        "{screen}"
    );
    assert!(!screen.contains("no longer in this list"), "{screen}");
    app.press("/ ctrl-u enter");
    while app.current() != accepted {
        app.press("n");
    }
    let screen = app.screen();
    assert!(
        screen.contains("accepted already: no draft any more"),
        "{screen}"
    );
}
