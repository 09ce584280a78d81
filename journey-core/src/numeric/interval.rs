//! Confidence intervals, two-sided, 95 %.

/// 97.5 % quantile of the standard normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Wilson's score interval of the share `count / n`; `None` for `n = 0`.
///
/// Wilson (1927), "Probable inference, the law of succession, and statistical inference".
///
/// ```
/// let (low, high) = journey_core::numeric::wilson(2059, 2625).unwrap();
/// assert!((low - 0.768239).abs() < 1e-6 && (high - 0.799692).abs() < 1e-6);
/// ```
pub fn wilson(count: u64, n: u64) -> Option<(f64, f64)> {
    wilson_weighted(count as f64, n as f64)
}

/// Wilson's score interval for a fractional number of successes and a fractional sample size, such as the
/// effective size of a weighted sample; `None` unless `0 <= count <= n` and `n > 0`.
pub fn wilson_weighted(count: f64, n: f64) -> Option<(f64, f64)> {
    if !(n > 0.0 && (0.0..=n).contains(&count)) {
        return None;
    }
    let k = count;
    let z2 = Z95 * Z95;
    let centre = (k + z2 / 2.0) / (n + z2);
    let half = Z95 / (n + z2) * (k * (n - k) / n + z2 / 4.0).sqrt();
    let low = if k == 0.0 { 0.0 } else { centre - half };
    let high = if k == n { 1.0 } else { centre + half };
    Some((low, high))
}

/// Interval by the normal approximation: value ± z · standard error.
pub fn wald(value: f64, standard_error: f64) -> (f64, f64) {
    (value - Z95 * standard_error, value + Z95 * standard_error)
}

/// Interval of the difference of two independent numbers, each given with its interval: distances to their ends are squared,
/// added and rooted. For shares with Wilson's intervals that is method 10 of Newcombe (1998); in general Zou and Donner (2008).
///
/// ```
/// use journey_core::numeric::{difference_interval, wilson};
/// // Newcombe (1998), table II, example (a): 56 of 70 less 48 of 80, method 10: 0.0524 to 0.3339.
/// let (a, b) = ((0.8, wilson(56, 70).unwrap()), (0.6, wilson(48, 80).unwrap()));
/// let (low, high) = difference_interval(a, b);
/// assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5);
/// ```
pub fn difference_interval(a: (f64, (f64, f64)), b: (f64, (f64, f64))) -> (f64, f64) {
    let ((a, (a_low, a_high)), (b, (b_low, b_high))) = (a, b);
    let root = |x: f64, y: f64| (x * x + y * y).sqrt();
    (a - b - root(a - a_low, b_high - b), a - b + root(a_high - a, b - b_low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_equals_statsmodels() {
        // statsmodels 0.15.0, proportion_confint(2206, 2688, method="wilson")
        let (low, high) = wilson(2206, 2688).unwrap();
        assert!((low - 0.805_728).abs() < 1e-6);
        assert!((high - 0.834_726).abs() < 1e-6);
    }

    #[test]
    fn wilson_at_the_ends_stays_within_0_and_1() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(0, 10).unwrap().0, 0.0);
        assert_eq!(wilson(10, 10).unwrap().1, 1.0);
    }
}
