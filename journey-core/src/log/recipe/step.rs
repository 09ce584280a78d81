//! The steps of a recipe: what can be done to clean a log, and to prepare its paths.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Bots, CollapseRuns, CutBetween, ScoreSentiment, UrlTree};
use crate::log::{Anonymize, Sessions, Stitching};
use crate::model::{EventRule, Pattern, Scalar, TimeSpan};

/// One thing that cleaning does to a log, or that prepares its paths.
///
/// In JSON a step is its name with its options, such as
/// `{"shift_times": {"when": {"equals": {"column": "source", "value": "crm"}}, "by": "-2h"}}`, or the name alone.
///
/// Rules (`when`) are those of a map, on the columns `touchpoint`, `time`, `customer` and the further ones; where a
/// rule may be left out, the step is for all events. Steps that are about the sequence of touchpoints name events by a
/// [`Pattern`] of a single event, such as `cart`, `cart | basket`, `~"/shop/*"` or `cart(amount = 0)`. There, a name that
/// the log does not have is an error; `~"cart"` leaves open whether it is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Step {
    /// Drops events that equal one before in customer, time, end, touchpoint and every further column.
    DropDuplicates,
    /// Drops events.
    DropEvents {
        /// Which ones.
        when: EventRule,
    },
    /// Drops customers with all their events.
    DropCustomers {
        /// Their ids.
        customers: Vec<String>,
    },
    /// Drops customers that are programs rather than people, with all their events.
    DropBots(Bots),
    /// Moves times and ends, such as those of a source whose clock was wrong.
    ShiftTimes {
        /// Which events; all if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<EventRule>,
        /// How far; a span that begins with a minus moves them back.
        by: TimeSpan,
    },
    /// Reads local times again: in another zone than the one in which they were read.
    SetTimeZone {
        /// Which events; all if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<EventRule>,
        /// IANA zone in which the times were read; UTC if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// IANA zone that is right.
        to: String,
    },
    /// Puts another value, or none, in the place of some values of a column.
    Recode {
        /// Further column.
        column: String,
        /// Values that go.
        values: Vec<Scalar>,
        /// Value that comes; none if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Scalar>,
        /// Which events; all if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<EventRule>,
    },
    /// Brings numbers from one scale to another: the ends of the one become the ends of the other.
    Rescale {
        /// Number column.
        column: String,
        /// Lowest and highest value of the scale on which they are.
        from: [f64; 2],
        /// Lowest and highest value of the scale on which they are to be.
        to: [f64; 2],
        /// Which events; all if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<EventRule>,
    },
    /// Gives touchpoints other names; several that get the same name become one.
    RenameTouchpoints {
        /// New name by old name. Names that the log does not have are left alone: the next export may have them.
        names: BTreeMap<String, String>,
    },
    /// Gives several touchpoints one name.
    GroupTouchpoints {
        /// Which events, as a pattern of a single event.
        touchpoints: Pattern,
        /// Name that they get; that of another touchpoint makes one of them.
        name: String,
    },
    /// Hides touchpoints: journeys are as if they had not been there. Journeys without any other event go.
    HideTouchpoints {
        /// Which events, as a pattern of a single event.
        touchpoints: Pattern,
    },
    /// Hides all touchpoints but these.
    KeepTouchpoints {
        /// Which events, as a pattern of a single event.
        touchpoints: Pattern,
    },
    /// Makes one event of those of one touchpoint that directly follow each other.
    CollapseRuns(CollapseRuns),
    /// Cuts the part from one place to another one out of every journey.
    CutBetween(Box<CutBetween>),
    /// Adds an event at the start and at the end of every journey, at the times of its first and last event. They have no
    /// values, and reports count them like all others: reports that know starts and ends need none.
    MarkEnds {
        /// Touchpoint of the start; none if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<String>,
        /// Touchpoint of the end; none if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<String>,
    },
    /// Makes touchpoints of addresses of pages: see [`EventLog::url_tree`](crate::EventLog::url_tree). Events without an
    /// address keep their touchpoint.
    UrlTouchpoints(UrlTree),
    /// Adds a number column with the sentiment of comments, so that every analysis of numbers can use it.
    ScoreSentiment(Box<ScoreSentiment>),
    /// Makes one customer of those whose ids differ only by case, blanks or Unicode normalisation (NFKC). The id is then
    /// in small letters, without blanks at its ends and with single blanks within.
    FoldIds,
    /// Puts events with the same customer and time in the order of their touchpoints; those that are not listed come
    /// after these, in the order in which they were.
    OrderTies {
        /// Touchpoints, first to last.
        touchpoints: Vec<String>,
    },
    /// Brings ids of one customer together: see [`EventLog::stitch`](crate::EventLog::stitch).
    Stitch(Box<Stitching>),
    /// Cuts journeys into sessions: see [`EventLog::sessions`](crate::EventLog::sessions).
    Sessions(Box<Sessions>),
    /// Makes the log say less about people: see [`EventLog::anonymize`](crate::EventLog::anonymize). The key of pseudonyms is
    /// given whenever the recipe is done and is never a part of it. In the history of the log this step stands without the
    /// customers to be forgotten, and nothing stands before it: the steps that were done before hold ids and values as
    /// they were.
    Anonymize(Box<Anonymize>),
    /// Keeps the events of a stretch of time.
    KeepPeriod {
        /// First time that is kept; from the first event on if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", tsify(optional, type = "string"))]
        from: Option<Timestamp>,
        /// First time that is not kept; to the last event if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", tsify(optional, type = "string"))]
        to: Option<Timestamp>,
    },
}
