//! What a source document may hold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::log::{ColumnKind, EpochUnit, OnError};
use crate::model::EventRule;

/// A document that says how the export of one vendor becomes events: a few lines of YAML or JSON instead of code.
///
/// Presets for many vendors come with the library ([`Source::presets`]); own sources are written in the same form,
/// which `docs/guide/sources.md` describes.
///
/// ```
/// use journey_core::EventLog;
/// use journey_core::ingest::Source;
/// let source = Source::from_yaml("
/// format: 1
/// name: orders
/// input: {format: json, records: orders}
/// customer: [customer.id, email]
/// events:
///   - {touchpoint: {constant: ordered}, time: created_at}
///   - each: refunds
///     touchpoint: {constant: refunded}
///     time: at
///     columns: {amount: amount}
/// ")?;
/// let export = r#"{"orders": [{"email": "a@b.c", "created_at": "2024-03-01T10:00:00Z",
///     "refunds": [{"at": "2024-03-09T08:00:00Z", "amount": 5}]}]}"#;
/// let log = EventLog::read_source_bytes(export.as_bytes(), &source)?;
/// let mut csv = Vec::new();
/// log.to_csv(&mut csv)?;
/// let csv = String::from_utf8_lossy(&csv);
/// assert_eq!(csv.lines().nth(2), Some("a@b.c,2024-03-09T08:00:00Z,refunded,5"));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Version of the form: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub format: u32,
    /// Short name, such as `shopify_orders`.
    pub name: String,
    /// Name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Address of the vendor's description of the export.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation: Option<String>,
    /// What whoever uses it should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// How the export is written.
    pub input: SourceInput,
    /// The customer, or whatever unit a journey is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Pick>,
    /// The time of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Pick>,
    /// The time at which it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Pick>,
    /// How long it took: a number, in seconds unless it has a `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Pick>,
    /// The name of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<Pick>,
    /// Further columns: name and where the value comes from.
    #[serde(default, skip_serializing_if = "SourceColumns::is_empty")]
    pub columns: SourceColumns,
    /// Records that do not satisfy this are left out and counted. `column` is a path.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub condition: Option<EventRule>,
    /// The events of a record; if left out, every record is one event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<SourceEvent>,
    /// Texts that mean "no value" besides the empty one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// IANA time zone of times without one; UTC if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Order of touchpoints at equal times, first to last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub priority: Vec<String>,
    /// Touchpoints to read; all if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Vec<String>>,
    /// What happens to an event whose customer, time or touchpoint has no value: `fail` or `skip`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_missing: OnError,
    /// What happens to an event or record with a value that cannot be read: `fail` or `skip`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_error: OnError,
    /// Inputs with more (unpacked) bytes are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u64>,
}

/// One kind of event of a record. What is not stated here is taken from the top of the document, and from the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceEvent {
    /// One event for each item of a list. Paths then begin at the item; `/` in front begins at the record, `../` at
    /// what is around the item.
    #[serde(default, skip_serializing_if = "Each::is_empty")]
    pub each: Each,
    /// The customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Pick>,
    /// The time of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Pick>,
    /// The time at which it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Pick>,
    /// How long it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Pick>,
    /// The name of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<Pick>,
    /// Further columns, besides those of all events.
    #[serde(default, skip_serializing_if = "SourceColumns::is_empty")]
    pub columns: SourceColumns,
    /// Events that do not satisfy this are left out and counted.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub condition: Option<EventRule>,
    /// Whether a record without a time for this event just does not have it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub optional: bool,
}

/// How an export is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceInput {
    /// Its format.
    pub format: InputFormat,
    /// JSON: path of the list of records within a document; left out, every document, or every item of a list, is
    /// a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<String>,
    /// Fields of a record whose texts are JSON themselves; paths lead into them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub json: Vec<String>,
    /// CSV: the character between two cells, or `tab`; a comma if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// CSV: whether cells may be in quotes; yes unless `false`.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub quotes: bool,
    /// CSV without quotes: whether a backslash takes away the meaning of a delimiter, line break or backslash.
    #[serde(default, skip_serializing_if = "is_default")]
    pub escapes: bool,
    /// CSV: number of lines above the data, 1 if left out; 0 needs `columns`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u32>,
    /// CSV: the header rows that name the columns; the first if left out. With several, the names are joined by
    /// ` / `; a blank cell repeats the one to its left, except in the last of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub name_rows: Vec<u32>,
    /// CSV: the header row with a text for people for each column, for `label` of `each: {fields: …}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_row: Option<u32>,
    /// CSV: names of the columns, instead of those in the header.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Encoding of the text, such as `utf-16` or `windows-1252`; UTF-8 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

/// Format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum InputFormat {
    /// A table of cells.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// JSON documents, one after the other. The text is held in memory.
    Json,
    /// Parquet, where the feature is on; columns of lists and structures are not read.
    Parquet,
}

/// Where a value comes from: a path, the first of several that has a value, or something made of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Pick {
    /// The value at a path.
    Path(String),
    /// The first of these that has a value.
    First(Vec<Pick>),
    /// A value and what is done with it.
    Made(Box<Made>),
}

/// A value and what is done with it, in the order of the fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Made {
    /// The path, or several of which the first that has a value counts.
    #[serde(default, skip_serializing_if = "Paths::is_empty")]
    pub path: Paths,
    /// Always this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constant: Option<String>,
    /// A text with paths in braces, such as `{first} {last}`; it has no value if one of them has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// A table need not have the column.
    #[serde(default, skip_serializing_if = "is_default")]
    pub optional: bool,
    /// What stands between several values of a path with `[]`; `, ` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<String>,
    /// Takes blanks away at both ends.
    #[serde(default, skip_serializing_if = "is_default")]
    pub trim: bool,
    /// Letters become small or capital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// Further texts that mean "no value".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Other texts for some texts; `null` is no value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, Option<String>>,
    /// The text for every value that `map` does not have; they stay as they are if left out.
    #[serde(default, rename = "else", skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
    /// The text if there is no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The kind of the column; found out if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ColumnKind>,
    /// Unit of a time or duration that is a number: `s`, `ms`, `us` or `ns`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<EpochUnit>,
    /// How a time is written, such as `%d/%m/%Y %H:%M`; of several forms the first that fits.
    #[serde(default, skip_serializing_if = "Paths::is_empty")]
    pub format: Paths,
    /// IANA time zone of a time without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Path of the name of that time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone_path: Option<String>,
}

/// What becomes of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Case {
    /// Small letters.
    Lower,
    /// Capital letters.
    Upper,
}

/// The lists that are gone through, one within the other.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Each {
    /// None: one event for the whole record.
    #[default]
    Record,
    /// The items of the list at a path.
    Path(String),
    /// The items of items.
    Nested(Vec<Each>),
    /// Parts of a text, or fields.
    Made(Box<EachPart>),
}

/// Parts of a text, or fields, as items.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EachPart {
    /// Path of the list, text or object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The items are the parts of a text between these; the path `.` is the part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// The items are the fields of the object, or the columns of a table, whose names match one of these globs; they
    /// have `field`, `label` and `value`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Globs of fields that are no items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
}

/// One text or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths(pub Vec<String>);

/// Names of columns in the order of the document, each with where its values come from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourceColumns(pub Vec<(String, Pick)>);

impl SourceColumns {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Paths {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Each {
    fn is_empty(&self) -> bool {
        *self == Self::Record
    }
}

impl Default for Pick {
    fn default() -> Self {
        Self::Path(String::new())
    }
}

impl From<&str> for Pick {
    fn from(path: &str) -> Self {
        Self::Path(path.into())
    }
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
