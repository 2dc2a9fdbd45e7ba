//! Completion while a command is typed: fields of the query language, and the values that the claims
//! of the real folder have.
//!
//! The shell calls the program with the words typed so far; the scripts that do so are printed by
//! `onrecord completions`. Says nothing on standard error: that would land in the command line.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use super::args;
use super::exit::Exit;
use crate::disk::{self, Cache, Config, Places, Surroundings};
use crate::query;
use crate::store::Store;
use crate::yaml::Limits;

/// The variable that names the shell which asks.
const ASKED: &str = "ONRECORD_COMPLETE";

/// The shells that can ask.
const SHELLS: Shells<'static> = Shells(&[&Bash, &Elvish, &Fish, &Powershell, &Zsh]);

/// Answers a shell that asks how words go on; `None` when none does.
pub fn answer(typed: &[OsString], env: &Surroundings) -> Option<Exit> {
    let asking = CompleteEnv::with_factory(|| with_values(typed, env))
        .var(ASKED)
        .shells(SHELLS);
    match asking.try_complete(typed.iter(), Some(&env.cwd)) {
        Ok(false) => None,
        Ok(true) => Some(Exit::Done),
        Err(_) => Some(Exit::CouldNot),
    }
}

/// Returns the script that makes a shell ask.
///
/// # Errors
/// None that a buffer gives.
pub fn script(shell: &str) -> io::Result<Vec<u8>> {
    let mut script = Vec::new();
    if let Some(shell) = SHELLS.completer(shell) {
        shell.write_registration(ASKED, "onrecord", "onrecord", "onrecord", &mut script)?;
    }
    Ok(script)
}

/// Returns the command line with completers where a query stands.
fn with_values(typed: &[OsString], env: &Surroundings) -> clap::Command {
    let asked = Asked {
        before: query_before(typed),
        claims: claims_given(typed),
        env: env.clone(),
    };
    let mut command = args::command();
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in names {
        let asked = asked.clone();
        command = command.mut_subcommand(name, |sub| {
            sub.mut_args(|arg| {
                let words = arg.get_id() == "words" && arg.is_positional();
                if !words && arg.get_long() != Some("query") {
                    return arg;
                }
                // What `-q` is given is a whole query, and not joined to other words.
                let mut asked = asked.clone();
                if !words {
                    asked.before.clear();
                }
                arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                    asked.candidates(current)
                }))
            })
        });
    }
    command
}

/// What a query is completed in.
#[derive(Clone)]
struct Asked {
    /// The words of the query before the one at the cursor.
    before: String,
    claims: Option<PathBuf>,
    env: Surroundings,
}

impl Asked {
    fn candidates(&self, current: &OsStr) -> Vec<CompletionCandidate> {
        let Some(current) = current.to_str() else {
            return Vec::new();
        };
        let text = format!("{} {current}", self.before);
        let start = text.len() - current.len();
        let store = self.store().unwrap_or_default();
        let env = query::Env {
            now: disk::now(),
            zone: disk::zone(),
            me: None,
        };
        let found = query::complete(&text, text.len(), &store, &env);
        let candidate = |(at, found): (usize, query::Candidate)| {
            let kept = text.get(start..found.replace.start)?;
            let help = match found.count {
                Some(count) => format!("{count} {}", found.doc),
                None => found.doc,
            };
            let value = format!("{kept}{}", found.insert);
            let candidate =
                CompletionCandidate::new(value).help(Some(help.trim().to_owned().into()));
            Some(candidate.display_order(Some(at)))
        };
        found
            .into_iter()
            .enumerate()
            .filter_map(candidate)
            .collect()
    }

    fn store(&self) -> Option<Arc<Store>> {
        let file = self.env.places.as_ref().map(Places::config_file);
        let config = file.as_deref().map(Config::load).unwrap_or_default();
        let root = disk::find_root(None, self.claims.as_deref(), &config, &self.env).ok()?;
        let limits = Limits {
            bytes: usize::try_from(config.max_file_mb << 20).unwrap_or(usize::MAX),
            ..Limits::default()
        };
        let places = self.env.places.as_ref();
        let cache = places.and_then(|places| Cache::of(places, &root, &limits));
        let (library, _) = disk::load(&root, &limits, cache.as_ref(), &|_, _| ()).ok()?;
        Some(library.store)
    }
}

/// Returns the words of the command that is typed: what stands behind `--`.
fn command_words(typed: &[OsString]) -> impl Iterator<Item = &str> {
    let behind = typed.iter().skip_while(|word| *word != "--").skip(1);
    behind.filter_map(|word| word.to_str())
}

/// Returns the words of the query before the last one: those that are no options.
fn query_before(typed: &[OsString]) -> String {
    let words: Vec<&str> = command_words(typed).skip(2).collect();
    let before = words.split_last().map_or(&[][..], |(_, before)| before);
    let plain = before.iter().filter(|word| !word.starts_with("--"));
    plain.copied().collect::<Vec<_>>().join(" ")
}

fn claims_given(typed: &[OsString]) -> Option<PathBuf> {
    let mut words = command_words(typed);
    while let Some(word) = words.next() {
        if word == "--claims" {
            return words.next().map(PathBuf::from);
        }
        if let Some(folder) = word.strip_prefix("--claims=") {
            return Some(PathBuf::from(folder));
        }
    }
    None
}

/// Bash parts words at colons, which belong to a query: its script puts them together again, and takes
/// off of the answers what bash will not replace.
struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        var: &str,
        _: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let script = include_str!("completing.bash");
        let script = script.replace("ASKED", var).replace("COMPLETER", completer);
        buf.write_all(script.replace("PROGRAM", bin).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        words: Vec<OsString>,
        dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let last = words.len().saturating_sub(1);
        for candidate in complete(command, words, last, dir)? {
            writeln!(buf, "{}", candidate.get_value().to_string_lossy())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_query_before_the_cursor_and_the_folder_are_found() {
        let typed = words("onrecord -- onrecord list kind:fact --claims=there who:");
        assert_eq!(query_before(&typed), "kind:fact");
        assert_eq!(claims_given(&typed), Some(PathBuf::from("there")));
        let typed = words("onrecord -- onrecord list --claims there");
        assert_eq!(claims_given(&typed), Some(PathBuf::from("there")));
        assert_eq!(claims_given(&words("onrecord -- onrecord list")), None);
    }

    #[test]
    fn every_shell_has_a_script_that_asks() {
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            let script = String::from_utf8(script(shell).unwrap()).unwrap();
            assert!(script.contains(ASKED), "{shell}");
        }
    }
}
