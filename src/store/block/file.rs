//! A file's own part: its article and what was wrong with it, packed.
#![expect(
    clippy::option_option,
    reason = "the outer one says that the bytes are sound, the inner one that there is a value"
)]

use super::details::date;
use super::pack::{Packer, Unpacker};
use crate::model::{Article, Diagnostic, Place, Severity, SourcePin, reading_code};

pub(super) fn pack_article(article: &Article, bytes: &mut Vec<u8>) {
    let mut to = Packer(bytes);
    to.text(&article.title);
    to.maybe(article.author.as_deref());
    to.maybe(article.outlet.as_deref());
    to.maybe(article.published.as_ref().map(|date| date.text.as_str()));
    to.maybe(article.url.as_deref());
    to.maybe(article.archived.as_deref());
    to.maybe(article.accessed.as_ref().map(|date| date.text.as_str()));
    to.place(article.source.is_some().then_some(0));
    if let Some(pin) = &article.source {
        to.maybe(pin.file.as_deref());
        to.maybe(pin.sha256.as_deref());
    }
}

/// Returns the first day on which an article may have been published, as a number that orders days;
/// 0 when that is not recorded.
pub(super) fn day(article: &Article) -> u32 {
    let Some(date) = &article.published else {
        return 0;
    };
    let year = u32::from(date.first.year().wrapping_add(10_000).unsigned_abs());
    let (month, day) = (date.first.month(), date.first.day());
    (year * 16 + u32::from(month.unsigned_abs())) * 32 + u32::from(day.unsigned_abs())
}

/// Returns the title alone, which is the first of what is packed.
pub(super) fn unpack_title(bytes: &[u8]) -> Option<String> {
    Unpacker(bytes).text()
}

pub(super) fn unpack_article(bytes: &[u8]) -> Option<Article> {
    let mut from = Unpacker(bytes);
    Some(Article {
        title: from.text()?,
        author: from.maybe()?,
        outlet: from.maybe()?,
        published: date(&mut from)?,
        url: from.maybe()?,
        archived: from.maybe()?,
        accessed: date(&mut from)?,
        source: match from.of(&[()])? {
            None => None,
            Some(()) => Some(SourcePin {
                file: from.maybe()?,
                sha256: from.maybe()?,
            }),
        },
    })
}

/// Packs problems; `false` when one has a code that the table of reading does not: its file is read
/// anew each time.
pub(super) fn pack_problems(problems: &[Diagnostic], bytes: &mut Vec<u8>) -> bool {
    if problems.is_empty() {
        return true;
    }
    let start = bytes.len();
    let mut to = Packer(bytes);
    let mut known = true;
    to.list(problems, |to, problem| {
        known &= reading_code(problem.code).is_some();
        to.text(problem.code);
        to.place(Some(problem.severity as usize));
        to.text(&problem.file);
        pack_place(to, problem.place);
        to.text(&problem.excerpt);
        to.maybe(problem.claim.as_deref());
        to.text(&problem.message);
        to.maybe(problem.hint.as_deref());
        let other = problem.other.as_ref();
        pack_place(to, other.map(|(place, _)| *place));
        to.maybe(other.map(|(_, what)| what.as_str()));
    });
    if !known {
        bytes.truncate(start);
    }
    known
}

fn pack_place(to: &mut Packer<'_>, place: Option<Place>) {
    to.place(place.is_some().then_some(0));
    if let Some(Place {
        line,
        column,
        width,
    }) = place
    {
        for number in [line, column, width] {
            to.number(number.into());
        }
    }
}

fn unpack_place(from: &mut Unpacker<'_>) -> Option<Option<Place>> {
    let there: Option<()> = from.of(&[()])?;
    if there.is_none() {
        return Some(None);
    }
    let mut number = || u32::try_from(from.number()?).ok();
    Some(Some(Place {
        line: number()?,
        column: number()?,
        width: number()?,
    }))
}

pub(super) fn unpack_problems(bytes: &[u8]) -> Option<Vec<Diagnostic>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    Unpacker(bytes).list(|from| {
        Some(Diagnostic {
            code: reading_code(&from.text()?)?.code,
            severity: from.of(Severity::ALL)??,
            file: from.text()?,
            place: unpack_place(from)?,
            excerpt: from.text()?,
            claim: from.maybe()?,
            message: from.text()?,
            hint: from.maybe()?,
            other: {
                let place = unpack_place(from)?;
                place.zip(from.maybe()?)
            },
        })
    })
}
