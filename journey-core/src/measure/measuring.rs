//! Measuring: a map and a log become a measured map, in one pass over the shards.

use jiff::Timestamp;

use super::candidates::Tests;
use super::findings::Found;
use super::options::Measure;
use super::plan::Plan;
use super::summary::MeasureSummary;
use super::{MeasuredMap, Provenance, elements, emotions, findings, witnesses};
use crate::analysis::Analysis;
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::JourneyMap;
use crate::work::Work;

/// Reports of fewer events are made on one thread.
const FEW: u64 = 20_000;

/// Measuring as an analysis of the raw log, for whoever runs shards elsewhere. Others call
/// [`JourneyMap::measure`].
#[derive(Debug, Clone)]
pub struct Measuring<'a> {
    /// The map.
    pub map: &'a JourneyMap,
    /// The options.
    pub options: &'a Measure,
}

impl Analysis for Measuring<'_> {
    type Plan = Plan;
    type Summary = MeasureSummary;
    type Report = MeasuredMap;

    fn plan(&self, log: &EventLog) -> Result<Plan> {
        Plan::of(self.map, self.options, log)
    }

    fn observe(&self, plan: &Plan, shard: &Shard, into: &mut MeasureSummary) {
        into.observe(plan, shard);
    }

    fn merge(&self, into: &mut MeasureSummary, other: MeasureSummary) {
        into.merge(other);
    }

    fn finish(&self, plan: &Plan, summary: &mut MeasureSummary) -> Result<MeasuredMap> {
        self.report(plan, summary, |_| Ok(()))
    }
}

impl Measuring<'_> {
    /// The report; `complete` may add to the findings what only the log knows.
    fn report(
        &self,
        plan: &Plan,
        summary: &mut MeasureSummary,
        complete: impl FnOnce(Vec<&mut Found>) -> Result<()>,
    ) -> Result<MeasuredMap> {
        let work = Work::current().silent();
        let work = if plan.facts.events < FEW { work.threads(1) } else { work };
        let views = elements::views(self.map, plan, &summary.groups, &work)?;
        let mut coverage = summary.coverage.finish(plan.layout(), &plan.names);
        coverage.missing_columns.clone_from(&plan.missing_columns);
        summary.groups.sort_first_waits(&work)?;
        let tests = Tests::of(self.map, plan, summary, &views, self.options.min_sample.max(2));
        let mut found = findings::find(&tests, self.options);
        complete(found.pain_points.iter_mut().chain(&mut found.delights).collect())?;
        let mut measured = MeasuredMap {
            map: self.map.clone(),
            provenance: provenance(self.options, plan)?,
            views,
            pain_points: found.pain_points.into_iter().map(|(finding, _)| finding).collect(),
            delights: found.delights.into_iter().map(|(finding, _)| finding).collect(),
            stated_pain_points: found.stated,
            emotions: summary.emotions.report(&emotions::frame(self.map, plan))?,
            coverage,
            quality: plan.facts.quality.clone(),
        };
        measured.flag_small_samples(self.options.min_sample);
        Ok(measured)
    }
}

fn provenance(options: &Measure, plan: &Plan) -> Result<Provenance> {
    let instant = |micros: i64| Timestamp::from_microsecond(micros).ok();
    let options = serde_json::to_string(options)
        .map_err(|error| Error::option("options", error, "options that JSON can hold"))?;
    Ok(Provenance {
        operation: "measure".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        options,
        fingerprint: plan.facts.fingerprint.clone(),
        events: plan.facts.events,
        customers: plan.facts.customers,
        from: plan.period.and_then(|(first, _)| instant(first)),
        to: plan.period.and_then(|(_, last)| instant(last)),
        open_after: plan.period.and_then(|_| instant(plan.open_after)),
        time_zone: plan.calendar.name().into(),
    })
}

impl JourneyMap {
    /// What do the data say about this map? Fills in every number: for everybody and for each persona,
    /// per stage and touchpoint, every KPI, and a ranked list of what hurts.
    ///
    /// # Errors
    /// As [`JourneyMap::bind`]; and [`Error::InvalidOption`] or [`Error::BadValue`] for columns of
    /// ratings and KPIs that do not hold what they must. Columns that the log lacks are no error: the
    /// numbers that need them are undefined, and [`Coverage`](super::Coverage) lists them.
    ///
    /// # Complexity
    /// O(events) time in one pass over the shards, and O(waits · log waits) for findings; some 16 bytes a visit while
    /// running, for exact quantiles.
    ///
    /// # Example
    /// ```
    /// use journey_core::model::{JourneyMap, Stage, Touchpoint};
    /// use journey_core::simulate::Simulate;
    /// let spot = |id: &str| Touchpoint { id: id.into(), name: id.into(), ..Touchpoint::default() };
    /// let stage = |id: &str, spots: Vec<Touchpoint>| Stage { id: id.into(), name: id.into(), touchpoints: spots, ..Stage::default() };
    /// let stages = vec![stage("look", vec![spot("search")]), stage("buy", vec![spot("cart"), spot("pay")])];
    /// let map = JourneyMap { format: 1, name: "Shop".into(), stages, ..JourneyMap::default() };
    /// let measured = map.measure(&map.simulate(&Simulate::new(1).customers(500))?)?;
    /// let everybody = measured.everybody().unwrap();
    /// assert_eq!(everybody.completed + everybody.open + everybody.lost, 500);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn measure(&self, log: &EventLog) -> Result<MeasuredMap> {
        self.measure_with(log, &Measure::default())
    }

    /// The same with options.
    ///
    /// # Errors
    /// As [`JourneyMap::measure`], and [`Error::InvalidOption`] for options out of range.
    pub fn measure_with(&self, log: &EventLog, options: &Measure) -> Result<MeasuredMap> {
        let measuring = Measuring { map: self, options };
        let plan = measuring.plan(log)?;
        let mut summary = log.summary(&measuring, &plan)?;
        measuring.report(&plan, &mut summary, |found| witnesses::complete(found, (self, &plan), log))
    }
}
