//! Mean, spread and quartiles of the moods of customers.

use super::super::{Estimate, Method};
use crate::numeric::{ExactSum, difference_p, wald};

/// Differences smaller than this are nothing but rounding.
const NOTHING: f64 = 1e-12;

/// Mean and variance of some numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sample {
    pub n: u64,
    pub mean: f64,
    /// Of a single number; `None` for one alone.
    pub variance: Option<f64>,
}

impl Sample {
    pub fn of(numbers: &[f64]) -> Option<Self> {
        let n = numbers.len() as f64;
        let sum: ExactSum = numbers.iter().copied().collect();
        let mean = sum.value() / n;
        let squares: ExactSum = numbers.iter().map(|number| (number - mean) * (number - mean)).collect();
        let variance = squares.value() / (n - 1.0);
        let variance = if variance > NOTHING * NOTHING { variance } else { 0.0 };
        let variance = (numbers.len() > 1).then_some(variance);
        (!numbers.is_empty()).then_some(Self { n: numbers.len() as u64, mean, variance })
    }

    /// Standard deviation.
    pub fn deviation(&self) -> Option<f64> {
        self.variance.map(f64::sqrt)
    }

    /// Squared standard error of the mean.
    pub fn error(&self) -> Option<f64> {
        self.variance.map(|variance| variance / self.n as f64)
    }

    /// Two-sided p-value for "the mean is this"; `None` without any spread.
    pub fn p(&self, mean: f64) -> Option<f64> {
        difference_p((self.mean, self.error()?), (mean, 0.0))
    }
}

/// The mean with an interval by the normal approximation.
pub(super) fn estimate(sample: Option<Sample>, denominator: &str) -> Estimate {
    let interval = sample.and_then(|sample| Some(wald(sample.mean, sample.error()?.sqrt())));
    let (value, n) = (sample.map(|sample| sample.mean), sample.map_or(0, |sample| sample.n));
    Estimate::with_interval(value, interval, n, denominator, Method::Wald)
}

/// The same of moods: the interval stays on their scale.
pub(super) fn mood(sample: Option<Sample>, denominator: &str) -> Estimate {
    let estimate = estimate(sample, denominator);
    Estimate {
        low: estimate.low.map(|low| low.max(-2.0)),
        high: estimate.high.map(|high| high.min(2.0)),
        ..estimate
    }
}

/// Quantile of ascending numbers (type 7 of Hyndman and Fan).
pub(super) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let below = *sorted.get(place.floor() as usize)?;
    let above = sorted.get(place.floor() as usize + 1).copied().unwrap_or(below);
    Some(below + (place - place.floor()) * (above - below))
}

/// Percentiles 2.5 and 97.5 of drawn numbers.
pub(super) fn middle(mut drawn: Vec<f64>) -> Option<(f64, f64)> {
    drawn.sort_unstable_by(f64::total_cmp);
    Some((quantile(&drawn, 0.025)?, quantile(&drawn, 0.975)?))
}
