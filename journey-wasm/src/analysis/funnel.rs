//! Funnel.

use journey_core::analysis::{Funnel, FunnelMember, FunnelReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::{EventLog, options};

#[wasm_bindgen]
impl EventLog {
    /// How many customers reach each step, in order and in time?
    pub fn funnel(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Funnel")] options: JsValue,
    ) -> Result<Ts<FunnelReport>> {
        self.run::<Funnel>(&options)
    }

    /// The customers who are counted at a step of a funnel, by its number from 1, as a log that shares its events with
    /// this one: those who reached it, dropped there, or are still open there.
    #[wasm_bindgen(js_name = funnelMembers)]
    pub fn funnel_members(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Funnel")] options: JsValue,
        step: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "FunnelMember")] member: Option<String>,
    ) -> Result<EventLog> {
        let funnel = options::read::<Funnel>(&options)?;
        let member = match member {
            Some(text) => serde_json::from_value::<FunnelMember>(text.clone().into())
                .map_err(|_| option("member", format!("{text:?}"), "`reached`, `dropped` or `open`"))?,
            None => FunnelMember::default(),
        };
        self.0.funnel_members(&funnel, step, member).map(EventLog::new).map_err(throw)
    }
}
