//! Wide survey tables as event logs.

use std::path::PathBuf;

use journey_core::EventLog as Log;
use journey_core::error::{Error, Result};
use journey_core::ingest::SurveyColumns;
use journey_core::model::Scalar;
use journey_core::surface::python::{Dict, List};
use pyo3::prelude::*;

use crate::arrow::ArrowStream;
use crate::frame::ColumnsInMemory;
use crate::input::byte;
use crate::log::EventLog;
use crate::work::{Show, polite_showing};

/// `fn name(input: Type) => core function`: a static method with the options of all survey tables.
macro_rules! readers {
    ($($(#[$doc:meta])* fn $name:ident($input:ident: $type:ty $(, $delimiter:ident)?) => $read:expr;)+) => {
        #[pymethods]
        impl EventLog {$(
            $(#[$doc])*
            #[staticmethod]
            #[pyo3(signature = (
                $input, *, respondent, ratings, time=None, at=None, no_answer=None, no_answer_of=None,
                weight=None, whole=None, keep=None, names=None, recode=None, missing=None, time_zone=None,
                $($delimiter=None,)? progress=None,
            ))]
            #[allow(clippy::too_many_arguments)]
            fn $name(
                py: Python<'_>,
                $input: $type,
                respondent: String,
                ratings: Dict<String, String>,
                time: Option<String>,
                at: Option<String>,
                no_answer: Option<List<f64>>,
                no_answer_of: Option<Dict<String, List<f64>>>,
                weight: Option<String>,
                whole: Option<String>,
                keep: Option<List<String>>,
                names: Option<Dict<String, String>>,
                recode: Option<Dict<String, Dict<Scalar, Scalar>>>,
                missing: Option<List<String>>,
                time_zone: Option<String>,
                $($delimiter: Option<&str>,)?
                progress: Option<Show>,
            ) -> PyResult<Self> {
                let mut survey = when(respondent, time, at)?;
                for (column, touchpoint) in ratings.0 {
                    survey = survey.rating(column, touchpoint);
                }
                for (column, codes) in no_answer_of.unwrap_or_default().0 {
                    survey = survey.no_answer_of(column, codes.0);
                }
                for (column, values) in recode.unwrap_or_default().0 {
                    survey = survey.recode(column, values.0);
                }
                survey.names.extend(names.unwrap_or_default().0);
                survey.no_answer = no_answer.unwrap_or_default().0;
                survey.weight = weight;
                survey.columns.keep = keep.map(|list| list.0);
                survey.columns.missing = missing.unwrap_or_default().0;
                survey.columns.time_zone = time_zone;
                $(survey.columns.delimiter = byte($delimiter)?;)?
                if let Some(name) = whole {
                    survey = survey.whole(name);
                }
                Ok(Self::new(polite_showing(py, progress, || $read($input, &survey))?))
            }
        )+}
    };
}

readers! {
    /// Reads a wide survey table from a CSV file, plain or gzip: one row a respondent, one column a rated
    /// touchpoint.
    ///
    /// `ratings` says which column rates which touchpoint, in the order of the journey. Every rating becomes an event with
    /// the number column `rating`; one more event, named `survey` unless `whole` says otherwise, carries all further
    /// columns. The time is in the column `time`, or `at` for the whole table. `no_answer` are codes that mean "no answer"
    /// in all ratings, `no_answer_of` those of single columns, rated or kept.
    ///
    /// `names` gives kept columns (and the weight) other names in the log. `recode` puts words in the place of codes, or
    /// numbers in that of words: `{"Q2PURP1": {1: "business", 2: "leisure"}}`. What is not listed stays.
    fn read_survey(path: PathBuf, delimiter) => Log::read_survey;

    /// Reads a wide survey table from CSV text. See `read_survey`.
    fn read_survey_text(text: &str, delimiter) => Log::read_survey_text;

    /// Reads a wide survey table from the bytes of a CSV file, plain or gzip. See `read_survey`.
    fn read_survey_bytes(data: &[u8], delimiter) => Log::read_survey_bytes;

    /// Makes a log from a wide survey table of Arrow record batches. See `read_survey`.
    fn from_survey_arrow(data: ArrowStream) => of_arrow;

    /// Takes a wide survey table from columns in memory. See `read_survey`.
    fn from_survey_columns(data: ColumnsInMemory) => of_columns;
}

fn of_arrow(data: ArrowStream, survey: &SurveyColumns) -> Result<Log> {
    let (batches, schema) = data.open();
    Log::from_survey_arrow(batches, &schema, survey)
}

fn of_columns(data: ColumnsInMemory, survey: &SurveyColumns) -> Result<Log> {
    Log::from_survey_columns(&data.0, survey)
}

fn when(respondent: String, time: Option<String>, at: Option<String>) -> Result<SurveyColumns> {
    match (time, at) {
        (Some(column), None) => Ok(SurveyColumns::new(respondent, column)),
        (None, Some(at)) => Ok(SurveyColumns::at(respondent, at)),
        (None, None) => Err(Error::option("time", "nothing", "`time` or `at`")),
        (Some(_), Some(_)) => Err(Error::option("at", "it beside `time`", "one of the two")),
    }
}
