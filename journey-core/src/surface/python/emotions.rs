//! Where moods come from and what is expected, as classes. The name of a column says the usual source.

use pyo3::prelude::*;

use crate::analysis::{EmotionRating, ExpectedEmotion};

#[cfg(feature = "stubs")]
use pyo3::{type_hint_identifier, type_hint_union};

impl<'py> FromPyObject<'_, 'py> for EmotionRating {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr =
        type_hint_union!(<Self as pyo3::PyTypeInfo>::TYPE_HINT, type_hint_identifier!("builtins", "str"));

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(column) = object.extract::<String>() {
            return Ok(Self::from(column.as_str()));
        }
        Ok(object.cast::<Self>()?.get().clone())
    }
}

#[pymethods]
impl EmotionRating {
    #[new]
    #[pyo3(signature = (column, *, touchpoint=None, about=None, min=1.0, max=5.0, missing=Vec::new()))]
    fn new_py(
        column: String,
        touchpoint: Option<String>,
        about: Option<String>,
        min: f64,
        max: f64,
        missing: Vec<f64>,
    ) -> Self {
        Self { column, touchpoint, about, min, max, missing }
    }
}

#[pymethods]
impl ExpectedEmotion {
    #[new]
    #[pyo3(signature = (touchpoint, valence, *, group=None))]
    fn new_py(touchpoint: String, valence: f64, group: Option<String>) -> Self {
        Self { touchpoint, valence, group }
    }
}
