//! The big list of naughty strings (github.com/minimaxir/big-list-of-naughty-strings) in every text
//! field: written, read again, shown, exported, read back.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use onrecord::exchange::{self, Options, Selection, undefuse};
use onrecord::model::{
    Article, Attribution, Claim, Evidence, Figure, Link, LogEntry, Relation, Scalar, Skepticism,
    Step,
};
use onrecord::store::{Folder, Ix, LoadedFile, Store};
use onrecord::tui::screenshot;
use onrecord::tui::state::{Setting, State};
use onrecord::yaml::{self, ClaimEdit, FileEdit, Limits, read_claims};

use super::corpus;

/// The strings with a letter in them: a blank text is no quote.
fn strings() -> Option<Vec<String>> {
    let path = corpus("blns")?.join("blns.json");
    let text = fs::read_to_string(path).expect("the list can be read");
    let all: Vec<String> = serde_json::from_str(&text).expect("a list of strings");
    assert!(all.len() > 500, "{}", all.len());
    Some(all.into_iter().filter(|s| !s.trim().is_empty()).collect())
}

/// A claim whose every text is the string.
fn claim(at: usize, text: &str) -> Claim {
    let some = || Some(text.to_owned());
    Claim {
        id: format!("c{at}"),
        quote: some(),
        assertion: some(),
        speaker: some(),
        role: some(),
        org: some(),
        via: some(),
        attribution: Some(Attribution::Paraphrase),
        lang: some(),
        translation: some(),
        verdict: some(),
        rule: some(),
        figures: vec![Figure {
            text: text.to_owned(),
            about: some(),
            ..Figure::default()
        }],
        skepticism: vec![
            Skepticism {
                note: text.to_owned(),
                ..Skepticism::default()
            },
            Skepticism {
                note: text.to_owned(),
                at: some(),
                by: some(),
            },
        ],
        tags: vec![text.to_owned()],
        evidence: vec![Evidence {
            url: some(),
            quote: some(),
            note: some(),
            ..Evidence::default()
        }],
        links: vec![Link {
            relation: Relation::Repeats,
            target: text.to_owned(),
        }],
        annotations: vec![LogEntry {
            at: some(),
            by: some(),
            note: some(),
            ..LogEntry::default()
        }],
        ..Claim::default()
    }
}

fn claims(strings: &[String]) -> Vec<Claim> {
    let numbered = strings.iter().enumerate();
    numbered.map(|(at, text)| claim(at, text)).collect()
}

fn article() -> Article {
    Article {
        title: "Naughty".to_owned(),
        ..Article::default()
    }
}

fn read(text: &str) -> Vec<Claim> {
    let read = read_claims("a.yaml", text.as_bytes(), &Limits::default());
    let errors: Vec<_> = read
        .problems
        .iter()
        .filter(|p| p.severity == onrecord::model::Severity::Error)
        .map(|p| (p.location(), &p.message))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    read.claims.into_iter().map(|read| read.claim).collect()
}

fn equal(found: &[Claim], wanted: &[Claim], how: &str) {
    assert_eq!(found.len(), wanted.len(), "{how}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, wanted, "{how}: {:?}", wanted.quote);
    }
}

fn store(claims: &[Claim]) -> Store {
    let file = LoadedFile {
        path: "naughty.yaml".to_owned(),
        article: article(),
        claims: claims.iter().cloned().zip(1..).collect(),
        ..LoadedFile::default()
    };
    Store::build(vec![file], Folder::default())
}

/// What may stand on no screen.
fn forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || ('\u{200b}'..='\u{200b}').contains(&c)
        || ('\u{200e}'..='\u{200f}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{2069}').contains(&c)
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{feff}' | '\u{2028}' | '\u{2029}'
        )
        || ('\u{e0000}'..='\u{e0fff}').contains(&c)
}

#[test]
fn a_file_of_them_is_read_as_it_was_written() {
    let Some(strings) = strings() else { return };
    let claims = claims(&strings);
    equal(
        &read(&yaml::new_file(&article(), &claims)),
        &claims,
        "new file",
    );
}

#[test]
fn each_edit_to_one_of_them_is_that_edit() {
    let Some(strings) = strings() else { return };
    let old = "article: {title: T}\nclaims:\n  - id: c0\n    quote: x # kept\n    tags: [a,  b]\n";
    for text in strings {
        let some = || Some(text.clone());
        let new = claim(0, &text);
        let mut steps: Vec<Step> = [
            Scalar::Quote,
            Scalar::Assertion,
            Scalar::Speaker,
            Scalar::Role,
            Scalar::Org,
            Scalar::Via,
            Scalar::Lang,
            Scalar::Translation,
            Scalar::Verdict,
        ]
        .into_iter()
        .map(|field| Step::Set(field, some()))
        .collect();
        steps.push(Step::AppendTag(text.clone()));
        steps.extend(new.skepticism.iter().cloned().map(Step::AppendSkepticism));
        steps.extend(new.evidence.iter().cloned().map(Step::AppendEvidence));
        steps.extend(new.links.iter().cloned().map(Step::AppendLink));
        steps.extend(new.annotations.iter().cloned().map(Step::AppendLog));
        let mut wanted = read(old);
        for step in &steps {
            step.apply(&mut wanted[0]).expect("the step applies");
        }
        let change = FileEdit::Steps(vec![ClaimEdit {
            claim: "c0".to_owned(),
            steps,
        }]);
        let bytes = yaml::edit("a.yaml", old.as_bytes(), &change, &Limits::default());
        let bytes = bytes.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let edited = String::from_utf8(bytes).expect("UTF-8");
        equal(&read(&edited), &wanted, "edit");
        assert!(edited.contains("# kept"), "{edited}");
    }
}

#[test]
fn every_export_that_is_read_back_is_equal() {
    let Some(strings) = strings() else { return };
    let claims = claims(&strings);
    let store = store(&claims);
    let rows: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
    let options = Options::default();
    let selection = Selection {
        store: &store,
        rows: &rows,
        query: "",
        options: &options,
    };
    // Of the articles alone, or of those with a verdict: tests/exchange has the hostile ones of these.
    let few = ["bibtex", "csl-json", "claimreview"];
    let whole = |format: &&exchange::Format| format.is_text && !few.contains(&&*format.name);
    for format in exchange::FORMATS.iter().filter(whole) {
        let mut out = Vec::new();
        format
            .write(&selection, &mut out)
            .unwrap_or_else(|e| panic!("{}: {e}", format.name));
        let text = String::from_utf8(out).unwrap_or_else(|e| panic!("{}: {e}", format.name));
        assert!(text.len() > 10_000, "{}: nothing was written", format.name);
        let found: Vec<Claim> = match &*format.name {
            "json" => {
                let all: Vec<serde_json::Value> = serde_json::from_str(&text).expect("json");
                all.iter().map(from_json).collect()
            }
            "jsonl" => text
                .lines()
                .map(|line| from_json(&serde_json::from_str(line).expect("a line of json")))
                .collect(),
            "yaml" => read(&text),
            "csv" | "tsv" => {
                let delimiter = if format.name == "csv" { b',' } else { b'\t' };
                quotes_of(&text, delimiter, &claims);
                continue;
            }
            _ => continue,
        };
        equal(&found, &claims, &format.name);
    }
}

fn from_json(record: &serde_json::Value) -> Claim {
    let (claim, problems) = yaml::claim_from_json(record.as_object().expect("an object"));
    // What a record has beside the claim is no key of it.
    let odd: Vec<_> = problems
        .iter()
        .filter(|problem| !problem.contains("is no key of a claim"))
        .collect();
    assert!(odd.is_empty(), "{odd:?}: {record}");
    claim
}

/// Holds the columns of single texts to what was exported.
fn quotes_of(text: &str, delimiter: u8, claims: &[Claim]) {
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let head = table.headers().expect("a head").clone();
    let column = |name: &str| head.iter().position(|h| h == name).expect("the column");
    let columns = [column("quote"), column("assertion"), column("verdict")];
    let mut rows = 0;
    for (row, claim) in table.records().zip(claims) {
        let row = row.expect("a row");
        for at in columns {
            let cell = row.get(at).expect("a cell");
            assert_eq!(Some(undefuse(cell).as_ref()), claim.quote.as_deref());
            let first = cell.trim_start().chars().next();
            assert!(
                !first.is_some_and(|c| "=+-@＝＋－＠".contains(c)),
                "a formula: {cell:?}"
            );
        }
        rows += 1;
    }
    assert_eq!(rows, claims.len());
}

#[test]
fn the_app_shows_each_without_what_a_terminal_obeys() {
    let Some(strings) = strings() else { return };
    let now = "2026-11-23T15:40:00Z".parse().expect("an instant");
    for text in &strings {
        let setting = Setting {
            folder: text.clone(),
            author: text.clone(),
            ..Setting::default()
        };
        let store = Arc::new(store(&[claim(0, text)]));
        let (mut state, effects) = State::new(store, setting, "", now);
        screenshot::settle(&mut state, effects, now);
        let size = onrecord::tui::msg::Msg::Resize(140, 60);
        screenshot::send(&mut state, size, now);
        for keys in ["", "F", "esc t", "esc w", "esc /"] {
            screenshot::press(&mut state, keys, now).expect("keys");
            let screen = screenshot::text(&screenshot::screen(&state));
            let bad = screen.chars().find(|&c| forbidden(c));
            assert_eq!(bad, None, "{keys:?}: {text:?}");
        }
        let paste = onrecord::tui::msg::Msg::Paste(text.clone());
        screenshot::send(&mut state, paste, now);
        let screen = screenshot::text(&screenshot::screen(&state));
        assert_eq!(
            screen.chars().find(|&c| forbidden(c)),
            None,
            "typed: {text:?}"
        );
    }
}

#[test]
fn commands_print_each_without_what_a_terminal_obeys() {
    let Some(strings) = strings() else { return };
    let home = tempfile::tempdir().expect("a folder");
    let claims_dir = home.path().join("claims");
    fs::create_dir(&claims_dir).expect("a folder");
    let text = yaml::new_file(&article(), &claims(&strings));
    fs::write(claims_dir.join("naughty.yaml"), text).expect("a record");
    let names: Vec<String> = (0..strings.len()).map(|at| format!("c{at}")).collect();
    let mut show = vec!["show"];
    show.extend(names.iter().map(String::as_str));
    for args in [vec!["list"], show, vec!["stats"], vec!["check"]] {
        let output = run(home.path(), &args);
        assert!(output.len() > 1000, "{args:?} printed nothing");
        let bad = output.chars().find(|&c| forbidden(c));
        assert_eq!(bad, None, "{args:?}");
    }
    let few = yaml::new_file(&article(), &claims(&strings[..1]));
    fs::write(claims_dir.join("naughty.yaml"), few).expect("a record");
    // As a query and as a name: an answer or a message, and never a panic.
    for text in strings.iter().filter(|text| !text.contains('\0')) {
        for args in [["list", "--", text.as_str()], ["show", "--", text.as_str()]] {
            let output = run(home.path(), &args);
            let bad = output.chars().find(|&c| forbidden(c));
            assert_eq!(bad, None, "{args:?}");
        }
    }
}

fn run(home: &std::path::Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .env_clear()
        .env("HOME", home)
        .env("ONRECORD_AUTHOR", "dana")
        .current_dir(home)
        .args(args)
        .output()
        .expect("the program runs");
    let code = output.status.code();
    assert!(matches!(code, Some(0..=2)), "{args:?}: {code:?}");
    let mut text = String::from_utf8(output.stdout).expect("UTF-8");
    text.push_str(&String::from_utf8(output.stderr).expect("UTF-8"));
    text
}
