//! Running programs, and the median of some runs.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Returns the middle of some times.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Returns how long a thing takes.
pub fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed(), result)
}

/// Returns how long a program takes from start to end, its output thrown away.
pub fn process(command: &mut Command, stdin: Option<&Path>) -> Option<Duration> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.stdin(match stdin {
        Some(path) => Stdio::from(File::open(path).ok()?),
        None => Stdio::null(),
    });
    let (took, status) = timed(|| command.status());
    status.ok().map(|_| took)
}

/// Returns the program, when it is there and says its version.
pub fn peer(program: &'static str) -> Option<&'static str> {
    let there = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if there.is_ok_and(|status| status.success()) {
        return Some(program);
    }
    println!("({program} is not here: its rows are left out)");
    None
}

/// A row of the table: what, ours, theirs, the ratio, and whether the target is reached.
pub fn row(what: &str, ours: Duration, theirs: &str, their: Option<Duration>, target: f64) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    match their {
        Some(their) => {
            let ratio = ms(ours) / ms(their).max(1e-6);
            let reached = if ratio <= target { "yes" } else { "no" };
            println!(
                "| {what} | {:.1} ms | {theirs} {:.1} ms | {ratio:.2} | {target:.2} | {reached} |",
                ms(ours),
                ms(their)
            );
        }
        None => println!("| {what} | {:.1} ms | | | | |", ms(ours)),
    }
}
