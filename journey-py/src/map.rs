//! The journey map: a handle on the core's.

use std::sync::Arc;

use journey_core::model::{
    JourneyMap as Map, Kpi, Persona, PlannedPath, RatingScale, Scope, Stage, Touchpoint,
};
use journey_core::surface::python::{List, from_json, repr, to_dict, to_json};
use pyo3::prelude::*;

/// A customer journey map: the document that a team keeps and that this library measures.
#[pyclass(frozen, eq, module = "journey")]
#[derive(PartialEq)]
pub struct JourneyMap(pub Arc<Map>);

#[pymethods]
impl JourneyMap {
    #[new]
    #[pyo3(signature = (
        *, name, stages=None, objective=None, scope=None, owner=None, time_zone=None, rating=None,
        personas=None, planned_paths=None, kpis=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        name: String,
        stages: Option<List<Stage>>,
        objective: Option<String>,
        scope: Option<Scope>,
        owner: Option<String>,
        time_zone: Option<String>,
        rating: Option<RatingScale>,
        personas: Option<List<Persona>>,
        planned_paths: Option<List<PlannedPath>>,
        kpis: Option<List<Kpi>>,
    ) -> PyResult<Self> {
        let map = Map {
            format: 1,
            name,
            objective,
            scope,
            owner,
            time_zone,
            rating,
            personas: personas.unwrap_or_default().0,
            stages: stages.unwrap_or_default().0,
            planned_paths: planned_paths.unwrap_or_default().0,
            kpis: kpis.unwrap_or_default().0,
        };
        Ok(Self(Arc::new(map)))
    }

    /// Version of the format: 1.
    #[getter]
    fn format(&self) -> u32 {
        self.0.format
    }

    /// Name of the map.
    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What the map is for.
    #[getter]
    fn objective(&self) -> Option<&str> {
        self.0.objective.as_deref()
    }

    /// From where to where the journey goes.
    #[getter]
    fn scope(&self) -> Option<Scope> {
        self.0.scope.clone()
    }

    /// Who answers for the map.
    #[getter]
    fn owner(&self) -> Option<&str> {
        self.0.owner.as_deref()
    }

    /// IANA time zone of everything with a calendar; UTC if left out.
    #[getter]
    fn time_zone(&self) -> Option<&str> {
        self.0.time_zone.as_deref()
    }

    /// Where ratings are found in the events, unless a touchpoint says otherwise.
    #[getter]
    fn rating(&self) -> Option<RatingScale> {
        self.0.rating.clone()
    }

    /// Kinds of customers.
    #[getter]
    fn personas(&self) -> Vec<Persona> {
        self.0.personas.clone()
    }

    /// Phases of the journey, in order.
    #[getter]
    fn stages(&self) -> Vec<Stage> {
        self.0.stages.clone()
    }

    /// All touchpoints, in the order of the stages.
    #[getter]
    fn touchpoints(&self) -> Vec<Touchpoint> {
        self.0.touchpoints().cloned().collect()
    }

    /// Paths that the team designed.
    #[getter]
    fn planned_paths(&self) -> Vec<PlannedPath> {
        self.0.planned_paths.clone()
    }

    /// Measures with targets.
    #[getter]
    fn kpis(&self) -> Vec<Kpi> {
        self.0.kpis.clone()
    }

    /// The same as plain Python objects, as in the JSON text.
    #[pyo3(signature = () -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_dict(py, &*self.0)
    }

    /// The same as JSON text, equal in all languages.
    fn to_json(&self) -> PyResult<String> {
        Ok(to_json(&*self.0)?)
    }

    /// Reads a map from JSON text.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Ok(Self(Arc::new(from_json(text)?)))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json()?,)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        repr(slf.as_any(), &*slf.get().0)
    }
}
