//! From records to events.

use std::borrow::Cow;

use super::clocks::Clocks;
use super::plan::{Level, Plan, Rule, Value, Way, Zone};
use super::scope::Scope;
use super::tape::{Found, Tape};
use crate::error::{Error, Result};
use crate::ingest::clock::TimeForm;
use crate::ingest::further::Further;
use crate::ingest::instant::Epoch;
use crate::ingest::loader::{Collect, is_blank, skip};
use crate::ingest::sink::{Cell, Cells, Sink, Spot};
use crate::log::{self, ColumnKind, EpochUnit, Event, EventLog, LogBuilder};

/// An event of a record may go through so many items.
const MOST_ITEMS: usize = 1 << 20;
const NAME: &str = "a name that is not blank";
const TIME: &str = "a time";

/// Turns records into events, and gives them to what collects them.
pub(super) struct Runner<'p, B> {
    plan: &'p Plan<'p>,
    builder: B,
    state: State,
    clocks: Clocks,
    rows: u64,
    /// Values of the current record; kept for their memory.
    tape: Tape<'static>,
}

/// What records need to know of those before them: how times are written.
#[derive(Clone)]
pub(super) struct State {
    pub forms: Vec<TimeForm>,
    pub columns: Vec<Further>,
}

impl State {
    pub fn new(plan: &Plan<'_>) -> Self {
        Self { forms: plan.forms.clone(), columns: plan.columns.clone() }
    }

    /// The state behind records that end with this one and were read as if `assumed` held before them; `None` if they
    /// may have to be read differently, because `known` holds. They are `clean` if none was bad.
    pub fn settle(&self, assumed: &Self, known: &Self, clean: bool) -> Option<Self> {
        let [mut next, mut assumed, mut known] = [self.clone(), assumed.clone(), known.clone()];
        for ((next, assumed), known) in next.forms().zip(assumed.forms()).zip(known.forms()) {
            *next = next.behind(*assumed, *known, clean)?;
        }
        Some(next)
    }

    /// What is to be said about the times.
    pub fn quality(&self, plan: &Plan<'_>) -> log::Quality {
        let times = plan.rules.iter().flat_map(|rule| &rule.time.ways).map(|way| way.time.form);
        let unit = times.filter_map(|form| self.forms.get(form)?.detected()).next();
        let zone = plan.source.time_zone.clone().unwrap_or_else(|| "UTC".into());
        let detected_epoch_unit = unit.map(|unit| unit.name().into());
        log::Quality { time_zone: zone, detected_epoch_unit, ..log::Quality::default() }
    }

    /// The forms of all times.
    pub fn forms(&mut self) -> impl Iterator<Item = &mut TimeForm> {
        self.forms.iter_mut().chain(self.columns.iter_mut().map(|column| &mut column.form))
    }
}

/// Why there is no event.
enum Stop {
    /// Something that it needs has no value.
    Missing(Error),
    Bad(Error),
}

impl std::convert::From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Bad(error)
    }
}

/// What became of an event.
#[derive(PartialEq)]
enum Made {
    /// It is in the log, or of a touchpoint that is not read.
    Event,
    /// The record has no such event.
    Nothing,
}

impl<'p, B: Collect> Runner<'p, B> {
    /// A runner behind records that left this state.
    pub fn new(plan: &'p Plan<'p>, state: State, builder: B) -> Result<Self> {
        let clocks = Clocks::new(plan.source.time_zone.as_deref())?;
        Ok(Self { plan, builder, state, clocks, rows: 0, tape: Tape::default() })
    }

    /// What has been collected, and the state behind the last record.
    pub fn into_parts(mut self) -> (B, State) {
        self.builder.quality().rows = self.rows;
        (self.builder, self.state)
    }

    /// Takes the text of one JSON object.
    pub fn json(&mut self, text: &str, spot: Spot) -> Result<()> {
        self.rows += 1;
        let mut tape = Tape::reusing(std::mem::take(&mut self.tape));
        let put = tape.json(text, &self.plan.source.input.json, spot);
        let done = match put {
            Ok(()) => self.record(&tape, spot),
            Err(error) => self.skip(Stop::Bad(error), spot),
        };
        self.tape = Tape::reusing(tape);
        done
    }

    fn skip(&mut self, stop: Stop, spot: Spot) -> Result<()> {
        let source = self.plan.source;
        let (error, what) = match stop {
            Stop::Missing(error) => (error, source.on_missing),
            Stop::Bad(error) => (error, source.on_error),
        };
        skip(error, spot, what, self.builder.quality())
    }

    /// Makes all events of a record.
    fn record(&mut self, tape: &Tape<'_>, spot: Spot) -> Result<()> {
        let plan = self.plan;
        let mut scope = Scope::new(tape, &plan.labels, &plan.source.missing);
        let mut made = false;
        if plan.test.as_ref().is_none_or(|test| scope.holds(test)) {
            for rule in &plan.rules {
                let mut items = 0;
                made |= self.explode(rule, &rule.each, &mut scope, spot, &mut items)?;
            }
        }
        self.builder.quality().left_out += u64::from(!made);
        Ok(())
    }

    /// Makes the events of a rule for all items of the lists that are left. Returns whether there was one.
    fn explode<'t>(
        &mut self,
        rule: &'p Rule,
        levels: &'p [Level],
        scope: &mut Scope<'t>,
        spot: Spot,
        items: &mut usize,
    ) -> Result<bool> {
        let Some((level, inner)) = levels.split_first() else {
            return match self.event(rule, scope, spot) {
                Ok(made) => Ok(made == Made::Event),
                Err(stop) => self.skip(stop, spot).map(|()| true),
            };
        };
        let mut made = false;
        for item in scope.items(&level.at, &level.parts) {
            *items += 1;
            if *items > MOST_ITEMS {
                let what = "the number of items of a record".into();
                return Err(Error::Limit { place: spot.place(None), what, limit: MOST_ITEMS as u64 });
            }
            scope.enter(item);
            let done = self.explode(rule, inner, scope, spot, items);
            scope.leave();
            made |= done?;
        }
        Ok(made)
    }

    fn event(&mut self, rule: &'p Rule, scope: &Scope<'_>, spot: Spot) -> Result<Made, Stop> {
        if rule.test.as_ref().is_some_and(|test| !scope.holds(test)) {
            return Ok(Made::Nothing);
        }
        self.clocks.begin();
        let touchpoint = self.name(&rule.touchpoint, scope, spot)?;
        if self.plan.only.as_ref().is_some_and(|only| only.code(&touchpoint).is_none()) {
            return Ok(Made::Event);
        }
        let time = match self.time(&rule.time, scope, spot)? {
            Some(time) => time,
            None if rule.optional => return Ok(Made::Nothing),
            None => return Err(Stop::Missing(spot.bad(&rule.time.shown, &Cell::Missing, TIME))),
        };
        let customer = self.name(&rule.customer, scope, spot)?;
        let end = self.end(rule, time, scope, spot)?;
        let found = self.further(rule, scope, spot)?;
        let mut values = vec![log::Value::Missing; self.state.columns.len()];
        for (position, found) in &found {
            let Some(column) = self.state.columns.get_mut(*position) else { continue };
            let cell = found.cell().unwrap_or(Cell::Missing);
            let value = column.value(cell, &[], self.clocks.main(), spot)?;
            if let Some(slot) = values.get_mut(*position) {
                *slot = value;
            }
        }
        self.builder.push(Event {
            customer: &customer,
            time,
            touchpoint: &touchpoint,
            end,
            row: spot.row,
            values: &values,
        })?;
        self.clocks.count(self.builder.quality());
        Ok(Made::Event)
    }

    /// The name of a customer or touchpoint.
    fn name<'t>(&self, value: &'t Value, scope: &Scope<'t>, spot: Spot) -> Result<Cow<'t, str>, Stop> {
        let (found, _) = scope.value(value);
        let exact = |number: f64| number.fract() != 0.0 || number.abs() < 9_007_199_254_740_992.0;
        let missing = || Err(Stop::Missing(spot.bad(&value.shown, &Cell::Missing, NAME)));
        let name: Cow<'t, str> = match found {
            Found::Cell(Cell::Text(text)) => Cow::Borrowed(text),
            Found::Text(text) => Cow::Owned(text),
            Found::Cell(Cell::Missing) => return missing(),
            Found::Cell(cell @ Cell::Number(number)) if !exact(number) => {
                return Err(spot
                    .bad(&value.shown, &cell, "a text: a number of so many digits is not exact")
                    .into());
            }
            Found::Cell(cell) => Cow::Owned(cell.shown()),
            Found::Tree(at) => {
                let tree = scope.written(at);
                return Err(spot.bad(&value.shown, &Cell::Text(&tree), "a name, no list or object").into());
            }
        };
        if is_blank(&name) {
            return missing();
        }
        match memchr::memchr(0, name.as_bytes()) {
            Some(_) => {
                Err(spot.bad(&value.shown, &Cell::Text(&name), "a text without NUL characters").into())
            }
            None => Ok(name),
        }
    }

    /// A time in UTC microseconds.
    fn time(&mut self, value: &Value, scope: &Scope<'_>, spot: Spot) -> Result<Option<i64>, Stop> {
        let (found, way) = scope.value(value);
        match way {
            Some(way) if !found.is_missing() => {
                self.instant(&found, way, &value.shown, scope, spot).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn instant(
        &mut self,
        found: &Found<'_>,
        way: &Way,
        shown: &str,
        scope: &Scope<'_>,
        spot: Spot,
    ) -> Result<i64, Stop> {
        let tree;
        let cell = match found.cell() {
            Some(cell) => cell,
            None => {
                tree = "a list or object".to_string();
                Cell::Text(&tree)
            }
        };
        let mut unknown = TimeForm::new(way.time.unit);
        let form = self.state.forms.get_mut(way.time.form).unwrap_or(&mut unknown);
        let zone = match &way.time.zone {
            Some(Zone::At(at)) => scope.text(at),
            Some(Zone::Named(name)) => Some(Cow::Borrowed(name.as_str())),
            None => None,
        };
        let read = self.clocks.read(&cell, &way.time.formats, zone.as_deref(), form);
        read.map_err(|expected| spot.bad(shown, &cell, expected).into())
    }

    fn end(&mut self, rule: &Rule, time: i64, scope: &Scope<'_>, spot: Spot) -> Result<Option<i64>, Stop> {
        if let Some(end) = &rule.end
            && let Some(end) = self.time(end, scope, spot)?
        {
            return Ok(Some(end));
        }
        let Some(lasts) = &rule.lasts else { return Ok(None) };
        let (found, way) = scope.value(lasts);
        let cell = found.cell().unwrap_or(Cell::Boolean(false));
        let Some(way) = way.filter(|_| cell != Cell::Missing) else { return Ok(None) };
        let text = match cell {
            Cell::Text(text) => Cow::Borrowed(text),
            cell => Cow::Owned(cell.shown()),
        };
        let unit = way.time.unit.unwrap_or(EpochUnit::Seconds);
        let length = Epoch::parse(&text).and_then(|number| number.instant(unit)).map(|found| found.micros);
        match length.filter(|&length| length >= 0).and_then(|length| time.checked_add(length)) {
            Some(end) => Ok(Some(end)),
            None => Err(spot.bad(&lasts.shown, &cell, "how long it took, as a number").into()),
        }
    }

    /// Values of the further columns. Times are read where the document says how they are written.
    fn further<'t>(
        &mut self,
        rule: &'t Rule,
        scope: &Scope<'t>,
        spot: Spot,
    ) -> Result<Vec<(usize, Found<'t>)>, Stop> {
        let mut all = Vec::with_capacity(rule.columns.len());
        for (position, value) in &rule.columns {
            let (found, way) = scope.value(value);
            let is_time =
                self.state.columns.get(*position).is_some_and(|column| column.kind == Some(ColumnKind::Time));
            let found = match (found, way) {
                (found, Some(way)) if is_time && way.time.stated && !found.is_missing() => {
                    let time = self.instant(&found, way, &value.shown, scope, spot)?;
                    Found::Cell(Cell::Time(time))
                }
                (Found::Tree(at), _) => Found::Text(scope.written(at)),
                (found, _) => found,
            };
            all.push((*position, found));
        }
        Ok(all)
    }
}

impl Runner<'_, LogBuilder> {
    /// The log.
    pub fn finish(self) -> Result<EventLog> {
        let plan = self.plan;
        let (mut builder, state) = self.into_parts();
        builder.quality_mut().merge(&state.quality(plan));
        builder.finish()
    }
}

impl<B: Collect> Sink for Runner<'_, B> {
    fn row<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()> {
        self.rows += 1;
        let plan = self.plan;
        let mut tape = Tape::reusing(std::mem::take(&mut self.tape));
        tape.begin_row();
        let put = plan
            .used
            .iter()
            .try_for_each(|(position, name, inner)| tape.cell(name, cells.cell(*position), *inner, spot));
        let done = match put {
            Ok(()) => self.record(&tape, spot),
            Err(error) => self.skip(Stop::Bad(error), spot),
        };
        self.tape = Tape::reusing(tape);
        done
    }

    fn uses(&self, position: usize) -> bool {
        self.plan.used.iter().any(|(used, ..)| *used == position)
    }

    fn broken(&mut self, error: Error, spot: Spot) -> Result<()> {
        self.rows += 1;
        self.skip(Stop::Bad(error), spot)
    }
}
