//! What a claims folder looked like, to tell what changed where the system has no file watches.
//!
//! Time of change in nanoseconds, size and inode: a file replaced twice within a second shows.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::folder::FOLDER_FILE;
use super::names::SPEAKERS_FILE;
use super::scan::scan;

type Mark = (Option<SystemTime>, u64, u64);

/// The files of a folder at one moment.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    marks: HashMap<PathBuf, Mark>,
}

impl Snapshot {
    /// Looks at a folder; one that can not be read has no files.
    pub(super) fn take(dir: &Path) -> Self {
        let found = scan(dir, SystemTime::now())
            .map(|scan| scan.files)
            .unwrap_or_default();
        let own = [SPEAKERS_FILE, FOLDER_FILE].map(|name| dir.join(name));
        let paths = found.into_iter().map(|file| dir.join(file.path));
        let marks = paths
            .chain(own)
            .filter_map(|path| mark(&path).map(|mark| (path, mark)));
        Self {
            marks: marks.collect(),
        }
    }

    /// Looks again, and returns the files that came, went or changed.
    pub(super) fn renew(&mut self, dir: &Path) -> Vec<PathBuf> {
        let old = std::mem::replace(&mut self.marks, Self::take(dir).marks);
        let differs = |path: &&PathBuf| old.get(*path) != self.marks.get(*path);
        let gone = old.keys().filter(|path| !self.marks.contains_key(*path));
        let mut changed: Vec<PathBuf> = self
            .marks
            .keys()
            .filter(differs)
            .chain(gone)
            .cloned()
            .collect();
        changed.sort();
        changed
    }
}

fn mark(path: &Path) -> Option<Mark> {
    let meta = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let inode = 0;
    Some((meta.modified().ok(), meta.len(), inode))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_went_or_changed_is_told_once() {
        let temp = tempfile::tempdir().unwrap();
        let at = |name: &str| temp.path().join(name);
        for name in ["a.yaml", "b.yaml", "c.yaml"] {
            fs::write(at(name), "old").unwrap();
        }
        let mut snapshot = Snapshot::take(temp.path());
        assert_eq!(snapshot.renew(temp.path()), Vec::<PathBuf>::new());
        fs::write(at("new"), "old").unwrap();
        fs::rename(at("new"), at("a.yaml")).unwrap();
        fs::remove_file(at("b.yaml")).unwrap();
        fs::write(at("d.yaml"), "").unwrap();
        fs::write(at("onrecord.toml"), "").unwrap();
        let expected = ["a.yaml", "b.yaml", "d.yaml", "onrecord.toml"].map(at);
        assert_eq!(snapshot.renew(temp.path()), expected);
        assert_eq!(snapshot.renew(temp.path()), Vec::<PathBuf>::new());
    }
}
