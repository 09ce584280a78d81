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
