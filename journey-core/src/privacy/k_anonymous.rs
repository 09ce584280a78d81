//! Tables without small cells.

use crate::analysis::{Cells, Estimate, Role, Table, TableColumn, Tabular};
use crate::error::{Error, Result};

/// A table from which every row with a small cell was left out.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, module = "journey"))]
pub struct KAnonymous {
    /// The rows that may be seen.
    pub table: Table,
    /// No count in the table is from 1 to below this.
    pub k: u64,
    /// Rows left out.
    pub suppressed_rows: u64,
    /// Column whose sum says how much was left out: `customers`, else the first count. `None` for tables without counts.
    pub column: Option<String>,
    /// Share of the sum of that column that was left out.
    pub suppressed: Estimate,
}

impl Tabular for KAnonymous {
    fn table(&self) -> Table {
        self.table.clone()
    }
}

impl Table {
    /// The table without the rows that tell about fewer than `k` people or events, so that it can be published.
    ///
    /// A row is left out if a count in it is from 1 to `k - 1`, or if a share in it tells of so few: `k - 1` or fewer who did, or who
    /// did not. What was left out could be found by subtraction if it were less than `k` in all; further rows are then left out, those
    /// with the smallest counts first. Zeros stay: they tell about nobody.
    ///
    /// Totals that a report has beside its table, and several tables about the same people, may still tell more than each of them.
    ///
    /// ```
    /// use journey_core::analysis::Table;
    /// let table = Table::default().text("path", ["a", "b", "c"]).count("customers", [90, 12, 3]);
    /// let published = table.k_anonymous(5)?;
    /// // 3 customers are too few, and alone they could be found by subtraction.
    /// assert_eq!((published.table.rows(), published.suppressed_rows), (1, 2));
    /// assert_eq!(published.suppressed.value, Some(15.0 / 105.0));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a `k` below 2.
    ///
    /// # Complexity
    /// O(cells + rows · log(rows)).
    ///
    /// # Reference
    /// Threshold rule and secondary suppression: Hundepool et al., *Statistical Disclosure Control* (2012), chapter 4.
    pub fn k_anonymous(&self, k: u64) -> Result<KAnonymous> {
        if k < 2 {
            return Err(Error::option("k", k, "at least 2"));
        }
        let sums = self.sum_column();
        let size = |row: usize| sums.and_then(|(_, counts)| count(counts, row)).unwrap_or_default();
        let mut kept: Vec<usize> = Vec::new();
        let mut hidden = 0;
        for row in 0..self.rows() {
            match self.is_small(row, k) {
                true => hidden += size(row),
                false => kept.push(row),
            }
        }
        let all: u64 = hidden + kept.iter().map(|&row| size(row)).sum::<u64>();
        if (1..k).contains(&hidden) {
            // The smallest stands last, of equal ones the lower row.
            let mut by_size = kept.clone();
            by_size.sort_by_key(|&row| std::cmp::Reverse(size(row)));
            while (1..k).contains(&hidden)
                && let Some(row) = by_size.pop()
            {
                hidden += size(row);
                kept.retain(|&other| other != row);
            }
        }
        let column = |column: &TableColumn| TableColumn {
            name: column.name.clone(),
            role: column.role,
            cells: column.cells.pick(&kept),
        };
        let name = sums.map(|(name, _)| name.to_string());
        let denominator =
            name.as_ref().map_or_else(String::new, |name| format!("sum of `{name}` over all rows"));
        Ok(KAnonymous {
            k,
            suppressed_rows: (self.rows() - kept.len()) as u64,
            suppressed: Estimate::exact((all > 0).then(|| hidden as f64 / all as f64), all, &denominator),
            column: name,
            table: Table { columns: self.columns.iter().map(column).collect() },
        })
    }

    /// The counts that say how much was left out, and their name.
    fn sum_column(&self) -> Option<(&str, &[Option<i64>])> {
        let mut counts = self.columns.iter().filter_map(|column| match (column.role, &column.cells) {
            (Role::Count, Cells::Integer(counts)) => Some((column.name.as_str(), counts.as_slice())),
            _ => None,
        });
        counts.clone().find(|(name, _)| *name == "customers").or_else(|| counts.next())
    }

    /// What the shares of a column are of: the column behind with `_n` after its name, or else the last one before that ends so.
    fn denominators(&self, position: usize) -> Option<&[Option<i64>]> {
        let named = format!("{}_n", self.columns.get(position)?.name);
        let behind = self.columns.iter().skip(position).find(|other| other.name == named);
        let before = || self.columns.iter().take(position).rfind(|other| other.name.ends_with("_n"));
        match &behind.or_else(before)?.cells {
            Cells::Integer(counts) => Some(counts),
            _ => None,
        }
    }

    /// Whether a row tells about fewer than `k`.
    fn is_small(&self, row: usize, k: u64) -> bool {
        let mut columns = self.columns.iter().enumerate();
        columns.any(|(position, column)| match (column.role, &column.cells) {
            (Role::Count, Cells::Integer(counts)) => is_few(count(counts, row), k),
            (Role::Share, Cells::Number(shares)) => {
                let Some(counts) = self.denominators(position) else { return false };
                let (share, n) = (shares.get(row).copied().flatten(), count(counts, row));
                share.zip(n).is_some_and(|(share, n)| {
                    let some = (share * n as f64).round().clamp(0.0, n as f64) as u64;
                    is_few(Some(some), k) || is_few(Some(n - some), k)
                })
            }
            _ => false,
        })
    }
}

fn count(counts: &[Option<i64>], row: usize) -> Option<u64> {
    counts.get(row).copied().flatten().and_then(|count| u64::try_from(count).ok())
}

fn is_few(count: Option<u64>, k: u64) -> bool {
    count.is_some_and(|count| (1..k).contains(&count))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(rows: &[(u64, u64)]) -> Table {
        let shares: Vec<Estimate> =
            rows.iter().map(|&(some, n)| Estimate::share(some.min(n), n, "customers")).collect();
        Table::default()
            .text("name", (0..rows.len()).map(|row| row.to_string()))
            .ordinal("step", (0..).take(rows.len()))
            .count("customers", rows.iter().map(|row| row.1))
            .estimate("share", shares.iter())
    }

    fn names(published: &KAnonymous) -> Vec<String> {
        let Cells::Text(names) = &published.table.columns[0].cells else { panic!("no names") };
        names.iter().flatten().cloned().collect()
    }

    #[test]
    fn shares_of_few_are_small_cells_and_zeros_are_not() {
        let published =
            table(&[(50, 100), (4, 100), (97, 100), (100, 100), (0, 100), (0, 0)]).k_anonymous(5).unwrap();
        assert_eq!(names(&published), ["0", "3", "4", "5"]);
        assert_eq!((published.suppressed_rows, published.suppressed.value), (2, Some(0.4)));
    }

    #[test]
    fn what_is_left_out_is_never_few() {
        let published = table(&[(50, 100), (10, 20), (10, 20), (0, 3)]).k_anonymous(5).unwrap();
        // The lower of the two equal rows goes with the small one.
        assert_eq!(names(&published), ["0", "1"]);
        assert_eq!(published.suppressed.value, Some(23.0 / 143.0));
        let nothing = table(&[(0, 3)]).k_anonymous(5).unwrap();
        assert_eq!((nothing.table.rows(), nothing.suppressed.value), (0, Some(1.0)));
        assert_eq!(table(&[]).k_anonymous(5).unwrap().suppressed.value, None);
        assert_eq!(table(&[]).k_anonymous(1).unwrap_err().code(), "invalid_option");
    }

    proptest! {
        #[test]
        fn no_cell_is_small_and_no_remainder(rows in prop::collection::vec((0..40_u64, 0..40_u64), 0..20), k in 2..15_u64) {
            let all = table(&rows);
            let published = all.k_anonymous(k).unwrap();
            let mut shown = 0;
            for name in names(&published) {
                let (some, n) = rows[name.parse::<usize>().unwrap()];
                let some = some.min(n);
                for cell in [n, some, n - some] {
                    prop_assert!(cell == 0 || cell >= k, "{cell} of {n}");
                }
                shown += n;
            }
            let hidden = rows.iter().map(|row| row.1).sum::<u64>() - shown;
            prop_assert!(hidden == 0 || hidden >= k || published.table.rows() == 0 || shown == 0);
            prop_assert_eq!(published.table.rows() as u64 + published.suppressed_rows, rows.len() as u64);
        }
    }
}
