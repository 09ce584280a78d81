//! Drivers: which ratings, waits, loops and visits move an outcome?

mod contrasts;
mod model;
mod priorities;
mod report;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::fact::{FactPlan, FactReader};
use super::{Analysis, Answers, JourneyFact, Room, Scale, SeveralAnswers};
use crate::error::{Error, Place, Result};
use crate::log::{EventLog, Journey, Shard};
pub use report::{
    ContrastKind, DriverForm, DriverNote, DriverReport, DriverRow, ImportancePerformanceRow,
    PenaltyRewardRow, Quadrant,
};

/// Which ratings, waits, loops and visits move an outcome, and by how much?
///
/// One row a journey: the outcome and the items, each a [`JourneyFact`]. Answers count wherever they are in the journey
/// (`several` says how several answers to one question are joined); of what happened at touchpoints only events up to the one
/// that settles the outcome count, since later ones would explain it by what came of it. Journeys without an outcome or without
/// an item are left out and counted (complete cases); "not applicable" is missing and never 0.
///
/// * **Importance** is the share of the explained variance: R² is shared out by averaging what each item adds over all orders
///   of the items (LMG, the Shapley value), exactly up to 18 items, by `orders` drawn orders above, with the standard error of
///   drawing. Johnson's relative weights stand beside it. Both add up to 1 over the items.
/// * **Intervals of importance** come from resampling customers (`bootstrap` times, percentiles). An importance is never below 0
///   nor its interval below it, so an interval above 0 is no test: that is `p`.
/// * **Coefficients** are those of all items together, with standard errors that hold whatever the variance does (HC1), also for
///   survey weights. `standardized` is per standard deviation. `vif` says how much an item is explained by the others: above 5
///   or 10 its coefficient says little.
/// * A yes/no outcome is taken as 0 and 1 in the `linear` form, which is the linear probability model. The `logistic` form has
///   log odds as coefficients, and shares out McFadden's R², exactly up to 10 items; it has neither intervals of importance nor
///   relative weights.
/// * **Penalty and reward** compare low and high ratings (the `boxes` worst and best answers) with those between, all items
///   together: an item that only hurts when it is bad is a dissatisfier, one that only pleases when it is good a delighter.
/// * **Priorities** set importance beside the mean rating, with the quadrants of Martilla and James and Ulwick's opportunity
///   score: importance + max(importance − satisfaction, 0), both from 0 to 10, satisfaction being ten times the share of the
///   `boxes` best answers; so is importance if it is stated (`stated`), else it is the share rescaled so that the largest is 10.
///
/// What cannot be told has no number and a note: items that are the same for everybody, and those that are combinations of
/// items before them. Observation is not cause: an item may stand for something else that moves the outcome.
///
/// # Errors
/// Without an outcome or items; for columns and touchpoints that the log does not have; for an outcome that is the same for
/// everybody; for no more customers than items; for the logistic form of an outcome that is not yes or no; for a weight that
/// is negative or infinite, or if all are 0.
///
/// # Complexity
/// O(events · items) time and O(bootstrap · (customers · items² + 2^items)); eight bytes a customer and item.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::{Drivers, JourneyFact};
/// use journey_core::log::Columns;
/// let mut csv = String::from("customer,time,event,overall,food,staff\n");
/// for n in 0..60 {
///     let (food, staff) = (1 + n % 5, 1 + n / 5 % 5);
///     csv += &format!("{n},2024-01-01,survey,{},{food},{staff}\n", (3 * food + staff) / 4);
/// }
/// let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Drivers::of(JourneyFact::answer("overall"), ["food", "staff"]))?;
/// assert_eq!(report.rows[0].item, "food");
/// assert!(report.rows[0].importance.low.unwrap() > 0.5);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Lindeman, Merenda and Gold (1980), *Introduction to Bivariate and Multivariate Analysis*; Grömping (2006), "Relative
/// importance for linear regression in R"; Johnson (2000), "A heuristic method for estimating the relative weight of predictor
/// variables"; White (1980); Brandt (1987), for penalty and reward; Martilla and James (1977), "Importance-performance
/// analysis"; Ulwick (2005), *What Customers Want*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Drivers {
    /// What is to be explained.
    pub outcome: Option<JourneyFact>,
    /// What may explain it.
    pub items: Vec<JourneyFact>,
    /// Answers that state how important each item is, in the order of the items; derived from the data if empty.
    pub stated: Vec<JourneyFact>,
    /// Linear, or logistic for a yes/no outcome.
    pub form: DriverForm,
    /// What several answers of one journey to one question count as.
    pub several: SeveralAnswers,
    /// Number column with survey weights; the last one of a journey counts.
    pub weight: Option<String>,
    /// How many of the worst answers are low and of the best are high.
    pub boxes: u32,
    /// How often customers are drawn anew for the intervals of importance: at least 40, or 0 for none.
    pub bootstrap: u32,
    /// Drawn orders where there are too many items for all of them.
    pub orders: u32,
    /// Importance from here on is high; the mean of all rated items if left out.
    pub importance_from: Option<f64>,
    /// Performance (mean rating as a share of the scale) from here on is high; the mean of all rated items if left out.
    pub performance_from: Option<f64>,
    /// Other draws.
    pub seed: u64,
}

impl Default for Drivers {
    fn default() -> Self {
        Self {
            outcome: None,
            items: Vec::new(),
            stated: Vec::new(),
            form: DriverForm::Linear,
            several: SeveralAnswers::Last,
            weight: None,
            boxes: 2,
            bootstrap: 199,
            orders: 1000,
            importance_from: None,
            performance_from: None,
            seed: 1,
        }
    }
}

impl Drivers {
    /// What moves this outcome, of these items?
    pub fn of<F: Into<JourneyFact>>(outcome: JourneyFact, items: impl IntoIterator<Item = F>) -> Self {
        let items = items.into_iter().map(Into::into).collect();
        Self { outcome: Some(outcome), items, ..Self::default() }
    }

    /// The logistic form, for a yes/no outcome.
    #[must_use]
    pub fn logistic(mut self) -> Self {
        self.form = DriverForm::Logistic;
        self
    }

    /// Uses survey weights.
    #[must_use]
    pub fn weight(mut self, column: impl Into<String>) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// Says what several answers of one journey to one question count as.
    #[must_use]
    pub fn several(mut self, several: SeveralAnswers) -> Self {
        self.several = several;
        self
    }

    /// Answers that state how important each item is, in their order.
    #[must_use]
    pub fn stated<F: Into<JourneyFact>>(mut self, answers: impl IntoIterator<Item = F>) -> Self {
        self.stated = answers.into_iter().map(Into::into).collect();
        self
    }

    /// Sets how often customers are drawn anew.
    #[must_use]
    pub fn bootstrap(mut self, times: u32) -> Self {
        self.bootstrap = times;
        self
    }

    fn check(&self) -> Result<&JourneyFact> {
        let outcome = self.outcome.as_ref();
        let outcome = outcome.ok_or_else(|| Error::option("outcome", "nothing", "a fact of a journey"))?;
        let refuse = |field: &str, given: String, expected: &str| Err(Error::option(field, given, expected));
        if self.items.is_empty() || self.items.len() > MOST_ITEMS {
            return refuse("items", format!("{} items", self.items.len()), "1 to 60 items");
        }
        for (at, item) in self.items.iter().enumerate() {
            if item == outcome || self.items.iter().take(at).any(|other| other == item) {
                return refuse(
                    "items",
                    format!("{:?} twice", item.name()),
                    "different items, without the outcome",
                );
            }
        }
        if self.form == DriverForm::Logistic && !outcome.is_yes_or_no() {
            return refuse("form", "`logistic` for numbers".into(), "`linear`, or an outcome of yes and no");
        }
        if !self.stated.is_empty() && self.stated.len() != self.items.len() {
            return refuse("stated", format!("{} answers", self.stated.len()), "as many as there are items");
        }
        if self.stated.iter().any(|stated| stated.bounds().is_none()) {
            return refuse("stated", "a fact that is no answer".into(), "answers on a scale");
        }
        if (1..40).contains(&self.bootstrap) {
            return refuse("bootstrap", self.bootstrap.to_string(), "0, or at least 40");
        }
        if self.orders < 4 {
            return refuse("orders", self.orders.to_string(), "at least 4");
        }
        if self.boxes == 0 {
            return refuse("boxes", "0".into(), "at least 1");
        }
        Ok(outcome)
    }
}

/// Items that are looked at together.
const MOST_ITEMS: usize = 60;

/// Facts and weights resolved against a log.
#[derive(Debug)]
pub struct DriverPlan {
    outcome: FactPlan,
    items: Vec<FactPlan>,
    stated: Vec<FactPlan>,
    weight: Option<usize>,
}

/// What a part of the log tells about drivers: one row a customer, in no order.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DriverSummary {
    /// Row by row: items, outcome, weight.
    rows: Vec<f64>,
    without_outcome: u64,
    without_weight: u64,
    left_out: u64,
    /// All answers to each item, also of customers who left another one out.
    ratings: Vec<Answers>,
    stated: Vec<Answers>,
    /// Input row and value of the first weight that is not allowed.
    bad_weight: Option<(u64, String)>,
}

impl DriverSummary {
    fn fit(&mut self, ratings: usize, stated: usize) {
        self.ratings.resize_with(self.ratings.len().max(ratings), Answers::default);
        self.stated.resize_with(self.stated.len().max(stated), Answers::default);
    }

    fn refuse(&mut self, bad: (u64, String)) {
        if self.bad_weight.as_ref().is_none_or(|first| bad < *first) {
            self.bad_weight = Some(bad);
        }
    }
}

/// Readers of all facts.
struct Readers<'a> {
    outcome: FactReader<'a>,
    items: Vec<FactReader<'a>>,
    stated: Vec<FactReader<'a>>,
}

impl Drivers {
    /// The weight of a journey, `None` if it has none; 1 without weights.
    fn weight_of(&self, plan: &DriverPlan, journey: &Journey<'_>, into: &mut DriverSummary) -> Option<f64> {
        let Some(column) = plan.weight else { return Some(1.0) };
        let numbers = journey.numbers(column).iter().zip(journey.rows()).rev();
        let (&weight, &row) = numbers.into_iter().find(|(weight, _)| !weight.is_nan())?;
        if weight < 0.0 || weight.is_infinite() {
            into.refuse((row.into(), weight.to_string()));
            return None;
        }
        Some(weight)
    }

    fn see(
        &self,
        plan: &DriverPlan,
        journey: &Journey<'_>,
        readers: &mut Readers<'_>,
        into: &mut DriverSummary,
    ) {
        let Some((outcome, settled)) = readers.outcome.read(journey, journey.len()) else {
            into.without_outcome += 1;
            return;
        };
        let Some(weight) = self.weight_of(plan, journey, into) else {
            into.without_weight += 1;
            return;
        };
        let end = settled.map_or(journey.len(), |event| event + 1);
        let before = into.rows.len();
        let mut complete = true;
        for (at, reader) in readers.items.iter_mut().enumerate() {
            let value = reader.read(journey, end).map(|(value, _)| value);
            complete &= value.is_some();
            into.rows.extend(value);
            let scale = self.items.get(at).and_then(JourneyFact::bounds);
            self.count(into.ratings.get_mut(at), scale, value, weight);
        }
        for (at, reader) in readers.stated.iter_mut().enumerate() {
            let value = reader.read(journey, end).map(|(value, _)| value);
            let scale = self.stated.get(at).and_then(JourneyFact::bounds);
            self.count(into.stated.get_mut(at), scale, value, weight);
        }
        if complete {
            into.rows.extend([outcome, weight]);
        } else {
            into.rows.truncate(before);
            into.left_out += 1;
        }
    }

    fn count(
        &self,
        answers: Option<&mut Answers>,
        scale: Option<(f64, f64)>,
        value: Option<f64>,
        weight: f64,
    ) {
        let (Some(answers), Some((min, max)), Some(value)) = (answers, scale, value) else { return };
        let scale = Scale { min, max, whole: false };
        match self.weight {
            Some(_) => answers.add_weighted(&scale, value, weight),
            None => answers.add(&scale, value),
        }
    }
}

impl Analysis for Drivers {
    type Plan = DriverPlan;
    type Summary = DriverSummary;
    type Report = DriverReport;

    fn plan(&self, log: &EventLog) -> Result<DriverPlan> {
        let outcome = self.check()?.plan("outcome", log)?;
        let all = |field: &str, facts: &[JourneyFact]| -> Result<Vec<FactPlan>> {
            facts.iter().enumerate().map(|(at, fact)| fact.plan(&format!("{field}[{at}]"), log)).collect()
        };
        let weight = self.weight.as_deref().map(|weight| log.number_column("weight", weight)).transpose()?;
        Ok(DriverPlan {
            outcome,
            items: all("items", &self.items)?,
            stated: all("stated", &self.stated)?,
            weight,
        })
    }

    fn observe(&self, plan: &DriverPlan, shard: &Shard, into: &mut DriverSummary) {
        into.fit(plan.items.len(), plan.stated.len());
        let all = |plans| -> Vec<FactReader<'_>> {
            let plans: &[FactPlan] = plans;
            plans.iter().map(|plan| FactReader::new(plan, self.several)).collect()
        };
        let mut readers = Readers {
            outcome: FactReader::new(&plan.outcome, self.several),
            items: all(&plan.items),
            stated: all(&plan.stated),
        };
        for journey in shard.journeys() {
            self.see(plan, &journey, &mut readers, into);
        }
    }

    fn merge(&self, into: &mut DriverSummary, other: DriverSummary) {
        into.fit(other.ratings.len(), other.stated.len());
        into.rows.extend(other.rows);
        into.without_outcome += other.without_outcome;
        into.without_weight += other.without_weight;
        into.left_out += other.left_out;
        into.ratings.iter_mut().zip(other.ratings).for_each(|(answers, more)| answers.merge(more));
        into.stated.iter_mut().zip(other.stated).for_each(|(answers, more)| answers.merge(more));
        if let Some(bad) = other.bad_weight {
            into.refuse(bad);
        }
    }

    fn compact(&self, _: &DriverPlan, summary: &mut DriverSummary, room: &Room) -> Result<()> {
        room.check("all customers", summary.rows.len() * size_of::<f64>())
    }

    fn finish(&self, _: &DriverPlan, summary: &mut DriverSummary) -> Result<DriverReport> {
        if let Some((row, value)) = &summary.bad_weight {
            return Err(Error::BadValue {
                place: Place::cell(*row, self.weight.clone().unwrap_or_default()),
                value: value.clone(),
                expected: "a weight of 0 or more".into(),
            });
        }
        model::report(self, summary)
    }
}
