//! The bundled record as a private copy, to try everything on.

use std::fs;
use std::path::Path;

use super::error::PathError;
use super::root::Root;

/// The files of the bundled record, by name and content.
const FILES: &[(&str, &str)] = &[
    (
        "2025-02-01-deepseek-upending-ai.yaml",
        include_str!("../../claims/2025-02-01-deepseek-upending-ai.yaml"),
    ),
    ("speakers.yaml", include_str!("../../claims/speakers.yaml")),
];

/// A copy of the bundled record, removed when this is dropped.
#[derive(Debug)]
pub struct Demo {
    /// Its claims folder.
    pub root: Root,
    _temp: tempfile::TempDir,
}

/// Writes the bundled record to a new temporary folder that only the user may enter.
///
/// # Errors
/// What the system says.
pub fn demo() -> Result<Demo, PathError> {
    let base = std::env::temp_dir();
    let mut builder = tempfile::Builder::new();
    builder.prefix("onrecord-demo-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let temp = builder
        .tempdir_in(&base)
        .map_err(PathError::on("make a folder in", &base))?;
    let dir = fs::canonicalize(temp.path())
        .map_err(PathError::on("open", temp.path()))?
        .join("claims");
    write_into(&dir)?;
    Ok(Demo {
        root: Root {
            dir,
            only: None,
            how: "the demo",
        },
        _temp: temp,
    })
}

fn write_into(dir: &Path) -> Result<(), PathError> {
    fs::create_dir(dir).map_err(PathError::on("make the folder", dir))?;
    for (name, text) in FILES {
        let path = dir.join(name);
        fs::write(&path, text).map_err(PathError::on("write", &path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;
    use crate::yaml::Limits;

    #[test]
    fn the_bundled_record_loads_from_a_private_folder_that_goes_away() {
        let demo = demo().unwrap();
        let loaded = crate::disk::load(&demo.root, &Limits::default(), None, &|_, _| {});
        let store = loaded.unwrap().0.store;
        assert!(store.len() >= 50, "{}", store.len());
        let errors = store
            .read_problems()
            .filter(|p| p.severity == Severity::Error);
        assert_eq!(errors.count(), 0);
        let parent = demo.root.dir.parent().unwrap().to_owned();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&parent).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        drop(demo);
        assert!(!parent.exists());
    }

    #[test]
    fn every_file_of_the_record_is_bundled() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        let bundled: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, bundled);
    }
}
