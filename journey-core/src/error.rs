//! The one error type of the library: what went wrong, where, and what was expected instead.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Result of every fallible operation of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where in the user's input a problem lies. Every part that is known is filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Place {
    /// File, as the caller named it.
    pub file: Option<String>,
    /// Line of the text, from 1. In a table with a header, the header is line 1.
    pub line: Option<u64>,
    /// Character within the line, from 1.
    pub character: Option<u64>,
    /// Data row, from 1, the header not counted.
    pub row: Option<u64>,
    /// Name of the table column.
    pub column: Option<String>,
    /// Path of the field in a document, such as `stages[2].touchpoints[0].owner`.
    pub field: Option<String>,
}

impl Place {
    /// The place "row `row`, column `column`" of a table.
    pub fn cell(row: u64, column: impl Into<String>) -> Self {
        Self { row: Some(row), column: Some(column.into()), ..Self::default() }
    }

    /// A table row.
    pub fn row(row: u64) -> Self {
        Self { row: Some(row), ..Self::default() }
    }

    /// A field of a document or of an options struct.
    pub fn field(path: impl Into<String>) -> Self {
        Self { field: Some(path.into()), ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            self.file.clone(),
            self.line.map(|line| format!("line {line}")),
            self.character.map(|character| format!("character {character}")),
            self.row.map(|row| format!("row {row}")),
            self.column.as_ref().map(|column| format!("column `{column}`")),
            self.field.as_ref().map(|field| format!("field `{field}`")),
        ];
        let known: Vec<String> = parts.into_iter().flatten().collect();
        f.write_str(&known.join(", "))
    }
}

/// One problem of a document, with its place. A document is read to its end, so that all its
/// problems are reported at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Issue {
    /// Stable name of the kind of problem, such as `unknown_field`.
    pub code: String,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What would be right there.
    pub expected: Option<String>,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)?;
        match &self.expected {
            Some(expected) => write!(f, "; expected {expected}"),
            None => Ok(()),
        }
    }
}

/// Everything that can go wrong.
///
/// Match on the variant in Rust, or on [`Error::code`] anywhere. The text is for people and may
/// change; the codes are stable and listed in `api/errors.json`.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A journey map document has problems; all of them are listed.
    #[error("{}", describe(.issues))]
    InvalidMap {
        /// Every problem found, in the order of the document.
        issues: Vec<Issue>,
    },
    /// A source document has problems; all of them are listed.
    #[error("{}", describe(.issues))]
    InvalidSource {
        /// Every problem found, in the order of the document.
        issues: Vec<Issue>,
    },
    /// A cell of the input cannot be read as what it must be.
    #[error("{place}: cannot read {value:?}; expected {expected}")]
    BadValue {
        /// The cell.
        place: Place,
        /// Its content, shortened.
        value: String,
        /// What would be right there.
        expected: String,
    },
    /// The input is not in the stated format (unclosed quote, broken JSON, not a gzip file, …).
    #[error("{place}: {message}")]
    Syntax {
        /// Where reading stopped.
        place: Place,
        /// What is wrong there.
        message: String,
    },
    /// The input is not valid UTF-8 text.
    #[error("{place}: {found}; save the file as UTF-8 text")]
    Encoding {
        /// Where the first wrong byte is.
        place: Place,
        /// What is there instead, such as `UTF-16 text`.
        found: String,
    },
    /// A column that was asked for does not exist.
    #[error("{place}: no column {column:?}; the input has {}", list(.available))]
    MissingColumn {
        /// The input.
        place: Place,
        /// The column asked for.
        column: String,
        /// The columns there are.
        available: Vec<String>,
    },
    /// Two columns have one name.
    #[error("{place}: column {column:?} is there twice")]
    DuplicateColumn {
        /// The input.
        place: Place,
        /// The repeated name.
        column: String,
    },
    /// An option has a value that is not allowed, or two options contradict each other.
    #[error("option `{field}`: {value} is not allowed; expected {expected}")]
    InvalidOption {
        /// The option.
        field: String,
        /// The value given.
        value: String,
        /// The allowed values.
        expected: String,
    },
    /// A touchpoint, stage, persona or column was named that the log or map does not have.
    #[error("no {kind} {name:?}{}", suggest(.similar))]
    UnknownName {
        /// `touchpoint`, `stage`, `persona` or `column`.
        kind: String,
        /// The name asked for.
        name: String,
        /// Existing names that look alike, best first.
        similar: Vec<String>,
    },
    /// The input is larger or deeper than a stated limit.
    #[error("{place}: {what} is over the limit of {limit}")]
    Limit {
        /// Where.
        place: Place,
        /// What is too large.
        what: String,
        /// The limit.
        limit: u64,
    },
    /// A file could not be read or written.
    #[error("{path}: {message}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        message: String,
    },
    /// A feature that this build was made without is needed.
    #[error("{what} needs the feature `{feature}`, which this build does not have")]
    Unsupported {
        /// What was asked for.
        what: String,
        /// The Cargo feature that has it.
        feature: String,
    },
    /// The work was told to stop. Nothing is half done.
    #[error("the work was cancelled")]
    Cancelled,
}

impl Error {
    /// Stable name of the kind of error, equal in all languages.
    ///
    /// ```
    /// let error = "3".parse::<journey_core::model::TimeSpan>().unwrap_err();
    /// assert_eq!(error.code(), "invalid_option");
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidMap { .. } => "invalid_map",
            Self::InvalidSource { .. } => "invalid_source",
            Self::BadValue { .. } => "bad_value",
            Self::Syntax { .. } => "syntax",
            Self::Encoding { .. } => "encoding",
            Self::MissingColumn { .. } => "missing_column",
            Self::DuplicateColumn { .. } => "duplicate_column",
            Self::InvalidOption { .. } => "invalid_option",
            Self::UnknownName { .. } => "unknown_name",
            Self::Limit { .. } => "limit",
            Self::Io { .. } => "io",
            Self::Unsupported { .. } => "unsupported",
            Self::Cancelled => "cancelled",
        }
    }

    /// Where the problem lies, for errors that have one place.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::BadValue { place, .. }
            | Self::Syntax { place, .. }
            | Self::Encoding { place, .. }
            | Self::MissingColumn { place, .. }
            | Self::DuplicateColumn { place, .. }
            | Self::Limit { place, .. } => Some(place),
            Self::InvalidMap { issues } | Self::InvalidSource { issues } => {
                issues.first().map(|issue| &issue.place)
            }
            _ => None,
        }
    }

    /// The problems of a map or source document; empty for other errors.
    pub fn issues(&self) -> &[Issue] {
        match self {
            Self::InvalidMap { issues } | Self::InvalidSource { issues } => issues,
            _ => &[],
        }
    }

    /// An [`Error::InvalidOption`].
    pub fn option(field: &str, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self::InvalidOption { field: field.into(), value: value.to_string(), expected: expected.into() }
    }

    /// The same error, with the file it happened in.
    #[must_use]
    pub fn in_file(mut self, name: &str) -> Self {
        match &mut self {
            Self::BadValue { place, .. }
            | Self::Syntax { place, .. }
            | Self::Encoding { place, .. }
            | Self::MissingColumn { place, .. }
            | Self::DuplicateColumn { place, .. }
            | Self::Limit { place, .. } => place.file = Some(name.into()),
            Self::InvalidMap { issues } | Self::InvalidSource { issues } => {
                issues.iter_mut().for_each(|issue| issue.place.file = Some(name.into()));
            }
            Self::Io { path, .. } if path.is_empty() => *path = name.into(),
            _ => {}
        }
        self
    }
}

fn describe(issues: &[Issue]) -> String {
    let lines: Vec<String> = issues.iter().map(ToString::to_string).collect();
    match issues.len() {
        1 => lines.concat(),
        n => format!("{n} problems in the document\n  {}", lines.join("\n  ")),
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().take(20).map(|name| format!("{:?}", shorten(name))).collect();
    match names.len() {
        0 => "no columns".into(),
        n if n > quoted.len() => format!("{}, … ({n} in all)", quoted.join(", ")),
        _ => quoted.join(", "),
    }
}

/// A text of at most 80 characters.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}

fn suggest(similar: &[String]) -> String {
    match similar {
        [] => String::new(),
        names => format!("; did you mean {}?", list(names)),
    }
}
