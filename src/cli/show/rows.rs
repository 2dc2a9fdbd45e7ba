//! The facts of a claim's page: a row each, label and code together.

use crate::cli::line::{BAD, DIM, HELP, Line, PLAIN, STRONG, STRUCK};
use crate::model::{Corrections, Evidence, Integrity, LogEntry, PartialDate, Relation};
use crate::source::Side;
use crate::store::{ClaimRef, FigureRef, Held, Ix, Store};
use crate::text::figure;

/// What a row is made from.
pub struct Fact<'a> {
    /// Everything.
    pub store: &'a Store,
    /// The claim.
    pub claim: ClaimRef<'a>,
    /// Its file, as the reader finds it.
    pub path: &'a str,
}

/// One row of the page.
pub struct Row {
    /// What stands before it.
    pub label: &'static str,
    /// Its lines; none when there is nothing to say.
    pub lines: fn(&Fact<'_>) -> Vec<Line>,
}

/// Every row, from top to bottom.
pub const ROWS: &[Row] = &[
    Row {
        label: "credit",
        lines: |f| vec![Line::from(f.claim.wording().credit)],
    },
    Row {
        label: "role",
        lines: |f| joined(&[f.claim.role(), f.claim.org()], ", "),
    },
    Row {
        label: "via",
        lines: |f| joined(&[f.claim.via()], ""),
    },
    Row {
        label: "assertion",
        lines: |f| joined(&[f.claim.assertion()], ""),
    },
    Row {
        label: "article",
        lines: article,
    },
    Row {
        label: "url",
        lines: |f| joined(&[f.claim.article().url.as_deref()], ""),
    },
    Row {
        label: "archived",
        lines: |f| joined(&[f.claim.article().archived.as_deref()], ""),
    },
    Row {
        label: "line",
        lines: |f| {
            f.claim
                .line()
                .map(|n| Line::from(n.to_string()))
                .into_iter()
                .collect()
        },
    },
    Row {
        label: "integrity",
        lines: integrity,
    },
    Row {
        label: "said",
        lines: |f| {
            f.claim
                .said()
                .map(|d| Line::from(d.text))
                .into_iter()
                .collect()
        },
    },
    Row {
        label: "kind",
        lines: |f| {
            f.claim
                .kind()
                .map(|k| Line::from(format!("{k}: {}", k.doc())))
                .into_iter()
                .collect()
        },
    },
    Row {
        label: "grade",
        lines: |f| {
            vec![
                Line::new()
                    .add(STRONG, f.claim.grade().shown())
                    .text("  ")
                    .text(f.claim.grade().in_words()),
            ]
        },
    },
    Row {
        label: "verdict",
        lines: verdict,
    },
    Row {
        label: "status",
        lines: |f| {
            vec![Line::from(format!(
                "{}: {}",
                f.claim.status(),
                f.claim.status().doc()
            ))]
        },
    },
    Row {
        label: "figures",
        lines: |f| f.claim.figures().map(figure_line).collect(),
    },
    Row {
        label: "skepticism",
        lines: skepticism,
    },
    Row {
        label: "evidence",
        lines: |f| f.claim.evidence().map(evidence_line).collect(),
    },
    Row {
        label: "links",
        lines: links,
    },
    Row {
        label: "log",
        lines: log,
    },
    Row {
        label: "tags",
        lines: |f| {
            joined(
                &[Some(f.claim.tags().collect::<Vec<_>>().join(", ").as_str())],
                "",
            )
        },
    },
    Row {
        label: "draft",
        lines: draft,
    },
    Row {
        label: "file",
        lines: |f| vec![Line::from(format!("{}:{}", f.path, f.claim.line_in_file()))],
    },
];

/// Returns what is there, joined; no line when nothing is.
fn joined(parts: &[Option<&str>], by: &str) -> Vec<Line> {
    let there: Vec<&str> = parts
        .iter()
        .flatten()
        .copied()
        .filter(|p| !p.is_empty())
        .collect();
    if there.is_empty() {
        return Vec::new();
    }
    vec![Line::from(there.join(by))]
}

/// Says nothing of a quote that no source is recorded for.
fn integrity(fact: &Fact<'_>) -> Vec<Line> {
    let pinned = |held: &Held| held.integrity != Integrity::Unpinned;
    let Some(held) = fact.claim.held().filter(pinned) else {
        return Vec::new();
    };
    let head = Line::from(format!("{} {}", held.integrity.glyph(), held.in_words()));
    let changed = held
        .diff()
        .iter()
        .fold(Line::new(), |line, part| match part.side {
            Side::Both => line.text(&part.words),
            Side::Text => line.add(HELP, format!("[-{}-]", part.words)),
            Side::Quote => line.add(BAD, format!("{{+{}+}}", part.words)),
        });
    let legend = Line::new().add(DIM, "[-the text-] {+the quote+}");
    match held.diff() {
        [] => vec![head],
        _ => vec![head, changed, legend],
    }
}

fn article(fact: &Fact<'_>) -> Vec<Line> {
    let article = fact.claim.article();
    let published = article.published.as_ref().map(PartialDate::day);
    let by = [
        article.author.as_deref(),
        article.outlet.as_deref(),
        published,
    ];
    let mut lines = vec![Line::from(article.title.as_str())];
    lines.extend(joined(&by, " · "));
    lines
}

fn verdict(fact: &Fact<'_>) -> Vec<Line> {
    let scale = &fact.store.folder().scale;
    let line = |label| match scale.get(label) {
        Some(known) => Line::new().text(&known.glyph).text(" ").add(STRONG, label),
        None => Line::new()
            .add(STRONG, label)
            .text(format!(" (not in the scale `{}`)", scale.name)),
    };
    fact.claim.verdict().map(line).into_iter().collect()
}

fn figure_line(figure: FigureRef<'_>) -> Line {
    let line = Line::new().add(STRONG, &figure.recorded.text).text(" = ");
    let line = match figure.amount {
        Some(amount) => line.text(figure::shown(amount)),
        None => line.text("not understood"),
    };
    match &figure.recorded.about {
        Some(about) => line.text(": ").text(about),
        None => line,
    }
}

fn skepticism(fact: &Fact<'_>) -> Vec<Line> {
    let line = |doubt: &crate::model::Skepticism| {
        let by = signed(doubt.at.as_deref(), doubt.by.as_deref());
        let line = Line::new().text("- ").text(&doubt.note);
        if by.is_empty() {
            line
        } else {
            line.add(DIM, format!(" ({by})"))
        }
    };
    fact.claim.skepticism().map(line).collect()
}

fn evidence_line(evidence: &Evidence) -> Line {
    let stance = evidence
        .stance
        .map_or("stance not given", |stance| stance.word());
    let mut line = Line::new().add(STRONG, stance);
    let marked = evidence.quote.as_ref().map(|quote| format!("“{quote}”"));
    let accessed = evidence
        .accessed
        .as_ref()
        .map(|date| format!("read {}", date.text));
    let archived = evidence
        .archived
        .as_ref()
        .map(|url| format!("archived {url}"));
    let parts = [&evidence.url, &marked, &evidence.note, &archived, &accessed];
    for part in parts.into_iter().flatten() {
        line = line.text(" · ").text(part);
    }
    line
}

fn links(fact: &Fact<'_>) -> Vec<Line> {
    let there = fact.claim.links().map(|link| {
        let target = fact.store.link_target(fact.claim.ix(), &link.target);
        let line = Line::new().text(link.relation.word()).text(" ");
        match target {
            Some(ix) => other_end(fact, line, ix),
            None => line.text(format!("{} (no such claim)", link.target)),
        }
    });
    let back = fact.claim.backlinks().iter().map(|link| {
        let line = Line::new().text(Relation::reverse(link.relation)).text(" ");
        other_end(fact, line, link.from)
    });
    there.chain(back).collect()
}

fn other_end(fact: &Fact<'_>, line: Line, ix: Ix) -> Line {
    match fact.store.claim(ix) {
        Some(claim) => line.add(STRONG, claim.name()),
        None => line,
    }
}

/// Returns the claim's log, a line an entry, the oldest first.
pub fn log(fact: &Fact<'_>) -> Vec<Line> {
    let corrections = Corrections::of(fact.claim.annotations());
    fact.claim
        .annotations()
        .map(|entry| log_line(entry, corrections.replace(entry)))
        .collect()
}

fn log_line(entry: &LogEntry, replaced: bool) -> Line {
    let style = if replaced { STRUCK } else { PLAIN };
    let was = entry.was.as_deref().unwrap_or("none");
    let judged = [("grade", &entry.grade), ("verdict", &entry.verdict)];
    let judged = judged
        .into_iter()
        .filter_map(|(what, value)| Some(format!("{what} {}, was {was}", value.as_ref()?)));
    let mut line = Line::new().add(DIM, signed(entry.at.as_deref(), entry.by.as_deref()));
    if replaced {
        line = line.text(" (replaced)");
    }
    if entry.replaces.is_some() {
        line = line.text(" (correction)");
    }
    for part in judged {
        line = line.text(" · ").text(part);
    }
    match &entry.note {
        // What is corrected is what was said, and not that it was graded then.
        Some(note) => line.text(" · ").add(style, note),
        None => line,
    }
}

/// Returns `2026-11-23 15:40 dana`, with what is known of it.
fn signed(at: Option<&str>, by: Option<&str>) -> String {
    let when = at.map(|at| at.replacen('T', " ", 1));
    [when.as_deref(), by]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn draft(fact: &Fact<'_>) -> Vec<Line> {
    if !fact.claim.is_candidate() {
        return Vec::new();
    }
    let sure = fact
        .claim
        .confidence()
        .map(|sure| format!("confidence {sure}"));
    let rule = fact.claim.rule().map(|rule| format!("found by {rule}"));
    joined(
        &[
            Some("captured, not accepted"),
            sure.as_deref(),
            rule.as_deref(),
        ],
        ", ",
    )
}

#[cfg(test)]
mod tests {
    use super::ROWS;

    #[test]
    fn every_label_is_there_once_and_fits() {
        for (at, row) in ROWS.iter().enumerate() {
            assert!(!row.label.is_empty() && row.label.len() < 12);
            assert!(ROWS[..at].iter().all(|other| other.label != row.label));
        }
    }
}
