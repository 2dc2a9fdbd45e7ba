//! `onrecord schema`: the JSON Schema of the claim files, so that editors complete and check them.

use super::exit::Exit;
use super::failure::Failure;
use super::json;
use super::report::Report;
use crate::yaml;

/// Options of `onrecord schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  onrecord schema > onrecord.schema.json
  # then, as the first line of a claim file:
  # yaml-language-server: $schema=onrecord.schema.json")]
pub struct Args {}

/// Runs `onrecord schema`.
///
/// # Errors
/// A closed pipe.
pub fn run(report: &mut Report) -> Result<Exit, Failure> {
    report.own(&json::pretty(&yaml::schema()))?;
    Ok(Exit::Done)
}
