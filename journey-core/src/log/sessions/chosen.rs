//! The longest silences of a whole log: TAP and LCPAP.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use crate::error::Result;
use crate::log::{EventLog, Journey, Shard};
use crate::work::Work;

/// What silences are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scores {
    /// Their length.
    Gaps,
    /// The mean length of all silences between the same two touchpoints, then their own.
    MeansOfPairs,
}

/// Events that the longest silences come before.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Silences before these pairs of touchpoints are chosen as a whole; others have no rank.
    ranks: Option<BTreeMap<(u32, u32), u32>>,
    events: Vec<HashSet<u32>>,
}

/// A silence: how many pairs of touchpoints have a longer mean, and its length.
type Key = (u32, std::cmp::Reverse<i64>);

impl Chosen {
    /// The first `cuts` silences by rank of their pair, length, customer in byte order, and time.
    pub fn new(log: &EventLog, cuts: u64, scores: Scores) -> Result<Self> {
        let ranks = match scores {
            Scores::Gaps => None,
            Scores::MeansOfPairs => Some(ranks(log)?),
        };
        let mut chosen = Self { ranks, events: vec![HashSet::new(); log.shards.len()] };
        let mut keys: Vec<Key> = chosen.look(log, |keys, _, _, key| keys.push(key))?.concat();
        let Some(last) = usize::try_from(cuts).unwrap_or(usize::MAX).min(keys.len()).checked_sub(1) else {
            return Ok(chosen);
        };
        let (_, &mut limit, _) = keys.select_nth_unstable(last);
        let before = keys.iter().filter(|&&key| key < limit).count();
        drop(keys);
        let mut ties: Vec<(&str, usize, u32)> = Vec::new();
        let found = chosen.look(log, |found: &mut Vec<_>, journey, at, key| {
            if key <= limit {
                found.push((key == limit, journey.customer(), at));
            }
        })?;
        for (shard, found) in found.into_iter().enumerate() {
            for (tie, customer, at) in found {
                match tie {
                    true => ties.push((customer, shard, at)),
                    false => chosen.add(shard, at),
                }
            }
        }
        ties.sort_unstable();
        ties.into_iter().take(last + 1 - before).for_each(|(_, shard, at)| chosen.add(shard, at));
        Ok(chosen)
    }

    fn add(&mut self, shard: usize, at: u32) {
        self.events.get_mut(shard).map(|events| events.insert(at));
    }

    /// Whether the silence before an event is one of them.
    pub fn has(&self, shard: usize, place: usize) -> bool {
        self.events.get(shard).is_some_and(|events| events.contains(&(place as u32)))
    }

    /// Looks at every silence of every shard: its journey, the place of the event after it, and its key.
    fn look<'l, T: Send>(
        &self,
        log: &'l EventLog,
        tell: impl Fn(&mut Vec<T>, &Journey<'l>, u32, Key) + Sync,
    ) -> Result<Vec<Vec<T>>> {
        Work::current().map("analysing", log.shards.len(), |index| {
            let mut all = Vec::new();
            for journey in log.shards.get(index).into_iter().flat_map(Shard::journeys) {
                let start = journey.source().1.start;
                for (event, (pair, gap)) in silences(&journey).enumerate() {
                    let rank = self.ranks.as_ref().map_or(Some(0), |ranks| ranks.get(&pair).copied());
                    let key = (rank.unwrap_or(u32::MAX), std::cmp::Reverse(gap));
                    tell(&mut all, &journey, (start + event + 1) as u32, key);
                }
            }
            Ok(all)
        })
    }
}

/// The silence before every event of a journey but the first, and the touchpoints around it.
pub(super) fn silences<'j>(journey: &Journey<'j>) -> impl Iterator<Item = ((u32, u32), i64)> + use<'j> {
    let (times, touchpoints) = (journey.times(), journey.touchpoints());
    let pairs = touchpoints.iter().copied().zip(touchpoints.iter().skip(1).copied());
    pairs.zip(times.iter().zip(times.iter().skip(1)).map(|(before, after)| after - before))
}

/// Pairs of touchpoints by falling mean silence; equal means have one rank.
fn ranks(log: &EventLog) -> Result<BTreeMap<(u32, u32), u32>> {
    type Sums = BTreeMap<(u32, u32), (u128, u128)>;
    let parts = Work::current().fold("analysing", log.shards.len(), Sums::new, |sums, index| {
        for journey in log.shards.get(index).into_iter().flat_map(Shard::journeys) {
            for (pair, gap) in silences(&journey) {
                let (sum, count) = sums.entry(pair).or_default();
                *sum += u128::from(gap.unsigned_abs());
                *count += 1;
            }
        }
        Ok(())
    })?;
    let mut sums = Sums::new();
    for (pair, (more, times)) in parts.into_iter().flatten() {
        let (sum, count) = sums.entry(pair).or_default();
        *sum += more;
        *count += times;
    }
    // Fractions are compared exactly: sums are below 2^96 and counts below 2^32.
    let mut pairs: Vec<_> = sums.into_iter().collect();
    pairs.sort_by(|(_, (a, m)), (_, (b, n))| (b * m).cmp(&(a * n)));
    let mut ranks = BTreeMap::new();
    let (mut rank, mut last) = (0, None);
    for (pair, (sum, count)) in pairs {
        if last.is_some_and(|(s, c): (u128, u128)| s * count != sum * c) {
            rank += 1;
        }
        last = Some((sum, count));
        ranks.insert(pair, rank);
    }
    Ok(ranks)
}
