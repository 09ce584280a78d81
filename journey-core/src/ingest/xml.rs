//! XML, read tag by tag and bounded: no document type, no entity but the five of XML, no long tag, no deep nesting.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::input::{Bytes, Input};
use crate::error::{Error, Place, Result, shorten};

/// What an XML text may ask of the memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Bytes of one tag with its attributes, or of one piece of text.
    pub tag: u64,
    /// Elements within each other.
    pub depth: u64,
}

/// Reads an XML text from its begin to its end.
pub(super) struct Xml<'a> {
    reader: Reader<Feed<'a>>,
    buffer: Vec<u8>,
    bounds: Bounds,
    depth: u64,
    begun: bool,
}

/// The next thing in an XML text.
pub(super) enum Node<'b> {
    /// The begin of an element; also its end if it is empty.
    Open(Tag<'b>),
    /// The end of an element.
    Close,
    /// Text between tags.
    Text(Cow<'b, str>),
    /// Nothing of interest.
    Nothing,
    /// The text is over.
    End,
}

/// The first tag of an element.
pub(super) struct Tag<'b> {
    start: BytesStart<'b>,
    /// Whether there is nothing in the element, and no other tag.
    pub empty: bool,
}

impl Tag<'_> {
    /// Name of the element without prefix.
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Names and values of the attributes as they are written. Attributes that declare namespaces, or belong to XML
    /// itself, are left out.
    pub fn attributes(&self) -> impl Iterator<Item = Result<(&str, &str), String>> {
        let mut all = self.start.attributes();
        // Who looks for an attribute sees whether it is there twice, without a list of all of them.
        all.with_checks(false);
        let all = all.map(|attribute| match attribute {
            Ok(attribute) => match (attribute.key.into_inner(), attribute.value) {
                (key, Cow::Borrowed(value)) => Ok((key, value)),
                (key, Cow::Owned(_)) => Err(format!("cannot read the value of `{}`", shorten(key))),
            },
            Err(error) => Err(error.to_string()),
        });
        let of_xml = |key: &str| {
            key.starts_with("xml") && (key == "xmlns" || key.starts_with("xmlns:") || key.starts_with("xml:"))
                || key.starts_with("xsi:")
        };
        all.filter(move |found| !matches!(found, Ok((key, _)) if of_xml(key)))
    }
}

impl<'a> Xml<'a> {
    /// Reads this input.
    pub fn new(input: Input<'a>, bounds: Bounds) -> Self {
        let feed = Feed {
            input,
            bytes: Bytes::Borrowed(&[]),
            at: 0,
            over: false,
            lines: 0,
            begin: 0,
            begin_line: None,
            left: bounds.tag,
            limit: bounds.tag,
            failed: None,
        };
        let mut reader = Reader::from_reader(feed);
        reader.config_mut().check_end_names = true;
        Self { reader, buffer: Vec::new(), bounds, depth: 0, begun: false }
    }

    /// Takes no notice of blanks between tags.
    pub fn skipping_blanks(mut self) -> Self {
        self.reader.config_mut().trim_text_start = true;
        self
    }

    /// The next thing.
    ///
    /// # Errors
    /// [`Error::Syntax`] for what is no XML and for document types, [`Error::Encoding`], [`Error::Limit`], [`Error::Io`].
    pub fn next(&mut self) -> Result<Node<'_>> {
        self.reader.get_mut().begin();
        self.buffer.clear();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(explain(error, self.reader.get_mut())),
        };
        let feed = self.reader.get_ref();
        let bad = |message: &str| Err(feed.syntax(message));
        match event {
            Event::Start(_) | Event::Empty(_) if self.depth == 0 && self.begun => {
                bad("a second document follows the end of the first")
            }
            Event::Start(_) if self.depth >= self.bounds.depth => {
                let what = "the nesting of elements".into();
                Err(Error::Limit { place: feed.place(), what, limit: self.bounds.depth })
            }
            Event::Start(start) => {
                self.depth += 1;
                self.begun = true;
                Ok(Node::Open(Tag { start, empty: false }))
            }
            Event::Empty(start) => {
                self.begun = true;
                Ok(Node::Open(Tag { start, empty: true }))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Node::Close)
            }
            Event::DocType(_) => {
                bad("a document type is not read, nor entities of one; take `<!DOCTYPE …>` out")
            }
            Event::Decl(declaration) => match declaration.encoding() {
                Some(Ok(name)) if !is_utf8(&name) => Err(Error::Encoding {
                    place: feed.place(),
                    found: format!("this is XML in the encoding {:?}", shorten(&name)),
                }),
                Some(Err(error)) => bad(&error.to_string()),
                _ => Ok(Node::Nothing),
            },
            Event::Text(text) => match text.into_inner() {
                text if self.depth == 0 && text.trim_ascii().is_empty() => Ok(Node::Nothing),
                _ if self.depth == 0 => bad("text outside of the first element; is this XML?"),
                text => Ok(Node::Text(text)),
            },
            Event::CData(_) | Event::GeneralRef(_) if self.depth == 0 => {
                bad("text outside of the first element")
            }
            Event::CData(text) => Ok(Node::Text(text.into_inner())),
            Event::GeneralRef(reference) => match resolve(&reference) {
                Some(text) => Ok(Node::Text(text.to_string().into())),
                None => bad("an entity that is not one of XML's own; others are not read"),
            },
            Event::Comment(_) | Event::PI(_) => Ok(Node::Nothing),
            Event::Eof if self.depth > 0 => bad("the text ends within an element; it is not whole"),
            Event::Eof if !self.begun => bad("there is no element; is this XML?"),
            Event::Eof => Ok(Node::End),
        }
    }

    /// Where the last thing begins.
    pub fn place(&self) -> Place {
        self.reader.get_ref().place()
    }

    /// How many bytes have been read, and how many there are; 0 if nobody knows.
    pub fn progress(&self) -> (u64, u64) {
        self.reader.get_ref().input.progress()
    }
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten().filter(|&found| is_allowed(found));
    }
    named(&reference.borrow().into_inner())
}

fn named(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Whether XML 1.0 allows a character.
pub(super) fn is_allowed(found: char) -> bool {
    matches!(found, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// The value of an attribute: references are resolved, and blanks are spaces, as XML demands. The text without a change
/// if there are none.
pub(super) fn value<'t>(written: &'t str, scratch: &'t mut String) -> Result<&'t str, &'static str> {
    // 0xef begins the two characters of three bytes that XML does not allow.
    if !written.bytes().any(|byte| byte < b' ' || byte == b'&' || byte == 0xef) {
        return Ok(written);
    }
    scratch.clear();
    let mut rest = written;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        plain(before, scratch)?;
        let (name, behind) =
            after.get(1..).and_then(|after| after.split_once(';')).ok_or("`&` without `;`; write `&amp;`")?;
        let found = match name.strip_prefix('#') {
            Some(number) => character(number).ok_or("a reference to no character of XML")?,
            None => named(name).ok_or("an entity that is not one of XML's own; others are not read")?,
        };
        scratch.push(found);
        rest = behind;
    }
    plain(rest, scratch)?;
    Ok(scratch)
}

fn plain(text: &str, to: &mut String) -> Result<(), &'static str> {
    for found in text.chars() {
        match found {
            '\t' | '\n' | '\r' => to.push(' '),
            found if is_allowed(found) => to.push(found),
            _ => return Err("a character that XML does not allow"),
        }
    }
    Ok(())
}

fn character(number: &str) -> Option<char> {
    let (digits, base) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, base).ok().filter(|_| plain)?;
    char::from_u32(code).filter(|&found| is_allowed(found))
}

/// The bytes of an input for the tokenizer, which gets no more of them at a time than a tag may have.
struct Feed<'a> {
    input: Input<'a>,
    bytes: Bytes<'a>,
    /// How much of `bytes` has been taken.
    at: usize,
    /// Whether nothing follows `bytes`.
    over: bool,
    /// Line breaks before `bytes`.
    lines: u64,
    /// Where the last thing begins in `bytes`.
    begin: usize,
    /// The line on which it begins, if that is in bytes before.
    begin_line: Option<u64>,
    /// So many bytes may still be taken for the last thing.
    left: u64,
    limit: u64,
    failed: Option<Error>,
}

impl Feed<'_> {
    fn begin(&mut self) {
        self.begin = self.at;
        self.begin_line = None;
        self.left = self.limit;
    }

    fn line(&self) -> u64 {
        self.begin_line.unwrap_or_else(|| {
            // Blanks before a tag belong to it.
            let bytes = self.bytes.get(self.begin..).unwrap_or_default();
            let blanks = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let before = self.bytes.get(..self.begin + blanks).unwrap_or_default();
            self.lines + breaks(before) + 1
        })
    }

    fn place(&self) -> Place {
        Place { line: Some(self.line()), ..Place::default() }
    }

    fn syntax(&self, message: &str) -> Error {
        Error::Syntax { place: self.place(), message: message.into() }
    }

    /// Takes the next bytes of the input.
    fn advance(&mut self) -> Result<()> {
        self.begin_line = Some(self.line());
        self.lines += breaks(&self.bytes);
        let buffer = std::mem::replace(&mut self.bytes, Bytes::Borrowed(&[])).into_buffer();
        self.at = 0;
        let block = self.input.next(buffer)?;
        self.bytes = block.bytes;
        self.over = block.at_end;
        Ok(())
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

impl Read for Feed<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let count = from.len().min(to.len());
        if let (Some(to), Some(from)) = (to.get_mut(..count), from.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Feed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.bytes.len() && !self.over {
            if let Err(error) = self.advance() {
                self.failed = Some(error);
                return Err(io::Error::other("stopped"));
            }
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if self.left == 0 && !rest.is_empty() {
            let what = "the length of a tag or text in bytes".into();
            self.failed = Some(Error::Limit { place: self.place(), what, limit: self.limit });
            return Err(io::Error::other("stopped"));
        }
        Ok(rest.get(..self.left as usize).unwrap_or(rest))
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
        self.left = self.left.saturating_sub(count as u64);
    }
}

/// The error of the tokenizer as one of this library.
fn explain(error: quick_xml::Error, feed: &mut Feed<'_>) -> Error {
    if let Some(failed) = feed.failed.take() {
        return failed;
    }
    match error {
        quick_xml::Error::Encoding(_) => {
            Error::Encoding { place: feed.place(), found: "bytes that are not UTF-8".into() }
        }
        quick_xml::Error::Syntax(error) => feed.syntax(&error.to_string()),
        quick_xml::Error::IllFormed(error) => feed.syntax(&shorten(&error.to_string())),
        error => feed.syntax(&shorten(&error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { tag: 40, depth: 3 };

    fn all(text: &str) -> Result<String> {
        let mut xml =
            Xml::new(Input::bytes(text.as_bytes(), None)?.with_blocks_of(7), BOUNDS).skipping_blanks();
        let mut shown = String::new();
        loop {
            match xml.next()? {
                Node::Open(tag) => shown += &format!("<{}{}>", tag.name(), if tag.empty { "/" } else { "" }),
                Node::Close => shown += "</>",
                Node::Text(text) => shown += &text,
                Node::Nothing => {}
                Node::End => return Ok(shown),
            }
        }
    }

    #[test]
    fn tags_and_texts_come_as_they_are_written() {
        let text = "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n<a x='1>2'>\n <b/>t&lt;&#65;<![CDATA[<&]]><!-- <c> --></a>\n";
        assert_eq!(all(text).unwrap(), "<a><b/>t<A<&</>");
    }

    #[test]
    fn what_is_no_xml_is_an_error_with_its_line() {
        for (text, code, line) in [
            ("", "syntax", 1),
            ("time,name\n1,a\n", "syntax", 1),
            ("<a>\n<b>\n</a>", "syntax", 3),
            ("<a>\n<b>", "syntax", 2),
            ("<a/>\n<b/>", "syntax", 2),
            ("<a>\n<b x='", "syntax", 2),
            ("<a>\n\n</a", "syntax", 3),
            ("<a>\n&name;</a>", "syntax", 2),
            ("<!DOCTYPE a [<!ENTITY b \"bb\">]>\n<a>&b;</a>", "syntax", 1),
            ("<a>\n<b><c>\n<d></d></c></b></a>", "limit", 3),
            ("<a>\n<b x='0123456789012345678901234567890123456789'/></a>", "limit", 2),
            ("<?xml version='1.0' encoding='latin1'?><a/>", "encoding", 1),
        ] {
            let error = all(text).unwrap_err();
            assert_eq!((error.code(), error.place().unwrap().line), (code, Some(line)), "{text}: {error}");
        }
    }

    #[test]
    fn values_are_resolved_and_normalised() {
        let mut scratch = String::new();
        assert_eq!(value("plain", &mut scratch), Ok("plain"));
        assert_eq!(value("a&amp;b&#x41;&#10;\tz\u{fffd}", &mut scratch), Ok("a&bA\n z\u{fffd}"));
        for bad in ["&b;", "&#0;", "&#xd800;", "&#+65;", "a & b", "\u{1}", "\u{ffff}", "&#xffff;", "&"] {
            assert!(value(bad, &mut scratch).is_err(), "{bad:?}");
        }
    }
}
