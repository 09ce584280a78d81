//! Calendar days, weeks and months in a time zone, numbered.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::analysis::Hours;
use crate::model::Period;

const DAY: i64 = 86_400_000_000;
/// The first day of the count.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The days of a time zone, looked up fast within a stretch of time.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    zone: TimeZone,
    /// Since when which offset from UTC holds, in microseconds, in ascending order.
    offsets: Vec<(i64, i64)>,
    /// Last time for which they hold.
    until: i64,
    hours: Hours,
}

impl Calendar {
    /// A calendar that is fast between two instants (UTC microseconds).
    pub(crate) fn new(zone: TimeZone, period: Option<(i64, i64)>) -> Self {
        let (from, until) = period.unwrap_or_default();
        let mut offsets = Vec::new();
        if let Ok(start) = Timestamp::from_microsecond(from) {
            offsets.push((from, micros(zone.to_offset(start))));
            let changes =
                zone.following(start).take_while(|change| change.timestamp().as_microsecond() <= until);
            offsets
                .extend(changes.map(|change| (change.timestamp().as_microsecond(), micros(change.offset()))));
        }
        Self { hours: Hours::new(&zone, until), zone, offsets, until }
    }

    /// IANA name of the zone.
    pub(crate) fn name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// Number of the local day, 0 for 1970-01-01.
    pub(crate) fn day(&self, time: i64) -> i64 {
        let known = self.offsets.partition_point(|(since, _)| *since <= time);
        let offset = match known.checked_sub(1).and_then(|place| self.offsets.get(place)) {
            Some((_, offset)) if time <= self.until => *offset,
            _ => Timestamp::from_microsecond(time).map_or(0, |instant| micros(self.zone.to_offset(instant))),
        };
        time.saturating_add(offset).div_euclid(DAY)
    }

    /// Number of the period; weeks begin on Monday.
    pub(crate) fn number(&self, time: i64, period: Period) -> i64 {
        if period == Period::Hour {
            return self.hours.number(time);
        }
        let day = self.day(time);
        match period {
            Period::Hour | Period::Day => day,
            // 1970-01-01 was a Thursday.
            Period::Week => (day + 3).div_euclid(7),
            Period::Month => month(day),
        }
    }

    /// When a local day begins.
    pub(crate) fn start_of(&self, day: i64) -> Option<Timestamp> {
        let date = EPOCH.checked_add(day.days()).ok()?;
        self.zone.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok()
    }
}

fn micros(offset: jiff::tz::Offset) -> i64 {
    i64::from(offset.seconds()) * 1_000_000
}

/// Number of the month of a day since year 0, by the Gregorian calendar: years begin in March, so that the leap day
/// is the last of a year, and repeat every 400 years of 146,097 days.
fn month(day: i64) -> i64 {
    // 1970-01-01 is 719,468 days after 0000-03-01.
    let day = day + 719_468;
    let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    // Months of 31, 30, 31, 30, 31 days in turn.
    (era * 400 + year) * 12 + (5 * of_year + 2) / 153 + 2
}

/// A local day as `2024-03-01`.
pub(crate) fn date(day: i64) -> String {
    EPOCH.checked_add(day.days()).map(|date| date.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    fn calendar(zone: &str, from: &str, to: &str) -> Calendar {
        Calendar::new(TimeZone::get(zone).unwrap(), Some((at(from), at(to))))
    }

    #[test]
    fn days_weeks_and_months_begin_where_the_calendar_says() {
        let berlin = calendar("Europe/Berlin", "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z");
        assert_eq!(berlin.day(at("2024-01-01T22:59:59Z")) + 1, berlin.day(at("2024-01-01T23:00:00Z")));
        let utc = Calendar::new(TimeZone::UTC, None);
        // 2024-01-01 is a Monday.
        let week = |text: &str| utc.number(at(text), Period::Week);
        assert_eq!(week("2023-12-31T23:59:59Z") + 1, week("2024-01-01T00:00:00Z"));
        assert_eq!(week("2024-01-07T23:59:59Z"), week("2024-01-01T00:00:00Z"));
        let month = |text: &str| utc.number(at(text), Period::Month);
        assert_eq!(month("2023-12-31T23:59:59Z") + 1, month("2024-01-01T00:00:00Z"));
        assert_eq!(utc.day(at("1969-12-31T23:59:59Z")), -1);
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        for day in (-2_000_000..2_900_000).step_by(13) {
            let date = EPOCH.checked_add(day.days()).unwrap();
            assert_eq!(month(day), i64::from(date.year()) * 12 + i64::from(date.month()) - 1, "{date}");
        }
    }

    #[test]
    fn days_are_those_of_the_zone_within_and_beyond_the_known_stretch() {
        for zone in ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"] {
            let days = calendar(zone, "2005-06-01T00:00:00Z", "2030-01-01T00:00:00Z");
            for hour in 0..40 * 365 * 24 {
                let time = at("2000-01-01T00:30:00Z") + hour * 3_600_000_000;
                let local = days.zone.to_datetime(Timestamp::from_microsecond(time).unwrap()).date();
                let expected = local.since((jiff::Unit::Day, EPOCH)).unwrap().get_days();
                assert_eq!(days.day(time), i64::from(expected), "{zone} {local}");
            }
        }
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        let berlin = calendar("Europe/Berlin", "2024-07-01T00:00:00Z", "2024-08-01T00:00:00Z");
        let today = berlin.day(at("2024-07-01T12:00:00Z"));
        assert_eq!(berlin.start_of(today).unwrap().to_string(), "2024-06-30T22:00:00Z");
    }
}
