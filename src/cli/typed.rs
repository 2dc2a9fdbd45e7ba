//! From the words typed to [`Args`], with the help that the parser itself can not give.

use std::ffi::OsString;

use clap::FromArgMatches as _;
use clap::error::{ContextKind, ErrorKind};

use super::args::{self, Args};
use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use crate::query;

/// Commands that take a query as words.
const WITH_QUERY: [&str; 3] = ["list", "export", "stats"];

/// Why nothing is run: help was asked for, or what was typed can not be understood.
pub enum Stop {
    /// The parser's own words: help and version too.
    Parser(Box<clap::Error>, Option<String>),
    /// Ours.
    Failure(Failure),
}

/// Returns what the words mean.
///
/// # Errors
/// Help and version, which are printed instead, and what can not be understood.
pub fn parse(typed: &[OsString]) -> Result<Args, Stop> {
    if let Some(query) = query_like_an_option(typed) {
        return Err(Stop::Failure(begins_with_minus(&query)));
    }
    let args = matched(args::short_command(), typed).or_else(|error| match error.kind() {
        ErrorKind::DisplayHelp => matched(args::command(), typed),
        _ => Err(error),
    });
    let args = args.map_err(|mut error| {
        let unknown = error.kind() == ErrorKind::UnknownArgument;
        if unknown && takes_query(typed) {
            // The parser's own tip would have one write `-- -t`, half of the query.
            error.remove(ContextKind::Suggested);
        }
        let hint = (unknown && takes_query(typed))
            .then(|| "a query that begins with `-` goes through -q='…' or after `--`".to_owned());
        Stop::Parser(Box::new(error), hint)
    })?;
    if args.command.is_some() {
        if let Some(path) = &args.path {
            let message = format!("`{}` stands before a command", path.display());
            let hint = "name the folder with --claims DIR";
            return Err(Stop::Failure(Failure::new(message).hint(hint)));
        }
        if !args.query.is_empty() {
            let message = "-q and --view stand after the command";
            return Err(Stop::Failure(Failure::new(message)));
        }
    }
    Ok(args)
}

fn matched(command: clap::Command, typed: &[OsString]) -> clap::error::Result<Args> {
    let mut command = command;
    let mut matches = command.try_get_matches_from_mut(typed)?;
    Args::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

impl Stop {
    /// Prints it and returns the exit code: 0 for help that was asked for.
    pub fn print(self, report: &mut Report) -> Exit {
        match self {
            Self::Failure(failure) => {
                report.failure(&failure);
                failure.exit()
            }
            Self::Parser(error, hint) if error.use_stderr() => {
                report.note(error.render().to_string().trim_end());
                if let Some(hint) = hint {
                    report.hint(&hint);
                }
                Exit::CouldNot
            }
            Self::Parser(error, _) => {
                let help = error.render().ansi().to_string();
                let printed = report.own(&help).and_then(|()| report.flush());
                match printed.map_err(Failure::from) {
                    Ok(()) => Exit::Done,
                    Err(failure) => failure.exit(),
                }
            }
        }
    }
}

/// Tells that the command is one that takes a query as words.
fn takes_query(typed: &[OsString]) -> bool {
    let words = typed.iter().skip(1).filter_map(|word| word.to_str());
    words
        .take_while(|&word| word != "--")
        .any(|word| WITH_QUERY.contains(&word))
}

/// Returns the first word that is a query and would be taken for options: `-has:note` begins with
/// the `-h` of help.
fn query_like_an_option(typed: &[OsString]) -> Option<String> {
    if !takes_query(typed) {
        return None;
    }
    let words = typed.iter().skip(1).filter_map(|word| word.to_str());
    let mut before_dashes = words.take_while(|&word| word != "--");
    let is_query = |word: &&str| {
        let field = word.strip_prefix('-').and_then(|rest| rest.split_once(':'));
        field.is_some_and(|(name, _)| is_field(name))
    };
    before_dashes.find(is_query).map(str::to_owned)
}

fn is_field(name: &str) -> bool {
    let mut fields = query::fields().iter();
    fields.any(|field| field.name == name || field.aliases.contains(&name))
}

fn begins_with_minus(query: &str) -> Failure {
    let failure = Failure::new(format_args!(
        "`{query}` is taken for an option, and is a query"
    ));
    failure.hint(format_args!("write -q='{query}', or put it after `--`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn a_query_that_looks_like_options_is_named_as_one() {
        for line in [
            "onrecord list -has:note",
            "onrecord export -f csv -tag:crypto",
        ] {
            let stopped = matches!(parse(&words(line)), Err(Stop::Failure(_)));
            assert!(stopped, "{line}");
        }
        for line in [
            "onrecord list -q=-has:note",
            "onrecord list -- -has:note",
            "onrecord list who:serres",
            "onrecord -q=-has:note",
        ] {
            assert!(parse(&words(line)).is_ok(), "{line}");
        }
    }

    #[test]
    fn an_unknown_option_before_a_query_gives_the_hint() {
        let Err(Stop::Parser(_, hint)) = parse(&words("onrecord list -agent")) else {
            panic!("understood");
        };
        assert!(hint.unwrap().contains("-q='…'"));
    }

    #[test]
    fn words_of_the_query_keep_their_order() {
        let args = parse(&words("onrecord list a OR b --limit 3")).unwrap_or_else(|_| panic!());
        let Some(args::Command::List(list)) = args.command else {
            panic!("another command");
        };
        assert_eq!(list.query.flags().text.as_deref(), Some("a OR b"));
        assert_eq!(list.limit, Some(3));
    }

    #[test]
    fn what_belongs_to_the_app_does_not_go_with_a_command() {
        for line in ["onrecord claims list", "onrecord -q x list"] {
            assert!(
                matches!(parse(&words(line)), Err(Stop::Failure(_))),
                "{line}"
            );
        }
    }
}
