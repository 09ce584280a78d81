//! Intervals of any number that is computed from customers: what is left when some of them are left out.

use super::interval::Z95;
use super::sum::ExactSum;

/// Fewer groups tell too little about how far a number may be off.
const FEWEST: usize = 10;
/// Smaller differences are rounding.
const ROUNDING: f64 = 1e-12;

/// 97.5 % quantile of Student's t distribution, to four digits from nine degrees of freedom on (Abramowitz and Stegun
/// 1964, 26.7.5).
///
/// ```
/// // scipy 1.17.1: t.ppf(0.975, 63) is 1.9983405.
/// assert!((journey_core::numeric::student_95(63) - 1.9983405).abs() < 1e-6);
/// ```
pub fn student_95(degrees_of_freedom: u64) -> f64 {
    let (x, n) = (Z95, degrees_of_freedom as f64);
    let x2 = x * x;
    let first = (x2 + 1.0) * x / 4.0;
    let second = ((5.0 * x2 + 16.0) * x2 + 3.0) * x / 96.0;
    let third = (((3.0 * x2 + 19.0) * x2 + 17.0) * x2 - 15.0) * x / 384.0;
    let fourth = ((((79.0 * x2 + 776.0) * x2 + 1482.0) * x2 - 1920.0) * x2 - 945.0) * x / 92160.0;
    x + (first + (second + (third + fourth / n) / n) / n) / n
}

/// 95 % interval of a number from what it is without each of the groups into which the customers were put at random:
/// the grouped jackknife. `None` for fewer than ten groups, and if no group makes a difference.
///
/// Quenouille (1956); Kott, "The delete-a-group jackknife", Journal of Official Statistics 17 (2001).
///
/// ```
/// // The mean of 1 to 20, each a group: the standard error of the mean, 1.3229 = sqrt(35 / 20), times t(19), 2.0930.
/// let without = |i: u32| (210 - i) as f64 / 19.0;
/// let all: Vec<f64> = (1..=20).map(without).collect();
/// let (low, high) = journey_core::numeric::jackknife(10.5, &all).unwrap();
/// assert!((low - 7.7311).abs() < 1e-4 && (high - 13.2689).abs() < 1e-4);
/// ```
///
/// # Complexity
/// O(groups).
pub fn jackknife(value: f64, without: &[f64]) -> Option<(f64, f64)> {
    let groups = without.len();
    if groups < FEWEST {
        return None;
    }
    let squares: ExactSum = without.iter().map(|other| (other - value) * (other - value)).collect();
    let n = groups as f64;
    let error = ((n - 1.0) / n * squares.value()).sqrt();
    let half = student_95(groups as u64 - 1) * error;
    (half > ROUNDING * value.abs() && half.is_finite()).then_some((value - half, value + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_quantiles_equal_scipys() {
        // scipy 1.17.1: t.ppf(0.975, n)
        for (n, expected) in [(9, 2.262_157), (12, 2.178_813), (30, 2.042_272), (63, 1.998_341)] {
            assert!((student_95(n) - expected).abs() < 5e-5, "{n}: {}", student_95(n));
        }
    }

    #[test]
    fn what_never_differs_has_no_interval() {
        assert_eq!(jackknife(1.0, &[1.0; 64]), None);
        assert_eq!(jackknife(1.0, &[0.0; 9]), None);
        assert_eq!(jackknife(1.0, &[f64::NAN; 20]), None);
    }
}
