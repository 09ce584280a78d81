//! OCEL 2.0 as XML.

use super::build::{Builder, Raw, RawAttribute, RawItem, What};
use super::{ObjectLog, OcelOptions};
use crate::error::{Error, Place, Result, shorten};
use crate::ingest::input::Input;
use crate::ingest::xml::{Bounds, Node, Tag, Xml, value};

const BOUNDS: Bounds = Bounds { tag: 16 << 20, depth: 100 };

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Log,
    Types(What),
    Type(What),
    DeclaredAttributes,
    Items(What),
    Item,
    Attributes,
    Attribute,
    Relations,
    Flat,
}

/// Names and values of a tag.
type Pairs = Vec<(String, String)>;

/// An attribute of an item: name, time, text.
type Found = (String, Option<String>, String);

struct Reader<'o> {
    builder: Builder<'o>,
    frames: Vec<Frame>,
    skipping: u64,
    what: What,
    /// The type that is being read, with its attributes.
    declared: (String, Pairs),
    id: String,
    of_type: String,
    time: String,
    attributes: Vec<Found>,
    relations: Pairs,
}

pub(super) fn read(input: Input<'_>, options: &OcelOptions) -> Result<ObjectLog> {
    let mut xml = Xml::new(input, BOUNDS);
    let mut reader = Reader {
        builder: Builder::new(options)?,
        frames: Vec::new(),
        skipping: 0,
        what: What::Object,
        declared: Default::default(),
        id: String::new(),
        of_type: String::new(),
        time: String::new(),
        attributes: Vec::new(),
        relations: Vec::new(),
    };
    loop {
        let done = match xml.next()? {
            Node::Open(tag) => reader.open(&tag),
            Node::Close => reader.close(),
            Node::Text(text) => reader.text(&text),
            Node::Nothing => continue,
            Node::End => break,
        };
        done.map_err(|error| at(error, || xml.place()))?;
    }
    reader.builder.finish()
}

/// The error with its line.
fn at(error: Error, place: impl FnOnce() -> Place) -> Error {
    match error {
        Error::Syntax { place: known, message } if known.line.is_none() => {
            Error::Syntax { place: Place { line: place().line, ..known }, message }
        }
        Error::Limit { place: known, what, limit } if known.line.is_none() => {
            Error::Limit { place: Place { line: place().line, ..known }, what, limit }
        }
        error => error,
    }
}

/// A tag has at most so many attributes.
const MOST: usize = 20;

fn syntax(message: String) -> Error {
    Error::Syntax { place: Place::default(), message }
}

/// The attributes of a tag.
fn pairs(tag: &Tag<'_>) -> Result<Pairs> {
    let mut all = Pairs::new();
    let mut scratch = String::new();
    for attribute in tag.attributes() {
        let (name, written) = attribute.map_err(syntax)?;
        if all.len() >= MOST {
            return Err(syntax(format!("more than {MOST} attributes of <{}>", shorten(tag.name()))));
        }
        let text = value(written, &mut scratch);
        let text = text.map_err(|wrong| syntax(format!("`{}` has {wrong}", shorten(name))))?;
        all.push((name.into(), text.into()));
    }
    Ok(all)
}

fn take(pairs: &mut Pairs, name: &str) -> String {
    pairs
        .iter_mut()
        .find(|(known, _)| known == name)
        .map(|(_, text)| std::mem::take(text))
        .unwrap_or_default()
}

impl Reader<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        if self.skipping > 0 {
            self.skipping += u64::from(!tag.empty);
            return Ok(());
        }
        let name = tag.name();
        let Some(frame) = self.next_frame(name)? else {
            self.skipping = u64::from(!tag.empty);
            return Ok(());
        };
        let mut found = pairs(tag)?;
        match frame {
            Frame::Type(_) => self.declared = (take(&mut found, "name"), Pairs::new()),
            Frame::Flat if self.frames.last() == Some(&Frame::DeclaredAttributes) => {
                self.declared.1.push((take(&mut found, "name"), take(&mut found, "type")));
            }
            Frame::Item => {
                self.id = take(&mut found, "id");
                self.of_type = take(&mut found, "type");
                self.time = take(&mut found, "time");
                self.attributes.clear();
                self.relations.clear();
            }
            Frame::Attribute => {
                let time = Some(take(&mut found, "time"));
                // Some writers have the value as an attribute.
                let text = take(&mut found, "value");
                self.attributes.push((take(&mut found, "name"), time, text));
            }
            Frame::Flat => {
                self.relations.push((take(&mut found, "object-id"), take(&mut found, "qualifier")));
            }
            _ => {}
        }
        self.frames.push(frame);
        if tag.empty { self.close() } else { Ok(()) }
    }

    /// What an element of this name is here; `None` if it is nothing that is read.
    fn next_frame(&mut self, name: &str) -> Result<Option<Frame>> {
        use What::{Event, Object};
        Ok(Some(match (self.frames.last(), name) {
            (None, "log") => Frame::Log,
            (None, _) => {
                let message =
                    format!("the first element is <{}>, not <log>; is this OCEL 2.0?", shorten(name));
                return Err(syntax(message));
            }
            (Some(Frame::Log), "object-types") => Frame::Types(Object),
            (Some(Frame::Log), "event-types") => Frame::Types(Event),
            (Some(Frame::Log), "objects") => Frame::Items(Object),
            (Some(Frame::Log), "events") => Frame::Items(Event),
            (Some(Frame::Log), "trace" | "extension" | "classifier") => {
                return Err(syntax("this is XES; read it with `read_xes`".into()));
            }
            (Some(&Frame::Types(Object)), "object-type") => Frame::Type(Object),
            (Some(&Frame::Types(Event)), "event-type") => Frame::Type(Event),
            (Some(Frame::Type(_)), "attributes") => Frame::DeclaredAttributes,
            (Some(Frame::DeclaredAttributes), "attribute") => Frame::Flat,
            (Some(&Frame::Items(Object)), "object") => {
                self.what = Object;
                Frame::Item
            }
            (Some(&Frame::Items(Event)), "event") => {
                self.what = Event;
                Frame::Item
            }
            (Some(Frame::Item), "attributes") => Frame::Attributes,
            (Some(Frame::Item), "objects") => Frame::Relations,
            (Some(Frame::Attributes), "attribute") => Frame::Attribute,
            // `relobj` is what the draft of the standard called it.
            (Some(Frame::Relations), "relationship" | "relobj" | "object") => Frame::Flat,
            _ => return Ok(None),
        }))
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if self.skipping == 0
            && self.frames.last() == Some(&Frame::Attribute)
            && let Some((_, _, all)) = self.attributes.last_mut()
        {
            if all.len() + text.len() > BOUNDS.tag as usize {
                let what = "the length of a text in bytes".into();
                return Err(Error::Limit { place: Place::default(), what, limit: BOUNDS.tag });
            }
            all.push_str(text);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        match self.frames.pop() {
            Some(Frame::Type(what)) => {
                let (name, attributes) = std::mem::take(&mut self.declared);
                let attributes: Vec<(&str, &str)> =
                    attributes.iter().map(|(name, of)| (name.as_str(), of.as_str())).collect();
                self.builder.declare(what, &name, &attributes)
            }
            Some(Frame::Item) => {
                let item = RawItem {
                    id: &self.id,
                    of_type: &self.of_type,
                    time: &self.time,
                    attributes: self.attributes.iter().map(attribute).collect(),
                    relations: self.relations.iter().map(|(id, of)| (id.as_str(), of.as_str())).collect(),
                };
                self.builder.add(self.what, &item)
            }
            _ => Ok(()),
        }
    }
}

fn attribute((name, time, text): &Found) -> RawAttribute<'_> {
    RawAttribute { name, time: time.as_deref(), value: Raw::Text(text) }
}
