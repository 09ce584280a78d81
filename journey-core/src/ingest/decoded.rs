//! Text of another encoding as UTF-8, piece by piece.

use std::fmt;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

const PIECE: usize = 64 << 10;

/// A reader of text as UTF-8. A byte order mark is taken away.
pub(super) struct Decoded<R> {
    reader: R,
    decoder: Decoder,
    encoding: &'static Encoding,
    /// Bytes as they are written, of which those before `at` are decoded.
    raw: Vec<u8>,
    at: usize,
    /// Decoded bytes, of which those before `given` have been given out.
    text: Vec<u8>,
    given: usize,
    over: bool,
    finished: bool,
}

/// Bytes that mean nothing in the stated encoding.
#[derive(Debug)]
pub(super) struct NotInEncoding(&'static str);

impl fmt::Display for NotInEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes that are no {} text, as which the source describes it", self.0)
    }
}

impl std::error::Error for NotInEncoding {}

impl<R: Read> Decoded<R> {
    pub fn new(reader: R, encoding: &'static Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.new_decoder(),
            encoding,
            raw: Vec::new(),
            at: 0,
            text: Vec::new(),
            given: 0,
            over: false,
            finished: false,
        }
    }

    /// Decodes some more bytes.
    fn advance(&mut self) -> io::Result<()> {
        if self.at == self.raw.len() && !self.over {
            self.raw.resize(PIECE, 0);
            let read = self.reader.read(&mut self.raw)?;
            self.raw.truncate(read);
            self.at = 0;
            self.over = read == 0;
        }
        self.text.resize(PIECE * 2, 0);
        let rest = self.raw.get(self.at..).unwrap_or_default();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(rest, &mut self.text, self.over);
        self.text.truncate(written);
        self.given = 0;
        self.at += read;
        match result {
            DecoderResult::InputEmpty => self.finished = self.over,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, NotInEncoding(self.encoding.name())));
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.finished {
            self.advance()?;
        }
        let rest = self.text.get(self.given..).unwrap_or_default();
        let count = rest.len().min(room.len());
        let (Some(from), Some(to)) = (rest.get(..count), room.get_mut(..count)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives one byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            self.0 = rest;
            room[0] = *first;
            Ok(1)
        }
    }

    fn decoded(bytes: &[u8], label: &str) -> io::Result<String> {
        let mut text = String::new();
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        Decoded::new(Slow(bytes), encoding).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn texts_of_other_encodings_are_read() {
        let marked: Vec<u8> = "\u{feff}a,ü😀\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&marked, "utf-16").unwrap(), "a,ü😀\n");
        let big: Vec<u8> = "\u{feff}ü".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&big, "utf-16").unwrap(), "ü");
        assert_eq!(decoded(b"caf\xe9 \x80", "windows-1252").unwrap(), "café €");
        assert_eq!(decoded("\u{feff}ü".as_bytes(), "utf-16").unwrap(), "ü");
        assert_eq!(decoded(b"", "utf-16").unwrap(), "");
    }

    #[test]
    fn what_is_not_in_the_encoding_is_an_error() {
        let lonely = [0xff, 0xfe, 0x00, 0xd8, b'a', 0];
        assert!(decoded(&lonely, "utf-16").is_err());
        assert!(decoded(&[0xff, 0xfe, b'a'], "utf-16").is_err());
        assert!(decoded(&[0x81, 0x20], "shift_jis").is_err());
    }
}
