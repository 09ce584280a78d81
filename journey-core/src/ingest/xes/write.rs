//! Writing a log as XES that reads back as the same log.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::keys::{CASE, COLUMNS, LONGEST_KEY, OUR_ADDRESS, OURS, PAIR};
use super::options::{NAME, TIME, TRANSITION};
use crate::error::{Error, Place, Result, shorten};
use crate::ingest::beside;
use crate::ingest::xml::is_allowed;
use crate::log::{Column, ColumnKind, EventLog, Journey, NO_END, Value, detect};

impl EventLog {
    /// Writes the log as an XES file (IEEE 1849-2016), gzip if the name ends in `.gz`.
    ///
    /// [`Self::read_xes`] reads it as an equal log, whatever its number of shards; every other reader of XES finds journeys as
    /// traces, touchpoints as `concept:name` and times as `time:timestamp`. An event with an end is a start and a
    /// complete event. Columns `case:key` whose value is the same at all events of a journey are attributes of its trace.
    /// What XES has no place for (the kinds of columns, which start belongs to which end) is in attributes of the
    /// extension `journey`, of which others take no notice.
    ///
    /// # Errors
    /// [`Error::BadValue`] for a text with characters that XML does not allow and for a column whose name is longer than
    /// 4096 bytes; [`Error::Io`], [`Error::Cancelled`]. The file is written whole or not at all.
    ///
    /// # Complexity
    /// O(events · columns) time.
    pub fn write_xes(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        beside::write(path, |file| match packed {
            false => self.to_xes(file),
            true => {
                let mut packer = GzEncoder::new(file, Compression::default());
                self.to_xes(&mut packer)?;
                packer.finish().map(|_| ()).map_err(failed)
            }
        })
    }

    /// The bytes of an XES file. See [`Self::write_xes`].
    ///
    /// ```
    /// use journey_core::{EventLog, ingest::XesOptions, log::Columns};
    /// let csv = "u,t,e,price\nann,2024-03-01,buy,9.5\nann,2024-03-02,return,\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("u", "t", "e"))?;
    /// let again = EventLog::read_xes_bytes(&log.to_xes_bytes()?, &XesOptions::new())?;
    /// assert_eq!(again.fingerprint(), log.fingerprint());
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// See [`Self::write_xes`].
    pub fn to_xes_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.to_xes(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes the log as XES. See [`Self::write_xes`].
    ///
    /// # Errors
    /// See [`Self::write_xes`].
    pub fn to_xes(&self, writer: impl Write) -> Result<()> {
        let columns = (0..self.schema.columns.len()).map(|position| Written::new(self, position));
        let columns: Vec<Written<'_>> = columns.collect::<Result<_>>()?;
        let mut xes = Xes { to: io::BufWriter::new(writer), log: self, columns };
        xes.header()?;
        self.each_in_order(|journey| xes.journey(journey))?;
        xes.line("</log>")?;
        xes.to.flush().map_err(failed)
    }
}

const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="nested-attributes">
	<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
	<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
	<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>"#;
const GLOBALS: &str = r#"	<global scope="trace">
		<string key="concept:name" value="UNKNOWN"/>
	</global>
	<global scope="event">
		<string key="concept:name" value="UNKNOWN"/>
		<date key="time:timestamp" value="1970-01-01T00:00:00Z"/>
	</global>
	<classifier name="Touchpoint" scope="event" keys="concept:name"/>"#;

/// How a column is written.
struct Written<'l> {
    column: &'l Column,
    /// The key of its attributes of events.
    key: String,
    /// The key of its attributes of traces, if it may have such.
    of_trace: Option<String>,
    /// Whether all its numbers are whole.
    whole: bool,
}

impl<'l> Written<'l> {
    fn new(log: &'l EventLog, position: usize) -> Result<Self> {
        let Some(column) = log.schema.columns.get(position) else {
            return Err(failed(io::Error::other("a column is missing")));
        };
        let name = column.info.name.as_str();
        if name.len() + OURS.len() + COLUMNS.len() + 2 > LONGEST_KEY {
            return Err(Error::BadValue {
                place: Place { column: Some(name.into()), ..Place::default() },
                value: shorten(name),
                expected: format!("a name of a column of at most about {LONGEST_KEY} bytes"),
            });
        }
        let is_text = matches!(column.info.kind, ColumnKind::Dictionary | ColumnKind::Text);
        let whole = |number: &f64| number.is_nan() || number.fract() == 0.0 && number.abs() < EXACT;
        let journeys = || log.shards().iter().flat_map(|shard| shard.journeys());
        Ok(Self {
            column,
            key: escaped(name, [NAME, TIME].contains(&name) || name == TRANSITION && !is_text),
            of_trace: name.strip_prefix(CASE).map(|key| escaped(key, key == NAME)),
            whole: column.info.kind == ColumnKind::Number
                && journeys().all(|journey| journey.numbers(position).iter().all(whole)),
        })
    }
}

/// Whole numbers below this size are exact as floats.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The name with our prefix if it could not be read back without.
fn escaped(name: &str, taken: bool) -> String {
    let ours = name.strip_prefix(OURS).is_some_and(|rest| rest.starts_with(':'));
    if taken || ours || name.is_empty() { format!("{OURS}:{name}") } else { name.into() }
}

struct Xes<'l, W: Write> {
    to: io::BufWriter<W>,
    log: &'l EventLog,
    columns: Vec<Written<'l>>,
}

impl<'l, W: Write> Xes<'l, W> {
    fn line(&mut self, text: &str) -> Result<()> {
        self.to.write_all(text.as_bytes()).and_then(|()| self.to.write_all(b"\n")).map_err(failed)
    }

    fn header(&mut self) -> Result<()> {
        self.line(HEADER)?;
        self.line(&format!("\t<extension name=\"Journey\" prefix=\"{OURS}\" uri=\"{OUR_ADDRESS}\"/>"))?;
        self.line(GLOBALS)?;
        if self.columns.is_empty() {
            return Ok(());
        }
        self.line(&format!("\t<container key=\"{COLUMNS}\">"))?;
        for position in 0..self.columns.len() {
            let Some(written) = self.columns.get(position) else { continue };
            let info = &written.column.info;
            let kind = serde_json::to_value(info.kind).unwrap_or_default();
            let key = escaped(&info.name, false);
            self.attribute(2, &key, &Value::Text(kind.as_str().unwrap_or_default()), false)?;
        }
        self.line("\t</container>")
    }

    fn journey(&mut self, journey: &Journey<'l>) -> Result<()> {
        self.line("\t<trace>")?;
        self.attribute(2, NAME, &Value::Text(journey.customer()), false)?;
        let of_trace = self.trace_attributes(journey)?;
        let mut open: BinaryHeap<Reverse<(i64, usize, u32)>> = BinaryHeap::new();
        for (event, (&time, &touchpoint)) in journey.times().iter().zip(journey.touchpoints()).enumerate() {
            while let Some(&Reverse((end, pair, name))) =
                open.peek().filter(|Reverse((end, ..))| *end <= time)
            {
                open.pop();
                self.complete((end, pair, name))?;
            }
            let end = journey.ends().get(event).copied().filter(|&end| end != NO_END);
            self.event(journey, event, (time, touchpoint, end.is_some()), &of_trace)?;
            open.extend(end.map(|end| Reverse((end, event, touchpoint))));
        }
        while let Some(Reverse(last)) = open.pop() {
            self.complete(last)?;
        }
        self.line("\t</trace>")
    }

    /// Writes the columns that are the same at all events of a journey, and says which these are.
    fn trace_attributes(&mut self, journey: &Journey<'l>) -> Result<Vec<bool>> {
        let mut written = vec![false; self.columns.len()];
        for (position, done) in written.iter_mut().enumerate() {
            let Some(key) = self.columns.get(position).and_then(|column| column.of_trace.clone()) else {
                continue;
            };
            let first = self.log.value(journey, 0, position);
            let others = 1..journey.len();
            if others.into_iter().all(|event| self.log.value(journey, event, position) == first) {
                *done = true;
                let whole = self.columns.get(position).is_some_and(|column| column.whole);
                self.attribute(2, &key, &first, whole)?;
            }
        }
        Ok(written)
    }

    fn event(
        &mut self,
        journey: &Journey<'l>,
        event: usize,
        (time, touchpoint, has_end): (i64, u32, bool),
        of_trace: &[bool],
    ) -> Result<()> {
        self.line("\t\t<event>")?;
        let log = self.log;
        self.attribute(3, NAME, &Value::Text(log.touchpoints().get(touchpoint)), false)?;
        self.attribute(3, TIME, &Value::Time(time), false)?;
        if has_end {
            self.attribute(3, TRANSITION, &Value::Text("start"), false)?;
            self.attribute(3, PAIR, &Value::Integer(event as i64 + 1), true)?;
        }
        for position in 0..self.columns.len() {
            let Some(written) = self.columns.get(position) else { continue };
            let found = log.value(journey, event, position);
            if found == Value::Missing || of_trace.get(position) == Some(&true) {
                continue;
            }
            let whole = written.whole;
            let key = if has_end && written.key == TRANSITION {
                escaped(TRANSITION, true)
            } else {
                written.key.clone()
            };
            self.attribute(3, &key, &found, whole)?;
        }
        self.line("\t\t</event>")
    }

    fn complete(&mut self, (end, pair, touchpoint): (i64, usize, u32)) -> Result<()> {
        self.line("\t\t<event>")?;
        let log = self.log;
        self.attribute(3, NAME, &Value::Text(log.touchpoints().get(touchpoint)), false)?;
        self.attribute(3, TIME, &Value::Time(end), false)?;
        self.attribute(3, TRANSITION, &Value::Text("complete"), false)?;
        self.attribute(3, PAIR, &Value::Integer(pair as i64 + 1), true)?;
        self.line("\t\t</event>")
    }

    /// Writes a value under a key; nothing for a missing one.
    fn attribute(&mut self, depth: usize, key: &str, value: &Value<'_>, whole: bool) -> Result<()> {
        let number;
        let (kind, text) = match value {
            Value::Missing => return Ok(()),
            Value::Text(text) => ("string", *text),
            value => {
                number = match value {
                    Value::Number(number) if whole => format!("{number:.0}"),
                    Value::Number(number) => format!("{number:?}"),
                    Value::Time(time) => detect::write_time(*time),
                    other => crate::log::pending::shown(other),
                };
                let kind = match value {
                    Value::Time(_) => "date",
                    Value::Boolean(_) => "boolean",
                    _ if whole => "int",
                    _ => "float",
                };
                (kind, number.as_str())
            }
        };
        let to = &mut self.to;
        let tabs = "\t\t\t".get(..depth).unwrap_or_default();
        write!(to, "{tabs}<{kind} key=\"").map_err(failed)?;
        escape(to, key, key)?;
        to.write_all(b"\" value=\"").map_err(failed)?;
        escape(to, text, key)?;
        to.write_all(b"\"/>\n").map_err(failed)
    }
}

/// Writes a text as the value of an attribute.
fn escape(to: &mut impl Write, text: &str, key: &str) -> Result<()> {
    let plain = |byte: u8| byte >= b' ' && !matches!(byte, b'<' | b'>' | b'&' | b'"' | 0xef);
    if text.bytes().all(plain) {
        return to.write_all(text.as_bytes()).map_err(failed);
    }
    for found in text.chars() {
        let written = match found {
            '<' => to.write_all(b"&lt;"),
            '>' => to.write_all(b"&gt;"),
            '&' => to.write_all(b"&amp;"),
            '"' => to.write_all(b"&quot;"),
            '\t' | '\n' | '\r' => write!(to, "&#{};", u32::from(found)),
            found if is_allowed(found) => write!(to, "{found}"),
            _ => {
                return Err(Error::BadValue {
                    place: Place { column: Some(key.into()), ..Place::default() },
                    value: shorten(text),
                    expected: "a text without characters that XML does not allow".into(),
                });
            }
        };
        written.map_err(failed)?;
    }
    Ok(())
}

fn failed(error: io::Error) -> Error {
    Error::Io { path: String::new(), message: error.to_string() }
}
