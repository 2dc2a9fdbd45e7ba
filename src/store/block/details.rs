//! What a claim has beside its words, speaker and grade: figures, reasons, evidence, links, log.
//! Packed, and unpacked for the claims that are looked at.
#![expect(
    clippy::option_option,
    reason = "the outer one says that the bytes are sound, the inner one that there is a value"
)]

use super::pack::{Packer, Unpacker};
use crate::model::{
    Amount, Claim, Evidence, Figure, Link, LogEntry, PartialDate, Qualifier, Relation, Review,
    Skepticism, Stance, Unit,
};
use crate::text::figure;

/// A figure with what it amounts to, parsed once.
#[derive(Debug)]
pub(crate) struct FigureRow {
    pub(crate) figure: Figure,
    pub(crate) amount: Option<Amount>,
}

/// The details of one claim.
#[derive(Debug, Default)]
pub(crate) struct Details {
    pub(crate) said: Option<PartialDate>,
    pub(crate) lang: Option<String>,
    pub(crate) translation: Option<String>,
    pub(crate) confidence: Option<String>,
    pub(crate) rule: Option<String>,
    pub(crate) figures: Vec<FigureRow>,
    pub(crate) skepticism: Vec<Skepticism>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) reviews: Vec<Review>,
    pub(crate) links: Vec<Link>,
    pub(crate) annotations: Vec<LogEntry>,
}

impl Details {
    /// Nothing beside the claim itself.
    pub(crate) const NONE: Self = Self {
        said: None,
        lang: None,
        translation: None,
        confidence: None,
        rule: None,
        figures: Vec::new(),
        skepticism: Vec::new(),
        evidence: Vec::new(),
        reviews: Vec::new(),
        links: Vec::new(),
        annotations: Vec::new(),
    };
}

/// Tells that there is nothing to pack.
fn is_plain(claim: &Claim) -> bool {
    claim.said.is_none()
        && claim.lang.is_none()
        && claim.translation.is_none()
        && claim.confidence.is_none()
        && claim.rule.is_none()
        && claim.figures.is_empty()
        && claim.skepticism.is_empty()
        && claim.evidence.is_empty()
        && claim.reviews.is_empty()
        && claim.links.is_empty()
        && claim.annotations.is_empty()
}

/// Appends the details of a claim; nothing when it has none.
pub(super) fn pack(claim: &Claim, bytes: &mut Vec<u8>) {
    if is_plain(claim) {
        return;
    }
    let mut to = Packer(bytes);
    let said = claim.said.as_ref();
    to.maybe(said.map(|date| date.text.as_str()));
    to.maybe(claim.lang.as_deref());
    to.maybe(claim.translation.as_deref());
    to.maybe(claim.confidence.as_deref());
    to.maybe(claim.rule.as_deref());
    to.list(&claim.figures, pack_figure);
    to.list(&claim.skepticism, |to, reason| {
        to.text(&reason.note);
        to.maybe(reason.at.as_deref());
        to.maybe(reason.by.as_deref());
    });
    to.list(&claim.evidence, |to, piece| {
        to.place(piece.stance.map(|stance| stance as usize));
        for text in [&piece.url, &piece.quote, &piece.note, &piece.archived] {
            to.maybe(text.as_deref());
        }
        to.maybe(piece.accessed.as_ref().map(|date| date.text.as_str()));
    });
    to.list(&claim.reviews, pack_review);
    to.list(&claim.links, |to, link| {
        to.place(Some(link.relation as usize));
        to.text(&link.target);
    });
    to.list(&claim.annotations, |to, entry| {
        let LogEntry {
            at,
            by,
            grade,
            verdict,
            was,
            replaces,
            note,
        } = entry;
        for text in [at, by, grade, verdict, was, replaces, note] {
            to.maybe(text.as_deref());
        }
    });
}

fn pack_review(to: &mut Packer<'_>, review: &Review) {
    let Review {
        label,
        value,
        best,
        worst,
        by,
        url,
        published,
        note,
        original,
    } = review;
    for text in [label, value, best, worst, by, url] {
        to.maybe(text.as_deref());
    }
    to.maybe(published.as_ref().map(|date| date.text.as_str()));
    to.maybe(note.as_deref());
    to.maybe(original.as_deref());
}

fn pack_figure(to: &mut Packer<'_>, figure: &Figure) {
    to.text(&figure.text);
    for text in [&figure.about, &figure.low, &figure.high, &figure.unit] {
        to.maybe(text.as_deref());
    }
    to.place(figure.qualifier.map(|qualifier| qualifier as usize));
    to.maybe(figure.period.as_deref());
    let amount = figure::amount(figure);
    to.place(amount.is_some().then_some(0));
    let Some(amount) = amount else {
        return;
    };
    to.float(amount.low);
    to.float(amount.high);
    let unit = match &amount.unit {
        Unit::None => (0, None),
        Unit::Currency(code) => (1, Some(code)),
        Unit::Percent => (2, None),
        Unit::Points => (3, None),
        Unit::BasisPoints => (4, None),
        Unit::Thing(thing) => (5, Some(thing)),
    };
    to.number(unit.0);
    to.maybe(unit.1.map(String::as_str));
    to.place(amount.qualifier.map(|qualifier| qualifier as usize));
    to.maybe(amount.period.as_deref());
    to.float(amount.scale);
}

/// Returns the details that were packed; nothing from bytes that are none.
pub(super) fn unpack(bytes: &[u8]) -> Option<Details> {
    if bytes.is_empty() {
        return Some(Details::default());
    }
    let mut from = Unpacker(bytes);
    Some(Details {
        said: date(&mut from)?,
        lang: from.maybe()?,
        translation: from.maybe()?,
        confidence: from.maybe()?,
        rule: from.maybe()?,
        figures: from.list(unpack_figure)?,
        skepticism: from.list(|from| {
            Some(Skepticism {
                note: from.text()?,
                at: from.maybe()?,
                by: from.maybe()?,
            })
        })?,
        evidence: from.list(|from| {
            Some(Evidence {
                stance: from.of(Stance::ALL)?,
                url: from.maybe()?,
                quote: from.maybe()?,
                note: from.maybe()?,
                archived: from.maybe()?,
                accessed: date(from)?,
            })
        })?,
        reviews: from.list(unpack_review)?,
        links: from.list(|from| {
            Some(Link {
                relation: from.of(Relation::ALL)??,
                target: from.text()?,
            })
        })?,
        annotations: from.list(|from| {
            Some(LogEntry {
                at: from.maybe()?,
                by: from.maybe()?,
                grade: from.maybe()?,
                verdict: from.maybe()?,
                was: from.maybe()?,
                replaces: from.maybe()?,
                note: from.maybe()?,
            })
        })?,
    })
}

/// A date is packed as it was written.
pub(super) fn date(from: &mut Unpacker<'_>) -> Option<Option<PartialDate>> {
    match from.maybe()? {
        None => Some(None),
        Some(text) => PartialDate::parse(&text).ok().map(Some),
    }
}

fn unpack_review(from: &mut Unpacker<'_>) -> Option<Review> {
    Some(Review {
        label: from.maybe()?,
        value: from.maybe()?,
        best: from.maybe()?,
        worst: from.maybe()?,
        by: from.maybe()?,
        url: from.maybe()?,
        published: date(from)?,
        note: from.maybe()?,
        original: from.maybe()?,
    })
}

fn unpack_figure(from: &mut Unpacker<'_>) -> Option<FigureRow> {
    let figure = Figure {
        text: from.text()?,
        about: from.maybe()?,
        low: from.maybe()?,
        high: from.maybe()?,
        unit: from.maybe()?,
        qualifier: from.of(Qualifier::ALL)?,
        period: from.maybe()?,
    };
    let known: Option<()> = from.of(&[()])?;
    let amount = match known {
        None => None,
        Some(()) => Some(Amount {
            low: from.float()?,
            high: from.float()?,
            unit: {
                let kind = from.number()?;
                let name = from.maybe()?;
                match (kind, name) {
                    (0, _) => Unit::None,
                    (1, Some(code)) => Unit::Currency(code),
                    (2, _) => Unit::Percent,
                    (3, _) => Unit::Points,
                    (4, _) => Unit::BasisPoints,
                    (5, Some(thing)) => Unit::Thing(thing),
                    _ => return None,
                }
            },
            qualifier: from.of(Qualifier::ALL)?,
            period: from.maybe()?,
            scale: from.float()?,
        }),
    };
    Some(FigureRow { figure, amount })
}
