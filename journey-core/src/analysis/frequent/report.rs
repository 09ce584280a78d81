//! Rows of frequent patterns, and how two groups differ in them.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::FrequentPatterns;
use super::closed::reduce;
use super::grow::{Found, Harvest, Wanted, harvest};
use super::plan::{FrequentPlan, Groups};
use super::project::{Items, Least, Plain, Support};
use super::sequences::FrequentSummary;
use super::windows::Windows;
use crate::analysis::variants::join;
use crate::analysis::{Estimate, Method, Table, Tabular};
use crate::error::{Error, Result};
use crate::numeric::{Z95, benjamini_hochberg, difference_interval, proportions_p};

/// A pattern and in how many journeys it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FrequentRow {
    /// Touchpoints in order; anything may lie in between.
    pub path: Vec<String>,
    /// Journeys that have it: its support.
    pub customers: u64,
    /// Share of all journeys, or of those of both groups.
    pub share: Estimate,
    /// How two groups differ; `None` unless they are compared.
    pub contrast: Option<PatternContrast>,
}

/// How two groups of journeys differ in a pattern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PatternContrast {
    /// Journeys of the first group that have it.
    pub first_customers: u64,
    /// Journeys of the second group that have it.
    pub second_customers: u64,
    /// Share of the first group.
    pub first: Estimate,
    /// Share of the second group.
    pub second: Estimate,
    /// The first share less the second one, with Newcombe's interval (1998, method 10) of the two Wilson intervals.
    pub difference: Estimate,
    /// Odds of the first group by odds of the second, with the interval of its logarithm (Woolf 1955); undefined if a
    /// group has the pattern never or always.
    pub odds_ratio: Estimate,
    /// Two-sided p-value of equal shares.
    pub p: Option<f64>,
    /// The same, adjusted (Benjamini-Hochberg) for all patterns that were tested.
    pub p_adjusted: Option<f64>,
}

/// A group of journeys that is compared with another one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PatternGroup {
    /// The value of the column; `success` or `others`; `all` if nothing is compared.
    pub name: String,
    /// Journeys.
    pub customers: u64,
    /// Journeys that make a pattern frequent in this group.
    pub min_support: u64,
}

/// Answer of [`FrequentPatterns`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FrequentReport {
    /// Patterns by falling number of journeys; if groups are compared, by falling difference of their shares, whichever is
    /// larger, and then by journeys. Then by their touchpoints in the order of the log.
    pub rows: Vec<FrequentRow>,
    /// The groups that are compared; one if none are.
    pub groups: Vec<PatternGroup>,
    /// Journeys of all groups.
    pub customers: u64,
    /// Journeys of no group: they have another value, several values or none.
    pub left_out: u64,
    /// Patterns that were found, also those that are not listed.
    pub found: u64,
    /// Patterns that are not listed because of `top`.
    pub hidden: u64,
    /// Whether longer patterns than asked for are frequent (with a limit on values: may be).
    pub longer: bool,
    /// Patterns that were tested for a difference: p-values are adjusted for so many.
    pub tested: u64,
}

impl Tabular for FrequentReport {
    /// `path` as in variants.
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let table = Table::default()
            .text("path", rows.clone().map(|row| join(&row.path)))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("share", rows.clone().map(|row| &row.share));
        let contrasts: Vec<&PatternContrast> = rows.filter_map(|row| row.contrast.as_ref()).collect();
        if self.groups.len() < 2 {
            return table;
        }
        let rows = contrasts.iter();
        table
            .count("first_customers", rows.clone().map(|row| row.first_customers))
            .count("second_customers", rows.clone().map(|row| row.second_customers))
            .estimate("first", rows.clone().map(|row| &row.first))
            .estimate("second", rows.clone().map(|row| &row.second))
            .number("difference", rows.clone().map(|row| row.difference.value))
            .number("difference_low", rows.clone().map(|row| row.difference.low))
            .number("difference_high", rows.clone().map(|row| row.difference.high))
            .number("odds_ratio", rows.clone().map(|row| row.odds_ratio.value))
            .number("odds_ratio_low", rows.clone().map(|row| row.odds_ratio.low))
            .number("odds_ratio_high", rows.clone().map(|row| row.odds_ratio.high))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.map(|row| row.p_adjusted))
    }
}

/// The answer for the whole log.
pub(super) fn report(
    options: &FrequentPatterns,
    plan: &FrequentPlan,
    summary: &FrequentSummary,
) -> Result<FrequentReport> {
    let sizes = summary.sizes();
    let groups = groups(options, plan, sizes)?;
    let mut least = [u64::MAX; 2];
    least.iter_mut().zip(&groups).for_each(|(least, group)| *least = group.min_support);
    let Harvest { mut found, longer } = search(options, plan, summary, Least(least))?;
    found.retain(|pattern| pattern.items.len() <= options.max_length);
    let compared = groups.len() > 1;
    let distance = |found: &Found| Reverse(if compared { distance(found.support, sizes) } else { 0 });
    let whole = |found: &Found| Reverse(found.support.iter().sum::<u64>());
    found.sort_unstable_by(|a, b| (distance(a), whole(a), &a.items).cmp(&(distance(b), whole(b), &b.items)));
    let mut contrasts = if compared { contrasts(&found, sizes) } else { Vec::new() }.into_iter();
    let count = found.len();
    let listed = found.into_iter().take(options.top.unwrap_or(usize::MAX));
    let customers = sizes.iter().sum();
    let rows: Vec<FrequentRow> = listed
        .map(|found| {
            let codes = found.items.iter();
            let support = found.support.iter().sum();
            FrequentRow {
                path: codes.filter_map(|code| plan.touchpoints.get(*code as usize).cloned()).collect(),
                customers: support,
                share: Estimate::share(support, customers, "customers"),
                contrast: contrasts.next(),
            }
        })
        .collect();
    Ok(FrequentReport {
        hidden: (count - rows.len()) as u64,
        rows,
        groups,
        customers,
        left_out: summary.left_out,
        found: count as u64,
        longer,
        tested: if compared { count as u64 } else { 0 },
    })
}

/// Finds the patterns; their items are codes of touchpoints.
fn search(
    options: &FrequentPatterns,
    plan: &FrequentPlan,
    summary: &FrequentSummary,
    least: Least,
) -> Result<Harvest> {
    let items = Items::new(summary, plan.touchpoints.len(), least);
    let contains: Option<Vec<u32>> = plan
        .contains
        .iter()
        .map(|code| Some(items.number(*code)).filter(|item| *item != super::project::RARE))
        .collect();
    // A pattern with a rare touchpoint is not frequent.
    let Some(contains) = contains else { return Ok(Harvest::default()) };
    let lengths = (options.min_length, options.max_length);
    let wanted = Wanted { least, lengths, keep: options.keep, contains: &contains };
    let mut harvest = match &plan.limits {
        None => {
            let plain = Plain::new(summary, &items);
            harvest(&plain, Some(&plain), &items, wanted)?
        }
        Some(limits) => {
            let mut harvest = harvest(&Windows::new(summary, limits, &items), None, &items, wanted)?;
            reduce(&mut harvest.found, options.keep);
            harvest
        }
    };
    for item in harvest.found.iter_mut().flat_map(|found| &mut found.items) {
        *item = items.codes.get(*item as usize).copied().unwrap_or_default();
    }
    Ok(harvest)
}

fn groups(options: &FrequentPatterns, plan: &FrequentPlan, sizes: Support) -> Result<Vec<PatternGroup>> {
    let names: Vec<&str> = match &plan.groups {
        Groups::One => vec!["all"],
        Groups::Column { names: [first, second], .. } => vec![first, second],
        Groups::Success { .. } => vec!["success", "others"],
    };
    let field = if options.by.is_some() { "by" } else { "success" };
    if names.len() > 1
        && let Some((name, _)) = names.iter().zip(sizes).find(|(_, size)| *size == 0)
    {
        let given = format!("the group {name:?}, which has no journeys,");
        return Err(Error::option(field, given, "two groups with journeys"));
    }
    let group = |(name, customers): (&str, u64)| PatternGroup {
        name: name.into(),
        customers,
        min_support: options
            .min_support
            .unwrap_or_else(|| journeys(options.min_share.unwrap_or(0.1), customers)),
    };
    Ok(names.into_iter().zip(sizes).map(group).collect())
}

/// The least number of journeys that are such a share of all, and at least one.
fn journeys(share: f64, all: u64) -> u64 {
    let near = libm::ceil(share * all as f64) as u64;
    let enough = |count: u64| count as f64 / all as f64 >= share;
    // The product is rounded.
    let near = if near > 0 && enough(near - 1) { near - 1 } else { near };
    near.max(1)
}

/// How far the shares of a pattern lie apart, times the sizes of both groups.
fn distance(support: Support, sizes: Support) -> u128 {
    let [first, second] = [(support[0], sizes[1]), (support[1], sizes[0])];
    (u128::from(first.0) * u128::from(first.1)).abs_diff(u128::from(second.0) * u128::from(second.1))
}

fn contrasts(found: &[Found], sizes: Support) -> Vec<PatternContrast> {
    let all: Vec<PatternContrast> = found.iter().map(|found| contrast(found.support, sizes)).collect();
    let p: Vec<Option<f64>> = all.iter().map(|contrast| contrast.p.or(Some(1.0))).collect();
    let adjusted = benjamini_hochberg(&p);
    all.into_iter()
        .zip(adjusted)
        .map(|(contrast, p_adjusted)| PatternContrast { p_adjusted, ..contrast })
        .collect()
}

/// How two groups differ. Where all or none of both have the pattern, the shares are equal: p is 1.
fn contrast(support: Support, sizes: Support) -> PatternContrast {
    let [a, b] = support;
    let [m, n] = sizes;
    let first = Estimate::share(a, m, "customers of the first group");
    let second = Estimate::share(b, n, "customers of the second group");
    let both = "customers of both groups";
    let difference = first.value.zip(second.value).map(|(first, second)| first - second);
    let with_interval = |of: &Estimate| Some((of.value?, (of.low?, of.high?)));
    let interval = with_interval(&first).zip(with_interval(&second));
    let interval = interval.map(|(first, second)| difference_interval(first, second));
    let odds = odds_ratio([a, m - a, b, n - b].map(|count| count as f64));
    let p = proportions_p((a as f64, m as f64), (b as f64, n as f64)).unwrap_or(1.0);
    PatternContrast {
        first_customers: a,
        second_customers: b,
        difference: Estimate::with_interval(difference, interval, m + n, both, Method::Newcombe),
        odds_ratio: Estimate::with_interval(
            odds.map(|odds| odds.0),
            odds.map(|odds| odds.1),
            m + n,
            both,
            Method::Wald,
        ),
        first,
        second,
        p: Some(p),
        p_adjusted: None,
    }
}

/// The odds ratio of two by two counts and its interval.
fn odds_ratio([a, b, c, d]: [f64; 4]) -> Option<(f64, (f64, f64))> {
    if [a, b, c, d].contains(&0.0) {
        return None;
    }
    let half = Z95 * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    let ratio = a * d / (b * c);
    let middle = libm::log(ratio);
    Some((ratio, (libm::exp(middle - half), libm::exp(middle + half))))
}
