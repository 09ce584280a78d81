//! Options of measuring.

use serde::{Deserialize, Serialize};

use crate::analysis::OpeningHours;
use crate::error::{Error, Result};
use crate::model::{JourneyMap, TimeSpan};

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
    /// the data. If `None`: 30 days, or twice the longest target waiting time of the map if that is
    /// longer.
    pub open_within: Option<TimeSpan>,
    /// Samples smaller than this are flagged, and nothing is concluded from them.
    pub min_sample: u64,
    /// Pain points that are listed, at most; as many delights.
    pub findings: usize,
    /// Number column with the amounts that customers bring, for the value at stake. If `None`: that of the map's first KPI
    /// about revenue, lifetime value or orders.
    pub value: Option<String>,
    /// Customers who come for help within this time come because of the touchpoint before, and come again about the same.
    pub support_within: TimeSpan,
    /// Opening hours: of every wait, only what falls into them counts. All time counts if `None`.
    pub hours: Option<OpeningHours>,
}

impl Default for Measure {
    fn default() -> Self {
        Self {
            open_within: None,
            min_sample: 30,
            findings: 20,
            value: None,
            support_within: TimeSpan::from_micros(7 * 86_400_000_000),
            hours: None,
        }
    }
}

impl Measure {
    /// Journeys stay open for 30 days or twice the longest target, samples under 30 are small, at most 20 pain points.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long a journey stays open after its last event.
    #[must_use]
    pub fn open_within(mut self, span: TimeSpan) -> Self {
        self.open_within = Some(span);
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

    /// Sets the column with the amounts that customers bring.
    #[must_use]
    pub fn value(mut self, column: impl Into<String>) -> Self {
        self.value = Some(column.into());
        self
    }

    /// Sets within which time help is about what was before.
    #[must_use]
    pub fn support_within(mut self, span: TimeSpan) -> Self {
        self.support_within = span;
        self
    }

    /// Counts waiting within opening hours only.
    #[must_use]
    pub fn hours(mut self, hours: OpeningHours) -> Self {
        self.hours = Some(hours);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let spans = [("open_within", self.open_within), ("support_within", Some(self.support_within))];
        for (field, span) in spans {
            if let Some(span) = span.filter(|span| span.as_micros() < 0) {
                return Err(Error::option(field, span, "a time span of 0 or more"));
            }
        }
        Ok(())
    }

    /// How long journeys of a map stay open, in microseconds.
    pub(crate) fn window(&self, map: &JourneyMap) -> i64 {
        const USUAL: i64 = 30 * 86_400_000_000;
        let targets = map.touchpoints().filter_map(|touchpoint| touchpoint.target_waiting_time);
        let longest = targets.map(|target| target.as_micros().saturating_mul(2)).max();
        self.open_within.map_or_else(|| longest.unwrap_or(0).max(USUAL), |span| span.as_micros())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing::{map, touchpoint};

    #[test]
    fn journeys_stay_open_while_a_stated_wait_may_last() {
        let window = |target: &str, options: Measure| {
            let mut spot = touchpoint("a");
            spot.target_waiting_time = Some(target.parse().unwrap());
            options.window(&map(&[("s", vec![spot])])) / 86_400_000_000
        };
        assert_eq!(window("1h", Measure::new()), 30);
        assert_eq!(window("42d", Measure::new()), 84);
        assert_eq!(window("42d", Measure::new().open_within("7d".parse().unwrap())), 7);
    }
}
