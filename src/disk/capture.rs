//! Capturing an article: its file read, its text kept in the sources folder, its record ready to write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{PathError, SaveError};
use super::save::read_bounded;
use super::sources;
use super::write::Write;
use crate::model::{SourcePin, file_stem};
use crate::source::capture::{Record, html};

/// Most names that are offered to complete a path.
const MOST_NAMES: usize = 50;

/// What was kept of an article, to be written down.
#[derive(Debug)]
pub struct Kept {
    /// The write that makes the record.
    pub write: Write,
    /// The text's file in the sources folder, when it was put there now.
    fresh: Option<String>,
}

impl Kept {
    /// Takes the text out of the sources folder again, because the record was refused.
    pub fn discard(&self, folder: &Path) {
        if let Some(file) = &self.fresh {
            sources::discard(folder, file);
        }
    }
}

/// Reads the file of an article; `~/` is the home folder.
///
/// # Errors
/// It is no ordinary file, larger than any article's page, or the system's reasons.
pub fn article(path: &Path) -> Result<Vec<u8>, PathError> {
    let largest = u64::try_from(html::LARGEST).unwrap_or(u64::MAX);
    let path = at_home(path);
    read_bounded(&path, largest).map_err(PathError::on("read the article", &path))
}

/// Puts the text of a record into the sources folder, and returns the write that makes the record.
///
/// # Errors
/// The record is there already, another text has the name, the folder can not be written.
pub fn keep(dir: &Path, folder: &Path, file: &str, record: Record) -> Result<Kept, SaveError> {
    if dir.join(file).exists() {
        return Err(SaveError::refused(file, "it is there already"));
    }
    let source = format!("{}.txt", file_stem(file).replace('/', "-"));
    let (sha256, fresh) = sources::keep(folder, &source, &record.text)?;
    let mut article = record.article;
    article.source = Some(SourcePin {
        file: Some(source.clone()),
        sha256: Some(sha256),
    });
    Ok(Kept {
        write: Write::NewFile {
            file: file.to_owned(),
            article,
            claims: record.claims,
        },
        fresh: fresh.then_some(source),
    })
}

/// Returns the paths that a typed one may be the beginning of: folders with a `/` behind them, and
/// files. Hidden ones are offered when their dot is typed.
#[must_use]
pub fn names(typed: &str) -> Vec<String> {
    let (folder, start) = match typed.rsplit_once('/') {
        Some((folder, start)) => (format!("{folder}/"), start),
        None => (String::new(), typed),
    };
    let at = at_home(Path::new(if folder.is_empty() { "." } else { &folder }));
    let Ok(entries) = fs::read_dir(at) else {
        return Vec::new();
    };
    let mut found: Vec<String> = entries
        .filter_map(|entry: io::Result<fs::DirEntry>| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !start.starts_with('.');
            let kind = fs::metadata(entry.path()).ok()?;
            let end = if kind.is_dir() { "/" } else { "" };
            let offered = !hidden && name.starts_with(start) && (kind.is_dir() || kind.is_file());
            offered.then(|| format!("{folder}{name}{end}"))
        })
        .collect();
    found.sort();
    found.truncate(MOST_NAMES);
    found
}

fn at_home(path: &Path) -> PathBuf {
    let home = || Some(directories::BaseDirs::new()?.home_dir().to_owned());
    match path.strip_prefix("~") {
        Ok(rest) => home().map_or_else(|| path.to_owned(), |home| home.join(rest)),
        Err(_) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::capture::{Given, record};

    #[test]
    fn the_text_is_kept_and_taken_back_when_the_record_is_refused() {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("sources");
        let text = b"Tunnel late\n\nBy Ruth Adeyemi\n\n\xe2\x80\x9cIt cost $6 million,\xe2\x80\x9d said Ann Lee.\n";
        let made = || record(text, None, &Given::default(), &|_, _| true).unwrap();
        let kept = keep(temp.path(), &folder, "2025/tunnel.yaml", made()).unwrap();
        let source = folder.join("2025-tunnel.txt");
        assert_eq!(fs::read(&source).unwrap(), text);
        let Write::NewFile {
            article, claims, ..
        } = &kept.write
        else {
            panic!("{:?}", kept.write);
        };
        assert_eq!(
            article.source.as_ref().unwrap().file.as_deref(),
            Some("2025-tunnel.txt")
        );
        assert!(!claims.is_empty());
        kept.discard(&folder);
        assert!(!source.exists());
        fs::write(temp.path().join("there.yaml"), "").unwrap();
        assert!(keep(temp.path(), &folder, "there.yaml", made()).is_err());
        assert!(!folder.join("there.txt").exists());
    }

    #[test]
    fn paths_are_completed() {
        let temp = tempfile::tempdir().unwrap();
        let base = temp.path().display();
        fs::create_dir(temp.path().join("articles")).unwrap();
        for name in ["a.txt", "b.txt", ".hidden"] {
            fs::write(temp.path().join(name), "").unwrap();
        }
        let names = |typed: &str| names(&format!("{base}/{typed}"));
        assert_eq!(
            names("a"),
            [format!("{base}/a.txt"), format!("{base}/articles/")]
        );
        assert_eq!(names("").len(), 3);
        assert_eq!(names(".h"), [format!("{base}/.hidden")]);
        assert_eq!(names("none/x"), [""; 0]);
    }

    #[test]
    fn an_article_is_read_within_bounds() {
        let temp = tempfile::tempdir().unwrap();
        let large = temp.path().join("large.html");
        fs::File::create(&large)
            .unwrap()
            .set_len(50_000_000)
            .unwrap();
        let why = article(&large).unwrap_err().to_string();
        assert!(why.contains("larger than"), "{why}");
        assert!(article(&temp.path().join("none")).is_err());
    }
}
