//! Makes events of what the elements of an XES file say.

use super::keys::{Key, shown};
use super::options::{TRANSITION, XesLifecycle};
use super::reader::{Reader, Target};
use super::trace::{Row, Transition};
use super::values::{Cell, Kind};
use crate::error::{Error, Place, Result, shorten};
use crate::ingest::loader::reuse;
use crate::ingest::sink::Spot;
use crate::log::{Event, EventLog, SkippedRow, Value};
use crate::work::Work;

/// So many bytes an unfinished trace may have without a look at the limit on memory.
const SMALL: usize = 1 << 20;

impl Reader<'_> {
    pub fn end_event(&mut self) -> Result<()> {
        self.use_defaults(Target::Event)?;
        if self.options.lifecycle == XesLifecycle::CompleteOnly
            && !matches!(self.transition(), Transition::None | Transition::Complete)
        {
            self.report.left_out += 1;
            self.trace.cells.truncate(self.begin);
            return Ok(());
        }
        let Some(name) = self.name() else { return self.skip_event(None) };
        let time = match self.found.time.map(|cell| cell.value(&self.trace.texts)) {
            Some(Value::Time(time)) => Some(time),
            Some(Value::Text(text)) if !self.options.strict => self.clock.text(text).ok(),
            _ => None,
        };
        let Some(time) = time else { return self.skip_event(Some(name)) };
        let transition = self.transition();
        let [first, second] = self.found.instances;
        let instance = match first.or(second) {
            Some(Cell::Text(start, end)) => (start, end),
            Some(cell) => {
                let text = shown(&cell.value(&self.trace.texts)).unwrap_or_default();
                self.keep_text(&text)
            }
            None => (0, 0),
        };
        self.trace.rows.push(Row {
            cells: (self.begin, self.trace.cells.len()),
            name,
            time,
            end: None,
            number: self.report.events,
            transition,
            instance,
            pair: self.found.pair,
            taken: false,
            complete: None,
        });
        self.check_memory()
    }

    fn transition(&self) -> Transition {
        match self.found.transition.map(|cell| cell.value(&self.trace.texts)) {
            Some(Value::Text(text)) => Transition::of(text),
            None | Some(Value::Missing) => Transition::None,
            Some(_) => Transition::Other,
        }
    }

    fn check_memory(&self) -> Result<()> {
        let used = self.trace.memory();
        match Work::current().memory().filter(|&limit| used > SMALL && used as u64 > limit) {
            Some(limit) => {
                let what = "the memory for one trace, in bytes,".into();
                Err(Error::Limit { place: Place::default(), what, limit })
            }
            None => Ok(()),
        }
    }

    fn keep_text(&mut self, text: &str) -> (usize, usize) {
        let start = self.trace.texts.len();
        self.trace.texts.push_str(text);
        (start, self.trace.texts.len())
    }

    /// The name of the event among the texts.
    fn name(&mut self) -> Option<(usize, usize)> {
        if let [only] = self.found.names.as_slice() {
            return match (*only)? {
                Cell::Text(start, end) => {
                    let text = self.trace.texts.get(start..end).unwrap_or_default();
                    (!text.trim().is_empty()).then_some((start, end))
                }
                cell => shown(&cell.value(&self.trace.texts)).map(|text| self.keep_text(&text)),
            };
        }
        let part = |cell: &Option<Cell>| cell.and_then(|cell| shown(&cell.value(&self.trace.texts)));
        let parts: Vec<Option<String>> = self.found.names.iter().map(part).collect();
        parts.iter().any(Option::is_some).then(|| {
            let parts: Vec<String> = parts.into_iter().map(Option::unwrap_or_default).collect();
            self.keep_text(&parts.join("+"))
        })
    }

    /// Gives an event or trace the global attributes that it does not have.
    fn use_defaults(&mut self, target: Target) -> Result<()> {
        let (count, number) = match target {
            Target::Trace => (self.traces.globals.len(), self.report.traces),
            _ => (self.events.globals.len(), self.report.events),
        };
        for place in 0..count {
            let keys = if target == Target::Trace { &self.traces } else { &self.events };
            let Some(&code) = keys.globals.get(place) else { continue };
            let Some(key) = keys.get(code).filter(|key| key.seen != number) else { continue };
            let Some((kind, text)) = key.global.clone() else { continue };
            let name = keys.name(code).to_string();
            self.fault(|| format!("the global attribute {:?} is missing", shorten(&name)));
            let invented = match target {
                Target::Trace => name == self.options.journey,
                _ => name == self.options.time,
            };
            if self.options.defaults && !invented && !text.is_empty() {
                self.report.defaults_used += 1;
                self.use_default(target, &name, (kind, &text))?;
            }
        }
        Ok(())
    }

    fn use_default(&mut self, target: Target, name: &str, (kind, text): (Kind, &str)) -> Result<()> {
        let before = std::mem::replace(&mut self.target, target);
        let kept = match kind.read(text, &mut self.clock) {
            Ok(found) => self.store(name, kind, found),
            Err(_) => Ok(()),
        };
        self.target = before;
        kept
    }

    /// Leaves out an event that has no name, or no time.
    fn skip_event(&mut self, name: Option<(usize, usize)>) -> Result<()> {
        let (column, expected) = match name {
            None => (self.classifier.join("+"), "a name that is not blank"),
            Some(_) => (self.options.time.clone(), "a time such as 2024-03-01T12:00:00Z"),
        };
        self.fault(|| format!("an event without {column:?}"));
        self.report.skipped_events += 1;
        let row = self.report.events;
        let skipped = SkippedRow { file: None, row, column, value: String::new(), expected: expected.into() };
        self.quality.skip(skipped);
        self.trace.cells.truncate(self.begin);
        Ok(())
    }

    pub fn end_trace(&mut self) -> Result<()> {
        self.use_defaults(Target::Trace)?;
        let journey = match self.journey() {
            Some(journey) => journey,
            None => {
                let key = &self.options.journey;
                self.faults.add(|| format!("a trace without {key:?}"));
                self.report.unnamed_traces += 1;
                self.report.traces.to_string()
            }
        };
        if self.trace.rows.is_empty() {
            self.report.empty_traces += 1;
            return Ok(());
        }
        let by_name = !self.classifier.iter().any(|key| key == TRANSITION);
        match self.options.lifecycle {
            XesLifecycle::Pair if self.header.ours => self.trace.pair_by_number(&mut self.report),
            XesLifecycle::Pair if by_name => self.trace.pair(&mut self.report),
            _ => {}
        }
        self.push_events(&journey)
    }

    fn journey(&self) -> Option<String> {
        let code = self.traces.code(&self.options.journey)?;
        let (_, cell) = self.trace.own.iter().find(|(found, _)| *found == code)?;
        shown(&cell.value(&self.trace.texts))
    }

    fn push_events(&mut self, journey: &str) -> Result<()> {
        let transition = self.events.code(TRANSITION);
        let trace = &self.trace;
        for row in trace.rows.iter().filter(|row| !row.taken) {
            let mut values = reuse(std::mem::take(&mut self.values));
            values.resize(self.columns.len(), Value::Missing);
            let mut set = |key: Option<&Key>, cell: Cell| {
                let slot = key.and_then(|key| key.column).and_then(|column| values.get_mut(column));
                slot.into_iter().for_each(|slot| *slot = cell.value(&trace.texts));
            };
            let cells = |(start, end): (usize, usize)| trace.cells.get(start..end).unwrap_or_default();
            trace.own.iter().for_each(|&(code, cell)| set(self.traces.get(code), cell));
            let complete = row.complete.and_then(|complete| trace.rows.get(complete));
            for &(code, cell) in complete.map(|row| cells(row.cells)).unwrap_or_default() {
                set(self.events.get(code), cell);
            }
            // The transition of a pair is that of its end. Our own files have it elsewhere.
            let (paired, by_number) = (row.end.is_some(), row.pair.is_some());
            for &(code, cell) in cells(row.cells).iter().filter(|(code, cell)| {
                let is_transition = Some(*code) == transition && (paired || by_number);
                !is_transition && !matches!(cell, Cell::Missing)
            }) {
                set(self.events.get(code), cell);
            }
            let customer = journey;
            let touchpoint = trace.texts.get(row.name.0..row.name.1).unwrap_or_default();
            let event = Event {
                customer,
                time: row.time,
                touchpoint,
                end: row.end,
                row: row.number,
                values: &values,
            };
            let pushed = self.builder.push(event);
            self.values = reuse(values);
            pushed?;
        }
        Ok(())
    }

    /// The log.
    pub fn finish(mut self) -> Result<EventLog> {
        if let Some((column, available)) = self.columns.missing().filter(|_| self.report.events > 0) {
            return Err(Error::MissingColumn { place: Spot::default().place(None), column, available });
        }
        let mut report = self.report;
        if report.paired + report.unmatched_starts == 0 {
            report.unmatched_completes = 0;
        }
        report.version = self.header.version;
        report.extensions = self.header.prefixes;
        report.classifiers = self.header.classifiers;
        let events = report.events;
        let full = report.traces - report.empty_traces;
        self.clock.count(&mut self.quality);
        self.quality.time_zone = self.clock.zone().into();
        self.quality.rows = events;
        let collected = self.builder.quality_mut();
        collected.merge(&self.quality);
        let mut log = self.builder.finish()?;
        report.repeated_traces = full.saturating_sub(log.customers());
        log.set_xes(report);
        Ok(log)
    }
}
