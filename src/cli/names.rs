//! Claims by their names, as typed on the command line.

use super::exit::Exit;
use super::failure::Failure;
use super::report::Report;
use crate::store::{Ix, Lookup, Store};

/// Returns the claims that the names stand for, each once, in the order typed.
///
/// All names that do not work are reported before it stops.
///
/// # Errors
/// A name of no claim (exit code 1), and one that several claims have (2).
pub fn resolve(store: &Store, names: &[String], report: &mut Report) -> Result<Vec<Ix>, Failure> {
    let mut found = Vec::new();
    let mut failed: Option<Failure> = None;
    for name in names {
        match one(store, name) {
            Ok(ix) if found.contains(&ix) => {}
            Ok(ix) => found.push(ix),
            Err(failure) => {
                if let Some(earlier) = failed.replace(failure) {
                    report.failure(&earlier);
                    failed = failed.map(|failure| failure.at_least(earlier.exit()));
                }
            }
        }
    }
    failed.map_or(Ok(found), Err)
}

/// Returns the claim a name stands for.
///
/// # Errors
/// A name of no claim (exit code 1), and one that several claims have (2).
pub fn one(store: &Store, name: &str) -> Result<Ix, Failure> {
    match store.find(name) {
        Lookup::One(ix) => Ok(ix),
        Lookup::None(near) => {
            let failure = Failure::no(format_args!("there is no claim `{name}`"));
            Err(match near.as_slice() {
                [] => failure.hint("`onrecord list` shows the names"),
                near => failure.hint(format_args!("did you mean {}?", either(near))),
            })
        }
        Lookup::Many(claims) => {
            let mut message = format!("`{name}` is the name of several claims; type more of it:");
            for claim in claims.iter().filter_map(|&ix| store.claim(ix)) {
                message.push_str("\n  ");
                message.push_str(&claim.name());
            }
            Err(Failure::new(message))
        }
    }
}

/// Returns `a`, `b` or `c`.
fn either(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

impl Failure {
    /// Returns the exit code it ends with.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::PipeClosed => Exit::Done,
            Self::Because { exit, .. } => *exit,
        }
    }

    /// Returns the failure with the worse of two exit codes.
    fn at_least(mut self, other: Exit) -> Self {
        if let Self::Because { exit, .. } = &mut self
            && other.code() > exit.code()
        {
            *exit = other;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::store::{Folder, LoadedFile};

    fn store() -> Store {
        let file = |path: &str, ids: &[&str]| LoadedFile {
            path: path.to_owned(),
            claims: ids
                .iter()
                .map(|id| {
                    (
                        Claim {
                            id: (*id).to_owned(),
                            ..Claim::default()
                        },
                        1,
                    )
                })
                .collect(),
            ..LoadedFile::default()
        };
        let files = vec![
            file("a.yaml", &["cost", "moment"]),
            file("b.yaml", &["cost"]),
        ];
        Store::build(files, Folder::default())
    }

    fn because(failure: Failure) -> (String, Vec<String>, Exit) {
        match failure {
            Failure::Because {
                message,
                hints,
                exit,
            } => (message, hints, exit),
            Failure::PipeClosed => panic!("no reason"),
        }
    }

    #[test]
    fn an_ambiguous_name_lists_its_claims() {
        let (message, _, exit) = because(one(&store(), "cost").unwrap_err());
        let (first, names) = message.split_once('\n').unwrap();
        assert_eq!(
            first,
            "`cost` is the name of several claims; type more of it:"
        );
        assert_eq!(names, "  a/cost\n  b/cost");
        assert_eq!(exit, Exit::CouldNot);
        assert_eq!(one(&store(), "b/cost").unwrap(), Ix(2));
    }

    #[test]
    fn an_unknown_name_gives_near_ones() {
        let (_, hints, exit) = because(one(&store(), "momnet").unwrap_err());
        assert_eq!(hints, ["did you mean `moment`?"]);
        assert_eq!(exit, Exit::No);
    }

    #[test]
    fn several_are_joined_with_or() {
        let names = |n: usize| either(&["a", "b", "c"].map(str::to_owned)[..n]);
        assert_eq!(
            (names(1), names(3)),
            ("`a`".to_owned(), "`a`, `b` or `c`".to_owned())
        );
    }
}
