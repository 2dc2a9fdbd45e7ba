//! `onrecord list`: the claims that match, a line each.
//!
//! On a terminal a table that fits; in a pipe tab-separated lines that scripts can cut; with
//! `--format` any export format.

use super::exit::Exit;
use super::explained;
use super::failure::Failure;
use super::line::{DIM, Line, STRONG};
use super::report::Report;
use super::selection::{self, QueryArgs, counted};
use super::session::{Opened, Session};
use super::texts;
use super::write_out;
use crate::exchange::{Format, Options, Selection};
use crate::query::{self, Guessing, Query, explain};
use crate::store::{ClaimRef, Ix, Lookup, Store};
use crate::text::{Voice, clean, width};

/// Options of `onrecord list`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord list deepseek kind:figure
  onrecord list -q='-has:grade' --limit 20
  onrecord list --explain 'inflation (cred:4..5 OR -has:evidence)'
  onrecord list cred:4..5 | cut -f1 | xargs onrecord show

In a pipe each line is: name, grade, speaker, words; separated by tabs, `none` for no grade.")]
pub struct Args {
    /// Which claims.
    #[command(flatten)]
    pub query: QueryArgs,

    /// Write an export format instead: csv, json and so on
    #[arg(short, long, value_name = "FORMAT", value_parser = write_out::FormatName)]
    pub format: Option<String>,

    /// Show at most this many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,

    /// Say how the query was understood, what each part is looked up in, and what is left after it
    #[arg(long, conflicts_with_all = ["format", "limit"])]
    pub explain: bool,
}

/// Runs `onrecord list`.
///
/// # Errors
/// A query or folder that can not be read, an unknown format, a closed pipe.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let formats = args.format.as_ref().map(|_| session.formats(report));
    let format = match (&args.format, &formats) {
        (Some(name), Some(formats)) => Some(write_out::format(formats, name)?),
        _ => None,
    };
    if args.explain || format.is_some() {
        let (query, opened) = session.ask(&args.query.flags(), None, report)?;
        return other(args, format, session, (&query, &opened), report);
    }
    let width = report.is_terminal().then(|| report.width());
    let answer = |query: &Query, opened: &Opened| {
        let env = session.query_env(query);
        let hits = query::run(&opened.store, query, &env, Guessing::Allowed);
        let rows = write_out::limited(&hits.rows, args.limit);
        let lines = lines(&opened.store, rows, width);
        (hits, lines)
    };
    let (query, opened, (hits, lines)) = session.glance(&args.query.flags(), report, answer)?;
    selection::say(&hits, report);
    if lines.is_empty() {
        selection::say_nothing_matched(&opened.store, &query, report);
    }
    lines.iter().try_for_each(|line| report.line(line))?;
    if report.is_terminal() && !lines.is_empty() {
        let of = counted(opened.store.len(), "claim", "claims");
        report.note(&format!("{} of {of}", lines.len()));
    }
    opened.say_problems(report);
    Ok(Exit::found(!lines.is_empty()))
}

/// Explains the query, or writes the claims in a format.
fn other(
    args: &Args,
    format: Option<&Format>,
    session: &Session,
    (query, opened): (&Query, &Opened),
    report: &mut Report,
) -> Result<Exit, Failure> {
    let store = &opened.store;
    let hits = selection::run(session, store, query, Guessing::Allowed, report);
    let Some(format) = format else {
        explained::print(&explain(store, query, &session.query_env(query)), report)?;
        return Ok(Exit::found(!hits.rows.is_empty()));
    };
    let rows = write_out::limited(&hits.rows, args.limit);
    if rows.is_empty() {
        selection::say_nothing_matched(store, query, report);
    } else {
        texts::hold_rows(session, opened, rows, report);
        let selection = Selection {
            store,
            rows,
            query: query.text(),
            options: &Options::default(),
        };
        write_out::to_stdout(format, &selection, report)?;
    }
    opened.say_problems(report);
    Ok(Exit::found(!rows.is_empty()))
}

/// Returns the claims, a line each: rows of a table so wide, or for a pipe.
fn lines(store: &Store, rows: &[Ix], width: Option<usize>) -> Vec<Line> {
    if let Some(width) = width {
        return table(store, rows, width);
    }
    let claims = rows.iter().filter_map(|&ix| store.claim(ix));
    claims.map(tabbed).collect()
}

/// Returns the line of a claim in a pipe.
fn tabbed(claim: ClaimRef<'_>) -> Line {
    let wording = claim.wording();
    Line::new()
        .text(claim.name())
        .tab()
        .text(claim.grade().to_string())
        .tab()
        .text(claim.speaker_name().unwrap_or_default())
        .tab()
        .text(wording.lead)
        .text(wording.words)
}

/// One row of the table, cleaned, before it is cut to its width.
struct Row {
    grade: String,
    verdict: String,
    speaker: String,
    words: String,
    name: String,
}

/// Returns the table: grade, verdict, speaker, words, name; the words take what is left.
fn table(store: &Store, rows: &[Ix], columns: usize) -> Vec<Line> {
    let claims = rows.iter().filter_map(|&ix| store.claim(ix));
    let rows: Vec<Row> = claims.map(|claim| Row::new(store, claim)).collect();
    let widest = |cell: fn(&Row) -> &str, most: usize| {
        rows.iter()
            .map(|row| width::width(cell(row)))
            .max()
            .unwrap_or(0)
            .min(most)
    };
    let narrow = columns < 80;
    let verdict = widest(|row| &row.verdict, 2);
    let speaker = widest(|row| &row.speaker, if narrow { 14 } else { 22 });
    let name = widest(|row| &row.name, if narrow { 18 } else { 32 });
    let words = columns
        .saturating_sub(2 + verdict + speaker + name + 4)
        .max(8);
    rows.iter()
        .map(|row| {
            Line::new()
                .add(STRONG, &row.grade)
                .text(" ")
                .text(width::pad(&row.verdict, verdict))
                .text(" ")
                .text(width::pad(&row.speaker, speaker))
                .text(" ")
                .text(width::pad(&row.words, words))
                .text(" ")
                .add(DIM, width::truncate(&row.name, name))
        })
        .collect()
}

impl Row {
    fn new(store: &Store, claim: ClaimRef<'_>) -> Self {
        let glyph = claim
            .verdict()
            .map(|label| match store.folder().scale.get(label) {
                Some(verdict) => verdict.glyph.as_str(),
                None => "?",
            });
        let text = |text: &str| clean(text).into_owned();
        Self {
            grade: claim.grade().shown(),
            verdict: text(glyph.unwrap_or_default()),
            speaker: text(claim.speaker_name().unwrap_or("·")),
            words: text(&short_words(claim)),
            name: text(&short_name(store, claim)),
        }
    }
}

/// Returns the words as the wording rule has them, without the speaker, who has a column, and
/// without author and outlet, for whom a row has no room.
fn short_words(claim: ClaimRef<'_>) -> String {
    let speaker = claim.speaker_name();
    let wording = Voice {
        quote: claim.quote(),
        assertion: claim.assertion(),
        attribution: claim.attribution(),
        speaker,
        via: None,
        outlet: None,
    }
    .wording();
    let lead = wording.lead.as_str();
    let lead = speaker
        .and_then(|name| lead.strip_prefix(name)?.strip_prefix(", "))
        .unwrap_or(lead);
    format!("{lead}{}", wording.words)
}

/// Returns the id where it is enough to name the claim, else the whole name.
fn short_name(store: &Store, claim: ClaimRef<'_>) -> String {
    match store.find(claim.id()) {
        Lookup::One(_) => claim.id().to_owned(),
        Lookup::Many(_) | Lookup::None(_) => claim.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Attribution, Claim, Grade};
    use crate::store::{Folder, LoadedFile};

    fn store() -> Store {
        let claim = |id: &str, quote: &str, attribution| Claim {
            id: id.to_owned(),
            quote: Some(quote.to_owned()),
            speaker: Some("Tom Serres".to_owned()),
            attribution: Some(attribution),
            grade: Grade::parse("B2").unwrap(),
            ..Claim::default()
        };
        let long = "words ".repeat(60);
        let file = LoadedFile {
            path: "a.yaml".to_owned(),
            article: Article {
                title: "T".to_owned(),
                ..Article::default()
            },
            claims: vec![
                (
                    claim(
                        "one",
                        "If Big Tech \u{1b}[2J continues",
                        Attribution::Direct,
                    ),
                    3,
                ),
                (claim("two", &long, Attribution::Paraphrase), 9),
                (
                    claim(
                        "three",
                        "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
                        Attribution::Direct,
                    ),
                    12,
                ),
            ],
            ..LoadedFile::default()
        };
        Store::build(vec![file], Folder::default())
    }

    fn plain(line: &Line) -> String {
        anstream::adapter::strip_str(&line.to_string()).to_string()
    }

    #[test]
    fn the_table_fits_its_width() {
        let store = store();
        let all: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
        for columns in [40, 60, 80, 120, 200] {
            for line in table(&store, &all, columns) {
                let line = plain(&line);
                assert!(width::width(&line) <= columns, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn only_a_speakers_own_words_stand_in_marks() {
        let store = store();
        let all: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
        let lines: Vec<String> = table(&store, &all, 80).iter().map(plain).collect();
        assert!(
            lines[0].contains("“If Big Tech <ESC>[2J continues”"),
            "{}",
            lines[0]
        );
        assert!(
            lines[1].contains("in reported words: words words"),
            "{}",
            lines[1]
        );
    }

    #[test]
    fn a_line_in_a_pipe_has_four_fields() {
        let store = store();
        let line = plain(&tabbed(store.claim(Ix(0)).unwrap()));
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields[..3], ["a/one", "B2", "Tom Serres"]);
        assert_eq!(fields.len(), 4);
    }
}
