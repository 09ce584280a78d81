//! The same events as other journeys.

use std::borrow::Cow;
use std::sync::Arc;

use super::columns::MISSING;
use super::gather::Gather;
use super::names::{byte_order, hash};
use super::pending::shown;
use super::seats::part_of;
use super::{
    Column, ColumnInfo, ColumnKind, EventLog, Names, Shard, ShardData, TextList, Texts, Value, Values,
    builder, layout,
};
use crate::error::{Error, Place, Result};
use crate::work::Work;

/// Name of the column that keeps the former journey of an event, unless another one is given.
pub(super) const CUSTOMER: &str = "customer";

/// Which journey every event of a log is to belong to.
#[derive(Debug, Default)]
pub(super) struct Regroup {
    /// Ids of the new journeys; all differ.
    pub ids: Texts,
    /// Position of its new journey for each event, by shard and place in its data; [`MISSING`] leaves it out.
    pub journeys: Vec<Vec<u32>>,
    /// Whether events are put in order, for those of a journey come from several ones.
    pub sort: bool,
    /// Columns that are added.
    pub added: Vec<Added>,
}

/// A further dictionary column that a log does not have yet.
#[derive(Debug)]
pub(super) struct Added {
    pub name: String,
    /// In byte order.
    pub names: Names,
    /// Code of each event, by shard and place in its data.
    pub codes: Vec<Vec<u32>>,
}

/// The values of a column, or the customers, as codes.
#[derive(Debug)]
pub(super) struct Coded<'a> {
    pub names: Arc<Names>,
    /// By shard and place in its data.
    pub codes: Vec<Cow<'a, [u32]>>,
}

impl EventLog {
    /// Data of all shards of a [flat](Self::flat) log.
    pub(super) fn sources(&self) -> Vec<&ShardData> {
        self.shards.iter().map(|shard| &*shard.data).collect()
    }

    /// One value for each event of a flat log, by shard and place; those of journeys that are not selected stay
    /// [`MISSING`].
    pub(super) fn each_event(
        &self,
        of: impl Fn(usize, &super::Journey<'_>, &mut [u32]) + Sync,
    ) -> Result<Vec<Vec<u32>>> {
        Work::current().map("indexing", self.shards.len(), |index| {
            let Some(shard) = self.shards.get(index) else { return Ok(Vec::new()) };
            let mut all = vec![MISSING; shard.data.times.len()];
            for journey in shard.journeys() {
                if let Some(slots) = all.get_mut(journey.source().1) {
                    of(index, &journey, slots);
                }
            }
            Ok(all)
        })
    }

    /// The customers of a flat log in byte order as a column.
    pub(super) fn customer_codes(&self) -> Result<(Names, Vec<Vec<u32>>)> {
        let all: Vec<&str> =
            self.shards.iter().flat_map(Shard::journeys).map(|journey| journey.customer()).collect();
        let text = |at: u32| all.get(at as usize).copied().unwrap_or_default();
        let names = Names::distinct(byte_order(all.len(), text).into_iter().map(text));
        let codes = self.each_event(|_, journey, slots| {
            slots.fill(names.code(journey.customer()).unwrap_or(MISSING));
        })?;
        Ok((names, codes))
    }

    /// The values of a further column of a flat log, written as texts, as codes in byte order.
    ///
    /// # Errors
    /// [`Error::Limit`] beyond 4 GiB of texts; [`Error::Cancelled`].
    pub(super) fn coded(&self, position: usize) -> Result<Coded<'_>> {
        let dictionary = |shard: &'_ Shard| match shard.data.values.get(position) {
            Some(Values::Dictionary(codes)) => Some(codes.len()),
            _ => None,
        };
        if self.shards.iter().all(|shard| dictionary(shard).is_some()) {
            let names = self.schema.columns.get(position).map(|column| column.names.clone());
            let codes = self.shards.iter().map(|shard| match shard.data.values.get(position) {
                Some(Values::Dictionary(codes)) => Cow::Borrowed(&**codes),
                _ => Cow::Borrowed(&[][..]),
            });
            return Ok(Coded { names: names.unwrap_or_default(), codes: codes.collect() });
        }
        let mut names = Names::default();
        let mut codes = Vec::with_capacity(self.shards.len());
        for shard in self.shards.iter() {
            Work::current().check()?;
            codes.push(self.intern(shard, position, &mut names)?);
        }
        let (names, sorted) = names.sorted();
        let recode = |code: u32| sorted.get(code as usize).copied().unwrap_or(MISSING);
        codes.iter_mut().flatten().for_each(|code| *code = recode(*code));
        Ok(Coded { names: Arc::new(names), codes: codes.into_iter().map(Cow::Owned).collect() })
    }

    fn intern(&self, shard: &Shard, position: usize, names: &mut Names) -> Result<Vec<u32>> {
        let mut all = vec![MISSING; shard.data.times.len()];
        for journey in shard.journeys() {
            for (event, at) in journey.source().1.enumerate() {
                let text = match self.value(&journey, event, position) {
                    Value::Missing => continue,
                    Value::Text(text) => Cow::Borrowed(text),
                    value => Cow::Owned(shown(&value)),
                };
                if !names.has_room(&text) {
                    return Err(too_many("the length of the ids"));
                }
                if let Some(slot) = all.get_mut(at) {
                    *slot = names.intern(&text);
                }
            }
        }
        Ok(all)
    }

    /// A name for a new column.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] naming `field` if the log has such a column.
    pub(super) fn new_column(&self, field: &str, name: Option<&str>) -> Result<String> {
        let name = name.unwrap_or(CUSTOMER);
        match self.schema.columns.iter().any(|column| column.info.name == name) {
            true => {
                let expected = "a name that no column of the log has";
                Err(Error::option(field, format!("{name:?}, which the log has already,"), expected))
            }
            false => Ok(name.into()),
        }
    }

    /// The same flat log with more columns.
    pub(super) fn with_columns(&self, added: Vec<Added>) -> Self {
        let one = |(index, shard): (usize, &Shard)| {
            let codes = |column: &Added| column.codes.get(index).cloned().unwrap_or_default();
            let mut data = (*shard.data).clone();
            data.values.extend(added.iter().map(|column| Values::Dictionary(codes(column).into())));
            data
        };
        let data = self.shards.iter().enumerate().map(one).collect();
        let columns = self.schema.columns.iter().cloned().chain(added.into_iter().map(column)).collect();
        self.rebuilt(data, columns, self.schema.quality.clone())
    }

    /// A flat log with the same events as other journeys. Journeys without events vanish.
    ///
    /// # Errors
    /// [`Error::Limit`] beyond 2^32 events; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events · columns + journeys · log journeys) time; the events are there twice.
    pub(super) fn regroup(&self, to: Regroup) -> Result<Self> {
        let parts = self.shards.len();
        let places = Places::new(&to, parts)?;
        let sources = self.sources();
        let task = Task {
            rank: builder::ranks(&self.schema.priority, &self.schema.touchpoints),
            sources,
            places,
            to: &to,
        };
        let data = Work::current().map("indexing", parts, |part| Ok(task.shard(part)))?;
        let mut quality = self.schema.quality.clone();
        quality.events = data.iter().map(|data| data.times.len() as u64).sum();
        let added = to.added.into_iter().map(column);
        let columns = self.schema.columns.iter().cloned().chain(added).collect();
        let mut log = layout::assemble(data, self.schema.touchpoints.clone(), columns, quality);
        let schema = Arc::make_mut(&mut log.schema);
        schema.period = self.schema.period;
        schema.priority = self.schema.priority.clone();
        schema.history = self.schema.history.clone();
        Ok(log)
    }
}

fn column(added: Added) -> Column {
    Column {
        info: ColumnInfo { name: added.name, kind: ColumnKind::Dictionary },
        names: Arc::new(added.names),
    }
}

/// The error of what has no room in 32 bits.
pub(super) fn too_many(what: &str) -> Error {
    Error::Limit { place: Place::default(), what: what.into(), limit: u32::MAX.into() }
}

/// Adds an id to a list of them.
pub(super) fn push_id(ids: &mut TextList, id: &str) -> Result<()> {
    match ids.has_room(id.len()) {
        true => ids.push(id),
        false => return Err(too_many("the length of the ids")),
    }
    Ok(())
}

/// Where the events of the new journeys lie.
struct Places {
    /// Hashes and positions of the new journeys of each shard.
    parts: Vec<Vec<(u64, u32)>>,
    /// First event of each journey in `events`; one longer.
    starts: Vec<u32>,
    /// Events journey by journey, counted through all sources.
    events: Vec<u32>,
    /// First event of each source.
    offsets: Vec<u32>,
}

impl Places {
    fn new(to: &Regroup, parts: usize) -> Result<Self> {
        let mut offsets = Vec::with_capacity(to.journeys.len());
        let mut before = 0usize;
        for source in &to.journeys {
            offsets.push(u32::try_from(before).map_err(|_| too_many("the number of events"))?);
            before += source.len();
        }
        u32::try_from(before).map_err(|_| too_many("the number of events"))?;
        let (starts, events) = by_journey(to);
        let mut places = Self { parts: vec![Vec::new(); parts], starts, events, offsets };
        for (id, journey) in to.ids.iter().zip(0u32..) {
            if !places.events(journey).is_empty() {
                let hash = hash(id);
                let part = places.parts.get_mut(part_of(hash, parts));
                part.into_iter().for_each(|part| part.push((hash, journey)));
            }
        }
        Ok(places)
    }

    /// Events of a journey.
    fn events(&self, journey: u32) -> &[u32] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |&start| start as usize);
        self.events.get(bound(journey as usize)..bound(journey as usize + 1)).unwrap_or_default()
    }

    /// Journeys of a shard in the order of a log. Ids are looked at only where hashes are equal: they lie far apart.
    fn order(&self, part: usize, ids: &Texts) -> Vec<(u64, u32)> {
        let mut order = self.parts.get(part).cloned().unwrap_or_default();
        let id = |journey: u32| ids.get(journey as usize);
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a.1).cmp(id(b.1))));
        order
    }

    /// Source of an event, and its place there.
    fn source(&self, event: u32) -> (u32, u32) {
        let source = self.offsets.partition_point(|&offset| offset <= event).saturating_sub(1);
        (source as u32, event - self.offsets.get(source).copied().unwrap_or_default())
    }
}

/// Where the events of each journey begin among all, and these: journey by journey, else as they were.
fn by_journey(to: &Regroup) -> (Vec<u32>, Vec<u32>) {
    let all = || to.journeys.iter().flatten();
    let mut next = vec![0u32; to.ids.len()];
    all().for_each(|&journey| next.get_mut(journey as usize).into_iter().for_each(|count| *count += 1));
    let mut starts = Vec::with_capacity(next.len() + 1);
    let mut total = 0;
    for slot in &mut next {
        starts.push(total);
        total += std::mem::replace(slot, total);
    }
    starts.push(total);
    let mut events = vec![0u32; total as usize];
    for (&journey, event) in all().zip(0u32..) {
        let Some(next) = next.get_mut(journey as usize) else { continue };
        events.get_mut(*next as usize).into_iter().for_each(|slot| *slot = event);
        *next += 1;
    }
    (starts, events)
}

/// What making a shard needs to know.
struct Task<'t> {
    places: Places,
    sources: Vec<&'t ShardData>,
    /// Place of each touchpoint at equal times; empty if there is none.
    rank: Vec<u32>,
    to: &'t Regroup,
}

impl Task<'_> {
    fn shard(&self, part: usize) -> ShardData {
        let mut gather = Gather::over(self.sources.clone());
        let mut keyed = Vec::new();
        for (_, journey) in self.places.order(part, &self.to.ids) {
            let events = self.places.events(journey);
            keyed.clear();
            keyed.extend(events.iter().map(|&event| self.key(event)));
            if self.to.sort {
                keyed.sort_unstable();
            }
            keyed.iter().for_each(|&(.., source, at)| gather.event(source, at));
            gather.close(self.to.ids.get(journey as usize));
        }
        let added: Vec<Vec<u32>> = self.to.added.iter().map(|column| gather.codes(&column.codes)).collect();
        let mut data = gather.finish();
        data.values.extend(added.into_iter().map(|codes| Values::Dictionary(codes.into())));
        data
    }

    /// Time, rank, row, source and place: the order of events in a journey, and where they are.
    fn key(&self, event: u32) -> (i64, u32, u32, u32, u32) {
        let (source, at) = self.places.source(event);
        let Some(data) = self.sources.get(source as usize).filter(|_| self.to.sort) else {
            return (0, 0, 0, source, at);
        };
        let position = at as usize;
        let touchpoint = data.touchpoints.get(position).copied().unwrap_or_default();
        (
            data.times.get(position).copied().unwrap_or_default(),
            self.rank.get(touchpoint as usize).copied().unwrap_or_default(),
            data.rows.get(position).copied().unwrap_or_default(),
            source,
            at,
        )
    }
}
