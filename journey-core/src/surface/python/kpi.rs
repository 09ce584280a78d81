//! KPI measures and scopes as classes: one static constructor a kind.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::{data, json};
use super::wrapper::wrapper;
use crate::model::{CesForm, KpiMeasure, KpiScope, Period, Statistic, TimeSpan};

wrapper! {
    /// What a KPI measures.
    KpiMeasureClass as "KpiMeasure" holds KpiMeasure
}

data!(KpiMeasureClass);

#[pymethods]
impl KpiMeasureClass {
    /// Share of journeys at `from_` that later reach `to`; open journeys are left out.
    #[staticmethod]
    #[pyo3(signature = (*, to, from_=None, within=None))]
    fn conversion_rate(to: String, from_: Option<String>, within: Option<TimeSpan>) -> Self {
        Self(KpiMeasure::ConversionRate { from: from_, to, within })
    }

    /// Share of journeys that end here without having reached the end of the scope; open journeys
    /// are left out.
    #[staticmethod]
    fn drop_off_rate() -> Self {
        Self(KpiMeasure::DropOffRate {})
    }

    /// Net promoter score of answers 0 to 10, in points from -100 to +100.
    #[staticmethod]
    #[pyo3(signature = (column, *, weight=None))]
    fn nps(column: String, weight: Option<String>) -> Self {
        Self(KpiMeasure::Nps { column, weight })
    }

    /// Share of satisfied answers.
    #[staticmethod]
    #[pyo3(signature = (column, *, min, max, satisfied_from, weight=None))]
    fn csat(column: String, min: f64, max: f64, satisfied_from: f64, weight: Option<String>) -> Self {
        Self(KpiMeasure::Csat { column, min, max, satisfied_from, weight })
    }

    /// Customer effort score.
    #[staticmethod]
    #[pyo3(signature = (column, *, form, weight=None))]
    fn ces(column: String, form: CesForm, weight: Option<String>) -> Self {
        Self(KpiMeasure::Ces { column, form, weight })
    }

    /// Share of customers active again in calendar period number `after`.
    #[staticmethod]
    #[pyo3(signature = (*, period, after))]
    fn retention_rate(period: Period, after: u32) -> Self {
        Self(KpiMeasure::RetentionRate { period, after })
    }

    /// Share of customers with no event for so long at the end of the data.
    #[staticmethod]
    #[pyo3(signature = (*, inactivity))]
    fn churn_rate(inactivity: TimeSpan) -> Self {
        Self(KpiMeasure::ChurnRate { inactivity })
    }

    /// Sum of a column divided by customers.
    #[staticmethod]
    fn revenue_per_customer(column: String) -> Self {
        Self(KpiMeasure::RevenuePerCustomer { column })
    }

    /// Historical customer lifetime value: per customer, the sum of amounts times margin, each
    /// discounted to the customer's first event.
    #[staticmethod]
    #[pyo3(signature = (column, *, margin, discount_rate))]
    fn customer_lifetime_value(column: String, margin: f64, discount_rate: f64) -> Self {
        Self(KpiMeasure::CustomerLifetimeValue { column, margin, discount_rate })
    }

    /// Mean amount of an order.
    #[staticmethod]
    #[pyo3(signature = (column, *, order=None))]
    fn average_order_value(column: String, order: Option<String>) -> Self {
        Self(KpiMeasure::AverageOrderValue { column, order })
    }

    /// How long visits take.
    #[staticmethod]
    #[pyo3(signature = (*, statistic=None))]
    fn time_spent(statistic: Option<Statistic>) -> Self {
        Self(KpiMeasure::TimeSpent { statistic: statistic.unwrap_or_default() })
    }

    /// How long customers wait.
    #[staticmethod]
    #[pyo3(signature = (*, statistic=None))]
    fn waiting_time(statistic: Option<Statistic>) -> Self {
        Self(KpiMeasure::WaitingTime { statistic: statistic.unwrap_or_default() })
    }

    /// Events divided by customers.
    #[staticmethod]
    fn interactions_per_customer() -> Self {
        Self(KpiMeasure::InteractionsPerCustomer {})
    }

    /// Share of customers with at least so many events.
    #[staticmethod]
    #[pyo3(signature = (*, at_least))]
    fn engagement_rate(at_least: u32) -> Self {
        Self(KpiMeasure::EngagementRate { at_least })
    }
}

wrapper! {
    /// Part of the map that a KPI is about.
    KpiScopeClass as "KpiScope" holds KpiScope
}

json!(KpiScopeClass);

#[pymethods]
impl KpiScopeClass {
    /// The whole map.
    #[staticmethod]
    fn map() -> Self {
        Self(KpiScope::Map)
    }

    /// A stage, by id.
    #[staticmethod]
    fn stage(id: String) -> Self {
        Self(KpiScope::Stage(id))
    }

    /// A touchpoint, by id.
    #[staticmethod]
    fn touchpoint(id: String) -> Self {
        Self(KpiScope::Touchpoint(id))
    }

    /// The customers of a persona, by id.
    #[staticmethod]
    fn persona(id: String) -> Self {
        Self(KpiScope::Persona(id))
    }

    /// `map`, `stage`, `touchpoint` or `persona`.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.0 {
            KpiScope::Map => "map",
            KpiScope::Stage(_) => "stage",
            KpiScope::Touchpoint(_) => "touchpoint",
            KpiScope::Persona(_) => "persona",
        }
    }

    /// Id of the stage, touchpoint or persona; `None` for the whole map.
    #[getter]
    fn id(&self) -> Option<&str> {
        match &self.0 {
            KpiScope::Map => None,
            KpiScope::Stage(id) | KpiScope::Touchpoint(id) | KpiScope::Persona(id) => Some(id),
        }
    }
}
