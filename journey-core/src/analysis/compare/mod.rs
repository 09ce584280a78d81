//! Two groups of journeys side by side: how do the numbers of a report differ, and is that more than chance?

mod chance;
mod cut;
mod mix;
mod numbers;
mod questions;
mod report;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::{Estimate, Method};
use crate::error::{Error, Result};
use crate::log::EventLog;
use chance::Chance;
use cut::Cuts;
use numbers::{Answer, Found, Key};
pub use numbers::{Comparable, Number, NumberRow};
pub use report::{Comparison, ComparisonDistance, ComparisonRow, DistanceKind, GroupSize, MixRow};

/// How do the numbers of a report differ between two groups of journeys, and is that more than chance?
///
/// Every row of the report is taken for each group: its number there, the difference (first less second) with an interval, and
/// a p-value. Two selections of one log are the groups; they may not share journeys.
///
/// * **Interval**: from the intervals of both numbers by squares and roots, each number with the method of its report
///   (Zou and Donner 2008); for two shares that is Newcombe's interval (1998, method 10).
/// * **`p`**: journeys are dealt anew to two groups of the same sizes, again and again, and the report is made for each deal.
///   `p` is the share of deals that differ at least as much. No distribution is assumed, and events of one journey are never
///   taken as independent of each other. If there are no more ways to deal than `permutations`, all of them are taken and
///   `p` is exact. Journeys that are sessions of one customer do count as independent.
/// * **`p_adjusted`**: for all rows and measures together, step by step by the largest standardised difference of each deal,
///   which keeps the probability of *any* false alarm under the level and knows how rows depend on each other
///   (Westfall and Young 1993).
/// * **`distance`**: one number for the whole report, with its own p. Where rows count something that adds up (transitions,
///   variants), half the sum of the differences of their shares (total variation: the share that would have to change); else
///   the largest difference of the first measure.
/// * **`mix`**: how the groups differ in their attributes, column by column. A difference in mix is not one in behaviour:
///   `same_mix` names a column, and each row gets the difference that is left if both groups had the mix of both together
///   (direct standardisation).
///
/// A comparison is an observation: groups that were not drawn at random may differ for other reasons.
///
/// # Errors
/// [`Error::InvalidOption`] for groups that are empty, share journeys or are not selections of one log; for a column in `mix`
/// or `same_mix` that is not of names that repeat or has more than 200; what the report itself refuses.
///
/// # Complexity
/// The report is made `permutations + 3` times; with `same_mix` twice more for each value.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Funnel;
/// use journey_core::log::Columns;
/// let mut csv = String::from("customer,time,event,plan\n");
/// for customer in 0..40 {
///     let plan = if customer < 20 { "free" } else { "paid" };
///     csv += &format!("c{customer},2024-01-01,look,{plan}\n");
///     if customer % 20 < (if plan == "free" { 2 } else { 12 }) {
///         csv += &format!("c{customer},2024-01-02,buy,{plan}\n");
///     }
/// }
/// let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
/// let (free, paid) = (log.matching(&"look(plan = 'free')".parse()?)?, log.matching(&"look(plan = 'paid')".parse()?)?);
/// let report = paid.compare(&free)?.run(&Funnel::new(["look", "buy"]))?;
/// let buy = report.rows.iter().find(|row| row.key[2].as_deref() == Some("buy") && row.measure == "share").unwrap();
/// assert_eq!(buy.difference.value, Some(0.6 - 0.1));
/// assert!(buy.p_adjusted.unwrap() < 0.05);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Zou and Donner, "Construction of confidence limits about effect measures: a general approach" (2008); Westfall and Young,
/// *Resampling-Based Multiple Testing* (1993); Phipson and Smyth, "Permutation p-values should never be zero" (2010).
#[derive(Debug, Clone)]
pub struct TwoGroups {
    a: EventLog,
    b: EventLog,
    both: EventLog,
    permutations: u32,
    seed: u64,
    top: usize,
    mix: Option<Vec<String>>,
    same_mix: Option<String>,
}

impl EventLog {
    /// This group of journeys beside another one: every question can be asked to both.
    ///
    /// # Errors
    /// See [`TwoGroups`].
    pub fn compare(&self, other: &Self) -> Result<TwoGroups> {
        let both = self.union(other)?;
        for (name, group) in [("self", self), ("other", other)] {
            if group.customers() == 0 {
                return Err(Error::option(
                    name,
                    "a group without journeys",
                    "at least one journey in each group",
                ));
            }
        }
        let shared = self.intersection(other)?.customers();
        if shared > 0 {
            let given = format!("a group that shares {shared} journeys with the first one");
            return Err(Error::option("other", given, "groups without common journeys (see `difference`)"));
        }
        let (a, b) = (self.clone(), other.clone());
        Ok(TwoGroups { a, b, both, permutations: 199, seed: 1, top: 100, mix: None, same_mix: None })
    }
}

impl TwoGroups {
    /// How often journeys are dealt anew for p-values: 199 unless told; none with 0, and no p-values.
    #[must_use]
    pub fn permutations(self, permutations: u32) -> Self {
        Self { permutations, ..self }
    }

    /// Other deals.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// So many rows of the report at most, those that it has first for both groups together: 100 unless told.
    #[must_use]
    pub fn top(self, rows: usize) -> Self {
        Self { top: rows, ..self }
    }

    /// Columns whose mix is told; unless told, all of at most 20 names.
    #[must_use]
    pub fn mix<T: Into<String>>(self, columns: impl IntoIterator<Item = T>) -> Self {
        Self { mix: Some(columns.into_iter().map(Into::into).collect()), ..self }
    }

    /// Column whose mix is made the same in both groups, for a further difference of each row.
    #[must_use]
    pub fn same_mix(self, column: impl Into<String>) -> Self {
        Self { same_mix: Some(column.into()), ..self }
    }

    /// The first group.
    pub fn first(&self) -> &EventLog {
        &self.a
    }

    /// The second group.
    pub fn second(&self) -> &EventLog {
        &self.b
    }

    /// Asks both groups and compares the answers.
    ///
    /// # Errors
    /// See [`TwoGroups`].
    pub fn run<Q: Comparable>(&self, question: &Q) -> Result<Comparison> {
        let whole = question.without_limits();
        self.compare(Q::KEYS, &|log, limits| {
            let question = if limits { question } else { &whole };
            let report = log.run(question)?;
            Ok(Answer { rows: question.numbers(&report), nothing: question.nothing(&report) })
        })
    }

    /// The same for any question, given what asks it, with or without its limits of what to list.
    fn compare(&self, keys: &[&str], ask: Ask<'_>) -> Result<Comparison> {
        let listed = ask(&self.both, true)?.rows;
        let (a, b) = (Found::new(ask(&self.a, false)?), Found::new(ask(&self.b, false)?));
        let cells = self.cells(&listed, &a, &b);
        let differences = subtract(&cells, &a, &b);
        let distance = Distance::of(&listed);
        let mut chance = Chance::new(differences.clone(), distance.between(&cells, &a, &b, &differences));
        let cuts = Cuts::new(&self.both, &self.a, self.permutations, self.seed);
        for cut in &cuts {
            let (a, b) = (Found::new(ask(&cut.a, false)?), Found::new(ask(&cut.b, false)?));
            let differences = subtract(&cells, &a, &b);
            let distance = distance.between(&cells, &a, &b, &differences);
            chance.add(&differences, distance);
        }
        let same_mix = self.with_same_mix(&cells, ask)?;
        let p = chance.p(cuts.exact);
        let rows = cells.iter().enumerate().map(|(at, (key, measure))| {
            let pick = |list: &[Option<f64>]| list.get(at).copied().flatten();
            let (a, b) = (a.number(key, measure), b.number(key, measure));
            ComparisonRow {
                key: key.to_vec(),
                measure: (*measure).into(),
                difference: difference(&a, &b),
                a,
                b,
                p: pick(&p.each),
                p_adjusted: pick(&p.adjusted),
                same_mix: pick(&same_mix),
            }
        });
        let shown: HashSet<&Key> = cells.iter().map(|(key, _)| *key).collect();
        Ok(Comparison {
            keys: keys.iter().map(|key| (*key).to_string()).collect(),
            rows: rows.collect(),
            hidden: a
                .keys()
                .chain(b.keys().filter(|key| !a.has(key)))
                .filter(|key| !shown.contains(*key))
                .count() as u64,
            distance: chance.distance().map(|value| ComparisonDistance {
                kind: distance.kind(),
                measure: distance.measure.into(),
                value,
                p: p.distance,
            }),
            mix: mix::mix(&self.a, &self.b, self.mix.as_deref())?,
            a: GroupSize::of(&self.a),
            b: GroupSize::of(&self.b),
            permutations: cuts.len(),
            exact: cuts.exact,
        })
    }

    /// Rows and measures to compare: the first rows that the report has for both groups together.
    fn cells<'n>(&self, listed: &'n [NumberRow], a: &Found, b: &Found) -> Vec<(&'n Key, &'static str)> {
        let rows = listed.iter().filter(|row| a.has(&row.key) || b.has(&row.key)).take(self.top);
        rows.flat_map(|row| row.numbers.iter().map(|number| (&row.key, number.measure))).collect()
    }

    /// Differences if both groups had the mix of both together.
    fn with_same_mix(&self, cells: &[(&Key, &'static str)], ask: Ask<'_>) -> Result<Vec<Option<f64>>> {
        let Some(column) = &self.same_mix else { return Ok(Vec::new()) };
        let mut sums = vec![(0.0, 0.0); cells.len()];
        for part in mix::parts(&self.both, column)? {
            let (a, b) = (self.a.intersection(&part)?, self.b.intersection(&part)?);
            if a.customers() == 0 || b.customers() == 0 {
                continue;
            }
            let weight = part.customers() as f64;
            let (a, b) = (Found::new(ask(&a, false)?), Found::new(ask(&b, false)?));
            for (sum, difference) in sums.iter_mut().zip(subtract(cells, &a, &b)) {
                if let Some(difference) = difference {
                    *sum = (sum.0 + weight * difference, sum.1 + weight);
                }
            }
        }
        Ok(sums.into_iter().map(|(sum, weight)| (weight > 0.0).then(|| sum / weight)).collect())
    }
}

/// Asks a log, with or without the limits of what to list.
type Ask<'a> = &'a dyn Fn(&EventLog, bool) -> Result<Answer>;

/// The differences of all cells.
fn subtract(cells: &[(&Key, &'static str)], a: &Found, b: &Found) -> Vec<Option<f64>> {
    let one = |(key, measure): &(&Key, &'static str)| {
        let (a, b) = (a.value(key, measure)?, b.value(key, measure)?);
        Some(a - b)
    };
    cells.iter().map(one).collect()
}

/// The first number less the second one, with the interval of the difference.
pub(crate) fn difference(a: &Estimate, b: &Estimate) -> Estimate {
    let interval = |of: &Estimate| Some((of.value?, (of.low?, of.high?)));
    let value = a.value.zip(b.value).map(|(a, b)| a - b);
    let found = interval(a).zip(interval(b)).map(|(a, b)| crate::numeric::difference_interval(a, b));
    let method = match (found, a.method, b.method) {
        (None, ..) => Method::None,
        (_, Method::Wilson, Method::Wilson) => Method::Newcombe,
        _ => Method::SquareAndAdd,
    };
    let small_sample = a.small_sample || b.small_sample;
    Estimate { small_sample, ..Estimate::with_interval(value, found, a.n + b.n, "both groups", method) }
}

/// How far the answers lie apart as a whole.
struct Distance {
    measure: &'static str,
    adds_up: bool,
}

impl Distance {
    fn of(listed: &[NumberRow]) -> Self {
        let first = listed.first().and_then(|row| row.numbers.first());
        let adds_up = !listed.is_empty() && listed.iter().all(|row| row.count.is_some());
        Self { measure: if adds_up { "count" } else { first.map_or("", |number| number.measure) }, adds_up }
    }

    fn kind(&self) -> DistanceKind {
        match self.adds_up {
            true => DistanceKind::TotalVariation,
            false => DistanceKind::LargestDifference,
        }
    }

    fn between(
        &self,
        cells: &[(&Key, &'static str)],
        a: &Found,
        b: &Found,
        differences: &[Option<f64>],
    ) -> Option<f64> {
        if self.adds_up {
            return a.total_variation(b);
        }
        let of_measure = cells.iter().zip(differences).filter(|((_, measure), _)| *measure == self.measure);
        of_measure.filter_map(|(_, difference)| difference.map(f64::abs)).max_by(f64::total_cmp)
    }
}
