//! Several sources, and several ids of one customer.

use journey_core::analysis::{IdentitySensitivity, SensitivityReport};
use journey_core::log::{Combine, Part, Stitching};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::log::{shared, wrap};
use crate::{EventLog, data, options, read, with_report};

#[wasm_bindgen]
impl EventLog {
    /// Exports of several sources as one log, with the source of every event in the column `source`. The logs stay
    /// usable.
    ///
    /// `customerIs` says what the customers of a source are named by, such as `cookie`: a column of this name then has
    /// the id of the customer, and ids of different kinds never meet by accident until they are stitched.
    pub fn combine(
        #[wasm_bindgen(
            unchecked_param_type = "readonly { source: string; log: EventLog; customerIs?: string }[]"
        )]
        parts: Vec<JsValue>,
        #[wasm_bindgen(unchecked_optional_param_type = "Combine")] options: JsValue,
    ) -> Result<EventLog> {
        let options: Combine = options::read(&options)?;
        let parts: Vec<Part> = parts.iter().map(part).collect::<Result<_>>()?;
        wrap(journey_core::EventLog::combine_with(parts, &options))
    }

    /// The log with the ids of one person brought together as one customer, and what that did.
    #[wasm_bindgen(unchecked_return_type = "{ log: EventLog; report: StitchReport }")]
    pub fn stitch(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Stitching")] options: JsValue,
    ) -> Result<JsValue> {
        let stitching: Stitching = options::read(&options)?;
        with_report(self.0.stitch(&stitching))
    }

    /// How far do numbers move when a share of the links between ids is lost?
    #[wasm_bindgen(js_name = identitySensitivity)]
    pub fn identity_sensitivity(
        &self,
        #[wasm_bindgen(unchecked_param_type = "IdentitySensitivity")] options: JsValue,
    ) -> Result<Ts<SensitivityReport>> {
        let fields = options::with_options_in("stitching", &options)?;
        let question: IdentitySensitivity = options::from_fields(fields)?;
        data(&self.0.identity_sensitivity(&question).map_err(throw)?)
    }
}

/// The log of a source.
fn part(given: &JsValue) -> Result<Part> {
    let get = |name: &str| js_sys::Reflect::get(given, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let refuse = || option("parts", read::kind(given), "a list of { source, log, customerIs }");
    let customer_is = get("customerIs");
    Ok(Part {
        source: get("source").as_string().ok_or_else(refuse)?,
        log: shared(get("log")).map_err(|_| refuse())?,
        customer_is: match customer_is.is_undefined() || customer_is.is_null() {
            true => None,
            false => Some(customer_is.as_string().ok_or_else(refuse)?),
        },
    })
}
