//! The fuzz targets on random changes of their seeds, for a moment each; see `fuzz/README.md`.
//!
//! `ONRECORD_FUZZ_SECONDS=60` is a minute each, `ONRECORD_FUZZ_SEED` another run of chance.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

#[path = "../fuzz/src/targets.rs"]
mod targets;

/// Pieces that mean something to one target or another.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\t",
    ": ",
    "- ",
    "#",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "<<: ",
    "|",
    ">-",
    "---\n",
    "...",
    "!!str ",
    "~",
    "null",
    "\\",
    "\0",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{1b}[",
    "\u{202e}",
    "\u{200d}",
    "e\u{301}",
    "漢",
    "İ",
    "ß",
    "claims:\n",
    "  - id: a\n",
    "annotations: []",
    "fig:",
    ">",
    "..",
    "-",
    "(",
    ")",
    " OR ",
    "NOT ",
    "/",
    "~",
    "sort:",
    "$",
    "€",
    "%",
    "1,000",
    "1e999",
    "0.5",
    "bn",
    "million",
    "half",
    "two-thirds",
    "at least ",
    "–",
];

/// A small generator of chance (xorshift64*, Vigna 2016): the same numbers for the same seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).expect("a length");
        usize::try_from((self.next() >> 33) % bound).expect("below a length")
    }

    /// Changes bytes in one of the ways of fuzzers.
    fn change(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        let end = (at + self.below(20)).min(bytes.len());
        match self.below(6) {
            0 if at < bytes.len() => bytes[at] = self.next().to_le_bytes()[0],
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let other = &seeds[self.below(seeds.len())];
                let from = self.below(other.len());
                let to = (from + self.below(60)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            _ => {
                let piece = PIECES[self.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
        bytes.truncate(8000);
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok().and_then(|text| text.parse().ok());
    given.unwrap_or(otherwise)
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .expect("the seeds")
        .map(|entry| entry.expect("a seed").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).expect("a seed"))
        .collect()
}

fn hammer(name: &str, target: fn(&[u8])) {
    let seeds = seeds(name);
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let until = Instant::now() + Duration::from_secs(number("ONRECORD_FUZZ_SECONDS", 1));
    let mut chance = Chance(number("ONRECORD_FUZZ_SEED", 0x9E37_79B9_7F4A_7C15).max(1));
    let mut tried = 0_usize;
    while tried < seeds.len() || Instant::now() < until {
        let mut bytes = seeds[tried % seeds.len()].clone();
        if tried >= seeds.len() {
            for _ in 0..=chance.below(8) {
                chance.change(&mut bytes, &seeds);
            }
        }
        let held = catch_unwind(AssertUnwindSafe(|| target(&bytes)));
        assert!(
            held.is_ok(),
            "{name} does not hold for: {:?}",
            String::from_utf8_lossy(&bytes)
        );
        tried += 1;
    }
    println!("{name}: {tried} tried");
}

#[test]
fn load() {
    hammer("load", targets::load);
}

#[test]
fn edit() {
    hammer("edit", targets::edit);
}

#[test]
fn query() {
    hammer("query", targets::query);
}

#[test]
fn figure() {
    hammer("figure", targets::figure);
}

#[test]
fn clean() {
    hammer("clean", targets::clean);
}
