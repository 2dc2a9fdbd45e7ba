//! YAML: the claims as claim files of their own, to hand to somebody else.

use std::io::{self, Write};

use super::{ExportError, Format, Selection};
use crate::model::{Claim, Speaker};
use crate::store::{ClaimRef, FileRef};
use crate::yaml::{FileEdit, Limits, edit, new_file, new_speakers, read_claims};

pub(super) const FORMAT: Format = Format::row(
    "yaml",
    "yaml",
    "a claim file with the article and these claims; of several articles, one file each in a folder",
    write,
);

/// The file of the speakers at the root of a claims folder.
const SPEAKERS: &str = "speakers.yaml";

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    match selection.by_file().as_slice() {
        [] => Ok(()),
        [(file, claims)] => out.write_all(text(selection, *file, claims).as_bytes()),
        files => Err(ExportError::ManyArticles(files.len()).into()),
    }
}

fn text(selection: &Selection<'_>, file: FileRef<'_>, claims: &[ClaimRef<'_>]) -> String {
    let claims: Vec<Claim> = claims.iter().map(|&claim| selection.data(claim)).collect();
    new_file(file.article(), &claims)
}

/// Returns the selection as a claims folder of its own: each file's path under the folder and its
/// bytes, with the known speakers of these claims in `speakers.yaml`.
///
/// `original` gives the bytes of a file as it stands, where they may be handed out: the other claims
/// are cut out of them, and every byte of these stays.
#[must_use]
pub fn files(
    selection: &Selection<'_>,
    original: &dyn Fn(&str) -> Option<Vec<u8>>,
    limits: &Limits,
) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = selection
        .by_file()
        .iter()
        .map(|(file, claims)| {
            let cut = original(file.path()).and_then(|bytes| cut(*file, claims, bytes, limits));
            let bytes = cut.unwrap_or_else(|| text(selection, *file, claims).into_bytes());
            (file.path().to_owned(), bytes)
        })
        .collect();
    let speakers = known_speakers(selection);
    if !speakers.is_empty() {
        files.push((SPEAKERS.to_owned(), new_speakers(&speakers).into_bytes()));
    }
    files
}

/// Returns a file's bytes without its other claims; nothing when they are no longer those that were
/// loaded, or can not be cut.
fn cut(
    file: FileRef<'_>,
    claims: &[ClaimRef<'_>],
    mut bytes: Vec<u8>,
    limits: &Limits,
) -> Option<Vec<u8>> {
    let read = read_claims(file.path(), &bytes, limits);
    let kept = |id: &str| claims.iter().find(|claim| claim.id() == id);
    for one in &read.claims {
        match kept(&one.claim.id) {
            Some(claim) if claim.to_claim() != one.claim => return None,
            Some(_) => {}
            None => {
                let delete = FileEdit::DeleteClaim(one.claim.id.clone());
                bytes = edit(file.path(), &bytes, &delete, limits).ok()?;
            }
        }
    }
    let left = read_claims(file.path(), &bytes, limits);
    let whole = left.claims.len() == claims.len() && left.problems.is_empty();
    (whole && left.article == *file.article()).then_some(bytes)
}

/// In the order of the store, each once.
fn known_speakers(selection: &Selection<'_>) -> Vec<Speaker> {
    let speaking = selection.claims().filter_map(|claim| claim.speaker());
    let mut speaking: Vec<_> = speaking.map(|speaker| speaker.ix()).collect();
    speaking.sort_unstable();
    speaking.dedup();
    speaking
        .into_iter()
        .filter_map(|ix| selection.store.speaker(ix)?.profile().cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, article, claim, store_of};
    use super::super::{Options, tests};
    use super::*;
    use crate::model::LogEntry;
    use crate::store::{Folder, LoadedFile, Store};
    use crate::yaml::read_speakers;

    fn two_files() -> Store {
        let file = |path: &str| LoadedFile {
            path: path.to_owned(),
            article: article(),
            claims: vec![(claim("a"), 1), (claim("b"), 2)],
            ..LoadedFile::default()
        };
        let known = |name: &str| Speaker {
            name: name.to_owned(),
            aliases: vec![format!("{name}: \"x\"")],
            ..Speaker::default()
        };
        let folder = Folder {
            speakers: vec![known("Nobody"), known("Tom Serres")],
            ..Folder::default()
        };
        Store::build(vec![file("2025/x.yaml"), file("y.yaml")], folder)
    }

    #[test]
    fn one_article_is_a_file_that_reads_back_the_same() {
        let mut claims: Vec<Claim> = HOSTILE
            .iter()
            .map(|quote| Claim {
                quote: Some((*quote).to_owned()),
                annotations: vec![LogEntry {
                    note: Some((*quote).to_owned()),
                    ..LogEntry::default()
                }],
                ..claim("x")
            })
            .collect();
        for (n, claim) in claims.iter_mut().enumerate() {
            claim.id = format!("c{n}");
        }
        let store = store_of("a.yaml", article(), claims.clone(), vec![]);
        let text = tests::text_of("yaml", &store, &Options::default());
        let read = read_claims("a.yaml", text.as_bytes(), &Limits::default());
        assert_eq!(read.article, article());
        let back: Vec<Claim> = read.claims.into_iter().map(|one| one.claim).collect();
        assert_eq!(back, claims);

        let silent = Options {
            notes: false,
            ..Options::default()
        };
        let text = tests::text_of("yaml", &store, &silent);
        assert!(!text.contains("annotations"));
    }

    #[test]
    fn several_articles_are_files_in_a_folder() {
        let store = two_files();
        let rows: Vec<_> = store.claims().map(|claim| claim.ix()).skip(1).collect();
        let options = Options::default();
        let selection = Selection {
            store: &store,
            rows: &rows,
            query: "",
            options: &options,
        };
        let error = FORMAT.write(&selection, &mut Vec::new()).unwrap_err();
        let reason = ExportError::of(&error);
        assert_eq!(reason, Some(&ExportError::ManyArticles(2)));
        assert_eq!(
            reason.unwrap().hint(),
            "write one file an article with `-o DIR/`"
        );

        let files = files(&selection, &|_| None, &Limits::default());
        let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["2025/x.yaml", "y.yaml", "speakers.yaml"]);
        let count = |bytes: &[u8]| {
            let read = read_claims("x", bytes, &Limits::default());
            read.claims.len()
        };
        assert_eq!((count(&files[0].1), count(&files[1].1)), (1, 2));
        let (speakers, problems) = read_speakers(SPEAKERS, &files[2].1, &Limits::default());
        assert_eq!(
            (speakers.as_slice(), problems.len()),
            (&store.folder().speakers[1..], 0)
        );
    }
}
