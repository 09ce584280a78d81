//! Calendar days, weeks and months in a time zone, numbered.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::model::Period;

const DAY: i64 = 86_400_000_000;
/// The first day of the count.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Number of the local day, 0 for 1970-01-01.
pub(crate) fn day(time: i64, zone: &TimeZone) -> i64 {
    let Ok(instant) = Timestamp::from_microsecond(time) else { return 0 };
    let offset = i64::from(zone.to_offset(instant).seconds());
    time.saturating_add(offset * 1_000_000).div_euclid(DAY)
}

/// When a local day begins.
pub(crate) fn start_of(day: i64, zone: &TimeZone) -> Option<Timestamp> {
    let date = EPOCH.checked_add(day.days()).ok()?;
    zone.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok()
}

/// A local day as `2024-03-01`.
pub(crate) fn date(day: i64) -> String {
    EPOCH.checked_add(day.days()).map(|date| date.to_string()).unwrap_or_default()
}

/// Number of the period; weeks begin on Monday.
pub(crate) fn number(time: i64, period: Period, zone: &TimeZone) -> i64 {
    let day = day(time, zone);
    match period {
        Period::Day => day,
        // 1970-01-01 was a Thursday.
        Period::Week => (day + 3).div_euclid(7),
        Period::Month => match EPOCH.checked_add(day.days()) {
            Ok(date) => i64::from(date.year()) * 12 + i64::from(date.month()) - 1,
            Err(_) => 0,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn days_weeks_and_months_begin_where_the_calendar_says() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        assert_eq!(day(at("2024-01-01T22:59:59Z"), &berlin) + 1, day(at("2024-01-01T23:00:00Z"), &berlin));
        // 2024-01-01 is a Monday.
        let week = |text: &str| number(at(text), Period::Week, &TimeZone::UTC);
        assert_eq!(week("2023-12-31T23:59:59Z") + 1, week("2024-01-01T00:00:00Z"));
        assert_eq!(week("2024-01-07T23:59:59Z"), week("2024-01-01T00:00:00Z"));
        let month = |text: &str| number(at(text), Period::Month, &TimeZone::UTC);
        assert_eq!(month("2023-12-31T23:59:59Z") + 1, month("2024-01-01T00:00:00Z"));
        assert_eq!(day(at("1969-12-31T23:59:59Z"), &TimeZone::UTC), -1);
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let today = day(at("2024-07-01T12:00:00Z"), &berlin);
        assert_eq!(start_of(today, &berlin).unwrap().to_string(), "2024-06-30T22:00:00Z");
    }
}
