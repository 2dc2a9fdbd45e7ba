//! The steps of the model, done to the text of one claim.

use super::find::{alone, map};
use super::list::{append, list_of, remove_item, replace_item};
use super::map::{remove, set};
use super::spans::{Kind, Map};
use super::splice::{Doc, Splice};
use super::{EditError, layout};
use crate::model::{Claim, LogEntry, Step};
use crate::yaml::fields::{CLAIM, EVIDENCE, LOG, link_node, skepticism_node};
use crate::yaml::node::Node;
use crate::yaml::shape::{Keys, Table};

/// Does steps to a claim that stands alone in the text, in the text and in the claim.
///
/// # Errors
/// A step that the text or the claim does not allow.
pub(super) fn apply(
    doc: &mut Doc,
    flow: bool,
    claim: &mut Claim,
    steps: &[Step],
) -> Result<(), EditError> {
    for step in steps {
        let old = claim.clone();
        step.apply(claim).map_err(EditError::refused)?;
        if let Step::ReplaceLog(at, entry) = step {
            replace_log(doc, flow, &old, *at, entry)?;
            continue;
        }
        if *step == Step::AcceptDraft {
            for key in ["candidate", "confidence", "rule"] {
                let item = alone(&doc.text, flow)?;
                if let Some(splice) = set_field(&doc.text, map(&item)?, &CLAIM, key, claim) {
                    doc.apply(&splice);
                }
            }
            continue;
        }
        let item = alone(&doc.text, flow)?;
        if let Some(splice) = splice(&doc.text, map(&item)?, &old, claim, step)? {
            doc.apply(&splice);
        }
    }
    Ok(())
}

/// Returns the edit that a step is.
fn splice(
    text: &str,
    map: &Map,
    old: &Claim,
    new: &Claim,
    step: &Step,
) -> Result<Option<Splice>, EditError> {
    let append = |key, node: Node| append(text, map, &CLAIM, key, &node);
    let remove = |key, at, length| remove_item(text, map, key, at, length);
    Ok(Some(match step {
        Step::Set(field, _) => return Ok(set_field(text, map, &CLAIM, field.word(), new)),
        Step::AppendLog(entry) => append("annotations", LOG.write(entry))?,
        Step::AppendSkepticism(reason) => append("skepticism", skepticism_node(reason))?,
        Step::AppendTag(tag) => append("tags", Node::text(tag))?,
        Step::AppendEvidence(evidence) => append("evidence", EVIDENCE.write(evidence))?,
        Step::AppendLink(link) => append("links", link_node(link))?,
        Step::RemoveLog(at) => remove("annotations", *at, old.annotations.len())?,
        Step::ReplaceTag(at, tag) => replace_item(text, map, "tags", (*at, old.tags.len()), tag)?,
        Step::RemoveTag(at) => remove("tags", *at, old.tags.len())?,
        Step::RemoveLink(at) => remove("links", *at, old.links.len())?,
        Step::ReplaceLog(..) | Step::AcceptDraft => return Ok(None),
    }))
}

/// Returns the edit that makes a key of a map what a thing has there; nothing when it has none and
/// the key is not there.
fn set_field<T>(
    text: &str,
    map: &Map,
    table: &'static Table<T>,
    key: &str,
    thing: &T,
) -> Option<Splice> {
    let field = &table.fields[table.place(key)?];
    match ((field.write)(thing), map.find(key)) {
        (Some(value), _) => Some(set(text, map, table as &dyn Keys, key, &value)),
        (None, Some(at)) => Some(remove(text, map, at)),
        (None, None) => None,
    }
}

/// Changes the keys of a log entry that differ, and no other.
fn replace_log(
    doc: &mut Doc,
    flow: bool,
    old: &Claim,
    at: usize,
    new: &LogEntry,
) -> Result<(), EditError> {
    for field in LOG.fields {
        let before = old
            .annotations
            .get(at)
            .and_then(|entry| (field.write)(entry));
        if before == (field.write)(new) {
            continue;
        }
        let item = alone(&doc.text, flow)?;
        let (_, list) = list_of(map(&item)?, "annotations", old.annotations.len())?;
        let splice = match list.items.get(at).map(|(_, item)| &item.kind) {
            Some(Kind::Map(map)) => set_field(&doc.text, map, &LOG, field.row.key, new),
            _ => return Err(layout("the annotation is no map")),
        };
        if let Some(splice) = splice {
            doc.apply(&splice);
        }
    }
    Ok(())
}
