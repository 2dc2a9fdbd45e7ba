//! The captured texts that quotes are held to. They belong to their publishers and stay out of the
//! repository: that one is not on this machine is normal.

use std::io;
use std::path::{Component, Path};

use super::error::{PathError, SaveError};
use super::places::sha256;
use super::save::{output, output_folder, read_bounded};

/// A captured text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The text; bytes that are no UTF-8 are shown as replacement characters.
    pub text: String,
    /// SHA-256 of its bytes, 64 lower-case hex digits.
    pub sha256: String,
}

/// Returns the captured text of this name in the sources folder, or nothing when it is not there.
///
/// # Errors
/// A name that leads out of the folder, a file larger than `largest` bytes, the system's reasons.
pub fn captured(sources: &Path, file: &str, largest: u64) -> Result<Option<Captured>, PathError> {
    let path = sources.join(file);
    let mut parts = Path::new(file).components();
    if file.is_empty() || !parts.all(|part| matches!(part, Component::Normal(_))) {
        let why = io::Error::other("a source is named by its file in the sources folder");
        return Err(PathError::on("read the source", &path)(why));
    }
    match read_bounded(&path, largest) {
        Ok(bytes) => Ok(Some(Captured {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            sha256: sha256(&bytes),
        })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PathError::on("read the source", &path)(error)),
    }
}

/// Puts a captured text into the sources folder, which is made when it is not there. Returns its
/// SHA-256, and whether the file is new: the same text may be there already.
///
/// # Errors
/// A name that leads out of the folder, another text of this name, the system's reasons.
pub fn keep(sources: &Path, file: &str, text: &str) -> Result<(String, bool), SaveError> {
    let largest = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let hash = sha256(text.as_bytes());
    let refuse = || SaveError::refused(file, "another text of this name is in the sources folder");
    match captured(sources, file, largest) {
        Ok(Some(there)) if there.sha256 == hash => return Ok((hash, false)),
        Ok(Some(_)) => return Err(refuse()),
        Ok(None) => {}
        Err(_) if sources.join(file).is_file() => return Err(refuse()),
        Err(error) => return Err(error.into()),
    }
    output_folder(sources)?;
    output(&sources.join(file), text.as_bytes(), false)?;
    Ok((hash, true))
}

/// Takes a text that was just kept out of the sources folder again, because its record was refused.
pub fn discard(sources: &Path, file: &str) {
    // Nothing names the text: that it stays does no harm.
    drop(std::fs::remove_file(sources.join(file)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_from_its_folder_and_from_nowhere_else() {
        let temp = tempfile::tempdir().unwrap();
        let sources = temp.path().join("sources");
        std::fs::create_dir(&sources).unwrap();
        std::fs::write(sources.join("a.txt"), "abc").unwrap();
        std::fs::write(temp.path().join("secret"), "x").unwrap();
        let found = captured(&sources, "a.txt", 10).unwrap().unwrap();
        assert_eq!((found.text.as_str(), found.sha256), ("abc", sha256(b"abc")));
        assert_eq!(captured(&sources, "b.txt", 10).unwrap(), None);
        for bad in ["../secret", "/etc/passwd", "", "a/../../secret"] {
            assert!(captured(&sources, bad, 10).is_err(), "{bad}");
        }
        let error = captured(&sources, "a.txt", 2).unwrap_err().to_string();
        assert!(error.contains("larger than 2 bytes"), "{error}");
    }

    #[test]
    fn a_text_is_kept_once_and_never_replaced() {
        let temp = tempfile::tempdir().unwrap();
        let sources = temp.path().join("sources");
        let (hash, new) = keep(&sources, "a.txt", "abc").unwrap();
        assert_eq!((hash.as_str(), new), (sha256(b"abc").as_str(), true));
        assert_eq!(keep(&sources, "a.txt", "abc").unwrap(), (hash, false));
        for other in ["abd", "a", "abcd"] {
            assert!(keep(&sources, "a.txt", other).is_err(), "{other}");
        }
        assert!(keep(&sources, "../a.txt", "abc").is_err());
        discard(&sources, "a.txt");
        assert_eq!(captured(&sources, "a.txt", 10).unwrap(), None);
    }
}
