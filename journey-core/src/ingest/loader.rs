//! From rows of cells to a log: finds the columns, reads times, and deals with bad rows.

use super::clock::{Clock, TimeForm};
use super::further::{Further, is_missing};
use super::sink::{Cell, Cells, Sink, Spot, check_names, find};
use crate::error::{Error, Place, Result, shorten};
use crate::log::{
    Columns, Event, EventLog, LogBuilder, LogOptions, OnError, Quality, SkippedRow, Source, Value,
};

/// Turns rows into events.
pub(crate) struct Loader<'c> {
    columns: &'c Columns,
    customer: Role,
    touchpoint: Name,
    time: When,
    end: Option<(Role, TimeForm)>,
    further: Vec<Further>,
    clock: Clock,
    builder: LogBuilder,
    rows: u64,
    /// An empty list whose memory the next row uses.
    values: Vec<Value<'static>>,
    names: [String; 2],
}

/// A column that every event needs.
pub(crate) struct Role {
    pub position: usize,
    pub name: String,
}

impl Role {
    pub(crate) fn new(name: &str, names: &[String], place: &Place) -> Result<Self> {
        Ok(Self { position: find(names, name, place)?, name: name.into() })
    }
}

enum Name {
    Column(Role),
    Constant(String),
}

enum When {
    Column(Role, TimeForm),
    Constant(i64),
}

impl<'c> Loader<'c> {
    /// A loader for events with these column names.
    pub(crate) fn new(columns: &'c Columns, names: &[String], place: &Place) -> Result<Self> {
        if columns.time.is_empty() {
            return Err(Error::option("time", "\"\"", "the name of a column"));
        }
        if matches!(&columns.touchpoint, Source::Constant(name) if name.trim().is_empty()) {
            return Err(Error::option("touchpoint", "\"\"", "a name that is not blank"));
        }
        Self::table(columns, names, place)
    }

    /// A loader for a table that may have neither times nor touchpoints.
    pub(crate) fn table(columns: &'c Columns, names: &[String], place: &Place) -> Result<Self> {
        check_roles(columns)?;
        check_names(names, place)?;
        let role = |name: &str| Role::new(name, names, place);
        let time = match columns.time.as_str() {
            "" => When::Constant(0),
            name => When::Column(role(name)?, TimeForm::new(columns.epoch)),
        };
        let touchpoint = match &columns.touchpoint {
            Source::Column(name) => Name::Column(role(name)?),
            Source::Constant(name) => Name::Constant(name.clone()),
        };
        let end = match &columns.end {
            Some(name) => Some((role(name)?, TimeForm::new(columns.epoch))),
            None => None,
        };
        let further = further_columns(columns, names, place)?;
        let options = LogOptions { shards: columns.shards, priority: columns.priority.clone() };
        let kinds = further.iter().map(|column| (column.name.clone(), column.kind)).collect();
        Ok(Self {
            customer: role(&columns.customer)?,
            touchpoint,
            time,
            end,
            further,
            clock: Clock::new(columns.time_zone.as_deref())?,
            builder: LogBuilder::new(options, kinds),
            rows: 0,
            values: Vec::new(),
            names: Default::default(),
            columns,
        })
    }

    /// Keeps texts of further columns as texts: the input has types of its own.
    pub(crate) fn texts_stay_texts(&mut self) {
        self.builder.texts_stay_texts();
    }

    /// A further column that turned up later; rows before have no value in it.
    pub(crate) fn add_column(&mut self, position: usize, name: &str) {
        let column = Further::new(position, name, self.columns);
        self.builder.add_column(name, column.kind);
        self.further.push(column);
    }

    /// The log.
    pub(crate) fn finish(mut self) -> Result<EventLog> {
        let rows = self.rows;
        let zone = self.clock.zone().to_string();
        let form = match &self.time {
            When::Column(_, form) => form.detected(),
            When::Constant(_) => None,
        };
        let quality = self.builder.quality_mut();
        quality.rows = rows;
        quality.time_zone = zone;
        quality.detected_epoch_unit = form.map(|unit| unit.name().into());
        self.builder.finish()
    }

    fn event<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()> {
        self.clock.begin_row();
        let missing = &self.columns.missing;
        let [customer_scratch, touchpoint_scratch] = &mut self.names;
        let customer = read_name(cells, &self.customer, missing, spot, customer_scratch)?;
        let touchpoint = match &self.touchpoint {
            Name::Column(role) => read_name(cells, role, missing, spot, touchpoint_scratch)?,
            Name::Constant(name) => name,
        };
        let time = match &mut self.time {
            When::Constant(time) => *time,
            When::Column(role, form) => {
                let cell = cells.cell(role.position);
                self.clock.read(&cell, form).map_err(|expected| spot.bad(&role.name, &cell, expected))?
            }
        };
        let end = match &mut self.end {
            Some((role, form)) => match cells.cell(role.position) {
                Cell::Missing => None,
                Cell::Text(text) if is_missing(text.trim(), missing) => None,
                cell => {
                    let read = self.clock.read(&cell, form);
                    Some(read.map_err(|expected| spot.bad(&role.name, &cell, expected))?)
                }
            },
            None => None,
        };
        let mut values = reuse(std::mem::take(&mut self.values));
        for column in &mut self.further {
            let cell = cells.cell(column.position);
            values.push(column.value(cell, missing, &mut self.clock, spot)?);
        }
        let event = Event { customer, time, touchpoint, end, row: spot.row, values: &values };
        let pushed = self.builder.push(event);
        self.values = reuse(values);
        pushed?;
        self.clock.count(self.builder.quality_mut());
        Ok(())
    }
}

impl Sink for Loader<'_> {
    fn row<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()> {
        self.rows += 1;
        match self.event(cells, spot) {
            Err(error) => skip(error, spot, self.columns.on_error, self.builder.quality_mut()),
            Ok(()) => Ok(()),
        }
    }

    fn uses(&self, position: usize) -> bool {
        let time = match &self.time {
            When::Column(role, _) => Some(role),
            When::Constant(_) => None,
        };
        let touchpoint = match &self.touchpoint {
            Name::Column(role) => Some(role),
            Name::Constant(_) => None,
        };
        let end = self.end.as_ref().map(|(role, _)| role);
        let roles = [Some(&self.customer), time, touchpoint, end];
        roles.into_iter().flatten().any(|role| role.position == position)
            || self.further.iter().any(|column| column.position == position)
    }

    fn broken(&mut self, error: Error, spot: Spot) -> Result<()> {
        self.rows += 1;
        skip(error, spot, self.columns.on_error, self.builder.quality_mut())
    }
}

/// Notes a bad row if such rows are skipped.
pub(crate) fn skip(error: Error, spot: Spot, on_error: OnError, quality: &mut Quality) -> Result<()> {
    let (place, value, expected) = match error {
        Error::BadValue { place, value, expected } if on_error == OnError::Skip => (place, value, expected),
        Error::Syntax { place, message } if on_error == OnError::Skip => (place, String::new(), message),
        Error::DuplicateColumn { place, column } if on_error == OnError::Skip => {
            (place, column, "each key once".into())
        }
        error => return Err(error),
    };
    let column = place.column.unwrap_or_default();
    quality.skip(SkippedRow { file: place.file, row: spot.row, column, value: shorten(&value), expected });
    Ok(())
}

/// The memory of a list for values of another lifetime.
fn reuse<'b>(mut values: Vec<Value<'_>>) -> Vec<Value<'b>> {
    values.clear();
    values.into_iter().map_while(|_| None).collect()
}

/// The name in a cell; numbers are written out.
pub(crate) fn read_name<'n, 'a: 'n>(
    cells: &impl Cells<'a>,
    role: &Role,
    missing: &[String],
    spot: Spot,
    scratch: &'n mut String,
) -> Result<&'n str> {
    let cell = cells.cell(role.position);
    let bad = |expected: &str| spot.bad(&role.name, &cell, expected);
    match cell {
        Cell::Text(text) if text.trim().is_empty() || is_missing(text, missing) => {
            Err(bad("a name that is not blank"))
        }
        Cell::Text(text) if text.contains('\0') => Err(bad("a text without NUL characters")),
        Cell::Text(text) => Ok(text),
        Cell::Missing => Err(bad("a name that is not blank")),
        Cell::Number(number) if !number.is_finite() => Err(bad("a name that is not blank")),
        cell => {
            *scratch = cell.shown();
            Ok(scratch)
        }
    }
}

/// Two roles cannot be played by one column.
fn check_roles(columns: &Columns) -> Result<()> {
    let mut taken = vec![("customer", columns.customer.as_str())];
    if !columns.time.is_empty() {
        taken.push(("time", &columns.time));
    }
    if let Source::Column(name) = &columns.touchpoint {
        taken.push(("touchpoint", name));
    }
    if let Some(end) = &columns.end {
        taken.push(("end", end));
    }
    check_distinct(&taken)
}

/// Refuses options that name one column twice.
pub(crate) fn check_distinct(taken: &[(&str, &str)]) -> Result<()> {
    for (position, (role, name)) in taken.iter().enumerate() {
        let others = taken.get(..position).unwrap_or_default();
        if let Some((other, _)) = others.iter().find(|(_, other)| other == name) {
            return Err(Error::option(
                role,
                format!("{name:?}"),
                format!("another column than for `{other}`"),
            ));
        }
    }
    Ok(())
}

/// The columns to keep: those asked for, or all that play no role.
fn further_columns(columns: &Columns, names: &[String], place: &Place) -> Result<Vec<Further>> {
    for (name, _) in &columns.kinds {
        find(names, name, place)?;
    }
    if let Some(keep) = &columns.keep {
        let mut distinct: Vec<&String> = Vec::new();
        for name in keep {
            if distinct.contains(&name) {
                return Err(Error::option("keep", format!("{name:?} twice"), "each column once"));
            }
            distinct.push(name);
        }
        return keep.iter().map(|name| Ok(Further::new(find(names, name, place)?, name, columns))).collect();
    }
    let roles = roles(columns);
    let others = names.iter().enumerate().filter(|(_, name)| !roles.contains(&name.as_str()));
    Ok(others.map(|(position, name)| Further::new(position, name, columns)).collect())
}

/// Names of the columns that every event needs.
pub(crate) fn roles(columns: &Columns) -> Vec<&str> {
    let mut roles = vec![columns.customer.as_str()];
    if !columns.time.is_empty() {
        roles.push(&columns.time);
    }
    if let Source::Column(name) = &columns.touchpoint {
        roles.push(name);
    }
    roles.extend(columns.end.as_deref());
    roles
}
