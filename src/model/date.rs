//! Dates as the news gives them: a year, a month, a day, a moment.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

/// A full or partial date: `2025`, `2025-02`, `2025-02-01`, with or without a time and an offset.
/// It covers the days from `first` to `last`, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartialDate {
    /// As written.
    pub text: String,
    /// The first day it covers.
    pub first: Date,
    /// The last day it covers.
    pub last: Date,
}

impl PartialDate {
    /// Returns the date, or what was expected.
    ///
    /// # Errors
    /// A text that is none of the forms above, or no day of the calendar (`2025-02-30`).
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (first, last) = days(text).ok_or_else(|| {
            format!(
                "`{text}` is no date: expected 2025, 2025-02, 2025-02-01 or 2025-02-01T15:00:00"
            )
        })?;
        Ok(Self {
            text: text.to_owned(),
            first,
            last,
        })
    }

    /// Returns the date without its time of day, for screens.
    #[must_use]
    pub fn day(&self) -> &str {
        self.text.split(['T', ' ']).next().unwrap_or(&self.text)
    }
}

fn days(text: &str) -> Option<(Date, Date)> {
    let number = |part: &str, len: usize| -> Option<i16> {
        (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    match text.len() {
        4 => {
            let year = number(text, 4)?;
            Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
        }
        7 => {
            let (year, month) = text.split_once('-')?;
            let month = i8::try_from(number(month, 2)?).ok()?;
            let first = Date::new(number(year, 4)?, month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        10 => text.parse().ok().map(|day: Date| (day, day)),
        _ => {
            let moment: DateTime = text.trim_end_matches('Z').parse().ok()?;
            Some((moment.date(), moment.date()))
        }
    }
}

/// Returns the instant of an `at` value: with an offset or `Z`; a day or a moment without one is UTC.
#[must_use]
pub fn instant(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let moment: DateTime = text.parse().ok()?;
        TimeZone::UTC.to_timestamp(moment).ok()
    })
}

/// Returns an `at` value to the minute, for screens: the rest of an instant is in the file.
#[must_use]
pub fn to_the_minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// Writes an instant as `at` does: UTC, whole seconds.
#[must_use]
pub fn at_seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Writes an instant with milliseconds: for a second entry of one author in one second.
#[must_use]
pub fn at_millis(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Returns the instant a millisecond later.
#[must_use]
pub fn next_milli(at: Timestamp) -> Timestamp {
    at.checked_add(1.millisecond()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn partial_dates_cover_their_days() {
        let span = |text| PartialDate::parse(text).map(|d| (d.first, d.last));
        assert_eq!(span("2025"), Ok((date(2025, 1, 1), date(2025, 12, 31))));
        assert_eq!(span("2024-02"), Ok((date(2024, 2, 1), date(2024, 2, 29))));
        let day = date(2025, 2, 1);
        for text in [
            "2025-02-01",
            "2025-02-01T15:00:00",
            "2025-02-01 15:00",
            "2025-02-01T15:00:00Z",
            "2025-02-01T23:30:00-05:00",
        ] {
            assert_eq!(span(text), Ok((day, day)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "25",
            "2025-13",
            "2025-02-30",
            "yesterday",
            "٢٠٢٥",
            "2025-2-1",
        ] {
            assert!(PartialDate::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn instants_are_written_in_utc() {
        let at = instant("2026-11-23T16:40:00.250+01:00").unwrap_or_default();
        assert_eq!(at_seconds(at), "2026-11-23T15:40:00Z");
        assert_eq!(at_millis(at), "2026-11-23T15:40:00.250Z");
        assert_eq!(instant("2026-11-23"), instant("2026-11-23T00:00:00Z"));
    }
}
