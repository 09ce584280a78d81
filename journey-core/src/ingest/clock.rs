//! Local times of a time zone, and what is to be counted about times.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::instant::{self, Epoch, Instant};
use super::sink::Cell;
use crate::error::{Error, Result};
use crate::log::chunk::{FIRST_TIME, LAST_TIME};
use crate::log::{EpochUnit, Quality};

/// Reads times of one zone and counts the doubtful ones.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    zone: TimeZone,
    name: String,
    /// Local times from..to that have this offset without any doubt, in microseconds.
    spans: Vec<(i64, i64, i64)>,
    last: usize,
    counts: Counts,
}

/// Doubtful times of a row; they count once the row has become an event.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    without_zone: u64,
    ambiguous: u64,
    truncated: u64,
}

/// How the values of one time column are written: settled by its first value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TimeForm {
    stated: Option<EpochUnit>,
    seen: Option<Form>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Epoch(EpochUnit),
}

const DAY: i64 = 86_400_000_000;
pub(crate) const EXPECTED: &str = "a time such as 2024-03-01T12:00:00Z, 2024-03-01 12:00 or 2024-03-01";

impl Clock {
    /// A clock of an IANA time zone; UTC if `None`.
    pub(crate) fn new(zone: Option<&str>) -> Result<Self> {
        let name = zone.unwrap_or("UTC").to_string();
        let zone = if name == "UTC" { Ok(TimeZone::UTC) } else { TimeZone::get(&name) };
        let expected = "a name of the IANA time zone database, such as Europe/Berlin";
        let zone = zone.map_err(|_| Error::option("time_zone", format!("{name:?}"), expected))?;
        Ok(Self { zone, name, spans: Vec::new(), last: 0, counts: Counts::default() })
    }

    /// Whether local times are UTC.
    pub(crate) fn is_utc(&self) -> bool {
        self.zone == TimeZone::UTC
    }

    /// Forgets what was counted since the last [`Self::count`].
    pub(crate) fn begin_row(&mut self) {
        self.counts = Counts::default();
    }

    /// Adds what was counted in this row.
    pub(crate) fn count(&mut self, quality: &mut Quality) {
        quality.times_without_zone += self.counts.without_zone;
        quality.ambiguous_times += self.counts.ambiguous;
        quality.truncated_times += self.counts.truncated;
    }

    /// Name of the zone.
    pub(crate) fn zone(&self) -> &str {
        &self.name
    }

    /// The time in a cell, in UTC microseconds; what would be right there if it is none.
    pub(crate) fn read(&mut self, cell: &Cell<'_>, form: &mut TimeForm) -> Result<i64, String> {
        let instant = match *cell {
            Cell::Text(text) => form.read_text(text)?,
            Cell::Integer(number) => form.read_number(&number.to_string())?,
            Cell::Number(number) => form.read_number(&number.to_string())?,
            Cell::Time(micros) => Instant { micros, zoned: true, truncated: false },
            Cell::LocalTime(micros) => Instant { micros, zoned: false, truncated: false },
            Cell::Nanos { nanos, zoned } => {
                Instant { micros: nanos.div_euclid(1000), zoned, truncated: nanos % 1000 != 0 }
            }
            Cell::Missing | Cell::Boolean(_) => return Err(EXPECTED.into()),
        };
        let micros = self.utc(instant).ok_or("a time between the years -9999 and 9999")?;
        match Timestamp::from_microsecond(micros) {
            Ok(_) => Ok(micros),
            Err(_) => Err("a time between the years -9999 and 9999".into()),
        }
    }

    /// The time in a text that is a date or a time, not a number.
    pub(crate) fn text(&mut self, text: &str) -> Result<i64, &'static str> {
        let instant = instant::parse(text).ok_or(EXPECTED)?;
        let micros = self.utc(instant).filter(|micros| (FIRST_TIME..=LAST_TIME).contains(micros));
        micros.ok_or("a time between the years -9999 and 9999")
    }

    fn utc(&mut self, instant: Instant) -> Option<i64> {
        self.counts.truncated += u64::from(instant.truncated);
        if instant.zoned {
            return Some(instant.micros);
        }
        self.counts.without_zone += 1;
        if self.zone == TimeZone::UTC {
            return Some(instant.micros);
        }
        let within = |&(from, to, _): &(i64, i64, i64)| (from..to).contains(&instant.micros);
        if let Some((_, _, offset)) = self.spans.get(self.last).copied().filter(within) {
            return Some(instant.micros - offset);
        }
        if let Some(found) = self.spans.iter().position(within) {
            self.last = found;
            return self.spans.get(found).map(|(_, _, offset)| instant.micros - offset);
        }
        self.look_up(instant.micros)
    }

    /// Asks the zone, and remembers the span around the time up to the clock changes.
    fn look_up(&mut self, local: i64) -> Option<i64> {
        let civil = TimeZone::UTC.to_datetime(Timestamp::from_microsecond(local).ok()?);
        let ambiguous = self.zone.to_ambiguous_timestamp(civil);
        if ambiguous.is_ambiguous() {
            // Midnight is how a date is read: the beginning of its day, about which there is no doubt.
            self.counts.ambiguous += u64::from(local.rem_euclid(DAY) != 0);
            return Some(ambiguous.compatible().ok()?.as_microsecond());
        }
        let time = ambiguous.compatible().ok()?;
        let micros = time.as_microsecond();
        let offset = local - micros;
        let change = |time: Timestamp| time.as_microsecond() + offset;
        let from =
            self.zone.preceding(time).next().map_or(local - 365 * DAY, |found| change(found.timestamp()));
        let to =
            self.zone.following(time).next().map_or(local + 365 * DAY, |found| change(found.timestamp()));
        let span = (from + 2 * DAY, to - 2 * DAY, offset);
        if self.spans.len() < 1000 && (span.0..span.1).contains(&local) {
            self.last = self.spans.len();
            self.spans.push(span);
        }
        Some(micros)
    }
}

impl TimeForm {
    /// A column whose numbers have this unit; found out from the first number if `None`.
    pub(crate) fn new(stated: Option<EpochUnit>) -> Self {
        Self { stated, seen: None }
    }

    /// Whether values are texts and no numbers.
    pub(crate) fn is_text(&self) -> bool {
        self.seen == Some(Form::Text)
    }

    /// The unit that was found out.
    pub(crate) fn detected(&self) -> Option<EpochUnit> {
        match (self.stated, self.seen) {
            (None, Some(Form::Epoch(unit))) => Some(unit),
            _ => None,
        }
    }

    /// The form behind rows that end with this one and were read as if `assumed` held before them; `None` if they
    /// may have to be read differently, because `known` holds. They are `clean` if none was bad.
    pub(crate) fn behind(self, assumed: Self, known: Self, clean: bool) -> Option<Self> {
        if assumed == known {
            return Some(self);
        }
        let same = self.seen.is_none() || self == known;
        (clean && same && assumed.seen.is_none()).then_some(known)
    }

    fn read_text(&mut self, text: &str) -> Result<Instant, String> {
        if self.seen != Some(Form::Text)
            && let Some(epoch) = Epoch::parse(text)
        {
            return self.read_epoch(epoch);
        }
        match self.seen {
            Some(Form::Epoch(unit)) => return Err(format!("a number of {} like those above", unit.name())),
            None if self.stated.is_some() => return Err("a number, for the option `epoch` is set".into()),
            _ => {}
        }
        let found = instant::parse(text).ok_or(EXPECTED)?;
        self.seen = Some(Form::Text);
        Ok(found)
    }

    fn read_number(&mut self, digits: &str) -> Result<Instant, String> {
        if self.seen == Some(Form::Text) {
            return Err(EXPECTED.into());
        }
        self.read_epoch(Epoch::parse(digits).ok_or(EXPECTED)?)
    }

    fn read_epoch(&mut self, epoch: Epoch<'_>) -> Result<Instant, String> {
        const OVER: &str = "a time between the years -9999 and 9999";
        if let Some(unit) = self.stated {
            return epoch.instant(unit).ok_or(OVER.into());
        }
        let unit = epoch.unit().ok_or(
            "a time, or a number of 9-10 digits (seconds), 12-13 (ms), 15-16 (us) or 18-19 (ns); \
             for other numbers state the unit with the option `epoch`",
        )?;
        match self.seen {
            Some(Form::Epoch(seen)) if seen != unit => Err(format!(
                "a number of {} like those above, not of {}; state the unit with the option `epoch`",
                seen.name(),
                unit.name()
            )),
            _ => {
                let found = epoch.instant(unit).ok_or(OVER)?;
                self.seen = Some(Form::Epoch(unit));
                Ok(found)
            }
        }
    }
}
