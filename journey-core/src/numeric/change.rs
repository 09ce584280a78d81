//! Where a level changed: splits of a series whose size chance hardly ever reaches.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A member of a series: a mean of so many answers, and the variance of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Level {
    pub n: f64,
    pub mean: f64,
    pub variance: f64,
}

/// A place at which the level changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Split {
    /// Position of the first member of the new level.
    pub at: usize,
    /// Probability that some place of the stretch that was looked at splits it as clearly, if there is no change.
    pub p: f64,
}

/// How changes are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Search {
    /// Both sides of a split have at least so many answers.
    pub least: f64,
    /// A split counts up to this probability.
    pub level: f64,
    pub draws: u32,
    pub seed: u64,
}

/// Places at which the level of a series changed, in order: binary segmentation (Vostrikova 1981) by the largest standardised
/// difference of both sides, whose distribution without a change is drawn: means of normal answers at the same sizes.
///
/// # Complexity
/// O(changes · draws · members).
pub(crate) fn changes(series: &[Level], search: &Search) -> Vec<Split> {
    let mut found = Vec::new();
    let mut stretches = vec![(0, series.len())];
    while let Some((start, end)) = stretches.pop() {
        let Some(members) = series.get(start..end) else { continue };
        if let Some(split) = test(members, search) {
            let at = start + split.at;
            found.push(Split { at, ..split });
            stretches.extend([(start, at), (at, end)]);
        }
    }
    found.sort_by_key(|split| split.at);
    found
}

/// The clearest split, if it is no chance.
fn test(series: &[Level], search: &Search) -> Option<Split> {
    let total: f64 = series.iter().map(|level| level.n).sum();
    let variance = series.iter().map(|level| level.n * level.variance).sum::<f64>() / total;
    let means: Vec<f64> = series.iter().map(|level| level.mean).collect();
    let (at, largest) = clearest(series, &means, search.least)?;
    if largest == 0.0 {
        return None;
    }
    // All answers of each side alike, and unlike the other side: no draw would be as clear.
    let reached = if variance > 0.0 { largest / variance.sqrt() } else { f64::INFINITY };
    let mut random = ChaCha8Rng::seed_from_u64(search.seed);
    let mut drawn = vec![0.0; series.len()];
    let mut as_clear = 0_u32;
    for _ in 0..search.draws {
        for (mean, level) in drawn.iter_mut().zip(series) {
            *mean = normal(&mut random) / level.n.sqrt();
        }
        let found = clearest(series, &drawn, search.least).map_or(0.0, |(_, size)| size);
        as_clear += u32::from(found >= reached);
    }
    let p = f64::from(as_clear + 1) / f64::from(search.draws + 1);
    (p <= search.level).then_some(Split { at, p })
}

/// The place of the largest difference of both sides, over the root of 1/n of one and 1/n of the other; `None` if no place
/// leaves enough on both sides.
fn clearest(series: &[Level], means: &[f64], least: f64) -> Option<(usize, f64)> {
    let total: f64 = series.iter().map(|level| level.n).sum();
    let whole: f64 = series.iter().zip(means).map(|(level, mean)| level.n * mean).sum();
    let (mut n, mut sum, mut best) = (0.0, 0.0, None);
    for (at, (level, mean)) in series.iter().zip(means).enumerate() {
        n += level.n;
        sum += level.n * mean;
        let rest = total - n;
        if at + 1 == series.len() || n < least || rest < least {
            continue;
        }
        let size = (sum / n - (whole - sum) / rest).abs() / (1.0 / n + 1.0 / rest).sqrt();
        if best.is_none_or(|(_, largest)| size > largest) {
            best = Some((at + 1, size));
        }
    }
    best
}

/// Standard normal (Box and Muller 1958).
fn normal(random: &mut ChaCha8Rng) -> f64 {
    let mut unit = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    let (u, v) = (1.0 - unit(), unit());
    (-2.0 * libm::log(u)).sqrt() * libm::cos(std::f64::consts::TAU * v)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEARCH: Search = Search { least: 30.0, level: 0.05, draws: 999, seed: 1 };

    fn series(means: &[f64]) -> Vec<Level> {
        means.iter().map(|&mean| Level { n: 100.0, mean, variance: 1.0 }).collect()
    }

    fn places(means: &[f64]) -> Vec<usize> {
        changes(&series(means), &SEARCH).iter().map(|split| split.at).collect()
    }

    #[test]
    fn a_step_up_and_one_down_are_found_where_they_are() {
        assert_eq!(places(&[0.0, 0.1, -0.1, 0.0, 1.0, 1.1, 0.9, 0.0, 0.1, 0.0]), [4, 7]);
        assert_eq!(places(&[0.0, 0.05, -0.05, 0.0, 0.1, 0.0]), [0; 0]);
        assert_eq!(places(&[0.0, 2.0]), [1]);
        assert!(places(&[]).is_empty() && places(&[1.0]).is_empty());
    }

    #[test]
    fn without_a_change_one_in_twenty_series_has_one() {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut alarms = 0;
        for _ in 0..400 {
            let means: Vec<f64> = (0..12).map(|_| normal(&mut random) / 10.0).collect();
            let search = Search { draws: 199, ..SEARCH };
            alarms += usize::from(!changes(&series(&means), &search).is_empty());
        }
        // 20 expected; more than 37 or fewer than 6 would come up once in ten thousand times.
        assert!((6..=37).contains(&alarms), "{alarms}");
    }

    #[test]
    fn too_few_answers_are_never_a_side() {
        let few = [(10.0, 9.0), (100.0, 0.0), (100.0, 0.1)];
        let levels: Vec<Level> = few.iter().map(|&(n, mean)| Level { n, mean, variance: 1.0 }).collect();
        assert!(changes(&levels, &SEARCH).iter().all(|split| split.at > 1));
    }
}
