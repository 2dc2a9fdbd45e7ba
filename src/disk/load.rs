//! Claim files into a store: all of them on all cores, or again those that changed since they were
//! read or kept.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::store::{Block, FilePart, Store};
use crate::yaml::Limits;

use super::cache::{Base, Cache, Kept, Look, Stamp};
use super::cores;
use super::error::{DiskError, PathError};
use super::lock::FolderLock;
use super::names;
use super::reading::{folder, read_all, read_only};
use super::root::Root;
use super::save::read_bounded;
use super::scan::{FoundFile, Scan, scan};
use super::walked::Walked;

/// A claims folder that was read, with what tells whether its files change.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The claims.
    pub store: Arc<Store>,
    stamps: Arc<Vec<Stamp>>,
    walked: Arc<Walked>,
    base: Base,
    /// It differs from what the cache has.
    unkept: bool,
    /// So many files were not read, or not read again, because the reading was stopped.
    pub unread: usize,
}

/// More files than this are worth threads of their own.
const FEW: usize = 64;
/// Blocks of fewer claims are joined, to at most so many.
const SMALL: usize = 8_192;
const JOINED: usize = 65_536;

impl Library {
    /// Takes what the cache has, unseen whether it still holds: for a first look, to be followed by
    /// [`Library::refreshed`]. Nothing when there is no cache that can be used.
    #[must_use]
    pub fn kept(root: &Root, limits: &Limits, cache: &Cache) -> Option<Self> {
        cores::start().ok()?;
        let Kept {
            files,
            stamps,
            walked,
            base,
        } = cache.read()?;
        let folder = folder(root, limits);
        Some(Self {
            store: Arc::new(Store::assemble(files, folder)),
            stamps,
            walked,
            base,
            unkept: false,
            unread: 0,
        })
    }

    /// Reads what changed since this was read, and what is under `hinted` whether or not it looks
    /// changed; the rest is shared. `hinted` are absolute paths of files or folders.
    ///
    /// `go_on` is called after each file, from any thread, with the number of files read so far and of
    /// all that must be, and may say to stop: what is left stays as it was, or is missing, until all is
    /// asked for again, which is when nothing is hinted. See [`Library::unread`].
    ///
    /// # Errors
    /// The folder itself can not be read, or the system gives no threads.
    pub fn refreshed(
        &self,
        root: &Root,
        limits: &Limits,
        hinted: &[PathBuf],
        go_on: &(dyn Fn(usize, usize) -> bool + Sync),
    ) -> Result<Self, DiskError> {
        self.refreshed_at(SystemTime::now(), root, limits, hinted, go_on)
    }

    /// [`Library::refreshed`] at a moment that is not after the present one: files that were written
    /// shortly before it are not trusted.
    pub(super) fn refreshed_at(
        &self,
        now: SystemTime,
        root: &Root,
        limits: &Limits,
        hinted: &[PathBuf],
        go_on: &(dyn Fn(usize, usize) -> bool + Sync),
    ) -> Result<Self, DiskError> {
        cores::start()?;
        let mut folder = folder(root, limits);
        if hinted.is_empty() && folder == *self.store.folder() && self.knows(root) {
            return Ok(self.clone());
        }
        let (mut scan, walked) = look(root, now)?;
        folder.problems.append(&mut scan.problems);
        sweep(root, &scan.temps);
        let parts = self.store.parts();
        let old: HashMap<&str, (&FilePart, &Stamp)> = parts
            .iter()
            .zip(&*self.stamps)
            .map(|(part, stamp)| (part.block.path(part.at), (part, stamp)))
            .collect();
        let is_hinted = |file: &FoundFile| is_hinted(root, hinted, file);
        let checked: Vec<Option<(FilePart, Stamp)>> = scan
            .files
            .par_iter()
            .map(|file| {
                let (part, stamp) = old.get(file.path.as_str())?;
                if is_hinted(file) {
                    return None;
                }
                unchanged(file, part, stamp, limits, now)
            })
            .collect();
        let pairs = || scan.files.iter().zip(&checked);
        let wanted = |file: &FoundFile| self.unread == 0 || hinted.is_empty() || is_hinted(file);
        let stale: Vec<&FoundFile> = pairs()
            .filter_map(|(file, known)| (known.is_none() && wanted(file)).then_some(file))
            .collect();
        let mut same = stale.is_empty() && scan.files.len() == old.len();
        same &= pairs().all(|(file, known)| {
            let before = old.get(file.path.as_str());
            known.as_ref().map(|(_, stamp)| stamp) == before.map(|(_, stamp)| *stamp)
        });
        let unchanged: Vec<String> = pairs()
            .filter_map(|(file, known)| known.as_ref().map(|_| file.path.clone()))
            .collect();
        let mut renewed = read_stale(&stale, limits, now, go_on).into_iter();
        let mut unread = 0;
        let all = scan.files.iter().zip(checked).map(|(file, known)| {
            let read = || wanted(file).then(|| renewed.next()).flatten().flatten();
            known.or_else(read).or_else(|| {
                unread += 1;
                let (part, stamp) = old.get(file.path.as_str())?;
                Some(((*part).clone(), **stamp))
            })
        });
        let (files, stamps): (_, Vec<Stamp>) = all.flatten().unzip();
        let mut kept = Kept {
            files,
            stamps: Arc::new(stamps),
            walked: Arc::new(walked),
            base: self.base.clone(),
        };
        if !same && kept.is_loose() {
            kept.files = joined(&kept.files);
            kept.base = Base::default();
        }
        let as_before = same && folder == *self.store.folder() && {
            let read_only = kept.files.iter().map(|file| &file.read_only);
            read_only.eq(parts.iter().map(|file| &file.read_only))
        };
        Ok(Self {
            store: if as_before {
                Arc::clone(&self.store)
            } else {
                let unchanged: HashSet<&str> = unchanged.iter().map(String::as_str).collect();
                let store = Store::assemble(kept.files, folder);
                store.take_over(&self.store, |path| unchanged.contains(path));
                Arc::new(store)
            },
            unkept: self.unkept || !same || kept.walked != self.walked,
            stamps: kept.stamps,
            walked: kept.walked,
            base: kept.base,
            unread,
        })
    }

    /// Tells without reading anything that these are the files there are, as they are.
    pub(super) fn knows(&self, root: &Root) -> bool {
        self.unread == 0 && self.walked.holds(&root.dir, &self.store, &self.stamps)
    }

    /// Writes what the cache does not have yet; nothing of a reading that was stopped.
    ///
    /// # Errors
    /// What the system says; the program goes on without a cache.
    pub fn keep(&mut self, cache: &Cache) -> Result<(), PathError> {
        if !self.unkept || self.unread > 0 {
            return Ok(());
        }
        let kept = Kept {
            files: self.store.parts(),
            stamps: Arc::clone(&self.stamps),
            walked: Arc::clone(&self.walked),
            base: self.base.clone(),
        };
        self.base = cache.write(&kept)?;
        self.unkept = false;
        Ok(())
    }
}

/// [`load`] or [`rebuild`].
pub type Load = fn(
    &Root,
    &Limits,
    Option<&Cache>,
    &(dyn Fn(usize, usize) + Sync),
) -> Result<(Library, Option<PathError>), DiskError>;

/// Reads a claims folder, from the cache what did not change since, and renews the cache. What is
/// wrong with a file is among the store's problems; the others load. What the cache has is read when it
/// is needed: see [`Store::is_damaged`].
///
/// Returns the claims, and why the cache could not be written.
///
/// # Errors
/// The folder itself can not be read, or the system gives no threads.
pub fn load(
    root: &Root,
    limits: &Limits,
    cache: Option<&Cache>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Library, Option<PathError>), DiskError> {
    let kept = cache.and_then(|cache| Library::kept(root, limits, cache));
    let (library, failed) = renew(&kept.unwrap_or_default(), root, limits, cache, progress)?;
    if library.store.is_damaged() {
        return rebuild(root, limits, cache, progress);
    }
    Ok((library, failed))
}

/// Reads a claims folder as [`load`] does, from its files alone, and makes the cache anew: for who has
/// met something in the cache that is not as it was written.
///
/// # Errors
/// As those of [`load`].
pub fn rebuild(
    root: &Root,
    limits: &Limits,
    cache: Option<&Cache>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Library, Option<PathError>), DiskError> {
    renew(&Library::default(), root, limits, cache, progress)
}

/// Reads what changed since a library was read or kept, and renews the cache. With nothing changed the
/// store is the very same.
///
/// Returns the claims, and why the cache could not be written.
///
/// # Errors
/// As those of [`load`].
pub fn renew(
    known: &Library,
    root: &Root,
    limits: &Limits,
    cache: Option<&Cache>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Library, Option<PathError>), DiskError> {
    let go_on = |done: usize, total: usize| {
        progress(done, total);
        true
    };
    let mut library = known.refreshed(root, limits, &[], &go_on)?;
    let failed = cache.and_then(|cache| library.keep(cache).err());
    Ok((library, failed))
}

/// Tells that a file is named, or stands in a folder that is.
fn is_hinted(root: &Root, hinted: &[PathBuf], file: &FoundFile) -> bool {
    let path = root.dir.join(&file.path);
    let mut hinted = hinted.iter();
    hinted.any(|p| path.starts_with(p) || file.real == *p)
}

/// Reads files, many of them on threads of their own.
fn read_stale(
    stale: &[&FoundFile],
    limits: &Limits,
    now: SystemTime,
    go_on: &(dyn Fn(usize, usize) -> bool + Sync),
) -> Vec<Option<(FilePart, Stamp)>> {
    let read = || read_all(stale, limits, now, go_on);
    if stale.len() > FEW {
        cores::on_all(read)
    } else {
        read()
    }
}

/// Returns a file that has the content it was read with.
fn unchanged(
    file: &FoundFile,
    part: &FilePart,
    stamp: &Stamp,
    limits: &Limits,
    now: SystemTime,
) -> Option<(FilePart, Stamp)> {
    let meta = std::fs::metadata(&file.real).ok()?;
    let look = Look::of(&meta);
    let mut stamp = *stamp;
    if !stamp.is_of(&look) {
        if !stamp.may_be_of(&look) {
            return None;
        }
        let bytes = read_bounded(&file.real, limits.bytes as u64).ok()?;
        if !stamp.has(&bytes) {
            return None;
        }
        stamp = Stamp::new(look, &bytes, now);
    }
    let problems = match &part.problems {
        Some(problems) => Arc::clone(problems),
        None => Arc::new(part.block.problems(part.at)),
    };
    let mut part = part.clone();
    part.read_only = read_only(file, &problems, Some(&meta));
    part.problems = Some(problems);
    Some((part, stamp))
}

/// Joins small blocks, and leaves out what was replaced; blocks that are whole and large stay.
fn joined(files: &[FilePart]) -> Vec<FilePart> {
    let mut groups: Vec<(bool, usize, Vec<FilePart>)> = Vec::new();
    for run in files.chunk_by(|a, b| Arc::ptr_eq(&a.block, &b.block)) {
        let rows: usize = run.iter().map(|file| file.block.rows(file.at).len()).sum();
        let block = run.first().map(|file| &file.block);
        let whole = block.is_some_and(|block| block.files() == run.len() && rows >= SMALL);
        match groups.last_mut() {
            Some((false, held, group)) if !whole && *held + rows <= JOINED => {
                *held += rows;
                group.extend_from_slice(run);
            }
            _ => groups.push((whole, rows, run.to_vec())),
        }
    }
    let join = |(whole, _, mut group): (bool, usize, Vec<FilePart>)| {
        if !whole {
            let files = group.iter().map(|file| (&*file.block, file.at));
            let block = Arc::new(Block::gather(files));
            for (at, file) in group.iter_mut().enumerate() {
                file.block = Arc::clone(&block);
                file.at = at;
            }
        }
        group
    };
    let joined: Vec<Vec<FilePart>> = groups.into_par_iter().map(join).collect();
    joined.into_iter().flatten().collect()
}

/// Finds the files, and what tells that there are no others.
fn look(root: &Root, now: SystemTime) -> Result<(Scan, Walked), PathError> {
    let mut scan = scan(&root.dir, now)?;
    let walked = Walked::of(&mut scan);
    if let Some(only) = &root.only {
        scan.files.retain(|file| file.path == *only);
        scan.problems.retain(|problem| problem.file == *only);
    }
    Ok((scan, walked))
}

/// Removes what killed saves left behind. Saves write under the lock of the folder: what is there
/// while we hold it belongs to nobody who lives.
fn sweep(root: &Root, temps: &[PathBuf]) {
    if temps.is_empty() {
        return;
    }
    let Ok(Some(_lock)) = FolderLock::try_take(&root.dir) else {
        return;
    };
    for temp in temps.iter().filter(|temp| names::is_save_temp(temp)) {
        // A folder we may read and not write keeps them, and nobody minds: they are never loaded.
        let _ = std::fs::remove_file(temp);
    }
}

#[cfg(test)]
mod tests;
