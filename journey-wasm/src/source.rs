//! Sources: documents that say how an export becomes events.

use std::sync::Arc;

use journey_core::ingest::Source as Document;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{EventLog, options, read};

/// A document that says how the export of one vendor becomes events: a few lines of YAML or JSON instead of code.
#[wasm_bindgen]
pub struct Source(pub(crate) Arc<Document>);

#[wasm_bindgen]
impl Source {
    /// A source that comes with the library; `presets()` lists them.
    pub fn preset(name: &str) -> Result<Source> {
        wrap(Document::preset(name))
    }

    /// The YAML text of a preset with its comments, as a start for an own source.
    #[wasm_bindgen(js_name = presetText)]
    pub fn preset_text(name: &str) -> Result<String> {
        Document::preset_text(name).map(Into::into).map_err(throw)
    }

    /// All presets.
    #[wasm_bindgen(unchecked_return_type = "SourceInfo[]")]
    pub fn presets() -> Result<Array> {
        crate::list(&Document::presets())
    }

    /// Reads a source from YAML text. All problems of the document are reported at once.
    #[wasm_bindgen(js_name = fromYaml)]
    pub fn from_yaml(text: &str) -> Result<Source> {
        wrap(Document::from_yaml(text))
    }

    /// Reads a source from JSON text. All problems of the document are reported at once.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<Source> {
        wrap(Document::from_json(text))
    }

    /// The same source with some fields changed, by their names in the document. Fields of objects within them are
    /// changed one by one, `null` takes a field away (JSON Merge Patch, RFC 7386).
    #[wasm_bindgen(js_name = with)]
    pub fn changed(
        &self,
        #[wasm_bindgen(unchecked_param_type = "object")] changes: JsValue,
    ) -> Result<Source> {
        let changes = options::to_json("changes", &changes)?;
        wrap(self.0.with(&changes.to_string()))
    }

    /// Short name.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name.clone()
    }

    /// What whoever uses it should know.
    #[wasm_bindgen(getter)]
    pub fn notes(&self) -> Option<String> {
        self.0.notes.clone()
    }

    /// The source as YAML text.
    #[wasm_bindgen(js_name = toYaml)]
    pub fn to_yaml(&self) -> Result<String> {
        self.0.to_yaml().map_err(throw)
    }

    /// The source as JSON text, equal in all languages.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> Result<String> {
        self.0.to_json().map_err(throw)
    }
}

#[wasm_bindgen]
impl EventLog {
    /// Reads the export of a vendor, a text or the bytes of a file, plain or gzip, as a `Source` describes it.
    #[wasm_bindgen(js_name = fromSource)]
    pub fn from_source(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        source: &Source,
    ) -> Result<EventLog> {
        crate::log::wrap(journey_core::EventLog::read_source_bytes(&read::bytes(&input)?, &source.0))
    }
}

fn wrap(source: journey_core::Result<Document>) -> Result<Source> {
    source.map(|source| Source(Arc::new(source))).map_err(throw)
}
