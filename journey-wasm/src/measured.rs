//! The measured map: numbers, findings and pictures.

use journey_core::analysis::EmotionReport;
use journey_core::measure::{Coverage, Finding, Provenance, Remedy, Trace};
use journey_core::render::Drawn;
use js_sys::Array;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::analysis::gain_unit;
use crate::error::{Result, throw};
use crate::log::EventLog;
use crate::{data, list, options};

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

    /// What delights most, best first, over all views.
    #[wasm_bindgen(getter, unchecked_return_type = "Finding[]")]
    pub fn delights(&self) -> Result<Array> {
        list(&self.0.delights)
    }

    /// The pain points that the map states, in its order, and what the data say about each.
    #[wasm_bindgen(getter, js_name = statedPainPoints, unchecked_return_type = "StatedPainPoint[]")]
    pub fn stated_pain_points(&self) -> Result<Array> {
        list(&self.0.stated_pain_points)
    }

    /// How customers feel on their way, from the ratings and comments that the map names: everybody, then each persona (its id
    /// is the group), held against what the map expects. Ratings and comments of one event have equal weights.
    #[wasm_bindgen(getter)]
    pub fn emotions(&self) -> Result<Ts<EmotionReport>> {
        data(&self.0.emotions)
    }

    /// The picture of the emotions: everybody, and a line for each persona.
    #[wasm_bindgen(js_name = emotionsSvg)]
    pub fn emotions_svg(&self) -> String {
        self.0.emotions.to_svg()
    }

    /// Who is behind this number? The customers that a piece of evidence counts, with all of their events: to look at, to
    /// compare with each other, or to count again.
    ///
    /// `finding` is one of this measured map, and `evidence` the position in `finding.evidence`, 0 if left out; the log must
    /// be the one that was measured. Nothing is copied.
    pub fn cases(
        &self,
        log: &EventLog,
        #[wasm_bindgen(unchecked_param_type = "Finding")] finding: JsValue,
        evidence: Option<u32>,
    ) -> Result<Cases> {
        let finding: Finding = options::value("finding", &finding)?;
        self.0.cases(&log.0, &finding, evidence.unwrap_or(0) as usize).map(Cases).map_err(throw)
    }

    /// What would it gain to do something about the pain points? Initiatives for `Priority.rank`, in the order of the
    /// remedies: reach and impact are what was measured, confidence and effort what was stated.
    ///
    /// Counted by `customers`, as if left out, the reach is `customersAffected` with its interval, and the impact the severity of the
    /// pain point times the share that is taken away: the unit is a customer who is not lost. Counted by `value`, reach times
    /// impact is the `valueAtStake` times that share. All of it is for the period of the log.
    #[wasm_bindgen(unchecked_return_type = "Initiative[]")]
    pub fn initiatives(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Remedy[]")] remedies: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "GainUnit")] by: JsValue,
    ) -> Result<Array> {
        let remedies: Vec<Remedy> = options::value("remedies", &remedies)?;
        list(&self.0.initiatives(&remedies, gain_unit(&by)?).map_err(throw)?)
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

/// The customers behind a piece of evidence.
#[wasm_bindgen]
pub struct Cases(journey_core::measure::Cases);

#[wasm_bindgen]
impl Cases {
    /// Journeys of all customers who are considered: the sample of the evidence.
    #[wasm_bindgen(getter)]
    pub fn considered(&self) -> EventLog {
        EventLog::new(self.0.considered.clone())
    }

    /// Journeys of those of them who suffered; for a delight, who were delighted. Ratings count from a point of emotion away
    /// from the baseline.
    #[wasm_bindgen(getter)]
    pub fn suffered(&self) -> EventLog {
        EventLog::new(self.0.suffered.clone())
    }
}
