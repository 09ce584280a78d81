//! The log-rank test: does the event come at the same rate in several groups?

use super::TimeCount;
use crate::numeric::chi_squared_p;

/// Result of the log-rank test.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LogRank {
    /// Weighted squared distance of observed from expected events.
    pub statistic: f64,
    /// One less than the number of groups that can be told apart; 0 if there is nothing to compare.
    pub degrees_of_freedom: u32,
    /// p-value for "the event comes at the same rate in all groups"; `None` with nothing to compare.
    pub p: Option<f64>,
    /// Observed events of each group.
    pub observed: Vec<u64>,
    /// Expected events of each group, if the rate were the same in all.
    pub expected: Vec<f64>,
}

/// Compares groups, each with counts in the order of time.
///
/// (O - E)ᵀ V⁻ (O - E) with the hypergeometric variance, chi-squared with one degree of freedom less than groups. Mantel
/// (1966); Peto and Peto (1972).
///
/// ```
/// use journey_core::numeric::{TimeCount, log_rank};
/// let early = TimeCount::tally([1, 2, 3, 4], []);
/// let late = TimeCount::tally([5, 6, 7, 8], []);
/// let test = log_rank(&[&early, &late]);
/// assert_eq!((test.observed, test.degrees_of_freedom), (vec![4, 4], 1));
/// assert!(test.p.unwrap() < 0.01);
/// ```
///
/// # Complexity
/// O(times · (groups at risk)²).
pub fn log_rank(groups: &[&[TimeCount]]) -> LogRank {
    let k = groups.len();
    let mut at_risk: Vec<u64> = groups.iter().map(|counts| TimeCount::all(counts)).collect();
    let mut observed = vec![0; k];
    let mut expected = vec![0.0; k];
    let mut variance = vec![0.0; k * k];
    for (events, censored) in moments(groups) {
        let (n, d) = (at_risk.iter().sum::<u64>() as f64, events.iter().sum::<u64>() as f64);
        if d > 0.0 {
            let factor = if n > 1.0 { d * (n - d) / (n - 1.0) } else { 0.0 };
            for (i, (&risk, row)) in at_risk.iter().zip(variance.chunks_exact_mut(k)).enumerate() {
                let share = risk as f64 / n;
                if let Some(expected) = expected.get_mut(i) {
                    *expected += d * share;
                }
                for (j, (&other, cell)) in at_risk.iter().zip(row).enumerate() {
                    *cell += factor * share * (if i == j { 1.0 } else { 0.0 } - other as f64 / n);
                }
            }
        }
        for (((risk, events), censored), observed) in
            at_risk.iter_mut().zip(&events).zip(&censored).zip(&mut observed)
        {
            *observed += events;
            *risk = risk.saturating_sub(events + censored);
        }
    }
    let distance = observed.iter().zip(&expected).map(|(&o, e)| o as f64 - e).collect();
    let (statistic, rank) = quadratic(variance, distance);
    let p = (rank > 0).then(|| chi_squared_p(statistic, rank));
    LogRank { statistic, degrees_of_freedom: rank, p, observed, expected }
}

/// Events and censorings of all groups, time by time.
fn moments(groups: &[&[TimeCount]]) -> impl Iterator<Item = (Vec<u64>, Vec<u64>)> {
    let mut places = vec![0; groups.len()];
    std::iter::from_fn(move || {
        let heads = || groups.iter().zip(&places).map(|(counts, &place)| counts.get(place));
        let time = heads().flatten().map(|count| count.time).min()?;
        let now: Vec<Option<&TimeCount>> =
            heads().map(|count| count.filter(|count| count.time == time)).collect();
        for (place, now) in places.iter_mut().zip(&now) {
            *place += usize::from(now.is_some());
        }
        let of = |what: fn(&TimeCount) -> u64| now.iter().map(|now| now.map_or(0, what)).collect();
        Some((of(|count| count.events), of(|count| count.censored)))
    })
}

/// xᵀ V⁻ x and the rank of V, which is symmetric and not negative, by elimination with the largest pivot first.
fn quadratic(mut v: Vec<f64>, mut x: Vec<f64>) -> (f64, u32) {
    const NOTHING: f64 = 1e-10;
    let k = x.len();
    let at = |v: &[f64], i: usize, j: usize| v.get(i * k + j).copied().unwrap_or_default();
    let largest = (0..k).map(|i| at(&v, i, i)).fold(0.0, f64::max);
    let mut left: Vec<usize> = (0..k).collect();
    let (mut sum, mut rank) = (0.0, 0);
    while let Some(place) = (0..left.len()).max_by(|&a, &b| {
        let diagonal = |place: usize| left.get(place).map_or(0.0, |&i| at(&v, i, i));
        diagonal(a).total_cmp(&diagonal(b)).then(b.cmp(&a))
    }) {
        let pivot = left.swap_remove(place);
        let diagonal = at(&v, pivot, pivot);
        if diagonal <= NOTHING * largest || diagonal <= 0.0 {
            break;
        }
        let value = x.get(pivot).copied().unwrap_or_default();
        sum += value * value / diagonal;
        rank += 1;
        for &i in &left {
            let factor = at(&v, i, pivot) / diagonal;
            x.get_mut(i).into_iter().for_each(|x| *x -= factor * value);
            for &j in &left {
                let change = factor * at(&v, pivot, j);
                v.get_mut(i * k + j).into_iter().for_each(|cell| *cell -= change);
            }
        }
    }
    (sum, rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_by_hand() {
        // Group a: events at 1 and 3; group b: event at 2, censored at 4.
        // At 1: n 4, a 2, E 0.5, V 0.25; at 2: n 3, a 1, E 1/3, V 2/9; at 3: n 2, a 1, E 0.5, V 0.25.
        let (a, b) = (TimeCount::tally([1, 3], []), TimeCount::tally([2], [4]));
        let test = log_rank(&[&a, &b]);
        let distance = 2.0 - (0.5 + 1.0 / 3.0 + 0.5);
        let expected = distance * distance / (0.25 + 2.0 / 9.0 + 0.25);
        assert!((test.statistic - expected).abs() < 1e-12);
        assert_eq!((test.degrees_of_freedom, test.observed.as_slice()), (1, &[2, 1][..]));
        let swapped = log_rank(&[&b, &a]);
        assert!((swapped.statistic - test.statistic).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_compare_has_no_p() {
        let some = TimeCount::tally([1, 2], [3]);
        let none = TimeCount::tally([], [3, 3]);
        assert_eq!(log_rank(&[]).p, None);
        assert_eq!(log_rank(&[&some]).p, None);
        assert_eq!(log_rank(&[&some, &[]]).p, None);
        assert_eq!(log_rank(&[&none, &none]).p, None);
        let early = TimeCount::tally([], [0]);
        assert_eq!(log_rank(&[&some, &none, &early]).degrees_of_freedom, 1);
    }
}
