//! Where the program's own files live. Claim folders are another module's matter, `disk::root`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::error::PathError;

/// The program's folders, by the habits of the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// `config.toml`.
    pub config: PathBuf,
    /// The claims folder of last resort.
    pub data: PathBuf,
    /// Journals and drafts.
    pub state: PathBuf,
    /// What can be deleted at any time.
    pub cache: PathBuf,
}

/// The file in the state folder that tells that the card of the first start was seen.
pub const GREETED: &str = "greeted";

/// Tells that the card of the first start was seen.
#[must_use]
pub fn was_greeted(file: &Path) -> bool {
    file.exists()
}

/// Remembers that the card of the first start was seen.
///
/// # Errors
/// What the system says.
pub fn greeted(file: &Path) -> Result<(), PathError> {
    if let Some(dir) = file.parent() {
        make_private_dir(dir)?;
    }
    fs::write(file, "").map_err(PathError::on("write", file))
}

impl Places {
    /// Returns the folders of this platform, or nothing when it names no home.
    #[must_use]
    pub fn of_platform() -> Option<Self> {
        let dirs = directories::ProjectDirs::from("", "", "onrecord")?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
        Some(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_dir().to_owned(),
            state: state.to_owned(),
            cache: dirs.cache_dir().to_owned(),
        })
    }

    /// Returns the folders below one folder, for tests and `--config`-free runs.
    #[must_use]
    pub fn below(dir: &Path) -> Self {
        Self {
            config: dir.join("config"),
            data: dir.join("data"),
            state: dir.join("state"),
            cache: dir.join("cache"),
        }
    }

    /// Returns the path of the user's config file.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// Returns the state folder of one claims folder: journal and drafts.
    #[must_use]
    pub fn state_of(&self, root: &Path) -> PathBuf {
        self.state.join(key_of(root))
    }

    /// Returns the cache folder of one claims folder.
    #[must_use]
    pub fn cache_of(&self, root: &Path) -> PathBuf {
        self.cache.join(key_of(root))
    }
}

/// Returns 16 hex digits that stand for a folder's path.
fn key_of(root: &Path) -> String {
    hex(&Sha256::digest(root.as_os_str().as_encoded_bytes()))[..16].to_owned()
}

/// Returns bytes as lower-case hex digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string can not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Returns the SHA-256 of bytes as 64 hex digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Makes a folder, and those above it, that only the user may enter.
pub(super) fn make_private_dir(dir: &Path) -> Result<(), PathError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    make_dir(&builder, dir)
}

/// Makes a folder as a builder says.
///
/// The standard library answers "exists" where it could not look at what is there: the reason
/// why not is told instead.
pub(super) fn make_dir(builder: &fs::DirBuilder, dir: &Path) -> Result<(), PathError> {
    let made = builder.create(dir).or_else(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            return Err(error);
        }
        let there = fs::metadata(dir)?.is_dir();
        if there { Ok(()) } else { Err(error) }
    });
    made.map_err(PathError::on("make the folder", dir))
}

/// Returns options that create a file only its owner may read.
pub(super) fn private_file() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Refuses a path that is there and no ordinary file: a link, FIFO, device or folder.
///
/// A claims folder or a shared state folder is not ours alone, so that nothing in it may be opened
/// by name unseen: a FIFO would hang, a link would make us write elsewhere.
pub(super) fn ordinary_or_absent(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => Ok(()),
        Ok(_) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is no ordinary file",
        )),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_claims_folders_have_two_state_folders() {
        let places = Places::below(Path::new("/x"));
        let one = places.state_of(Path::new("/a/claims"));
        assert_ne!(one, places.state_of(Path::new("/b/claims")));
        assert_eq!(one, places.state_of(Path::new("/a/claims")));
        assert!(one.starts_with("/x/state"));
    }

    #[test]
    fn a_hash_is_written_as_others_write_it() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[cfg(unix)]
    #[test]
    fn private_folders_and_files_are_the_users_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("a/b");
        make_private_dir(&dir).unwrap();
        let file = dir.join("x");
        private_file().write(true).open(&file).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&dir), mode(&file)), (0o700, 0o600));
    }
}
