//! Records of a delimited text: one pass, no copy of cells, strict about quotes.
//!
//! A cell is quoted if its first character is `"`; within it `""` stands for a quote, and after the
//! closing quote comes a delimiter or the end of the line. Lines end with LF, CR LF or CR; blank
//! lines are skipped. A quote that is not closed, and text after a closing quote, are errors: both
//! would make cells swallow rows.

use super::input::Input;
use crate::error::{Error, Place, Result};

/// Reads one record after the other.
pub(crate) struct Records<'a> {
    input: Input<'a>,
    delimiter: u8,
    /// Line on which the next record begins, from 1.
    line: u64,
    /// Data row of the next record, 0 for the header.
    row: u64,
    /// Cells beyond this number are counted and not kept.
    keep: usize,
    /// Bytes of the record given out last, still at the beginning of the window.
    given: usize,
    fields: Vec<Field>,
    scratch: String,
}

/// Where the text of a cell is.
#[derive(Debug, Clone, Copy)]
struct Field {
    start: usize,
    end: usize,
    place: In,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum In {
    /// In the record, as it is.
    Record,
    /// In the record, with doubled quotes.
    Doubled,
    /// In the scratch text, with doubled quotes resolved.
    Scratch,
}

/// The cells of one line of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'r> {
    text: &'r str,
    scratch: &'r str,
    fields: &'r [Field],
    /// Number of cells, also of those that were not kept.
    pub count: usize,
    /// Line on which it begins, from 1.
    pub line: u64,
    /// Data row, from 1; 0 is the header.
    pub row: u64,
}

impl<'r> Record<'r> {
    /// The text of a cell, without quotes.
    pub(crate) fn get(&self, position: usize) -> Option<&'r str> {
        let field = self.fields.get(position)?;
        match field.place {
            In::Scratch => self.scratch.get(field.start..field.end),
            _ => self.text.get(field.start..field.end),
        }
    }
}

/// Result of looking for the end of a record.
enum Scan {
    /// A record of `len` bytes, with its end of line `whole` bytes.
    Record { len: usize, whole: usize, count: usize, quoted: bool },
    /// It goes on behind the window.
    More,
    /// The quote that opens at `at` is not closed.
    Unclosed { at: usize },
    /// Text at `at` follows a closing quote.
    AfterQuote { at: usize },
}

impl<'a> Records<'a> {
    pub(crate) fn new(input: Input<'a>, delimiter: u8, keep: usize) -> Result<Self> {
        if !delimiter.is_ascii() || matches!(delimiter, b'"' | b'\n' | b'\r' | 0) {
            let shown = format!("{:?}", delimiter as char);
            return Err(Error::option(
                "delimiter",
                shown,
                "one ASCII character that is no quote or line break",
            ));
        }
        Ok(Self {
            input,
            delimiter,
            line: 1,
            row: 0,
            keep,
            given: 0,
            fields: Vec::new(),
            scratch: String::new(),
        })
    }

    /// Keeps only so many cells of the records to come.
    pub(crate) fn keep(&mut self, cells: usize) {
        self.keep = cells;
    }

    /// The next record that is not a blank line.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>> {
        self.input.consume(std::mem::take(&mut self.given));
        let mut at_end = false;
        loop {
            let window = self.input.window();
            if window.is_empty() && at_end {
                return Ok(None);
            }
            match scan(window, self.delimiter, at_end, self.keep, &mut self.fields) {
                Scan::More => at_end = !self.input.grow().map_err(|error| self.placed(error))?,
                Scan::Record { len: 0, whole, .. } => {
                    self.input.consume(whole);
                    self.line += 1;
                }
                Scan::Record { len, whole, count, quoted } => {
                    return self.record(len, whole, count, quoted).map(Some);
                }
                Scan::Unclosed { at } => {
                    return Err(self.syntax(at, "the quote that opens here is not closed"));
                }
                Scan::AfterQuote { at } => {
                    return Err(self.syntax(
                        at,
                        "text follows the quote that closes a cell; a quote within a quoted cell is written twice",
                    ));
                }
            }
        }
    }

    fn record(&mut self, len: usize, whole: usize, count: usize, quoted: bool) -> Result<Record<'_>> {
        let bytes = self.input.window().get(..len).unwrap_or_default();
        if self.input.has_nul()
            && let Some(at) = memchr::memchr(0, bytes)
        {
            return Err(self.syntax(at, "a NUL byte; is this a text file?"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| Error::Encoding {
            place: Place { character: None, ..self.place(error.valid_up_to()) },
            found: "bytes that are not UTF-8".into(),
        })?;
        let (line, row) = (self.line, self.row);
        self.row += 1;
        self.line += 1;
        if quoted {
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            resolve_quotes(text, &mut self.fields, &mut self.scratch);
        }
        self.given = whole;
        Ok(Record { text, scratch: &self.scratch, fields: &self.fields, count, line, row })
    }

    fn syntax(&self, at: usize, message: &str) -> Error {
        Error::Syntax { place: self.place(at), message: message.into() }
    }

    fn placed(&self, mut error: Error) -> Error {
        if let Error::Limit { place, .. } | Error::Syntax { place, .. } = &mut error {
            place.line = Some(self.line);
        }
        error
    }

    /// Line, character and row of a byte of the window.
    fn place(&self, at: usize) -> Place {
        let before = self.input.window().get(..at).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', before).count() as u64;
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |position| position + 1);
        let in_line = String::from_utf8_lossy(before.get(line_start..).unwrap_or_default());
        Place {
            line: Some(self.line + breaks),
            character: Some(in_line.chars().count() as u64 + 1),
            row: (self.row > 0).then_some(self.row),
            ..Place::default()
        }
    }
}

/// Finds the cells of the record at the beginning of `window`.
fn scan(window: &[u8], delimiter: u8, at_end: bool, keep: usize, fields: &mut Vec<Field>) -> Scan {
    fields.clear();
    let (mut at, mut count, mut quoted) = (0, 0, false);
    loop {
        let (field, stop) = match window.get(at) {
            Some(b'"') => match scan_quoted(window, at, delimiter, at_end) {
                Ok(found) => found,
                Err(scan) => return scan,
            },
            _ => {
                let rest = window.get(at..).unwrap_or_default();
                let stop = match memchr::memchr3(delimiter, b'\n', b'\r', rest) {
                    Some(length) => at + length,
                    None if at_end => window.len(),
                    None => return Scan::More,
                };
                (Field { start: at, end: stop, place: In::Record }, stop)
            }
        };
        quoted |= window.get(at) == Some(&b'"');
        count += 1;
        if count <= keep {
            fields.push(field);
        }
        let record = |whole| Scan::Record { len: stop, whole, count, quoted };
        match (window.get(stop), window.get(stop + 1)) {
            (Some(byte), _) if *byte == delimiter => at = stop + 1,
            (Some(b'\r'), Some(b'\n')) => return record(stop + 2),
            (Some(b'\r'), None) if !at_end => return Scan::More,
            (Some(_), _) => return record(stop + 1),
            (None, _) => return record(stop),
        }
    }
}

/// The cell whose opening quote is at `open`, and the position behind its closing quote.
fn scan_quoted(window: &[u8], open: usize, delimiter: u8, at_end: bool) -> Result<(Field, usize), Scan> {
    let mut place = In::Record;
    let mut from = open + 1;
    loop {
        let rest = window.get(from..).unwrap_or_default();
        let Some(length) = memchr::memchr(b'"', rest) else {
            return Err(if at_end { Scan::Unclosed { at: open } } else { Scan::More });
        };
        let quote = from + length;
        match window.get(quote + 1) {
            Some(b'"') => {
                place = In::Doubled;
                from = quote + 2;
            }
            None if !at_end => return Err(Scan::More),
            Some(byte) if *byte != delimiter && !matches!(byte, b'\n' | b'\r') => {
                return Err(Scan::AfterQuote { at: quote + 1 });
            }
            _ => return Ok((Field { start: open + 1, end: quote, place }, quote + 1)),
        }
    }
}

/// Moves cells with doubled quotes to the scratch text.
fn resolve_quotes(record: &str, fields: &mut [Field], scratch: &mut String) {
    scratch.clear();
    for field in fields.iter_mut().filter(|field| field.place == In::Doubled) {
        let text = record.get(field.start..field.end).unwrap_or_default();
        let start = scratch.len();
        let mut pieces = text.split("\"\"");
        scratch.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            scratch.push('"');
            scratch.push_str(piece);
        }
        *field = Field { start, end: scratch.len(), place: In::Scratch };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Result<Vec<(u64, Vec<String>)>> {
        let mut records = Records::new(Input::bytes(text, None)?, b',', 100)?;
        let mut found = Vec::new();
        while let Some(record) = records.next()? {
            let cells = (0..record.count).map(|i| record.get(i).unwrap().to_string()).collect();
            found.push((record.line, cells));
        }
        Ok(found)
    }

    fn cells(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn quotes_line_ends_and_line_numbers() {
        let text = b"a,b\r\n\"x \"\"y\"\"\",\"1\n2\"\n\n\"\",\rlast,";
        let expected = [
            (1, cells(&["a", "b"])),
            (2, cells(&["x \"y\"", "1\n2"])),
            (5, cells(&["", ""])),
            (6, cells(&["last", ""])),
        ];
        assert_eq!(all(text).unwrap(), expected);
    }

    #[test]
    fn broken_quotes_are_errors_at_their_place() {
        let place = |text: &[u8]| all(text).unwrap_err().place().cloned().unwrap();
        let unclosed = place(b"a,b\n1,2\n3,\"x\n4,5\n");
        assert_eq!((unclosed.line, unclosed.character, unclosed.row), (Some(3), Some(3), Some(2)));
        let after = place(b"a,b\n\"x\ny\"z,2\n");
        assert_eq!((after.line, after.character, after.row), (Some(3), Some(3), Some(1)));
    }

    #[test]
    fn nul_and_foreign_bytes_are_errors_at_their_line() {
        assert_eq!(all(b"a,b\n1,x\0\n").unwrap_err().code(), "syntax");
        let error = all(b"a,b\n1,2\n1,caf\xe9\n").unwrap_err();
        assert_eq!((error.code(), error.place().unwrap().line), ("encoding", Some(3)));
    }

    #[test]
    fn a_long_line_is_one_record() {
        let mut text = b"a,b\n\"".to_vec();
        text.extend(std::iter::repeat_n(b'x', 10 << 20));
        text.extend(b"\",2\n");
        let found = all(&text).unwrap();
        assert_eq!(found[1].1[0].len(), 10 << 20);
    }

    proptest::proptest! {
        /// Whatever is read without error equals what the `csv` crate reads.
        #[test]
        fn agrees_with_the_csv_crate(text in "([ab,é]|\"\"|\"|\n|\r\n|\r){0,40}") {
            if let Ok(ours) = all(text.as_bytes()) {
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .flexible(true)
                    .from_reader(text.as_bytes());
                let theirs: Vec<Vec<String>> = reader
                    .records()
                    .map(|record| record.unwrap().iter().map(str::to_string).collect())
                    .collect();
                let ours: Vec<Vec<String>> = ours.into_iter().map(|(_, cells)| cells).collect();
                proptest::prop_assert_eq!(ours, theirs);
            }
        }
    }
}
