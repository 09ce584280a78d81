//! Rows of numbers in an order of their own, and their means, deviations and correlations.

/// Rows of some items, an outcome and a weight, sorted, so that sums do not depend on where rows came from.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    items: usize,
    /// Row by row: items, outcome, weight.
    values: Vec<f64>,
}

/// Means, deviations and correlations of the items and, last, of the outcome.
#[derive(Debug, Clone)]
pub(crate) struct Moments {
    /// Columns: items and outcome.
    pub size: usize,
    pub means: Vec<f64>,
    /// Standard deviations, dividing by the sum of weights; 0 for what does not vary.
    pub deviations: Vec<f64>,
    /// Correlations, row by row; 0 with what does not vary.
    pub correlations: Vec<f64>,
}

/// A deviation as small a share of the largest value is nothing but rounding.
const NOTHING: f64 = 1e-12;

impl Rows {
    /// Sorts rows of so many items, an outcome and a weight each.
    pub fn new(items: usize, values: Vec<f64>) -> Self {
        let mut rows: Vec<&[f64]> = values.chunks_exact(items + 2).collect();
        let order = |a: &&[f64], b: &&[f64]| {
            let pairs = a.iter().zip(b.iter()).map(|(a, b)| a.total_cmp(b));
            pairs.into_iter().find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
        };
        rows.sort_unstable_by(order);
        let values = rows.concat();
        Self { items, values }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.values.len() / (self.items + 2)
    }

    /// Rows: items, outcome, weight.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(self.items + 2)
    }

    /// The same rows with some of the items.
    pub fn with(&self, items: &[usize]) -> Self {
        let mut values = Vec::with_capacity(self.len() * (items.len() + 2));
        for row in self.iter() {
            values.extend(items.iter().map(|&item| row.get(item).copied().unwrap_or_default()));
            values.extend(row.iter().skip(self.items));
        }
        Self { items: items.len(), values }
    }

    /// The same rows with every item and the outcome at mean 0 and deviation 1; what does not vary is 0.
    pub fn standardized(&self, moments: &Moments) -> Self {
        let mut values = self.values.clone();
        for row in values.chunks_exact_mut(self.items + 2) {
            let each = moments.means.iter().zip(&moments.deviations);
            for (value, (mean, deviation)) in row.iter_mut().zip(each) {
                *value = if *deviation > 0.0 { (*value - mean) / deviation } else { 0.0 };
            }
        }
        Self { items: self.items, values }
    }

    /// Moments of the rows, each counted so many times; once without counts.
    pub fn moments(&self, counts: Option<&[u32]>) -> Moments {
        let size = self.items + 1;
        let times = |at: usize| counts.map_or(1.0, |counts| counts.get(at).map_or(0.0, |&n| f64::from(n)));
        let (mut total, mut sums, mut largest) = (0.0, vec![0.0; size], vec![0.0_f64; size]);
        for (at, row) in self.iter().enumerate() {
            let weight = row.last().copied().unwrap_or_default() * times(at);
            total += weight;
            for ((sum, largest), value) in sums.iter_mut().zip(&mut largest).zip(row) {
                *sum += weight * value;
                *largest = largest.max(value.abs());
            }
        }
        let means: Vec<f64> = sums.iter().map(|sum| if total > 0.0 { sum / total } else { 0.0 }).collect();
        let mut products = vec![0.0; size * size];
        let mut centred = vec![0.0; size];
        for (at, row) in self.iter().enumerate() {
            let weight = row.last().copied().unwrap_or_default() * times(at);
            if weight == 0.0 {
                continue;
            }
            for (to, (value, mean)) in centred.iter_mut().zip(row.iter().zip(&means)) {
                *to = value - mean;
            }
            for (i, (a, products)) in centred.iter().zip(products.chunks_exact_mut(size)).enumerate() {
                let scaled = weight * a;
                products.iter_mut().zip(&centred).take(i + 1).for_each(|(sum, b)| *sum += scaled * b);
            }
        }
        Moments::of(size, total, means, &largest, products)
    }
}

impl Moments {
    /// From sums of products of which only those up to the diagonal are there.
    fn of(size: usize, total: f64, means: Vec<f64>, largest: &[f64], products: Vec<f64>) -> Self {
        let at = |i: usize, j: usize| products.get(i.max(j) * size + i.min(j)).copied().unwrap_or_default();
        let deviation = |i: usize| {
            let deviation = (at(i, i) / total).sqrt();
            let least = NOTHING * largest.get(i).copied().unwrap_or_default();
            if deviation > least { deviation } else { 0.0 }
        };
        let deviations: Vec<f64> = (0..size).map(deviation).collect();
        let mut correlations = Vec::with_capacity(size * size);
        for (i, a) in deviations.iter().enumerate() {
            for (j, b) in deviations.iter().enumerate() {
                correlations.push(match (i == j, *a > 0.0 && *b > 0.0) {
                    (true, _) => 1.0,
                    (false, true) => (at(i, j) / total / a / b).clamp(-1.0, 1.0),
                    (false, false) => 0.0,
                });
            }
        }
        Self { size, means, deviations, correlations }
    }

    /// Correlation of two columns.
    pub fn correlation(&self, a: usize, b: usize) -> f64 {
        self.correlations.get(a * self.size + b).copied().unwrap_or_default()
    }

    /// Correlations among the first so many columns, row by row.
    pub fn among(&self, columns: usize) -> Vec<f64> {
        self.correlations
            .chunks_exact(self.size)
            .take(columns)
            .flat_map(|row| row.iter().take(columns).copied())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_by_hand_do_not_depend_on_the_order_of_rows() {
        // x 1 2 3, y 2 4 7: deviations -1 0 1 and -7/3 -1/3 8/3; sum of products 5, squares 2 and 114/9.
        let one = Rows::new(1, vec![1.0, 2.0, 1.0, 2.0, 4.0, 1.0, 3.0, 7.0, 1.0]).moments(None);
        let other = Rows::new(1, vec![3.0, 7.0, 1.0, 1.0, 2.0, 1.0, 2.0, 4.0, 1.0]).moments(None);
        assert!((one.correlation(0, 1) - 5.0 / (2.0 * 114.0 / 9.0_f64).sqrt()).abs() < 1e-15);
        assert_eq!(one.correlations, other.correlations);
        assert_eq!(one.means, [2.0, 13.0 / 3.0]);
    }

    #[test]
    fn weights_and_counts_are_repetitions() {
        let weighted = Rows::new(1, vec![1.0, 2.0, 2.0, 2.0, 1.0, 1.0, 5.0, 7.0, 1.0]);
        let repeated = Rows::new(1, vec![1.0, 2.0, 1.0, 1.0, 2.0, 1.0, 2.0, 1.0, 1.0, 5.0, 7.0, 1.0]);
        let counted = Rows::new(1, vec![1.0, 2.0, 1.0, 2.0, 1.0, 1.0, 5.0, 7.0, 1.0]);
        let expected = repeated.moments(None).correlation(0, 1);
        assert!((weighted.moments(None).correlation(0, 1) - expected).abs() < 1e-15);
        assert!((counted.moments(Some(&[2, 1, 1])).correlation(0, 1) - expected).abs() < 1e-15);
    }

    #[test]
    fn what_does_not_vary_has_no_deviation_whatever_its_size() {
        let same = 1e9 + 0.1;
        let moments = Rows::new(1, vec![same, 1.0, 0.3, same, 2.0, 0.7, same, 3.0, 0.1]).moments(None);
        assert_eq!((moments.deviations[0], moments.correlation(0, 1)), (0.0, 0.0));
        assert!(Rows::new(2, Vec::new()).moments(None).deviations.iter().all(|deviation| *deviation == 0.0));
    }
}
