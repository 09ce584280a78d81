//! Options of measuring.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::TimeSpan;

/// How to measure a map.
///
/// ```
/// use journey_core::measure::Measure;
/// let options = Measure::new().open_within("14d".parse()?).findings(5);
/// assert_eq!((options.min_sample, options.findings), (30, 5));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Measure {
    /// An incomplete journey is open, not lost, if its last event lies within this time of the end of
    /// the data.
    pub open_within: TimeSpan,
    /// Samples smaller than this are flagged, and nothing is concluded from them.
    pub min_sample: u64,
    /// Pain points that are listed, at most.
    pub findings: usize,
}

impl Default for Measure {
    fn default() -> Self {
        Self { open_within: TimeSpan::from_micros(30 * 86_400_000_000), min_sample: 30, findings: 20 }
    }
}

impl Measure {
    /// Journeys stay open for 30 days, samples under 30 are small, at most 20 pain points.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long a journey stays open after its last event.
    #[must_use]
    pub fn open_within(mut self, span: TimeSpan) -> Self {
        self.open_within = span;
        self
    }

    /// Sets the size under which samples are small.
    #[must_use]
    pub fn min_sample(mut self, n: u64) -> Self {
        self.min_sample = n;
        self
    }

    /// Sets how many pain points are listed at most.
    #[must_use]
    pub fn findings(mut self, n: usize) -> Self {
        self.findings = n;
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        match self.open_within.as_micros() {
            0.. => Ok(()),
            _ => Err(Error::option("open_within", self.open_within, "a time span of 0 or more")),
        }
    }
}
