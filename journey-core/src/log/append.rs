//! Appending: a log with more events, which shares with the log before what did not change.

use std::ops::Range;
use std::sync::Arc;

use super::event_log::Schema;
use super::gather::Gather;
use super::layers::{Later, Making};
use super::layout::{Facts, Hashes, journey_hash};
use super::shard::{Journey, Shard, ShardData};
use super::{Column, EventLog, LogOptions, Names, Quality, Values, builder, concat, unify};
use crate::error::{Error, Place, Result};
use crate::work::Work;

impl EventLog {
    /// The same log with the events of another one: exactly the log that [`concat`](Self::concat) of both gives, at
    /// a small part of its cost. Late events land where they belong; at equal times, appended events come last
    /// unless the log was built with a priority. The log itself does not change.
    ///
    /// Journeys that get no event are shared between both logs. To see reports follow a growing log, use
    /// [`EventLog::live`].
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let columns = Columns::new("user", "at", "event");
    /// let log = EventLog::read_csv_text("user,at,event\nann,2024-03-01,visit\nann,2024-03-03,buy\n", &columns)?;
    /// let late = EventLog::read_csv_text("user,at,event\nann,2024-03-02,visit\nbob,2024-03-02,buy\n", &columns)?;
    /// let log = log.append(&late)?;
    /// assert_eq!((log.customers(), log.events()), (2, 4));
    /// let ann = log.journey("ann").unwrap();
    /// assert_eq!(ann.rows(), [1, 3, 2]);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Limit`] beyond 2^32 rows or 4 GiB of names; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events of the customers who get some + customers / 100) time. A new touchpoint, or a new value of a dictionary
    /// column, costs a look at all events as names are in byte order; new columns, and many events at once, cost as
    /// much as [`concat`](Self::concat). Memory is tidied up now and then, when appended journeys make up a
    /// quarter of a shard.
    pub fn append(&self, new: &Self) -> Result<Self> {
        Ok(self.appended(new)?.log)
    }

    /// The same, and what changed.
    pub(crate) fn appended(&self, new: &Self) -> Result<Change> {
        let Some(new) = self.conformed(new)? else {
            let log = Self::concat(&[self.clone(), new.clone()])?;
            return Ok(Change { log, journeys: None });
        };
        let rows_before = self.rows_before(&new)?;
        let touchpoints = Merged::of(&self.schema.touchpoints, &new.schema.touchpoints);
        let columns = self.schema.columns.iter().zip(&new.schema.columns);
        let columns: Vec<Merged> = columns.map(|(old, new)| Merged::of(&old.names, &new.names)).collect();
        let recode_new = Recode::new(&touchpoints, &columns, |merged| Some(&merged.new), rows_before);
        let recode_old = Recode::new(&touchpoints, &columns, |merged| merged.old.as_deref(), 0);
        let schema = self.merged_schema(touchpoints, columns);
        let base = if recode_old.changes() { self.recoded(&recode_old)? } else { self.shards.to_vec() };
        let rank = builder::ranks(&schema.priority, &schema.touchpoints);
        let hashes = Hashes::of(&schema);
        let added = Added::new(&new, &recode_new);
        let task = Task { schema: &schema, hashes, rank, digest: self.schema.fingerprint.known().is_some() };
        let parts = added.by_shard(base.len());
        let touched = Work::current().map("indexing", parts.len(), |part| {
            let Some((shard, range)) = parts.get(part) else { return Ok(None) };
            let journeys = added.journeys.get(range.clone()).unwrap_or_default();
            Ok(base.get(*shard).map(|old| task.append(*shard, old, journeys, &added.data)))
        })?;
        Ok(self.with(base, schema, touched.into_iter().flatten(), &new))
    }

    /// The appended log with columns like those of this one; `None` if this one must be built anew.
    fn conformed(&self, new: &Self) -> Result<Option<Self>> {
        let columns = concat::union([self, new]);
        let same = |log: &Self| {
            log.schema.columns.len() == columns.len()
                && log.schema.columns.iter().zip(&columns).all(|(column, (name, kind))| {
                    column.info.name == *name && Some(column.info.kind) == *kind
                })
        };
        let plain = |log: &Self| {
            log.shards.iter().all(|shard| shard.keep.is_none()) && log.schema.touchpoints.iter().is_sorted()
        };
        let many = new.events().saturating_mul(2) > self.schema.facts.events;
        if many || !same(self) || !plain(self) {
            return Ok(None);
        }
        if same(new) && plain(new) {
            return Ok(Some(new.clone()));
        }
        Self::united(
            std::slice::from_ref(new),
            columns,
            LogOptions { shards: Some(1), ..LogOptions::default() },
        )
        .map(Some)
    }

    /// What is added to the row numbers of the appended log.
    fn rows_before(&self, new: &Self) -> Result<u32> {
        let journeys = new.shards.iter().flat_map(Shard::journeys);
        let last = journeys.flat_map(|journey| journey.rows()).max().copied().unwrap_or_default();
        let before = self.schema.quality.rows;
        match u32::try_from(before.saturating_add(last.into())) {
            Ok(_) => Ok(before as u32),
            Err(_) => Err(Error::Limit {
                place: Place::row(before.saturating_add(last.into())),
                what: "the number of rows".into(),
                limit: u32::MAX.into(),
            }),
        }
    }

    /// The schema without what depends on the events.
    fn merged_schema(&self, touchpoints: Merged, columns: Vec<Merged>) -> Schema {
        let old = &*self.schema;
        let columns = old.columns.iter().zip(columns).map(|(column, merged)| Column {
            info: column.info.clone(),
            names: merged.names.map_or_else(|| column.names.clone(), Arc::new),
        });
        Schema {
            touchpoints: touchpoints.names.unwrap_or_else(|| old.touchpoints.clone()),
            columns: columns.collect(),
            priority: old.priority.clone(),
            history: old.history.clone(),
            ..Schema::default()
        }
    }

    /// All shards with other codes.
    fn recoded(&self, recode: &Recode) -> Result<Vec<Shard>> {
        Work::current().map("indexing", self.shards.len(), |shard| {
            let shard = self.shards.get(shard).cloned().unwrap_or_else(|| ShardData::default().into());
            let later = shard.later.as_deref().map(|later| {
                let layers = later.layers.iter();
                let layers = layers.map(|(first, data)| (*first, Arc::new(recode.data(data)))).collect();
                Arc::new(Later { layers, order: later.order.clone() })
            });
            Ok(Shard { data: Arc::new(recode.data(&shard.data)), later, keep: None })
        })
    }

    /// The whole log from its touched shards and all others.
    fn with(
        &self,
        mut shards: Vec<Shard>,
        mut schema: Schema,
        touched: impl Iterator<Item = Touched>,
        new: &Self,
    ) -> Change {
        let (mut facts, mut digest) = (self.schema.facts.clone(), self.schema.fingerprint.known());
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for part in touched {
            facts.replace(&part.gone, part.come);
            digest = digest.map(|digest| digest.wrapping_add(part.digest));
            // Positions hold whatever the codes: the old shard has those of the log before.
            before.extend(self.shards.get(part.index).map(|shard| shard.select(part.before)));
            after.push(part.shard.select(part.after));
            shards.iter_mut().skip(part.index).take(1).for_each(|shard| *shard = part.shard.clone());
        }
        schema.history = super::recipe::together([self, new]);
        schema.quality = Quality::default();
        [self, new].iter().for_each(|log| schema.quality.merge(&log.schema.quality));
        schema.quality.events = facts.events;
        schema.quality.equal_times = facts.equal_times;
        schema.quality.duplicates = facts.duplicates;
        let mut period = Facts { period: self.schema.period, ..Facts::default() };
        period.merge(Facts { period: new.schema.period, ..Facts::default() });
        schema.period = period.period;
        schema.fingerprint = digest.into();
        let crowded = facts.events > (4 * builder::EVENTS_A_SHARD * shards.len()) as u64;
        schema.facts = facts;
        let log = Self { shards: shards.into(), schema: Arc::new(schema) };
        let log = if crowded && log.shards.len() < builder::MOST_PARTITIONS { log.spread() } else { log };
        Change { log, journeys: Some((before, after)) }
    }

    /// The same log with four times as many shards.
    fn spread(&self) -> Self {
        let parts = self.shards.len() * 4;
        let split = |shard: &Shard| {
            let mut gathers: Vec<Gather<'_>> = Vec::new();
            let mut part = None;
            for journey in shard.journeys() {
                let here = super::shard_of(journey.customer(), parts);
                if part.replace(here) != Some(here) {
                    gathers.resize_with(here % 4 + 1, Gather::new);
                }
                gathers.last_mut().into_iter().for_each(|gather| gather.copy(&journey));
            }
            gathers.resize_with(4, Gather::new);
            gathers.into_iter().map(|gather| gather.finish().into()).collect::<Vec<Shard>>()
        };
        Self { shards: self.map_shards(split).into_iter().flatten().collect(), ..self.clone() }
    }
}

/// A log with more events than before.
#[derive(Debug)]
pub(crate) struct Change {
    pub log: EventLog,
    /// The journeys that changed, as they were and as they are; `None` if all may have.
    pub journeys: Option<(Vec<Shard>, Vec<Shard>)>,
}

/// Names of two logs as one list in byte order.
struct Merged {
    /// `None` if they are those of the old log.
    names: Option<Names>,
    /// New codes of the names of the old log; `None` if they stay the same.
    old: Option<Vec<u32>>,
    /// New codes of the names of the new log.
    new: Vec<u32>,
}

impl Merged {
    fn of(old: &Names, new: &Names) -> Self {
        let known: Vec<u32> = new.iter().map_while(|name| old.code(name)).collect();
        if known.len() == new.len() {
            return Self { names: None, old: None, new: known };
        }
        let (names, mut codes) = unify::names([old, new].into_iter());
        let new = codes.pop().unwrap_or_default();
        let old = codes.pop().filter(|codes| codes.iter().zip(0..).any(|(&code, position)| code != position));
        Self { names: Some(names), old, new }
    }
}

impl EventLog {
    /// The shards of a log that is a part of one with this schema, with its codes; `None` if it has other names.
    pub(crate) fn coded_as(&self, schema: &Schema) -> Option<Vec<Shard>> {
        let codes = |own: &Names, all: &Names| own.iter().map(|name| all.code(name)).collect::<Option<_>>();
        let columns = self.schema.columns.iter().zip(&schema.columns);
        let recode = Recode {
            touchpoints: Some(codes(&self.schema.touchpoints, &schema.touchpoints)?),
            columns: columns.map(|(own, all)| Some(codes(&own.names, &all.names))).collect::<Option<_>>()?,
            rows_before: 0,
        };
        Some(self.shards.iter().map(|shard| recode.data(&shard.data).into()).collect())
    }
}

/// What becomes of the codes and rows of a log.
struct Recode {
    touchpoints: Option<Vec<u32>>,
    columns: Vec<Option<Vec<u32>>>,
    rows_before: u32,
}

impl Recode {
    fn new<'m>(
        touchpoints: &'m Merged,
        columns: &'m [Merged],
        codes: impl Fn(&'m Merged) -> Option<&'m [u32]>,
        rows_before: u32,
    ) -> Self {
        let codes = |merged| codes(merged).map(<[u32]>::to_vec);
        Self { touchpoints: codes(touchpoints), columns: columns.iter().map(codes).collect(), rows_before }
    }

    fn changes(&self) -> bool {
        self.touchpoints.is_some() || self.columns.iter().any(Option::is_some)
    }

    fn data(&self, data: &ShardData) -> ShardData {
        let values = data.values.iter().zip(&self.columns).map(|(values, codes)| match (values, codes) {
            (Values::Dictionary(values), Some(codes)) => {
                Values::Dictionary(unify::recode(values, codes).into())
            }
            _ => values.clone(),
        });
        ShardData {
            customers: data.customers.clone(),
            starts: data.starts.clone(),
            touchpoints: match &self.touchpoints {
                Some(codes) => unify::recode(&data.touchpoints, codes).into(),
                None => data.touchpoints.clone(),
            },
            times: data.times.clone(),
            ends: data.ends.clone(),
            rows: data.rows.iter().map(|row| row + self.rows_before).collect(),
            values: values.collect(),
        }
    }
}

/// The appended events with the codes of the whole log.
struct Added {
    data: Vec<ShardData>,
    /// Data and index of each journey, in the order of a log.
    journeys: Vec<(usize, usize)>,
}

impl Added {
    fn new(log: &EventLog, recode: &Recode) -> Self {
        let data: Vec<ShardData> =
            log.shards.iter().map(|shard| recode.data(&shard.selected().data)).collect();
        let journeys = data.iter().enumerate();
        let journeys =
            journeys.flat_map(|(source, data)| (0..data.customers.len()).map(move |index| (source, index)));
        Self { journeys: journeys.collect(), data }
    }

    /// Shards that get journeys, and which.
    fn by_shard(&self, shards: usize) -> Vec<(usize, Range<usize>)> {
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        for (place, (source, index)) in self.journeys.iter().enumerate() {
            let customer = self.data.get(*source).map_or("", |data| data.customers.get(*index));
            let shard = super::shard_of(customer, shards);
            match parts.last_mut() {
                Some((last, range)) if *last == shard => range.end = place + 1,
                _ => parts.push((shard, place..place + 1)),
            }
        }
        parts
    }
}

/// What appending to a shard needs to know.
struct Task<'t> {
    schema: &'t Schema,
    hashes: Hashes,
    /// Place of each touchpoint at equal times; empty if there is none.
    rank: Vec<u32>,
    /// Whether the fingerprint of the log is known.
    digest: bool,
}

/// A shard with more events than before.
struct Touched {
    index: usize,
    shard: Shard,
    /// Positions of the journeys that changed, in the shard before and in this one.
    before: Vec<u32>,
    after: Vec<u32>,
    gone: Facts,
    come: Facts,
    /// What the digest of the log gains.
    digest: u64,
}

impl Task<'_> {
    fn append(&self, index: usize, old: &Shard, added: &[(usize, usize)], data: &[ShardData]) -> Touched {
        let added = added.iter().filter_map(|&(source, index)| data.get(source)?.journey(index));
        let added: Vec<(Result<usize, usize>, Journey<'_>)> =
            added.map(|journey| (old.find(journey.customer()), journey)).collect();
        let size = |(place, journey): &(Result<usize, usize>, Journey<'_>)| {
            journey.len() + place.ok().and_then(|place| old.nth(place)).map_or(0, |journey| journey.len())
        };
        let mut making = Making::new(old, added.iter().map(size).sum());
        let (mut before, mut after, mut done) = (Vec::new(), Vec::new(), 0);
        for (place, journey) in &added {
            let (Ok(next) | Err(next)) = *place;
            making.keep(done..next);
            let known = place.ok().and_then(|place| old.nth(place));
            before.extend(known.map(|known| known.position()));
            after.push(making.position());
            making.add(|gather| gather.join(known.as_ref(), journey, &self.rank));
            done = next + usize::from(place.is_ok());
        }
        making.keep(done..old.len());
        let shard = making.finish();
        let (old, new) = (old.select(before), shard.select(after));
        let facts = |shard: &Shard| Facts::of(shard, &self.schema.columns, &self.hashes);
        let digest = if self.digest { self.digest(&new).wrapping_sub(self.digest(&old)) } else { 0 };
        let positions = |shard: Shard| shard.keep.map_or(Vec::new(), |keep| keep.to_vec());
        let (gone, come) = (facts(&old), facts(&new));
        Touched { index, shard, before: positions(old), after: positions(new), gone, come, digest }
    }

    fn digest(&self, shard: &Shard) -> u64 {
        let journeys =
            shard.journeys().map(|journey| journey_hash(&journey, &self.schema.columns, &self.hashes));
        journeys.fold(0, u64::wrapping_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{Event, LogBuilder};

    /// Customers of a list of numbers, each with an event at every one of these seconds.
    fn log(customers: Range<usize>, seconds: &[i64], shards: Option<usize>) -> EventLog {
        let mut builder = LogBuilder::new(LogOptions { shards, ..LogOptions::default() }, Vec::new());
        let mut row = 0;
        for customer in customers {
            for time in seconds {
                row += 1;
                let (customer, time) = (&*format!("customer {customer}"), time * 1_000_000);
                builder.push(Event { customer, time, touchpoint: "a", end: None, row, values: &[] }).unwrap();
            }
        }
        builder.finish().unwrap()
    }

    fn layers(log: &EventLog) -> usize {
        log.shards
            .iter()
            .map(|shard| shard.later.as_ref().map_or(0, |later| later.layers.len()))
            .max()
            .unwrap()
    }

    #[test]
    fn layers_stay_few_and_are_swallowed_in_the_end() {
        let mut log = log(0..1000, &[0, 1], Some(1));
        let base = log.clone();
        let (mut most, mut swallowed) = (0, 0);
        for round in 0..600 {
            let next = log.append(&self::log(round..round + 1, &[2], None)).unwrap();
            most = most.max(layers(&next));
            swallowed += u32::from(!Arc::ptr_eq(&next.shards[0].data, &log.shards[0].data));
            log = next;
        }
        assert!((2..=9).contains(&most), "{most}");
        assert!((1..=6).contains(&swallowed), "{swallowed}");
        assert_eq!((log.events(), base.events(), layers(&log.flat())), (2600, 2000, 0));
        assert_eq!(log.flat().fingerprint(), log.fingerprint());
        assert_eq!(log.journey("customer 7").unwrap().rows(), [15, 16, 2008]);
    }

    #[test]
    fn a_log_without_new_events_shares_everything() {
        let log = log(0..100, &[0], Some(3));
        let same = log.append(&self::log(0..0, &[], None)).unwrap();
        assert!(log.shards.iter().zip(same.shards.iter()).all(|(a, b)| Arc::ptr_eq(&a.data, &b.data)));
        assert_eq!(same.fingerprint(), log.fingerprint());
    }

    #[test]
    fn shards_that_grow_too_large_are_split() {
        let mut log = log(0..1000, &(0..200).collect::<Vec<_>>(), Some(1));
        let more = self::log(0..900, &(100..200).collect::<Vec<_>>(), None);
        log = log.append(&more).unwrap();
        assert_eq!((log.shards.len(), log.events()), (4, 290_000));
        for customer in [0, 7, 999] {
            assert!(log.journey(&format!("customer {customer}")).is_some());
        }
        let shards: Vec<EventLog> = vec![self::log(0..1000, &(0..200).collect::<Vec<_>>(), None), more];
        assert_eq!(log.fingerprint(), EventLog::concat(&shards).unwrap().fingerprint());
        assert_eq!(log.quality().duplicates, 90_000);
    }

    #[test]
    fn rows_beyond_the_limit_are_refused() {
        let mut many = log(0..9, &[0], None);
        Arc::make_mut(&mut many.schema).quality.rows = u64::from(u32::MAX) - 1;
        assert_eq!(many.append(&log(0..1, &[0], None)).unwrap().events(), 10);
        let error = many.append(&log(0..2, &[0], None)).unwrap_err();
        assert_eq!(error.to_string(), "row 4294967296: the number of rows is over the limit of 4294967295");
    }
}
