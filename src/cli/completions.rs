//! `onrecord completions`: the completion script of a shell. It asks the program while one types, so
//! that names and tags of the folder are completed too.

use clap_complete::Shell;

use super::completing;
use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;

/// Options of `onrecord completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh  > ~/.zfunc/_onrecord
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish")]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Runs `onrecord completions`.
///
/// # Errors
/// A closed pipe.
pub fn run(args: &Args, report: &mut Report) -> Result<Exit, Failure> {
    let script = completing::script(&args.shell.to_string())?;
    report.raw().write_all(&script)?;
    Ok(Exit::Done)
}
