//! Linear equations of a chain that ends.

/// Solves a table of so many rows whose further columns are right sides, for matrices `I - Q` of chains that end.
///
/// Elimination in the order of the rows. Each row loses to the end or goes on, so that no pivot is 0.
pub(crate) fn eliminate(table: &mut [f64], size: usize, width: usize) {
    for pivot in 0..size {
        let (above, below) = table.split_at_mut((pivot + 1) * width);
        let Some(row) = above.get(pivot * width..) else { return };
        for other in below.chunks_exact_mut(width) {
            subtract(other, row, pivot);
        }
    }
    for pivot in (0..size).rev() {
        let (above, below) = table.split_at_mut(pivot * width);
        let Some(row) = below.get_mut(..width) else { return };
        let by = at(row, pivot);
        row.iter_mut().skip(pivot).for_each(|cell| *cell /= by);
        for other in above.chunks_exact_mut(width) {
            subtract(other, row, pivot);
        }
    }
}

/// A cell of a row.
pub(crate) fn at(row: &[f64], place: usize) -> f64 {
    row.get(place).copied().unwrap_or_default()
}

/// Subtracts a row so that a column of the other one becomes 0.
fn subtract(other: &mut [f64], row: &[f64], pivot: usize) {
    let factor = at(other, pivot);
    if factor == 0.0 {
        return;
    }
    let factor = factor / at(row, pivot);
    for (cell, value) in other.iter_mut().zip(row).skip(pivot) {
        *cell -= factor * value;
    }
}
