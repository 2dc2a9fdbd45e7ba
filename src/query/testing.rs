//! Small stores for the tests of the query language.

use super::{Env, Guessing, parse, run};
use crate::model::{Article, Claim, Figure, Grade, PartialDate, Speaker};
use crate::store::{Folder, Ix, LoadedFile, Store};

/// Half past ten in the evening of 23 November 2026, UTC.
pub(super) fn env() -> Env {
    Env {
        now: "2026-11-23T22:30:00Z".parse().unwrap(),
        zone: jiff::tz::TimeZone::UTC,
        me: Some("dana".to_owned()),
    }
}

pub(super) fn claim(id: &str, speaker: &str) -> Claim {
    Claim {
        id: id.to_owned(),
        quote: Some(format!("words of {id}")),
        speaker: Some(speaker.to_owned()),
        ..Claim::default()
    }
}

pub(super) fn figures(id: &str, texts: &[&str]) -> Claim {
    let figure = |text: &&str| Figure {
        text: (*text).to_owned(),
        ..Figure::default()
    };
    Claim {
        figures: texts.iter().map(figure).collect(),
        ..claim(id, "X")
    }
}

fn file(path: &str, published: &str, claims: Vec<Claim>) -> LoadedFile {
    LoadedFile {
        path: path.to_owned(),
        article: Article {
            title: "How DeepSeek is upending AI innovation".to_owned(),
            author: Some("Alex Tapscott".to_owned()),
            outlet: Some("New York Post".to_owned()),
            published: PartialDate::parse(published).ok(),
            ..Article::default()
        },
        claims: claims.into_iter().zip(1..).collect(),
        ..LoadedFile::default()
    }
}

/// One article with these claims.
pub(super) fn article(claims: Vec<Claim>) -> Store {
    let file = file("record.yaml", "2025-02-01T15:00:00", claims);
    Store::build(vec![file], Folder::default())
}

/// An article for each date; an empty date is none.
pub(super) fn dated(articles: Vec<(&str, Vec<Claim>)>) -> Store {
    let file = |(at, (date, claims)): (usize, _)| file(&format!("f{at}.yaml"), date, claims);
    Store::build(
        articles.into_iter().enumerate().map(file).collect(),
        Folder::default(),
    )
}

/// One article with claims that are named as they are graded.
pub(super) fn graded(grades: &[&str]) -> Store {
    let one = |grade: &&str| Claim {
        grade: Grade::parse(grade).unwrap_or_default(),
        ..claim(grade, "X")
    };
    article(grades.iter().map(one).collect())
}

/// One article, and one registered speaker, co-founder of Nautilus Asset Management.
pub(super) fn registered(name: &str, aliases: &[&str], claims: Vec<Claim>) -> Store {
    let speaker = Speaker {
        name: name.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        role: Some("co-founder".to_owned()),
        org: Some("Nautilus Asset Management".to_owned()),
        ..Speaker::default()
    };
    let folder = Folder {
        speakers: vec![speaker],
        ..Folder::default()
    };
    Store::build(vec![file("record.yaml", "2025-02-01", claims)], folder)
}

pub(super) fn rows(store: &Store, query: &str) -> Vec<Ix> {
    let query = parse(query);
    assert_eq!(query.problems(), [], "{}", query.text());
    run(store, &query, &env(), Guessing::Allowed).rows
}

/// The ids of the claims found, in order; the query must have no problem.
pub(super) fn found<'s>(store: &'s Store, query: &str) -> Vec<&'s str> {
    let rows = rows(store, query);
    rows.into_iter()
        .filter_map(|ix| store.claim(ix))
        .map(|claim| claim.id())
        .collect()
}
