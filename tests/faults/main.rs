//! The real program while the system fails it: killed, refused, cut short, crowded.
//!
//! `cargo test --test faults` tries a part of the points; `ONRECORD_FAULTS=full` all of them. A word
//! after `--` chooses the rows whose names have it. What can not be tried here is named, and is no
//! failure. At the end stand the counts: points tried, lost, torn, panics.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

#[cfg(target_os = "linux")]
mod app;
#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod crowd;
#[cfg(target_os = "linux")]
mod desk;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(target_os = "linux")]
mod outcome;
#[cfg(target_os = "linux")]
mod scenario;
#[cfg(target_os = "linux")]
mod tally;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: the faults are made by means that only Linux has");
}

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    linux::main()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::process::ExitCode;
    use std::time::Instant;

    use crate::tally::{Tally, Wrong};
    use crate::{app, calls, crowd, desk, limits};

    /// A row of the sweep.
    struct Row {
        name: String,
        /// It needs strace.
        traced: bool,
        run: Box<dyn Fn() -> Tally>,
    }

    fn row(name: impl Into<String>, traced: bool, run: impl Fn() -> Tally + 'static) -> Row {
        Row {
            name: name.into(),
            traced,
            run: Box::new(run),
        }
    }

    fn rows(full: bool, help: &str) -> Vec<Row> {
        let mut rows = Vec::new();
        for scenario in calls::scenarios(full) {
            let name = format!("calls of {}", scenario.name);
            rows.push(if scenario.is_known(help) {
                row(name, true, move || calls::row(scenario, full))
            } else {
                row(name, false, || {
                    let mut tally = Tally::default();
                    tally.skip("the program has no such command");
                    tally
                })
            });
        }
        rows.extend([
            row("reading calls, all threads", true, move || {
                calls::loading(full)
            }),
            row("index file", true, move || calls::caching(full)),
            row("replaced meanwhile", true, crowd::replaced_meanwhile),
            row("app", true, move || app::rows(full)),
            row("largest file", false, move || limits::file_size(full)),
            row("handles", false, move || limits::handles(full)),
            row("full disk", false, move || limits::full_disk(full)),
            row("full state folder", false, limits::full_state),
            row("read-only file system", false, limits::read_only),
            row("immutable file", false, limits::immutable),
            row("folder of somebody else", false, limits::foreign),
            row("sixteen writers", false, move || crowd::writers(full)),
        ]);
        rows
    }

    pub fn main() -> ExitCode {
        let words: Vec<String> = std::env::args().skip(1).collect();
        let wanted: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
        let full = std::env::var("ONRECORD_FAULTS").is_ok_and(|value| value == "full");
        let help = desk::Desk::new().run(&["--help"]).out;
        let rows = rows(full, &help).into_iter();
        let rows =
            rows.filter(|row| wanted.is_empty() || wanted.iter().any(|w| row.name.contains(*w)));
        if words.iter().any(|word| word == "--list") {
            rows.for_each(|row| println!("{}: test", row.name));
            return ExitCode::SUCCESS;
        }
        let no_trace = calls::unusable();
        let mut all = Tally::default();
        println!(
            "{:32} points  lost  torn panic  rule",
            if full {
                "faults, all"
            } else {
                "faults, a part"
            }
        );
        for row in rows {
            let started = Instant::now();
            let mut tally = Tally::default();
            match &no_trace {
                Some(why) if row.traced => tally.skip(why.clone()),
                _ => tally = (row.run)(),
            }
            print(&row.name, &tally, started);
            all.points += tally.points;
            all.wrongs.extend(tally.wrongs);
        }
        print("together", &all, Instant::now());
        if all.wrongs.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn print(name: &str, tally: &Tally, started: Instant) {
        let [lost, torn, panics, rules] =
            [Wrong::Lost, Wrong::Torn, Wrong::Panic, Wrong::Rule].map(|wrong| tally.count(wrong));
        let seconds = started.elapsed().as_secs_f32();
        println!(
            "{name:32} {:6} {lost:5} {torn:5} {panics:5} {rules:5}   {seconds:.1} s",
            tally.points
        );
        for why in &tally.skipped {
            println!("    skipped: {why}");
        }
        if name != "together" {
            for (wrong, why) in &tally.wrongs {
                println!("    {wrong:?}: {why}");
            }
        }
    }
}
