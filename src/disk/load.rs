//! Claim files into a store: all of them on all cores, or again those that changed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::model::{Article, Diagnostic, Severity};
use crate::store::{FileChange, Folder, LoadedFile, Store};
use crate::yaml::{self, Limits};

use super::error::{DiskError, PathError};
use super::folder::folder_settings;
use super::lock::FolderLock;
use super::names::{self, SPEAKERS_FILE};
use super::root::Root;
use super::save::read_bounded;
use super::scan::{FoundFile, Scan, scan};

/// Reads a claims folder. What is wrong with a file is among the store's problems; the others load.
///
/// `progress` is called after each file, from any thread, with the number of files read so far and
/// of all.
///
/// # Errors
/// The folder itself can not be read, or the system gives no threads.
pub fn load(
    root: &Root,
    limits: &Limits,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Store, DiskError> {
    super::cores::start()?;
    let (scan, folder) = look(root, limits)?;
    sweep(root, &scan.temps);
    let total = scan.files.len();
    let done = AtomicUsize::new(0);
    let files = scan
        .files
        .par_iter()
        .map(|file| {
            let loaded = load_file(file, limits);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            loaded
        })
        .collect();
    Ok(Store::build(files, folder))
}

/// Reads again what changed, and returns a store that shares the rest with the old one.
///
/// `paths` are absolute: of files, or of folders whose files are all read again. New and vanished
/// files are found by themselves.
///
/// # Errors
/// The folder itself can not be read.
pub fn reload(
    root: &Root,
    old: &Store,
    paths: &[PathBuf],
    limits: &Limits,
) -> Result<Store, DiskError> {
    let (scan, folder) = look(root, limits)?;
    let is_stale = |file: &&FoundFile| {
        old.file(&file.path).is_none() || {
            let path = root.dir.join(&file.path);
            paths.iter().any(|p| path.starts_with(p) || file.real == *p)
        }
    };
    let stale: Vec<&FoundFile> = scan.files.iter().filter(is_stale).collect();
    let mut changes: Vec<FileChange> = stale
        .par_iter()
        .map(|file| FileChange::Put(load_file(file, limits)))
        .collect();
    let present: HashSet<&str> = scan.files.iter().map(|file| file.path.as_str()).collect();
    let gone = old.files().map(|file| file.path());
    let gone = gone.filter(|path| !present.contains(path));
    changes.extend(gone.map(|path| FileChange::Gone(path.to_owned())));
    Ok(old.with(changes, folder))
}

/// Finds the files, and reads what belongs to the whole folder.
fn look(root: &Root, limits: &Limits) -> Result<(Scan, Folder), PathError> {
    let mut scan = scan(&root.dir)?;
    if let Some(only) = &root.only {
        scan.files.retain(|file| file.path == *only);
        scan.problems.retain(|problem| problem.file == *only);
    }
    let settings = folder_settings(&root.dir);
    let mut folder = Folder {
        scale: settings.scale,
        problems: settings.problems,
        ..Folder::default()
    };
    folder.problems.append(&mut scan.problems);
    read_speakers(&root.dir, limits, &mut folder);
    Ok((scan, folder))
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

fn load_file(file: &FoundFile, limits: &Limits) -> LoadedFile {
    let bytes = match read_bounded(&file.real, limits.bytes as u64) {
        Ok(bytes) => bytes,
        Err(error) => {
            return LoadedFile {
                path: file.path.clone(),
                article: Article::default(),
                problems: vec![unreadable(&file.path, &error)],
                read_only: Some(format!("it could not be read: {error}")),
                ..LoadedFile::default()
            };
        }
    };
    let read = yaml::read_claims(&file.path, &bytes, limits);
    let read_only = file.read_only.clone();
    LoadedFile {
        read_only: read_only.or_else(|| protected(&file.real, &read.problems)),
        path: file.path.clone(),
        article: read.article,
        claims: read.claims.into_iter().map(|c| (c.claim, c.line)).collect(),
        problems: read.problems,
    }
}

/// Returns why a file of the folder must not be written, whatever the edit.
pub(super) fn protected(real: &Path, problems: &[Diagnostic]) -> Option<String> {
    if problems.iter().any(|p| p.code == "conflict-markers") {
        return Some("it has conflict markers: resolve the merge first".to_owned());
    }
    let meta = std::fs::metadata(real).ok()?;
    (meta.permissions().readonly()).then(|| "its mode forbids writing".to_owned())
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
    use super::*;
    use std::fs;

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

    fn all(root: &Root) -> Store {
        load(root, &Limits::default(), &|_, _| {}).unwrap()
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
        let store = load(&root, &limits, &|done, total| {
            assert!(done <= total && total == 6);
            most.fetch_max(done, Ordering::Relaxed);
        })
        .unwrap();
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
        let old = all(&root);
        let write = |name: &str, id: &str| fs::write(root.dir.join(name), claim(id)).unwrap();
        write("a.yaml", "a2");
        write("b.yaml", "b2");
        write("d/c.yaml", "c2");
        write("new.yaml", "n");
        let again = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|p| root.dir.join(p)).collect();
            reload(&root, &old, &paths, &Limits::default()).unwrap()
        };
        assert_eq!(ids(&again(&["a.yaml"])), ["a2", "b", "c", "n"]);
        assert_eq!(ids(&again(&["d"])), ["a", "b", "c2", "n"]);
        assert_eq!(ids(&again(&[""])), ["a2", "b2", "c2", "n"]);
        fs::remove_file(root.dir.join("b.yaml")).unwrap();
        assert_eq!(ids(&again(&["b.yaml"])), ["a", "c", "n"]);
    }

    #[test]
    fn a_folder_that_went_away_is_an_error_and_no_empty_store() {
        let (temp, root) = folder(&[("a.yaml", &claim("a"))]);
        let old = all(&root);
        drop(temp);
        assert!(reload(&root, &old, &[], &Limits::default()).is_err());
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
