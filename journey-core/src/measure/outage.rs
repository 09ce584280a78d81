//! Outages: stretches of days in which more customers leave a touchpoint than before and after.

use std::collections::BTreeMap;

/// A stretch of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    /// First and last local day.
    pub days: (i64, i64),
    /// Customers at risk within and those who left.
    pub inside: (u64, u64),
    /// The same before and after.
    pub outside: (u64, u64),
    /// Upper bound of the probability of such a stretch if nothing were wrong.
    pub p: f64,
}

/// Stretches are built of so many pieces at most, to bound the work.
const PIECES: usize = 400;
/// Fewer customers leaving within a stretch say nothing.
const FEWEST: u64 = 5;

/// The stretch that stands out most: the scan statistic of Kulldorff (1997) over all runs of days.
///
/// Its p-value is conservative and needs no permutations: the likelihood ratio bounds the probability of one
/// stretch (Chernoff 1952), times the number of stretches looked at (Bonferroni).
///
/// # Complexity
/// O(days²), with days merged to at most [`PIECES`] pieces.
pub(super) fn scan(days: &BTreeMap<i64, (u64, u64)>) -> Option<Stretch> {
    let pieces = pieces(days);
    let total = pieces.iter().fold((0, 0), |sum, piece| (sum.0 + piece.counts.0, sum.1 + piece.counts.1));
    let (mut best, mut looked_at): (Option<(f64, Stretch)>, u64) = (None, 0);
    for (i, first) in pieces.iter().enumerate() {
        let (mut n, mut left) = (0, 0);
        for last in pieces.iter().skip(i) {
            n += last.counts.0;
            left += last.counts.1;
            // Most of the time must be outside, to compare with.
            if 2 * n > total.0 {
                break;
            }
            looked_at += 1;
            let (inside, outside) = ((n, left), (total.0 - n, total.1 - left));
            let least = best.as_ref().map_or(0.0, |(ratio, _)| *ratio);
            if left < FEWEST || most_log_ratio(inside, outside) <= least {
                continue;
            }
            let ratio = log_ratio(inside, outside);
            if ratio > least {
                let days = (first.days.0, last.days.1);
                best = Some((ratio, Stretch { days, inside, outside, p: 1.0 }));
            }
        }
    }
    best.map(|(ratio, stretch)| Stretch { p: (looked_at as f64 * libm::exp(-ratio)).min(1.0), ..stretch })
}

/// The day from which on a larger share left than before, with an upper bound of the probability of such a day if
/// nothing had changed: as for [`scan`], for stretches that last to the end.
///
/// # Complexity
/// O(days).
pub(super) fn onset(days: &BTreeMap<i64, (u64, u64)>) -> Option<(i64, f64)> {
    let pieces = pieces(days);
    let total = pieces.iter().fold((0, 0), |sum, piece| (sum.0 + piece.counts.0, sum.1 + piece.counts.1));
    let (mut before, mut best): ((u64, u64), Option<(i64, f64)>) = ((0, 0), None);
    for piece in &pieces {
        let after = (total.0 - before.0, total.1 - before.1);
        if before.0 > 0 && after.1 >= FEWEST {
            let ratio = log_ratio(after, before);
            if ratio > best.map_or(0.0, |(_, ratio)| ratio) {
                best = Some((piece.days.0, ratio));
            }
        }
        before = (before.0 + piece.counts.0, before.1 + piece.counts.1);
    }
    best.map(|(day, ratio)| (day, (pieces.len() as f64 * libm::exp(-ratio)).min(1.0)))
}

struct Piece {
    days: (i64, i64),
    counts: (u64, u64),
}

fn pieces(days: &BTreeMap<i64, (u64, u64)>) -> Vec<Piece> {
    let days: Vec<(i64, (u64, u64))> = days.iter().map(|(&day, &counts)| (day, counts)).collect();
    let width = days.len().div_ceil(PIECES).max(1);
    let merge = |run: &[(i64, (u64, u64))]| {
        let (first, last) = (run.first()?.0, run.last()?.0);
        let counts = run.iter().fold((0, 0), |sum, (_, counts)| (sum.0 + counts.0, sum.1 + counts.1));
        Some(Piece { days: (first, last), counts })
    };
    days.chunks(width).filter_map(merge).collect()
}

/// What [`log_ratio`] cannot exceed: a logarithm is at most its argument less one, which makes Pearson's chi-square
/// statistic of it. A little more, for rounding.
fn most_log_ratio(inside: (u64, u64), outside: (u64, u64)) -> f64 {
    let (n, left) = (inside.0 as f64, inside.1 as f64);
    let (m, others) = (outside.0 as f64, outside.1 as f64);
    let pooled = (left + others) / (n + m);
    let variance = pooled * (1.0 - pooled);
    let excess = left * m - others * n;
    // The customers who left within beyond the pooled share are `excess / (n + m)`, and as many fewer outside.
    let most = excess / (n + m) * (excess / (n + m)) * (1.0 / n + 1.0 / m) / variance * (1.0 + 1e-9);
    // Undefined where all or none left: then there is no ratio either.
    if excess > 0.0 && variance > 0.0 { most } else { 0.0 }
}

/// Logarithm of the likelihood ratio of "another share within" to "one share everywhere"; 0 unless the
/// share within is higher.
fn log_ratio(inside: (u64, u64), outside: (u64, u64)) -> f64 {
    let share = |(n, left): (u64, u64)| if n == 0 { 0.0 } else { left as f64 / n as f64 };
    if share(inside) <= share(outside) || outside.0 == 0 {
        return 0.0;
    }
    let pooled = share((inside.0 + outside.0, inside.1 + outside.1));
    let part = |counts: (u64, u64)| {
        let p = share(counts);
        let term = |p: f64, q: f64| if p > 0.0 { p * libm::log(p / q) } else { 0.0 };
        counts.0 as f64 * (term(p, pooled) + term(1.0 - p, 1.0 - pooled))
    };
    part(inside) + part(outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(counts: impl Fn(i64) -> (u64, u64)) -> BTreeMap<i64, (u64, u64)> {
        (0..100).map(|day| (day, counts(day))).collect()
    }

    #[test]
    fn the_bad_days_are_found() {
        let bad = days(|day| (20, if (40..47).contains(&day) { 12 } else { 2 }));
        let found = scan(&bad).unwrap();
        assert_eq!((found.days, found.inside, found.outside), ((40, 46), (140, 84), (1860, 186)));
        assert!(found.p < 1e-20, "{}", found.p);
    }

    #[test]
    fn even_days_have_no_outage() {
        let found = scan(&days(|day| (20, 2 + day as u64 % 2))).unwrap();
        assert_eq!(found.p, 1.0);
        assert_eq!(scan(&BTreeMap::new()), None);
    }

    #[test]
    fn the_day_since_when_is_found() {
        let later = days(|day| (20, if day >= 30 { 8 } else { 2 }));
        let (day, p) = onset(&later).unwrap();
        assert!(day == 30 && p < 1e-20, "{day} {p}");
        assert!(onset(&days(|day| (20, 2 + day as u64 % 2))).is_none_or(|(_, p)| p > 0.5));
        // What gets better has no such day.
        assert!(onset(&days(|day| (20, if day >= 30 { 2 } else { 8 }))).is_none_or(|(_, p)| p > 0.5));
        assert_eq!(onset(&BTreeMap::new()), None);
    }

    #[test]
    fn the_ratio_equals_the_definition() {
        // 3 of 4 within, 1 of 6 outside, 0.4 pooled; logarithms by hand.
        let expected = 4.0 * (0.75 * (0.75f64 / 0.4).ln() + 0.25 * (0.25f64 / 0.6).ln())
            + 6.0 * (1.0 / 6.0 * (1.0 / 6.0 / 0.4f64).ln() + 5.0 / 6.0 * (5.0 / 6.0 / 0.6f64).ln());
        assert!((log_ratio((4, 3), (6, 1)) - expected).abs() < 1e-12);
        assert_eq!(log_ratio((6, 1), (4, 3)), 0.0);
    }

    #[test]
    fn the_bound_is_a_bound() {
        let counts = || (1..60).step_by(3).flat_map(|n| (0..=n).map(move |left| (n, left)));
        for inside in counts() {
            for outside in counts().chain([(0, 0), (1_000_000, 3)]) {
                let (ratio, most) = (log_ratio(inside, outside), most_log_ratio(inside, outside));
                assert!(ratio <= most, "{inside:?} {outside:?}: {ratio} {most}");
            }
        }
    }
}
