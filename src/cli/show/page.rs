//! The page of one claim: its words on top, then a row of facts each. Pure: claim in, lines out.

use super::rows::{Fact, ROWS};
use crate::cli::line::{DIM, Line, STRONG};
use crate::store::{ClaimRef, Store};

/// How wide the column of labels is.
const LABELS: usize = 12;

/// Returns the page of a claim; `path` is its file as the reader finds it.
#[must_use]
pub fn page(store: &Store, claim: ClaimRef<'_>, path: &str, columns: usize) -> Vec<Line> {
    let mut lines = vec![Line::new().add(STRONG, claim.name()), Line::new()];
    for words in words(claim) {
        let rows = words.wrap(columns.saturating_sub(2));
        lines.extend(rows.iter().map(|row| Line::new().text("  ").then(row)));
        lines.push(Line::new());
    }
    let fact = Fact { store, claim, path };
    for row in ROWS {
        let mut label = row.label;
        for entry in (row.lines)(&fact) {
            for text in entry.wrap(columns.saturating_sub(LABELS + 2).max(16)) {
                let head = format!("  {label:<LABELS$}");
                lines.push(Line::new().add(DIM, head).then(&text));
                label = "";
            }
        }
    }
    lines
}

/// Returns the claim's words as they may be shown, and their translation, whose words they are not.
fn words(claim: ClaimRef<'_>) -> Vec<Line> {
    let wording = claim.wording();
    let words = Line::new().text(&wording.lead).add(STRONG, &wording.words);
    let translated = claim.translation().map(|translation| {
        let from = claim.lang().unwrap_or("another language");
        Line::new()
            .add(DIM, format!("translated from {from}: "))
            .text(translation)
    });
    let has_words = !wording.words.is_empty();
    has_words
        .then_some(words)
        .into_iter()
        .chain(translated)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Article, Attribution, Claim, Evidence, Figure, Grade, Kind, Link, LogEntry, PartialDate,
        Relation, Skepticism, Stance,
    };
    use crate::store::{Folder, Ix, LoadedFile};

    #[expect(clippy::unnecessary_wraps, reason = "fields are optional")]
    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn entry(at: &str, note: &str, replaces: Option<&str>) -> LogEntry {
        LogEntry {
            at: some(at),
            by: some("dana"),
            note: some(note),
            replaces: replaces.map(str::to_owned),
            ..LogEntry::default()
        }
    }

    fn store() -> Store {
        let cost = Claim {
            id: "training-cost".to_owned(),
            quote: some("was reportedly trained and built with only a $6 million investment"),
            assertion: some("DeepSeek's model cost $6 million to train."),
            speaker: some("unnamed reports"),
            via: some("Alex Tapscott"),
            attribution: Some(Attribution::Unnamed),
            kind: Some(Kind::Figure),
            line: Some(28),
            figures: vec![Figure {
                text: "$6 million".to_owned(),
                about: some("reported investment"),
                ..Figure::default()
            }],
            grade: Grade::parse("D4").unwrap(),
            skepticism: vec![Skepticism {
                note: "names no report".to_owned(),
                ..Skepticism::default()
            }],
            tags: vec!["deepseek".to_owned(), "training-cost".to_owned()],
            evidence: vec![Evidence {
                stance: Some(Stance::Against),
                url: some("https://example.org/paper"),
                note: some("counts one run only"),
                ..Evidence::default()
            }],
            links: vec![Link {
                relation: Relation::Contradicts,
                target: "just-millions".to_owned(),
            }],
            verdict: some("unproven"),
            annotations: vec![
                entry("2026-11-23T15:40:00Z", "Asked the company.", None),
                LogEntry {
                    grade: some("D4"),
                    was: some("C3"),
                    ..entry("2026-11-23T15:44:00Z", "Single source.", None)
                },
                entry(
                    "2026-11-23T15:50:00Z",
                    "Asked its press office.",
                    Some("2026-11-23T15:40:00Z"),
                ),
            ],
            ..Claim::default()
        };
        let other = Claim {
            id: "just-millions".to_owned(),
            ..Claim::default()
        };
        let file = LoadedFile {
            path: "2025/deepseek.yaml".to_owned(),
            article: Article {
                title: "How DeepSeek is upending AI innovation and investment".to_owned(),
                author: some("Alex Tapscott"),
                outlet: some("New York Post"),
                published: PartialDate::parse("2025-02-01T15:00:00").ok(),
                url: some("https://example.org/deepseek"),
                ..Article::default()
            },
            claims: vec![(cost, 12), (other, 40)],
            ..LoadedFile::default()
        };
        Store::build(vec![file], Folder::default())
    }

    fn shown(ix: u32, columns: usize) -> String {
        let store = store();
        let claim = store.claim(Ix(ix)).unwrap();
        let lines = page(&store, claim, "claims/2025/deepseek.yaml", columns);
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        anstream::adapter::strip_str(&text.join("\n")).to_string()
    }

    #[test]
    fn a_page_has_everything() {
        insta::assert_snapshot!(shown(0, 80), @r#"
        2025/deepseek/training-cost

          unnamed reports, in the words of Alex Tapscott (New York Post): was reportedly
          trained and built with only a $6 million investment

          credit      unnamed reports, unnamed
          via         Alex Tapscott
          assertion   DeepSeek's model cost $6 million to train.
          article     How DeepSeek is upending AI innovation and investment
                      Alex Tapscott · New York Post · 2025-02-01
          url         https://example.org/deepseek
          line        28
          kind        figure: a statement whose point is a number
          grade       D4  D not usually reliable, 4 doubtful
          verdict     ? unproven
          status      settled: has a verdict
          figures     $6 million = 6m USD: reported investment
          skepticism  - names no report
          evidence    against · https://example.org/paper · counts one run only
          links       contradicts 2025/deepseek/just-millions
          log         2026-11-23 15:40:00Z dana (replaced) · Asked the company.
                      2026-11-23 15:44:00Z dana · grade D4, was C3 · Single source.
                      2026-11-23 15:50:00Z dana (correction) · Asked its press office.
          tags        deepseek, training-cost
          file        claims/2025/deepseek.yaml:12
        "#);
    }

    #[test]
    fn a_link_is_shown_at_its_other_end_and_what_is_missing_is_left_out() {
        insta::assert_snapshot!(shown(1, 60), @r#"
        2025/deepseek/just-millions

          credit      no words recorded
          article     How DeepSeek is upending AI innovation and
                      investment
                      Alex Tapscott · New York Post · 2025-02-01
          url         https://example.org/deepseek
          grade       ··  ungraded
          status      contested: contradicted by another claim, or
                      graded differently by two people
          links       contradicted by 2025/deepseek/training-cost
          file        claims/2025/deepseek.yaml:40
        "#);
    }

    #[test]
    fn a_page_fits_its_width() {
        for columns in [40, 60, 100] {
            for line in shown(0, columns).lines() {
                assert!(
                    crate::text::width::width(line) <= columns,
                    "{columns}: {line}"
                );
            }
        }
    }
}
