//! Falling ratings: the day from which on customers rate lower than before.

use std::collections::BTreeMap;

use super::moments::{Moments, Sums};
use crate::numeric::normal_p;

/// A fall of ratings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fall {
    /// First local day of the lower ratings.
    pub from: i64,
    pub before: Sums,
    pub after: Sums,
    /// How many points lower.
    pub by: f64,
    /// Standard error of that.
    pub error: f64,
    /// Upper bound of the probability of such a fall at some day if nothing had changed.
    pub p: f64,
}

/// The day at which the means before and after differ most for their standard error, downwards.
///
/// Its p-value needs no permutations: that of the one day, by the normal approximation, times the number of days looked
/// at (Bonferroni). That is more than the true probability, as neighbouring days tell nearly the same.
///
/// # Complexity
/// O(days).
pub(super) fn scan(days: &BTreeMap<i64, Moments>, min_sample: u64) -> Option<Fall> {
    let mut parts: Vec<Moments> = Vec::with_capacity(days.len());
    let mut rest = Moments::default();
    for day in days.values().rev() {
        rest.merge(day.clone());
        parts.push(rest.clone());
    }
    let (mut before, mut best, mut looked_at): (Moments, Option<Fall>, u64) = (Moments::default(), None, 0);
    for ((&from, day), after) in days.iter().zip(parts.iter().rev()) {
        let sums = (before.sums(), after.sums());
        before.merge(day.clone());
        if sums.0.n < min_sample || sums.1.n < min_sample {
            continue;
        }
        looked_at += 1;
        let found = fall(from, sums);
        let stands_out = |fall: &Fall| best.is_none_or(|best| fall.by / fall.error > best.by / best.error);
        best = found.filter(stands_out).or(best);
    }
    best.map(|fall| Fall { p: (normal_p(fall.by / fall.error) / 2.0 * looked_at as f64).min(1.0), ..fall })
}

fn fall(from: i64, (before, after): (Sums, Sums)) -> Option<Fall> {
    let by = before.mean()? - after.mean()?;
    let error = (before.error()? + after.error()?).sqrt();
    (by > 0.0 && error > 0.0).then_some(Fall { from, before, after, by, error, p: 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(mood: impl Fn(i64, i64) -> f64) -> BTreeMap<i64, Moments> {
        let day = |day: i64| {
            let mut moods = Moments::default();
            (0..10).for_each(|customer| moods.add(mood(day, customer)));
            (day, moods)
        };
        (0..60).map(day).collect()
    }

    #[test]
    fn the_day_of_the_fall_is_found() {
        let found = scan(&days(|day, i| (i % 3) as f64 - if day >= 41 { 1.0 } else { 0.0 }), 30).unwrap();
        assert_eq!((found.from, found.before.n, found.after.n), (41, 410, 190));
        assert!((found.by - 1.0).abs() < 1e-12 && found.p < 1e-20, "{found:?}");
        // Numbers 0, 1, 2 with counts 4, 3, 3 of ten: mean 0.9, sum of squares 1.5 a number.
        let variance = |n: f64| (1.5 - 0.81) * n / (n - 1.0) / n;
        assert!((found.error - (variance(410.0) + variance(190.0)).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn what_rises_or_stays_does_not_fall() {
        assert_eq!(scan(&days(|day, i| (i % 3) as f64 + if day >= 41 { 1.0 } else { 0.0 }), 30), None);
        let even = scan(&days(|day, i| ((i + day) % 2) as f64), 30);
        assert!(even.is_none_or(|fall| fall.p > 0.5), "{even:?}");
        assert_eq!(scan(&days(|_, _| 1.0), 30), None);
        assert_eq!(scan(&BTreeMap::new(), 30), None);
        // Too few on either side.
        assert_eq!(scan(&days(|day, i| (i % 3) as f64 - day as f64), 301), None);
    }
}
