//! Sorted values with few changes, which are cheap to make and to read through.

use super::packed::Form;
use crate::analysis::DurationStats;
use crate::numeric::quantile::{needed_ranks, stats_of};

/// Values that share a form.
const RUN: usize = 1024;

/// Ascending values, packed, that can be read at any position.
#[derive(Debug, Clone, Default)]
struct Sorted {
    runs: Vec<Run>,
    n: usize,
}

#[derive(Debug, Clone)]
struct Run {
    /// The smallest value; the bytes hold what the others have more.
    base: i64,
    form: Form,
    /// Eight more than needed, so that every value is read as eight bytes.
    bytes: Box<[u8]>,
}

impl Run {
    fn new(values: &[i64]) -> Self {
        let base = values.first().copied().unwrap_or_default();
        let more = |value: i64| value.wrapping_sub(base) as u64;
        let form = Form::of(values.iter().fold(0, |bits, &value| bits | more(value)));
        let width = usize::from(form.width);
        let mut bytes = Vec::with_capacity(values.len() * width + 8);
        for &value in values {
            let all = (more(value) >> form.shift).to_le_bytes();
            bytes.extend_from_slice(all.get(..width).unwrap_or_default());
        }
        bytes.extend_from_slice(&[0; 8]);
        Self { base, form, bytes: bytes.into() }
    }

    fn get(&self, position: usize) -> Option<i64> {
        let start = position * usize::from(self.form.width);
        let bytes = self.bytes.get(start..)?.first_chunk::<8>()?;
        let more = (u64::from_le_bytes(*bytes) & self.form.mask()) << self.form.shift;
        Some(self.base.wrapping_add(more as i64))
    }
}

impl Sorted {
    fn new(values: &[i64]) -> Self {
        Self { runs: values.chunks(RUN).map(Run::new).collect(), n: values.len() }
    }

    fn get(&self, position: usize) -> Option<i64> {
        if position >= self.n {
            return None;
        }
        self.runs.get(position / RUN)?.get(position % RUN)
    }

    /// How many values are below this one, or with `equal`, not above it.
    fn rank(&self, value: i64, equal: bool) -> usize {
        let before = |other: i64| other < value || equal && other == value;
        let run = self.runs.partition_point(|run| before(run.base)).saturating_sub(1);
        let (mut low, mut high) = ((run * RUN).min(self.n), ((run + 1) * RUN).min(self.n));
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).is_some_and(before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// A multiset in order: a base that is seldom rebuilt, without some values, with some others.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    base: Sorted,
    /// Ascending.
    added: Vec<i64>,
    /// Ascending positions in the base.
    removed: Vec<usize>,
    sum: i128,
}

impl Settled {
    /// Of ascending values.
    pub fn new(values: &[i64]) -> Self {
        Self { base: Sorted::new(values), sum: sum(values), ..Self::default() }
    }

    pub fn len(&self) -> usize {
        self.base.n - self.removed.len() + self.added.len()
    }

    /// Adds and removes values, both ascending. Values to be removed that are not there are left alone.
    pub fn change(&mut self, mut fresh: Vec<i64>, mut gone: Vec<i64>) {
        cancel(&mut fresh, &mut gone);
        self.sum += sum(&fresh) - sum(&gone);
        cancel(&mut self.added, &mut gone);
        self.remove(&mut gone);
        self.sum += sum(&gone);
        self.restore(&mut fresh);
        self.added.append(&mut fresh);
        self.added.sort_unstable();
        let changes = self.added.len() + self.removed.len();
        if changes > 64 && changes > 4 * self.base.n.isqrt() {
            self.base = Sorted::new(&self.values());
            self.added = Vec::new();
            self.removed = Vec::new();
        }
    }

    /// Removes ascending values from the base; those that are not there stay in the list.
    fn remove(&mut self, gone: &mut Vec<i64>) {
        let mut more = Vec::with_capacity(gone.len());
        let mut missing = Vec::new();
        for equal in gone.chunk_by(|a, b| a == b) {
            let value = equal.first().copied().unwrap_or_default();
            let (free, after) = (self.first_free(value), self.base.rank(value, true));
            let taken = equal.len().min(after.saturating_sub(free));
            more.extend(free..free + taken);
            missing.extend_from_slice(equal.get(taken..).unwrap_or_default());
        }
        self.removed.append(&mut more);
        self.removed.sort_unstable();
        *gone = missing;
    }

    /// Puts ascending values back that had been removed from the base; the others stay in the list.
    fn restore(&mut self, fresh: &mut Vec<i64>) {
        if self.removed.is_empty() {
            return;
        }
        let mut others = Vec::new();
        for equal in fresh.chunk_by(|a, b| a == b) {
            let value = equal.first().copied().unwrap_or_default();
            let (first, free) = (self.base.rank(value, false), self.first_free(value));
            let back = equal.len().min(free - first);
            let place = self.removed.partition_point(|&position| position < free);
            self.removed.drain(place - back..place);
            others.extend_from_slice(equal.get(back..).unwrap_or_default());
        }
        *fresh = others;
    }

    /// Position of the first value in the base not below this one that was not removed from among its equals:
    /// of equal values, the first are removed first.
    fn first_free(&self, value: i64) -> usize {
        let (first, after) = (self.base.rank(value, false), self.base.rank(value, true));
        let below = |limit: usize| self.removed.partition_point(|&position| position < limit);
        first + below(after) - below(first)
    }

    /// The value of the base at a position that does not count the removed ones.
    fn kept(&self, position: usize) -> Option<i64> {
        // The removed position number `i` comes after `removed[i] - i` kept ones.
        let (mut low, mut high) = (0, self.removed.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.removed.get(middle).is_some_and(|removed| removed - middle <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.base.get(position + low)
    }

    /// The value of a rank, from 0.
    ///
    /// O(log changes): the rank in the base differs by no more than the changes.
    pub fn get(&self, rank: usize) -> Option<i64> {
        // How many added values lie below: number `i` does if at most `rank - 1 - i` kept ones are less.
        let (mut low, mut high) = (0, self.added.len().min(rank));
        while low < high {
            let middle = low.midpoint(high);
            let added = self.added.get(middle).copied();
            if self.kept(rank - 1 - middle).is_none_or(|kept| added.is_some_and(|added| added <= kept)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let kept = self.kept(rank - low);
        let added = self.added.get(low).copied();
        kept.into_iter().chain(added).min()
    }

    pub fn count_above(&self, value: i64) -> usize {
        let position = self.base.rank(value, true);
        let removed = self.removed.partition_point(|&removed| removed < position);
        let added = self.added.partition_point(|&added| added <= value);
        (self.base.n - position) - (self.removed.len() - removed) + (self.added.len() - added)
    }

    pub fn stats(&self) -> DurationStats {
        let ranks = needed_ranks(self.len());
        let values: Vec<i64> = ranks.iter().filter_map(|&rank| self.get(rank)).collect();
        stats_of(self.len(), self.sum, &ranks, &values)
    }

    /// Shows all values, list by list, in no order.
    pub fn each(&self, mut see: impl FnMut(&[i64])) {
        let mut removed = self.removed.iter().copied().peekable();
        let mut values = Vec::with_capacity(RUN);
        for first in (0..self.base.n).step_by(RUN) {
            let kept =
                (first..self.base.n.min(first + RUN)).filter(|place| removed.next_if_eq(place).is_none());
            values.extend(kept.filter_map(|place| self.base.get(place)));
            see(&values);
            values.clear();
        }
        see(&self.added);
    }

    /// All values in order.
    pub fn values(&self) -> Vec<i64> {
        let mut removed = self.removed.iter().copied().peekable();
        let mut added = self.added.iter().copied().peekable();
        let mut values = Vec::with_capacity(self.len());
        for (position, value) in (0..self.base.n).filter_map(|i| Some((i, self.base.get(i)?))) {
            if removed.next_if_eq(&position).is_none() {
                while let Some(less) = added.next_if(|&less| less < value) {
                    values.push(less);
                }
                values.push(value);
            }
        }
        values.extend(added);
        values
    }
}

fn sum(values: &[i64]) -> i128 {
    values.iter().map(|&value| i128::from(value)).sum()
}

/// Takes what two ascending lists have in common out of both.
pub(super) fn cancel(left: &mut Vec<i64>, right: &mut Vec<i64>) {
    if left.is_empty() || right.is_empty() {
        return;
    }
    let mut others = right.iter().copied().peekable();
    let mut only_right = Vec::new();
    left.retain(|&value| {
        while let Some(less) = others.next_if(|&other| other < value) {
            only_right.push(less);
        }
        others.next_if_eq(&value).is_none()
    });
    only_right.extend(others);
    *right = only_right;
}
