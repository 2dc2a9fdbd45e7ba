//! Where the app was left in a claims folder: taken up at the next start. Derived, and dropped when it
//! can not be read.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::PathError;
use super::places;

/// How wide the panes are, where the user has moved their borders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    /// Columns of the facets.
    pub facets: Option<u16>,
    /// By view, thousandths of the width that the right pane takes.
    pub detail: BTreeMap<String, u16>,
}

/// Where the app was left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The view.
    pub view: String,
    /// The filter's text.
    pub filter: String,
    /// The claim under the cursor of the list, by name.
    pub claim: String,
    /// The marked claims, by name.
    pub marks: Vec<String>,
    /// What was filtered by, oldest first.
    pub history: Vec<String>,
    /// The panes.
    pub panes: Panes,
}

fn path(state: &Path) -> PathBuf {
    state.join("session.json")
}

/// Larger files are not read.
const LARGEST: u64 = 16 << 20;

impl Session {
    /// Reads it from the state folder of a claims folder; nothing when there is none, or none that can
    /// be read.
    #[must_use]
    pub fn load(state: &Path) -> Option<Self> {
        let path = path(state);
        let size = fs::metadata(&path).ok()?.len();
        let text = (size <= LARGEST).then(|| fs::read(&path).ok())??;
        serde_json::from_slice(&text).ok()
    }

    /// Keeps it.
    ///
    /// # Errors
    /// What the system says.
    pub fn save(&self, state: &Path) -> Result<(), PathError> {
        let path = path(state);
        places::make_private_dir(state)?;
        let write = || -> io::Result<()> {
            let text = serde_json::to_vec(self)?;
            let mut file = tempfile::Builder::new()
                .prefix(".session-")
                .tempfile_in(state)?;
            file.write_all(&text)?;
            file.persist(&path).map(drop).map_err(|error| error.error)
        };
        write().map_err(PathError::on("keep the session", &path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_a_broken_one_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Session::load(dir.path()), None);
        let session = Session {
            view: "grid".to_owned(),
            marks: vec!["a/b".to_owned()],
            ..Session::default()
        };
        session.save(dir.path()).unwrap();
        assert_eq!(Session::load(dir.path()), Some(session));
        fs::write(path(dir.path()), "{\"view\": \"grid\", \"later\": 1}").unwrap();
        assert_eq!(Session::load(dir.path()).unwrap().view, "grid");
        fs::write(path(dir.path()), "nonsense").unwrap();
        assert_eq!(Session::load(dir.path()), None);
    }
}
