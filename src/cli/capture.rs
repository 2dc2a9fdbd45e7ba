//! `onrecord capture`: an article's text kept, its record drafted, every claim a candidate.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::file_name;
use super::line::Line;
use super::report::Report;
use super::saving;
use super::session::{Session, shown_path};
use crate::disk::{self, Write, sources};
use crate::model::{Article, Attribution, Claim, PartialDate, SourcePin, file_stem, id_from};
use crate::source::capture::{decode, drafts, head, html};

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

/// The longest text, in bytes: books are longer, articles are not.
const LONGEST: usize = 2_000_000;

/// What a text gives.
struct Drafted {
    article: Article,
    text: String,
    claims: Vec<Claim>,
}

/// Runs `onrecord capture`.
///
/// # Errors
/// What can not be read as an article, a record or another text that is there already, a folder that
/// can not be written. Nothing is written then.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let drafted = draft(args, session)?;
    let Some(output) = &args.output else {
        report.own(&crate::yaml::new_file(&drafted.article, &drafted.claims))?;
        say(&drafted.claims, report);
        return Ok(Exit::Done);
    };
    let place = session.place(None, report)?;
    let file = file_name::under(&place.root.dir, &session.env.cwd, output)?;
    if place.root.dir.join(&file).exists() {
        return Err(Failure::new(format_args!("{file} is there already")));
    }
    let stem = file_stem(&file);
    let source = format!("{}.txt", stem.replace('/', "-"));
    let folder = &place.settings.sources;
    let (sha256, fresh) = sources::keep(folder, &source, &drafted.text).map_err(Failure::new)?;
    let mut article = drafted.article;
    article.source = Some(SourcePin {
        file: Some(source.clone()),
        sha256: Some(sha256),
    });
    let write = Write::NewFile {
        file: file.clone(),
        article,
        claims: drafted.claims.clone(),
    };
    if let Err(failure) = saving::write(session, &place.root, &write, report) {
        if fresh {
            sources::discard(folder, &source);
        }
        return Err(failure);
    }
    let shown = shown_path(&place.root, &session.env.cwd, &file);
    let n = drafted.claims.len();
    report.line(&Line::from(format!("made {shown}: {n} candidates")))?;
    say(&drafted.claims, report);
    report.hint("onrecord list status:candidate");
    Ok(Exit::Done)
}

fn draft(args: &Args, session: &Session) -> Result<Drafted, Failure> {
    let name = args.file.display();
    let wrong = |why: &dyn std::fmt::Display| {
        Failure::new(format_args!("{name} can not be captured: {why}"))
    };
    let bytes = read(&args.file, session).map_err(|why| wrong(&why))?;
    let text = decode::decode(&bytes).map_err(|why| wrong(&why))?;
    let (mut article, text, body) = if html::is_html(&text) {
        let taken = html::take(&text).map_err(|why| wrong(&why))?;
        (taken.article, taken.text, 0)
    } else {
        let head = head(&text);
        (head.article, text, head.body)
    };
    if text.len() > LONGEST {
        return Err(wrong(&format_args!(
            "its text has {} kB, and no article more than {}",
            text.len() / 1000,
            LONGEST / 1000
        )));
    }
    let given = [
        (&args.url, &mut article.url),
        (&args.outlet, &mut article.outlet),
        (&args.author, &mut article.author),
    ];
    for (value, field) in given {
        if value.is_some() {
            field.clone_from(value);
        }
    }
    if let Some(date) = &args.published {
        article.published = Some(PartialDate::parse(date).map_err(Failure::new)?);
    }
    if let Some(title) = &args.title {
        article.title.clone_from(title);
    }
    if article.title.trim().is_empty() {
        article.title = fallback(&args.file).ok_or_else(|| {
            Failure::new(format_args!("{name} tells no title")).hint("give one with --title")
        })?;
    }
    let found = drafts(&text, body, article.author.as_deref());
    let claims = found.into_iter().map(|draft| draft.claim).collect();
    Ok(Drafted {
        article,
        text,
        claims,
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

/// Tells what was found, and what was not.
fn say(claims: &[Claim], report: &mut Report) {
    let spoken = |claim: &&Claim| {
        matches!(
            claim.attribution,
            Some(Attribution::Direct | Attribution::Partial)
        )
    };
    let quotes = claims.iter().filter(spoken).count();
    let nobody = claims
        .iter()
        .filter(spoken)
        .filter(|claim| claim.speaker.is_none())
        .count();
    match (claims.len(), quotes) {
        (0, _) => report.note("nothing in it looks like a claim: no speech in marks, no figures"),
        (_, 0) => report.note("no speech in quote marks was found"),
        _ if nobody > 0 => report.note(&format!(
            "{nobody} of {quotes} quotes have no certain speaker"
        )),
        _ => {}
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
