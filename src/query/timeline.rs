//! What happened when: articles published, claims said, claims noted, in order of their days.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::filters::moments;
use crate::model::{PartialDate, date};
use crate::store::{Ix, Store};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happened {
    /// An article was published.
    Published,
    /// A claim was said, on a day of its own.
    Said,
    /// Somebody noted something about a claim.
    Noted,
}

impl Happened {
    /// Every value, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Published, Self::Said, Self::Noted];

    /// Returns the word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Said => "said",
            Self::Noted => "noted",
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The first and the last day it may have been.
    pub days: (Date, Date),
    /// The day as recorded, without its time.
    pub shown: String,
    /// What.
    pub happened: Happened,
    /// Of which claim; of an article, its first claim found.
    pub claim: Ix,
    /// How many of the claims found it is about.
    pub claims: usize,
}

/// Returns what happened to some claims and their articles, oldest first. Days of notes are those of
/// the zone.
#[must_use]
pub fn timeline(store: &Store, rows: &[Ix], zone: &TimeZone) -> Vec<Moment> {
    let mut found: Vec<Moment> = Vec::new();
    let mut in_order: Vec<Ix> = rows.to_vec();
    in_order.sort_unstable_by_key(|ix| ix.0);
    let mut last: Option<(&str, Option<usize>)> = None;
    for claim in in_order.iter().filter_map(|&ix| store.claim(ix)) {
        let path = claim.file().path();
        match last {
            Some((known, at)) if known == path => {
                if let Some(moment) = at.and_then(|at| found.get_mut(at)) {
                    moment.claims += 1;
                }
            }
            _ => {
                let published = claim.article().published.as_ref();
                let at = published.map(|published| {
                    found.push(on(published, Happened::Published, claim.ix()));
                    found.len() - 1
                });
                last = Some((path, at));
            }
        }
        if let Some(said) = claim.said() {
            found.push(on(&said, Happened::Said, claim.ix()));
        }
        let mut noted: Vec<Date> = moments(claim)
            .filter_map(date::instant)
            .map(|at| zone.to_datetime(at).date())
            .collect();
        noted.sort_unstable();
        noted.dedup();
        found.extend(noted.into_iter().map(|day| Moment {
            days: (day, day),
            shown: day.to_string(),
            happened: Happened::Noted,
            claim: claim.ix(),
            claims: 1,
        }));
    }
    found.sort_by_key(|moment| (moment.days, moment.happened, moment.claim.0));
    found
}

fn on(day: &PartialDate, happened: Happened, claim: Ix) -> Moment {
    Moment {
        days: (day.first, day.last),
        shown: day.day().to_owned(),
        happened,
        claim,
        claims: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, LogEntry};
    use crate::query::testing::{claim, dated, rows};

    #[test]
    fn articles_once_claims_by_their_own_day_and_notes_by_the_day_of_the_zone() {
        let noted = |at: &str| LogEntry {
            at: Some(at.to_owned()),
            ..LogEntry::default()
        };
        let a = Claim {
            said: PartialDate::parse("2025-01").ok(),
            annotations: vec![
                noted("2026-11-23T23:30:00Z"),
                noted("2026-11-23T23:40:00Z"),
                noted("nonsense"),
            ],
            ..claim("a", "X")
        };
        let store = dated(vec![
            ("2025-02-01T15:00:00", vec![a, claim("b", "X")]),
            ("", vec![claim("c", "X")]),
        ]);
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let seen: Vec<(Happened, String, usize)> = timeline(&store, &rows(&store, ""), &zone)
            .into_iter()
            .map(|moment| (moment.happened, moment.shown, moment.claims))
            .collect();
        assert_eq!(
            seen,
            [
                (Happened::Said, "2025-01".to_owned(), 1),
                (Happened::Published, "2025-02-01".to_owned(), 2),
                (Happened::Noted, "2026-11-24".to_owned(), 1),
            ]
        );
    }
}
