//! `onrecord man`: the manual page, in roff.

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;

/// Options of `onrecord man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord man > onrecord.1
  onrecord man list | man -l -")]
pub struct Args {
    /// Of this subcommand; without it, of the whole
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Runs `onrecord man`.
///
/// # Errors
/// A subcommand that is none, a closed pipe.
pub fn run(args: &Args, report: &mut Report) -> Result<Exit, Failure> {
    let mut whole = super::args::command();
    whole.build();
    let command = match &args.command {
        None => whole,
        Some(name) => {
            let found = whole.find_subcommand(name).cloned();
            found.ok_or_else(|| {
                Failure::new(format_args!("there is no command `{name}`"))
                    .did_you_mean(super::args::near_command(name).as_deref())
            })?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    report.raw().write_all(&page)?;
    Ok(Exit::Done)
}
