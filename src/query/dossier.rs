//! Speakers among the claims found, and what is on record of one: counts, never scores.
//!
//! Pure sums over [`ClaimRef`]s; knows no screen. A share is always given with
//! the number it is a share of.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Credibility, PartialDate, Relation, Reliability};
use crate::store::{ClaimRef, Ix, SpeakerIx, Store};

/// A speaker and their claims among those found, in the order they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Who.
    pub speaker: SpeakerIx,
    /// Their claims.
    pub claims: Vec<Ix>,
}

/// What is on record of some claims, in the view of one speaker a dossier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dossier {
    /// The claims by when they were said or published, undated ones last.
    pub claims: Vec<Ix>,
    /// How many have each credibility, 1 to 6; those without one are in `unjudged`.
    pub credibility: [usize; 6],
    /// How many have each reliability, A to F.
    pub reliability: [usize; 6],
    /// How many have no credibility yet.
    pub unjudged: usize,
    /// Verdicts with their numbers: those of the folder's scale first, in its order.
    pub verdicts: Vec<(String, usize)>,
    /// How many have no verdict yet.
    pub unchecked: usize,
    /// Pairs of a claim and one that it contradicts, or that contradicts it.
    pub contradictions: Vec<(Ix, Ix)>,
    /// Organisations they speak for, with the number of claims, most first.
    pub orgs: Vec<(String, usize)>,
    /// In how many articles.
    pub articles: usize,
}

/// Returns the speakers of some claims, those of most claims first, then by name.
#[must_use]
pub fn by_speaker(store: &Store, rows: &[Ix]) -> Vec<Spoken> {
    let mut claims: BTreeMap<u32, Vec<Ix>> = BTreeMap::new();
    for claim in rows.iter().filter_map(|&ix| store.claim(ix)) {
        if let Some(speaker) = claim.speaker() {
            claims.entry(speaker.ix().0).or_default().push(claim.ix());
        }
    }
    let spoken = claims.into_iter().map(|(speaker, claims)| Spoken {
        speaker: SpeakerIx(speaker),
        claims,
    });
    let mut spoken: Vec<Spoken> = spoken.collect();
    let name = |one: &Spoken| store.speaker(one.speaker).map(|speaker| speaker.name());
    spoken.sort_by(|a, b| {
        let by_number = b.claims.len().cmp(&a.claims.len());
        by_number.then_with(|| name(a).cmp(&name(b)))
    });
    spoken
}

/// Returns when a claim was made: when it was said, else when its article was published.
#[must_use]
pub fn made(claim: ClaimRef<'_>) -> Option<PartialDate> {
    claim.said().or_else(|| claim.article().published.clone())
}

/// Returns what is on record of some claims.
#[must_use]
pub fn dossier(store: &Store, claims: &[Ix]) -> Dossier {
    let mut dossier = Dossier::default();
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut orgs: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files: Vec<&str> = Vec::new();
    let mut dated: Vec<(Option<Date>, Ix)> = Vec::new();
    for claim in claims.iter().filter_map(|&ix| store.claim(ix)) {
        dated.push((made(claim).map(|date| date.first), claim.ix()));
        let grade = claim.grade();
        match grade.credibility {
            Some(half) => dossier.credibility[half as usize] += 1,
            None => dossier.unjudged += 1,
        }
        if let Some(half) = grade.reliability {
            dossier.reliability[half as usize] += 1;
        }
        match claim.verdict() {
            Some(verdict) => *verdicts.entry(verdict).or_default() += 1,
            None => dossier.unchecked += 1,
        }
        if let Some(org) = org(claim) {
            *orgs.entry(org).or_default() += 1;
        }
        files.push(claim.file().path());
        for other in contradicted(store, claim) {
            dossier.contradictions.push((claim.ix(), other));
        }
    }
    files.sort_unstable();
    files.dedup();
    dossier.articles = files.len();
    dated.sort_by_key(|(date, ix)| (date.is_none(), *date, ix.0));
    dossier.claims = dated.into_iter().map(|(_, ix)| ix).collect();
    dossier.verdicts = in_scale_order(store, verdicts);
    dossier.orgs = orgs
        .into_iter()
        .map(|(org, n)| (org.to_owned(), n))
        .collect();
    dossier.orgs.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    // A pair within these claims is told once.
    let pairs = std::mem::take(&mut dossier.contradictions);
    for (own, other) in pairs {
        let known = |pair: &(Ix, Ix)| *pair == (own, other) || *pair == (other, own);
        if !dossier.contradictions.iter().any(known) {
            dossier.contradictions.push((own, other));
        }
    }
    dossier
}

/// The organisation as the article gives it, else the usual one.
fn org(claim: ClaimRef<'_>) -> Option<&str> {
    let usual = || claim.profile()?.org.as_deref();
    claim.org().or_else(usual)
}

/// The claims on the other end of a `contradicts` link, whichever end stores it.
fn contradicted(store: &Store, claim: ClaimRef<'_>) -> Vec<Ix> {
    let contradicts = Relation::Contradicts;
    let to = claim.links().filter(|link| link.relation == contradicts);
    let to = to.filter_map(|link| store.link_target(claim.ix(), &link.target));
    let from = claim.backlinks().iter();
    let from = from
        .filter(|link| link.relation == contradicts)
        .map(|link| link.from);
    to.chain(from).collect()
}

fn in_scale_order(store: &Store, counts: BTreeMap<&str, usize>) -> Vec<(String, usize)> {
    let scale = &store.folder().scale.verdicts;
    let place = |label: &str| scale.iter().position(|verdict| verdict.label == label);
    let mut counted: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(label, n)| (label.to_owned(), n))
        .collect();
    counted.sort_by_key(|(label, _)| place(label).unwrap_or(usize::MAX));
    counted
}

impl Dossier {
    /// Returns the commonest judged credibility, its number, and of how many judged claims; nothing when
    /// two are as common. 6 is a judgement of unknown and is left out of both numbers.
    #[must_use]
    pub fn commonest(&self) -> Option<(Credibility, usize, usize)> {
        let scale = Credibility::ALL.iter().filter(|half| half.rank().is_some());
        let counted = scale.map(|half| (*half, self.credibility[*half as usize]));
        let judged = counted.clone().map(|(_, n)| n).sum();
        let (half, n) = counted.clone().max_by_key(|(_, n)| *n)?;
        let alone = counted.filter(|(_, other)| *other == n).count() == 1;
        (n > 0 && alone).then_some((half, n, judged))
    }

    /// Returns the reliabilities given, each with its number.
    pub fn reliabilities(&self) -> impl Iterator<Item = (Reliability, usize)> {
        let counted = Reliability::ALL.iter().zip(self.reliability);
        counted.map(|(half, n)| (*half, n)).filter(|(_, n)| *n > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Grade, Link};
    use crate::query::testing::{article, claim, dated, registered, rows};

    fn graded(id: &str, speaker: &str, grade: &str) -> Claim {
        Claim {
            grade: Grade::parse(grade).unwrap_or_default(),
            ..claim(id, speaker)
        }
    }

    #[test]
    fn spellings_of_one_speaker_are_one_and_most_claims_come_first() {
        let claims = vec![
            claim("a", "Ann"),
            claim("b", "Serres"),
            claim("c", "Tom Serres"),
        ];
        let store = registered("Tom Serres", &["Serres"], claims);
        let spoken = by_speaker(&store, &rows(&store, ""));
        let seen: Vec<(&str, usize)> = spoken
            .iter()
            .map(|one| (store.speaker(one.speaker).unwrap().name(), one.claims.len()))
            .collect();
        assert_eq!(seen, [("Tom Serres", 2), ("Ann", 1)]);
        let dossier = dossier(&store, &spoken[0].claims);
        assert_eq!(dossier.orgs, [("Nautilus Asset Management".to_owned(), 2)]);
    }

    #[test]
    fn unknown_is_counted_and_never_called_common() {
        let store = article(vec![
            graded("a", "X", "B2"),
            graded("b", "X", "F6"),
            graded("c", "X", "6"),
            claim("d", "X"),
        ]);
        let dossier = dossier(&store, &rows(&store, ""));
        assert_eq!(dossier.credibility, [0, 1, 0, 0, 0, 2]);
        assert_eq!((dossier.unjudged, dossier.unchecked), (1, 4));
        assert_eq!(dossier.commonest(), Some((Credibility::Two, 1, 1)));
        let even = article(vec![graded("a", "X", "B2"), graded("b", "X", "B3")]);
        let even = super::dossier(&even, &rows(&even, ""));
        assert_eq!(even.commonest(), None);
        let given: Vec<_> = dossier.reliabilities().collect();
        assert_eq!(given, [(Reliability::B, 1), (Reliability::F, 1)]);
    }

    #[test]
    fn claims_stand_in_the_order_they_were_made_and_undated_ones_last() {
        let store = dated(vec![
            ("", vec![claim("never", "X")]),
            ("2025-03-01", vec![claim("late", "X")]),
            ("2025-01-01", vec![claim("early", "X")]),
        ]);
        let dossier = dossier(&store, &rows(&store, ""));
        let ids: Vec<&str> = dossier
            .claims
            .iter()
            .map(|&ix| store.claim(ix).unwrap().id())
            .collect();
        assert_eq!(ids, ["early", "late", "never"]);
        assert_eq!(dossier.articles, 3);
    }

    #[test]
    fn a_contradiction_is_told_once_from_whichever_end() {
        let linked = Claim {
            links: vec![Link {
                relation: Relation::Contradicts,
                target: "b".to_owned(),
            }],
            ..claim("a", "X")
        };
        let store = article(vec![linked, claim("b", "X"), claim("c", "Y")]);
        let all = rows(&store, "");
        assert_eq!(dossier(&store, &all).contradictions, [(all[0], all[1])]);
        assert_eq!(
            dossier(&store, &all[1..]).contradictions,
            [(all[1], all[0])]
        );
    }
}
