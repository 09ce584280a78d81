//! From findings to priorities: what could be done about them, with reach and impact as they were measured.

use serde::{Deserialize, Serialize};

use super::{Finding, MeasuredMap};
use crate::analysis::{GainUnit, Guess, Initiative};
use crate::error::{Error, Result};

/// Something that could be done about a pain point that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Remedy {
    /// Its name, which no other one has.
    pub name: String,
    /// Rank of the pain point that it is about.
    pub finding: u32,
    /// Which share of what is beyond the baseline it takes away, from 0 to 1.
    pub takes_away: Guess,
    /// How sure that is, from 0 to 1.
    pub confidence: Guess,
    /// What it costs, such as person-months: more than 0.
    pub effort: Guess,
}

impl Remedy {
    /// A remedy for the pain point of a rank: what it takes away of it, how sure that is, and what it costs.
    pub fn new(
        name: impl Into<String>,
        finding: u32,
        takes_away: impl Into<Guess>,
        confidence: impl Into<Guess>,
        effort: impl Into<Guess>,
    ) -> Self {
        let (takes_away, confidence, effort) = (takes_away.into(), confidence.into(), effort.into());
        Self { name: name.into(), finding, takes_away, confidence, effort }
    }
}

impl MeasuredMap {
    /// What would it gain to do something about the pain points? Initiatives for [`Priorities`](crate::analysis::Priorities),
    /// in the order of the remedies: reach and impact are what was measured, confidence and effort what was stated.
    ///
    /// Counted in customers, the reach is [`customers_affected`](Finding::customers_affected) with its interval, and the
    /// impact the [severity](crate::model::FindingKind::severity) of the pain point times the share that is taken away: the unit is a
    /// customer who is not lost. Counted in value, the reach is the number of customers affected, and the impact what each of
    /// them would bring, times the share that is taken away; so reach times impact is the
    /// [value at stake](Finding::value_at_stake), which has the uncertainty of both. What would be lost is 0. All of it is for the
    /// period of the log.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a rank that no pain point has, a share outside of 0 to 1, and a gain in value where none
    /// is at stake. What else is wrong with confidence and effort shows when they are ranked.
    ///
    /// # Complexity
    /// O(remedies · pain points).
    ///
    /// # Example
    /// ```
    /// use journey_core::analysis::{GainUnit, Priorities, PriorityScore};
    /// use journey_core::measure::Remedy;
    /// use journey_core::model::JourneyMap;
    /// use journey_core::simulate::{Fault, Simulate};
    /// let map = JourneyMap::template("online_shop")?;
    /// let fault = Fault::LosesCustomers { touchpoint: "cart".into(), share: 0.2 };
    /// let measured = map.measure(&map.simulate(&Simulate::new(1).customers(3000).fault(fault))?)?;
    /// let remedies = [Remedy::new("checkout as a guest", 1, (0.3, 0.5, 0.8), 0.8, 2.0)];
    /// let initiatives = measured.initiatives(&remedies, GainUnit::Customers)?;
    /// let affected = measured.pain_points[0].customers_affected.value.unwrap();
    /// let report = Priorities { initiatives, ..Priorities::by(PriorityScore::Rice) }.rank()?;
    /// assert!((report.rows[0].score / (affected * 0.5 * 0.8 / 2.0) - 1.0).abs() < 1e-12);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn initiatives(&self, remedies: &[Remedy], unit: GainUnit) -> Result<Vec<Initiative>> {
        remedies.iter().enumerate().map(|(number, remedy)| self.initiative((number, remedy), unit)).collect()
    }

    fn initiative(&self, (number, remedy): (usize, &Remedy), unit: GainUnit) -> Result<Initiative> {
        let error = |field: &str, value: &dyn std::fmt::Display, expected: &str| {
            Error::option(&format!("remedies[{number}].{field}"), value, expected)
        };
        let found = self.pain_points.iter().find(|found| found.rank == remedy.finding);
        let found = found.ok_or_else(|| {
            let expected = format!("the rank of a pain point: 1 to {}", self.pain_points.len());
            error("finding", &remedy.finding, &expected)
        })?;
        let (low, value, high) = remedy.takes_away.ends();
        if !(0.0 <= low && low <= value && value <= high && high <= 1.0) {
            let expected = "a share from 0 to 1, or the least, the most likely and the most of one";
            return Err(error("takes_away", &format_args!("{low}, {value}, {high}"), expected));
        }
        let gain = match unit {
            GainUnit::Customers => in_customers(found),
            GainUnit::Value => in_value(found),
        };
        let (reach, each) = gain.ok_or_else(|| {
            let expected =
                "the rank of a pain point with a value at stake: measure with the column of the amounts";
            error("finding", &remedy.finding, expected)
        })?;
        let impact = each.times(remedy.takes_away);
        Ok(Initiative::new(&remedy.name).rice(reach, impact, remedy.confidence, remedy.effort))
    }
}

/// Customers affected, and how bad it is for each.
fn in_customers(found: &Finding) -> Option<(Guess, Guess)> {
    Some((Guess::of(&found.customers_affected)?, Guess::Exactly(found.kind.severity())))
}

/// Customers affected, and what each of them would bring.
fn in_value(found: &Finding) -> Option<(Guess, Guess)> {
    let affected = found.customers_affected.value.filter(|customers| *customers > 0.0)?;
    let stake = Guess::of(found.value_at_stake.as_ref()?)?;
    Some((Guess::Exactly(affected), stake.times(Guess::Exactly(1.0 / affected))))
}
