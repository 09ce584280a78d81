//! The two sides of a comparison as logs: two stretches of time, or two versions.

use jiff::Timestamp;

use super::BeforeAfter;
use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Step, ValueOf};
use crate::model::TimeSpan;

const WEEK: i64 = 7 * 86_400_000_000;
/// 52 weeks: the same days of the week a year before.
pub(super) const YEAR: i64 = 52 * WEEK;

/// A stretch of time in UTC microseconds: its end no longer belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from: i64,
    pub to: i64,
}

impl Stretch {
    /// The same, so much earlier.
    pub fn earlier(self, by: i64) -> Self {
        Self { from: self.from.saturating_sub(by), to: self.to.saturating_sub(by) }
    }

    pub fn length(self) -> i64 {
        self.to - self.from
    }
}

/// The periods before and after an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Periods {
    pub before: Stretch,
    pub after: Stretch,
    /// First time of the log.
    first: i64,
}

impl Periods {
    /// # Errors
    /// [`Error::InvalidOption`] for an instant outside of the log, and for a window that does not fit in it.
    pub fn of(log: &EventLog, at: Timestamp, options: &BeforeAfter) -> Result<Self> {
        let period = log.period().map(|(first, last)| (first.as_microsecond(), last.as_microsecond()));
        let (first, last) = period.unwrap_or_default();
        let cut = at.as_microsecond();
        let resumed = cut.saturating_add(options.gap.as_micros());
        // The last event belongs to the period after.
        let room = (cut.saturating_sub(first)).min(last.saturating_add(1).saturating_sub(resumed));
        if room <= 0 {
            let (from, to) = log
                .period()
                .map_or((String::new(), String::new()), |(from, to)| (from.to_string(), to.to_string()));
            let expected = format!(
                "an instant with events before it and after the gap: the log goes from {from} to {to}"
            );
            return Err(Error::option("at", at, expected));
        }
        let window = match options.window.map(TimeSpan::as_micros) {
            None if room >= WEEK => room - room % WEEK,
            None => room,
            Some(window) if window <= room => window,
            Some(_) => {
                let given = options.window.map(|window| window.to_string()).unwrap_or_default();
                let expected =
                    format!("at most {}: so much the log has on both sides", TimeSpan::from_micros(room));
                return Err(Error::option("window", given, expected));
            }
        };
        Ok(Self {
            before: Stretch { from: cut - window, to: cut },
            after: Stretch { from: resumed, to: resumed.saturating_add(window) },
            first,
        })
    }

    /// As long a period just before the one before, if the log goes back so far.
    pub fn earlier(&self) -> Option<Stretch> {
        self.known(self.before.earlier(self.before.length()))
    }

    /// Both periods a year before, if the log goes back so far and the change lies between.
    pub fn year_before(&self) -> Option<(Stretch, Stretch)> {
        let (before, after) = (self.before.earlier(YEAR), self.after.earlier(YEAR));
        let apart = after.to <= self.before.to;
        self.known(before).filter(|_| apart).map(|before| (before, after))
    }

    fn known(&self, stretch: Stretch) -> Option<Stretch> {
        (stretch.from >= self.first).then_some(stretch)
    }

    /// Whether both have the same days of the week, and equally often.
    pub fn whole_weeks(&self) -> bool {
        self.before.length() % WEEK == 0
    }
}

/// The journeys that began in a stretch of time, with their events in it: what came later is not known, so that both sides of a
/// comparison see as much of their journeys. Also how many went on.
pub(super) fn cut(log: &EventLog, stretch: Stretch) -> Result<(EventLog, u64)> {
    let within = |time: &i64| (stretch.from..stretch.to).contains(time);
    let began = log.filter(|journey| journey.times().first().is_some_and(within));
    let went_on = began.filter(|journey| journey.last_time().is_some_and(|last| last >= stretch.to));
    let instant = |micros: i64| Timestamp::from_microsecond(micros).ok();
    let keep = Step::KeepPeriod { from: instant(stretch.from), to: instant(stretch.to) };
    let (kept, _) = began.clean(&[keep])?;
    Ok((kept.observed(stretch.from, stretch.to - 1), went_on.customers()))
}

/// The journeys of two versions, told by the first value of a column.
///
/// # Errors
/// [`Error::UnknownName`] for a column that the log does not have; [`Error::InvalidOption`] for a version without journeys.
pub(super) fn versions(
    log: &EventLog,
    column: &str,
    options: &BeforeAfter,
) -> Result<[(String, EventLog); 2]> {
    let (_, found) = log.column(column)?;
    if found.info.kind != ColumnKind::Dictionary {
        let given = format!("{column:?}, a {:?} column,", found.info.kind);
        return Err(Error::option("version", given, "a column of names that repeat, such as `v2`"));
    }
    let parts = log.split(column, ValueOf::First)?;
    let names = || parts.iter().filter_map(|(name, _)| name.clone()).collect::<Vec<_>>().join(", ");
    let part = |field: &str, wanted: Option<&String>| {
        let found = parts.iter().find(|(name, _)| name.is_some() && name.as_ref() == wanted);
        let missing = || {
            Error::option(
                field,
                wanted.map_or("", |name| name),
                format!("a version that journeys have: {}", names()),
            )
        };
        found.map(|(name, log)| (name.clone().unwrap_or_default(), log.clone())).ok_or_else(missing)
    };
    let (before, after) = (part("before", options.before.as_ref())?, part("after", options.after.as_ref())?);
    if before.0 == after.0 {
        return Err(Error::option("after", after.0, "another version than `before`"));
    }
    Ok([before, after])
}
