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

/// Most files of a folder that are offered.
const MOST_NAMES: usize = 5_000;

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

/// A folder's folders and files, for choosing an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The folder.
    pub folder: String,
    /// The folder above, if there is one.
    pub parent: Option<String>,
    /// What is in it: folders, then what looks like an article, then the rest, each by name.
    pub entries: Vec<Entry>,
}

/// One folder or file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: String,
    /// It is a folder.
    pub folder: bool,
    /// Its size.
    pub bytes: u64,
}

/// Lists a folder, the current one when none is named; what is hidden and what is neither folder nor
/// file is left out.
///
/// # Errors
/// The system's reasons.
pub fn listing(folder: Option<&str>) -> Result<Listing, PathError> {
    let typed = at_home(Path::new(folder.unwrap_or(".")));
    let at = fs::canonicalize(&typed).unwrap_or(typed);
    let read = fs::read_dir(&at).map_err(PathError::on("list the folder", &at))?;
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        let meta = fs::metadata(entry.path()).ok()?;
        let shown = !name.starts_with('.') && (meta.is_dir() || meta.is_file());
        shown.then(|| Entry {
            path: entry.path().display().to_string(),
            folder: meta.is_dir(),
            bytes: meta.len(),
            name,
        })
    };
    let mut entries: Vec<Entry> = read.filter_map(entry).collect();
    entries.sort_by_cached_key(|entry| (order(entry), entry.name.to_lowercase()));
    entries.truncate(MOST_NAMES);
    Ok(Listing {
        parent: at.parent().map(|parent| parent.display().to_string()),
        folder: at.display().to_string(),
        entries,
    })
}

fn order(entry: &Entry) -> u8 {
    let end = entry
        .name
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    match end.as_deref() {
        _ if entry.folder => 0,
        Some("txt" | "text" | "md" | "html" | "htm" | "xhtml") => 1,
        _ => 2,
    }
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
    fn a_folder_is_listed_with_what_looks_like_an_article_first() {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("more")).unwrap();
        for name in ["B.HTML", "a.txt", ".hidden", "a.png"] {
            fs::write(temp.path().join(name), "text").unwrap();
        }
        let folder = temp.path().display().to_string();
        let listed = listing(Some(&folder)).unwrap();
        let names: Vec<&str> = listed.entries.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["more", "a.txt", "B.HTML", "a.png"]);
        assert!(listed.entries[0].folder && listed.entries[1].bytes == 4);
        assert!(listed.parent.is_some());
        let why = listing(Some(&format!("{folder}/none"))).unwrap_err();
        assert!(why.to_string().contains("list the folder"), "{why}");
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
