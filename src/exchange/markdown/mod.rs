//! Markdown: a report to read, print or paste, article by article.
//!
//! Every text goes through `escape`; the template alone makes structure.

mod escape;
mod variants;

use std::io::{self, Write};

use super::phrases;
use super::{Format, Group, Selection, credit};
use crate::model::{Article, Evidence, Skepticism};
use crate::source::in_line;
use crate::store::{ClaimRef, FileRef};
pub(super) use escape::inline;
use escape::{link, quote_block};
pub(super) use variants::{LIST, TABLE};

pub(super) const FORMAT: Format = Format::row(
    "markdown",
    "md",
    "a report by article, each claim with its words, source, grade and reasons to doubt",
    write,
);

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    title(selection, out)?;
    match selection.options.group {
        Group::Article => selection
            .by_file()
            .into_iter()
            .try_for_each(|(file, claims)| {
                heading(file, out)?;
                write_claims(selection, &claims, out)
            }),
        Group::Speaker => selection
            .by_speaker()
            .into_iter()
            .try_for_each(|(name, claims)| {
                let name = name.unwrap_or("Speaker not recorded");
                writeln!(out, "\n## {}", inline(name))?;
                write_claims(selection, &claims, out)
            }),
    }
}

/// Writes the first heading and the sentence that counts.
fn title(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "# Claims")?;
    if !selection.query.trim().is_empty() {
        write!(out, ": {}", inline(selection.query))?;
    }
    let claims = count(selection.claims().count(), "claim");
    let articles = count(selection.by_file().len(), "article");
    let made = selection.options.made.as_ref();
    let made = made.map_or_else(String::new, |day| format!(", as of {}", inline(day)));
    writeln!(out, "\n\n{claims} from {articles}{made}.")
}

fn write_claims(
    selection: &Selection<'_>,
    claims: &[ClaimRef<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut claims = claims.iter();
    claims.try_for_each(|claim| write_claim(selection, *claim, out))
}

fn count(n: usize, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {what}{plural}")
}

fn heading(file: FileRef<'_>, out: &mut dyn Write) -> io::Result<()> {
    let article = file.article();
    writeln!(out, "\n## {}\n", inline(&article.title))?;
    let published = by_line(article);
    if !published.is_empty() {
        writeln!(out, "{published}\n")?;
    }
    writeln!(out, "Recorded in {}", inline(file.path()))
}

/// Returns `By Alex Tapscott, New York Post, 2025-02-01. <https://…> (archived: <https://…>)`.
fn by_line(article: &Article) -> String {
    let author = article.author.as_ref().map(|author| format!("By {author}"));
    let date = article.published.as_ref().map(|date| date.day().to_owned());
    let facts: Vec<String> = [author, article.outlet.clone(), date]
        .into_iter()
        .flatten()
        .collect();
    let mut line = inline(&facts.join(", "));
    if let Some(url) = &article.url {
        line = format!("{line} {}", link(url));
    }
    if let Some(archived) = &article.archived {
        line = format!("{line} (archived: {})", link(archived));
    }
    line.trim_start().to_owned()
}

fn write_claim(
    selection: &Selection<'_>,
    claim: ClaimRef<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    selection.options.watch.pass()?;
    let wording = claim.wording();
    let words = quote_block(&format!("{}{}", wording.lead, wording.words));
    writeln!(out, "\n### {}\n", inline(claim.id()))?;
    write!(out, "{words}>\n> — {}\n", inline(&credit(claim)))?;
    let scale = &selection.store.folder().scale.name;
    let mut before = "\n";
    for (title, value) in facts(scale, claim) {
        if !value.is_empty() {
            writeln!(out, "{before}- **{title}:** {}", inline(&value))?;
            before = "";
        }
    }
    let log = phrases::log(claim);
    let log = log.iter().filter(|_| selection.options.notes);
    let doubts = claim.skepticism().filter(|_| selection.options.notes);
    let reviews = claim.reviews().map(|review| {
        let text = inline(&phrases::review(review));
        match &review.url {
            Some(url) => format!("{text} {}", link(url)),
            None => text,
        }
    });
    let lists: [(&str, Vec<String>); 4] = [
        ("Reasons to doubt", doubts.map(doubt).collect()),
        ("Evidence", claim.evidence().map(evidence).collect()),
        ("Reviews", reviews.collect()),
        ("Notes", log.map(|entry| inline(entry)).collect()),
    ];
    for (title, items) in lists {
        write_list(title, &items, out)?;
    }
    Ok(())
}

/// What is said of a claim in a line each; an empty one is left out.
fn facts(scale: &str, claim: ClaimRef<'_>) -> [(&'static str, String); 9] {
    let recorder = claim.quote().and(claim.assertion()).unwrap_or_default();
    [
        ("In the recorder’s words", recorder.to_owned()),
        (
            "Translation",
            claim.translation().unwrap_or_default().to_owned(),
        ),
        ("Grade", claim.grade().in_words()),
        (
            "Verdict",
            claim
                .verdict()
                .map_or_else(String::new, |verdict| format!("{verdict} (scale: {scale})")),
        ),
        (
            "Kind",
            claim.kind().map_or("", |kind| kind.word()).to_owned(),
        ),
        ("Figures", figures(claim)),
        ("Quote", integrity(claim)),
        ("Tags", claim.tags().collect::<Vec<_>>().join(", ")),
        ("Links", links(claim)),
    ]
}

/// What is amiss with the quote, of those that were held to their captured text.
fn integrity(claim: ClaimRef<'_>) -> String {
    let held = claim
        .held()
        .filter(|held| held.integrity.is_amiss() || held.elided);
    let Some(held) = held else {
        return String::new();
    };
    let what = format!("{} in the captured text", held.in_words());
    match held.diff() {
        [] => what,
        diff => format!("{what}: {}", in_line(diff)),
    }
}

fn figures(claim: ClaimRef<'_>) -> String {
    let figures = claim.figures().map(|figure| match &figure.recorded.about {
        Some(about) => format!("{} ({about})", figure.recorded.text),
        None => figure.recorded.text.clone(),
    });
    figures.collect::<Vec<_>>().join("; ")
}

fn links(claim: ClaimRef<'_>) -> String {
    claim
        .links()
        .map(phrases::link)
        .collect::<Vec<_>>()
        .join("; ")
}

fn doubt(reason: &Skepticism) -> String {
    let noted: Vec<&str> = [reason.by.as_deref(), reason.at.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    if noted.is_empty() {
        inline(&reason.note)
    } else {
        inline(&format!("{} ({})", reason.note, noted.join(", ")))
    }
}

fn evidence(evidence: &Evidence) -> String {
    let pages = [&evidence.url, &evidence.archived];
    let text = Evidence {
        url: None,
        ..evidence.clone()
    };
    let mut item = inline(&phrases::evidence(&text));
    for page in pages.into_iter().flatten() {
        item = format!("{item} {}", link(page));
    }
    item.trim_start().to_owned()
}

fn write_list(title: &str, items: &[String], out: &mut dyn Write) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}:\n")?;
    items.iter().try_for_each(|item| writeln!(out, "- {item}"))
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::tests::{HOSTILE, claim, full_of, store_of, text_of};
    use crate::model::{Article, LogEntry};

    fn report(text: &str) -> String {
        text_of("markdown", &full_of(text), &Options::default())
    }

    /// The block a line belongs to, by how it begins.
    fn block(line: &str) -> &'static str {
        let blocks = ["### ", "## ", "# ", "> ", ">", "- **", "- "];
        let known = blocks.into_iter().find(|begin| line.starts_with(begin));
        known.unwrap_or(if line.is_empty() { "" } else { "text" })
    }

    #[test]
    fn hostile_text_makes_no_structure() {
        // A quote of several lines has more of them; everything else stands as for plain text.
        let outline = |text: &str| -> Vec<&str> {
            let report = report(text);
            assert!(!report.contains(['<', '\u{1b}', '\u{202e}']), "{report}");
            let blocks: Vec<_> = report.lines().map(block).collect();
            blocks
                .into_iter()
                .filter(|block| !block.starts_with('>'))
                .collect()
        };
        let plain = outline("plain");
        assert_eq!(plain.iter().filter(|block| **block == "### ").count(), 1);
        for hostile in HOSTILE {
            assert_eq!(outline(hostile), plain, "{hostile:?}");
        }
    }

    #[test]
    fn the_log_is_left_out_when_it_is_not_wanted() {
        let mut noted = claim("a");
        noted.annotations = vec![LogEntry {
            note: Some("private".to_owned()),
            ..LogEntry::default()
        }];
        let store = store_of("a.yaml", Article::default(), vec![noted], vec![]);
        let report = |notes| {
            let options = Options {
                notes,
                ..Options::default()
            };
            text_of("markdown", &store, &options)
        };
        assert!(report(true).contains("\nNotes:\n\n- undated: private\n"));
        assert!(!report(false).contains("private"));
    }
}
