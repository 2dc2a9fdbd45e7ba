//! From options to changes: what is asked for, checked before anything is written. Pure.

use super::Args;
use crate::cli::failure::Failure;
use crate::cli::names;
use crate::model::{
    Change, Credibility, Grade, Link, Relation, Reliability, Scale, Stance, nearest,
};
use crate::store::{ClaimRef, Store};

/// Returns the changes that are the same for every claim: all but links.
///
/// A note becomes the reason of the judgement given with it, else an entry of its own.
///
/// # Errors
/// When nothing is asked for, or a value is not one of its set.
pub fn wanted(args: &Args, message: Option<String>, scale: &Scale) -> Result<Vec<Change>, Failure> {
    let mut reason = message;
    let mut changes = Vec::new();
    if let Some(judgement) = judgement(args, &mut reason)? {
        changes.push(judgement);
    }
    if let Some(label) = &args.verdict {
        changes.push(Change::Verdict(verdict(label, scale)?, reason.take()));
    }
    if let Some(note) = reason {
        changes.push(Change::Note {
            note,
            replaces: None,
        });
    }
    changes.extend(args.skepticism.iter().cloned().map(Change::Skepticism));
    changes.extend(args.tags.iter().cloned().map(Change::Tag));
    changes.extend(args.untags.iter().cloned().map(Change::Untag));
    changes.extend(args.evidence.evidence()?.map(Change::Evidence));
    if changes.is_empty() && args.links.is_empty() {
        return Err(Failure::new("there is nothing to write")
            .hint("give a note with -m TEXT, or --grade, --verdict, --tag, --skepticism, --evidence, --link"));
    }
    let blank = |text: &String| text.trim().is_empty();
    if args.tags.iter().chain(&args.skepticism).any(blank) {
        return Err(Failure::new("a tag or a reason to doubt can not be empty"));
    }
    Ok(changes)
}

fn judgement(args: &Args, reason: &mut Option<String>) -> Result<Option<Change>, Failure> {
    if let Some(text) = &args.grade {
        return Ok(Some(Change::Grade(grade(text)?, reason.take())));
    }
    let reliability = args.reliability.as_deref();
    let reliability = reliability.map(|text| half(text, Reliability::parse, "reliability, A to F"));
    let credibility = args.credibility.as_deref();
    let credibility = credibility.map(|text| half(text, Credibility::parse, "credibility, 1 to 6"));
    Ok(match (reliability.transpose()?, credibility.transpose()?) {
        (None, None) => None,
        (Some(half), None) => Some(Change::Reliability(half, reason.take())),
        (None, Some(half)) => Some(Change::Credibility(half, reason.take())),
        (Some(reliability), Some(credibility)) => {
            let grade = Grade {
                reliability,
                credibility,
            };
            Some(Change::Grade(grade, reason.take()))
        }
    })
}

/// Returns the grade that is meant.
///
/// # Errors
/// A text that is no grade.
pub fn grade(text: &str) -> Result<Grade, Failure> {
    if text.eq_ignore_ascii_case("none") {
        return Ok(Grade::NONE);
    }
    Grade::parse(text).ok_or_else(|| {
        Failure::new(format_args!(
            "`{text}` is no grade: expected A-F and 1-6, as in B2, B or 2"
        ))
    })
}

fn half<T>(text: &str, parse: fn(&str) -> Option<T>, expected: &str) -> Result<Option<T>, Failure> {
    let upper = text.trim().to_ascii_uppercase();
    if upper == "NONE" {
        return Ok(None);
    }
    let found = parse(&upper);
    let failure = || Failure::new(format_args!("`{text}`: expected {expected}, or none"));
    found.map(Some).ok_or_else(failure)
}

fn verdict(label: &str, scale: &Scale) -> Result<Option<String>, Failure> {
    if label == "none" {
        return Ok(None);
    }
    let labels = || scale.verdicts.iter().map(|verdict| verdict.label.as_str());
    match scale.get(label) {
        Some(verdict) => Ok(Some(verdict.label.clone())),
        None => Err(not_one_of("verdict", label, labels())),
    }
}

/// Returns the stance that is meant.
///
/// # Errors
/// A word that is none.
pub fn stance(word: &str) -> Result<Stance, Failure> {
    let words = Stance::ALL.iter().map(|stance| stance.word());
    Stance::parse(word).ok_or_else(|| not_one_of("stance", word, words))
}

fn not_one_of<'a>(what: &str, word: &str, all: impl Iterator<Item = &'a str>) -> Failure {
    let all: Vec<&str> = all.collect();
    let listed = all.join(", ");
    Failure::new(format_args!(
        "`{word}` is no {what}: expected one of {listed}"
    ))
    .did_you_mean(nearest(word, all))
}

/// Returns the link of a claim that `RELATION:NAME` asks for.
///
/// The target is written as its id when it stands in the same file, else by its whole name, which
/// stays right when another file gets a claim of the same id.
///
/// # Errors
/// An unknown relation, a name of no claim or of several, the claim itself.
pub fn link(store: &Store, from: ClaimRef<'_>, text: &str) -> Result<Change, Failure> {
    let Some((word, name)) = text.split_once(':') else {
        let failure = Failure::new(format_args!("`{text}` is no link: expected RELATION:NAME"));
        return Err(failure.hint("as in --link contradicts:training-cost"));
    };
    let words = Relation::ALL.iter().map(|relation| relation.word());
    let relation = Relation::parse(word).ok_or_else(|| not_one_of("relation", word, words))?;
    let ix = match store.link_target(from.ix(), name) {
        Some(ix) => ix,
        None => names::one(store, name)?,
    };
    if ix == from.ix() {
        return Err(Failure::new(format_args!(
            "{} can not be linked to itself",
            from.name()
        )));
    }
    let target = store.claim(ix).map(|target| {
        let same_file = target.file().path() == from.file().path();
        if same_file {
            target.id().to_owned()
        } else {
            target.name()
        }
    });
    let target = target.unwrap_or_else(|| name.to_owned());
    Ok(Change::Link(Link { relation, target }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Claim;
    use crate::store::{Folder, Ix, LoadedFile};

    fn changes(args: &Args) -> Vec<Change> {
        wanted(args, args.message.clone(), &Scale::default()).unwrap()
    }

    #[expect(clippy::unnecessary_wraps, reason = "fields are optional")]
    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_note_is_the_reason_of_the_judgement_beside_it() {
        let args = Args {
            message: some("why"),
            grade: some("d4"),
            ..Args::default()
        };
        let grade = Grade::parse("D4").unwrap();
        assert_eq!(changes(&args), [Change::Grade(grade, some("why"))]);

        let args = Args {
            message: some("why"),
            verdict: some("mixed"),
            ..Args::default()
        };
        assert_eq!(
            changes(&args),
            [Change::Verdict(some("mixed"), some("why"))]
        );

        let args = Args {
            message: some("why"),
            tags: vec!["ai".to_owned()],
            ..Args::default()
        };
        let note = Change::Note {
            note: "why".to_owned(),
            replaces: None,
        };
        assert_eq!(changes(&args), [note, Change::Tag("ai".to_owned())]);
    }

    #[test]
    fn both_halves_are_one_entry_of_the_log() {
        let args = Args {
            reliability: some("b"),
            credibility: some("2"),
            ..Args::default()
        };
        let grade = Grade::parse("B2").unwrap();
        assert_eq!(changes(&args), [Change::Grade(grade, None)]);
        let args = Args {
            credibility: some("none"),
            ..Args::default()
        };
        assert_eq!(changes(&args), [Change::Credibility(None, None)]);
    }

    #[test]
    fn what_is_no_value_is_refused() {
        let refused = [
            Args::default(),
            Args {
                grade: some("G1"),
                ..Args::default()
            },
            Args {
                reliability: some("2"),
                ..Args::default()
            },
            Args {
                verdict: some("mixd"),
                ..Args::default()
            },
            Args {
                tags: vec![" ".to_owned()],
                ..Args::default()
            },
        ];
        for args in refused {
            assert!(wanted(&args, None, &Scale::default()).is_err(), "{args:?}");
        }
    }

    #[test]
    fn a_link_is_written_so_that_it_stays_right() {
        let file = |path: &str, ids: [&str; 2]| LoadedFile {
            path: path.to_owned(),
            claims: ids
                .map(|id| {
                    (
                        Claim {
                            id: id.to_owned(),
                            ..Claim::default()
                        },
                        1,
                    )
                })
                .into(),
            ..LoadedFile::default()
        };
        let files = vec![
            file("a.yaml", ["one", "two"]),
            file("x/b.yaml", ["two", "three"]),
        ];
        let store = Store::build(files, Folder::default());
        let from = store.claim(Ix(0)).unwrap();
        let target = |text: &str| match link(&store, from, text).unwrap() {
            Change::Link(link) => link.target,
            other => panic!("{other:?}"),
        };
        assert_eq!(target("repeats:two"), "two");
        assert_eq!(target("repeats:three"), "x/b/three");
        assert_eq!(target("repeats:b/two"), "x/b/two");
        for bad in ["two", "contradict:two", "repeats:one", "repeats:four"] {
            assert!(link(&store, from, bad).is_err(), "{bad}");
        }
    }
}
