//! Competing outcomes: the Aalen-Johansen estimate of how many have had each of them.

use super::log_log;

/// How many had each of several outcomes at a time, and how many were last seen without any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutcomeCount {
    /// Time since the start.
    pub time: i64,
    /// How many had each outcome at this time.
    pub events: Vec<u64>,
    /// How many were seen without any outcome up to this time, and no longer.
    pub censored: u64,
}

/// Share that has had an outcome up to a time.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct IncidenceStep {
    /// How many had it at this time.
    pub events: u64,
    /// Estimated share that has had it, the others out of reach because of another outcome included.
    pub incidence: f64,
    /// Variance of `incidence`.
    pub variance: f64,
    /// 95 % interval; `None` where the share is 0 or 1.
    pub interval: Option<(f64, f64)>,
}

/// Sums over the times so far that the variance of an outcome needs.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    incidence: f64,
    risk: f64,
    risk_incidence: f64,
    risk_square: f64,
    own: f64,
    cross: f64,
    cross_incidence: f64,
}

/// The share with each of several outcomes that exclude one another, for counts in the order of time, one for each time; one
/// list of steps an outcome, with a step for each time.
///
/// All outcomes together are 1 - Kaplan-Meier of any outcome. Unlike 1 - Kaplan-Meier of one outcome with the others taken
/// for censoring, this does not count on those who can no longer have it. Aalen and Johansen (1978), "An empirical transition matrix for non-homogeneous Markov chains based
/// on censored observations"; variance by the delta method (Marubini and Valsecchi 1995); intervals on the log(-log) scale.
///
/// ```
/// use journey_core::numeric::{OutcomeCount, cumulative_incidence};
/// let at = |time, events: [u64; 2], censored| OutcomeCount { time, events: events.into(), censored };
/// let found = cumulative_incidence(&[at(1, [1, 0], 0), at(2, [0, 1], 1), at(3, [1, 0], 0)]);
/// assert_eq!(found[0].last().unwrap().incidence, 0.75); // 1/4 + 1/2 (still free after 2) · 1/1
/// assert_eq!(found[1].last().unwrap().incidence, 0.25);
/// ```
///
/// # Complexity
/// O(times · outcomes).
pub fn cumulative_incidence(counts: &[OutcomeCount]) -> Vec<Vec<IncidenceStep>> {
    let outcomes = counts.iter().map(|count| count.events.len()).max().unwrap_or_default();
    let mut steps = vec![Vec::with_capacity(counts.len()); outcomes];
    let mut sums = vec![Sums::default(); outcomes];
    let all = |count: &OutcomeCount| count.events.iter().sum::<u64>();
    let mut at_risk: u64 = counts.iter().map(|count| all(count) + count.censored).sum();
    // Share without any outcome as in the Kaplan-Meier curve: factors cancel between censorings.
    let (mut before, mut since) = (1.0, at_risk);
    for count in counts {
        let (n, d) = (at_risk as f64, all(count));
        let free = if at_risk == since { before } else { before * (n / since as f64) };
        let left = at_risk.saturating_sub(d);
        let risk = if d > 0 && left > 0 { d as f64 / (n * left as f64) } else { 0.0 };
        for (outcome, (sums, steps)) in sums.iter_mut().zip(&mut steps).enumerate() {
            let events = count.events.get(outcome).copied().unwrap_or_default();
            if at_risk > 0 {
                sums.see(free, n, events as f64, risk);
            }
            steps.push(sums.step(events));
        }
        at_risk = left.saturating_sub(count.censored);
        if count.censored > 0 && at_risk > 0 {
            (before, since) = (before * (left as f64 / since as f64), at_risk);
        }
    }
    steps
}

impl Sums {
    fn see(&mut self, free: f64, n: f64, events: f64, risk: f64) {
        self.incidence += free * (events / n);
        self.risk += risk;
        self.risk_incidence += risk * self.incidence;
        self.risk_square += risk * self.incidence * self.incidence;
        self.own += free * free * events * (n - events) / (n * n * n);
        let cross = free * events / (n * n);
        self.cross += cross;
        self.cross_incidence += cross * self.incidence;
    }

    fn step(&self, events: u64) -> IncidenceStep {
        let at = self.incidence;
        let later = at * at * self.risk - 2.0 * at * self.risk_incidence + self.risk_square;
        let variance = (later + self.own - 2.0 * (at * self.cross - self.cross_incidence)).max(0.0);
        let incidence = at.min(1.0);
        IncidenceStep { events, incidence, variance, interval: log_log(incidence, variance / (at * at)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::{TimeCount, kaplan_meier};

    fn counts() -> Vec<OutcomeCount> {
        let at = |time, events: [u64; 3], censored| OutcomeCount { time, events: events.into(), censored };
        vec![
            at(1, [2, 1, 0], 1),
            at(3, [0, 0, 0], 2),
            at(4, [1, 0, 3], 0),
            at(6, [0, 2, 0], 1),
            at(9, [1, 0, 1], 0),
        ]
    }

    #[test]
    fn outcomes_together_are_one_minus_kaplan_meier() {
        let any = counts().into_iter().map(|count| TimeCount {
            time: count.time,
            events: count.events.iter().sum(),
            censored: count.censored,
        });
        let curve = kaplan_meier(&any.collect::<Vec<_>>());
        let found = cumulative_incidence(&counts());
        for (place, step) in curve.steps.iter().enumerate() {
            let sum: f64 = found.iter().map(|steps| steps[place].incidence).sum();
            assert!((sum + step.survival - 1.0).abs() < 1e-12, "{place}");
        }
    }

    #[test]
    fn one_outcome_has_greenwoods_variance() {
        let one: Vec<_> = counts()
            .into_iter()
            .map(|count| OutcomeCount { events: vec![count.events.iter().sum()], ..count })
            .collect();
        let counts = one.iter().map(|count| TimeCount {
            time: count.time,
            events: count.events[0],
            censored: count.censored,
        });
        let curve = kaplan_meier(&counts.collect::<Vec<_>>());
        for (step, found) in
            curve.steps.iter().zip(&cumulative_incidence(&one)[0]).filter(|(step, _)| step.survival > 0.0)
        {
            let greenwood = step.survival * step.survival * step.log_variance;
            assert!((found.variance - greenwood).abs() < 1e-12, "{}", step.time);
        }
    }

    #[test]
    fn nobody_has_no_outcome() {
        assert!(cumulative_incidence(&[]).is_empty());
    }
}
