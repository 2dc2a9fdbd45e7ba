//! Changes into claim files: locked, made of the claim as it is *now*, guarded, saved as a whole.

use std::collections::HashSet;

use crate::model::{Article, Claim, Edit, Severity, file_stem};
use crate::yaml::{self, FileEdit, Limits};

use super::batch::{Batch, delete_claims, edit_claims, left, made, stopped};
use super::error::SaveError;
use super::lock::FolderLock;
use super::redraft;
use super::root::Root;
use super::save::{self, Saved};
use super::target;
use super::undo::{FileUndo, UndoRecord};

/// How often an edit is made anew because another program, which knows no lock, changed the file.
const TRIES: usize = 8;

/// What to write.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one at a time, and a box would be in everybody's way"
)]
pub enum Write {
    /// Change claims, of one file or many. One that can not be changed does not stop the others.
    Edits(Vec<Edit>),
    /// Add a claim at the end of a file.
    Add {
        /// The file's path under the claims folder.
        file: String,
        /// The claim; its id must be new in the file.
        claim: Claim,
    },
    /// Delete a claim.
    Delete {
        /// The file's path under the claims folder.
        file: String,
        /// The claim's id.
        claim: String,
    },
    /// Delete claims, of one file or many: file and id of each. One that can not be deleted does not
    /// stop the others.
    DeleteAll(Vec<(String, String)>),
    /// Make a new file; none is overwritten.
    NewFile {
        /// Its path under the claims folder.
        file: String,
        /// What it is about.
        article: Article,
        /// Its claims.
        claims: Vec<Claim>,
    },
    /// Put claims in the place of captured drafts of one file, as they were seen.
    Redraft {
        /// The file's path under the claims folder.
        file: String,
        /// The drafts, as they were when it was decided; another one has changed meanwhile.
        drafts: Vec<Claim>,
        /// What takes the place of the first; nothing when they are rejected.
        claims: Vec<Claim>,
    },
    /// Write down the hashes of sources, with changes of claims beside them.
    Pin {
        /// The hashes.
        pins: Vec<Pin>,
        /// The changes: lines.
        edits: Vec<Edit>,
        /// Who does so.
        by: String,
    },
}

/// The hash of an article's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The file's path under the claims folder.
    pub file: String,
    /// SHA-256, 64 lower-case hex digits.
    pub sha256: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// The paths of the files that changed, under the claims folder.
    pub files: Vec<String>,
    /// How many claims were changed, added or deleted.
    pub done: usize,
    /// The claims that were not changed, by name, each with the reason. A claim may be here and
    /// among those done, when one of its edits was to no purpose.
    pub refused: Vec<(String, String)>,
    /// Takes it back.
    pub undo: UndoRecord,
    /// What was done, for people: `grade of training-cost`.
    pub summary: String,
    /// What the user should know of how safely it is kept.
    pub warnings: Vec<String>,
}

/// Writes to the claims folder.
///
/// # Errors
/// Nothing was written: the folder can not be locked, the file can not be written, the edit was
/// refused. Of several files some may be written although others fail: what fails is then among
/// the refused.
pub fn write(root: &Root, write: &Write, limits: &Limits) -> Result<Written, SaveError> {
    write_telling(root, write, limits, &|_| ())
}

/// As [`write()`]; `waiting` is told whom it waits for when it does so for more than two seconds.
///
/// # Errors
/// As [`write()`].
pub fn write_telling(
    root: &Root,
    write: &Write,
    limits: &Limits,
    waiting: &dyn Fn(&str),
) -> Result<Written, SaveError> {
    write_watched(root, write, limits, waiting, &|_, _| true)
}

/// As [`write_telling()`]; before each file of many `go_on` is told how many of how many are done, and
/// may say that the rest is left as it is: those claims are then among the refused.
///
/// # Errors
/// As [`write()`].
pub fn write_watched(
    root: &Root,
    write: &Write,
    limits: &Limits,
    waiting: &dyn Fn(&str),
    go_on: &dyn Fn(usize, usize) -> bool,
) -> Result<Written, SaveError> {
    let _lock = FolderLock::take_telling(&root.dir, waiting)?;
    let mut writer = Writer {
        root,
        limits,
        go_on,
        written: Written::default(),
    };
    match write {
        Write::Edits(edits) => {
            writer.edits(&Batch::of(edits, &[]))?;
            writer.written.summary = super::batch::summary(&made(edits, &writer.written.refused));
            let by = edits.first().map(|edit| edit.stamp.by.clone());
            writer.written.undo.by = by.unwrap_or_default();
        }
        Write::Pin { pins, edits, by } => {
            writer.edits(&Batch::of(edits, pins))?;
            writer.written.summary = super::batch::pins_summary(pins, edits);
            writer.written.undo.by.clone_from(by);
        }
        Write::Add { file, claim } => {
            let edit = FileEdit::AddClaim(claim.clone());
            writer.one(file, &claim.id, &edit, "new claim")?;
        }
        Write::Delete { file, claim } => {
            let edit = FileEdit::DeleteClaim(claim.clone());
            writer.one(file, claim, &edit, "deletion of")?;
        }
        Write::DeleteAll(claims) => writer.delete_all(claims)?,
        Write::NewFile {
            file,
            article,
            claims,
        } => writer.new_file(file, article, claims)?,
        Write::Redraft {
            file,
            drafts,
            claims,
        } => writer.redraft(file, drafts, claims)?,
    }
    let mut written = writer.written;
    written.undo.summary.clone_from(&written.summary);
    Ok(written)
}

struct Writer<'a> {
    root: &'a Root,
    limits: &'a Limits,
    go_on: &'a dyn Fn(usize, usize) -> bool,
    written: Written,
}

impl Writer<'_> {
    fn edits(&mut self, batches: &[Batch]) -> Result<(), SaveError> {
        let mut first_error = None;
        for (nth, batch) in batches.iter().enumerate() {
            if !(self.go_on)(nth, batches.len()) {
                let left = batches[nth..].iter().flat_map(Batch::names).map(stopped);
                self.written.refused.extend(left);
                break;
            }
            let mut outcome = None;
            let rewritten = self.rewrite(batch.file, |bytes| {
                let edited = edit_claims(batch, bytes, self.limits);
                let new = edited.bytes.clone();
                outcome = Some(edited);
                Ok(new)
            });
            match rewritten {
                Ok(file) => {
                    let Some(edited) = outcome else { continue };
                    self.written.done += edited.done;
                    self.written.refused.extend(edited.refused);
                    self.keep(batch.file, file, batch.ids());
                }
                Err(error) => {
                    let why = error.to_string();
                    let names = batch.names().into_iter().map(|name| (name, why.clone()));
                    self.written.refused.extend(names);
                    first_error.get_or_insert(error);
                }
            }
        }
        match first_error {
            Some(error) if self.written.files.is_empty() => Err(error),
            _ => Ok(()),
        }
    }

    fn one(
        &mut self,
        file: &str,
        claim: &str,
        edit: &FileEdit,
        what: &str,
    ) -> Result<(), SaveError> {
        let name = format!("{}/{claim}", file_stem(file));
        let rewritten = self.rewrite(file, |bytes| {
            yaml::edit(file, bytes, edit, self.limits)
                .map_err(|why| SaveError::refused(name.as_str(), why.to_string()))
        })?;
        self.keep(file, rewritten, vec![claim]);
        self.written.done = 1;
        self.written.summary = format!("{what} {claim}");
        Ok(())
    }

    fn delete_all(&mut self, claims: &[(String, String)]) -> Result<(), SaveError> {
        let mut files: Vec<&str> = claims.iter().map(|(file, _)| file.as_str()).collect();
        let mut seen = HashSet::new();
        files.retain(|file| seen.insert(*file));
        let mut first_error = None;
        for (nth, file) in files.iter().copied().enumerate() {
            if !(self.go_on)(nth, files.len()) {
                let left = left(claims, &files[nth..]);
                self.written.refused.extend(left);
                break;
            }
            let of_it = claims.iter().filter(|(of, _)| of == file);
            let ids: Vec<&str> = of_it.map(|(_, id)| id.as_str()).collect();
            let name = |id: &str| format!("{}/{id}", file_stem(file));
            let mut refused = Vec::new();
            let limits = self.limits;
            let rewritten = self.rewrite(file, |bytes| {
                let (left, not) = delete_claims(file, bytes, &ids, limits);
                refused = not;
                Ok(left)
            });
            match rewritten {
                Ok(done) => {
                    let gone = |id: &&str| !refused.iter().any(|(not, _)| not == id);
                    let gone: Vec<&str> = ids.iter().copied().filter(gone).collect();
                    self.written.done += gone.len();
                    let refused = refused.into_iter().map(|(id, why)| (name(&id), why));
                    self.written.refused.extend(refused);
                    self.keep(file, done, gone);
                }
                Err(error) => {
                    let why = error.to_string();
                    let names = ids.iter().map(|id| (name(id), why.clone()));
                    self.written.refused.extend(names);
                    first_error.get_or_insert(error);
                }
            }
        }
        self.written.summary = format!("deletion of {} claims", self.written.done);
        match first_error {
            Some(error) if self.written.files.is_empty() => Err(error),
            _ => Ok(()),
        }
    }

    fn redraft(&mut self, file: &str, drafts: &[Claim], claims: &[Claim]) -> Result<(), SaveError> {
        let limits = self.limits;
        let rewritten = self.rewrite(file, |bytes| {
            redraft::redraft((file, bytes), drafts, claims, limits)
        })?;
        let ids = drafts.iter().chain(claims).map(|claim| claim.id.as_str());
        let mut ids: Vec<&str> = ids.collect();
        ids.dedup();
        self.keep(file, rewritten, ids);
        self.written.done = drafts.len();
        self.written.summary = redraft::summary(drafts, claims);
        Ok(())
    }

    fn new_file(
        &mut self,
        file: &str,
        article: &Article,
        claims: &[Claim],
    ) -> Result<(), SaveError> {
        let path = target::fresh(self.root, file)?;
        let text = yaml::new_file(article, claims);
        self.check_new(file, &text, article, claims)?;
        match save::create(&path, text.as_bytes())? {
            Saved::Done(warning) => {
                let undo = FileUndo::between(file, None, Some(&text));
                let ids = claims.iter().map(|claim| claim.id.as_str()).collect();
                self.keep(file, Some((undo, warning)), ids);
            }
            Saved::Changed => {
                return Err(SaveError::refused(file, "it is there already"));
            }
        }
        self.written.done = claims.len();
        self.written.summary = match claims {
            [one] => format!("new file {file} with {}", one.id),
            _ => format!("new file {file}"),
        };
        Ok(())
    }

    /// Refuses a new file that would not be read as what it was made of.
    fn check_new(
        &self,
        file: &str,
        text: &str,
        article: &Article,
        claims: &[Claim],
    ) -> Result<(), SaveError> {
        let read = yaml::read_claims(file, text.as_bytes(), self.limits);
        let mut errors = read.problems.iter();
        if let Some(problem) = errors.find(|p| p.severity == Severity::Error) {
            return Err(SaveError::refused(file, problem.message.clone()));
        }
        let same = read.article == *article && read.claims.iter().map(|c| &c.claim).eq(claims);
        if same {
            return Ok(());
        }
        let why = "it would not be read as what was to be written";
        Err(SaveError::refused(file, why))
    }

    /// Puts the bytes that `edit` makes of the file's bytes in their place. Tells what to do to take
    /// it back, or nothing when no byte changed.
    fn rewrite(
        &self,
        file: &str,
        mut edit: impl FnMut(&[u8]) -> Result<Vec<u8>, SaveError>,
    ) -> Result<Option<(FileUndo, Option<String>)>, SaveError> {
        let real = target::existing(self.root, file)?;
        for _ in 0..TRIES {
            let old = target::read(&real, self.limits)?;
            let new = edit(&old)?;
            if new == old {
                return Ok(None);
            }
            if let Saved::Done(warning) = save::replace(&real, &old, &new)? {
                let text = |bytes| std::str::from_utf8(bytes).ok();
                let undo = FileUndo::between(file, text(&old), text(&new));
                return Ok(Some((undo, warning)));
            }
        }
        let why = "another program keeps changing it; nothing was changed, try again";
        Err(SaveError::refused(file, why))
    }

    fn keep(&mut self, file: &str, done: Option<(FileUndo, Option<String>)>, claims: Vec<&str>) {
        let Some((mut undo, warning)) = done else {
            return;
        };
        undo.claims = claims.into_iter().map(str::to_owned).collect();
        self.written.files.push(file.to_owned());
        self.written.undo.files.push(undo);
        let warning = warning.map(|warning| format!("{}: {warning}", crate::text::clean(file)));
        self.written.warnings.extend(warning);
    }
}

#[cfg(test)]
mod tests;
