//! What an XES file says of itself: its version, extensions, global attributes and classifiers.

use super::keys::{Keys, OUR_ADDRESS, OURS, usual_classifier};
use super::options::{Classifier, XesOptions};
use super::reader::Faults;
use crate::error::{Error, Place, Result};
use crate::ingest::xml::{Tag, value};
use crate::log::XesClassifier;

/// The attributes of a tag by their names.
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// All attributes of a tag, of which those in `known` are expected.
    pub fn of(tag: &Tag<'_>, known: &[&str], faults: &mut Faults) -> Result<Self, String> {
        let mut all: Vec<(String, String)> = Vec::new();
        let mut scratch = String::new();
        for attribute in tag.attributes() {
            let (name, written) = attribute?;
            if all.len() >= MOST_ATTRIBUTES {
                return Err(format!("more than {MOST_ATTRIBUTES} attributes of <{}>", tag.name()));
            }
            if all.iter().any(|(known, _)| known == name) {
                return Err(format!("`{name}` is there twice"));
            }
            if !known.contains(&name) {
                faults.add(|| format!("`{name}` is no attribute of <{}>", tag.name()));
            }
            match value(written, &mut scratch) {
                Ok(text) => all.push((name.into(), text.into())),
                Err(wrong) => faults.add(|| format!("`{name}` of <{}> has {wrong}", tag.name())),
            }
        }
        Ok(Self(all))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// An attribute that must be there.
    pub fn required(&self, name: &str, element: &str, faults: &mut Faults) -> Option<&str> {
        let found = self.get(name).filter(|text| !text.trim().is_empty());
        if found.is_none() {
            faults.add(|| format!("<{element}> without `{name}`"));
        }
        found
    }
}

/// What the file says of itself.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub version: Option<String>,
    pub prefixes: Vec<String>,
    pub classifiers: Vec<XesClassifier>,
    /// Whether the file was written by this library.
    pub ours: bool,
}

impl Header {
    pub fn log(&mut self, tag: &Tag<'_>, faults: &mut Faults) -> Result<(), String> {
        let found = Attributes::of(tag, &["xes.version", "xes.features"], faults)?;
        let version = found.required("xes.version", "log", faults);
        if version.is_some_and(|version| version.trim().parse::<f64>().is_err()) {
            faults.add(|| "`xes.version` is no number".into());
        }
        self.version = version.map(Into::into);
        if found.get("xes.features").is_none() {
            faults.add(|| "<log> without `xes.features`".into());
        }
        Ok(())
    }

    pub fn extension(&mut self, tag: &Tag<'_>, faults: &mut Faults) -> Result<(), String> {
        let found = Attributes::of(tag, &["name", "prefix", "uri"], faults)?;
        let [_, prefix, address] =
            ["name", "prefix", "uri"].map(|name| found.required(name, "extension", faults));
        if let Some(prefix) = prefix {
            self.ours |= prefix == OURS && address == Some(OUR_ADDRESS);
            if self.prefixes.len() < MOST && !self.prefixes.iter().any(|known| known == prefix) {
                self.prefixes.push(prefix.into());
            }
        }
        Ok(())
    }

    pub fn classifier(
        &mut self,
        tag: &Tag<'_>,
        [traces, events]: [&Keys; 2],
        faults: &mut Faults,
    ) -> Result<(), String> {
        let found = Attributes::of(tag, &["name", "scope", "keys"], faults)?;
        let name = found.required("name", "classifier", faults);
        let keys = found.required("keys", "classifier", faults);
        let scope = found.get("scope").unwrap_or("event");
        let of = match scope {
            "trace" => traces,
            "event" => events,
            _ => {
                faults.add(|| "a classifier whose `scope` is neither `trace` nor `event`".into());
                return Ok(());
            }
        };
        let (Some(name), Some(keys)) = (name, keys) else { return Ok(()) };
        let global =
            |key: &str| of.code(key).and_then(|code| of.get(code)).is_some_and(|key| key.global.is_some());
        let keys = split(keys, global);
        if let Some(key) = keys.iter().find(|key| !global(key)) {
            faults.add(|| format!("the classifier {name:?} names {key:?}, which is no global attribute"));
        }
        if self.classifiers.len() < MOST {
            self.classifiers.push(XesClassifier { name: name.into(), scope: scope.into(), keys });
        }
        Ok(())
    }

    /// The keys whose values name a touchpoint.
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a classifier that the file does not have.
    pub fn touchpoint(&self, options: &XesOptions) -> Result<Vec<String>> {
        let mut keys = match &options.classifier {
            None => usual_classifier(),
            Some(Classifier::Keys(keys)) => keys.clone(),
            Some(Classifier::Name(name)) => {
                let of_events = || self.classifiers.iter().filter(|known| known.scope == "event");
                match of_events().find(|known| known.name == *name) {
                    Some(found) => found.keys.clone(),
                    None => {
                        let names = of_events().map(|known| known.name.as_str());
                        let similar = crate::similar::similar(name, names);
                        return Err(Error::UnknownName {
                            kind: "classifier".into(),
                            name: name.clone(),
                            similar,
                        });
                    }
                }
            }
        };
        if keys.contains(&options.time) {
            let value = format!("{:?}, the time of events,", options.time);
            return Err(Error::option("classifier", value, "keys of other attributes"));
        }
        let mut seen: Vec<String> = Vec::new();
        keys.retain(|key| {
            let new = !seen.contains(key);
            seen.push(key.clone());
            new
        });
        Ok(keys)
    }
}

/// A tag of the header has at most so many attributes.
const MOST_ATTRIBUTES: usize = 100;
/// So many classifiers and extensions are remembered.
const MOST: usize = 1000;
/// A key of a classifier that is written without quotes has at most so many words.
const WORDS: usize = 8;

/// The keys of a classifier: separated by blanks; those with blanks are in `'` or are global attributes.
fn split(text: &str, global: impl Fn(&str) -> bool) -> Vec<String> {
    let mut keys = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && keys.len() < MOST {
        let quoted = rest.strip_prefix('\'').and_then(|rest| rest.split_once('\''));
        let (key, behind) = match quoted {
            Some(found) => found,
            None => {
                let ends = rest.char_indices().filter(|(_, found)| found.is_whitespace()).map(|(at, _)| at);
                let ends: Vec<usize> = ends.take(WORDS).chain([rest.len()]).collect();
                let longest = ends.iter().rev().find(|&&end| rest.get(..end).is_some_and(&global));
                rest.split_at_checked(longest.or(ends.first()).copied().unwrap_or(rest.len()))
                    .unwrap_or((rest, ""))
            }
        };
        keys.push(key.to_string());
        rest = behind.trim_start();
    }
    keys
}

/// An error at the begin of a file that cannot be read at all.
pub(super) fn no_xes(name: &str) -> Error {
    let message = format!("the first element is <{}>, not <log>; is this XES?", crate::error::shorten(name));
    Error::Syntax { place: Place::default(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_classifiers_are_words_or_quoted_or_global() {
        let global = |key: &str| ["resource country", "org:group"].contains(&key);
        let keys = |text: &str| split(text, global);
        assert_eq!(keys("concept:name lifecycle:transition"), ["concept:name", "lifecycle:transition"]);
        assert_eq!(keys(" 'a b'  'c' d "), ["a b", "c", "d"]);
        assert_eq!(keys("x resource country org:group"), ["x", "resource country", "org:group"]);
        assert_eq!(keys("'open x"), ["'open", "x"]);
        assert_eq!(keys(""), Vec::<String>::new());
    }
}
