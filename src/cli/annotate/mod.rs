//! `onrecord annotate`: notes, judgements, tags, evidence and links, from the command line.

mod changes;

use std::io;

use super::exit::Exit;
use super::failure::Failure;
use super::line::Line;
use super::names;
use super::report::Report;
use super::saving;
use super::selection::{self, QueryFlags, counted};
use super::session::{Opened, Session};
use super::words::one_of;
use crate::disk::Write;
use crate::model::{Edit, Evidence, PartialDate, Stance};
use crate::query::Guessing;

/// Options of `onrecord annotate`.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord annotate training-cost -m 'Asked the company for the breakdown.'
  onrecord annotate training-cost --grade D4 -m 'Single interested source.'
  onrecord annotate training-cost --evidence https://example.org/paper --stance against
  onrecord annotate -q 'who:serres -has:grade' --reliability C
  pbpaste | onrecord annotate training-cost -m -

A note given with a grade or a verdict is logged as its reason.")]
pub struct Args {
    /// Names of claims
    #[arg(value_name = "NAME", required_unless_present_any = ["text", "view"])]
    pub names: Vec<String>,

    /// All claims that match, in place of names.
    #[command(flatten)]
    pub query: QueryFlags,

    /// A note; `-` reads it from standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,

    /// The whole grade, as B2; B leaves credibility unjudged; `none` clears it
    #[arg(long, value_name = "GRADE", conflicts_with_all = ["reliability", "credibility"])]
    pub grade: Option<String>,

    /// Reliability of the source, A to F, or `none`; the other half stays
    #[arg(long, value_name = "A-F")]
    pub reliability: Option<String>,

    /// Credibility of the information, 1 to 6, or `none`; the other half stays
    #[arg(long, value_name = "1-6")]
    pub credibility: Option<String>,

    /// A verdict of the folder's scale, or `none`
    #[arg(long, value_name = "VERDICT")]
    pub verdict: Option<String>,

    /// Add a tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,

    /// Remove a tag; may be repeated
    #[arg(long = "untag", value_name = "TAG")]
    pub untags: Vec<String>,

    /// Note a reason to doubt; may be repeated
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub skepticism: Vec<String>,

    /// Add evidence.
    #[command(flatten)]
    pub evidence: EvidenceArgs,

    /// Link to another claim, as contradicts:NAME; also repeats, supports, attacks, corrects
    #[arg(long = "link", value_name = "RELATION:NAME")]
    pub links: Vec<String>,
}

/// One piece of evidence.
#[derive(Debug, Default, clap::Args)]
pub struct EvidenceArgs {
    /// Add evidence: where it stands
    #[arg(long = "evidence", value_name = "URL")]
    pub url: Option<String>,

    /// Of the evidence: which way it points
    #[arg(long, value_name = "STANCE", requires = "url", value_parser = one_of!(Stance))]
    pub stance: Option<String>,

    /// Of the evidence: its own words
    #[arg(
        long,
        value_name = "TEXT",
        requires = "url",
        allow_hyphen_values = true
    )]
    pub quote: Option<String>,

    /// Of the evidence: your remark
    #[arg(
        long,
        value_name = "TEXT",
        requires = "url",
        allow_hyphen_values = true
    )]
    pub note: Option<String>,

    /// Of the evidence: where a copy is archived
    #[arg(long, value_name = "URL", requires = "url")]
    pub archived: Option<String>,

    /// Of the evidence: when it was read
    #[arg(long, value_name = "DATE", requires = "url")]
    pub accessed: Option<String>,
}

impl EvidenceArgs {
    /// Returns the evidence, when there is any.
    ///
    /// # Errors
    /// A stance that is none, a date that is none.
    pub fn evidence(&self) -> Result<Option<Evidence>, Failure> {
        if self.url.is_none() {
            return Ok(None);
        }
        let accessed = self.accessed.as_deref().map(PartialDate::parse).transpose();
        Ok(Some(Evidence {
            stance: self.stance.as_deref().map(changes::stance).transpose()?,
            url: self.url.clone(),
            quote: self.quote.clone(),
            note: self.note.clone(),
            archived: self.archived.clone(),
            accessed: accessed.map_err(Failure::new)?,
        }))
    }
}

/// Runs `onrecord annotate`.
///
/// # Errors
/// What can not be understood, a name of no claim or of several, a folder that can not be read or
/// written.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    if !args.names.is_empty() && !args.query.is_empty() {
        return Err(Failure::new("give names or a query, not both"));
    }
    let message = args.message.as_deref().map(message).transpose()?;
    let (query, opened) = session.ask(&args.query, None, report)?;
    let store = &opened.store;
    let changes = changes::wanted(args, message, &store.folder().scale)?;
    let rows = if args.names.is_empty() {
        let rows = selection::run(session, store, &query, Guessing::Literal, report).rows;
        // What stands in an unreadable place did not match, and nobody else would tell.
        opened.say_problems(report);
        rows
    } else {
        names::resolve(store, &args.names, report).inspect_err(|_| opened.say_problems(report))?
    };
    if rows.is_empty() {
        selection::say_nothing_matched(store, &query, report);
        return Ok(Exit::No);
    }
    let stamp = session.stamp();
    let mut edits = Vec::new();
    for claim in rows.iter().filter_map(|&ix| store.claim(ix)) {
        let mut edit = |change| {
            edits.push(Edit {
                file: claim.file().path().to_owned(),
                claim: claim.id().to_owned(),
                change,
                stamp: stamp.clone(),
            });
        };
        changes.iter().cloned().for_each(&mut edit);
        for link in &args.links {
            edit(changes::link(store, claim, link)?);
        }
    }
    save(edits, &opened, session, report)
}

fn save(
    edits: Vec<Edit>,
    opened: &Opened,
    session: &Session,
    report: &mut Report,
) -> Result<Exit, Failure> {
    let written = saving::write(session, &opened.root, &Write::Edits(edits), report)?;
    for (claim, why) in &written.refused {
        report.error(&format!("{claim}: {why}"));
    }
    if written.done == 0 {
        return Ok(Exit::CouldNot);
    }
    let files = counted(written.files.len(), "file", "files");
    let claims = counted(written.done, "claim", "claims");
    report.line(&Line::from(match written.refused.len() {
        0 => format!("annotated {claims} in {files}"),
        refused => format!(
            "annotated {claims} in {files}; {} refused",
            counted(refused, "change was", "changes were")
        ),
    }))?;
    Ok(if written.refused.is_empty() {
        Exit::Done
    } else {
        Exit::No
    })
}

/// Returns the note, read from standard input when it is `-`.
fn message(given: &str) -> Result<String, Failure> {
    let text = if given == "-" {
        io::read_to_string(io::stdin())
            .map_err(|error| Failure::new(format_args!("can not read the note: {error}")))?
    } else {
        given.to_owned()
    };
    match text.trim_end() {
        "" => Err(Failure::new("the note is empty: nothing was written")),
        text => Ok(text.to_owned()),
    }
}
