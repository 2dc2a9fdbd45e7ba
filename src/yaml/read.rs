//! A file's bytes into an article, its claims, and what is wrong with them.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::fields::{ARTICLE, CLAIM, DOCUMENT};
use super::limits::{self, Limits, Noticed};
use super::node::{Node, Tree};
use super::places::small;
use super::reader::{Issue, Reader, diagnostics};
use super::typed::{self, Source};
use super::{items, lines, parts, raw, simple};
use crate::model::{Article, Claim, Diagnostic, Severity, file_stem, id_problem};

/// A claim with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadClaim {
    /// The claim.
    pub claim: Claim,
    /// The line of its `- ` in the file, 1-based.
    pub line: u32,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct FileRead {
    /// The article; without a readable title it has the name of the file.
    pub article: Article,
    /// The claims that could be read, in the order of the file.
    pub claims: Vec<ReadClaim>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Diagnostic>,
}

/// A claim and the byte of the file it begins at.
type Found = (Claim, Option<usize>);

/// What was read so far: of the whole file at once, or piece by piece.
#[derive(Default)]
pub(super) struct Record<'a> {
    text: &'a str,
    pub reader: Reader,
    pub article: Option<Article>,
    /// The article can not be read: whether it has a title is not known.
    pub unreadable: bool,
    pub claims: Vec<Found>,
    /// The number of items seen, those left out included.
    items: usize,
    /// Per claim, the number of its item.
    numbers: Vec<usize>,
    /// The ids seen, with the byte of each.
    ids: HashMap<String, Option<usize>>,
    /// The items as they are cut, for those whose place the parser does not tell.
    cut: OnceCell<items::Cut>,
}

/// Reads a record: the claims that can be read, and a diagnostic for all that can not.
///
/// `file` is the path under the claims folder; it labels the diagnostics and stands in for a missing
/// title. Bytes are never trusted: nothing in them makes it panic.
#[must_use]
pub fn read_claims(file: &str, bytes: &[u8], limits: &Limits) -> FileRead {
    let text = match utf8(bytes) {
        Ok(text) => text,
        Err((text, issue)) => return finish(file, &text, Record::failed(*issue)),
    };
    if let Err(issue) = limits::size(text, limits) {
        return finish(file, text, Record::failed(*issue));
    }
    let mut record = Record::of(text);
    if let Some(node) = simple(text, limits) {
        record.document(node);
        return finish(file, text, record);
    }
    let noticed = match limits::check(text, limits) {
        Ok(noticed) => noticed,
        Err(issue) => return finish(file, text, Record::failed(*issue)),
    };
    let whole = if noticed.conflicts.is_empty() && noticed.documents.is_empty() {
        whole(text)
    } else {
        Err(None)
    };
    match whole {
        Ok(node) => record.document(node),
        Err(error) => parts::read(text, error.as_ref(), &noticed, &mut record),
    }
    record.tags(&noticed);
    finish(file, text, record)
}

/// Reads a file that is laid out as we write them, without walk and parser: they would find nothing
/// to complain about, and the same.
fn simple(text: &str, limits: &Limits) -> Option<Node> {
    if limits.depth < simple::DEEPEST {
        return None;
    }
    let node = simple::read(text, &DOCUMENT)?;
    let nothing = |noticed: Noticed| noticed == Noticed::default();
    debug_assert!(
        limits::check(text, limits).is_ok_and(nothing)
            && whole(text).is_ok_and(|parsed| parsed == node),
        "this is not what the parser reads:\n{text}"
    );
    Some(node)
}

/// Returns the text without its BOM, or what can be shown of it and where it breaks off.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, (String, Box<Issue>)> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let text = String::from_utf8_lossy(good).into_owned();
            let byte = bytes.get(good.len()).copied().unwrap_or_default();
            let message = format!(
                "byte {} (0x{byte:02x}) is not UTF-8: the file can not be read",
                good.len() + 1
            );
            let issue = Issue::new("not-utf8", Severity::Error, Some(text.len()), message);
            Err((text, Box::new(issue.hint("save the file as UTF-8"))))
        }
    }
}

/// Reads the whole file at once: what the fields ask for, else what is there.
fn whole(text: &str) -> Result<Node, Option<serde_yaml::Error>> {
    let source = Source(text);
    typed::read(source, text, &DOCUMENT).or_else(|_| raw::read(source, text).map_err(Some))
}

impl<'a> Record<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    fn failed(issue: Issue) -> Self {
        let mut record = Self {
            unreadable: true,
            ..Self::default()
        };
        record.reader.issues.push(issue);
        record
    }

    /// Reads a whole record.
    pub fn document(&mut self, node: Node) {
        match node.tree {
            Tree::Map(_) => {
                let mut found = Vec::new();
                self.reader.map(&DOCUMENT, node, &mut found);
                for (key, node) in found {
                    match (key, node.tree) {
                        ("article", _) if self.article.is_some() => {}
                        ("article", tree) => self.article(Node { at: node.at, tree }),
                        (_, Tree::List(items)) => {
                            for item in items {
                                self.claim(item);
                            }
                        }
                        (_, Tree::Null) => {}
                        (_, tree) => {
                            let node = Node { at: node.at, tree };
                            let message = format!("`claims` is {}: expected a list", node.kind());
                            let issue = Issue::new("bad-value", Severity::Error, node.at, message);
                            let issue = issue.hint("each claim begins with `- id: …`");
                            self.reader.issues.push(issue);
                        }
                    }
                }
            }
            Tree::Null => {
                let message = "the file is empty: expected `article:` and `claims:`";
                let issue = Issue::new("empty-file", Severity::Error, None, message);
                let hint = "begin with `article:` and under it `  title: …`";
                self.reader.issues.push(issue.hint(hint));
                self.article = Some(Article::default());
            }
            _ => {
                let kind = node.kind();
                let message = format!("the file is {kind}: expected `article:` and `claims:`");
                let issue = Issue::new("not-a-record", Severity::Error, node.at, message);
                let hint = "is it a record at all? move it out of the claims folder if not";
                self.reader.issues.push(issue.hint(hint));
                self.article = Some(Article::default());
            }
        }
    }

    /// Reads the article.
    pub fn article(&mut self, node: Node) {
        let at = node.at;
        let mut article = Article::default();
        let is_map = matches!(node.tree, Tree::Map(_));
        let is_null = node.tree == Tree::Null;
        if !is_null {
            self.reader.map(&ARTICLE, node, &mut article);
        }
        if article.title.trim().is_empty() && (is_map || is_null) {
            self.untitled(at);
        }
        self.article = Some(article);
    }

    /// Complains about a missing title.
    pub fn untitled(&mut self, at: Option<usize>) {
        let message = "the article has no title: expected `article:` with `title: …`";
        let issue = Issue::new("missing-title", Severity::Error, at.or(Some(0)), message);
        let hint = "the name of the file stands in for it; add `title: …` under `article:`";
        self.reader.issues.push(issue.hint(hint));
    }

    /// Reads an item of `claims`.
    pub fn claim(&mut self, node: Node) {
        let number = self.items;
        self.items += 1;
        let at = node.at.or_else(|| {
            let cut = self.cut.get_or_init(|| items::cut(self.text));
            let item = cut.claims.get(number)?;
            let dash = self.text[item.clone()].find('-')?;
            Some(item.start + dash)
        });
        let mut complain = |code, message: String, hint: &str| {
            let issue = Issue::new(code, Severity::Error, at, message);
            self.reader.issues.push(issue.hint(hint));
        };
        let Tree::Map(entries) = &node.tree else {
            let message = format!("this item is {}: expected a claim, a map", node.kind());
            complain(
                "missing-id",
                message,
                "write it as `- id: …` with `quote: …` under it",
            );
            return;
        };
        let id = entries.iter().find(|entry| entry.key == "id");
        let id_at = id.and_then(|entry| entry.value.at.or(entry.at));
        let before = self.reader.issues.len();
        let mut claim = Claim::default();
        self.reader.map(&CLAIM, node, &mut claim);
        for issue in &mut self.reader.issues[before..] {
            issue.claim = (!claim.id.is_empty()).then(|| claim.id.clone());
        }
        if self.holds(&claim, at, id_at) {
            self.ids.insert(claim.id.clone(), id_at);
            self.numbers.push(number);
            self.claims.push((claim, at));
        }
    }

    /// Notes an item that is no YAML.
    pub fn broken_claim(&mut self, mut issue: Issue, id: Option<String>) {
        self.items += 1;
        issue.claim = id;
        self.reader.issues.push(issue);
    }

    /// Tells that a claim can be kept, and complains where it can not or only just.
    fn holds(&mut self, claim: &Claim, at: Option<usize>, id_at: Option<usize>) -> bool {
        let id = &claim.id;
        let mut complain = |code, severity, at, message: String, hint: &str| {
            let mut issue = Issue::new(code, severity, at, message).hint(hint);
            issue.claim = (!id.is_empty()).then(|| id.clone());
            issue.width = if at == id_at { id.chars().count() } else { 1 };
            self.reader.issues.push(issue);
        };
        if id.is_empty() {
            let message = "the claim has no `id`: it is left out".to_owned();
            let hint = "add `id: …`, unique in this file, made of a-z 0-9 . _ -";
            complain("missing-id", Severity::Error, at, message, hint);
            return false;
        }
        let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        if blank(&claim.quote) && blank(&claim.assertion) {
            let message = format!("`{id}` has neither `quote` nor `assertion`: it is left out");
            let hint = "add the article's words as `quote: …`, or your own as `assertion: …`";
            complain("missing-words", Severity::Error, id_at, message, hint);
            return false;
        }
        if let Some(first) = self.ids.get(id) {
            let message = format!("two claims have the id `{id}`: the second is left out");
            let hint = "give one of them another id";
            complain("duplicate-id", Severity::Error, id_at, message, hint);
            if let (Some(first), Some(issue)) = (first, self.reader.issues.last_mut()) {
                issue.other = Some((*first, id.chars().count(), "the first one".to_owned()));
            }
            return false;
        }
        if let Some(problem) = id_problem(id) {
            let hint = "it is read as it is; a link or a command may have to quote it";
            complain("id-form", Severity::Warning, id_at, problem, hint);
        }
        true
    }

    fn tags(&mut self, noticed: &Noticed) {
        if !noticed.conflicts.is_empty() {
            return;
        }
        for (at, width) in &noticed.tags {
            let message = "tags build nothing here: the value is read as if it had none";
            let issue = Issue::new("unknown-tag", Severity::Warning, Some(*at), message);
            let hint = "remove the tag, or quote the value if it is meant to begin with `!`";
            self.reader.issues.push(issue.wide(*width).hint(hint));
        }
    }
}

fn finish(file: &str, text: &str, mut record: Record<'_>) -> FileRead {
    if record.article.is_none() && !record.unreadable {
        record.untitled(None);
    }
    let mut article = record.article.unwrap_or_default();
    if article.title.trim().is_empty() {
        let stem = file_stem(file);
        stem.rsplit('/')
            .next()
            .unwrap_or(&stem)
            .clone_into(&mut article.title);
    }
    let lines = lines::of_claims(text, &record.claims, &record.numbers);
    let claims = record.claims.into_iter().zip(lines);
    FileRead {
        article,
        claims: claims
            .map(|((claim, _), line)| ReadClaim {
                claim,
                line: small(line),
            })
            .collect(),
        problems: diagnostics(file, text, record.reader.issues),
    }
}
