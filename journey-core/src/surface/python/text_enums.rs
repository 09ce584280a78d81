//! Enums without data are plain texts in Python: they compare, hash, print and pickle as such, and type
//! checkers know the allowed ones.

use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::analysis::{BaselineKind, DistanceKind, GainUnit, PostGroup, PriorityQuadrant, PriorityScore};
use crate::analysis::{
    ChangeVerdict, Clock, ContrastKind, CoxNote, DriverForm, DriverNote, Eligibility, EngagedAmong, Entry,
    FunnelAttribution, FunnelCount, FunnelMember, FunnelMode, FunnelNextKind, FunnelOrder, FunnelReentry,
    Method, NpsInterval, PatternSet, Quadrant, QualityKind, Reference, ReturnRule, SeveralAnswers, StepPlace,
    Weekday, WindowFrom,
};
use crate::analysis::{EmotionMeasure, ExpectationVerdict};
use crate::error::Error;
use crate::ingest::XesLifecycle;
use crate::log::{
    Behaviour, ColumnKind, EpochUnit, Expiry, Kinds, NoValley, Normal, OnConflict, OnError, RunValue,
    SessionRule, ValueOf, Without,
};
use crate::measure::{
    Adjustment, ElementKind, FindingFate, FindingStatus, KpiStatus, KpiVerdict, LimitKind, LimitStatus,
    PainVerdict, SuccessVerdict, Unit,
};
use crate::model::{CesForm, Direction, FindingKind, OpportunityStatus, Period, Statistic, TouchpointPlace};
use crate::privacy::Counted;
use crate::text::{SentimentClass, SentimentRules};

/// The type hint `typing.Literal["a", "b"]`.
#[cfg(feature = "stubs")]
macro_rules! literal {
    ($($text:literal),+) => {{
        use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
        PyStaticExpr::Subscript {
            value: &pyo3::type_hint_identifier!("typing", "Literal"),
            slice: &PyStaticExpr::Tuple {
                elts: &[$(PyStaticExpr::Constant { value: PyStaticConstant::Str($text) }),+],
            },
        }
    }};
}
/// `Enum "field" { Variant: "text", … }`: conversions in both directions.
macro_rules! text_enums {
    ($($class:ident $field:literal { $($variant:ident: $text:literal),+ $(,)? })+) => {
        $(
            impl<'py> IntoPyObject<'py> for $class {
                type Target = PyString;
                type Output = Bound<'py, PyString>;
                type Error = PyErr;

                #[cfg(feature = "stubs")]
                const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = literal!($($text),+);

                fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                    Ok(PyString::intern(py, match self { $(Self::$variant => $text),+ }))
                }
            }

            impl<'py> IntoPyObject<'py> for &$class {
                type Target = PyString;
                type Output = Bound<'py, PyString>;
                type Error = PyErr;

                #[cfg(feature = "stubs")]
                const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <$class>::OUTPUT_TYPE;

                fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
                    (*self).into_pyobject(py)
                }
            }

            impl<'py> FromPyObject<'_, 'py> for $class {
                type Error = PyErr;

                #[cfg(feature = "stubs")]
                const INPUT_TYPE: pyo3::inspect::PyStaticExpr = literal!($($text),+);

                fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
                    let text: std::borrow::Cow<'_, str> = object.extract()?;
                    match &*text {
                        $($text => Ok(Self::$variant),)+
                        other => {
                            let allowed = [$(concat!("`", $text, "`")),+].join(", ");
                            Err(Error::option($field, format!("{other:?}"), allowed).into())
                        }
                    }
                }
            }
        )+

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn texts_are_those_of_json() {
                $($(
                    let json = serde_json::to_string(&$class::$variant).unwrap_or_default();
                    assert_eq!(json, concat!("\"", $text, "\""));
                )+)+
            }
        }
    };
}

text_enums! {
    BaselineKind "baseline" { LowerQuartile: "lower_quartile", Target: "target" }
    GainUnit "by" { Customers: "customers", Value: "value" }
    PriorityScore "score" { Rice: "rice", Wsjf: "wsjf", Ice: "ice", Opportunity: "opportunity" }
    PriorityQuadrant "quadrant" {
        QuickWin: "quick_win", BigBet: "big_bet", FillIn: "fill_in", MoneyPit: "money_pit",
    }
    CesForm "form" { Effort: "effort", Ease: "ease" }
    ChangeVerdict "verdict" {
        Yes: "yes", No: "no", TooFewAnswers: "too_few_answers", NotEnoughEvidence: "not_enough_evidence",
    }
    Clock "clock" { Calendar: "calendar", Rolling: "rolling" }
    ColumnKind "kind" {
        Dictionary: "dictionary", Number: "number", Boolean: "boolean", Time: "time", Text: "text",
    }
    EmotionMeasure "measure" {
        Mean: "mean", Peak: "peak", End: "end", PeakEnd: "peak_end", Lowest: "lowest", Highest: "highest",
        Volatility: "volatility", Trend: "trend", Area: "area",
    }
    ExpectationVerdict "verdict" {
        AsExpected: "as_expected", Better: "better", Worse: "worse", Unclear: "unclear",
    }
    ContrastKind "kind" {
        Dissatisfier: "dissatisfier", Delighter: "delighter", Linear: "linear", None: "none",
    }
    Counted "of" { Touchpoints: "touchpoints", Transitions: "transitions" }
    CoxNote "note" {
        Estimated: "estimated", Reference: "reference", Redundant: "redundant", Unbounded: "unbounded",
    }
    Direction "direction" { Up: "up", Down: "down" }
    DriverForm "form" { Linear: "linear", Logistic: "logistic" }
    DriverNote "note" { Estimated: "estimated", Constant: "constant", Redundant: "redundant" }
    DistanceKind "kind" { TotalVariation: "total_variation", LargestDifference: "largest_difference" }
    Eligibility "eligibility" { PeriodOver: "period_over", TimeElapsed: "time_elapsed" }
    ElementKind "kind" { Stage: "stage", Touchpoint: "touchpoint" }
    Entry "entry" { First: "first", FirstEver: "first_ever", Recurring: "recurring" }
    EpochUnit "epoch" { Seconds: "s", Milliseconds: "ms", Microseconds: "us", Nanoseconds: "ns" }
    Expiry "expiry" { LastUse: "last_use", LastLogin: "last_login" }
    FindingKind "kind" {
        DropOff: "drop_off", Outage: "outage", WaitingTime: "waiting_time", Handoff: "handoff", Rating: "rating",
        FallingRating: "falling_rating", NegativeComments: "negative_comments", FailedAttempts: "failed_attempts",
        Repetition: "repetition", ReturnLoop: "return_loop", SupportContact: "support_contact",
        RepeatedContact: "repeated_contact", Delight: "delight",
    }
    PainVerdict "verdict" {
        Confirmed: "confirmed", NotSupported: "not_supported", NotMeasured: "not_measured",
    }
    Adjustment "adjustment" { None: "none", Season: "season", Control: "control" }
    FindingFate "fate" {
        Gone: "gone", Smaller: "smaller", Same: "same", Larger: "larger", New: "new", Unclear: "unclear",
        NotEnoughData: "not_enough_data",
    }
    KpiVerdict "verdict" {
        Better: "better", Worse: "worse", NoChange: "no_change", Unclear: "unclear", NotEnoughData: "not_enough_data",
    }
    LimitKind "kind" {
        Season: "season", RegressionToTheMean: "regression_to_the_mean", CaseMix: "case_mix", Weekdays: "weekdays",
        OtherChanges: "other_changes", OpenJourneys: "open_journeys",
    }
    LimitStatus "status" { Handled: "handled", NotRuledOut: "not_ruled_out", AtWork: "at_work" }
    SuccessVerdict "verdict" {
        Success: "success", AtAPrice: "at_a_price", NoSuccess: "no_success", Failure: "failure", Unclear: "unclear",
    }
    FindingStatus "status" { Confirmed: "confirmed", New: "new" }
    FunnelAttribution "attribution" { First: "first", Last: "last", All: "all", Step: "step" }
    FunnelCount "count" { Customers: "customers", Sessions: "sessions", Totals: "totals" }
    FunnelMember "member" { Reached: "reached", Dropped: "dropped", Open: "open" }
    FunnelMode "mode" {
        Default: "default", StrictDeduplication: "strict_deduplication", StrictOrder: "strict_order",
        StrictIncrease: "strict_increase",
    }
    FunnelNextKind "kind" { Touchpoint: "touchpoint", End: "end", Other: "other" }
    FunnelOrder "order" { Ordered: "ordered", Any: "any" }
    FunnelReentry "reentry" { LastBefore: "last_before", First: "first" }
    Kinds "kinds" { Fail: "fail", Mix: "mix" }
    KpiStatus "status" { Met: "met", Uncertain: "uncertain", Missed: "missed" }
    XesLifecycle "lifecycle" { Pair: "pair", Keep: "keep", CompleteOnly: "complete_only" }
    Method "method" {
        Wilson: "wilson", Wald: "wald", AdjustedWald: "adjusted_wald", LogLog: "log_log",
        Newcombe: "newcombe", SquareAndAdd: "square_and_add", Delta: "delta", OrderStatistic: "order_statistic",
        Bootstrap: "bootstrap", Jackknife: "jackknife",
        None: "none",
    }
    NoValley "no_valley" { TooFew: "too_few", OneHill: "one_hill" }
    Normal "normalise" { Case: "case", Blanks: "blanks", Unicode: "unicode" }
    NpsInterval "interval" { AdjustedWald: "adjusted_wald", Wald: "wald" }
    OnConflict "on_conflict" { KeepApart: "keep_apart", Merge: "merge" }
    OnError "on_error" { Fail: "fail", Skip: "skip" }
    OpportunityStatus "status" {
        Idea: "idea", Planned: "planned", InProgress: "in_progress", Done: "done", Rejected: "rejected",
    }
    PatternSet "keep" { All: "all", Closed: "closed", Maximal: "maximal" }
    ReturnRule "rule" {
        On: "on", OnOrAfter: "on_or_after", OnOrBefore: "on_or_before", Streak: "streak",
    }
    Reference "reference" { Cohort: "cohort", Previous: "previous" }
    Period "period" { Hour: "hour", Day: "day", Week: "week", Month: "month" }
    Quadrant "quadrant" {
        ConcentrateHere: "concentrate_here", KeepUp: "keep_up", LowPriority: "low_priority",
        PossibleOverkill: "possible_overkill",
    }
    SeveralAnswers "several" { Last: "last", Mean: "mean" }
    QualityKind "kind" {
        SkippedRows: "skipped_rows", Duplicates: "duplicates", Ties: "ties", FutureTimes: "future_times",
        PlaceholderTimes: "placeholder_times", DayResolution: "day_resolution",
        ClockChanges: "clock_changes", ClockSkew: "clock_skew",
        NegativeDurations: "negative_durations", ReversedOrder: "reversed_order", LateEvents: "late_events",
        BotRate: "bot_rate", BotRegularity: "bot_regularity", BotAgent: "bot_agent",
        TruncatedBeginning: "truncated_beginning", TruncatedEnd: "truncated_end",
        CollectionGap: "collection_gap", VolumeChange: "volume_change", MixedScales: "mixed_scales",
        NoAnswerCodes: "no_answer_codes", MissingValues: "missing_values", SimilarIds: "similar_ids",
    }
    EngagedAmong "among" { Active: "active", Here: "here" }
    PostGroup "kind" { Topic: "topic", Hashtag: "hashtag", Mention: "mention" }
    SentimentClass "kind" { Negative: "negative", Neutral: "neutral", Positive: "positive" }
    SentimentRules "rules" { Corrected: "corrected", Vader: "vader" }
    SessionRule "rule" {
        Gap: "gap", LargestGaps: "largest_gaps", ContextGaps: "context_gaps", Starts: "starts", Ends: "ends",
        Separators: "separators", Longest: "longest", MostEvents: "most_events", Calendar: "calendar",
        Change: "change",
    }
    Statistic "statistic" { Median: "median", Mean: "mean", Q90: "q90" }
    StepPlace "place" {
        Touchpoint: "touchpoint", Other: "other", Ended: "ended", NotStarted: "not_started",
    }
    TouchpointPlace "place" { Online: "online", Offline: "offline" }
    Behaviour "behaviour" {
        Events: "events",
        ActiveDays: "active_days",
        Sum: "sum",
        Mean: "mean",
        SinceLast: "since_last",
        Matches: "matches",
    }
    RunValue "columns" { First: "first", Last: "last", Sum: "sum" }
    ValueOf "of" { First: "first", Last: "last" }
    Unit "unit" {
        Share: "share", Points: "points", Rating: "rating", Seconds: "seconds", Amount: "amount",
        Count: "count",
    }
    Weekday "week_start" {
        Monday: "monday", Tuesday: "tuesday", Wednesday: "wednesday", Thursday: "thursday", Friday: "friday",
        Saturday: "saturday", Sunday: "sunday",
    }
    WindowFrom "window_from" { First: "first", Previous: "previous" }
    Without "without" { LeaveOut: "leave_out", Keep: "keep" }
}
