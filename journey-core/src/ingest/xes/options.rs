//! What is to be read from an XES file, and how.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// How an XES file is read. The defaults are right for most files.
///
/// ```
/// use journey_core::ingest::{Classifier, XesLifecycle, XesOptions};
/// let options = XesOptions::new().classifier(["concept:name", "org:group"]).lifecycle(XesLifecycle::Keep);
/// assert_eq!(options.classifier, Some(Classifier::Keys(vec!["concept:name".into(), "org:group".into()])));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct XesOptions {
    /// Whether a file that departs from the standard is refused. If not, what is malformed but does not hurt the
    /// structure is left out, counted and sampled in [`XesReport`](crate::log::XesReport).
    pub strict: bool,
    /// Attribute of a trace that names its journey.
    pub journey: String,
    /// Attribute of an event with its time.
    pub time: String,
    /// What names the touchpoint of an event; `concept:name` unless set.
    pub classifier: Option<Classifier>,
    /// What becomes of start and complete events of one activity.
    pub lifecycle: XesLifecycle,
    /// Whether attributes that an event or trace does not have get the value of the file's global attributes. Names of
    /// traces and times of events never do: an invented one would be wrong.
    pub defaults: bool,
    /// Further columns to keep, those of traces as `case:key`; all if `None`.
    pub keep: Option<Vec<String>>,
    /// IANA time zone of times without one; UTC unless set.
    pub time_zone: Option<String>,
    /// Files with more (unpacked) bytes are refused. If `None`, only gzip files have a limit: 64 GiB.
    pub max_bytes: Option<u64>,
    /// Files with a longer tag, attributes included, are refused.
    pub max_attribute_bytes: u64,
    /// Files with more elements within each other are refused.
    pub max_depth: u64,
}

/// What names the touchpoint of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Classifier {
    /// The classifier that the file declares under this name.
    Name(String),
    /// The values of these attributes, joined by `+`.
    Keys(Vec<String>),
}

impl From<&str> for Classifier {
    fn from(name: &str) -> Self {
        Self::Name(name.into())
    }
}

impl<T: Into<String>> From<Vec<T>> for Classifier {
    fn from(keys: Vec<T>) -> Self {
        Self::Keys(keys.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<String>, const N: usize> From<[T; N]> for Classifier {
    fn from(keys: [T; N]) -> Self {
        Self::Keys(keys.into_iter().map(Into::into).collect())
    }
}

/// What becomes of events whose `lifecycle:transition` is `start` or `complete`, in any capitals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum XesLifecycle {
    /// A start and the next complete event of the same activity of a journey become one event with an end, first in
    /// first out; where events have `concept:instance` or `lifecycle:instance`, only those with the same.
    /// Its further columns are those of the start event; what that does not have comes from the complete event.
    /// Nothing is paired if the classifier has `lifecycle:transition` in it.
    #[default]
    Pair,
    /// Every event stays as it is.
    Keep,
    /// Events with another transition than complete are left out.
    CompleteOnly,
}

impl std::str::FromStr for XesLifecycle {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "pair" => Ok(Self::Pair),
            "keep" => Ok(Self::Keep),
            "complete_only" => Ok(Self::CompleteOnly),
            _ => Err(Error::option("lifecycle", format!("{text:?}"), "pair, keep or complete_only")),
        }
    }
}

impl Default for XesOptions {
    fn default() -> Self {
        Self {
            strict: false,
            journey: NAME.into(),
            time: TIME.into(),
            classifier: None,
            lifecycle: XesLifecycle::Pair,
            defaults: true,
            keep: None,
            time_zone: None,
            max_bytes: None,
            max_attribute_bytes: 16 << 20,
            max_depth: 100,
        }
    }
}

/// Key of the names of events and traces.
pub(super) const NAME: &str = "concept:name";
/// Key of the times of events.
pub(super) const TIME: &str = "time:timestamp";
/// Key of the transitions of events.
pub(super) const TRANSITION: &str = "lifecycle:transition";
/// Keys of what tells instances of an activity apart.
pub(super) const INSTANCES: [&str; 2] = ["concept:instance", "lifecycle:instance"];

impl XesOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Refuses files that depart from the standard.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Sets the attribute of a trace that names its journey.
    #[must_use]
    pub fn journey(mut self, key: impl Into<String>) -> Self {
        self.journey = key.into();
        self
    }

    /// Sets the attribute of an event with its time.
    #[must_use]
    pub fn time(mut self, key: impl Into<String>) -> Self {
        self.time = key.into();
        self
    }

    /// Sets what names the touchpoints: the name of a classifier of the file, or a list of keys.
    #[must_use]
    pub fn classifier(mut self, classifier: impl Into<Classifier>) -> Self {
        self.classifier = Some(classifier.into());
        self
    }

    /// Sets what becomes of start and complete events.
    #[must_use]
    pub fn lifecycle(mut self, lifecycle: XesLifecycle) -> Self {
        self.lifecycle = lifecycle;
        self
    }

    /// Leaves attributes missing, whatever the global attributes of the file are.
    #[must_use]
    pub fn without_defaults(mut self) -> Self {
        self.defaults = false;
        self
    }

    /// Keeps only these further columns.
    #[must_use]
    pub fn keep<T: Into<String>>(mut self, columns: impl IntoIterator<Item = T>) -> Self {
        self.keep = Some(columns.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the zone of times without one.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// Refuses files with more (unpacked) bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// The first option that makes no sense, as an error.
    pub(super) fn check(&self) -> Result<()> {
        let blank = |field: &str, name: &str| match name.is_empty() {
            true => Err(Error::option(field, "\"\"", "the key of an attribute")),
            false => Ok(()),
        };
        blank("journey", &self.journey)?;
        blank("time", &self.time)?;
        match &self.classifier {
            Some(Classifier::Name(name)) => blank("classifier", name)?,
            Some(Classifier::Keys(keys)) if keys.is_empty() => {
                return Err(Error::option("classifier", "no key", "at least one, or none of this option"));
            }
            Some(Classifier::Keys(keys)) => keys.iter().try_for_each(|key| blank("classifier", key))?,
            None => {}
        }
        for (field, value) in
            [("max_attribute_bytes", self.max_attribute_bytes), ("max_depth", self.max_depth)]
        {
            if value == 0 {
                return Err(Error::option(field, 0, "at least 1"));
            }
        }
        Ok(())
    }
}
