//! Which ids stand together on events.

use hashbrown::HashMap;

use super::nodes::Nodes;
use crate::error::Result;
use crate::log::EventLog;
use crate::log::columns::MISSING;
use crate::work::Work;

/// Two ids that stand on one event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// The more trustworthy one.
    pub a: u32,
    pub b: u32,
    /// Events with both.
    pub events: u32,
}

/// All pairs, in order.
#[derive(Debug)]
pub(super) struct Edges(pub Vec<Edge>);

impl Edges {
    pub fn new(log: &EventLog, nodes: &Nodes) -> Result<Self> {
        let parts = Work::current().map("analysing", log.shards.len(), |shard| {
            let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
            let events = log.shards.get(shard).map_or(0, |shard| shard.data.times.len());
            // Most events have the ids of the one before.
            let (mut ids, mut last, mut run) = (Vec::new(), Vec::new(), 0);
            for place in 0..=events {
                ids.clear();
                ids.extend(nodes.at(shard, place));
                if ids == last && place < events {
                    run += 1;
                    continue;
                }
                for (position, &a) in last.iter().enumerate() {
                    last.iter().skip(position + 1).for_each(|&b| *pairs.entry((a, b)).or_default() += run);
                }
                std::mem::swap(&mut ids, &mut last);
                run = 1;
            }
            let mut pairs: Vec<_> = pairs.into_iter().collect();
            pairs.sort_unstable();
            Ok(pairs)
        })?;
        let mut all = parts.concat();
        all.sort_unstable();
        let one = |same: &[((u32, u32), u32)]| {
            let &((a, b), _) = same.first()?;
            Some(Edge { a, b, events: same.iter().fold(0, |sum, (_, events)| events.saturating_add(sum)) })
        };
        Ok(Self(all.chunk_by(|x, y| x.0 == y.0).filter_map(one).collect()))
    }
}

impl Nodes {
    /// The ids of an event that may link, the most trustworthy first.
    pub fn at(&self, shard: usize, place: usize) -> impl Iterator<Item = u32> {
        self.columns.iter().filter_map(move |column| {
            let id = *column.of.get(shard)?.get(place)?;
            (id != MISSING && self.usable.get(id as usize) == Some(&true)).then_some(id)
        })
    }
}
