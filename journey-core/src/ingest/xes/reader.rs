//! Reads an XES file element by element.

use super::attributes::{List, syntax};
use super::header::{Attributes, Header, no_xes};
use super::keys::{Columns, Found, Key, Keys, set_roles, shown};
use super::options::{Lifecycle, TRANSITION, XesOptions};
use super::trace::{Row, Trace, Transition};
use super::values::{Cell, Kind};
use crate::error::{Error, Place, Result, shorten};
use crate::ingest::clock::Clock;
use crate::ingest::input::Input;
use crate::ingest::loader::reuse;
use crate::ingest::sink::Spot;
use crate::ingest::xml::{Bounds, Node, Tag, Xml};
use crate::log::{
    Event, EventLog, LogBuilder, LogOptions, Quality, SAMPLE, SkippedRow, Value, XesProblem, XesReport,
};
use crate::work::Work;

/// What is being read: from the outermost element to the innermost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Frame {
    /// The log; how far its parts have come in the order of the standard.
    Log {
        part: u8,
    },
    /// An extension or classifier, which has nothing in it.
    Flat,
    Global,
    /// A trace, and whether an event has come.
    Trace {
        events: bool,
    },
    Event,
    /// An attribute with others in it, and the length of the path to it.
    Attribute {
        path: usize,
    },
    /// A list whose items are read as JSON.
    List {
        path: usize,
        items: u64,
        values: bool,
    },
    /// The `values` of a list.
    Values,
    /// An item of a list.
    Item {
        children: u64,
    },
    /// The container in which a file of this library states its columns.
    Columns,
}

/// What attributes belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Log,
    GlobalTrace,
    GlobalEvent,
    Trace,
    Event,
    /// An event outside of any trace.
    Nothing,
}

/// Departures from the standard in one element.
#[derive(Debug, Default)]
pub(super) struct Faults {
    count: u64,
    said: Vec<String>,
}

impl Faults {
    pub fn add(&mut self, message: impl FnOnce() -> String) {
        self.count += 1;
        if self.said.len() < SAMPLE {
            self.said.push(message());
        }
    }
}

/// Reads elements and collects events.
pub(super) struct Reader<'o> {
    pub options: &'o XesOptions,
    pub report: XesReport,
    pub frames: Vec<Frame>,
    /// Number of open elements that are left out.
    pub skipping: u64,
    pub target: Target,
    header: Header,
    pub traces: Keys,
    pub events: Keys,
    pub columns: Columns,
    pub trace: Trace,
    pub found: Found,
    /// Keys of the attributes around the one that is being read, each with a dot behind it.
    pub path: String,
    pub list: List,
    pub clock: Clock,
    pub builder: LogBuilder,
    pub scratch: [String; 2],
    faults: Faults,
    /// Keys that make up the names of touchpoints; empty before the first trace.
    classifier: Vec<String>,
    begin: usize,
    values: Vec<Value<'static>>,
    quality: Quality,
}

/// After so many tags one looks whether to go on.
const TAGS: u64 = 4096;
/// So many bytes an unfinished trace may have without a look at the limit on memory.
const SMALL: usize = 1 << 20;

/// Reads a log.
pub(super) fn read(input: Input<'_>, options: &XesOptions) -> Result<EventLog> {
    options.check()?;
    let bounds = Bounds { tag: options.max_attribute_bytes, depth: options.max_depth };
    let mut xml = Xml::new(input, bounds).skipping_blanks();
    let mut reader = Reader::new(options)?;
    let work = Work::current();
    let mut tags = 0u64;
    loop {
        let done = match xml.next()? {
            Node::Open(tag) => reader.open(&tag),
            Node::Close => reader.close(),
            Node::Text(_) => {
                reader.text();
                Ok(())
            }
            Node::Nothing => continue,
            Node::End => break,
        };
        done.map_err(|error| at(error, || xml.place()))?;
        if reader.faults.count > 0 {
            reader.settle_faults(|| xml.place())?;
        }
        tags += 1;
        if tags.is_multiple_of(TAGS) {
            work.check()?;
            let (done, total) = xml.progress();
            work.tell("reading", done, total);
        }
    }
    reader.finish()
}

/// The error, with a place if it has none.
fn at(error: Error, place: impl FnOnce() -> Place) -> Error {
    match error {
        Error::Syntax { place: none, message } if none == Place::default() => {
            Error::Syntax { place: place(), message }
        }
        Error::Limit { place: none, what, limit } if none == Place::default() => {
            Error::Limit { place: place(), what, limit }
        }
        error => error,
    }
}

impl<'o> Reader<'o> {
    fn new(options: &'o XesOptions) -> Result<Self> {
        let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
        builder.texts_are_texts();
        Ok(Self {
            options,
            report: XesReport::default(),
            frames: Vec::new(),
            skipping: 0,
            target: Target::Log,
            header: Header::default(),
            traces: Keys::default(),
            events: Keys::default(),
            columns: Columns::new(options),
            trace: Trace::default(),
            found: Found::default(),
            path: String::new(),
            list: List::default(),
            clock: Clock::new(options.time_zone.as_deref())?,
            builder,
            scratch: Default::default(),
            faults: Faults::default(),
            classifier: Vec::new(),
            begin: 0,
            values: Vec::new(),
            quality: Quality::default(),
        })
    }

    /// Notes a departure from the standard.
    pub fn fault(&mut self, message: impl FnOnce() -> String) {
        self.faults.add(message);
    }

    /// Refuses the faults of an element, or counts them.
    fn settle_faults(&mut self, place: impl Fn() -> Place) -> Result<()> {
        let faults = std::mem::take(&mut self.faults);
        self.report.deviations += faults.count;
        if self.options.strict {
            let message = faults.said.into_iter().next().unwrap_or_default();
            return Err(Error::Syntax { place: place(), message });
        }
        let room = SAMPLE.saturating_sub(self.report.problems.len());
        if room > 0 {
            let line = place().line.unwrap_or_default();
            let said = faults.said.into_iter().take(room);
            self.report.problems.extend(said.map(|message| XesProblem { line, message }));
        }
        Ok(())
    }

    /// Whether the file was written by this library.
    pub fn ours(&self) -> bool {
        self.header.ours
    }

    pub fn in_columns(&self) -> bool {
        self.frames.last() == Some(&Frame::Columns)
    }

    pub fn in_list(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::List { .. } | Frame::Values | Frame::Item { .. }))
    }

    fn text(&mut self) {
        if self.skipping == 0 {
            self.fault(|| "text between elements".into());
        }
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        if self.skipping > 0 {
            self.skipping += u64::from(!tag.empty);
            return Ok(());
        }
        let name = tag.name();
        let kind = Kind::of(name);
        match (self.frames.last().copied(), kind) {
            (None, _) if name == "log" => {
                self.header.log(tag, &mut self.faults).map_err(|message| syntax(&message))?;
                self.open_frame(Frame::Log { part: 0 }, tag.empty)
            }
            (None, _) => Err(no_xes(name)),
            (Some(Frame::Log { part }), _) => self.part_of_log(part, kind, tag),
            (Some(Frame::Trace { events }), None) if name == "event" => {
                if !events {
                    self.set_frame(Frame::Trace { events: true });
                }
                self.open_event(tag, Target::Event)
            }
            (Some(Frame::Trace { events }), Some(kind)) => {
                if events {
                    self.fault(|| "an attribute of a trace behind its events".into());
                }
                self.attribute(kind, tag)
            }
            (Some(Frame::List { path, items, .. }), None) if name == "values" => {
                self.check_bare(tag)?;
                self.set_frame(Frame::List { path, items, values: true });
                self.open_frame(Frame::Values, tag.empty)
            }
            (Some(Frame::Item { .. }), None) if name == "values" => self.open_frame(Frame::Values, tag.empty),
            (Some(Frame::List { values: true, .. }), Some(kind)) => {
                self.fault(|| "an attribute of a list behind its <values>".into());
                self.attribute(kind, tag)
            }
            (Some(frame), Some(kind)) if frame != Frame::Flat => self.attribute(kind, tag),
            _ => {
                self.fault(|| format!("<{}> has no place here", shorten(name)));
                self.skipping = u64::from(!tag.empty);
                Ok(())
            }
        }
    }

    /// Opens an element, and closes it if it is empty.
    pub fn open_frame(&mut self, frame: Frame, empty: bool) -> Result<()> {
        self.frames.push(frame);
        if empty { self.close_frame() } else { Ok(()) }
    }

    fn set_frame(&mut self, frame: Frame) {
        if let Some(last) = self.frames.last_mut() {
            *last = frame;
        }
    }

    fn check_bare(&mut self, tag: &Tag<'_>) -> Result<()> {
        for attribute in tag.attributes() {
            let (name, _) = attribute.map_err(|message| syntax(&message))?;
            self.faults.add(|| format!("`{}` is no attribute of <{}>", shorten(name), shorten(tag.name())));
        }
        Ok(())
    }

    fn part_of_log(&mut self, before: u8, kind: Option<Kind>, tag: &Tag<'_>) -> Result<()> {
        let name = tag.name();
        let part = match (name, kind) {
            ("extension", _) => 1,
            ("global", _) => 2,
            ("classifier", _) => 3,
            (_, Some(_)) => 4,
            ("trace", _) => 5,
            ("event", _) => 6,
            ("object-types" | "event-types", _) => {
                return Err(syntax("this is OCEL; read it with `ObjectLog::read_xml`"));
            }
            _ => {
                self.fault(|| format!("<{}> has no place in <log>", shorten(name)));
                self.skipping = u64::from(!tag.empty);
                return Ok(());
            }
        };
        if part < before {
            self.fault(|| format!("<{name}> behind a part of the log that comes later in the standard"));
        }
        self.set_frame(Frame::Log { part: part.max(before) });
        match (part, kind) {
            (1, _) => {
                self.header.extension(tag, &mut self.faults).map_err(|message| syntax(&message))?;
                self.columns.ours = self.header.ours;
                self.open_frame(Frame::Flat, tag.empty)
            }
            (2, _) => self.open_global(tag),
            (3, _) => {
                let keys = [&self.traces, &self.events];
                self.header.classifier(tag, keys, &mut self.faults).map_err(|message| syntax(&message))?;
                self.open_frame(Frame::Flat, tag.empty)
            }
            (5, _) => self.open_trace(tag),
            (6, _) => {
                self.report.events_without_trace += 1;
                self.open_event(tag, Target::Nothing)
            }
            (_, Some(kind)) => self.attribute(kind, tag),
            (_, None) => Ok(()),
        }
    }

    fn open_global(&mut self, tag: &Tag<'_>) -> Result<()> {
        let found = Attributes::of(tag, &["scope"], &mut self.faults).map_err(|message| syntax(&message))?;
        self.target = match found.required("scope", "global", &mut self.faults) {
            Some("trace") => Target::GlobalTrace,
            Some("event") | None => Target::GlobalEvent,
            Some(_) => {
                self.fault(|| "a global whose `scope` is neither `trace` nor `event`".into());
                Target::Nothing
            }
        };
        self.open_frame(Frame::Global, tag.empty)
    }

    fn open_trace(&mut self, tag: &Tag<'_>) -> Result<()> {
        if self.classifier.is_empty() {
            self.classifier = self.header.touchpoint(self.options)?;
            set_roles(&mut self.events, self.options, &self.classifier, self.header.ours);
            let mut plain = vec![self.options.time.clone()];
            if let [only] = self.classifier.as_slice() {
                plain.push(only.clone());
            }
            self.columns.set_plain(plain);
        }
        self.check_bare(tag)?;
        self.report.traces += 1;
        self.trace.clear();
        self.target = Target::Trace;
        self.open_frame(Frame::Trace { events: false }, tag.empty)
    }

    fn open_event(&mut self, tag: &Tag<'_>, target: Target) -> Result<()> {
        self.check_bare(tag)?;
        self.report.events += 1;
        self.target = target;
        self.begin = self.trace.cells.len();
        self.found.clear(self.classifier.len());
        self.open_frame(Frame::Event, tag.empty)
    }

    fn close(&mut self) -> Result<()> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        self.close_frame()
    }

    /// Ends the innermost element.
    pub fn close_frame(&mut self) -> Result<()> {
        match self.frames.pop() {
            Some(Frame::Attribute { path }) => self.path.truncate(path),
            Some(Frame::Item { children }) => self.end_item(children),
            Some(Frame::List { path, items, values }) => return self.end_list(path, items, values),
            Some(Frame::Event) if self.target == Target::Event => {
                self.target = Target::Trace;
                return self.end_event();
            }
            Some(Frame::Trace { .. }) => {
                self.target = Target::Log;
                return self.end_trace();
            }
            Some(Frame::Event | Frame::Global) => self.target = Target::Log,
            Some(Frame::Log { .. } | Frame::Flat | Frame::Values | Frame::Columns) | None => {}
        }
        Ok(())
    }

    fn end_event(&mut self) -> Result<()> {
        self.use_defaults(Target::Event)?;
        if self.options.lifecycle == Lifecycle::CompleteOnly
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

    fn end_trace(&mut self) -> Result<()> {
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
            Lifecycle::Pair if self.header.ours => self.trace.pair_by_number(&mut self.report),
            Lifecycle::Pair if by_name => self.trace.pair(&mut self.report),
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
    fn finish(mut self) -> Result<EventLog> {
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
