//! Merges two versions of a claim file with the one both began with: by claim, by key, by note.
//!
//! `build` cuts each version into its parts, `order` and `weave` make one text of the parts' own
//! bytes, `check` reads it again. Where the layout or a fault forbids that, the files are merged by
//! lines. Knows no files and no git: bytes in, bytes out.

mod build;
mod check;
mod order;
mod part;
mod weave;

use self::check::{Versions, is_whole};
use self::order::Three;
use self::part::Part;
use self::weave::{Pick, Weaver};
use super::limits::Limits;
use super::read::{FileRead, read_claims};
use crate::model::Article;
use crate::text::{Stretch, marked, merge_lines};

/// Two versions made one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The merged file; with conflict markers where the versions do not agree.
    pub bytes: Vec<u8>,
    /// What they do not agree on, as `claim: key`.
    pub conflicts: Vec<String>,
    /// Why somebody has to look at the result although no place is in conflict: it was merged by
    /// lines, and could not be proven to hold what both versions hold.
    pub doubt: Option<String>,
}

impl Merge {
    /// Tells that nobody has to look at it.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.conflicts.is_empty() && self.doubt.is_none()
    }

    fn taken(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_owned(),
            conflicts: Vec::new(),
            doubt: None,
        }
    }
}

/// Why the parts can not be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unfit {
    /// The layout has no outline, or the versions are laid out too differently.
    Layout,
    /// No conflict marker can stand here.
    Inline,
}

/// Merges two versions of a claim file; `base` is what both began with, empty when both made it.
///
/// `file` labels the diagnostics. A clean result holds every change of both sides, has no problem
/// that neither had, and the bytes of what nobody changed.
#[must_use]
pub fn merge(file: &str, base: &[u8], ours: &[u8], theirs: &[u8], limits: &Limits) -> Merge {
    if ours == theirs || base == theirs {
        return Merge::taken(ours);
    }
    if base == ours {
        return Merge::taken(theirs);
    }
    let read = |bytes: &[u8]| read_claims(file, bytes, limits);
    let versions = Versions {
        base: if base.trim_ascii().is_empty() {
            nothing()
        } else {
            read(base)
        },
        ours: read(ours),
        theirs: read(theirs),
    };
    let whole = [&versions.base, &versions.ours, &versions.theirs]
        .into_iter()
        .all(is_whole);
    if !whole {
        let doubt = "a version has errors (onrecord check shows them)";
        return by_lines([base, ours, theirs], |_| Err(doubt.to_owned()));
    }
    let proven = |bytes: &[u8], side: Pick| check::check(&versions, &read(bytes), side);
    by_parts([base, ours, theirs], &versions, proven)
        .unwrap_or_else(|| by_lines([base, ours, theirs], |bytes| proven(bytes, Pick::Ours)))
}

fn nothing() -> FileRead {
    FileRead {
        article: Article::default(),
        claims: Vec::new(),
        problems: Vec::new(),
    }
}

/// Merges by parts; `None` when that can not be done or proven.
fn by_parts(
    texts: [&[u8]; 3],
    versions: &Versions,
    proven: impl Fn(&[u8], Pick) -> Result<(), String>,
) -> Option<Merge> {
    let [base, ours, theirs] = texts.map(Form::of);
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let build = |form: &Form, read| build::build(&form.text, read).ok();
    let trees = [
        (!base.text.trim().is_empty()).then(|| build(&base, &versions.base)),
        Some(build(&ours, &versions.ours)),
        Some(build(&theirs, &versions.theirs)),
    ];
    let [base_tree, ours_tree, theirs_tree] = trees;
    let (ours_tree, theirs_tree) = (ours_tree??, theirs_tree??);
    let base_tree: Option<Part> = match base_tree {
        None => None,
        Some(tree) => Some(tree?),
    };
    let three = Three {
        base: base_tree.as_ref(),
        ours: Some(&ours_tree),
        theirs: Some(&theirs_tree),
    };
    let form = |text: &str| Form::give(text, [&base, &ours, &theirs]);
    let woven = |pick: Pick| {
        let mut weaver = Weaver::new(pick);
        weaver.part(three, 0, false).ok()?;
        Some((form(&weaver.out), weaver.conflicts))
    };
    for side in [Pick::Ours, Pick::Theirs] {
        proven(&woven(side)?.0, side).ok()?;
    }
    let (bytes, conflicts) = woven(Pick::Mark)?;
    if conflicts.is_empty() {
        proven(&bytes, Pick::Mark).ok()?;
    }
    Some(Merge {
        bytes,
        conflicts,
        doubt: None,
    })
}

/// Merges by lines.
fn by_lines(
    [base, ours, theirs]: [&[u8]; 3],
    proven: impl Fn(&[u8]) -> Result<(), String>,
) -> Merge {
    let eol = if ours.windows(2).any(|two| two == b"\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut bytes = Vec::new();
    let mut conflicts = Vec::new();
    for stretch in merge_lines(base, ours, theirs) {
        match stretch {
            Stretch::Agreed(lines) => bytes.extend(lines),
            Stretch::Conflict { ours, theirs } => {
                if !bytes.is_empty() && !bytes.ends_with(b"\n") {
                    bytes.extend_from_slice(eol.as_bytes());
                }
                let line = bytes.split(|byte| *byte == b'\n').count();
                conflicts.push(format!("line {line}"));
                bytes.extend(marked(&ours, &theirs, eol));
            }
        }
    }
    let doubt = if conflicts.is_empty() {
        proven(&bytes).err()
    } else {
        None
    };
    Merge {
        bytes,
        conflicts,
        doubt,
    }
}

/// What is about a whole text and not about its lines.
struct Form {
    /// The text, with `\n` at the end of every line.
    text: String,
    bom: bool,
    crlf: bool,
    /// The last line has an end.
    ended: bool,
}

impl Form {
    /// Takes a text apart; `None` when it is not UTF-8, or ends lines in a way of its own. Of two
    /// kinds of line ends in one file, the first one is taken for all.
    fn of(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = bare.split('\n').next().unwrap_or_default();
        let ended = bare.ends_with('\n');
        let mut text = bare.replace("\r\n", "\n");
        if !ended {
            text.push('\n');
        }
        (!text.contains('\r')).then_some(Self {
            text,
            bom: bare.len() < bytes.len(),
            crlf: first.ends_with('\r'),
            ended,
        })
    }

    /// Gives a merged text the form that the versions have.
    fn give(text: &str, [base, ours, theirs]: [&Self; 3]) -> Vec<u8> {
        let is = |what: fn(&Self) -> bool| {
            let (base, ours, theirs) = (what(base), what(ours), what(theirs));
            if base == ours { theirs } else { ours }
        };
        let text = if is(|form| form.ended) {
            text
        } else {
            text.strip_suffix('\n').unwrap_or(text)
        };
        let text = if is(|form| form.crlf) {
            text.replace('\n', "\r\n")
        } else {
            text.to_owned()
        };
        let bom = if is(|form| form.bom) { "\u{feff}" } else { "" };
        format!("{bom}{text}").into_bytes()
    }
}

#[cfg(test)]
mod tests;
