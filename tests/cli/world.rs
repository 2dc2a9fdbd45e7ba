//! A world of its own for each test: an empty home, no settings, a known author, no colour.

use std::path::Path;
use std::process::Command;

/// Where a test runs the program; removed when this is dropped.
pub struct World {
    home: tempfile::TempDir,
}

impl World {
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { home }
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The environment that the program sees.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let below = |name: &str| self.home().join(name).display().to_string();
        vec![
            ("HOME", self.home().display().to_string()),
            ("XDG_CONFIG_HOME", below("config")),
            ("XDG_DATA_HOME", below("data")),
            ("XDG_STATE_HOME", below("state")),
            ("XDG_CACHE_HOME", below("cache")),
            ("ONRECORD_AUTHOR", "dana".to_owned()),
            // Empty is absent.
            ("ONRECORD_CLAIMS", String::new()),
            ("NO_COLOR", "1".to_owned()),
            ("CLICOLOR_FORCE", String::new()),
            ("TZ", "UTC".to_owned()),
        ]
    }

    /// The program, in a folder, with nothing of the environment the tests run in.
    pub fn onrecord(&self, dir: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .env_clear()
            .envs(self.variables())
            .current_dir(dir)
            .args(args);
        command
    }
}
