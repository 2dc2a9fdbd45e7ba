//! Which claims folder is meant.

use std::fs;
use std::path::{Path, PathBuf};

use super::config::Config;
use super::env::Surroundings;
use super::error::{DiskError, PathError, shown};
use super::folder::FOLDER_FILE;
use super::lock::LOCK_FILE;
use super::names;

/// A claims folder that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The folder, absolute and without symlinks.
    pub dir: PathBuf,
    /// The one file that was asked for, by its path under the folder.
    pub only: Option<String>,
    /// Which rule found it, for people.
    pub how: &'static str,
}

/// Returns the claims folder: the argument, `--claims`, `$ONRECORD_CLAIMS`, `claims/` in the
/// current folder or the nearest parent, the config's `claims`, `claims` in the data folder.
///
/// # Errors
/// A path that was named and is not there or is no claims folder; the search goes on only past
/// what was not named. [`DiskError::NoFolder`] says what was tried.
pub fn find_root(
    arg: Option<&Path>,
    flag: Option<&Path>,
    config: &Config,
    env: &Surroundings,
) -> Result<Root, DiskError> {
    let variable = env.claims.as_deref();
    let named = [
        (arg, "the argument"),
        (flag, "--claims"),
        (variable, "$ONRECORD_CLAIMS"),
    ];
    for (path, how) in named {
        if let Some(path) = path {
            return at(&env.absolute(path), how);
        }
    }
    let mut tried = Vec::new();
    for dir in env
        .cwd
        .ancestors()
        .filter(|dir| !dir.as_os_str().is_empty())
    {
        let candidate = dir.join("claims");
        if candidate.is_dir() {
            return at(&candidate, "`claims` here or above");
        }
    }
    tried.push(format!("`claims` in {} and above", shown(&env.cwd)));
    if let Some(claims) = &config.claims {
        return at(&env.absolute(claims), "the config's `claims`");
    }
    tried.push("`claims` in the config (not set)".to_owned());
    if let Some(places) = &env.places {
        let candidate = places.data.join("claims");
        if candidate.is_dir() {
            return at(&candidate, "the data folder");
        }
        tried.push(shown(&candidate));
    }
    Err(DiskError::NoFolder { tried })
}

fn at(path: &Path, how: &'static str) -> Result<Root, DiskError> {
    let real = fs::canonicalize(path).map_err(PathError::on("open", path))?;
    let meta = fs::metadata(&real).map_err(PathError::on("open", &real))?;
    if meta.is_dir() {
        let dir = real;
        return Ok(Root {
            dir,
            only: None,
            how,
        });
    }
    if !meta.is_file() || !names::is_claim_file(&real) {
        return Err(DiskError::NotClaims(path.to_owned()));
    }
    let dir = folder_of(&real);
    let only = names::below(&dir, &real);
    match (dir, only) {
        (dir, Some(only)) => Ok(Root {
            dir,
            only: Some(only),
            how,
        }),
        _ => Err(DiskError::NotClaims(path.to_owned())),
    }
}

/// Returns the claims folder a file belongs to: the nearest folder above that is marked as one or
/// named `claims`, else the file's own.
///
/// Whoever opens one file must lock what others lock who opened the folder; the lock file is
/// therefore a mark too.
fn folder_of(file: &Path) -> PathBuf {
    let own = file.parent().unwrap_or(file);
    let marked = |dir: &&Path| {
        let has = |name: &str| dir.join(name).is_file();
        dir.file_name().is_some_and(|name| name == "claims")
            || [FOLDER_FILE, names::SPEAKERS_FILE, LOCK_FILE]
                .into_iter()
                .any(has)
    };
    own.ancestors().find(marked).unwrap_or(own).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::places::Places;

    struct Fixture {
        temp: tempfile::TempDir,
        env: Surroundings,
        config: Config,
    }

    fn fixture(files: &[&str]) -> Fixture {
        let temp = tempfile::tempdir().unwrap();
        let base = fs::canonicalize(temp.path()).unwrap();
        for file in files {
            let path = base.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::create_dir_all(base.join("cwd/deep")).unwrap();
        let env = Surroundings {
            cwd: base.join("cwd/deep"),
            home: Some(base.clone()),
            places: Some(Places::below(&base.join("home"))),
            ..Surroundings::default()
        };
        let config = Config::default();
        Fixture { temp, env, config }
    }

    impl Fixture {
        fn base(&self) -> PathBuf {
            fs::canonicalize(self.temp.path()).unwrap()
        }

        fn find(&self, arg: Option<&str>, flag: Option<&str>) -> Result<Root, String> {
            let (arg, flag) = (arg.map(Path::new), flag.map(Path::new));
            find_root(arg, flag, &self.config, &self.env).map_err(|e| e.to_string())
        }
    }

    #[test]
    fn the_rules_hold_in_their_order() {
        let all = ["arg/x", "flag/x", "var/x", "cwd/claims/x", "cfg/x"];
        let mut f = fixture(&all);
        let base = f.base();
        fs::create_dir_all(base.join("home/data/claims")).unwrap();
        f.env.claims = Some(base.join("var"));
        f.config.claims = Some("~/cfg".into());
        let dir = |found: Result<Root, String>| {
            let dir = found.unwrap().dir;
            dir.strip_prefix(&base)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(dir(f.find(Some("../../arg"), Some("../../flag"))), "arg");
        assert_eq!(dir(f.find(None, Some("../../flag"))), "flag");
        assert_eq!(dir(f.find(None, None)), "var");
        f.env.claims = None;
        assert_eq!(dir(f.find(None, None)), "cwd/claims");
        fs::rename(base.join("cwd/claims"), base.join("cwd/other")).unwrap();
        assert_eq!(dir(f.find(None, None)), "cfg");
        f.config.claims = None;
        assert_eq!(dir(f.find(None, None)), "home/data/claims");
    }

    #[test]
    fn what_was_named_and_is_not_there_is_an_error_and_no_reason_to_search_on() {
        let f = fixture(&["cwd/claims/x"]);
        let error = f.find(Some("nowhere"), None).unwrap_err();
        assert!(error.starts_with("cannot open"), "{error}");
    }

    #[test]
    fn nothing_found_says_what_was_tried() {
        let f = fixture(&[]);
        let error = f.find(None, None).unwrap_err();
        for part in ["cwd/deep and above", "in the config", "home/data/claims"] {
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn one_file_belongs_to_the_marked_folder_above_it() {
        let f = fixture(&[
            "rec/speakers.yaml",
            "rec/2025/a.yaml",
            "lone/b.yml",
            "lone/b.txt",
        ]);
        let base = f.base();
        let root = f.find(Some("../../rec/2025/a.yaml"), None).unwrap();
        assert_eq!(root.dir, base.join("rec"));
        assert_eq!(root.only.as_deref(), Some("2025/a.yaml"));
        let root = f.find(Some("../../lone/b.yml"), None).unwrap();
        assert_eq!(
            (root.dir, root.only.as_deref()),
            (base.join("lone"), Some("b.yml"))
        );
        let error = f.find(Some("../../lone/b.txt"), None).unwrap_err();
        assert!(error.contains("neither a claims folder nor"), "{error}");
    }
}
