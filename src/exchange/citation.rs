//! A claim's words with where they are from: for copying, and for the reports.
//!
//! Whether the words get quote marks is `text::wording`'s rule and not decided here.

use super::phrases::{org, role};
use crate::model::{Article, Attribution, PartialDate};
use crate::store::ClaimRef;
use crate::text::{clean, fold};

/// Returns the words with their source, as one safe line:
/// `“…” — Tom Serres, co-founder, Nautilus Asset Management; quoted in Alex Tapscott, “How …”, New
/// York Post, 2025-02-01, line 15. https://…`.
#[must_use]
pub fn citation(claim: ClaimRef<'_>) -> String {
    let wording = claim.wording();
    let url = claim.article().url.as_deref();
    let url = url.map_or_else(String::new, |url| format!(" {url}"));
    let words = format!("{}{}", wording.lead, wording.words);
    let text = format!("{} — {}{url}", words.trim(), source(claim));
    clean(&text).into_owned()
}

/// Returns the part of a citation between the words and the address, as one safe line.
#[must_use]
pub fn credit(claim: ClaimRef<'_>) -> String {
    clean(&source(claim)).into_owned()
}

/// How a source is joined to the speaker.
fn joint(claim: ClaimRef<'_>) -> &'static str {
    if claim.quote().is_none_or(|quote| quote.trim().is_empty()) {
        return "in the recorder’s words, from";
    }
    match claim.attribution() {
        Some(Attribution::Direct) => "quoted in",
        Some(Attribution::Partial) => "partly quoted in",
        Some(Attribution::Paraphrase) => "paraphrased in",
        Some(Attribution::Author) => "own voice in",
        Some(Attribution::Unnamed) => "not named in",
        None => "attribution not recorded, in",
    }
}

fn source(claim: ClaimRef<'_>) -> String {
    let article = claim.article();
    let place = place(article, claim.line());
    if is_author(claim) {
        return format!("{place}.");
    }
    let speaker = [
        Some(claim.speaker_name().unwrap_or("unknown speaker")),
        role(claim),
        org(claim),
    ];
    let speaker: Vec<&str> = speaker.into_iter().flatten().collect();
    format!("{}; {} {place}.", speaker.join(", "), joint(claim))
}

/// Tells that the words are the author's, whom the article's own place names already.
fn is_author(claim: ClaimRef<'_>) -> bool {
    let author = claim.article().author.as_deref().map(fold);
    let own = claim.attribution() == Some(Attribution::Author);
    own && claim.quote().is_some() && author.is_some() && author == claim.speaker_name().map(fold)
}

/// Returns `Alex Tapscott, “How …”, New York Post, 2025-02-01, line 15`, with what is known of it.
fn place(article: &Article, line: Option<u32>) -> String {
    let title = format!("“{}”", article.title);
    let line = line.map(|line| format!("line {line}"));
    let parts = [
        article.author.as_deref(),
        Some(title.as_str()),
        article.outlet.as_deref(),
        article.published.as_ref().map(PartialDate::day),
        line.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{article, claim, store_of};
    use super::*;
    use crate::model::{Claim, Speaker};

    fn cited(change: impl FnOnce(&mut Claim, &mut Article)) -> String {
        let (mut claim, mut article) = (claim("a"), article());
        claim.line = Some(15);
        change(&mut claim, &mut article);
        let serres = Speaker {
            name: "Tom Serres".to_owned(),
            aliases: vec!["Serres".to_owned()],
            role: Some("co-founder".to_owned()),
            org: Some("Nautilus".to_owned()),
            ..Speaker::default()
        };
        let store = store_of("a.yaml", article, vec![claim], vec![serres]);
        citation(store.claims().next().unwrap())
    }

    const PLACE: &str = "Alex Tapscott, “How AI is upended”, New York Post, 2025-02-01, line 15.";

    #[test]
    fn spoken_words_stand_in_marks_with_their_source() {
        assert_eq!(
            cited(|claim, _| claim.speaker = Some("Serres".to_owned())),
            format!("“words of a” — Tom Serres, co-founder, Nautilus; quoted in {PLACE}")
        );
        let own = cited(|claim, article| {
            claim.speaker.clone_from(&article.author);
            claim.attribution = Some(Attribution::Author);
            article.url = Some("https://example.org/a".to_owned());
        });
        assert_eq!(own, format!("“words of a” — {PLACE} https://example.org/a"));
    }

    #[test]
    fn others_words_get_no_marks() {
        let paraphrase = cited(|claim, _| {
            claim.attribution = Some(Attribution::Paraphrase);
            claim.role = Some("investor".to_owned());
        });
        assert_eq!(
            paraphrase,
            format!(
                "Tom Serres, in the words of Alex Tapscott (New York Post): words of a \
                 — Tom Serres, investor, Nautilus; paraphrased in {PLACE}"
            )
        );
        let asserted = cited(|claim, _| {
            claim.quote = None;
            claim.assertion = Some("It is so.".to_owned());
            claim.speaker = None;
        });
        assert_eq!(
            asserted,
            format!("It is so. — unknown speaker; in the recorder’s words, from {PLACE}")
        );
    }

    #[test]
    fn only_what_is_known_is_said_and_nothing_hides() {
        let bare = cited(|claim, article| {
            claim.quote = Some("a\u{1b}[2J\nb".to_owned());
            claim.line = None;
            claim.speaker = Some("X".to_owned());
            *article = Article {
                title: "T\u{202e}".to_owned(),
                ..Article::default()
            };
        });
        assert_eq!(bare, "“a<ESC>[2J␤b” — X; quoted in “T<U+202E>”.");
    }
}
