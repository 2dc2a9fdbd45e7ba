//! Claim files into a store: all of them on all cores, or again those that changed since they were
//! read or kept.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::model::{Article, Diagnostic, Severity};
use crate::store::{Block, FilePart, Folder, LoadedFile, Store};
use crate::yaml::{self, Limits};

use super::cache::{Base, Cache, Kept, Look, Stamp};
use super::error::{DiskError, PathError};
use super::folder::folder_settings;
use super::lock::FolderLock;
use super::names::{self, SPEAKERS_FILE};
use super::root::Root;
use super::save::read_bounded;
use super::scan::{FoundFile, Scan, scan};

/// A claims folder that was read, with what tells whether its files change.
#[derive(Debug, Default)]
pub struct Library {
    /// The claims.
    pub store: Arc<Store>,
    stamps: Vec<Stamp>,
    base: Base,
    /// It differs from what the cache has.
    unkept: bool,
}

/// So many files at most are read into one block.
const AT_ONCE: usize = 512;
/// Blocks of fewer claims are joined, to at most so many.
const SMALL: usize = 8_192;
const JOINED: usize = 65_536;

impl Library {
    /// Takes what the cache has, unseen whether it still holds: for a first look, to be followed by
    /// [`Library::refreshed`]. Nothing when there is no cache that can be used.
    #[must_use]
    pub fn kept(root: &Root, limits: &Limits, cache: &Cache) -> Option<Self> {
        super::cores::start().ok()?;
        let Kept {
            files,
            stamps,
            base,
        } = cache.read()?;
        let folder = folder(root, limits);
        Some(Self {
            store: Arc::new(Store::assemble(files, folder)),
            stamps,
            base,
            unkept: false,
        })
    }

    /// Reads what changed since this was read, and what is under `hinted` whether or not it looks
    /// changed; the rest is shared. `hinted` are absolute paths of files or folders.
    ///
    /// `progress` is called after each file, from any thread, with the number of files read so far
    /// and of all that must be.
    ///
    /// # Errors
    /// The folder itself can not be read, or the system gives no threads.
    pub fn refreshed(
        &self,
        root: &Root,
        limits: &Limits,
        hinted: &[PathBuf],
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Self, DiskError> {
        super::cores::start()?;
        let mut scan = look(root)?;
        let mut folder = folder(root, limits);
        folder.problems.append(&mut scan.problems);
        sweep(root, &scan.temps);
        let parts = self.store.parts();
        let old: HashMap<&str, (&FilePart, &Stamp)> = parts
            .iter()
            .zip(&self.stamps)
            .map(|(part, stamp)| (part.block.path(part.at), (part, stamp)))
            .collect();
        let checked: Vec<Option<(FilePart, Stamp)>> = scan
            .files
            .par_iter()
            .map(|file| {
                let (part, stamp) = old.get(file.path.as_str())?;
                let path = root.dir.join(&file.path);
                let is_hinted = |p: &PathBuf| path.starts_with(p) || file.real == *p;
                if hinted.iter().any(is_hinted) {
                    return None;
                }
                unchanged(file, part, stamp, limits)
            })
            .collect();
        let pairs = || scan.files.iter().zip(&checked);
        let stale: Vec<&FoundFile> = pairs()
            .filter_map(|(file, known)| known.is_none().then_some(file))
            .collect();
        let mut same = stale.is_empty() && scan.files.len() == old.len();
        same &= pairs().all(|(file, known)| {
            let before = old.get(file.path.as_str());
            known.as_ref().map(|(_, stamp)| stamp) == before.map(|(_, stamp)| *stamp)
        });
        let unchanged: Vec<String> = pairs()
            .filter_map(|(file, known)| known.as_ref().map(|_| file.path.clone()))
            .collect();
        let mut renewed = read_all(&stale, limits, progress).into_iter();
        let all = checked
            .into_iter()
            .map(|known| known.or_else(|| renewed.next()));
        let (files, stamps) = all.flatten().unzip();
        let mut kept = Kept {
            files,
            stamps,
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
            stamps: kept.stamps,
            base: kept.base,
            unkept: self.unkept || !same,
        })
    }

    /// Writes what the cache does not have yet.
    ///
    /// # Errors
    /// What the system says; the program goes on without a cache.
    pub fn keep(&mut self, cache: &Cache) -> Result<(), PathError> {
        if !self.unkept {
            return Ok(());
        }
        let kept = Kept {
            files: self.store.parts(),
            stamps: self.stamps.clone(),
            base: self.base.clone(),
        };
        self.base = cache.write(&kept)?;
        self.unkept = false;
        Ok(())
    }
}

/// Reads a claims folder, from the cache what did not change since, and renews the cache. What is
/// wrong with a file is among the store's problems; the others load.
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
    let mut library = kept
        .unwrap_or_default()
        .refreshed(root, limits, &[], progress)?;
    let failed = cache.and_then(|cache| library.keep(cache).err());
    Ok((library, failed))
}

/// Returns a file that has the content it was read with.
fn unchanged(
    file: &FoundFile,
    part: &FilePart,
    stamp: &Stamp,
    limits: &Limits,
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
        stamp = Stamp::new(look, &bytes, SystemTime::now());
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

/// Reads files into blocks, on all cores.
fn read_all(
    files: &[&FoundFile],
    limits: &Limits,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<(FilePart, Stamp)> {
    let (done, total) = (AtomicUsize::new(0), files.len());
    let share = total.div_ceil(4 * rayon::current_num_threads());
    let read = |files: &[&FoundFile]| -> Vec<(FilePart, Stamp)> {
        let one = |file: &&FoundFile| {
            let loaded = load_file(file, limits);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            loaded
        };
        let (loaded, stamps): (Vec<LoadedFile>, Vec<Stamp>) = files.iter().map(one).unzip();
        let block = Arc::new(Block::of(&loaded));
        let part = |(at, file): (usize, LoadedFile)| FilePart {
            block: Arc::clone(&block),
            at,
            problems: Some(Arc::new(file.problems)),
            read_only: file.read_only,
        };
        let parts = loaded.into_iter().enumerate().map(part);
        parts.zip(stamps).collect()
    };
    let chunks = files.par_chunks(share.clamp(1, AT_ONCE)).map(read);
    chunks.collect::<Vec<_>>().into_iter().flatten().collect()
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

/// Finds the files.
fn look(root: &Root) -> Result<Scan, PathError> {
    let mut scan = scan(&root.dir)?;
    if let Some(only) = &root.only {
        scan.files.retain(|file| file.path == *only);
        scan.problems.retain(|problem| problem.file == *only);
    }
    Ok(scan)
}

/// Reads what belongs to the whole folder.
fn folder(root: &Root, limits: &Limits) -> Folder {
    let settings = folder_settings(&root.dir);
    let mut folder = Folder {
        scale: settings.scale,
        problems: settings.problems,
        ..Folder::default()
    };
    read_speakers(&root.dir, limits, &mut folder);
    folder
}

fn read_speakers(root: &Path, limits: &Limits, folder: &mut Folder) {
    let path = root.join(SPEAKERS_FILE);
    let bytes = super::places::ordinary_or_absent(&path)
        .and_then(|()| read_bounded(&path, limits.bytes as u64));
    match bytes {
        Ok(bytes) => {
            let (speakers, problems) = yaml::read_speakers(SPEAKERS_FILE, &bytes, limits);
            folder.speakers = speakers;
            folder.problems.extend(problems);
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => folder.problems.push(unreadable(SPEAKERS_FILE, &error)),
    }
}

fn load_file(file: &FoundFile, limits: &Limits) -> (LoadedFile, Stamp) {
    // Looked at before it is read: a write in between makes it look changed the next time.
    let meta = std::fs::metadata(&file.real).ok();
    let bytes = match read_bounded(&file.real, limits.bytes as u64) {
        Ok(bytes) => bytes,
        Err(error) => {
            let loaded = LoadedFile {
                path: file.path.clone(),
                article: Article::default(),
                problems: vec![unreadable(&file.path, &error)],
                read_only: Some(format!("it could not be read: {error}")),
                ..LoadedFile::default()
            };
            return (loaded, Stamp::default());
        }
    };
    let look = meta.as_ref().map(Look::of);
    let stamp = look.map(|look| Stamp::new(look, &bytes, SystemTime::now()));
    let read = yaml::read_claims(&file.path, &bytes, limits);
    let loaded = LoadedFile {
        read_only: read_only(file, &read.problems, meta.as_ref()),
        path: file.path.clone(),
        article: read.article,
        claims: read.claims.into_iter().map(|c| (c.claim, c.line)).collect(),
        problems: read.problems,
    };
    (loaded, stamp.unwrap_or_default())
}

fn read_only(
    file: &FoundFile,
    problems: &[Diagnostic],
    meta: Option<&std::fs::Metadata>,
) -> Option<String> {
    let own = file.read_only.clone();
    own.or_else(|| protected(meta, problems))
}

/// Returns why a file of the folder must not be written, whatever the edit.
fn protected(meta: Option<&std::fs::Metadata>, problems: &[Diagnostic]) -> Option<String> {
    if problems.iter().any(|p| p.code == "conflict-markers") {
        return Some("it has conflict markers: resolve the merge first".to_owned());
    }
    let forbidden = meta?.permissions().readonly();
    forbidden.then(|| "its mode forbids writing".to_owned())
}

fn unreadable(file: &str, error: &std::io::Error) -> Diagnostic {
    let code = match error.kind() {
        std::io::ErrorKind::FileTooLarge => "too-large",
        _ => "unreadable",
    };
    let message = format!("cannot read it: {error}");
    let raise = "split it into several records, or raise `max_file_mb` in your config";
    Diagnostic {
        hint: (code == "too-large").then(|| raise.to_owned()),
        ..Diagnostic::of_file(code, Severity::Error, file, message)
    }
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
mod tests {
    use std::collections::HashSet;
    use std::fs;

    use super::*;

    const CLAIM: &str = "article: {title: T}\nclaims:\n  - {id: ID, quote: words}\n";

    fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Root) {
        let temp = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let path = temp.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = Root {
            dir: fs::canonicalize(temp.path()).unwrap(),
            only: None,
            how: "test",
        };
        (temp, root)
    }

    fn ids(store: &Store) -> Vec<&str> {
        store.claims().map(|claim| claim.id()).collect()
    }

    fn claim(id: &str) -> String {
        CLAIM.replace("ID", id)
    }

    fn all(root: &Root) -> Arc<Store> {
        library(root).store
    }

    fn library(root: &Root) -> Library {
        load(root, &Limits::default(), None, &|_, _| {}).unwrap().0
    }

    #[test]
    fn good_files_load_and_each_bad_one_is_a_problem() {
        let sides =
            "  - id: x\n<<<<<<< ours\n    kind: fact\n=======\n    kind: figure\n>>>>>>> theirs\n";
        let conflict = claim("c") + sides;
        let (_temp, root) = folder(&[
            ("a.yaml", &claim("a")),
            ("bad.yaml", "claims: [\n"),
            ("big.yaml", &"#".repeat(2000)),
            ("conflict.yaml", &conflict),
            ("empty.yaml", ""),
            ("sub/b.yml", &claim("b")),
            ("speakers.yaml", "speakers:\n  Ann: {aliases: [A.]}\n"),
            ("onrecord.toml", "editor = \"x\"\n"),
        ]);
        let limits = Limits {
            bytes: 1000,
            ..Limits::default()
        };
        let most = AtomicUsize::new(0);
        let (library, _) = load(&root, &limits, None, &|done, total| {
            assert!(done <= total && total == 6);
            most.fetch_max(done, Ordering::Relaxed);
        })
        .unwrap();
        let store = library.store;
        assert_eq!(most.load(Ordering::Relaxed), 6);
        assert_eq!(ids(&store), ["a", "c", "b"]);
        let read_only = |path: &str| store.file(path).unwrap().read_only();
        assert!(
            read_only("conflict.yaml")
                .unwrap()
                .contains("conflict markers")
        );
        assert_eq!(read_only("a.yaml"), None);
        let problems: HashSet<&str> = store.read_problems().map(|p| p.file.as_str()).collect();
        for file in ["bad.yaml", "big.yaml", "conflict.yaml", "onrecord.toml"] {
            assert!(problems.contains(file), "{file}: {problems:?}");
        }
        assert_eq!(store.folder().speakers[0].name, "Ann");
    }

    #[test]
    fn one_file_loads_alone() {
        let (_temp, mut root) = folder(&[("a.yaml", &claim("a")), ("b.yaml", &claim("b"))]);
        root.only = Some("b.yaml".to_owned());
        assert_eq!(ids(&all(&root)), ["b"]);
    }

    #[test]
    fn only_what_changed_is_read_again() {
        let (_temp, root) = folder(&[
            ("a.yaml", &claim("a")),
            ("b.yaml", &claim("b")),
            ("d/c.yaml", &claim("c")),
        ]);
        let old = library(&root);
        let write = |name: &str, id: &str| fs::write(root.dir.join(name), claim(id)).unwrap();
        write("a.yaml", "a2");
        write("b.yaml", "b2");
        write("d/c.yaml", "c2");
        write("new.yaml", "n");
        let again = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|p| root.dir.join(p)).collect();
            let again = old.refreshed(&root, &Limits::default(), &paths, &|_, _| {});
            again.unwrap().store
        };
        // What is named is read again, and what looks changed without being named too.
        assert_eq!(ids(&again(&["a.yaml"])), ["a2", "b2", "c2", "n"]);
        fs::remove_file(root.dir.join("b.yaml")).unwrap();
        assert_eq!(ids(&again(&[])), ["a2", "c2", "n"]);
    }

    #[test]
    fn a_folder_that_went_away_is_an_error_and_no_empty_store() {
        let (temp, root) = folder(&[("a.yaml", &claim("a"))]);
        let old = library(&root);
        drop(temp);
        let again = old.refreshed(&root, &Limits::default(), &[], &|_, _| {});
        assert!(again.is_err());
    }

    #[test]
    fn what_a_killed_save_left_is_cleaned_unless_a_save_is_going_on() {
        let (_temp, root) = folder(&[("a.yaml", &claim("a"))]);
        let temp = root.dir.join(".onrecord-save-x1.tmp");
        fs::write(&temp, "half").unwrap();
        let lock = FolderLock::take(&root.dir).unwrap();
        assert_eq!(ids(&all(&root)), ["a"]);
        assert!(temp.exists(), "its owner lives");
        drop(lock);
        all(&root);
        assert!(!temp.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_loads_and_is_read_only() {
        let (_other, outside) = folder(&[("o.yaml", &claim("o"))]);
        let (_temp, root) = folder(&[]);
        let link = root.dir.join("o.yaml");
        std::os::unix::fs::symlink(outside.dir.join("o.yaml"), link).unwrap();
        let store = all(&root);
        assert_eq!(ids(&store), ["o"]);
        let why = store.file("o.yaml").unwrap().read_only().unwrap();
        assert!(
            why.starts_with("it is a link out of the claims folder"),
            "{why}"
        );
    }
}
