//! The command line as data: what may be typed, and what it means in words.
//!
//! Parses and explains; opens nothing. Each subcommand's own options stand in its file.

use std::path::PathBuf;

use clap::{CommandFactory as _, Parser, Subcommand};

use super::report::Colour;
use super::selection::QueryFlags;
use super::{
    add, annotate, capture, check, completions, config, demo, export, help, import, init, list,
    log, man, merge_driver, new, redo, related, schema, show, stats, tag, undo, verify,
};

/// A record of what is claimed in the news: who said it, in which words, and how credible it is
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    after_help = help::EXAMPLES,
    max_term_width = 100,
)]
pub struct Args {
    /// A claims folder, or one file of it, to open in the app
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// The query the app starts with
    #[command(flatten)]
    pub query: QueryFlags,

    /// Do not take up the view, filter, cursor and marks of the last time
    #[arg(long)]
    pub fresh: bool,

    /// A picture of the screen instead of the app.
    #[command(flatten)]
    pub picture: Picture,

    /// What every command takes.
    #[command(flatten)]
    pub global: Global,

    /// What to do instead of opening the app.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A picture of the app's screen, made without a terminal.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Pictures")]
pub struct Picture {
    /// Write the app's screen to a file (.svg, or text) instead of opening the app
    #[arg(long, value_name = "FILE")]
    pub screenshot: Option<PathBuf>,

    /// Columns and rows of the picture
    #[arg(long, value_name = "CxR", default_value = "120x36", requires = "screenshot", value_parser = size)]
    pub size: (u16, u16),

    /// Keys pressed before, separated by spaces; "text" is typed
    #[arg(
        long,
        value_name = "KEYS",
        default_value = "",
        hide_default_value = true,
        requires = "screenshot"
    )]
    pub keys: String,
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let wrong = || format!("expected columns and rows such as 120x36, found `{text}`");
    let (columns, rows) = text.split_once('x').ok_or_else(wrong)?;
    let number = |part: &str| part.parse().ok().filter(|n| (1..=500).contains(n));
    Ok((
        number(columns).ok_or_else(wrong)?,
        number(rows).ok_or_else(wrong)?,
    ))
}

/// Options of every command.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The claims folder; else `$ONRECORD_CLAIMS`, else claims/ here or in a parent folder
    #[arg(long, global = true, value_name = "DIR")]
    pub claims: Option<PathBuf>,

    /// The configuration file
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Whose name stands under what you write; else `$ONRECORD_AUTHOR`
    #[arg(long, global = true, value_name = "NAME")]
    pub by: Option<String>,

    /// When to use colour
    #[arg(
        long,
        visible_alias = "colour",
        global = true,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub color: Colour,

    /// Read every file anew, and leave the cache alone
    #[arg(long, global = true)]
    pub no_cache: bool,

    /// Say more on standard error: which folder was used and why
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// The subcommands, in the order of the help.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the claims that match: a table, or tab-separated lines in a pipe
    List(list::Args),
    /// Show everything about a claim
    Show(show::Args),
    /// Write the claims that match in another format
    Export(export::Args),
    /// Take up claims from another program's file
    Import(import::Args),
    /// Add a note, a grade, a verdict, tags, evidence or a link to claims
    Annotate(annotate::Args),
    /// Start the record of an article
    New(new::Args),
    /// Draft the record of an article from its text: who says what, and what to check
    Capture(capture::Args),
    /// Append a claim to the record of an article
    Add(add::Args),
    /// Report what is wrong in the files
    Check(check::Args),
    /// Hold quotes to the captured texts they are from
    Verify(verify::Args),
    /// Find where a claim's words and figures come up again
    Related(related::Args),
    /// Count the claims that match, by speaker, grade, kind and more
    Stats(stats::Args),
    /// List the tags of the folder, rename one, merge it into another, or delete it
    Tag(tag::Args),
    /// Take back your last write, of however many claims
    Undo(undo::Args),
    /// Do again what was undone last
    Redo(redo::Args),
    /// List your writes, or show a claim's history
    Log(log::Args),
    /// Open the app on a private copy of the bundled record
    Demo(demo::Args),
    /// Have git merge claim files by claim, key and note
    Init(init::Args),
    /// Merge two versions of a claim file: for git
    MergeDriver(merge_driver::Args),
    /// Print the JSON Schema of the claim files, for your editor
    Schema(schema::Args),
    /// Show the configuration in force
    Config(config::Args),
    /// Print the completion script of a shell
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

/// Returns the whole command line as clap sees it: for help, completions and the manual.
#[must_use]
pub fn command() -> clap::Command {
    short_command().after_long_help(help::after_long_help())
}

/// Returns the command line without what stands only under `--help`, which takes time to put
/// together.
pub(super) fn short_command() -> clap::Command {
    Args::command()
}

/// Returns the name of the subcommand nearest to a word, if one is near.
#[must_use]
pub fn near_command(word: &str) -> Option<String> {
    let names: Vec<String> = command()
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    crate::model::nearest(word, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_option_and_command_says_what_it_is() {
        let mut all = command();
        all.build();
        for sub in all.get_subcommands() {
            assert!(sub.get_about().is_some(), "{}", sub.get_name());
            for arg in sub.get_arguments() {
                assert!(
                    arg.get_help().is_some(),
                    "{} {}",
                    sub.get_name(),
                    arg.get_id()
                );
            }
        }
    }

    #[test]
    fn a_misspelt_command_is_recognised() {
        assert_eq!(near_command("lst").as_deref(), Some("list"));
        assert_eq!(near_command("claims-folder"), None);
    }
}
