//! The Kaplan-Meier curve.

use super::{TimeCount, log_log};

/// Share still without the event, as a function of time.
///
/// Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations"; variance of Greenwood (1926); intervals
/// on the log(-log) scale (Kalbfleisch and Prentice 1980).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SurvivalCurve {
    /// How many were observed.
    pub n: u64,
    /// How many of them had the event.
    pub events: u64,
    /// One step for each time at which something happened, in the order of time.
    pub steps: Vec<SurvivalStep>,
}

/// The curve from one time until the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalStep {
    /// Time since the start.
    pub time: i64,
    /// How many were under observation without the event right before.
    pub at_risk: u64,
    /// How many had the event at this time.
    pub events: u64,
    /// How many were last seen without it at this time.
    pub censored: u64,
    /// Estimated share without the event after this time.
    pub survival: f64,
    /// Greenwood's variance of the logarithm of `survival`; infinite if nobody is left.
    pub log_variance: f64,
    /// 95 % interval of `survival`; `None` where it is 0 or 1.
    pub interval: Option<(f64, f64)>,
}

/// The time at which a share has had the event, and its 95 % interval; `None` where the curve does not come down so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SurvivalQuantile {
    /// The first time at which at most the rest is without the event.
    pub time: Option<i64>,
    /// The first time at which the lower end of the interval of the curve is as low.
    pub low: Option<i64>,
    /// The first time at which the upper end of the interval of the curve is as low.
    pub high: Option<i64>,
}

/// The Kaplan-Meier curve of counts in the order of time, one for each time ([`TimeCount::tally`]).
///
/// Without censoring it is exactly 1 - share with the event.
///
/// ```
/// use journey_core::numeric::{TimeCount, kaplan_meier};
/// // Events after 1 and 3 days; one customer seen for 2 days only.
/// let curve = kaplan_meier(&TimeCount::tally([1, 3], [2]));
/// assert_eq!(curve.at(0), 1.0);
/// assert_eq!(curve.at(2), 2.0 / 3.0);
/// assert_eq!(curve.at(3), 0.0);
/// assert_eq!(curve.quantile(0.5).time, Some(3));
/// ```
///
/// # Complexity
/// O(times).
pub fn kaplan_meier(counts: &[TimeCount]) -> SurvivalCurve {
    let n = TimeCount::all(counts);
    let mut curve = SurvivalCurve { n, events: 0, steps: Vec::with_capacity(counts.len()) };
    let (mut at_risk, mut log_variance) = (n, 0.0);
    // Between censorings the factors cancel but for the first denominator and the last numerator.
    let (mut before, mut since) = (1.0, n);
    for count in counts {
        let left = at_risk.saturating_sub(count.events);
        let survival =
            if count.events == 0 && left == since { before } else { before * (left as f64 / since as f64) };
        if count.events > 0 {
            log_variance += count.events as f64 / (at_risk as f64 * left as f64);
        }
        curve.events += count.events;
        curve.steps.push(SurvivalStep {
            time: count.time,
            at_risk,
            events: count.events,
            censored: count.censored,
            survival,
            log_variance,
            interval: log_log(survival, log_variance),
        });
        at_risk = left.saturating_sub(count.censored);
        if count.censored > 0 && at_risk > 0 {
            (before, since) = (survival, at_risk);
        }
    }
    curve
}

/// Shares that differ by less are equal but for rounding.
const SAME: f64 = 1e-12;

impl SurvivalCurve {
    /// The last step at or before a time; `None` before the first one.
    pub fn step(&self, time: i64) -> Option<&SurvivalStep> {
        self.steps.get(self.steps.partition_point(|step| step.time <= time).checked_sub(1)?)
    }

    /// Share without the event after a time.
    pub fn at(&self, time: i64) -> f64 {
        self.step(time).map_or(1.0, |step| step.survival)
    }

    /// How many were under observation without the event right before a time.
    pub fn at_risk(&self, time: i64) -> u64 {
        self.steps.get(self.steps.partition_point(|step| step.time < time)).map_or(0, |step| step.at_risk)
    }

    /// The time at which a share has had the event; 0.5 is the median.
    pub fn quantile(&self, share: f64) -> SurvivalQuantile {
        let rest = 1.0 - share + SAME;
        let first = |low_enough: &dyn Fn(&SurvivalStep) -> bool| {
            self.steps.iter().find(|step| step.events > 0 && low_enough(step)).map(|step| step.time)
        };
        let end = |step: &SurvivalStep, end: fn((f64, f64)) -> f64| {
            step.interval.map_or(step.survival == 0.0, |interval| end(interval) <= rest)
        };
        SurvivalQuantile {
            time: first(&|step| step.survival <= rest),
            low: first(&|step| end(step, |(low, _)| low)),
            // Where nobody is left there is no interval: the upper end was reached before or never.
            high: first(&|step| step.interval.is_some_and(|(_, high)| high <= rest)),
        }
    }

    /// Mean time without the event up to a time: the area under the curve.
    pub fn restricted_mean(&self, until: i64) -> f64 {
        let mut sum = crate::numeric::ExactSum::default();
        let (mut from, mut survival) = (0, 1.0);
        for step in self.steps.iter().take_while(|step| step.time < until) {
            sum.add(survival * step.time.saturating_sub(from) as f64);
            (from, survival) = (step.time, step.survival);
        }
        sum.add(survival * until.saturating_sub(from) as f64);
        sum.value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_censoring_the_curve_is_the_share_without_the_event() {
        let curve = kaplan_meier(&TimeCount::tally(1..=7, []));
        for (step, left) in curve.steps.iter().zip((0..7).rev()) {
            assert_eq!(step.survival, f64::from(left) / 7.0);
        }
        assert_eq!((curve.n, curve.events, curve.at(99)), (7, 7, 0.0));
        assert_eq!(curve.quantile(0.5).time, Some(4));
        assert_eq!(curve.quantile(6.0 / 7.0).time, Some(6));
        assert_eq!(curve.restricted_mean(7), 4.0);
        assert_eq!(curve.restricted_mean(0), 0.0);
    }

    #[test]
    fn events_come_before_censorings_of_the_same_time() {
        // By hand: 4 at risk at 2, one event, one censored; then 2 at risk at 5, one event.
        let curve = kaplan_meier(&TimeCount::tally([2, 5], [2, 9]));
        assert_eq!((curve.at(2), curve.at(5)), (0.75, 0.375));
        assert_eq!((curve.at_risk(2), curve.at_risk(3), curve.at_risk(10)), (4, 2, 0));
        let steps: Vec<_> = curve.steps.iter().map(|step| (step.time, step.at_risk)).collect();
        assert_eq!(steps, [(2, 4), (5, 2), (9, 1)]);
        assert!((curve.steps[1].log_variance - (1.0 / 12.0 + 0.5)).abs() < 1e-15);
    }

    #[test]
    fn a_curve_of_nobody_and_of_nobody_with_the_event() {
        let nobody = kaplan_meier(&[]);
        assert_eq!((nobody.at(5), nobody.quantile(0.5)), (1.0, SurvivalQuantile::default()));
        let never = kaplan_meier(&TimeCount::tally([], [3, 4]));
        assert_eq!((never.at(5), never.quantile(0.1).time, never.events), (1.0, None, 0));
        assert!(never.steps.iter().all(|step| step.interval.is_none() && step.survival == 1.0));
        let ended = kaplan_meier(&TimeCount::tally([3], []));
        assert_eq!((ended.at(3), ended.steps[0].interval), (0.0, None));
    }

    #[test]
    fn counts_are_summed_by_time() {
        let counts = TimeCount::sum(vec![
            TimeCount { time: 4, events: 1, censored: 0 },
            TimeCount { time: 1, events: 2, censored: 0 },
            TimeCount { time: 4, events: 0, censored: 3 },
        ]);
        assert_eq!(counts.len(), 2);
        assert_eq!(counts[1], TimeCount { time: 4, events: 1, censored: 3 });
    }
}
