//! Faults of the data rather than of the journey, planted to be found by a look at the quality.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::TimeSpan;

/// Something that is wrong with the data, planted in a stated number. Touchpoints are the raw names of events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum DataFault {
    /// Events are there twice.
    Duplicates {
        /// How many.
        events: u64,
    },
    /// Events have the time of the one before.
    Ties {
        /// How many.
        events: u64,
    },
    /// Rows without a readable time are left out and counted.
    SkippedRows {
        /// How many.
        rows: u64,
    },
    /// Events lie in the future.
    FutureTimes {
        /// How many.
        events: u64,
        /// The present.
        #[cfg_attr(feature = "typescript", tsify(type = "string"))]
        now: Timestamp,
    },
    /// Events lie at 1970-01-01T00:00:00Z.
    PlaceholderTimes {
        /// How many.
        events: u64,
    },
    /// Of the events of a touchpoint only the day is known.
    DayResolution {
        /// Raw name.
        touchpoint: String,
    },
    /// Events are local times in an hour that clocks in Berlin repeat: 02:30 of the first such night after the first event.
    ClockChanges {
        /// How many.
        events: u64,
    },
    /// A column `source` is `web` everywhere; some events are there once more, as `crm` records them, whose clock is wrong.
    ClockSkew {
        /// Events that both have.
        events: u64,
        /// How far the clock of `crm` is ahead.
        by: TimeSpan,
    },
    /// Ends before beginnings: they are taken away and counted, as reading does.
    NegativeDurations {
        /// How many.
        events: u64,
    },
    /// The first event at a touchpoint comes before all others of its journey.
    ReversedOrder {
        /// Raw name.
        touchpoint: String,
        /// How many journeys.
        journeys: u64,
    },
    /// The input is in order of time, but for events that come fifty rows later.
    LateEvents {
        /// How many.
        events: u64,
    },
    /// Further customers who have sixty events within a minute.
    FastBots {
        /// How many.
        customers: u64,
    },
    /// Further customers who have thirty events, one every ten minutes.
    RegularBots {
        /// How many.
        customers: u64,
    },
    /// A column `user_agent` is that of a browser, and of some customers that of a crawler.
    CrawlerAgents {
        /// How many customers.
        customers: u64,
    },
    /// Journeys in the first days of the data lose what came before a touchpoint where no journey begins.
    TruncatedBeginning {
        /// How many.
        journeys: u64,
    },
    /// All journeys end with an event `journey_closed`, but for some in the last days of the data.
    TruncatedEnd {
        /// How many.
        journeys: u64,
    },
    /// Whole days (UTC) in the middle of the data have no event.
    CollectionGap {
        /// How many, one after the other.
        days: u64,
    },
    /// From a day on, a touchpoint loses a part of its events.
    VolumeChange {
        /// Raw name.
        touchpoint: String,
        /// When.
        #[cfg_attr(feature = "typescript", tsify(type = "string"))]
        from: Timestamp,
        /// Share of its events that is lost.
        share: f64,
    },
    /// Ratings from 1 to 5 at a touchpoint become ratings from 1 to 10.
    MixedScales {
        /// Number column.
        column: String,
        /// Raw name.
        touchpoint: String,
    },
    /// Ratings become a code for "no answer".
    NoAnswerCodes {
        /// Number column.
        column: String,
        /// The code.
        code: f64,
        /// How many.
        events: u64,
    },
    /// Values go missing.
    MissingValues {
        /// Further column.
        column: String,
        /// Raw name.
        touchpoint: String,
        /// How many.
        events: u64,
    },
    /// The later events of customers have their id in capital letters.
    SimilarIds {
        /// How many customers become two.
        customers: u64,
    },
}

impl DataFault {
    pub(super) fn check(&self, field: &str) -> Result<()> {
        match self {
            Self::VolumeChange { share, .. } if !(0.0..=1.0).contains(share) => {
                Err(Error::option(&format!("{field}.volume_change.share"), share, "0 to 1"))
            }
            Self::NoAnswerCodes { code, .. } if !code.is_finite() => {
                Err(Error::option(&format!("{field}.no_answer_codes.code"), code, "a number"))
            }
            _ => Ok(()),
        }
    }
}
