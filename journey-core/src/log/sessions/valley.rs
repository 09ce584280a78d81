//! Which silences are breaks within a visit, and which lie between visits?

use serde::{Deserialize, Serialize};

use super::chosen::silences;
use crate::analysis::{Table, Tabular};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::model::TimeSpan;
use crate::work::Work;

/// Answer of [`EventLog::session_gap`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct GapReport {
    /// Histogram of the silences: bins of an eighth of a power of ten, from the first to the last that is not empty.
    pub rows: Vec<GapBin>,
    /// Silences of more than 0.
    pub gaps: u64,
    /// Events at the same time as the one before.
    pub zero_gaps: u64,
    /// All silences are multiples of this; 1 µs if there is none.
    pub resolution_seconds: f64,
    /// Where short and long silences part.
    pub valley: Option<GapValley>,
    /// Why there is no valley.
    pub no_valley: Option<NoValley>,
}

/// Silences of about the same length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct GapBin {
    /// Shortest length in this bin.
    pub from_seconds: f64,
    /// Shortest length beyond it.
    pub to_seconds: f64,
    /// Silences.
    pub gaps: u64,
    /// Mean of the bins around, the nearer ones with more weight; what valleys are looked for in.
    pub smoothed: f64,
}

/// A limit that parts short silences from long ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct GapValley {
    /// The limit.
    pub gap: TimeSpan,
    /// The usual short silence.
    pub shorter_seconds: f64,
    /// The usual long silence.
    pub longer_seconds: f64,
    /// By what share of the lower hill the valley lies below it.
    pub depth: f64,
    /// Share of the silences that are longer than the limit.
    pub share_longer: f64,
}

/// Why there is no limit to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum NoValley {
    /// There are fewer than 100 silences.
    TooFew,
    /// There is one hill only, or the dips between hills are shallow or may be chance.
    OneHill,
}

impl Tabular for GapReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .number("from_seconds", rows.clone().map(|row| Some(row.from_seconds)))
            .number("to_seconds", rows.clone().map(|row| Some(row.to_seconds)))
            .count("gaps", rows.clone().map(|row| row.gaps))
            .number("smoothed", rows.map(|row| Some(row.smoothed)))
    }
}

/// Bins of a power of ten.
const BINS: u32 = 8;
/// Bins in all: 18 powers of ten of microseconds.
const ALL: usize = 18 * BINS as usize;
/// Multiples of the resolution below this one are spread over bins: there are gaps between them.
const COARSE: usize = 16;
/// Bins on either side that smoothing looks at.
const REACH: usize = 4;
/// Fewer silences show nothing.
const FEW: u64 = 100;
/// Shallower valleys are none.
const DEPTH: f64 = 0.2;
/// So many standard deviations of the counts must lie between hill and valley.
const SURE: f64 = 3.0;

impl EventLog {
    /// After how long a silence does a new visit begin? The histogram of the logarithms of all silences between
    /// neighbouring events, and its valley between the hill of short and the hill of long ones, if there is one.
    ///
    /// The bins are smoothed (triangular weights, four bins to each side). Of all dips between two hills that with the
    /// largest difference to the lower hill is the valley, if it is deeper than a fifth of that hill, and by more than
    /// three standard deviations of the counts. Silences of few steps of the clock's resolution are spread over the
    /// bins half a step around, so that times in whole minutes or days show no false valleys.
    ///
    /// ```
    /// use journey_core::{EventLog, log::{Columns, NoValley}};
    /// let log = EventLog::read_csv_text("u,t,e\nann,2024-03-01,look\n", &Columns::new("u", "t", "e"))?;
    /// let report = log.session_gap()?;
    /// assert_eq!((report.valley, report.no_valley), (None, Some(NoValley::TooFew)));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Cancelled`](crate::Error::Cancelled).
    ///
    /// # Complexity
    /// O(events) time.
    ///
    /// # Reference
    /// Halfaker et al., *User Session Identification Based on Strong Regularities in Inter-activity Time*, WWW 2015.
    pub fn session_gap(&self) -> Result<GapReport> {
        let step = self.over_gaps(|| 0u64, |step, gap| *step = gcd(*step, gap))?;
        let step = step.into_iter().fold(0, gcd).max(1);
        let bounds = bounds();
        let parts = self.over_gaps(Counts::default, |counts, gap| counts.see(gap, step, &bounds))?;
        let mut counts = Counts::default();
        parts.iter().for_each(|part| counts.merge(part));
        Ok(counts.report(step, &bounds))
    }

    /// Shows all silences, in microseconds, to several tellers.
    fn over_gaps<S: Send>(
        &self,
        start: impl Fn() -> S + Sync,
        see: impl Fn(&mut S, u64) + Sync,
    ) -> Result<Vec<S>> {
        Work::current().fold("analysing", self.shards.len(), start, |state, index| {
            for journey in self.shards.get(index).into_iter().flat_map(Shard::journeys) {
                silences(&journey).for_each(|(_, gap)| see(state, gap.unsigned_abs()));
            }
            Ok(())
        })
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// First length of each bin in microseconds, and of what is beyond the last.
fn bounds() -> Vec<u64> {
    let bound = |bin: usize| libm::round(libm::pow(10.0, bin as f64 / f64::from(BINS))) as u64;
    (0..=ALL).map(bound).collect()
}

/// Silences by length.
#[derive(Debug)]
struct Counts {
    bins: Vec<u64>,
    /// By the number of steps of the resolution, for small numbers.
    steps: [u64; COARSE],
    zero: u64,
}

impl Default for Counts {
    fn default() -> Self {
        Self { bins: vec![0; ALL], steps: [0; COARSE], zero: 0 }
    }
}

impl Counts {
    fn see(&mut self, gap: u64, step: u64, bounds: &[u64]) {
        if gap == 0 {
            self.zero += 1;
            return;
        }
        let bin = bin(gap, bounds);
        self.bins.get_mut(bin).into_iter().for_each(|count| *count += 1);
        let steps = usize::try_from(gap / step).ok().and_then(|steps| self.steps.get_mut(steps));
        steps.into_iter().for_each(|count| *count += 1);
    }

    fn merge(&mut self, other: &Self) {
        self.bins.iter_mut().zip(&other.bins).for_each(|(count, more)| *count += more);
        self.steps.iter_mut().zip(&other.steps).for_each(|(count, more)| *count += more);
        self.zero += other.zero;
    }

    /// The bins with silences of few steps spread over half a step around them.
    fn spread(&self, step: u64, bounds: &[u64]) -> Vec<f64> {
        let mut all: Vec<f64> = self.bins.iter().map(|&count| count as f64).collect();
        for (steps, &count) in self.steps.iter().enumerate().skip(1).filter(|(_, count)| **count > 0) {
            let (gap, half) = (steps as f64 * step as f64, step as f64 / 2.0);
            let own = bin(steps as u64 * step, bounds);
            all.get_mut(own).into_iter().for_each(|all| *all -= count as f64);
            for (all, bound) in all.iter_mut().zip(bounds.windows(2)) {
                let &[from, to] = bound else { continue };
                let inside = (to as f64).min(gap + half) - (from as f64).max(gap - half);
                *all += count as f64 * (inside / step as f64).max(0.0);
            }
        }
        all
    }

    fn report(&self, step: u64, bounds: &[u64]) -> GapReport {
        let smoothed = smooth(&self.spread(step, bounds));
        let used = |bin: &usize| self.bins.get(*bin).is_some_and(|&count| count > 0);
        let first = (0..ALL).find(used).unwrap_or(0);
        let last = (0..ALL).rfind(used).map_or(first, |last| last + 1);
        let rows =
            self.bins.iter().zip(&smoothed).zip(bounds.windows(2)).map(|((&gaps, &smoothed), bound)| {
                let seconds = |bound: Option<&u64>| bound.map_or(0.0, |&bound| bound as f64 / 1e6);
                GapBin {
                    from_seconds: seconds(bound.first()),
                    to_seconds: seconds(bound.last()),
                    gaps,
                    smoothed,
                }
            });
        let gaps = self.bins.iter().sum();
        let valley = if gaps < FEW { Err(NoValley::TooFew) } else { self.valley(&smoothed, gaps) };
        GapReport {
            rows: rows.skip(first).take(last - first).collect(),
            gaps,
            zero_gaps: self.zero,
            resolution_seconds: step as f64 / 1e6,
            no_valley: valley.as_ref().err().copied(),
            valley: valley.ok(),
        }
    }

    fn valley(&self, smoothed: &[f64], gaps: u64) -> Result<GapValley, NoValley> {
        let dip = deepest(smoothed).ok_or(NoValley::OneHill)?;
        let at = |bin: usize| smoothed.get(bin).copied().unwrap_or_default();
        let hill = at(dip.left).min(at(dip.right));
        let depth = 1.0 - at(dip.valley) / hill;
        let weights: f64 = weights().map(|(_, weight)| weight * weight).sum();
        let deviation = ((hill + at(dip.valley)) * weights).sqrt();
        if depth < DEPTH || hill - at(dip.valley) < SURE * deviation {
            return Err(NoValley::OneHill);
        }
        let middle = |bin: usize| libm::pow(10.0, (bin as f64 + 0.5) / f64::from(BINS));
        let limit = libm::round(middle(dip.valley)) as u64;
        let longer = self.bins.iter().skip(dip.valley + 1).sum::<u64>();
        Ok(GapValley {
            gap: TimeSpan::from_micros(i64::try_from(limit).unwrap_or(i64::MAX)),
            shorter_seconds: middle(dip.left) / 1e6,
            longer_seconds: middle(dip.right) / 1e6,
            depth,
            share_longer: longer as f64 / gaps as f64,
        })
    }
}

fn bin(gap: u64, bounds: &[u64]) -> usize {
    bounds.partition_point(|&bound| bound <= gap).saturating_sub(1).min(ALL - 1)
}

/// Distance and weight of the bins around one; the weights sum to 1.
fn weights() -> impl Iterator<Item = (isize, f64)> {
    let all = ((REACH + 1) * (REACH + 1)) as f64;
    let reach = REACH as isize;
    (-reach..=reach).map(move |off| (off, (reach + 1 - off.abs()) as f64 / all))
}

fn smooth(counts: &[f64]) -> Vec<f64> {
    let at = |bin: usize, off: isize| {
        let bin = bin.checked_add_signed(off).and_then(|bin| counts.get(bin));
        bin.copied().unwrap_or_default()
    };
    (0..counts.len()).map(|bin| weights().map(|(off, weight)| weight * at(bin, off)).sum()).collect()
}

/// Two hills and what lies between them.
struct Dip {
    left: usize,
    valley: usize,
    right: usize,
}

/// The dip that lies deepest below the lower of the hills beside it. Bins are flooded from the highest down; where two
/// floods meet, the lower hill ends.
fn deepest(heights: &[f64]) -> Option<Dip> {
    let at = |bin: usize| heights.get(bin).copied().unwrap_or_default();
    let mut order: Vec<usize> = (0..heights.len()).filter(|&bin| at(bin) > 0.0).collect();
    order.sort_by(|&a, &b| at(b).total_cmp(&at(a)).then(a.cmp(&b)));
    let mut summits: Vec<usize> = Vec::new();
    for &bin in &order {
        // A summit is higher than all that lies between it and the summits found before it.
        let beside = [bin.checked_sub(1), Some(bin + 1)];
        let higher = |other: usize| at(other) > at(bin) || at(other) == at(bin) && other < bin;
        if !beside.into_iter().flatten().any(|other| other < heights.len() && higher(other)) {
            summits.push(bin);
        }
    }
    let mut best: Option<(f64, Dip)> = None;
    for (rank, &summit) in summits.iter().enumerate().skip(1) {
        for &other in summits.iter().take(rank) {
            let (left, right) = (summit.min(other), summit.max(other));
            // The lowest bin, in the middle if there are several.
            let lowest = (left..=right).map(at).fold(f64::INFINITY, f64::min);
            let first = (left..=right).find(|&bin| at(bin) == lowest).unwrap_or(left);
            let last = (left..=right).rfind(|&bin| at(bin) == lowest).unwrap_or(right);
            let below = at(summit) - lowest;
            if best.as_ref().is_none_or(|(most, _)| below > *most) {
                best = Some((below, Dip { left, valley: first.midpoint(last), right }));
            }
        }
    }
    best.map(|(_, dip)| dip)
}
