//! Columns in a file: a header, a table of lengths and checksums, then the columns as they lie in
//! memory. They are read one by one, a pool by its pieces; whatever else is in such a file, reading it
//! gives `None`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::store::{Column, Kept, PART};

const MAGIC: &[u8; 8] = b"onrecord";
/// The layout of this file and of the columns of a block; another is rebuilt.
const VERSION: u32 = 7;
/// Written as the machine has its numbers: on one with another order it reads otherwise.
const ORDER: u32 = 0x0102_0304;

/// Length in bytes, checksum, number of pieces, checksum of their checksums.
const ROW: usize = 32;
const HEAD: usize = 32;

/// A file up to this size is read and checked as a whole: it is done sooner than one would ask again.
pub(super) const SMALL: usize = 1 << 20;

/// What is longer is read by several threads at once: memory that nobody has touched is slow to fill.
const SHARED: usize = 1 << 21;

/// So much is read at a time to be checked.
const BUFFER: usize = 1 << 18;

/// Writes columns. Before each stand the checksums of its pieces, or of its parts.
pub(super) fn write(out: &mut impl Write, columns: &[Column<'_>]) -> io::Result<()> {
    let sums: Vec<Vec<u64>> = columns.par_iter().map(piece_sums).collect();
    let rows: Vec<[u8; ROW]> = columns.par_iter().zip(&sums).map(row).collect();
    let table = rows.concat();
    out.write_all(MAGIC)?;
    out.write_all(&VERSION.to_le_bytes())?;
    out.write_all(&ORDER.to_ne_bytes())?;
    out.write_all(&(columns.len() as u64).to_le_bytes())?;
    out.write_all(&xxh3_64(&table).to_le_bytes())?;
    out.write_all(&table)?;
    for (column, sums) in columns.iter().zip(&sums) {
        out.write_all(bytemuck::cast_slice(sums))?;
        out.write_all(bytes(column))?;
    }
    Ok(())
}

fn bytes<'a>(column: &Column<'a>) -> &'a [u8] {
    match column {
        Column::Bytes(bytes) | Column::Pool(bytes, _) => bytes,
        Column::Words(words) => bytemuck::cast_slice(words),
    }
}

fn piece_sums(column: &Column<'_>) -> Vec<u64> {
    let Column::Pool(bytes, ends) = column else {
        return bytes(column).chunks(PART).map(xxh3_64).collect();
    };
    let starts = [0].into_iter().chain(ends.iter().copied());
    let pieces = starts.zip(ends).map(|(start, &end)| start..end);
    let sum = |piece: Range<usize>| xxh3_64(bytes.get(piece).unwrap_or_default());
    pieces.map(sum).collect()
}

fn row((column, sums): (&Column<'_>, &Vec<u64>)) -> [u8; ROW] {
    let own = bytes(column);
    let mut row = [0; ROW];
    let numbers = [
        own.len() as u64,
        xxh3_64(own),
        sums.len() as u64,
        xxh3_64(bytemuck::cast_slice(sums)),
    ];
    for (place, number) in row.chunks_exact_mut(8).zip(numbers) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    row
}

/// Where a column stands, and what it must be.
#[derive(Debug)]
struct Row {
    /// Of the checksums of its pieces, before it.
    sums: Range<usize>,
    sums_sum: u64,
    bytes: Range<usize>,
    sum: u64,
    /// The checksums of the pieces, once they were read.
    pieces: OnceLock<Option<Vec<u64>>>,
}

#[derive(Debug)]
enum Source {
    /// All of a small file, checked.
    Memory(Vec<u8>),
    File(File),
}

/// A file of columns, open to be read.
#[derive(Debug)]
pub(super) struct Container {
    source: Source,
    rows: Vec<Row>,
    damaged: AtomicBool,
}

impl Container {
    /// Opens a file that is ours alone. Up to `small` bytes are read and checked at once.
    pub(super) fn open(path: &Path, small: usize) -> Option<Self> {
        let file = open(path)?;
        let size = usize::try_from(file.metadata().ok()?.len()).ok()?;
        let source = if size <= small {
            let mut all = vec![0; size];
            read_at(&file, &mut all, 0)?;
            Source::Memory(all)
        } else {
            Source::File(file)
        };
        let rows = table(&source, size)?;
        let container = Self {
            source,
            rows,
            damaged: AtomicBool::new(false),
        };
        let checked = matches!(container.source, Source::File(_)) || container.is_sound();
        checked.then_some(container)
    }

    /// Returns the number of columns.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Reads everything, a little at a time, and tells that all is as it was written.
    pub(super) fn is_sound(&self) -> bool {
        let mut buffer = vec![0; BUFFER];
        let mut sound = |range: &Range<usize>, sum| {
            let mut hash = Xxh3::new();
            let mut at = range.start;
            while at < range.end {
                let len = BUFFER.min(range.end - at);
                if self.source.read(&mut buffer[..len], at).is_none() {
                    return false;
                }
                hash.update(&buffer[..len]);
                at += len;
            }
            hash.digest() == sum
        };
        let mut rows = self.rows.iter();
        rows.all(|row| sound(&row.bytes, row.sum) && sound(&row.sums, row.sums_sum))
    }

    fn checked(&self, range: Range<usize>, sum: u64) -> Option<Vec<u8>> {
        let mut own = vec![0; range.len()];
        if own.len() <= SHARED {
            self.source.read(&mut own, range.start)?;
        } else {
            let parts = own.par_chunks_mut(SHARED).enumerate();
            let read = |(at, part)| self.source.read(part, range.start + at * SHARED);
            parts.map(read).collect::<Option<()>>()?;
        }
        (xxh3_64(&own) == sum).then_some(own)
    }

    /// Reads one part of a column of numbers.
    fn part<T: bytemuck::Pod>(&self, column: usize, part: usize) -> Option<Vec<T>> {
        let row = self.rows.get(column)?;
        let sum = *row.sums(self)?.get(part)?;
        let start = part.checked_mul(PART)?;
        let len = row.bytes.len().checked_sub(start)?.min(PART);
        let mut own = vec![T::zeroed(); len / size_of::<T>()];
        let place: &mut [u8] = bytemuck::cast_slice_mut(&mut own);
        (place.len() == len).then_some(())?;
        self.source.read(place, row.bytes.start + start)?;
        (xxh3_64(place) == sum).then_some(own)
    }

    /// Gives what was read, and remembers when that is nothing.
    fn known<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.damaged();
        }
        read
    }
}

impl Row {
    fn sums(&self, container: &Container) -> Option<&[u64]> {
        let read = || {
            let mut own = vec![0_u64; self.sums.len() / 8];
            let place = bytemuck::cast_slice_mut(&mut own);
            container.source.read(place, self.sums.start)?;
            (xxh3_64(bytemuck::cast_slice(&own)) == self.sums_sum).then_some(own)
        };
        self.pieces.get_or_init(read).as_deref()
    }
}

impl Kept for Container {
    fn bytes(&self, column: usize) -> Option<Vec<u8>> {
        let row = self.rows.get(column);
        self.known(row.and_then(|row| self.checked(row.bytes.clone(), row.sum)))
    }

    fn words(&self, column: usize) -> Option<Vec<u32>> {
        let read = || {
            let row = self.rows.get(column)?;
            let mut own = vec![0_u32; row.bytes.len() / 4];
            let place: &mut [u8] = bytemuck::cast_slice_mut(&mut own);
            (place.len() == row.bytes.len()).then_some(())?;
            self.source.read(place, row.bytes.start)?;
            (xxh3_64(place) == row.sum).then_some(own)
        };
        self.known(read())
    }

    fn part_of_bytes(&self, column: usize, part: usize) -> Option<Vec<u8>> {
        self.known(self.part(column, part))
    }

    fn part_of_words(&self, column: usize, part: usize) -> Option<Vec<u32>> {
        self.known(self.part(column, part))
    }

    fn piece(&self, column: usize, piece: usize, bytes: Range<usize>) -> Option<Vec<u8>> {
        let read = || {
            let row = self.rows.get(column)?;
            let sum = *row.sums(self)?.get(piece)?;
            (bytes.end <= row.bytes.len()).then_some(())?;
            let start = row.bytes.start;
            self.checked(start + bytes.start..start + bytes.end, sum)
        };
        self.known(read())
    }

    fn pieces(
        &self,
        column: usize,
        first: usize,
        start: usize,
        ends: &[usize],
        buffer: &mut Vec<u8>,
    ) -> Option<()> {
        let mut read = || {
            let row = self.rows.get(column)?;
            let sums = row.sums(self)?.get(first..first + ends.len())?;
            let end = *ends.last()?;
            let len = end.checked_sub(start)?;
            (end <= row.bytes.len()).then_some(())?;
            if buffer.len() < len {
                buffer.resize(len, 0);
            }
            let all = &mut buffer[..len];
            self.source.read(all, row.bytes.start + start)?;
            let mut at = 0;
            ends.iter().zip(sums).try_for_each(|(&end, &sum)| {
                let own = all.get(at..end.checked_sub(start)?)?;
                at = end - start;
                (xxh3_64(own) == sum).then_some(())
            })
        };
        self.known(read())
    }

    fn damaged(&self) {
        self.damaged.store(true, Ordering::Relaxed);
    }

    fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }
}

impl Source {
    fn read(&self, buffer: &mut [u8], at: usize) -> Option<()> {
        match self {
            Self::Memory(all) => {
                buffer.copy_from_slice(all.get(at..at.checked_add(buffer.len())?)?);
                Some(())
            }
            Self::File(file) => read_at(file, buffer, at),
        }
    }
}

/// Reads where the columns stand; they must fill the file.
fn table(source: &Source, size: usize) -> Option<Vec<Row>> {
    let mut head = [0; HEAD];
    source.read(&mut head, 0)?;
    let long = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?));
    let known = head[..8] == *MAGIC
        && head[8..12] == VERSION.to_le_bytes()
        && head[12..16] == ORDER.to_ne_bytes();
    let count = usize::try_from(long(&head[16..24])?).ok()?;
    let len = count.checked_mul(ROW)?;
    if !known || HEAD.checked_add(len)? > size {
        return None;
    }
    let mut table = vec![0; len];
    source.read(&mut table, HEAD)?;
    if xxh3_64(&table) != long(&head[24..])? {
        return None;
    }
    let mut at = HEAD + len;
    let mut rows = Vec::with_capacity(count);
    for row in table.chunks_exact(ROW) {
        let number = |at: usize| long(&row[8 * at..8 * at + 8]);
        let size = |at: usize| usize::try_from(number(at)?).ok();
        let sums = at..at.checked_add(size(2)?.checked_mul(8)?)?;
        let bytes = sums.end..sums.end.checked_add(size(0)?)?;
        at = bytes.end;
        rows.push(Row {
            sums,
            sums_sum: number(3)?,
            bytes,
            sum: number(1)?,
            pieces: OnceLock::new(),
        });
    }
    (at == size).then_some(rows)
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
