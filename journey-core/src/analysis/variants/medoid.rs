//! The path that stands for all: the one with the least distance to the others.

/// Paths that are compared: the most frequent ones.
pub(super) const COMPARED: usize = 200;
/// Touchpoints of a path that are compared; longer paths are cut.
pub(super) const LONGEST: usize = 500;

/// The position of the path whose mean distance to all customers' paths is least, the first one of equals, and this mean.
pub(super) fn medoid(paths: &[(Vec<u32>, u64)]) -> Option<(usize, f64)> {
    let mut sums = vec![0.0; paths.len()];
    let mut row = Vec::new();
    for (a, (one, customers)) in paths.iter().enumerate() {
        for (b, (other, more)) in paths.iter().enumerate().skip(a + 1) {
            let far = distance(one, other, &mut row);
            sums.get_mut(a).into_iter().for_each(|sum| *sum += far * *more as f64);
            sums.get_mut(b).into_iter().for_each(|sum| *sum += far * *customers as f64);
        }
    }
    let all = paths.iter().map(|(_, customers)| customers).sum::<u64>() as f64;
    let least =
        sums.into_iter().enumerate().reduce(|least, next| if next.1 < least.1 { next } else { least });
    least.map(|(position, sum)| (position, sum / all))
}

/// Touchpoints to be inserted, left out or replaced to make one path of the other, by the length of the longer one.
fn distance(one: &[u32], other: &[u32], row: &mut Vec<usize>) -> f64 {
    row.clear();
    row.extend(0..=other.len());
    for (above, a) in one.iter().enumerate() {
        let (mut left, mut corner) = (above + 1, above);
        for (b, cell) in other.iter().zip(row.iter_mut().skip(1)) {
            let replaced = corner + usize::from(a != b);
            corner = *cell;
            left = replaced.min(left + 1).min(corner + 1);
            *cell = left;
        }
    }
    let far = if one.is_empty() { other.len() } else { row.last().copied().unwrap_or_default() };
    far as f64 / one.len().max(other.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_levenshtein() {
        let far = |a: &str, b: &str| {
            let codes = |text: &str| text.bytes().map(u32::from).collect::<Vec<_>>();
            distance(&codes(a), &codes(b), &mut Vec::new()) * a.len().max(b.len()) as f64
        };
        assert_eq!(
            (far("kitten", "sitting"), far("flaw", "lawn"), far("abc", "abc"), far("", "ab")),
            (3.0, 2.0, 0.0, 2.0)
        );
    }

    #[test]
    fn the_medoid_is_near_to_most() {
        let paths = vec![(vec![1, 2, 3], 3), (vec![1, 2, 3, 4], 2), (vec![9], 1)];
        // (2 * 1/4 + 1) / 6 for the first one.
        assert_eq!(medoid(&paths), Some((0, 0.25)));
        assert_eq!(medoid(&[]), None);
    }
}
