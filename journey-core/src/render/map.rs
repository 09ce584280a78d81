//! A measured map leaves as picture, text or file.

use std::path::Path;

use super::scene::Scene;
use super::{html, markdown, mermaid, svg};
use crate::error::{Error, Place, Result};
use crate::log::Names;
use crate::measure::{MeasuredMap, View};

impl MeasuredMap {
    /// The map with all its numbers as one HTML file that opens anywhere: no network, no script, light and
    /// dark, one A3 page a persona when printed.
    ///
    /// # Complexity
    /// O(views × touchpoints).
    pub fn to_html(&self) -> String {
        html::document(self)
    }

    /// [`to_html`](Self::to_html) inside a frame, for a notebook: its style cannot touch the notebook's.
    pub fn to_notebook_html(&self) -> String {
        html::frame(&self.to_html())
    }

    /// The picture of everybody as one SVG that stands alone and fits a page.
    pub fn to_svg(&self) -> String {
        self.views.first().map_or_else(String::new, |view| svg::document(&Scene::new(self, view)))
    }

    /// The picture of one persona, by id.
    ///
    /// # Errors
    /// [`Error::UnknownName`] if the map was not measured for it.
    pub fn svg_for(&self, persona: &str) -> Result<String> {
        Ok(svg::document(&Scene::new(self, self.view_of(persona)?)))
    }

    /// What matters in words and every number in tables, as Markdown.
    pub fn to_markdown(&self) -> String {
        markdown::document(self)
    }

    /// A Mermaid `journey` diagram of everybody. Scores from 1 to 5 are emotions from -2 to +2: measured where
    /// there are ratings, else expected.
    pub fn to_mermaid(&self) -> String {
        mermaid::journey(self)
    }

    /// Everything as JSON, with the field names of the Rust types.
    ///
    /// # Errors
    /// None for a map that `measure` made.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string_pretty(self)
            .map_err(|error| Error::Syntax { place: Place::default(), message: error.to_string() })
    }

    /// Writes the map to a file in the format of its extension: `.html`, `.svg`, `.md`, `.json` or `.mmd`.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for another extension, [`Error::Io`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let text = match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" => self.to_html(),
            "svg" => self.to_svg(),
            "md" => self.to_markdown(),
            "json" => self.to_json()?,
            "mmd" => self.to_mermaid(),
            _ => {
                let expected = "a file that ends with .html, .svg, .md, .json or .mmd";
                return Err(Error::option("path", format!("{:?}", path.display().to_string()), expected));
            }
        };
        std::fs::write(path, text)
            .map_err(|error| Error::Io { path: path.display().to_string(), message: error.to_string() })
    }

    fn view_of(&self, persona: &str) -> Result<&View> {
        let personas = || self.views.iter().filter_map(|view| view.persona.as_deref());
        let found = self.views.iter().find(|view| view.persona.as_deref() == Some(persona));
        found.ok_or_else(|| Error::UnknownName {
            kind: "persona".into(),
            name: persona.into(),
            similar: personas().collect::<Names>().similar(persona),
        })
    }
}
