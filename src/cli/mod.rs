//! The command line: what may be typed, one file a subcommand, one printer, one table of exit codes.
//!
//! Knows nothing of the app's screens: it says what to launch, and `main` launches it.

mod add;
mod annotate;
pub mod args;
mod capture;
mod check;
mod completing;
mod completions;
mod config;
mod demo;
pub mod diagnostic;
pub mod exit;
mod explained;
mod export;
mod failure;
mod file_name;
pub mod help;
mod import;
mod init;
mod json;
mod line;
mod list;
mod log;
mod man;
mod merge_driver;
mod names;
mod new;
mod redo;
mod related;
mod report;
mod saving;
mod schema;
mod selection;
mod session;
mod show;
mod stats;
mod tag;
mod texts;
mod typed;
mod undo;
mod verify;
mod words;
mod write_out;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use args::{Args, Command};
use exit::Exit;
use failure::Failure;
use report::{Colour, Report};
use session::Session;

use crate::disk::demo::Demo;
use crate::disk::{Cache, Config, FolderSettings, Root, Surroundings};
use crate::model::Diagnostic;
use crate::yaml::Limits;

/// How a run of the command line ends.
pub enum Outcome {
    /// It is over.
    Done(Exit),
    /// The app is to be opened.
    Launch(Box<LaunchOptions>),
}

/// What the app needs to start.
#[derive(Debug)]
pub struct LaunchOptions {
    /// The claims folder.
    pub root: Root,
    /// The user's settings.
    pub config: Config,
    /// What the folder's people share.
    pub settings: FolderSettings,
    /// Where the run takes place.
    pub env: Surroundings,
    /// The query to start with, that of the view included; it may be faulty.
    pub query: Option<String>,
    /// The saved view the query is from.
    pub view: Option<String>,
    /// Who writes.
    pub author: String,
    /// Nobody chose that name for this program.
    pub author_guessed: bool,
    /// Where the settings are read from.
    pub config_file: Option<PathBuf>,
    /// Whether there may be colour.
    pub colour: bool,
    /// How large and deep a file may be.
    pub limits: Limits,
    /// Where the index is kept.
    pub index: Option<Cache>,
    /// Do not take up where the app was left.
    pub fresh: bool,
    /// Make a picture of the screen instead.
    pub picture: Option<args::Picture>,
    /// The private copy the folder is part of: removed when this is dropped.
    pub demo: Option<Demo>,
}

/// Tells what is wrong with a config, also what only the app knows: keys, columns, styles.
pub type Judge = fn(&Config) -> Vec<Diagnostic>;

/// Runs the command line: the program's name first, as the system gives it.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, env: Surroundings, judge: Judge) -> Outcome {
    let typed: Vec<OsString> = args.into_iter().collect();
    if let Some(exit) = completing::answer(&typed, &env) {
        return Outcome::Done(exit);
    }
    let args = match typed::parse(&typed) {
        Ok(args) => args,
        Err(error) => return Outcome::Done(error.print(&mut Report::new(Colour::Auto, false))),
    };
    let mut report = Report::new(args.global.color, args.global.verbose);
    let outcome = act(&args, env, &mut report, judge);
    let flushed = report.flush().map_err(Failure::from);
    match outcome.and_then(|outcome| flushed.map(|()| outcome)) {
        Ok(outcome) => outcome,
        Err(failure) => {
            report.failure(&failure);
            Outcome::Done(failure.exit())
        }
    }
}

/// Says why the app could not run, and returns the exit code for it.
#[must_use]
pub fn failed(message: &str) -> Exit {
    Report::new(Colour::Auto, false).error(message);
    Exit::CouldNot
}

fn act(
    args: &Args,
    env: Surroundings,
    report: &mut Report,
    judge: Judge,
) -> Result<Outcome, Failure> {
    let session = Session::start(&args.global, env, report)?;
    let exit = match &args.command {
        None => return launch(args, session, report),
        Some(Command::Demo(demo)) => return demo::run(demo, session, report),
        Some(Command::List(args)) => list::run(args, &session, report),
        Some(Command::Show(args)) => show::run(args, &session, report),
        Some(Command::Export(args)) => export::run(args, &session, report),
        Some(Command::Import(args)) => import::run(args, &session, report),
        Some(Command::Annotate(args)) => annotate::run(args, &session, report),
        Some(Command::New(args)) => new::run(args, &session, report),
        Some(Command::Capture(args)) => capture::run(args, &session, report),
        Some(Command::Add(args)) => add::run(args, &session, report),
        Some(Command::Check(args)) => check::run(args, &session, report),
        Some(Command::Verify(args)) => verify::run(args, &session, report),
        Some(Command::Related(args)) => related::run(args, &session, report),
        Some(Command::Stats(args)) => stats::run(args, &session, report),
        Some(Command::Tag(args)) => tag::run(args, &session, report),
        Some(Command::Init(args)) => init::run(args, &session, report),
        Some(Command::MergeDriver(args)) => merge_driver::run(args, &session, report),
        Some(Command::Undo(args)) => undo::run(args, &session, report),
        Some(Command::Redo(_)) => redo::run(&session, report),
        Some(Command::Log(args)) => log::run(args, &session, report),
        Some(Command::Schema(_)) => schema::run(report),
        Some(Command::Config(args)) => config::run(args, &session, report, judge),
        Some(Command::Completions(args)) => completions::run(args, report),
        Some(Command::Man(args)) => man::run(args, report),
    };
    exit.map(Outcome::Done)
}

fn launch(args: &Args, session: Session, report: &mut Report) -> Result<Outcome, Failure> {
    let place = session.place(args.path.as_deref(), report)?;
    let picture = args
        .picture
        .screenshot
        .is_some()
        .then(|| args.picture.clone());
    if picture.is_none() {
        needs_terminal()?;
    }
    let mut outcome = session.launch(place, &args.query, None, report)?;
    if let Outcome::Launch(options) = &mut outcome {
        options.picture = picture;
        options.fresh = args.fresh;
    }
    Ok(outcome)
}

/// Refuses to open the app where nobody could see it.
fn needs_terminal() -> Result<(), Failure> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::new("the app needs a terminal to run in")
        .hint("`onrecord list` prints the claims, `onrecord --help` shows the commands"))
}
