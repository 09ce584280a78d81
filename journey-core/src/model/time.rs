//! Time spans with a unit: `7d`, `30m`, `PT1H30M`. A bare number is refused.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// A length of time, exact to the microsecond. A day is 24 hours.
///
/// Written with units: `"90s"`, `"30m"`, `"7d"`, `"1d 12h"` or ISO 8601 such as `"PT1H30M"`.
/// Months and years have no fixed length and are refused.
///
/// ```
/// use journey_core::model::TimeSpan;
/// let week: TimeSpan = "7d".parse()?;
/// assert_eq!(week.as_micros(), 7 * 86_400_000_000);
/// assert_eq!(week.to_string(), "7d");
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "typescript", tsify(type = "string"))]
pub struct TimeSpan(i64);

impl TimeSpan {
    /// From microseconds.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// In microseconds.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// In seconds.
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

const EXPECTED: &str = "a time span with units, such as `30m`, `7d` or `PT1H30M`";

impl FromStr for TimeSpan {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refuse = || Error::option("time span", format!("{text:?}"), EXPECTED);
        let span: jiff::Span = text.parse().map_err(|_| refuse())?;
        if span.get_months() != 0 || span.get_years() != 0 {
            return Err(refuse());
        }
        let length = span.to_duration(jiff::SpanRelativeTo::days_are_24_hours()).map_err(|_| refuse())?;
        let micros = i64::try_from(length.as_micros()).map_err(|_| refuse())?;
        if length.subsec_nanos() % 1000 != 0 {
            return Err(refuse());
        }
        Ok(Self(micros))
    }
}

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNITS: [(&str, u64); 6] = [
            ("d", 86_400_000_000),
            ("h", 3_600_000_000),
            ("m", 60_000_000),
            ("s", 1_000_000),
            ("ms", 1_000),
            ("us", 1),
        ];
        let mut rest = self.0.unsigned_abs();
        let mut parts = Vec::new();
        for (unit, size) in UNITS {
            if rest >= size {
                parts.push(format!("{}{unit}", rest / size));
                rest %= size;
            }
        }
        if parts.is_empty() {
            parts.push("0s".into());
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}", parts.join(" "))
    }
}

impl Serialize for TimeSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = TimeSpan;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<TimeSpan, E> {
                text.parse().map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TimeSpan {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeSpan".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A time span with units, such as \"30m\", \"7d\" or \"PT1H30M\".",
        })
    }
}
