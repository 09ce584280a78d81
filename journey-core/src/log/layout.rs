//! The physical layout: gathering events into shards, relabelling them, and the fingerprint.

use std::sync::Arc;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::columns::MISSING;
use super::event_log::Schema;
use super::shard::ShardData;
use super::{Column, EventLog, Journey, NO_END, Names, Quality, Shard, Value, Values};

/// Events of each customer of a shard: the customer's code, and positions in the order of the journey.
type ShardOrder = Vec<(u32, Vec<u32>)>;

/// Copies the events of every shard together.
pub(super) fn gather_all(source: &ShardData, order: &[ShardOrder]) -> Vec<ShardData> {
    #[cfg(feature = "threads")]
    {
        use rayon::prelude::*;
        order.par_iter().map(|shard| gather(source, shard)).collect()
    }
    #[cfg(not(feature = "threads"))]
    order.iter().map(|shard| gather(source, shard)).collect()
}

fn gather(source: &ShardData, order: &ShardOrder) -> ShardData {
    let mut starts = vec![0u32];
    let mut customers = Names::default();
    let mut events = Vec::new();
    for (customer, positions) in order {
        customers.intern(source.customers.get(*customer));
        events.extend(positions.iter().map(|&position| position as usize));
        starts.push(events.len() as u32);
    }
    ShardData {
        customers,
        starts,
        touchpoints: pick(&source.touchpoints, &events, MISSING),
        times: pick(&source.times, &events, 0),
        ends: if source.ends.is_empty() { Vec::new() } else { pick(&source.ends, &events, NO_END) },
        rows: pick(&source.rows, &events, 0),
        values: source.values.iter().map(|values| pick_values(values, &events)).collect(),
    }
}

fn pick<T: Clone>(values: &[T], positions: &[usize], missing: T) -> Vec<T> {
    positions.iter().map(|&position| values.get(position).unwrap_or(&missing).clone()).collect()
}

fn pick_values(values: &Values, positions: &[usize]) -> Values {
    match values {
        Values::Dictionary(codes) => Values::Dictionary(pick(codes, positions, MISSING)),
        Values::Number(numbers) => Values::Number(pick(numbers, positions, f64::NAN)),
        Values::Boolean(values) => Values::Boolean(pick(values, positions, None)),
        Values::Time(values) => Values::Time(pick(values, positions, None)),
        Values::Text(values) => Values::Text(pick(values, positions, None)),
    }
}

/// A log of finished shards: period, quality counts and fingerprint are taken from them.
pub(crate) fn assemble(
    data: Vec<ShardData>,
    touchpoints: Names,
    columns: Vec<Column>,
    mut quality: Quality,
) -> EventLog {
    let shards: Arc<[Shard]> =
        data.into_iter().map(|data| Shard { data: Arc::new(data), keep: None }).collect();
    let hashes = Hashes {
        touchpoints: touchpoints.iter().map(super::names::hash).collect(),
        columns: columns.iter().map(|column| super::names::hash(&column.info.name)).collect(),
    };
    let mut log = EventLog { shards, schema: Arc::default(), threads: 0 };
    let facts = log.map_shards(|shard| Facts::of(shard, &columns, &hashes));
    let mut total = Facts::default();
    facts.into_iter().for_each(|facts| total.merge(facts));
    quality.equal_times = total.equal_times;
    quality.duplicates = total.duplicates;
    log.schema = Arc::new(Schema {
        touchpoints,
        columns,
        period: total.period,
        quality,
        fingerprint: total.fingerprint,
    });
    log
}

/// Digests of the names of touchpoints and columns.
struct Hashes {
    touchpoints: Vec<u64>,
    columns: Vec<u64>,
}

/// What a look at all events of a shard tells.
#[derive(Default)]
struct Facts {
    period: Option<(i64, i64)>,
    equal_times: u64,
    duplicates: u64,
    fingerprint: u64,
}

impl Facts {
    fn of(shard: &Shard, columns: &[Column], known: &Hashes) -> Self {
        let mut facts = Self::default();
        for journey in shard.journeys() {
            facts.see(&journey, columns, known);
        }
        facts
    }

    fn see(&mut self, journey: &Journey<'_>, columns: &[Column], known: &Hashes) {
        let times = journey.times();
        if let (Some(&first), Some(&last)) = (times.first(), times.last()) {
            self.widen((first, last));
        }
        let hashes: Vec<u64> =
            (0..times.len()).map(|event| event_hash(journey, event, columns, known)).collect();
        let mut whole = Xxh3::new();
        whole.update(journey.customer().as_bytes());
        hashes.iter().for_each(|hash| whole.update(&hash.to_le_bytes()));
        self.fingerprint = self.fingerprint.wrapping_add(whole.digest());
        let mut start = 0;
        for run in times.chunk_by(|a, b| a == b) {
            let end = start + run.len();
            if run.len() > 1 {
                self.equal_times += run.len() as u64 - 1;
                let mut equal = hashes.get(start..end).unwrap_or_default().to_vec();
                equal.sort_unstable();
                self.duplicates += equal.windows(2).filter(|pair| pair.first() == pair.last()).count() as u64;
            }
            start = end;
        }
    }

    fn widen(&mut self, (first, last): (i64, i64)) {
        self.period = Some(match self.period {
            Some((from, to)) => (from.min(first), to.max(last)),
            None => (first, last),
        });
    }

    fn merge(&mut self, other: Self) {
        if let Some(period) = other.period {
            self.widen(period);
        }
        self.equal_times += other.equal_times;
        self.duplicates += other.duplicates;
        self.fingerprint = self.fingerprint.wrapping_add(other.fingerprint);
    }
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

impl EventLog {
    /// The same events under other names; events for which `label` gives `None` are left out, and
    /// customers without any event left as well. `label` gets a journey and has one label for each
    /// of its events, a code into `names`.
    pub(crate) fn relabel(
        &self,
        names: Names,
        label: impl Fn(&Journey<'_>) -> Vec<Option<u32>> + Sync,
    ) -> Self {
        let data = self.map_shards(|shard| relabel_shard(shard, &mut |journey| label(journey)));
        let period = self.schema.period;
        let mut log = assemble(data, names, self.schema.columns.clone(), self.schema.quality.clone());
        let schema = Schema { period, quality: self.schema.quality.clone(), ..(*log.schema).clone() };
        log.schema = Arc::new(schema);
        log.threads = self.threads;
        log
    }
}

/// The events of a shard for which `label` gives a code. `label` is called for each journey in order.
pub(crate) fn relabel_shard(
    shard: &Shard,
    label: &mut impl FnMut(&Journey<'_>) -> Vec<Option<u32>>,
) -> ShardData {
    let source = &*shard.data;
    let mut data = ShardData { starts: vec![0], ..ShardData::default() };
    let mut events = Vec::new();
    for journey in shard.journeys() {
        let before = events.len();
        let start = source.starts.get(journey.position() as usize).copied().unwrap_or_default() as usize;
        for (offset, code) in label(&journey).into_iter().enumerate() {
            if let Some(code) = code {
                data.touchpoints.push(code);
                events.push(start + offset);
            }
        }
        if events.len() > before {
            data.customers.intern(journey.customer());
            data.starts.push(events.len() as u32);
        }
    }
    data.times = pick(&source.times, &events, 0);
    data.rows = pick(&source.rows, &events, 0);
    if !source.ends.is_empty() {
        data.ends = pick(&source.ends, &events, NO_END);
    }
    data.values = source.values.iter().map(|values| pick_values(values, &events)).collect();
    data
}
