//! Files and folder settings read from the disk into what a store is put together from.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::model::{Article, Diagnostic, Severity};
use crate::store::{Block, FilePart, Folder, LoadedFile};
use crate::yaml::{self, Limits};

use super::cache::{Look, Stamp};
use super::folder::folder_settings;
use super::names::SPEAKERS_FILE;
use super::root::Root;
use super::save::read_bounded;
use super::scan::FoundFile;

/// So many files at most are read into one block.
const AT_ONCE: usize = 512;

/// Reads files into blocks, on all cores; `now` is when that began. Once `go_on` says to stop, nothing
/// comes of a file that was not read.
pub(super) fn read_all(
    files: &[&FoundFile],
    limits: &Limits,
    now: SystemTime,
    go_on: &(dyn Fn(usize, usize) -> bool + Sync),
) -> Vec<Option<(FilePart, Stamp)>> {
    let (done, total) = (AtomicUsize::new(0), files.len());
    let stopped = AtomicBool::new(false);
    let share = total.div_ceil(4 * rayon::current_num_threads());
    let read = |files: &[&FoundFile]| -> Vec<Option<(FilePart, Stamp)>> {
        let one = |file: &&FoundFile| {
            if stopped.load(Ordering::Relaxed) {
                return None;
            }
            let loaded = load_file(file, limits, now);
            if !go_on(done.fetch_add(1, Ordering::Relaxed) + 1, total) {
                stopped.store(true, Ordering::Relaxed);
            }
            Some(loaded)
        };
        let read: Vec<Option<(LoadedFile, Stamp)>> = files.par_iter().map(one).collect();
        let is_read: Vec<bool> = read.iter().map(Option::is_some).collect();
        let (loaded, stamps): (Vec<LoadedFile>, Vec<Stamp>) = read.into_iter().flatten().unzip();
        let block = Arc::new(Block::of(&loaded));
        let part = |(at, file): (usize, LoadedFile)| FilePart {
            block: Arc::clone(&block),
            at,
            problems: Some(Arc::new(file.problems)),
            read_only: file.read_only,
        };
        let parts = loaded.into_iter().enumerate().map(part);
        let mut parts = parts.zip(stamps);
        let part = |is_read: bool| is_read.then(|| parts.next()).flatten();
        is_read.into_iter().map(part).collect()
    };
    let chunks = files.par_chunks(share.clamp(1, AT_ONCE)).map(read);
    chunks.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Reads what belongs to the whole folder.
pub(super) fn folder(root: &Root, limits: &Limits) -> Folder {
    let settings = folder_settings(&root.dir);
    let mut folder = Folder {
        scale: settings.scale,
        problems: settings.problems,
        ..Folder::default()
    };
    read_speakers(&root.dir, limits, &mut folder);
    folder
}

fn read_speakers(root: &Path, limits: &Limits, folder: &mut Folder) {
    let path = root.join(SPEAKERS_FILE);
    let bytes = super::places::ordinary_or_absent(&path)
        .and_then(|()| read_bounded(&path, limits.bytes as u64));
    match bytes {
        Ok(bytes) => {
            let (speakers, problems) = yaml::read_speakers(SPEAKERS_FILE, &bytes, limits);
            folder.speakers = speakers;
            folder.problems.extend(problems);
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => folder.problems.push(unreadable(SPEAKERS_FILE, &error)),
    }
}

fn load_file(file: &FoundFile, limits: &Limits, now: SystemTime) -> (LoadedFile, Stamp) {
    // Looked at before it is read: a write in between makes it look changed the next time.
    let meta = std::fs::metadata(&file.real).ok();
    let bytes = match read_bounded(&file.real, limits.bytes as u64) {
        Ok(bytes) => bytes,
        Err(error) => {
            let loaded = LoadedFile {
                path: file.path.clone(),
                article: Article::default(),
                problems: vec![unreadable(&file.path, &error)],
                read_only: Some(format!("it could not be read: {error}")),
                ..LoadedFile::default()
            };
            return (loaded, Stamp::default());
        }
    };
    let look = meta.as_ref().map(Look::of);
    let stamp = look.map(|look| Stamp::new(look, &bytes, now));
    let read = yaml::read_claims(&file.path, &bytes, limits);
    let loaded = LoadedFile {
        read_only: read_only(file, &read.problems, meta.as_ref()),
        path: file.path.clone(),
        article: read.article,
        claims: read.claims.into_iter().map(|c| (c.claim, c.line)).collect(),
        problems: read.problems,
    };
    (loaded, stamp.unwrap_or_default())
}

/// Returns why a file can not be written, when it can not.
pub(super) fn read_only(
    file: &FoundFile,
    problems: &[Diagnostic],
    meta: Option<&std::fs::Metadata>,
) -> Option<String> {
    let own = file.read_only.clone();
    own.or_else(|| protected(meta, problems))
}

/// Returns why a file of the folder must not be written, whatever the edit.
fn protected(meta: Option<&std::fs::Metadata>, problems: &[Diagnostic]) -> Option<String> {
    if problems.iter().any(|p| p.code == "conflict-markers") {
        return Some("it has conflict markers: resolve the merge first".to_owned());
    }
    let forbidden = meta?.permissions().readonly();
    forbidden.then(|| "its mode forbids writing".to_owned())
}

fn unreadable(file: &str, error: &std::io::Error) -> Diagnostic {
    let code = match error.kind() {
        std::io::ErrorKind::FileTooLarge => "too-large",
        _ => "unreadable",
    };
    let message = format!("cannot read it: {error}");
    let raise = "split it into several records, or raise `max_file_mb` in your config";
    Diagnostic {
        hint: (code == "too-large").then(|| raise.to_owned()),
        ..Diagnostic::of_file(code, Severity::Error, file, message)
    }
}
