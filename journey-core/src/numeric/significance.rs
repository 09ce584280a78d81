//! Tests of hypotheses: two-sided p-values by the normal approximation, and their adjustment when many
//! things are tested at once.

use std::f64::consts::SQRT_2;

/// Distribution function of the standard normal distribution.
///
/// ```
/// use journey_core::numeric::normal_cdf;
/// assert_eq!(normal_cdf(0.0), 0.5);
/// assert!((normal_cdf(1.959963984540054) - 0.975).abs() < 1e-15);
/// ```
pub fn normal_cdf(z: f64) -> f64 {
    libm::erfc(-z / SQRT_2) / 2.0
}

/// Two-sided p-value of a standard normal statistic: the probability of a value at least as far from 0.
pub fn normal_p(z: f64) -> f64 {
    libm::erfc(z.abs() / SQRT_2)
}

/// Two-sided p-value for "two independent estimates have the same expectation", from the estimates and
/// their variances (squared standard errors); `None` if both variances are 0.
///
/// ```
/// // Scores 10 and 14, each with standard error 1: z = 4 / sqrt(2).
/// let p = journey_core::numeric::difference_p((10.0, 1.0), (14.0, 1.0)).unwrap();
/// assert!((p - 0.004678).abs() < 1e-6);
/// ```
pub fn difference_p(a: (f64, f64), b: (f64, f64)) -> Option<f64> {
    let variance = a.1 + b.1;
    let z = (a.0 - b.0) / variance.sqrt();
    (variance > 0.0 && z.is_finite()).then(|| normal_p(z))
}

/// Two-sided p-value for "two proportions are equal", given as (successes, sample size): the z-test with the
/// pooled proportion. `None` if a sample is empty or if all or none of both are successes.
///
/// Sizes may be fractional, such as effective sizes of weighted samples.
///
/// ```
/// // Cookie Cats, retention after 7 days: 8502 of 44700 against 8279 of 45489.
/// let p = journey_core::numeric::proportions_p((8502.0, 44700.0), (8279.0, 45489.0)).unwrap();
/// assert!((p - 0.001554).abs() < 1e-6);
/// ```
pub fn proportions_p(a: (f64, f64), b: (f64, f64)) -> Option<f64> {
    if a.1 <= 0.0 || b.1 <= 0.0 {
        return None;
    }
    let pooled = (a.0 + b.0) / (a.1 + b.1);
    let variance = pooled * (1.0 - pooled);
    difference_p((a.0 / a.1, variance / a.1), (b.0 / b.1, variance / b.1))
}

/// Probability of at least `count` where `expected` are, by the Poisson distribution.
///
/// ```
/// // scipy 1.16.3: poisson.sf(4, 1)
/// assert!((journey_core::numeric::poisson_tail(5, 1.0) - 0.003659846827343713).abs() < 1e-15);
/// ```
///
/// # Complexity
/// O(square root of `expected`).
pub fn poisson_tail(count: u64, expected: f64) -> f64 {
    if count == 0 || expected.is_nan() {
        return 1.0;
    }
    if expected <= 0.0 {
        return 0.0;
    }
    let term = |k: f64| libm::exp(k * libm::log(expected) - expected - libm::lgamma(k + 1.0));
    let (mut k, mut sum) = (count as f64, 0.0);
    // Above the mean the terms fall; below, the other tail is smaller.
    if k > expected {
        let mut next = term(k);
        while next > sum * 1e-17 && next > 0.0 {
            sum += next;
            k += 1.0;
            next *= expected / k;
        }
        return sum.min(1.0);
    }
    k -= 1.0;
    let mut next = term(k);
    while next > sum * 1e-17 && next > 0.0 {
        sum += next;
        next *= k / expected;
        k -= 1.0;
    }
    (1.0 - sum).clamp(0.0, 1.0)
}

/// Probability of at least `count` successes in `n` trials that each succeed with probability `p`, by the binomial
/// distribution; 1 unless `p` lies between 0 and 1.
///
/// ```
/// // Python: sum(comb(63, k) * .1**k * .9**(63 - k) for k in range(10, 64)), in fractions
/// assert!((journey_core::numeric::binomial_tail(10, 63, 0.1) - 0.09478381868948677).abs() < 1e-12);
/// ```
///
/// # Complexity
/// O(square root of `n`), with logarithms of factorials.
pub fn binomial_tail(count: u64, n: u64, p: f64) -> f64 {
    if !(p > 0.0 && p < 1.0) || count == 0 {
        return 1.0;
    }
    let size = n as f64;
    let term = |k: f64| {
        let ways = libm::lgamma(size + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(size - k + 1.0);
        libm::exp(ways + k * libm::log(p) + (size - k) * libm::log1p(-p))
    };
    let up = |k: f64| (size - k) / (k + 1.0) * p / (1.0 - p);
    tail((count, n), 0, size * p, (&term, &up))
}

/// One-sided p-value for "no larger share than elsewhere", from (successes, sample) here and elsewhere: the probability of at
/// least so many successes here if all successes had been dealt out by chance (Fisher 1935, the exact test). Exact for any
/// size, where the normal approximation takes too little for too much when successes are few. `None` if a sample is empty.
///
/// ```
/// // Python: sum(comb(100, k) * comb(60, 46 - k) for k in range(40, 47)) / comb(160, 46)
/// let p = journey_core::numeric::fisher_p((40, 100), (6, 60)).unwrap();
/// assert!((p / 2.4141788038700424e-5 - 1.0).abs() < 1e-11);
/// ```
///
/// # Complexity
/// O(square root of the smaller sample), with logarithms of factorials.
pub fn fisher_p(here: (u64, u64), elsewhere: (u64, u64)) -> Option<f64> {
    let ((k, n), (other_k, other_n)) = (here, elsewhere);
    if n == 0 || other_n == 0 || k > n || other_k > other_n {
        return None;
    }
    let (successes, all) = (k + other_k, n + other_n);
    let (size, others, total, sum) = (n as f64, other_n as f64, all as f64, successes as f64);
    let ways = |n: f64, k: f64| libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    let term = |k: f64| libm::exp(ways(size, k) + ways(others, sum - k) - ways(total, sum));
    let up = |k: f64| (size - k) / (k + 1.0) * (sum - k) / (others - sum + k + 1.0);
    let least = successes.saturating_sub(other_n);
    if k <= least {
        return Some(1.0);
    }
    Some(tail((k, n.min(successes)), least, size * sum / total, (&term, &up)))
}

/// The sum of a unimodal distribution from `count` to `most`; `least` is its first value, `term` the probability of a value
/// and `up` that of the next one divided by it.
fn tail(
    (count, most): (u64, u64),
    least: u64,
    mean: f64,
    (term, up): (&dyn Fn(f64) -> f64, &dyn Fn(f64) -> f64),
) -> f64 {
    if count > most {
        return 0.0;
    }
    let mut k = count as f64;
    let mut sum = 0.0;
    // Above the mean the terms fall; below, the other tail is smaller.
    if k > mean {
        let mut next = term(k);
        while next > sum * 1e-17 && next > 0.0 && k <= most as f64 {
            sum += next;
            next *= up(k);
            k += 1.0;
        }
        return sum.min(1.0);
    }
    k -= 1.0;
    let mut next = term(k);
    while next > sum * 1e-17 && next > 0.0 {
        sum += next;
        if k <= least as f64 {
            break;
        }
        k -= 1.0;
        next /= up(k);
    }
    (1.0 - sum).clamp(0.0, 1.0)
}

/// Probability of a value at least as large by the chi-squared distribution with so many degrees of freedom.
///
/// ```
/// // scipy 1.17.1: chi2.sf(33.265946, 7)
/// let p = journey_core::numeric::chi_squared_p(33.265946, 7);
/// assert!((p - 2.3620448524e-5).abs() < 1e-14);
/// ```
///
/// # Complexity
/// O(degrees of freedom).
pub fn chi_squared_p(statistic: f64, degrees_of_freedom: u32) -> f64 {
    if statistic.is_nan() || statistic <= 0.0 || degrees_of_freedom == 0 {
        return 1.0;
    }
    let half = statistic / 2.0;
    // A sum of (x/2)^a · exp(-x/2) / Γ(a + 1) with a = 0, 1, … for even and 1/2, 3/2, … for odd degrees of freedom.
    let odd = degrees_of_freedom % 2 == 1;
    let mut sum = if odd { libm::erfc(half.sqrt()) } else { 0.0 };
    let mut a = if odd { 0.5 } else { 0.0 };
    while a < f64::from(degrees_of_freedom) / 2.0 {
        sum += libm::exp(a * libm::log(half) - half - libm::lgamma(a + 1.0));
        a += 1.0;
    }
    sum.min(1.0)
}

/// Adjusts p-values for the number of tests, so that a share of at most 5 % of those reported under 0.05 is
/// expected to be false. Values that are `None` were not tested and stay `None`.
///
/// Benjamini and Hochberg (1995), "Controlling the false discovery rate".
///
/// ```
/// use journey_core::numeric::benjamini_hochberg;
/// let adjusted = benjamini_hochberg(&[Some(0.01), None, Some(0.03), Some(0.02)]);
/// assert_eq!(adjusted, [Some(0.03), None, Some(0.03), Some(0.03)]);
/// ```
///
/// # Complexity
/// O(n log n).
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(f64, usize)> = p.iter().enumerate().filter_map(|(i, p)| p.map(|p| (p, i))).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let tested = order.len() as f64;
    let mut adjusted = vec![None; p.len()];
    let mut smallest: f64 = 1.0;
    for (above, (p, i)) in order.into_iter().enumerate() {
        // Rounding must not bring a value below its own p.
        smallest = smallest.min((p * tested / (tested - above as f64)).max(p));
        if let Some(slot) = adjusted.get_mut(i) {
            *slot = Some(smallest);
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-12 * b.abs()
    }

    #[test]
    fn normal_probabilities_equal_scipys() {
        // scipy 1.16.3: norm.cdf(-3), norm.cdf(1), 2 * norm.sf(5)
        assert!(near(normal_cdf(-3.0), 0.001_349_898_031_630_093_3));
        assert!(near(normal_cdf(1.0), 0.841_344_746_068_542_9));
        assert!(near(normal_p(-5.0), 5.733_031_437_583_866e-7));
        assert_eq!(normal_p(0.0), 1.0);
    }

    #[test]
    fn poisson_tails_equal_scipys() {
        // scipy 1.16.3: poisson.sf(9, 2.5), poisson.sf(0, 0.1), poisson.sf(99, 60)
        assert!(near(poisson_tail(10, 2.5), 0.000_277_352_094_620_836_2));
        assert!((poisson_tail(1, 0.1) - 0.095_162_581_964_040_44).abs() < 1e-15);
        assert!((poisson_tail(100, 60.0) / 1.481_527_632_646_049_4e-6 - 1.0).abs() < 1e-11);
        assert_eq!((poisson_tail(0, 3.0), poisson_tail(2, 0.0)), (1.0, 0.0));
    }

    #[test]
    fn chi_squared_tails_equal_scipys() {
        // scipy 1.17.1: chi2.sf(x, df)
        for (x, df, expected) in [
            (122.249_126, 1, 2.035_982_784_109_697e-28),
            (235.287_253_8, 2, 8.091_368_981_191_264e-52),
            (3.5, 4, 0.477_878_344_488_724),
            (0.1, 5, 0.999_837_683_388_077_4),
            (20.0, 64, 0.999_999_975_374_044_8),
        ] {
            assert!((chi_squared_p(x, df) / expected - 1.0).abs() < 1e-12, "{x} {df}");
        }
        assert_eq!((chi_squared_p(0.0, 3), chi_squared_p(5.0, 0)), (1.0, 1.0));
    }

    #[test]
    fn exact_tails_equal_sums_of_fractions() {
        // Python, with fractions: sums of comb(n, i) comb(m, k - i) / comb(n + m, k) and of comb(n, i) p^i (1 - p)^(n - i).
        let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-11;
        assert!(near(fisher_p((3, 8), (1, 12)).unwrap(), 0.153_147_574_819_401_44));
        let large = fisher_p((120, 1000), (1880, 19_000)).unwrap();
        assert!((large / 0.019_316_414_489_669_43 - 1.0).abs() < 1e-9, "{large}");
        assert_eq!(fisher_p((0, 8), (4, 12)), Some(1.0));
        assert_eq!((fisher_p((0, 0), (4, 12)), fisher_p((9, 8), (4, 12))), (None, None));
        assert_eq!(fisher_p((8, 8), (12, 12)), Some(1.0));
        assert!(near(binomial_tail(3, 40, 0.1), 0.777_191_875_660_597_1));
        assert!(near(binomial_tail(150, 1000, 0.1), 4.489_442_859_450_008_6e-7));
        assert_eq!((binomial_tail(0, 5, 0.1), binomial_tail(6, 5, 0.1)), (1.0, 0.0));
    }

    #[test]
    fn equal_and_degenerate_groups_have_no_small_p() {
        assert_eq!(proportions_p((3.0, 10.0), (30.0, 100.0)), Some(1.0));
        assert_eq!(proportions_p((0.0, 0.0), (1.0, 2.0)), None);
        assert_eq!(proportions_p((5.0, 5.0), (9.0, 9.0)), None);
        assert_eq!(difference_p((1.0, 0.0), (2.0, 0.0)), None);
    }

    #[test]
    fn adjusted_values_equal_statsmodels() {
        // statsmodels 0.15.0: multipletests([.001, .04, .03, .9, .2], method="fdr_bh")[1]
        let p = [0.001, 0.04, 0.03, 0.9, 0.2].map(Some);
        let expected = [0.005, 0.066_666_666_666_666_67, 0.066_666_666_666_666_67, 0.9, 0.25];
        for (value, expected) in benjamini_hochberg(&p).into_iter().zip(expected) {
            assert!(near(value.unwrap(), expected));
        }
        assert!(benjamini_hochberg(&[]).is_empty());
        assert_eq!(benjamini_hochberg(&[None]), [None]);
    }
}
