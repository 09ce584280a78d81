//! What the KPIs of a map look for in the events: answers to surveys, amounts, orders, weights.

use std::ops::Range;

use super::draw::Draw;
use crate::error::Result;
use crate::log::ColumnKind;
use crate::measure::Layout;
use crate::model::{CesForm, JourneyMap, Kpi, KpiMeasure, KpiScope, KpiTarget, Scalar};

/// Something that an event of the journey must hold for a KPI.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    /// Touchpoints where it is given; at the end of a complete journey if `None`.
    pub at: Option<Range<usize>>,
    pub content: Content,
}

/// What it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// An answer on a scale, with the column of its weight.
    Scale { column: String, min: f64, max: f64, mood: f64, weight: Option<String> },
    /// An amount of money, with its median and the column of the order.
    Amount { column: String, median: Option<f64>, order: Option<String> },
}

/// Median amount where no target says more.
const PRICE: f64 = 60.0;
/// Share of customers who buy.
const BUYERS: f64 = 0.6;
/// Share of customers who answer a survey.
const RESPONSE: f64 = 0.4;

/// The answers that the KPIs of a map ask for, each column once.
pub(super) fn answers(map: &JourneyMap, layout: &Layout) -> Result<Vec<Answer>> {
    let purchase = purchase(map, layout)?;
    let mut answers: Vec<Answer> = Vec::new();
    for kpi in &map.kpis {
        let at = match &kpi.scope {
            KpiScope::Stage(id) | KpiScope::Touchpoint(id) => Some(layout.place(id)?),
            KpiScope::Map | KpiScope::Persona(_) => None,
        };
        let Some(content) = content(kpi).filter(|content| !is_rating(map, content_column(content))) else {
            continue;
        };
        let at = match content {
            Content::Amount { .. } => Some(at.unwrap_or_else(|| purchase.clone())),
            Content::Scale { .. } => at,
        };
        match answers.iter_mut().find(|known| column(known) == content_column(&content)) {
            Some(known) => complete(&mut known.content, content),
            None => answers.push(Answer { at, content }),
        }
    }
    Ok(answers)
}

/// Whether ratings fill the column already.
fn is_rating(map: &JourneyMap, column: &str) -> bool {
    let own = map.touchpoints().filter_map(|touchpoint| touchpoint.rating.as_ref());
    own.chain(&map.rating).any(|scale| scale.column == column)
}

/// Where amounts are paid: where the first conversion KPI leads, else the end of the scope.
fn purchase(map: &JourneyMap, layout: &Layout) -> Result<Range<usize>> {
    let to = map.kpis.iter().find_map(|kpi| match &kpi.measure {
        KpiMeasure::ConversionRate { to, .. } => Some(to),
        _ => None,
    });
    to.map_or_else(|| Ok(layout.end.clone()), |id| layout.place(id))
}

fn content(kpi: &Kpi) -> Option<Content> {
    let scale = |column: &String, min: f64, max: f64, mood: f64, weight: &Option<String>| {
        Some(Content::Scale { column: column.clone(), min, max, mood, weight: weight.clone() })
    };
    match &kpi.measure {
        KpiMeasure::Nps { column, weight } => scale(column, 0.0, 10.0, 0.84, weight),
        KpiMeasure::Csat { column, min, max, weight, .. } => scale(column, *min, *max, 0.75, weight),
        KpiMeasure::Ces { column, form: CesForm::Effort, weight } => scale(column, 1.0, 5.0, 0.3, weight),
        KpiMeasure::Ces { column, form: CesForm::Ease, weight } => scale(column, 1.0, 7.0, 0.72, weight),
        KpiMeasure::RevenuePerCustomer { column } => {
            let median = aim(kpi, BUYERS);
            Some(Content::Amount { column: column.clone(), median, order: None })
        }
        KpiMeasure::CustomerLifetimeValue { column, margin, .. } => {
            let median = aim(kpi, BUYERS * margin);
            Some(Content::Amount { column: column.clone(), median, order: None })
        }
        KpiMeasure::AverageOrderValue { column, order } => {
            Some(Content::Amount { column: column.clone(), median: aim(kpi, 1.0), order: order.clone() })
        }
        _ => None,
    }
}

/// Amount that would reach the target of a KPI if each of `share` of the customers paid it once.
fn aim(kpi: &Kpi, share: f64) -> Option<f64> {
    match kpi.target {
        Some(KpiTarget::Number(target)) if target / share > 0.0 && target / share < 1e12 => {
            Some(target / share)
        }
        _ => None,
    }
}

/// Takes over the order or weight column that a second KPI of the same column names.
fn complete(known: &mut Content, other: Content) {
    match (known, other) {
        (Content::Amount { order, median, .. }, Content::Amount { order: more, median: aim, .. }) => {
            *order = order.take().or(more);
            *median = median.or(aim);
        }
        (Content::Scale { weight, .. }, Content::Scale { weight: more, .. }) => {
            *weight = weight.take().or(more);
        }
        _ => {}
    }
}

fn content_column(content: &Content) -> &str {
    match content {
        Content::Scale { column, .. } | Content::Amount { column, .. } => column,
    }
}

/// Column of an answer.
pub(super) fn column(answer: &Answer) -> &str {
    content_column(&answer.content)
}

impl Answer {
    /// Draws an answer: values for columns of an event; `key` makes order numbers unique.
    pub(super) fn give(&self, draw: &mut Draw, key: &str) -> [Option<(&str, Scalar)>; 2] {
        match &self.content {
            Content::Scale { column, min, max, mood, weight } => {
                if !draw.chance(RESPONSE) {
                    return [None, None];
                }
                let personal = mood + 0.2 * (draw.unit() - 0.5);
                let value = Scalar::Number(on_scale(*min, *max, personal, draw));
                let mut weigh = || Scalar::Number(libm::round(50.0 + 150.0 * draw.unit()) / 100.0);
                [Some((column, value)), weight.as_deref().map(|column| (column, weigh()))]
            }
            Content::Amount { column, median, order } => {
                let cents = 100.0 * median.unwrap_or(PRICE);
                let amount = Scalar::Number(libm::round(draw.lognormal(cents, 0.6)) / 100.0);
                let order = order.as_deref().map(|column| (column, Scalar::Text(format!("o-{key}"))));
                [Some((column, amount)), order]
            }
        }
    }
}

/// A value of a scale whose mean lies at the share `mood` of it: whole steps where the scale has them.
pub(super) fn on_scale(min: f64, max: f64, mood: f64, draw: &mut Draw) -> f64 {
    let span = max - min;
    let whole = span.fract() == 0.0 && min.fract() == 0.0 && (1.0..=20.0).contains(&span);
    let steps = if whole { span as u32 } else { 10 };
    let hits = draw.binomial(steps, mood.clamp(0.0, 1.0));
    min + f64::from(hits) * span / f64::from(steps)
}

impl Content {
    /// Calls `each` for every column it fills.
    pub(super) fn columns(&self, mut each: impl FnMut(&str, ColumnKind)) {
        match self {
            Self::Scale { column, weight, .. } => {
                each(column, ColumnKind::Number);
                weight.iter().for_each(|weight| each(weight, ColumnKind::Number));
            }
            Self::Amount { column, order, .. } => {
                each(column, ColumnKind::Number);
                order.iter().for_each(|order| each(order, ColumnKind::Dictionary));
            }
        }
    }
}
