//! File names of a claims folder: which are claim files, which are safe to make. Opens nothing.

use std::path::{Component, Path};

use crate::text::clean::clean;

use super::folder::FOLDER_FILE;

/// The file of the folder's speakers.
pub const SPEAKERS_FILE: &str = "speakers.yaml";

/// How the names of files begin that a save is writing.
pub(super) const SAVE_PREFIX: &str = ".onrecord-save-";
/// How the names of files begin that an export is writing.
pub(super) const OUTPUT_PREFIX: &str = ".onrecord-out-";
/// How both end.
pub(super) const TEMP_SUFFIX: &str = ".tmp";

/// Names that Windows gives to devices, whatever their extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Tells that a path has the extension of a claim file.
pub(super) fn is_claim_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Tells that a file at the root of a claims folder is no article.
pub(super) fn is_root_file(relative: &str) -> bool {
    relative == SPEAKERS_FILE || relative == FOLDER_FILE
}

/// Tells that a name is hidden, as those of locks, temp files and swap files are.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Tells that a name is that of a file a save was writing.
pub(super) fn is_save_temp(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.as_encoded_bytes();
        name.starts_with(SAVE_PREFIX.as_bytes()) && name.ends_with(TEMP_SUFFIX.as_bytes())
    })
}

/// Returns a path under the folder with `/` on every system; nothing when it is not below, or not
/// UTF-8.
pub(super) fn below(dir: &Path, path: &Path) -> Option<String> {
    let mut out = String::new();
    for part in path.strip_prefix(dir).ok()?.components() {
        let Component::Normal(part) = part else {
            return None;
        };
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(part.to_str()?);
    }
    (!out.is_empty()).then_some(out)
}

/// Refuses a path under the claims folder that could leave it, hide, or not be made everywhere.
///
/// # Errors
/// What is wrong with it.
pub fn check_new_file(path: &str) -> Result<(), String> {
    let refuse = |why: &str| Err(format!("`{}`: {why}", clean(path)));
    if !is_claim_file(Path::new(path)) {
        return refuse("a claim file ends in .yaml or .yml");
    }
    if is_root_file(path) {
        return refuse("that name is taken by the folder itself");
    }
    for part in path.split('/') {
        let stem = part.split('.').next().unwrap_or(part).to_lowercase();
        let port = ["com", "lpt"]
            .into_iter()
            .filter_map(|kind| stem.strip_prefix(kind))
            .any(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
        if part.is_empty() {
            return refuse("it is no path below the claims folder");
        }
        if part.starts_with('.') || part.starts_with('-') {
            return refuse("no part may begin with `.` or `-`");
        }
        if part.ends_with(['.', ' ']) || part.len() > 200 {
            return refuse("a part ends in a dot or a space, or is longer than 200 bytes");
        }
        if part.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) || clean(part) != part {
            return refuse("it has a character that not every system can keep in a file name");
        }
        if port || DEVICES.contains(&stem.as_str()) {
            return refuse("Windows keeps that name for a device");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_stays_below_and_can_be_made_everywhere() {
        for good in ["a.yaml", "2025/deepseek.yml", "élan vital.yaml"] {
            assert_eq!(check_new_file(good), Ok(()), "{good}");
        }
        let long = format!("{}.yaml", "a".repeat(300));
        for bad in [
            "../../x.yaml",
            "/etc/x.yaml",
            ".git/hooks/pre-commit.yaml",
            "a\0b.yaml",
            "CON.yaml",
            "com1.yaml",
            "sub/aux.yaml",
            "-rf.yaml",
            ".yaml",
            "a//b.yaml",
            "a\\b.yaml",
            "c:x.yaml",
            "a\n.yaml",
            "a.txt",
            "speakers.yaml",
            &long,
        ] {
            assert!(check_new_file(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_path_below_has_slashes_and_one_outside_has_none() {
        let dir = Path::new("/r");
        assert_eq!(
            below(dir, Path::new("/r/a/b.yaml")).as_deref(),
            Some("a/b.yaml")
        );
        for outside in ["/r", "/x/a", "/r/../x"] {
            assert_eq!(below(dir, Path::new(outside)), None);
        }
    }
}
