//! The thread itself, over so many claims that a list is sent before it is counted and put in order.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::disk::{Library, Root};
use crate::model::{Article, Claim, PartialDate};
use crate::query::Env;
use crate::store::{Folder, Ix, LoadedFile};
use crate::tui::work::Places;
use crate::yaml::Limits;

/// Longer than any of this takes.
const LONGEST: Duration = Duration::from_secs(60);

/// Claims in which letters lie more and more apart; every seventh has other words.
fn store(count: usize) -> Store {
    let claim = |at: usize| {
        let quote = if at.is_multiple_of(7) {
            format!("nothing of the sort, {at} times")
        } else {
            format!("spe{}nding was cut {at} times", "x".repeat(at % 60))
        };
        Claim {
            id: format!("c{at}"),
            quote: Some(quote),
            ..Claim::default()
        }
    };
    let file = |first: usize| LoadedFile {
        path: format!("{first}.yaml"),
        article: Article {
            published: PartialDate::parse(&format!("20{:02}", first % 50)).ok(),
            ..Article::default()
        },
        claims: (first..first + 50).map(claim).zip(1..).collect(),
        ..LoadedFile::default()
    };
    let files = (0..count).step_by(50).map(file).collect();
    Store::build(files, Folder::default())
}

/// A thread that answers, and what it tells.
struct Desk {
    store: Arc<Store>,
    searcher: Searcher,
    told: Receiver<Msg>,
}

impl Desk {
    fn new(count: usize) -> Self {
        let mut library = Library::default();
        library.store = Arc::new(store(count));
        let (out, told) = mpsc::channel();
        let places = Places {
            root: Root {
                dir: "claims".into(),
                only: None,
                how: "test",
            },
            limits: Limits::default(),
            index: None,
            state: None,
            config_file: None,
            cache: None,
            greeted: None,
        };
        Self {
            store: Arc::clone(&library.store),
            searcher: Searcher::start(World::still(places, library, out), || {}),
            told,
        }
    }

    fn ask(&self, generation: u64, text: &str) {
        self.searcher.ask(Search {
            generation,
            text: text.to_owned(),
            view: LIST,
            env: env(),
        });
    }

    fn told(&self) -> Msg {
        self.told.recv_timeout(LONGEST).unwrap()
    }

    /// Returns the list that answers a question, as it is when all was told of it.
    fn answer(&self, wanted: u64) -> (Hits, bool) {
        let (mut hits, mut counted, mut was_unordered) = (None, false, false);
        while hits.as_ref().is_none_or(|hits: &Hits| hits.unordered) || !counted {
            match self.told() {
                Msg::Found(found) if found.generation == wanted => {
                    was_unordered = found.hits.unordered;
                    hits = Some(found.hits);
                }
                Msg::Counted(own) if own.generation == wanted => counted = true,
                Msg::Ordered(own) if own.generation == wanted => {
                    let hits = hits.as_mut().unwrap();
                    assert_eq!(hits.rows[..FIRST], own.rows[..FIRST], "what is shown stays");
                    hits.rows = own.rows;
                    hits.unordered = false;
                }
                _ => {}
            }
        }
        (hits.unwrap(), was_unordered)
    }

    /// Checks a list against that of a store which knows of no question before; there are too many claims to
    /// print them.
    fn is_right(&self, text: &str, rows: &[Ix]) {
        let fresh = self.store.apart(0..usize::MAX);
        let right = query::run(&fresh, &query::parse(text), &env(), Guessing::Allowed).rows;
        let other = rows
            .iter()
            .zip(&right)
            .position(|(own, right)| own != right);
        assert_eq!((other, rows.len()), (None, right.len()), "{text}");
    }
}

fn env() -> Env {
    Env {
        now: Timestamp::UNIX_EPOCH,
        zone: TimeZone::UTC,
        me: None,
    }
}

#[test]
fn a_list_that_is_sent_early_is_put_in_order_after_it() {
    let desk = Desk::new(CHECKED_AT_ONCE * 3);
    let mut early = 0;
    for (text, generation) in ["~spen", "~spend", "~spendc", "~spendcu", "~spendcut"]
        .into_iter()
        .zip(1..)
    {
        desk.ask(generation, text);
        let (hits, was_unordered) = desk.answer(generation);
        desk.is_right(text, &hits.rows);
        assert!(hits.rows.len() > CHECKED_AT_ONCE * 2, "{text}");
        early += usize::from(was_unordered);
    }
    assert!(early > 0, "none was sent early");
}

#[test]
fn the_newest_question_is_answered_whatever_was_asked_before() {
    let desk = Desk::new(CHECKED_AT_ONCE * 2);
    let texts = [
        "~s",
        "~sp",
        "cut",
        "~spe",
        "nothing sort",
        "~spen",
        "in",
        "~spend",
    ];
    for (text, generation) in texts.into_iter().cycle().take(40).zip(1..) {
        desk.ask(generation, text);
    }
    let (hits, _) = desk.answer(40);
    desk.is_right("~spend", &hits.rows);
    // And so is one that is asked while that is still put in order.
    desk.ask(41, "~spendi");
    desk.ask(42, "nothing");
    let (hits, _) = desk.answer(42);
    desk.is_right("nothing", &hits.rows);
}
