//! Two speakers whose names are nearly the same: one of them may be a misspelling.

use std::collections::HashMap;

use super::{Finding, Look, Rule, SPEAKERS_FILE};
use crate::model::Severity;
use crate::store::{SpeakerRef, Store};
use crate::text::clean::clean;
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "speaker-spelling",
    severity: Severity::Hint,
    doc: "Two speakers have nearly the same name. If they are one, the claims of one of them are \
          missing from the other's dossier: correct the spelling, or add it to the speaker's aliases \
          in speakers.yaml. If they are two, give both an entry there, and they are left alone.",
    check: Look::Folder(check),
};

/// Jaro-Winkler (Winkler 1990) from which two names are held to be one: `Zuckerburg` and
/// `Zuckerberg` have 0.96, `Goldman Sachs` and `Goldman Stanley` 0.90.
const NEAR: f64 = 0.92;

/// A shorter name than this is one letter away from too many others.
const SHORTEST: usize = 5;

struct Name<'a> {
    speaker: SpeakerRef<'a>,
    folded: String,
    letters: Letters,
}

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    let names: Vec<Name<'_>> = store.speakers().filter_map(name).collect();
    let mut pairs = pairs(&names);
    pairs.sort_unstable();
    pairs.dedup();
    for (first, second) in pairs {
        let (first, second) = (names[first].speaker, names[second].speaker);
        let message = format!(
            "`{}` is nearly `{}`",
            clean(second.name()),
            clean(first.name())
        );
        let hint = "one speaker: add an alias in speakers.yaml; two: give each an entry there";
        let claim = second.claims().first().and_then(|&ix| store.claim(ix));
        let finding = match claim {
            Some(claim) => Finding::at(claim, message),
            None => Finding::in_file(SPEAKERS_FILE, message),
        };
        report(finding.hint(hint));
    }
}

/// An unnamed source has no name to be misspelt.
fn name(speaker: SpeakerRef<'_>) -> Option<Name<'_>> {
    let folded = fold(speaker.name());
    let long_enough = folded.chars().count() >= SHORTEST;
    (long_enough && !speaker.is_unnamed()).then(|| Name {
        letters: Letters::of(&folded),
        speaker,
        folded,
    })
}

/// Returns the near pairs. Only names with the same first letter or the same last word are compared:
/// of twenty thousand names nobody waits for two hundred million comparisons.
fn pairs(names: &[Name<'_>]) -> Vec<(usize, usize)> {
    let mut buckets: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let first = name.folded.chars().next().map_or(0, char::len_utf8);
        let last = name.folded.rsplit(' ').next().unwrap_or_default();
        let mut keys = vec![&name.folded[..first], last];
        keys.dedup();
        for key in keys {
            buckets.entry(key).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for bucket in buckets.values() {
        for (n, &first) in bucket.iter().enumerate() {
            let near = |&&second: &&usize| are_near(&names[first], &names[second]);
            pairs.extend(
                bucket[n + 1..]
                    .iter()
                    .filter(near)
                    .map(|&second| (first, second)),
            );
        }
    }
    pairs
}

fn are_near(a: &Name<'_>, b: &Name<'_>) -> bool {
    a.letters.may_be_near(&b.letters)
        && !are_told_apart(a, b)
        && strsim::jaro_winkler(&a.folded, &b.folded) >= NEAR
}

/// Tells that somebody meant them to be two: both have an entry, or differ in a number.
fn are_told_apart(a: &Name<'_>, b: &Name<'_>) -> bool {
    let digits = |name: &Name<'_>| -> String {
        let digits = name.folded.chars().filter(char::is_ascii_digit);
        digits.collect()
    };
    (a.speaker.profile().is_some() && b.speaker.profile().is_some()) || digits(a) != digits(b)
}

/// How often each letter stands in a name: a bound on Jaro-Winkler that costs no matching.
struct Letters {
    counts: [u8; 32],
    total: u16,
}

impl Letters {
    fn of(name: &str) -> Self {
        let mut counts = [0_u8; 32];
        let mut total = 0_u16;
        for c in name.chars() {
            let slot = (u32::from(c) & 31) as usize;
            counts[slot] = counts[slot].saturating_add(1);
            total = total.saturating_add(1);
        }
        Self { counts, total }
    }

    /// Tells that Jaro-Winkler can reach [`NEAR`]: with m letters in common and none out of place
    /// Jaro is (m/a + m/b + 1) / 3, and four equal first letters add at most 0.4 of what is missing.
    fn may_be_near(&self, other: &Self) -> bool {
        let common: u16 = self
            .counts
            .iter()
            .zip(&other.counts)
            .map(|(&a, &b)| u16::from(a.min(b)))
            .sum();
        let common = f64::from(common);
        let share = common / f64::from(self.total) + common / f64::from(other.total);
        let jaro = (share + 1.0) / 3.0;
        jaro + 0.4 * (1.0 - jaro) >= NEAR
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{claim, file, found_in, speaker};
    use super::*;
    use crate::model::{Attribution, Claim};
    use crate::store::Folder;

    fn said(names: &[&str]) -> Vec<Claim> {
        let of = |&name: &&str| Claim {
            speaker: Some(name.to_owned()),
            ..claim("a")
        };
        names.iter().map(of).collect()
    }

    fn found(names: &[&str], known: &[&str]) -> Vec<String> {
        let folder = Folder {
            speakers: known.iter().map(|name| speaker(name, &[])).collect(),
            ..Folder::default()
        };
        found_in(
            "speaker-spelling",
            vec![file("a.yaml", said(names))],
            folder,
        )
    }

    #[test]
    fn a_misspelling_is_reported_once() {
        assert_eq!(
            found(
                &["Mark Zuckerburg", "Mark Zuckerburg"],
                &["Mark Zuckerberg"]
            ),
            ["`Mark Zuckerburg` is nearly `Mark Zuckerberg`"]
        );
        assert_eq!(
            found(&["Katherine Clark", "Catherine Clark"], &[]),
            ["`Catherine Clark` is nearly `Katherine Clark`"]
        );
    }

    #[test]
    fn two_people_are_left_alone() {
        for names in [
            ["Tom Serres", "Sam Altman"],
            ["China", "Chile"],
            ["Boeing 737 crew", "Boeing 747 crew"],
            ["MARK ZUCKERBERG", "Mark Zuckerberg"],
        ] {
            assert_eq!(found(&names, &[]), [""; 0], "{names:?}");
        }
        let namesakes = ["John Smith (economist)", "John Smith (economics)"];
        assert_eq!(found(&namesakes, &namesakes), [""; 0]);
    }

    #[test]
    fn an_unnamed_source_has_no_spelling() {
        let mut claims = said(&["industry analysts", "industry analyst"]);
        claims[0].attribution = Some(Attribution::Unnamed);
        let files = vec![file("a.yaml", claims)];
        assert_eq!(
            found_in("speaker-spelling", files, Folder::default()),
            [""; 0]
        );
    }

    proptest! {
        #[test]
        fn the_bound_never_hides_a_near_name(
            a in "[a-eé ]{5,12}", at in 0usize..12, letter in "[a-eé]?", keep in 0usize..2,
        ) {
            // A letter replaced, left out or put in: most of these are near.
            let (head, tail): (Vec<_>, Vec<_>) = a.chars().enumerate().partition(|&(n, _)| n < at);
            let mut b: String = head.into_iter().map(|(_, c)| c).collect();
            b.push_str(&letter);
            b.extend(tail.into_iter().skip(keep).map(|(_, c)| c));
            if strsim::jaro_winkler(&a, &b) >= NEAR {
                prop_assert!(Letters::of(&a).may_be_near(&Letters::of(&b)));
            }
        }
    }
}
