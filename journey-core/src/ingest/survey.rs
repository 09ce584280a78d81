//! Wide survey tables: one row a respondent, one column a rated touchpoint.

use super::clock::{Clock, TimeForm};
use super::csv;
use super::frame::Frame;
use super::further::Further;
use super::input::Input;
use super::loader::{read_name, skip};
use super::plan::{Role, check_distinct};
use super::sink::{Cell, Cells, Sink, Spot, check_names, find};
use crate::error::{Error, Place, Result};
use crate::log::{ColumnKind, Columns, Event, EventLog, LogBuilder, LogOptions, Source, Value};

/// Which column of a wide survey table is what.
///
/// Every rated touchpoint becomes an event of the respondent with the number column `rating`. One more
/// event, named `survey` unless set otherwise, comes last and carries all further columns, such as the
/// answer for the NPS: so each answer counts once. The weight is on every event.
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
    /// Column with survey weights.
    pub weight: Option<String>,
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

/// Name of the column with the ratings.
const RATING: &str = "rating";

impl SurveyColumns {
    /// A table with a column for the time of the answers.
    pub fn new(respondent: impl Into<String>, time: impl Into<String>) -> Self {
        let columns = Columns::always(respondent, time, "survey");
        Self { columns, at: None, ratings: Vec::new(), no_answer: Vec::new(), weight: None }
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

/// Turns rows into events.
pub(crate) struct Loader<'c> {
    survey: &'c SurveyColumns,
    whole: &'c str,
    respondent: Role,
    time: Time,
    /// Positions and codes of the rated columns.
    ratings: Vec<(Further, &'c Rating)>,
    /// The weight first, if there is one; then what is kept.
    further: Vec<Further>,
    clock: Clock,
    builder: LogBuilder,
    rows: u64,
}

enum Time {
    Column(Role, TimeForm),
    Constant(i64),
}

impl<'c> Loader<'c> {
    pub(crate) fn new(survey: &'c SurveyColumns, names: &[String], place: &Place) -> Result<Self> {
        check_names(names, place)?;
        let columns = &survey.columns;
        let Source::Constant(whole) = &columns.touchpoint else {
            return Err(Error::option("touchpoint", "a column", "the name of the event of the whole survey"));
        };
        let taken = taken(survey)?;
        let number = |name: &str| -> Result<Further> {
            let mut column = Further::new(find(names, name, place)?, name, columns);
            column.kind = Some(ColumnKind::Number);
            Ok(column)
        };
        let ratings = survey.ratings.iter().map(|rating| Ok((number(&rating.column)?, rating)));
        let ratings: Vec<_> = ratings.collect::<Result<_>>()?;
        let mut further: Vec<Further> =
            survey.weight.iter().map(|name| number(name)).collect::<Result<_>>()?;
        further.extend(kept(columns, names, &taken, place)?);
        if further.iter().any(|column| column.name == RATING) {
            return Err(Error::DuplicateColumn { place: place.clone(), column: RATING.into() });
        }
        let kinds = further.iter().map(|column| (column.name.clone(), column.kind));
        let kinds = std::iter::once((RATING.into(), Some(ColumnKind::Number))).chain(kinds).collect();
        let options = LogOptions { shards: columns.shards, priority: columns.priority.clone() };
        let mut clock = Clock::new(columns.time_zone.as_deref())?;
        Ok(Self {
            survey,
            whole,
            respondent: Role::new(&columns.customer, names, place)?,
            time: Time::new(survey, names, place, &mut clock)?,
            ratings,
            further,
            clock,
            builder: LogBuilder::new(options, kinds),
            rows: 0,
        })
    }

    fn events<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()> {
        self.clock.begin_row();
        let missing = &self.survey.columns.missing;
        let mut scratch = String::new();
        let customer = read_name(cells, &self.respondent, missing, spot, &mut scratch)?;
        let time = self.time.read(cells, &mut self.clock, spot)?;
        let mut read =
            |column: &mut Further| column.value(cells.cell(column.position), missing, &mut self.clock, spot);
        let mut values = vec![Value::Missing];
        for column in &mut self.further {
            values.push(read(column)?);
        }
        let (mut answers, mut silent) = (Vec::with_capacity(self.ratings.len()), 0);
        for (column, rating) in &mut self.ratings {
            match answer(&read(column)?, rating, self.survey) {
                Some(code) => answers.push((rating.touchpoint.as_str(), code)),
                None => silent += 1,
            }
        }
        let event = Event { customer, time, touchpoint: self.whole, end: None, row: spot.row, values: &[] };
        // The rating, then the weight if there is one.
        let with_weight = 1 + usize::from(self.survey.weight.is_some());
        let mut rated = values.get(..with_weight).unwrap_or_default().to_vec();
        for (touchpoint, rating) in answers {
            if let Some(first) = rated.first_mut() {
                *first = Value::Number(rating);
            }
            self.builder.push(Event { touchpoint, values: &rated, ..event })?;
        }
        self.builder.push(Event { values: &values, ..event })?;
        self.builder.quality_mut().no_answers += silent;
        self.clock.count(self.builder.quality_mut());
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<EventLog> {
        let zone = self.clock.zone().to_string();
        let quality = self.builder.quality_mut();
        quality.rows = self.rows;
        quality.time_zone = zone;
        if let Time::Column(_, form) = &self.time {
            quality.detected_epoch_unit = form.detected().map(|unit| unit.name().into());
        }
        self.builder.finish()
    }
}

impl Sink for Loader<'_> {
    fn row<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()> {
        self.rows += 1;
        match self.events(cells, spot) {
            Err(error) => skip(error, spot, self.survey.columns.on_error, self.builder.quality_mut()),
            Ok(()) => Ok(()),
        }
    }

    fn uses(&self, position: usize) -> bool {
        let time = matches!(&self.time, Time::Column(role, _) if role.position == position);
        time || self.respondent.position == position
            || self.ratings.iter().any(|(column, _)| column.position == position)
            || self.further.iter().any(|column| column.position == position)
    }

    fn broken(&mut self, error: Error, spot: Spot) -> Result<()> {
        self.rows += 1;
        skip(error, spot, self.survey.columns.on_error, self.builder.quality_mut())
    }
}

impl Time {
    fn new(survey: &SurveyColumns, names: &[String], place: &Place, clock: &mut Clock) -> Result<Self> {
        let columns = &survey.columns;
        let mut form = TimeForm::new(columns.epoch);
        match &survey.at {
            Some(_) if !columns.time.is_empty() => {
                Err(Error::option("at", "a constant time and a column", "one of the two"))
            }
            Some(text) => match clock.read(&Cell::Text(text), &mut form) {
                Ok(time) => Ok(Self::Constant(time)),
                Err(expected) => Err(Error::option("at", format!("{text:?}"), expected)),
            },
            None => Ok(Self::Column(Role::new(&columns.time, names, place)?, form)),
        }
    }

    fn read<'a>(&mut self, cells: &impl Cells<'a>, clock: &mut Clock, spot: Spot) -> Result<i64> {
        match self {
            Self::Constant(time) => Ok(*time),
            Self::Column(role, form) => {
                let cell = cells.cell(role.position);
                clock.read(&cell, form).map_err(|expected| spot.bad(&role.name, &cell, expected))
            }
        }
    }
}

/// The columns that are something else than kept; an error if one is two things.
fn taken(survey: &SurveyColumns) -> Result<Vec<&str>> {
    let columns = &survey.columns;
    let mut taken = vec![("respondent", columns.customer.as_str())];
    taken.extend((!columns.time.is_empty()).then_some(("time", columns.time.as_str())));
    taken.extend(survey.weight.as_deref().map(|name| ("weight", name)));
    taken.extend(survey.ratings.iter().map(|rating| ("ratings", rating.column.as_str())));
    check_distinct(&taken)?;
    Ok(taken.into_iter().map(|(_, name)| name).collect())
}

/// The rating, unless it is missing or a code for "no answer".
fn answer(value: &Value<'_>, rating: &Rating, survey: &SurveyColumns) -> Option<f64> {
    let code = match *value {
        Value::Number(code) => code,
        Value::Integer(code) => code as f64,
        _ => return None,
    };
    let silent = survey.no_answer.contains(&code) || rating.no_answer.contains(&code);
    (!silent).then_some(code)
}

/// The columns to keep: those asked for, or all that are nothing else.
fn kept(columns: &Columns, names: &[String], taken: &[&str], place: &Place) -> Result<Vec<Further>> {
    match &columns.keep {
        Some(keep) => keep
            .iter()
            .filter(|name| !taken.contains(&name.as_str()))
            .map(|name| Ok(Further::new(find(names, name, place)?, name, columns)))
            .collect(),
        None => Ok(names
            .iter()
            .enumerate()
            .filter(|(_, name)| !taken.contains(&name.as_str()))
            .map(|(position, name)| Further::new(position, name, columns))
            .collect()),
    }
}

impl EventLog {
    /// Reads a wide survey table from a CSV file, plain or gzip. See [`SurveyColumns`].
    ///
    /// # Errors
    /// As [`Self::read_csv`]; [`Error::BadValue`] for a rating that is no number.
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
