//! Options resolved against a log, and what all parts of the summary lean on.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::clock::{self, Doubt};
use super::sample::Sample;
use super::words::{self, said};
use super::{QualityCheck, QualityExample, QualityFinding, QualityKind, QualityLimits};
use crate::analysis::{Estimate, time_zone};
use crate::error::{Error, Result};
use crate::log::{BotTest, Bots, Column, ColumnKind, Copies, EventLog, Journey, Names, Quality};
use crate::model::Scalar;

/// [`QualityCheck`] resolved against a log.
#[derive(Debug)]
pub struct QualityPlan {
    pub(super) input: Quality,
    pub(super) limits: QualityLimits,
    pub(super) bots: Bots,
    pub(super) bot_test: BotTest,
    pub(super) touchpoints: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) copies: Copies,
    pub(super) source: Option<Source>,
    /// Positions of the columns that are or may be of ratings.
    pub(super) ratings: Vec<usize>,
    /// Whether these columns were stated.
    pub(super) ratings_stated: bool,
    pub(super) now: Option<i64>,
    zone: TimeZone,
    /// Hours in which local times may be others.
    pub(super) doubts: Vec<Doubt>,
    /// Beginning of each day that stands for "no time", the first instant after it, and its date.
    placeholders: Vec<(i64, i64, &'static str)>,
}

/// The column with the source of an event.
#[derive(Debug)]
pub(super) struct Source {
    pub column: String,
    pub position: usize,
    pub names: Arc<Names>,
}

/// Customers, events, and the days of those events that count.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Whole {
    pub customers: u64,
    pub events: u64,
}

/// What systems write for "no time": zero of .NET, of spreadsheets, of SQL and of Unix, and the end of time.
const PLACEHOLDERS: [(Date, Date, &str); 5] = [
    (Date::constant(1, 1, 1), Date::constant(1, 1, 1), "0001-01-01"),
    (Date::constant(1899, 12, 30), Date::constant(1899, 12, 31), "1899-12-30"),
    (Date::constant(1900, 1, 1), Date::constant(1900, 1, 1), "1900-01-01"),
    (Date::constant(1970, 1, 1), Date::constant(1970, 1, 1), "1970-01-01"),
    (Date::constant(9999, 1, 1), Date::constant(9999, 12, 30), "9999-12-31"),
];
const DAY: i64 = 86_400_000_000;

impl QualityPlan {
    pub(super) fn of(check: &QualityCheck, log: &EventLog) -> Result<Self> {
        check.limits.check()?;
        let input = log.quality().clone();
        let zone = match &check.time_zone {
            Some(name) => time_zone(Some(name))?,
            None => TimeZone::get(&input.time_zone).unwrap_or(TimeZone::UTC),
        };
        let mut bots = check.bots.clone();
        bots.user_agent = check.user_agent.clone().or(bots.user_agent);
        Ok(Self {
            bot_test: bots.test(log)?,
            bots,
            limits: check.limits.clone(),
            touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
            columns: log.schema.columns.clone(),
            copies: Copies::of(log),
            source: check.source.as_ref().map(|name| source(log, name)).transpose()?,
            ratings: ratings(log, check.ratings.as_deref())?,
            ratings_stated: check.ratings.is_some(),
            now: check.now.map(Timestamp::as_microsecond),
            placeholders: placeholders(&zone),
            zone,
            doubts: clock::doubts(&input, log.schema.period),
            input,
        })
    }

    /// Which of the days that stand for "no time" a time is on.
    pub(super) fn placeholder(&self, time: i64) -> Option<&'static str> {
        let found = self.placeholders.iter().find(|(from, to, _)| (*from..*to).contains(&time));
        found.map(|(_, _, date)| *date)
    }

    /// Bounds of such a day for a rule: the first time on it, and the first after it.
    pub(super) fn placeholder_range(&self, date: &str) -> (Option<Scalar>, Option<Scalar>) {
        let found = self.placeholders.iter().find(|(_, _, name)| *name == date);
        let bound = |time: i64| {
            let time = Timestamp::from_microsecond(time).ok()?;
            Some(Scalar::Text(time.to_string()))
        };
        found.map_or((None, None), |(from, to, _)| (bound(*from), bound(*to)))
    }

    pub(super) fn is_future(&self, time: i64) -> bool {
        self.now.is_some_and(|now| time > now)
    }

    /// Whether a time can be one: not in the future, and no placeholder.
    pub(super) fn counts(&self, time: i64) -> bool {
        self.placeholder(time).is_none() && !self.is_future(time)
    }

    /// Events of a journey whose times can be ones.
    pub(super) fn events<'j>(&'j self, journey: &'j Journey<'_>) -> impl Iterator<Item = (usize, i64, u32)> {
        let events = journey.times().iter().zip(journey.touchpoints()).enumerate();
        let events = events.map(|(event, (&time, &touchpoint))| (event, time, touchpoint));
        events.filter(|(_, time, _)| self.counts(*time))
    }

    /// Number of the day of a time, in the zone.
    pub(super) fn day(&self, time: i64) -> i32 {
        self.local(time).div_euclid(DAY) as i32
    }

    /// Whether a day begins in the zone: at midnight, or later where a clock change skips midnight, as in Brazil.
    pub(super) fn is_midnight(&self, time: i64) -> bool {
        let day = |time: i64| self.local(time).div_euclid(DAY);
        // Clocks change at quarters of an hour.
        let skips = || time.rem_euclid(DAY / 96) == 0 && day(time) > day(time.saturating_sub(1));
        self.local(time).rem_euclid(DAY) == 0 || skips()
    }

    fn local(&self, time: i64) -> i64 {
        if self.zone == TimeZone::UTC {
            return time;
        }
        let offset = Timestamp::from_microsecond(time).map_or(0, |at| self.zone.to_offset(at).seconds());
        time.saturating_add(i64::from(offset) * 1_000_000)
    }

    /// The beginning of a day, by its number.
    pub(super) fn day_example(&self, day: i32) -> QualityExample {
        let date = Date::constant(1970, 1, 1).checked_add(i64::from(day).days()).ok();
        QualityExample {
            time: date.and_then(|date| Some(date.to_zoned(self.zone.clone()).ok()?.timestamp())),
            value: date.map(|date| date.to_string()),
            ..QualityExample::default()
        }
    }

    pub(super) fn touchpoint(&self, code: u32) -> String {
        self.touchpoints.get(code as usize).cloned().unwrap_or_default()
    }

    pub(super) fn column(&self, position: usize) -> String {
        self.columns.get(position).map(|column| column.info.name.clone()).unwrap_or_default()
    }

    /// Code of the source of an event; `None` if it has none.
    pub(super) fn source_of(&self, journey: &Journey<'_>, event: usize) -> Option<u32> {
        let source = self.source.as_ref()?;
        journey.codes(source.position).get(event).copied().filter(|&code| code != crate::log::MISSING)
    }

    pub(super) fn source_name(&self, code: u32) -> String {
        self.source.as_ref().map(|source| source.names.get(code).to_string()).unwrap_or_default()
    }

    /// What reading the input counted and no event shows any more.
    pub(super) fn of_input(&self) -> Vec<QualityFinding> {
        let mut rows = Vec::new();
        let input = &self.input;
        if input.skipped > 0 {
            let examples = input.skipped_rows.iter().take(5).map(|row| QualityExample {
                row: Some(row.row),
                value: Some(format!("{}: {:?}, expected {}", row.column, row.value, row.expected)),
                ..QualityExample::default()
            });
            let said = format!(
                "{} of {} {} left out",
                input.skipped,
                input.rows,
                if input.skipped == 1 { "rows was" } else { "rows were" }
            );
            let mut row = finding(
                QualityKind::SkippedRows,
                (input.skipped, "rows"),
                (input.rows, "rows of the input"),
                said,
            );
            row.examples = examples.collect();
            let columns = input.skipped_rows.iter().map(|row| &row.column);
            row.column = columns.clone().next().filter(|first| columns.clone().all(|c| c == *first)).cloned();
            rows.push(row);
        }
        if input.negative_durations > 0 {
            let said =
                said(input.negative_durations, "event ends before it begins", "events end before they begin");
            let counts = (input.negative_durations, "events");
            let all = (input.rows.max(input.negative_durations), "rows of the input");
            rows.push(finding(QualityKind::NegativeDurations, counts, all, said));
        }
        rows
    }
}

impl Whole {
    pub fn observe(&mut self, _: &QualityPlan, journey: &Journey<'_>) {
        self.customers += 1;
        self.events += journey.len() as u64;
    }

    pub fn merge(&mut self, other: &Self) {
        self.customers += other.customers;
        self.events += other.events;
    }
}

fn placeholders(zone: &TimeZone) -> Vec<(i64, i64, &'static str)> {
    let begin = |date: Date, zone: &TimeZone| {
        let start = date.to_zoned(zone.clone()).ok();
        start.map_or(if date.year() > 5000 { i64::MAX } else { i64::MIN }, |start| {
            start.timestamp().as_microsecond()
        })
    };
    let range = |(first, last, name): (Date, Date, &'static str)| {
        let next = last.checked_add(1.day()).unwrap_or(Date::MAX);
        let (utc, here) = (TimeZone::UTC, zone);
        let from = begin(first, &utc).min(begin(first, here));
        let to = if last.year() == 9999 { i64::MAX } else { begin(next, &utc).max(begin(next, here)) };
        (from, to, name)
    };
    PLACEHOLDERS.into_iter().map(range).collect()
}

fn source(log: &EventLog, name: &str) -> Result<Source> {
    let (position, column) = log.column(name)?;
    match column.info.kind {
        ColumnKind::Dictionary => Ok(Source { column: name.into(), position, names: column.names.clone() }),
        kind => {
            let given = format!("{name:?}, a {kind:?} column,");
            Err(Error::option("source", given, "a column of names that repeat"))
        }
    }
}

fn ratings(log: &EventLog, stated: Option<&[String]>) -> Result<Vec<usize>> {
    match stated {
        Some(names) => names.iter().map(|name| log.number_column("ratings", name)).collect(),
        None => {
            let columns = log.schema.columns.iter().enumerate();
            let numbers = columns.filter(|(_, column)| column.info.kind == ColumnKind::Number);
            Ok(numbers.map(|(position, _)| position).collect())
        }
    }
}

/// A finding about the whole log, without examples: kind, how many of what, of how many, and a sentence.
pub(super) fn finding(
    kind: QualityKind,
    (count, counts): (u64, &str),
    (n, denominator): (u64, &str),
    statement: String,
) -> QualityFinding {
    QualityFinding {
        kind,
        column: None,
        source: None,
        touchpoint: None,
        count,
        counts: counts.into(),
        share: Estimate::share(count, n, denominator),
        measured: None,
        statement,
        examples: Vec::new(),
        effect: words::effect(kind).into(),
        mend: None,
    }
}

/// A finding that counts a sample of the events of the log.
pub(super) fn sampled(kind: QualityKind, sample: &Sample, n: u64, statement: String) -> QualityFinding {
    let row = finding(kind, (sample.count, "events"), (n, "events"), statement);
    QualityFinding { examples: sample.examples(), ..row }
}
