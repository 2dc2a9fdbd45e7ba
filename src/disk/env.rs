//! The surroundings of a run: folder, home, variables and clock, read once and passed on as values.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

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
    /// Whether the process is ours alone: it ends with the command, and nobody else needs threads.
    pub own_process: bool,
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
            own_process: true,
        }
    }

    /// Returns a path with a leading `~/` replaced by the home folder, made absolute.
    #[must_use]
    pub fn absolute(&self, path: &Path) -> PathBuf {
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

/// Where the system keeps the rules of its own time zone.
const LOCAL_TIME: &str = "/etc/localtime";

/// Returns the time zone of the machine; UTC when it has none.
///
/// The rules are read where the system keeps them. To look a zone up by its name, as `$TZ` may give
/// it, the library first lists every zone there is, which takes longer than a short command.
#[must_use]
pub fn zone() -> TimeZone {
    let named = std::env::var_os("TZ").is_some();
    let rules = if named {
        None
    } else {
        rules(Path::new(LOCAL_TIME))
    };
    rules.unwrap_or_else(TimeZone::system)
}

fn rules(file: &Path) -> Option<TimeZone> {
    let name = std::fs::canonicalize(file).ok()?;
    let (_, name) = name.to_str()?.split_once("/zoneinfo/")?;
    TimeZone::tzif(name, &std::fs::read(file).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_that_of_the_system() {
        let system = TimeZone::system();
        for at in ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"] {
            let at: Timestamp = at.parse().unwrap();
            assert_eq!(zone().to_offset(at), system.to_offset(at));
        }
        // What holds no rules is passed over.
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("zoneinfo");
        assert!(rules(&file).is_none());
        std::fs::create_dir(&file).unwrap();
        std::fs::write(file.join("Nowhere"), "no rules").unwrap();
        assert!(rules(&file.join("Nowhere")).is_none());
    }

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
