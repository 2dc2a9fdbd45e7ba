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

use crate::store::{Block, Column, Columns, FilePart};
use crate::yaml::Limits;

use super::cores;
use super::error::{DiskError, PathError};
use super::places::{Places, hex, make_private_dir};
use super::root::Root;
use super::walked::Walked;
use container::Read;
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
            _ => cores::start(),
        }
    }

    /// Reads what was kept; nothing when it is not there, or is not what we wrote.
    pub(super) fn read(&self) -> Option<Kept> {
        let mut columns = container::read(&self.dir.join(INDEX))?.into_iter();
        self.check(columns.next()?)?;
        let name = String::from_utf8(take_bytes(columns.next()?)?).ok()?;
        let places = take_words(columns.next()?)?;
        let stamps = Stamp::all(&take_words(columns.next()?)?)?;
        let read_only = String::from_utf8(take_bytes(columns.next()?)?).ok()?;
        let folders = String::from_utf8(take_bytes(columns.next()?)?).ok()?;
        let walked = Walked::from_columns(&folders, &take_words(columns.next()?)?)?;
        let base = self.read_base(name)?;
        let mut blocks = base.blocks.clone();
        blocks.extend(read_blocks(columns.collect())?);
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
        let in_order = files.is_sorted_by(|a, b| a.block.path(a.at) < b.block.path(b.at));
        let fits = rest.is_empty() && files.len() == stamps.len() && in_order;
        fits.then_some(Kept {
            files,
            stamps: Arc::new(stamps),
            walked: Arc::new(walked),
            base,
        })
    }

    fn read_base(&self, name: String) -> Option<Base> {
        let known = name.strip_prefix(BASE)?;
        let plain = known.bytes().all(|byte| byte.is_ascii_hexdigit());
        let mut columns = container::read(&self.dir.join(plain.then_some(&name)?))?.into_iter();
        self.check(columns.next()?)?;
        let blocks = read_blocks(columns.collect())?;
        Some(Base { name, blocks })
    }

    fn check(&self, column: Read) -> Option<()> {
        (take_bytes(column)? == self.identity).then_some(())
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
        let mut columns: Columns<'_> = vec![
            Column::Bytes(&self.identity),
            Column::Bytes(base.name.as_bytes()),
            Column::Words(&places),
            Column::Words(&stamps),
            Column::Bytes(read_only.as_bytes()),
            Column::Bytes(walked.0.as_bytes()),
            Column::Words(&walked.1),
        ];
        let loose = (!loose.is_empty()).then(|| Block::gather(loose));
        columns.extend(loose.iter().flat_map(Block::columns));
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
        let mut columns: Columns<'_> = vec![Column::Bytes(&self.identity)];
        columns.extend(blocks.iter().flat_map(|block| block.columns()));
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

    fn put(&self, name: &str, columns: &Columns<'_>) -> Result<(), PathError> {
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

/// Puts the blocks together, all at once: checking what was read takes longer than reading it.
fn read_blocks(columns: Vec<Read>) -> Option<Vec<Arc<Block>>> {
    let each = Block::default().columns().len();
    let mut columns = columns.into_iter();
    let mut blocks: Vec<Vec<Read>> = Vec::new();
    while columns.len() > 0 {
        blocks.push(columns.by_ref().take(each).collect());
    }
    let block = |columns| Block::from_columns(columns).map(Arc::new);
    blocks.into_par_iter().map(block).collect()
}

fn take_bytes(column: Read) -> Option<Vec<u8>> {
    match column {
        Column::Bytes(bytes) => Some(bytes),
        Column::Words(_) => None,
    }
}

fn take_words(column: Read) -> Option<Vec<u32>> {
    match column {
        Column::Words(words) => Some(words),
        Column::Bytes(_) => None,
    }
}
