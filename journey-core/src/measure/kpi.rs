//! The value of a KPI: estimate, unit, direction, and whether the target is reached.

use super::elements::AT_RISK;
use super::kpi_summary::KpiSummary;
use super::plan::{KpiPlan, Reading};
use super::{KpiStatus, MeasuredKpi, Unit};
use crate::analysis::{Estimate, Method, NpsInterval};
use crate::error::{Error, Place, Result};
use crate::model::{CesForm, Direction, Kpi, KpiMeasure, KpiTarget, Statistic};
use crate::numeric::{Z95, duration_stats, quantile};

/// Name of a measure, as in the map.
pub(super) fn kind(measure: &KpiMeasure) -> &'static str {
    match measure {
        KpiMeasure::ConversionRate { .. } => "conversion_rate",
        KpiMeasure::DropOffRate {} => "drop_off_rate",
        KpiMeasure::Nps { .. } => "nps",
        KpiMeasure::Csat { .. } => "csat",
        KpiMeasure::Ces { .. } => "ces",
        KpiMeasure::RetentionRate { .. } => "retention_rate",
        KpiMeasure::ChurnRate { .. } => "churn_rate",
        KpiMeasure::RevenuePerCustomer { .. } => "revenue_per_customer",
        KpiMeasure::CustomerLifetimeValue { .. } => "customer_lifetime_value",
        KpiMeasure::AverageOrderValue { .. } => "average_order_value",
        KpiMeasure::TimeSpent { .. } => "time_spent",
        KpiMeasure::WaitingTime { .. } => "waiting_time",
        KpiMeasure::InteractionsPerCustomer {} => "interactions_per_customer",
        KpiMeasure::EngagementRate { .. } => "engagement_rate",
    }
}

fn unit(measure: &KpiMeasure) -> Unit {
    match measure {
        KpiMeasure::ConversionRate { .. }
        | KpiMeasure::DropOffRate {}
        | KpiMeasure::Csat { .. }
        | KpiMeasure::RetentionRate { .. }
        | KpiMeasure::ChurnRate { .. }
        | KpiMeasure::EngagementRate { .. } => Unit::Share,
        KpiMeasure::Nps { .. } => Unit::Points,
        KpiMeasure::Ces { .. } => Unit::Rating,
        KpiMeasure::RevenuePerCustomer { .. }
        | KpiMeasure::CustomerLifetimeValue { .. }
        | KpiMeasure::AverageOrderValue { .. } => Unit::Amount,
        KpiMeasure::TimeSpent { .. } | KpiMeasure::WaitingTime { .. } => Unit::Seconds,
        KpiMeasure::InteractionsPerCustomer {} => Unit::Count,
    }
}

/// Which way is usually better.
fn usual_direction(measure: &KpiMeasure) -> Direction {
    match measure {
        KpiMeasure::DropOffRate {}
        | KpiMeasure::ChurnRate { .. }
        | KpiMeasure::TimeSpent { .. }
        | KpiMeasure::WaitingTime { .. }
        | KpiMeasure::Ces { form: CesForm::Effort, .. } => Direction::Down,
        _ => Direction::Up,
    }
}

/// The measured KPI.
///
/// # Errors
/// [`Error::BadValue`] for a survey weight that is negative or infinite.
pub(super) fn finish(kpi: &Kpi, plan: &KpiPlan, summary: KpiSummary) -> Result<MeasuredKpi> {
    if let (Some((row, value)), Reading::Answers { weight_name, .. }) = (&summary.bad_weight, &plan.reading) {
        return Err(Error::BadValue {
            place: Place::cell(*row, weight_name.clone()),
            value: value.clone(),
            expected: "a weight of 0 or more".into(),
        });
    }
    let answers = summary.answers.dropped();
    let dropped = summary.dropped + answers.out_of_range + answers.fractional + answers.without_weight;
    let rows = summary.rows.0.clone();
    let value = value(&kpi.measure, &plan.reading, plan.place.is_some(), summary);
    let target = kpi.target.map(|target| match target {
        KpiTarget::Number(number) => number,
        KpiTarget::Time(span) => span.as_seconds(),
    });
    let direction = kpi.direction.unwrap_or_else(|| usual_direction(&kpi.measure));
    Ok(MeasuredKpi {
        id: kpi.id.clone(),
        name: kpi.name.clone(),
        scope: kpi.scope.clone(),
        measure: kind(&kpi.measure).into(),
        status: target.and_then(|target| status(&value, target, direction)),
        value,
        unit: unit(&kpi.measure),
        target,
        direction,
        dropped,
        rows,
    })
}

fn value(measure: &KpiMeasure, reading: &Reading, of_place: bool, mut summary: KpiSummary) -> Estimate {
    let share = |denominator: &str| Estimate::share(summary.count, summary.n, denominator);
    match (measure, reading) {
        (_, Reading::Nothing) => Estimate::exact(None, 0, "the log has no such column"),
        (KpiMeasure::Nps { .. }, _) => summary.answers.nps(NpsInterval::AdjustedWald),
        (KpiMeasure::Csat { satisfied_from, .. }, _) => {
            summary.answers.share(|answer| answer >= *satisfied_from, "answers on the scale")
        }
        (KpiMeasure::Ces { .. }, _) => summary.answers.mean("answers on the scale"),
        (_, Reading::Conversion { .. }) => share("customers at the start, open ones left out"),
        (_, Reading::DropOff) if of_place => share(AT_RISK),
        (_, Reading::DropOff) => share("customers whose outcome is known"),
        (_, Reading::Retention { .. }) => share("customers whose period is over"),
        (_, Reading::Churn { .. }) => share("customers known for so long"),
        (_, Reading::Engagement { .. }) => share("customers here"),
        (_, Reading::Orders { .. }) => summary.moments.estimate("orders"),
        (_, Reading::TimeSpent(statistic)) => {
            times(*statistic, &mut summary.times, "visits with a known length")
        }
        (_, Reading::WaitingTime(statistic)) => {
            times(*statistic, &mut summary.times, "visits after another one")
        }
        _ => summary.moments.estimate("customers here"),
    }
}

/// A statistic of times in seconds.
fn times(statistic: Statistic, micros: &mut [i64], denominator: &str) -> Estimate {
    let n = micros.len() as u64;
    let stats = duration_stats(micros);
    match statistic {
        Statistic::Median => {
            let interval = stats.low_seconds.zip(stats.high_seconds);
            Estimate::with_interval(stats.median_seconds, interval, n, denominator, Method::OrderStatistic)
        }
        Statistic::Mean => {
            let mut moments = super::moments::Moments::default();
            micros.iter().for_each(|&time| moments.add(time as f64 / 1e6));
            moments.estimate(denominator)
        }
        Statistic::Q90 => {
            micros.sort_unstable();
            let value = quantile(micros, 0.9).map(|micros| micros / 1e6);
            let interval = enclosing(micros, 0.9).map(|(low, high)| (low as f64 / 1e6, high as f64 / 1e6));
            Estimate::with_interval(value, interval, n, denominator, Method::OrderStatistic)
        }
    }
}

/// The two order statistics that enclose a quantile with 95 % confidence, by the normal approximation
/// of the binomial distribution (David and Nagaraja 2003, section 7.1); `None` if the sample is too
/// small to have them.
fn enclosing(sorted: &[i64], q: f64) -> Option<(i64, i64)> {
    let n = sorted.len() as f64;
    let half = Z95 * (n * q * (1.0 - q)).sqrt();
    let (low, high) = ((n * q - half).floor(), (n * q + half).ceil());
    if low < 1.0 || high > n {
        return None;
    }
    Some((*sorted.get(low as usize - 1)?, *sorted.get(high as usize - 1)?))
}

/// Met or missed if the interval lies on one side of the target, else uncertain. Without an interval
/// the value decides.
fn status(value: &Estimate, target: f64, direction: Direction) -> Option<KpiStatus> {
    let estimate = value.value?;
    if let (Some(low), Some(high)) = (value.low, value.high)
        && (low..=high).contains(&target)
    {
        return Some(KpiStatus::Uncertain);
    }
    let reached = match direction {
        Direction::Up => estimate >= target,
        Direction::Down => estimate <= target,
    };
    Some(if reached { KpiStatus::Met } else { KpiStatus::Missed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_is_uncertain_while_the_interval_contains_the_target() {
        let share = Estimate::share(80, 100, "answers");
        // Wilson's interval of 80 of 100 is 0.711 to 0.867.
        assert_eq!(status(&share, 0.7, Direction::Up), Some(KpiStatus::Met));
        assert_eq!(status(&share, 0.8, Direction::Up), Some(KpiStatus::Uncertain));
        assert_eq!(status(&share, 0.9, Direction::Up), Some(KpiStatus::Missed));
        assert_eq!(status(&share, 0.9, Direction::Down), Some(KpiStatus::Met));
        assert_eq!(status(&Estimate::share(0, 0, "answers"), 0.9, Direction::Up), None);
    }

    #[test]
    fn a_quantile_lies_between_its_order_statistics() {
        // n = 100: 90 ± 1.96 · 3 gives the ranks 84 and 96.
        let sorted: Vec<i64> = (1..=100).collect();
        assert_eq!(enclosing(&sorted, 0.9), Some((84, 96)));
        assert_eq!(enclosing(&sorted[..20], 0.9), None);
    }

    #[test]
    fn statistics_of_times_are_in_seconds() {
        let mut times: Vec<i64> = [1, 2, 3, 4, 100].map(|seconds| seconds * 1_000_000).to_vec();
        assert_eq!(super::times(Statistic::Median, &mut times, "visits").value, Some(3.0));
        assert_eq!(super::times(Statistic::Mean, &mut times, "visits").value, Some(22.0));
        // Between 4 and 100 at position 0.9 · 4 = 3.6.
        let q90 = super::times(Statistic::Q90, &mut times, "visits").value.unwrap();
        assert!((q90 - 61.6).abs() < 1e-9);
    }
}
