//! One short method an analysis, in files of the same names as in the core.

mod agreement;
mod bottlenecks;
mod ces;
mod compare;
mod conversion;
mod csat;
mod drivers;
mod emotions;
mod engagement;
mod frequent;
mod funnel;
mod handoffs;
mod interactions;
mod lifecycle;
mod matches;
mod nps;
mod outcomes;
mod priorities;
mod quality;
mod response_rate;
mod retention;
mod rework;
mod score;
mod sentiment;
mod step_matrix;
mod survival;
mod time_spent;
mod transitions;
mod trend;
mod variants;
mod waiting_time;
mod what_if;

pub(crate) use priorities::gain_unit;

use std::sync::Arc;

use journey_core::analysis::{self as core, Asking, Table, Tabular};
use journey_core::render::Drawn;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::{EventLog, columns, options};

impl EventLog {
    /// Runs an analysis with options from JavaScript.
    fn run<A>(&self, given: &JsValue) -> Result<Ts<A::Report>>
    where
        A: Asking + DeserializeOwned,
        A::Report: Tsify + Serialize,
    {
        crate::data(&*self.report::<A>(given)?)
    }

    /// Runs an analysis and hands its report over.
    fn answer<A: Asking<Report: Tsify + Serialize>>(&self, analysis: &A) -> Result<Ts<A::Report>> {
        crate::data(&*self.ask(analysis)?)
    }

    fn report<A: Asking + DeserializeOwned>(&self, given: &JsValue) -> Result<Arc<A::Report>> {
        self.ask(&options::read::<A>(given)?)
    }

    fn ask<A: Asking>(&self, analysis: &A) -> Result<Arc<A::Report>> {
        match &self.1 {
            Some(live) => live.borrow_mut().run_on(&self.0, analysis),
            None => self.0.run(analysis).map(Arc::new),
        }
        .map_err(throw)
    }

    fn table<A>(&self, given: &JsValue) -> Result<Table>
    where
        A: Asking + DeserializeOwned,
        A::Report: Tabular,
    {
        Ok(self.report::<A>(given)?.table())
    }

    fn svg<A>(&self, given: &JsValue, kind: Option<&str>) -> Result<String>
    where
        A: Asking<Report: Drawn> + DeserializeOwned,
    {
        drawn(&*self.report::<A>(given)?, kind)
    }
}

/// The usual picture of a report, or the one of a kind.
pub(crate) fn drawn<R: Drawn>(report: &R, kind: Option<&str>) -> Result<String> {
    match kind {
        Some(kind) => report.to_svg_of(kind).map_err(throw),
        None => Ok(report.to_svg()),
    }
}

/// Operations whose reports have pictures.
macro_rules! pictures {
    ($($name:literal => $analysis:ty),+ $(,)?) => {
        #[wasm_bindgen]
        impl EventLog {
            /// The picture of a report as an SVG document that stands alone. Of reports with several pictures, `kind` names
            /// another one than the usual one.
            #[wasm_bindgen(js_name = toSvg)]
            pub fn to_svg(
                &self,
                operation: &str,
                #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
                #[wasm_bindgen(unchecked_optional_param_type = "string")] kind: Option<String>,
            ) -> Result<String> {
                match operation {
                    $($name => self.svg::<$analysis>(&options, kind.as_deref()),)+
                    "themes" => drawn(&self.themes_of(&options)?, kind.as_deref()),
                    _ => Err(option("operation", format!("{operation:?}"), [$($name,)+ "themes"].join(", "))),
                }
            }
        }
    };
}

pictures! {
    "emotions" => core::Emotions,
    "bottlenecks" => core::Bottlenecks,
    "drivers" => core::Drivers,
    "funnel" => core::Funnel,
    "lifecycle" => core::Lifecycle,
    "retention" => core::Retention,
    "sentiment" => core::CommentSentiment,
    "stepMatrix" => core::StepMatrix,
    "survival" => core::Survival,
    "transitions" => core::Transitions,
    "trend" => core::Trend,
    "variants" => core::Variants,
    "whatIf" => core::WhatIf,
}

/// Operations whose reports are tables.
macro_rules! tables {
    ($($name:literal => $analysis:ty),+ $(,)?) => {
        #[wasm_bindgen]
        impl EventLog {
            /// The rows of a report as columns, without one object a row.
            #[wasm_bindgen(js_name = toColumns, unchecked_return_type = "Columns")]
            pub fn to_columns(
                &self,
                operation: &str,
                #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
            ) -> Result<JsValue> {
                columns::to_columns(&self.table_of(operation, &options)?)
            }

            /// The rows of a report as columns without those that tell about fewer than `k` people or events, so that
            /// they can be published; and the share that was left out.
            #[wasm_bindgen(js_name = kAnonymous, unchecked_return_type = "KAnonymous")]
            pub fn k_anonymous(
                &self,
                operation: &str,
                k: f64,
                #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
            ) -> Result<JsValue> {
                crate::privacy::published(&self.table_of(operation, &options)?, k)
            }
        }

        impl EventLog {
            fn table_of(&self, operation: &str, options: &JsValue) -> Result<Table> {
                match operation {
                    $($name => self.table::<$analysis>(options),)+
                    _ => Err(option("operation", format!("{operation:?}"), [$($name),+].join(", "))),
                }
            }
        }
    };
}

tables! {
    "agreement" => core::Agreement,
    "bottlenecks" => core::Bottlenecks,
    "ces" => core::Ces,
    "conversion" => core::Conversion,
    "cox" => core::Cox,
    "csat" => core::Csat,
    "drivers" => core::Drivers,
    "emotions" => core::Emotions,
    "engagement" => core::Engagement,
    "frequentPatterns" => core::FrequentPatterns,
    "funnel" => core::Funnel,
    "handoffs" => core::Handoffs,
    "interactions" => core::Interactions,
    "lifecycle" => core::Lifecycle,
    "matches" => core::Matches,
    "nps" => core::Nps,
    "rework" => core::Rework,
    "score" => core::Score,
    "stepMatrix" => core::StepMatrix,
    "outcomes" => core::Outcomes,
    "quality" => core::QualityCheck,
    "responseRate" => core::ResponseRate,
    "retention" => core::Retention,
    "sentiment" => core::CommentSentiment,
    "survival" => core::Survival,
    "timeSpent" => core::TimeSpent,
    "transitions" => core::Transitions,
    "trend" => core::Trend,
    "variants" => core::Variants,
    "waitingTime" => core::WaitingTime,
    "whatIf" => core::WhatIf,
}
