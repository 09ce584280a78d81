//! Rows of bottlenecks.

use serde::{Deserialize, Serialize};

use super::BottleneckPlan;
use super::queue::Queue;
use super::summary::{BottleneckSummary, Moves};
use crate::analysis::{DurationStats, Estimate, Method, Table, Tabular};
use crate::error::Result;
use crate::numeric::{ExactSum, benjamini_hochberg, duration_stats, normal_p, quantile, spearman, wald};
use crate::work::Work;

/// Beyond what time is lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum BaselineKind {
    /// The lower quartile of the moves of the same kind.
    #[default]
    LowerQuartile,
    /// The target of the touchpoint that is waited for.
    Target,
}

/// Moves that met with some load.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct LoadBand {
    /// Fewest others who were waiting.
    pub least: u64,
    /// Most others who were waiting.
    pub most: u64,
    /// Moves.
    pub count: u64,
    /// Their mean waiting time.
    pub mean_seconds: f64,
}

/// Waiting from one touchpoint to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct BottleneckRow {
    /// Touchpoint that comes first.
    pub source: String,
    /// Touchpoint that is waited for.
    pub target: String,
    /// Moves.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Moves that began before the event before was over; their waiting time is 0.
    pub overlaps: u64,
    /// Waiting times by the clock.
    pub wait: DurationStats,
    /// Waiting times within opening hours, if there are any.
    pub open_wait: Option<DurationStats>,
    /// What the baseline is.
    pub baseline: BaselineKind,
    /// The baseline; within opening hours, if there are any, as all that follows from it.
    pub baseline_seconds: f64,
    /// Share of the moves that took longer.
    pub late: Estimate,
    /// Mean time beyond the baseline, in seconds.
    pub excess_seconds: Estimate,
    /// Time beyond the baseline of all moves, in seconds.
    pub lost_seconds: Estimate,
    /// Share of all time lost; `None` if none is.
    pub share: Option<f64>,
    /// Spearman's correlation of waiting with how many others were waiting; `None` where one of both is always the same.
    pub load_correlation: Option<f64>,
    /// Two-sided p-value of that; `None` for fewer than ten moves.
    pub p: Option<f64>,
    /// The same, adjusted for the number of rows that were tested.
    pub p_adjusted: Option<f64>,
    /// What one more who is waiting costs, by least squares.
    pub slope_seconds: Option<f64>,
    /// Thirds of the moves by load, lowest first; fewer where many have the same load.
    pub bands: Vec<LoadBand>,
    /// Share of the moves that ended in a batch.
    pub batched: Estimate,
    /// Batches.
    pub batches: u64,
    /// Median number of moves in a batch; `None` without batches.
    pub batch_size: Option<f64>,
    /// Share of all waiting by the clock that was for the last one of a batch; `None` if nobody waited.
    pub batch_share: Option<f64>,
    /// Share of the pairs of journeys that waited at the same time, of which the later one was served first.
    pub overtaken: Estimate,
}

/// Answer of [`Bottlenecks`](super::Bottlenecks).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct BottleneckReport {
    /// Moves by falling time lost, then by source and target in the order of the log.
    pub rows: Vec<BottleneckRow>,
    /// Customers.
    pub customers: u64,
    /// Moves.
    pub count: u64,
    /// Time lost in all.
    pub lost_seconds: f64,
    /// Rows whose load was tested.
    pub tested: u64,
}

impl Tabular for BottleneckReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("source", rows.clone().map(|row| row.source.as_str()))
            .text("target", rows.clone().map(|row| row.target.as_str()))
            .count("count", rows.clone().map(|row| row.count))
            .count("customers", rows.clone().map(|row| row.customers))
            .count("overlaps", rows.clone().map(|row| row.overlaps))
            .estimate("lost_seconds", rows.clone().map(|row| &row.lost_seconds))
            .number("share", rows.clone().map(|row| row.share))
            .number("baseline_seconds", rows.clone().map(|row| Some(row.baseline_seconds)))
            .estimate("excess_seconds", rows.clone().map(|row| &row.excess_seconds))
            .estimate("late", rows.clone().map(|row| &row.late))
            .number("load_correlation", rows.clone().map(|row| row.load_correlation))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.clone().map(|row| row.p_adjusted))
            .number("slope_seconds", rows.clone().map(|row| row.slope_seconds))
            .estimate("batched", rows.clone().map(|row| &row.batched))
            .number("batch_size", rows.clone().map(|row| row.batch_size))
            .number("batch_share", rows.clone().map(|row| row.batch_share))
            .estimate("overtaken", rows.clone().map(|row| &row.overtaken))
            .durations("", rows.map(|row| &row.wait))
    }
}

const MOVES: &str = "moves of this kind";
/// Fewer moves are not tested.
const TESTED: usize = 10;

/// The answer for the whole log.
pub(super) fn report(plan: &BottleneckPlan, summary: &mut BottleneckSummary) -> Result<BottleneckReport> {
    let mut edges: Vec<((u32, u32), Moves)> =
        summary.moves.iter().map(|(key, moves)| (*key, moves.clone())).collect();
    edges.sort_unstable_by_key(|(key, _)| *key);
    let rows = Work::current().map("measuring waits", edges.len(), |edge| {
        Ok(edges.get(edge).map(|(key, moves)| row(plan, *key, moves)))
    })?;
    let mut rows: Vec<BottleneckRow> = rows.into_iter().flatten().collect();
    let value = |row: &BottleneckRow| row.lost_seconds.value.unwrap_or_default();
    let lost = rows.iter().map(value).collect::<ExactSum>().value();
    let p: Vec<Option<f64>> = rows.iter().map(|row| row.p).collect();
    for (row, p_adjusted) in rows.iter_mut().zip(benjamini_hochberg(&p)) {
        row.p_adjusted = p_adjusted;
        row.share = (lost > 0.0).then(|| value(row) / lost);
    }
    rows.sort_by(|a, b| value(b).total_cmp(&value(a)));
    Ok(BottleneckReport {
        customers: summary.customers,
        count: rows.iter().map(|row| row.count).sum(),
        lost_seconds: lost,
        tested: p.iter().flatten().count() as u64,
        rows,
    })
}

fn row(plan: &BottleneckPlan, (source, target): (u32, u32), moves: &Moves) -> BottleneckRow {
    let queue = Queue::new(moves.waits.clone());
    let (times, loads) = (queue.times(), queue.loads());
    let open = open_times(plan, &queue);
    let loss = Loss::new(plan.targets.get(&target).copied(), open.as_ref().unwrap_or(&times));
    let correlation = spearman(&loads, &times);
    let name = |code: u32| plan.touchpoints.get(code as usize).cloned().unwrap_or_default();
    let (n, all) = (times.len() as u64, times.iter().map(|time| i128::from(*time)).sum::<i128>());
    let batches = queue.batches(plan.batch_least, plan.batch_within);
    let batched: i64 = batches.sizes.iter().sum();
    let mut sizes = batches.sizes;
    sizes.sort_unstable();
    let pairs = loads.iter().sum::<i64>().unsigned_abs();
    BottleneckRow {
        source: name(source),
        target: name(target),
        count: n,
        customers: moves.customers,
        overlaps: moves.overlaps,
        wait: duration_stats(&times),
        open_wait: open.as_ref().map(|open| duration_stats(open)),
        baseline: loss.kind,
        baseline_seconds: loss.baseline / 1e6,
        late: Estimate::share(loss.late, n, MOVES),
        excess_seconds: loss.estimate(loss.sum / n as f64, 1.0),
        lost_seconds: loss.estimate(loss.sum, n as f64),
        share: None,
        load_correlation: correlation,
        p: correlation.filter(|_| times.len() >= TESTED).map(|r| normal_p(r * ((n - 1) as f64).sqrt())),
        p_adjusted: None,
        slope_seconds: slope(&loads, &times),
        bands: bands(&loads, &times),
        batched: Estimate::share(batched.unsigned_abs(), n, MOVES),
        batches: sizes.len() as u64,
        batch_size: quantile(&sizes, 0.5),
        batch_share: (all > 0).then(|| batches.micros as f64 / all as f64),
        overtaken: overtaken(&queue, pairs),
    }
}

/// The part of each wait in which the place was open; `None` if no hours are known.
fn open_times(plan: &BottleneckPlan, queue: &Queue) -> Option<Vec<i64>> {
    let open = plan.open.as_ref()?;
    Some(queue.waits.iter().map(|(from, to)| open.between(*from, *to)).collect())
}

fn overtaken(queue: &Queue, pairs: u64) -> Estimate {
    let share = (pairs > 0).then(|| queue.overtakings() as f64 / pairs as f64);
    Estimate::exact(share, pairs, "pairs of journeys that waited at the same time")
}

/// Time beyond a baseline, in microseconds.
struct Loss {
    kind: BaselineKind,
    baseline: f64,
    late: u64,
    sum: f64,
    interval: Option<(f64, f64)>,
    n: u64,
}

impl Loss {
    fn new(target: Option<i64>, times: &[i64]) -> Self {
        let n = times.len() as f64;
        let (kind, baseline) = match target {
            Some(target) => (BaselineKind::Target, target as f64),
            None => {
                let mut sorted = times.to_vec();
                sorted.sort_unstable();
                (BaselineKind::LowerQuartile, quantile(&sorted, 0.25).unwrap_or_default())
            }
        };
        let excess = || times.iter().map(|time| (*time as f64 - baseline).max(0.0));
        let sum = excess().collect::<ExactSum>().value();
        let mean = sum / n;
        let squares = excess().map(|excess| (excess - mean) * (excess - mean)).collect::<ExactSum>().value();
        let error = (squares / (n - 1.0) / n).sqrt();
        Self {
            kind,
            baseline,
            late: excess().filter(|excess| *excess > 0.0).count() as u64,
            sum,
            interval: (times.len() > 1).then(|| wald(mean, error)),
            n: times.len() as u64,
        }
    }

    /// So many microseconds, with so many times the interval of the mean, in seconds.
    fn estimate(&self, micros: f64, times: f64) -> Estimate {
        let interval = self.interval.map(|(low, high)| (low.max(0.0) * times / 1e6, high * times / 1e6));
        Estimate::with_interval(Some(micros / 1e6), interval, self.n, MOVES, Method::Wald)
    }
}

/// Least squares of waiting in seconds on load.
fn slope(loads: &[i64], times: &[i64]) -> Option<f64> {
    let mean = |values: &[i64]| {
        values.iter().map(|value| i128::from(*value)).sum::<i128>() as f64 / values.len() as f64
    };
    let (load, time) = (mean(loads), mean(times));
    let pairs = || loads.iter().zip(times).map(|(a, b)| (*a as f64 - load, *b as f64 - time));
    let products = pairs().map(|(a, b)| a * b).collect::<ExactSum>().value();
    let squares = pairs().map(|(a, _)| a * a).collect::<ExactSum>().value();
    (squares > 0.0).then(|| products / squares / 1e6)
}

/// Thirds of the moves by load.
fn bands(loads: &[i64], times: &[i64]) -> Vec<LoadBand> {
    let mut sorted = loads.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1);
    let limits = [last / 3, 2 * last / 3, last].map(|place| sorted.get(place).copied().unwrap_or_default());
    let mut above = -1;
    let mut bands = Vec::new();
    for most in limits {
        let within = || loads.iter().zip(times).filter(|(load, _)| **load > above && **load <= most);
        let count = within().count() as u64;
        if let Some(least) = within().map(|(load, _)| *load).min() {
            let all: i128 = within().map(|(_, time)| i128::from(*time)).sum();
            bands.push(LoadBand {
                least: least.unsigned_abs(),
                most: most.unsigned_abs(),
                count,
                mean_seconds: all as f64 / count as f64 / 1e6,
            });
        }
        above = most;
    }
    bands
}
