//! Count, sum and sum of squares: a mean with its interval, mergeable and independent of order.

use serde::{Deserialize, Serialize};

use crate::analysis::{Estimate, Method};
use crate::numeric::{ExactSum, wald};

/// Count, exact sum and exact sum of squares of numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Moments {
    pub n: u64,
    sum: ExactSum,
    squares: ExactSum,
    /// Some square was beyond the largest float.
    wild: bool,
}

/// Count, sum and sum of squares, each rounded once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sums {
    pub n: u64,
    pub sum: f64,
    pub squares: f64,
}

impl Moments {
    /// Adds a finite number.
    pub(crate) fn add(&mut self, x: f64) {
        self.add_times(x, 1);
    }

    /// Adds a finite number so many times.
    pub(crate) fn add_times(&mut self, x: f64, times: u64) {
        self.n += times;
        self.sum.add_times(x, times);
        self.squares.add_times(x * x, times);
        self.wild |= !(x * x).is_finite();
    }

    /// Adds the numbers of another part.
    pub(crate) fn merge(&mut self, other: Self) {
        self.n += other.n;
        self.sum.merge(other.sum);
        self.squares.merge(other.squares);
        self.wild |= other.wild;
    }

    pub(crate) fn sums(&self) -> Sums {
        let squares = if self.wild { f64::INFINITY } else { self.squares.value() };
        Sums { n: self.n, sum: self.sum.value(), squares }
    }

    /// The mean with an interval by the normal approximation.
    pub(crate) fn estimate(&self, denominator: &str) -> Estimate {
        self.sums().estimate(denominator)
    }
}

impl Sums {
    /// Arithmetic mean.
    pub(crate) fn mean(&self) -> Option<f64> {
        let mean = self.sum / self.n as f64;
        (self.n > 0 && mean.is_finite()).then_some(mean)
    }

    /// Squared standard error of the mean.
    pub(crate) fn error(&self) -> Option<f64> {
        if self.n < 2 || !self.squares.is_finite() {
            return None;
        }
        let n = self.n as f64;
        let variance = (self.squares - self.sum * self.sum / n) / (n - 1.0);
        let error = variance.max(0.0) / n;
        error.is_finite().then_some(error)
    }

    /// The mean with an interval by the normal approximation.
    pub(crate) fn estimate(&self, denominator: &str) -> Estimate {
        let mean = self.mean();
        let interval = mean.zip(self.error()).map(|(mean, error)| wald(mean, error.sqrt()));
        Estimate::with_interval(mean, interval, self.n, denominator, Method::Wald)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_error_equal_the_definition() {
        // Numbers 1, 2, 6: mean 3, variance 7, squared standard error 7/3.
        let mut moments = Moments::default();
        [1.0, 2.0, 6.0].into_iter().for_each(|x| moments.add(x));
        let estimate = moments.estimate("numbers");
        assert_eq!(estimate.value, Some(3.0));
        assert!((estimate.high.unwrap() - (3.0 + 1.959963984540054 * (7.0f64 / 3.0).sqrt())).abs() < 1e-12);
    }

    #[test]
    fn one_number_has_no_interval_and_none_has_no_mean() {
        let mut moments = Moments::default();
        assert_eq!(moments.estimate("numbers").value, None);
        moments.add(1e200);
        moments.add(1e200);
        let estimate = moments.estimate("numbers");
        assert_eq!((estimate.value, estimate.low), (Some(1e200), None));
    }
}
