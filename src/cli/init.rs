//! `onrecord init`: has git merge the claim files of a folder by claim, key and note.

use std::io;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::failure::Failure;
use super::line::{DIM, Line};
use super::report::Report;
use super::session::Session;
use crate::disk;
use crate::disk::git::Git;

/// Options of `onrecord init`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
It adds lines to .gitattributes and .gitignore in the claims folder, which you commit for everybody.
What git runs is a setting of each clone: without --set the commands for it are printed, with it they
are done. A clone without them merges by lines, as ever. Running it again changes nothing.

Examples:
  onrecord init           the lines, and the commands to run
  onrecord init --set     the lines, and the settings of this clone")]
pub struct Args {
    /// The claims folder; found as everywhere when left out
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,

    /// Change this clone's git settings too
    #[arg(long)]
    pub set: bool,
}

/// What the driver is called in git's own messages: anybody may call it otherwise.
const NAME: &str = "merge.onrecord.name";

/// The git settings of a clone: key and value.
const SETTINGS: [(&str, &str); 2] = [
    (NAME, "claims by id, their keys, their notes"),
    ("merge.onrecord.driver", "onrecord merge-driver %O %A %B %P"),
];

/// The attribute's value: the name of the driver.
const DRIVER: &str = "onrecord";

/// A file of the claims folder that git reads, and what it has to say.
struct Lines {
    file: &'static str,
    why: &'static str,
    /// Each line with the file it is about, as an example.
    says: &'static [(&'static str, &'static str)],
}

/// The speakers are no claims, and git's own merge by lines is right for them.
const ATTRIBUTES: Lines = Lines {
    file: ".gitattributes",
    why: "claim files are merged by claim, key and note",
    says: &[
        ("*.yaml merge=onrecord", "any.yaml"),
        ("*.yml merge=onrecord", "any.yml"),
        ("/speakers.yaml !merge", ""),
    ],
};

const IGNORED: Lines = Lines {
    file: ".gitignore",
    why: "the lock and unfinished files are no part of the record",
    says: &[
        (".onrecord.lock", ".onrecord.lock"),
        (".onrecord-*.tmp", ".onrecord-any.tmp"),
    ],
};

/// Runs `onrecord init`.
///
/// # Errors
/// No folder, no git repository, settings of others that this would override.
pub fn run(args: &Args, session: &Session, report: &mut Report) -> Result<Exit, Failure> {
    let root = session.place(args.dir.as_deref(), report)?.root;
    let git = Git { dir: &root.dir };
    if !git.is_in_work_tree().map_err(Failure::new)? {
        let message = format!("{} is in no git repository", root.dir.display());
        return Err(Failure::new(message).hint("make one with `git init`, then run this again"));
    }
    let attributes = is_merged(&git)?;
    let settings = missing_settings(&git)?;
    let mut ignored = true;
    for (_, example) in IGNORED.says {
        ignored &= git.ignores(example).map_err(Failure::new)?;
    }
    for (lines, there) in [(&ATTRIBUTES, attributes), (&IGNORED, ignored)] {
        if !there {
            extend(&root.dir, lines, report)?;
        }
    }
    if settings.is_empty() {
        if attributes && ignored {
            report.line(&Line::from(
                "all is set already: nothing changed".to_owned(),
            ))?;
        }
        return Ok(Exit::Done);
    }
    if args.set {
        for (key, value) in settings {
            git.set(key, value).map_err(Failure::new)?;
            report.line(&Line::from(format!("set {key} in this clone")))?;
        }
        return Ok(Exit::Done);
    }
    report.line(&Line::from(
        "in each clone, once (or onrecord init --set):".to_owned(),
    ))?;
    for (key, value) in settings {
        report.line(&Line::from(format!("  git config {key} '{value}'")))?;
    }
    Ok(Exit::Done)
}

/// Tells that git hands claim files to this program already.
///
/// # Errors
/// It hands them to another one.
fn is_merged(git: &Git) -> Result<bool, Failure> {
    let mut all = true;
    for (line, example) in ATTRIBUTES
        .says
        .iter()
        .filter(|(_, example)| !example.is_empty())
    {
        match git.attribute("merge", example).map_err(Failure::new)? {
            Some(value) if value == DRIVER => {}
            Some(value) => {
                let kind = line.split(' ').next().unwrap_or(line);
                let message =
                    format!("git merges {kind} here in another way already: merge is `{value}`");
                return Err(Failure::new(message)
                    .hint("nothing was changed; remove that from .gitattributes or .git/info/attributes first"));
            }
            None => all = false,
        }
    }
    Ok(all)
}

/// Returns the settings that are not made yet.
///
/// # Errors
/// One is made in another way.
fn missing_settings(git: &Git) -> Result<Vec<(&'static str, &'static str)>, Failure> {
    let mut missing = Vec::new();
    for (key, value) in SETTINGS {
        match git.setting(key).map_err(Failure::new)? {
            Some(there) if there == value || key == NAME => {}
            Some(there) => {
                let message = format!("{key} is set to something else: {there}");
                return Err(Failure::new(message).hint(format_args!(
                    "nothing was changed; to give it up: git config --unset {key}"
                )));
            }
            None => missing.push((key, value)),
        }
    }
    Ok(missing)
}

/// Adds the lines that a file lacks behind those it has.
fn extend(dir: &Path, lines: &Lines, report: &mut Report) -> Result<(), Failure> {
    let path = dir.join(lines.file);
    let old = match disk::read_bounded(&path, 1 << 20) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            return Err(Failure::new(format_args!(
                "cannot read {}: {error}",
                path.display()
            )));
        }
    };
    let Some(new) = extended(&old, lines) else {
        return Ok(());
    };
    disk::output(&path, &new, true).map_err(Failure::new)?;
    let wrote = if old.is_empty() { "wrote" } else { "extended" };
    let what = format!("{wrote} {}: ", path.display());
    report.line(&Line::from(what).add(DIM, lines.why))?;
    Ok(())
}

/// Returns a file with the lines it lacks; `None` when it has them all.
fn extended(old: &[u8], lines: &Lines) -> Option<Vec<u8>> {
    let has = |line: &str| {
        let mut there = old.split(|byte| *byte == b'\n');
        there.any(|there| there.trim_ascii() == line.as_bytes())
    };
    let eol: &[u8] = if old.windows(2).any(|two| two == b"\r\n") {
        b"\r\n"
    } else {
        b"\n"
    };
    let mut new = old.to_owned();
    if !new.is_empty() && !new.ends_with(b"\n") {
        new.extend_from_slice(eol);
    }
    let missing: Vec<&str> = lines
        .says
        .iter()
        .map(|(line, _)| *line)
        .filter(|line| !has(line))
        .collect();
    for line in &missing {
        new.extend_from_slice(line.as_bytes());
        new.extend_from_slice(eol);
    }
    (!missing.is_empty()).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_missing_lines_are_added_behind_what_is_there() {
        let whole = extended(b"", &IGNORED).unwrap();
        assert_eq!(whole, b".onrecord.lock\n.onrecord-*.tmp\n");
        assert_eq!(extended(&whole, &IGNORED), None);
        let kept = extended(b"# mine\r\n.onrecord.lock\r\n*.bak", &IGNORED).unwrap();
        assert_eq!(
            kept,
            b"# mine\r\n.onrecord.lock\r\n*.bak\r\n.onrecord-*.tmp\r\n"
        );
    }
}
