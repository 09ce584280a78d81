//! Calendar periods of a stretch of time: days, weeks and months in a time zone.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::Period;

/// A day of the week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Weekday {
    /// Monday, where weeks begin in most of the world (ISO 8601).
    #[default]
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// A time zone by its IANA name; UTC if there is none.
pub(crate) fn time_zone(name: Option<&str>) -> Result<TimeZone> {
    match name {
        None => Ok(TimeZone::UTC),
        Some(name) => TimeZone::get(name).map_err(|_| {
            Error::option("time_zone", format!("{name:?}"), "an IANA time zone such as `Europe/Berlin`")
        }),
    }
}

/// The calendar periods from one instant to another, in order and without gaps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Periods {
    /// First instant of each period in UTC microseconds.
    starts: Vec<i64>,
    /// First day of each period.
    dates: Vec<Date>,
}

impl Periods {
    /// All periods that have begun between these instants (UTC microseconds); none if `from` is later.
    pub fn new(period: Period, zone: &TimeZone, week_start: Weekday, from: i64, to: i64) -> Self {
        let mut periods = Self { starts: Vec::new(), dates: Vec::new() };
        let first = Timestamp::from_microsecond(from).ok().filter(|_| from <= to);
        let mut next = first.and_then(|first| begin(period, week_start, zone.to_datetime(first).date()));
        while let Some(date) = next {
            match date.to_zoned(zone.clone()).map(|start| start.timestamp().as_microsecond()) {
                Ok(start) if start <= to => {
                    periods.starts.push(start);
                    periods.dates.push(date);
                }
                _ => break,
            }
            next = after(period, date);
        }
        periods
    }

    /// Position of the period that holds an instant, which is not before the one at `hint`.
    pub fn find(&self, time: i64, hint: usize) -> usize {
        match self.starts.get(hint + 1) {
            Some(&next) if next <= time => {
                let later = self.starts.get(hint + 1..).unwrap_or_default();
                hint + later.partition_point(|&start| start <= time)
            }
            _ => hint,
        }
    }

    /// First day of a period.
    pub fn date(&self, position: usize) -> Option<Date> {
        self.dates.get(position).copied()
    }
}

/// First day of the period that a day is in.
fn begin(period: Period, week_start: Weekday, date: Date) -> Option<Date> {
    match period {
        Period::Day => Some(date),
        Period::Month => Some(date.first_of_month()),
        Period::Week => {
            let from_monday = i64::from(date.weekday().to_monday_zero_offset());
            let back = (from_monday - week_start as i64).rem_euclid(7);
            date.checked_sub(jiff::Span::new().days(back)).ok()
        }
    }
}

/// First day of the next period.
fn after(period: Period, date: Date) -> Option<Date> {
    let length = match period {
        Period::Day => jiff::Span::new().days(1),
        Period::Week => jiff::Span::new().days(7),
        Period::Month => jiff::Span::new().months(1),
    };
    date.checked_add(length).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    fn periods(period: Period, zone: &str, week_start: Weekday, from: &str, to: &str) -> Vec<(String, i64)> {
        let zone = time_zone(Some(zone)).unwrap();
        let periods = Periods::new(period, &zone, week_start, micros(from), micros(to));
        periods.dates.iter().map(ToString::to_string).zip(periods.starts).collect()
    }

    #[test]
    fn the_day_of_a_clock_change_has_23_hours() {
        let found = periods(
            Period::Day,
            "Europe/Berlin",
            Weekday::Monday,
            "2024-03-30T12:00:00Z",
            "2024-04-01T12:00:00Z",
        );
        let expected = ["2024-03-29T23:00:00Z", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z"].map(micros);
        assert_eq!(found.iter().map(|(_, start)| *start).collect::<Vec<_>>(), expected);
        assert_eq!(found[1].0, "2024-03-31");
    }

    #[test]
    fn a_day_may_begin_after_midnight_or_not_exist() {
        // Clocks in Sao Paulo went from 23:59:59 to 01:00; Samoa had no 30 December 2011.
        let found = periods(
            Period::Day,
            "America/Sao_Paulo",
            Weekday::Monday,
            "2018-11-04T12:00:00Z",
            "2018-11-04T13:00:00Z",
        );
        assert_eq!(found, [("2018-11-04".into(), micros("2018-11-04T03:00:00Z"))]);
        let zone = time_zone(Some("Pacific/Apia")).unwrap();
        let (from, to) = (micros("2011-12-29T12:00:00Z"), micros("2012-01-01T00:00:00Z"));
        let samoa = Periods::new(Period::Day, &zone, Weekday::Monday, from, to);
        let day = samoa.find(micros("2011-12-30T10:00:00Z"), 0);
        assert_eq!(samoa.date(day).unwrap().to_string(), "2011-12-31");
    }

    #[test]
    fn weeks_begin_on_the_stated_day_and_months_on_the_first() {
        let (from, to) = ("2024-02-28T12:00:00Z", "2024-03-10T12:00:00Z");
        let dates = |period, start| {
            periods(period, "UTC", start, from, to).into_iter().map(|(date, _)| date).collect::<Vec<_>>()
        };
        assert_eq!(dates(Period::Week, Weekday::Monday), ["2024-02-26", "2024-03-04"]);
        assert_eq!(dates(Period::Week, Weekday::Sunday), ["2024-02-25", "2024-03-03", "2024-03-10"]);
        assert_eq!(dates(Period::Week, Weekday::Wednesday), ["2024-02-28", "2024-03-06"]);
        assert_eq!(dates(Period::Month, Weekday::Monday), ["2024-02-01", "2024-03-01"]);
    }

    #[test]
    fn instants_are_found_from_any_hint() {
        let (from, to) = (micros("2024-01-01T00:00:00Z"), micros("2024-01-10T00:00:00Z"));
        let days = Periods::new(Period::Day, &TimeZone::UTC, Weekday::Monday, from, to);
        for (day, hint) in [(0, 0), (3, 0), (3, 3), (9, 2), (9, 9)] {
            assert_eq!(days.find(from + day * 86_400_000_000, hint), day as usize);
            assert_eq!(days.find(from + (day + 1) * 86_400_000_000 - 1, hint), day as usize);
        }
        assert!(time_zone(Some("Mars/Olympus")).is_err());
    }
}
