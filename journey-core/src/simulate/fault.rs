//! What is wrong at a touchpoint, planted to be found.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Something that is wrong at a touchpoint, planted to be found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Fault {
    /// More customers leave.
    LosesCustomers {
        /// Id of the touchpoint.
        touchpoint: String,
        /// Share of the customers there who leave beyond the usual ones.
        share: f64,
    },
    /// Customers wait longer for it.
    Slow {
        /// Id of the touchpoint.
        touchpoint: String,
        /// How many times the usual wait.
        factor: f64,
    },
    /// One kind of customer likes it less.
    Annoys {
        /// Id of the touchpoint.
        touchpoint: String,
        /// Id of the persona.
        persona: String,
        /// Points less on the emotion scale from -2 to +2.
        by: f64,
    },
    /// It is broken between two times.
    Breaks {
        /// Id of the touchpoint.
        touchpoint: String,
        /// From when on.
        #[cfg_attr(feature = "typescript", tsify(type = "string"))]
        from: Timestamp,
        /// Until when.
        #[cfg_attr(feature = "typescript", tsify(type = "string"))]
        to: Timestamp,
        /// Share of the customers there who leave beyond the usual ones.
        share: f64,
    },
    /// Everybody likes it less from some time on.
    Worsens {
        /// Id of the touchpoint.
        touchpoint: String,
        /// From when on.
        #[cfg_attr(feature = "typescript", tsify(type = "string"))]
        from: Timestamp,
        /// Points less on the emotion scale from -2 to +2.
        by: f64,
    },
    /// More comments are negative. The map must say where comments are.
    DrawsComplaints {
        /// Id of the touchpoint.
        touchpoint: String,
        /// Share of the comments that are negative beyond the usual ones.
        share: f64,
    },
    /// More customers have a failed attempt first. The map must say which events are failed attempts.
    Fails {
        /// Id of the touchpoint.
        touchpoint: String,
        /// Share of the customers with a failed attempt beyond the usual ones.
        share: f64,
    },
    /// More customers do it again at once. The map must say that it is to be done only once.
    Repeats {
        /// Id of the touchpoint.
        touchpoint: String,
        /// Share of the customers who do beyond the usual ones.
        share: f64,
    },
    /// More customers are sent back to where they came from, and come again.
    SendsBack {
        /// Id of the touchpoint.
        touchpoint: String,
        /// Share of the customers who are beyond the usual ones.
        share: f64,
    },
    /// More customers need help straight afterwards. The map must have touchpoints of support.
    NeedsHelp {
        /// Id of the touchpoint.
        touchpoint: String,
        /// Share of the customers who do beyond the usual ones.
        share: f64,
    },
    /// More customers who asked for help here ask again at another touchpoint of support. The map must have two of them.
    DoesNotHelp {
        /// Id of the touchpoint of support.
        touchpoint: String,
        /// Share of the customers who do beyond the usual ones.
        share: f64,
    },
    /// Customers who are handed over to it from another owner wait longer. The map must have owners.
    HandsOverSlowly {
        /// Id of the touchpoint.
        touchpoint: String,
        /// How many times the usual wait.
        factor: f64,
    },
}

impl Fault {
    pub(super) fn check(&self, field: &str) -> Result<()> {
        let name = self.name();
        let within = |part: &str, value: f64, low: f64, high: f64| {
            if (low..=high).contains(&value) {
                return Ok(());
            }
            Err(Error::option(&format!("{field}.{name}.{part}"), value, format!("{low} to {high}")))
        };
        match self {
            Self::Slow { factor, .. } | Self::HandsOverSlowly { factor, .. } => {
                within("factor", *factor, 1.0, 1e6)
            }
            Self::Annoys { by, .. } | Self::Worsens { by, .. } => within("by", *by, 0.0, 4.0),
            Self::Breaks { from, to, .. } if from >= to => {
                Err(Error::option(&format!("{field}.{name}.to"), to, "later than `from`"))
            }
            Self::LosesCustomers { share, .. }
            | Self::Breaks { share, .. }
            | Self::DrawsComplaints { share, .. }
            | Self::Fails { share, .. }
            | Self::Repeats { share, .. }
            | Self::SendsBack { share, .. }
            | Self::NeedsHelp { share, .. }
            | Self::DoesNotHelp { share, .. } => within("share", *share, 0.0, 1.0),
        }
    }

    /// Name of the kind.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::LosesCustomers { .. } => "loses_customers",
            Self::Slow { .. } => "slow",
            Self::Annoys { .. } => "annoys",
            Self::Breaks { .. } => "breaks",
            Self::Worsens { .. } => "worsens",
            Self::DrawsComplaints { .. } => "draws_complaints",
            Self::Fails { .. } => "fails",
            Self::Repeats { .. } => "repeats",
            Self::SendsBack { .. } => "sends_back",
            Self::NeedsHelp { .. } => "needs_help",
            Self::DoesNotHelp { .. } => "does_not_help",
            Self::HandsOverSlowly { .. } => "hands_over_slowly",
        }
    }

    /// Touchpoint at which something is wrong.
    pub fn touchpoint(&self) -> &str {
        match self {
            Self::LosesCustomers { touchpoint, .. }
            | Self::Slow { touchpoint, .. }
            | Self::Annoys { touchpoint, .. }
            | Self::Breaks { touchpoint, .. }
            | Self::Worsens { touchpoint, .. }
            | Self::DrawsComplaints { touchpoint, .. }
            | Self::Fails { touchpoint, .. }
            | Self::Repeats { touchpoint, .. }
            | Self::SendsBack { touchpoint, .. }
            | Self::NeedsHelp { touchpoint, .. }
            | Self::DoesNotHelp { touchpoint, .. }
            | Self::HandsOverSlowly { touchpoint, .. } => touchpoint,
        }
    }
}
