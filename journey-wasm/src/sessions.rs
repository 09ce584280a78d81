//! Journeys of other units: sessions, and the values of a column.

use journey_core::log::{By, GapReport, Sessions, UrlTree, UrlTreeReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{EventLog, data, options, with_report};

#[wasm_bindgen]
impl EventLog {
    /// The same events as journeys by the values of a column, and what that did: journeys of orders, tickets, accounts
    /// or sessions instead of customers.
    #[wasm_bindgen(unchecked_return_type = "{ log: EventLog; report: ByReport }")]
    pub fn by(&self, #[wasm_bindgen(unchecked_param_type = "By")] options: JsValue) -> Result<JsValue> {
        let by: By = options::read(&options)?;
        with_report(self.0.by(by))
    }

    /// Journeys cut into sessions, and what that did. Session `n` of `ann`, from 1, is the journey `ann/n`; the column
    /// `customer` keeps the id that it had before.
    #[wasm_bindgen(unchecked_return_type = "{ log: EventLog; report: SessionReport }")]
    pub fn sessions(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Sessions")] options: JsValue,
    ) -> Result<JsValue> {
        let sessions: Sessions = options::read(&options)?;
        with_report(self.0.sessions(&sessions))
    }

    /// After how long a silence does a new visit begin? The histogram of the logarithms of all silences between
    /// neighbouring events, and its valley between the hill of short and the hill of long ones, if there is one.
    #[wasm_bindgen(js_name = sessionGap)]
    pub fn session_gap(&self) -> Result<Ts<GapReport>> {
        data(&self.0.session_gap().map_err(throw)?)
    }

    /// Which pages does a site have, and how many events and customers are at each? What the step `url_touchpoints` with
    /// the same options makes of addresses.
    #[wasm_bindgen(js_name = urlTree)]
    pub fn url_tree(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "UrlTree")] options: JsValue,
    ) -> Result<Ts<UrlTreeReport>> {
        let options: UrlTree = options::read(&options)?;
        data(&self.0.url_tree(&options).map_err(throw)?)
    }
}
