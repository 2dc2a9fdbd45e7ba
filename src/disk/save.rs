//! A file's bytes replaced as a whole: at every moment it has the old ones or the new ones.
//!
//! A new file is written beside the old one, forced to disk, given mode and owner, renamed over it,
//! and the folder forced to disk too. (Renaming alone left empty files after a power cut; see
//! Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014.)

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use super::error::{PathError, SaveError};
use super::names::{OUTPUT_PREFIX, SAVE_PREFIX, TEMP_SUFFIX};
use super::places::make_dir;

/// What became of a replacement.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// The new bytes are there. The text tells when the system would not confirm that they outlive
    /// a power cut.
    Done(Option<String>),
    /// The file no longer held the bytes the edit began with: nothing was done.
    Changed,
}

/// Replaces a file's bytes, if it still holds `old`. `real` is its true path, no link.
pub(super) fn replace(real: &Path, old: &[u8], new: &[u8]) -> Result<Saved, PathError> {
    let dir = real.parent().unwrap_or(real);
    let meta = fs::metadata(real).map_err(PathError::on("read the mode of", real))?;
    let temp = written(dir, SAVE_PREFIX, Some((real, &meta)), new)
        .map_err(PathError::on("write a new version beside", real))?;
    // Other programs know nothing of our lock: look once more, as late as can be.
    if fs::read(real).map_err(PathError::on("read", real))? != old {
        return Ok(Saved::Changed);
    }
    temp.persist(real)
        .map_err(|error| PathError::on("replace", real)(error.error))?;
    Ok(Saved::Done(sync_dir(dir)))
}

/// Makes a file that is not there yet.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<Saved, PathError> {
    let dir = path.parent().unwrap_or(path);
    output_folder(dir)?;
    let temp = written(dir, SAVE_PREFIX, None, bytes).map_err(PathError::on("write", path))?;
    match temp.persist_noclobber(path) {
        Ok(_) => Ok(Saved::Done(sync_dir(dir))),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Saved::Changed),
        Err(error) => Err(PathError::on("make", path)(error.error)),
    }
}

/// Writes a file outside the claims folder, such as an export: as a whole or not at all.
///
/// # Errors
/// The file is there and `overwrite` is not set; it is a link or no ordinary file; its folder is not
/// there; the system's reasons. The old file is then as it was.
pub fn output(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), SaveError> {
    let shown = super::error::shown(path);
    let refuse = |why: &str| Err(SaveError::refused(shown.clone(), why));
    let old = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        meta => Some(meta.map_err(PathError::on("look at", path))?),
    };
    if old.as_ref().is_some_and(|meta| !meta.is_file()) {
        return refuse("it is a link, a folder or a device, and is not written to");
    }
    if old.is_some() && !overwrite {
        return refuse("it is there already");
    }
    let dir = match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    if !dir.is_dir() {
        let dir = super::error::shown(dir);
        return refuse(&format!("there is no folder {dir}"));
    }
    let there = old.as_ref().map(|meta| (path, meta));
    let temp = written(dir, OUTPUT_PREFIX, there, bytes).map_err(PathError::on("write", path))?;
    let done = match old {
        Some(_) => temp.persist(path).map_err(|error| error.error),
        None => temp.persist_noclobber(path).map_err(|error| error.error),
    };
    done.map_err(PathError::on("make", path))?;
    Ok(())
}

/// Makes a folder, and those above it, if it is not there.
///
/// # Errors
/// What the system says.
pub fn output_folder(dir: &Path) -> Result<(), PathError> {
    make_dir(fs::DirBuilder::new().recursive(true), dir)
}

/// Removes a file of the claims folder, if it still holds `old`.
pub(super) fn remove(real: &Path, old: &[u8]) -> Result<Saved, PathError> {
    if fs::read(real).map_err(PathError::on("read", real))? != old {
        return Ok(Saved::Changed);
    }
    fs::remove_file(real).map_err(PathError::on("remove", real))?;
    Ok(Saved::Done(sync_dir(real.parent().unwrap_or(real))))
}

/// Reads an ordinary file of at most `largest` bytes.
///
/// # Errors
/// The system's reason; that it is no ordinary file; that it is larger.
pub fn read_bounded(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(io::Error::other("it is no ordinary file"));
    }
    let too_large = || {
        let message = format!("it is larger than {largest} bytes");
        io::Error::new(io::ErrorKind::FileTooLarge, message)
    };
    if meta.len() > largest {
        return Err(too_large());
    }
    // Room for one more byte: the end is seen without growing.
    let room = usize::try_from(meta.len()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room.saturating_add(1));
    let mut file = File::open(path)?.take(largest.saturating_add(1));
    file.read_to_end(&mut bytes)?;
    // It may have grown since.
    if bytes.len() as u64 > largest {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Reads standard input to its end, at most `largest` bytes.
///
/// # Errors
/// The system's reason; that it is larger.
pub fn read_input(largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock().take(largest.saturating_add(1));
    input.read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        let message = format!("it is larger than {largest} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// Writes a temp file beside the place it is for; private until it has the mode of the old one.
fn written(
    dir: &Path,
    prefix: &str,
    old: Option<(&Path, &fs::Metadata)>,
    bytes: &[u8],
) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(TEMP_SUFFIX);
    #[cfg(unix)]
    if old.is_none() {
        // The umask takes its part of this, as with any new file.
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o666);
        builder.permissions(mode);
    }
    let mut temp = builder.tempfile_in(dir)?;
    temp.write_all(bytes)?;
    if let Some((path, meta)) = old {
        keep_owner_and_mode(temp.as_file(), meta)?;
        keep_attributes(temp.as_file(), path);
    }
    temp.as_file().sync_all()?;
    Ok(temp)
}

/// Gives a new file the owner, as far as we may, and the mode of the old one.
fn keep_owner_and_mode(file: &File, old: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let new = file.metadata()?;
        if new.gid() != old.gid() {
            // Only root and members of the group may: the file is then ours, as with any editor.
            let _ = fchown(file, None, Some(old.gid()));
        }
        if new.uid() != old.uid() {
            let _ = fchown(file, Some(old.uid()), None);
        }
    }
    file.set_permissions(old.permissions())
}

/// Gives a new file the extended attributes of the old one, access lists among them, as far as the
/// system has them and lets us: labels that only the system may set are its own matter.
fn keep_attributes(file: &File, old: &Path) {
    #[cfg(unix)]
    {
        use xattr::FileExt as _;
        for name in xattr::list(old).into_iter().flatten() {
            if let Ok(Some(value)) = xattr::get(old, &name) {
                let _ = file.set_xattr(&name, &value);
            }
        }
    }
    #[cfg(not(unix))]
    let _ = (file, old);
}

/// Forces a folder's entries to disk; returns what the system says when it can not.
fn sync_dir(dir: &Path) -> Option<String> {
    if cfg!(not(unix)) {
        return None;
    }
    let error = File::open(dir).and_then(|dir| dir.sync_all()).err()?;
    // Some network file systems know no such thing; there is nothing to be done then.
    let unknown = [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported];
    if unknown.contains(&error.kind()) {
        return None;
    }
    Some(format!(
        "written, but the system does not confirm that it is safe on disk: {error}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_only_if_it_still_holds_what_was_read() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        assert_eq!(replace(&path, b"older", b"new").unwrap(), Saved::Changed);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(replace(&path, b"old", b"new").unwrap(), Saved::Done(None));
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(temp.path()), ["a.yaml"], "no temp file stays");
    }

    #[test]
    fn a_file_that_is_there_is_not_made_anew() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("x/y/a.yaml");
        assert_eq!(create(&path, b"one").unwrap(), Saved::Done(None));
        assert_eq!(create(&path, b"two").unwrap(), Saved::Changed);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(path.parent().unwrap()), ["a.yaml"]);
    }

    #[test]
    fn a_missing_file_is_an_error_that_names_it() {
        let error = replace(Path::new("/nowhere/a.yaml"), b"", b"x").unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with("cannot read the mode of /nowhere/a.yaml: "),
            "{text}"
        );
    }

    #[test]
    fn an_export_overwrites_only_when_told() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("out.csv");
        output(&path, b"one", false).unwrap();
        let error = output(&path, b"two", false).unwrap_err();
        assert!(
            error.to_string().ends_with("it is there already"),
            "{error}"
        );
        output(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(output(temp.path(), b"x", true).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn modes_are_kept_and_links_not_written_through() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a.yaml");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        for wanted in [0o640, 0o664, 0o600, 0o755] {
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).unwrap();
            replace(&path, b"old", b"new").unwrap();
            assert_eq!(mode(&path), wanted);
        }
        let (ours, plain) = (temp.path().join("b.yaml"), temp.path().join("c"));
        create(&ours, b"").unwrap();
        fs::write(&plain, "").unwrap();
        assert_eq!(mode(&ours), mode(&plain), "a new file has the usual mode");
        let link = temp.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(output(&link, b"x", true).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_macros, reason = "says when it proves nothing")]
    fn extended_attributes_are_kept() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a.yaml");
        fs::write(&path, "old").unwrap();
        if let Err(error) = xattr::set(&path, "user.reviewed", b"yes") {
            eprintln!("skipped: this file system keeps no attributes: {error}");
            return;
        }
        replace(&path, b"old", b"new").unwrap();
        let kept = xattr::get(&path, "user.reviewed").unwrap();
        assert_eq!(kept.as_deref(), Some(&b"yes"[..]));
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn reading_stops_at_the_bound() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_bounded(&path, 5).unwrap(), b"12345");
        assert!(read_bounded(&path, 4).is_err());
        assert!(read_bounded(temp.path(), 4).is_err());
    }
}
