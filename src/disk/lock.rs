//! The writers' lock of a claims folder.
//!
//! `.onrecord.lock` at the root is held while a save reads, edits and renames. The system frees it
//! when its holder ends, however it ends, so that it is never taken over and never deleted: a
//! deleted lock file lets two writers hold two locks of one name.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::error::{PathError, SaveError};
use super::places;

/// The lock's name.
pub const LOCK_FILE: &str = ".onrecord.lock";

/// How long a writer waits before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a writer waits before it says so.
const SILENCE: Duration = Duration::from_secs(2);
/// Pause between two tries.
const PAUSE: Duration = Duration::from_millis(5);

/// The lock of a folder, held until dropped.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
    path: PathBuf,
}

impl FolderLock {
    /// Waits for the lock of a claims folder; at most ten seconds. [`holder`] tells whom for.
    ///
    /// # Errors
    /// [`SaveError::Unlockable`] when the file system has no locks or the folder can not be
    /// written to, [`SaveError::Busy`] when somebody held it all the time.
    pub fn take(root: &Path) -> Result<Self, SaveError> {
        Self::take_telling(root, &|_| ())
    }

    /// Takes the lock of a folder that is for its user alone; else as [`FolderLock::take_telling`].
    ///
    /// # Errors
    /// As [`FolderLock::take`].
    pub fn take_private(dir: &Path, waiting: &dyn Fn(&str)) -> Result<Self, SaveError> {
        let path = dir.join(LOCK_FILE);
        places::ordinary_or_absent(&path)
            .and_then(|()| places::private_file().append(true).open(&path))
            .map_err(PathError::on("open the lock", &path))
            .map_err(SaveError::Unlockable)?;
        Self::take_telling(dir, waiting)
    }

    /// As [`FolderLock::take`]; after two seconds of waiting `waiting` is told once, in words for
    /// people, whom it waits for.
    ///
    /// # Errors
    /// As [`FolderLock::take`].
    pub fn take_telling(root: &Path, waiting: &dyn Fn(&str)) -> Result<Self, SaveError> {
        Self::take_within(root, SILENCE, PATIENCE, waiting)
    }

    fn take_within(
        root: &Path,
        silence: Duration,
        patience: Duration,
        waiting: &dyn Fn(&str),
    ) -> Result<Self, SaveError> {
        let start = Instant::now();
        let mut told = false;
        loop {
            if let Some(lock) = Self::try_take(root)? {
                return Ok(lock);
            }
            if !told && start.elapsed() >= silence {
                told = true;
                let who = holder(root).unwrap_or_else(|| "another program".to_owned());
                waiting(&format!(
                    "waiting for {who}, which is writing to this folder"
                ));
            }
            if start.elapsed() >= patience {
                let holder = holder(root);
                return Err(SaveError::Busy { holder });
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Takes the lock if nobody holds it.
    ///
    /// # Errors
    /// As [`FolderLock::take`], but for the waiting.
    pub fn try_take(root: &Path) -> Result<Option<Self>, SaveError> {
        let path = root.join(LOCK_FILE);
        let file = open(&path).map_err(SaveError::Unlockable)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self::held(file, path))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => {
                let error = PathError::on("lock", &path)(error);
                Err(SaveError::Unlockable(error))
            }
        }
    }

    fn held(mut file: File, path: PathBuf) -> Self {
        // Only for the message of those who wait: a failure to write it does no harm.
        let note = format!("process {}{}\n", std::process::id(), on_host());
        let _ = file.set_len(0).and_then(|()| file.rewind());
        let _ = file.write_all(note.as_bytes());
        Self { _file: file, path }
    }

    /// Returns the path of the lock file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Opens the lock file, and makes it where it is not. A folder from elsewhere may have a link or a
/// FIFO of that name: opening that would truncate another file, or hang.
fn open(path: &Path) -> Result<File, PathError> {
    places::ordinary_or_absent(path).map_err(PathError::on("open the lock", path))?;
    let whole = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path);
    // In a shared folder the lock file may be a colleague's: to lock it, reading is enough.
    let opened = match whole {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            File::open(path).map_err(|_| error)
        }
        opened => opened,
    };
    opened.map_err(PathError::on("open the lock", path))
}

/// Returns who holds the lock of a folder, or held it last, as they said themselves: for the
/// message to somebody who has waited for two seconds, and for nothing else.
#[must_use]
pub fn holder(root: &Path) -> Option<String> {
    let path = root.join(LOCK_FILE);
    places::ordinary_or_absent(&path).ok()?;
    let mut text = String::new();
    let file = File::open(path).ok()?;
    file.take(200).read_to_string(&mut text).ok()?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns ` on HOST`, or nothing where the system does not tell its name by a file or a variable.
fn on_host() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.or_else(|| std::env::var("COMPUTERNAME").ok());
    match name.as_deref().map(str::trim) {
        Some(name) if !name.is_empty() => format!(" on {name}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take_soon(root: &Path, waiting: &dyn Fn(&str)) -> Result<FolderLock, SaveError> {
        let (silence, patience) = (Duration::from_millis(10), Duration::from_millis(60));
        FolderLock::take_within(root, silence, patience, waiting)
    }

    #[test]
    fn who_waits_for_long_is_told_once_for_whom() {
        let temp = tempfile::tempdir().unwrap();
        let told = std::cell::RefCell::new(Vec::new());
        let waiting = |text: &str| told.borrow_mut().push(text.to_owned());
        drop(take_soon(temp.path(), &waiting).unwrap());
        assert_eq!(*told.borrow(), Vec::<String>::new());
        let _lock = FolderLock::take(temp.path()).unwrap();
        take_soon(temp.path(), &waiting).unwrap_err();
        let process = format!("waiting for process {}", std::process::id());
        let told = told.borrow();
        assert!(told.len() == 1 && told[0].starts_with(&process), "{told:?}");
    }

    #[test]
    fn one_writer_at_a_time_and_the_other_is_told_who() {
        let temp = tempfile::tempdir().unwrap();
        let lock = FolderLock::take(temp.path()).unwrap();
        assert!(FolderLock::try_take(temp.path()).unwrap().is_none());
        let busy = take_soon(temp.path(), &|_| ()).unwrap_err();
        let process = format!("process {}", std::process::id());
        assert!(busy.to_string().contains(&process), "{busy}");
        let path = lock.path().to_owned();
        drop(lock);
        assert!(FolderLock::try_take(temp.path()).unwrap().is_some());
        assert!(path.exists(), "a lock file is never deleted");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_lock_is_not_followed() {
        let temp = tempfile::tempdir().unwrap();
        let victim = temp.path().join("victim");
        std::fs::write(&victim, "keep me").unwrap();
        std::os::unix::fs::symlink(&victim, temp.path().join(LOCK_FILE)).unwrap();
        let error = FolderLock::take(temp.path()).unwrap_err();
        assert!(matches!(error, SaveError::Unlockable(_)), "{error}");
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "keep me");
    }

    #[test]
    fn a_folder_that_can_not_be_locked_is_refused_with_the_reason() {
        let temp = tempfile::tempdir().unwrap();
        let gone = temp.path().join("gone");
        let error = FolderLock::take(&gone).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("cannot write safely: cannot open the lock")
        );
    }
}
