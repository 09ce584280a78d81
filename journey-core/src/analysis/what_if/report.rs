//! Before, after, and the difference, with intervals.

use serde::{Deserialize, Serialize};

use super::WhatIfPlan;
use super::chain::{Chain, Figures};
use super::change::{Level, What};
use super::groups::{Counts, Known, To};
use super::levers::Levers;
use super::summary::{GROUPS, WhatIfSummary};
use crate::analysis::{Estimate, Method, Table, Tabular};
use crate::error::Result;
use crate::numeric::{at, jackknife};
use crate::work::Work;

/// A figure before and after changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WhatIfEffect {
    /// As it was observed.
    pub before: Estimate,
    /// As it is to be expected after the changes.
    pub after: Estimate,
    /// After less before, with an interval of its own.
    pub difference: Estimate,
}

/// A touchpoint before and after changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WhatIfRow {
    /// Touchpoint.
    pub touchpoint: String,
    /// Events, those after success and those of open customers left out.
    pub count: u64,
    /// Events by customer.
    pub visits: WhatIfEffect,
    /// Share of the events before success after which the journey ended.
    pub drop_off: Estimate,
    /// The same after the changes; `None` if every event here was a success.
    pub drop_off_after: Option<f64>,
    /// Probability of success from here, by the chain; `None` if every event here was a success.
    pub probability: Option<f64>,
    /// The same after the changes.
    pub probability_after: Option<f64>,
    /// Derivative of the probability of success with respect to the drop-off, before the changes; `None` if nobody goes on.
    pub sensitivity: Option<f64>,
}

/// A touchpoint with more drop-off than most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WhatIfLever {
    /// Touchpoint.
    pub touchpoint: String,
    /// Share of the events before success after which the journey ended.
    pub drop_off: f64,
    /// What the share of customers who succeed would rise by if this alone came down to the median.
    pub gain: Estimate,
}

/// Answer of [`WhatIf`](super::WhatIf).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WhatIfReport {
    /// Touchpoints in the order of the log.
    pub rows: Vec<WhatIfRow>,
    /// Levers by falling gain, then in the order of the log. They are those before the changes.
    pub levers: Vec<WhatIfLever>,
    /// Median of the drop-off of all touchpoints before success.
    pub median_drop_off: Option<f64>,
    /// Customers, open ones left out.
    pub customers: u64,
    /// Of these, customers who succeeded.
    pub succeeded: u64,
    /// Customers who are open.
    pub open: u64,
    /// Share of customers who succeed.
    pub conversion: WhatIfEffect,
    /// Mean time from the first event to success or to the last one, in seconds.
    pub time_seconds: WhatIfEffect,
    /// Mean value of a customer, if a column was named.
    pub value: Option<WhatIfEffect>,
}

impl Tabular for WhatIfReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("touchpoint", rows.clone().map(|row| row.touchpoint.as_str()))
            .count("count", rows.clone().map(|row| row.count))
            .estimate("visits_before", rows.clone().map(|row| &row.visits.before))
            .estimate("visits_after", rows.clone().map(|row| &row.visits.after))
            .estimate("visits_difference", rows.clone().map(|row| &row.visits.difference))
            .estimate("drop_off", rows.clone().map(|row| &row.drop_off))
            .number("drop_off_after", rows.clone().map(|row| row.drop_off_after))
            .number("probability", rows.clone().map(|row| row.probability))
            .number("probability_after", rows.clone().map(|row| row.probability_after))
            .number("sensitivity", rows.map(|row| row.sensitivity))
    }
}

const CUSTOMERS: &str = "customers, open ones left out";

/// All figures of some customers.
struct Answer {
    before: Figures,
    after: Figures,
    levers: Levers,
}

/// Answers for all customers, and without each group.
struct Answers {
    whole: Answer,
    /// `None` if changes cannot be made without some group.
    without: Option<Vec<Answer>>,
    customers: u64,
}

fn answer(plan: &WhatIfPlan, known: &Known, counts: &Counts, places: &[u32]) -> Result<(Answer, Chain)> {
    let layout = &known.layout;
    let chain = Chain::new(layout, counts);
    let changed = chain.changed(layout, counts, &plan.changes)?;
    let (before, after) = (chain.figures(layout, places), changed.figures(layout, places));
    Ok((Answer { before, after, levers: Levers::new(&chain, layout) }, changed))
}

impl Answers {
    /// A number with its interval, which cannot reach out of some limits.
    fn estimate(&self, get: impl Fn(&Answer) -> Option<f64>, limits: (f64, f64)) -> Estimate {
        let value = get(&self.whole).filter(|_| self.customers > 0);
        let others = || self.without.as_ref()?.iter().map(&get).collect::<Option<Vec<f64>>>();
        let interval = value.and_then(|value| jackknife(value, &others()?));
        let interval = interval.map(|(low, high)| (low.max(limits.0), high.min(limits.1)));
        Estimate::with_interval(value, interval, self.customers, CUSTOMERS, Method::Jackknife)
    }

    fn effect(&self, get: impl Fn(&Figures) -> f64, (low, high): (f64, f64)) -> WhatIfEffect {
        WhatIfEffect {
            before: self.estimate(|answer| Some(get(&answer.before)), (low, high)),
            after: self.estimate(|answer| Some(get(&answer.after)), (low, high)),
            difference: self.estimate(
                |answer| Some(difference(get(&answer.before), get(&answer.after))),
                (low - high, high - low),
            ),
        }
    }
}

/// What is nothing but rounding is 0.
fn difference(before: f64, after: f64) -> f64 {
    let difference = after - before;
    if difference.abs() <= 1e-12 * before.abs().max(after.abs()) { 0.0 } else { difference }
}

/// Refuses changes of what never was.
fn check(plan: &WhatIfPlan, known: &Known) -> Result<()> {
    let layout = &known.layout;
    let code = |number: usize| layout.codes.get(number).copied();
    for change in &plan.changes {
        let (made, possible) = match change.what {
            What::Move { source, target } => {
                let there = |to| layout.code(to) == Some(target);
                let possible = known.count(|_, to| there(to)) > 0 && layout.source(source).is_some();
                (known.count(|from, to| code(from) == Some(source) && there(to)), possible)
            }
            What::DropOff { touchpoint } => {
                let made = known.count(|from, to| code(from) == Some(touchpoint) && to == To::End);
                (made, layout.source(touchpoint).is_some())
            }
            What::Waiting { touchpoint } => {
                let start = layout.codes.len();
                let made = known.count(|from, to| from != start && layout.code(to) == Some(touchpoint));
                (made, made > 0)
            }
        };
        if !possible || (made == 0 && matches!(change.level, Level::Factor(_))) {
            let expected = "a change of something that customers did before success";
            return Err(change.error("a change of what never was", expected));
        }
    }
    Ok(())
}

/// The answer for the whole log.
pub(super) fn report(plan: &WhatIfPlan, summary: &WhatIfSummary) -> Result<WhatIfReport> {
    let known = Known::new(plan, summary)?;
    check(plan, &known)?;
    let places = known.layout.places(&known.whole);
    let (whole, changed) = answer(plan, &known, &known.whole, &places)?;
    let without = Work::current().map("leaving out", GROUPS as usize, |group| {
        let counts = known.without(group);
        Ok(counts.map(|counts| answer(plan, &known, &counts, &places).ok().map(|(answer, _)| answer)))
    })?;
    let without = without.into_iter().flatten().collect();
    let answers = Answers { whole, without, customers: known.customers() };
    const NUMBER: (f64, f64) = (0.0, f64::INFINITY);
    let any = (f64::NEG_INFINITY, f64::INFINITY);
    Ok(WhatIfReport {
        rows: rows(plan, &known, &answers, (&places, &changed)),
        levers: levers(plan, &known, &answers),
        median_drop_off: answers.whole.levers.median,
        customers: answers.customers,
        succeeded: known.count(|_, to| matches!(to, To::Success(_))),
        open: summary.open,
        conversion: answers.effect(|figures| figures.conversion, (0.0, 1.0)),
        time_seconds: answers.effect(|figures| figures.seconds, NUMBER),
        value: plan.value.map(|_| answers.effect(|figures| figures.value, any)),
    })
}

fn rows(
    plan: &WhatIfPlan,
    known: &Known,
    answers: &Answers,
    (places, changed): (&[u32], &Chain),
) -> Vec<WhatIfRow> {
    let layout = &known.layout;
    let (after, drop_after) = (changed.prospects(layout, false), changed.drop_off(layout));
    let levers = &answers.whole.levers;
    let row = |(place, &code): (usize, &u32)| {
        let state = layout.source(code);
        let from = known.count(|source, _| Some(source) == state);
        let ended = known.count(|source, to| Some(source) == state && to == To::End);
        WhatIfRow {
            touchpoint: plan.touchpoints.get(code as usize).cloned().unwrap_or_default(),
            count: known.count(|_, to| layout.code(to) == Some(code)),
            visits: answers.effect(|figures| at(&figures.visits, place), (0.0, f64::INFINITY)),
            drop_off: Estimate::share(ended, from, "events at the touchpoint before success"),
            drop_off_after: state.map(|state| at(&drop_after, state)),
            probability: state.map(|state| at(&levers.success, state)),
            probability_after: state.and_then(|state| Some(after.get(state)?.0)),
            sensitivity: state.and_then(|state| *levers.sensitivity.get(state)?),
        }
    };
    places.iter().enumerate().map(row).collect()
}

fn levers(plan: &WhatIfPlan, known: &Known, answers: &Answers) -> Vec<WhatIfLever> {
    let whole = &answers.whole.levers;
    let gain = |answer: &Answer, state: usize| *answer.levers.gain.get(state)?;
    let better = |state: &usize| gain(&answers.whole, *state).is_some_and(|gain| gain > 0.0);
    let lever = |state: usize| {
        let code = known.layout.codes.get(state).copied().unwrap_or(u32::MAX);
        WhatIfLever {
            touchpoint: plan.touchpoints.get(code as usize).cloned().unwrap_or_default(),
            drop_off: at(&whole.drop_off, state),
            gain: answers.estimate(|answer| gain(answer, state), (-1.0, 1.0)),
        }
    };
    let mut levers: Vec<WhatIfLever> = (0..known.layout.codes.len()).filter(better).map(lever).collect();
    let value = |lever: &WhatIfLever| lever.gain.value.unwrap_or_default();
    levers.sort_by(|a, b| value(b).total_cmp(&value(a)));
    levers
}
