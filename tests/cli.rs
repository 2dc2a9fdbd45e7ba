//! The command line as a user sees it: one case a file in `tests/cli`, run on the real program.
//!
//! To see what a change does to all of them: `TRYCMD=overwrite cargo test --test cli`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

#[path = "cli/history.rs"]
mod history;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/pipe.rs"]
mod pipe;
#[path = "cli/world.rs"]
mod world;

#[test]
fn every_case_answers_as_written() {
    let world = world::World::new();
    let cases = trycmd::TestCases::new();
    for (name, value) in world.variables() {
        cases.env(name, value);
    }
    let home = world.home().display().to_string();
    cases.insert_var("[HOME]", home).unwrap();
    cases.case("tests/cli/*.toml").run();
}
