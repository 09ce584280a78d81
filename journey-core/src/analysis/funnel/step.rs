//! Steps and exclusions of a funnel, as text or with options of their own.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};
use crate::log::EventLog;
use crate::log::pattern::{meant, single};
use crate::log::rule::Rule;
use crate::model::pattern::Path;
use crate::model::{Pattern, TimeSpan};

/// A step of a funnel: a touchpoint, or a single event in the language of [`Pattern`]s.
///
/// A text is the name of a touchpoint; if the log has no such touchpoint, it is read as a pattern such as `cart | basket`,
/// `!support` or `purchase(amount > 100)`.
///
/// ```
/// use journey_core::analysis::FunnelStep;
/// let pay: FunnelStep = serde_json::from_str(r#"{"pattern": "card | invoice", "name": "pay", "within": "1h"}"#)?;
/// assert_eq!(pay, FunnelStep::pattern("card | invoice".parse()?).name("pay").within("1h".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(
    feature = "typescript",
    tsify(
        type = "string | { touchpoint?: string; pattern?: string; name?: string; optional?: boolean; anchored?: boolean; after?: string; within?: string }"
    )
)]
pub struct FunnelStep {
    pub(super) event: StepEvent,
    pub(super) name: Option<String>,
    pub(super) optional: bool,
    pub(super) anchored: bool,
    pub(super) after: Option<TimeSpan>,
    pub(super) within: Option<TimeSpan>,
}

/// Events that must not lie between two steps of a funnel: a touchpoint, or a single event in the language of
/// [`Pattern`]s, read as those of a [`FunnelStep`].
///
/// ```
/// use journey_core::analysis::FunnelExclusion;
/// let between: FunnelExclusion = serde_json::from_str(r#"{"touchpoint": "support", "from": 2, "to": 3}"#)?;
/// assert_eq!(between, FunnelExclusion::touchpoint("support").between(2, 3));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(
    feature = "typescript",
    tsify(type = "string | { touchpoint?: string; pattern?: string; from?: number; to?: number }")
)]
pub struct FunnelExclusion {
    pub(super) event: StepEvent,
    pub(super) from: Option<u32>,
    pub(super) to: Option<u32>,
}

/// Which events are meant.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum StepEvent {
    /// A touchpoint or a pattern.
    Text(String),
    Touchpoint(String),
    Pattern(Pattern),
}

impl FunnelStep {
    fn of(event: StepEvent) -> Self {
        Self { event, name: None, optional: false, anchored: false, after: None, within: None }
    }

    /// An event at this touchpoint.
    pub fn touchpoint(name: impl Into<String>) -> Self {
        Self::of(StepEvent::Touchpoint(name.into()))
    }

    /// A single event as in patterns.
    pub fn pattern(pattern: Pattern) -> Self {
        Self::of(StepEvent::Pattern(pattern))
    }

    /// Sets the name that the report shows.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The step may be left out.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// In any order, this step still has its place.
    #[must_use]
    pub fn anchored(mut self) -> Self {
        self.anchored = true;
        self
    }

    /// At least so much time after the step before.
    #[must_use]
    pub fn after(mut self, span: TimeSpan) -> Self {
        self.after = Some(span);
        self
    }

    /// At most so much time after the step before.
    #[must_use]
    pub fn within(mut self, span: TimeSpan) -> Self {
        self.within = Some(span);
        self
    }

    /// What the report calls it.
    pub(super) fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.event.label())
    }
}

impl FunnelExclusion {
    /// Events at this touchpoint, anywhere between the first and the last step.
    pub fn touchpoint(name: impl Into<String>) -> Self {
        Self { event: StepEvent::Touchpoint(name.into()), from: None, to: None }
    }

    /// Single events as in patterns, anywhere between the first and the last step.
    pub fn pattern(pattern: Pattern) -> Self {
        Self { event: StepEvent::Pattern(pattern), from: None, to: None }
    }

    /// Only between these steps, by their numbers from 1.
    #[must_use]
    pub fn between(mut self, from: u32, to: u32) -> Self {
        (self.from, self.to) = (Some(from), Some(to));
        self
    }
}

macro_rules! from_text {
    ($($text:ty),+) => {$(
        impl From<$text> for FunnelStep {
            fn from(text: $text) -> Self {
                Self::of(StepEvent::Text(text.into()))
            }
        }

        impl From<$text> for FunnelExclusion {
            fn from(text: $text) -> Self {
                Self { event: StepEvent::Text(text.into()), from: None, to: None }
            }
        }
    )+};
}

from_text!(&str, &String, String);

impl StepEvent {
    fn label(&self) -> String {
        match self {
            Self::Text(text) | Self::Touchpoint(text) => text.clone(),
            Self::Pattern(pattern) => pattern.to_string(),
        }
    }

    /// What an event must be.
    pub(super) fn rule(&self, log: &EventLog) -> Result<Rule> {
        match self {
            Self::Pattern(pattern) => single(pattern, log),
            Self::Touchpoint(name) => touchpoint(name, log),
            Self::Text(text) => meant(text, log),
        }
    }

    fn of_fields(touchpoint: Option<String>, pattern: Option<Pattern>) -> Result<Self, &'static str> {
        match (touchpoint, pattern) {
            (Some(name), None) => Ok(Self::Touchpoint(name)),
            (None, Some(pattern)) => Ok(Self::Pattern(pattern)),
            _ => Err("either `touchpoint` or `pattern`"),
        }
    }

    fn fields(self) -> (Option<String>, Option<Pattern>) {
        match self {
            Self::Text(name) | Self::Touchpoint(name) => (Some(name), None),
            Self::Pattern(pattern) => (None, Some(pattern)),
        }
    }
}

fn touchpoint(name: &str, log: &EventLog) -> Result<Rule> {
    single(&Path::touchpoint(name).into(), log)
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct StepFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    touchpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<Pattern>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    optional: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    anchored: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<TimeSpan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<TimeSpan>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ExclusionFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    touchpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<Pattern>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<u32>,
}

impl Serialize for FunnelStep {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let StepEvent::Text(text) = &self.event
            && *self == Self::from(text.as_str())
        {
            return serializer.serialize_str(text);
        }
        let Self { event, name, optional, anchored, after, within } = self.clone();
        let (touchpoint, pattern) = event.fields();
        StepFields { touchpoint, pattern, name, optional, anchored, after, within }.serialize(serializer)
    }
}

impl Serialize for FunnelExclusion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let StepEvent::Text(text) = &self.event
            && *self == Self::from(text.as_str())
        {
            return serializer.serialize_str(text);
        }
        let Self { event, from, to } = self.clone();
        let (touchpoint, pattern) = event.fields();
        ExclusionFields { touchpoint, pattern, from, to }.serialize(serializer)
    }
}

/// Reads a text or an object, each in its own way.
struct TextOr<F>(std::marker::PhantomData<F>);

impl<'de, F: Deserialize<'de>> Visitor<'de> for TextOr<F> {
    type Value = Result<String, F>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a touchpoint, or an object with `touchpoint` or `pattern`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Ok(text.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        F::deserialize(MapAccessDeserializer::new(map)).map(Err)
    }
}

impl<'de> Deserialize<'de> for FunnelStep {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = deserializer.deserialize_any(TextOr::<StepFields>(std::marker::PhantomData))?;
        match read {
            Ok(text) => Ok(text.into()),
            Err(StepFields { touchpoint, pattern, name, optional, anchored, after, within }) => {
                let event = StepEvent::of_fields(touchpoint, pattern).map_err(D::Error::custom)?;
                Ok(Self { event, name, optional, anchored, after, within })
            }
        }
    }
}

impl<'de> Deserialize<'de> for FunnelExclusion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = deserializer.deserialize_any(TextOr::<ExclusionFields>(std::marker::PhantomData))?;
        match read {
            Ok(text) => Ok(text.into()),
            Err(ExclusionFields { touchpoint, pattern, from, to }) => {
                let event = StepEvent::of_fields(touchpoint, pattern).map_err(D::Error::custom)?;
                Ok(Self { event, from, to })
            }
        }
    }
}

/// An error that names the option and the number of a step.
pub(super) fn refuse(step: usize, option: &str, value: impl std::fmt::Display, expected: &str) -> Error {
    Error::option("steps", format!("`{option}` {value} of step {}", step + 1), expected)
}
