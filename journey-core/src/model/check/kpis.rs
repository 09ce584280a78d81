//! KPIs: parameters that mean something, and targets that their measure can reach.

use super::ids::{Element, Wanted};
use super::{Checker, Path};
use crate::model::{CesForm, Kpi, KpiMeasure, KpiScope, KpiTarget};

/// Values that a measure can have.
enum Range {
    Number(f64, f64, &'static str),
    Time,
}

impl KpiMeasure {
    fn range(&self) -> Range {
        match self {
            Self::ConversionRate { .. }
            | Self::DropOffRate {}
            | Self::Csat { .. }
            | Self::RetentionRate { .. }
            | Self::ChurnRate { .. }
            | Self::EngagementRate { .. } => Range::Number(0.0, 1.0, "a share, such as 0.35 for 35 %"),
            Self::Nps { .. } => Range::Number(-100.0, 100.0, "points from -100 to 100"),
            Self::Ces { form: CesForm::Effort, .. } => Range::Number(1.0, 5.0, "a number from 1 to 5"),
            Self::Ces { form: CesForm::Ease, .. } => Range::Number(1.0, 7.0, "a number from 1 to 7"),
            Self::RevenuePerCustomer { .. }
            | Self::CustomerLifetimeValue { .. }
            | Self::AverageOrderValue { .. } => Range::Number(f64::MIN, f64::MAX, "an amount"),
            Self::InteractionsPerCustomer {} => Range::Number(0.0, f64::MAX, "a number, 0 or more"),
            Self::TimeSpent { .. } | Self::WaitingTime { .. } => Range::Time,
        }
    }

    /// Name of the measure as it is written in documents.
    fn name(&self) -> &'static str {
        match self {
            Self::ConversionRate { .. } => "conversion_rate",
            Self::DropOffRate {} => "drop_off_rate",
            Self::Nps { .. } => "nps",
            Self::Csat { .. } => "csat",
            Self::Ces { .. } => "ces",
            Self::RetentionRate { .. } => "retention_rate",
            Self::ChurnRate { .. } => "churn_rate",
            Self::RevenuePerCustomer { .. } => "revenue_per_customer",
            Self::CustomerLifetimeValue { .. } => "customer_lifetime_value",
            Self::AverageOrderValue { .. } => "average_order_value",
            Self::TimeSpent { .. } => "time_spent",
            Self::WaitingTime { .. } => "waiting_time",
            Self::InteractionsPerCustomer {} => "interactions_per_customer",
            Self::EngagementRate { .. } => "engagement_rate",
        }
    }
}

impl Checker<'_> {
    pub(super) fn kpis(&mut self) {
        for (k, kpi) in self.map.kpis.iter().enumerate() {
            let path = Path::default().field("kpis").item(k);
            self.text(&kpi.name, path.field("name"));
            let scope = self.kpi_scope(&kpi.scope, &path.field("scope"));
            self.measure(&kpi.measure, scope, &path.field("measure").field(kpi.measure.name()));
            self.target(kpi, path.field("target"));
        }
    }

    fn kpi_scope(&mut self, scope: &KpiScope, path: &Path) -> Option<Element> {
        match scope {
            KpiScope::Map => None,
            KpiScope::Stage(id) => self.find(id, Wanted::Stage, path.field("stage")),
            KpiScope::Touchpoint(id) => self.find(id, Wanted::Touchpoint, path.field("touchpoint")),
            KpiScope::Persona(id) => self.find(id, Wanted::Persona, path.field("persona")),
        }
    }

    fn target(&mut self, kpi: &Kpi, path: Path) {
        let Some(target) = kpi.target else { return };
        let wrong = |found: &str| format!("{found} cannot be the target of `{}`", kpi.measure.name());
        match (target, kpi.measure.range()) {
            (KpiTarget::Number(number), Range::Number(least, most, expected)) => {
                if !(least <= number && number <= most) {
                    self.report(
                        path,
                        "out_of_range",
                        format!("the target {number} is out of range"),
                        expected,
                    );
                }
            }
            (KpiTarget::Time(span), Range::Time) => {
                if span.as_micros() < 0 {
                    self.report(path, "out_of_range", "this time span is negative", "0 or more");
                }
            }
            (KpiTarget::Time(_), Range::Number(_, _, expected)) => {
                self.report(path, "wrong_target", wrong("a time span"), expected);
            }
            (KpiTarget::Number(_), Range::Time) => {
                self.report(path, "wrong_target", wrong("a number"), "a time span, such as `10m`");
            }
        }
    }

    fn measure(&mut self, measure: &KpiMeasure, scope: Option<Element>, path: &Path) {
        match measure {
            KpiMeasure::ConversionRate { from, to, within } => {
                let start = match from {
                    Some(from) => self.find(from, Wanted::StageOrTouchpoint, path.field("from")),
                    None => scope,
                };
                let end = self.find(to, Wanted::StageOrTouchpoint, path.field("to"));
                if let (Some(start), Some(end)) = (start, end) {
                    self.in_order(start, end, path.field("to"));
                }
                self.positive_span(*within, path, "within");
            }
            KpiMeasure::Nps { column, weight } | KpiMeasure::Ces { column, weight, .. } => {
                self.survey(column, weight.as_ref(), path);
            }
            KpiMeasure::Csat { column, min, max, satisfied_from, weight } => {
                self.survey(column, weight.as_ref(), path);
                if self.scale(*min, *max, path) && !(min < satisfied_from && satisfied_from <= max) {
                    let message = format!("answers from {satisfied_from} on are all answers or none");
                    let expected = format!("a number above {min}, at most {max}");
                    self.report(path.field("satisfied_from"), "out_of_range", message, expected);
                }
            }
            KpiMeasure::RetentionRate { after, .. } => self.at_least_one(*after, path.field("after")),
            KpiMeasure::ChurnRate { inactivity } => {
                self.positive_span(Some(*inactivity), path, "inactivity");
            }
            KpiMeasure::RevenuePerCustomer { column } => self.text(column, path.field("column")),
            KpiMeasure::CustomerLifetimeValue { column, margin, discount_rate } => {
                self.lifetime_value(column, *margin, *discount_rate, path);
            }
            KpiMeasure::AverageOrderValue { column, order } => {
                self.text(column, path.field("column"));
                self.optional_text(order.as_ref(), path, "order");
            }
            KpiMeasure::EngagementRate { at_least } => self.at_least_one(*at_least, path.field("at_least")),
            KpiMeasure::DropOffRate {}
            | KpiMeasure::TimeSpent { .. }
            | KpiMeasure::WaitingTime { .. }
            | KpiMeasure::InteractionsPerCustomer {} => {}
        }
    }

    fn survey(&mut self, column: &str, weight: Option<&String>, path: &Path) {
        self.text(column, path.field("column"));
        self.optional_text(weight, path, "weight");
        if weight.is_some_and(|weight| weight == column) {
            let message = "answers cannot be their own weights";
            self.report(path.field("weight"), "contradiction", message, "another column");
        }
    }

    fn lifetime_value(&mut self, column: &str, margin: f64, discount_rate: f64, path: &Path) {
        self.text(column, path.field("column"));
        self.within(margin, 0.0, 1.0, path.field("margin"));
        let path = path.field("discount_rate");
        if self.finite(discount_rate, path.clone()) && discount_rate <= -1.0 {
            let message = format!("nothing can be discounted by {discount_rate}");
            self.report(path, "out_of_range", message, "a number above -1, such as 0.1");
        }
    }
}
