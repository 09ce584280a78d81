//! Cox's model: which attributes of customers go with the event coming sooner?

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::wait::{Wait, WaitPlan};
use crate::analysis::{Analysis, Estimate, Method, Room, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Journey, MISSING, Shard};
use crate::model::{Pattern, TimeSpan};
use crate::numeric::{
    CoxFit, CoxState, CoxTerm, Subjects, benjamini_hochberg, chi_squared_p, cox, normal_p, wald,
};

/// Which attributes of customers go with something happening sooner? Hazard ratios by Cox's proportional hazards.
///
/// Time runs as in [`Survival`](super::Survival): from `start` to `end`, or to a silence longer than `inactivity`; competing
/// outcomes censor. An attribute is a column's value at the event at which the time starts, or else the latest one before it:
/// later values would explain what happened by what came of it. Numbers are taken as they are, booleans as 0 and 1; names
/// (and `touchpoint`, that of the start) are compared with a reference, the first name in byte order unless `references`
/// names another. Customers without a value of an attribute are left out and counted.
///
/// A hazard ratio of 1.2 means: at any time, of those to whom it has not yet happened, it happens to 1.2 times as many per
/// unit of time if the attribute is one larger (or the name is this one rather than the reference), the others being equal.
/// That ratio is assumed to be the same at all times. It is no proof of a cause.
///
/// Ties are taken by Efron's approximation, numbers are centred. What cannot be estimated is said so in `note` and has no
/// number: attributes that are combinations of others, and those that separate customers with the event from the others.
///
/// # Errors
/// Without covariates; for columns of times or texts; for references that the log does not have; for more than 100 terms;
/// those of [`Survival`](super::Survival).
///
/// # Complexity
/// O(events) time, and O(customers · terms²) some five times; eight bytes a customer and covariate.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Cox;
/// use journey_core::log::Columns;
/// let mut csv = String::from("customer,time,event,plan\n");
/// for customer in 0..60 {
///     let (plan, day) = if customer % 2 == 0 { ("basic", 2 + customer % 20) } else { ("pro", 5 + customer % 20) };
///     csv += &format!("{customer},2024-01-01T00:00:00Z,signup,{plan}\n{customer},2024-01-{day:02}T00:00:00Z,leave,{plan}\n");
/// }
/// let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Cox::until("leave".parse()?, ["plan"]))?;
/// let pro = &report.rows[1]; // the first is the reference, basic
/// assert!(pro.hazard_ratio.high.unwrap() < 1.0); // they leave later
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Cox (1972), "Regression models and life-tables"; Efron (1977), "The efficiency of Cox's likelihood function for censored
/// data"; Harrell et al. (1982), "Evaluating the yield of medical tests", for the concordance.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Cox {
    /// Attributes: columns of numbers, booleans or names, or `touchpoint`.
    pub covariates: Vec<String>,
    /// The name that others are compared with, by attribute.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub references: BTreeMap<String, String>,
    /// Where the time starts; the first event of the journey if `None`.
    pub start: Option<Pattern>,
    /// What is waited for.
    pub end: Option<Pattern>,
    /// A customer is lost by a silence longer than this.
    pub inactivity: Option<TimeSpan>,
    /// Other outcomes, after which `end` is not waited for any more.
    pub competing: Vec<Pattern>,
    /// The longest time that is looked at.
    pub within: Option<TimeSpan>,
    /// End of observation, if it is not the last event of the data. Later events are left out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub until: Option<Timestamp>,
}

impl Cox {
    /// Time from the first event of a journey until this happens, explained by these attributes.
    pub fn until<S: Into<String>>(end: Pattern, covariates: impl IntoIterator<Item = S>) -> Self {
        let covariates = covariates.into_iter().map(Into::into).collect();
        Self { end: Some(end), covariates, ..Self::default() }
    }

    /// Sets where the time starts.
    #[must_use]
    pub fn start(mut self, start: Pattern) -> Self {
        self.start = Some(start);
        self
    }

    /// Sets the name that the others of an attribute are compared with.
    #[must_use]
    pub fn reference(mut self, covariate: impl Into<String>, name: impl Into<String>) -> Self {
        self.references.insert(covariate.into(), name.into());
        self
    }

    /// Sets the silence by which a customer is lost.
    #[must_use]
    pub fn inactivity(mut self, silence: TimeSpan) -> Self {
        self.inactivity = Some(silence);
        self
    }

    /// Sets the longest time that is looked at.
    #[must_use]
    pub fn within(mut self, span: TimeSpan) -> Self {
        self.within = Some(span);
        self
    }
}

/// What became of a term of the model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum CoxNote {
    /// It has a coefficient.
    #[default]
    Estimated,
    /// The others of its attribute are compared with it.
    Reference,
    /// It is the same for everybody, or a combination of the terms before it.
    Redundant,
    /// It separates customers with the event from the others, so that the likelihood goes on rising with the coefficient.
    Unbounded,
}

/// An attribute, or a name of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CoxRow {
    /// The attribute.
    pub covariate: String,
    /// The name that is compared with the reference; `None` for numbers and booleans.
    pub level: Option<String>,
    /// Mean over all customers of the model; of a name the share of those with it.
    pub mean: f64,
    /// How often it happens per unit of time, as a multiple: for one more, or for the name rather than the reference.
    pub hazard_ratio: Estimate,
    /// Logarithm of the hazard ratio.
    pub coefficient: Estimate,
    /// Standard error of the coefficient.
    pub standard_error: Option<f64>,
    /// Two-sided p-value for "the hazard ratio is 1" (Wald).
    pub p: Option<f64>,
    /// The same, adjusted for the number of terms (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// What became of it.
    pub note: CoxNote,
}

/// Answer of [`Cox`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CoxReport {
    /// Attributes in the order asked for, their names in byte order.
    pub rows: Vec<CoxRow>,
    /// Customers of the model.
    pub customers: u64,
    /// Of these, customers to whom it happened.
    pub events: u64,
    /// Customers who were left out, for want of a value of an attribute.
    pub left_out: u64,
    /// Logarithm of the partial likelihood.
    pub log_likelihood: f64,
    /// The same without any attribute.
    pub null_log_likelihood: f64,
    /// Twice the difference of the two (likelihood ratio test).
    pub statistic: f64,
    /// Terms that are not redundant.
    pub degrees_of_freedom: u32,
    /// p-value for "no attribute says anything", by the likelihood ratio test.
    pub p: Option<f64>,
    /// Share of the pairs of customers of whom it is known to whom it happened first in which the model says the same.
    pub concordance: Option<f64>,
    /// Steps of Newton's method.
    pub iterations: u32,
    /// Whether a maximum of the likelihood was reached. If not, no number of this report is to be used.
    pub converged: bool,
}

impl Tabular for CoxReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("covariate", rows.clone().map(|row| row.covariate.as_str()))
            .optional_text("level", rows.clone().map(|row| row.level.clone()))
            .number("mean", rows.clone().map(|row| Some(row.mean)))
            .estimate("hazard_ratio", rows.clone().map(|row| &row.hazard_ratio))
            .estimate("coefficient", rows.clone().map(|row| &row.coefficient))
            .number("standard_error", rows.clone().map(|row| row.standard_error))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.map(|row| row.p_adjusted))
    }
}

/// Where an attribute is found.
#[derive(Debug)]
enum Attribute {
    Touchpoint(Vec<String>),
    Names(usize, Vec<String>),
    Number(usize),
    Boolean(usize),
}

/// Patterns and attributes resolved against a log.
#[derive(Debug)]
pub struct CoxPlan {
    wait: WaitPlan,
    attributes: Vec<Attribute>,
    /// The outcome that is explained; others censor.
    awaited: usize,
}

/// What a part of the log tells Cox's model: times, events and attributes of each customer, in no order.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoxSummary {
    times: Vec<i64>,
    events: Vec<bool>,
    /// Customer by customer; of names the code.
    values: Vec<f64>,
    left_out: u64,
}

/// Terms of a model.
const MOST_TERMS: usize = 100;

impl Attribute {
    fn of(name: &str, log: &EventLog) -> Result<Self> {
        if name == "touchpoint" {
            return Ok(Self::Touchpoint(log.touchpoints().iter().map(str::to_string).collect()));
        }
        let (position, column) = log.column(name)?;
        match column.info.kind {
            ColumnKind::Dictionary => {
                Ok(Self::Names(position, column.names.iter().map(str::to_string).collect()))
            }
            ColumnKind::Number => Ok(Self::Number(position)),
            ColumnKind::Boolean => Ok(Self::Boolean(position)),
            kind => {
                let found = format!("{name:?}, a {kind:?} column,");
                Err(Error::option("covariates", found, "columns of numbers, booleans or names"))
            }
        }
    }

    /// The value at an event.
    fn value(&self, journey: &Journey<'_>, event: usize) -> Option<f64> {
        match self {
            Self::Touchpoint(_) => journey.touchpoints().get(event).map(|&code| f64::from(code)),
            Self::Names(column, _) => journey
                .codes(*column)
                .get(event)
                .filter(|&&code| code != MISSING)
                .map(|&code| f64::from(code)),
            Self::Number(column) => {
                journey.numbers(*column).get(event).copied().filter(|value| value.is_finite())
            }
            Self::Boolean(column) => journey.boolean(*column, event).map(|value| f64::from(u8::from(value))),
        }
    }

    /// The value at an event, or else the latest one before it.
    fn known(&self, journey: &Journey<'_>, event: usize) -> Option<f64> {
        (0..=event).rev().find_map(|event| self.value(journey, event))
    }

    fn names(&self) -> Option<&[String]> {
        match self {
            Self::Touchpoint(names) | Self::Names(_, names) => Some(names),
            _ => None,
        }
    }
}

impl Analysis for Cox {
    type Plan = CoxPlan;
    type Summary = CoxSummary;
    type Report = CoxReport;

    fn plan(&self, log: &EventLog) -> Result<CoxPlan> {
        if self.covariates.is_empty() {
            return Err(Error::option("covariates", "none", "at least one column"));
        }
        for (at, name) in self.covariates.iter().enumerate() {
            if self.covariates.iter().take(at).any(|other| other == name) {
                return Err(Error::option("covariates", format!("{name:?} twice"), "different columns"));
            }
        }
        let attributes =
            self.covariates.iter().map(|name| Attribute::of(name, log)).collect::<Result<Vec<_>>>()?;
        for (covariate, reference) in &self.references {
            let names = self.covariates.iter().zip(&attributes).find(|(name, _)| *name == covariate);
            let names = names.and_then(|(_, attribute)| attribute.names()).ok_or_else(|| {
                Error::option("references", format!("{covariate:?}"), "covariates with names")
            })?;
            if !names.contains(reference) {
                let similar = crate::similar::similar(reference, names.iter().map(String::as_str));
                return Err(Error::UnknownName { kind: covariate.clone(), name: reference.clone(), similar });
            }
        }
        let wait = Wait {
            start: self.start.as_ref(),
            end: self.end.as_ref(),
            inactivity: self.inactivity,
            competing: &self.competing,
            within: self.within,
            until: self.until,
        };
        Ok(CoxPlan { wait: wait.plan(log)?, attributes, awaited: 0 })
    }

    fn observe(&self, plan: &CoxPlan, shard: &Shard, summary: &mut CoxSummary) {
        let mut watch = plan.wait.watch();
        for journey in shard.journeys() {
            let Some(waited) = watch.see(&journey) else { continue };
            let before = summary.values.len();
            summary.values.extend(
                plan.attributes.iter().map_while(|attribute| attribute.known(&journey, waited.event)),
            );
            if summary.values.len() < before + plan.attributes.len() {
                summary.values.truncate(before);
                summary.left_out += 1;
                continue;
            }
            summary.times.push(waited.time);
            summary.events.push(waited.outcome == Some(plan.awaited));
        }
    }

    fn merge(&self, into: &mut CoxSummary, other: CoxSummary) {
        into.times.extend(other.times);
        into.events.extend(other.events);
        into.values.extend(other.values);
        into.left_out += other.left_out;
    }

    fn compact(&self, plan: &CoxPlan, summary: &mut CoxSummary, room: &Room) -> Result<()> {
        room.check("all customers", summary.times.len() * (plan.attributes.len() + 1) * size_of::<f64>())
    }

    fn finish(&self, plan: &CoxPlan, summary: &mut CoxSummary) -> Result<CoxReport> {
        let columns = self.columns(plan, summary);
        let terms: Vec<&Column> = columns.iter().filter(|column| !column.reference).collect();
        if terms.len() > MOST_TERMS {
            return Err(Error::option(
                "covariates",
                format!("{} terms", terms.len()),
                format!("at most {MOST_TERMS}"),
            ));
        }
        let mut subjects = Subjects::new(terms.len());
        let width = plan.attributes.len();
        let mut row = Vec::with_capacity(terms.len());
        for (values, (&time, &event)) in
            summary.values.chunks_exact(width.max(1)).zip(summary.times.iter().zip(&summary.events))
        {
            row.clear();
            row.extend(terms.iter().map(|column| column.of(values)));
            subjects.push(time, event, &row);
        }
        Ok(self.report(&columns, &cox(&subjects), summary))
    }
}

/// A term of the model, or the reference of an attribute.
struct Column {
    attribute: usize,
    /// Code and name, of an attribute with names.
    level: Option<(f64, String)>,
    reference: bool,
    /// Share of the customers with the name.
    share: f64,
}

impl Column {
    fn of(&self, values: &[f64]) -> f64 {
        let value = values.get(self.attribute).copied().unwrap_or_default();
        self.level.as_ref().map_or(value, |(code, _)| f64::from(u8::from(value == *code)))
    }
}

const CUSTOMERS: &str = "customers with all attributes";

impl Cox {
    /// Terms and references in the order of the report; names that no customer has are left out.
    fn columns(&self, plan: &CoxPlan, summary: &CoxSummary) -> Vec<Column> {
        let width = plan.attributes.len().max(1);
        let mut columns = Vec::new();
        for (at, (covariate, attribute)) in self.covariates.iter().zip(&plan.attributes).enumerate() {
            let Some(names) = attribute.names() else {
                columns.push(Column { attribute: at, level: None, reference: false, share: 0.0 });
                continue;
            };
            let mut counts = vec![0u64; names.len()];
            for value in summary.values.iter().skip(at).step_by(width) {
                counts.get_mut(*value as usize).into_iter().for_each(|count| *count += 1);
            }
            let mut levels: Vec<(&String, usize, u64)> = names
                .iter()
                .zip(counts)
                .enumerate()
                .filter(|(_, (_, count))| *count > 0)
                .map(|(code, (name, count))| (name, code, count))
                .collect();
            levels.sort_unstable();
            let asked = self.references.get(covariate);
            let asked = asked.and_then(|asked| levels.iter().position(|(name, ..)| *name == asked));
            columns.extend(levels.into_iter().enumerate().map(|(place, (name, code, count))| Column {
                attribute: at,
                level: Some((code as f64, name.clone())),
                reference: place == asked.unwrap_or_default(),
                share: count as f64 / summary.times.len().max(1) as f64,
            }));
        }
        columns
    }

    fn report(&self, columns: &[Column], fit: &CoxFit, summary: &CoxSummary) -> CoxReport {
        let customers = summary.times.len() as u64;
        let mut terms = fit.terms.iter();
        let terms: Vec<Option<&CoxTerm>> =
            columns.iter().map(|column| if column.reference { None } else { terms.next() }).collect();
        let p = |term: &Option<&CoxTerm>| {
            let (value, error) = term.and_then(|term| term.coefficient.zip(term.standard_error))?;
            Some(normal_p(value / error))
        };
        let p: Vec<Option<f64>> = terms.iter().map(p).collect();
        let adjusted = benjamini_hochberg(&p);
        let rows =
            columns.iter().zip(terms).zip(p.iter().zip(adjusted)).map(|((column, term), (p, adjusted))| {
                CoxRow {
                    covariate: self.covariates.get(column.attribute).cloned().unwrap_or_default(),
                    level: column.level.as_ref().map(|(_, name)| name.clone()),
                    mean: match (&column.level, term) {
                        (None, Some(term)) => term.mean,
                        _ => column.share,
                    },
                    hazard_ratio: estimate(term, customers, libm::exp),
                    coefficient: estimate(term, customers, |value| value),
                    standard_error: term.and_then(|term| term.standard_error),
                    p: *p,
                    p_adjusted: adjusted,
                    note: term.map_or(CoxNote::Reference, |term| term.state.into()),
                }
            });
        let statistic = (2.0 * (fit.log_likelihood - fit.null_log_likelihood)).max(0.0);
        CoxReport {
            rows: rows.collect(),
            customers,
            events: summary.events.iter().filter(|&&event| event).count() as u64,
            left_out: summary.left_out,
            log_likelihood: fit.log_likelihood,
            null_log_likelihood: fit.null_log_likelihood,
            statistic,
            degrees_of_freedom: fit.degrees_of_freedom,
            p: (fit.degrees_of_freedom > 0).then(|| chi_squared_p(statistic, fit.degrees_of_freedom)),
            concordance: fit.concordance,
            iterations: fit.iterations,
            converged: fit.converged,
        }
    }
}

/// The coefficient of a term, or what a function makes of it; that of a reference is 0.
fn estimate(term: Option<&CoxTerm>, n: u64, make: impl Fn(f64) -> f64) -> Estimate {
    let Some(term) = term else {
        return Estimate::exact(Some(make(0.0)), n, CUSTOMERS);
    };
    let finite = |value: f64| value.is_finite().then_some(value);
    let value = term.coefficient.and_then(|value| finite(make(value)));
    let interval = term.coefficient.zip(term.standard_error).map(|(value, error)| wald(value, error));
    let interval = interval.and_then(|(low, high)| finite(make(low)).zip(finite(make(high))));
    Estimate::with_interval(value, interval, n, CUSTOMERS, Method::Wald)
}

impl From<CoxState> for CoxNote {
    fn from(state: CoxState) -> Self {
        match state {
            CoxState::Estimated => Self::Estimated,
            CoxState::Redundant => Self::Redundant,
            CoxState::Unbounded => Self::Unbounded,
        }
    }
}
