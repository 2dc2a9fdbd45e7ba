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

/// So many files are read before they are put into their block: they take several times its room.
const AT_ONCE: usize = 256;

/// Reads files into blocks, on all cores; `now` is when that began. The blocks are as large and few as
/// the cores allow: each has its own words, which are looked through once a block. Once `go_on` says to
/// stop, nothing comes of a file that was not read.
pub(super) fn read_all(
    files: &[&FoundFile],
    limits: &Limits,
    now: SystemTime,
    go_on: &(dyn Fn(usize, usize) -> bool + Sync),
) -> Vec<Option<(FilePart, Stamp)>> {
    let (done, total) = (AtomicUsize::new(0), files.len());
    let stopped = AtomicBool::new(false);
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
    let share = total.div_ceil(rayon::current_num_threads()).max(1);
    let read = |files: &[&FoundFile]| {
        let mut parts = Vec::with_capacity(files.len());
        let mut is_read = Vec::with_capacity(files.len());
        let mut making = Making::default();
        for files in files.chunks(AT_ONCE) {
            let loaded: Vec<Option<(LoadedFile, Stamp)>> = files.par_iter().map(one).collect();
            is_read.extend(loaded.iter().map(Option::is_some));
            for (file, stamp) in loaded.into_iter().flatten() {
                making.add(file, stamp);
                if making.block.is_full() {
                    std::mem::take(&mut making).finish(&mut parts);
                }
            }
        }
        making.finish(&mut parts);
        let mut parts = parts.into_iter();
        let part = move |is_read: bool| is_read.then(|| parts.next()).flatten();
        is_read.into_iter().map(part)
    };
    files.par_chunks(share).flat_map_iter(read).collect()
}

/// A block that is being made, and what is known of its files.
#[derive(Default)]
struct Making {
    block: Block,
    files: Vec<(Vec<Diagnostic>, Option<String>, Stamp)>,
}

impl Making {
    fn add(&mut self, file: LoadedFile, stamp: Stamp) {
        self.block.add(&file);
        self.files.push((file.problems, file.read_only, stamp));
    }

    fn finish(self, parts: &mut Vec<(FilePart, Stamp)>) {
        let block = Arc::new(self.block.sealed());
        for (at, (problems, read_only, stamp)) in self.files.into_iter().enumerate() {
            let part = FilePart {
                block: Arc::clone(&block),
                at,
                problems: Some(Arc::new(problems)),
                read_only,
            };
            parts.push((part, stamp));
        }
    }
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
