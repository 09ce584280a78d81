//! Predicates resolved against the columns of a log: names looked up once, values compared typed.

use jiff::tz::TimeZone;

use super::instant::{TimeRange, bounds, moments};
use crate::error::{Error, Result};
use crate::glob::glob;
use crate::log::{ColumnKind, EventLog, Journey, MISSING, Names};
use crate::model::{Comparison, Predicate, Scalar};

/// A predicate that knows its column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    /// For each raw touchpoint code, whether it holds.
    Touchpoint(Vec<bool>),
    /// On the id of the customer.
    Customer(TextTest),
    /// For each code of a dictionary column, whether it holds.
    Codes(usize, Vec<bool>),
    /// On a text column.
    Text(usize, TextTest),
    /// On a number column.
    Number(usize, NumberTest),
    /// On a boolean column: the wanted values.
    Boolean(usize, Vec<bool>),
    /// On a time column, or on the time of the event: any of these ranges.
    Time(Option<usize>, Vec<TimeRange>),
    /// On a column without any value.
    Never,
}

/// A test of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TextTest {
    OneOf(Vec<String>),
    Glob(String),
}

/// A test of a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NumberTest {
    OneOf(Vec<f64>),
    Bounds(NumberBounds),
}

/// Bounds of a number; `None` is unbounded.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct NumberBounds {
    greater_than: Option<f64>,
    at_least: Option<f64>,
    less_than: Option<f64>,
    at_most: Option<f64>,
}

/// What predicates are resolved against.
pub(crate) struct Columns<'a> {
    pub(crate) log: &'a EventLog,
    pub(crate) zone: TimeZone,
}

/// Where the values of a column are.
enum Target<'a> {
    Touchpoint(&'a Names),
    Customer,
    Time,
    Further(usize, ColumnKind, &'a Names),
    Nothing,
}

impl<'a> Columns<'a> {
    /// Columns of a log; dates without a zone are read in `zone`.
    pub(crate) fn new(log: &'a EventLog, zone: TimeZone) -> Self {
        Self { log, zone }
    }

    fn target(&self, column: &str) -> Result<Target<'a>> {
        match column {
            "touchpoint" => return Ok(Target::Touchpoint(self.log.touchpoints())),
            "customer" => return Ok(Target::Customer),
            "time" => return Ok(Target::Time),
            _ => {}
        }
        match self.log.column(column) {
            Ok((position, column)) => Ok(Target::Further(position, column.info.kind, &column.names)),
            Err(_) if self.log.is_empty() => Ok(Target::Nothing),
            Err(Error::UnknownName { kind, name, mut similar }) => {
                let fixed = ["touchpoint", "customer", "time"].into_iter();
                similar.extend(crate::similar::similar(&name, fixed));
                Err(Error::UnknownName { kind, name, similar })
            }
            Err(other) => Err(other),
        }
    }

    /// Resolves a predicate; `field` is its path in the map.
    pub(crate) fn resolve(&self, predicate: &Predicate, field: &str) -> Result<Test> {
        match predicate {
            Predicate::Equals { column, value } => {
                self.values(column, std::slice::from_ref(value), &format!("{field}.equals.value"))
            }
            Predicate::OneOf { column, values } => {
                self.values(column, values, &format!("{field}.one_of.values"))
            }
            Predicate::Glob { column, pattern } => {
                self.texts(column, TextTest::Glob(pattern.clone()), &format!("{field}.glob"))
            }
            Predicate::Compare(comparison) => self.compare(comparison, &format!("{field}.compare")),
        }
    }

    fn values(&self, column: &str, values: &[Scalar], field: &str) -> Result<Test> {
        match self.target(column)? {
            Target::Nothing => Ok(Test::Never),
            Target::Time => Ok(Test::Time(None, moments(values, &self.zone, field)?)),
            Target::Further(position, ColumnKind::Time, _) => {
                Ok(Test::Time(Some(position), moments(values, &self.zone, field)?))
            }
            Target::Further(position, ColumnKind::Number, _) => {
                Ok(Test::Number(position, NumberTest::OneOf(each(values, field, column, number)?)))
            }
            Target::Further(position, ColumnKind::Boolean, _) => {
                Ok(Test::Boolean(position, each(values, field, column, boolean)?))
            }
            Target::Further(_, ColumnKind::Dictionary, names) if names.is_empty() => Ok(Test::Never),
            _ => self.texts(column, TextTest::OneOf(each(values, field, column, text)?), field),
        }
    }

    fn texts(&self, column: &str, test: TextTest, field: &str) -> Result<Test> {
        match self.target(column)? {
            Target::Nothing => Ok(Test::Never),
            Target::Touchpoint(names) => Ok(Test::Touchpoint(test.of_all(names))),
            Target::Customer => Ok(Test::Customer(test)),
            Target::Further(position, ColumnKind::Dictionary, names) => {
                Ok(Test::Codes(position, test.of_all(names)))
            }
            Target::Further(position, ColumnKind::Text, _) => Ok(Test::Text(position, test)),
            Target::Further(_, kind, _) => Err(misfit(field, column, kind, "a column of texts")),
            Target::Time => Err(misfit(field, column, ColumnKind::Time, "a column of texts")),
        }
    }

    fn compare(&self, comparison: &Comparison, field: &str) -> Result<Test> {
        let column = comparison.column.as_str();
        match self.target(column)? {
            Target::Nothing => Ok(Test::Never),
            Target::Time => Ok(Test::Time(None, vec![bounds(comparison, &self.zone, field)?])),
            Target::Further(position, ColumnKind::Time, _) => {
                Ok(Test::Time(Some(position), vec![bounds(comparison, &self.zone, field)?]))
            }
            Target::Further(position, ColumnKind::Number, _) => {
                let bound = |name: &str, value: &Option<Scalar>| {
                    let field = format!("{field}.{name}");
                    value.as_ref().map(|value| number(value, &field, column)).transpose()
                };
                Ok(Test::Number(
                    position,
                    NumberTest::Bounds(NumberBounds {
                        greater_than: bound("greater_than", &comparison.greater_than)?,
                        at_least: bound("at_least", &comparison.at_least)?,
                        less_than: bound("less_than", &comparison.less_than)?,
                        at_most: bound("at_most", &comparison.at_most)?,
                    }),
                ))
            }
            Target::Further(_, ColumnKind::Dictionary, names) if names.is_empty() => Ok(Test::Never),
            Target::Further(_, kind, _) => Err(misfit(field, column, kind, "a number or time column")),
            Target::Touchpoint(_) | Target::Customer => {
                Err(misfit(field, column, ColumnKind::Text, "a number or time column"))
            }
        }
    }
}

fn each<T>(
    values: &[Scalar],
    field: &str,
    column: &str,
    read: impl Fn(&Scalar, &str, &str) -> Result<T>,
) -> Result<Vec<T>> {
    values.iter().map(|value| read(value, field, column)).collect()
}

fn number(value: &Scalar, field: &str, column: &str) -> Result<f64> {
    match value {
        Scalar::Number(number) => Ok(*number),
        other => Err(unfit(field, other, format!("a number, as column {column:?} holds numbers"))),
    }
}

fn boolean(value: &Scalar, field: &str, column: &str) -> Result<bool> {
    match value {
        Scalar::Boolean(value) => Ok(*value),
        other => Err(unfit(field, other, format!("true or false, as column {column:?} holds booleans"))),
    }
}

fn text(value: &Scalar, field: &str, column: &str) -> Result<String> {
    match value {
        Scalar::Text(text) => Ok(text.clone()),
        other => Err(unfit(field, other, format!("a text, as column {column:?} holds texts"))),
    }
}

/// A value that does not fit the column.
pub(super) fn unfit(field: &str, value: &Scalar, expected: String) -> Error {
    let shown = match value {
        Scalar::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    };
    Error::option(field, shown, expected)
}

fn misfit(field: &str, column: &str, kind: ColumnKind, expected: &str) -> Error {
    let kind = format!("{kind:?}").to_lowercase();
    Error::option(field, format!("{column:?}, a {kind} column,"), expected)
}

impl Test {
    /// Whether the event satisfies it; `None` if the event has no value there.
    pub(crate) fn holds(&self, journey: &Journey<'_>, event: usize) -> Option<bool> {
        match self {
            Self::Touchpoint(wanted) => {
                let &code = journey.touchpoints().get(event)?;
                wanted.get(code as usize).copied()
            }
            Self::Customer(test) => Some(test.holds(journey.customer())),
            Self::Codes(column, wanted) => {
                let code = journey.codes(*column).get(event).copied().filter(|&code| code != MISSING)?;
                wanted.get(code as usize).copied()
            }
            Self::Text(column, test) => journey.text(*column, event).map(|text| test.holds(text)),
            Self::Number(column, test) => {
                let number = journey.numbers(*column).get(event).copied().filter(|x| !x.is_nan())?;
                Some(test.holds(number))
            }
            Self::Boolean(column, wanted) => {
                let value = journey.boolean(*column, event)?;
                Some(wanted.contains(&value))
            }
            Self::Time(column, ranges) => {
                let time = match column {
                    None => *journey.times().get(event)?,
                    Some(column) => journey.instant(*column, event)?,
                };
                Some(ranges.iter().any(|range| range.contains(time)))
            }
            Self::Never => None,
        }
    }
}

impl TextTest {
    pub(crate) fn holds(&self, text: &str) -> bool {
        match self {
            Self::OneOf(wanted) => wanted.iter().any(|wanted| wanted == text),
            Self::Glob(pattern) => glob(pattern, text),
        }
    }

    fn of_all(&self, names: &Names) -> Vec<bool> {
        names.iter().map(|name| self.holds(name)).collect()
    }
}

impl NumberTest {
    fn holds(&self, number: f64) -> bool {
        match self {
            Self::OneOf(wanted) => wanted.contains(&number),
            Self::Bounds(bounds) => bounds.hold(number),
        }
    }
}

impl NumberBounds {
    fn hold(&self, number: f64) -> bool {
        self.greater_than.is_none_or(|bound| number > bound)
            && self.at_least.is_none_or(|bound| number >= bound)
            && self.less_than.is_none_or(|bound| number < bound)
            && self.at_most.is_none_or(|bound| number <= bound)
    }
}
