//! Org: an outline for Emacs, with the facts of a claim as properties.

use std::io::{self, Write};

use super::{Format, Group, Options, Selection, credit, phrases};
use crate::store::ClaimRef;
use crate::text::{clean, clean_lines};

pub(super) const FORMAT: Format =
    Format::row("org", "org", "an outline with properties, for Emacs", write);

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "#+title: Claims {}",
        line(selection.query.trim()).trim_end()
    )?;
    match selection.options.group {
        Group::Article => selection
            .by_file()
            .into_iter()
            .try_for_each(|(file, claims)| {
                let url = file
                    .article()
                    .url
                    .as_deref()
                    .map_or_else(String::new, |url| format!("{}\n", line(url)));
                write!(out, "* {}\n{url}", line(&file.article().title))?;
                claims
                    .into_iter()
                    .try_for_each(|claim| one(selection.options, claim, out))
            }),
        Group::Speaker => selection
            .by_speaker()
            .into_iter()
            .try_for_each(|(name, claims)| {
                writeln!(out, "* {}", line(name.unwrap_or("Speaker not recorded")))?;
                claims
                    .into_iter()
                    .try_for_each(|claim| one(selection.options, claim, out))
            }),
    }
}

fn one(options: &Options, claim: ClaimRef<'_>, out: &mut dyn Write) -> io::Result<()> {
    options.watch.pass()?;
    let wording = claim.wording();
    let tags: Vec<String> = claim
        .tags()
        .map(tag)
        .filter(|tag| !tag.is_empty())
        .collect();
    let tags = if tags.is_empty() {
        String::new()
    } else {
        format!(" :{}:", tags.join(":"))
    };
    writeln!(out, "** {}{tags}\n:PROPERTIES:", line(claim.id()))?;
    let grade = claim.grade();
    let properties = [
        (
            "SPEAKER",
            claim.speaker_name().unwrap_or_default().to_owned(),
        ),
        (
            "GRADE",
            if grade.is_none() {
                String::new()
            } else {
                grade.to_string()
            },
        ),
        ("VERDICT", claim.verdict().unwrap_or_default().to_owned()),
        (
            "KIND",
            claim.kind().map_or("", |kind| kind.word()).to_owned(),
        ),
        ("NAME", claim.name()),
    ];
    for (name, value) in properties.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, ":{name}: {}", line(value))?;
    }
    writeln!(out, ":END:\n#+begin_quote")?;
    for words in clean_lines(&format!("{}{}", wording.lead, wording.words)).lines() {
        writeln!(out, "{}", plain(words))?;
    }
    writeln!(out, "— {}\n#+end_quote", line(&credit(claim)))?;
    if let Some(assertion) = claim.quote().and(claim.assertion()) {
        writeln!(out, "{}", line(assertion))?;
    }
    let doubts = claim.skepticism().filter(|_| options.notes);
    doubts
        .into_iter()
        .try_for_each(|doubt| writeln!(out, "- doubt :: {}", line(&doubt.note)))?;
    for evidence in claim.evidence() {
        writeln!(out, "- evidence :: {}", line(&phrases::evidence(evidence)))?;
    }
    let log = phrases::log(claim).into_iter().filter(|_| options.notes);
    log.into_iter()
        .try_for_each(|entry| writeln!(out, "- note :: {}", line(&entry)))
}

fn line(text: &str) -> String {
    plain(&clean(text))
}

/// Returns a line that is no heading, keyword, block or list, and makes no link: by a space of no
/// width where Org would see one (Org manual, "Escape Character").
fn plain(text: &str) -> String {
    let text = text.trim();
    let opens = text.starts_with(['*', '#', ':', '|', '-', '+', '\\', '<', '['])
        || text
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric())
            .starts_with(['.', ')']);
    let escape = if opens { "\u{200b}" } else { "" };
    let inner = text
        .replace("[[", "[\u{200b}[")
        .replace("{{{", "{\u{200b}{{");
    format!(
        "{escape}{}",
        inner
            .replace("src_", "src\u{200b}_")
            .replace("call_", "call\u{200b}_")
    )
}

/// Returns a tag as Org allows: letters, digits, `_`, `@`, `#`, `%`.
fn tag(text: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || "_@#%".contains(c) {
            c
        } else {
            '_'
        }
    };
    line(text)
        .chars()
        .filter(|c| *c != '\u{200b}')
        .map(kept)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::tests::{HOSTILE, full_of, text_of};

    #[test]
    fn hostile_text_makes_no_heading_and_no_block() {
        let outline = |text: &str| -> Vec<String> {
            let org = text_of("org", &full_of(text), &Options::default());
            assert!(
                !org.contains(['\u{1b}', '\u{202e}']) && !org.contains("[["),
                "{org}"
            );
            let marks = org.lines().filter(|line| line.starts_with(['*', '#', ':']));
            marks
                .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
                .collect()
        };
        let plain = outline("plain");
        for hostile in HOSTILE.iter().chain(&[
            "* heading",
            "#+INCLUDE: \"/etc/passwd\"",
            "[[elisp:(x)][y]]",
            ":END:",
        ]) {
            assert_eq!(outline(hostile), plain, "{hostile:?}");
        }
    }
}
