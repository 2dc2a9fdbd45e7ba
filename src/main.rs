//! The program: runs the command line, and opens the app when that is what was asked for.

use std::process::ExitCode;

use onrecord::cli::{self, LaunchOptions, Outcome, exit::Exit};
use onrecord::disk::Surroundings;
use onrecord::tui;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let exit = match cli::run(std::env::args_os(), Surroundings::read(), tui::faults) {
        Outcome::Done(exit) => exit,
        Outcome::Launch(options) => launch(*options),
    };
    exit.into()
}

/// Opens the app: the one place where the command line and the app meet.
fn launch(options: LaunchOptions) -> Exit {
    let LaunchOptions { picture, demo, .. } = options;
    let launch = tui::Launch {
        root: options.root,
        config: options.config,
        env: options.env,
        limits: options.limits,
        index: options.index,
        query: options.query.unwrap_or_default(),
        author: options.author,
        author_guessed: options.author_guessed && demo.is_none(),
        config_file: options.config_file,
        shared: options.settings.views,
        plain: !options.colour,
        start: match (&demo, options.fresh) {
            (Some(_), _) => tui::Start::Untraced,
            (None, true) => tui::Start::Fresh,
            (None, false) => tui::Start::Resumed,
        },
    };
    let result =
        match picture.and_then(|picture| Some((picture.screenshot?, picture.size, picture.keys))) {
            Some((file, size, keys)) => tui::picture(&launch, &file, size, &keys),
            None => tui::run(&launch).map_err(|error| error.to_string()),
        };
    drop(demo);
    result.map_or_else(|error| cli::failed(&error), |()| Exit::Done)
}
