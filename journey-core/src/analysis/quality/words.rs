//! What is said of each kind of finding.

use super::QualityKind as Kind;

impl Kind {
    /// Name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::SkippedRows => "skipped_rows",
            Kind::Duplicates => "duplicates",
            Kind::Ties => "ties",
            Kind::FutureTimes => "future_times",
            Kind::PlaceholderTimes => "placeholder_times",
            Kind::DayResolution => "day_resolution",
            Kind::ClockChanges => "clock_changes",
            Kind::ClockSkew => "clock_skew",
            Kind::NegativeDurations => "negative_durations",
            Kind::ReversedOrder => "reversed_order",
            Kind::LateEvents => "late_events",
            Kind::BotRate => "bot_rate",
            Kind::BotRegularity => "bot_regularity",
            Kind::BotAgent => "bot_agent",
            Kind::TruncatedBeginning => "truncated_beginning",
            Kind::TruncatedEnd => "truncated_end",
            Kind::CollectionGap => "collection_gap",
            Kind::VolumeChange => "volume_change",
            Kind::MixedScales => "mixed_scales",
            Kind::NoAnswerCodes => "no_answer_codes",
            Kind::MissingValues => "missing_values",
            Kind::SimilarIds => "similar_ids",
        }
    }
}

/// "1 event is" or "2 events are": the number with the words for one or for many.
pub(super) fn said(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Which reports it may bend, and how.
pub(super) fn effect(kind: Kind) -> &'static str {
    match kind {
        Kind::SkippedRows => {
            "Every report lacks these events: counts are too low, and customers look lost where only a row was."
        }
        Kind::Duplicates => {
            "Interactions, transitions from a touchpoint to itself, ratings and revenue count these events twice."
        }
        Kind::Ties => {
            "Transitions, variants and strict funnels depend on an order that nobody knows; waiting times between them are 0."
        }
        Kind::FutureTimes => {
            "They move the end of the data: retention and conversion take far more journeys for over than are, and waiting times are too long."
        }
        Kind::PlaceholderTimes => {
            "Journeys seem to begin or end decades away: waiting times, time to convert, cohorts and the period are wrong."
        }
        Kind::DayResolution => {
            "The order within a day and all times under a day are not known: use days as unit, and do not read hours."
        }
        Kind::ClockChanges => {
            "They are read as an hour later, or as the first of two: times around them may be wrong by an hour, and their order too."
        }
        Kind::ClockSkew => {
            "Events of the two sources are in a wrong order: transitions, funnels, waiting times and last-touch attribution between them are wrong."
        }
        Kind::NegativeDurations => "Their ends are treated as missing, so time spent lacks them.",
        Kind::ReversedOrder => {
            "Funnels do not count these customers as converted, and their transition runs backwards."
        }
        Kind::LateEvents => {
            "Reports that were made before they came were too low; a live report changes after the fact."
        }
        Kind::BotRate | Kind::BotRegularity | Kind::BotAgent => {
            "Programs make interactions, transitions and time spent too high, and conversion and retention too low."
        }
        Kind::TruncatedBeginning => {
            "The first touchpoints of these journeys are missing: entries, first-touch attribution and time to convert are wrong for them."
        }
        Kind::TruncatedEnd => {
            "These customers look lost where only their last events are missing: drop-off is too high and conversion too low."
        }
        Kind::CollectionGap => {
            "Nothing was collected on these days: customers seem to leave before and retention has a hole; waiting times over the gap stay right only if no event is missing in it."
        }
        Kind::VolumeChange => {
            "Before and after are not comparable: a change of tracking looks like a change of customers in every trend, and in conversion through this touchpoint."
        }
        Kind::MixedScales => "Mean ratings, CSAT and emotions mix numbers that mean different things.",
        Kind::NoAnswerCodes => {
            "NPS, CSAT and mean ratings count customers who gave no answer, as if the code were their rating."
        }
        Kind::MissingValues => {
            "Groups and rules on this column leave these events out: shares of the groups do not add up to all."
        }
        Kind::SimilarIds => {
            "One person counts as several customers: journeys are cut, and conversion and retention are too low."
        }
    }
}
