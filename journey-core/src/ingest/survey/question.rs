//! A column of a survey table: codes that are no answers, and values that come in the place of others.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::SurveyColumns;
use crate::error::{Error, Place, Result};
use crate::ingest::clock::Clock;
use crate::ingest::further::{Further, is_missing};
use crate::ingest::sink::{Cell, Spot, find};
use crate::log::{ColumnKind, Value, detect};
use crate::model::Scalar;

/// How the cells of a column are read.
pub(super) struct Question {
    further: Further,
    /// What the column is called in the log.
    name: String,
    /// New values by written ones, as [`written`] has them.
    recode: BTreeMap<String, Scalar>,
    /// Codes for "no answer".
    silent: Vec<f64>,
}

impl Question {
    pub fn new(name: &str, names: &[String], survey: &SurveyColumns, place: &Place) -> Result<Self> {
        let mut further = Further::new(find(names, name, place)?, name, &survey.columns);
        let recode = match survey.recode.get(name) {
            Some(values) => new_values(name, values)?,
            None => BTreeMap::new(),
        };
        further.kind = match recode.values().next() {
            Some(Scalar::Number(_)) => Some(ColumnKind::Number),
            Some(_) => Some(ColumnKind::Dictionary),
            None => further.kind,
        };
        Ok(Self {
            further,
            name: survey.names.get(name).map_or(name, String::as_str).into(),
            recode,
            silent: survey.no_answer_of.get(name).cloned().unwrap_or_default(),
        })
    }

    /// The same column, which has to have numbers, with further codes for "no answer".
    pub fn of_numbers(mut self, silent: &[f64]) -> Result<Self> {
        if let Some(text) = self.recode.values().find(|value| !matches!(value, Scalar::Number(_))) {
            let expected = format!("numbers, for {:?} is rated or the weight", self.further.name);
            return Err(Error::option("recode", format!("{:?}", text.to_string()), expected));
        }
        self.further.kind = Some(ColumnKind::Number);
        self.silent.extend(silent);
        Ok(self)
    }

    /// Name and kind in the log.
    pub fn column(&self) -> (String, Option<ColumnKind>) {
        (self.name.clone(), self.further.kind)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn position(&self) -> usize {
        self.further.position
    }

    /// The value in a cell; `None` for a code for "no answer".
    pub fn value<'a>(
        &'a mut self,
        cell: Cell<'a>,
        missing: &[String],
        clock: &mut Clock,
        spot: Spot,
    ) -> Result<Option<Value<'a>>> {
        let Self { further, recode, silent, .. } = self;
        if number(&cell).is_some_and(|code| silent.contains(&code)) {
            return Ok(None);
        }
        let blank = matches!(cell, Cell::Text(text) if is_missing(text, missing));
        let known = (!blank && !recode.is_empty()).then(|| written(&cell)).flatten();
        match known.and_then(|written| recode.get(&*written)) {
            Some(Scalar::Number(number)) => Ok(Some(Value::Number(*number))),
            Some(Scalar::Text(text)) => Ok(Some(Value::Text(text))),
            Some(Scalar::Boolean(_)) | None => further.value(cell, missing, clock, spot).map(Some),
        }
    }
}

/// New values by written ones; an error where they contradict each other.
fn new_values(column: &str, values: &[(Scalar, Scalar)]) -> Result<BTreeMap<String, Scalar>> {
    let refuse = |value: String, expected: &str| {
        Err(Error::option("recode", format!("{value} in {column:?}"), expected.to_string()))
    };
    let mut recode = BTreeMap::new();
    let first = values.first().map(|(_, to)| std::mem::discriminant(to));
    for (from, to) in values {
        match to {
            Scalar::Boolean(value) => return refuse(value.to_string(), "texts or numbers"),
            Scalar::Number(number) if !number.is_finite() => {
                return refuse(number.to_string(), "finite numbers");
            }
            Scalar::Text(text) if text.is_empty() || text.contains('\0') => {
                return refuse(format!("{text:?}"), "texts that are neither empty nor have NUL characters");
            }
            to if Some(std::mem::discriminant(to)) != first => {
                return refuse(format!("{:?}", to.to_string()), "texts only, or numbers only");
            }
            _ => {}
        }
        let cell = match from {
            Scalar::Boolean(value) => Cell::Boolean(*value),
            Scalar::Number(number) => Cell::Number(*number),
            Scalar::Text(text) => Cell::Text(text),
        };
        let Some(written) = written(&cell) else {
            return refuse(from.to_string(), "finite numbers");
        };
        if recode.insert(written.into_owned(), to.clone()).is_some_and(|before| before != *to) {
            return refuse(format!("{:?}", from.to_string()), "one new value for each");
        }
    }
    Ok(recode)
}

/// A cell as it is compared: numbers by their value, texts without blanks at their ends.
fn written<'a>(cell: &Cell<'a>) -> Option<Cow<'a, str>> {
    match (number(cell), *cell) {
        (Some(number), _) => Some(number.to_string().into()),
        (None, Cell::Text(text)) => Some(text.trim().into()),
        (None, Cell::Boolean(value)) => Some(if value { "true" } else { "false" }.into()),
        _ => None,
    }
}

/// The number in a cell, written or not.
fn number(cell: &Cell<'_>) -> Option<f64> {
    let number = match *cell {
        Cell::Text(text) => detect::number(text.trim())?,
        Cell::Number(number) if number.is_finite() => number,
        Cell::Integer(number) => number as f64,
        _ => return None,
    };
    // -0 is 0.
    Some(number + 0.0)
}
