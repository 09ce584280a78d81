//! What simulated events look like, made ready once: raw names as codes, columns as positions.

use super::plan::Plan;
use super::solve::Assignment;
use crate::log::{ColumnKind, Value};
use crate::model::Scalar;

/// The value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Missing,
    Text(String),
    Number(f64),
    Boolean(bool),
    Time(i64),
}

impl Cell {
    /// A scalar in a column of a kind: a text in a column of times is a time.
    pub(super) fn new(scalar: &Scalar, kind: ColumnKind) -> Self {
        match (scalar, kind) {
            (Scalar::Text(text), ColumnKind::Time) => {
                let time: Option<jiff::Timestamp> = text.parse().ok();
                time.map_or(Self::Missing, |time| Self::Time(time.as_microsecond()))
            }
            (Scalar::Text(text), _) => Self::Text(text.clone()),
            (Scalar::Number(number), _) => Self::Number(*number),
            (Scalar::Boolean(value), _) => Self::Boolean(*value),
        }
    }

    pub(super) fn value(&self) -> Value<'_> {
        match self {
            Self::Missing => Value::Missing,
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Number(*number),
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Time(micros) => Value::Time(*micros),
        }
    }
}

/// A way in which events appear: name and those columns that have a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// Position of the raw name, unless the kind of customer says it.
    pub name: Option<u32>,
    /// Positions and values of columns.
    pub cells: Vec<(u32, Cell)>,
}

impl Look {
    /// Whether a column has a value.
    pub(super) fn has(&self, column: u32) -> bool {
        self.cells.iter().any(|(other, _)| *other == column)
    }
}

/// All appearances.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// Raw names; the first is empty.
    pub names: Vec<String>,
    /// Of each kind of customer.
    pub kinds: Vec<Look>,
    /// Of each touchpoint, those that its events may have.
    pub spots: Vec<Vec<Look>>,
    /// Of each touchpoint, position of the column of ratings.
    pub ratings: Vec<Option<u32>>,
    /// Names of events that belong to no touchpoint.
    pub noise: Vec<u32>,
    /// Positions of the columns of comments and of their sentiment.
    pub comments: Option<(u32, Option<u32>)>,
}

impl Looks {
    /// The appearances of a plan whose columns are known.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut names = vec![String::new()];
        let mut codes = std::collections::HashMap::from([(String::new(), 0)]);
        let mut code = |name: &str| {
            *codes.entry(name.to_string()).or_insert_with(|| {
                names.push(name.into());
                names.len() as u32 - 1
            })
        };
        let mut look = |columns: &Assignment| Look {
            name: match columns.get("touchpoint") {
                Some(Scalar::Text(name)) => Some(code(name)),
                Some(_) => Some(0),
                None => None,
            },
            cells: columns.iter().filter_map(|(column, scalar)| plan.cell(column, scalar)).collect(),
        };
        let kinds = plan.kinds.iter().map(|kind| look(&kind.columns)).collect();
        let spots = plan.spots.iter().map(|spot| spot.looks.iter().map(&mut look).collect()).collect();
        let rating = |scale: &(String, f64, f64)| plan.column(&scale.0);
        let ratings = plan.spots.iter().map(|spot| spot.rating.as_ref().and_then(rating)).collect();
        let noise = plan.noise.iter().map(|name| code(name)).collect();
        let comments = plan.comments.as_ref().and_then(|(text, sentiment)| {
            Some((plan.column(text)?, sentiment.as_ref().and_then(|name| plan.column(name))))
        });
        Self { names, kinds, spots, ratings, noise, comments }
    }
}

impl Plan {
    /// Position of a further column.
    pub(super) fn column(&self, name: &str) -> Option<u32> {
        let position = self.columns.binary_search_by(|(other, _)| other.as_str().cmp(name));
        position.ok().map(|position| position as u32)
    }

    /// Position of a further column, with a value.
    pub(super) fn cell(&self, column: &str, scalar: &Scalar) -> Option<(u32, Cell)> {
        let position = self.column(column)?;
        let (_, kind) = self.columns.get(position as usize)?;
        Some((position, Cell::new(scalar, *kind)))
    }
}
