//! Random numbers: one ChaCha8 stream a customer, so that nothing depends on order or threads.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Draws of one customer.
#[derive(Debug, Clone)]
pub(super) struct Draw(ChaCha8Rng);

/// Weights with their sum.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights {
    each: Vec<f64>,
    total: f64,
}

impl Weights {
    pub(super) fn new(each: impl IntoIterator<Item = f64>) -> Self {
        let each: Vec<f64> = each.into_iter().collect();
        Self { total: each.iter().sum(), each }
    }
}

impl Draw {
    /// The streams of a seed; this one is that of customer 0.
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// The stream of a customer, for a `Draw` that has drawn nothing yet.
    pub(super) fn of(&self, customer: u64) -> Self {
        let mut rng = self.0.clone();
        rng.set_stream(customer);
        Self(rng)
    }

    /// Uniform in `[0, 1)`, 53 bits.
    pub(super) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with probability `p`.
    pub(super) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// Uniform among `0..n`; 0 for `n = 0`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// A position, with probability proportional to its weight.
    pub(super) fn choose(&mut self, weights: &Weights) -> usize {
        let mut rest = self.unit() * weights.total;
        for (position, weight) in weights.each.iter().enumerate() {
            rest -= weight;
            if rest < 0.0 {
                return position;
            }
        }
        weights.each.len().saturating_sub(1)
    }

    /// Log-normal with this median; `sigma` is the standard deviation of the logarithm.
    pub(super) fn lognormal(&mut self, median: f64, sigma: f64) -> f64 {
        median * libm::exp(sigma * self.normal())
    }

    /// Standard normal (Box and Muller 1958).
    fn normal(&mut self) -> f64 {
        let (u, v) = (1.0 - self.unit(), self.unit());
        (-2.0 * libm::log(u)).sqrt() * libm::cos(std::f64::consts::TAU * v)
    }

    /// Successes in `n` trials of probability `p`.
    pub(super) fn binomial(&mut self, n: u32, p: f64) -> u32 {
        (0..n).filter(|_| self.chance(p)).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_and_repeat() {
        let first = |seed, customer| Draw::new(seed).of(customer).unit();
        assert_eq!(first(1, 1), first(1, 1));
        assert_ne!(first(1, 1), first(1, 2));
        assert_ne!(first(1, 1), first(2, 1));
    }

    #[test]
    fn draws_have_the_stated_moments() {
        let mut draw = Draw::new(7);
        let n = 20_000;
        let below = (0..n).filter(|_| draw.lognormal(60.0, 1.0) < 60.0).count() as f64 / n as f64;
        assert!((below - 0.5).abs() < 0.015, "{below}");
        let mean = (0..n).map(|_| f64::from(draw.binomial(4, 0.75))).sum::<f64>() / n as f64;
        assert!((mean - 3.0).abs() < 0.03, "{mean}");
        let weights = Weights::new([1.0, 3.0]);
        let second = (0..n).filter(|_| draw.choose(&weights) == 1).count() as f64 / n as f64;
        assert!((second - 0.75).abs() < 0.015, "{second}");
    }
}
