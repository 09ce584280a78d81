//! From rows of cells to a log: finds the columns, reads times, and deals with bad rows.

use super::clock::Clock;
use super::further::{Further, is_missing};
use super::instant;
use super::plan::{Name, Plan, Role, When};
use super::recent::Recent;
use super::sink::{Cell, Cells, Sink, Spot};
use crate::error::{Error, Place, Result, shorten};
use crate::log::chunk::{FIRST_TIME, LAST_TIME};
use crate::log::{
    Chunk, ColumnKind, Columns, Event, EventLog, LogBuilder, MISSING, OnError, Quality, SkippedRow, Value,
};

/// Turns rows into events, and gives them to what collects them.
pub(crate) struct Loader<'c, B = LogBuilder> {
    pub(super) plan: Plan<'c>,
    pub(super) builder: B,
    pub(super) rows: u64,
    /// An empty list whose memory the next row uses.
    values: Vec<Value<'static>>,
    names: [String; 2],
    recent: Recent,
}

/// What collects events.
pub(crate) trait Collect {
    /// Takes an event.
    fn push(&mut self, event: Event<'_>) -> Result<()>;

    /// What is known of the quality of the input so far.
    fn quality(&mut self) -> &mut Quality;

    /// Adds a further column; events so far have no value in it.
    fn add_column(&mut self, name: &str, kind: Option<ColumnKind>);

    /// Says that the input has types of its own: texts do not turn out to be numbers or booleans.
    fn texts_stay_texts(&mut self);
}

impl Collect for LogBuilder {
    fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.push(event)
    }

    fn quality(&mut self) -> &mut Quality {
        self.quality_mut()
    }

    fn add_column(&mut self, name: &str, kind: Option<ColumnKind>) {
        self.add_column(name, kind);
    }

    fn texts_stay_texts(&mut self) {
        self.texts_stay_texts();
    }
}

impl Collect for Chunk {
    fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.push(event)
    }

    fn quality(&mut self) -> &mut Quality {
        &mut self.quality
    }

    fn add_column(&mut self, name: &str, kind: Option<ColumnKind>) {
        self.add_column(name.into(), kind);
    }

    /// What the chunk becomes a part of knows.
    fn texts_stay_texts(&mut self) {}
}

impl<'c, B: Collect> Loader<'c, B> {
    pub(super) fn collecting(plan: Plan<'c>, builder: B) -> Self {
        Self {
            plan,
            builder,
            rows: 0,
            values: Vec::new(),
            names: Default::default(),
            recent: Recent::default(),
        }
    }

    /// Keeps texts of further columns as texts: the input has types of its own.
    pub(crate) fn texts_stay_texts(&mut self) {
        self.builder.texts_stay_texts();
    }

    /// A further column that turned up later; rows before have no value in it.
    pub(super) fn add_column(&mut self, position: usize, name: &str) {
        let column = Further::new(position, name, self.plan.columns);
        self.builder.add_column(name, column.kind);
        self.plan.further.push(column);
    }

    /// What has been collected, with the number of rows, and what is known of the columns.
    pub(super) fn into_parts(mut self) -> (B, Plan<'c>) {
        self.builder.quality().rows = self.rows;
        (self.builder, self.plan)
    }
}

impl<'c> Loader<'c> {
    /// A loader for events with these column names.
    pub(crate) fn new(columns: &'c Columns, names: &[String], place: &Place) -> Result<Self> {
        Ok(Self::of(Plan::new(columns, names, place)?))
    }

    /// A loader for a table that may have neither times nor touchpoints.
    pub(crate) fn table(columns: &'c Columns, names: &[String], place: &Place) -> Result<Self> {
        Ok(Self::of(Plan::table(columns, names, place)?))
    }

    pub(super) fn of(plan: Plan<'c>) -> Self {
        let kinds = plan.further.iter().map(|column| (column.name.clone(), column.kind)).collect();
        let builder = LogBuilder::new(plan.options(), kinds);
        Self::collecting(plan, builder)
    }

    /// The log.
    pub(crate) fn finish(self) -> Result<EventLog> {
        let (mut builder, plan) = self.into_parts();
        builder.quality_mut().merge(&plan.quality());
        builder.finish()
    }
}

impl Loader<'_, Chunk> {
    /// Positions of customer, time and touchpoint, if events have nothing else.
    pub(super) fn plain_roles(&self) -> Option<[usize; 3]> {
        match (&self.plan.time, &self.plan.touchpoint) {
            (When::Column(time, _), Name::Column(touchpoint)) if self.builder.is_plain() => {
                Some([self.plan.customer.position, time.position, touchpoint.position])
            }
            _ => None,
        }
    }

    /// Adds an event of a row that is as usual; `false` if it has to be looked at closely, and nothing is added.
    #[inline]
    pub(super) fn quick(&mut self, customer: &str, time: &str, touchpoint: &str, row: u64) -> bool {
        let plan = &self.plan;
        let (When::Column(_, form), Ok(row)) = (&plan.time, u32::try_from(row)) else { return false };
        if !form.is_text() {
            return false;
        }
        let missing = &plan.columns.missing;
        let usual = |name: &str| !is_blank(name) && !is_missing(name, missing) && !name.contains('\0');
        let chunk = &mut self.builder;
        // A new touchpoint is looked at closely: it must not be known if the row turns out to be bad.
        let left_out = |name: &str| (plan.leaves_out(name) && usual(name)).then_some(MISSING);
        let find = || chunk.touchpoint_if(touchpoint, |_| false).or_else(|| left_out(touchpoint));
        let Some(touchpoint) = self.recent.code(touchpoint, find) else { return false };
        if touchpoint == MISSING {
            self.rows += 1;
            return true;
        }
        let Some(instant) = instant::full(time.as_bytes()) else { return false };
        if !(FIRST_TIME..=LAST_TIME).contains(&instant.micros) || !(instant.zoned || plan.clock.is_utc()) {
            return false;
        }
        if plan.is_outside(instant.micros) {
            self.rows += 1;
            return true;
        }
        let Some(customer) = chunk.customer_if(customer, usual) else { return false };
        chunk.add(customer, touchpoint, instant.micros, row);
        chunk.quality.times_without_zone += u64::from(!instant.zoned);
        chunk.quality.truncated_times += u64::from(instant.truncated);
        self.rows += 1;
        true
    }
}

impl<B: Collect> Loader<'_, B> {
    fn event<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()> {
        let plan = &mut self.plan;
        let missing = &plan.columns.missing;
        let [customer_scratch, touchpoint_scratch] = &mut self.names;
        if plan.is_partial() && !wants(plan, cells, spot, touchpoint_scratch) {
            return Ok(());
        }
        plan.clock.begin_row();
        let customer = read_name(cells, &plan.customer, missing, spot, customer_scratch)?;
        let touchpoint = touchpoint(&plan.touchpoint, cells, missing, spot, touchpoint_scratch)?;
        let time = read_time(&mut plan.time, &mut plan.clock, cells, spot)?;
        let end = match &mut plan.end {
            Some((role, form)) => match cells.cell(role.position) {
                Cell::Missing => None,
                Cell::Text(text) if is_missing(text.trim(), missing) => None,
                cell => {
                    let read = plan.clock.read(&cell, form);
                    Some(read.map_err(|expected| spot.bad(&role.name, &cell, expected))?)
                }
            },
            None => None,
        };
        let mut values = reuse(std::mem::take(&mut self.values));
        for column in &mut plan.further {
            let cell = cells.cell(column.position);
            values.push(column.value(cell, missing, &mut plan.clock, spot)?);
        }
        let event = Event { customer, time, touchpoint, end, row: spot.row, values: &values };
        let pushed = self.builder.push(event);
        self.values = reuse(values);
        pushed?;
        plan.clock.count(self.builder.quality());
        Ok(())
    }
}

impl<B: Collect> Sink for Loader<'_, B> {
    fn row<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()> {
        self.rows += 1;
        match self.event(cells, spot) {
            Err(error) => skip(error, spot, self.plan.columns.on_error, self.builder.quality()),
            Ok(()) => Ok(()),
        }
    }

    fn uses(&self, position: usize) -> bool {
        let plan = &self.plan;
        let time = match &plan.time {
            When::Column(role, _) => Some(role),
            When::Constant(_) => None,
        };
        let touchpoint = match &plan.touchpoint {
            Name::Column(role) => Some(role),
            Name::Constant(_) => None,
        };
        let end = plan.end.as_ref().map(|(role, _)| role);
        let roles = [Some(&plan.customer), time, touchpoint, end];
        roles.into_iter().flatten().any(|role| role.position == position)
            || plan.further.iter().any(|column| column.position == position)
    }

    fn broken(&mut self, error: Error, spot: Spot) -> Result<()> {
        self.rows += 1;
        skip(error, spot, self.plan.columns.on_error, self.builder.quality())
    }
}

/// Whether a row of an input that is read in part is to be read: neither its touchpoint nor its time, as far as they can be read,
/// says that it is not.
fn wants<'a>(plan: &mut Plan<'_>, cells: &impl Cells<'a>, spot: Spot, scratch: &mut String) -> bool {
    let missing = &plan.columns.missing;
    if plan.only.is_some()
        && touchpoint(&plan.touchpoint, cells, missing, spot, scratch).is_ok_and(|name| plan.leaves_out(name))
    {
        return false;
    }
    !plan.has_period()
        || !read_time(&mut plan.time, &mut plan.clock, cells, spot).is_ok_and(|time| plan.is_outside(time))
}

fn touchpoint<'n, 'a: 'n>(
    name: &'n Name,
    cells: &impl Cells<'a>,
    missing: &[String],
    spot: Spot,
    scratch: &'n mut String,
) -> Result<&'n str> {
    match name {
        Name::Column(role) => read_name(cells, role, missing, spot, scratch),
        Name::Constant(name) => Ok(name),
    }
}

fn read_time<'a>(when: &mut When, clock: &mut Clock, cells: &impl Cells<'a>, spot: Spot) -> Result<i64> {
    match when {
        When::Constant(time) => Ok(*time),
        When::Column(role, form) => {
            let cell = cells.cell(role.position);
            clock.read(&cell, form).map_err(|expected| spot.bad(&role.name, &cell, expected))
        }
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
pub(crate) fn reuse<'b>(mut values: Vec<Value<'_>>) -> Vec<Value<'b>> {
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
        Cell::Text(text) if is_blank(text) || is_missing(text, missing) => {
            Err(bad("a name that is not blank"))
        }
        Cell::Text(text) if memchr::memchr(0, text.as_bytes()).is_some() => {
            Err(bad("a text without NUL characters"))
        }
        Cell::Text(text) => Ok(text),
        Cell::Missing => Err(bad("a name that is not blank")),
        Cell::Number(number) if !number.is_finite() => Err(bad("a name that is not blank")),
        cell => {
            *scratch = cell.shown();
            Ok(scratch)
        }
    }
}

/// Whether there is nothing but blanks; most texts show that they have more by their first byte.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty()
}
