//! KPIs: typed measures with scope, target and direction.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::TimeSpan;

/// A measure with its target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Kpi {
    /// Unique within the map.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What is measured, with exactly the parameters it needs.
    pub measure: KpiMeasure,
    /// Which part of the map it is about; the whole map if left out.
    #[serde(default, skip_serializing_if = "KpiScope::is_map")]
    pub scope: KpiScope,
    /// Value to reach: a number (rates as a share of 1, scores in points, money in its unit) or,
    /// for times, a time span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<KpiTarget>,
    /// Whether more is better; if left out, what is usual for the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
}

/// What a KPI measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum KpiMeasure {
    /// Share of journeys at `from` that later reach `to`; open journeys are left out.
    ConversionRate {
        /// Id of the stage or touchpoint where it starts; that of the scope if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// Id of the stage or touchpoint to reach.
        to: String,
        /// How long it may take.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<TimeSpan>,
    },
    /// Share of journeys that end here without having reached the end of the scope; open journeys
    /// are left out.
    DropOffRate {},
    /// Net promoter score of answers 0 to 10, in points from -100 to +100.
    Nps {
        /// Column with the answers.
        column: String,
        /// Column with survey weights.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<String>,
    },
    /// Share of satisfied answers.
    Csat {
        /// Column with the answers.
        column: String,
        /// Worst answer of the scale.
        min: f64,
        /// Best answer of the scale.
        max: f64,
        /// Answers from here on count as satisfied.
        satisfied_from: f64,
        /// Column with survey weights.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<String>,
    },
    /// Customer effort score.
    Ces {
        /// Column with the answers.
        column: String,
        /// Which of the two families: they point in opposite directions.
        form: CesForm,
        /// Column with survey weights.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<String>,
    },
    /// Share of customers active again in calendar period number `after`.
    RetentionRate {
        /// Length of a period.
        period: Period,
        /// How many periods after the first one.
        #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
        after: u32,
    },
    /// Share of customers with no event for so long at the end of the data.
    ChurnRate {
        /// Silence that counts as churn.
        inactivity: TimeSpan,
    },
    /// Sum of a column divided by customers.
    RevenuePerCustomer {
        /// Number column with the amounts.
        column: String,
    },
    /// Historical customer lifetime value: per customer, the sum of amounts times margin, each
    /// discounted to the customer's first event.
    CustomerLifetimeValue {
        /// Number column with the amounts.
        column: String,
        /// Share of an amount that is profit, 0 to 1.
        #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
        margin: f64,
        /// Discount rate a year (365.25 days), such as 0.1.
        discount_rate: f64,
    },
    /// Mean amount of an order.
    AverageOrderValue {
        /// Number column with the amounts.
        column: String,
        /// Column that names the order; every event with an amount is an order if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<String>,
    },
    /// How long visits take.
    TimeSpent {
        /// Which statistic.
        #[serde(default)]
        statistic: Statistic,
    },
    /// How long customers wait.
    WaitingTime {
        /// Which statistic.
        #[serde(default)]
        statistic: Statistic,
    },
    /// Events divided by customers.
    InteractionsPerCustomer {},
    /// Share of customers with at least so many events.
    EngagementRate {
        /// Events that count as engaged.
        at_least: u32,
    },
}

/// Part of the map that a KPI is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum KpiScope {
    /// The whole map.
    #[default]
    Map,
    /// A stage, by id.
    Stage(String),
    /// A touchpoint, by id.
    Touchpoint(String),
    /// The customers of a persona, by id.
    Persona(String),
}

impl KpiScope {
    fn is_map(&self) -> bool {
        *self == Self::Map
    }
}

/// Value that a KPI should reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum KpiTarget {
    /// A rate, score, amount or count.
    Number(f64),
    /// A time.
    Time(TimeSpan),
}

impl<'de> Deserialize<'de> for KpiTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TargetVisitor)
    }
}

struct TargetVisitor;

impl Visitor<'_> for TargetVisitor {
    type Value = KpiTarget;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a time span with units, such as `30m`")
    }

    fn visit_i64<E>(self, value: i64) -> Result<KpiTarget, E> {
        Ok(KpiTarget::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<KpiTarget, E> {
        Ok(KpiTarget::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<KpiTarget, E> {
        Ok(KpiTarget::Number(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<KpiTarget, E> {
        text.parse().map(KpiTarget::Time).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Which way a KPI should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// The two families of customer effort scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum CesForm {
    /// CES 1.0 (2010): effort from 1 to 5, mean; low is good.
    Effort,
    /// CES 2.0 (2013): agreement from 1 to 7 that it was easy, mean; high is good.
    Ease,
}

/// A statistic of times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Statistic {
    /// Half are longer.
    #[default]
    Median,
    /// Arithmetic mean.
    Mean,
    /// One in ten is longer.
    Q90,
}

/// A calendar period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Period {
    /// From one full hour of the clocks to the next.
    Hour,
    /// Midnight to midnight.
    Day,
    /// Seven days from the stated week start.
    #[default]
    Week,
    /// Calendar month.
    Month,
}
