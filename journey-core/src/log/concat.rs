//! Several logs as one.

use std::borrow::Cow;
use std::sync::Arc;

use super::event_log::Schema;
use super::{ColumnKind, Event, EventLog, LogBuilder, LogOptions, NO_END, Part, Value};
use crate::error::{Error, Place, Result};

impl EventLog {
    /// Several logs as one, such as several files of one company.
    ///
    /// Columns of the same name become one; where their kinds differ it is a dictionary of the written
    /// values, unless one of them has no value at all. At equal times, events of an earlier log come first, unless
    /// the first log was built with a priority, which then holds for all. Row numbers go on from log to log, and the
    /// quality counts are added.
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let columns = Columns::new("user", "at", "event");
    /// let web = EventLog::read_csv_text("user,at,event,page\nann,2024-03-01,visit,home\n", &columns)?;
    /// let store = EventLog::read_csv_text("user,at,event,city\nann,2024-03-02,buy,Rome\n", &columns)?;
    /// let log = EventLog::concat(&[web, store])?;
    /// assert_eq!((log.customers(), log.events(), log.columns().len()), (1, 2, 2));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Limit`] beyond 2^32 events or 4 GiB of names.
    ///
    /// # Complexity
    /// O(events · columns) time; the events are held twice for a moment.
    pub fn concat(logs: &[Self]) -> Result<Self> {
        let priority = logs.first().map_or(Vec::new(), |log| log.schema.priority.clone());
        Self::concat_with(logs, LogOptions { priority, ..LogOptions::default() })
    }

    /// Several logs as one, with stated shards or order at equal times. See [`Self::concat`].
    ///
    /// # Errors
    /// See [`Self::concat`]; [`Error::InvalidOption`] for 0 shards.
    pub fn concat_with(logs: &[Self], options: LogOptions) -> Result<Self> {
        Self::united(logs, union(logs), options)
    }

    /// Several logs as one with these columns.
    pub(super) fn united(
        logs: &[Self],
        columns: Vec<(String, Option<ColumnKind>)>,
        options: LogOptions,
    ) -> Result<Self> {
        let parts = logs.iter().map(|log| Copying { log, source: None, customer_is: None });
        Self::copied(parts, columns, options)
    }

    /// Several parts as one log with these columns, of which the first is the source.
    pub(super) fn united_parts(
        parts: &[Part],
        columns: Vec<(String, Option<ColumnKind>)>,
        options: LogOptions,
    ) -> Result<Self> {
        let parts = parts.iter().map(|part| Copying {
            log: &part.log,
            source: Some(&part.source),
            customer_is: part.customer_is.as_deref(),
        });
        Self::copied(parts, columns, options)
    }

    fn copied<'l>(
        parts: impl Iterator<Item = Copying<'l>> + Clone,
        columns: Vec<(String, Option<ColumnKind>)>,
        options: LogOptions,
    ) -> Result<Self> {
        let names: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
        let mut builder = LogBuilder::new(options, columns);
        let mut rows = 0;
        for part in parts.clone() {
            part.copy(&names, rows, &mut builder)?;
            builder.quality_mut().merge(part.log.quality());
            rows = rows.checked_add(part.log.quality().rows).ok_or_else(|| Error::Limit {
                place: Place::default(),
                what: "the number of rows".into(),
                limit: u64::MAX,
            })?;
        }
        let mut log = builder.finish()?;
        let periods = || parts.clone().filter_map(|part| part.log.schema.period);
        let first = periods().map(|(first, _)| first).min();
        let last = periods().map(|(_, last)| last).max();
        let history = super::recipe::together(parts.clone().map(|part| part.log));
        log.schema = Arc::new(Schema { period: first.zip(last), history, ..(*log.schema).clone() });
        Ok(log)
    }
}

/// All columns in the order of their first appearance, with a kind that all logs can have.
pub(super) fn union<'l>(logs: impl IntoIterator<Item = &'l EventLog>) -> Vec<(String, Option<ColumnKind>)> {
    use ColumnKind::{Dictionary, Text};
    let mut columns: Vec<(String, Option<ColumnKind>)> = Vec::new();
    for column in logs.into_iter().flat_map(|log| &log.schema.columns) {
        let info = &column.info;
        // A dictionary without names has no value, and any kind can hold that.
        let here = Some(info.kind).filter(|kind| *kind != Dictionary || !column.names.is_empty());
        match columns.iter_mut().find(|(name, _)| *name == info.name) {
            None => columns.push((info.name.clone(), here)),
            Some((_, kind)) => {
                *kind = match (*kind, here) {
                    (one, other) if one == other => one,
                    (None, one) | (one, None) => one,
                    (Some(Dictionary | Text), Some(Dictionary | Text)) => Some(Text),
                    _ => Some(Dictionary),
                };
            }
        }
    }
    columns.into_iter().map(|(name, kind)| (name, kind.or(Some(Dictionary)))).collect()
}

/// A log that is copied into another one.
#[derive(Clone)]
struct Copying<'l> {
    log: &'l EventLog,
    /// Value of the first column; `None` if that is none of the log's own.
    source: Option<&'l str>,
    /// Column that gets the ids of customers where it has no value.
    customer_is: Option<&'l str>,
}

impl Copying<'_> {
    fn copy(&self, names: &[String], rows_before: u64, builder: &mut LogBuilder) -> Result<()> {
        let log = self.log;
        let positions: Vec<Option<usize>> =
            names.iter().map(|name| log.column(name).ok().map(|(position, _)| position)).collect();
        let id = names.iter().position(|name| Some(name.as_str()) == self.customer_is);
        let mut values = Vec::with_capacity(names.len());
        for journey in log.shards().iter().flat_map(super::Shard::journeys) {
            let customer = self.customer_is.map_or(Cow::Borrowed(journey.customer()), |name| {
                Cow::Owned(format!("{name}:{}", journey.customer()))
            });
            let all = journey.times().iter().zip(journey.touchpoints()).zip(journey.rows()).enumerate();
            for (event, ((&time, &touchpoint), &row)) in all {
                values.clear();
                values.extend(positions.iter().map(|position| match position {
                    Some(position) => log.value(&journey, event, *position),
                    None => Value::Missing,
                }));
                if let (Some(source), Some(first)) = (self.source, values.first_mut()) {
                    *first = Value::Text(source);
                }
                if let Some(own) = id.and_then(|id| values.get_mut(id)).filter(|own| **own == Value::Missing)
                {
                    *own = Value::Text(journey.customer());
                }
                builder.push(Event {
                    customer: &customer,
                    time,
                    touchpoint: log.touchpoints().get(touchpoint),
                    end: journey.ends().get(event).copied().filter(|&end| end != NO_END),
                    row: u64::from(row).saturating_add(rows_before),
                    values: &values,
                })?;
            }
        }
        Ok(())
    }
}
