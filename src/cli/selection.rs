//! A query on the command line: where it comes from, and what it finds.
//!
//! Words, `-q` and `--view` give one query text; the query language itself is `query`'s.

use super::failure::Failure;
use super::report::Report;
use super::session::Session;
use crate::disk::View;
use crate::model::nearest;
use crate::query::{self, Guessing, Hits, Query};
use crate::store::Store;

/// `-q` and `--view`.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct QueryFlags {
    /// A query; one that begins with `-` is given as -q='-tag:crypto'
    #[arg(short = 'q', long = "query", value_name = "QUERY")]
    pub text: Option<String>,

    /// A saved view: its query, and the one given here, must both hold
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
}

/// A query as words, or through `-q` and `--view`.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct QueryArgs {
    /// Which claims; all without it. `onrecord --help` has the language on one screen
    #[arg(value_name = "QUERY", conflicts_with = "text")]
    pub words: Vec<String>,

    /// The other ways to give one.
    #[command(flatten)]
    pub flags: QueryFlags,
}

impl QueryArgs {
    /// Returns the words as if `-q` had given them.
    #[must_use]
    pub fn flags(&self) -> QueryFlags {
        let words = (!self.words.is_empty()).then(|| self.words.join(" "));
        QueryFlags {
            text: words.or_else(|| self.flags.text.clone()),
            view: self.flags.view.clone(),
        }
    }
}

impl QueryFlags {
    /// Tells that neither is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_none() && self.view.is_none()
    }

    /// Returns the query as text, views looked up; it may be faulty.
    ///
    /// # Errors
    /// An unknown view.
    pub fn text(&self, views: &[&View]) -> Result<String, Failure> {
        let text = self.text.as_deref().unwrap_or_default();
        match &self.view {
            None => Ok(text.to_owned()),
            Some(name) => Ok(both(view(views, name)?, text)),
        }
    }

    /// Returns the query, views looked up.
    ///
    /// # Errors
    /// An unknown view, and a query that can not be read.
    pub fn query(&self, views: &[&View]) -> Result<Query, Failure> {
        let text = self.text(views)?;
        let query = query::parse(&text);
        let problems = query.problems().iter();
        let shown: Vec<String> = problems.map(|problem| problem.render(&text)).collect();
        if shown.is_empty() {
            return Ok(query);
        }
        let shown = shown.join("\n");
        Err(Failure::new(format_args!(
            "the query can not be read\n{shown}"
        )))
    }
}

fn view<'a>(views: &[&'a View], name: &str) -> Result<&'a str, Failure> {
    if let Some(view) = views.iter().find(|view| view.name == name) {
        return Ok(&view.query);
    }
    if views.is_empty() {
        let message = format!("there is no saved view `{name}`: none are saved");
        return Err(
            Failure::new(message).hint("views stand in onrecord.toml: [[views]] name, query")
        );
    }
    let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
    let message = format!(
        "there is no saved view `{name}`; saved: {}",
        names.join(", ")
    );
    Err(Failure::new(message).did_you_mean(nearest(name, names)))
}

/// Joins two queries so that both must hold.
fn both(view: &str, text: &str) -> String {
    let part = |text: &str| {
        if text.contains(" OR ") {
            format!("({text})")
        } else {
            text.to_owned()
        }
    };
    match (view.trim(), text.trim()) {
        (one, "") | ("", one) => one.to_owned(),
        (view, text) => format!("{} {}", part(view), part(text)),
    }
}

/// Runs a query, and says on standard error what was guessed, or what might have been meant.
pub fn run(
    session: &Session,
    store: &Store,
    query: &Query,
    guessing: Guessing,
    report: &mut Report,
) -> Hits {
    let hits = query::run(store, query, &session.query_env(query), guessing);
    say(&hits, report);
    hits
}

/// Says on standard error what was guessed, or what might have been meant.
pub fn say(hits: &Hits, report: &mut Report) {
    for guess in &hits.guesses {
        report.note(guess);
    }
    for suggestion in &hits.suggestions {
        report.hint(suggestion);
    }
}

/// Says that nothing matched, and in how many claims it was sought.
pub fn say_nothing_matched(store: &Store, query: &Query, report: &mut Report) {
    let among = counted(store.len(), "claim", "claims");
    report.note(&if query.is_empty() {
        format!("no claim to show among {among}")
    } else {
        format!("nothing matches `{}` among {among}", query.text())
    });
}

/// Returns `1 claim` or `3 claims`.
#[must_use]
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_and_a_query_must_both_hold() {
        assert_eq!(both("cred:4..5", ""), "cred:4..5");
        assert_eq!(both("", "who:serres"), "who:serres");
        assert_eq!(both("a OR b", "who:serres"), "(a OR b) who:serres");
        assert_eq!(both("cred:4", "a OR b"), "cred:4 (a OR b)");
    }
}
