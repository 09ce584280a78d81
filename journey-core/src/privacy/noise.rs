//! Noise in whole numbers, exactly of its distribution: nothing leaks through the last bits of floats.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Draws from the discrete Laplace distribution: `P(x) ∝ exp(-|x| · below / above)`.
///
/// Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithms 1 and 2. Floats, rounded, would give
/// away more than promised: Mironov, "On Significance of the Least Significant Bits for Differential Privacy" (2012).
pub(super) struct Noise {
    random: ChaCha20Rng,
    /// The scale as a fraction.
    above: u64,
    below: u64,
}

impl Noise {
    /// Noise of scale `above / below`, both at least 1.
    pub fn new(entropy: [u8; 32], above: u64, below: u64) -> Self {
        Self { random: ChaCha20Rng::from_seed(entropy), above: above.max(1), below: below.max(1) }
    }

    /// The next number.
    pub fn draw(&mut self) -> i64 {
        loop {
            let rest = self.below_of(self.above);
            if !self.happens(rest, self.above) {
                continue;
            }
            let mut whole = 0_u64;
            while self.happens(1, 1) {
                whole += 1;
            }
            let size = u128::from(rest) + u128::from(self.above) * u128::from(whole);
            let size = i64::try_from(size / u128::from(self.below)).unwrap_or(i64::MAX);
            let negative = self.below_of(2) == 1;
            if !(negative && size == 0) {
                return if negative { -size } else { size };
            }
        }
    }

    /// Whether something happens of probability `exp(-above / below)`, with `above` at most `below`.
    fn happens(&mut self, above: u64, below: u64) -> bool {
        let mut step = 1_u64;
        loop {
            // True with probability above / (below · step).
            let bound = u128::from(below) * u128::from(step);
            if self.below_of_wide(bound) >= u128::from(above) {
                return step % 2 == 1;
            }
            step += 1;
        }
    }

    /// A number from 0 to below this, all equally likely.
    fn below_of(&mut self, bound: u64) -> u64 {
        self.below_of_wide(bound.into()) as u64
    }

    fn below_of_wide(&mut self, bound: u128) -> u128 {
        // Numbers beyond the last whole multiple would favour the small ones.
        let usable = u128::MAX - u128::MAX % bound;
        loop {
            let number = u128::from(self.random.next_u64()) << 64 | u128::from(self.random.next_u64());
            if number < usable {
                return number % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Probability of `x`: with `q = exp(-1 / scale)`, `(1 - q) / (1 + q) · q^|x|`.
    fn probability(x: i64, scale: f64) -> f64 {
        let q = (-1.0 / scale).exp();
        (1.0 - q) / (1.0 + q) * q.powi(x.unsigned_abs() as i32)
    }

    /// Pearson's statistic stays under the 99.99 % quantile of its distribution; a scale that is wrong by 5 % goes far beyond.
    #[test]
    fn noise_has_its_distribution() {
        const DRAWS: usize = 200_000;
        for (above, below) in [(1, 1), (5, 2), (2, 3), (20_000_000, 1_000_000)] {
            let scale = above as f64 / below as f64;
            let mut noise = Noise::new([7; 32], above, below);
            let mut draws: BTreeMap<i64, u32> = BTreeMap::new();
            (0..DRAWS).for_each(|_| *draws.entry(noise.draw()).or_default() += 1);
            let statistic = |scale: f64| {
                let reach = (4.0 * scale).ceil() as i64;
                let (mut sum, mut cells, mut tail_p, mut tail) = (0.0, 0, 1.0, DRAWS as f64);
                for x in -reach..=reach {
                    let expected = probability(x, scale) * DRAWS as f64;
                    let found = f64::from(draws.get(&x).copied().unwrap_or_default());
                    sum += (found - expected).powi(2) / expected;
                    (cells, tail_p, tail) = (cells + 1, tail_p - expected / DRAWS as f64, tail - found);
                }
                let expected = tail_p * DRAWS as f64;
                (sum + (tail - expected).powi(2) / expected, f64::from(cells))
            };
            // Wilson and Hilferty 1931, with the normal quantile of 99.99 %.
            let limit = |cells: f64| {
                cells * (1.0 - 2.0 / (9.0 * cells) + 3.719 * (2.0 / (9.0 * cells)).sqrt()).powi(3)
            };
            let (right, cells) = statistic(scale);
            assert!(right < limit(cells), "{right} of {cells} cells at scale {scale}");
            let (wrong, cells) = statistic(scale * 1.05);
            assert!(wrong > limit(cells), "{wrong} of {cells} cells at scale {scale}");
        }
    }

    #[test]
    fn the_same_entropy_gives_the_same_noise() {
        let draw = |entropy| {
            let mut noise = Noise::new([entropy; 32], 10, 1);
            (0..20).map(|_| noise.draw()).collect::<Vec<i64>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
