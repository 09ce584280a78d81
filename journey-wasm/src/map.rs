//! The journey map document, and what can be done with it.

use std::sync::Arc;

use journey_core::analysis::FunnelReport;
use journey_core::measure::{Coverage, Measure};
use journey_core::simulate::Simulate;
use js_sys::Array;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{EventLog, MeasuredMap, data, options, read};

/// A customer journey map: the document that a team keeps and that this library measures.
#[wasm_bindgen]
pub struct JourneyMap(pub(crate) Arc<journey_core::JourneyMap>);

#[wasm_bindgen]
impl JourneyMap {
    /// Reads a map from YAML text. All problems of the document are reported at once.
    #[wasm_bindgen(js_name = fromYaml)]
    pub fn from_yaml(text: &str) -> Result<JourneyMap> {
        wrap(journey_core::JourneyMap::from_yaml(text))
    }

    /// Reads a map from JSON text. All problems of the document are reported at once.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<JourneyMap> {
        wrap(journey_core::JourneyMap::from_json(text))
    }

    /// Reads a map from the text or bytes of a file; the ending of its name says whether it is JSON
    /// (`.json`) or YAML (`.yaml`, `.yml`).
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        name: &str,
    ) -> Result<JourneyMap> {
        wrap(journey_core::JourneyMap::from_bytes(&read::bytes(&input)?, name))
    }

    /// A map from a plain object of the same form as the JSON document.
    pub fn from(
        #[wasm_bindgen(unchecked_param_type = "JourneyMapDocument")] document: JsValue,
    ) -> Result<JourneyMap> {
        let document = options::to_json("document", &document)?;
        wrap(journey_core::JourneyMap::from_json(&document.to_string()))
    }

    /// A complete map to start from; `templates()` lists the names.
    pub fn template(name: &str) -> Result<JourneyMap> {
        wrap(journey_core::JourneyMap::template(name))
    }

    /// The YAML text of a template, with its comments.
    #[wasm_bindgen(js_name = templateText)]
    pub fn template_text(name: &str) -> Result<String> {
        journey_core::JourneyMap::template_text(name).map(Into::into).map_err(throw)
    }

    /// Names of all templates.
    pub fn templates() -> Vec<String> {
        journey_core::JourneyMap::templates().into_iter().map(Into::into).collect()
    }

    /// Name of the map.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name.clone()
    }

    /// The map as YAML text.
    #[wasm_bindgen(js_name = toYaml)]
    pub fn to_yaml(&self) -> Result<String> {
        self.0.to_yaml().map_err(throw)
    }

    /// The map as JSON text, equal in all languages.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> Result<String> {
        self.0.to_json().map_err(throw)
    }

    /// The map as a plain object.
    #[wasm_bindgen(js_name = toObject)]
    pub fn to_object(&self) -> Result<Ts<journey_core::JourneyMap>> {
        data(&*self.0)
    }

    /// The problems of the map; none for a map that was read, because reading checks.
    #[wasm_bindgen(unchecked_return_type = "Issue[]")]
    pub fn check(&self) -> Result<Array> {
        crate::list(&self.0.check())
    }

    /// Binds a log to the map: which events belong to which touchpoint, which customers to which persona.
    pub fn bind(&self, log: &EventLog) -> Result<BoundLog> {
        self.0.bind(&log.0).map(BoundLog).map_err(throw)
    }

    /// How many customers get from stage to stage, all within a time such as `7d` of the first one? A step is a stage with
    /// touchpoints, any of which will do.
    pub fn funnel(&self, log: &EventLog, within: Option<String>) -> Result<Ts<FunnelReport>> {
        let within = within.map(|span| span.parse()).transpose().map_err(throw)?;
        data(&self.0.funnel(&log.0, within).map_err(throw)?)
    }

    /// Fills in every number of the map from a log.
    pub fn measure(
        &self,
        log: &EventLog,
        #[wasm_bindgen(unchecked_optional_param_type = "Measure")] options: JsValue,
    ) -> Result<MeasuredMap> {
        let options = options::read::<Measure>(&options)?;
        self.0.measure_with(&log.0, &options).map(MeasuredMap).map_err(throw)
    }

    /// Makes a realistic log of the map, with planted faults if wanted.
    pub fn simulate(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Simulate")] options: JsValue,
    ) -> Result<EventLog> {
        crate::log::wrap(self.0.simulate(&options::read::<Simulate>(&options)?))
    }
}

fn wrap(map: journey_core::Result<journey_core::JourneyMap>) -> Result<JourneyMap> {
    map.map(|map| JourneyMap(Arc::new(map))).map_err(throw)
}

/// A log whose touchpoints are those of a map.
#[wasm_bindgen]
pub struct BoundLog(journey_core::measure::BoundLog);

#[wasm_bindgen]
impl BoundLog {
    /// The bound events: all analyses run on it, with the ids of the map's touchpoints.
    #[wasm_bindgen(getter)]
    pub fn log(&self) -> EventLog {
        EventLog::new(self.0.log.clone())
    }

    /// What was left out, and which rules compete.
    #[wasm_bindgen(getter)]
    pub fn coverage(&self) -> Result<Ts<Coverage>> {
        data(&self.0.coverage)
    }

    /// The bound log of one persona's customers. Nothing is copied.
    pub fn persona(&self, id: &str) -> Result<EventLog> {
        crate::log::wrap(self.0.persona(id))
    }
}
