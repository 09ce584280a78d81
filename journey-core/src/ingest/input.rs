//! The bytes of an input: plain or gzip, read once in blocks, with limits against hostile files.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Deref;

use encoding_rs::Encoding;
use flate2::bufread::MultiGzDecoder;

use super::decoded::{Decoded, NotInEncoding};
use crate::error::{Error, Place, Result};

/// Unpacked, a gzip input may be this large unless `max_bytes` says otherwise.
pub(super) const LARGEST_UNPACKED: u64 = 64 << 30;
/// So many bytes are a block: enough to be worth a thread's while.
const BLOCK: usize = 4 << 20;
const FIRST_PIECE: usize = 64 << 10;
pub(super) const GZIP: &[u8] = &[0x1f, 0x8b];

/// An input, to be taken block by block.
pub(crate) struct Input<'a> {
    source: Source<'a>,
    /// Bytes of a block, about.
    block: usize,
    taken: u64,
    limit: u64,
    packed: bool,
    /// Size in bytes; 0 if nobody knows.
    size: u64,
}

enum Source<'a> {
    /// All bytes are there; those from `at` on have not been given out.
    Memory { all: &'a [u8], at: usize },
    /// The bytes come one after the other; `rest` has been read and not given out.
    Reader { reader: Box<dyn Read + Send + 'a>, rest: Vec<u8>, over: bool },
}

/// Some bytes that follow each other. They end behind a line break where possible, be it within quotes or not.
pub(crate) struct Block<'a> {
    pub bytes: Bytes<'a>,
    /// Whether nothing follows.
    pub at_end: bool,
}

/// Bytes of the input itself, or read into a buffer.
pub(crate) enum Bytes<'a> {
    Borrowed(&'a [u8]),
    Read { buffer: Vec<u8>, length: usize },
}

impl Deref for Bytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Borrowed(bytes) => bytes,
            Self::Read { buffer, length } => buffer.get(..*length).unwrap_or_default(),
        }
    }
}

impl Bytes<'_> {
    /// Memory for the next block.
    pub(crate) fn into_buffer(self) -> Vec<u8> {
        match self {
            Self::Borrowed(_) => Vec::new(),
            Self::Read { buffer, .. } => buffer,
        }
    }
}

impl<'a> Input<'a> {
    /// A file.
    pub(crate) fn open(path: &str, max_bytes: Option<u64>) -> Result<Input<'static>> {
        Self::open_in(path, max_bytes, None)
    }

    /// A file in another encoding than UTF-8.
    pub(crate) fn open_in(
        path: &str,
        max_bytes: Option<u64>,
        encoding: Option<&'static Encoding>,
    ) -> Result<Input<'static>> {
        let file = File::open(path).map_err(|error| io_error(path, &error))?;
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        Input::read(file, size, max_bytes, encoding).map_err(|error| error.in_file(path))
    }

    /// Bytes in memory.
    pub(crate) fn bytes(bytes: &'a [u8], max_bytes: Option<u64>) -> Result<Self> {
        Self::bytes_in(bytes, max_bytes, None)
    }

    /// Bytes in another encoding than UTF-8.
    pub(crate) fn bytes_in(
        bytes: &'a [u8],
        max_bytes: Option<u64>,
        encoding: Option<&'static Encoding>,
    ) -> Result<Self> {
        if bytes.starts_with(GZIP) || encoding.is_some() {
            return Self::read(bytes, 0, max_bytes, encoding);
        }
        refuse_other_formats(bytes)?;
        let size = bytes.len() as u64;
        let limit = max_bytes.unwrap_or(u64::MAX);
        let source = Source::Memory { all: bytes, at: mark_length(bytes)? };
        let input = Self { source, block: BLOCK, taken: size, limit, packed: false, size };
        input.check_limit().map(|()| input)
    }

    fn read(
        mut reader: impl Read + Send + 'a,
        size: u64,
        max_bytes: Option<u64>,
        encoding: Option<&'static Encoding>,
    ) -> Result<Self> {
        let mut head = [0; 4];
        let known = fill(&mut reader, &mut head).map_err(|error| io_error("", &error))?;
        let head = head.get(..known).unwrap_or_default();
        refuse_other_formats(head)?;
        let packed = head.starts_with(GZIP);
        let whole = io::Cursor::new(head.to_vec()).chain(reader);
        let reader: Box<dyn Read + Send + 'a> = match packed {
            true => Box::new(MultiGzDecoder::new(io::BufReader::with_capacity(FIRST_PIECE, whole))),
            false => Box::new(whole),
        };
        let reader: Box<dyn Read + Send + 'a> = match encoding {
            Some(encoding) => Box::new(Decoded::new(reader, encoding)),
            None => reader,
        };
        let source = Source::Reader { reader, rest: Vec::new(), over: false };
        let limit = max_bytes.unwrap_or(if packed { LARGEST_UNPACKED } else { u64::MAX });
        let size = if packed || encoding.is_some() { 0 } else { size };
        let mut input = Self { source, block: BLOCK, taken: 0, limit, packed, size };
        let (first, length) = input.fill(Vec::new(), FIRST_PIECE)?;
        if let Source::Reader { rest, .. } = &mut input.source {
            let first = first.get(..length).unwrap_or_default();
            *rest = first.get(mark_length(first)?..).unwrap_or_default().to_vec();
        }
        Ok(input)
    }

    /// Sets how many bytes a block has.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn with_blocks_of(mut self, bytes: usize) -> Self {
        self.block = bytes;
        self
    }

    /// All bytes that are left.
    pub(crate) fn all(mut self) -> Result<Bytes<'a>> {
        if let Source::Memory { all, at } = &self.source {
            return Ok(Bytes::Borrowed(all.get(*at..).unwrap_or_default()));
        }
        let mut all = Vec::new();
        let mut buffer = Vec::new();
        loop {
            let block = self.next(buffer)?;
            all.extend_from_slice(&block.bytes);
            if block.at_end {
                let length = all.len();
                return Ok(Bytes::Read { buffer: all, length });
            }
            buffer = block.bytes.into_buffer();
        }
    }

    /// Gives bytes back that were given out last.
    pub(crate) fn put_back(&mut self, bytes: &[u8]) {
        match &mut self.source {
            Source::Memory { all, at } => *at = at.saturating_sub(bytes.len()).min(all.len()),
            Source::Reader { rest, .. } => {
                let behind = std::mem::replace(rest, bytes.to_vec());
                rest.extend(behind);
            }
        }
    }

    /// Size in bytes, if it is known.
    pub(crate) fn size(&self) -> Option<u64> {
        (self.size > 0).then_some(self.size)
    }

    /// How many bytes have been read, and how many there are; 0 if nobody knows.
    pub(crate) fn progress(&self) -> (u64, u64) {
        match &self.source {
            Source::Memory { at, .. } => (*at as u64, self.size),
            Source::Reader { .. } => (self.taken, self.size),
        }
    }

    /// The next block; the last one says so, and none follows it. `buffer` is memory that may be used.
    pub(crate) fn next(&mut self, buffer: Vec<u8>) -> Result<Block<'a>> {
        if let Source::Memory { all, at } = &mut self.source {
            let rest: &'a [u8] = all.get(*at..).unwrap_or_default();
            let block = match rest.get(..self.block) {
                Some(block) if block.len() < rest.len() => rest.get(..cut(block)).unwrap_or(block),
                _ => rest,
            };
            *at += block.len();
            return Ok(Block { bytes: Bytes::Borrowed(block), at_end: block.len() == rest.len() });
        }
        let (buffer, mut length) = self.fill(buffer, self.block)?;
        let Source::Reader { rest, over, .. } = &mut self.source else {
            return Ok(Block { bytes: Bytes::Read { buffer, length }, at_end: true });
        };
        if !*over {
            let all = length;
            length = cut(buffer.get(..all).unwrap_or_default());
            rest.extend_from_slice(buffer.get(length..all).unwrap_or_default());
        }
        Ok(Block { bytes: Bytes::Read { buffer, length }, at_end: *over })
    }

    /// Reads so many bytes, or up to the end, into the buffer; returns it and how many there are.
    fn fill(&mut self, mut buffer: Vec<u8>, bytes: usize) -> Result<(Vec<u8>, usize)> {
        let Source::Reader { reader, rest, over } = &mut self.source else { return Ok((buffer, 0)) };
        let known = rest.len();
        if buffer.len() < bytes.max(known + 1) {
            buffer = vec![0; bytes.max(known + 1)];
        }
        let (before, room) = buffer.split_at_mut(known);
        before.copy_from_slice(rest);
        rest.clear();
        let read = match fill(reader, room) {
            Ok(read) => read,
            Err(error) => return Err(self.read_error(&error)),
        };
        *over = read < room.len();
        self.taken += read as u64;
        self.check_limit()?;
        Ok((buffer, known + read))
    }

    fn check_limit(&self) -> Result<()> {
        if self.taken <= self.limit {
            return Ok(());
        }
        let what = if self.packed { "the unpacked size in bytes" } else { "the size in bytes" };
        Err(Error::Limit { place: Place::default(), what: what.into(), limit: self.limit })
    }

    fn read_error(&self, error: &io::Error) -> Error {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        if let Some(wrong) = error.get_ref().and_then(|error| error.downcast_ref::<NotInEncoding>()) {
            return Error::Encoding { place: Place::default(), found: wrong.to_string() };
        }
        match error.kind() {
            InvalidData | InvalidInput | UnexpectedEof if self.packed => Error::Syntax {
                place: Place::default(),
                message: format!("not a whole gzip file ({error}) after {} unpacked bytes", self.taken),
            },
            _ => io_error("", error),
        }
    }
}

/// Where to cut bytes of a longer text: behind the last line break.
fn cut(bytes: &[u8]) -> usize {
    let before_last = bytes.get(..bytes.len().saturating_sub(1)).unwrap_or_default();
    let found = memchr::memrchr(b'\n', bytes).or_else(|| memchr::memrchr(b'\r', before_last));
    found.map_or(bytes.len(), |at| at + 1)
}

/// Length of a byte order mark; an error for UTF-16.
pub(super) fn mark_length(bytes: &[u8]) -> Result<usize> {
    match *bytes {
        [0xef, 0xbb, 0xbf, ..] => Ok(3),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [1..=255, 0, 1..=255, 0, ..] | [0, 1..=255, 0, 1..=255, ..] => {
            let place = Place { line: Some(1), ..Place::default() };
            Err(Error::Encoding { place, found: "this is UTF-16 text".into() })
        }
        _ => Ok(0),
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

pub(super) fn refuse_other_formats(head: &[u8]) -> Result<()> {
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
        let mut all = Vec::new();
        loop {
            let block = input.next(Vec::new())?;
            all.extend_from_slice(&block.bytes);
            if block.at_end {
                return Ok(all);
            }
        }
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
    #[test]
    fn blocks_end_behind_line_breaks_and_are_the_whole_text() {
        let text = b"a,b\n1,2\r\n\r\rlong without an end of line, longer than a block\rx\n\ny";
        for bytes in 1..text.len() + 2 {
            let inputs = [Input::bytes(text, None), Input::read(&text[..], 0, None, None)];
            for mut input in inputs.into_iter().map(|input| input.unwrap().with_blocks_of(bytes)) {
                let mut all = Vec::new();
                loop {
                    let block = input.next(vec![7; 3]).unwrap();
                    all.extend_from_slice(&block.bytes);
                    if block.at_end {
                        break;
                    }
                    let broken = matches!(block.bytes.last(), Some(b'\n' | b'\r'));
                    assert!(broken || !block.bytes.contains(&b'\n'), "{:?}", &*block.bytes);
                }
                assert_eq!(all, text);
            }
        }
    }
}
