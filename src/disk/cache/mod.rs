//! The index file: the store's columns, kept in the cache folder so that YAML is read once.
//!
//! It is derived and can be deleted at any time. Two files a claims folder: `base-…` with the blocks
//! of all claims, which stays, and `index` with the list of files and the blocks of those that changed
//! since, which is small and written anew after each change. Both are renamed into place, so that of
//! two writers one wins and no reader sees half of either.

mod container;
mod stamp;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::store::{Block, COLUMNS, Column, FilePart, Kept as Columns, SIZES};
use crate::yaml::Limits;

use super::cores;
use super::error::{DiskError, PathError};
use super::places::{Places, hex, make_private_dir};
use super::root::Root;
use super::walked::Walked;
use container::Container;
pub(super) use stamp::{Look, Stamp};

/// The list of files, and the blocks of those that changed.
const INDEX: &str = "index";
/// How the names of files with the other blocks begin.
const BASE: &str = "base-";
/// How the names of files begin that are being written.
const TEMP: &str = "temp-";

/// The base is written anew when more claims than one in eight are not in it, or no longer.
const LOOSE: usize = 8;
/// Below so many claims the base is written anew each time.
const FEW: usize = 2_000;

/// An index of at most so many bytes is read and searched before threads are started.
const LITTLE: u64 = 1 << 20;

/// Where the index of one claims folder is kept.
#[derive(Debug, Clone)]
pub struct Cache {
    dir: PathBuf,
    /// What it must have been made from: this program, these limits, this folder.
    identity: Vec<u8>,
    /// A file up to this size is read, and checked, as a whole.
    small: usize,
}

/// The blocks of a base file.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    name: String,
    blocks: Vec<Arc<Block>>,
}

/// What was kept: the files in order of their paths, each with its stamp.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) files: Vec<FilePart>,
    pub(super) stamps: Arc<Vec<Stamp>>,
    pub(super) walked: Arc<Walked>,
    pub(super) base: Base,
}

impl Cache {
    /// Returns the place of a folder's index. A file that is opened alone has none.
    #[must_use]
    pub fn of(places: &Places, root: &Root, limits: &Limits) -> Option<Self> {
        let identity = format!(
            "{} {limits:?} {}",
            env!("CARGO_PKG_VERSION"),
            hex(root.dir.as_os_str().as_encoded_bytes())
        );
        root.only.is_none().then(|| Self {
            dir: places.cache_of(&root.dir),
            identity: identity.into_bytes(),
            small: container::SMALL,
        })
    }

    /// Starts the threads that reading and searching what was kept is worth: none for little.
    ///
    /// # Errors
    /// The system gives none.
    pub fn start_threads(&self) -> Result<(), DiskError> {
        let sizes = fs::read_dir(&self.dir).map(|entries| {
            let entries = entries.flatten().filter_map(|entry| entry.metadata().ok());
            entries.map(|meta| meta.len()).sum::<u64>()
        });
        match sizes {
            Ok(1..=LITTLE) => cores::start_none(),
            _ => cores::start_beside(),
        }
    }

    /// Reads what was kept; nothing when it is not there, or is not what we wrote. The columns of
    /// the claims are read when they are needed: see [`Block::is_damaged`].
    pub(super) fn read(&self) -> Option<Kept> {
        let index = self.open(INDEX)?;
        let looks = || {
            let stamps = Stamp::all(&index.words(3)?)?;
            let walked = Walked::from_columns(&text(&index, 5)?, &index.words(6)?)?;
            Some((stamps, walked))
        };
        let (files, looks) = rayon::join(|| self.read_files(&index), looks);
        let ((files, base), (stamps, walked)) = (files?, looks?);
        (files.len() == stamps.len()).then_some(Kept {
            files,
            stamps: Arc::new(stamps),
            walked: Arc::new(walked),
            base,
        })
    }

    /// Reads which files there are, in order of their paths, and opens the blocks that hold them.
    fn read_files(&self, index: &Arc<Container>) -> Option<(Vec<FilePart>, Base)> {
        let base = self.read_base(text(index, 1)?)?;
        let places = index.words(2)?;
        let read_only = text(index, 4)?;
        let mut blocks = base.blocks.clone();
        blocks.extend(blocks_of(index, 7)?);
        let (places, rest) = places.as_chunks::<2>();
        let mut why = read_only.split_terminator('\0');
        let mut files = Vec::with_capacity(places.len());
        for &[block, at] in places {
            let block = blocks.get(block as usize)?;
            let at = at as usize;
            (at < block.files()).then_some(())?;
            let why = why.next()?;
            files.push(FilePart {
                block: Arc::clone(block),
                at,
                problems: None,
                read_only: (!why.is_empty()).then(|| why.to_owned()),
            });
        }
        let in_order = FilePart::paths(&files).is_sorted_by(|a, b| a < b);
        let sound = !blocks.iter().any(|block| block.is_damaged());
        (rest.is_empty() && in_order && sound).then_some((files, base))
    }

    /// Reads everything that is kept, and tells that it is as it was written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let sound = |name: &str| self.open(name).is_some_and(|file| file.is_sound());
        let base = self.open(INDEX).and_then(|index| index.bytes(1));
        let base = base.and_then(|name| String::from_utf8(name).ok());
        sound(INDEX) && base.is_some_and(|name| base_name(&name).is_some() && sound(&name))
    }

    fn open(&self, name: &str) -> Option<Arc<Container>> {
        let file = Container::open(&self.dir.join(name), self.small)?;
        (file.bytes(0)? == self.identity).then(|| Arc::new(file))
    }

    fn read_base(&self, name: String) -> Option<Base> {
        let base = self.open(base_name(&name)?)?;
        let blocks = blocks_of(&base, 1)?;
        Some(Base { name, blocks })
    }

    /// Keeps files and their stamps; returns the base that is in use now. Without a base one is
    /// written, of all blocks as they are.
    ///
    /// # Errors
    /// What the system says; what was kept before may be gone then, and never half new.
    pub(super) fn write(&self, kept: &Kept) -> Result<Base, PathError> {
        make_private_dir(&self.dir)?;
        let base = if kept.base.name.is_empty() {
            self.write_base(kept)?
        } else {
            kept.base.clone()
        };
        let known: HashMap<*const Block, u32> =
            base.blocks.iter().map(Arc::as_ptr).zip(0..).collect();
        let next = u32::try_from(base.blocks.len()).unwrap_or(u32::MAX);
        let mut loose: Vec<(&Block, usize)> = Vec::new();
        let mut places: Vec<u32> = Vec::with_capacity(kept.files.len() * 2);
        let mut read_only = String::new();
        let mut stamps = Vec::new();
        let mut whole = true;
        for (file, stamp) in kept.files.iter().zip(&*kept.stamps) {
            if !file.block.keeps(file.at) {
                whole = false;
                continue;
            }
            let (block, at) = if let Some(&block) = known.get(&Arc::as_ptr(&file.block)) {
                (block, file.at)
            } else {
                loose.push((&file.block, file.at));
                (next, loose.len() - 1)
            };
            places.extend([block, u32::try_from(at).unwrap_or(u32::MAX)]);
            stamp.push(&mut stamps);
            read_only.push_str(file.read_only.as_deref().unwrap_or_default());
            read_only.push('\0');
        }
        // Where a file is left out, these are not the files that a walk finds.
        let walked = if whole {
            kept.walked.columns()
        } else {
            Default::default()
        };
        let loose = (!loose.is_empty()).then(|| Block::gather(loose));
        let sizes = sizes(loose.iter());
        let mut columns: Vec<Column<'_>> = vec![
            Column::Bytes(&self.identity),
            Column::Bytes(base.name.as_bytes()),
            Column::Words(&places),
            Column::Words(&stamps),
            Column::Bytes(read_only.as_bytes()),
            Column::Bytes(walked.0.as_bytes()),
            Column::Words(&walked.1),
            Column::Words(&sizes),
        ];
        columns.extend(loose.iter().flat_map(Block::columns));
        if blocks_are_damaged(kept) {
            return Err(self.damaged());
        }
        self.put(INDEX, &columns)?;
        self.sweep(&base.name);
        Ok(base)
    }

    fn write_base(&self, kept: &Kept) -> Result<Base, PathError> {
        let mut blocks: Vec<Arc<Block>> = Vec::new();
        for file in &kept.files {
            if !blocks.iter().any(|block| Arc::ptr_eq(block, &file.block)) {
                blocks.push(Arc::clone(&file.block));
            }
        }
        blocks.par_iter().for_each(|block| block.prepare());
        let sizes = sizes(blocks.iter().map(Arc::as_ref));
        let mut columns = vec![Column::Bytes(&self.identity), Column::Words(&sizes)];
        columns.extend(blocks.iter().flat_map(|block| block.columns()));
        if blocks_are_damaged(kept) {
            return Err(self.damaged());
        }
        // Named by what is in it, so that two bases share a name only when they are the same.
        let mut own: Vec<u32> = Vec::new();
        kept.stamps.iter().for_each(|stamp| stamp.push(&mut own));
        let mut names = bytemuck::cast_slice(&own).to_vec();
        for file in &kept.files {
            names.extend_from_slice(file.block.path(file.at).as_bytes());
            names.push(0);
        }
        let name = format!("{BASE}{:016x}", xxh3_64(&names));
        self.put(&name, &columns)?;
        Ok(Base { name, blocks })
    }

    /// Nothing is kept of what can not be read.
    fn damaged(&self) -> PathError {
        let error = io::Error::from(io::ErrorKind::InvalidData);
        PathError::on("read the index", &self.dir)(error)
    }

    fn put(&self, name: &str, columns: &[Column<'_>]) -> Result<(), PathError> {
        let path = self.dir.join(name);
        let written = || -> io::Result<()> {
            // Private from the start: tempfile makes it for the user alone.
            let temp = tempfile::Builder::new()
                .prefix(TEMP)
                .tempfile_in(&self.dir)?;
            let mut out = BufWriter::new(temp);
            container::write(&mut out, columns)?;
            out.flush()?;
            let temp = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            temp.persist(&path).map_err(|error| error.error)?;
            Ok(())
        };
        written().map_err(PathError::on("write the index", &path))
    }

    /// Removes what is no longer used: other bases, and what killed writers left.
    fn sweep(&self, base: &str) {
        let Ok(entries) = fs::read_dir(&self.dir) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let old = name.starts_with(BASE) && name != base;
            if old || name.starts_with(TEMP) && is_abandoned(&entry.path()) {
                // Another writer may have been faster.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// A writer is done in seconds.
fn is_abandoned(path: &Path) -> bool {
    let written = fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let age = written.and_then(|time| time.elapsed().ok());
    age.is_some_and(|age| age.as_secs() > 3600)
}

impl Kept {
    /// Tells that the base has too little of what there is, or too much of what there was: then all
    /// is better joined and written anew.
    pub(super) fn is_loose(&self) -> bool {
        let held: usize = self.base.blocks.iter().map(|block| block.len()).sum();
        let base: HashSet<*const Block> = self.base.blocks.iter().map(Arc::as_ptr).collect();
        let (mut all, mut used) = (0, 0);
        for file in &self.files {
            let rows = file.block.rows(file.at).len();
            all += rows;
            if base.contains(&Arc::as_ptr(&file.block)) {
                used += rows;
            }
        }
        let loose = (all - used) + held.saturating_sub(used);
        self.base.name.is_empty() || all < FEW || loose * LOOSE > all
    }
}

/// Returns a name that a base may have.
fn base_name(name: &str) -> Option<&str> {
    let plain = |known: &str| known.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.strip_prefix(BASE).is_some_and(plain).then_some(name)
}

/// Reads a column of text.
fn text(file: &Container, column: usize) -> Option<String> {
    String::from_utf8(file.bytes(column)?).ok()
}

/// Returns what tells how many rows each block has.
fn sizes<'b>(blocks: impl Iterator<Item = &'b Block>) -> Vec<u32> {
    blocks.flat_map(Block::sizes).collect()
}

/// Returns the blocks of a file; their sizes stand in the column before the first.
fn blocks_of(file: &Arc<Container>, sizes: usize) -> Option<Vec<Arc<Block>>> {
    let words = file.words(sizes)?;
    let (each, rest) = words.as_chunks::<SIZES>();
    let fits = rest.is_empty() && file.len() == sizes + 1 + each.len() * COLUMNS;
    let kept: Arc<dyn Columns> = Arc::clone(file) as _;
    let block = |(at, own): (usize, &[u32; SIZES])| {
        let first = sizes + 1 + at * COLUMNS;
        Arc::new(Block::kept(&kept, first, *own))
    };
    fits.then(|| each.iter().enumerate().map(block).collect())
}

fn blocks_are_damaged(kept: &Kept) -> bool {
    kept.files.iter().any(|file| file.block.is_damaged())
}
