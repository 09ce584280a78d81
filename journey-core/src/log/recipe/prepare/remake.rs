//! Logs made anew from the lines that become of each journey.

use std::ops::Range;
use std::sync::Arc;

use super::RunValue;
use crate::error::Result;
use crate::log::layout::{assemble, pick_values};
use crate::log::{
    EventLog, Journey, MISSING, NO_BOOLEAN, NO_END, NO_TIME, Names, Shard, ShardData, TextList, Values,
};
use crate::numeric::ExactSum;
use crate::work::Work;

/// An event of a journey as it is to be.
pub(super) struct Line {
    /// Events that become this one.
    pub events: Range<usize>,
    /// Code of its touchpoint among the names.
    pub code: u32,
    /// Whether it is there only to mark a place: it has the time of its event, and no value.
    mark: bool,
}

impl Line {
    pub fn event(event: usize, code: u32) -> Self {
        Self { events: event..event + 1, code, mark: false }
    }

    pub fn mark(event: usize, code: u32) -> Self {
        Self { mark: true, ..Self::event(event, code) }
    }
}

/// How a log is made anew.
pub(super) struct Remake<'l> {
    log: &'l EventLog,
    /// Names of touchpoints: at first those of the log. Those that no event has in the end vanish.
    pub names: Names,
    /// What of the values of a run stays, by column.
    pub columns: Vec<RunValue>,
}

impl<'l> Remake<'l> {
    pub fn new(log: &'l EventLog) -> Self {
        let columns = vec![RunValue::First; log.schema.columns.len()];
        Self { log, names: log.touchpoints().clone(), columns }
    }

    /// The log of these lines, and how many of them are not as they were. Journeys without lines vanish; the period
    /// stays, for it tells until when customers were seen. `of` makes, for the shard of a number, what gives the lines of
    /// a journey.
    pub fn make<F>(&self, of: impl Fn(usize) -> F + Sync) -> Result<(EventLog, u64)>
    where
        F: FnMut(&Journey<'_>, &mut Vec<Line>),
    {
        let shards = self.log.shards();
        let made = Work::current().map("indexing", shards.len(), |index| {
            Ok(shards.get(index).map(|shard| self.shard(shard, of(index))))
        })?;
        let (mut data, mut changed, mut used) = (Vec::new(), 0, vec![false; self.names.len()]);
        for (shard, count) in made.into_iter().flatten() {
            changed += count;
            for &code in shard.touchpoints.iter() {
                used.get_mut(code as usize).into_iter().for_each(|used| *used = true);
            }
            data.push(shard);
        }
        let (names, codes) = self.in_order(&used);
        for shard in &mut data {
            let code = |&code: &u32| codes.get(code as usize).copied().unwrap_or(MISSING);
            shard.touchpoints = shard.touchpoints.iter().map(code).collect();
        }
        let mut quality = self.log.schema.quality.clone();
        quality.events = data.iter().map(|data| data.times.len() as u64).sum();
        let mut log = assemble(data, names, self.log.schema.columns.clone(), quality);
        let schema = Arc::make_mut(&mut log.schema);
        schema.period = self.log.schema.period;
        schema.priority = self.log.schema.priority.clone();
        Ok((log, changed))
    }

    /// The names that are used in byte order, and the new code of each.
    fn in_order(&self, used: &[bool]) -> (Names, Vec<u32>) {
        let (sorted, places) = self.names.sorted();
        let mut kept = vec![false; used.len()];
        for (&place, &used) in places.iter().zip(used) {
            kept.get_mut(place as usize).into_iter().for_each(|kept| *kept = used);
        }
        let names: Names =
            sorted.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(name, _)| name).collect();
        let codes = self.names.iter().map(|name| names.code(name).unwrap_or(MISSING)).collect();
        (names, codes)
    }

    fn shard(&self, shard: &Shard, mut of: impl FnMut(&Journey<'_>, &mut Vec<Line>)) -> (ShardData, u64) {
        let shard = shard.selected();
        let data = &*shard.data;
        let (mut starts, mut customers) = (vec![0], TextList::default());
        let (mut lines, mut all, mut changed) = (Vec::new(), Vec::new(), 0);
        for journey in shard.journeys() {
            let start = journey.source().1.start;
            of(&journey, &mut lines);
            if lines.is_empty() {
                continue;
            }
            for line in lines.drain(..) {
                let before = journey.touchpoints().get(line.events.start);
                changed += u64::from(line.mark || line.events.len() > 1 || before != Some(&line.code));
                let events = start + line.events.start..start + line.events.end;
                all.push(Line { events, ..line });
            }
            customers.push(journey.customer());
            starts.push(all.len() as u32);
        }
        let time = |line: &Line| data.times.get(line.events.start).copied().unwrap_or_default();
        let end = |line: &Line| {
            let ends = data.ends.get(line.events.clone()).filter(|_| !line.mark).unwrap_or_default();
            ends.iter().copied().max().unwrap_or(NO_END)
        };
        let row = |line: &Line| data.rows.get(line.events.start).copied().unwrap_or_default();
        let made = ShardData {
            customers: customers.into(),
            starts: starts.into(),
            touchpoints: all.iter().map(|line| line.code).collect(),
            times: all.iter().map(time).collect(),
            rows: all.iter().map(row).collect(),
            ends: if data.ends.is_empty() { Vec::new().into() } else { all.iter().map(end).collect() },
            values: data
                .values
                .iter()
                .zip(&self.columns)
                .map(|(values, kind)| picked(values, *kind, &all))
                .collect(),
        };
        (made, changed)
    }
}

/// The values of a column.
fn picked(values: &Values, kind: RunValue, lines: &[Line]) -> Values {
    if let (RunValue::Sum, Values::Number(numbers)) = (kind, values) {
        return Values::Number(lines.iter().map(|line| sum(numbers, line)).collect());
    }
    let at = |line: &Line| {
        let mut events = line.events.clone();
        let found = match kind {
            _ if line.mark => return u32::MAX,
            RunValue::Last => events.rev().find(|&event| has(values, event)),
            _ => events.find(|&event| has(values, event)),
        };
        found.unwrap_or(line.events.start) as u32
    };
    pick_values(values, &lines.iter().map(at).collect::<Vec<_>>())
}

fn sum(numbers: &[f64], line: &Line) -> f64 {
    let known = numbers.get(line.events.clone()).filter(|_| !line.mark).unwrap_or_default();
    let mut known = known.iter().copied().filter(|number| !number.is_nan()).peekable();
    if known.peek().is_none() {
        return f64::NAN;
    }
    let mut sum = ExactSum::default();
    known.for_each(|number| sum.add(number));
    sum.value().clamp(f64::MIN, f64::MAX)
}

/// Whether an event has a value.
fn has(values: &Values, event: usize) -> bool {
    match values {
        Values::Dictionary(codes) => codes.get(event).is_some_and(|&code| code != MISSING),
        Values::Number(numbers) => numbers.get(event).is_some_and(|number| !number.is_nan()),
        Values::Boolean(values) => values.get(event).is_some_and(|&value| value != NO_BOOLEAN),
        Values::Time(times) => times.get(event).is_some_and(|&time| time != NO_TIME),
        Values::Text(texts) => !texts.get(event).is_empty(),
    }
}
