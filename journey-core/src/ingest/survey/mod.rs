//! Wide survey tables: one row a respondent, one column a rated touchpoint.

mod loader;
mod question;

use std::collections::BTreeMap;

use super::csv;
use super::frame::Frame;
use super::input::Input;
use crate::error::Result;
use crate::log::{Columns, EventLog, Source};
use crate::model::Scalar;
pub(super) use loader::Loader;

/// Which column of a wide survey table is what.
///
/// Every rated touchpoint becomes an event of the respondent with the number column `rating`. One more
/// event, named `survey` unless set otherwise, comes last and carries all further columns, such as the
/// answer for the NPS: so each answer counts once. The weight is on every event.
///
/// Exports hold codes, and each wave calls its columns otherwise: `names` gives columns the names that they are to have in the
/// log, `recode` puts words in the place of codes (or numbers in that of words), and `no_answer_of` says which codes of a
/// question are no answers.
///
/// ```
/// use journey_core::EventLog;
/// use journey_core::ingest::SurveyColumns;
/// let table = "id,food,wifi,nps,weight\n1,4,0,9,1.5\n2,6,2,11,0.5\n";
/// let columns = SurveyColumns::at("id", "2017-05-01")
///     .rating("food", "Restaurant")
///     .rating("wifi", "Wi-Fi")
///     .no_answer([0.0, 6.0])
///     .weight("weight");
/// let log = EventLog::read_survey_text(table, &columns)?;
/// // Two ratings and two `survey` events; the 0 and the 6 are no answers.
/// assert_eq!((log.customers(), log.events(), log.quality().no_answers), (2, 4, 2));
///
/// let table = "id,overall,Q2PURP,NETPRO\n1,Very good,1,9\n2,Poor,2,11\n";
/// let columns = SurveyColumns::at("id", "2018-05-01")
///     .rating("overall", "Airport")
///     .recode("overall", [("Poor", 1.0), ("Good", 2.0), ("Very good", 3.0)])
///     .recode("Q2PURP", [(1.0, "business"), (2.0, "leisure")])
///     .name("Q2PURP", "purpose")
///     .name("NETPRO", "recommend")
///     .no_answer_of("NETPRO", [11.0]);
/// let log = EventLog::read_survey_text(table, &columns)?;
/// let names: Vec<String> = log.columns().into_iter().map(|column| column.name).collect();
/// assert_eq!(names, ["rating", "purpose", "recommend"]);
/// assert_eq!(log.quality().no_answers, 1);
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyColumns {
    /// Respondent (as `customer`), time, name of the event for the whole survey (as constant
    /// `touchpoint`), columns to keep and how to read them.
    pub columns: Columns,
    /// Time of all answers, if the table has no column for it.
    pub at: Option<String>,
    /// The rated touchpoints, in the order of their events.
    pub ratings: Vec<Rating>,
    /// Codes that mean "no answer" in every rated column.
    pub no_answer: Vec<f64>,
    /// Codes that mean "no answer" in single columns, rated or kept, besides those of the whole survey.
    pub no_answer_of: BTreeMap<String, Vec<f64>>,
    /// Column with survey weights.
    pub weight: Option<String>,
    /// Names in the log of kept columns and of the weight, by their names in the table; the others stay.
    pub names: BTreeMap<String, String>,
    /// By column: values that come in the place of those that are written. Numbers are told by their value (`1` is `1.0`),
    /// texts without blanks at their ends. The new values of a column are all texts or all numbers. What is not listed
    /// stays; among numbers, it must be one.
    pub recode: BTreeMap<String, Vec<(Scalar, Scalar)>>,
}

/// A column with ratings of a touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Rating {
    /// The column.
    pub column: String,
    /// The touchpoint that it rates.
    pub touchpoint: String,
    /// Codes that mean "no answer" here, besides those of the whole survey.
    pub no_answer: Vec<f64>,
}

impl SurveyColumns {
    /// A table with a column for the time of the answers.
    pub fn new(respondent: impl Into<String>, time: impl Into<String>) -> Self {
        let columns = Columns::always(respondent, time, "survey");
        Self {
            columns,
            at: None,
            ratings: Vec::new(),
            no_answer: Vec::new(),
            no_answer_of: BTreeMap::new(),
            weight: None,
            names: BTreeMap::new(),
            recode: BTreeMap::new(),
        }
    }

    /// A table of which all answers are from the same time.
    pub fn at(respondent: impl Into<String>, time: impl Into<String>) -> Self {
        Self { at: Some(time.into()), ..Self::new(respondent, "") }
    }

    /// A column that rates a touchpoint.
    #[must_use]
    pub fn rating(self, column: impl Into<String>, touchpoint: impl Into<String>) -> Self {
        self.rating_without(column, touchpoint, [])
    }

    /// A column that rates a touchpoint and has its own codes for "no answer".
    #[must_use]
    pub fn rating_without(
        mut self,
        column: impl Into<String>,
        touchpoint: impl Into<String>,
        no_answer: impl IntoIterator<Item = f64>,
    ) -> Self {
        let no_answer = no_answer.into_iter().collect();
        self.ratings.push(Rating { column: column.into(), touchpoint: touchpoint.into(), no_answer });
        self
    }

    /// Codes that mean "no answer" in every rated column. They are left out and counted.
    #[must_use]
    pub fn no_answer(mut self, codes: impl IntoIterator<Item = f64>) -> Self {
        self.no_answer = codes.into_iter().collect();
        self
    }

    /// Codes that mean "no answer" in one column, rated or kept. They are left out and counted.
    #[must_use]
    pub fn no_answer_of(mut self, column: impl Into<String>, codes: impl IntoIterator<Item = f64>) -> Self {
        self.no_answer_of.insert(column.into(), codes.into_iter().collect());
        self
    }

    /// Gives a kept column, or the weight, another name in the log.
    #[must_use]
    pub fn name(mut self, column: impl Into<String>, name: impl Into<String>) -> Self {
        self.names.insert(column.into(), name.into());
        self
    }

    /// Puts other values in the place of those that are written in a column.
    #[must_use]
    pub fn recode<F: Into<Scalar>, T: Into<Scalar>>(
        mut self,
        column: impl Into<String>,
        values: impl IntoIterator<Item = (F, T)>,
    ) -> Self {
        let values = values.into_iter().map(|(from, to)| (from.into(), to.into())).collect();
        self.recode.insert(column.into(), values);
        self
    }

    /// A text that means "no value".
    #[must_use]
    pub fn missing(mut self, text: impl Into<String>) -> Self {
        self.columns = self.columns.missing(text);
        self
    }

    /// Sets the column with survey weights.
    #[must_use]
    pub fn weight(mut self, column: impl Into<String>) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// Keeps only these further columns, on the event of the whole survey.
    #[must_use]
    pub fn keep<T: Into<String>>(mut self, columns: impl IntoIterator<Item = T>) -> Self {
        self.columns = self.columns.keep(columns);
        self
    }

    /// Sets the name of the event of the whole survey.
    #[must_use]
    pub fn whole(mut self, touchpoint: impl Into<String>) -> Self {
        self.columns.touchpoint = Source::Constant(touchpoint.into());
        self
    }
}

impl EventLog {
    /// Reads a wide survey table from a CSV file, plain or gzip. See [`SurveyColumns`].
    ///
    /// # Errors
    /// As [`Self::read_csv`]; [`Error::BadValue`](crate::Error::BadValue) for a rating that is no number.
    pub fn read_survey(path: impl AsRef<std::path::Path>, survey: &SurveyColumns) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let input = Input::open(&path, survey.columns.max_bytes)?;
        let log = read(input, survey).map_err(|error| error.in_file(&path))?;
        Ok(log.of_file(&path))
    }

    /// Reads a wide survey table from CSV text. See [`SurveyColumns`].
    ///
    /// # Errors
    /// See [`Self::read_survey`].
    pub fn read_survey_text(text: &str, survey: &SurveyColumns) -> Result<Self> {
        Self::read_survey_bytes(text.as_bytes(), survey)
    }

    /// Reads a wide survey table from the bytes of a CSV file, plain or gzip. See [`SurveyColumns`].
    ///
    /// # Errors
    /// See [`Self::read_survey`].
    pub fn read_survey_bytes(bytes: &[u8], survey: &SurveyColumns) -> Result<Self> {
        read(Input::bytes(bytes, survey.columns.max_bytes)?, survey)
    }

    /// Makes a log from a wide survey table in memory. See [`SurveyColumns`].
    ///
    /// # Errors
    /// See [`Self::read_survey`] and [`Self::from_columns`].
    pub fn from_survey_columns(frame: &Frame, survey: &SurveyColumns) -> Result<Self> {
        frame.read(|names, place| Loader::new(survey, names, place))?.finish()
    }
}

fn read(input: Input<'_>, survey: &SurveyColumns) -> Result<EventLog> {
    csv::read(input, survey.columns.delimiter, |names, place| Loader::new(survey, names, place))?.finish()
}
