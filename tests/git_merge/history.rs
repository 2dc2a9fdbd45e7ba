//! A random history: a file, and what two people made of it with the program's own edits. Judges what
//! became of it by what they wrote, and not by how it was merged.

use std::collections::BTreeMap;
use std::fmt;

use onrecord::model::{Change, Claim, Evidence, Grade, Link, Relation, Scalar, Severity, Stamp};
use onrecord::yaml::{ClaimEdit, FileEdit, FileRead, Limits, edit, new_file, read_claims};

const FILE: &str = "river.yaml";

/// What the histories came to.
#[derive(Default)]
pub struct Counts {
    pub clean: u64,
    pub conflicted: u64,
    /// Notes that had to be there afterwards.
    notes: usize,
    /// What went wrong, with the history's number.
    pub faults: Vec<String>,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            clean,
            conflicted,
            notes,
            faults,
        } = self;
        let all = clean + conflicted;
        write!(
            f,
            "{all} histories: {clean} clean, {conflicted} in conflict, {notes} notes, {} faults",
            faults.len()
        )?;
        faults
            .iter()
            .take(5)
            .try_for_each(|fault| write!(f, "\n{fault}"))
    }
}

/// A file and its two versions.
pub struct History {
    seed: u64,
    pub base: Vec<u8>,
    pub ours: Vec<u8>,
    pub theirs: Vec<u8>,
}

/// Small numbers, the same for the same seed (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

impl History {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            dice.roll(2);
        }
        let base = laid_out(&mut dice, &record());
        let base = worked_on(&mut dice, base, "dana", 4);
        let length = 1 + dice.roll(5);
        let ours = worked_on(&mut dice, base.clone(), "eve", length);
        let length = 1 + dice.roll(5);
        let theirs = worked_on(&mut dice, base.clone(), "finn", length);
        Self {
            seed,
            base,
            ours,
            theirs,
        }
    }

    /// Compares what git left with what the two wrote.
    pub fn judge(&self, clean: bool, merged: &[u8], counts: &mut Counts) {
        let mut fault = |what: String| {
            let texts =
                [&self.base, &self.ours, &self.theirs, merged].map(|b| String::from_utf8_lossy(b));
            counts.faults.push(format!(
                "history {}: {what}\n--- base\n{}--- ours\n{}--- theirs\n{}--- merged\n{}",
                self.seed, texts[0], texts[1], texts[2], texts[3]
            ));
        };
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|bytes| read(bytes));
        let mut disagreed = disagreements(&base, &ours, &theirs);
        // Both put a comment in the same place.
        let has = |bytes: &[u8], text: &str| String::from_utf8_lossy(bytes).contains(text);
        if has(&self.ours, "# eve was here") && has(&self.theirs, "# finn was here") {
            disagreed.push("comments".to_owned());
        }
        if clean != disagreed.is_empty() {
            fault(format!(
                "clean: {clean}, but they disagree on {disagreed:?}"
            ));
        }
        let marked = merged
            .split(|byte| *byte == b'\n')
            .any(|line| line.starts_with(b"<<<<<<< ours"));
        if marked == clean {
            fault(format!("clean: {clean}, markers: {marked}"));
        }
        let sides = if clean {
            vec![merged.to_vec()]
        } else {
            vec![settled(merged, true), settled(merged, false)]
        };
        let mut notes = 0;
        for (ours_kept, text) in [true, false].into_iter().zip(&sides) {
            let after = read(text);
            if let Some(problem) = after
                .problems
                .iter()
                .find(|p| p.severity == Severity::Error)
            {
                fault(format!("{} {}", problem.location(), problem.message));
            }
            let kept = if ours_kept { &ours } else { &theirs };
            let expected = expected_notes(&base, &ours, &theirs, kept);
            let found = all_notes(&after);
            notes += expected.len();
            if expected != found {
                fault(format!("expected {expected:?}\nfound {found:?}"));
            }
        }
        counts.notes += notes;
        if clean {
            counts.clean += 1;
        } else {
            counts.conflicted += 1;
        }
    }
}

fn read(bytes: &[u8]) -> FileRead {
    read_claims(FILE, bytes, &Limits::default())
}

fn claims(read: &FileRead) -> BTreeMap<&str, &Claim> {
    read.claims
        .iter()
        .map(|read| (read.claim.id.as_str(), &read.claim))
        .collect()
}

fn record() -> String {
    let claim = |id: &str, quote: Option<&str>, tags: &[&str]| Claim {
        id: id.to_owned(),
        quote: quote.map(str::to_owned),
        assertion: Some(format!("What {id} says.")),
        speaker: Some("Mayor".to_owned()),
        tags: tags.iter().map(ToString::to_string).collect(),
        ..Claim::default()
    };
    let article = onrecord::model::Article {
        title: "River".to_owned(),
        ..Default::default()
    };
    new_file(
        &article,
        &[
            claim("jobs", Some("creates 400 jobs"), &["plan"]),
            claim("cost", Some("two lines\nof \"text\": # no comment\n"), &[]),
            claim("fish", None, &["fish", "river"]),
        ],
    )
}

/// Returns the record in one of the layouts that people write.
fn laid_out(dice: &mut Dice, text: &str) -> Vec<u8> {
    let mut text = text.replace(
        "    assertion: What fish",
        "    # kept\n    x-own: {a: [1, 2]}   # own\n    assertion: What fish",
    );
    if dice.roll(3) == 0 {
        // Lists at the margin.
        let cut = |line: &str| line.strip_prefix("  ").unwrap_or(line).to_owned();
        let (article, claims) = text.split_once("claims:\n").unwrap();
        let claims: String = claims.split_inclusive('\n').map(cut).collect();
        text = format!("{article}claims:\n{claims}");
    }
    if dice.roll(4) == 0 {
        text = text.replace(
            "assertion: What jobs says.",
            "assertion: What jobs says.\n    annotations: []",
        );
        if !text.contains("\n  - id") {
            text = text.replace("\n    annotations: []", "\n  annotations: []");
        }
    }
    if dice.roll(3) == 0 {
        text = format!("# a record\n\n{text}\n# the end\n");
    }
    if dice.roll(4) == 0 {
        text.truncate(text.trim_end().len());
    }
    if dice.roll(4) == 0 {
        text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    text.into_bytes()
}

/// Has somebody do so many things to a file.
fn worked_on(dice: &mut Dice, mut bytes: Vec<u8>, by: &str, times: usize) -> Vec<u8> {
    for time in 0..times {
        let now = read(&bytes);
        let ids: Vec<&str> = claims(&now).into_keys().collect();
        let claim = &now.claims[dice.roll(now.claims.len())].claim;
        let edit_of = match dice.roll(24) {
            0 if by != "dana" => FileEdit::AddClaim(Claim {
                id: format!("{by}-{time}"),
                quote: Some("new".to_owned()),
                ..Claim::default()
            }),
            1 if by != "dana" && ids.len() > 1 => FileEdit::DeleteClaim(claim.id.clone()),
            2 => {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let comment = format!("# {by} was here");
                bytes = text
                    .replacen("\nclaims:", &format!("\n{comment}\nclaims:"), 1)
                    .into_bytes();
                continue;
            }
            _ => {
                let stamp = Stamp {
                    at: "2026-11-01T10:00:00Z".parse::<jiff::Timestamp>().unwrap()
                        + jiff::SignedDuration::from_secs(i64::try_from(dice.roll(90)).unwrap()),
                    by: by.to_owned(),
                };
                let Ok(steps) = change(dice, by, time).steps(claim, &stamp) else {
                    continue;
                };
                FileEdit::Steps(vec![ClaimEdit {
                    claim: claim.id.clone(),
                    steps,
                }])
            }
        };
        // An edit that the layout does not allow is simply not made.
        if let Ok(edited) = edit(FILE, &bytes, &edit_of, &Limits::default()) {
            bytes = edited;
        }
    }
    bytes
}

fn change(dice: &mut Dice, by: &str, time: usize) -> Change {
    let grades = ["A1", "B2", "C3", "D4", "F6", "B", "4"];
    let note = *dice.one(&[
        "plain",
        "two\nlines\n",
        "yaml: #like\n- x",
        "<<<<<<< ours",
        "é 日",
        "'quoted\"",
    ]);
    let note = format!("{by} {time}: {note}");
    match dice.roll(16) {
        0..=5 => Change::Note {
            note,
            replaces: None,
        },
        6..=8 => {
            let grade: &str = grades[dice.roll(grades.len())];
            Change::Grade(Grade::parse(grade).unwrap(), Some(note))
        }
        9 => {
            let scale = ["supported", "refuted"].map(str::to_owned);
            Change::Verdict(Some(dice.one(&scale).clone()), Some(note))
        }
        10 => Change::Skepticism(note),
        11 => Change::Tag((*dice.one(&["plan", "fish", "river", "x y", by])).to_owned()),
        12 => Change::Untag((*dice.one(&["plan", "fish", "river"])).to_owned()),
        13 => Change::Evidence(Evidence {
            note: Some(note),
            ..Evidence::default()
        }),
        14 => Change::Link(Link {
            relation: *dice.one(Relation::ALL),
            target: (*dice.one(&["jobs", "cost", "fish"])).to_owned(),
        }),
        _ => match dice.roll(3) {
            0 => Change::EditLast(note),
            1 => Change::RemoveLast,
            _ => Change::Field(
                Scalar::Speaker,
                Some((*dice.one(&["Mayor", "The mayor", "A minister"])).to_owned()),
            ),
        },
    }
}

/// Returns what the two changed to something different.
fn disagreements(base: &FileRead, ours: &FileRead, theirs: &FileRead) -> Vec<String> {
    let [base, ours, theirs] = [base, ours, theirs].map(claims);
    let mut found = Vec::new();
    for (id, old) in &base {
        match (ours.get(id), theirs.get(id)) {
            (Some(own), Some(others)) => found.extend(Scalar::ALL.iter().filter_map(|field| {
                let [b, o, t] = [old, own, others].map(|claim| claim.scalar(*field));
                (o != t && b != o && b != t).then(|| format!("{id}: {field}"))
            })),
            (Some(one), None) | (None, Some(one)) if one != old => found.push((*id).to_owned()),
            _ => {}
        }
    }
    found
}

/// Returns one side of a text with conflict markers.
fn settled(text: &[u8], ours: bool) -> Vec<u8> {
    let (mut inside, mut own) = (false, false);
    let mut out = Vec::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match line.trim_ascii_end() {
            b"<<<<<<< ours" => (inside, own) = (true, true),
            b"=======" if inside => own = false,
            b">>>>>>> theirs" if inside => inside = false,
            _ if !inside || own == ours => out.extend_from_slice(line),
            _ => {}
        }
    }
    out
}

/// Returns every annotation, reason and piece of evidence of a claim, as one text each.
fn notes(claim: &Claim) -> Vec<String> {
    let log = claim.annotations.iter().map(|entry| format!("{entry:?}"));
    let reasons = claim.skepticism.iter().map(|reason| format!("{reason:?}"));
    let evidence = claim
        .evidence
        .iter()
        .map(|evidence| format!("{evidence:?}"));
    let own = |text: String| format!("{}: {text}", claim.id);
    log.chain(reasons).chain(evidence).map(own).collect()
}

fn all_notes(read: &FileRead) -> Vec<String> {
    let mut all: Vec<String> = read
        .claims
        .iter()
        .flat_map(|read| notes(&read.claim))
        .collect();
    all.sort();
    all
}

/// Returns what has to be there: everything that either side has and the other did not take away.
/// Of claims that one side deleted and the other changed, what the side has that is kept.
fn expected_notes(
    base: &FileRead,
    ours: &FileRead,
    theirs: &FileRead,
    kept: &FileRead,
) -> Vec<String> {
    let [base, ours, theirs, kept] = [base, ours, theirs, kept].map(claims);
    let of = |claims: &BTreeMap<&str, &Claim>, id: &str| claims.get(id).map(|claim| notes(claim));
    let mut ids: Vec<&str> = ours.keys().chain(theirs.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut all = Vec::new();
    for id in ids {
        match (of(&base, id), of(&ours, id), of(&theirs, id)) {
            (None, own, others) => all.extend(own.or(others).unwrap_or_default()),
            (Some(old), Some(own), Some(others)) => {
                let gone = |note: &String| {
                    old.contains(note) && !(own.contains(note) && others.contains(note))
                };
                let mut both = [own.clone(), others.clone()].concat();
                both.sort();
                both.dedup();
                all.extend(both.into_iter().filter(|note| !gone(note)));
            }
            (Some(_), ..) => {
                let one = ours.get(id).or(theirs.get(id));
                if one != base.get(id) {
                    all.extend(of(&kept, id).unwrap_or_default());
                }
            }
        }
    }
    all.sort();
    all
}
