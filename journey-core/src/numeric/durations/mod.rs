//! Durations: a multiset of microseconds from which quantiles are asked.

mod packed;
mod settled;
mod sketch;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::order::Lists;
use super::quantile::{distribution, duration_stats};
use crate::analysis::DurationStats;
use crate::error::Result;
use crate::work::Work;
use packed::{BLOCK, Packed};
use settled::{Settled, cancel};
use sketch::Sketch;

/// Microseconds from which the exact [`DurationStats`] are asked: what summaries hold.
///
/// Values are added one by one and kept in few bytes, four to six for gaps in customer journeys. Parts merge, and a
/// part can be taken out again. A multiset whose statistics are asked again and again after few changes is
/// best [settled](Self::settle) once. Values that are too many to be kept can be [rounded](Self::round).
///
/// Serialises as a list of values and what was rounded. Two are equal if they hold the same values, in whatever order.
///
/// # Example
/// ```
/// use journey_core::numeric::Durations;
/// let mut waits: Durations = [3_000_000, 1_000_000, 2_000_000].into_iter().collect();
/// assert_eq!(waits.stats().median_seconds, Some(2.0));
/// waits.retract(&[1_000_000].into_iter().collect());
/// assert_eq!((waits.len(), waits.stats().median_seconds), (2, Some(2.5)));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Durations {
    /// The latest values, at most [`BLOCK`]: all of them while there is nothing else.
    tail: Vec<i64>,
    rest: Option<Box<Rest>>,
}

/// What only larger multisets have.
#[derive(Debug, Clone, Default)]
struct Rest {
    packed: Packed,
    settled: Option<Settled>,
    /// Values to be removed, in no order.
    gone: Vec<i64>,
    /// Values that were rounded, so that they take little memory.
    rounded: Option<Sketch>,
    /// The latest statistics, and how many values were not settled then. They hold as long as no more were
    /// added and nothing is to be removed.
    stats: Option<(usize, DurationStats)>,
}

impl Rest {
    /// Number of values that are held one by one, also of those to be removed.
    fn held(&self) -> usize {
        self.packed.len() + self.settled.as_ref().map_or(0, Settled::len)
    }
}

/// Fewer values are not worth giving to several threads.
const WORTH_THREADS: usize = 100_000;
/// So few values are searched one by one and need no order.
const FEW: usize = 64;

impl Durations {
    /// Adds a value in microseconds.
    #[inline]
    pub fn add(&mut self, micros: i64) {
        if self.tail.len() >= BLOCK {
            self.pack();
        }
        self.tail.push(micros);
    }

    #[cold]
    #[inline(never)]
    fn pack(&mut self) {
        self.rest.get_or_insert_default().packed.push(&self.tail);
        self.tail.clear();
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        let Some(rest) = &self.rest else {
            return self.tail.len();
        };
        let rounded = rest.rounded.as_ref().map_or(0, Sketch::len);
        (self.tail.len() + rest.held()).saturating_sub(rest.gone.len()) + rounded
    }

    /// Memory of the values that are held one by one, in bytes, at most.
    fn memory(&self) -> usize {
        let held = self.rest.as_ref().map_or(0, |rest| rest.held() + rest.gone.len());
        (self.tail.len() + held) * size_of::<i64>()
    }

    /// Whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rounds all values so far, which then take at most 40 kB: quantiles and other order statistics of values that
    /// are not negative are off by at most 1/128 of themselves, which [`DurationStats::relative_error`] says. Their
    /// number, mean, smallest and largest stay exact. Rounded values cannot be [taken out](Self::retract).
    ///
    /// The statistics depend on the values only: if some were rounded, all are when statistics are asked.
    ///
    /// ```
    /// use journey_core::numeric::Durations;
    /// let mut waits: Durations = (1..=1_000_000).collect();
    /// waits.round();
    /// let stats = waits.stats();
    /// assert_eq!((stats.n, stats.max_seconds, stats.relative_error), (1_000_000, Some(1.0), Some(1.0 / 128.0)));
    /// assert!((stats.median_seconds.unwrap() - 0.5).abs() <= 0.5 / 128.0);
    /// ```
    pub fn round(&mut self) {
        if self.is_empty() {
            return;
        }
        let mut rounded = self.rest.as_mut().and_then(|rest| rest.rounded.take()).unwrap_or_default();
        Together(std::iter::once(&*self)).each(|values| rounded.add(values));
        let rest = Rest { rounded: Some(rounded), ..Rest::default() };
        *self = Self { tail: Vec::new(), rest: Some(Box::new(rest)) };
    }

    fn rounded(&self) -> Option<&Sketch> {
        self.rest.as_ref()?.rounded.as_ref()
    }

    /// [Rounds](Self::round) all of these if their values take more bytes than this.
    pub(crate) fn bound_all<'a>(all: impl IntoIterator<Item = &'a mut Self>, bytes: usize) {
        let all: Vec<&mut Self> = all.into_iter().collect();
        if all.iter().map(|durations| durations.memory()).sum::<usize>() > bytes {
            all.into_iter().for_each(Self::round);
        }
    }

    /// Adds all values of another multiset.
    ///
    /// # Complexity
    /// O(number of values / 4,000) unless the other one was settled.
    pub fn merge(&mut self, mut other: Self) {
        if self.tail.is_empty() && self.rest.is_none() {
            *self = other;
            return;
        }
        if let Some(rounded) = other.rest.as_mut().and_then(|rest| rest.rounded.take()) {
            self.rest.get_or_insert_default().rounded.get_or_insert_default().merge(&rounded);
        }
        match other.rest {
            Some(rest) if rest.settled.is_none() => {
                let own = self.rest.get_or_insert_default();
                own.packed.append(rest.packed);
                own.gone.extend(rest.gone);
                self.extend(other.tail);
            }
            rest => self.extend(Self { tail: other.tail, rest }.values()),
        }
    }

    /// Removes all values of another multiset, which must be in this one.
    ///
    /// # Complexity
    /// O(number of values of the other).
    pub fn retract(&mut self, other: &Self) {
        let gone = other.values();
        if self.rest.is_some() || self.tail.len() > FEW {
            self.rest.get_or_insert_default().gone.extend(gone);
            return;
        }
        for value in gone {
            if let Some(position) = self.tail.iter().position(|found| *found == value) {
                self.tail.swap_remove(position);
            }
        }
    }

    /// Brings the values in order, so that after few more of [`add`](Self::add), [`merge`](Self::merge) and
    /// [`retract`](Self::retract) the next [`stats`](Self::stats) cost little.
    ///
    /// # Complexity
    /// O(n log n) the first time; then O(√n + changes · log n).
    pub fn settle(&mut self) {
        if self.rest.is_none() && self.tail.len() <= FEW {
            return;
        }
        let rest = self.rest.get_or_insert_default();
        if self.tail.is_empty() && rest.packed.len() == 0 && rest.gone.is_empty() && rest.settled.is_some() {
            return;
        }
        let known = rest
            .stats
            .take()
            .filter(|(pending, _)| *pending == self.tail.len() + rest.packed.len() && rest.gone.is_empty());
        let mut fresh = unpacked(&rest.packed, &self.tail);
        let mut gone = std::mem::take(&mut rest.gone);
        (rest.packed, self.tail) = (Packed::default(), Vec::new());
        fresh.sort_unstable();
        gone.sort_unstable();
        match &mut rest.settled {
            Some(settled) => settled.change(fresh, gone),
            None => {
                cancel(&mut fresh, &mut gone);
                rest.settled = Some(Settled::new(&fresh));
            }
        }
        rest.stats = known.map(|(_, stats)| (0, stats));
    }

    /// The distribution of the values.
    ///
    /// # Complexity
    /// O(n) the first time; O(1) if nothing changed since; once [settled](Self::settle), which also removing values
    /// does, O(√n + changes · log n).
    pub fn stats(&mut self) -> DurationStats {
        if self.rounded().is_some() {
            self.round();
            return self.rounded().map(Sketch::stats).unwrap_or_default();
        }
        let Some(rest) = &mut self.rest else {
            return duration_stats(&self.tail);
        };
        let pending = self.tail.len() + rest.packed.len();
        if let Some((_, stats)) =
            rest.stats.as_ref().filter(|(then, _)| *then == pending && rest.gone.is_empty())
        {
            return stats.clone();
        }
        if rest.settled.is_none() && rest.gone.is_empty() {
            let stats = distribution(&Unsettled { packed: &rest.packed, tail: &self.tail });
            rest.stats = Some((pending, stats.clone()));
            return stats;
        }
        self.settle();
        let Some((rest, settled)) =
            self.rest.as_mut().and_then(|rest| Some((&mut rest.stats, rest.settled.as_ref()?)))
        else {
            return duration_stats(&self.tail);
        };
        let stats = settled.stats();
        *rest = Some((0, stats.clone()));
        stats
    }

    /// How many values are larger than this one; rounded ones count as what they were rounded to.
    ///
    /// # Complexity
    /// O(n); once [settled](Self::settle), O(log n + changes).
    pub fn count_above(&self, micros: i64) -> u64 {
        let above = |values: &[i64]| values.iter().filter(|&&value| value > micros).count();
        let mut count = above(&self.tail);
        if let Some(rest) = &self.rest {
            rest.packed.each(|values| count += above(values));
            count += rest.settled.as_ref().map_or(0, |settled| settled.count_above(micros));
            count = count.saturating_sub(above(&rest.gone));
            count += rest.rounded.as_ref().map_or(0, |rounded| rounded.count_above(micros));
        }
        count as u64
    }

    /// Shows all values that were not rounded, in no order.
    pub(crate) fn each(&self, mut see: impl FnMut(i64)) {
        Together(std::iter::once(self)).each(|values| values.iter().for_each(|&value| see(value)));
    }

    /// The distribution of the values of many multisets together.
    pub(crate) fn stats_together<'a>(all: impl Iterator<Item = &'a Self> + Clone) -> DurationStats {
        if all.clone().all(|durations| durations.rounded().is_none()) {
            return distribution(&Together(all));
        }
        let mut together = Self::default();
        all.for_each(|durations| together.merge(durations.clone()));
        together.stats()
    }

    /// The distributions of many multisets, in their order, on all threads of the current [`Work`]. If some values of
    /// one were rounded, all values of all of them are.
    pub(crate) fn stats_of_all<'a>(
        all: impl IntoIterator<Item = &'a mut Self>,
    ) -> Result<Vec<DurationStats>> {
        let mut all: Vec<&mut Self> = all.into_iter().collect();
        if all.iter().any(|durations| durations.rounded().is_some()) {
            all.iter_mut().for_each(|durations| durations.round());
        }
        Self::each_of_all(all, Self::stats)
    }

    /// [Settles](Self::settle) many multisets on all threads of the current [`Work`].
    pub(crate) fn settle_all<'a>(all: impl IntoIterator<Item = &'a mut Self>) -> Result<()> {
        Self::each_of_all(all, Self::settle).map(|_| ())
    }

    fn each_of_all<'a, T: Send>(
        all: impl IntoIterator<Item = &'a mut Self>,
        each: impl Fn(&mut Self) -> T + Sync,
    ) -> Result<Vec<T>> {
        let mut all: Vec<(usize, &mut Self)> = all.into_iter().enumerate().collect();
        if all.iter().map(|(_, durations)| durations.len()).sum::<usize>() < WORTH_THREADS {
            return Ok(all.into_iter().map(|(_, durations)| each(durations)).collect());
        }
        // The longest first, so that no thread is left with one in the end.
        all.sort_by_key(|(_, durations)| std::cmp::Reverse(durations.len()));
        let all: Vec<_> = all.into_iter().map(Mutex::new).collect();
        let mut told = Work::current().silent().map("analysing", all.len(), |item| {
            let one = all.get(item).map(|one| one.lock().unwrap_or_else(PoisonError::into_inner));
            Ok(one.map(|mut one| (one.0, each(one.1))))
        })?;
        told.sort_unstable_by_key(|one| one.as_ref().map(|(position, _)| *position));
        Ok(told.into_iter().flatten().map(|(_, told)| told).collect())
    }

    /// All values that were not rounded, in no order.
    fn values(&self) -> Vec<i64> {
        let Some(rest) = &self.rest else {
            return self.tail.clone();
        };
        if !rest.gone.is_empty() {
            let mut copy = self.clone();
            copy.settle();
            return copy.values();
        }
        let mut values = unpacked(&rest.packed, &self.tail);
        values.extend(rest.settled.iter().flat_map(Settled::values));
        values
    }

    fn sorted(&self) -> Vec<i64> {
        let mut values = self.values();
        values.sort_unstable();
        values
    }
}

/// Values in no order.
struct Unsettled<'a> {
    packed: &'a Packed,
    tail: &'a [i64],
}

impl Lists for Unsettled<'_> {
    fn len(&self) -> usize {
        self.packed.len() + self.tail.len()
    }

    fn bits(&self) -> u64 {
        self.tail.iter().fold(self.packed.bits(), |bits, &value| bits | value as u64)
    }

    fn each(&self, mut see: impl FnMut(&[i64])) {
        self.packed.each(&mut see);
        see(self.tail);
    }
}

/// Several multisets as one.
struct Together<I>(I);

impl<'a, I: Iterator<Item = &'a Durations> + Clone> Lists for Together<I> {
    fn len(&self) -> usize {
        self.0.clone().map(Durations::len).sum()
    }

    fn bits(&self) -> u64 {
        let mut bits = 0;
        self.each(|values| bits = values.iter().fold(bits, |bits, &value| bits | value as u64));
        bits
    }

    fn each(&self, mut see: impl FnMut(&[i64])) {
        for durations in self.0.clone() {
            match &durations.rest {
                Some(rest) if !rest.gone.is_empty() => see(&durations.values()),
                Some(rest) => {
                    rest.settled.iter().for_each(|settled| settled.each(&mut see));
                    Unsettled { packed: &rest.packed, tail: &durations.tail }.each(&mut see);
                }
                None => see(&durations.tail),
            }
        }
    }
}

/// These values in one list.
fn unpacked(packed: &Packed, tail: &[i64]) -> Vec<i64> {
    let mut values = Vec::with_capacity(packed.len() + tail.len());
    packed.each(|block| values.extend_from_slice(block));
    values.extend_from_slice(tail);
    values
}

impl PartialEq for Durations {
    fn eq(&self, other: &Self) -> bool {
        let all = |durations: &Self| (durations.len(), durations.rounded().cloned(), durations.sorted());
        self.len() == other.len() && all(self) == all(other)
    }
}

impl Extend<i64> for Durations {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, micros: I) {
        micros.into_iter().for_each(|micros| self.add(micros));
    }
}

impl FromIterator<i64> for Durations {
    fn from_iter<I: IntoIterator<Item = i64>>(micros: I) -> Self {
        let mut durations = Self::default();
        durations.extend(micros);
        durations
    }
}

/// Durations on their way.
#[derive(Serialize, Deserialize)]
struct Carried {
    values: Vec<i64>,
    rounded: Option<Sketch>,
}

impl Serialize for Durations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Carried { values: self.values(), rounded: self.rounded().cloned() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Durations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Carried { values, rounded } = Carried::deserialize(deserializer)?;
        let mut durations: Self = values.into_iter().collect();
        if rounded.is_some() {
            durations.rest.get_or_insert_default().rounded = rounded;
        }
        Ok(durations)
    }
}
