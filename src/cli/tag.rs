//! `onrecord tag`: the tags of the whole folder; one renamed, merged into another, or deleted.

use super::exit::Exit;
use super::failure::Failure;
use super::line::{DIM, Line};
use super::report::Report;
use super::saving;
use super::selection::counted;
use super::session::{Opened, Session};
use crate::disk::Write;
use crate::model::{Change, Edit, nearest};
use crate::store::{Retagging, retagging, tag_problem, tags};
use crate::text::{clean, width};

/// Options of `onrecord tag`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord tag list
  onrecord tag rename ai AI --dry-run     what it would touch
  onrecord tag rename chips semiconductors
  onrecord tag delete draft

A tag renamed to one that is there becomes one with it. Each is one step for `onrecord undo`; one claim's
tags are changed by `onrecord annotate NAME --tag --untag`.

Exit codes: 0 done; 1 no claim has the tag, or some could not be changed.")]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What to do with tags.
#[derive(Debug, clap::Subcommand)]
pub enum What {
    /// List the tags with the number of claims that have them
    List,
    /// Give a tag another name; one that is there takes it in
    Rename {
        /// The tag
        #[arg(value_name = "OLD")]
        old: String,
        /// Its new name
        #[arg(value_name = "NEW")]
        new: String,
        /// Say what would be done, and do nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Take a tag off every claim
    Delete {
        /// The tag
        #[arg(value_name = "TAG")]
        tag: String,
        /// Say what would be done, and do nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// Runs `onrecord tag`.
///
/// # Errors
/// A tag that no claim has, a name that is none, a folder that can not be read or written.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    match &args.what {
        What::List => list(session, report),
        What::Rename { old, new, dry_run } => retag(old, Some(new), *dry_run, session, report),
        What::Delete { tag, dry_run } => retag(tag, None, *dry_run, session, report),
    }
}

fn list(session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let opened = session.open(None, report)?;
    let tags = tags(&opened.store);
    let most = tags.iter().map(|(tag, _)| width::width(&clean(tag))).max();
    for (tag, n) in &tags {
        report.line(&if report.is_terminal() {
            let tag = width::pad(&clean(tag), most.unwrap_or(0));
            Line::from(tag).add(DIM, format!("  {n:>5}"))
        } else {
            Line::from(*tag).tab().text(n.to_string())
        })?;
    }
    if tags.is_empty() {
        report.note("no claim has a tag");
    }
    opened.say_problems(report);
    Ok(Exit::found(!tags.is_empty()))
}

fn retag(
    from: &str,
    to: Option<&str>,
    dry_run: bool,
    session: &Session,
    report: &mut Report,
) -> Result<Exit, Failure> {
    if let Some(problem) = to.and_then(tag_problem) {
        return Err(Failure::new(problem));
    }
    if to == Some(from) {
        return Err(Failure::new("both names are the same: nothing to do"));
    }
    let opened = session.open(None, report)?;
    // What stands in an unreadable place keeps its tag, and nobody else would tell.
    opened.say_problems(report);
    let found = retagging(&opened.store, from, to);
    if found.claims.is_empty() {
        let known = tags(&opened.store);
        let near = nearest(from, known.iter().map(|(tag, _)| *tag));
        let failure = Failure::no(format_args!("no claim has the tag `{from}`"));
        return Err(failure.did_you_mean(near));
    }
    if dry_run {
        return told(&found, from, to, &opened, report);
    }
    let edits = found.claims.iter().filter_map(|&ix| opened.store.claim(ix));
    let stamp = session.stamp();
    let edits = edits.map(|claim| Edit {
        file: claim.file().path().to_owned(),
        claim: claim.id().to_owned(),
        change: Change::Retag {
            from: from.to_owned(),
            to: to.map(str::to_owned),
        },
        stamp: stamp.clone(),
    });
    let write = Write::Edits(edits.collect());
    let written = saving::write(session, &opened.root, &write, report)?;
    for (claim, why) in &written.refused {
        report.error(&format!("{claim}: {why}"));
    }
    let claims = counted(written.done, "claim", "claims");
    let files = counted(written.files.len(), "file", "files");
    let what = match to {
        Some(to) => format!("tag `{from}` → `{to}` on"),
        None => format!("tag `{from}` off"),
    };
    report.line(&Line::from(format!("{what} {claims} in {files}")))?;
    Ok(Exit::found(written.refused.is_empty()))
}

/// Says what would be done.
fn told(
    found: &Retagging,
    from: &str,
    to: Option<&str>,
    opened: &Opened,
    report: &mut Report,
) -> Result<Exit, Failure> {
    report.line(&Line::from(format!("would: {}", found.in_words(from, to))))?;
    for claim in found.claims.iter().filter_map(|&ix| opened.store.claim(ix)) {
        report.line(&Line::from(format!("  {}", claim.name())))?;
    }
    Ok(Exit::Done)
}
