//! The parts of a claim in a few words, for tables and reports. Text is given as recorded; whoever
//! prints it cleans or escapes it.

use crate::model::{Amount, Corrections, Evidence, Link, LogEntry, PartialDate, Review};
use crate::store::ClaimRef;

/// Returns several values as one cell.
pub(super) fn joined(values: impl IntoIterator<Item = String>) -> String {
    values.into_iter().collect::<Vec<_>>().join(" | ")
}

/// Returns the speaker's role: the article's, or else the usual one.
pub(super) fn role(claim: ClaimRef<'_>) -> Option<&str> {
    let usual = || claim.profile()?.role.as_deref();
    claim.role().or_else(usual)
}

/// Returns the speaker's organisation: the article's, or else the usual one.
pub(super) fn org(claim: ClaimRef<'_>) -> Option<&str> {
    let usual = || claim.profile()?.org.as_deref();
    claim.org().or_else(usual)
}

/// Returns the amount of the first figure that measures something.
pub(super) fn measured(claim: ClaimRef<'_>) -> Option<&Amount> {
    let mut amounts = claim.figures().filter_map(|figure| figure.amount);
    amounts.find(|amount| amount.low.is_some() || amount.high.is_some())
}

/// Returns a piece of evidence: `against: counts one run only, https://…`.
pub(super) fn evidence(evidence: &Evidence) -> String {
    let quote = evidence.quote.as_ref().map(|quote| format!("“{quote}”"));
    let parts = [evidence.note.clone(), quote, evidence.url.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match evidence.stance {
        Some(stance) => format!("{stance}: {}", parts.join(", ")),
        None => parts.join(", "),
    }
}

/// Returns a verdict that somebody else gave: `PolitiFact: Pants on Fire (1 of 1 to 6), 2014-07-23`.
pub(super) fn review(review: &Review) -> String {
    let label = review.label.as_deref().unwrap_or("no verdict");
    let by = review
        .by
        .as_ref()
        .map_or_else(String::new, |by| format!("{by}: "));
    let scale = [review.worst.as_deref(), review.best.as_deref()];
    let scale = match scale {
        [Some(worst), Some(best)] => format!(" of {worst} to {best}"),
        [None, Some(best)] => format!(", best {best}"),
        [Some(worst), None] => format!(", worst {worst}"),
        [None, None] => String::new(),
    };
    let value = review.value.as_ref();
    let value = value.map_or_else(String::new, |value| format!(" ({value}{scale})"));
    let day = review.published.as_ref().map(PartialDate::day);
    let day = day.map_or_else(String::new, |day| format!(", {day}"));
    let note = review
        .note
        .as_ref()
        .map_or_else(String::new, |note| format!(": {note}"));
    format!("{by}{label}{value}{day}{note}")
}

/// Returns a link: `contradicts just-millions`.
pub(super) fn link(link: &Link) -> String {
    format!("{} {}", link.relation, link.target)
}

/// Returns the log, a line an entry: `2026-11-23T15:44:00Z dana: grade D4 (was C3). Single source.`
pub(super) fn log(claim: ClaimRef<'_>) -> Vec<String> {
    let corrections = Corrections::of(claim.annotations());
    claim
        .annotations()
        .map(|entry| {
            let replaced = if corrections.replace(entry) {
                " (replaced)"
            } else {
                ""
            };
            format!("{}{replaced}: {}", stamp(entry), log_text(entry))
        })
        .collect()
}

fn stamp(entry: &LogEntry) -> String {
    let parts = [entry.at.as_deref(), entry.by.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "undated".to_owned()
    } else {
        parts.join(" ")
    }
}

fn log_text(entry: &LogEntry) -> String {
    let was = entry.was.as_deref().unwrap_or("none");
    let changes = [("grade", &entry.grade), ("verdict", &entry.verdict)];
    let changes = changes
        .into_iter()
        .filter_map(|(what, new)| Some(format!("{what} {} (was {was})", new.as_ref()?)));
    let parts: Vec<String> = changes.chain(entry.note.clone()).collect();
    parts.join(". ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claim, store};
    use super::*;
    use crate::model::Stance;

    #[test]
    fn a_log_tells_who_changed_what_and_what_was_replaced() {
        let mut noted = claim("a");
        let entry = |at: &str| LogEntry {
            at: Some(at.to_owned()),
            by: Some("dana".to_owned()),
            ..LogEntry::default()
        };
        noted.annotations = vec![
            LogEntry {
                note: Some("Asked.".to_owned()),
                ..entry("2026-11-23T15:40:00Z")
            },
            LogEntry {
                grade: Some("D4".to_owned()),
                was: Some("C3".to_owned()),
                replaces: Some("2026-11-23T15:40:00Z".to_owned()),
                note: Some("One source.".to_owned()),
                ..entry("2026-11-23T15:44:00Z")
            },
            LogEntry::default(),
        ];
        let store = store(vec![noted]);
        assert_eq!(
            log(store.claims().next().unwrap()),
            [
                "2026-11-23T15:40:00Z dana (replaced): Asked.",
                "2026-11-23T15:44:00Z dana: grade D4 (was C3). One source.",
                "undated: ",
            ]
        );
    }

    #[test]
    fn evidence_says_which_way_it_points() {
        let mut one = Evidence {
            stance: Some(Stance::Against),
            url: Some("https://example.org".to_owned()),
            note: Some("one run".to_owned()),
            ..Evidence::default()
        };
        assert_eq!(evidence(&one), "against: one run, https://example.org");
        one.stance = None;
        one.quote = Some("final run".to_owned());
        assert_eq!(evidence(&one), "one run, “final run”, https://example.org");
    }
}
