//! What the codes of faulty files and folders mean: for `check --explain` and the reference.
//!
//! Codes of the rules over what was read stand with their rules.

/// A code of a [`Diagnostic`](super::Diagnostic) that reading gives.
#[derive(Debug, Clone, Copy)]
pub struct ReadingCode {
    /// Short stable code, kebab-case.
    pub code: &'static str,
    /// What it means, why it is a problem, and what to do.
    pub doc: &'static str,
}

const fn row(code: &'static str, doc: &'static str) -> ReadingCode {
    ReadingCode { code, doc }
}

/// Every code that reading gives, in alphabetical order.
#[rustfmt::skip]
pub const READING_CODES: &[ReadingCode] = &[
    row("bad-value", "The value of a key is none that the key can have. The claim loads as if the key were not there; what was expected is named. Correct the value."),
    row("case-clash", "Two files differ only in capitals. On systems that do not tell them apart one would hide the other. Rename one."),
    row("conflict-markers", "Git could not merge this part and left both versions between markers. The claims outside of them load, and nothing is written to the file until you have chosen and taken the markers away."),
    row("duplicate-id", "Two claims of one file have the same id, so that a name would mean two claims. Both load; give one another id."),
    row("duplicate-key", "One key stands twice in one map. Parsers differ in which of the two they believe, so neither is: take one away. Both places are shown."),
    row("empty-file", "The file holds nothing. Write `article:` and `claims:`, start it with `onrecord new`, or delete it."),
    row("file-name", "The file's name can not be shown or written as it is (it is no UTF-8, or has characters that are not visible). Rename it."),
    row("folder-settings", "`onrecord.toml` has a key or a value that is not understood. The other settings hold. Keys, editors and commands are never read from a claims folder."),
    row("id-form", "An id is 1 to 80 of a-z 0-9 . _ - and begins with a letter or digit, so that it can be typed anywhere. The claim loads all the same."),
    row("linked-file", "The file is a link. One that leads out of the claims folder is read and never written through; one that leads nowhere is not read."),
    row("linked-folder", "The folder is a link, and is not followed: it may lead out of the claims folder, or in a circle. Put the files themselves there."),
    row("merge-key", "`<<` would take keys from elsewhere, and what the claim says would not stand where it is read. It is not understood here; write the keys out."),
    row("missing-id", "A claim needs an `id`, by which it is named in links, notes and commands. It does not load without one."),
    row("missing-title", "An article needs a `title`. Its claims load all the same."),
    row("missing-words", "A claim needs a `quote` (verbatim from the article) or an `assertion` (your own words)."),
    row("no-file", "A FIFO, device or folder has the name of a claims file. It is not opened: reading it could wait for ever."),
    row("not-a-record", "The file is YAML and no record: a record is a map with `article:` and `claims:`."),
    row("not-utf8", "The file is not UTF-8, so that its letters would be a guess. Save it as UTF-8."),
    row("same-name", "`a.yaml` stands beside `a.yml`: their claims would have the same names. Rename one."),
    row("several-documents", "A file is one YAML document, `---` begins a second one. Put it in a file of its own."),
    row("syntax", "This is not YAML. The place is where reading could not go on; what is wrong is there or shortly before. Claims that can be told apart load one by one."),
    row("tab-indent", "YAML is indented with spaces only; a tab would mean another depth to every editor."),
    row("too-deep", "Brackets or indents are nested more deeply than the limit, which no record needs, and which could exhaust a parser. `max_depth` in the config sets the limit."),
    row("too-large", "The file is larger than the limit. `max_file_mb` in the config sets it; or split the file."),
    row("too-many-aliases", "The file's aliases (`*a`) stand for more than the limit: a few lines can mean gigabytes. Write the text out."),
    row("unknown-key", "The key is none of the format. It is kept and not read. A misspelt key is the usual reason: the nearest one is named."),
    row("unknown-tag", "A tag (`!name`) asks for a type of value that a record does not have. Take it away; nothing is ever built from it."),
    row("unreadable", "The system did not let the file or folder be read; its reason is given."),
];

/// Returns what a reading code means.
#[must_use]
pub fn reading_code(code: &str) -> Option<&'static ReadingCode> {
    READING_CODES.iter().find(|row| row.code == code)
}
