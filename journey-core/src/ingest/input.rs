//! The bytes of an input: plain or gzip, read once in pieces, with limits against hostile files.

use std::fs::File;
use std::io::{self, Read};

use flate2::bufread::MultiGzDecoder;

use crate::error::{Error, Place, Result};

/// A row or a JSON line may be this long, so that one broken quote cannot fill the memory.
const LONGEST_RECORD: usize = 256 << 20;
/// Unpacked, a gzip input may be this large unless `max_bytes` says otherwise.
const LARGEST_UNPACKED: u64 = 64 << 30;
/// So much is read at once, which fits into the second-level cache with what is found in it.
const PIECE: usize = 256 << 10;
const GZIP: &[u8] = &[0x1f, 0x8b];

/// A window that moves over the bytes of an input.
pub(crate) struct Input<'a> {
    source: Source<'a>,
    /// The window within the bytes of the source.
    start: usize,
    end: usize,
    taken: u64,
    limit: u64,
    packed: bool,
}

enum Source<'a> {
    /// All bytes are there.
    Memory(&'a [u8]),
    /// The bytes come one after the other.
    Reader { reader: Box<dyn Read + Send + 'a>, buffer: Vec<u8> },
}

impl<'a> Input<'a> {
    /// A file.
    pub(crate) fn open(path: &str, max_bytes: Option<u64>) -> Result<Input<'static>> {
        let file = File::open(path).map_err(|error| io_error(path, &error))?;
        Input::read(file, max_bytes).map_err(|error| error.in_file(path))
    }

    /// Bytes in memory.
    pub(crate) fn bytes(bytes: &'a [u8], max_bytes: Option<u64>) -> Result<Self> {
        match bytes.starts_with(GZIP) {
            true => Self::read(bytes, max_bytes),
            false => Self::new(bytes, Source::Memory(bytes), false, max_bytes),
        }
    }

    fn read(mut reader: impl Read + Send + 'a, max_bytes: Option<u64>) -> Result<Self> {
        let mut head = [0; 4];
        let known = fill(&mut reader, &mut head).map_err(|error| io_error("", &error))?;
        let head = head.get(..known).unwrap_or_default();
        let packed = head.starts_with(GZIP);
        let whole = io::Cursor::new(head.to_vec()).chain(reader);
        let reader: Box<dyn Read + Send + 'a> = match packed {
            true => Box::new(MultiGzDecoder::new(io::BufReader::with_capacity(PIECE, whole))),
            false => Box::new(whole),
        };
        Self::new(head, Source::Reader { reader, buffer: vec![0; PIECE] }, packed, max_bytes)
    }

    fn new(head: &[u8], source: Source<'a>, packed: bool, max_bytes: Option<u64>) -> Result<Self> {
        refuse_other_formats(head)?;
        let limit = max_bytes.unwrap_or(if packed { LARGEST_UNPACKED } else { u64::MAX });
        let mut input = Self { source, start: 0, end: 0, taken: 0, limit, packed };
        input.grow()?;
        input.skip_mark()?;
        Ok(input)
    }

    /// What has been read and not yet consumed.
    pub(crate) fn window(&self) -> &[u8] {
        let all = match &self.source {
            Source::Memory(bytes) => bytes,
            Source::Reader { buffer, .. } => buffer.as_slice(),
        };
        all.get(self.start..self.end).unwrap_or_default()
    }

    /// Moves the beginning of the window.
    pub(crate) fn consume(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
    }

    /// Reads more behind the window; `false` at the end of the input.
    pub(crate) fn grow(&mut self) -> Result<bool> {
        let known = self.end - self.start;
        if known >= LONGEST_RECORD {
            let what = "a row (is a quote not closed?)".into();
            return Err(Error::Limit { place: Place::default(), what, limit: LONGEST_RECORD as u64 });
        }
        let read = match &mut self.source {
            Source::Memory(bytes) => {
                (bytes.len() - self.end).min(PIECE.max(known)).min(LONGEST_RECORD - known)
            }
            Source::Reader { reader, buffer } => {
                buffer.copy_within(self.start..self.end, 0);
                (self.start, self.end) = (0, known);
                if known == buffer.len() {
                    buffer.resize(known * 2, 0);
                }
                let room = buffer.get_mut(known..).unwrap_or_default();
                match fill(reader, room) {
                    Ok(read) => read,
                    Err(error) => return Err(self.read_error(&error)),
                }
            }
        };
        self.end += read;
        self.taken += read as u64;
        if self.taken > self.limit {
            let what = if self.packed { "the unpacked size in bytes" } else { "the size in bytes" };
            return Err(Error::Limit { place: Place::default(), what: what.into(), limit: self.limit });
        }
        Ok(read > 0)
    }

    /// Skips a byte order mark and recognises UTF-16.
    fn skip_mark(&mut self) -> Result<()> {
        match *self.window() {
            [0xef, 0xbb, 0xbf, ..] => self.consume(3),
            [0xff, 0xfe, ..]
            | [0xfe, 0xff, ..]
            | [1..=255, 0, 1..=255, 0, ..]
            | [0, 1..=255, 0, 1..=255, ..] => {
                let place = Place { line: Some(1), ..Place::default() };
                return Err(Error::Encoding { place, found: "this is UTF-16 text".into() });
            }
            _ => {}
        }
        Ok(())
    }

    fn read_error(&self, error: &io::Error) -> Error {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        match error.kind() {
            InvalidData | InvalidInput | UnexpectedEof if self.packed => Error::Syntax {
                place: Place::default(),
                message: format!("not a whole gzip file ({error}) after {} unpacked bytes", self.taken),
            },
            _ => io_error("", error),
        }
    }
}

/// Reads until `room` is full or the input is over.
fn fill(reader: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = room.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn io_error(path: &str, error: &io::Error) -> Error {
    Error::Io { path: path.into(), message: error.to_string() }
}

fn refuse_other_formats(head: &[u8]) -> Result<()> {
    let message = match head {
        [b'P', b'A', b'R', b'1', ..] => "this is a Parquet file; read it with `read_parquet`",
        [b'P', b'K', 3, 4, ..] => "this is a zip archive or an Excel workbook; unpack it, or save it as CSV",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "this is a zstd file; unpack it, or pack it with gzip",
        _ => return Ok(()),
    };
    Err(Error::Syntax { place: Place::default(), message: message.into() })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8], max_bytes: Option<u64>) -> Result<Vec<u8>> {
        let mut input = Input::bytes(bytes, max_bytes)?;
        while input.grow()? {}
        Ok(input.window().to_vec())
    }

    #[test]
    fn several_gzip_members_are_one_text() {
        let packed = [gzip(b"a,b\n"), gzip(b"1,2\n")].concat();
        assert_eq!(read(&packed, None).unwrap(), b"a,b\n1,2\n");
    }

    #[test]
    fn a_gzip_bomb_stops_at_the_limit() {
        let bomb = gzip(&vec![b'x'; 1 << 20]);
        assert!(bomb.len() < 1 << 15, "the packed text must be far smaller than the limit allows to unpack");
        assert_eq!(read(&bomb, Some(10_000)).unwrap_err().code(), "limit");
    }

    #[test]
    fn truncated_gzip_is_a_syntax_error() {
        let packed = gzip(b"customer,time\n");
        let error = read(packed.get(..packed.len() - 6).unwrap(), None).unwrap_err();
        assert_eq!(error.code(), "syntax");
    }

    #[test]
    fn marks_are_skipped_and_other_formats_named() {
        assert_eq!(read(b"\xef\xbb\xbfa", None).unwrap(), b"a");
        assert_eq!(read(b"\xff\xfea\0", None).unwrap_err().code(), "encoding");
        assert_eq!(read(b"a\0b\0", None).unwrap_err().code(), "encoding");
        assert!(read(b"PAR1...", None).unwrap_err().to_string().contains("read_parquet"));
        assert_eq!(read(b"", None).unwrap(), b"");
    }
}
