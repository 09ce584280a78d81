//! Records of a delimited text: one pass, no copy of cells, strict about quotes.
//!
//! A cell is quoted if its first character is `"`; within it `""` stands for a quote, and after the
//! closing quote comes a delimiter or the end of the line. Lines end with LF, CR LF or CR; blank
//! lines are skipped. A quote that is not closed, and text after a closing quote, are errors: both
//! would make cells swallow rows.

mod record;
#[cfg(test)]
mod tests;

pub(crate) use record::Record;
use record::{CellsOf, Field, In, resolve_quotes};

use super::marks::Marks;
use crate::error::{Error, Place, Result};
use crate::work::Work;

/// So much of a text is looked at several times in a row: it fits into the second-level cache.
const WINDOW: usize = 128 << 10;

/// What is needed to read records, and used again for the next piece of text.
pub(crate) struct Splitter {
    delimiter: u8,
    marks: Marks,
    fields: Vec<Field>,
    scratch: String,
}

/// How far a text has been read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Position {
    /// Line on which the next record begins, from 1.
    pub line: u64,
    /// Data row of the next record, 0 for the header.
    pub row: u64,
}

/// Reads the records of a piece of a text that begins with a record.
pub(crate) struct Records<'t> {
    splitter: &'t mut Splitter,
    bytes: &'t [u8],
    /// The bytes up to the first that is not UTF-8.
    text: &'t str,
    /// Whether nothing follows the piece.
    at_end: bool,
    /// Cells that a record should have; others are counted and not kept.
    width: usize,
    /// Where the next record begins.
    at: usize,
    position: Position,
}

/// A record that was taken apart.
struct Found {
    /// Where it ends, and where the next may begin.
    end: usize,
    next: usize,
    count: usize,
    quoted: bool,
    /// Whether there may be a NUL byte.
    has_nul: bool,
}

/// Why a record cannot be taken apart.
enum Stop {
    /// It goes on behind the piece.
    More,
    /// The quote that opens at `at` is not closed.
    Unclosed { at: usize },
    /// Text at `at` follows a closing quote.
    AfterQuote { at: usize },
}

impl Position {
    /// The position in a text of which the lines and rows of `self` are the beginning.
    pub(crate) fn and(self, further: Self) -> Self {
        Self { line: self.line + further.line, row: self.row + further.row }
    }

    /// An error that the input gives while this position is read.
    pub(crate) fn placed(self, mut error: Error) -> Error {
        if let Error::Limit { place, .. } | Error::Syntax { place, .. } = &mut error {
            place.line = Some(self.line);
        }
        error
    }
}

impl Default for Position {
    fn default() -> Self {
        Self { line: 1, row: 0 }
    }
}

impl Splitter {
    pub(crate) fn new(delimiter: u8) -> Result<Self> {
        if !delimiter.is_ascii() || matches!(delimiter, b'"' | b'\n' | b'\r' | 0) {
            let shown = format!("{:?}", delimiter as char);
            return Err(Error::option(
                "delimiter",
                shown,
                "one ASCII character that is no quote or line break",
            ));
        }
        Ok(Self { delimiter, marks: Marks::new(delimiter), fields: Vec::new(), scratch: String::new() })
    }

    /// Records of a piece of text; `width` is the number of cells that each should have.
    pub(crate) fn records<'t>(
        &'t mut self,
        bytes: &'t [u8],
        at_end: bool,
        width: usize,
        position: Position,
    ) -> Records<'t> {
        self.marks.restart();
        Records { splitter: self, bytes, text: valid(bytes), at_end, width, at: 0, position }
    }

    /// Hands over all whole records of a longer text, cache by cache. Returns how many bytes they are.
    pub(crate) fn each(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        width: usize,
        position: &mut Position,
        mut take: impl FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<usize> {
        let work = Work::current();
        let (mut start, mut end) = (0, 0);
        while end < bytes.len() {
            work.check()?;
            end = bytes.len().min(end + WINDOW.max(end - start));
            let window = bytes.get(start..end).unwrap_or_default();
            let mut records = self.records(window, at_end && end == bytes.len(), width, *position);
            loop {
                // Not by `next`: to wrap and unwrap a record costs more than to find it.
                if let Some((end, next)) = records.plain() {
                    take(&records.plain_record(end, next))?;
                } else if let Some(record) = records.any()? {
                    take(&record)?;
                } else {
                    break;
                }
            }
            start += records.at;
            *position = records.position;
        }
        Ok(start)
    }
}

/// The bytes up to the first that is not UTF-8.
fn valid(bytes: &[u8]) -> &str {
    if bytes.is_ascii() {
        // SAFETY: ASCII is UTF-8. To look again, as the safe function does, takes longer than to find all cells.
        #[allow(unsafe_code)]
        return unsafe { std::str::from_utf8_unchecked(bytes) };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
    }
}

impl Records<'_> {
    /// How many bytes have been read, and the position behind them.
    pub(crate) fn read(&self) -> (usize, Position) {
        (self.at, self.position)
    }

    /// The next record that is not a blank line; `None` if the piece has no further whole record.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>> {
        match self.plain() {
            Some((end, next)) => Ok(Some(self.plain_record(end, next))),
            None => self.any(),
        }
    }

    /// The record that [`Self::plain`] has found.
    #[inline(always)]
    fn plain_record(&mut self, end: usize, next: usize) -> Record<'_> {
        let start = std::mem::replace(&mut self.at, next);
        let Position { line, row } = self.position;
        self.position = Position { line: line + 1, row: row + 1 };
        let ends = self.splitter.marks.take(self.width, next - end - 1);
        Record { text: self.text, cells: CellsOf::Plain { start, ends }, count: self.width, line, row }
    }

    /// The usual case, all in marks: a record of the right width without quotes. Where it ends and the next begins.
    #[inline(always)]
    fn plain(&mut self) -> Option<(usize, usize)> {
        let marks = self.splitter.marks.ahead(self.bytes, self.width + 1).get(..self.width)?;
        let (&end, others) = marks.split_last()?;
        let byte = |at: usize| self.bytes.get(at).copied();
        let end = end as usize;
        if end == self.at || end > self.text.len() {
            return None;
        }
        if others.iter().any(|&mark| byte(mark as usize) != Some(self.splitter.delimiter)) {
            return None;
        }
        match (byte(end), byte(end + 1)) {
            (Some(b'\n'), _) => Some((end, end + 1)),
            (Some(b'\r'), Some(b'\n')) => Some((end, end + 2)),
            (Some(b'\r'), Some(_)) => Some((end, end + 1)),
            _ => None,
        }
    }

    /// Any record, with all that can be wrong.
    #[inline(never)]
    fn any(&mut self) -> Result<Option<Record<'_>>> {
        while self.at < self.bytes.len() {
            let found = match self.take_apart() {
                Ok(found) => found,
                Err(Stop::More) => return Ok(None),
                Err(Stop::Unclosed { at }) => {
                    return Err(self.syntax(at, "the quote that opens here is not closed"));
                }
                Err(Stop::AfterQuote { at }) => {
                    return Err(self.syntax(
                        at,
                        "text follows the quote that closes a cell; a quote within a quoted cell is written twice",
                    ));
                }
            };
            if found.end > self.at {
                return self.record(&found).map(Some);
            }
            self.at = found.next;
            self.position.line += 1;
        }
        Ok(None)
    }

    /// Finds the cells of the next record.
    fn take_apart(&mut self) -> Result<Found, Stop> {
        self.splitter.fields.clear();
        let (mut at, mut count, mut quoted, mut has_nul) = (self.at, 0, false, false);
        loop {
            let is_quoted = self.bytes.get(at) == Some(&b'"');
            let (field, stop) = match is_quoted {
                true => self.quoted_cell(at, &mut has_nul)?,
                false => self.plain_cell(at, &mut has_nul)?,
            };
            quoted |= is_quoted;
            count += 1;
            if count <= self.width {
                self.splitter.fields.push(field);
            }
            let found = |next| Found { end: stop, next, count, quoted, has_nul };
            match (self.bytes.get(stop), self.bytes.get(stop + 1)) {
                (Some(byte), _) if *byte == self.splitter.delimiter => at = stop + 1,
                (Some(b'\r'), Some(b'\n')) => {
                    self.mark();
                    return Ok(found(stop + 2));
                }
                (Some(b'\r'), None) if !self.at_end => return Err(Stop::More),
                (Some(_), _) => return Ok(found(stop + 1)),
                (None, _) => return Ok(found(stop)),
            }
        }
    }

    /// Consumes the next mark.
    fn mark(&mut self) -> Option<usize> {
        self.splitter.marks.ahead(self.bytes, 1);
        self.splitter.marks.take(1, 0).first().map(|&mark| mark as usize)
    }

    /// The cell that begins at `start`, and the position behind it, whose mark is consumed.
    fn plain_cell(&mut self, start: usize, has_nul: &mut bool) -> Result<(Field, usize), Stop> {
        let end = loop {
            let Some(at) = self.mark() else { break self.bytes.len() };
            match self.bytes.get(at) {
                Some(0) => *has_nul = true,
                Some(b'"') => {}
                _ => break at,
            }
        };
        match end == self.bytes.len() && !self.at_end {
            true => Err(Stop::More),
            false => Ok((Field { start, end, place: In::Text }, end)),
        }
    }

    /// The cell whose opening quote is at `open`, and the position behind its closing quote, whose mark is consumed.
    fn quoted_cell(&mut self, open: usize, has_nul: &mut bool) -> Result<(Field, usize), Stop> {
        self.mark();
        let mut place = In::Text;
        loop {
            let Some(at) = self.mark() else {
                return Err(if self.at_end { Stop::Unclosed { at: open } } else { Stop::More });
            };
            match (self.bytes.get(at), self.bytes.get(at + 1)) {
                (Some(0), _) => *has_nul = true,
                (Some(b'"'), Some(b'"')) => {
                    self.mark();
                    place = In::Doubled;
                }
                (Some(b'"'), None) if !self.at_end => return Err(Stop::More),
                (Some(b'"'), Some(&byte))
                    if byte != self.splitter.delimiter && !matches!(byte, b'\n' | b'\r') =>
                {
                    return Err(Stop::AfterQuote { at: at + 1 });
                }
                (Some(b'"'), _) => {
                    self.mark();
                    return Ok((Field { start: open + 1, end: at, place }, at + 1));
                }
                _ => {}
            }
        }
    }

    fn record(&mut self, found: &Found) -> Result<Record<'_>> {
        let bytes = self.bytes.get(self.at..found.end).unwrap_or_default();
        if found.has_nul
            && let Some(at) = memchr::memchr(0, bytes)
        {
            return Err(self.syntax(self.at + at, "a NUL byte; is this a text file?"));
        }
        if found.end > self.text.len() {
            let place = Place { character: None, ..self.place(self.text.len()) };
            return Err(Error::Encoding { place, found: "bytes that are not UTF-8".into() });
        }
        let Position { line, row } = self.position;
        let Splitter { fields, scratch, .. } = &mut *self.splitter;
        let mut breaks = 1;
        if found.quoted {
            breaks += memchr::memchr_iter(b'\n', bytes).count() as u64;
            resolve_quotes(self.text, fields, scratch);
        }
        self.position = Position { line: line + breaks, row: row + 1 };
        self.at = found.next;
        let cells = CellsOf::Listed { fields, scratch };
        Ok(Record { text: self.text, cells, count: found.count, line, row })
    }

    fn syntax(&self, at: usize, message: &str) -> Error {
        Error::Syntax { place: self.place(at), message: message.into() }
    }

    /// Line, character and row of a byte of the next record.
    fn place(&self, at: usize) -> Place {
        let before = self.bytes.get(self.at..at).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', before).count() as u64;
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |position| position + 1);
        let in_line = String::from_utf8_lossy(before.get(line_start..).unwrap_or_default());
        Place {
            line: Some(self.position.line + breaks),
            character: Some(in_line.chars().count() as u64 + 1),
            row: (self.position.row > 0).then_some(self.position.row),
            ..Place::default()
        }
    }
}
