//! Edits of generated files: claims in every layout people write, edited at random.

#![expect(
    clippy::disallowed_methods,
    reason = "the number of cases is asked of the environment"
)]

use proptest::prelude::*;

use super::super::*;
use super::layouts::{File, Pick, file};
use crate::model::{Evidence, Link, LogEntry, Relation, Scalar, Skepticism, Stance, Step};

<<<<<<< HEAD
/// Choices out of random bytes: fewer and smaller bytes are simpler files, so that proptest shrinks them.
struct Pick {
    bytes: std::vec::IntoIter<u8>,
}

impl Pick {
    fn of(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().unwrap_or(0)) % count
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.of(count) == count - 1
    }

    fn from<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.of(words.len())]
    }

    fn text(&mut self) -> String {
        const PIECES: &[&str] = &[
            "word",
            "two words",
            "é",
            "日本",
            "$6 million",
            "\n",
            "\n\n",
            " ",
            "  ",
            "\t",
            ": ",
            " #",
            "- ",
            "'",
            "\"",
            "\\",
            "|",
            ">",
            "%",
            "@",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "yes",
            "null",
            "~",
            "012",
            "---",
            "...",
            "\r\n",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "\u{7}",
            "😀",
            "*a",
            "&a",
            "!a",
            "? ",
            "<<",
            "- a: b # c",
            "0x1F",
            "2026-11-23",
            "a long stretch of words that goes on for a while, so that the line is a long one ",
        ];
        let count = 1 + self.of(5);
        (0..count).map(|_| self.from(PIECES)).collect()
    }
}

/// A file under generation: what is in it, and where its claims begin and end.
struct File {
    text: String,
    claims: Vec<(String, Range<usize>)>,
}

/// Writes a scalar key in one of the ways a person might.
fn scalar_key(pick: &mut Pick, out: &mut String, column: usize, key: &str, value: &str) {
    let pad = " ".repeat(column);
    let comment = pick.from(&["", "", "", " # said so", "   #x: y"]);
    let deep = " ".repeat(column + 1 + pick.of(4));
    let anchor = if pick.one_in(12) {
        format!("&{key} ")
    } else {
        String::new()
    };
    let style = match pick.of(10) {
        0 | 1 => format!(" {anchor}{value}{comment}"),
        2 => format!("  {anchor}'{value}'{comment}"),
        3 => format!(" {anchor}\"{value}\"{comment}"),
        4 => format!(" {anchor}|{comment}\n{deep}{value}\n\n{deep}  more: of # it"),
        5 => format!(" {anchor}>-{comment}\n{deep}{value}\n{deep}- folded"),
        6 => format!("\n{deep}{value}{comment}"),
        7 => format!(" {anchor}{value}\n{deep}that goes on{comment}"),
        8 => format!(" {anchor}\"{value}\n\n{deep}- goes: on\"{comment}"),
        _ => format!(" !!str {value}{comment}"),
    };
    out.push_str(&format!("{key}:{style}\n"));
    let _ = pad;
}

/// Writes a list key.
fn list_key(
    pick: &mut Pick,
    out: &mut String,
    column: usize,
    key: &str,
    items: &[Vec<String>],
    zero: bool,
) {
    let comment = pick.from(&["", "", " # list"]);
    if items.is_empty() {
        let empty = pick.from(&["", " []", " ~", " null", " [ ]", " [\n\n   ]"]);
        out.push_str(&format!("{key}:{empty}{comment}\n"));
        return;
    }
    let flow = |item: &Vec<String>| match &item[..] {
        [one] if !one.contains(": ") => one.clone(),
        pairs => format!("{{{}}}", pairs.join(", ")),
    };
    match pick.of(5) {
        0 => {
            let items: Vec<_> = items.iter().map(flow).collect();
            let trailing = pick.from(&["", ",", " , "]);
            out.push_str(&format!(
                "{key}: [{}{trailing}]{comment}\n",
                items.join(", ")
            ));
        }
        1 => {
            let pad = " ".repeat(column + 3);
            let items: Vec<_> = items.iter().map(flow).collect();
            let glue = format!(", # c\n{pad}");
            let trailing = pick.from(&["", ","]);
            out.push_str(&format!(
                "{key}: [\n{pad}{}{trailing} # last\n{pad}]{comment}\n",
                items.join(&glue)
            ));
        }
        _ => {
            out.push_str(&format!("{key}:{comment}\n"));
            let column = if zero {
                column
            } else {
                column + 1 + pick.of(4)
            };
            let pad = " ".repeat(column);
            let gap = " ".repeat(1 + pick.of(3));
            for item in items {
                if pick.one_in(8) {
                    out.push_str(&format!("{pad}# about the next\n"));
                }
                if let ([one], false) = (&item[..], item[0].contains(": ")) {
                    out.push_str(&format!("{pad}-{gap}{one}\n"));
                } else if pick.one_in(4) {
                    out.push_str(&format!(
                        "{pad}-{gap}{}{}\n",
                        flow(item),
                        pick.from(&["", " # c"])
                    ));
                } else {
                    let inner = " ".repeat(column + 1 + gap.len());
                    let pairs = item.join(&format!("\n{inner}"));
                    out.push_str(&format!("{pad}-{gap}{pairs}\n"));
                }
                if pick.one_in(8) {
                    out.push_str(&format!("{pad}  # inside\n"));
                }
            }
        }
    }
}

fn claim(pick: &mut Pick, out: &mut String, column: usize, id: &str) {
    let gap = 1 + pick.of(3);
    let inner = column + 1 + gap;
    let zero = pick.one_in(3);
    let mut keys: Vec<&str> = vec![
        "quote",
        "assertion",
        "speaker",
        "kind",
        "line",
        "x-own",
        "grade",
        "skepticism",
        "tags",
        "evidence",
        "links",
        "verdict",
        "annotations",
    ];
    keys.retain(|key| *key == "quote" || pick.of(3) > 0);
    if pick.one_in(6) {
        keys.reverse();
    }
    let id_at = if pick.one_in(6) {
        pick.of(keys.len() + 1)
    } else {
        0
    };
    keys.insert(id_at, "id");
    out.push_str(&" ".repeat(column));
    out.push('-');
    let own_line = pick.one_in(10);
    if own_line {
        out.push_str(pick.from(&["\n", " # claim\n"]));
    }
    for (at, key) in keys.iter().enumerate() {
        if at > 0 && pick.one_in(8) {
            out.push('\n');
        }
        if at > 0 && pick.one_in(8) {
            out.push_str(&format!("{}# about {key}\n", " ".repeat(inner)));
        }
        let pad = if at > 0 || own_line { inner } else { gap };
        out.push_str(&" ".repeat(pad));
        let words = [
            "a text",
            "Alex Tapscott",
            "it's",
            "12 of them",
            "größer",
            "over: colon",
        ];
        match *key {
            "id" => out.push_str(&format!("id: {id}{}\n", pick.from(&["", " # id"]))),
            "kind" => out.push_str(&format!(
                "kind: {}\n",
                pick.from(&["fact", "'figure'", "", "~", "opinion # c"])
            )),
            "line" => out.push_str(&format!(
                "line: {}\n",
                pick.from(&["1", "28  # c", "", "null"])
            )),
            "grade" => out.push_str(&format!(
                "grade: {}\n",
                pick.from(&["B2", "\"D\"", "4", "", "~ # none yet"])
            )),
            "x-own" => out.push_str(&format!(
                "x-own: {}\n",
                pick.from(&[
                    "{a: [1, 2]}",
                    "yes",
                    "|\n            deep\n            - text"
                ])
            )),
            "tags" => {
                let tags = (0..pick.of(4))
                    .map(|at| vec![format!("{}{at}", pick.from(&["t", "a b", "'q'"]))]);
                let tags: Vec<_> = tags.map(|tag| vec![tag[0].replace("'q'", "q-")]).collect();
                list_key(pick, out, inner, key, &tags, zero);
            }
            "skepticism" => {
                let reasons = (0..pick.of(3)).map(|at| match pick.of(2) {
                    0 => vec![format!("'reason {at}'")],
                    _ => vec![format!("note: reason {at}"), "by: dana".to_owned()],
                });
                let reasons: Vec<_> = reasons.collect();
                list_key(pick, out, inner, key, &reasons, zero);
            }
            "evidence" => {
                let evidence = (0..pick.of(3)).map(|at| {
                    vec![
                        "stance: for".to_owned(),
                        format!("url: 'https://x.org/{at}'"),
                    ]
                });
                let evidence: Vec<_> = evidence.collect();
                list_key(pick, out, inner, key, &evidence, zero);
            }
            "links" => {
                let links: Vec<_> = (0..pick.of(3))
                    .map(|at| vec![format!("repeats: other-{at}")])
                    .collect();
                list_key(pick, out, inner, key, &links, zero);
            }
            "annotations" => {
                let entries = (0..pick.of(3)).map(|at| {
                    vec![
                        format!("at: 2026-11-2{at}T10:00:00Z"),
                        "by: dana".to_owned(),
                        format!("note: number {at}"),
                    ]
                });
                let entries: Vec<_> = entries.collect();
                list_key(pick, out, inner, key, &entries, zero);
            }
            _ => {
                let value = words[pick.of(5)];
                let quoted = value.replace('\'', "");
                scalar_key(pick, out, inner, key, &quoted);
            }
        }
    }
}

fn flow_claim(pick: &mut Pick, out: &mut String, id: &str) {
    let break_ = pick.from(&["", "\n      ", " # c\n      "]);
    let tags = pick.from(&["", ", tags: [a, b]", ", tags: []", ", \"tags\": [a,]"]);
    let log = pick.from(&[
        "",
        ", annotations: [{at: 2026-11-21T10:00:00Z, by: dana, note: 'x, y'}]",
        ", annotations: ",
    ]);
    let grade = pick.from(&["", ", grade: B2", ", grade: ~", ", speaker: 'it''s'"]);
    let close = pick.from(&["}", " }", ",}"]);
    out.push_str(&format!(
        "{{id: {id},{break_} quote: \"a, b\"{grade}{tags}{log}{close}"
    ));
}

fn file(pick: &mut Pick) -> File {
    let mut text = String::new();
    if pick.one_in(8) {
        text.push_str("--- # a record\n");
    }
    if pick.one_in(4) {
        text.push_str("# a comment\n\n");
    }
    text.push_str(pick.from(&[
        "article:\n  title: A title\n",
        "article: {title: 'A: title'}\n",
        "article:\n    author: x # y\n    title: |\n      A title\n",
    ]));
    let count = 1 + pick.of(3);
    let mut claims = Vec::new();
    if pick.one_in(8) {
        text.push_str("claims: [");
        for at in 0..count {
            let id = format!("c{at}");
            let start = text.len();
            flow_claim(pick, &mut text, &id);
            claims.push((id, start..text.len()));
            text.push_str(if at + 1 < count { ", " } else { "" });
        }
        text.push_str("]\n");
    } else {
        text.push_str(pick.from(&["claims:\n", "claims: # all\n", "claims:\n\n"]));
        let column = pick.of(4);
        let blank = pick.one_in(3);
        for at in 0..count {
            if at > 0 && blank {
                text.push('\n');
            }
            if pick.one_in(8) {
                text.push_str(&format!("{}# about the claim\n", " ".repeat(column)));
            }
            let id = format!("c{at}");
            let start = text.len();
            if pick.one_in(8) {
                text.push_str(&format!("{}- ", " ".repeat(column)));
                flow_claim(pick, &mut text, &id);
                text.push('\n');
            } else {
                claim(pick, &mut text, column, &id);
            }
            claims.push((id, start..text.len()));
        }
        text.push_str(pick.from(&["", "", "\n", "x-after: 1\n", "# end\n", "...\n"]));
    }
    let mut file = File { text, claims };
    if pick.one_in(4) {
        file.convert("\n", "\r\n");
    }
    if pick.one_in(4) {
        let end = file.text.trim_end_matches(['\r', '\n']).len();
        file.text.truncate(end);
        for (_, range) in &mut file.claims {
            range.end = range.end.min(end);
        }
    }
    if pick.one_in(6) {
        file.text.insert(0, '\u{feff}');
        for (_, range) in &mut file.claims {
            *range = range.start + 3..range.end + 3;
        }
    }
    file
}

impl File {
    fn convert(&mut self, from: &str, to: &str) {
        for (_, range) in &mut self.claims {
            let grown =
                |at: usize| at + self.text[..at].matches(from).count() * (to.len() - from.len());
            *range = grown(range.start)..grown(range.end);
        }
        self.text = self.text.replace(from, to);
    }
}

=======
>>>>>>> yaml
fn step(pick: &mut Pick, claim: &Claim) -> Option<Step> {
    let index = |pick: &mut Pick, length: usize| (length > 0).then(|| pick.of(length));
    Some(match pick.of(14) {
        0 | 1 => Step::AppendLog(log_entry(pick)),
        2 => Step::AppendTag(pick.text()),
        3 => Step::AppendSkepticism(Skepticism {
            note: pick.text(),
            at: pick.one_in(2).then(|| "2026-11-23T15:40:00Z".to_owned()),
            by: pick.one_in(2).then(|| pick.text()),
        }),
        4 => Step::AppendEvidence(Evidence {
            stance: [None, Some(Stance::For), Some(Stance::Context)][pick.of(3)],
            url: pick
                .one_in(2)
                .then(|| "https://example.org/?a=1#b".to_owned()),
            quote: Some(pick.text()),
            note: pick.one_in(2).then(|| pick.text()),
            ..Evidence::default()
        }),
        5 => Step::AppendLink(Link {
            relation: Relation::ALL[pick.of(5)],
            target: pick.text(),
        }),
        6 => {
            let field = [
                Scalar::Quote,
                Scalar::Speaker,
                Scalar::Assertion,
                Scalar::Role,
                Scalar::Verdict,
            ][pick.of(5)];
            let mut text = pick.text();
            if field == Scalar::Quote && text.trim().is_empty() {
                text.push('x');
            }
            Step::Set(field, Some(text))
        }
        7 => {
            let field = [
                Scalar::Speaker,
                Scalar::Verdict,
                Scalar::Grade,
                Scalar::Kind,
                Scalar::Line,
                Scalar::Role,
            ];
            Step::Set(field[pick.of(6)], None)
        }
        8 => Step::Set(Scalar::Grade, Some(pick.from(&["B2", "4", "f"]).to_owned())),
        9 => match pick.of(3) {
            0 => Step::Set(Scalar::Kind, Some("prediction".to_owned())),
            1 => Step::Set(Scalar::Line, Some("17".to_owned())),
            _ => Step::Set(Scalar::Said, Some("2025-02".to_owned())),
        },
        10 => Step::RemoveTag(index(pick, claim.tags.len())?),
        11 => Step::RemoveLink(index(pick, claim.links.len())?),
        12 => Step::RemoveLog(index(pick, claim.annotations.len())?),
        _ => {
            let at = index(pick, claim.annotations.len())?;
            let mut entry = claim.annotations[at].clone();
            entry.note = (!pick.one_in(5)).then(|| pick.text());
            Step::ReplaceLog(at, entry)
        }
    })
}

fn log_entry(pick: &mut Pick) -> LogEntry {
    LogEntry {
        at: Some("2026-11-23T15:40:00Z".to_owned()),
        by: Some(pick.text()),
        grade: pick.one_in(3).then(|| "4".to_owned()),
        was: pick.one_in(3).then(|| "none".to_owned()),
        note: (!pick.one_in(4)).then(|| pick.text()),
        ..LogEntry::default()
    }
}

fn read(bytes: &[u8]) -> FileRead {
    read_claims("a.yaml", bytes, &Limits::default())
}

fn shown(bytes: &[u8]) -> String {
    format!("--------\n{}\n--------", String::from_utf8_lossy(bytes))
}

fn check_steps(file: &File, pick: &mut Pick) -> Result<(), TestCaseError> {
    let old = file.text.as_bytes();
    let before = read(old);
    prop_assert_eq!(&before.problems, &vec![], "{}", shown(old));
    prop_assert_eq!(before.claims.len(), file.claims.len(), "{}", shown(old));
    let at = pick.of(file.claims.len());
    let (id, range) = &file.claims[at];
    let mut expected: Vec<Claim> = before
        .claims
        .iter()
        .map(|read| read.claim.clone())
        .collect();
    let mut steps = Vec::new();
    for _ in 0..=pick.of(3) {
        if let Some(step) = step(pick, &expected[at]) {
            step.apply(&mut expected[at]).unwrap();
            steps.push(step);
        }
    }
    let change = FileEdit::Steps(vec![ClaimEdit {
        claim: id.clone(),
        steps: steps.clone(),
    }]);
    let new = match edit("a.yaml", old, &change, &Limits::default()) {
        Ok(new) => new,
        Err(error) => {
            return Err(TestCaseError::fail(format!(
                "{error}\n{steps:?}\n{}",
                shown(old)
            )));
        }
    };
    let after = read(&new);
    let told = || format!("{steps:?}\n{}\n{}", shown(old), shown(&new));
    prop_assert_eq!(&after.problems, &vec![], "{}", told());
    prop_assert_eq!(&after.article, &before.article);
    let found: Vec<Claim> = after.claims.into_iter().map(|read| read.claim).collect();
    prop_assert_eq!(found, expected, "{}", told());
    prop_assert!(new.starts_with(&old[..range.start]), "{}", told());
    prop_assert!(new.ends_with(&old[range.end..]), "{}", told());
    let crlf = file.text.contains("\r\n");
    let text = String::from_utf8(new.clone()).unwrap();
    prop_assert!(
        !crlf || !text.replace("\r\n", "").contains('\n'),
        "mixed line ends {}",
        told()
    );
    prop_assert!(crlf || !text.contains("\r\n"), "mixed line ends {}", told());
    Ok(())
}

fn check_claims(file: &File, pick: &mut Pick) -> Result<(), TestCaseError> {
    let old = file.text.as_bytes();
    let before: Vec<Claim> = read(old)
        .claims
        .into_iter()
        .map(|read| read.claim)
        .collect();
    let new_claim = Claim {
        id: "new".to_owned(),
        quote: Some(format!("q{}", pick.text())),
        tags: vec![pick.text()],
        annotations: vec![log_entry(pick)],
        ..Claim::default()
    };
    let mut bytes = edit(
        "a.yaml",
        old,
        &FileEdit::AddClaim(new_claim.clone()),
        &Limits::default(),
    )
    .map_err(|error| TestCaseError::fail(format!("{error}\n{}", shown(old))))?;
    let added = read(&bytes);
    prop_assert_eq!(&added.problems, &vec![], "{}", shown(&bytes));
    prop_assert_eq!(&added.claims.last().unwrap().claim, &new_claim);
    let mut left: Vec<Claim> = before;
    left.push(new_claim);
    while !left.is_empty() {
        let gone = left.remove(pick.of(left.len()));
        let was = bytes.clone();
        bytes = edit(
            "a.yaml",
            &bytes,
            &FileEdit::DeleteClaim(gone.id.clone()),
            &Limits::default(),
        )
        .map_err(|error| {
            TestCaseError::fail(format!("delete {}: {error}\n{}", gone.id, shown(&was)))
        })?;
        let after: Vec<Claim> = read(&bytes)
            .claims
            .into_iter()
            .map(|read| read.claim)
            .collect();
        prop_assert_eq!(&after, &left, "{}\n{}", shown(&was), shown(&bytes));
    }
    prop_assert_eq!(read(&bytes).problems, vec![], "{}", shown(&bytes));
    Ok(())
}

fn cases() -> ProptestConfig {
    let asked = std::env::var("ONRECORD_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(2000),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_edit_is_that_edit_and_nothing_else(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut pick = Pick { bytes: bytes.into_iter() };
        let file = file(&mut pick);
        check_steps(&file, &mut pick)?;
    }

    #[test]
    fn claims_come_and_go(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut pick = Pick { bytes: bytes.into_iter() };
        let file = file(&mut pick);
        check_claims(&file, &mut pick)?;
    }

    #[test]
    fn reading_never_panics(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 0..6),
    ) {
        let _ = read(&bytes);
        let mut pick = Pick { bytes: bytes.into_iter() };
        let mut text = file(&mut pick).text.into_bytes();
        for (at, byte, how) in cuts {
            let at = at.index(text.len().max(1)).min(text.len().saturating_sub(1));
            let special = b"\n \t:-#'\"|>[]{}&*!?%@`,<=~\r\\"[usize::from(byte) % 27];
            match how {
                0 => text[at] = special,
                1 => text.insert(at, special),
                _ => drop(text.remove(at)),
            }
        }
        let read = read(&text);
        // What can be read can be edited, or the edit is refused; it is never wrong.
        for claim in &read.claims {
            let change = FileEdit::Steps(vec![ClaimEdit {
                claim: claim.claim.id.clone(),
                steps: vec![Step::AppendTag("new".to_owned())],
            }]);
            let _ = edit("a.yaml", &text, &change, &Limits::default());
        }
        let _ = super::super::super::read_speakers("speakers.yaml", &text, &Limits::default());
    }
}
