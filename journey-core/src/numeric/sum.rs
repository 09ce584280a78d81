//! Sums of floats that are correctly rounded, so that order cannot matter.

use serde::{Deserialize, Serialize};

/// Limbs of 32 bits that hold every finite float and 2^60 times the largest of them.
const LIMBS: usize = 68;
/// Additions after which carries must be resolved.
const ROOM: u32 = 1 << 30;
const BASE: i64 = 1 << 32;

/// A sum of floats without rounding error until it is read, like Python's `math.fsum`, which can
/// also be merged and serialised: a fixed-point number of 2176 bits (Kulisch's accumulator).
///
/// Two sums of the same numbers are equal, whatever the order of adding and merging.
///
/// ```
/// let mut sum = journey_core::numeric::ExactSum::default();
/// for x in [1e100, 1.0, -1e100] {
///     sum.add(x);
/// }
/// assert_eq!(sum.value(), 1.0);
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ExactSum {
    /// Little-endian limbs, the first worth 2^-1074; empty for the sum of nothing.
    limbs: Vec<i64>,
    pending: u32,
}

impl ExactSum {
    /// Adds a number. Infinities and NaN are not numbers and are left out; callers refuse them.
    ///
    /// # Complexity
    /// O(1).
    pub fn add(&mut self, x: f64) {
        self.add_times(x, 1);
    }

    /// Adds a number so many times.
    ///
    /// # Complexity
    /// O(1).
    pub fn add_times(&mut self, x: f64, times: u64) {
        if !x.is_finite() || x == 0.0 {
            return;
        }
        self.limbs.resize(LIMBS, 0);
        let bits = x.to_bits();
        let exponent = (bits >> 52) as usize & 0x7ff;
        let fraction = bits & ((1 << 52) - 1);
        let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
        let position = exponent.max(1) - 1;
        for (limb, times) in [(position / 32, times & 0xffff_ffff), (position / 32 + 1, times >> 32)] {
            let mut rest = (u128::from(mantissa) * u128::from(times)) << (position % 32);
            for limb in self.limbs.iter_mut().skip(limb) {
                if rest == 0 {
                    break;
                }
                let part = (rest & 0xffff_ffff) as i64;
                *limb += if x < 0.0 { -part } else { part };
                rest >>= 32;
            }
        }
        self.pending += 2;
        if self.pending >= ROOM {
            self.carry();
        }
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: Self) {
        self.combine(other, 1);
    }

    /// Takes another sum away, without rounding: what is left when a part is taken out of a whole.
    ///
    /// ```
    /// use journey_core::numeric::ExactSum;
    /// let mut sum: ExactSum = [0.1, 0.2, 0.3].into_iter().collect();
    /// sum.subtract([0.3, 0.1].into_iter().collect());
    /// assert_eq!(sum.value(), 0.2);
    /// ```
    pub fn subtract(&mut self, other: Self) {
        self.combine(other, -1);
    }

    fn combine(&mut self, mut other: Self, sign: i64) {
        if other.limbs.is_empty() {
            return;
        }
        other.carry();
        self.limbs.resize(LIMBS, 0);
        self.carry();
        for (limb, more) in self.limbs.iter_mut().zip(&other.limbs) {
            *limb += sign * more;
        }
        self.carry();
    }

    /// The sum, rounded once, to the nearest float (ties to even).
    pub fn value(&self) -> f64 {
        let mut sum = self.clone();
        sum.carry();
        let negative = sum.limbs.last().is_some_and(|&top| top < 0);
        if negative {
            sum.limbs.iter_mut().for_each(|limb| *limb = -*limb);
            sum.carry();
        }
        let magnitude = round(&sum.limbs);
        if negative { -magnitude } else { magnitude }
    }

    /// Brings every limb but the last into `0..2^32`.
    fn carry(&mut self) {
        self.pending = 0;
        let last = self.limbs.len().saturating_sub(1);
        let mut carry = 0;
        for (i, limb) in self.limbs.iter_mut().enumerate() {
            *limb += carry;
            if i < last {
                carry = limb.div_euclid(BASE);
                *limb = limb.rem_euclid(BASE);
            }
        }
    }
}

impl PartialEq for ExactSum {
    fn eq(&self, other: &Self) -> bool {
        let canonical = |sum: &Self| {
            let mut sum = sum.clone();
            sum.limbs.resize(LIMBS, 0);
            sum.carry();
            sum.limbs
        };
        canonical(self) == canonical(other)
    }
}

impl Extend<f64> for ExactSum {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, numbers: I) {
        numbers.into_iter().for_each(|number| self.add(number));
    }
}

impl FromIterator<f64> for ExactSum {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        let mut sum = Self::default();
        sum.extend(numbers);
        sum
    }
}

/// Nearest float of a non-negative number in carried limbs, of which only the last may have more than 32 bits.
fn round(limbs: &[i64]) -> f64 {
    let limb = |i: usize| limbs.get(i).copied().unwrap_or_default() as u128;
    let Some(top) = limbs.iter().rposition(|&limb| limb != 0) else {
        return 0.0;
    };
    // The highest bits, and how many lie below them: at most 63 + 64 bits, of which 54 decide together with whether
    // anything follows.
    let low = top.saturating_sub(2);
    let bits = (low..=top).rev().fold(0, |bits, i| bits << 32 | limb(i));
    let beyond = limbs.iter().take(low).any(|&limb| limb != 0);
    let extra = (128 - bits.leading_zeros()).saturating_sub(53);
    let mut mantissa = (bits >> extra) as u64;
    let rest = bits & ((1 << extra) - 1);
    let half = 1_u128 << extra >> 1;
    if extra > 0 && rest >= half && (rest > half || beyond || mantissa & 1 == 1) {
        mantissa += 1;
    }
    // `mantissa` has at most 54 bits with a zero at the end, and the power is a float: both factors
    // are exact, and so is their product unless it overflows.
    let exponent = low as i32 * 32 + extra as i32 - 1074;
    libm::ldexp(mantissa as f64, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(numbers: &[f64]) -> f64 {
        numbers.iter().copied().collect::<ExactSum>().value()
    }

    #[test]
    fn sums_equal_pythons_fsum() {
        assert_eq!(sum(&[0.1; 10]), 1.0);
        assert_eq!(sum(&[1e16, 1.0, 1e-16]), 10000000000000002.0);
        assert_eq!(sum(&[1e308, 1e308, -1e308]), 1e308);
        assert_eq!(sum(&[5e-324, 5e-324]), 1e-323);
        assert_eq!(sum(&[-5e-324]), -5e-324);
        assert_eq!(sum(&[1.0, -1.0]), 0.0);
        assert_eq!(sum(&[f64::MAX, -f64::MAX, 2.5]), 2.5);
        assert_eq!(sum(&[]), 0.0);
        // math.fsum([2**53, 1.0, 1e-300]) rounds up because of the last term.
        assert_eq!(sum(&[9007199254740992.0, 1.0, 1e-300]), 9007199254740994.0);
        assert_eq!(sum(&[9007199254740992.0, 1.0]), 9007199254740992.0);
        assert_eq!(sum(&[-9007199254740992.0, -1.0, -1e-300]), -9007199254740994.0);
    }

    #[test]
    fn a_sum_beyond_the_largest_float_is_infinite() {
        assert_eq!(sum(&[f64::MAX, f64::MAX]), f64::INFINITY);
    }

    #[test]
    fn adding_many_times_is_adding_again_and_again() {
        for x in [0.1, -7e22, 5e-324, 1.5e300, 3.0] {
            let (mut once, mut again) = (ExactSum::default(), ExactSum::default());
            once.add_times(x, 1000);
            (0..1000).for_each(|_| again.add(x));
            assert_eq!(once, again);
        }
        // 2^40 times 3 · 2^-30.
        let mut sum = ExactSum::default();
        sum.add_times(3.0 / f64::from(1 << 30), 1 << 40);
        assert_eq!(sum.value(), 3072.0);
        sum.add_times(1.0, 0);
        assert_eq!(sum.value(), 3072.0);
    }

    #[test]
    fn merging_in_any_order_gives_equal_sums() {
        let numbers = [0.1, -7e22, 3.5e-9, 1e300, -1e300, 2.0];
        let whole: ExactSum = numbers.iter().copied().collect();
        for split in 0..=numbers.len() {
            let (a, b) = numbers.split_at(split);
            let mut right: ExactSum = b.iter().copied().collect();
            right.merge(a.iter().copied().collect());
            assert_eq!(right, whole);
            assert_eq!(right.value().to_bits(), whole.value().to_bits());
        }
    }
}
