//! The report of the lifecycle.

use serde::{Deserialize, Serialize};

use super::{Counts, Lifecycle, LifecyclePlan, Lives};
use crate::analysis::{Estimate, Method, Table, Tabular};
use crate::numeric::wald;

/// Customers in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct LifecycleRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// First day of the period, such as `2024-01-29`; of an hour its beginning, such as `2024-01-29T15:00+01:00`.
    pub period: String,
    /// Whether the period was over when observation ended.
    pub complete: bool,
    /// Customers active in this period or before: active and dormant ones.
    pub seen: u64,
    /// Customers active in this period: new, returning and resurrected ones.
    pub active: u64,
    /// Customers who were never active before.
    pub new: u64,
    /// Customers active in the period before, too.
    pub returning: u64,
    /// Customers active before, but not in the period before.
    pub resurrected: u64,
    /// Customers active before, but not in this period.
    pub dormant: u64,
    /// Dormant customers who were active in the period before.
    pub lost: u64,
    /// Customers who had not churned when the period began.
    pub customers: u64,
    /// Of these, customers for whom this was the last of so many periods without activity.
    pub churned: u64,
    /// `churned` as a share of `customers`; no value in a period that is not over.
    pub churn: Estimate,
    /// Resurrected customers who had churned.
    pub reactivated: u64,
    /// Share of the days of the period on which an active customer was active, on average; no value for hours, and in a period that is not
    /// over.
    pub stickiness: Estimate,
}

/// How many days customers were active in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ActiveDaysRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Active days.
    pub days: u32,
    /// Customers with so many, summed over the periods that are over.
    pub count: u64,
    /// `count` as a share of all customers active in a period.
    pub share: Estimate,
    /// Share of those with so many or more.
    pub at_least: Estimate,
}

/// After how many days customers usually come back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct UsageInterval {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Customers active on two days or more.
    pub customers: u64,
    /// Customers active on one day only: they have no interval.
    pub once: u64,
    /// Half of the customers have a median gap of so many days or less.
    pub median_days: Option<f64>,
    /// The asked share of customers.
    pub share: f64,
    /// So many of the customers have a median gap of so many days or less.
    pub days: Option<f64>,
}

/// Customers by the median of their gaps between active days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct UsageIntervalRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Median of a customer's gaps in days; halves where their number is even.
    pub days: f64,
    /// Customers with this one.
    pub customers: u64,
    /// Share of customers with this or a shorter one.
    pub share: Estimate,
}

/// Answer of [`Lifecycle`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct LifecycleReport {
    /// Everybody first, then each group; periods in order of time.
    pub rows: Vec<LifecycleRow>,
    /// Active days of customers in a period.
    pub active_days: Vec<ActiveDaysRow>,
    /// Usage intervals of everybody and of each group.
    pub usage: Vec<UsageInterval>,
    /// The distribution of the usage intervals.
    pub intervals: Vec<UsageIntervalRow>,
}

impl Tabular for LifecycleReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .optional_text("group", rows.clone().map(|row| row.group.clone()))
            .text("period", rows.clone().map(|row| row.period.as_str()))
            .boolean("complete", rows.clone().map(|row| row.complete))
            .count("seen", rows.clone().map(|row| row.seen))
            .count("active", rows.clone().map(|row| row.active))
            .count("new", rows.clone().map(|row| row.new))
            .count("returning", rows.clone().map(|row| row.returning))
            .count("resurrected", rows.clone().map(|row| row.resurrected))
            .count("dormant", rows.clone().map(|row| row.dormant))
            .count("lost", rows.clone().map(|row| row.lost))
            .count("customers", rows.clone().map(|row| row.customers))
            .count("churned", rows.clone().map(|row| row.churned))
            .estimate("churn", rows.clone().map(|row| &row.churn))
            .count("reactivated", rows.clone().map(|row| row.reactivated))
            .estimate("stickiness", rows.map(|row| &row.stickiness))
    }
}

/// What a report is made with.
pub(super) struct Making<'a> {
    pub options: &'a Lifecycle,
    pub plan: &'a LifecyclePlan,
}

impl Making<'_> {
    pub fn report(&self, groups: &[(Option<&String>, &Lives)]) -> LifecycleReport {
        let mut report = LifecycleReport {
            rows: Vec::new(),
            active_days: Vec::new(),
            usage: Vec::new(),
            intervals: Vec::new(),
        };
        for (group, lives) in groups {
            let group = group.cloned();
            self.periods(&group, lives, &mut report.rows);
            active_days(&group, lives, &mut report.active_days);
            report.usage.push(self.usage(&group, lives, &mut report.intervals));
        }
        report
    }

    fn periods(&self, group: &Option<String>, lives: &Lives, rows: &mut Vec<LifecycleRow>) {
        let (mut seen, mut customers) = (0, 0);
        for position in 0..self.plan.periods.len() {
            let counts = lives.periods.get(position).copied().unwrap_or_default();
            let active = counts.new + counts.returning + counts.resurrected;
            seen += counts.new;
            customers = (customers + counts.enter).saturating_sub(counts.leave);
            let complete = position < self.plan.last;
            let churn = match complete {
                true => Estimate::share(counts.churned, customers, NOT_CHURNED),
                false => Estimate::exact(None, customers, NOT_CHURNED),
            };
            rows.push(LifecycleRow {
                group: group.clone(),
                period: self.plan.periods.label(position),
                complete,
                seen,
                active,
                new: counts.new,
                returning: counts.returning,
                resurrected: counts.resurrected,
                dormant: seen - active,
                lost: counts.lost,
                customers,
                churned: counts.churned,
                churn,
                reactivated: counts.reactivated,
                stickiness: self.stickiness(position, active, &counts),
            });
        }
    }

    fn stickiness(&self, position: usize, active: u64, counts: &Counts) -> Estimate {
        let days = self.plan.periods.days(position);
        let (n, sum) = (active as f64, counts.days as f64);
        let value = days.filter(|_| active > 0).map(|days| sum / (n * days));
        // In whole numbers as long as can be: the spread of active days, times n.
        let spread = (active * counts.squares).saturating_sub(counts.days * counts.days) as f64;
        let error = days.filter(|_| active > 1).map(|days| (spread / n / (n - 1.0) / n).sqrt() / days);
        let interval = value.zip(error).map(|(value, error)| wald(value, error));
        Estimate::with_interval(value, interval, active, "customers active in the period", Method::Wald)
    }

    fn usage(
        &self,
        group: &Option<String>,
        lives: &Lives,
        rows: &mut Vec<UsageIntervalRow>,
    ) -> UsageInterval {
        let customers: u64 = lives.intervals.iter().sum();
        let mut so_far = 0;
        let (mut median_days, mut days) = (None, None);
        for (place, &count) in lives.intervals.iter().enumerate().filter(|(_, count)| **count > 0) {
            so_far += count;
            let gap = (place + 2) as f64 / 2.0;
            let reached = |share: f64| so_far as f64 >= share * customers as f64;
            median_days = median_days.or(reached(0.5).then_some(gap));
            days = days.or(reached(self.options.share).then_some(gap));
            rows.push(UsageIntervalRow {
                group: group.clone(),
                days: gap,
                customers: count,
                share: Estimate::share(so_far, customers, RETURNED),
            });
        }
        let (group, share) = (group.clone(), self.options.share);
        UsageInterval { group, customers, once: lives.once, median_days, share, days }
    }
}

const NOT_CHURNED: &str = "customers who had not churned when the period began";
const RETURNED: &str = "customers active on two days or more";

fn active_days(group: &Option<String>, lives: &Lives, rows: &mut Vec<ActiveDaysRow>) {
    const ACTIVE: &str = "customers active in a period, of all periods that are over";
    let all: u64 = lives.active_days.iter().sum();
    let mut more = all;
    for (place, &count) in lives.active_days.iter().enumerate() {
        rows.push(ActiveDaysRow {
            group: group.clone(),
            days: place as u32 + 1,
            count,
            share: Estimate::share(count, all, ACTIVE),
            at_least: Estimate::share(more, all, ACTIVE),
        });
        more -= count;
    }
}
