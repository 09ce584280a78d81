//! From when on something is doubtful.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::TimeSpan;

/// The thresholds of a [`QualityCheck`](super::QualityCheck). They are chosen so that data as they come from the sources
/// of a well-kept system give no finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct QualityLimits {
    /// Fewest events of a touchpoint that all lie at midnight for "only the day is known"; 10 unless set. Even of times
    /// on full hours, ten that happen to be midnight have a probability of 24⁻¹⁰.
    pub day_events: u64,
    /// Events of two sources that lie farther apart are not the same one; 26 hours unless set, the largest difference
    /// between two time zones (UTC-12 to UTC+14).
    pub skew_within: TimeSpan,
    /// Smaller differences of clocks are of no account; a minute unless set, above what queues and unsynchronised
    /// clocks of servers usually take.
    pub skew_least: TimeSpan,
    /// Fewest pairs of events for a difference of clocks; 30 unless set, under which samples are flagged everywhere.
    pub skew_pairs: u64,
    /// Largest distance between the quartiles of the differences; a minute unless set. Clocks that differ do so by the
    /// same time at every event; what people do in two systems one after the other scatters.
    pub skew_spread: TimeSpan,
    /// Share of the period at each end where truncated journeys are looked for; 0.1 unless set.
    pub edge: f64,
    /// In the middle of the data at most this share of the journeys that pass a touchpoint begin (or end) there, for a
    /// journey that does so at the edge to be truncated; 0.02 unless set. Held against the upper end of the 95 %
    /// interval, so that it takes 189 journeys that never do.
    pub rare: f64,
    /// Fewest truncated journeys; 5 unless set. Moreover there must be more than chance explains (`level`).
    pub truncated: u64,
    /// Events that a day without any must be expected to have, by the median of the same weekday in the four weeks
    /// before and after; 20 unless set. The probability of none where 20 are expected is 2·10⁻⁹ (Poisson).
    pub gap_events: f64,
    /// Days before and after a change of volume that are compared; 14 unless set, two whole weeks.
    pub change_days: u32,
    /// By what factor the volume must change; 1.5 unless set.
    pub change_factor: f64,
    /// Fewest events a day, on the side that has more; 5 unless set.
    pub change_events: f64,
    /// Largest probability that chance gives a finding of the kinds that are tests, after adjusting for their number
    /// (Benjamini and Hochberg 1995); 0.001 unless set.
    pub level: f64,
    /// The input counts as one in order of time if at most this share of its events is out of order; 0.01 unless set.
    /// In any other input nobody can say which events are late.
    pub late: f64,
    /// Fewest journeys with both of two touchpoints to say which comes first; 200 unless set.
    pub order_journeys: u64,
    /// Largest share of them with the other order, for that to be an error rather than a habit; 0.005 unless set.
    pub reversed: f64,
    /// Least share of the journeys with the later of the two that have the earlier one as well, so that the one needs the
    /// other, as a delivery needs an order; 0.99 unless set.
    pub needed: f64,
    /// Fewest ratings to tell their scale; 50 unless set.
    pub ratings: u64,
    /// Fewest events of a touchpoint to say that a value is nearly always there; 200 unless set.
    pub filled_events: u64,
    /// Largest share of missing values among them, for these to be an error rather than a habit; 0.01 unless set.
    pub missing: f64,
}

const SECOND: i64 = 1_000_000;

impl Default for QualityLimits {
    fn default() -> Self {
        Self {
            day_events: 10,
            skew_within: TimeSpan::from_micros(26 * 3600 * SECOND),
            skew_least: TimeSpan::from_micros(60 * SECOND),
            skew_pairs: 30,
            skew_spread: TimeSpan::from_micros(60 * SECOND),
            edge: 0.1,
            rare: 0.02,
            truncated: 5,
            gap_events: 20.0,
            change_days: 14,
            change_factor: 1.5,
            change_events: 5.0,
            level: 0.001,
            late: 0.01,
            order_journeys: 200,
            reversed: 0.005,
            needed: 0.99,
            ratings: 50,
            filled_events: 200,
            missing: 0.01,
        }
    }
}

impl QualityLimits {
    pub(super) fn check(&self) -> Result<()> {
        let within = |name: &str, value: f64, low: f64, high: f64| match (low..=high).contains(&value) {
            true => Ok(()),
            false => Err(Error::option(&format!("limits.{name}"), value, format!("{low} to {high}"))),
        };
        within("edge", self.edge, 0.0, 0.5)?;
        within("rare", self.rare, 0.0, 1.0)?;
        within("gap_events", self.gap_events, 1.0, 1e12)?;
        within("change_days", f64::from(self.change_days), 7.0, 3650.0)?;
        within("change_factor", self.change_factor, 1.0, 1e6)?;
        within("change_events", self.change_events, 0.0, 1e12)?;
        within("level", self.level, 0.0, 1.0)?;
        within("late", self.late, 0.0, 0.5)?;
        within("reversed", self.reversed, 0.0, 0.5)?;
        within("needed", self.needed, 0.0, 1.0)?;
        within("missing", self.missing, 0.0, 0.5)?;
        let span = |name: &str, span: TimeSpan| match span.as_micros() {
            0.. => Ok(()),
            _ => Err(Error::option(&format!("limits.{name}"), span, "0 or more")),
        };
        span("skew_within", self.skew_within)?;
        span("skew_least", self.skew_least)?;
        span("skew_spread", self.skew_spread)
    }
}
