//! The report of retention.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::wide::Beginners;
use super::{Reference, Retention, RetentionPlan};
use crate::analysis::{Estimate, Table, Tabular};
use crate::numeric::ExactSum;

/// A cohort in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RetentionRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// First day of the calendar period of the customers' starts, such as `2024-01-29`; of an hour its beginning, such as
    /// `2024-01-29T15:00+01:00`.
    pub cohort: String,
    /// Customers of the cohort.
    pub customers: u64,
    /// Number of the period, the first one of a bracket; 0 is that of the start.
    pub period: u32,
    /// Last period of the bracket; the same as `period` without brackets.
    pub last_period: u32,
    /// Customers whose period is fully observed; with the reference `previous` those of them who counted in the period before.
    pub eligible: u64,
    /// Of these, customers who came back.
    pub count: u64,
    /// `count` as a share of `eligible`.
    pub share: Estimate,
    /// Whether the period is fully observed of all customers of the cohort.
    pub complete: bool,
    /// Sum of the column `value` over the returns in the period; `None` without one.
    pub value: Option<f64>,
    /// `value` per eligible customer.
    pub value_per_customer: Option<f64>,
}

/// All cohorts together in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RetentionOverall {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Number of the period, the first one of a bracket; 0 is that of the start.
    pub period: u32,
    /// Last period of the bracket; the same as `period` without brackets.
    pub last_period: u32,
    /// Customers whose period is fully observed; with the reference `previous` those of them who counted in the period before.
    pub eligible: u64,
    /// Of these, customers who came back.
    pub count: u64,
    /// `count` as a share of `eligible`: the mean of the cohorts, weighted by their sizes.
    pub share: Estimate,
    /// Mean of the shares of the cohorts, each with the same weight.
    pub mean_share: Option<f64>,
    /// Sum of the column `value` over the returns in the period; `None` without one.
    pub value: Option<f64>,
    /// `value` per eligible customer.
    pub value_per_customer: Option<f64>,
}

/// Answer of [`Retention`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RetentionReport {
    /// Everybody first, then each group; cohorts in order of time, each with its periods in order.
    pub rows: Vec<RetentionRow>,
    /// All cohorts together, by period: everybody first, then each group.
    pub overall: Vec<RetentionOverall>,
    /// Customers in all cohorts, each once.
    pub customers: u64,
}

impl Tabular for RetentionReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .optional_text("group", rows.clone().map(|row| row.group.clone()))
            .text("cohort", rows.clone().map(|row| row.cohort.as_str()))
            .count("customers", rows.clone().map(|row| row.customers))
            .ordinal("period", rows.clone().map(|row| u64::from(row.period)))
            .ordinal("last_period", rows.clone().map(|row| u64::from(row.last_period)))
            .count("eligible", rows.clone().map(|row| row.eligible))
            .count("count", rows.clone().map(|row| row.count))
            .estimate("share", rows.clone().map(|row| &row.share))
            .boolean("complete", rows.clone().map(|row| row.complete))
            .number("value", rows.clone().map(|row| row.value))
            .number("value_per_customer", rows.map(|row| row.value_per_customer))
    }
}

/// What a report is made with.
pub(super) struct Making<'a> {
    pub retention: &'a Retention,
    pub plan: &'a RetentionPlan,
    /// First period of each row, and the one after the last row.
    pub bounds: &'a [usize],
}

impl Making<'_> {
    pub fn report(
        &self,
        groups: &[(Option<String>, &BTreeMap<i64, Beginners>)],
        customers: u64,
    ) -> RetentionReport {
        let (mut rows, mut overall) = (Vec::new(), Vec::new());
        for (group, cohorts) in groups {
            let mut whole = Beginners::default();
            let mut shares: Vec<(ExactSum, u64)> = Vec::new();
            for (number, beginners) in *cohorts {
                let of_cohort = self.rows(group.as_ref(), *number, beginners);
                if shares.len() < of_cohort.len() {
                    shares.resize_with(of_cohort.len(), Default::default);
                }
                for ((sum, cohorts), row) in shares.iter_mut().zip(&of_cohort) {
                    row.share.value.into_iter().for_each(|share| sum.add(share));
                    *cohorts += u64::from(row.share.value.is_some());
                }
                rows.extend(of_cohort);
                whole.merge(beginners);
            }
            let shares =
                shares.iter().map(|(sum, cohorts)| (*cohorts > 0).then(|| sum.value() / *cohorts as f64));
            overall.extend(self.rows(group.as_ref(), 0, &whole).into_iter().zip(shares).map(
                |(row, mean_share)| RetentionOverall {
                    group: row.group,
                    period: row.period,
                    last_period: row.last_period,
                    eligible: row.eligible,
                    count: row.count,
                    share: row.share,
                    mean_share,
                    value: row.value,
                    value_per_customer: row.value_per_customer,
                },
            ));
        }
        RetentionReport { rows, overall, customers }
    }

    fn rows(&self, group: Option<&String>, number: i64, beginners: &Beginners) -> Vec<RetentionRow> {
        let position = (number - self.plan.number).max(0) as usize;
        let cohort = self.plan.calendar.label(position);
        let denominator = match self.retention.reference {
            Reference::Cohort => "customers whose period is fully observed",
            Reference::Previous => {
                "customers who counted in the period before and whose period is fully observed"
            }
        };
        let counts = beginners.eligible.iter().zip(&beginners.count).zip(self.bounds.windows(2)).enumerate();
        counts
            .map(|(row, ((&eligible, &count), bounds))| {
                let (from, to) = (bounds.first().copied().unwrap_or(0), bounds.last().copied().unwrap_or(1));
                let sum = beginners.values.get(row).map_or(0.0, ExactSum::value);
                let value = self.retention.value.as_ref().map(|_| sum);
                RetentionRow {
                    group: group.cloned(),
                    cohort: cohort.clone(),
                    customers: beginners.customers,
                    period: from as u32,
                    last_period: to.saturating_sub(1) as u32,
                    eligible,
                    count,
                    share: Estimate::share(count, eligible, denominator),
                    complete: beginners.observed.get(row) == Some(&beginners.customers),
                    value,
                    value_per_customer: value.filter(|_| eligible > 0).map(|value| value / eligible as f64),
                }
            })
            .collect()
    }
}
