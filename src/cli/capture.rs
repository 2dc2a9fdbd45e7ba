//! `onrecord capture`: an article's text kept, its record drafted, every claim a candidate.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::file_name;
use super::line::Line;
use super::related::again_lines;
use super::report::Report;
use super::saving;
use super::session::{Session, shown_path};
use crate::disk::{self, capture};
use crate::model::{PartialDate, id_from};
use crate::source::capture::{Given, NoRecord, Record, html, record};
use crate::store::{Store, again};

/// Options of `onrecord capture`.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord capture article.html -o 2025/tunnel     the text kept, its record drafted
  onrecord capture article.txt                     the draft printed, nothing written
  curl -s URL | onrecord capture - -o 2025/tunnel --url URL
  onrecord list status:candidate                   what was drafted")]
pub struct Args {
    /// The article, plain text or HTML; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The record to make, in the claims folder; without it the draft is printed
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The headline, if the text does not tell or tells it wrong
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Where it stands
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,

    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,

    /// Who wrote it
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,

    /// When: 2025, 2025-02, 2025-02-01 or 2025-02-01T15:00:00
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
}

/// Runs `onrecord capture`.
///
/// # Errors
/// What can not be read as an article, a record or another text that is there already, a folder that
/// can not be written. Nothing is written then.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let record = drafted(args, session)?;
    let remark = record.remark();
    let Some(output) = &args.output else {
        report.own(&crate::yaml::new_file(&record.article, &record.claims))?;
        say(remark.as_deref(), report);
        // Without a claims folder there is nothing it could come up again in.
        if let Ok(opened) = session.open(None, report) {
            for line in seen_before(&opened.store, &record) {
                report.note(&line.to_string());
            }
        }
        return Ok(Exit::Done);
    };
    let place = session.place(None, report)?;
    let file = file_name::under(&place.root.dir, &session.env.cwd, output)?;
    let n = record.claims.len();
    let opened = session.open(None, report)?;
    let seen = seen_before(&opened.store, &record);
    let folder = &place.settings.sources;
    let kept = capture::keep(&place.root.dir, folder, &file, record).map_err(Failure::new)?;
    if let Err(failure) = saving::write(session, &place.root, &kept.write, report) {
        kept.discard(folder);
        return Err(failure);
    }
    let shown = shown_path(&place.root, &session.env.cwd, &file);
    report.line(&Line::from(format!("made {shown}: {n} candidates")))?;
    for line in &seen {
        report.line(line)?;
    }
    say(remark.as_deref(), report);
    report.hint("onrecord list status:candidate");
    Ok(Exit::Done)
}

/// Returns which drafts repeat or contradict what is on record, with the reasons; nothing is linked.
fn seen_before(store: &Store, record: &Record) -> Vec<Line> {
    let again = again(store, &record.article, &record.claims);
    again_lines(store, &record.claims, &again)
}

fn drafted(args: &Args, session: &Session) -> Result<Record, Failure> {
    let name = args.file.display();
    let wrong = |why: &dyn std::fmt::Display| {
        Failure::new(format_args!("{name} can not be captured: {why}"))
    };
    let bytes = read(&args.file, session).map_err(|why| wrong(&why))?;
    let published = args.published.as_deref().map(PartialDate::parse);
    let given = Given {
        title: args.title.clone(),
        url: args.url.clone(),
        outlet: args.outlet.clone(),
        author: args.author.clone(),
        published: published.transpose().map_err(Failure::new)?,
    };
    let fallback = fallback(&args.file);
    record(&bytes, fallback.as_deref(), &given, &|_, _| true).map_err(|why| match why {
        NoRecord::NoTitle => {
            Failure::new(format_args!("{name} tells no title")).hint("give one with --title")
        }
        why => wrong(&why),
    })
}

/// A page may be larger than a claims file; what is larger than any article is none.
fn read(file: &Path, session: &Session) -> std::io::Result<Vec<u8>> {
    let largest = u64::try_from(html::LARGEST).unwrap_or(u64::MAX);
    if file != Path::new("-") {
        return disk::read_bounded(&session.env.cwd.join(file), largest);
    }
    let mut bytes = Vec::new();
    std::io::stdin().take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        return Err(std::io::Error::other(format!(
            "it is larger than {largest} bytes"
        )));
    }
    Ok(bytes)
}

fn fallback(file: &Path) -> Option<String> {
    let stem = file.file_stem()?.to_str()?;
    (!id_from(stem).is_empty()).then(|| stem.to_owned())
}

fn say(remark: Option<&str>, report: &mut Report) {
    if let Some(remark) = remark {
        report.note(remark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_made_of_a_file_name_only_where_it_has_words() {
        assert_eq!(
            fallback(Path::new("a/the-tunnel.txt")).as_deref(),
            Some("the-tunnel")
        );
        assert_eq!(fallback(Path::new("-")), None);
    }
}
