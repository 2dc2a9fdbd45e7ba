//! From a path under the claims folder to the one true file that may be written.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::yaml::Limits;

use super::error::{PathError, SaveError};
use super::names;
use super::root::Root;
use super::save::read_bounded;
use super::scan::outside;

/// Returns the true path of a file that is there and may be written.
pub(super) fn existing(root: &Root, file: &str) -> Result<PathBuf, SaveError> {
    only_down(file)?;
    let path = root.dir.join(file);
    let real = fs::canonicalize(&path).map_err(PathError::on("open", &path))?;
    let read_only = |why: String| SaveError::ReadOnly {
        file: file.to_owned(),
        why,
    };
    if names::below(&root.dir, &real).is_none() {
        return Err(read_only(outside(&real)));
    }
    let meta = fs::metadata(&real).map_err(PathError::on("open", &real))?;
    if !meta.is_file() {
        return Err(SaveError::refused(file, "it is no ordinary file"));
    }
    if meta.permissions().readonly() {
        return Err(read_only("its mode forbids writing".to_owned()));
    }
    Ok(real)
}

/// Returns the true path of a file that is not there yet and may be made.
pub(super) fn fresh(root: &Root, file: &str) -> Result<PathBuf, SaveError> {
    names::check_new_file(file).map_err(|why| SaveError::refused("a new file", why))?;
    let path = root.dir.join(file);
    for other in [
        path.clone(),
        path.with_extension("yaml"),
        path.with_extension("yml"),
    ] {
        if fs::symlink_metadata(&other).is_ok() {
            let other = super::error::shown(&other);
            return Err(SaveError::refused(
                file,
                format!("{other} is there already"),
            ));
        }
    }
    // Folders on the way may be links; those that are not there yet will be ours.
    let mut there = root.dir.as_path();
    for dir in path.ancestors().skip(1) {
        if dir.try_exists().map_err(PathError::on("look at", dir))? {
            there = dir;
            break;
        }
    }
    let real = fs::canonicalize(there).map_err(PathError::on("open", there))?;
    if real != root.dir && names::below(&root.dir, &real).is_none() {
        return Err(SaveError::ReadOnly {
            file: file.to_owned(),
            why: outside(&real),
        });
    }
    Ok(path)
}

/// Returns the bytes of a file as they are now.
pub(super) fn read(real: &Path, limits: &Limits) -> Result<Vec<u8>, PathError> {
    read_bounded(real, limits.bytes as u64).map_err(PathError::on("read", real))
}

fn only_down(file: &str) -> Result<(), SaveError> {
    let mut parts = Path::new(file).components();
    let down = parts.all(|part| matches!(part, Component::Normal(_)));
    if down && !file.is_empty() {
        return Ok(());
    }
    Err(SaveError::refused(
        file,
        "it is no path below the claims folder",
    ))
}
