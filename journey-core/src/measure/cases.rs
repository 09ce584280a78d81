//! The customers behind a finding, as logs: whoever doubts a number can look at them.

use super::case::Case;
use super::facts::Reader;
use super::options::Measure;
use super::personas::persona_position;
use super::plan::Plan;
use super::{CoverageSummary, Finding, MeasuredMap};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::JourneyMap;
use crate::work::Work;

/// The customers behind a piece of evidence.
#[derive(Debug, Clone)]
pub struct Cases {
    /// Journeys of all customers who are considered: the sample of the evidence.
    pub considered: EventLog,
    /// Journeys of those of them who suffered; for a delight, who were delighted. Ratings count from a point of
    /// emotion away from the baseline.
    pub suffered: EventLog,
}

/// Positions of the journeys considered and of those who suffered.
type Positions = (Vec<u32>, Vec<u32>);

impl MeasuredMap {
    /// Who is behind this number? The customers that a piece of evidence counts, with all of their events: to look at, to
    /// compare with each other, or to count again.
    ///
    /// `finding` is one of this measured map, and `evidence` the position in [`Finding::evidence`]; the log must be the one
    /// that was measured. Nothing is copied.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for another log, or if the finding has no such evidence; [`Error::UnknownName`] if the map
    /// lacks the touchpoint or the persona.
    ///
    /// # Complexity
    /// O(events).
    ///
    /// # Example
    /// ```
    /// use journey_core::model::{JourneyMap, Stage, Touchpoint};
    /// use journey_core::simulate::{Fault, Simulate};
    /// let buy = Stage::new("buy", "Buy").touchpoint(Touchpoint::new("cart", "Cart")).touchpoint(Touchpoint::new("form", "Form"));
    /// let map = JourneyMap::new("Shop").stage(buy).stage(Stage::new("get", "Get").touchpoint(Touchpoint::new("pay", "Pay")));
    /// let fault = Fault::LosesCustomers { touchpoint: "form".into(), share: 0.3 };
    /// let log = map.simulate(&Simulate::new(1).customers(2000).fault(fault))?;
    /// let measured = map.measure(&log)?;
    /// let worst = &measured.pain_points[0];
    /// let cases = measured.cases(&log, worst, 0)?;
    /// assert_eq!(cases.considered.customers(), worst.evidence[0].measured.n);
    /// let share = cases.suffered.customers() as f64 / cases.considered.customers() as f64;
    /// assert_eq!(Some(share), worst.evidence[0].measured.value);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn cases(&self, log: &EventLog, finding: &Finding, evidence: usize) -> Result<Cases> {
        let (measured, given) = (&self.provenance.fingerprint, log.fingerprint());
        if *measured != given {
            let expected = format!("the log that was measured, with the fingerprint {measured}");
            return Err(Error::option("log", given, expected));
        }
        let options: Measure = serde_json::from_str(&self.provenance.options)
            .map_err(|error| Error::option("provenance.options", error, "the options of a measured map"))?;
        let plan = Plan::of(&self.map, &options, log)?;
        let case = case(&self.map, &plan, finding, evidence)?;
        let shards = log.shards();
        let look =
            |index: usize| Ok(shards.get(index).map(|shard| look(&plan, shard, &case)).unwrap_or_default());
        let found = Work::current().silent().map("analysing", shards.len(), look)?;
        let part = |positions: fn(&Positions) -> &Vec<u32>| {
            let selected = shards.iter().zip(&found);
            let shards: Vec<Shard> =
                selected.map(|(shard, found)| shard.select(positions(found).iter().copied())).collect();
            EventLog { shards: shards.into(), ..log.clone() }
        };
        Ok(Cases { considered: part(|found| &found.0), suffered: part(|found| &found.1) })
    }
}

pub(super) fn case(map: &JourneyMap, plan: &Plan, finding: &Finding, evidence: usize) -> Result<Case> {
    let Some(piece) = finding.evidence.get(evidence) else {
        let expected = format!("a position under {}, the pieces of evidence", finding.evidence.len());
        return Err(Error::option("evidence", evidence, expected));
    };
    let day = |time: jiff::Timestamp| plan.calendar.day(time.as_microsecond());
    let last = plan.period.map_or(i64::MAX, |(_, last)| plan.calendar.day(last));
    Ok(Case {
        kind: piece.kind,
        touchpoint: plan.layout().touchpoint(&finding.touchpoint)?,
        persona: finding.persona.as_deref().map(|id| persona_position(map, id)).transpose()?,
        baseline: piece.baseline,
        threshold: piece.threshold_seconds.map(|seconds| (seconds * 1e6).round() as i64),
        stretch: piece.from.map(|from| (day(from), piece.to.map_or(last, |to| day(to) - 1))),
    })
}

fn look(plan: &Plan, shard: &Shard, case: &Case) -> Positions {
    let (mut reader, mut coverage) = (Reader::new(plan), CoverageSummary::default());
    let mut found = Positions::default();
    for journey in shard.journeys() {
        let position = journey.position();
        let Some(facts) = reader.read(journey, &mut coverage) else { continue };
        if let Some((_, suffers)) = case.suffered(plan, &facts) {
            found.0.push(position);
            if suffers {
                found.1.push(position);
            }
        }
    }
    found
}
