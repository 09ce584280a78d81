//! Linear equations with a symmetric matrix that is not negative.

/// A pivot as small a share of its diagonal is nothing but rounding.
const NOTHING: f64 = 1e-9;

/// The Cholesky decomposition of a matrix without the rows and columns that are combinations of those before them.
#[derive(Debug)]
pub(crate) struct Cholesky {
    size: usize,
    /// Lower triangle, row by row.
    lower: Vec<f64>,
    /// Rows and columns that were not left out.
    pub kept: Vec<bool>,
}

impl Cholesky {
    /// Decomposes a matrix, given row by row; only these rows and columns if some are named.
    pub fn new(matrix: &[f64], size: usize, only: Option<&[bool]>) -> Self {
        let at = |list: &[f64], i: usize, j: usize| list.get(i * size + j).copied().unwrap_or_default();
        let mut lower = vec![0.0; size * size];
        let mut kept = vec![false; size];
        for i in (0..size).filter(|&i| only.is_none_or(|only| only.get(i) == Some(&true))) {
            for j in 0..=i {
                if j < i && kept.get(j) != Some(&true) {
                    continue;
                }
                let known: f64 = (0..j).map(|k| at(&lower, i, k) * at(&lower, j, k)).sum();
                let rest = at(matrix, i, j) - known;
                let value = match (j < i, rest > NOTHING * at(matrix, i, i)) {
                    (true, _) => rest / at(&lower, j, j),
                    (false, true) => rest.sqrt(),
                    (false, false) => 0.0,
                };
                lower.get_mut(i * size + j).into_iter().for_each(|cell| *cell = value);
            }
            if let Some(kept) = kept.get_mut(i) {
                *kept = at(&lower, i, i) > 0.0;
            }
            if kept.get(i) != Some(&true) {
                lower.get_mut(i * size..(i + 1) * size).into_iter().for_each(|row| row.fill(0.0));
            }
        }
        Self { size, lower, kept }
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.lower.get(i * self.size + j).copied().unwrap_or_default()
    }

    fn rows(&self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.size).filter(|&i| self.kept.get(i) == Some(&true))
    }

    /// Solves for a right-hand side; 0 for what was left out.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut x = vec![0.0; self.size];
        let get = |x: &[f64], i: usize| x.get(i).copied().unwrap_or_default();
        for i in self.rows() {
            let known: f64 = (0..i).map(|j| self.at(i, j) * get(&x, j)).sum();
            let value = (get(right, i) - known) / self.at(i, i);
            x.get_mut(i).into_iter().for_each(|x| *x = value);
        }
        for i in self.rows().rev() {
            let known: f64 = (i + 1..self.size).map(|j| self.at(j, i) * get(&x, j)).sum();
            let value = (get(&x, i) - known) / self.at(i, i);
            x.get_mut(i).into_iter().for_each(|x| *x = value);
        }
        x
    }

    /// Diagonal of the inverse; 0 for what was left out.
    pub fn inverse_diagonal(&self) -> Vec<f64> {
        let one = |i: usize| {
            let unit: Vec<f64> = (0..self.size).map(|j| if i == j { 1.0 } else { 0.0 }).collect();
            self.solve(&unit).get(i).copied().unwrap_or_default()
        };
        (0..self.size).map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_depends_on_others_is_left_out() {
        // The third row is the sum of the first two.
        let matrix = [4.0, 2.0, 6.0, 2.0, 3.0, 5.0, 6.0, 5.0, 11.0];
        let found = Cholesky::new(&matrix, 3, None);
        assert_eq!(found.kept, [true, true, false]);
        // By hand: 4x + 2y = 8, 2x + 3y = 8.
        let x = found.solve(&[8.0, 8.0, 99.0]);
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 2.0).abs() < 1e-12 && x[2] == 0.0);
        let inverse = found.inverse_diagonal();
        assert!((inverse[0] - 0.375).abs() < 1e-12 && (inverse[1] - 0.5).abs() < 1e-12);
        let second = Cholesky::new(&matrix, 3, Some(&[false, true, false]));
        assert_eq!(second.kept, [false, true, false]);
        assert!((second.solve(&[1.0, 6.0, 1.0])[1] - 2.0).abs() < 1e-12);
    }
}
