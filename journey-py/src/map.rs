//! The journey map: a handle on the core's.

use std::path::PathBuf;
use std::sync::Arc;

use journey_core::error::Result;
use journey_core::model::{
    CommentColumn, JourneyMap as Map, Kpi, Persona, PlannedPath, RatingScale, Scope, Stage, Touchpoint,
};
use journey_core::surface::python::{List, repr, to_dict};
use pyo3::prelude::*;

/// A customer journey map: the document that a team keeps and that this library measures.
///
/// A map is always valid: whatever makes one checks it and raises `InvalidMapError` with all problems.
#[pyclass(frozen, eq, module = "journey")]
#[derive(PartialEq)]
pub struct JourneyMap(pub Arc<Map>);

impl JourneyMap {
    fn read(py: Python<'_>, read: impl FnOnce() -> Result<Map> + Send) -> PyResult<Self> {
        Ok(Self(Arc::new(py.detach(read)?)))
    }
}

#[pymethods]
impl JourneyMap {
    #[new]
    #[pyo3(signature = (
        *, name, stages=None, objective=None, scope=None, owner=None, time_zone=None, rating=None,
        comments=None, personas=None, planned_paths=None, kpis=None,
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
        comments: Option<CommentColumn>,
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
            comments,
            personas: personas.unwrap_or_default().0,
            stages: stages.unwrap_or_default().0,
            planned_paths: planned_paths.unwrap_or_default().0,
            kpis: kpis.unwrap_or_default().0,
        };
        Ok(Self(Arc::new(map.build()?)))
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

    /// Where comments are found in the events.
    #[getter]
    fn comments(&self) -> Option<CommentColumn> {
        self.0.comments.clone()
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

    /// The map as indented JSON. Reading it again gives an equal map.
    fn to_json(&self) -> PyResult<String> {
        Ok(self.0.to_json()?)
    }

    /// The map as YAML. Reading it again gives an equal map.
    fn to_yaml(&self) -> PyResult<String> {
        Ok(self.0.to_yaml()?)
    }

    /// Writes the map to a file, as JSON if its name ends with `.json` and as YAML if with `.yaml` or `.yml`.
    fn save(&self, path: PathBuf) -> PyResult<()> {
        Ok(self.0.save(path)?)
    }

    /// A complete map to start from; `templates` lists the names.
    #[staticmethod]
    fn template(py: Python<'_>, name: &str) -> PyResult<Self> {
        Self::read(py, || Map::template(name))
    }

    /// The YAML text of a template, with its comments.
    #[staticmethod]
    fn template_text(name: &str) -> PyResult<&'static str> {
        Ok(Map::template_text(name)?)
    }

    /// Names of all templates.
    #[staticmethod]
    fn templates() -> Vec<&'static str> {
        Map::templates().to_vec()
    }

    /// Reads a map from JSON text. In contrast to YAML, a number is never taken for a text.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> PyResult<Self> {
        Self::read(py, || Map::from_json(text))
    }

    /// Reads a map from YAML 1.2 text.
    ///
    /// The whole document is read and checked, and all its problems are reported at once, in the `issues` of
    /// the exception.
    #[staticmethod]
    fn from_yaml(py: Python<'_>, text: &str) -> PyResult<Self> {
        Self::read(py, || Map::from_yaml(text))
    }

    /// Reads a map from the bytes of a file called `name`, whose ending says whether it is JSON (`.json`) or
    /// YAML (`.yaml`, `.yml`). With any other ending, a text that begins with `{` is JSON.
    #[staticmethod]
    #[pyo3(signature = (data, name=""))]
    fn from_bytes(py: Python<'_>, data: &[u8], name: &str) -> PyResult<Self> {
        Self::read(py, || Map::from_bytes(data, name))
    }

    /// Reads a map from a YAML or JSON file.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Self::read(py, || Map::load(path))
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().0.to_json()?,)))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        repr(slf.as_any(), &*slf.get().0)
    }
}
