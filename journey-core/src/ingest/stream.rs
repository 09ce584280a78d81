//! Events from bytes that come piece by piece, such as a download: nothing waits for the whole text.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use super::blocks::LONGEST_RECORD;
use super::csv::{Header, hand_over};
use super::input::{GZIP, LARGEST_UNPACKED, mark_length, refuse_other_formats};
use super::json::Objects;
use super::loader::Loader;
use super::records::{Position, Splitter};
use crate::error::{Error, Place, Result};
use crate::log::{Columns, EventLog};
use crate::work::Work;

/// So much text is taken apart at once.
const PIECE: usize = 1 << 20;
/// So many packed bytes are unpacked at once.
const PACKED: usize = 64 << 10;
/// So many bytes tell formats apart.
const HEAD: usize = 4;

/// Reads events from bytes that come piece by piece, cut anywhere, plain or gzip. Only what is not yet taken apart
/// is kept, so the text may be larger than the memory.
///
/// ```
/// use journey_core::{ingest::EventReader, log::Columns};
/// let columns = Columns::new("user", "at", "event");
/// let mut reader = EventReader::csv(&columns)?;
/// for piece in ["user,at,eve", "nt\nann,2024-03-01,vi", "sit\nbob,2024-03-02,visit"] {
///     reader.push(piece.as_bytes())?;
/// }
/// assert_eq!(reader.finish()?.customers(), 2);
/// # Ok::<(), journey_core::Error>(())
/// ```
pub struct EventReader<'c> {
    columns: &'c Columns,
    format: Format<'c>,
    unpacker: Unpacker,
    /// Unpacked bytes that are not yet taken apart.
    text: Vec<u8>,
    /// With so much text it is worth looking for rows.
    enough: usize,
    /// Whether the beginning of the text has been looked at.
    begun: bool,
    position: Position,
    unpacked: u64,
    pushed: u64,
    size: u64,
    /// What went wrong; then nothing more is read.
    failed: Option<Error>,
}

enum Format<'c> {
    Header(Splitter),
    Rows { splitter: Splitter, width: usize, loader: Box<Loader<'c>> },
    Lines(Box<Objects<'c>>),
}

impl<'c> EventReader<'c> {
    /// A reader of CSV. See [`EventLog::read_csv`].
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for contradictory columns.
    pub fn csv(columns: &'c Columns) -> Result<Self> {
        Ok(Self::new(columns, Format::Header(Splitter::new(columns.delimiter)?)))
    }

    /// A reader of JSON Lines. See [`EventLog::read_json_lines`].
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for contradictory columns.
    pub fn json_lines(columns: &'c Columns) -> Result<Self> {
        Ok(Self::new(columns, Format::Lines(Box::new(Objects::new(columns)?))))
    }

    fn new(columns: &'c Columns, format: Format<'c>) -> Self {
        Self {
            columns,
            format,
            unpacker: Unpacker::Head(Vec::new()),
            text: Vec::new(),
            enough: PIECE,
            begun: false,
            position: Position::default(),
            unpacked: 0,
            pushed: 0,
            size: 0,
            failed: None,
        }
    }

    /// Says how many bytes there will be, for those who hear of progress.
    #[must_use]
    pub fn of_size(mut self, bytes: u64) -> Self {
        self.size = bytes;
        self
    }

    /// Takes the bytes that come next.
    ///
    /// # Errors
    /// Those of reading all bytes at once, and [`Error::Cancelled`]; after an error nothing more is read.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.unless_failed(|reader| {
            let work = Work::current();
            for piece in bytes.chunks(PACKED) {
                work.check()?;
                reader.unpack(Some(piece))?;
                if reader.text.len() >= reader.enough {
                    reader.take_rows(false)?;
                }
            }
            reader.pushed += bytes.len() as u64;
            work.tell("reading", reader.pushed, reader.size);
            Ok(())
        })
    }

    /// The log of all bytes.
    ///
    /// # Errors
    /// See [`Self::push`].
    pub fn finish(mut self) -> Result<EventLog> {
        self.unless_failed(|reader| {
            reader.unpack(None)?;
            reader.take_rows(true)
        })?;
        match self.format {
            Format::Header(_) => Err(Header::missing()),
            Format::Rows { loader, .. } => loader.finish(),
            Format::Lines(objects) => objects.finish(),
        }
    }

    fn unless_failed(&mut self, action: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let done = action(self);
        self.failed = done.as_ref().err().cloned();
        done
    }

    /// Unpacks some bytes, or what is left.
    fn unpack(&mut self, bytes: Option<&[u8]>) -> Result<()> {
        let before = self.text.len();
        let packed = self.unpacker.packed();
        let done = match bytes {
            Some(bytes) => self.unpacker.push(bytes, &mut self.text),
            None => self.unpacker.finish(&mut self.text),
        };
        self.unpacked += (self.text.len() - before) as u64;
        let limit = self.columns.max_bytes.unwrap_or(if packed { LARGEST_UNPACKED } else { u64::MAX });
        if self.unpacked > limit {
            let what = if packed { "the unpacked size in bytes" } else { "the size in bytes" };
            let place = Place::default();
            return Err(self.position.placed(Error::Limit { place, what: what.into(), limit }));
        }
        done.map_err(|error| match error {
            Error::Syntax { place, message } if message.is_empty() => {
                let message = format!("not a whole gzip file after {} unpacked bytes", self.unpacked);
                self.position.placed(Error::Syntax { place, message })
            }
            error => error,
        })
    }

    /// Takes the whole rows of the text.
    fn take_rows(&mut self, at_end: bool) -> Result<()> {
        if !self.begun {
            let mark = mark_length(&self.text)?;
            self.text.drain(..mark);
            self.begun = true;
        }
        let mut read = 0;
        if let Format::Header(splitter) = &mut self.format {
            let (length, header) = Header::find(&self.text, at_end, splitter, &mut self.position)?;
            read = length;
            if let Some(header) = header {
                let loader = Box::new(Loader::new(self.columns, &header.names, &header.place)?);
                let splitter = Splitter::new(self.columns.delimiter)?;
                self.format = Format::Rows { splitter, width: header.names.len(), loader };
            }
        }
        let rest = self.text.get(read..).unwrap_or_default();
        read += match &mut self.format {
            Format::Header(_) => 0,
            Format::Rows { splitter, width, loader } => {
                let take = |record: &super::records::Record<'_>| hand_over(record, *width, &mut **loader);
                splitter.each(rest, at_end, *width, &mut self.position, take)?
            }
            Format::Lines(objects) => objects.take_lines(rest, at_end, &mut self.position)?,
        };
        self.text.drain(..read.min(self.text.len()));
        if self.text.len() >= LONGEST_RECORD {
            let what = "a row (is a quote not closed?)".into();
            let error = Error::Limit { place: Place::default(), what, limit: LONGEST_RECORD as u64 };
            return Err(self.position.placed(error));
        }
        self.enough = PIECE.max(self.text.len() * 2);
        Ok(())
    }
}

/// Unpacks what is packed.
enum Unpacker {
    /// Too few bytes to know whether it is.
    Head(Vec<u8>),
    Plain,
    Packed(Box<MultiGzDecoder<Vec<u8>>>),
}

impl Unpacker {
    fn packed(&self) -> bool {
        matches!(self, Self::Packed(_))
    }

    fn push(&mut self, bytes: &[u8], text: &mut Vec<u8>) -> Result<()> {
        match self {
            Self::Plain => text.extend_from_slice(bytes),
            Self::Packed(decoder) => {
                let done = decoder.write_all(bytes);
                text.append(decoder.get_mut());
                done.map_err(|error| broken(&error))?;
            }
            Self::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= HEAD {
                    let head = std::mem::take(head);
                    *self = Self::of(&head)?;
                    return self.push(&head, text);
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, text: &mut Vec<u8>) -> Result<()> {
        if let Self::Head(head) = self {
            let head = std::mem::take(head);
            *self = Self::of(&head)?;
            self.push(&head, text)?;
        }
        if let Self::Packed(decoder) = self {
            let done = decoder.try_finish();
            text.append(decoder.get_mut());
            done.map_err(|error| broken(&error))?;
        }
        Ok(())
    }

    fn of(head: &[u8]) -> Result<Self> {
        refuse_other_formats(head)?;
        Ok(match head.starts_with(GZIP) {
            true => Self::Packed(Box::new(MultiGzDecoder::new(Vec::new()))),
            false => Self::Plain,
        })
    }
}

/// The decoder writes into memory, so all its errors are about the packed bytes.
fn broken(_: &io::Error) -> Error {
    Error::Syntax { place: Place::default(), message: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::OnError;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn pushed(mut reader: EventReader<'_>, bytes: &[u8], piece: usize) -> Result<EventLog> {
        bytes.chunks(piece).try_for_each(|piece| reader.push(piece))?;
        reader.finish()
    }

    /// The log and its quality, or the error.
    fn shown(log: Result<EventLog>) -> String {
        log.map_or_else(
            |error| format!("{error:?}"),
            |log| {
                let mut csv = Vec::new();
                log.to_csv(&mut csv).unwrap();
                format!("{} {} {:?}", String::from_utf8(csv).unwrap(), log.fingerprint(), log.quality())
            },
        )
    }

    #[test]
    fn pieces_of_any_size_give_what_the_whole_gives() {
        let long = "y\n".repeat(3000);
        let texts = [
            format!("\u{feff}c,t,e,f\n\"a\nb\",2024-01-01,x,\"{long}\"\r\nb,2024-01-02,\"y\"\"\",3"),
            "c,t,e\na,2024-01-01,x\nb,2024-02-30,y\n".into(),
            "c,t,e\na,2024-01-01,x\nb\nc,2024-01-01,x\n".into(),
            "c,t,e\na,2024-01-01,\"x\n".into(),
            "c,t\n".into(),
            "c,t,e".into(),
            "\n\n".into(),
            String::new(),
            "PAR1".into(),
            "c\0,\0t\0".into(),
        ];
        for options in [Columns::new("c", "t", "e"), Columns::new("c", "t", "e").on_error(OnError::Skip)] {
            for text in &texts {
                let expected = shown(EventLog::read_csv_bytes(text.as_bytes(), &options));
                for bytes in [text.as_bytes().to_vec(), gzip(text.as_bytes())] {
                    if bytes.starts_with(GZIP) && text.starts_with("PAR1") {
                        continue;
                    }
                    for piece in [1, 2, 3, 7, 100, 100_000] {
                        let found = shown(pushed(EventReader::csv(&options).unwrap(), &bytes, piece));
                        assert_eq!(found, expected, "{text:?} in pieces of {piece}");
                    }
                }
            }
        }
    }

    #[test]
    fn lines_may_be_cut_anywhere() {
        let text = "{\"c\":\"ä\",\"t\":\"2024-01-01\",\"e\":\"x\"}\n\n{\"c\":2,\"t\":\"2024-01-02\",\"e\":\"y\",\"f\":true}";
        let columns = Columns::new("c", "t", "e");
        for text in [text, "{\"c\":1}\n", "[1]", "{"] {
            let expected = shown(EventLog::read_json_lines_text(text, &columns));
            for piece in [1, 5, 1000] {
                let reader = EventReader::json_lines(&columns).unwrap();
                assert_eq!(shown(pushed(reader, text.as_bytes(), piece)), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn large_texts_are_taken_apart_on_the_way() {
        let text: String = std::iter::once("c,t,e\n".into())
            .chain((0..200_000).map(|row| format!("{},2024-01-01,page {}\n", row % 977, row % 7)))
            .collect();
        let columns = Columns::new("c", "t", "e");
        let mut reader = EventReader::csv(&columns).unwrap().of_size(text.len() as u64);
        for piece in text.as_bytes().chunks(100_000) {
            reader.push(piece).unwrap();
            assert!(reader.text.len() < PIECE + 100_000);
        }
        let log = reader.finish().unwrap();
        assert_eq!(log.fingerprint(), EventLog::read_csv_text(&text, &columns).unwrap().fingerprint());
    }

    #[test]
    fn limits_hold_and_what_failed_stays_failed() {
        let bomb = gzip(format!("c,t,e\n{}", "a,2024-01-01,x\n".repeat(100_000)).as_bytes());
        let columns = Columns::new("c", "t", "e").max_bytes(10_000);
        let mut reader = EventReader::csv(&columns).unwrap();
        let error = reader.push(&bomb).unwrap_err();
        assert_eq!(error.code(), "limit");
        assert_eq!(reader.push(b"").unwrap_err(), error);
        assert_eq!(reader.finish().unwrap_err(), error);
        let unlimited = Columns::new("c", "t", "e");
        for cut in [3, 10, bomb.len() - 1] {
            let half = bomb.get(..cut).unwrap();
            assert_eq!(
                pushed(EventReader::csv(&unlimited).unwrap(), half, 999).unwrap_err().code(),
                "syntax"
            );
        }
    }

    #[test]
    fn a_reader_can_be_stopped_between_pieces() {
        let stop = crate::work::CancelToken::new();
        let columns = Columns::new("c", "t", "e");
        let mut reader = EventReader::csv(&columns).unwrap();
        let work = Work::new().cancel(&stop);
        work.run(|| reader.push(b"c,t,e\n")).unwrap();
        stop.cancel();
        assert_eq!(work.run(|| reader.push(b"a,2024-01-01,x\n")).unwrap_err(), Error::Cancelled);
        assert_eq!(reader.finish().unwrap_err(), Error::Cancelled);
    }
}
