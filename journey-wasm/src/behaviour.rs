//! Customers by what they do: quantile bins, and scores of recency, frequency and monetary value.

use journey_core::log::{Quantiles, Rfm, RfmReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{EventLog, data, options};

#[wasm_bindgen]
impl EventLog {
    /// The log in parts that share its events, by quantile bins of what customers do. Equal numbers are never in two bins;
    /// bins that are empty for that are left out. At the end, with `null`, those without a number, if there are any.
    #[wasm_bindgen(js_name = splitQuantiles, unchecked_return_type = "{ bin: QuantileBin | null; log: EventLog }[]")]
    pub fn split_quantiles(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Quantiles")] options: JsValue,
    ) -> Result<js_sys::Array> {
        let asked: Quantiles = options::read(&options)?;
        let parts = self.0.split_quantiles(&asked).map_err(throw)?;
        let part = |(bin, log): (Option<_>, _)| {
            let object = js_sys::Object::new();
            let bin = bin.as_ref().map_or(Ok(JsValue::NULL), |bin| data(bin).map(JsValue::from))?;
            js_sys::Reflect::set(&object, &"bin".into(), &bin)?;
            js_sys::Reflect::set(&object, &"log".into(), &Self::new(log).into())?;
            Ok(JsValue::from(object))
        };
        parts.into_iter().map(part).collect()
    }

    /// Who came last, comes often, and brings much? Customers by their scores of recency, frequency and, with a column,
    /// monetary value.
    pub fn rfm(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Rfm")] options: JsValue,
    ) -> Result<Ts<RfmReport>> {
        data(&self.0.rfm(&options::read(&options)?).map_err(throw)?)
    }

    /// The customers whose scores are among these, as a log that shares its events with this one; an empty list stands
    /// for all scores.
    #[wasm_bindgen(js_name = selectRfm)]
    pub fn select_rfm(
        &self,
        #[wasm_bindgen(
            unchecked_param_type = "Partial<Record<\"recency\" | \"frequency\" | \"monetary\", number[]>>"
        )]
        scores: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Rfm")] options: JsValue,
    ) -> Result<Self> {
        let wanted: Scores = options::read(&scores)?;
        let options: Rfm = options::read(&options)?;
        let found = self.0.select_rfm(&options, &wanted.recency, &wanted.frequency, &wanted.monetary);
        found.map(Self::new).map_err(throw)
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Scores {
    recency: Vec<u32>,
    frequency: Vec<u32>,
    monetary: Vec<u32>,
}
