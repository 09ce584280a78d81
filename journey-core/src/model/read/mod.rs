//! Reading a document: text or bytes become a checked map or source, or the list of all its problems.

mod de;
mod fault;
mod json;
mod node;
mod yaml;

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path as FilePath;

use serde::de::DeserializeOwned;

pub(super) use self::de::did_you_mean;
use self::de::{Part, Pass};
use self::fault::Fault;
pub(super) use self::node::MAX_BYTES;
pub(super) use self::node::{Content, Entry, Kind, Lexeme, Node};
use self::node::{MAX_ISSUES, Mark};
pub(super) use self::yaml::reads_as_text;
use super::JourneyMap;
use super::check::{Problem, problems};
use super::path::{Path, Step};
use crate::error::{Error, Issue, Place, Result};

/// The two syntaxes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    Yaml,
    Json,
}

/// A kind of document that people write.
pub(crate) trait Document: DeserializeOwned {
    /// Everything that the types alone cannot rule out.
    fn problems(&self) -> Vec<Problem>;

    /// The error that lists all problems of a document of this kind.
    fn invalid(issues: Vec<Issue>) -> Error;
}

impl Document for JourneyMap {
    fn problems(&self) -> Vec<Problem> {
        problems(self)
    }

    fn invalid(issues: Vec<Issue>) -> Error {
        Error::InvalidMap { issues }
    }
}

impl Syntax {
    /// The syntax that the ending of a file name says.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let ending = FilePath::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

impl JourneyMap {
    /// Reads a map from YAML 1.2 text.
    ///
    /// The whole document is read and checked, and all its problems are reported at once.
    ///
    /// ```
    /// use journey_core::JourneyMap;
    /// let text = "
    /// format: 1
    /// name: Shop
    /// stages:
    ///   - id: buy
    ///     name: Buy
    ///     touchpoints:
    ///       - {id: cart, name: Cart, ownr: Shop team}
    /// ";
    /// let error = JourneyMap::from_yaml(text).unwrap_err();
    /// let issue = &error.issues()[0];
    /// assert_eq!(issue.code, "unknown_field");
    /// assert_eq!((issue.place.line, issue.place.character), (Some(8), Some(32)));
    /// assert_eq!(issue.place.field.as_deref(), Some("stages[0].touchpoints[0].ownr"));
    /// assert_eq!(issue.message, "there is no field `ownr` here; did you mean `owner`?");
    /// ```
    ///
    /// # Errors
    ///
    /// - [`Error::Syntax`]: no YAML, an empty file, several documents.
    /// - [`Error::InvalidMap`]: everything that is wrong with the map, each [`Issue`] with line, character,
    ///   field path and what was expected; at most 100, and fewer in documents with tens of thousands of values.
    /// - [`Error::Limit`]: more than 8 MB of text, 64 levels, or 200 000 values with aliases written out.
    ///
    /// # Complexity
    ///
    /// Linear in the length of the text for a map without problems.
    pub fn from_yaml(text: &str) -> Result<Self> {
        read(text, Syntax::Yaml)
    }

    /// Reads a map from JSON text. In contrast to YAML, a number is never taken for a text.
    ///
    /// ```
    /// use journey_core::JourneyMap;
    /// let text = r#"{"format": 1, "name": "Shop", "stages": [{"id": "buy", "name": "Buy"}]}"#;
    /// assert_eq!(JourneyMap::from_json(text)?.stages[0].name, "Buy");
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`JourneyMap::from_yaml`].
    pub fn from_json(text: &str) -> Result<Self> {
        read(text, Syntax::Json)
    }

    /// Reads a map from the bytes of a file called `name`, whose ending says whether it is JSON (`.json`) or
    /// YAML (`.yaml`, `.yml`). With any other ending, a text that begins with `{` is JSON.
    ///
    /// # Errors
    ///
    /// As [`JourneyMap::from_yaml`], with the file named; and [`Error::Encoding`] if it is not UTF-8.
    pub fn from_bytes(bytes: &[u8], name: &str) -> Result<Self> {
        read_bytes(bytes, name)
    }

    /// Reads a map from a file, as [`JourneyMap::from_bytes`] does.
    ///
    /// # Errors
    ///
    /// As [`JourneyMap::from_bytes`]; and [`Error::Io`] if the file cannot be read.
    pub fn load(path: impl AsRef<FilePath>) -> Result<Self> {
        load(path.as_ref())
    }
}

/// Reads a document from the bytes of a file called `name`, as [`JourneyMap::from_bytes`] does.
pub(crate) fn read_bytes<D: Document>(bytes: &[u8], name: &str) -> Result<D> {
    let document = decode(bytes).and_then(|text| {
        let brace = text.trim_start_matches(BOM).trim_start().starts_with('{');
        let guess = if brace { Syntax::Json } else { Syntax::Yaml };
        read(text, Syntax::of_name(name).unwrap_or(guess))
    });
    document.map_err(|error| error.in_file(name))
}

/// Reads a document from a file, as [`JourneyMap::load`] does.
pub(crate) fn load<D: Document>(path: &FilePath) -> Result<D> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| Error::Io { path: name.clone(), message: error.to_string() })?;
    read_bytes(&bytes, &name)
}

const BOM: char = '\u{feff}';

fn too_long() -> Error {
    let what = "the length of the document in bytes".into();
    Error::Limit { place: Place::default(), what, limit: MAX_BYTES }
}

/// Bytes as text, with the place of the first byte that is none.
fn decode(bytes: &[u8]) -> Result<&str> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_long());
    }
    if let [0xff, 0xfe, ..]
    | [0xfe, 0xff, ..]
    | [1..=0xff, 0, 1..=0xff, 0, ..]
    | [0, 1..=0xff, 0, 1..=0xff, ..] = bytes
    {
        return Err(Error::Encoding { place: Mark::START.place(), found: "this is UTF-16 text".into() });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let wrong = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let found = format!("the byte 0x{wrong:02X} is not UTF-8");
        Error::Encoding { place: end_of(&String::from_utf8_lossy(before)).place(), found }
    })
}

/// The place right after a text.
fn end_of(text: &str) -> Mark {
    let line = text.matches('\n').count() as u64 + 1;
    let last = text.rsplit('\n').next().unwrap_or_default();
    Mark { line, character: last.chars().count() as u64 + 1 }
}

/// Reads a document from text.
pub(crate) fn read<D: Document>(text: &str, syntax: Syntax) -> Result<D> {
    let mut repeated = Vec::new();
    let root = tree(text, syntax, &mut repeated)?;
    refuse_other_formats::<D>(&root)?;
    interpret(root, repeated)
}

/// Reads a document again after a change: the fields of `change` replace those of `text`, fields of maps within them
/// likewise, and nothing (`null`) takes a field away. `text` is JSON, `change` is YAML or JSON.
pub(crate) fn read_changed<D: Document>(text: &str, change: &str) -> Result<D> {
    let mut repeated = Vec::new();
    let mut root = tree_of_json(text)?;
    let change = tree(change, Syntax::Yaml, &mut repeated)?;
    if !matches!(change.content, Content::Map(_)) {
        let message = format!("this is {}, not a map of the fields to change", change.describe());
        return Err(Error::Syntax { place: change.mark.place(), message });
    }
    root.merge(change);
    refuse_other_formats::<D>(&root)?;
    interpret(root, repeated)
}

/// The tree of a document. Repeated fields are reported and left out.
fn tree(text: &str, syntax: Syntax, repeated: &mut Vec<Issue>) -> Result<Node> {
    if text.len() as u64 > MAX_BYTES {
        return Err(too_long());
    }
    let text = text.strip_prefix(BOM).unwrap_or(text);
    if let Some(offset) = text.find('\0') {
        let place = end_of(text.get(..offset).unwrap_or_default()).place();
        return Err(Error::Syntax { place, message: "a NUL byte: this is not a text file".into() });
    }
    match syntax {
        Syntax::Yaml => yaml::parse(text, repeated),
        Syntax::Json => json::parse(text, repeated),
    }
}

/// A document of another version gets one error, not one for everything that is different there.
fn refuse_other_formats<D: Document>(root: &Node) -> Result<()> {
    let Some(format) = root.child(&Step::Field("format".into())) else { return Ok(()) };
    match &format.content {
        Content::Scalar(lexeme) if lexeme.kind == Kind::Number(1.0) => return Ok(()),
        Content::Null => return Ok(()),
        _ => {}
    }
    let issue = Issue {
        code: "unsupported_format".into(),
        place: Place { field: Some("format".into()), ..format.mark.place() },
        message: format!("this is {}, and this version reads only format 1", format.describe()),
        expected: Some("`format: 1`".into()),
    };
    Err(D::invalid(vec![issue]))
}

/// Values visited in all passes over one document, so that no document keeps the reader busy for long.
const MAX_WORK: u64 = 5_000_000;

/// Makes the typed document. Every pass that stops at a problem is followed by one that steps over it.
fn interpret<D: Document>(mut root: Node, repeated: Vec<Issue>) -> Result<D> {
    let mut written = BTreeSet::new();
    root.written_ids(&mut written);
    let mut issues = repeated;
    let mut work = root.size().nodes();
    loop {
        let pass = Pass::default();
        let result = D::deserialize(Part::new(&root, &pass));
        let (noted, holes) = pass.finish();
        match result {
            Ok(document) => {
                issues.extend(noted);
                return finish(document, &root, issues, &holes, &written);
            }
            Err(fault) => {
                let (issue, path) = explain(fault, &root);
                issues.push(issue);
                work += root.size().nodes();
                if issues.len() >= MAX_ISSUES || work > MAX_WORK || !root.punch(&path) {
                    issues.extend(noted);
                    return Err(report::<D>(issues));
                }
            }
        }
    }
}

/// The issue of a fault, and where a hole must be for the next pass.
fn explain(fault: Fault, root: &Node) -> (Issue, Path) {
    let parts = *fault.0;
    let mut path = parts.path.unwrap_or_default();
    let mark = root.locate(&path);
    if let Some(field) = parts.missing {
        path.push_field(field);
    }
    let place = Place { field: path.text(), ..mark.place() };
    let issue = Issue { code: parts.code.into(), place, message: parts.message, expected: parts.expected };
    (issue, path)
}

/// Checks the document, of which some parts may be placeholders, and hands it out if all is well.
fn finish<D: Document>(
    document: D,
    root: &Node,
    mut issues: Vec<Issue>,
    holes: &[Path],
    written: &BTreeSet<String>,
) -> Result<D> {
    let id_is_missing = issues.iter().any(|issue| {
        issue.code == "missing_field"
            && issue.place.field.as_deref().is_some_and(|field| field.ends_with(".id"))
    });
    let unreadable = !issues.is_empty();
    let follows_from_another = |problem: &Problem| {
        let dangling = problem.dangling.as_ref();
        holes.iter().any(|hole| problem.path.is_in(hole))
            || dangling.is_some_and(|id| unreadable && (id_is_missing || written.contains(id)))
    };
    for problem in document.problems().into_iter().filter(|problem| !follows_from_another(problem)) {
        let mark = root.locate(&problem.path);
        issues.push(problem.into_issue(Some(mark.place())));
    }
    if issues.is_empty() { Ok(document) } else { Err(report::<D>(issues)) }
}

/// All issues in the order of the document, up to the limit.
fn report<D: Document>(mut issues: Vec<Issue>) -> Error {
    issues.sort_by_key(|issue| (issue.place.line, issue.place.character));
    issues.truncate(MAX_ISSUES);
    D::invalid(issues)
}

/// The tree of JSON text that this crate wrote.
pub(super) fn tree_of_json(text: &str) -> Result<Node> {
    json::parse(text, &mut Vec::new())
}

#[cfg(test)]
mod tests;
