//! Sudden, lasting changes of the number of events a day.

use super::days::{Days, Scope, Series};
use super::gaps::Gaps;
use super::plan::{QualityPlan, finding};
use super::{QualityFinding, QualityKind, QualityLimits};
use crate::analysis::Estimate;
use crate::numeric::{benjamini_hochberg, normal_p};

/// A day on which the volume may have changed.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    series: usize,
    /// Place of the first day after it.
    day: usize,
    z: f64,
    /// Events a day before and after.
    before: f64,
    after: f64,
    /// Whether it is a step rather than a trend.
    sudden: bool,
}

/// Two series change together if they do so within so many days.
const TOGETHER: usize = 2;

pub(super) fn findings(plan: &QualityPlan, days: &Days, gaps: &Gaps) -> Vec<QualityFinding> {
    let limits = &plan.limits;
    let least = libm::ceil(limits.change_events * f64::from(limits.change_days)) as u64;
    let all: Vec<Series> =
        days.all().into_iter().chain(days.sources(least)).chain(days.touchpoints(least)).collect();
    let mut candidates = Vec::new();
    for (position, series) in all.iter().enumerate() {
        let missing = |place: usize| gaps.has(series.scope, series.first + place as i32);
        scan(limits, (position, series), missing, &mut candidates);
    }
    let p: Vec<Option<f64>> = candidates.iter().map(|found| Some(normal_p(found.z))).collect();
    let adjusted = benjamini_hochberg(&p);
    let mut best: Vec<Option<Candidate>> = vec![None; all.len()];
    for (found, p) in candidates.iter().zip(adjusted) {
        let ratio = found.after.max(found.before) / found.after.min(found.before).max(f64::MIN_POSITIVE);
        let holds = found.sudden && ratio >= limits.change_factor && p.is_some_and(|p| p < limits.level);
        let slot = best.get_mut(found.series);
        for slot in slot.into_iter().filter(|_| holds) {
            if slot.is_none_or(|known| found.z.abs() > known.z.abs()) {
                *slot = Some(*found);
            }
        }
    }
    let whole =
        best.first().copied().flatten().filter(|_| all.first().is_some_and(|s| s.scope == Scope::All));
    let own = |found: &Candidate| {
        found.series == 0
            || whole.is_none_or(|whole| {
                whole.day.abs_diff(found.day) > TOGETHER || (whole.z > 0.0) != (found.z > 0.0)
            })
    };
    let found = best.into_iter().flatten().filter(own);
    found.filter_map(|found| Some(row(plan, all.get(found.series)?, &found))).collect()
}

fn row(plan: &QualityPlan, series: &Series, found: &Candidate) -> QualityFinding {
    let day = series.first + found.day as i32;
    let date = plan.day_example(day);
    let after = (series.counts.len() - found.day) as u64;
    let said = format!(
        "from {} on there are {:.1} events a day, before {:.1}",
        date.value.clone().unwrap_or_default(),
        found.after,
        found.before
    );
    let all = (series.counts.len() as u64, "days of the data");
    let row = finding(QualityKind::VolumeChange, (after, "days since"), all, said);
    let factor = (found.before > 0.0).then(|| found.after / found.before);
    let days = 2 * u64::from(plan.limits.change_days);
    QualityFinding {
        source: if let Scope::Source(code) = series.scope { Some(plan.source_name(code)) } else { None },
        touchpoint: if let Scope::Touchpoint(code) = series.scope {
            Some(plan.touchpoint(code))
        } else {
            None
        },
        measured: Some(Estimate::exact(factor, days, "days before and after")),
        examples: vec![date],
        ..row
    }
}

/// Looks at every day but those at the ends, where logs fill up and run out.
fn scan(
    limits: &QualityLimits,
    (position, series): (usize, &Series),
    missing: impl Fn(usize) -> bool,
    into: &mut Vec<Candidate>,
) {
    let length = series.counts.len();
    let width = limits.change_days as usize;
    let edge = libm::ceil(limits.edge * length as f64) as usize;
    // Anscombe's transform of a Poisson number has a variance of about 1.
    let value = |place: usize| {
        let count = series.counts.get(place).copied().filter(|_| !missing(place))?;
        Some((place, count as f64, 2.0 * libm::sqrt(count as f64 + 0.375)))
    };
    let values: Vec<Option<(usize, f64, f64)>> = (0..length).map(value).collect();
    for day in edge + width..(length + 1).saturating_sub(edge + width) {
        let side = |from: usize| -> Vec<(usize, f64, f64)> {
            values.get(from..from + width).unwrap_or_default().iter().copied().flatten().collect()
        };
        let (before, after) = (side(day - width), side(day));
        let enough = width.div_ceil(2).max(2);
        if before.len() >= enough && after.len() >= enough {
            into.extend(judge(limits, (position, day), &before, &after));
        }
    }
}

fn judge(
    limits: &QualityLimits,
    (series, day): (usize, usize),
    before: &[(usize, f64, f64)],
    after: &[(usize, f64, f64)],
) -> Option<Candidate> {
    let events = |side: &[(usize, f64, f64)]| mean(side.iter().map(|(_, count, _)| *count));
    let (few, many) = (events(before), events(after));
    if few.max(many) < limits.change_events {
        return None;
    }
    let weekday = Weekdays::of(before, after);
    let level = |side: &[(usize, f64, f64)]| mean(side.iter().map(|point| weekday.without(point)));
    let (low, high) = (level(before), level(after));
    let square = |value: f64| value * value;
    let rest = |side: &[(usize, f64, f64)], level: f64| {
        side.iter().fold(0.0, |sum, point| sum + square(weekday.without(point) - level))
    };
    let step = rest(before, low) + rest(after, high);
    let n = (before.len() + after.len()) as f64;
    // Two levels and six differences of weekdays were estimated.
    let free = (n - 8.0).max(1.0);
    let variance = (step / free).max(1.0);
    let t = (high - low) / (variance * (1.0 / before.len() as f64 + 1.0 / after.len() as f64)).sqrt();
    let points = || before.iter().chain(after).map(|point| (point.0 as f64, weekday.without(point)));
    let centre = day as f64 - 0.5;
    let ramp = |days: f64| line(points().map(|(x, y)| (((x - centre) / days).clamp(-0.5, 0.5), y)));
    let slow = RAMPS.into_iter().map(ramp).chain([line(points())]);
    let sudden = slow.into_iter().all(|rest| rest - step >= CLEARLY * variance);
    Some(Candidate { series, day, z: normal(t, free), before: few, after: many, sudden })
}

/// A change that takes so many days is not sudden, nor is a straight line.
const RAMPS: [f64; 2] = [7.0, 14.0];
/// A step must fit better than those by so many variances: a likelihood ratio of e³ (20).
const CLEARLY: f64 = 6.0;

/// The standard normal value that is as rare as one of Student's t (Wallace 1959).
fn normal(t: f64, free: f64) -> f64 {
    let z = (8.0 * free + 1.0) / (8.0 * free + 3.0) * (free * libm::log1p(t * t / free)).sqrt();
    z.copysign(t)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}

/// What remains beside a straight line, squared.
fn line(points: impl Iterator<Item = (f64, f64)> + Clone) -> f64 {
    let (x, y) = (mean(points.clone().map(|point| point.0)), mean(points.clone().map(|point| point.1)));
    let sum = |of: fn((f64, f64)) -> f64| points.clone().fold(0.0, |sum, (a, b)| sum + of((a - x, b - y)));
    let (xx, xy, yy) = (sum(|(a, _)| a * a), sum(|(a, b)| a * b), sum(|(_, b)| b * b));
    if xx > 0.0 { yy - xy * xy / xx } else { yy }
}

/// How much higher or lower a weekday is than the others of its side.
struct Weekdays([f64; 7]);

impl Weekdays {
    fn of(before: &[(usize, f64, f64)], after: &[(usize, f64, f64)]) -> Self {
        let mut sums = [(0.0, 0.0); 7];
        for side in [before, after] {
            let level = mean(side.iter().map(|(_, _, value)| *value));
            for (place, _, value) in side {
                let slot = sums.get_mut(place % 7);
                slot.into_iter().for_each(|(sum, n)| (*sum, *n) = (*sum + value - level, *n + 1.0));
            }
        }
        Self(sums.map(|(sum, n)| if n > 0.0 { sum / n } else { 0.0 }))
    }

    fn without(&self, (place, _, value): &(usize, f64, f64)) -> f64 {
        value - self.0.get(place % 7).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(counts: Vec<u64>) -> Vec<(usize, bool)> {
        let limits = QualityLimits::default();
        let mut found = Vec::new();
        scan(&limits, (0, &Series { scope: Scope::All, first: 0, counts }), |_| false, &mut found);
        found.retain(|found| found.z.abs() > 6.0 && found.sudden);
        found.iter().map(|found| (found.day, found.z > 0.0)).collect()
    }

    #[test]
    fn a_step_is_a_change_and_a_trend_a_spike_or_a_weekend_is_none() {
        let noise = |day: u64| day * day * 7919 % 11;
        let days = 0..120u64;
        let step = days.clone().map(|day| if day < 60 { 40 + noise(day) } else { 15 + noise(day) });
        assert!(changes(step.collect()).contains(&(60, false)));
        let trend = days.clone().map(|day| 10 + day * 2 + noise(day));
        assert!(changes(trend.collect()).is_empty());
        let spike = days.clone().map(|day| if day == 60 { 900 } else { 30 + noise(day) });
        assert!(changes(spike.collect()).is_empty());
        let weekend = days.map(|day| if day % 7 > 4 { 5 } else { 60 } + noise(day));
        assert!(changes(weekend.collect()).is_empty());
    }

    #[test]
    fn wallaces_normal_value_is_close() {
        // scipy 1.16.3: norm.isf(t.sf(6, 20)) = 4.486399
        assert!((normal(6.0, 20.0) - 4.486_399).abs() < 0.01, "{}", normal(6.0, 20.0));
    }
}
