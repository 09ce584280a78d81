//! Records of tables: CSV with quotes, and plain lines of cells.

use std::borrow::Cow;

use super::document::SourceInput;
use super::plan::{Header, Plan};
use super::run::{Runner, State};
use crate::error::{Error, Place, Result};
use crate::ingest::blocks::{self, Done, Reader, Start};
use crate::ingest::csv::{self, LAST, hand_over, rows};
use crate::ingest::input::Input;
use crate::ingest::records::{Position, Record, Splitter};
use crate::ingest::sink::{Cell, Cells, Sink, Spot, check_names};
use crate::log::chunk::Cut;

/// A table may have so many columns.
const MOST_COLUMNS: usize = 20_000;

/// How a table is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect {
    delimiter: u8,
    quotes: bool,
    escapes: bool,
}

impl Dialect {
    pub fn new(input: &SourceInput) -> Result<Self> {
        let delimiter = match input.delimiter.as_deref() {
            None => b',',
            Some("tab") => b'\t',
            Some(text) => match text.as_bytes() {
                [byte] if byte.is_ascii() => *byte,
                _ => {
                    return Err(Error::option(
                        "delimiter",
                        format!("{text:?}"),
                        "one ASCII character, or `tab`",
                    ));
                }
            },
        };
        Splitter::new(delimiter)?;
        Ok(Self { delimiter, quotes: input.quotes, escapes: input.escapes })
    }

    /// Hands over the whole rows at the beginning of some bytes; returns how many bytes they are.
    fn each(
        self,
        bytes: &[u8],
        at_end: bool,
        width: usize,
        position: &mut Position,
        sink: &mut impl Sink,
    ) -> Result<usize> {
        if self.quotes {
            let take = |record: &Record<'_>| hand_over(record, width, sink);
            return Splitter::new(self.delimiter)?.each(bytes, at_end, width, position, take);
        }
        let mut read = 0;
        while let Some(line) = self.line(bytes, read, at_end, *position)? {
            read = line.next;
            let spot = Spot { row: position.row, line: Some(position.line) };
            position.line += line.breaks;
            if line.text.is_empty() {
                continue;
            }
            position.row += 1;
            let cells = self.cells(line.text);
            if cells.0.len() == width {
                sink.row(&&cells, spot)?;
            } else {
                let message = format!("the row has {} cells, not {width}", cells.0.len());
                sink.broken(Error::Syntax { place: spot.place(None), message }, spot)?;
            }
        }
        Ok(read)
    }

    /// The first rows of a table, and where the data begin.
    fn head(self, input: &mut Input<'_>, count: usize) -> Result<(Vec<Vec<String>>, Position)> {
        let mut head = None;
        blocks::in_order(input, &mut Position::default(), |bytes, at_end, _| {
            head = self.first(bytes, at_end, count)?;
            Ok((head.as_ref().map_or(0, |(_, read, _)| *read), head.is_none()))
        })?;
        let (rows, _, position) = head.ok_or_else(|| match count {
            1 => csv::Header::missing(),
            _ => Error::Syntax {
                place: Place { line: Some(1), ..Place::default() },
                message: format!("the input has fewer than the {count} header rows of the source"),
            },
        })?;
        Ok((rows, Position { row: 1, ..position }))
    }

    #[allow(clippy::type_complexity, reason = "rows, bytes and position of one place only")]
    fn first(
        self,
        bytes: &[u8],
        at_end: bool,
        count: usize,
    ) -> Result<Option<(Vec<Vec<String>>, usize, Position)>> {
        let mut rows = Vec::new();
        let mut position = Position::default();
        if self.quotes {
            let mut splitter = Splitter::new(self.delimiter)?;
            let mut records = splitter.records(bytes, at_end, MOST_COLUMNS, position);
            while rows.len() < count {
                let Some(record) = records.next()? else { return Ok(None) };
                check_width(record.count, record.line)?;
                let cell = |at| record.get(at).unwrap_or_default().to_string();
                rows.push((0..record.count).map(cell).collect());
            }
            let (read, position) = records.read();
            return Ok(Some((rows, read, position)));
        }
        let mut read = 0;
        while rows.len() < count {
            let Some(line) = self.line(bytes, read, at_end, position)? else { return Ok(None) };
            read = line.next;
            let cells = self.cells(line.text).0;
            check_width(cells.len(), position.line)?;
            position.line += line.breaks;
            if !line.text.is_empty() {
                rows.push(cells.into_iter().map(Cow::into_owned).collect());
            }
        }
        Ok(Some((rows, read, position)))
    }

    /// The line that begins at `start`, if it is whole.
    fn line(self, bytes: &[u8], start: usize, at_end: bool, position: Position) -> Result<Option<Line<'_>>> {
        let rest = bytes.get(start..).unwrap_or_default();
        let (mut from, mut breaks) = (0, 1);
        let (end, next) = loop {
            let Some(found) = memchr::memchr(b'\n', rest.get(from..).unwrap_or_default()) else {
                match at_end && !rest.is_empty() {
                    true => break (rest.len(), rest.len()),
                    false => return Ok(None),
                }
            };
            let at = from + found;
            let before = rest.get(..at).unwrap_or_default();
            let slashes = before.iter().rev().take_while(|&&byte| byte == b'\\').count();
            if self.escapes && slashes % 2 == 1 {
                (from, breaks) = (at + 1, breaks + 1);
                continue;
            }
            break (at, at + 1);
        };
        let line = rest.get(..end).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let place = || Place { line: Some(position.line), ..Place::default() };
        let text = std::str::from_utf8(line)
            .map_err(|_| Error::Encoding { place: place(), found: "bytes that are not UTF-8".into() })?;
        if memchr::memchr(0, line).is_some() {
            return Err(Error::Syntax { place: place(), message: "a NUL byte; is this a text file?".into() });
        }
        Ok(Some(Line { text, next: start + next, breaks }))
    }

    fn cells(self, line: &str) -> Plain<'_> {
        if !self.escapes || !line.contains('\\') {
            return Plain(line.split(char::from(self.delimiter)).map(Cow::Borrowed).collect());
        }
        let mut cells = vec![String::new()];
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            let kept = match c {
                '\\' => chars.next(),
                c if c == char::from(self.delimiter) => {
                    cells.push(String::new());
                    continue;
                }
                c => Some(c),
            };
            if let Some(cell) = cells.last_mut() {
                cell.extend(kept);
            }
        }
        Plain(cells.into_iter().map(Cow::Owned).collect())
    }
}

/// A line of a plain table.
struct Line<'a> {
    text: &'a str,
    /// Where the next one begins.
    next: usize,
    breaks: u64,
}

/// Cells of a plain line.
struct Plain<'a>(Vec<Cow<'a, str>>);

impl<'r> Cells<'r> for &'r Plain<'_> {
    fn cell(&self, position: usize) -> Cell<'r> {
        match self.0.get(position).map(AsRef::as_ref) {
            Some("") | None => Cell::Missing,
            Some(text) => Cell::Text(text),
        }
    }
}

fn check_width(count: usize, line: u64) -> Result<()> {
    if count <= MOST_COLUMNS {
        return Ok(());
    }
    let place = Place { line: Some(line), ..Place::default() };
    Err(Error::Limit { place, what: "the number of columns".into(), limit: MOST_COLUMNS as u64 })
}

/// Reads the lines above the data. Returns where the data begin.
pub(super) fn header(input: &mut Input<'_>, stated: &SourceInput) -> Result<(Header, Position)> {
    let dialect = Dialect::new(stated)?;
    let count = stated.header_rows.unwrap_or(1) as usize;
    let (rows, start) = match count {
        0 => (Vec::new(), Position { row: 1, ..Position::default() }),
        count => dialect.head(input, count)?,
    };
    let place = Place { line: Some(1), ..Place::default() };
    let row = |number: u32| rows.get((number as usize).saturating_sub(1)).cloned().unwrap_or_default();
    let names = match stated.columns.is_empty() {
        true => joined(stated.name_rows.iter().map(|&number| row(number)).collect(), &row(1)),
        false => stated.columns.clone(),
    };
    check_names(&names, &place)?;
    let labels = stated.label_row.map(row).unwrap_or_default();
    Ok((Header { names, labels, place }, start))
}

/// Names of columns from several rows.
fn joined(mut rows: Vec<Vec<String>>, first: &[String]) -> Vec<String> {
    if rows.is_empty() {
        rows.push(first.to_vec());
    }
    let last = rows.len() - 1;
    for row in rows.get_mut(..last).unwrap_or_default() {
        let mut before = String::new();
        for name in row {
            match name.trim().is_empty() {
                true => name.clone_from(&before),
                false => before.clone_from(name),
            }
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let name = |column: usize| {
        let parts = rows.iter().filter_map(|row| row.get(column)).map(|name| name.trim());
        let parts: Vec<&str> = parts.filter(|name| !name.is_empty()).collect();
        if parts.is_empty() { format!("column {}", column + 1) } else { parts.join(" / ") }
    };
    match rows.as_slice() {
        // A single row is taken as it is, blanks and all, as other readers do.
        [one] => {
            let own = |(at, name): (usize, &String)| {
                if name.is_empty() { format!("column {}", at + 1) } else { name.clone() }
            };
            one.iter().enumerate().map(own).collect()
        }
        _ => (0..width).map(name).collect(),
    }
}

/// Reads rows from blocks side by side.
pub(super) struct Blocks<'p> {
    pub plan: &'p Plan<'p>,
    pub dialect: Dialect,
    pub width: usize,
    pub partitions: usize,
}

impl Reader for Blocks<'_> {
    type State = State;
    type Part = Cut;

    fn read(&self, bytes: &[u8], at_end: bool, start: &Start<State>) -> Result<Done<Cut, State>> {
        let mut chunk = self.plan.chunk(self.partitions).remembering(LAST).reading_numbers();
        chunk.reserve(rows(bytes, Some(bytes.len() as u64)).unwrap_or_default());
        let mut runner = Runner::new(self.plan, start.state.clone(), chunk)?;
        let mut position = start.position;
        let read = self.dialect.each(bytes, at_end, self.width, &mut position, &mut runner)?;
        let (chunk, state) = runner.into_parts();
        Ok(Done { part: chunk.cut(), read, end: Start { position, state } })
    }

    fn settle(&self, done: &Done<Cut, State>, assumed: &State, known: &State) -> Option<State> {
        done.end.state.settle(assumed, known, done.part.is_clean())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str, escapes: bool) -> Vec<String> {
        let dialect = Dialect { delimiter: b'\t', quotes: false, escapes };
        dialect.cells(line).0.into_iter().map(Cow::into_owned).collect()
    }

    #[test]
    fn a_backslash_takes_the_meaning_away() {
        assert_eq!(cells("a\\\tb\tc\\\\\td\\\n", true), ["a\tb", "c\\", "d\n"]);
        assert_eq!(cells("a\\\tb", false), ["a\\", "b"]);
        assert_eq!(cells("\"a\t", false), ["\"a", ""]);
    }

    #[test]
    fn names_from_several_rows() {
        let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
        let rows = vec![row(&["Id", "How was it?", "", "Which?"]), row(&["", "Open", "Closed", "A"])];
        assert_eq!(joined(rows, &[]), ["Id", "How was it? / Open", "How was it? / Closed", "Which? / A"]);
        assert_eq!(joined(Vec::new(), &row(&["a", "", " b"])), ["a", "column 2", " b"]);
    }
}
