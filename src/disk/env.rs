//! The surroundings of a run: folder, home, variables and clock, read once and passed on as values.

use std::ffi::OsString;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::places::Places;

/// Where a run takes place. Tests make one by hand.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The current folder.
    pub cwd: PathBuf,
    /// The home folder, when there is one.
    pub home: Option<PathBuf>,
    /// Where the platform keeps config, data, state and cache, when it says so.
    pub places: Option<Places>,
    /// `$ONRECORD_CLAIMS`.
    pub claims: Option<PathBuf>,
    /// `$ONRECORD_AUTHOR`.
    pub author: Option<String>,
    /// `$VISUAL`.
    pub visual: Option<OsString>,
    /// `$EDITOR`.
    pub editor: Option<OsString>,
    /// The login name: `$USER`, `$LOGNAME` or `$USERNAME`.
    pub login: Option<String>,
    /// `$NO_COLOR` is set and not empty (no-color.org).
    pub no_color: bool,
    /// Whether git may be asked for its `user.name`.
    pub ask_git: bool,
}

impl Surroundings {
    /// Reads the surroundings of this process. Empty variables count as absent.
    #[must_use]
    pub fn read() -> Self {
        let text = |name: &str| var(name).and_then(|value| value.into_string().ok());
        Self {
            cwd: std::env::current_dir().unwrap_or_default(),
            home: directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()),
            places: Places::of_platform(),
            claims: var("ONRECORD_CLAIMS").map(PathBuf::from),
            author: text("ONRECORD_AUTHOR"),
            visual: var("VISUAL"),
            editor: var("EDITOR"),
            login: ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(text),
            no_color: var("NO_COLOR").is_some(),
            ask_git: true,
        }
    }

    /// Returns a path with a leading `~/` replaced by the home folder, made absolute.
    #[must_use]
    pub fn absolute(&self, path: &std::path::Path) -> PathBuf {
        match (path.strip_prefix("~"), &self.home) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => self.cwd.join(path),
        }
    }
}

fn var(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Returns the present instant.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Returns the time zone of the machine; UTC when it has none.
#[must_use]
pub fn zone() -> TimeZone {
    TimeZone::system()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_tilde_is_the_home_folder_and_a_relative_path_is_below_the_current_one() {
        let env = Surroundings {
            cwd: PathBuf::from("/here"),
            home: Some(PathBuf::from("/home/dana")),
            ..Surroundings::default()
        };
        for (given, absolute) in [
            ("~/claims", "/home/dana/claims"),
            ("~", "/home/dana"),
            ("~dana", "/here/~dana"),
            ("a/b", "/here/a/b"),
            ("/a", "/a"),
        ] {
            assert_eq!(env.absolute(Path::new(given)), Path::new(absolute));
        }
    }
}
