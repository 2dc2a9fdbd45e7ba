//! The fields that a table's columns can be taken for: names, and how a cell is set.

use crate::model::{
    Attribution, Claim, Evidence, Figure, Grade, Kind, Link, LogEntry, PartialDate, Relation,
    Review, Skepticism, SourcePin, Stance, Status, Unit,
};

use super::Incoming;

/// A field: its name, what else columns of it are called, and what a cell of it does.
pub struct FieldRow {
    /// The name, which is that of the export's column.
    pub name: &'static str,
    /// Other names, as they are used elsewhere; compared without case, blanks and punctuation.
    pub aliases: &'static [&'static str],
    /// What it is.
    pub doc: &'static str,
    /// Sets it; an error says what was expected.
    pub(super) set: fn(&mut Incoming, &str) -> Result<(), String>,
}

/// Between the values of one cell.
const BETWEEN: &str = " | ";

macro_rules! fields {
    ($($name:literal [$($alias:literal)*] $doc:literal |$one:ident, $text:ident| $set:expr;)*) => {
        /// Every field, in the order in which they are set: what builds on others comes last.
        pub static FIELDS: &[FieldRow] = &[
            $(FieldRow {
                name: $name,
                aliases: &[$($alias),*],
                doc: $doc,
                set: |$one, $text| $set,
            },)*
        ];
    };
}

/// Sets an optional text.
#[expect(clippy::unnecessary_wraps, reason = "a setter, as those that can fail")]
fn put(place: &mut Option<String>, text: &str) -> Result<(), String> {
    *place = Some(text.to_owned());
    Ok(())
}

fn date(text: &str) -> Result<Option<PartialDate>, String> {
    PartialDate::parse(text).map(Some)
}

fn review(one: &mut Incoming) -> &mut Review {
    if one.claim.reviews.is_empty() {
        one.claim.reviews.push(Review::default());
    }
    &mut one.claim.reviews[0]
}

fn pin(one: &mut Incoming) -> &mut SourcePin {
    one.article.source.get_or_insert_default()
}

fields! {
    "name" [] "global name PATH/ID" |one, text| {
        let (file, id) = text.rsplit_once('/').unwrap_or(("", text));
        id.clone_into(&mut one.claim.id);
        one.file = (!file.is_empty()).then(|| format!("{file}.yaml"));
        Ok(())
    };
    "id" ["claimid" "key"] "id in its file" |one, text| { text.clone_into(&mut one.claim.id); Ok(()) };
    "file" [] "claim file" |one, text| put(&mut one.file, text);
    "title" ["headline" "articletitle" "articlename"] "title of the article" |one, text| { text.clone_into(&mut one.article.title); Ok(()) };
    "outlet" ["publication" "newspaper" "publisher" "site" "medium"] "who published the article" |one, text| put(&mut one.article.outlet, text);
    "author" ["byline" "journalist"] "who wrote the article" |one, text| put(&mut one.article.author, text);
    "published" ["datepublished" "date" "publisheddate" "publicationdate" "pubdate"] "when it was published" |one, text| { one.article.published = date(text)?; Ok(()) };
    "url" ["link" "uri" "articleurl" "sourceurl" "webaddress"] "where the article stands" |one, text| put(&mut one.article.url, text);
    "archived" ["archiveurl" "archive"] "where a copy stands" |one, text| put(&mut one.article.archived, text);
    "accessed" ["dateaccessed" "retrieved"] "when it was read" |one, text| { one.article.accessed = date(text)?; Ok(()) };
    "source_file" [] "file of its captured text" |one, text| put(&mut pin(one).file, text);
    "source_sha256" [] "fingerprint of that text" |one, text| put(&mut pin(one).sha256, text);
    "line" [] "line of the captured text" |one, text| {
        let line = text.parse().ok().filter(|line| *line > 0);
        one.claim.line = Some(line.ok_or_else(|| format!("`{text}` is no line"))?);
        Ok(())
    };
    "speaker" ["claimant" "saidby" "person" "who" "name of speaker"] "who makes the claim" |one, text| put(&mut one.claim.speaker, text);
    "role" ["jobtitle" "position"] "their role" |one, text| put(&mut one.claim.role, text);
    "org" ["organisation" "organization" "affiliation" "party" "company"] "their organisation" |one, text| put(&mut one.claim.org, text);
    "via" ["passedonby"] "who passes it on" |one, text| put(&mut one.claim.via, text);
    "attribution" [] "whose words the quote is made of" |one, text| {
        let word = Attribution::parse(&text.to_lowercase());
        one.claim.attribution = Some(word.ok_or_else(|| expected(text, Attribution::ALL))?);
        Ok(())
    };
    "kind" ["type" "claimtype"] "what sort of statement it is" |one, text| {
        let word = Kind::parse(&text.to_lowercase());
        one.claim.kind = Some(word.ok_or_else(|| expected(text, Kind::ALL))?);
        Ok(())
    };
    "quote" ["quotation" "verbatim" "exact"] "the article's own text" |one, text| put(&mut one.claim.quote, text);
    "assertion" ["claim" "claimreviewed" "statement" "text" "claimtext"] "the claim in other words" |one, text| put(&mut one.claim.assertion, text);
    "figures" ["figure"] "the figures as printed" |one, text| {
        one.claim.figures = text.split(BETWEEN).map(|text| Figure {
            text: text.to_owned(),
            ..Figure::default()
        }).collect();
        Ok(())
    };
    "grade" ["admiralty" "rating"] "Admiralty grade" |one, text| {
        one.claim.grade = Grade::parse(text).ok_or_else(|| format!("`{text}` is no grade: expected B2, B or 2"))?;
        Ok(())
    };
    "reliability" [] "reliability of the source" |one, text| half(one, text, true);
    "credibility" [] "credibility of the information" |one, text| half(one, text, false);
    "verdict" [] "verdict of this folder's scale" |one, text| put(&mut one.claim.verdict, text);
    "status" [] "only `candidate` is taken up" |one, text| { one.claim.candidate = text == Status::Candidate.word(); Ok(()) };
    "tags" ["tag" "labels" "keywords" "topics"] "labels" |one, text| {
        let between = if text.contains(BETWEEN) || !text.contains([',', ';']) { &[BETWEEN][..] } else { &[",", ";"] };
        let mut tags = vec![text];
        for separator in between {
            tags = tags.into_iter().flat_map(|tag| tag.split(separator)).collect();
        }
        one.claim.tags = tags.into_iter().filter(|tag| !tag.trim().is_empty()).map(str::to_owned).collect();
        Ok(())
    };
    "skepticism" ["doubt" "doubts" "caveats"] "reasons to doubt" |one, text| {
        one.claim.skepticism = text.split(BETWEEN).map(|note| Skepticism {
            note: note.to_owned(),
            ..Skepticism::default()
        }).collect();
        Ok(())
    };
    "evidence" [] "what was found for and against" |one, text| { one.claim.evidence = text.split(BETWEEN).map(evidence).collect(); Ok(()) };
    "links" [] "how it bears on other claims" |one, text| {
        one.claim.links = text.split(BETWEEN).map(link).collect::<Result<_, _>>()?;
        Ok(())
    };
    "notes" ["note" "comment" "comments" "annotation" "remarks"] "the log" |one, text| { one.claim.annotations = log(text); Ok(()) };
    "said" ["claimdate" "datesaid" "saidon"] "when it was said" |one, text| { one.claim.said = date(text)?; Ok(()) };
    "lang" ["language" "inlanguage"] "language of the quote" |one, text| put(&mut one.claim.lang, text);
    "translation" [] "the quote in the record's language" |one, text| put(&mut one.claim.translation, text);
    "review.label" ["alternatename" "alternativename" "textualrating" "ruling" "conclusion"] "another's verdict" |one, text| put(&mut review(one).label, text);
    "review.value" ["ratingvalue"] "its value" |one, text| put(&mut review(one).value, text);
    "review.best" ["bestrating"] "best value of its scale" |one, text| put(&mut review(one).best, text);
    "review.worst" ["worstrating"] "worst value of its scale" |one, text| put(&mut review(one).worst, text);
    "review.by" ["reviewer" "checker" "factchecker" "reviewauthor"] "who gave it" |one, text| put(&mut review(one).by, text);
    "review.url" ["reviewurl" "checkurl"] "where it stands" |one, text| put(&mut review(one).url, text);
    "review.published" ["reviewdate"] "when it was given" |one, text| { review(one).published = date(text)?; Ok(()) };
    "review.note" ["reviewbody" "explanation"] "what they say of it" |one, text| put(&mut review(one).note, text);
    "unit" [] "unit of the first figure that measures something" |one, text| { measured(one, |figure| figure.unit = Some(text.to_owned())); Ok(()) };
    "low" [] "its lower end" |one, text| { measured(one, |figure| figure.low = Some(text.to_owned())); Ok(()) };
    "high" [] "its upper end" |one, text| { measured(one, |figure| figure.high = Some(text.to_owned())); Ok(()) };
}

/// What an export works out of a claim: no field of it.
pub(super) const DERIVED: &[&str] = &["words"];

fn expected<T: Copy + std::fmt::Display>(text: &str, all: &[T]) -> String {
    let words: Vec<String> = all.iter().map(ToString::to_string).collect();
    format!("`{text}`: expected one of {}", words.join(", "))
}

fn half(one: &mut Incoming, text: &str, is_reliability: bool) -> Result<(), String> {
    let wrong = || format!("`{text}` is no half of a grade: expected A-F or 1-6");
    let grade = Grade::parse(text).ok_or_else(wrong)?;
    if is_reliability {
        one.claim.grade.reliability = Some(grade.reliability.ok_or_else(wrong)?);
    } else {
        one.claim.grade.credibility = Some(grade.credibility.ok_or_else(wrong)?);
    }
    Ok(())
}

/// Notes what a table says of the first figure that measures something, where its text says another
/// thing.
fn measured(one: &mut Incoming, note: impl Fn(&mut Figure)) {
    let parsed = |figure: &Figure| crate::text::figure::amount(figure);
    let measures =
        |figure: &Figure| parsed(figure).is_some_and(|a| a.low.is_some() || a.high.is_some());
    let at = one.claim.figures.iter().position(measures).unwrap_or(0);
    if let Some(figure) = one.claim.figures.get_mut(at) {
        let mut noted = figure.clone();
        note(&mut noted);
        if ends(&noted) != ends(figure) {
            *figure = noted;
        }
    }
}

fn ends(figure: &Figure) -> (Option<f64>, Option<f64>, Unit) {
    let amount = crate::text::figure::amount(figure).unwrap_or_default();
    (amount.low, amount.high, amount.unit)
}

fn evidence(text: &str) -> Evidence {
    let stanced = text
        .split_once(": ")
        .and_then(|(word, rest)| Some((Stance::parse(word)?, rest)));
    let (stance, note) = stanced.map_or((None, text), |(stance, rest)| (Some(stance), rest));
    let is_page = note.starts_with("https://") || note.starts_with("http://");
    let is_page = is_page && !note.contains(char::is_whitespace);
    Evidence {
        stance,
        url: is_page.then(|| note.to_owned()),
        note: (!is_page).then(|| note.to_owned()),
        ..Evidence::default()
    }
}

fn link(text: &str) -> Result<Link, String> {
    let parsed = text.split_once(' ').and_then(|(word, target)| {
        Some(Link {
            relation: Relation::parse(word)?,
            target: target.to_owned(),
        })
    });
    parsed.ok_or_else(|| {
        format!("`{text}` is no link: expected one such as `contradicts just-millions`")
    })
}

/// Reads a log as the table's export writes it; any other text is one note.
fn log(text: &str) -> Vec<LogEntry> {
    let mut entries: Vec<LogEntry> = Vec::new();
    let mut replaced: Vec<LogEntry> = Vec::new();
    for part in text.split(BETWEEN) {
        let Some((mut entry, was_replaced)) = stamped(part) else {
            entries.push(LogEntry {
                note: Some(part.strip_prefix("undated: ").unwrap_or(part).to_owned()),
                ..LogEntry::default()
            });
            continue;
        };
        // The next entry of the same author took its place.
        if let Some(at) = replaced.iter().position(|old| old.by == entry.by) {
            entry.replaces = replaced.remove(at).at;
        }
        if was_replaced {
            replaced.push(entry.clone());
        }
        entries.push(entry);
    }
    entries
}

/// Reads `2026-11-23T15:44:00Z dana (replaced): grade D4 (was C3). Single source.`
fn stamped(text: &str) -> Option<(LogEntry, bool)> {
    let (at, rest) = text.split_once(' ')?;
    crate::model::date::instant(at)?;
    let (by, text) = rest
        .split_once(": ")
        .or_else(|| Some((rest.strip_suffix(':')?, "")))?;
    let (by, replaced) = by
        .strip_suffix(" (replaced)")
        .map_or((by, false), |by| (by, true));
    let mut entry = LogEntry {
        at: Some(at.to_owned()),
        by: Some(by.to_owned()),
        ..LogEntry::default()
    };
    let mut note = text;
    for (word, is_grade) in [("grade ", true), ("verdict ", false)] {
        let changed = note
            .strip_prefix(word)
            .and_then(|rest| rest.split_once(" (was "));
        let Some((new, (was, rest))) =
            changed.and_then(|(new, rest)| Some((new, rest.split_once(')')?)))
        else {
            continue;
        };
        if is_grade {
            entry.grade = Some(new.to_owned());
        } else {
            entry.verdict = Some(new.to_owned());
        }
        entry.was = Some(was.to_owned()).filter(|was| was != "none");
        note = rest.strip_prefix(". ").unwrap_or(rest);
    }
    entry.note = (!note.is_empty()).then(|| note.to_owned());
    Some((entry, replaced))
}

/// Returns the field that a column's name means.
pub(super) fn field(column: &str) -> Option<&'static FieldRow> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let column = plain(column);
    let mut fields = FIELDS.iter();
    fields
        .find(|field| plain(field.name) == column)
        .or_else(|| {
            FIELDS
                .iter()
                .find(|field| field.aliases.iter().any(|alias| plain(alias) == column))
        })
}

/// Tells that there is enough of a claim to keep.
pub(super) fn has_words(claim: &Claim) -> bool {
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    given(&claim.quote) || given(&claim.assertion)
}
