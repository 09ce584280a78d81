//! Rows and links of a step matrix.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::StepMatrix;
use super::summary::StepMatrixSummary;
use crate::analysis::{Estimate, Table, Tabular};

/// Where a journey can be in a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum StepPlace {
    /// At a touchpoint that is listed.
    #[default]
    Touchpoint,
    /// At any other touchpoint.
    Other,
    /// The journey is over.
    Ended,
    /// Its first event comes later.
    NotStarted,
}

/// How many journeys are at a place in a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StepRow {
    /// Step: 0 is the anchor, -1 the event before it, 1 the one after it.
    pub step: i64,
    /// Where they are.
    pub place: StepPlace,
    /// The touchpoint; `None` for other places.
    pub touchpoint: Option<String>,
    /// Journeys.
    pub customers: u64,
    /// Share of the journeys with the anchor.
    pub share: Estimate,
}

/// How many journeys go from a place to one of the next step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StepLink {
    /// Step of the source; the target is in the next one.
    pub step: i64,
    /// Where they come from.
    pub source_place: StepPlace,
    /// The touchpoint they come from; `None` for other places.
    pub source: Option<String>,
    /// Where they go.
    pub target_place: StepPlace,
    /// The touchpoint they go to; `None` for other places.
    pub target: Option<String>,
    /// Journeys.
    pub customers: u64,
    /// Share of the journeys at the source in this step.
    pub share: Estimate,
}

/// Answer of [`StepMatrix`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StepMatrixReport {
    /// Places where anybody is, step by step: touchpoints in the order of `touchpoints`, then other, ended, not started.
    pub rows: Vec<StepRow>,
    /// Moves between neighbouring steps, in the same order by source and then by target; who stays ended or not started
    /// is left out.
    pub links: Vec<StepLink>,
    /// Touchpoints that are listed, by falling number of events in all steps, then in the order of the log.
    pub touchpoints: Vec<String>,
    /// Touchpoints with events in these steps that are listed nowhere.
    pub hidden: u64,
    /// Events that are counted as other.
    pub hidden_count: u64,
    /// Journeys with the anchor.
    pub customers: u64,
    /// Journeys without it, or without so many of it.
    pub left_out: u64,
}

impl Tabular for StepMatrixReport {
    /// In `touchpoint`, other places are missing; `place` tells them.
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let steps = rows.clone().map(|row| Some(row.step as f64));
        Table::default()
            .number("step", steps)
            .text("place", rows.clone().map(|row| row.place.name()))
            .optional_text("touchpoint", rows.clone().map(|row| row.touchpoint.clone()))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("share", rows.map(|row| &row.share))
    }
}

impl StepPlace {
    pub(in crate::analysis) fn name(self) -> &'static str {
        match self {
            Self::Touchpoint => "touchpoint",
            Self::Other => "other",
            Self::Ended => "ended",
            Self::NotStarted => "not_started",
        }
    }
}

/// A place, in the order of rows: touchpoints by their rank.
type Key = (StepPlace, usize);

/// Which touchpoints are listed.
struct Listing {
    touchpoints: usize,
    /// Codes by falling number of events.
    order: Vec<usize>,
    /// Rank of each code.
    ranks: Vec<usize>,
    /// Whether a touchpoint is listed, step by step.
    listed: Vec<Vec<bool>>,
}

impl Listing {
    fn new(options: &StepMatrix, summary: &StepMatrixSummary) -> Self {
        let touchpoints = summary.touchpoints;
        let steps = || {
            summary
                .cells
                .chunks_exact(summary.width())
                .map(|cells| cells.get(..touchpoints).unwrap_or_default())
        };
        let mut totals = vec![0; touchpoints];
        for cells in steps() {
            totals.iter_mut().zip(cells).for_each(|(total, cell)| *total += cell);
        }
        let order = falling(&totals);
        let mut ranks = vec![0; touchpoints];
        for (rank, &code) in order.iter().enumerate() {
            ranks.get_mut(code).into_iter().for_each(|place| *place = rank);
        }
        let top = options.top.unwrap_or(usize::MAX);
        let listed = steps().map(|cells| {
            let own = if options.per_step { falling(cells) } else { order.clone() };
            let mut listed = vec![false; touchpoints];
            for code in own.into_iter().take(top) {
                listed.get_mut(code).into_iter().for_each(|place| *place = true);
            }
            listed
        });
        Self { touchpoints, listed: listed.collect(), order, ranks }
    }

    fn key(&self, step: usize, place: usize) -> Key {
        match place.checked_sub(self.touchpoints) {
            Some(0) => (StepPlace::Ended, 0),
            Some(_) => (StepPlace::NotStarted, 0),
            None if self.listed.get(step).and_then(|listed| listed.get(place)) == Some(&true) => {
                (StepPlace::Touchpoint, self.ranks.get(place).copied().unwrap_or_default())
            }
            None => (StepPlace::Other, 0),
        }
    }
}

/// Codes with anything, by falling count, then by code.
fn falling(counts: &[u64]) -> Vec<usize> {
    let mut order: Vec<(Reverse<u64>, usize)> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(code, count)| (Reverse(*count), code))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, code)| code).collect()
}

/// Journeys by step and place, and by move.
struct Counts {
    cells: BTreeMap<(usize, Key), u64>,
    links: BTreeMap<(usize, Key, Key), u64>,
    /// Whether a touchpoint is listed anywhere, by code.
    seen: Vec<bool>,
}

impl Counts {
    fn new(listing: &Listing, summary: &StepMatrixSummary) -> Self {
        let mut counts =
            Self { cells: BTreeMap::new(), links: BTreeMap::new(), seen: vec![false; listing.touchpoints] };
        for (step, cells) in summary.cells.chunks_exact(summary.width()).enumerate() {
            for (place, &count) in cells.iter().enumerate().filter(|(_, count)| **count > 0) {
                let key = listing.key(step, place);
                *counts.cells.entry((step, key)).or_default() += count;
                if let Some(seen) = counts.seen.get_mut(place).filter(|_| key.0 == StepPlace::Touchpoint) {
                    *seen = true;
                }
            }
        }
        for (&(step, source, target), count) in &summary.links {
            let step = step as usize;
            let ends = (listing.key(step, source as usize), listing.key(step + 1, target as usize));
            *counts.links.entry((step, ends.0, ends.1)).or_default() += count;
        }
        counts
    }
}

/// The answer for the whole log.
pub(super) fn report(
    options: &StepMatrix,
    names: &[String],
    summary: &StepMatrixSummary,
) -> StepMatrixReport {
    let listing = Listing::new(options, summary);
    let Counts { cells, links, seen } = Counts::new(&listing, summary);
    let name = |key: Key| {
        let code = listing.order.get(key.1).filter(|_| key.0 == StepPlace::Touchpoint);
        code.and_then(|code| names.get(*code)).cloned()
    };
    let number = |step: usize| step as i64 - options.before as i64;
    let at = |step: usize, key: Key| cells.get(&(step, key)).copied().unwrap_or_default();
    let link = |(&(step, source, target), &customers): (&(usize, Key, Key), &u64)| StepLink {
        step: number(step),
        source_place: source.0,
        source: name(source),
        target_place: target.0,
        target: name(target),
        customers,
        share: Estimate::share(customers, at(step, source), "customers at the source in this step"),
    };
    let row = |(&(step, key), &customers): (&(usize, Key), &u64)| StepRow {
        step: number(step),
        place: key.0,
        touchpoint: name(key),
        customers,
        share: Estimate::share(customers, summary.customers, "customers with the anchor"),
    };
    let shown: Vec<&usize> = listing.order.iter().filter(|code| seen.get(**code) == Some(&true)).collect();
    StepMatrixReport {
        rows: cells.iter().map(row).collect(),
        links: links.iter().map(link).collect(),
        hidden: (listing.order.len() - shown.len()) as u64,
        touchpoints: shown.into_iter().filter_map(|code| names.get(*code).cloned()).collect(),
        hidden_count: cells
            .iter()
            .filter(|((_, key), _)| key.0 == StepPlace::Other)
            .map(|(_, count)| count)
            .sum(),
        customers: summary.customers,
        left_out: summary.left_out,
    }
}
