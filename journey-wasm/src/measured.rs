//! The measured map: numbers, findings and pictures.

use journey_core::measure::{Coverage, Provenance, Trace};
use js_sys::Array;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{data, list};

/// A journey map with every number filled in from an event log.
#[wasm_bindgen]
pub struct MeasuredMap(pub(crate) journey_core::MeasuredMap);

#[wasm_bindgen]
impl MeasuredMap {
    /// Reads a measured map from the JSON that `toJson` wrote.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<MeasuredMap> {
        journey_core::MeasuredMap::from_json(text).map(MeasuredMap).map_err(throw)
    }

    /// What hurts most, worst first, over all views.
    #[wasm_bindgen(getter, js_name = painPoints, unchecked_return_type = "Finding[]")]
    pub fn pain_points(&self) -> Result<Array> {
        list(&self.0.pain_points)
    }

    /// First everybody, then each persona in the order of the map.
    #[wasm_bindgen(getter, unchecked_return_type = "View[]")]
    pub fn views(&self) -> Result<Array> {
        list(&self.0.views)
    }

    /// What the data say and the map does not.
    #[wasm_bindgen(getter)]
    pub fn coverage(&self) -> Result<Ts<Coverage>> {
        data(&self.0.coverage)
    }

    /// Where every number comes from.
    #[wasm_bindgen(getter)]
    pub fn provenance(&self) -> Result<Ts<Provenance>> {
        data(&self.0.provenance)
    }

    /// Where does this number come from? Paths begin with `touchpoints.<id>.`, `stages.<id>.` or `kpis.<id>`,
    /// or name a number of the view such as `completion`; those of a persona have `personas.<id>.` before.
    /// `undefined` for a path that leads to no number.
    pub fn trace(&self, path: &str) -> Result<Option<Ts<Trace>>> {
        self.0.trace(path).as_ref().map(data).transpose()
    }

    /// The map with all its numbers as one HTML file that opens anywhere: no network, no script.
    #[wasm_bindgen(js_name = toHtml)]
    pub fn to_html(&self) -> String {
        self.0.to_html()
    }

    /// The picture as one SVG: of everybody, or of one persona by id.
    #[wasm_bindgen(js_name = toSvg)]
    pub fn to_svg(&self, persona: Option<String>) -> Result<String> {
        match persona {
            Some(persona) => self.0.svg_for(&persona).map_err(throw),
            None => Ok(self.0.to_svg()),
        }
    }

    /// What matters in words and every number in tables, as Markdown.
    #[wasm_bindgen(js_name = toMarkdown)]
    pub fn to_markdown(&self) -> String {
        self.0.to_markdown()
    }

    /// A Mermaid `journey` diagram of everybody.
    #[wasm_bindgen(js_name = toMermaid)]
    pub fn to_mermaid(&self) -> String {
        self.0.to_mermaid()
    }

    /// Everything as JSON text, equal in all languages.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> Result<String> {
        self.0.to_json().map_err(throw)
    }

    /// Everything as a plain object.
    #[wasm_bindgen(js_name = toObject)]
    pub fn to_object(&self) -> Result<Ts<journey_core::MeasuredMap>> {
        data(&self.0)
    }
}
