//! What whole files are read as.

#![expect(
    clippy::disallowed_methods,
    reason = "fixtures are files; a test asks to renew them, and for how many cases"
)]

mod written;

use std::fmt::Write;
use std::path::Path;

use super::*;
use proptest::prelude::*;

use crate::model::{
    Article, Attribution, Claim, Evidence, Figure, Grade, Kind, Link, LogEntry, PartialDate,
    Qualifier, Relation, Skepticism, SourcePin, Speaker, Stance,
};

fn read(text: &str) -> FileRead {
    read_claims("a.yaml", text.as_bytes(), &Limits::default())
}

fn claim(fields: &str) -> FileRead {
    read(&format!(
        "article: {{title: t}}\nclaims:\n  - id: a\n    quote: q\n{fields}"
    ))
}

#[test]
fn the_block_of_the_design_is_read_whole() {
    let bytes = include_bytes!("../../tests/fixtures/design-block.yaml");
    let read = read_claims("deepseek.yaml", bytes, &Limits::default());
    assert_eq!(read.problems, []);
    let article = &read.article;
    assert_eq!(
        article.title,
        "How DeepSeek is upending AI innovation and investment"
    );
    assert_eq!(
        article.published.as_ref().unwrap().text,
        "2025-02-01T15:00:00"
    );
    assert_eq!(
        article.source.as_ref().unwrap().file.as_deref(),
        Some("deepseek.txt")
    );
    let [ReadClaim { claim, line: 14 }] = &read.claims[..] else {
        panic!("{:?}", read.claims)
    };
    assert_eq!(claim.id, "training-cost");
    assert_eq!(claim.attribution, Some(Attribution::Unnamed));
    assert_eq!(claim.kind, Some(Kind::Figure));
    assert_eq!(claim.line, Some(28));
    assert_eq!(claim.figures[0].text, "$6 million");
    assert_eq!(claim.grade.to_string(), "D4");
    assert_eq!(claim.skepticism.len(), 2);
    assert!(claim.skepticism[1].note.contains("the maker's own"));
    assert_eq!(claim.tags, ["deepseek", "training-cost"]);
    assert_eq!(claim.evidence[0].stance, Some(Stance::Against));
    assert_eq!(claim.links[0].relation, Relation::Contradicts);
    assert_eq!(claim.links[0].target, "just-millions");
    assert_eq!(claim.verdict.as_deref(), Some("unproven"));
    assert_eq!(claim.annotations[1].was.as_deref(), Some("C3"));
    assert!(!claim.candidate);
}

#[test]
fn strings_are_strings() {
    let long = "123456789012345678901234567890";
    for text in [
        "NO", "on", "012", "12:30", "12:30:45", "1e3", ".inf", "0x1F", "1_000", "true", long,
    ] {
        let read = claim(&format!(
            "    speaker: {text}\n    tags: [{text}]\n    skepticism:\n      - {text}\n      - note: {text}\n\
             \x20   figures: [{{text: {text}}}]\n    links: [{{repeats: {text}}}]\n"
        ));
        assert_eq!(read.problems, [], "{text}");
        let claim = &read.claims[0].claim;
        assert_eq!(claim.speaker.as_deref(), Some(text));
        assert_eq!(claim.tags, [text]);
        assert_eq!(claim.skepticism[0].note, text);
        assert_eq!(claim.skepticism[1].note, text);
        assert_eq!(claim.figures[0].text, text);
        assert_eq!(claim.links[0].target, text);
    }
}

#[test]
fn nothing_is_nothing() {
    let read = claim(
        "    speaker:\n    tags: ~\n    annotations: []\n    line: null\n    verdict: 'null'\n",
    );
    assert_eq!(read.problems, []);
    let claim = &read.claims[0].claim;
    assert_eq!((claim.speaker.as_ref(), claim.line), (None, None));
    assert_eq!(claim.verdict.as_deref(), Some("null"));
}

#[test]
fn the_line_of_a_claim_is_that_of_its_dash() {
    let text = "# c\narticle: {title: t}\nclaims:\n\n- # c\n  id: a\n  quote: |\n    - id: no\n\n    x\n-\n  # d\n\n  id: b\n  quote: y\n- {id: c, quote: z}\n- \"id\": d\n  quote: z\n";
    let lines = |text: &str| read(text).claims.iter().map(|c| c.line).collect::<Vec<_>>();
    assert_eq!(lines(text), [5, 11, 16, 17]);
    assert_eq!(lines(&text.replace('\n', "\r\n")), [5, 11, 16, 17]);
    assert_eq!(lines(&format!("\u{feff}{text}")), [5, 11, 16, 17]);
    let flow = "article: {title: t}\nclaims: [{id: a, quote: x},\n  {id: b, quote: y}]\n";
    assert_eq!(lines(flow), [2, 3]);
    let alias = "article: {title: t}\nx-a: &a {id: a, quote: x}\nclaims:\n  - id: z\n    quote: x\n  - *a\n";
    assert_eq!(lines(alias), [4, 6]);
}

#[test]
fn speakers_are_read() {
    let text = "speakers:\n  Marc Serres:\n    aliases: [Serres, M. Serres]\n    reliability: B\n  012:\n  \
                Bad:\n    reliability: G\n    rôle: x\n  Marc Serres: {}\n";
    let (speakers, problems) = read_speakers("speakers.yaml", text.as_bytes(), &Limits::default());
    assert_eq!(speakers.len(), 3);
    assert_eq!(speakers[0].aliases, ["Serres", "M. Serres"]);
    assert_eq!(speakers[1].name, "012");
    let codes: Vec<_> = problems.iter().map(|p| (p.code, p.location())).collect();
    assert_eq!(
        codes,
        [
            ("bad-value", "speakers.yaml:7:18".to_owned()),
            ("unknown-key", "speakers.yaml:8:5".to_owned()),
            ("duplicate-key", "speakers.yaml:9:3".to_owned()),
        ]
    );
    assert_eq!(
        read_speakers("s", b"", &Limits::default()),
        (Vec::new(), Vec::new())
    );
}

#[test]
fn written_speakers_read_back_the_same() {
    let speaker = |name: &str| Speaker {
        name: name.to_owned(),
        aliases: vec!["a, b".to_owned(), format!("{name}: \"x\"")],
        interest: Some("two\nlines # and: more".to_owned()),
        ..Speaker::default()
    };
    let bare = Speaker {
        name: "Bare".to_owned(),
        ..Speaker::default()
    };
    let mut speakers: Vec<_> = ["Tom Serres", "NO", "012", "- x", "k: v", "a\nb\u{1b}", ""]
        .map(speaker)
        .into();
    speakers.push(bare);
    for speakers in [speakers.as_slice(), &[]] {
        let text = new_speakers(speakers);
        let read = read_speakers("speakers.yaml", text.as_bytes(), &Limits::default());
        assert_eq!(read, (speakers.to_vec(), Vec::new()), "{text}");
    }
}

#[test]
fn hostile_files_are_refused_at_once() {
    let start = std::time::Instant::now();
    let code = |text: &str| read(text).problems[0].code;
    assert_eq!(code(&"[".repeat(20_000)), "too-deep");
    assert_eq!(code(&format!("x: {}", "{a: ".repeat(100_000))), "too-deep");
    assert_eq!(code(&"- ".repeat(10_000)), "too-deep");
    let deep: String = (0..2000).fold(String::new(), |mut text, depth| {
        let _ = writeln!(text, "{}a:", " ".repeat(depth));
        text
    });
    assert_eq!(code(&deep), "too-deep");
    assert_eq!(code("a: &a [*a]\n"), "too-many-aliases");
    let limits = Limits {
        bytes: 10,
        ..Limits::default()
    };
    assert_eq!(
        read_claims("a", &[b' '; 11], &limits).problems[0].code,
        "too-large"
    );
    // No measurement: what is not linear takes many minutes here.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

#[test]
fn nesting_is_counted_outside_of_texts() {
    let open = "[".repeat(200);
    let read = claim(&format!(
        "    assertion: '{open}'\n    speaker: \"{open}\"\n    role: x {open}\n    org: |\n      {open}\n    # {open}\n"
    ));
    assert_eq!(read.problems, []);
    assert_eq!(read.claims.len(), 1);
}

/// Each of these once stopped the walk for ever.
#[test]
fn the_walk_goes_on_over_any_byte() {
    for odd in [
        ":\u{c}",
        ":\u{b}",
        "a :\u{c}b",
        "- :\u{c}",
        "\u{c}:",
        "? :\u{c}",
        "\"a\":\u{c}",
    ] {
        for text in [
            odd.to_owned(),
            format!("claims:\n  - id: a\n    quote: {odd}\n"),
        ] {
            let _ = read(&text);
        }
    }
    for first in 0..128_u8 {
        for second in 0..128_u8 {
            let _ = read(&String::from_utf8_lossy(&[
                first, second, b'x', second, first,
            ]));
        }
    }
}

#[test]
fn ten_thousand_problems_are_told_in_time() {
    let mut text = "article: {title: t}\nclaims:\n".to_owned();
    for number in 0..10_000 {
        let _ = write!(
            text,
            "  - id: a{number}\n    quote: q\n    kind: figur\n    spekaer: x\n"
        );
    }
    let start = std::time::Instant::now();
    assert_eq!(read(&text).problems.len(), 20_000);
    let one_line = text
        .replace("claims:\n", "claims: [")
        .replace("  - id", "{id")
        .replace("spekaer: x\n", "spekaer: x},")
        .replace("\n    ", ", ")
        + "]";
    assert_eq!(read(&one_line).problems.len(), 20_000);
    text.push_str("  - id: broken: x\n");
    let broken = read(&text);
    assert_eq!(
        (broken.claims.len(), broken.problems.len()),
        (10_000, 20_001)
    );
    // No measurement: what is not linear takes many minutes here.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

/// `file:line:col severity code message`, a further line for what else is told.
fn told(file: &str, read: &FileRead) -> String {
    let mut told = String::new();
    let ids: Vec<_> = read
        .claims
        .iter()
        .map(|c| format!("{}@{}", c.claim.id, c.line))
        .collect();
    let _ = writeln!(told, "loaded: {} [{}]", read.article.title, ids.join(" "));
    for problem in &read.problems {
        let (severity, code) = (problem.severity, problem.code);
        let _ = writeln!(
            told,
            "{} {severity} {code} {}",
            problem.location(),
            problem.message
        );
        if let Some(place) = problem.place {
            let before = problem.excerpt.chars().take(place.column as usize - 1);
            let pad: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            let _ = writeln!(
                told,
                "  | {}\n  | {pad}{}",
                problem.excerpt,
                "^".repeat(place.width as usize)
            );
        }
        if let Some(hint) = &problem.hint {
            let _ = writeln!(told, "  hint: {hint}");
        }
        if let Some((place, what)) = &problem.other {
            let _ = writeln!(told, "  also {file}:{}:{} {what}", place.line, place.column);
        }
    }
    told
}

/// Every file of `tests/fixtures/bad` against the text beside it; `ONRECORD_BLESS=1` renews them.
#[test]
fn bad_files_are_told_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad");
    let bless = std::env::var_os("ONRECORD_BLESS").is_some();
    let mut checked = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let file = path.file_name().unwrap().to_str().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let read = read_claims(file, &bytes, &Limits::default());
        assert_ne!(read.problems, [], "{file}");
        let told = told(file, &read);
        let beside = path.with_extension("txt");
        if bless {
            std::fs::write(&beside, &told).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(told, expected, "{file}");
        checked += 1;
    }
    assert!(checked >= 20, "{checked}");
}

#[test]
fn what_json_can_not_say_is_told() {
    let json =
        serde_json::json!({"id": 7, "quote": "q", "kind": "figur", "tags": "x", "spekaer": "y"});
    let (claim, told) = claim_from_json(json.as_object().unwrap());
    assert_eq!(
        (claim.id.as_str(), claim.quote.as_deref()),
        ("7", Some("q"))
    );
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("did you mean `figure`"), "{told:?}");
}

/// Returns how many files a property is tried on.
pub(in crate::yaml) fn cases() -> ProptestConfig {
    let asked = std::env::var("ONRECORD_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(if std::env::var_os("CI").is_some() {
            10_000
        } else {
            2000
        }),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
