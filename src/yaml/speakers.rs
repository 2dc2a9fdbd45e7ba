//! `speakers.yaml`: the canonical names and what is known of them.

use super::fields::{SPEAKER, SPEAKERS};
use super::limits::{self, Limits};
use super::node::{Node, Tree};
use super::read::utf8;
use super::reader::{Issue, Reader, diagnostics};
use super::typed::{self, Source};
use super::{parts, raw};
use crate::model::{Diagnostic, Severity, Speaker};

/// Reads `speakers.yaml`: the speakers that can be read, and what is wrong. An empty file is none.
#[must_use]
pub fn read_speakers(file: &str, bytes: &[u8], limits: &Limits) -> (Vec<Speaker>, Vec<Diagnostic>) {
    let mut reader = Reader::default();
    let text = match utf8(bytes) {
        Ok(text) => text,
        Err((text, issue)) => return (Vec::new(), diagnostics(file, &text, vec![*issue])),
    };
    let noticed = match limits::check(text, limits) {
        Ok(noticed) => noticed,
        Err(issue) => return (Vec::new(), diagnostics(file, text, vec![*issue])),
    };
    let source = Source(text);
    let node = typed::read(source, text, &SPEAKERS).or_else(|_| raw::read(source, text));
    let mut found = Vec::new();
    match node {
        Ok(Node {
            tree: Tree::Null, ..
        }) => {}
        Ok(node) => reader.map(&SPEAKERS, node, &mut found),
        Err(error) => {
            let issue = match noticed.conflicts.first() {
                Some(at) => {
                    let message = "a git conflict is not resolved: the file is not read";
                    Issue::new("conflict-markers", Severity::Error, Some(*at), message).wide(7)
                }
                None => parts::syntax(text, 0, &error, &noticed),
            };
            reader.issues.push(issue);
        }
    }
    let mut speakers = Vec::new();
    for node in found {
        all(node, &mut reader, &mut speakers);
    }
    (speakers, diagnostics(file, text, reader.issues))
}

fn all(node: Node, reader: &mut Reader, speakers: &mut Vec<Speaker>) {
    let at = node.at;
    let kind = node.kind();
    let entries = match node.tree {
        Tree::Map(entries) => entries,
        Tree::Null => return,
        _ => {
            let message = format!("`speakers` is {kind}: expected a map of names");
            let issue = Issue::new("bad-value", Severity::Error, at, message);
            reader
                .issues
                .push(issue.hint("write `Name:` and what is known under it"));
            return;
        }
    };
    let mut seen = std::collections::HashMap::new();
    for entry in entries {
        if let Some(first) = seen.get(&entry.key) {
            reader.duplicate(&entry, *first);
            continue;
        }
        seen.insert(entry.key.clone(), entry.at);
        let mut speaker = Speaker {
            name: entry.key.to_string(),
            ..Speaker::default()
        };
        if entry.value.tree != Tree::Null {
            reader.map(&SPEAKER, entry.value, &mut speaker);
        }
        speakers.push(speaker);
    }
}
