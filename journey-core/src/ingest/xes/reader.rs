//! Reads an XES file element by element.

use super::attributes::{List, syntax};
use super::header::{Attributes, Header, no_xes};
use super::keys::{Columns, Found, Keys, set_roles};
use super::options::XesOptions;
use super::trace::Trace;
use super::values::Kind;
use crate::error::{Error, Place, Result, shorten};
use crate::ingest::clock::Clock;
use crate::ingest::input::Input;
use crate::ingest::xml::{Bounds, Node, Tag, Xml};
use crate::log::{EventLog, LogBuilder, LogOptions, Quality, SAMPLE, Value, XesProblem, XesReport};
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
    pub header: Header,
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
    pub faults: Faults,
    /// Keys that make up the names of touchpoints; empty before the first trace.
    pub classifier: Vec<String>,
    pub begin: usize,
    pub values: Vec<Value<'static>>,
    pub quality: Quality,
}

/// After so many tags one looks whether to go on.
const TAGS: u64 = 4096;

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
}
