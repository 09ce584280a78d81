//! Times of several zones and forms.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::fmt::strtime::BrokenDownTime;

use crate::error::Result;
use crate::ingest::clock::{Clock, TimeForm};
use crate::ingest::sink::Cell;
use crate::log::Quality;

/// Clocks of all zones that are needed.
pub(super) struct Clocks {
    /// The clock of the document.
    main: Clock,
    others: Vec<Clock>,
    /// Positions of the others, from 1, by the names of their zones in small letters.
    named: BTreeMap<String, usize>,
    /// Those that have been used for the current event.
    touched: Vec<usize>,
}

impl Clocks {
    pub fn new(zone: Option<&str>) -> Result<Self> {
        Ok(Self { main: Clock::new(zone)?, others: Vec::new(), named: BTreeMap::new(), touched: Vec::new() })
    }

    /// Begins an event.
    pub fn begin(&mut self) {
        self.touched.clear();
    }

    /// Adds what was counted for the event.
    pub fn count(&mut self, quality: &mut Quality) {
        for position in std::mem::take(&mut self.touched) {
            self.at(position).count(quality);
        }
    }

    /// The clock of the document.
    pub fn main(&mut self) -> &mut Clock {
        self.touch(0);
        &mut self.main
    }

    /// The clock at a position; 0 is that of the document.
    fn at(&mut self, position: usize) -> &mut Clock {
        let other = position.checked_sub(1).and_then(|position| self.others.get_mut(position));
        other.unwrap_or(&mut self.main)
    }

    fn touch(&mut self, position: usize) {
        if !self.touched.contains(&position) {
            self.touched.push(position);
            self.at(position).begin_row();
        }
    }

    /// Position of the clock of a zone.
    fn position(&mut self, zone: &str) -> Result<usize, String> {
        let name = zone.trim().to_ascii_lowercase();
        if let Some(&position) = self.named.get(&name) {
            return Ok(position);
        }
        let clock = Clock::new(Some(zone.trim()));
        let clock = clock.map_err(|_| format!("a time in a zone of the IANA database, not in {zone:?}"))?;
        self.others.push(clock);
        self.named.insert(name, self.others.len());
        Ok(self.others.len())
    }

    /// A time in UTC microseconds; what would be right there if it is none.
    pub fn read(
        &mut self,
        cell: &Cell<'_>,
        formats: &[String],
        zone: Option<&str>,
        form: &mut TimeForm,
    ) -> Result<i64, String> {
        let position = match zone {
            Some(zone) => self.position(zone)?,
            None => 0,
        };
        self.touch(position);
        let clock = self.at(position);
        match cell {
            Cell::Text(text) if !formats.is_empty() => {
                let found = formats.iter().find_map(|format| formatted(format, text));
                let expected = || format!("a time written as `{}`", formats.join("` or `"));
                clock.read(&found.ok_or_else(expected)?, form)
            }
            cell => clock.read(cell, form),
        }
    }
}

/// A time written in a form: UTC if it has an offset, else local.
fn formatted(format: &str, text: &str) -> Option<Cell<'static>> {
    let parts = BrokenDownTime::parse(format, text.trim()).ok()?;
    if parts.offset().is_some() || parts.timestamp().is_some() {
        return parts.to_timestamp().ok().map(|time| Cell::Time(time.as_microsecond()));
    }
    let local = match parts.to_datetime() {
        Ok(local) => local,
        Err(_) => parts.to_date().ok()?.to_datetime(Time::midnight()),
    };
    let micros = jiff::tz::Offset::UTC.to_timestamp(local).ok()?.as_microsecond();
    Some(Cell::LocalTime(micros))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_times() {
        // 2024-03-01T12:00:00Z is 1709294400 by `date -u -d 2024-03-01T12:00:00Z +%s`.
        const NOON: i64 = 1_709_294_400_000_000;
        let read = |format, text| formatted(format, text);
        assert_eq!(read("%d/%m/%Y %H:%M", "1/3/2024 12:00"), Some(Cell::LocalTime(NOON)));
        assert_eq!(read("%Y-%m-%d %H:%M:%S %z", "2024-03-01 13:00:00 +0100"), Some(Cell::Time(NOON)));
        assert_eq!(read("%b %d, %Y %I:%M %p", "Mar 01, 2024 12:00 PM"), Some(Cell::LocalTime(NOON)));
        assert_eq!(read("%d.%m.%Y", "01.03.2024"), Some(Cell::LocalTime(NOON - 43_200_000_000)));
        assert_eq!(read("%d.%m.%Y", "31.02.2024"), None);
        assert_eq!(read("%d.%m.%Y", "01.03.2024 x"), None);
    }
}
