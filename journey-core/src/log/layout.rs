//! The physical layout: gathering events into shards, relabelling them, and the fingerprint.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::columns::{MISSING, NO_BOOLEAN, NO_TIME};
use super::event_log::Schema;
use super::shard::ShardData;
use super::{
    Column, ColumnInfo, ColumnKind, EventLog, Journey, NO_END, Names, Quality, Shard, Value, Values,
};

/// The values at these positions.
pub(super) fn pick<T: Copy>(values: &[T], positions: &[u32], missing: T) -> Vec<T> {
    positions.iter().map(|&position| values.get(position as usize).copied().unwrap_or(missing)).collect()
}

pub(super) fn pick_values(values: &Values, positions: &[u32]) -> Values {
    match values {
        Values::Dictionary(codes) => Values::Dictionary(pick(codes, positions, MISSING).into()),
        Values::Number(numbers) => Values::Number(pick(numbers, positions, f64::NAN).into()),
        Values::Boolean(values) => Values::Boolean(pick(values, positions, NO_BOOLEAN).into()),
        Values::Time(values) => Values::Time(pick(values, positions, NO_TIME).into()),
        Values::Text(texts) => {
            Values::Text(positions.iter().map(|&position| texts.get(position as usize)).collect())
        }
    }
}

impl ShardData {
    /// Several shards, of which each has customers with higher hashes than the one before, as one.
    pub(super) fn join(mut parts: Vec<Self>) -> Self {
        parts.retain(|part| !part.customers.is_empty());
        if parts.len() < 2 {
            return parts.pop().unwrap_or_else(|| Self { starts: vec![0].into(), ..Self::default() });
        }
        fn all<T: Copy>(parts: &[ShardData], of: impl Fn(&ShardData) -> &[T]) -> Vec<T> {
            parts.iter().flat_map(|part| of(part).iter().copied()).collect()
        }
        let mut starts = vec![0];
        for part in &parts {
            let before = starts.last().copied().unwrap_or_default();
            starts.extend(part.starts.iter().skip(1).map(|start| before + start));
        }
        let columns = parts.first().map_or(0, |part| part.values.len());
        Self {
            customers: parts.iter().flat_map(|part| part.customers.iter()).collect(),
            starts: starts.into(),
            touchpoints: all(&parts, |part| &part.touchpoints).into(),
            times: all(&parts, |part| &part.times).into(),
            ends: all(&parts, |part| &part.ends).into(),
            rows: all(&parts, |part| &part.rows).into(),
            values: (0..columns).map(|column| Values::join(&parts, column)).collect(),
        }
    }
}

impl Values {
    fn join(parts: &[ShardData], column: usize) -> Self {
        let values = || parts.iter().filter_map(|part| part.values.get(column));
        macro_rules! join {
            ($variant:ident) => {
                Self::$variant(
                    values()
                        .filter_map(
                            |values| if let Self::$variant(values) = values { Some(values) } else { None },
                        )
                        .flat_map(|values| values.iter().copied())
                        .collect(),
                )
            };
        }
        match values().next() {
            Some(Self::Number(_)) => join!(Number),
            Some(Self::Boolean(_)) => join!(Boolean),
            Some(Self::Time(_)) => join!(Time),
            Some(Self::Text(_)) => Self::Text(
                values()
                    .filter_map(|values| if let Self::Text(texts) = values { Some(texts) } else { None })
                    .flat_map(super::Texts::iter)
                    .collect(),
            ),
            Some(Self::Dictionary(_)) | None => join!(Dictionary),
        }
    }
}

/// A log of finished shards: period and quality counts are taken from them.
pub(crate) fn assemble(
    data: Vec<ShardData>,
    touchpoints: Names,
    columns: Vec<Column>,
    mut quality: Quality,
) -> EventLog {
    let shards: Arc<[Shard]> = data.into_iter().map(Shard::from).collect();
    let schema = Schema { touchpoints, columns, ..Schema::default() };
    let mut log = EventLog { shards, schema: Arc::default() };
    let hashes = Hashes::of(&schema);
    let facts = log.map_shards(|shard| Facts::of(shard, &schema.columns, &hashes));
    let mut total = Facts::default();
    facts.into_iter().for_each(|facts| total.merge(facts));
    quality.equal_times = total.equal_times;
    quality.duplicates = total.duplicates;
    log.schema = Arc::new(Schema { period: total.period, quality, facts: total, ..schema });
    log
}

/// Digests of the names of touchpoints and columns.
#[derive(Debug)]
pub(super) struct Hashes {
    touchpoints: Vec<u64>,
    columns: Vec<u64>,
}

impl Hashes {
    pub fn of(schema: &Schema) -> Self {
        Self {
            touchpoints: schema.touchpoints.iter().map(super::names::hash).collect(),
            columns: schema.columns.iter().map(|column| super::names::hash(&column.info.name)).collect(),
        }
    }
}

/// Digest of a whole log, found out when it is first asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fingerprint(OnceLock<u64>);

impl Fingerprint {
    /// The digest, if it is known already.
    pub(crate) fn known(&self) -> Option<u64> {
        self.0.get().copied()
    }
}

impl From<Option<u64>> for Fingerprint {
    fn from(digest: Option<u64>) -> Self {
        Self(digest.map_or_else(OnceLock::new, OnceLock::from))
    }
}

impl EventLog {
    /// Digest of the whole log, for provenance: equal logs have equal fingerprints, however they
    /// were sharded. 16 hexadecimal digits.
    ///
    /// # Complexity
    /// O(events · columns) time when first called, O(1) after.
    pub fn fingerprint(&self) -> String {
        let digest = self.schema.fingerprint.0.get_or_init(|| {
            let hashes = Hashes::of(&self.schema);
            let digest = |shard: &Shard| {
                let whole = shard.whole();
                let journeys = whole.journeys();
                journeys.fold(0, |sum, journey| {
                    journey_hash(&journey, &self.schema.columns, &hashes).wrapping_add(sum)
                })
            };
            self.map_shards(digest).into_iter().fold(0, u64::wrapping_add)
        });
        format!("{digest:016x}")
    }
}

impl EventLog {
    /// Whether nothing is left out.
    pub(crate) fn is_whole(&self) -> bool {
        self.shards.iter().all(|shard| shard.keep.is_none())
    }

    /// The same journeys with other columns; what is selected stays selected.
    pub(crate) fn rebuilt(&self, data: Vec<ShardData>, columns: Vec<Column>, quality: Quality) -> Self {
        let whole = assemble(data, self.schema.touchpoints.clone(), columns, quality);
        let shards = whole.shards.iter().zip(self.shards.iter()).map(|(new, old)| new.like(old)).collect();
        let (period, priority) = (self.schema.period, self.schema.priority.clone());
        let history = self.schema.history.clone();
        Self { shards, schema: Arc::new(Schema { period, priority, history, ..(*whole.schema).clone() }) }
    }

    /// Counts over all selected events.
    pub(crate) fn facts(&self) -> Facts {
        if self.is_whole() {
            return self.schema.facts.clone();
        }
        let hashes = Hashes::of(&self.schema);
        let mut total = Facts::default();
        let facts = self.map_shards(|shard| Facts::of(shard, &self.schema.columns, &hashes));
        facts.into_iter().for_each(|facts| total.merge(facts));
        total
    }
}

/// What a look at all events of a shard tells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    pub(crate) period: Option<(i64, i64)>,
    pub(crate) events: u64,
    pub(crate) equal_times: u64,
    pub(crate) duplicates: u64,
}

impl Facts {
    pub(super) fn of(shard: &Shard, columns: &[Column], known: &Hashes) -> Self {
        let mut facts = Self::default();
        for journey in shard.journeys() {
            facts.see(&journey, columns, known);
        }
        facts
    }

    fn see(&mut self, journey: &Journey<'_>, columns: &[Column], known: &Hashes) {
        let times = journey.times();
        self.events += times.len() as u64;
        if let (Some(&first), Some(&last)) = (times.first(), times.last()) {
            self.widen((first, last));
        }
        let repeated = times.iter().zip(times.iter().skip(1)).filter(|(a, b)| a == b).count() as u64;
        if repeated == 0 {
            return;
        }
        self.equal_times += repeated;
        let mut start = 0;
        for run in times.chunk_by(|a, b| a == b) {
            let events = start..start + run.len();
            start += run.len();
            if run.len() > 1 {
                let mut equal: Vec<u64> =
                    events.map(|event| event_hash(journey, event, columns, known)).collect();
                equal.sort_unstable();
                self.duplicates += equal.windows(2).filter(|pair| pair.first() == pair.last()).count() as u64;
            }
        }
    }

    fn widen(&mut self, (first, last): (i64, i64)) {
        self.period = Some(match self.period {
            Some((from, to)) => (from.min(first), to.max(last)),
            None => (first, last),
        });
    }

    /// Counts some journeys as they are instead of as they were.
    pub(super) fn replace(&mut self, gone: &Self, come: Self) {
        self.events = self.events.saturating_sub(gone.events);
        self.equal_times = self.equal_times.saturating_sub(gone.equal_times);
        self.duplicates = self.duplicates.saturating_sub(gone.duplicates);
        self.merge(come);
    }

    pub(crate) fn merge(&mut self, other: Self) {
        if let Some(period) = other.period {
            self.widen(period);
        }
        self.events += other.events;
        self.equal_times += other.equal_times;
        self.duplicates += other.duplicates;
    }
}

/// Finds events that equal one before.
#[derive(Debug)]
pub(crate) struct Copies {
    columns: Vec<Column>,
    hashes: Hashes,
}

impl Copies {
    pub(crate) fn of(log: &EventLog) -> Self {
        Self { columns: log.schema.columns.clone(), hashes: Hashes::of(&log.schema) }
    }

    /// Positions, in order, of the events that equal one before in all but the input row.
    pub(crate) fn of_journey(&self, journey: &Journey<'_>) -> Vec<usize> {
        let (mut copies, mut start) = (Vec::new(), 0);
        for run in journey.times().chunk_by(|a, b| a == b) {
            let events = start..start + run.len();
            start += run.len();
            if run.len() > 1 {
                let digest = |event: usize| (event_hash(journey, event, &self.columns, &self.hashes), event);
                let mut equal: Vec<(u64, usize)> = events.map(digest).collect();
                equal.sort_unstable();
                let pairs = equal.iter().zip(equal.iter().skip(1));
                copies.extend(pairs.filter(|(a, b)| a.0 == b.0).map(|(_, b)| b.1));
            }
        }
        copies.sort_unstable();
        copies
    }
}

/// Digest of a journey.
pub(super) fn journey_hash(journey: &Journey<'_>, columns: &[Column], known: &Hashes) -> u64 {
    let mut whole = Xxh3::new();
    whole.update(journey.customer().as_bytes());
    for event in 0..journey.len() {
        whole.update(&event_hash(journey, event, columns, known).to_le_bytes());
    }
    whole.digest()
}

/// Digest of everything in an event but its customer and input row. The order of the columns does not
/// matter.
fn event_hash(journey: &Journey<'_>, event: usize, columns: &[Column], known: &Hashes) -> u64 {
    let touchpoint = journey.touchpoints().get(event).copied().unwrap_or(MISSING);
    let further =
        columns.iter().zip(&known.columns).enumerate().map(|(position, (column, name))| {
            mix([*name, value_hash(&column.value(journey, event, position))])
        });
    mix([
        journey.times().get(event).map_or(0, |&time| time as u64),
        journey.ends().get(event).map_or(NO_END as u64, |&end| end as u64),
        known.touchpoints.get(touchpoint as usize).copied().unwrap_or_default(),
        further.fold(0, u64::wrapping_add),
    ])
}

/// One digest of at most four.
fn mix<const N: usize>(parts: [u64; N]) -> u64 {
    let mut bytes = [0; 32];
    for (slot, part) in bytes.chunks_exact_mut(8).zip(parts) {
        slot.copy_from_slice(&part.to_le_bytes());
    }
    xxh3_64(bytes.get(..8 * N).unwrap_or(&bytes))
}

/// Digest of a value and its kind.
fn value_hash(value: &Value<'_>) -> u64 {
    match value {
        Value::Missing => 0x6a09_e667_f3bc_c908,
        Value::Text(text) => super::names::hash(text),
        Value::Number(number) => mix([1, number.to_bits()]),
        Value::Integer(number) => mix([2, *number as u64]),
        Value::Boolean(value) => mix([3, u64::from(*value)]),
        Value::Time(micros) => mix([4, *micros as u64]),
    }
}

/// A further dictionary column for the events of a new log.
pub(crate) struct Further<'a> {
    pub name: String,
    /// In byte order.
    pub names: Names,
    /// Code of each event of a shard, given by its number.
    #[allow(clippy::type_complexity)]
    pub codes: Box<dyn Fn(usize, &ShardData) -> Vec<u32> + 'a>,
}

impl EventLog {
    /// The same events under other names; events for which `label` gives `None` are left out, and
    /// customers without any event left as well. `label` gets a journey and has one label for each
    /// of its events, a code into `names`. `further` columns are added.
    pub(crate) fn relabel(
        &self,
        names: Names,
        label: impl Fn(&Journey<'_>) -> Vec<Option<u32>> + Sync,
        further: Vec<Further<'_>>,
    ) -> Self {
        let mut data = self.map_shards(|shard| relabel_shard(shard, &mut |journey| label(journey)));
        let mut columns = self.schema.columns.clone();
        for Further { name, names, codes } in further {
            for (shard, data) in data.iter_mut().enumerate() {
                let codes = codes(shard, data);
                data.values.push(Values::Dictionary(codes.into()));
            }
            let info = ColumnInfo { name, kind: ColumnKind::Dictionary };
            columns.push(Column { info, names: Arc::new(names) });
        }
        let period = self.schema.period;
        let mut log = assemble(data, names, columns, self.schema.quality.clone());
        let history = self.schema.history.clone();
        let schema =
            Schema { period, history, quality: self.schema.quality.clone(), ..(*log.schema).clone() };
        log.schema = Arc::new(schema);
        log
    }
}

/// The events of a shard for which `label` gives a code. `label` is called for each journey in order.
fn relabel_shard(shard: &Shard, label: &mut impl FnMut(&Journey<'_>) -> Vec<Option<u32>>) -> ShardData {
    let shard = shard.selected();
    let source = &*shard.data;
    let (mut starts, mut codes, mut customers) = (vec![0], Vec::new(), super::TextList::default());
    let mut events = Vec::new();
    for journey in shard.journeys() {
        let before = events.len();
        let start = source.starts.get(journey.position() as usize).copied().unwrap_or_default() as usize;
        for (offset, code) in label(&journey).into_iter().enumerate() {
            if let Some(code) = code {
                codes.push(code);
                events.push((start + offset) as u32);
            }
        }
        if events.len() > before {
            customers.push(journey.customer());
            starts.push(events.len() as u32);
        }
    }
    ShardData {
        customers: customers.into(),
        starts: starts.into(),
        touchpoints: codes.into(),
        times: pick(&source.times, &events, 0).into(),
        rows: pick(&source.rows, &events, 0).into(),
        ends: match source.ends.is_empty() {
            true => Vec::new().into(),
            false => pick(&source.ends, &events, NO_END).into(),
        },
        values: source.values.iter().map(|values| pick_values(values, &events)).collect(),
    }
}
