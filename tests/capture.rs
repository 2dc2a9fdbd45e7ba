//! The development set of `capture`: precision and recall per construction.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use onrecord::source::capture::{
    Draft, Lexicon, Page, People, Spoken, Voice, drafts, head, spoken,
};
use onrecord::text::fold;

const SPEECH: [&str; 7] = [
    "direct",
    "partial",
    "multi",
    "nested",
    "mismatched",
    "unclosed",
    "latex",
];
const NO_SPEECH: [&str; 2] = ["scare", "title"];

/// Asked for, found, right.
type Counts = BTreeMap<String, (usize, usize)>;

fn same(expected: &str, found: Option<&str>) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words.filter(|w| w.len() > 1).map(str::to_owned).collect()
    };
    match found {
        None => expected == "-",
        Some(found) => {
            let (a, b) = (words(expected), words(found));
            a.iter().all(|w| b.contains(w)) || b.iter().all(|w| a.contains(w))
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table is counted and printed")]
fn speech_is_found_with_its_speaker() {
    let lexicon = Lexicon::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/capture");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.sort();
    let (mut found, mut speakers) = (Counts::new(), Counts::new());
    let (mut extra, mut all) = (0, 0);
    let (mut inside, mut extracted) = (0, 0);
    let mut rules: BTreeMap<&str, (usize, usize, u8)> = BTreeMap::new();
    for path in names
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
    {
        let text = std::fs::read_to_string(path).unwrap();
        let rows = std::fs::read_to_string(path.with_extension("tsv")).unwrap();
        let page = Page::new(&text, &lexicon);
        let people = People::of(&page, &lexicon);
        let drafts = spoken(&page, &people, &|_| true).unwrap();
        let mut used = vec![false; drafts.len()];
        let mut truth: Vec<Range<usize>> = Vec::new();
        for row in rows.lines() {
            let cells: Vec<&str> = row.split('\t').collect();
            let [tags, speaker, passage] = cells[..] else {
                panic!("{row}")
            };
            let passage = passage.replace('¶', "\n");
            assert!(text.contains(&passage), "{}: {passage}", path.display());
            let tags: Vec<&str> = tags.split('+').collect();
            let (speech, none) = (SPEECH.contains(&tags[0]), NO_SPEECH.contains(&tags[0]));
            if !speech && !none {
                continue;
            }
            if speech {
                let places = text.match_indices(passage.as_str());
                truth.extend(places.map(|(at, _)| at..at + passage.len()));
            }
            let at = (0..drafts.len()).find(|&at| {
                !used[at] && text[page.quotes[drafts[at].quote].inner.clone()] == passage
            });
            let draft: Option<&Spoken> = at.map(|at| {
                used[at] = true;
                &drafts[at]
            });
            let is_speech = draft.is_some_and(|draft| draft.voice == Voice::Speech);
            let right = if speech { is_speech } else { !is_speech };
            let name = draft
                .and_then(|draft| draft.speaker.as_ref())
                .map(|s| s.name.as_str());
            let who = !speech || same(speaker, name);
            for tag in &tags {
                let counts = found.entry((*tag).to_owned()).or_default();
                *counts = (counts.0 + 1, counts.1 + usize::from(right));
                if speech {
                    let counts = speakers.entry((*tag).to_owned()).or_default();
                    *counts = (counts.0 + 1, counts.1 + usize::from(right && who));
                }
            }
            if let Some(draft) = draft.filter(|draft| speech && draft.speaker.is_some()) {
                let (n, good, sure) = rules.entry(draft.rule).or_default();
                *n += 1;
                *good += usize::from(who);
                *sure = draft.confidence.max(*sure);
            }
            if !right || !who {
                let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                println!(
                    "{stem}: {tags:?} wants {speaker} for {passage:.60?}: {:?} {name:?} by {:?}",
                    draft.map(|d| d.voice),
                    draft.map(|d| d.rule)
                );
            }
        }
        for (draft, used) in drafts.iter().zip(used) {
            let spoken = draft.voice == Voice::Speech;
            all += usize::from(spoken);
            if spoken {
                let span = page.quotes[draft.quote].inner.clone();
                let shared = |one: &Range<usize>| {
                    let (start, end) = (one.start.max(span.start), one.end.min(span.end));
                    text.get(start..end).map_or(0, |part| part.chars().count())
                };
                inside += truth.iter().map(shared).max().unwrap_or(0);
                extracted += text[span.clone()].chars().count();
            }
            if spoken && !used {
                extra += 1;
                println!(
                    "{}: not asked for: {:?}",
                    path.display(),
                    &text[page.quotes[draft.quote].inner.clone()]
                );
            }
        }
    }
    println!(
        "{:14} {:>12} {:>14}",
        "construction", "found", "speaker right"
    );
    for (tag, (n, right)) in &found {
        let who = speakers
            .get(tag)
            .map_or(String::new(), |(n, right)| format!("{right}/{n}"));
        println!("{tag:14} {:>12} {who:>14}", format!("{right}/{n}"));
    }
    println!("{:18} {:>8} {:>10}", "rule", "right", "confidence");
    for (rule, (n, right, sure)) in &rules {
        println!("{rule:18} {:>8} {sure:>10}", format!("{right}/{n}"));
    }
    for (rule, (n, right, sure)) in &rules {
        // Laplace's rule of succession: a rule seen right twice of two is not sure.
        assert!(
            usize::from(*sure) <= (right + 1) * 100 / (n + 2),
            "{rule} is too sure of itself"
        );
    }
    let sum = |counts: &Counts, tags: &[&str]| {
        tags.iter()
            .filter_map(|tag| counts.get(*tag))
            .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    };
    let (speech, who, none) = (
        sum(&found, &SPEECH),
        sum(&speakers, &SPEECH),
        sum(&found, &NO_SPEECH),
    );
    println!(
        "speech {}/{}, speaker {}/{}, no speech {}/{}, unasked {extra}/{all}",
        speech.1, speech.0, who.1, who.0, none.1, none.0
    );
    println!("text inside the true span {inside}/{extracted} characters");
    assert!(speech.1 * 100 >= speech.0 * 98, "quotes found");
    assert!(inside * 100 >= extracted * 97, "text inside the true span");
    assert!(who.1 * 100 >= who.0 * 90, "speakers right");
    assert!(
        none.1 * 100 >= none.0 * 90,
        "titles and scare quotes told apart"
    );
    assert!(extra * 100 <= all * 3, "nothing else taken for speech");
}

/// The first article of the issue, where its text is at hand: eleven stretches are speech, nine are not.
#[test]
fn the_first_article_is_told_right() {
    let Some(path) = std::env::var_os("ONRECORD_FIRST_ARTICLE") else {
        println!(
            "skipped: the first article is not at hand (ONRECORD_FIRST_ARTICLE names no file)"
        );
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let lexicon = Lexicon::default();
    let page = Page::new(&text, &lexicon);
    let people = People::of(&page, &lexicon);
    let all = spoken(&page, &people, &|_| true).unwrap();
    let mut speakers: Vec<&str> = Vec::new();
    for spoken in all.iter().filter(|spoken| spoken.voice == Voice::Speech) {
        speakers.push(
            spoken
                .speaker
                .as_ref()
                .map_or("nobody", |who| who.name.as_str()),
        );
    }
    let expected = [
        "Joe Biden",
        "Tom Serres",
        "Douglas Heintzman",
        "Marc Andreessen",
        "Joseph Geraci",
        "Sheldon Fernandez",
        "Mark Zuckerberg",
        "Sam Altman",
        "Douglas Heintzman",
        "Sheldon Fernandez",
        "Charles Gasparino",
    ];
    assert_eq!(speakers, expected);
    assert_eq!(all.len() - speakers.len(), 9);
}

/// What is stated without marks: the sentences asked for, and the speakers of those that are reported.
#[test]
fn statements_are_found_with_whom_they_are_reported_of() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/capture");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.sort();
    let (mut asked, mut found, mut reported, mut right) = (0, 0, 0, 0);
    for path in names
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
    {
        let text = std::fs::read_to_string(path).unwrap();
        let rows = std::fs::read_to_string(path.with_extension("tsv")).unwrap();
        let drafts = drafts(&text, head(&text).body, None);
        for row in rows.lines() {
            let cells: Vec<&str> = row.split('\t').collect();
            let [tags, speaker, passage] = cells[..] else {
                panic!("{row}")
            };
            let sort = tags.split('+').next().unwrap();
            if !["indirect", "label", "figure", "prediction", "commitment"].contains(&sort) {
                continue;
            }
            let quote = |draft: &&Draft| draft.claim.quote.as_deref() == Some(passage);
            let draft = drafts.iter().find(quote);
            let name = draft.and_then(|draft| draft.claim.speaker.as_deref());
            let spoken = sort == "indirect" || sort == "label";
            let who = !spoken || same(speaker, name);
            asked += 1;
            found += usize::from(draft.is_some());
            reported += usize::from(spoken && draft.is_some());
            right += usize::from(spoken && draft.is_some() && who);
            if draft.is_none() || !who {
                println!(
                    "{:?}: {tags} wants {speaker} for {passage:.70?}: {name:?}",
                    path.file_stem()
                );
            }
        }
    }
    println!("statements {found}/{asked}, reported with the right speaker {right}/{reported}");
    assert!(found * 100 >= asked * 80, "statements found");
    assert!(
        right * 100 >= reported * 80,
        "speakers of reported statements"
    );
}
