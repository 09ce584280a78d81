//! Turns the rows of a survey table into events.

use super::question::Question;
use super::{Rating, SurveyColumns};
use crate::error::{Error, Place, Result};
use crate::ingest::clock::{Clock, TimeForm};
use crate::ingest::loader::{read_name, skip};
use crate::ingest::plan::{Role, check_distinct};
use crate::ingest::sink::{Cell, Cells, Sink, Spot, check_names};
use crate::log::{ColumnKind, Columns, Event, EventLog, LogBuilder, LogOptions, Source, Value};

/// Name of the column with the ratings.
const RATING: &str = "rating";

/// Turns rows into events.
pub(in crate::ingest) struct Loader<'c> {
    survey: &'c SurveyColumns,
    whole: &'c str,
    respondent: Role,
    time: Time,
    /// The rated columns, in the order of their events.
    ratings: Vec<(Question, &'c Rating)>,
    /// The weight first, if there is one; then what is kept.
    further: Vec<Question>,
    clock: Clock,
    builder: LogBuilder,
    rows: u64,
}

enum Time {
    Column(Role, TimeForm),
    Constant(i64),
}

impl<'c> Loader<'c> {
    pub(in crate::ingest) fn new(survey: &'c SurveyColumns, names: &[String], place: &Place) -> Result<Self> {
        check_names(names, place)?;
        let columns = &survey.columns;
        let Source::Constant(whole) = &columns.touchpoint else {
            return Err(Error::option("touchpoint", "a column", "the name of the event of the whole survey"));
        };
        let taken = taken(survey)?;
        let kept = kept(columns, names, &taken);
        check_options(survey, &kept)?;
        let question = |name: &str| Question::new(name, names, survey, place);
        let rated = |rating: &'c Rating| {
            let silent = [survey.no_answer.as_slice(), &rating.no_answer].concat();
            Ok((question(&rating.column)?.of_numbers(&silent)?, rating))
        };
        let weight = survey.weight.iter().map(|name| question(name)?.of_numbers(&[]));
        let kept = kept.into_iter().map(question);
        let further: Vec<Question> = weight.chain(kept).collect::<Result<_>>()?;
        let kinds = kinds(&further, place)?;
        let options = LogOptions { shards: columns.shards, priority: columns.priority.clone() };
        let mut clock = Clock::new(columns.time_zone.as_deref())?;
        Ok(Self {
            survey,
            whole,
            respondent: Role::new(&columns.customer, names, place)?,
            time: Time::new(survey, names, place, &mut clock)?,
            ratings: survey.ratings.iter().map(rated).collect::<Result<_>>()?,
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
        let (mut values, mut silent) = (vec![Value::Missing], 0);
        for question in &mut self.further {
            let cell = cells.cell(question.position());
            let value = question.value(cell, missing, &mut self.clock, spot)?;
            silent += u64::from(value.is_none());
            values.push(value.unwrap_or(Value::Missing));
        }
        let mut answers = Vec::with_capacity(self.ratings.len());
        for (question, rating) in &mut self.ratings {
            let cell = cells.cell(question.position());
            match question.value(cell, missing, &mut self.clock, spot)? {
                Some(answer @ (Value::Number(_) | Value::Integer(_))) => {
                    answers.push((rating.touchpoint.as_str(), answer));
                }
                _ => silent += 1,
            }
        }
        let event = Event { customer, time, touchpoint: self.whole, end: None, row: spot.row, values: &[] };
        // The rating, then the weight if there is one.
        let with_weight = 1 + usize::from(self.survey.weight.is_some());
        let mut rated = values.get(..with_weight).unwrap_or_default().to_vec();
        for (touchpoint, answer) in answers {
            if let Some(first) = rated.first_mut() {
                *first = answer;
            }
            self.builder.push(Event { touchpoint, values: &rated, ..event })?;
        }
        self.builder.push(Event { values: &values, ..event })?;
        self.builder.quality_mut().no_answers += silent;
        self.clock.count(self.builder.quality_mut());
        Ok(())
    }

    pub(in crate::ingest) fn finish(mut self) -> Result<EventLog> {
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
            || self.ratings.iter().any(|(question, _)| question.position() == position)
            || self.further.iter().any(|question| question.position() == position)
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

/// The names of the columns to keep: those asked for, or all that are nothing else.
fn kept<'n>(columns: &'n Columns, names: &'n [String], taken: &[&str]) -> Vec<&'n str> {
    let wanted = columns.keep.as_deref().unwrap_or(names);
    wanted.iter().map(String::as_str).filter(|name| !taken.contains(name)).collect()
}

/// An error for an option about a column that has no use for it.
fn check_options(survey: &SurveyColumns, kept: &[&str]) -> Result<()> {
    let named = |name: &String| kept.contains(&name.as_str()) || survey.weight.as_ref() == Some(name);
    let read = |name: &String| named(name) || survey.ratings.iter().any(|rating| rating.column == *name);
    let check = |option: &str, strange: Option<&String>, expected: &str| match strange {
        Some(name) => Err(Error::option(option, format!("{name:?}"), expected)),
        None => Ok(()),
    };
    check("names", survey.names.keys().find(|name| !named(name)), "columns that are kept, or the weight")?;
    let expected = "columns that are rated or kept";
    check("no_answer_of", survey.no_answer_of.keys().find(|name| !read(name)), expected)?;
    check("recode", survey.recode.keys().find(|name| !read(name)), expected)
}

/// Names and kinds of the columns of the log.
fn kinds(further: &[Question], place: &Place) -> Result<Vec<(String, Option<ColumnKind>)>> {
    let mut kinds = vec![(RATING.to_string(), Some(ColumnKind::Number))];
    for question in further {
        if kinds.iter().any(|(name, _)| name == question.name()) {
            return Err(Error::DuplicateColumn { place: place.clone(), column: question.name().into() });
        }
        kinds.push(question.column());
    }
    Ok(kinds)
}
