//! Source documents as text: reading, writing, changing.

use std::path::Path;

use super::document::Source;
use crate::error::{Error, Issue, Place, Result};
use crate::model::{Document, Problem, Syntax, load, read, read_bytes, read_changed, yaml_of_json};

impl Document for Source {
    fn problems(&self) -> Vec<Problem> {
        super::check::problems(self)
    }

    fn invalid(issues: Vec<Issue>) -> Error {
        Error::InvalidSource { issues }
    }
}

impl Source {
    /// Reads a source from YAML 1.2 text. All problems of the document are reported at once.
    ///
    /// ```
    /// use journey_core::ingest::Source;
    /// let error = Source::from_yaml("
    /// format: 1
    /// name: clicks
    /// input: {format: csv}
    /// customer: user
    /// time: {path: at, zon: Europe/Berlin}
    /// touchpoint: page
    /// ").unwrap_err();
    /// assert_eq!(error.issues()[0].message, "there is no field `zon` here; did you mean `zone`?");
    /// ```
    ///
    /// # Errors
    /// [`Error::Syntax`] for what is no YAML, [`Error::InvalidSource`] with everything that is wrong with the source,
    /// each [`Issue`] with line and field, [`Error::Limit`] for documents that are too large or too deep.
    pub fn from_yaml(text: &str) -> Result<Self> {
        read(text, Syntax::Yaml)
    }

    /// Reads a source from JSON text.
    ///
    /// # Errors
    /// See [`Self::from_yaml`].
    pub fn from_json(text: &str) -> Result<Self> {
        read(text, Syntax::Json)
    }

    /// Reads a source from the bytes of a file called `name`: JSON if that ends with `.json`, else YAML.
    ///
    /// # Errors
    /// See [`Self::from_yaml`]; [`Error::Encoding`] for what is not UTF-8.
    pub fn from_bytes(bytes: &[u8], name: &str) -> Result<Self> {
        read_bytes(bytes, name)
    }

    /// Reads a source from a file. See [`Self::from_bytes`].
    ///
    /// # Errors
    /// See [`Self::from_bytes`]; [`Error::Io`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        load(path.as_ref())
    }

    /// The same source with some fields changed. `changes` is YAML or JSON text with the fields that are to be
    /// different: fields of maps within them are changed one by one, `null` takes a field away (JSON Merge Patch,
    /// RFC 7386).
    ///
    /// ```
    /// use journey_core::ingest::Source;
    /// let source = Source::preset("ga4")?;
    /// let mine = source.with("{time_zone: Europe/Berlin, only: [purchase], columns: {plan: 'user_properties[key=plan].value.string_value'}}")?;
    /// assert_eq!(mine.only.as_deref(), Some(&["purchase".to_string()][..]));
    /// assert_eq!(mine.columns.0.len(), source.columns.0.len() + 1);
    /// assert!(source.with("{time_zone: Mars/Olympus}").is_err());
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Syntax`] if the changes are no map, [`Error::InvalidSource`] if the changed source has problems.
    pub fn with(&self, changes: &str) -> Result<Self> {
        read_changed(&self.to_json()?, changes).map_err(|error| match error {
            // Lines of two texts would only mislead.
            Error::InvalidSource { mut issues } => {
                issues.iter_mut().for_each(|issue| (issue.place.line, issue.place.character) = (None, None));
                Error::InvalidSource { issues }
            }
            other => other,
        })
    }

    /// The source as YAML. Reading it again gives an equal source; comments of a file are not kept.
    ///
    /// # Errors
    /// [`Error::Limit`] if the text is over 8 MB.
    pub fn to_yaml(&self) -> Result<String> {
        yaml_of_json(&self.to_json()?)
    }

    /// The source as indented JSON. Reading it again gives an equal source.
    ///
    /// # Errors
    /// [`Error::InvalidSource`] if it has problems.
    pub fn to_json(&self) -> Result<String> {
        self.ensure_valid()?;
        serde_json::to_string_pretty(self)
            .map(|text| text + "\n")
            .map_err(|error| Error::Syntax { place: Place::default(), message: error.to_string() })
    }

    /// What is wrong with the source, beyond what its types rule out. Empty for a valid one.
    pub fn check(&self) -> Vec<Issue> {
        super::check::problems(self).into_iter().map(|problem| problem.into_issue(None)).collect()
    }

    pub(super) fn ensure_valid(&self) -> Result<()> {
        let issues = self.check();
        if issues.is_empty() { Ok(()) } else { Err(Error::InvalidSource { issues }) }
    }
}
