//! The captured texts that quotes are held to. They belong to their publishers and stay out of the
//! repository: that one is not on this machine is normal.

use std::fs;
use std::io;
use std::path::{Component, Path};

use super::error::{PathError, SaveError};
use super::places::{make_private_dir, ordinary_or_absent, private_file, sha256};
use super::save::{output, output_folder, read_bounded};
use crate::model::SourcePin;
use crate::source::Known;
use crate::store::Captured;

/// Returns the captured text of this name in the sources folder, or nothing when it is not there.
///
/// A link is followed only when it stays in the folder: a record from elsewhere can name no other file
/// of this machine.
///
/// # Errors
/// A name that leads out of the folder, what is no ordinary file, a file larger than `largest` bytes,
/// the system's reasons.
pub fn captured(sources: &Path, file: &str, largest: u64) -> Result<Option<Captured>, PathError> {
    let path = sources.join(file);
    let failed = |error| PathError::on("read the source", &path)(error);
    let mut parts = Path::new(file).components();
    if file.is_empty() || !parts.all(|part| matches!(part, Component::Normal(_))) {
        let why = "a source is named by its file in the sources folder";
        return Err(failed(io::Error::other(why)));
    }
    let real = match fs::canonicalize(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        real => real.map_err(failed)?,
    };
    if !real.starts_with(fs::canonicalize(sources).map_err(failed)?) {
        let why = "it is a link out of the sources folder";
        return Err(failed(io::Error::other(why)));
    }
    match read_bounded(&real, largest) {
        Ok(bytes) => Ok(Some(taken(bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// Returns a text that the user names, wherever it is.
///
/// # Errors
/// It is not there, no ordinary file, larger than `largest` bytes, or the system's reasons.
pub fn named(path: &Path, largest: u64) -> Result<Captured, PathError> {
    let bytes = read_bounded(path, largest).map_err(PathError::on("read the source", path))?;
    Ok(taken(bytes))
}

fn taken(bytes: Vec<u8>) -> Captured {
    let sha256 = sha256(&bytes);
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Captured { text, sha256 }
}

/// Returns the captured text that a record pins, as [`captured`] does; why it can not be read is text.
///
/// # Errors
/// As [`captured`].
pub fn pinned(
    sources: &Path,
    pin: Option<&SourcePin>,
    largest: u64,
) -> Result<Option<Captured>, String> {
    match pin.and_then(|pin| pin.file.as_deref()) {
        Some(file) => captured(sources, file, largest).map_err(|error| error.to_string()),
        None => Ok(None),
    }
}

/// The file in the cache folder that keeps near matches.
const KNOWN_FILE: &str = "near-matches";
/// Largest file of them that is read: a million quotes that stand nowhere.
const MOST_KNOWN: u64 = 64 << 20;

/// Returns the near matches that are kept; none when they can not be read.
#[must_use]
pub fn known(cache: &Path) -> Known {
    let path = cache.join(KNOWN_FILE);
    let bytes = ordinary_or_absent(&path).and_then(|()| read_bounded(&path, MOST_KNOWN));
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.as_deref().map(Known::from_text).unwrap_or_default()
}

/// Keeps near matches beside those that are kept; for the next run alone, so that failing matters to
/// nobody.
pub fn keep_known(cache: &Path, mut known: Known, new: Known) {
    if new.is_empty() {
        return;
    }
    known.extend(new);
    let text = known.to_text();
    if text.len() as u64 > MOST_KNOWN || make_private_dir(cache).is_err() {
        return;
    }
    // A torn file is read as far as it goes, line by line; another name first keeps it whole.
    let temp = cache.join(format!("{KNOWN_FILE}.{}", std::process::id()));
    let written = private_file()
        .write(true)
        .truncate(true)
        .open(&temp)
        .and_then(|mut file| io::Write::write_all(&mut file, text.as_bytes()));
    if written
        .and_then(|()| fs::rename(&temp, cache.join(KNOWN_FILE)))
        .is_err()
    {
        let _ = fs::remove_file(&temp);
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
    drop(fs::remove_file(sources.join(file)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_from_its_folder_and_from_nowhere_else() {
        let temp = tempfile::tempdir().unwrap();
        let sources = temp.path().join("sources");
        fs::create_dir(&sources).unwrap();
        fs::write(sources.join("a.txt"), "abc").unwrap();
        fs::write(temp.path().join("secret"), "x").unwrap();
        let found = captured(&sources, "a.txt", 10).unwrap().unwrap();
        assert_eq!((found.text.as_str(), found.sha256), ("abc", sha256(b"abc")));
        assert_eq!(captured(&sources, "b.txt", 10).unwrap(), None);
        assert_eq!(
            captured(&temp.path().join("none"), "a.txt", 10).unwrap(),
            None
        );
        for bad in ["../secret", "/etc/passwd", "", "a/../../secret"] {
            assert!(captured(&sources, bad, 10).is_err(), "{bad}");
        }
        let error = captured(&sources, "a.txt", 2).unwrap_err().to_string();
        assert!(error.contains("larger than 2 bytes"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_out_folders_and_pipes_are_refused() {
        use std::os::unix::fs::symlink;
        let temp = tempfile::tempdir().unwrap();
        let sources = temp.path().join("sources");
        fs::create_dir_all(sources.join("sub")).unwrap();
        fs::write(temp.path().join("secret"), "x").unwrap();
        fs::write(sources.join("a.txt"), "abc").unwrap();
        symlink(temp.path().join("secret"), sources.join("out.txt")).unwrap();
        symlink(temp.path(), sources.join("up")).unwrap();
        symlink("a.txt", sources.join("in.txt")).unwrap();
        symlink("loop.txt", sources.join("loop.txt")).unwrap();
        let pipe = sources.join("pipe.txt");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        let why = |file: &str| captured(&sources, file, 10).unwrap_err().to_string();
        assert!(why("out.txt").contains("link out"), "{}", why("out.txt"));
        assert!(why("up/secret").contains("link out"));
        assert!(why("sub").contains("no ordinary file"));
        assert!(captured(&sources, "loop.txt", 10).is_err());
        assert_eq!(
            captured(&sources, "in.txt", 10).unwrap().unwrap().text,
            "abc"
        );
        if made.is_ok_and(|status| status.success()) {
            assert!(why("pipe.txt").contains("no ordinary file"));
        }
    }

    #[test]
    fn near_matches_are_kept_and_a_foreign_file_is_none() {
        use crate::source::{SourceText, anchor::anchor_knowing};
        let temp = tempfile::tempdir().unwrap();
        let cache = temp.path().join("cache");
        let mut new = Known::default();
        let source = SourceText::new("The river is clean.");
        let none = Known::default();
        let _ = anchor_knowing(
            &source,
            "The river was clean.",
            None,
            ("00", &none, &mut new),
        );
        assert!(!new.is_empty());
        keep_known(&cache, known(&cache), new.clone());
        assert_eq!(known(&cache), new);
        fs::write(cache.join(KNOWN_FILE), b"\xff\xfe").unwrap();
        assert!(known(&cache).is_empty());
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
