//! Changes of the user's config, told as they happen.
//!
//! The file is looked at once a second: it may not be there yet, its folder neither, and an editor may
//! put another file in its place.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};

use super::config::Config;

/// How often it is looked at.
const ROUND: Duration = Duration::from_secs(1);

/// Watches until it is dropped.
#[derive(Debug)]
pub struct ConfigWatch {
    _alive: Arc<()>,
}

/// Watches a config file and the views beside it. `on_change` is called from a thread of its own with
/// what is read then, when it says something else than `known`.
pub fn watch_config(
    file: &Path,
    known: Config,
    on_change: impl Fn(Config) + Send + 'static,
) -> ConfigWatch {
    let alive = Arc::new(());
    let weak = Arc::downgrade(&alive);
    let file = file.to_owned();
    std::thread::spawn(move || watch(&weak, &file, known, &on_change));
    ConfigWatch { _alive: alive }
}

fn watch(alive: &Weak<()>, file: &Path, mut known: Config, on_change: &dyn Fn(Config)) {
    // Whatever happened since it was read is seen in the first round.
    let mut seen = None;
    loop {
        std::thread::sleep(ROUND);
        if alive.upgrade().is_none() {
            return;
        }
        let now = Some(looks(file));
        if now == seen {
            continue;
        }
        seen = now;
        let config = Config::load_all(file);
        if config != known {
            known = config.clone();
            on_change(config);
        }
    }
}

/// When each was written, and how long it is.
type Looks = [Option<(SystemTime, u64)>; 2];

fn looks(file: &Path) -> Looks {
    let look = |file: PathBuf| {
        let meta = std::fs::metadata(file).ok()?;
        Some((meta.modified().ok()?, meta.len()))
    };
    [look(file.to_owned()), look(super::saved::file(file))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_config_that_comes_changes_and_goes_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("onrecord").join("config.toml");
        let (tell, told) = channel();
        let on_change = move |config| tell.send(config).unwrap_or(());
        let watch = watch_config(&file, Config::load_all(&file), on_change);
        let next = || told.recv_timeout(Duration::from_secs(20)).unwrap();
        std::fs::create_dir(file.parent().unwrap()).unwrap();
        std::fs::write(&file, "mouse = false\n").unwrap();
        assert!(!next().mouse);
        std::fs::write(&file, "mouse = 3\n").unwrap();
        let config = next();
        assert!(config.mouse);
        assert_eq!(config.problems.len(), 1);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(next().problems, []);
        drop(watch);
    }
}
