//! Calendar periods of a stretch of time: hours, days, weeks and months in a time zone.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Hours;
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

impl Weekday {
    /// That of a date.
    pub(super) fn of(date: Date) -> Self {
        match date.weekday() {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
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

const HOUR: i64 = 3_600_000_000;
/// Most hours of a calendar, which are 114 years.
const MOST_HOURS: i64 = 1_000_000;

/// The calendar periods from one instant to another, in order and without gaps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Periods {
    period: Period,
    /// First instant of each period in UTC microseconds.
    starts: Vec<i64>,
    /// First day of each period; of hours there is none.
    dates: Vec<Date>,
    zone: TimeZone,
    /// Number of the first period.
    number: Option<i64>,
    /// Positions of the periods in which stretches of `1 << shift` microseconds begin.
    guesses: Vec<u32>,
    shift: u32,
}

impl Periods {
    /// All periods that have begun between these instants (UTC microseconds); none if `from` is later.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for more than a million hours.
    pub fn new(period: Period, zone: &TimeZone, week_start: Weekday, from: i64, to: i64) -> Result<Self> {
        let mut periods = Self {
            period,
            starts: Vec::new(),
            dates: Vec::new(),
            zone: zone.clone(),
            number: None,
            guesses: Vec::new(),
            shift: 0,
        };
        match period {
            Period::Hour => periods.add_hours(from, to)?,
            _ => periods.add_dates(week_start, from, to),
        }
        periods.guess();
        Ok(periods)
    }

    fn add_hours(&mut self, from: i64, to: i64) -> Result<()> {
        if from > to {
            return Ok(());
        }
        if to.saturating_sub(from) / HOUR > MOST_HOURS {
            let given = format!("`hour` for {} hours", to.saturating_sub(from) / HOUR);
            return Err(Error::option(
                "period",
                given,
                format!("a stretch of at most {MOST_HOURS} hours, or days"),
            ));
        }
        let hours = Hours::new(&self.zone, to);
        let mut next = hours.begin(from);
        self.number = Some(hours.number(next));
        while next <= to {
            self.starts.push(next);
            next = hours.after(next);
        }
        Ok(())
    }

    fn add_dates(&mut self, week_start: Weekday, from: i64, to: i64) {
        let (period, zone) = (self.period, self.zone.clone());
        let first = Timestamp::from_microsecond(from).ok().filter(|_| from <= to);
        let mut next = first.and_then(|first| begin(period, week_start, zone.to_datetime(first).date()));
        while let Some(date) = next {
            match date.to_zoned(zone.clone()).map(|start| start.timestamp().as_microsecond()) {
                Ok(start) if start <= to => {
                    self.starts.push(start);
                    self.dates.push(date);
                }
                _ => break,
            }
            next = after(period, date);
        }
        let since = |date: &Date| date.since(Date::constant(1970, 1, 1)).ok();
        let days = self.dates.first().and_then(since).map(|span| i64::from(span.get_days()));
        self.number = self.dates.first().zip(days).map(|(date, days)| match period {
            Period::Week => days.div_euclid(7),
            Period::Month => i64::from(date.year()) * 12 + i64::from(date.month()),
            _ => days,
        });
    }

    /// Prepares guesses that are hardly ever wrong by more than one period.
    fn guess(&mut self) {
        let (Some(&first), Some(&last)) = (self.starts.first(), self.starts.last()) else {
            return;
        };
        let mean = (last - first) / self.starts.len() as i64;
        self.shift = mean.max(1).ilog2();
        let mut position = 0;
        for stretch in 0..=(last - first) >> self.shift {
            let time = first + (stretch << self.shift);
            while self.starts.get(position + 1).is_some_and(|&next| next <= time) {
                position += 1;
            }
            self.guesses.push(position as u32);
        }
    }

    /// Position of the period that holds an instant; that of the first or last one beyond these.
    pub fn find(&self, time: i64) -> usize {
        let Some(first) = self.starts.first().filter(|&&first| first <= time) else {
            return 0;
        };
        let guess = usize::try_from((time - first) >> self.shift).ok().and_then(|at| self.guesses.get(at));
        let mut position = guess.map_or(self.starts.len() - 1, |&guess| guess as usize);
        while self.starts.get(position + 1).is_some_and(|&next| next <= time) {
            position += 1;
        }
        position
    }

    /// First instant after the period at a position; the largest instant after the last one.
    pub fn next(&self, position: usize) -> i64 {
        self.starts.get(position + 1).copied().unwrap_or(i64::MAX)
    }

    /// Number of periods.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// First day of a period such as `2024-01-29`; of an hour its beginning such as `2024-01-29T15:00+01:00`.
    pub fn label(&self, position: usize) -> String {
        if let Some(date) = self.dates.get(position) {
            return date.to_string();
        }
        let start = self.starts.get(position).and_then(|&start| Timestamp::from_microsecond(start).ok());
        let shown =
            |start: Timestamp| start.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M%:z").to_string();
        start.map(shown).unwrap_or_default()
    }

    /// Days of a period that is over; of hours there are none.
    pub fn days(&self, position: usize) -> Option<f64> {
        let span = self.dates.get(position + 1)?.since(*self.dates.get(position)?).ok()?;
        Some(f64::from(span.get_days()))
    }

    /// Number of the first period by a count that is the same for all stretches of time with periods of this
    /// kind, week start and zone.
    pub fn first_number(&self) -> Option<i64> {
        self.number
    }
}

/// First day of the period that a day is in.
fn begin(period: Period, week_start: Weekday, date: Date) -> Option<Date> {
    match period {
        Period::Hour | Period::Day => Some(date),
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
        Period::Hour | Period::Day => jiff::Span::new().days(1),
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
        let periods = Periods::new(period, &zone, week_start, micros(from), micros(to)).unwrap();
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
        let samoa = Periods::new(Period::Day, &zone, Weekday::Monday, from, to).unwrap();
        let day = samoa.find(micros("2011-12-30T10:00:00Z"));
        assert_eq!(samoa.label(day), "2011-12-31");
    }

    #[test]
    fn hours_have_offsets_in_their_names() {
        let zone = time_zone(Some("Europe/Berlin")).unwrap();
        let (from, to) = (micros("2024-10-27T00:10:00Z"), micros("2024-10-27T01:10:00Z"));
        let hours = Periods::new(Period::Hour, &zone, Weekday::Monday, from, to).unwrap();
        assert_eq!([hours.label(0), hours.label(1)], ["2024-10-27T02:00+02:00", "2024-10-27T02:00+01:00"]);
        assert_eq!((hours.len(), hours.days(0)), (2, None));
        let error =
            Periods::new(Period::Hour, &zone, Weekday::Monday, i64::MIN / 4, i64::MAX / 4).unwrap_err();
        assert_eq!(error.code(), "invalid_option");
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
    fn every_instant_is_found_in_its_period() {
        let zone = time_zone(Some("Europe/Berlin")).unwrap();
        for period in [Period::Hour, Period::Day, Period::Week, Period::Month] {
            let (from, to) = (micros("2023-01-01T12:00:00Z"), micros("2025-06-10T00:10:00Z"));
            let periods = Periods::new(period, &zone, Weekday::Monday, from, to).unwrap();
            for (position, &start) in periods.starts.iter().enumerate() {
                let next = periods.starts.get(position + 1).copied().unwrap_or(to);
                for time in [start, start + 1, start.midpoint(next), next - 1] {
                    assert_eq!(periods.find(time), position, "{period:?} {time}");
                }
                assert_eq!(
                    periods.next(position),
                    periods.starts.get(position + 1).copied().unwrap_or(i64::MAX)
                );
            }
            let last = periods.starts.len() - 1;
            assert_eq!((periods.find(i64::MIN), periods.find(i64::MAX)), (0, last));
            assert_eq!(periods.len(), last + 1);
        }
        assert!(time_zone(Some("Mars/Olympus")).is_err());
    }

    #[test]
    fn numbers_of_periods_do_not_depend_on_where_a_calendar_begins() {
        for period in [Period::Hour, Period::Day, Period::Week, Period::Month] {
            for start in [Weekday::Monday, Weekday::Thursday, Weekday::Sunday] {
                let to = micros("2024-06-01T00:00:00Z");
                let long =
                    Periods::new(period, &TimeZone::UTC, start, micros("1968-02-28T12:00:00Z"), to).unwrap();
                for (position, &from) in long.starts.iter().enumerate() {
                    let short = Periods::new(period, &TimeZone::UTC, start, from, from).unwrap();
                    let number = long.first_number().map(|first| first + position as i64);
                    assert_eq!(short.first_number(), number, "{period:?} {start:?} {position}");
                }
            }
        }
    }
}
