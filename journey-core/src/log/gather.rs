//! A shard put together from events that lie in others.

use std::ops::Range;

use super::columns::{MISSING, NO_BOOLEAN, NO_TIME};
use super::shard::{Journey, Shard, ShardData};
use super::{ColumnKind, EventLog, NO_END, TextList, Values};

/// Collects journeys, of which parts may lie in several shards, and copies them together.
#[derive(Debug)]
pub(super) struct Gather<'a> {
    sources: Vec<&'a ShardData>,
    customers: TextList,
    starts: Vec<u32>,
    runs: Vec<Run>,
    events: usize,
}

/// Events that lie side by side.
#[derive(Debug, Clone, Copy)]
struct Run {
    source: u32,
    start: u32,
    end: u32,
}

impl<'a> Gather<'a> {
    pub fn new() -> Self {
        Self {
            sources: Vec::new(),
            customers: TextList::default(),
            starts: vec![0],
            runs: Vec::new(),
            events: 0,
        }
    }

    /// The same for journeys whose events are named by their place in these data.
    pub fn over(sources: Vec<&'a ShardData>) -> Self {
        Self { sources, ..Self::new() }
    }

    /// Number of journeys.
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Adds an event of one of the sources to the journey that is [closed](Self::close) next.
    pub fn event(&mut self, source: u32, at: u32) {
        self.add(Run { source, start: at, end: at + 1 });
    }

    /// Codes of the events so far, of which each source has a list.
    pub fn codes(&self, of: &[Vec<u32>]) -> Vec<u32> {
        let mut all = Vec::with_capacity(self.events);
        for run in &self.runs {
            let range = run.start as usize..run.end as usize;
            match of.get(run.source as usize).and_then(|codes| codes.get(range.clone())) {
                Some(codes) => all.extend_from_slice(codes),
                None => all.extend(range.map(|_| MISSING)),
            }
        }
        all
    }

    /// Adds a journey as it is.
    pub fn copy(&mut self, journey: &Journey<'a>) {
        self.run(journey);
        self.close(journey.customer());
    }

    /// Adds a journey with more events, ordered by time and at equal times by rank; else those of `more` come last.
    pub fn join(&mut self, journey: Option<&Journey<'a>>, more: &Journey<'a>, rank: &[u32]) {
        let parts = [journey, Some(more)];
        let before = journey.and_then(Journey::last_time);
        if rank.is_empty() && before.is_none_or(|last| more.times().first().is_some_and(|&time| time >= last))
        {
            parts.into_iter().flatten().for_each(|part| self.run(part));
        } else {
            self.sort(parts.into_iter().flatten(), rank);
        }
        self.close(more.customer());
    }

    fn sort<'j>(&mut self, parts: impl Iterator<Item = &'j Journey<'a>>, rank: &[u32])
    where
        'a: 'j,
    {
        let mut events = Vec::new();
        for part in parts {
            let (data, range) = part.source();
            let source = self.source(data);
            for (at, (&time, &touchpoint)) in range.zip(part.times().iter().zip(part.touchpoints())) {
                events.push((time, rank.get(touchpoint as usize).copied(), source, at as u32));
            }
        }
        events.sort_by_key(|&(time, rank, ..)| (time, rank));
        events.into_iter().for_each(|(_, _, source, at)| self.add(Run { source, start: at, end: at + 1 }));
    }

    fn run(&mut self, journey: &Journey<'a>) {
        let (data, Range { start, end }) = journey.source();
        let source = self.source(data);
        self.add(Run { source, start: start as u32, end: end as u32 });
    }

    fn add(&mut self, run: Run) {
        self.events += (run.end - run.start) as usize;
        match self.runs.last_mut() {
            Some(last) if last.source == run.source && last.end == run.start => last.end = run.end,
            _ => self.runs.push(run),
        }
    }

    /// Number of a source. There are few, and the same one is often asked for again.
    fn source(&mut self, data: &'a ShardData) -> u32 {
        let known = self.sources.iter().rposition(|known| std::ptr::eq(*known, data));
        let number = known.unwrap_or(self.sources.len());
        if known.is_none() {
            self.sources.push(data);
        }
        number as u32
    }

    /// The events since the last journey are one, of this customer.
    pub fn close(&mut self, customer: &str) {
        self.customers.push(customer);
        self.starts.push(self.events as u32);
    }

    /// The journeys in the order in which they were added.
    pub fn finish(self) -> ShardData {
        let ends = self.sources.iter().any(|source| !source.ends.is_empty());
        // A source without any journey has no values.
        let full = self.sources.iter().max_by_key(|source| source.values.len());
        let kinds: Vec<ColumnKind> =
            full.map_or(Vec::new(), |source| source.values.iter().map(Values::kind).collect());
        let values = |(column, kind): (usize, &ColumnKind)| self.values(column, *kind);
        ShardData {
            touchpoints: self.pick(MISSING, |source| &source.touchpoints).into(),
            times: self.pick(0, |source| &source.times).into(),
            rows: self.pick(0, |source| &source.rows).into(),
            ends: if ends { self.pick(NO_END, |source| &source.ends) } else { Vec::new() }.into(),
            values: kinds.iter().enumerate().map(values).collect(),
            starts: self.starts.into(),
            customers: self.customers.into(),
        }
    }

    fn values(&self, column: usize, kind: ColumnKind) -> Values {
        macro_rules! pick {
            ($variant:ident, $missing:expr) => {
                Values::$variant(
                    self.pick($missing, |source| match source.values.get(column) {
                        Some(Values::$variant(values)) => values,
                        _ => &[],
                    })
                    .into(),
                )
            };
        }
        match kind {
            ColumnKind::Dictionary => pick!(Dictionary, MISSING),
            ColumnKind::Number => pick!(Number, f64::NAN),
            ColumnKind::Boolean => pick!(Boolean, NO_BOOLEAN),
            ColumnKind::Time => pick!(Time, NO_TIME),
            ColumnKind::Text => {
                let mut texts = TextList::default();
                self.each(|source, range| match source.values.get(column) {
                    Some(Values::Text(from)) => range.for_each(|position| texts.push(from.get(position))),
                    _ => range.for_each(|_| texts.push("")),
                });
                Values::Text(texts.into())
            }
        }
    }

    fn pick<T: Copy>(&self, missing: T, of: impl Fn(&ShardData) -> &[T]) -> Vec<T> {
        let mut all = Vec::with_capacity(self.events);
        self.each(|source, range| match of(source).get(range.clone()) {
            Some(values) => all.extend_from_slice(values),
            None => all.extend(std::iter::repeat_n(missing, range.len())),
        });
        all
    }

    fn each(&self, mut tell: impl FnMut(&ShardData, Range<usize>)) {
        for run in &self.runs {
            if let Some(source) = self.sources.get(run.source as usize) {
                tell(source, run.start as usize..run.end as usize);
            }
        }
    }
}

impl Shard {
    /// The same journeys side by side, as they are when nothing was appended.
    pub(super) fn flat(&self) -> Self {
        let Some(later) = &self.later else {
            return self.clone();
        };
        let data = together(&self.whole());
        let keep = self.keep.as_ref().map(|keep| {
            let mut keep = keep.iter().peekable();
            let mut kept = |position: &&u32| keep.next_if_eq(position).is_some();
            later
                .order
                .iter()
                .zip(0..)
                .filter(|(position, _)| kept(position))
                .map(|(_, place)| place)
                .collect()
        });
        Self { keep, ..data.into() }
    }

    /// The selected journeys in one piece.
    #[cfg(feature = "file")]
    pub(crate) fn kept(&self) -> std::sync::Arc<ShardData> {
        let all = self.later.is_none() && self.keep.is_none();
        if all { self.data.clone() } else { std::sync::Arc::new(together(self)) }
    }

    /// A shard whose selected journeys lie in one piece.
    pub(super) fn selected(&self) -> Self {
        if self.later.is_none() { self.clone() } else { together(self).into() }
    }
}

/// The selected journeys of a shard, copied.
fn together(shard: &Shard) -> ShardData {
    let mut gather = Gather::new();
    shard.journeys().for_each(|journey| gather.copy(&journey));
    gather.finish()
}

impl EventLog {
    /// The same log with the data of each shard in one piece.
    pub(crate) fn flat(&self) -> Self {
        if self.shards.iter().all(|shard| shard.later.is_none()) {
            return self.clone();
        }
        Self { shards: self.map_shards(Shard::flat).into(), ..self.clone() }
    }
}
