//! Opening hours: how much of a stretch of time somebody is at work.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::calendar::{Weekday, time_zone};
use crate::error::{Error, Place, Result};

/// When somebody is at work: hours of the week in a time zone, holidays left out.
///
/// ```
/// use journey_core::analysis::OpeningHours;
/// let hours: OpeningHours = serde_json::from_str(r#"{
///     "time_zone": "Europe/Berlin",
///     "week": [
///         {"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00", "to": "17:00"},
///         {"weekdays": ["saturday"], "from": "10:00", "to": "14:00"}
///     ],
///     "holidays": ["2024-12-25", "2024-12-26"]
/// }"#).unwrap();
/// assert_eq!(hours.holidays.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct OpeningHours {
    /// IANA time zone; UTC if `None`.
    pub time_zone: Option<String>,
    /// Stretches of the week. Those of one day may overlap.
    pub week: Vec<OpeningTime>,
    /// Dates on which it is closed all day.
    #[cfg_attr(feature = "typescript", tsify(type = "string[]"))]
    pub holidays: Vec<Date>,
}

/// A stretch of some days of the week.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct OpeningTime {
    /// On which days.
    pub weekdays: Vec<Weekday>,
    /// Local time of opening; the beginning of the day if `None`.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub from: Option<Time>,
    /// Local time of closing; the end of the day if `None`.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub to: Option<Time>,
}

/// Days at most: 273 years.
const MOST_DAYS: u64 = 100_000;

impl OpeningHours {
    /// Open at these local times on these days.
    #[must_use]
    pub fn open(mut self, weekdays: &[Weekday], from: Time, to: Time) -> Self {
        self.week.push(OpeningTime { weekdays: weekdays.to_vec(), from: Some(from), to: Some(to) });
        self
    }

    fn check(&self) -> Result<()> {
        if self.week.iter().all(|time| time.weekdays.is_empty()) {
            return Err(Error::option("hours.week", "no day", "at least one day of the week"));
        }
        for (number, time) in self.week.iter().enumerate() {
            if let (from, Some(to)) = (time.from.unwrap_or(Time::midnight()), time.to)
                && from >= to
            {
                let field = format!("hours.week[{number}].to");
                return Err(Error::option(
                    &field,
                    to,
                    format!("a time after {from}; leave it out for midnight"),
                ));
            }
        }
        Ok(())
    }
}

/// Stretches of opening within a period of data, looked up fast.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct OpenTimes {
    /// Beginning, end, and microseconds open before, in ascending order.
    stretches: Vec<(i64, i64, i64)>,
}

impl OpenTimes {
    /// The opening hours between two instants (UTC microseconds).
    ///
    /// # Errors
    /// For hours that are never open, end before they begin, or have an unknown time zone; [`Error::Limit`] for more than
    /// 100,000 days.
    pub fn new(hours: &OpeningHours, period: Option<(i64, i64)>) -> Result<Self> {
        hours.check()?;
        let zone = time_zone(hours.time_zone.as_deref())?;
        let day = |micros: i64| Some(zone.to_datetime(Timestamp::from_microsecond(micros).ok()?).date());
        let days = period.and_then(|(from, to)| day(from).zip(day(to)));
        let Some((first, last)) = days else { return Ok(Self::default()) };
        let count = first.until(last).map_or(0, |span| span.get_days().unsigned_abs());
        if u64::from(count) >= MOST_DAYS {
            let what = "the number of days with opening hours".into();
            return Err(Error::Limit { place: Place::default(), what, limit: MOST_DAYS });
        }
        let mut stretches = Vec::new();
        let mut next = Some(first);
        while let Some(date) = next.filter(|date| *date <= last) {
            if !hours.holidays.contains(&date) {
                stretches.extend(hours.week.iter().filter_map(|time| time.on(date, &zone)));
            }
            next = date.tomorrow().ok();
        }
        Ok(Self { stretches: joined(stretches) })
    }

    /// Microseconds open between two instants.
    pub fn between(&self, from: i64, to: i64) -> i64 {
        (self.until(to) - self.until(from)).max(0)
    }

    fn until(&self, time: i64) -> i64 {
        let after = self.stretches.partition_point(|(from, ..)| *from <= time);
        let last = after.checked_sub(1).and_then(|place| self.stretches.get(place));
        last.map_or(0, |(from, to, before)| before + time.min(*to) - from)
    }
}

impl OpeningTime {
    /// The stretch on a date in UTC microseconds, if it has one.
    fn on(&self, date: Date, zone: &TimeZone) -> Option<(i64, i64)> {
        let weekday = Weekday::of(date);
        if !self.weekdays.contains(&weekday) {
            return None;
        }
        let micros = |date: Date, time: Time| {
            Some(date.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp().as_microsecond())
        };
        let from = micros(date, self.from.unwrap_or(Time::midnight()))?;
        let to = match self.to {
            Some(time) => micros(date, time)?,
            None => micros(date.checked_add(1.day()).ok()?, Time::midnight())?,
        };
        (from < to).then_some((from, to))
    }
}

/// Stretches in ascending order, those that overlap made one, with the time before each.
fn joined(mut stretches: Vec<(i64, i64)>) -> Vec<(i64, i64, i64)> {
    stretches.sort_unstable();
    let mut all: Vec<(i64, i64, i64)> = Vec::with_capacity(stretches.len());
    for (from, to) in stretches {
        match all.last_mut() {
            Some((_, end, _)) if from <= *end => *end = to.max(*end),
            last => {
                let before = last.map_or(0, |(begin, end, before)| *before + *end - *begin);
                all.push((from, to, before));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    fn hours(json: &str) -> OpeningHours {
        serde_json::from_str(json).unwrap()
    }

    fn open(hours: &OpeningHours, from: &str, to: &str) -> f64 {
        let period = Some((micros("2024-01-01T00:00:00Z"), micros("2024-12-31T00:00:00Z")));
        OpenTimes::new(hours, period).unwrap().between(micros(from), micros(to)) as f64 / 3.6e9
    }

    #[test]
    fn nights_weekends_and_holidays_do_not_count() {
        let week = hours(
            r#"{"week": [{"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00", "to": "17:00"},
                {"weekdays": ["monday"], "from": "16:00", "to": "18:30"}], "holidays": ["2024-05-01"]}"#,
        );
        // Friday 16:00 to Monday 10:00: one hour each; Monday is open until 18:30.
        assert_eq!(open(&week, "2024-05-03T16:00:00Z", "2024-05-06T10:00:00Z"), 2.0);
        assert_eq!(open(&week, "2024-05-06T00:00:00Z", "2024-05-07T00:00:00Z"), 9.5);
        // Tuesday 12:00 to Thursday 12:00 with a holiday between.
        assert_eq!(open(&week, "2024-04-30T12:00:00Z", "2024-05-02T12:00:00Z"), 8.0);
        assert_eq!(open(&week, "2024-05-04T12:00:00Z", "2024-05-05T12:00:00Z"), 0.0);
        assert_eq!(open(&week, "2024-05-02T10:15:00Z", "2024-05-02T10:45:00Z"), 0.5);
    }

    #[test]
    fn clocks_that_change_make_days_longer_or_shorter() {
        let always = r#"{"time_zone": "Europe/Berlin", "week": [{"weekdays": ["saturday", "sunday"]}]}"#;
        assert_eq!(open(&hours(always), "2024-03-30T12:00:00Z", "2024-04-02T00:00:00Z"), 34.0);
        assert_eq!(open(&hours(always), "2024-10-26T22:00:00Z", "2024-10-28T12:00:00Z"), 25.0);
    }

    #[test]
    fn hours_that_cannot_be_are_refused() {
        let refused = |json: &str| match OpenTimes::new(&hours(json), None).unwrap_err() {
            Error::InvalidOption { field, .. } => field,
            other => panic!("{other}"),
        };
        assert_eq!(refused("{}"), "hours.week");
        assert_eq!(
            refused(r#"{"week": [{"weekdays": ["monday"], "from": "10:00", "to": "10:00"}]}"#),
            "hours.week[0].to"
        );
        assert_eq!(refused(r#"{"week": [{"weekdays": ["monday"]}], "time_zone": "Mars"}"#), "time_zone");
        let monday = hours(r#"{"week": [{"weekdays": ["monday"]}]}"#);
        let long = Some((micros("0001-01-01T00:00:00Z"), micros("2024-01-01T00:00:00Z")));
        assert_eq!(OpenTimes::new(&monday, long).unwrap_err().code(), "limit");
        assert_eq!(OpenTimes::new(&monday, None).unwrap().between(0, 5), 0);
    }
}
