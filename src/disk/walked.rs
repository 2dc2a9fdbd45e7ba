//! The folders of a walk, remembered so that it need not be walked again: while each looks as it did,
//! no file came, went or was renamed, and only the known files have to be looked at.
//!
//! Opens no file and reads no folder. What it says is "all is as it was" or nothing; to find out what
//! has changed is [`super::load()`]'s.

use std::path::Path;

use crate::store::Store;

use super::cache::Stamp;
use super::scan::Scan;

/// The folders of a claims folder, by their paths below it, each with what it looked like before it
/// was read. Empty when that tells nothing, as of a folder with links in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Walked {
    folders: Vec<(String, Stamp)>,
}

impl Walked {
    /// Remembers a walk that found nothing but folders and ordinary files.
    pub(super) fn of(scan: &mut Scan) -> Self {
        let folders = std::mem::take(&mut scan.folders);
        if scan.odd || !scan.problems.is_empty() || !scan.temps.is_empty() {
            return Self::default();
        }
        Self { folders }
    }

    /// Tells that another walk over `dir` would find the files of `store`, and that each has the
    /// content it was read with: `stamps` are theirs, in the same order.
    pub(super) fn holds(&self, dir: &Path, store: &Store, stamps: &[Stamp]) -> bool {
        !self.folders.is_empty()
            && store.files().len() == stamps.len()
            && system::holds(dir, &self.folders, store, stamps)
    }

    /// Returns the paths, each ended by a NUL, and the stamps: for the index.
    pub(super) fn columns(&self) -> (String, Vec<u32>) {
        let (mut paths, mut stamps) = (String::new(), Vec::new());
        for (path, stamp) in &self.folders {
            paths.push_str(path);
            paths.push('\0');
            stamp.push(&mut stamps);
        }
        (paths, stamps)
    }

    /// Returns what was put into columns; nothing when they do not fit together.
    pub(super) fn from_columns(paths: &str, stamps: &[u32]) -> Option<Self> {
        let stamps = Stamp::all(stamps)?;
        let paths: Vec<&str> = paths.split_terminator('\0').collect();
        let fits = paths.len() == stamps.len();
        let folders = paths.into_iter().map(str::to_owned).zip(stamps).collect();
        fits.then_some(Self { folders })
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
    use std::path::Path;

    use rayon::prelude::*;
    use rustix::fs::{self, AtFlags, FsWord, Mode, OFlags, StatxFlags};

    use crate::disk::cache::{Look, Stamp};
    use crate::store::Store;

    /// Looks that one thread takes at a time.
    const AT_ONCE: usize = 256;

    /// File systems of this machine alone that mark a folder when an entry comes, goes or is renamed:
    /// ext2 to ext4, XFS, Btrfs, F2FS, bcachefs, ZFS, tmpfs, overlayfs. A network or a FUSE one may
    /// show the folder's time as it was.
    const TRUSTED: [FsWord; 8] = [
        0xef53,
        0x5846_5342,
        0x9123_683e,
        0xf2f5_2010,
        0xca45_1a4e,
        0x2fc1_2fc1,
        0x0102_1994,
        0x794c_7630,
    ];

    /// The claims folder, and the device that all of it must be on.
    struct Place {
        root: OwnedFd,
        device: (u32, u32),
    }

    impl Place {
        fn open(dir: &Path) -> Option<Self> {
            let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let root = fs::open(dir, flags, Mode::empty()).ok()?;
            let kind = fs::fstatfs(&root).ok()?.f_type;
            TRUSTED.contains(&kind).then_some(())?;
            let (flags, mask) = (AtFlags::EMPTY_PATH, StatxFlags::BASIC_STATS);
            let own = fs::statx(&root, "", flags, mask).ok()?;
            let device = (own.stx_dev_major, own.stx_dev_minor);
            Some(Self { root, device })
        }

        /// Tells that what is at a path under the folder looks as its stamp says; a link is looked at
        /// itself.
        fn is_as_it_was(&self, path: &str, stamp: &Stamp) -> bool {
            self.is_as_it_was_in(self.root.as_fd(), path, stamp)
        }

        fn is_as_it_was_in(&self, dir: BorrowedFd<'_>, path: &str, stamp: &Stamp) -> bool {
            let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::EMPTY_PATH;
            let seen = fs::statx(dir, path, flags, StatxFlags::BASIC_STATS);
            seen.is_ok_and(|seen| {
                let device = (seen.stx_dev_major, seen.stx_dev_minor);
                device == self.device && stamp.is_of(&Look::of_statx(&seen))
            })
        }

        /// [`Place::is_as_it_was`] of files of one folder, by their names: the way to it is gone once.
        fn are_as_they_were(&self, folder: &str, files: &[(&str, &Stamp)]) -> bool {
            let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let Ok(dir) = fs::openat(self.root.as_fd(), folder, flags, Mode::empty()) else {
                return false;
            };
            files
                .iter()
                .all(|(name, stamp)| self.is_as_it_was_in(dir.as_fd(), name, stamp))
        }
    }

    /// Fewer files of one folder are not worth opening it.
    const FEW: usize = 4;

    /// Returns the folder of a path, and the name in it.
    fn apart(path: &str) -> (&str, &str) {
        path.rsplit_once('/').unwrap_or(("", path))
    }

    pub(super) fn holds(
        dir: &Path,
        folders: &[(String, Stamp)],
        store: &Store,
        stamps: &[Stamp],
    ) -> bool {
        let Some(place) = Place::open(dir) else {
            return false;
        };
        let known = folders.par_iter().with_min_len(AT_ONCE);
        let files: Vec<(&str, &Stamp)> = store.paths().into_iter().zip(stamps).collect();
        let are_as_they_were = |some: &[(&str, &Stamp)]| {
            let mut runs = some.chunk_by(|a, b| apart(a.0).0 == apart(b.0).0);
            runs.all(|run| match run {
                [(path, _), ..] if run.len() >= FEW && path.contains('/') => {
                    let named = run.iter().map(|(path, stamp)| (apart(path).1, *stamp));
                    place.are_as_they_were(apart(path).0, &named.collect::<Vec<_>>())
                }
                few => few
                    .iter()
                    .all(|(path, stamp)| place.is_as_it_was(path, stamp)),
            })
        };
        files.len() == stamps.len()
            && known.all(|(path, stamp)| place.is_as_it_was(path, stamp))
            && files.par_chunks(AT_ONCE).all(are_as_they_were)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::path::Path;

    use crate::disk::cache::Stamp;
    use crate::store::Store;

    /// What a folder's time tells on this system is not known well enough.
    pub(super) fn holds(_: &Path, _: &[(String, Stamp)], _: &Store, _: &[Stamp]) -> bool {
        false
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::PathBuf;
    use std::sync::Arc;
    use std::time::{Duration, SystemTime};

    use crate::disk::{Library, Root};
    use crate::yaml::Limits;

    const CLAIM: &str = "article: {title: T}\nclaims:\n  - {id: a, quote: words}\n";

    struct Desk {
        temp: tempfile::TempDir,
        root: Root,
        claims: Library,
    }

    impl Desk {
        /// A record that was read long after it was written.
        fn new() -> Self {
            let temp = tempfile::tempdir().unwrap();
            let dir = fs::canonicalize(temp.path()).unwrap().join("claims");
            // Of one folder so many that they are looked at from there.
            let many = ["d/e/m.yaml", "d/e/n.yaml", "d/e/o.yaml", "d/e/p.yaml"];
            let few = ["a.yaml", "d/b.yaml", "d/e/c.yaml", "d/e/note.txt"];
            for file in few.into_iter().chain(many) {
                let path = dir.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, CLAIM).unwrap();
            }
            let root = Root {
                dir,
                only: None,
                how: "test",
            };
            let library = read(&Library::default(), &root);
            Self {
                temp,
                root,
                claims: library,
            }
        }

        fn at(&self, path: &str) -> PathBuf {
            self.root.dir.join(path)
        }

        fn is_known(&self) -> bool {
            self.claims.knows(&self.root)
        }
    }

    /// Reads as if it were an hour later: no file is too young to be trusted.
    fn read(library: &Library, root: &Root) -> Library {
        // The clock of the file system ticks every few milliseconds.
        std::thread::sleep(Duration::from_millis(20));
        let later = SystemTime::now() + Duration::from_secs(3600);
        let read = library.refreshed_at(later, root, &Limits::default(), &[], &|_, _| true);
        read.unwrap()
    }

    /// Returns the files of a library, and what is known of them.
    fn shown(library: &Library) -> String {
        let files = library.store.files().map(|file| {
            let quotes = library.store.claims().map(|claim| claim.quote());
            let quotes: Vec<_> = quotes.collect();
            format!("{} {:?} {quotes:?}\n", file.path(), file.read_only())
        });
        let problems: Vec<_> = library.store.read_problems().collect();
        files.collect::<String>() + &format!("{problems:?}")
    }

    #[test]
    fn what_did_not_change_is_the_same_store() {
        let desk = Desk::new();
        assert!(desk.is_known());
        let again = read(&desk.claims, &desk.root);
        assert!(Arc::ptr_eq(&again.store, &desk.claims.store));
        // What was read a moment after it was written is looked into again.
        let young = Library::default().refreshed(&desk.root, &Limits::default(), &[], &|_, _| true);
        assert!(!young.unwrap().knows(&desk.root));
    }

    #[test]
    fn every_change_is_seen() {
        type Change = fn(&Desk);
        let changes: &[(&str, Change)] = &[
            ("a file in a deep folder is added", |desk| {
                fs::write(desk.at("d/e/new.yaml"), CLAIM).unwrap();
            }),
            ("a file in a new folder is added", |desk| {
                fs::create_dir(desk.at("d/e/f")).unwrap();
                fs::write(desk.at("d/e/f/new.yaml"), CLAIM).unwrap();
            }),
            ("a file is removed", |desk| {
                fs::remove_file(desk.at("d/e/c.yaml")).unwrap();
            }),
            ("a file is renamed", |desk| {
                fs::rename(desk.at("d/e/c.yaml"), desk.at("d/e/x.yaml")).unwrap();
            }),
            ("a file becomes a claim file", |desk| {
                fs::rename(desk.at("d/e/note.txt"), desk.at("d/e/note.yml")).unwrap();
            }),
            ("two files change places", |desk| {
                fs::write(desk.at("a.yaml"), CLAIM.replace("words", "other")).unwrap();
                fs::rename(desk.at("d/b.yaml"), desk.at("x")).unwrap();
                fs::rename(desk.at("a.yaml"), desk.at("d/b.yaml")).unwrap();
                fs::rename(desk.at("x"), desk.at("a.yaml")).unwrap();
            }),
            ("a folder is renamed", |desk| {
                fs::rename(desk.at("d/e"), desk.at("d/x")).unwrap();
            }),
            ("a folder is hidden", |desk| {
                fs::rename(desk.at("d/e"), desk.at("d/.e")).unwrap();
            }),
            ("a folder is replaced by a link to it", |desk| {
                let away = desk.temp.path().join("away");
                fs::rename(desk.at("d/e"), &away).unwrap();
                symlink(away, desk.at("d/e")).unwrap();
            }),
            ("a file is replaced by a link to it", |desk| {
                let away = desk.temp.path().join("away.yaml");
                fs::rename(desk.at("d/b.yaml"), &away).unwrap();
                symlink(away, desk.at("d/b.yaml")).unwrap();
            }),
            ("a file may no longer be written", |desk| {
                let mode = fs::Permissions::from_mode(0o444);
                fs::set_permissions(desk.at("d/e/c.yaml"), mode).unwrap();
            }),
            ("a file is written, its size and time as before", |desk| {
                let before = fs::metadata(desk.at("d/b.yaml")).unwrap();
                fs::write(desk.at("d/b.yaml"), CLAIM.replace("words", "other")).unwrap();
                let file = fs::File::options().append(true).open(desk.at("d/b.yaml"));
                file.unwrap()
                    .set_modified(before.modified().unwrap())
                    .unwrap();
            }),
            ("a file is added, the folder's time as before", |desk| {
                let before = fs::metadata(desk.at("d/e")).unwrap();
                fs::write(desk.at("d/e/new.yaml"), CLAIM).unwrap();
                let folder = fs::File::open(desk.at("d/e")).unwrap();
                folder.set_modified(before.modified().unwrap()).unwrap();
            }),
            ("two files of one name", |desk| {
                fs::write(desk.at("d/b.yml"), CLAIM).unwrap();
            }),
            ("the settings of the folder", |desk| {
                fs::write(desk.at("onrecord.toml"), "editor = \"x\"\n").unwrap();
            }),
            ("the speakers", |desk| {
                fs::write(desk.at("speakers.yaml"), "speakers: [").unwrap();
            }),
        ];
        for (what, change) in changes {
            let desk = Desk::new();
            assert!(desk.is_known(), "{what}");
            change(&desk);
            let (seen, fresh) = (
                read(&desk.claims, &desk.root),
                read(&Library::default(), &desk.root),
            );
            assert_eq!(shown(&seen), shown(&fresh), "{what}");
            assert_ne!(shown(&seen), shown(&desk.claims), "{what}");
            assert_eq!(shown(&read(&seen, &desk.root)), shown(&fresh), "{what}");
        }
    }

    #[test]
    fn what_is_odd_is_walked_and_told_each_time() {
        type Change = fn(&Desk);
        let odd: &[(&str, Change)] = &[
            ("linked-folder", |desk| {
                symlink("/", desk.at("d/away")).unwrap();
            }),
            ("linked-file", |desk| {
                symlink(desk.at("a.yaml"), desk.at("d/again.yaml")).unwrap();
            }),
            ("same-name", |desk| {
                fs::write(desk.at("a.yml"), CLAIM).unwrap();
            }),
            ("file-name", |desk| {
                fs::write(desk.at("a\u{1b}.yaml"), CLAIM).unwrap();
            }),
        ];
        for (code, change) in odd {
            let mut desk = Desk::new();
            change(&desk);
            for _ in 0..2 {
                desk.claims = read(&desk.claims, &desk.root);
                assert!(!desk.is_known(), "{code}");
                let mut problems = desk.claims.store.read_problems();
                assert!(problems.any(|problem| problem.code == *code), "{code}");
            }
        }
        // A link to nothing of ours may lead to a folder one day.
        let mut desk = Desk::new();
        symlink(desk.temp.path().join("later"), desk.at("link")).unwrap();
        desk.claims = read(&desk.claims, &desk.root);
        assert!(!desk.is_known());
        fs::create_dir(desk.temp.path().join("later")).unwrap();
        let problems = read(&desk.claims, &desk.root).store;
        assert_eq!(problems.read_problems().count(), 1);
    }

    #[test]
    fn a_file_that_is_not_ours_costs_one_walk() {
        let mut desk = Desk::new();
        fs::write(desk.at("d/e/picture.png"), "").unwrap();
        assert!(!desk.is_known());
        let before = Arc::clone(&desk.claims.store);
        desk.claims = read(&desk.claims, &desk.root);
        assert!(Arc::ptr_eq(&before, &desk.claims.store));
        assert!(desk.is_known());
    }
}
