//! A value that is a stretch of time: a full or partial date, `today`, a range, or `<7d`. Calendar
//! days are those of the environment's zone.

use jiff::civil::Date;
use jiff::{Span, Timestamp, ZonedDateTime};

use super::Piece;
use crate::model::PartialDate;
use crate::query::{Env, Problem};

/// A day, month or year as the query names it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Day {
    Named(PartialDate),
    /// So many days before today.
    Back(i64),
}

/// How a stretch of time is bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DaySpan {
    /// From the first day of one to the last day of the other; an open end is `None`.
    Range(Option<Bound>, Option<Bound>),
    /// Less (or, with the flag, at most) so long ago.
    Younger(Ago, bool),
    /// More (or, with the flag, at least) so long ago.
    Older(Ago, bool),
}

/// One end of a range, and whether the day named belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    day: Day,
    included: bool,
}

/// So long before now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ago {
    count: i64,
    unit: char,
}

/// A stretch of time in an environment: the days it covers, both ends included, and the instant it
/// is cut at when the query counts back from now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    first: Option<Date>,
    last: Option<Date>,
    cut: Option<(Timestamp, Cut)>,
}

/// Which side of the instant passes.
#[derive(Debug, Clone, Copy)]
enum Cut {
    After { included: bool },
    Before { included: bool },
}

const EXPECTED: &str =
    "expected a date (2025, 2025-02, 2025-02-01), today, yesterday, a range, or <7d";

impl DaySpan {
    /// Reads `2025-02`, `>2025`, `2025-01..2025-03`, `today`, `<7d`.
    ///
    /// # Errors
    /// Anything else; a length of time without `<` or `>`.
    pub(crate) fn parse(piece: &Piece) -> Result<Self, Problem> {
        let typed = piece.text.trim();
        if let Some((from, to)) = typed.split_once("..") {
            let end = |text: &str| match text.trim() {
                "" => Ok(None),
                text => bound(piece, text, true).map(Some),
            };
            return match (end(from)?, end(to)?) {
                (None, None) => Err(piece.problem(EXPECTED)),
                (first, last) => Ok(Self::Range(first, last)),
            };
        }
        let (sign, rest) = operator(typed);
        let included = sign.ends_with('=');
        if let Some(ago) = ago(rest) {
            return match sign.get(..1) {
                Some("<") => Ok(Self::Younger(ago, included)),
                Some(">") => Ok(Self::Older(ago, included)),
                _ => Err(piece
                    .problem(format!("`{rest}` is a length of time, not a date"))
                    .hint(format!("`<{rest}` is less than that ago, `>{rest}` more"))),
            };
        }
        let end = bound(piece, rest, included || sign.is_empty())?;
        Ok(match sign.get(..1) {
            Some("<") => Self::Range(None, Some(end)),
            Some(">") => Self::Range(Some(end), None),
            _ => Self::Range(Some(end.clone()), Some(end)),
        })
    }

    /// Returns the stretch this is in the environment.
    pub(crate) fn stretch(&self, env: &Env) -> Stretch {
        let now = env.now.to_zoned_datetime(env.zone.clone());
        match self {
            Self::Range(from, to) => Stretch {
                first: from.as_ref().and_then(|end| end.first(&now)),
                last: to.as_ref().and_then(|end| end.last(&now)),
                cut: None,
            },
            Self::Younger(ago, included) => {
                let then = ago.before(&now);
                let day = then.as_ref().map(ZonedDateTime::date);
                Stretch {
                    first: day.and_then(|day| {
                        if *included {
                            Some(day)
                        } else {
                            day.tomorrow().ok()
                        }
                    }),
                    last: None,
                    cut: then.map(|then| {
                        (
                            then.timestamp(),
                            Cut::After {
                                included: *included,
                            },
                        )
                    }),
                }
            }
            Self::Older(ago, included) => {
                let then = ago.before(&now);
                let day = then.as_ref().map(ZonedDateTime::date);
                Stretch {
                    first: None,
                    last: day.and_then(|day| {
                        if *included {
                            Some(day)
                        } else {
                            day.yesterday().ok()
                        }
                    }),
                    cut: then.map(|then| {
                        (
                            then.timestamp(),
                            Cut::Before {
                                included: *included,
                            },
                        )
                    }),
                }
            }
        }
    }
}

impl Stretch {
    /// Tells that some day from `first` to `last` is in the stretch.
    pub(crate) fn overlaps(&self, first: Date, last: Date) -> bool {
        self.first.is_none_or(|from| last >= from) && self.last.is_none_or(|to| first <= to)
    }

    /// Tells that the moment `at`, as a log writes it, is in the stretch: to the second when the
    /// query counts back from now, else by its day in the environment's zone.
    pub(crate) fn holds(&self, at: &str, env: &Env) -> bool {
        if let Ok(day) = PartialDate::parse(at)
            && at.trim().len() <= 10
        {
            return self.overlaps(day.first, day.last);
        }
        let Some(instant) = crate::model::date::instant(at) else {
            return false;
        };
        match self.cut {
            Some((then, Cut::After { included })) => {
                instant > then || (included && instant == then)
            }
            Some((then, Cut::Before { included })) => {
                instant < then || (included && instant == then)
            }
            None => {
                let day = env.zone.to_datetime(instant).date();
                self.overlaps(day, day)
            }
        }
    }
}

impl Stretch {
    /// Returns the days it covers, for reading.
    pub(crate) fn shown(&self, env: &Env) -> String {
        let local = |at: Timestamp| env.zone.to_datetime(at).strftime("%Y-%m-%d %H:%M");
        match (self.cut, self.first, self.last) {
            (Some((then, Cut::After { .. })), ..) => format!("after {}", local(then)),
            (Some((then, Cut::Before { .. })), ..) => format!("before {}", local(then)),
            (None, Some(first), Some(last)) if first == last => first.to_string(),
            (None, Some(first), Some(last)) => format!("{first} to {last}"),
            (None, Some(first), None) => format!("{first} or later"),
            (None, None, Some(last)) => format!("{last} or earlier"),
            (None, None, None) => "any day".to_owned(),
        }
    }
}

impl Bound {
    /// Returns the first day of a range that begins here.
    fn first(&self, now: &ZonedDateTime) -> Option<Date> {
        let (first, last) = self.day.covers(now)?;
        if self.included {
            Some(first)
        } else {
            last.tomorrow().ok()
        }
    }

    /// Returns the last day of a range that ends here.
    fn last(&self, now: &ZonedDateTime) -> Option<Date> {
        let (first, last) = self.day.covers(now)?;
        if self.included {
            Some(last)
        } else {
            first.yesterday().ok()
        }
    }
}

impl Day {
    fn covers(&self, now: &ZonedDateTime) -> Option<(Date, Date)> {
        match self {
            Self::Named(date) => Some((date.first, date.last)),
            Self::Back(days) => {
                let day = now
                    .date()
                    .checked_sub(Span::new().try_days(*days).ok()?)
                    .ok()?;
                Some((day, day))
            }
        }
    }
}

impl Ago {
    fn before(self, now: &ZonedDateTime) -> Option<ZonedDateTime> {
        let span = Span::new();
        let span = match self.unit {
            'd' => span.try_days(self.count),
            'w' => span.try_weeks(self.count),
            'm' => span.try_months(self.count),
            _ => span.try_years(self.count),
        };
        now.checked_sub(span.ok()?).ok()
    }
}

fn operator(typed: &str) -> (&str, &str) {
    let signs = ["<=", ">=", "<", ">", "="];
    let sign = signs.into_iter().find(|sign| typed.starts_with(sign));
    let (sign, rest) = typed.split_at(sign.map_or(0, str::len));
    (sign, rest.trim())
}

fn ago(text: &str) -> Option<Ago> {
    let unit = text.chars().last().filter(|c| "dwmy".contains(*c))?;
    let count = text.strip_suffix(unit)?;
    let short = (1..=4).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit());
    let count = count.parse().ok().filter(|_| short)?;
    Some(Ago { count, unit })
}

fn bound(piece: &Piece, text: &str, included: bool) -> Result<Bound, Problem> {
    let day = match text.to_ascii_lowercase().as_str() {
        "today" => Day::Back(0),
        "yesterday" => Day::Back(1),
        _ => {
            let date = PartialDate::parse(text);
            Day::Named(date.map_err(|_| piece.problem(format!("`{text}`: {EXPECTED}")))?)
        }
    };
    Ok(Bound { day, included })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::{TimeZone, offset};

    /// Half past midnight of 24 November in a zone where UTC is still at the 23rd.
    fn env() -> Env {
        Env {
            now: "2026-11-23T22:30:00Z".parse().unwrap(),
            zone: TimeZone::fixed(offset(2)),
            me: None,
        }
    }

    fn parse(text: &str) -> Result<DaySpan, Problem> {
        DaySpan::parse(&Piece {
            text: text.to_owned(),
            span: 0..text.len(),
            quoted: false,
        })
    }

    fn overlaps(value: &str, date: &str) -> bool {
        let date = PartialDate::parse(date).unwrap();
        let stretch = parse(value).unwrap().stretch(&env());
        stretch.overlaps(date.first, date.last)
    }

    fn holds(value: &str, at: &str) -> bool {
        parse(value).unwrap().stretch(&env()).holds(at, &env())
    }

    #[test]
    fn partial_dates_match_what_they_overlap() {
        for (value, date, expected) in [
            ("2025-01..2025-03", "2025-02-01", true),
            ("2025-01..2025-03", "2025-03-31", true),
            ("2025-01..2025-03", "2025", true),
            ("2025-01..2025-03", "2025-04", false),
            (">2025", "2025-12-31", false),
            (">2025", "2026-01-01", true),
            (">=2025", "2025", true),
            ("<2025-02", "2025-01-31", true),
            ("<2025-02", "2025-02-01", false),
            ("<2025-02", "2025", true),
            ("<=2025-02", "2025-02-28", true),
            ("2025-02", "2025-02-01T15:00:00", true),
            ("..2025", "1999", true),
            ("2025..", "2024", false),
        ] {
            assert_eq!(overlaps(value, date), expected, "{value} on {date}");
        }
    }

    #[test]
    fn today_is_local() {
        assert!(holds("today", "2026-11-23T22:10:00Z"));
        assert!(!holds("today", "2026-11-23T21:50:00Z"));
        assert!(holds("yesterday", "2026-11-23T21:50:00Z"));
        assert!(holds("today", "2026-11-24"));
        assert!(!holds("today", "2026-11-23"));
    }

    #[test]
    fn a_length_of_time_is_counted_from_now() {
        assert!(holds("<7d", "2026-11-16T22:30:01Z"));
        assert!(!holds("<7d", "2026-11-16T22:30:00Z"));
        assert!(holds("<=7d", "2026-11-16T22:30:00Z"));
        assert!(holds(">7d", "2026-11-16T22:29:59Z"));
        assert!(!holds(">2w", "2026-11-16T22:29:59Z"));
        assert!(holds("<1m", "2026-10-25T00:00:00Z"));
        assert!(holds("<1y", "2025-11-25T00:00:00Z"));
        assert!(overlaps("<7d", "2026-11-18") && !overlaps("<7d", "2026-11-17"));
        assert!(overlaps(">7d", "2026-11-16") && !overlaps(">7d", "2026-11-17"));
        assert!(overlaps(">=7d", "2026-11-17") && overlaps("<=7d", "2026-11-17"));
    }

    #[test]
    fn what_is_no_time_is_a_problem() {
        for text in ["", "..", "soon", "2025-13", "<", "7x", ">99999d"] {
            assert!(parse(text).is_err(), "{text}");
        }
        let problem = parse("7d").unwrap_err();
        assert_eq!(
            problem.hint.as_deref(),
            Some("`<7d` is less than that ago, `>7d` more")
        );
        assert!(!holds("<7d", "no date"));
    }
}
