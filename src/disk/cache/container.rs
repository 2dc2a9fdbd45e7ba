//! Columns in a file: a header, a table of lengths and checksums, then the columns as they lie in
//! memory. Whatever else is in such a file, reading it gives `None`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::store::{Column, Columns};

/// A column that was read.
pub(super) type Read = Column<Vec<u8>, Vec<u32>>;

const MAGIC: &[u8; 8] = b"onrecord";
/// The layout of this file and of the columns of a block; another is rebuilt.
const VERSION: u32 = 3;
/// Written as the machine has its numbers: on one with another order it reads otherwise.
const ORDER: u32 = 0x0102_0304;

/// Kind, length in bytes, checksum.
const ROW: usize = 24;
const HEAD: usize = 32;

/// Writes columns.
pub(super) fn write(out: &mut impl Write, columns: &Columns<'_>) -> io::Result<()> {
    let table: Vec<u8> = columns.iter().flat_map(row).collect();
    out.write_all(MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    out.write_all(&ORDER.to_ne_bytes())?;
    out.write_all(&(columns.len() as u64).to_le_bytes())?;
    out.write_all(&xxh3_64(&table).to_le_bytes())?;
    out.write_all(&table)?;
    columns
        .iter()
        .try_for_each(|column| out.write_all(bytes(column)))
}

fn bytes<'a>(column: &Column<&'a [u8], &'a [u32]>) -> &'a [u8] {
    match column {
        Column::Bytes(bytes) => bytes,
        Column::Words(words) => bytemuck::cast_slice(words),
    }
}

fn row(column: &Column<&[u8], &[u32]>) -> [u8; ROW] {
    let own = bytes(column);
    let mut row = [0; ROW];
    row[0] = u8::from(matches!(column, Column::Words(_)));
    row[8..16].copy_from_slice(&(own.len() as u64).to_le_bytes());
    row[16..].copy_from_slice(&xxh3_64(own).to_le_bytes());
    row
}

/// Reads the columns of a file that is ours alone.
pub(super) fn read(path: &Path) -> Option<Vec<Read>> {
    let file = open(path)?;
    let size = usize::try_from(file.metadata().ok()?.len()).ok()?;
    let mut head = [0; HEAD];
    read_at(&file, &mut head, 0)?;
    let long = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?));
    let known = head[..8] == *MAGIC
        && head[8..12] == VERSION.to_le_bytes()
        && head[12..16] == ORDER.to_ne_bytes();
    let count = usize::try_from(long(&head[16..24])?).ok()?;
    let table_len = count.checked_mul(ROW)?;
    if !known || HEAD.checked_add(table_len)? > size {
        return None;
    }
    let mut table = vec![0; table_len];
    read_at(&file, &mut table, HEAD)?;
    if xxh3_64(&table) != long(&head[24..])? {
        return None;
    }
    let mut at = HEAD + table_len;
    let mut places = Vec::with_capacity(count);
    for row in table.chunks_exact(ROW) {
        let len = usize::try_from(long(&row[8..16])?).ok()?;
        places.push((row[0] == 1, at, len, long(&row[16..])?));
        at = at.checked_add(len)?;
    }
    if at != size {
        return None;
    }
    let column = |&(words, at, len, checksum): &(bool, usize, usize, u64)| -> Option<Read> {
        if words {
            let mut own = vec![0_u32; len / 4];
            if own.len() * 4 != len {
                return None;
            }
            read_at(&file, bytemuck::cast_slice_mut(&mut own), at)?;
            let sound = xxh3_64(bytemuck::cast_slice(&own)) == checksum;
            return sound.then_some(Column::Words(own));
        }
        let mut own = vec![0; len];
        read_at(&file, &mut own, at)?;
        (xxh3_64(&own) == checksum).then_some(Column::Bytes(own))
    };
    places.par_iter().map(column).collect()
}

/// Opens an ordinary file that only its owner, who we are, may write.
fn open(path: &Path) -> Option<File> {
    let seen = fs::symlink_metadata(path).ok()?;
    if !seen.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    let meta = file.metadata().ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let same = (seen.dev(), seen.ino()) == (meta.dev(), meta.ino());
        let ours = meta.uid() == rustix::process::geteuid().as_raw() && meta.mode() & 0o022 == 0;
        if !same || !ours {
            return None;
        }
    }
    meta.is_file().then_some(file)
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: usize) -> Option<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, at as u64).ok()
}

#[cfg(windows)]
fn read_at(file: &File, mut buffer: &mut [u8], mut at: usize) -> Option<()> {
    use std::os::windows::fs::FileExt as _;
    while !buffer.is_empty() {
        let read = file.seek_read(buffer, at as u64).ok().filter(|&n| n > 0)?;
        buffer = buffer.get_mut(read..)?;
        at += read;
    }
    Some(())
}
