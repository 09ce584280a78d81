//! Steps of cleaning: one static constructor a kind; and faults of data.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::{Deserialize, Serialize};

use super::data::data;
use super::values::{Instant, List};
use super::wrapper::wrapper;
use crate::analysis::QualityLimits;
use crate::log::{Bots, CollapseRuns, CutBetween, Generalize, RunValue, ScoreSentiment, Step, UrlTree};
use crate::model::{EventRule, Pattern, Scalar, TimeSpan};
use crate::simulate::DataFault;
use crate::text::SentimentRules;

wrapper! {
    /// One thing that cleaning does to a log, or that prepares its paths.
    ///
    /// Rules (`when`) are on the columns `touchpoint`, `time`, `customer` and the further ones; without one, the step is
    /// for all events.
    StepClass as "Step" holds Step
}

wrapper! {
    /// Something that is wrong with the data, planted in a stated number. Touchpoints are the raw names of events.
    DataFaultClass as "DataFault" holds DataFault
}

wrapper! {
    /// How a column is made coarser.
    GeneralizeClass as "Generalize" holds Generalize
}

data!(StepClass, DataFaultClass, GeneralizeClass);

#[pymethods]
impl GeneralizeClass {
    /// The first characters of names and texts, such as two of a postcode.
    #[staticmethod]
    fn prefix(characters: u32) -> Self {
        Self(Generalize::Prefix { characters })
    }

    /// Numbers are put down to a multiple of the width: 34 becomes 30 with a width of 10.
    #[staticmethod]
    fn width(width: f64) -> Self {
        Self(Generalize::Width { width })
    }

    /// Times are put back to the beginning of a span of this length, counted from 1970 in UTC.
    #[staticmethod]
    fn span(length: TimeSpan) -> Self {
        Self(Generalize::Span { length })
    }

    /// Names that fewer than `k` customers have become `other`.
    #[staticmethod]
    #[pyo3(signature = (k, *, other="other".into()))]
    fn rare(k: u64, other: String) -> Self {
        Self(Generalize::Rare { k, other })
    }
}

#[pymethods]
impl StepClass {
    /// Drops events that equal one before.
    #[staticmethod]
    fn drop_duplicates() -> Self {
        Self(Step::DropDuplicates)
    }

    /// Drops events.
    #[staticmethod]
    fn drop_events(when: EventRule) -> Self {
        Self(Step::DropEvents { when })
    }

    /// Drops customers with all their events.
    #[staticmethod]
    fn drop_customers(customers: List<String>) -> Self {
        Self(Step::DropCustomers { customers: customers.0 })
    }

    /// Drops customers that are programs rather than people.
    ///
    /// The options are `instants_a_minute`, `regular_gaps`, `gap_percent`, `longest_gap`, `user_agent` and `agents`.
    #[staticmethod]
    #[pyo3(signature = (options: "dict[str, object] | None" = None))]
    fn drop_bots(options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Ok(Self(Step::DropBots(bots(options)?)))
    }

    /// Moves times and ends, such as those of a source whose clock was wrong.
    #[staticmethod]
    #[pyo3(signature = (by, *, when=None))]
    fn shift_times(by: TimeSpan, when: Option<EventRule>) -> Self {
        Self(Step::ShiftTimes { when, by })
    }

    /// Reads local times again: in another zone than the one (UTC if left out) in which they were read.
    #[staticmethod]
    #[pyo3(signature = (to, *, from_=None, when=None))]
    fn set_time_zone(to: String, from_: Option<String>, when: Option<EventRule>) -> Self {
        Self(Step::SetTimeZone { when, from: from_, to })
    }

    /// Puts another value, or none, in the place of some values of a column.
    #[staticmethod]
    #[pyo3(signature = (column, values, *, to=None, when=None))]
    fn recode(column: String, values: List<Scalar>, to: Option<Scalar>, when: Option<EventRule>) -> Self {
        Self(Step::Recode { column, values: values.0, to, when })
    }

    /// Brings numbers from one scale to another, each given by its lowest and highest value.
    #[staticmethod]
    #[pyo3(signature = (column, *, from_, to, when=None))]
    fn rescale(column: String, from_: (f64, f64), to: (f64, f64), when: Option<EventRule>) -> Self {
        Self(Step::Rescale { column, from: [from_.0, from_.1], to: [to.0, to.1], when })
    }

    /// Gives touchpoints other names; several that get the same name become one.
    #[staticmethod]
    fn rename_touchpoints(names: BTreeMap<String, String>) -> Self {
        Self(Step::RenameTouchpoints { names })
    }

    /// Gives several touchpoints one name. `touchpoints` is a pattern of a single event, such as `cart | ~"/shop/*"`.
    #[staticmethod]
    fn group_touchpoints(touchpoints: Pattern, name: String) -> Self {
        Self(Step::GroupTouchpoints { touchpoints, name })
    }

    /// Hides touchpoints, given as a pattern of a single event: journeys are as if they had not been there.
    #[staticmethod]
    fn hide_touchpoints(touchpoints: Pattern) -> Self {
        Self(Step::HideTouchpoints { touchpoints })
    }

    /// Hides all touchpoints but these, given as a pattern of a single event.
    #[staticmethod]
    fn keep_touchpoints(touchpoints: Pattern) -> Self {
        Self(Step::KeepTouchpoints { touchpoints })
    }

    /// Makes one event of those of one touchpoint that directly follow each other, each at most `within` after the one
    /// before. Of a column the first value that there is stays, or what `columns` says.
    #[staticmethod]
    #[pyo3(signature = (touchpoints=None, *, within=None, columns=None))]
    fn collapse_runs(
        touchpoints: Option<Pattern>,
        within: Option<TimeSpan>,
        columns: Option<BTreeMap<String, RunValue>>,
    ) -> Self {
        let columns = columns.unwrap_or_default();
        Self(Step::CollapseRuns(CollapseRuns { touchpoints, within, columns }))
    }

    /// Cuts the part from one place to another one out of every journey; both are patterns. With `each`, every part becomes
    /// a journey, `ann/1` and so on. With `keep_open`, a part that does not come to `to` goes on to the end.
    #[staticmethod]
    #[pyo3(signature = (from_=None, to=None, *, each=false, keep_open=false, keep_as=None))]
    fn cut_between(
        from_: Option<Pattern>,
        to: Option<Pattern>,
        each: bool,
        keep_open: bool,
        keep_as: Option<String>,
    ) -> Self {
        Self(Step::CutBetween(Box::new(CutBetween { from: from_, to, each, keep_open, keep_as })))
    }

    /// Adds an event with a touchpoint of this name at the start, and one at the end, of every journey.
    #[staticmethod]
    #[pyo3(signature = (*, start=None, end=None))]
    fn mark_ends(start: Option<String>, end: Option<String>) -> Self {
        Self(Step::MarkEnds { start, end })
    }

    /// Makes touchpoints such as `shop.example/product/*` of addresses of pages, those of a column or the touchpoints
    /// themselves, as `EventLog.url_tree` shows them.
    #[staticmethod]
    #[pyo3(signature = (column=None, *, depth=2, host=true, ids=true, least_share=None))]
    fn url_touchpoints(
        column: Option<String>,
        depth: u32,
        host: bool,
        ids: bool,
        least_share: Option<f64>,
    ) -> Self {
        Self(Step::UrlTouchpoints(UrlTree { column, depth, host, ids, least_share }))
    }

    /// Adds a number column with the sentiment of comments, from -1 (most negative) to 1 (most positive). The text of a
    /// `lexicon`, as `Lexicon.read_text` reads it, is used instead of the English one.
    #[staticmethod]
    #[pyo3(signature = (column, *, to="sentiment".into(), lexicon=None, rules=None))]
    fn score_sentiment(
        column: String,
        to: String,
        lexicon: Option<String>,
        rules: Option<SentimentRules>,
    ) -> Self {
        let options = ScoreSentiment { column, to, lexicon, rules: rules.unwrap_or_default() };
        Self(Step::ScoreSentiment(Box::new(options)))
    }

    /// Makes one customer of those whose ids differ only by case, blanks or Unicode normalisation.
    #[staticmethod]
    fn fold_ids() -> Self {
        Self(Step::FoldIds)
    }

    /// Puts events with the same customer and time in the order of their touchpoints.
    #[staticmethod]
    fn order_ties(touchpoints: List<String>) -> Self {
        Self(Step::OrderTies { touchpoints: touchpoints.0 })
    }

    /// Brings ids of one customer together, with the options of `EventLog.stitch` as in JSON.
    #[staticmethod]
    #[pyo3(signature = (options: "dict[str, object]"))]
    fn stitch(options: &Bound<'_, PyDict>) -> PyResult<Self> {
        Ok(Self(Step::Stitch(super::data::from_dict(options)?)))
    }

    /// Cuts journeys into sessions, with the options of `EventLog.sessions` as in JSON.
    #[staticmethod]
    #[pyo3(signature = (options: "dict[str, object]"))]
    fn sessions(options: &Bound<'_, PyDict>) -> PyResult<Self> {
        Ok(Self(Step::Sessions(super::data::from_dict(options)?)))
    }

    /// Makes the log say less about people, with the options of `EventLog.anonymize` as in JSON. The key of pseudonyms is
    /// given to `EventLog.clean` and is no part of the step.
    #[staticmethod]
    #[pyo3(signature = (options: "dict[str, object]"))]
    fn anonymize(options: &Bound<'_, PyDict>) -> PyResult<Self> {
        Ok(Self(Step::Anonymize(super::data::from_dict(options)?)))
    }

    /// Keeps the events of a stretch of time, up to and without `to`.
    #[staticmethod]
    #[pyo3(signature = (*, from_=None, to=None))]
    fn keep_period(from_: Option<Instant>, to: Option<Instant>) -> Self {
        Self(Step::KeepPeriod { from: from_.map(|time| time.0), to: to.map(|time| time.0) })
    }
}

/// How programs are told from people, from the options that are given.
///
/// # Errors
/// For options that are not known.
pub fn bots(options: Option<&Bound<'_, PyDict>>) -> PyResult<Bots> {
    options.map_or_else(|| Ok(Bots::default()), |options| super::data::from_dict(options))
}

/// Checks the options of [`QualityCheck`](crate::analysis::QualityCheck) that are objects of their own.
///
/// # Errors
/// For options that are not known.
pub fn limits(options: Option<&Bound<'_, PyDict>>) -> PyResult<QualityLimits> {
    options.map_or_else(|| Ok(QualityLimits::default()), |options| super::data::from_dict(options))
}

#[pymethods]
impl DataFaultClass {
    /// Events are there twice.
    #[staticmethod]
    #[pyo3(signature = (*, events))]
    fn duplicates(events: u64) -> Self {
        Self(DataFault::Duplicates { events })
    }

    /// Events have the time of the one before.
    #[staticmethod]
    #[pyo3(signature = (*, events))]
    fn ties(events: u64) -> Self {
        Self(DataFault::Ties { events })
    }

    /// Rows without a readable time are left out and counted.
    #[staticmethod]
    #[pyo3(signature = (*, rows))]
    fn skipped_rows(rows: u64) -> Self {
        Self(DataFault::SkippedRows { rows })
    }

    /// Events are local times in an hour that clocks in Berlin repeat: 02:30 of the first such night after the first event.
    #[staticmethod]
    #[pyo3(signature = (*, events))]
    fn clock_changes(events: u64) -> Self {
        Self(DataFault::ClockChanges { events })
    }

    /// Events lie in the future.
    #[staticmethod]
    #[pyo3(signature = (*, events, now))]
    fn future_times(events: u64, now: Instant) -> Self {
        Self(DataFault::FutureTimes { events, now: now.0 })
    }

    /// Events lie at 1970-01-01T00:00:00Z.
    #[staticmethod]
    #[pyo3(signature = (*, events))]
    fn placeholder_times(events: u64) -> Self {
        Self(DataFault::PlaceholderTimes { events })
    }

    /// Of the events of a touchpoint only the day is known.
    #[staticmethod]
    fn day_resolution(touchpoint: String) -> Self {
        Self(DataFault::DayResolution { touchpoint })
    }

    /// Some events are there once more, as a second `source` records them, whose clock is ahead.
    #[staticmethod]
    #[pyo3(signature = (*, events, by))]
    fn clock_skew(events: u64, by: TimeSpan) -> Self {
        Self(DataFault::ClockSkew { events, by })
    }

    /// Ends before beginnings: they are taken away and counted, as reading does.
    #[staticmethod]
    #[pyo3(signature = (*, events))]
    fn negative_durations(events: u64) -> Self {
        Self(DataFault::NegativeDurations { events })
    }

    /// The first event at a touchpoint comes before all others of its journey.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, journeys))]
    fn reversed_order(touchpoint: String, journeys: u64) -> Self {
        Self(DataFault::ReversedOrder { touchpoint, journeys })
    }

    /// The input is in order of time, but for events that come fifty rows later.
    #[staticmethod]
    #[pyo3(signature = (*, events))]
    fn late_events(events: u64) -> Self {
        Self(DataFault::LateEvents { events })
    }

    /// Further customers who have sixty events within a minute.
    #[staticmethod]
    #[pyo3(signature = (*, customers))]
    fn fast_bots(customers: u64) -> Self {
        Self(DataFault::FastBots { customers })
    }

    /// Further customers who have an event every ten minutes.
    #[staticmethod]
    #[pyo3(signature = (*, customers))]
    fn regular_bots(customers: u64) -> Self {
        Self(DataFault::RegularBots { customers })
    }

    /// A column `user_agent`, which is that of a crawler for some customers.
    #[staticmethod]
    #[pyo3(signature = (*, customers))]
    fn crawler_agents(customers: u64) -> Self {
        Self(DataFault::CrawlerAgents { customers })
    }

    /// Journeys in the first days of the data lose their beginning.
    #[staticmethod]
    #[pyo3(signature = (*, journeys))]
    fn truncated_beginning(journeys: u64) -> Self {
        Self(DataFault::TruncatedBeginning { journeys })
    }

    /// All journeys end with an event `journey_closed`, but for some in the last days of the data.
    #[staticmethod]
    #[pyo3(signature = (*, journeys))]
    fn truncated_end(journeys: u64) -> Self {
        Self(DataFault::TruncatedEnd { journeys })
    }

    /// Whole days in the middle of the data have no event.
    #[staticmethod]
    #[pyo3(signature = (*, days))]
    fn collection_gap(days: u64) -> Self {
        Self(DataFault::CollectionGap { days })
    }

    /// From a day on, a touchpoint loses a part of its events.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, from_, share))]
    fn volume_change(touchpoint: String, from_: Instant, share: f64) -> Self {
        Self(DataFault::VolumeChange { touchpoint, from: from_.0, share })
    }

    /// Ratings from 1 to 5 at a touchpoint become ratings from 1 to 10.
    #[staticmethod]
    fn mixed_scales(column: String, touchpoint: String) -> Self {
        Self(DataFault::MixedScales { column, touchpoint })
    }

    /// Ratings become a code for "no answer".
    #[staticmethod]
    #[pyo3(signature = (column, *, code, events))]
    fn no_answer_codes(column: String, code: f64, events: u64) -> Self {
        Self(DataFault::NoAnswerCodes { column, code, events })
    }

    /// Values go missing.
    #[staticmethod]
    #[pyo3(signature = (column, touchpoint, *, events))]
    fn missing_values(column: String, touchpoint: String, events: u64) -> Self {
        Self(DataFault::MissingValues { column, touchpoint, events })
    }

    /// The later events of customers have their id in capital letters.
    #[staticmethod]
    #[pyo3(signature = (*, customers))]
    fn similar_ids(customers: u64) -> Self {
        Self(DataFault::SimilarIds { customers })
    }
}
