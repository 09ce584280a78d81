//! Writing a log as CSV that reads back as the same log.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::io::{self, Write};

use super::{Columns, EventLog, Journey, NO_END, Value, detect, pending};
use crate::error::{Error, Result};
use crate::work::Work;

impl EventLog {
    /// Writes all events as CSV: customer by customer in byte order, times as RFC 3339 in UTC. Reading it
    /// with [`Self::csv_columns`] gives an equal log, whatever its number of shards.
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let log = EventLog::read_csv_text("u,t,e,price\nann,2024-03-01,buy,9.5\n", &Columns::new("u", "t", "e"))?;
    /// let mut csv = Vec::new();
    /// log.to_csv(&mut csv)?;
    /// assert_eq!(csv, b"customer,time,touchpoint,price\nann,2024-03-01T00:00:00Z,buy,9.5\n");
    /// let again = EventLog::read_csv_bytes(&csv, &log.csv_columns())?;
    /// assert_eq!(again.fingerprint(), log.fingerprint());
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Io`] if `writer` fails; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events · columns) time.
    pub fn to_csv(&self, writer: impl Write) -> Result<()> {
        let mut writer = io::BufWriter::new(writer);
        self.write_names(&mut writer).map_err(failed)?;
        self.write_journeys(&mut writer)?;
        writer.flush().map_err(failed)
    }

    /// The columns of what [`Self::to_csv`] writes, with their kinds.
    pub fn csv_columns(&self) -> Columns {
        let mut columns = Columns::new(self.free("customer"), self.free("time"), self.free("touchpoint"));
        if self.has_ends() {
            columns = columns.end(self.free("end"));
        }
        for info in self.columns() {
            columns = columns.kind(info.name, info.kind);
        }
        columns
    }

    pub(crate) fn has_ends(&self) -> bool {
        self.shards().iter().flat_map(super::Shard::journeys).any(|journey| !journey.ends().is_empty())
    }

    /// The name, with as many underscores as make it differ from all further columns.
    fn free(&self, name: &str) -> String {
        let mut free = name.to_string();
        while self.schema.columns.iter().any(|column| column.info.name == free) {
            free.push('_');
        }
        free
    }

    fn write_names(&self, writer: &mut impl Write) -> io::Result<()> {
        write_cell(writer, &self.free("customer"))?;
        for name in ["time", "touchpoint"].into_iter().chain(self.has_ends().then_some("end")) {
            writer.write_all(b",")?;
            write_cell(writer, &self.free(name))?;
        }
        for column in &self.schema.columns {
            writer.write_all(b",")?;
            write_cell(writer, &column.info.name)?;
        }
        writer.write_all(b"\n")
    }

    fn write_journeys(&self, writer: &mut impl Write) -> Result<()> {
        let ends = self.has_ends();
        self.each_in_order(|journey| self.write_journey(writer, journey, ends).map_err(failed))
    }

    /// Calls `write` with every journey, by customer in byte order.
    pub(crate) fn each_in_order<'l>(
        &'l self,
        mut write: impl FnMut(&Journey<'l>) -> Result<()>,
    ) -> Result<()> {
        let work = Work::current();
        let (mut done, customers) = (0, self.customers());
        let mut sorted: Vec<_> = work.map("indexing", self.shards().len(), |shard| {
            let mut journeys: Vec<Journey<'_>> =
                self.shards().get(shard).into_iter().flat_map(super::Shard::journeys).collect();
            journeys.sort_unstable_by_key(|journey| journey.customer());
            Ok(journeys.into_iter())
        })?;
        let mut next: BinaryHeap<_> = (0..sorted.len())
            .filter_map(|shard| Some(Next { journey: sorted.get_mut(shard)?.next()?, shard }))
            .collect();
        while let Some(Next { journey, shard }) = next.pop() {
            work.check()?;
            write(&journey)?;
            done += 1;
            work.tell("writing", done, customers);
            let following = sorted.get_mut(shard).and_then(Iterator::next);
            next.extend(following.map(|journey| Next { journey, shard }));
        }
        Ok(())
    }

    fn write_journey(&self, writer: &mut impl Write, journey: &Journey<'_>, ends: bool) -> io::Result<()> {
        for (event, (&time, &touchpoint)) in journey.times().iter().zip(journey.touchpoints()).enumerate() {
            write_cell(writer, journey.customer())?;
            write!(writer, ",{},", detect::write_time(time))?;
            write_cell(writer, self.touchpoints().get(touchpoint))?;
            if ends {
                let end = journey.ends().get(event).copied().filter(|&end| end != NO_END);
                write!(writer, ",{}", end.map(detect::write_time).unwrap_or_default())?;
            }
            for position in 0..self.schema.columns.len() {
                writer.write_all(b",")?;
                match self.value(journey, event, position) {
                    Value::Missing => {}
                    Value::Text(text) => write_cell(writer, text)?,
                    value => writer.write_all(pending::shown(&value).as_bytes())?,
                }
            }
            writer.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// The first journey of a shard that is not yet written. The first in byte order is the greatest.
struct Next<'a> {
    journey: Journey<'a>,
    shard: usize,
}

impl Ord for Next<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.journey.customer().cmp(self.journey.customer())
    }
}

impl PartialOrd for Next<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Next<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.journey.customer() == other.journey.customer()
    }
}

impl Eq for Next<'_> {}

fn failed(error: io::Error) -> Error {
    Error::Io { path: "output".into(), message: error.to_string() }
}

/// A cell, quoted where it must be.
fn write_cell(writer: &mut impl Write, text: &str) -> io::Result<()> {
    let plain = !text.is_empty() && !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    match plain {
        true => writer.write_all(text.as_bytes()),
        false => write!(writer, "\"{}\"", text.replace('"', "\"\"")),
    }
}
