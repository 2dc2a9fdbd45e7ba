//! What must hold for any bytes. Each target takes bytes and panics when something does not hold.
//!
//! Fuzzers call these, and so do the time-boxed random tests of the program itself.

use std::str::FromStr as _;

use onrecord::model::{
    Claim, Evidence, Link, LogEntry, PartialDate, Relation, Scalar, Skepticism, Stance, Step,
};
use onrecord::query::{self, Env, Guessing};
use onrecord::store::{Folder, LoadedFile, Store};
use onrecord::text::{self, Folded, figure, width};
use onrecord::yaml::{self, ClaimEdit, FileEdit, Limits, read_claims};

/// Small, so that what is slow by its size alone is not found again and again.
const LIMITS: Limits = Limits {
    bytes: 1 << 16,
    depth: 64,
    aliases: 100,
    expanded: 1 << 16,
};

const FILE: &str = "fuzz.yaml";

/// Reading: never a panic; places are in the file; what was read can be written and read again.
pub fn load(data: &[u8]) {
    let read = read_claims(FILE, data, &LIMITS);
    let lines = data
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count()
        + 1;
    for claim in &read.claims {
        let line = claim.line as usize;
        assert!((1..=lines).contains(&line), "line {line} of {lines}");
    }
    for problem in &read.problems {
        assert!(!problem.message.is_empty(), "{}", problem.code);
    }
    if !read.problems.is_empty() {
        return;
    }
    let claims: Vec<Claim> = read.claims.into_iter().map(|read| read.claim).collect();
    let written = yaml::new_file(&read.article, &claims);
    let limits = Limits::default();
    let again = read_claims(FILE, written.as_bytes(), &limits);
    assert_eq!(again.article, read.article, "{written}");
    let again: Vec<Claim> = again.claims.into_iter().map(|read| read.claim).collect();
    assert_eq!(again, claims, "{written}");
}

/// Editing: what comes of it is the edit and nothing else, or it is refused.
///
/// Byte 0 chooses the claim, byte 1 the step, the text goes to the first NUL, then the file.
pub fn edit(data: &[u8]) {
    let [which, what, rest @ ..] = data else {
        return;
    };
    let mut parts = rest.splitn(2, |byte| *byte == 0);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let file = parts.next().unwrap_or_default();
    let before = read_claims(FILE, file, &LIMITS);
    let count = before.claims.len().max(1);
    let Some(target) = before.claims.get(usize::from(*which) % count) else {
        return;
    };
    let id = target.claim.id.clone();
    let step = step(*what, &text);
    let edit = FileEdit::Steps(vec![ClaimEdit {
        claim: id.clone(),
        steps: vec![step.clone()],
    }]);
    let Ok(bytes) = yaml::edit(FILE, file, &edit, &LIMITS) else {
        return;
    };
    let after = read_claims(FILE, &bytes, &LIMITS);
    let mut expected: Vec<Claim> = before
        .claims
        .iter()
        .map(|read| read.claim.clone())
        .collect();
    let first = expected.iter_mut().find(|claim| claim.id == id);
    let applied = first.map(|claim| step.apply(claim));
    assert_eq!(applied, Some(Ok(())), "{step:?} was done and can not be");
    let got: Vec<Claim> = after.claims.into_iter().map(|read| read.claim).collect();
    assert_eq!(
        got,
        expected,
        "{step:?}\n{}",
        String::from_utf8_lossy(&bytes)
    );
    assert_eq!(after.article, before.article);
    // Comments and unknown keys are not in the model: no line of the file may be gone, unless the
    // step takes something away or puts something else in its place.
    if matches!(step, Step::AppendLog(_)) {
        let (old, new) = (lines(file), lines(&bytes));
        let mut rest = new.iter();
        let kept = old
            .iter()
            .filter(|line| rest.any(|other| other == *line))
            .count();
        // An empty list or map that was written out is filled in place.
        assert!(kept + 1 >= old.len(), "{kept} of {} lines stay", old.len());
    }
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    lines.filter(|line| !line.trim_ascii().is_empty()).collect()
}

fn step(what: u8, text: &str) -> Step {
    let some = || Some(text.to_owned());
    match what % 13 {
        0 => Step::Set(Scalar::Quote, some()),
        1 => Step::Set(Scalar::Assertion, some()),
        2 => Step::Set(Scalar::Speaker, some()),
        3 => Step::Set(Scalar::Role, None),
        4 => Step::AppendTag(text.to_owned()),
        5 => Step::RemoveTag(0),
        6 => Step::AppendSkepticism(Skepticism {
            note: text.to_owned(),
            ..Skepticism::default()
        }),
        7 => Step::AppendEvidence(Evidence {
            stance: Some(Stance::Against),
            note: some(),
            accessed: PartialDate::parse("2026-11-23").ok(),
            ..Evidence::default()
        }),
        8 => Step::AppendLink(Link {
            relation: Relation::Contradicts,
            target: text.to_owned(),
        }),
        9 => Step::RemoveLog(0),
        10 => Step::ReplaceTag(0, text.to_owned()),
        _ => Step::AppendLog(LogEntry {
            at: Some("2026-11-23T15:40:00Z".to_owned()),
            by: Some("dana".to_owned()),
            note: some(),
            ..LogEntry::default()
        }),
    }
}

/// Queries: understood or reported, run, completed and highlighted at character boundaries.
pub fn query(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let query = query::parse(&text);
    let store = store();
    let env = Env {
        now: jiff::Timestamp::from_str("2026-11-23T22:30:00Z").expect("a moment"),
        zone: jiff::tz::TimeZone::UTC,
        me: Some("dana".to_owned()),
    };
    for guessing in [Guessing::Allowed, Guessing::Literal] {
        let hits = query::run(&store, &query, &env, guessing);
        let mut rows = hits.rows.clone();
        rows.sort_unstable();
        rows.dedup();
        assert_eq!(rows.len(), hits.rows.len(), "a claim is found twice");
        assert!(rows.iter().all(|&ix| store.claim(ix).is_some()));
    }
    for cursor in [0, text.len() / 2, text.len()] {
        let _ = query::complete(&text, cursor, &store, &env);
    }
    let said = "“Closer to €700 million,” Mr Berg said; İstanbul, straße, ﬁgures.";
    let mut end = 0;
    for range in query::highlights(&query, said) {
        assert!(
            range.start >= end && said.get(range.clone()).is_some(),
            "{range:?}"
        );
        end = range.end;
    }
    let whole = query::whole(&text);
    assert_eq!(
        query::whole(&whole),
        whole,
        "to write names out twice changes them"
    );
}

fn store() -> Store {
    let text = include_str!("../corpus/load/three-claims.yaml");
    let read = read_claims("a.yaml", text.as_bytes(), &LIMITS);
    let file = LoadedFile {
        path: "a.yaml".to_owned(),
        article: read.article,
        claims: read
            .claims
            .into_iter()
            .map(|read| (read.claim, read.line))
            .collect(),
        ..LoadedFile::default()
    };
    Store::build(vec![file], Folder::default())
}

/// Figures: spans are of the text, in order, disjoint; numbers are numbers.
pub fn figure(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = figure::parse_bound(&text);
    let mut amounts: Vec<_> = figure::parse(&text).into_iter().collect();
    let mut end = 0;
    for found in figure::scan(&text) {
        let span = found.span;
        assert!(span.start >= end && span.start < span.end, "{span:?}");
        assert!(text.get(span.clone()).is_some(), "{span:?}");
        end = span.end;
        amounts.push(found.amount);
    }
    for amount in amounts {
        for number in [amount.low, amount.high].into_iter().flatten() {
            assert!(!number.is_nan());
        }
        assert!(text::clean::is_clean(&figure::shown(&amount)));
    }
}

/// Text to be shown: clean once and for all, folded with places that lead back, wrapped to fit.
pub fn clean(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let clean = text::clean(&text);
    assert!(text::clean::is_clean(&clean), "{clean:?}");
    assert_eq!(text::clean(&clean), clean, "to clean twice changes it");
    let folded = Folded::new(&text);
    let length = text::fold(&text).len();
    for (start, end) in [(0, length), (length / 3, length / 2), (length, length + 9)] {
        let range = folded.original(start..end);
        assert!(text.get(range.clone()).is_some(), "{range:?}");
    }
    for columns in [0, 1, 2, 7, 40] {
        assert!(width::width(&width::truncate(&clean, columns)) <= columns);
        let mut end = 0;
        for row in width::wrap_ranges(&clean, columns) {
            assert!(row.start >= end, "{row:?}");
            let shown = clean.get(row.clone()).expect("a row of the text");
            // Two columns are the widest that a single cluster takes.
            let fits = width::width(shown) <= columns.max(1);
            assert!(
                fits || width::prefix(shown, columns.max(1)) == 0,
                "{shown:?}"
            );
            end = row.end;
        }
    }
}
