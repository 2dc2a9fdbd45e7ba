//! A record drafted from the bytes of an article: decoded, taken out of its page, headed, gone through.

use super::decode::{NoText, decode};
use super::draft::drafts_watched;
use super::html;
use super::language::foreign;
use super::metadata::head;
use crate::model::{Article, Claim, PartialDate, id_from};

/// The longest text, in bytes: books are longer, articles are not.
pub const LONGEST: usize = 2_000_000;

/// What somebody says of an article; it goes before what the article says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// The headline.
    pub title: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When.
    pub published: Option<PartialDate>,
}

/// What a text gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What is known of the article.
    pub article: Article,
    /// Its text, to be kept.
    pub text: String,
    /// The drafts, the most worth checking first.
    pub claims: Vec<Claim>,
}

/// Why no record is drafted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRecord {
    /// The bytes are no text.
    #[error(transparent)]
    NoText(#[from] NoText),
    /// No article could be taken out of the page, or not within bounds; in words.
    #[error("{0}")]
    Page(String),
    /// More text than an article has; in kB.
    #[error("its text has {0} kB, and no article more than {limit}", limit = LONGEST / 1000)]
    TooLong(usize),
    /// Nothing tells what it is called.
    #[error("it tells no title")]
    NoTitle,
    /// It was stopped.
    #[error("it was stopped")]
    Stopped,
}

impl Record {
    /// Returns the path of the record under the claims folder when nobody names one: day and title.
    #[must_use]
    pub fn file_name(&self) -> String {
        let day = self.article.published.as_ref().map(PartialDate::day);
        let title = id_from(&self.article.title);
        let parts: Vec<&str> = day.into_iter().chain([title.as_str()]).collect();
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let stem = parts.collect::<Vec<_>>().join("-");
        format!("{}.yaml", if stem.is_empty() { "article" } else { &stem })
    }

    /// Returns what was not found, in words; nothing when speech with its speakers was.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        use crate::model::Attribution::{Direct, Partial};
        let spoken = |claim: &&Claim| matches!(claim.attribution, Some(Direct | Partial));
        let quotes = self.claims.iter().filter(spoken).count();
        let nobody = self.claims.iter().filter(spoken);
        let nobody = nobody.filter(|claim| claim.speaker.is_none()).count();
        let (foreign, paragraphs) = foreign(&self.text);
        match (self.claims.len(), quotes) {
            (0, _) if foreign > 0 && foreign == paragraphs => {
                Some("it is not English, and the rules read nothing else".to_owned())
            }
            _ if foreign > 0 => Some(format!(
                "{foreign} of {paragraphs} longer paragraphs are not English, and the rules read nothing else"
            )),
            (0, _) => {
                Some("nothing in it looks like a claim: no speech in marks, no figures".to_owned())
            }
            (_, 0) => Some("no speech in quote marks was found".to_owned()),
            _ if nobody > 0 => Some(format!(
                "{nobody} of {quotes} quotes have no certain speaker"
            )),
            _ => None,
        }
    }
}

/// Drafts a record. `fallback` is a title of last resort; `goes_on` is told how far it is, so much of so
/// much, and stops it by returning `false`.
///
/// # Errors
/// What can not be read as an article, and that it was stopped.
pub fn record(
    bytes: &[u8],
    fallback: Option<&str>,
    given: &Given,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Result<Record, NoRecord> {
    let text = decode(bytes)?;
    if !goes_on(0, 1) {
        return Err(NoRecord::Stopped);
    }
    let (mut article, text, body) = if html::is_html(&text) {
        let taken = html::take(&text).map_err(NoRecord::Page)?;
        (taken.article, taken.text, 0)
    } else {
        let head = head(&text);
        (head.article, text, head.body)
    };
    if text.len() > LONGEST {
        return Err(NoRecord::TooLong(text.len() / 1000));
    }
    for (value, field) in [
        (&given.url, &mut article.url),
        (&given.outlet, &mut article.outlet),
        (&given.author, &mut article.author),
    ] {
        if value.is_some() {
            field.clone_from(value);
        }
    }
    if given.published.is_some() {
        article.published.clone_from(&given.published);
    }
    if let Some(title) = &given.title {
        article.title.clone_from(title);
    }
    if article.title.trim().is_empty() {
        let title = fallback.ok_or(NoRecord::NoTitle)?;
        title.clone_into(&mut article.title);
    }
    let author = article.author.as_deref();
    let found = drafts_watched(&text, body, author, goes_on).ok_or(NoRecord::Stopped)?;
    let claims = found.into_iter().map(|draft| draft.claim).collect();
    Ok(Record {
        article,
        text,
        claims,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    const TEXT: &str = "Tunnel late\n\nBy Ruth Adeyemi\n\n“We spent $6 million on it,” said Margaret Oduya.\n\n“It is a hole,” it was said.\n";

    fn go(_: usize, _: usize) -> bool {
        true
    }

    #[test]
    fn what_is_given_goes_before_what_the_article_says() {
        let given = Given {
            title: Some("The hole".to_owned()),
            published: PartialDate::parse("2025-03").ok(),
            ..Given::default()
        };
        let record = record(TEXT.as_bytes(), None, &given, &go).unwrap();
        assert_eq!(record.article.title, "The hole");
        assert_eq!(record.article.author.as_deref(), Some("Ruth Adeyemi"));
        assert_eq!(record.file_name(), "2025-03-the-hole.yaml");
        assert!(record.claims.len() >= 2, "{:?}", record.claims);
    }

    #[test]
    fn it_tells_how_far_it_is_and_can_be_stopped() {
        let told = Cell::new((0, 0));
        let watch = |done: usize, total: usize| {
            assert!(done <= total, "{done} of {total}");
            told.set((done, total));
            true
        };
        record(TEXT.as_bytes(), None, &Given::default(), &watch).unwrap();
        assert_eq!(told.get().0, told.get().1);
        let steps = Cell::new(0);
        let stop = |_: usize, _: usize| {
            steps.set(steps.get() + 1);
            steps.get() < 3
        };
        assert_eq!(
            record(TEXT.as_bytes(), None, &Given::default(), &stop),
            Err(NoRecord::Stopped)
        );
        assert_eq!(steps.get(), 3);
    }

    #[test]
    fn what_gives_no_record_says_why() {
        let why = |bytes: &[u8]| {
            let record = record(bytes, Some("t"), &Given::default(), &go);
            record.map_or_else(
                |why| why.to_string(),
                |record| record.remark().unwrap_or_default(),
            )
        };
        for (bytes, expected) in [
            (&b""[..], "it is empty"),
            (b"\0\x01\x02", "it is binary, not text"),
            (b"Only a line.\n\nThe river is green today.\n", "nothing in it"),
            (b"News\n\nAnn Lee said that the river is green.\n", "no speech in quote marks"),
            (b"\xe2\x80\x9cIt is a hole.\xe2\x80\x9d\n\n\xe2\x80\x9cIt is a tunnel.\xe2\x80\x9d\n", "2 of 2 quotes have no certain speaker"),
            ("News\n\n\u{201c}We paid $6 million,\u{201d} said Ann Lee.\n\nDer Hafentunnel wird mindestens drei Jahre sp\u{e4}ter er\u{f6}ffnet, wie die Minister am Donnerstag einr\u{e4}umten.\n".as_bytes(), "1 of 1 longer paragraphs are not English"),
            ("Titel\n\nDer Hafentunnel wird mindestens drei Jahre sp\u{e4}ter er\u{f6}ffnet, wie die Minister am Donnerstag einr\u{e4}umten.\n".as_bytes(), "not English"),
        ] {
            let why = why(bytes);
            assert!(why.contains(expected), "{why} for {}", String::from_utf8_lossy(bytes));
        }
        let long = "A line of a book. ".repeat(LONGEST / 18 + 1);
        assert!(why(long.as_bytes()).contains("no article more than 2000"));
    }
}
