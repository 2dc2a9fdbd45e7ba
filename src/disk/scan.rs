//! Which files of a claims folder are claim files. Reads folders, opens no file.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::{DirEntry, WalkBuilder};

use crate::model::{Diagnostic, Severity, file_stem};
use crate::text::clean::{clean, is_clean};

use super::cache::{Look, Stamp};
use super::error::PathError;
use super::names;

/// A claim file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path under the claims folder, `/` on every system.
    pub path: String,
    /// Where it really is.
    pub real: PathBuf,
    /// Why it can not be written, as far as its place tells.
    pub read_only: Option<String>,
}

/// What a walk over a claims folder found.
#[derive(Debug, Default)]
pub struct Scan {
    /// The claim files, in order of their paths.
    pub files: Vec<FoundFile>,
    /// What is odd about the folder.
    pub problems: Vec<Diagnostic>,
    /// Files that a save left behind, or is writing just now.
    pub temps: Vec<PathBuf>,
    /// The folders that were read, by their paths under the claims folder, each with what it looked
    /// like before that.
    pub(super) folders: Vec<(String, Stamp)>,
    /// There is a link, or a folder that can not be remembered: the looks of the folders do not tell
    /// what another walk would find.
    pub(super) odd: bool,
}

/// Walks over a claims folder: `*.yaml` and `*.yml` at any depth. Hidden files are passed over;
/// what git ignores is not, for the files are the record whether git keeps them or not. `now` is when
/// the walk begins.
///
/// # Errors
/// The folder itself can not be read. What can not be read in it is a problem.
pub fn scan(root: &Path, now: SystemTime) -> Result<Scan, PathError> {
    fs::read_dir(root).map_err(PathError::on("open the claims folder", root))?;
    let mut found = Scan::default();
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .follow_links(false)
        .filter_entry(|entry| {
            let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !is_dir || !names::is_hidden(entry.path())
        })
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_dir()) {
                    found.folder(root, &entry, now);
                }
                if entry.depth() > 0 {
                    found.entry(root, &entry);
                }
            }
            Err(error) => {
                let message = format!("part of the folder could not be read: {error}");
                let message = clean(&message).into_owned();
                found.problem("unreadable", Severity::Error, "", message);
            }
        }
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.report_clashes();
    Ok(found)
}

impl Scan {
    fn problem(&mut self, code: &'static str, severity: Severity, file: &str, message: String) {
        let problem = Diagnostic::of_file(code, severity, file, message);
        self.problems.push(problem);
    }

    /// Remembers a folder. Its entries are read when the walk goes on: what happens to it from here
    /// on makes it look changed the next time.
    fn folder(&mut self, root: &Path, entry: &DirEntry, now: SystemTime) {
        let below = match entry.depth() {
            0 => Some(String::new()),
            _ => names::below(root, entry.path()),
        };
        match (below, fs::symlink_metadata(entry.path())) {
            (Some(path), Ok(meta)) => {
                let stamp = Stamp::new(Look::of(&meta), &[], now);
                self.folders.push((path, stamp));
            }
            _ => self.odd = true,
        }
    }

    fn entry(&mut self, root: &Path, entry: &DirEntry) {
        let path = entry.path();
        let Some(kind) = entry.file_type() else {
            return;
        };
        if names::is_hidden(path) {
            if names::is_save_temp(path) && kind.is_file() {
                self.temps.push(path.to_owned());
            }
            return;
        }
        self.odd |= kind.is_symlink();
        if kind.is_symlink() && fs::metadata(path).is_ok_and(|meta| meta.is_dir()) {
            let shown = names::below(root, path).unwrap_or_default();
            let message = "a link to a folder is not followed".to_owned();
            self.problem("linked-folder", Severity::Warning, &shown, message);
            return;
        }
        if !names::is_claim_file(path) {
            return;
        }
        let Some(relative) = names::below(root, path) else {
            let shown = path.to_string_lossy();
            let message = "the name is not UTF-8: rename the file, it was not read".to_owned();
            self.problem("file-name", Severity::Error, &shown, message);
            return;
        };
        if names::is_root_file(&relative) {
            return;
        }
        if !is_clean(&relative) {
            let message = format!("the name has hidden characters: {}", clean(&relative));
            self.problem("file-name", Severity::Warning, &relative, message);
        }
        if kind.is_symlink() {
            self.link(root, path, relative);
        } else if kind.is_file() {
            let real = path.to_owned();
            self.files.push(FoundFile {
                path: relative,
                real,
                read_only: None,
            });
        } else {
            let message = "it is no ordinary file, and was not opened".to_owned();
            self.problem("no-file", Severity::Error, &relative, message);
        }
    }

    /// Takes a link to a file: one out of the folder can be read only, one to a file that is loaded
    /// anyway is passed over.
    fn link(&mut self, root: &Path, path: &Path, relative: String) {
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(error) => {
                let message = format!("the link leads nowhere: {error}");
                self.problem("unreadable", Severity::Error, &relative, message);
                return;
            }
        };
        if !fs::metadata(&real).is_ok_and(|meta| meta.is_file()) {
            let message = "it leads to no ordinary file, and was not opened".to_owned();
            self.problem("no-file", Severity::Error, &relative, message);
            return;
        }
        let inside = names::below(root, &real);
        let hidden = |below: &str| below.split('/').any(|part| part.starts_with('.'));
        match inside {
            Some(below) if names::is_claim_file(&real) && !hidden(&below) => {
                let message = format!("a link to {}, which is loaded itself", clean(&below));
                self.problem("linked-file", Severity::Hint, &relative, message);
            }
            inside => {
                let why = outside(&real);
                self.files.push(FoundFile {
                    path: relative,
                    real,
                    read_only: inside.is_none().then_some(why),
                });
            }
        }
    }

    /// Reports files whose claims would have one name.
    fn report_clashes(&mut self) {
        let mut stems: HashMap<String, &str> = HashMap::new();
        let mut problems = Vec::new();
        for file in &self.files {
            let stem = file_stem(&file.path);
            let Some(first) = stems.insert(stem.to_lowercase(), &file.path) else {
                continue;
            };
            let (code, severity, why) = if file_stem(first) == stem {
                (
                    "same-name",
                    Severity::Error,
                    "their claims have the same names",
                )
            } else {
                (
                    "case-clash",
                    Severity::Warning,
                    "some systems keep only one of them",
                )
            };
            let message = format!("it stands beside {}: {why}", clean(first));
            let problem = Diagnostic {
                hint: Some("rename one of the two".to_owned()),
                ..Diagnostic::of_file(code, severity, &file.path, message)
            };
            problems.push(problem);
        }
        self.problems.extend(problems);
    }
}

/// Returns the claim files of a folder that is imported, with their paths under it; `speakers.yaml`
/// first.
///
/// # Errors
/// The folder can not be read.
pub fn claim_files(dir: &Path) -> Result<Vec<(String, PathBuf)>, PathError> {
    let dir = fs::canonicalize(dir).map_err(PathError::on("open", dir))?;
    let speakers = dir.join(names::SPEAKERS_FILE);
    let speakers = speakers
        .is_file()
        .then(|| (names::SPEAKERS_FILE.to_owned(), speakers));
    let files = scan(&dir, SystemTime::now())?
        .files
        .into_iter()
        .map(|file| (file.path, file.real));
    Ok(speakers.into_iter().chain(files).collect())
}

/// Returns why a file outside the claims folder can not be written.
pub(super) fn outside(real: &Path) -> String {
    let real = super::error::shown(real);
    format!("it is a link out of the claims folder, to {real}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(root: &Path) -> Result<Scan, PathError> {
        super::scan(root, SystemTime::now())
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let temp = tempfile::tempdir().unwrap();
        for file in files {
            let path = temp.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        temp
    }

    fn paths(scan: &Scan) -> Vec<&str> {
        scan.files.iter().map(|file| file.path.as_str()).collect()
    }

    fn codes(scan: &Scan) -> Vec<(&str, &str)> {
        let problems = scan.problems.iter();
        problems.map(|p| (p.code, p.file.as_str())).collect()
    }

    #[test]
    fn claim_files_of_any_depth_and_nothing_else() {
        let temp = folder(&[
            "b.yaml",
            "2025/x/a.yml",
            "2025/speakers.yaml",
            "speakers.yaml",
            "onrecord.toml",
            "notes.txt",
            ".hidden.yaml",
            ".git/c.yaml",
            ".b.yaml.swp",
            "ignored.yaml",
        ]);
        fs::write(temp.path().join(".gitignore"), "ignored.yaml\n").unwrap();
        let scan = scan(temp.path()).unwrap();
        let expected = [
            "2025/speakers.yaml",
            "2025/x/a.yml",
            "b.yaml",
            "ignored.yaml",
        ];
        assert_eq!(paths(&scan), expected);
        assert_eq!(codes(&scan), []);
    }

    #[test]
    fn what_a_killed_save_left_is_no_claim_file() {
        let temp = folder(&["a.yaml", "x/.onrecord-save-AbC123.tmp"]);
        let scan = scan(temp.path()).unwrap();
        assert_eq!(paths(&scan), ["a.yaml"]);
        assert_eq!(scan.temps.len(), 1);
    }

    #[test]
    fn two_files_of_one_name_are_an_error() {
        let temp = folder(&["a.yaml", "a.yml", "x/a.yaml", "B.yaml", "b.yaml"]);
        let scan = scan(temp.path()).unwrap();
        assert_eq!(
            codes(&scan),
            [("same-name", "a.yml"), ("case-clash", "b.yaml")]
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let temp = folder(&[]);
        let error = scan(&temp.path().join("gone")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("cannot open the claims folder")
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_files_only_and_only_once() {
        use std::os::unix::fs::symlink;
        let outside = folder(&["o.yaml", "d/in.yaml"]);
        let temp = folder(&["a.yaml", "sub/x.txt"]);
        let root = fs::canonicalize(temp.path()).unwrap();
        let at = |name: &str| root.join(name);
        symlink(outside.path().join("o.yaml"), at("out.yaml")).unwrap();
        symlink(outside.path().join("d"), at("outdir")).unwrap();
        symlink(at("a.yaml"), at("sub/again.yaml")).unwrap();
        symlink(at("sub/x.txt"), at("t.yaml")).unwrap();
        symlink(at("loop.yaml"), at("loop.yaml")).unwrap();
        symlink(at("sub"), at("sub/up")).unwrap();
        let scan = scan(&root).unwrap();
        assert_eq!(paths(&scan), ["a.yaml", "out.yaml", "t.yaml"]);
        let read_only: Vec<bool> = scan.files.iter().map(|f| f.read_only.is_some()).collect();
        assert_eq!(read_only, [false, true, false]);
        let mut codes = codes(&scan);
        codes.sort_unstable();
        let expected = [
            ("linked-file", "sub/again.yaml"),
            ("linked-folder", "outdir"),
            ("linked-folder", "sub/up"),
            ("unreadable", "loop.yaml"),
        ];
        assert_eq!(codes, expected);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named_and_never_opened() {
        let temp = folder(&["dir.yaml/in.yaml"]);
        let fifo = temp.path().join("fifo.yaml");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        assert!(made.unwrap().success());
        std::os::unix::fs::symlink(&fifo, temp.path().join("link.yaml")).unwrap();
        let scan = scan(temp.path()).unwrap();
        assert_eq!(paths(&scan), ["dir.yaml/in.yaml"]);
        let mut codes = codes(&scan);
        codes.sort_unstable();
        let expected = [
            ("no-file", "dir.yaml"),
            ("no-file", "fifo.yaml"),
            ("no-file", "link.yaml"),
        ];
        assert_eq!(codes, expected);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn odd_names_are_named() {
        use std::os::unix::ffi::OsStrExt as _;
        let temp = folder(&["a\u{1b}[2J.yaml"]);
        let bad = std::ffi::OsStr::from_bytes(b"b\xff.yaml");
        fs::write(temp.path().join(bad), "").unwrap();
        let scan = scan(temp.path()).unwrap();
        assert_eq!(scan.files.len(), 1);
        assert_eq!(scan.problems.len(), 2);
        let messages: String = scan.problems.iter().map(|p| p.message.as_str()).collect();
        assert!(messages.contains("a<ESC>[2J.yaml"), "{messages}");
        assert!(messages.contains("not UTF-8"), "{messages}");
    }
}
