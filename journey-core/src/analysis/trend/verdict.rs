//! Did a score really change? Differences between two periods, and what they say in words.

use super::Trend;
use super::report::{ChangeVerdict, PeriodChange};
use crate::analysis::{Answers, Estimate, SurveyMeasure};
use crate::numeric::benjamini_hochberg;

const LEVEL: f64 = 0.05;

/// Two periods with answers side by side.
#[derive(Debug, Clone)]
pub(super) struct Compared {
    since: String,
    earlier: Estimate,
    later: Estimate,
    difference: Estimate,
    pub p: Option<f64>,
}

impl Compared {
    pub fn new(trend: &Trend, earlier: &(String, Answers), later: &(String, Answers)) -> Option<Self> {
        let (before, after) = (trend.measure.of(&earlier.1), trend.measure.of(&later.1));
        before.value.zip(after.value)?;
        Some(Self {
            since: earlier.0.clone(),
            difference: crate::analysis::compare::difference(&after, &before),
            p: trend.measure.p(&later.1, &earlier.1),
            earlier: before,
            later: after,
        })
    }

    fn verdict(&self, trend: &Trend, p: Option<f64>) -> ChangeVerdict {
        let bounds = self.difference.low.zip(self.difference.high);
        let within =
            trend.margin.zip(bounds).is_some_and(|(margin, (low, high))| -margin <= low && high <= margin);
        if self.earlier.n.min(self.later.n) < trend.least {
            ChangeVerdict::TooFewAnswers
        } else if within {
            ChangeVerdict::No
        } else if p.is_some_and(|p| p <= LEVEL) {
            ChangeVerdict::Yes
        } else {
            ChangeVerdict::NotEnoughEvidence
        }
    }

    fn statement(&self, trend: &Trend, verdict: ChangeVerdict) -> String {
        let show =
            |value: Option<f64>| value.map_or_else(|| "?".into(), |value| shown(&trend.measure, value));
        let from_to = format!("from {} to {}", show(self.earlier.value), show(self.later.value));
        let change = self.difference.value.unwrap_or_default();
        let range = format!("{} to {}", show(self.difference.low), show(self.difference.high));
        match verdict {
            ChangeVerdict::Yes if change < 0.0 => {
                format!("fell {from_to}: more than chance (difference {range})")
            }
            ChangeVerdict::Yes => format!("rose {from_to}: more than chance (difference {range})"),
            ChangeVerdict::No => format!("{from_to}: no change that matters (difference {range})"),
            ChangeVerdict::TooFewAnswers => {
                let n = self.earlier.n.min(self.later.n);
                format!(
                    "{from_to}: too few answers to say whether it changed ({n}, at least {} needed)",
                    trend.least
                )
            }
            ChangeVerdict::NotEnoughEvidence => format!("{from_to}: may be chance (difference {range})"),
        }
    }
}

/// A score, or a difference of two, as people write it.
fn shown(measure: &SurveyMeasure, value: f64) -> String {
    // No minus before nothing.
    let round = |value: f64, digits: f64| libm::round(value * digits) / digits + 0.0;
    match measure {
        SurveyMeasure::Nps {} => format!("{:.1}", round(value, 10.0)),
        SurveyMeasure::Csat { .. } => format!("{:.1} %", round(100.0 * value, 10.0)),
        SurveyMeasure::Ces { .. } | SurveyMeasure::Mean { .. } => format!("{:.2}", round(value, 100.0)),
    }
}

/// Pairs with adjusted p-values and verdicts.
pub(super) fn judged(trend: &Trend, pairs: Vec<Option<Compared>>) -> Vec<PeriodChange> {
    let p: Vec<Option<f64>> = pairs.iter().map(|pair| pair.as_ref().and_then(|pair| pair.p)).collect();
    let adjusted = benjamini_hochberg(&p);
    let one = |(pair, p_adjusted): (Option<Compared>, Option<f64>)| {
        let Some(pair) = pair else {
            return PeriodChange { statement: "nothing to compare with".into(), ..PeriodChange::default() };
        };
        let verdict = pair.verdict(trend, p_adjusted);
        PeriodChange {
            statement: pair.statement(trend, verdict),
            since: Some(pair.since),
            difference: pair.difference,
            p: pair.p,
            p_adjusted,
            verdict: Some(verdict),
        }
    };
    pairs.into_iter().zip(adjusted).map(one).collect()
}
