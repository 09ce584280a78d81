//! Conditions on records and items.

use super::plan::{At, Maker};
use super::tape::same_text;
use crate::error::{Error, Result};
use crate::glob::glob;
use crate::ingest::instant;
use crate::ingest::sink::Cell;
use crate::log::detect;
use crate::model::{Comparison, EventRule, Predicate, Scalar};

/// A condition whose paths are taken apart.
pub(super) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    OneOf(At, Vec<Scalar>),
    Glob(At, String),
    Bounds(At, Bounds),
}

/// Whether one of the values at a path satisfies something.
pub(super) type Any<'a> = dyn Fn(&At, &dyn Fn(&Cell<'_>) -> bool) -> bool + 'a;

/// Bounds of a number, or of a time in microseconds.
pub(super) struct Bounds {
    times: bool,
    greater_than: Option<f64>,
    at_least: Option<f64>,
    less_than: Option<f64>,
    at_most: Option<f64>,
}

impl Test {
    pub fn new(rule: &EventRule, maker: &mut Maker<'_>) -> Result<Self> {
        let mut all =
            |rules: &[EventRule]| rules.iter().map(|rule| Self::new(rule, maker)).collect::<Result<Vec<_>>>();
        Ok(match rule {
            EventRule::Any(rules) => Self::Any(all(rules)?),
            EventRule::All(rules) => Self::All(all(rules)?),
            EventRule::Not(rule) => Self::Not(Box::new(Self::new(rule, maker)?)),
            EventRule::Is(Predicate::Equals { column, value }) => {
                Self::OneOf(maker.path(column)?, vec![value.clone()])
            }
            EventRule::Is(Predicate::OneOf { column, values }) => {
                Self::OneOf(maker.path(column)?, values.clone())
            }
            EventRule::Is(Predicate::Glob { column, pattern }) => {
                Self::Glob(maker.path(column)?, pattern.clone())
            }
            EventRule::Is(Predicate::Compare(comparison)) => {
                Self::Bounds(maker.path(&comparison.column)?, Bounds::new(comparison)?)
            }
        })
    }

    /// Whether it holds; `any` says whether one of the values at a path satisfies something.
    pub fn holds(&self, any: &Any<'_>) -> bool {
        match self {
            Self::Any(tests) => tests.iter().any(|test| test.holds(any)),
            Self::All(tests) => tests.iter().all(|test| test.holds(any)),
            Self::Not(test) => !test.holds(any),
            Self::OneOf(at, values) => any(at, &|cell| values.iter().any(|value| is(cell, value))),
            Self::Glob(at, pattern) => any(at, &|cell| match cell {
                Cell::Missing => false,
                Cell::Text(text) => glob(pattern, text),
                cell => glob(pattern, &cell.shown()),
            }),
            Self::Bounds(at, bounds) => any(at, &|cell| bounds.hold(cell)),
        }
    }
}

/// Whether a cell has this value, be it as a number or as text.
fn is(cell: &Cell<'_>, value: &Scalar) -> bool {
    match (cell, value) {
        (Cell::Missing, _) => false,
        (cell, Scalar::Text(text)) => same_text(cell, text),
        (cell, Scalar::Number(wanted)) => number(cell) == Some(*wanted),
        (Cell::Boolean(found), Scalar::Boolean(wanted)) => found == wanted,
        (Cell::Text(text), Scalar::Boolean(wanted)) => detect::boolean(text) == Some(*wanted),
        (_, Scalar::Boolean(_)) => false,
    }
}

fn number(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Integer(number) => Some(*number as f64),
        Cell::Text(text) => detect::number(text.trim()),
        _ => None,
    }
}

/// A time in UTC microseconds; one without zone is taken as UTC.
fn time(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Text(text) => instant::parse(text).map(|instant| instant.micros as f64),
        Cell::Time(micros) | Cell::LocalTime(micros) => Some(*micros as f64),
        Cell::Nanos { nanos, .. } => Some(nanos.div_euclid(1000) as f64),
        _ => None,
    }
}

impl Bounds {
    pub fn new(comparison: &Comparison) -> Result<Self> {
        let bounds =
            [&comparison.greater_than, &comparison.at_least, &comparison.less_than, &comparison.at_most];
        let times = bounds.iter().any(|bound| matches!(bound, Some(Scalar::Text(_))));
        let bound = |bound: &Option<Scalar>| match bound {
            None => Ok(None),
            Some(Scalar::Number(number)) if !times => Ok(Some(*number)),
            Some(Scalar::Text(text)) => match time(&Cell::Text(text)) {
                Some(micros) => Ok(Some(micros)),
                None => Err(refuse(text)),
            },
            Some(other) => Err(refuse(&other.to_string())),
        };
        Ok(Self {
            times,
            greater_than: bound(&comparison.greater_than)?,
            at_least: bound(&comparison.at_least)?,
            less_than: bound(&comparison.less_than)?,
            at_most: bound(&comparison.at_most)?,
        })
    }

    fn hold(&self, cell: &Cell<'_>) -> bool {
        let value = if self.times { time(cell) } else { number(cell) };
        value.is_some_and(|value| {
            self.greater_than.is_none_or(|bound| value > bound)
                && self.at_least.is_none_or(|bound| value >= bound)
                && self.less_than.is_none_or(|bound| value < bound)
                && self.at_most.is_none_or(|bound| value <= bound)
        })
    }
}

fn refuse(text: &str) -> Error {
    Error::option("compare", format!("{text:?}"), "numbers, or times such as `2024-03-01T12:00:00Z`")
}
