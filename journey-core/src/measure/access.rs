//! Finding one's way in a measured map, and writing and reading it.

use super::{MeasuredElement, MeasuredKpi, MeasuredMap, View};
use crate::error::{Error, Place, Result};

impl MeasuredMap {
    /// The numbers of all customers.
    pub fn everybody(&self) -> Option<&View> {
        self.views.iter().find(|view| view.persona.is_none())
    }

    /// The numbers of a persona.
    pub fn view(&self, persona: &str) -> Option<&View> {
        self.views.iter().find(|view| view.persona.as_deref() == Some(persona))
    }

    /// Reads what `to_json` wrote.
    ///
    /// # Errors
    /// [`Error::Syntax`] with the line, for anything else.
    pub fn from_json(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| Error::Syntax {
            place: Place {
                line: Some(error.line() as u64),
                character: Some(error.column() as u64),
                ..Place::default()
            },
            message: error.to_string(),
        })
    }
}

impl View {
    /// A touchpoint, by id.
    pub fn touchpoint(&self, id: &str) -> Option<&MeasuredElement> {
        self.touchpoints.iter().find(|element| element.id == id)
    }

    /// A stage, by id.
    pub fn stage(&self, id: &str) -> Option<&MeasuredElement> {
        self.stages.iter().find(|element| element.id == id)
    }

    /// A KPI, by id.
    pub fn kpi(&self, id: &str) -> Option<&MeasuredKpi> {
        self.kpis.iter().find(|kpi| kpi.id == id)
    }
}
