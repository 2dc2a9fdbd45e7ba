//! What is remembered of a file to tell whether it changed since it was read.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::xxh3_64;

/// A file that was written less than this before it was read may be written again within the same
/// tick of the file system's clock, and look the same (2 s is the tick of FAT; "racy git").
const TOO_YOUNG: Duration = Duration::from_secs(2);

/// Numbers of 32 bits that a stamp takes.
const WORDS: usize = 11;

/// What a file looked like when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::disk) struct Stamp {
    look: Look,
    /// Of its content.
    hash: u64,
    /// Its look alone does not tell that it is unchanged.
    young: bool,
}

/// What the system says of a file without opening it; times in nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::disk) struct Look {
    size: u64,
    modified: u64,
    changed: u64,
    inode: u64,
}

impl Look {
    pub(in crate::disk) fn of(meta: &Metadata) -> Self {
        let modified = meta.modified().ok();
        let modified = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let (changed, inode) = beyond(meta);
        Self {
            size: meta.len(),
            modified: modified.map_or(0, nanos),
            changed,
            inode,
        }
    }

    /// Returns the look that [`Look::of`] gives of the same file.
    #[cfg(target_os = "linux")]
    pub(in crate::disk) fn of_statx(seen: &rustix::fs::Statx) -> Self {
        let nanos = |seconds: i64, nanos: u32| {
            let seconds = u64::try_from(seconds).ok()?;
            Some(
                seconds
                    .saturating_mul(1_000_000_000)
                    .saturating_add(nanos.into()),
            )
        };
        let (modified, changed) = (seen.stx_mtime, seen.stx_ctime);
        Self {
            size: seen.stx_size,
            modified: nanos(modified.tv_sec, modified.tv_nsec).unwrap_or_default(),
            changed: nanos(changed.tv_sec, changed.tv_nsec).unwrap_or_default(),
            inode: seen.stx_ino,
        }
    }
}

fn nanos(since: Duration) -> u64 {
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// Returns when the inode changed, and its number: they tell of a write that put the time back.
#[cfg(unix)]
fn beyond(meta: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let since = u64::try_from(meta.ctime()).ok().map(|seconds| {
        let nanos = u64::try_from(meta.ctime_nsec()).unwrap_or_default();
        seconds.saturating_mul(1_000_000_000).saturating_add(nanos)
    });
    (since.unwrap_or_default(), meta.ino())
}

#[cfg(not(unix))]
fn beyond(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

impl Stamp {
    /// Returns the stamp of content that was read at `now`, after the look was taken.
    pub(in crate::disk) fn new(look: Look, content: &[u8], now: SystemTime) -> Self {
        let now = now.duration_since(UNIX_EPOCH).map_or(0, nanos);
        let last = look.modified.max(look.changed);
        // A clock that stands before the file's time tells nothing: the file stays young.
        let young = last.saturating_add(nanos(TOO_YOUNG)) > now;
        // Where the system has no time of change, a modification time can be put back unseen.
        let blind = look.changed == 0;
        Self {
            look,
            hash: xxh3_64(content),
            young: young || blind,
        }
    }

    /// Tells that a file with this look has the content that was read, without opening it.
    pub(in crate::disk) fn is_of(&self, look: &Look) -> bool {
        !self.young && self.look == *look
    }

    /// Tells that it is worth comparing the content before the file is read anew.
    pub(in crate::disk) fn may_be_of(&self, look: &Look) -> bool {
        self.look.size == look.size
    }

    /// Tells that this is the content that was read.
    pub(in crate::disk) fn has(&self, content: &[u8]) -> bool {
        self.hash == xxh3_64(content)
    }

    pub(in crate::disk) fn push(&self, words: &mut Vec<u32>) {
        let Look {
            size,
            modified,
            changed,
            inode,
        } = self.look;
        for number in [size, modified, changed, inode, self.hash] {
            words.push(u32::try_from(number & 0xffff_ffff).unwrap_or_default());
            words.push(u32::try_from(number >> 32).unwrap_or_default());
        }
        words.push(u32::from(self.young));
    }

    pub(in crate::disk) fn all(words: &[u32]) -> Option<Vec<Self>> {
        let (stamps, rest) = words.as_chunks::<WORDS>();
        let long = |low: u32, high: u32| u64::from(high) << 32 | u64::from(low);
        let stamp = |&[a, b, c, d, e, f, g, h, i, j, young]: &[u32; WORDS]| Self {
            look: Look {
                size: long(a, b),
                modified: long(c, d),
                changed: long(e, f),
                inode: long(g, h),
            },
            hash: long(i, j),
            young: young != 0,
        };
        rest.is_empty().then(|| stamps.iter().map(stamp).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(size: u64, second: u64) -> Look {
        Look {
            size,
            modified: second * 1_000_000_000,
            changed: second * 1_000_000_000,
            inode: 7,
        }
    }

    fn at(second: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(second)
    }

    #[test]
    fn an_old_file_is_known_by_its_look_and_a_young_one_by_its_content() {
        let old = Stamp::new(look(3, 100), b"abc", at(103));
        assert!(old.is_of(&look(3, 100)));
        assert!(!old.is_of(&look(3, 101)) && old.may_be_of(&look(3, 101)));
        assert!(!old.may_be_of(&look(4, 100)));
        for now in [101, 100, 50] {
            let young = Stamp::new(look(3, 100), b"abc", at(now));
            assert!(!young.is_of(&look(3, 100)), "read at {now}");
            assert!(young.has(b"abc") && !young.has(b"abd"));
        }
    }

    #[test]
    fn stamps_come_back() {
        let stamps = [
            Stamp::new(look(u64::MAX, 1), b"x", at(100)),
            Stamp::new(look(0, 99), b"", at(100)),
        ];
        let mut words = Vec::new();
        for stamp in &stamps {
            stamp.push(&mut words);
        }
        assert_eq!(Stamp::all(&words).as_deref(), Some(&stamps[..]));
        words.pop();
        assert_eq!(Stamp::all(&words), None);
    }
}
