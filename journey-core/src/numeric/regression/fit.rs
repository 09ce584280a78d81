//! Least squares and logistic regression with standard errors that hold whatever the variance does.

use crate::numeric::solve::Cholesky;

/// What is explained and by what: row by row terms, outcome and weight.
#[derive(Debug, Clone, Default)]
pub(crate) struct Design {
    terms: usize,
    values: Vec<f64>,
}

/// Coefficients of the terms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fit {
    pub coefficients: Vec<f64>,
    /// Variances and covariances of the coefficients, row by row.
    pub covariance: Vec<f64>,
    /// Terms that are no combination of those before them; the others have coefficient 0.
    pub kept: Vec<bool>,
    /// Share of the variance, or of the logarithm of the likelihood (McFadden), that is explained.
    pub explained: f64,
    /// Whether a maximum of the likelihood was reached: not where terms separate the outcomes.
    pub converged: bool,
}

impl Design {
    /// No rows yet.
    pub fn new(terms: usize) -> Self {
        Self { terms, values: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, terms: impl IntoIterator<Item = f64>, outcome: f64, weight: f64) {
        self.values.extend(terms.into_iter().take(self.terms));
        self.values.extend([outcome, weight]);
    }

    /// Terms, outcome and weight of each row.
    fn rows(&self) -> impl Iterator<Item = (&[f64], f64, f64)> {
        self.values.chunks_exact(self.terms + 2).filter_map(|row| {
            let (terms, rest) = row.split_at_checked(self.terms)?;
            Some((terms, *rest.first()?, *rest.last()?))
        })
    }

    fn len(&self) -> usize {
        self.values.len() / (self.terms + 2)
    }

    fn mean(&self) -> (f64, Vec<f64>, f64) {
        let (mut total, mut sums, mut outcomes) = (0.0, vec![0.0; self.terms], 0.0);
        for (terms, outcome, weight) in self.rows() {
            total += weight;
            outcomes += weight * outcome;
            sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += weight * term);
        }
        (total, sums.into_iter().map(|sum| sum / total).collect(), outcomes / total)
    }

    /// The same rows with means of 0.
    fn centred(&self) -> Self {
        let (_, means, outcome) = self.mean();
        let mut centred = Self::new(self.terms);
        for (terms, y, weight) in self.rows() {
            centred.push(terms.iter().zip(&means).map(|(term, mean)| term - mean), y - outcome, weight);
        }
        centred
    }
}

/// Sums of products of terms with themselves, `of` saying what a row weighs.
fn products(design: &Design, mut of: impl FnMut(&[f64], f64, f64) -> f64) -> Vec<f64> {
    let size = design.terms;
    let mut sums = vec![0.0; size * size];
    for (terms, outcome, weight) in design.rows() {
        let factor = of(terms, outcome, weight);
        for (a, sums) in terms.iter().zip(sums.chunks_exact_mut(size.max(1))) {
            let scaled = factor * a;
            sums.iter_mut().zip(terms).for_each(|(sum, b)| *sum += scaled * b);
        }
    }
    sums
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The inverse of the bread on both sides of the meat (White 1980; HC1 with `correction`).
fn sandwich(bread: &Cholesky, meat: &[f64], size: usize, correction: f64) -> Vec<f64> {
    // Columns of the half product, then of the whole: both matrices are symmetric.
    let half: Vec<Vec<f64>> = meat.chunks_exact(size.max(1)).map(|row| bread.solve(row)).collect();
    let column =
        |j: usize| -> Vec<f64> { half.iter().map(|row| row.get(j).copied().unwrap_or_default()).collect() };
    let whole = (0..size).map(|j| bread.solve(&column(j)));
    whole.flatten().map(|value| value * correction).collect()
}

/// Least squares with an intercept, weighted; standard errors by White's estimator with n / (n - terms - 1).
pub(crate) fn least_squares(design: &Design) -> Fit {
    let size = design.terms;
    let centred = design.centred();
    let bread = Cholesky::new(&products(&centred, |_, _, weight| weight), size, None);
    let mut right = vec![0.0; size];
    let mut all = 0.0;
    for (terms, outcome, weight) in centred.rows() {
        right.iter_mut().zip(terms).for_each(|(sum, term)| *sum += weight * term * outcome);
        all += weight * outcome * outcome;
    }
    let coefficients = bread.solve(&right);
    let residual = |terms: &[f64], outcome: f64| outcome - dot(terms, &coefficients);
    let left: f64 =
        centred.rows().map(|(terms, y, weight)| weight * residual(terms, y) * residual(terms, y)).sum();
    let meat = products(&centred, |terms, y, weight| {
        let residual = weight * residual(terms, y);
        residual * residual
    });
    let n = design.len() as f64;
    let free = n - bread.kept.iter().filter(|kept| **kept).count() as f64 - 1.0;
    let correction = if free > 0.0 { n / free } else { f64::NAN };
    Fit {
        covariance: sandwich(&bread, &meat, size, correction),
        kept: bread.kept.clone(),
        explained: if all > 0.0 { 1.0 - left / all } else { 0.0 },
        coefficients,
        converged: true,
    }
}

/// Steps of Newton's method, and the largest one that is taken as none.
const STEPS: u32 = 30;
const SMALL: f64 = 1e-9;

/// Logistic regression of an outcome of 0 and 1 with an intercept, weighted; standard errors that hold whatever the
/// variance does (Huber 1967).
pub(crate) fn logistic(design: &Design) -> Fit {
    let size = design.terms + 1;
    let mut with = Design::new(size);
    for (terms, y, weight) in design.centred().rows() {
        with.push([1.0].into_iter().chain(terms.iter().copied()), y, weight);
    }
    let (_, _, share) = design.mean();
    // Centring has taken the mean from the outcomes too.
    let yes = |y: f64| f64::from(u8::from(y + share > 0.5));
    let mut coefficients = vec![0.0; size];
    if let Some(first) = coefficients.first_mut() {
        *first = libm::log(share / (1.0 - share));
    }
    let mut converged = false;
    for _ in 0..STEPS {
        let chance = |terms: &[f64]| 1.0 / (1.0 + libm::exp(-dot(terms, &coefficients)));
        let mut gradient = vec![0.0; size];
        for (terms, y, weight) in with.rows() {
            let surprise = weight * (yes(y) - chance(terms));
            gradient.iter_mut().zip(terms).for_each(|(sum, term)| *sum += surprise * term);
        }
        let step = information(&with, &coefficients).solve(&gradient);
        coefficients.iter_mut().zip(&step).for_each(|(coefficient, step)| *coefficient += step);
        if !coefficients.iter().all(|coefficient| coefficient.is_finite()) {
            break;
        }
        let moved = with.rows().map(|(terms, ..)| dot(terms, &step).abs()).fold(0.0, f64::max);
        if moved < SMALL {
            converged = true;
            break;
        }
    }
    finish(&with, &coefficients, converged, yes)
}

/// How sharply the likelihood bends.
fn information(with: &Design, coefficients: &[f64]) -> Cholesky {
    let bend = products(with, |terms, _, weight| {
        let p = 1.0 / (1.0 + libm::exp(-dot(terms, coefficients)));
        weight * p * (1.0 - p)
    });
    Cholesky::new(&bend, with.terms, None)
}

/// What is told of the logistic coefficients, of which the first is the intercept.
fn finish(with: &Design, coefficients: &[f64], converged: bool, yes: impl Fn(f64) -> f64) -> Fit {
    let size = with.terms;
    let bread = information(with, coefficients);
    let chance = |terms: &[f64]| 1.0 / (1.0 + libm::exp(-dot(terms, coefficients)));
    let meat = products(with, |terms, y, weight| {
        let surprise = weight * (yes(y) - chance(terms));
        surprise * surprise
    });
    let n = with.len() as f64;
    let free = n - bread.kept.iter().filter(|kept| **kept).count() as f64;
    let covariance = sandwich(&bread, &meat, size, if free > 0.0 { 1.0 } else { f64::NAN });
    let inner = covariance.chunks_exact(size).skip(1).flat_map(|row| row.iter().skip(1).copied());
    // log(1 - p) and log p without losing what is near 0.
    let log = |margin: f64| {
        if margin > 0.0 { -libm::log1p(libm::exp(-margin)) } else { margin - libm::log1p(libm::exp(margin)) }
    };
    let (mut reached, mut total, mut hits) = (0.0, 0.0, 0.0);
    for (terms, y, weight) in with.rows() {
        let margin = dot(terms, coefficients);
        reached += weight * log(if yes(y) > 0.5 { margin } else { -margin });
        total += weight;
        hits += weight * yes(y);
    }
    let share = hits / total;
    let none = hits * libm::log(share) + (total - hits) * libm::log1p(-share);
    Fit {
        covariance: inner.collect(),
        kept: bread.kept.iter().skip(1).copied().collect(),
        explained: if none < 0.0 { 1.0 - reached / none } else { 0.0 },
        coefficients: coefficients.iter().skip(1).copied().collect(),
        converged,
    }
}

impl Fit {
    /// Variance of a coefficient.
    pub fn variance(&self, term: usize) -> Option<f64> {
        self.covariance_of(term, term).filter(|variance| *variance > 0.0)
    }

    /// Covariance of two coefficients; `None` where it is undefined.
    pub fn covariance_of(&self, a: usize, b: usize) -> Option<f64> {
        let found = self.covariance.get(a * self.coefficients.len() + b).copied();
        found.filter(|found| found.is_finite() && self.converged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-10 * b.abs()
    }

    const X: [[f64; 2]; 8] =
        [[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 3.0], [5.0, 8.0], [6.0, 2.0], [7.0, 7.0], [8.0, 4.0]];

    fn design(outcomes: [f64; 8], weights: [f64; 8]) -> Design {
        let mut design = Design::new(2);
        for (terms, (outcome, weight)) in X.iter().zip(outcomes.into_iter().zip(weights)) {
            design.push(*terms, outcome, weight);
        }
        design
    }

    const WEIGHTS: [f64; 8] = [1.0, 2.0, 1.0, 0.5, 1.0, 1.0, 3.0, 1.0];

    fn check(fit: &Fit, coefficients: [f64; 2], errors: [f64; 2], explained: f64) {
        for term in 0..2 {
            assert!(near(fit.coefficients[term], coefficients[term]), "{fit:?}");
            assert!(near(fit.variance(term).unwrap().sqrt(), errors[term]), "{fit:?}");
        }
        assert!(near(fit.explained, explained), "{fit:?}");
    }

    #[test]
    fn least_squares_equal_statsmodels() {
        // statsmodels 0.15.0: WLS(y, add_constant(x), weights).fit(cov_type="HC1")
        let outcomes = [2.0, 1.0, 4.0, 3.0, 7.0, 4.0, 6.0, 5.0];
        let fit = least_squares(&design(outcomes, [1.0; 8]));
        let coefficients = [0.3176795580110502, 0.5828729281767959];
        check(&fit, coefficients, [0.08219297907602742, 0.1097029382414002], 0.9497829518547751);
        assert!(near(fit.covariance_of(0, 1).unwrap(), -0.0047957281720821116));
        let fit = least_squares(&design(outcomes, WEIGHTS));
        let coefficients = [0.3078840760361485, 0.5664537239015263];
        check(&fit, coefficients, [0.10017535564540545, 0.12117016564076062], 0.9561264186411202);
    }

    #[test]
    fn logistic_regression_equals_statsmodels() {
        // statsmodels 0.15.0: GLM(y, add_constant(x), Binomial(), var_weights).fit(cov_type="HC1"); explained: 1 - llf / llnull
        let outcomes = [0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0];
        let fit = logistic(&design(outcomes, [1.0; 8]));
        let coefficients = [0.05577332270959395, -0.11714360363671669];
        check(&fit, coefficients, [0.3593860086382194, 0.3169804779152776], 0.010511843142405608);
        let fit = logistic(&design(outcomes, WEIGHTS));
        let coefficients = [0.11339860688549569, -0.08962479240016394];
        check(&fit, coefficients, [0.47158999634193843, 0.3890053799051497], 0.007810737937386403);
    }

    #[test]
    fn outcomes_that_terms_separate_have_no_finite_coefficients() {
        let fit = logistic(&design([0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0], [1.0; 8]));
        assert!(!fit.converged && fit.variance(0).is_none());
        assert!((fit.explained - 1.0).abs() < 1e-6, "{fit:?}");
    }

    #[test]
    fn a_combination_of_others_is_left_out_and_too_few_rows_have_no_variance() {
        let mut design = Design::new(2);
        for x in [1.0, 2.0, 4.0, 8.0] {
            design.push([x, 2.0 * x + 1.0], x * x, 1.0);
        }
        assert_eq!(least_squares(&design).kept, [true, false]);
        let mut design = Design::new(2);
        for (terms, outcome) in X.iter().zip([1.0, 3.0, 2.0]) {
            design.push(*terms, outcome, 1.0);
        }
        assert_eq!(least_squares(&design).variance(0), None);
    }
}
