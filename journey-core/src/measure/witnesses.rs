//! A second look at the log, for what is listed only: who suffered, what they wrote, since when, and what is at stake.

use std::collections::BTreeMap;

use super::CoverageSummary;
use super::case::Case;
use super::facts::{Facts, Reader};
use super::findings::Found;
use super::groups::merge_all;
use super::moments::{Moments, Sums};
use super::outage;
use super::plan::Plan;
use crate::analysis::{BottleneckSummary, CommentExample, Estimate, Method};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::model::{FindingKind, JourneyMap};
use crate::numeric::Z95;
use crate::work::Work;

/// Customers that a finding names.
const EXAMPLES: usize = 5;
/// Comments that a finding shows.
const COMMENTS: usize = 3;
/// Moves that a finding shows.
const DELAYS: usize = 3;
/// A finding is dated if a date explains it so well that this is no chance.
const DATED: f64 = 0.01;

/// Completes findings with what only the log knows.
///
/// # Errors
/// [`Error::Cancelled`](crate::Error::Cancelled).
pub(super) fn complete(
    found: Vec<&mut Found>,
    (map, plan): (&JourneyMap, &Plan),
    log: &EventLog,
) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let looks: Vec<Look> = found.iter().filter_map(|(_, cases)| Look::of(cases)).collect();
    let shards = log.shards();
    let look = |seen: &mut Vec<Witnesses>, index: usize| {
        shards.get(index).into_iter().for_each(|shard| see(plan, shard, &looks, seen));
        Ok(())
    };
    let mut all: Vec<Witnesses> = Vec::new();
    for part in Work::current().silent().fold("analysing", shards.len(), Vec::new, look)? {
        merge_all(&mut all, part, Witnesses::merge);
    }
    let waiting = plan.waiting_plan(map);
    for ((finding, cases), mut seen) in found.into_iter().zip(all) {
        finding.delays = waiting.report(&mut seen.moves)?.rows;
        finding.delays.truncate(DELAYS);
        finding.value_at_stake = seen.at_stake(plan, &finding.customers_affected);
        let dated = cases.first().is_some_and(|case| {
            case.stretch.is_none() && !matches!(case.kind, FindingKind::Rating | FindingKind::Delight)
        });
        if let Some(day) = outage::onset(&seen.days).filter(|(_, p)| dated && *p < DATED).map(|(day, _)| day)
        {
            finding.from = plan.calendar.start_of(day);
        }
        finding.examples = seen.first.0;
        finding.comments = seen.comments;
    }
    Ok(())
}

/// What to look for.
struct Look {
    case: Case,
    /// Whether it is about waiting.
    waiting: bool,
}

impl Look {
    fn of(cases: &[Case]) -> Option<Self> {
        let about = |case: &Case| matches!(case.kind, FindingKind::WaitingTime | FindingKind::Handoff);
        Some(Self { case: *cases.first()?, waiting: cases.iter().any(about) })
    }
}

/// What customers tell about a finding.
#[derive(Debug, Default)]
struct Witnesses {
    /// Customers considered and those who suffered, by local day.
    days: BTreeMap<i64, (u64, u64)>,
    /// What those who do not suffer bring, and those who do.
    value: [Moments; 2],
    first: First,
    /// Moves to the touchpoint, if it is about waiting.
    moves: BottleneckSummary,
    comments: Vec<CommentExample>,
    /// Whether positive comments come first.
    delight: bool,
}

fn see(plan: &Plan, shard: &Shard, looks: &[Look], seen: &mut Vec<Witnesses>) {
    seen.resize_with(looks.len(), Witnesses::default);
    let (mut reader, mut coverage) = (Reader::new(plan), CoverageSummary::default());
    for journey in shard.journeys() {
        let Some(facts) = reader.read(journey, &mut coverage) else { continue };
        let value = Case::value(plan, &facts).filter(|_| Case::over(&facts));
        for (Look { case, waiting }, seen) in looks.iter().zip(seen.iter_mut()) {
            if *waiting && case.concerns(&facts) {
                seen.wait(&facts, case.touchpoint);
            }
            let Some((start, suffers)) = case.suffered(plan, &facts) else { continue };
            let day = seen.days.entry(plan.calendar.day(start)).or_default();
            *day = (day.0 + 1, day.1 + u64::from(suffers));
            let [spared, suffering] = &mut seen.value;
            if let Some(value) = value {
                if suffers { suffering.add(value) } else { spared.add(value) }
            }
            if suffers {
                seen.first.add(facts.journey.customer());
                seen.delight = case.kind == FindingKind::Delight;
                seen.listen(plan, &facts, case.touchpoint);
            }
        }
    }
}

impl Witnesses {
    fn listen(&mut self, plan: &Plan, facts: &Facts<'_>, touchpoint: usize) {
        let Some(comments) = &plan.comments else { return };
        for event in facts.events.iter().filter(|event| event.place as usize == touchpoint) {
            let at = event.at as usize;
            let Some(sentiment) = comments.sentiment(&facts.journey, at) else { continue };
            let full = self.comments.len() == COMMENTS;
            let ahead = |last: &CommentExample| self.before((sentiment, event.row), key(last));
            if full && !self.comments.last().is_some_and(ahead) {
                continue;
            }
            self.add(comments.example(&facts.journey, at, sentiment));
        }
    }

    fn wait(&mut self, facts: &Facts<'_>, touchpoint: usize) {
        self.moves.begin();
        let arrivals = facts.touchpoints.arrivals();
        for (before, visit, _) in arrivals.filter(|(_, visit, _)| visit.place as usize == touchpoint) {
            self.moves.add((before.place, visit.place), (before.end, visit.start));
        }
    }

    /// Whether a comment comes before another, both given as (sentiment, row).
    fn before(&self, a: (f64, u64), b: (f64, u64)) -> bool {
        let by_sentiment = if self.delight { b.0.total_cmp(&a.0) } else { a.0.total_cmp(&b.0) };
        by_sentiment.then(a.1.cmp(&b.1)).is_lt()
    }

    fn add(&mut self, comment: CommentExample) {
        let place = self.comments.partition_point(|other| self.before(key(other), key(&comment)));
        self.comments.insert(place, comment);
        self.comments.truncate(COMMENTS);
    }

    fn merge(&mut self, other: Self) {
        for (day, (n, suffered)) in other.days {
            let sum = self.days.entry(day).or_default();
            *sum = (sum.0 + n, sum.1 + suffered);
        }
        self.value.iter_mut().zip(other.value).for_each(|(into, more)| into.merge(more));
        self.moves.merge(other.moves);
        other.first.0.iter().for_each(|id| self.first.add(id));
        self.delight |= other.delight;
        other.comments.into_iter().for_each(|comment| self.add(comment));
    }

    /// Customers affected times the difference in value; the interval by the normal approximation of a product.
    fn at_stake(&self, plan: &Plan, affected: &Estimate) -> Option<Estimate> {
        plan.value.as_ref()?;
        let [spared, suffering] = [self.value[0].sums(), self.value[1].sums()];
        let n = spared.n + suffering.n;
        let value = difference(&spared, &suffering).zip(affected.value);
        let estimate = value.map(|((worth, error), customers)| {
            let spread =
                (affected.high.unwrap_or(customers) - affected.low.unwrap_or(customers)) / (2.0 * Z95);
            let wide = Z95 * (customers * customers * error + worth * worth * spread * spread).sqrt();
            let stake = customers * worth;
            (stake, (stake - wide, stake + wide))
        });
        let interval =
            estimate.map(|(_, interval)| interval).filter(|(low, high)| low.is_finite() && high.is_finite());
        let value = estimate.map(|(value, _)| value).filter(|value| value.is_finite());
        Some(Estimate::with_interval(
            value,
            interval,
            n,
            "customers considered whose journey is over",
            Method::Delta,
        ))
    }
}

/// Difference of two means and its squared standard error.
fn difference(a: &Sums, b: &Sums) -> Option<(f64, f64)> {
    Some((a.mean()? - b.mean()?, a.error()? + b.error()?))
}

/// What comments are ordered by.
fn key(comment: &CommentExample) -> (f64, u64) {
    (comment.compound.unwrap_or_default(), comment.row)
}

/// The first ids in byte order.
#[derive(Debug, Default)]
struct First(Vec<String>);

impl First {
    /// Whether an id is beyond all that are kept.
    fn refuses(&self, id: &str) -> bool {
        self.0.len() == EXAMPLES && self.0.last().is_some_and(|last| last.as_str() <= id)
    }

    fn add(&mut self, id: &str) {
        if !self.refuses(id) {
            let place = self.0.partition_point(|other| other.as_str() < id);
            self.0.insert(place, id.to_string());
            self.0.truncate(EXAMPLES);
        }
    }
}
