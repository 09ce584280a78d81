//! Measures of surveys as a class: one static constructor a kind. Names say the usual ones.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::data;
use crate::analysis::SurveyMeasure;
use crate::error::Error;
use crate::model::CesForm;

#[cfg(feature = "stubs")]
use pyo3::{type_hint_identifier, type_hint_union};

/// What is made of the answers to a survey question.
#[pyclass(name = "SurveyMeasure", frozen, eq, from_py_object, module = "journey")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SurveyMeasureClass(pub SurveyMeasure);

data!(SurveyMeasureClass);

impl<'py> FromPyObject<'_, 'py> for SurveyMeasure {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = type_hint_union!(
        <SurveyMeasureClass as FromPyObject<'_, '_>>::INPUT_TYPE,
        type_hint_identifier!("builtins", "str")
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let Ok(name) = object.extract::<String>() else {
            return Ok(object.cast::<SurveyMeasureClass>()?.get().0);
        };
        match name.as_str() {
            "nps" => Ok(Self::Nps {}),
            "csat" => Ok(Self::csat()),
            "ces" => Ok(Self::Ces { form: CesForm::Ease }),
            _ => {
                Err(Error::option("measure", format!("{name:?}"), "`nps`, `csat`, `ces` or a SurveyMeasure")
                    .into())
            }
        }
    }
}

#[pymethods]
impl SurveyMeasureClass {
    /// Net promoter score of answers 0 to 10, in points from -100 to +100.
    #[staticmethod]
    fn nps() -> Self {
        Self(SurveyMeasure::Nps {})
    }

    /// Share of the best answers (top boxes).
    #[staticmethod]
    #[pyo3(signature = (*, min=1.0, max=5.0, satisfied_from=4.0))]
    fn csat(min: f64, max: f64, satisfied_from: f64) -> Self {
        Self(SurveyMeasure::Csat { min, max, satisfied_from })
    }

    /// Customer effort score, the mean answer.
    #[staticmethod]
    #[pyo3(signature = (*, form))]
    fn ces(form: CesForm) -> Self {
        Self(SurveyMeasure::Ces { form })
    }

    /// Mean answer.
    #[staticmethod]
    #[pyo3(signature = (*, min, max))]
    fn mean(min: f64, max: f64) -> Self {
        Self(SurveyMeasure::Mean { min, max })
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        super::data::constructor("SurveyMeasure", &super::to_dict(slf.py(), slf.get())?)
    }
}
