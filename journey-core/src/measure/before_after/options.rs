//! What to compare, and what counts as a success.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::analysis::OpeningHours;
use crate::error::{Error, Result};
use crate::measure::Measure;
use crate::model::{CustomerRule, TimeSpan};

/// Was the change a success? What is compared with what, and what counts.
///
/// Either an instant at which something changed (`at`), or a column that tells which version a customer had (`version`, with
/// the values `before` and `after`).
///
/// ```
/// use journey_core::measure::BeforeAfter;
/// let question = BeforeAfter::at("2024-03-01T00:00:00Z".parse()?).gap("7d".parse()?).goal("conversion").guard("nps");
/// assert_eq!((question.min_sample, question.margin), (30, 0.05));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct BeforeAfter {
    /// When the change was made.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub at: Option<Timestamp>,
    /// Length of both periods. If `None`: as long as the log allows, in whole weeks if that is a week or more, so that both
    /// periods have the same days of the week.
    pub window: Option<TimeSpan>,
    /// Time after the change that belongs to neither period, for customers and staff to get used to it.
    pub gap: TimeSpan,
    /// Column of names that tells the version of a journey, by its first event that has one.
    pub version: Option<String>,
    /// Name of the version before.
    pub before: Option<String>,
    /// Name of the version after.
    pub after: Option<String>,
    /// Id of the KPI that the change was for; `completion` for the share of completed journeys.
    pub goal: Option<String>,
    /// Ids of KPIs that must not become worse.
    pub guards: Vec<String>,
    /// A change of less than this share of the value before does not matter; of scores in points, this share of 100 points.
    pub margin: f64,
    /// Margins of single KPIs, by id, each in the unit of its KPI.
    pub margins: BTreeMap<String, f64>,
    /// Customers whom the change did not touch: how their numbers went is taken off those of the others.
    pub control: Option<CustomerRule>,
    /// Column of names whose mix is made the same on both sides, for a further difference of each KPI. If `None`, the personas
    /// of the map, if every customer belongs to exactly one.
    pub same_mix: Option<String>,
    /// Columns whose mix is told; if `None`, all of at most 20 names.
    pub mix: Option<Vec<String>>,
    /// Samples under this size give no verdict.
    pub min_sample: u64,
    /// How long journeys stay open: see [`Measure::open_within`].
    pub open_within: Option<TimeSpan>,
    /// Opening hours: see [`Measure::hours`].
    pub hours: Option<OpeningHours>,
    /// Number column of what customers bring: see [`Measure::value`].
    pub value: Option<String>,
}

impl Default for BeforeAfter {
    fn default() -> Self {
        Self {
            at: None,
            window: None,
            gap: TimeSpan::from_micros(0),
            version: None,
            before: None,
            after: None,
            goal: None,
            guards: Vec::new(),
            margin: 0.05,
            margins: BTreeMap::new(),
            control: None,
            same_mix: None,
            mix: None,
            min_sample: 30,
            open_within: None,
            hours: None,
            value: None,
        }
    }
}

impl BeforeAfter {
    /// Two measured maps as they are: for [`MeasuredMap::compared_with`](crate::MeasuredMap::compared_with).
    pub fn new() -> Self {
        Self::default()
    }

    /// Before and after an instant.
    pub fn at(at: Timestamp) -> Self {
        Self { at: Some(at), ..Self::default() }
    }

    /// Two versions, told by a column.
    pub fn versions(column: impl Into<String>, before: impl Into<String>, after: impl Into<String>) -> Self {
        let (before, after) = (Some(before.into()), Some(after.into()));
        Self { version: Some(column.into()), before, after, ..Self::default() }
    }

    /// Sets the length of both periods.
    #[must_use]
    pub fn window(self, window: TimeSpan) -> Self {
        Self { window: Some(window), ..self }
    }

    /// Sets how long after the change nothing counts.
    #[must_use]
    pub fn gap(self, gap: TimeSpan) -> Self {
        Self { gap, ..self }
    }

    /// Sets the KPI that the change was for.
    #[must_use]
    pub fn goal(self, kpi: impl Into<String>) -> Self {
        Self { goal: Some(kpi.into()), ..self }
    }

    /// Adds a KPI that must not become worse.
    #[must_use]
    pub fn guard(mut self, kpi: impl Into<String>) -> Self {
        self.guards.push(kpi.into());
        self
    }

    /// Sets the share of the value before below which a change does not matter.
    #[must_use]
    pub fn margin(self, margin: f64) -> Self {
        Self { margin, ..self }
    }

    /// Sets the margin of one KPI, in its unit.
    #[must_use]
    pub fn margin_of(mut self, kpi: impl Into<String>, margin: f64) -> Self {
        self.margins.insert(kpi.into(), margin);
        self
    }

    /// Sets whom the change did not touch.
    #[must_use]
    pub fn control(self, customers: CustomerRule) -> Self {
        Self { control: Some(customers), ..self }
    }

    /// Sets the column whose mix is made the same.
    #[must_use]
    pub fn same_mix(self, column: impl Into<String>) -> Self {
        Self { same_mix: Some(column.into()), ..self }
    }

    /// Sets the size under which samples give no verdict.
    #[must_use]
    pub fn min_sample(self, min_sample: u64) -> Self {
        Self { min_sample, ..self }
    }

    /// Sets how long journeys stay open.
    #[must_use]
    pub fn open_within(self, span: TimeSpan) -> Self {
        Self { open_within: Some(span), ..self }
    }

    /// Counts waiting within opening hours only.
    #[must_use]
    pub fn hours(self, hours: OpeningHours) -> Self {
        Self { hours: Some(hours), ..self }
    }

    /// Sets the column of what customers bring.
    #[must_use]
    pub fn value(self, column: impl Into<String>) -> Self {
        Self { value: Some(column.into()), ..self }
    }

    pub(super) fn check(&self) -> Result<()> {
        let bad = |margin: &f64| !margin.is_finite() || *margin < 0.0;
        if bad(&self.margin) {
            return Err(Error::option("margin", self.margin, "a number of 0 or more"));
        }
        if let Some((kpi, margin)) = self.margins.iter().find(|(_, margin)| bad(margin)) {
            return Err(Error::option(&format!("margins.{kpi}"), margin, "a number of 0 or more"));
        }
        if self.gap.as_micros() < 0 {
            return Err(Error::option("gap", self.gap, "a time span of 0 or more"));
        }
        match self.window.filter(|window| window.as_micros() <= 0) {
            Some(window) => Err(Error::option("window", window, "a time span of more than 0")),
            None => Ok(()),
        }
    }

    /// How every part is measured; so many findings are listed.
    pub(super) fn measure(&self, findings: usize) -> Measure {
        let Self { open_within, min_sample, .. } = *self;
        let (value, hours) = (self.value.clone(), self.hours.clone());
        Measure { open_within, min_sample, findings, value, hours, ..Measure::new() }
    }
}
