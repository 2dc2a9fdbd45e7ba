//! The app in a terminal: its first frame, its memory, and its keys, beside fzf.

use std::time::Duration;

use portable_pty::CommandBuilder;

use super::terminal::{Answer, Session};
use super::timing::{median, peer, row};
use super::{Bench, runs};

pub fn app(bench: &Bench, count: usize) {
    let frame = runs(|| Session::start(bench.app())?.frame("claims"));
    let Some(ours) = frame else {
        println!("the app did not start");
        return;
    };
    let fzf = peer("fzf").and_then(|_| runs(|| Session::start(bench.fzf(""))?.frame(">")));
    row("first frame", ours, "fzf", fzf, 0.3);
    memory(bench, count);
    for (what, keys, fzf_keys, target) in [
        ("a word", "inflation", "inflation", 0.1),
        ("two letters", "in", "in", 0.1),
        ("~ letters", "~unmplymnt", "unmplymnt", 0.2),
    ] {
        let key = |command: CommandBuilder, open: &str, keys: &str, mark: &str, list: usize| {
            let mut session = Session::start(command)?;
            session.frame(mark)?;
            if open.is_empty() {
                std::thread::sleep(Duration::from_secs(4));
            } else {
                settle(count);
                session.press(open, list)?;
            }
            let (last, rest) = (keys.len() - 1, &keys[..keys.len() - 1]);
            if !rest.is_empty() {
                session.press(rest, list)?;
            }
            let answer = session.press(&keys[last..], list);
            if std::env::var_os("BENCH_SHOW").is_some() {
                println!("{}", session.screen());
            }
            answer
        };
        let ours: Option<Vec<_>> = (0..3)
            .map(|_| key(bench.app(), "/", keys, "claims", FACETS))
            .collect();
        let theirs: Option<Vec<_>> = peer("fzf").and_then(|_| {
            (0..3)
                .map(|_| key(bench.fzf(""), "", fzf_keys, ">", 0))
                .collect()
        });
        let Some(ours) = ours else {
            println!("no answer to {keys}");
            continue;
        };
        let of = |time: fn(&Answer) -> Duration| median(ours.iter().map(time).collect());
        let fzf = theirs.map(|all| median(all.iter().map(|own| own.list).collect()).into());
        row(
            &format!("key to final list, {what}: `{keys}`"),
            of(|own| own.list),
            "fzf",
            fzf,
            target,
        );
        for (till, took) in [
            ("a changed screen", of(|own| own.first)),
            ("the facets counted", of(|own| own.all)),
        ] {
            row(&format!("key to {till}, {what}"), took, "", None, 0.0);
        }
    }
}

/// The columns that the facets take of the screen.
const FACETS: usize = 30;

/// Waits until the rules have run over all claims: they share the processor with the keys.
fn settle(count: usize) {
    std::thread::sleep(Duration::from_secs(2 + count as u64 / 25_000));
}

/// The memory of the app when its rules have run over all claims and words were sought.
fn memory(bench: &Bench, count: usize) {
    let resident = || {
        let mut session = Session::start(bench.app())?;
        session.frame("claims")?;
        settle(count);
        session.press("/inflation \"of the\"", 0)?;
        session.resident()
    };
    if let Some(resident) = resident() {
        let bytes = resident as f64 / count as f64;
        println!("| memory of the app after its checks, a claim | {bytes:.0} bytes | | | | |");
    }
}
