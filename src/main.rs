//! The program: runs the command line, and opens the app when that is what was asked for.

use std::process::ExitCode;

use onrecord::cli::{self, LaunchOptions, Outcome};
use onrecord::disk::Surroundings;

fn main() -> ExitCode {
    let exit = match cli::run(std::env::args_os(), Surroundings::read()) {
        Outcome::Done(exit) => exit,
        Outcome::Launch(options) => launch(*options),
    };
    exit.into()
}

/// Opens the app: the one place where the command line and the app meet.
fn launch(_options: LaunchOptions) -> cli::exit::Exit {
    cli::failed("the app is not linked in")
}
