//! How long it takes to hold 100,000 quotes to 3,000 captured texts, from a cold start, nothing kept
//! from earlier runs; and how long the Python package `citations` takes for the same work, where its
//! command is named.
//!
//! `cargo run --release --example bench_verify -- [QUOTES] [SOURCES] [PATH TO citations]`

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a measurement stands outside of the layers, and prints"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use onrecord::disk::{self, Root, places::sha256, sources};
use onrecord::model::Integrity;
use onrecord::source::Known;
use onrecord::store::{Verifying, verify};
use onrecord::yaml::Limits;

/// Numbers that look random and are the same in every run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }
}

/// Words of uneven frequency, as in a language.
fn word(dice: &mut Dice) -> String {
    let most = [30, 300, 6_000][dice.below(3)];
    let number = dice.below(most);
    let syllables = [
        "ka", "lo", "mer", "ti", "sun", "ba", "ren", "dol", "pi", "vas",
    ];
    let mut word = String::new();
    let mut rest = number + 1;
    while rest > 0 {
        word.push_str(syllables[rest % 10]);
        rest /= 10;
    }
    word
}

/// An article: 60 paragraphs of 25 words.
fn article(dice: &mut Dice) -> Vec<Vec<String>> {
    (0..60)
        .map(|_| (0..25).map(|_| word(dice)).collect())
        .collect()
}

/// A quote of an article: of a hundred 96 are verbatim, 2 have another word, 2 are invented.
fn quote(dice: &mut Dice, article: &[Vec<String>]) -> (String, usize) {
    let line = dice.below(article.len());
    let from = dice.below(10);
    let mut words = article[line][from..from + 8 + dice.below(7)].to_vec();
    match dice.below(100) {
        0 | 1 => {
            let at = dice.below(words.len());
            words[at] = format!("other{at}");
        }
        2 | 3 => words = (0..10).map(|_| format!("{}x", word(dice))).collect(),
        _ => {}
    }
    (words.join(" "), line * 2 + 1)
}

/// Writes the same work for both programs.
fn write_work(dir: &Path, quotes: usize, count: usize) {
    for folder in ["claims", "sources", "other/claims", "other/sources"] {
        fs::create_dir_all(dir.join(folder)).expect("a folder");
    }
    let mut dice = Dice(7);
    for at in 0..count {
        let article = article(&mut dice);
        let lines: Vec<String> = article.iter().map(|words| words.join(" ")).collect();
        let text = lines.join("\n\n") + "\n";
        let hash = sha256(text.as_bytes());
        let mut ours = format!(
            "article:\n  title: T\n  source:\n    file: {at}.txt\n    sha256: \"{hash}\"\nclaims:\n"
        );
        let mut theirs = format!(
            "source:\n  citation: s{at}\n  local: sources/{at}.txt\n  sha256: \"{hash}\"\nclaims:\n"
        );
        for number in 0..(quotes * (at + 1) / count - quotes * at / count) {
            let (quote, line) = quote(&mut dice, &article);
            let _ = writeln!(
                ours,
                "  - id: q{number}\n    quote: {quote}\n    line: {line}"
            );
            let _ = writeln!(theirs, "  q{number}:\n    quotes:\n    - exact: {quote}");
        }
        for (name, content) in [
            (format!("claims/{at}.yaml"), &ours),
            (format!("sources/{at}.txt"), &text),
            (format!("other/claims/{at}.yaml"), &theirs),
            (format!("other/sources/{at}.txt"), &text),
        ] {
            fs::write(dir.join(name), content).expect("a file");
        }
    }
}

/// Reads the folder and holds every quote to its text; returns both times.
fn ours(dir: &Path) -> (Duration, Duration) {
    let root = Root {
        dir: fs::canonicalize(dir.join("claims")).expect("the claims folder"),
        only: None,
        how: "bench",
    };
    let limits = Limits::default();
    let started = Instant::now();
    let (library, _) = disk::load(&root, &limits, None, &|_, _| ()).expect("the claims");
    let store = library.store;
    let loaded = started.elapsed();
    let folder = dir.join("sources");
    let how = Verifying {
        read: &|pin| sources::pinned(&folder, pin, limits.bytes as u64),
        wanted: &|_| true,
        known: &Known::default(),
        progress: &|_, _| (),
        stop: &|| false,
    };
    let began = Instant::now();
    let (overlay, _) = verify(&store, &how).expect("nobody stops it");
    let held = began.elapsed();
    store.lay_over(overlay);
    for &state in Integrity::ALL {
        let count = store
            .claims()
            .filter(|claim| claim.integrity() == Some(state))
            .count();
        if count > 0 {
            println!("  {count} {state}");
        }
    }
    (loaded, held)
}

/// Runs `citations verify`; nothing when it can not be run.
fn theirs(program: &str, dir: &Path) -> Option<Duration> {
    let started = Instant::now();
    let status = Command::new(program)
        .args(["verify", "--claims", "claims", "--no-cache"])
        .current_dir(dir.join("other"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    match status {
        // It ends with 1 when a quote was not found.
        Ok(status) if matches!(status.code(), Some(0 | 1)) => Some(started.elapsed()),
        other => {
            println!("{program}: {other:?}");
            None
        }
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let mut number = |default: usize| {
        args.next()
            .map_or(default, |arg| arg.parse().expect("a number"))
    };
    let (quotes, count) = (number(100_000), number(3_000));
    let program = args.next();
    let dir = tempfile::tempdir().expect("a folder");
    write_work(dir.path(), quotes, count);
    println!("{quotes} quotes, {count} texts of 1,500 words");
    let (loaded, held) = ours(dir.path());
    println!("onrecord: {loaded:.2?} to read the records, {held:.2?} to hold the quotes");
    let Some(program) = program else { return };
    if let Some(took) = theirs(&program, dir.path()) {
        let ratio = took.as_secs_f64() / (loaded + held).as_secs_f64();
        println!("citations: {took:.2?}, {ratio:.0} times as long");
    }
}
