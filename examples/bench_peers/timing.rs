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

/// What a thing costs: time on the clock, and processor time of its processes where the system tells.
/// On a machine that does other work too the second is the one to compare.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    pub clock: Duration,
    pub processor: Option<Duration>,
}

impl From<Duration> for Cost {
    fn from(clock: Duration) -> Self {
        Self {
            clock,
            processor: None,
        }
    }
}

/// Returns the median of some runs, and their mean processor time; nothing when one fails.
pub fn runs(count: u32, mut run: impl FnMut() -> Option<Duration>) -> Option<Cost> {
    let before = of_children();
    let times: Option<Vec<Duration>> = (0..count).map(|_| run()).collect();
    let clock = median(times?);
    let spent = of_children().zip(before);
    Some(Cost {
        clock,
        processor: spent
            .map(|(after, before)| after.saturating_sub(before) / count)
            .filter(|spent| !spent.is_zero()),
    })
}

/// Returns the processor time of all processes that were waited for (proc(5), `cutime`, `cstime`; a
/// tick is a hundredth of a second).
fn of_children() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after_name = status.rsplit(')').next()?;
    let mut numbers = after_name.split_whitespace().skip(13);
    let mut ticks = || numbers.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}

/// A row of the table: what, ours, theirs, the ratio, the target, and whether it is reached.
pub fn row(what: &str, ours: impl Into<Cost>, name: &str, theirs: Option<Cost>, target: f64) {
    let ours: Cost = ours.into();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let shown = |cost: Cost| match cost.processor {
        Some(processor) => format!("{:.1} ({:.0})", ms(cost.clock), ms(processor)),
        None => format!("{:.1}", ms(cost.clock)),
    };
    let Some(theirs) = theirs else {
        println!("| {what} | {} | | | | |", shown(ours));
        return;
    };
    let ratio = ms(ours.clock) / ms(theirs.clock).max(1e-6);
    let both = ours.processor.zip(theirs.processor);
    let processor = both.map(|(ours, theirs)| ms(ours) / ms(theirs).max(1e-6));
    let processor = processor.map_or_else(String::new, |ratio| format!(" ({ratio:.2})"));
    let (target, reached) = if target.is_finite() {
        let reached = if ratio <= target { "yes" } else { "no" };
        (format!("{target:.2}"), reached)
    } else {
        (String::new(), "")
    };
    println!(
        "| {what} | {} | {name} {} | {ratio:.2}{processor} | {target} | {reached} |",
        shown(ours),
        shown(theirs)
    );
}
