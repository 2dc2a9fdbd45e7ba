//! `onrecord new`: the record of an article, empty of claims.

use std::path::PathBuf;

use super::exit::Exit;
use super::failure::Failure;
use super::file_name;
use super::line::Line;
use super::report::Report;
use super::saving;
use super::session::{Place, Session, shown_path};
use crate::disk::{Write, sources};
use crate::model::{Article, PartialDate, SourcePin};

/// Options of `onrecord new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord new 2025/deepseek --title 'How DeepSeek is upending AI' --outlet 'New York Post'
  onrecord add 2025/deepseek --quote '…' --speaker 'Tom Serres'     then its claims")]
pub struct Args {
    /// The file to make, in the claims folder; .yaml may be left out
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The headline
    #[arg(long, value_name = "TEXT")]
    pub title: String,

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

    /// Where a copy is archived
    #[arg(long, value_name = "URL")]
    pub archived: Option<String>,

    /// When you read it
    #[arg(long, value_name = "DATE")]
    pub accessed: Option<String>,

    /// The captured text, a file of the sources folder: pinned by its hash
    #[arg(long, value_name = "FILE")]
    pub source: Option<String>,
}

impl Args {
    fn article(&self) -> Result<Article, Failure> {
        let date = |text: &Option<String>| {
            let date = text.as_deref().map(PartialDate::parse).transpose();
            date.map_err(Failure::new)
        };
        if self.title.trim().is_empty() {
            return Err(Failure::new("the title can not be empty"));
        }
        Ok(Article {
            title: self.title.clone(),
            author: self.author.clone(),
            outlet: self.outlet.clone(),
            published: date(&self.published)?,
            url: self.url.clone(),
            archived: self.archived.clone(),
            accessed: date(&self.accessed)?,
            source: None,
        })
    }
}

/// Runs `onrecord new`.
///
/// # Errors
/// A file that is there already or lies outside, a date that is none, a folder that can not be
/// written.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let mut article = args.article()?;
    let place = session.place(None, report)?;
    if let Some(source) = &args.source {
        article.source = Some(pin(source, &place, session)?);
    }
    let file = file_name::under(&place.root.dir, &session.env.cwd, &args.file)?;
    let write = Write::NewFile {
        file: file.clone(),
        article,
        claims: Vec::new(),
    };
    saving::write(session, &place.root, &write, report)?;
    let stem = crate::model::file_stem(&file);
    report.line(&Line::from(format!(
        "made {}",
        shown_path(&place.root, &session.env.cwd, &file)
    )))?;
    report.hint(&format!("onrecord add {stem} --quote TEXT --speaker NAME"));
    Ok(Exit::Done)
}

/// Returns the pin of a captured text, which must be there to be hashed.
fn pin(file: &str, place: &Place, session: &Session) -> Result<SourcePin, Failure> {
    let sources = &place.settings.sources;
    let largest = u64::try_from(session.limits().bytes).unwrap_or(u64::MAX);
    match sources::captured(sources, file, largest).map_err(Failure::new)? {
        Some(captured) => Ok(SourcePin {
            file: Some(file.to_owned()),
            sha256: Some(captured.sha256),
        }),
        None => Err(Failure::new(format_args!(
            "there is no {file} in the sources folder {}",
            sources.display()
        ))),
    }
}
