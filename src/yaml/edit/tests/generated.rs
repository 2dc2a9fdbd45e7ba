//! Edits of generated files: claims in every layout people write, edited at random.

use proptest::prelude::*;

use super::super::*;
use super::layouts::{File, Pick, file};
use crate::model::{Evidence, Link, LogEntry, Relation, Scalar, Skepticism, Stance, Step};
use crate::yaml::tests::cases;

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
        8 if claim.candidate || pick.of(9) == 0 => Step::AcceptDraft,
        8 => Step::Set(Scalar::Grade, Some(pick.from(&["B2", "4", "f"]).to_owned())),
        9 => match pick.of(3) {
            0 => Step::Set(Scalar::Kind, Some("prediction".to_owned())),
            1 => Step::Set(Scalar::Line, Some("17".to_owned())),
            _ => Step::Set(Scalar::Said, Some("2025-02".to_owned())),
        },
        10 if pick.one_in(2) => Step::ReplaceTag(index(pick, claim.tags.len())?, pick.text()),
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
    let at = pick.of(before.len() + 1);
    let mut bytes = edit(
        "a.yaml",
        old,
        &FileEdit::InsertClaim(at, new_claim.clone()),
        &Limits::default(),
    )
    .map_err(|error| TestCaseError::fail(format!("{error}\n{}", shown(old))))?;
    let added = read(&bytes);
    prop_assert_eq!(&added.problems, &vec![], "{}", shown(&bytes));
    let mut left: Vec<Claim> = before;
    left.insert(at, new_claim);
    let found: Vec<&Claim> = added.claims.iter().map(|read| &read.claim).collect();
    prop_assert_eq!(found, left.iter().collect::<Vec<_>>(), "{}", shown(&bytes));
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
