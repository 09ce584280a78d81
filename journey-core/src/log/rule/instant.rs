//! Times in rules: an instant, a date and time, or a date, which stands for its whole day.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::predicate::unfit;
use crate::error::Result;
use crate::model::{Comparison, Scalar};

/// Times from `from` up to, not including, `to`, in UTC microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimeRange {
    pub from: i64,
    pub to: i64,
}

impl TimeRange {
    pub(crate) fn contains(&self, time: i64) -> bool {
        self.from <= time && time < self.to
    }
}

/// What a text stands for: a date its whole day in `zone`, anything finer one microsecond.
pub(crate) fn range(text: &str, zone: &TimeZone) -> Option<TimeRange> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(moment(time));
    }
    if text.contains([':', 'T', 't']) {
        let time: DateTime = text.parse().ok()?;
        return Some(moment(zone.to_timestamp(time).ok()?));
    }
    let date: Date = text.parse().ok()?;
    let from = zone.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok()?;
    let next = date.checked_add(1.day()).ok()?;
    let to = zone.to_timestamp(next.to_datetime(jiff::civil::Time::midnight())).ok()?;
    Some(TimeRange { from: from.as_microsecond(), to: to.as_microsecond() })
}

fn moment(time: Timestamp) -> TimeRange {
    let from = time.as_microsecond();
    TimeRange { from, to: from.saturating_add(1) }
}

fn read(value: &Scalar, zone: &TimeZone, field: &str) -> Result<TimeRange> {
    let expected = || "a date such as `2024-03-01` or a time such as `2024-03-01T12:00:00Z`".to_string();
    match value {
        Scalar::Text(text) => range(text, zone).ok_or_else(|| unfit(field, value, expected())),
        other => Err(unfit(field, other, expected())),
    }
}

/// Any of these days or instants.
pub(super) fn moments(values: &[Scalar], zone: &TimeZone, field: &str) -> Result<Vec<TimeRange>> {
    values.iter().map(|value| read(value, zone, field)).collect()
}

/// The range between bounds. `at_most` and `greater_than` a date: up to, or after, its end.
pub(super) fn bounds(comparison: &Comparison, zone: &TimeZone, field: &str) -> Result<TimeRange> {
    let bound = |name: &str, value: &Option<Scalar>| {
        value.as_ref().map(|value| read(value, zone, &format!("{field}.{name}"))).transpose()
    };
    let mut range = TimeRange { from: i64::MIN, to: i64::MAX };
    if let Some(bound) = bound("greater_than", &comparison.greater_than)? {
        range.from = range.from.max(bound.to);
    }
    if let Some(bound) = bound("at_least", &comparison.at_least)? {
        range.from = range.from.max(bound.from);
    }
    if let Some(bound) = bound("less_than", &comparison.less_than)? {
        range.to = range.to.min(bound.from);
    }
    if let Some(bound) = bound("at_most", &comparison.at_most)? {
        range.to = range.to.min(bound.to);
    }
    Ok(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_stands_for_its_whole_day_in_the_zone() {
        // 2024-03-31 has 23 hours in Berlin.
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let day = range("2024-03-31", &berlin).unwrap();
        assert_eq!((day.to - day.from) / 3_600_000_000, 23);
        assert_eq!(range("2024-02-30", &berlin), None);
        assert_eq!(range("yesterday", &berlin), None);
    }

    #[test]
    fn bounds_include_or_exclude_whole_days() {
        let utc = TimeZone::UTC;
        let at = |text: &str| text.parse::<Timestamp>().unwrap().as_microsecond();
        let rule = Comparison {
            column: "time".into(),
            greater_than: Some("2024-01-01".into()),
            at_most: Some("2024-01-03".into()),
            ..Comparison::default()
        };
        let range = bounds(&rule, &utc, "rule").unwrap();
        assert!(!range.contains(at("2024-01-01T23:59:59Z")));
        assert!(range.contains(at("2024-01-02T00:00:00Z")));
        assert!(range.contains(at("2024-01-03T23:59:59Z")));
        assert!(!range.contains(at("2024-01-04T00:00:00Z")));
    }
}
