//! `onrecord add`: a claim at the end of an article's record.

use std::path::PathBuf;

use super::exit::Exit;
use super::failure::Failure;
use super::file_name;
use super::line::Line;
use super::report::Report;
use super::saving;
use super::session::Session;
use super::words::one_of;
use crate::disk::Write;
use crate::model::{
    Attribution, Claim, Figure, Kind, Scalar, Skepticism, Step, file_stem, id_from, id_problem,
    nearest,
};
use crate::store::{FileRef, Store};

/// Options of `onrecord add`.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord add 2025/deepseek --quote 'only a $6 million investment' --speaker 'unnamed reports' \\
      --attribution unnamed --kind figure --figure '$6 million' --line 28
  onrecord add 2025/deepseek --assertion 'The model cost $6 million to train.' --id training-cost")]
pub struct Args {
    /// The article's file; .yaml may be left out
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The article's own text, verbatim
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        required_unless_present = "assertion"
    )]
    pub quote: Option<String>,

    /// The proposition in your words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub assertion: Option<String>,

    /// Who makes the claim
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,

    /// Unique in the file: a-z 0-9 . _ -; made from the assertion or the quote when left out
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,

    /// The speaker's role as this article gives it
    #[arg(long, value_name = "TEXT")]
    pub role: Option<String>,

    /// The speaker's organisation as this article gives it
    #[arg(long, value_name = "NAME")]
    pub org: Option<String>,

    /// Who passes it on; without it, the article's author
    #[arg(long, value_name = "NAME")]
    pub via: Option<String>,

    /// Whose words the quote is made of
    #[arg(long, value_name = "WORD", value_parser = one_of!(Attribution))]
    pub attribution: Option<String>,

    /// What sort of statement it is
    #[arg(long, value_name = "WORD", value_parser = one_of!(Kind))]
    pub kind: Option<String>,

    /// Line of the captured text
    #[arg(long, value_name = "N")]
    pub line: Option<String>,

    /// When it was said, if not when it was published
    #[arg(long, value_name = "DATE")]
    pub said: Option<String>,

    /// Language of the quote, with --translation
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,

    /// The quote in your language
    #[arg(long, value_name = "TEXT")]
    pub translation: Option<String>,

    /// A figure, verbatim from the quote; may be repeated
    #[arg(long = "figure", value_name = "TEXT")]
    pub figures: Vec<String>,

    /// The grade, as B2
    #[arg(long, value_name = "GRADE")]
    pub grade: Option<String>,

    /// A reason to doubt; may be repeated
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub skepticism: Vec<String>,

    /// A tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
}

impl Args {
    /// Returns the claim; its id is still to be chosen.
    fn claim(&self) -> Result<Claim, Failure> {
        let scalars = [
            (Scalar::Quote, &self.quote),
            (Scalar::Assertion, &self.assertion),
            (Scalar::Speaker, &self.speaker),
            (Scalar::Role, &self.role),
            (Scalar::Org, &self.org),
            (Scalar::Via, &self.via),
            (Scalar::Attribution, &self.attribution),
            (Scalar::Kind, &self.kind),
            (Scalar::Line, &self.line),
            (Scalar::Said, &self.said),
            (Scalar::Lang, &self.lang),
            (Scalar::Translation, &self.translation),
            (Scalar::Grade, &self.grade),
        ];
        let mut claim = Claim::default();
        for (field, value) in scalars {
            if let Some(value) = value {
                if value.trim().is_empty() {
                    return Err(Failure::new(format_args!("--{field} can not be empty")));
                }
                let set = Step::Set(field, Some(value.clone()));
                set.apply(&mut claim)
                    .map_err(|why| Failure::new(format_args!("--{field} {why}")))?;
            }
        }
        let figure = |text: &String| Figure {
            text: text.clone(),
            ..Figure::default()
        };
        claim.figures = self.figures.iter().map(figure).collect();
        let doubt = |note: &String| Skepticism {
            note: note.clone(),
            ..Skepticism::default()
        };
        claim.skepticism = self.skepticism.iter().map(doubt).collect();
        claim.tags.clone_from(&self.tags);
        Ok(claim)
    }
}

/// Runs `onrecord add`.
///
/// # Errors
/// A file that is not there, a value that is not one of its set, an id that is taken, a folder
/// that can not be written.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let mut claim = args.claim()?;
    let opened = session.open(None, report)?;
    let path = file_name::under(&opened.root.dir, &session.env.cwd, &args.file)?;
    let file = file(&opened.store, &path).inspect_err(|_| opened.say_problems(report))?;
    let taken: Vec<&str> = file
        .claims()
        .filter_map(|ix| opened.store.claim(ix))
        .map(|claim| claim.id())
        .collect();
    claim.id = match &args.id {
        Some(id) => chosen(id, &taken)?,
        None => made(&claim, &taken)?,
    };
    let name = format!("{}/{}", file.stem(), claim.id);
    let write = Write::Add {
        file: file.path().to_owned(),
        claim,
    };
    saving::write(session, &opened.root, &write, report)?;
    report.line(&Line::from(format!("added {name}")))?;
    Ok(Exit::Done)
}

fn file<'a>(store: &'a Store, path: &str) -> Result<FileRef<'a>, Failure> {
    let stem = file_stem(path);
    let same_stem = || store.files().find(|file| file.stem() == stem);
    store.file(path).or_else(same_stem).ok_or_else(|| {
        let stems: Vec<String> = store.files().map(|file| file.stem()).collect();
        Failure::new(format_args!("there is no file {path} in the claims folder"))
            .did_you_mean(nearest(&stem, stems.iter().map(String::as_str)))
            .hint(format_args!("onrecord new {stem} --title TEXT makes it"))
    })
}

fn chosen(id: &str, taken: &[&str]) -> Result<String, Failure> {
    if let Some(problem) = id_problem(id) {
        return Err(Failure::new(format_args!(
            "`{id}` can not be an id: {problem}"
        )));
    }
    if taken.contains(&id) {
        return Err(Failure::new(format_args!(
            "the file has a claim `{id}` already"
        )));
    }
    Ok(id.to_owned())
}

/// Returns an id of the first words, with a number when it is taken.
fn made(claim: &Claim, taken: &[&str]) -> Result<String, Failure> {
    let words = [&claim.assertion, &claim.quote].into_iter().flatten();
    let id = words.map(|text| id_from(text)).find(|id| !id.is_empty());
    let id = id.ok_or_else(|| {
        Failure::new("no id can be made from these words").hint("give one with --id")
    })?;
    if !taken.contains(&id.as_str()) {
        return Ok(id);
    }
    let numbered = (2..).map(|n: u32| format!("{id}-{n}"));
    let free = numbered
        .into_iter()
        .find(|id| !taken.contains(&id.as_str()));
    Ok(free.unwrap_or(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_first_words_and_never_twice() {
        let claim = Claim {
            quote: Some("Only a $6 million investment".to_owned()),
            ..Claim::default()
        };
        assert_eq!(made(&claim, &[]).unwrap(), "only-a-6-million-investment");
        let taken = [
            "only-a-6-million-investment",
            "only-a-6-million-investment-2",
        ];
        assert_eq!(
            made(&claim, &taken).unwrap(),
            "only-a-6-million-investment-3"
        );
        let signs = Claim {
            quote: Some("漢字".to_owned()),
            ..Claim::default()
        };
        assert!(made(&signs, &[]).is_err());
    }

    #[test]
    fn values_are_checked_before_anything_is_opened() {
        let bad = [
            Args {
                kind: Some("figur".to_owned()),
                ..Args::default()
            },
            Args {
                line: Some("0".to_owned()),
                ..Args::default()
            },
            Args {
                grade: Some("G".to_owned()),
                ..Args::default()
            },
            Args {
                quote: Some(" ".to_owned()),
                ..Args::default()
            },
        ];
        for args in bad {
            assert!(args.claim().is_err(), "{args:?}");
        }
        assert!(chosen("A b", &[]).is_err());
        assert!(chosen("a", &["a"]).is_err());
    }
}
