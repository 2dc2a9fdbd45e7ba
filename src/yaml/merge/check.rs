//! What a merge made of the files is read again and compared with what the three versions say as
//! values, found by another way: nothing that a side has may be gone or be there twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::build::signed;
use super::weave::Pick;
use crate::model::{Claim, Diagnostic, Severity};
use crate::yaml::fields::{ARTICLE, CLAIM};
use crate::yaml::node::{Node, Tree};
use crate::yaml::read::FileRead;
use crate::yaml::shape::{Shape, Table};
use crate::yaml::write::{element, flow};

/// The three versions as they are read.
pub(super) struct Versions {
    /// What both began with; nothing when both made the file.
    pub base: FileRead,
    /// One side.
    pub ours: FileRead,
    /// The other side.
    pub theirs: FileRead,
}

/// Tells that a file is read without errors: then every part of it is known.
pub(super) fn is_whole(read: &FileRead) -> bool {
    let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
    !read.problems.iter().any(is_error)
}

/// Compares what was merged, its conflicts settled for one side, with what it should be.
///
/// # Errors
/// The first thing that is not as it should be.
pub(super) fn check(versions: &Versions, merged: &FileRead, side: Pick) -> Result<(), String> {
    let Versions { base, ours, theirs } = versions;
    let known: BTreeSet<_> = [base, ours, theirs]
        .into_iter()
        .flat_map(|read| &read.problems)
        .map(|problem| (problem.code, &problem.claim, &problem.message))
        .collect();
    let new =
        |problem: &&Diagnostic| !known.contains(&(problem.code, &problem.claim, &problem.message));
    if let Some(problem) = merged.problems.iter().find(new) {
        return Err(problem.message.clone());
    }
    let articles = [base, ours, theirs, merged].map(|read| values(&ARTICLE, &read.article));
    let [b, o, t, m] = &articles;
    keys([Some(b), Some(o), Some(t)], m, side).map_err(|key| format!("the article's {key}"))?;
    let claims = [base, ours, theirs, merged].map(by_id);
    let ids: BTreeSet<&str> = claims
        .iter()
        .flat_map(|claims| claims.keys().copied())
        .collect();
    for id in ids {
        let [b, o, t, m] = claims.each_ref().map(|claims| claims.get(id).copied());
        claim([b, o, t], m, side).map_err(|key| format!("the {key} of `{id}`"))?;
    }
    Ok(())
}

fn by_id(read: &FileRead) -> HashMap<&str, &Claim> {
    let claims = read.claims.iter().map(|read| &read.claim);
    claims.map(|claim| (claim.id.as_str(), claim)).collect()
}

/// A thing as its keys with their values, each in the one way it is written.
type Values = BTreeMap<&'static str, (Node, Shape)>;

fn values<T>(table: &'static Table<T>, thing: &T) -> Values {
    let rows = table.fields.iter();
    rows.filter_map(|field| Some((field.row.key, ((field.write)(thing)?, field.row.shape))))
        .collect()
}

fn claim(
    [base, ours, theirs]: [Option<&Claim>; 3],
    merged: Option<&Claim>,
    side: Pick,
) -> Result<(), &'static str> {
    let gone = |one: &Claim| base == Some(one);
    let settled = match (ours, theirs) {
        // Deleted on one side: gone, unless the other side changed it.
        (Some(one), None) | (None, Some(one)) if base.is_some() => {
            let kept = if side == Pick::Ours { ours } else { theirs };
            if gone(one) && merged.is_none() {
                None
            } else {
                kept
            }
        }
        // Added on both sides: as one of them.
        (Some(ours), Some(theirs)) if base.is_none() => {
            Some(if side == Pick::Ours { ours } else { theirs })
        }
        (Some(_), Some(_)) => {
            let merged = merged.ok_or("whole")?;
            let [b, o, t] = [base, ours, theirs].map(|claim| claim.map(|c| values(&CLAIM, c)));
            return keys(
                [b.as_ref(), o.as_ref(), t.as_ref()],
                &values(&CLAIM, merged),
                side,
            );
        }
        (one, other) => one.or(other),
    };
    if settled == merged {
        Ok(())
    } else {
        Err("whole")
    }
}

fn keys(versions: [Option<&Values>; 3], merged: &Values, side: Pick) -> Result<(), &'static str> {
    let all = versions.into_iter().flatten().chain([merged]);
    let all: BTreeSet<&'static str> = all.flat_map(|values| values.keys().copied()).collect();
    for key in all {
        let three = versions.map(|values| values.and_then(|values| values.get(key)));
        let found = merged.get(key);
        let right = if three.into_iter().flatten().any(|(node, _)| is_list(node)) {
            let expected = list(three.map(items), side, key);
            expected == sorted(items(found))
        } else {
            let text =
                |value: Option<&(Node, Shape)>| value.map(|(node, shape)| flow(node, *shape));
            let [base, ours, theirs] = three.map(text);
            let expected = three_way(&base, &ours, &theirs, side);
            text(found) == *expected
        };
        if !right {
            return Err(key);
        }
    }
    Ok(())
}

fn three_way<'a, T: PartialEq>(base: &T, ours: &'a T, theirs: &'a T, side: Pick) -> &'a T {
    if ours == theirs || base == theirs {
        ours
    } else if base == ours || side == Pick::Theirs {
        theirs
    } else {
        ours
    }
}

fn is_list(node: &Node) -> bool {
    matches!(node.tree, Tree::List(_))
}

/// Returns the items of a list, each with what it is known by.
fn items(value: Option<&(Node, Shape)>) -> Vec<(String, String)> {
    let Some((
        Node {
            tree: Tree::List(nodes),
            ..
        },
        shape,
    )) = value
    else {
        return Vec::new();
    };
    let shape = element(*shape);
    let item = |node: &Node| {
        let text = flow(node, shape);
        (known_by(node).unwrap_or_else(|| text.clone()), text)
    };
    nodes.iter().map(item).collect()
}

/// Returns what identifies a log entry or a figure; nothing for what is only itself.
fn known_by(node: &Node) -> Option<String> {
    let Tree::Map(entries) = &node.tree else {
        return None;
    };
    let text = |key: &str| {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        match &entry.value.tree {
            Tree::Text(text) => Some(text.clone()),
            _ => None,
        }
    };
    text("text").or_else(|| {
        signed(&crate::model::LogEntry {
            at: text("at"),
            by: text("by"),
            ..Default::default()
        })
    })
}

fn sorted(items: Vec<(String, String)>) -> Vec<String> {
    let mut texts: Vec<String> = items.into_iter().map(|(_, text)| text).collect();
    texts.sort();
    texts
}

/// Merges lists as sets.
fn list(versions: [Vec<(String, String)>; 3], side: Pick, key: &str) -> Vec<String> {
    let [base, ours, theirs] = versions.map(|items| {
        let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (key, text) in items {
            by_key.entry(key).or_default().push(text);
        }
        by_key
    });
    let names: BTreeSet<&String> = [&base, &ours, &theirs]
        .into_iter()
        .flat_map(|v| v.keys())
        .collect();
    let mut texts = Vec::new();
    for name in names {
        let [b, o, t] = [&base, &ours, &theirs].map(|v| v.get(name).map_or(&[][..], |v| v));
        for at in 0..b.len().max(o.len()).max(t.len()) {
            let (b, o, t) = (b.get(at), o.get(at), t.get(at));
            match (o, t) {
                // Two entries that happen to be signed alike are both kept.
                (Some(own), Some(others))
                    if key == "annotations" && b.is_none() && own != others =>
                {
                    texts.extend([own.clone(), others.clone()]);
                }
                _ => texts.extend(three_way(&b, &o, &t, side).cloned()),
            }
        }
    }
    texts.sort();
    texts
}
