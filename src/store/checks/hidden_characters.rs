//! Characters that are there and can not be seen.

use super::{Finding, Look, Rule, SPEAKERS_FILE};
use crate::model::{Severity, Speaker};
use crate::store::{ClaimRef, FileRef, Store};
use crate::text::clean::{self, clean};

pub(super) const RULE: Rule = Rule {
    code: "hidden-characters",
    severity: Severity::Warning,
    doc: "Controls, zero-width characters and characters that turn the direction of writing change \
          what is seen without being seen: a name that looks like another one is not found under \
          it, and a quote does not match its source. They usually come with copied text. Remove \
          them, or keep them knowingly: they are always shown as marks such as <U+200B>.",
    check: Look::Folder(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for file in store.files() {
        for (what, text) in of_article(file) {
            if let Some(message) = hidden(what, text) {
                report(Finding::in_file(file.path(), message));
            }
        }
    }
    for claim in store.claims() {
        for (what, text) in of_claim(claim) {
            if let Some(message) = hidden(what, text) {
                report(Finding::at(claim, message));
            }
        }
    }
    for speaker in &store.folder().speakers {
        for (what, text) in of_speaker(speaker) {
            if let Some(message) = hidden(what, text) {
                report(Finding::in_file(SPEAKERS_FILE, message));
            }
        }
    }
}

/// How many characters of the text are shown on either side.
const AROUND: usize = 12;

type Field<'a> = (&'static str, &'a str);

fn given<'a>(fields: impl IntoIterator<Item = (&'static str, Option<&'a str>)>) -> Vec<Field<'a>> {
    fields
        .into_iter()
        .filter_map(|(what, text)| Some((what, text?)))
        .collect()
}

fn of_article(file: FileRef<'_>) -> Vec<Field<'_>> {
    let article = file.article();
    given([
        ("file name", Some(file.path())),
        ("title", Some(article.title.as_str())),
        ("author", article.author.as_deref()),
        ("outlet", article.outlet.as_deref()),
        ("url", article.url.as_deref()),
    ])
}

fn of_claim(claim: ClaimRef<'_>) -> Vec<Field<'_>> {
    let fields = given([
        ("id", Some(claim.id())),
        ("quote", claim.quote()),
        ("speaker", claim.speaker_as_written()),
        ("role", claim.role()),
        ("org", claim.org()),
        ("via", claim.via()),
    ]);
    let tags = claim.tags().map(|tag| ("tag", tag));
    fields.into_iter().chain(tags).collect()
}

fn of_speaker(speaker: &Speaker) -> Vec<Field<'_>> {
    let fields = given([
        ("name", Some(speaker.name.as_str())),
        ("role", speaker.role.as_deref()),
        ("org", speaker.org.as_deref()),
    ]);
    let aliases = speaker
        .aliases
        .iter()
        .map(|alias| ("alias", alias.as_str()));
    fields.into_iter().chain(aliases).collect()
}

/// Says which hidden characters stand in a field, and where the first one does.
fn hidden(what: &str, text: &str) -> Option<String> {
    let mut found = clean::hidden(text);
    let (at, first) = found.next()?;
    let place = text.get(..at).map_or(0, |before| before.chars().count()) + 1;
    let more = match found.count() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let mark = clean::mark(first);
    Some(format!(
        "{what} `{}` hides {mark} as its character {place}{more}",
        excerpt(text, at)
    ))
}

/// Returns the words round the place, with the hidden characters as marks.
fn excerpt(text: &str, at: usize) -> String {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let (last, _) = before
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .unwrap_or((before.len(), ' '));
    let after = after.chars().take(AROUND);
    let around: String = before[last..].chars().chain(after).collect();
    clean(&around).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, found_in, with};
    use crate::model::{Article, Speaker};
    use crate::store::{Folder, LoadedFile};

    #[test]
    fn what_can_not_be_seen_is_named() {
        let claims = with(|claim| {
            claim.speaker = Some("Sam\u{200b} Alt\u{202e}man".to_owned());
            claim.quote = Some("a\u{1b}]0;x".to_owned());
            claim.tags = vec!["a\u{ad}i".to_owned()];
        });
        assert_eq!(
            found("hidden-characters", claims),
            [
                "quote `a<ESC>]0;x` hides <ESC> as its character 2",
                "speaker `Sam<U+200B> Alt<U+202E>man` hides <U+200B> as its character 4 and 1 more",
                "tag `a<U+00AD>i` hides <U+00AD> as its character 2",
            ]
        );
    }

    #[test]
    fn articles_and_speakers_are_looked_at() {
        let file = LoadedFile {
            path: "a.yaml".to_owned(),
            article: Article {
                title: "\u{feff}T".to_owned(),
                ..Article::default()
            },
            ..LoadedFile::default()
        };
        let folder = Folder {
            speakers: vec![Speaker {
                name: "A".to_owned(),
                aliases: vec!["B\u{2060}".to_owned()],
                ..Speaker::default()
            }],
            ..Folder::default()
        };
        let found = found_in("hidden-characters", vec![file], folder);
        assert_eq!(
            found,
            [
                "title `<U+FEFF>T` hides <U+FEFF> as its character 1",
                "alias `B<U+2060>` hides <U+2060> as its character 2",
            ]
        );
    }

    #[test]
    fn honest_text_is_left_alone() {
        let claims = with(|claim| {
            claim.quote = Some("two\nlines, می\u{200c}خواهم and ❤\u{fe0f}".to_owned());
            claim.speaker = Some("Ștefan Ó".to_owned());
        });
        assert_eq!(found("hidden-characters", claims), [""; 0]);
    }
}
