//! Findings before and after: gone, smaller, the same, larger or new.
//!
//! What is found is found because it was extreme, and so would look smaller the next time even if nothing had changed. So the
//! customers of each side are cut into two halves: one finds, the other tells how large it is (Barnett, van der Pols and
//! Dobson 2005). What the other half does not know of may have been chance.

use super::kpis::{LEVEL, p};
use super::{BeforeAfter, FindingChange, FindingFate, words};
use crate::analysis::{Estimate, difference};
use crate::error::Result;
use crate::log::{EventLog, Shard, hash};
use crate::measure::case::Case;
use crate::measure::cases::case;
use crate::measure::facts::Reader;
use crate::measure::groups::merge_all;
use crate::measure::plan::Plan;
use crate::measure::{CoverageSummary, Finding, MeasuredMap};
use crate::model::{FindingKind, JourneyMap};
use crate::work::Work;

/// Customers counted, and those of them who suffer.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    n: u64,
    suffer: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.n += other.n;
        self.suffer += other.suffer;
    }

    fn share(self) -> Estimate {
        Estimate::share(self.suffer, self.n, "customers considered")
    }
}

/// All customers, and the half that does not find.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    all: Count,
    half: Count,
}

/// One side: its log, what was measured, and what half of it is enough to find.
pub(super) struct Side<'s> {
    log: &'s EventLog,
    measured: &'s MeasuredMap,
    plan: Plan,
    half: MeasuredMap,
}

/// What and where.
type Key<'f> = (&'f str, Option<&'f str>, FindingKind);

/// A finding, and the position of a piece of its evidence.
type Place<'f> = (&'f Finding, usize);

impl<'s> Side<'s> {
    pub fn new(
        map: &JourneyMap,
        log: &'s EventLog,
        measured: &'s MeasuredMap,
        options: &BeforeAfter,
    ) -> Result<Self> {
        let finds = log.filter(|journey| finds(journey.customer()));
        // As many as there are: a finding may have another rank there.
        let half = map.measure_with(&finds, &options.measure(usize::MAX))?;
        Ok(Self { log, measured, plan: Plan::of(map, &options.measure(0), log)?, half })
    }

    /// Whether half of the customers are enough to find it.
    fn knows(&self, place: &Place<'_>) -> bool {
        places(&self.half).any(|other| key(&other) == key(place))
    }

    /// All customers of some cases, and those of the half that does not find.
    fn count(&self, cases: &[Option<Case>]) -> Result<Vec<Counts>> {
        let shards = self.log.shards();
        let look = |counts: &mut Vec<Counts>, index: usize| {
            counts.resize_with(cases.len(), Counts::default);
            shards.get(index).into_iter().for_each(|shard| see(&self.plan, shard, cases, counts));
            Ok(())
        };
        let mut total = vec![Counts::default(); cases.len()];
        for part in Work::current().silent().fold("analysing", shards.len(), Vec::new, look)? {
            merge_all(&mut total, part, |sum, part| {
                sum.all.add(part.all);
                sum.half.add(part.half);
            });
        }
        Ok(total)
    }
}

fn see(plan: &Plan, shard: &Shard, cases: &[Option<Case>], counts: &mut [Counts]) {
    let (mut reader, mut coverage) = (Reader::new(plan), CoverageSummary::default());
    for journey in shard.journeys() {
        let Some(facts) = reader.read(journey, &mut coverage) else { continue };
        for (case, counts) in cases.iter().zip(counts.iter_mut()) {
            let Some((_, suffers)) = case.and_then(|case| case.suffered(plan, &facts)) else { continue };
            let one = Count { n: 1, suffer: u64::from(suffers) };
            counts.all.add(one);
            if !finds(journey.customer()) {
                counts.half.add(one);
            }
        }
    }
}

/// Whether a customer belongs to the half that finds.
fn finds(customer: &str) -> bool {
    hash(customer).count_ones().is_multiple_of(2)
}

/// Everything found, piece by piece, pain points first.
fn places(measured: &MeasuredMap) -> impl Iterator<Item = Place<'_>> {
    let found = measured.pain_points.iter().chain(&measured.delights);
    found.flat_map(|finding| (0..finding.evidence.len()).map(move |piece| (finding, piece)))
}

fn key<'f>(&(finding, piece): &Place<'f>) -> Key<'f> {
    let kind = finding.evidence.get(piece).map_or(finding.kind, |evidence| evidence.kind);
    (&finding.touchpoint, finding.persona.as_deref(), kind)
}

/// A finding of one side or both.
struct Pair<'f> {
    before: Option<Place<'f>>,
    after: Option<Place<'f>>,
}

impl<'f> Pair<'f> {
    /// What was found before, in its order, then what was only found after.
    fn all(before: &'f MeasuredMap, after: &'f MeasuredMap) -> Vec<Self> {
        let find = |measured: &'f MeasuredMap, wanted: &Key<'_>| {
            places(measured).find(|place| key(place) == *wanted)
        };
        let mut pairs: Vec<Self> = places(before)
            .map(|place| Self { before: Some(place), after: find(after, &key(&place)) })
            .collect();
        let only_after = places(after).filter(|place| find(before, &key(place)).is_none());
        pairs.extend(only_after.map(|place| Self { before: None, after: Some(place) }));
        pairs
    }

    fn place(&self) -> Option<Place<'f>> {
        self.before.or(self.after)
    }

    /// The row without its numbers.
    fn row(&self, [before, after]: [Estimate; 2]) -> Option<FindingChange> {
        let (finding, piece) = self.place()?;
        // What is at stake belongs to the weightiest evidence.
        let value = |place: Option<Place<'_>>| {
            place.filter(|(_, piece)| *piece == 0).and_then(|(finding, _)| finding.value_at_stake.clone())
        };
        let rank = |place: Option<Place<'_>>| place.map(|(finding, _)| finding.rank);
        Some(FindingChange {
            kind: finding.evidence.get(piece)?.kind,
            stage: finding.stage.clone(),
            touchpoint: finding.touchpoint.clone(),
            persona: finding.persona.clone(),
            fate: FindingFate::Unclear,
            statement: String::new(),
            rank_before: rank(self.before),
            rank_after: rank(self.after),
            difference: difference(&after, &before),
            before,
            after,
            before_again: None,
            after_again: None,
            p: None,
            p_adjusted: None,
            value_before: value(self.before),
            value_after: value(self.after),
        })
    }
}

/// Everything found on one side or both, counted alike on both, not judged yet.
pub(super) fn counted(map: &JourneyMap, before: &Side<'_>, after: &Side<'_>) -> Result<Vec<FindingChange>> {
    let pairs = Pair::all(before.measured, after.measured);
    let (mut earlier, mut later) = (Vec::new(), Vec::new());
    for pair in &pairs {
        let plan = if pair.before.is_some() { &before.plan } else { &after.plan };
        let here = pair.place().map(|(finding, piece)| case(map, plan, finding, piece)).transpose()?;
        // A stretch of time is one of its own side.
        let there = here.map(|case| Case { stretch: case.stretch.map(|_| (i64::MIN, i64::MAX)), ..case });
        earlier.push(if pair.before.is_some() { here } else { there });
        later.push(if pair.before.is_some() { there } else { here });
    }
    let (earlier, later) = (before.count(&earlier)?, after.count(&later)?);
    let rows = pairs.iter().zip(earlier.into_iter().zip(later)).filter_map(|(pair, (earlier, later))| {
        let mut row = pair.row([earlier.all.share(), later.all.share()])?;
        row.before_again = pair.before.filter(|place| before.knows(place)).map(|_| earlier.half.share());
        row.after_again = pair.after.filter(|place| after.knows(place)).map(|_| later.half.share());
        row.difference = difference(
            row.after_again.as_ref().unwrap_or(&row.after),
            row.before_again.as_ref().unwrap_or(&row.before),
        );
        Some(row)
    });
    Ok(rows.collect())
}

/// Everything found on one side or both, as far as two measured maps tell of it: customers who left are counted everywhere, the
/// others only where something was found.
pub(super) fn told(before: &MeasuredMap, after: &MeasuredMap) -> Vec<FindingChange> {
    let share = |measured: &MeasuredMap, place: Option<Place<'_>>, pair: &Pair<'_>| {
        let key = pair.place().map(|place| key(&place))?;
        let view = measured.views.iter().find(|view| view.persona.as_deref() == key.1)?;
        match key.2 {
            FindingKind::DropOff => Some(view.touchpoint(key.0)?.drop_off.clone()),
            _ => place.and_then(|(finding, piece)| Some(finding.evidence.get(piece)?.measured.clone())),
        }
    };
    let row = |pair: &Pair<'_>| {
        let of = |measured, place| share(measured, place, pair).unwrap_or_default();
        pair.row([of(before, pair.before), of(after, pair.after)])
    };
    Pair::all(before, after).iter().filter_map(row).collect()
}

/// Says for a row whether it can be tested, and how probable its difference is by chance.
pub(super) fn test(row: &mut FindingChange, options: &BeforeAfter) {
    row.p = p(&row.difference).filter(|_| !too_few(row, options));
}

fn too_few(row: &FindingChange, options: &BeforeAfter) -> bool {
    row.before.n.min(row.after.n) < options.min_sample
}

/// Says what became of a finding whose adjusted p-value is known; `halves` if there were logs to find it again in.
pub(super) fn judge(row: &mut FindingChange, p_adjusted: Option<f64>, options: &BeforeAfter, halves: bool) {
    row.p_adjusted = p_adjusted;
    row.fate = fate(row, options, halves);
    row.statement = words::finding(row, options.min_sample);
}

fn fate(row: &FindingChange, options: &BeforeAfter, halves: bool) -> FindingFate {
    let (found_before, found_after) = (row.rank_before.is_some(), row.rank_after.is_some());
    let again = |found: bool, again: &Option<Estimate>| !halves || !found || again.is_some();
    let known = again(found_before, &row.before_again) && again(found_after, &row.after_again);
    let clear = known && row.p_adjusted.is_some_and(|p| p < LEVEL);
    let less = row.difference.value.is_some_and(|difference| difference < 0.0);
    if row.difference.value.is_some() && too_few(row, options) {
        return FindingFate::NotEnoughData;
    }
    match (found_before, found_after) {
        (true, true) if clear => {
            if less {
                FindingFate::Smaller
            } else {
                FindingFate::Larger
            }
        }
        (true, true) if row.p_adjusted.is_some_and(|p| p >= LEVEL) => FindingFate::Same,
        (true, false) if clear && less => FindingFate::Gone,
        (false, true) if clear && !less => FindingFate::New,
        _ => FindingFate::Unclear,
    }
}
