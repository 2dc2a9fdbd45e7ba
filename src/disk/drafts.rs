//! Text that was typed and not saved yet. It is the user's: never cleaned unasked.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::PathError;
use super::places::{self, sha256};

/// A kept draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is a draft of, such as `annotate 2025/deepseek/training-cost`.
    pub key: String,
    /// The text.
    pub text: String,
}

fn dir(state: &Path) -> PathBuf {
    state.join("drafts")
}

/// A key may be a claim's name with slashes in it: the file is named by its hash, and the key
/// stands in its first line.
fn path(state: &Path, key: &str) -> PathBuf {
    dir(state).join(format!("{}.txt", &sha256(key.as_bytes())[..16]))
}

/// Keeps a draft in the state folder of the claims folder; the former one of that key is replaced.
///
/// # Errors
/// What the system says; the former draft is then still there.
pub fn save(state: &Path, key: &str, text: &str) -> Result<(), PathError> {
    let (dir, path) = (dir(state), path(state, key));
    places::make_private_dir(&dir)?;
    let write = || -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".draft-")
            .tempfile_in(&dir)?;
        let key = key.replace(['\r', '\n'], " ");
        file.write_all(format!("{key}\n{text}").as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path).map(drop).map_err(|error| error.error)
    };
    write().map_err(PathError::on("keep the draft", &path))
}

/// Returns the draft of a key, or nothing when there is none.
///
/// # Errors
/// What the system says.
pub fn load(state: &Path, key: &str) -> Result<Option<String>, PathError> {
    let path = path(state, key);
    Ok(read(&path)?.map(|draft| draft.text))
}

/// Removes the draft of a key, once its text is saved or was thrown away on purpose.
///
/// # Errors
/// What the system says; that it is not there is no error.
pub fn remove(state: &Path, key: &str) -> Result<(), PathError> {
    let path = path(state, key);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PathError::on("remove the draft", &path)(error))
        }
        _ => Ok(()),
    }
}

/// Returns every draft of a claims folder, by key.
///
/// # Errors
/// What the system says of the folder; a draft that can not be read is left out.
pub fn list(state: &Path) -> Result<Vec<Draft>, PathError> {
    let dir = dir(state);
    let entries = match fs::read_dir(&dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(PathError::on("list the drafts in", &dir))?,
    };
    let mut drafts: Vec<Draft> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter_map(|path| read(&path).ok().flatten())
        .collect();
    drafts.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(drafts)
}

fn read(path: &Path) -> Result<Option<Draft>, PathError> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes.map_err(PathError::on("read the draft", path))?,
    };
    let whole = String::from_utf8_lossy(&bytes);
    let (key, text) = whole.split_once('\n').unwrap_or((&whole, ""));
    Ok(Some(Draft {
        key: key.to_owned(),
        text: text.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_kept_until_it_is_removed() {
        let temp = tempfile::tempdir().unwrap();
        let state = temp.path().join("state");
        let key = "annotate ../2025/deepseek/training-cost";
        assert_eq!(load(&state, key).unwrap(), None);
        assert_eq!(list(&state).unwrap(), []);
        save(&state, key, "first").unwrap();
        save(&state, key, "two\nlines\n").unwrap();
        save(&state, "other", "").unwrap();
        assert_eq!(load(&state, key).unwrap().as_deref(), Some("two\nlines\n"));
        let keys: Vec<_> = list(&state).unwrap().into_iter().map(|d| d.key).collect();
        assert_eq!(keys, [key, "other"]);
        remove(&state, key).unwrap();
        remove(&state, key).unwrap();
        assert_eq!(load(&state, key).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_draft_is_the_users_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let state = temp.path().join("state");
        save(&state, "k", "secret").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&dir(&state)), 0o700);
        assert_eq!(mode(&path(&state, "k")), 0o600);
    }
}
