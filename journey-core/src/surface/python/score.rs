//! Measures of surveys as a class: one static constructor a kind. Names say the usual ones.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::data;
use super::wrapper::wrapper;
use crate::analysis::SurveyMeasure;
use crate::error::Error;
use crate::model::CesForm;

wrapper! {
    /// What is made of the answers to a survey question.
    SurveyMeasureClass as "SurveyMeasure" holds SurveyMeasure, or a text read by usual
}

data!(SurveyMeasureClass);

/// The usual measure of a name.
fn usual(name: String) -> PyResult<SurveyMeasure> {
    match name.as_str() {
        "nps" => Ok(SurveyMeasure::Nps {}),
        "csat" => Ok(SurveyMeasure::csat()),
        "ces" => Ok(SurveyMeasure::Ces { form: CesForm::Ease }),
        _ => {
            let expected = "`nps`, `csat`, `ces` or a SurveyMeasure";
            Err(Error::option("measure", format!("{name:?}"), expected).into())
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
}
