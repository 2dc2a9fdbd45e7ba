//! YAML: claim files of our own, and other shapes by a mapping.

use super::{Imported, Incoming, Wishes, json, text};
use crate::model::Severity;
use crate::yaml::{read_claims, read_speakers};

pub(super) fn read(name: &str, bytes: &[u8], wishes: &Wishes) -> Result<Imported, String> {
    if !wishes.map.is_empty() {
        return other(bytes, wishes);
    }
    if name.rsplit('/').next() == Some("speakers.yaml") {
        let (speakers, problems) = read_speakers(name, bytes, &wishes.limits);
        let faults = problems
            .into_iter()
            .map(|p| (p.place.map_or(0, |place| place.line), p.message));
        return Ok(Imported {
            speakers,
            faults: faults
                .map(|(line, why)| (usize::try_from(line).unwrap_or(0), why))
                .collect(),
            ..Imported::default()
        });
    }
    let read = read_claims(name, bytes, &wishes.limits);
    let at = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
    let faults = read
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let claims = read.claims.iter().map(|one| Incoming {
        at: at(one.line),
        file: Some(name.to_owned()),
        article: read.article.clone(),
        claim: one.claim.clone(),
    });
    let imported = Imported {
        claims: claims.collect(),
        faults: faults
            .map(|p| (p.place.map_or(0, |place| at(place.line)), p.message.clone()))
            .collect(),
        ..Imported::default()
    };
    if imported.claims.is_empty() {
        let why = imported
            .faults
            .first()
            .map(|(line, why)| format!("line {line}: {why}"));
        return Err(why.unwrap_or_else(|| {
            "it holds no claims; of another shape: --map items=PATH --map quote=KEY".to_owned()
        }));
    }
    Ok(imported)
}

/// Reads YAML that is no claim file: under the same limits, and every scalar as the text it is.
fn other(bytes: &[u8], wishes: &Wishes) -> Result<Imported, String> {
    let text = text(bytes)?;
    let value = crate::yaml::plain_value(&text, &wishes.limits)?;
    json::of_value(value, wishes)
}
