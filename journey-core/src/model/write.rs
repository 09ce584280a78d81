//! Writing a map document: YAML that people like to read, or JSON.

use std::path::Path as FilePath;

use super::JourneyMap;
use super::read::{Content, Entry, Kind, Lexeme, MAX_BYTES, Node, Syntax, reads_as_text, tree_of_json};
use crate::error::{Error, Place, Result};

impl JourneyMap {
    /// The map as YAML. Reading it again gives an equal map.
    ///
    /// Texts are quoted only where they must be; those that other readers of YAML might take for something else
    /// (`no`, `on`, `1:30`, dates) are quoted too. Comments of a file that was read are not kept.
    ///
    /// ```
    /// use journey_core::model::{JourneyMap, Stage};
    /// let map = JourneyMap::new("Shop: online").stage(Stage::new("on", "Buy"));
    /// let text = "format: 1\nname: 'Shop: online'\nstages:\n  - id: 'on'\n    name: Buy\n    touchpoints: []\n";
    /// assert_eq!(map.to_yaml()?, text);
    /// assert_eq!(JourneyMap::from_yaml(text)?, map);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidMap`] if the map is not valid, [`Error::Limit`] if the text is over 8 MB: what is written can
    /// always be read again.
    pub fn to_yaml(&self) -> Result<String> {
        yaml_of_json(&self.to_json()?)
    }

    /// The map as indented JSON. Reading it again gives an equal map.
    ///
    /// # Errors
    ///
    /// As [`JourneyMap::to_yaml`].
    pub fn to_json(&self) -> Result<String> {
        let issues = self.check();
        if !issues.is_empty() {
            return Err(Error::InvalidMap { issues });
        }
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Error::Syntax { place: Place::default(), message: error.to_string() })?;
        fits(text + "\n")
    }

    /// Writes the map to a file, as JSON if its name ends with `.json` and as YAML if with `.yaml` or `.yml`.
    ///
    /// # Errors
    ///
    /// As [`JourneyMap::to_yaml`]; [`Error::InvalidOption`] for any other ending, [`Error::Io`] if the file cannot
    /// be written.
    pub fn save(&self, path: impl AsRef<FilePath>) -> Result<()> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let text = match Syntax::of_name(&name) {
            Some(Syntax::Yaml) => self.to_yaml()?,
            Some(Syntax::Json) => self.to_json()?,
            None => {
                return Err(Error::option(
                    "path",
                    format!("{name:?}"),
                    "a name ending in .yaml, .yml or .json",
                ));
            }
        };
        std::fs::write(path, text).map_err(|error| Error::Io { path: name, message: error.to_string() })
    }
}

/// JSON text that this crate wrote as YAML.
pub(crate) fn yaml_of_json(text: &str) -> Result<String> {
    let tree = tree_of_json(text)?;
    let mut out = String::new();
    if let Content::Map(entries) = &tree.content {
        write_map(entries, 0, false, &mut out);
    }
    fits(out)
}

fn fits(text: String) -> Result<String> {
    if text.len() as u64 <= MAX_BYTES {
        return Ok(text);
    }
    let what = "the length of the document in bytes".into();
    Err(Error::Limit { place: Place::default(), what, limit: MAX_BYTES })
}

const INDENT: usize = 2;

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Fields, each on lines of its own. The first one may stand on a line that has been begun.
fn write_map(entries: &[Entry], indent: usize, begun: bool, out: &mut String) {
    for (number, Entry { key, value, .. }) in entries.iter().enumerate() {
        if number > 0 || !begun {
            pad(indent, out);
        }
        out.push_str(&one_line(key));
        out.push(':');
        write_value(value, indent, out);
    }
}

/// The value of a field, from after its colon to the end of its last line.
fn write_value(node: &Node, indent: usize, out: &mut String) {
    match &node.content {
        Content::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            write_map(entries, indent + INDENT, false, out);
        }
        Content::List(items) if !items.is_empty() => {
            out.push('\n');
            items.iter().for_each(|item| write_item(item, indent + INDENT, out));
        }
        _ => {
            out.push(' ');
            write_leaf(node, indent + INDENT, out);
        }
    }
}

fn write_item(node: &Node, indent: usize, out: &mut String) {
    pad(indent, out);
    match &node.content {
        Content::Map(entries) if !entries.is_empty() => {
            out.push_str("- ");
            write_map(entries, indent + INDENT, true, out);
        }
        Content::List(_) => {
            out.push('-');
            write_value(node, indent, out);
        }
        _ => {
            out.push_str("- ");
            write_leaf(node, indent + INDENT, out);
        }
    }
}

fn write_leaf(node: &Node, indent: usize, out: &mut String) {
    match &node.content {
        Content::Scalar(Lexeme { text, kind: Kind::Text, .. }) => match block(text) {
            Some(header) => {
                out.push_str(header);
                for line in text.trim_end_matches('\n').split('\n') {
                    out.push('\n');
                    if !line.is_empty() {
                        pad(indent, out);
                        out.push_str(line);
                    }
                }
            }
            None => out.push_str(&one_line(text)),
        },
        Content::Scalar(Lexeme { text, kind: Kind::Number(_), .. }) => out.push_str(&number(text)),
        Content::Scalar(Lexeme { text, .. }) => out.push_str(text),
        Content::List(_) => out.push_str("[]"),
        Content::Map(_) => out.push_str("{}"),
        Content::Null | Content::Hole => out.push_str("null"),
    }
    out.push('\n');
}

/// A JSON number as people write it; with a point before an exponent, which YAML 1.1 wants.
fn number(text: &str) -> String {
    match text.split_once('e') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
        Some(_) => text.to_string(),
        None => text.strip_suffix(".0").unwrap_or(text).to_string(),
    }
}

/// How a text of several lines begins as a literal block, if it can be one.
fn block(text: &str) -> Option<&'static str> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let first = body.chars().next()?;
    let several = body.contains('\n') || body.len() < text.len();
    let plain_lines = body.split('\n').all(|line| line.chars().all(is_printable) && !line.ends_with(' '));
    let fits = several && plain_lines && first != ' ' && first != '\n' && !body.ends_with('\n');
    fits.then_some(if body.len() < text.len() { "|" } else { "|-" })
}

fn is_printable(c: char) -> bool {
    let odd =
        matches!(c, '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    !c.is_control() && !odd
}

/// A text on one line: plain if nothing could be misread, else quoted.
fn one_line(text: &str) -> String {
    if is_plain(text) {
        text.to_string()
    } else if text.chars().all(is_printable) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

fn is_plain(text: &str) -> bool {
    const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`=<~.";
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else { return false };
    !INDICATORS.contains(first)
        && !first.is_whitespace()
        && !last.is_whitespace()
        && last != ':'
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
        && reads_as_text(text)
        && !misread_elsewhere(text)
}

/// Texts that YAML 1.1 readers take for booleans, numbers, times or dates.
fn misread_elsewhere(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    let boolean = matches!(word.as_str(), "y" | "n" | "yes" | "no" | "on" | "off");
    let number =
        |c: char| c.is_ascii_hexdigit() || matches!(c, '_' | ':' | '-' | '+' | '.' | 'x' | 'o' | 't' | 'z');
    let starts = word.trim_start_matches(['+', '.']).starts_with(|c: char| c.is_ascii_digit());
    let date_and_time = starts && word.contains('-') && word.contains(':');
    boolean || date_and_time || (starts && word.chars().all(number))
}

fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if is_printable(c) => out.push(c),
            _ => out.push_str(&escape(u32::from(c))),
        }
    }
    out.push('"');
    out
}

fn escape(code: u32) -> String {
    match code {
        0..=0xff => format!("\\x{code:02X}"),
        0x100..=0xffff => format!("\\u{code:04X}"),
        _ => format!("\\U{code:08X}"),
    }
}
