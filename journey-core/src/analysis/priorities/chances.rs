//! What the uncertainty of the inputs makes of scores and ranks.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::{Guess, Priorities};
use crate::error::Result;
use crate::work::Work;

/// Where 95 % of the draws are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Chance {
    pub score: (f64, f64),
    pub rank: (u64, u64),
    /// Share of the draws in which it is the first one.
    pub first: f64,
}

/// Positions by falling score, then by falling reach, then as they are.
pub(super) fn order(scores: &[f64], reach: &[f64]) -> Vec<usize> {
    let at = |list: &[f64], place: usize| list.get(place).copied().unwrap_or_default();
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| {
        let scores = at(scores, b).total_cmp(&at(scores, a));
        scores.then_with(|| at(reach, b).total_cmp(&at(reach, a)))
    });
    order
}

/// Draws of every initiative; each has a stream of random numbers of its own.
pub(super) fn draw(options: &Priorities, inputs: &[[Guess; 4]], reach: &[f64]) -> Result<Vec<Chance>> {
    let draws = options.draws as usize;
    let scores: Vec<Vec<f64>> = Work::current().map("drawing", inputs.len(), |at| {
        let mut random = ChaCha8Rng::seed_from_u64(options.seed);
        random.set_stream(at as u64);
        let mut unit = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        let Some(inputs) = inputs.get(at) else { return Ok(Vec::new()) };
        Ok((0..draws).map(|_| options.score.of(&inputs.map(|guess| triangular(guess, unit())))).collect())
    })?;
    let mut ranks = vec![vec![0_u64; inputs.len()]; inputs.len()];
    for draw in 0..draws {
        let here: Vec<f64> = scores.iter().map(|list| list.get(draw).copied().unwrap_or_default()).collect();
        for (rank, at) in order(&here, reach).into_iter().enumerate() {
            let count = ranks.get_mut(at).and_then(|ranks| ranks.get_mut(rank));
            count.into_iter().for_each(|count| *count += 1);
        }
    }
    let each = scores.into_iter().zip(ranks).map(|(mut scores, ranks)| {
        scores.sort_by(f64::total_cmp);
        let score = |place: usize| scores.get(place).copied().unwrap_or_default();
        let (low, high) = ends(draws);
        let rank = |place: usize| {
            let mut before = 0;
            let reached = ranks.iter().position(|count| {
                before += *count;
                before > place as u64
            });
            reached.map_or(0, |rank| rank as u64 + 1)
        };
        Chance {
            score: (score(low), score(high)),
            rank: (rank(low), rank(high)),
            first: ranks.first().copied().unwrap_or_default() as f64 / draws as f64,
        }
    });
    Ok(each.collect())
}

/// Positions in an ascending list outside which 2.5 % lie at either end, at most.
fn ends(draws: usize) -> (usize, usize) {
    let out = draws / 40;
    (out, draws.saturating_sub(out + 1))
}

/// A number of the triangular distribution, by inversion.
fn triangular(guess: Guess, unit: f64) -> f64 {
    let (low, likely, high) = guess.ends();
    let width = high - low;
    if width <= 0.0 {
        return likely;
    }
    let below = likely - low;
    let drawn = if unit * width < below {
        low + (unit * width * below).sqrt()
    } else {
        high - ((1.0 - unit) * width * (high - likely)).sqrt()
    };
    drawn.clamp(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_triangle_by_hand() {
        // scipy 1.17.1: triang(0.25, loc=0, scale=4).ppf([0.125, 0.25, 0.5])
        let at = |unit| triangular(Guess::Between(0.0, 1.0, 4.0), unit);
        for (unit, expected) in
            [(0.125, std::f64::consts::FRAC_1_SQRT_2), (0.25, 1.0), (0.5, 1.550_510_257_216_822)]
        {
            assert!((at(unit) - expected).abs() < 1e-15, "{unit}");
        }
        assert_eq!(triangular(Guess::Between(2.0, 2.0, 2.0), 0.3), 2.0);
    }

    #[test]
    fn one_in_forty_is_outside_at_either_end() {
        assert_eq!((ends(1000), ends(40), ends(39), ends(1)), ((25, 974), (1, 38), (0, 38), (0, 0)));
    }
}
