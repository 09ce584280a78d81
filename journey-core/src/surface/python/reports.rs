//! Reports and what is in them.

use jiff::Timestamp;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::data::{data, show_fields};
use crate::analysis::{
    ActiveDaysRow, AgreementReport, AnswerCount, BottleneckReport, BottleneckRow, CesReport, CesRow,
    CommentExample, Comparison, ComparisonDistance, ComparisonRow, ConversionReport, CoxReport, CoxRow,
    CsatReport, CsatRow, DriverReport, DriverRow, DroppedAnswers, DurationStats, Estimate, FrequentReport,
    FrequentRow, FunnelBin, FunnelCorrelation, FunnelNext, FunnelPeriod, FunnelReport, FunnelRow,
    FunnelValue, GroupSize, HandoffParty, HandoffReport, HandoffRow, ImportancePerformanceRow, IncidenceRow,
    InteractionCount, InteractionReport, InteractionRow, LifecycleReport, LifecycleRow, LoadBand,
    LogRankTest, MatchReport, MixRow, NpsReport, NpsRow, OutcomeReport, OutcomeRow, PatternContrast,
    PatternGroup, PenaltyRewardRow, PriorityReport, PriorityRow, QualityExample, QualityFinding,
    QualityReport, RepeatRow, RepresentativePath, RetentionOverall, RetentionReport, RetentionRow, ReturnRow,
    ReworkReport, ReworkRow, SensitivityReport, SensitivityRow, SentimentReport, SentimentRow, SentimentWord,
    StepLink, StepMatrixReport, StepRow, SurvivalGroup, SurvivalReport, SurvivalRow, SurvivalTime, Tabular,
    ThemeGroup, ThemeReport, ThemeRow, TimeSpentReport, TimeSpentRow, TransitionNode, TransitionReport,
    TransitionRow, UsageInterval, UsageIntervalRow, VariantReport, VariantRow, WaitingTimeReport,
    WaitingTimeRow, WhatIfEffect, WhatIfLever, WhatIfReport, WhatIfRow,
};
use crate::analysis::{EmotionMeasureRow, EmotionRating, EmotionReport, EmotionRow, ExpectedEmotion};
use crate::analysis::{PeriodChange, ScoreReport, ScoreRow, TrendChange, TrendReport, TrendRow};
use crate::error::{Issue, Place};
use crate::ingest::source::SourceInfo;
use crate::ingest::{EventTypeInfo, FlattenReport, ObjectTypeInfo, OcelProblem, OcelReport};
use crate::log::{
    AnonymizeReport, ByReport, CleaningReport, CleaningRow, ColumnInfo, Conflict, CustomerSize, GapBin,
    GapReport, GapValley, IdExample, LookAlikes, Quality, QuantileBin, Redacted, RfmReport, RfmRow,
    SessionCut, SessionReport, SkippedRow, Step, StitchColumn, StitchReport, SuspiciousId, UrlRow,
    UrlTreeReport, XesClassifier, XesProblem, XesReport,
};
use crate::measure::{
    ChannelCount, Coverage, EventCount, Evidence, Finding, FindingKind, FindingStatus, Handoff,
    MeasuredElement, MeasuredKpi, Overlap, PersonaCoverage, Provenance, StatedPainPoint, Trace, View,
};
use crate::privacy::{KAnonymous, PrivateCountReport, PrivateCountRow};
use crate::render::{Drawn, table_html};
use crate::text::{
    ClassProbability, ClassRow, ClassWord, ClassifierReport, ScoredWord, Sentiment, SentimentClass,
};

/// Plain data that only the library makes.
macro_rules! made_here {
    ($($class:ident),+ $(,)?) => {
        data!($($class),+);
        show_fields!($($class),+);
    };
}

made_here!(
    ActiveDaysRow,
    AnonymizeReport,
    RepresentativePath,
    OutcomeRow,
    BottleneckRow,
    LoadBand,
    PriorityRow,
    WhatIfEffect,
    WhatIfLever,
    WhatIfRow,
    StepRow,
    StepLink,
    ReworkRow,
    ReturnRow,
    AnswerCount,
    ByReport,
    CesRow,
    ChannelCount,
    ClassProbability,
    ClassRow,
    ClassWord,
    ClassifierReport,
    ColumnInfo,
    CommentExample,
    ComparisonDistance,
    ComparisonRow,
    GroupSize,
    MixRow,
    Conflict,
    Coverage,
    CoxRow,
    CsatRow,
    CustomerSize,
    DriverRow,
    EmotionMeasureRow,
    EmotionRating,
    EmotionRow,
    ExpectedEmotion,
    PeriodChange,
    ScoreRow,
    TrendChange,
    TrendRow,
    DroppedAnswers,
    DurationStats,
    Estimate,
    EventCount,
    EventTypeInfo,
    Evidence,
    Finding,
    StatedPainPoint,
    FlattenReport,
    FrequentRow,
    FunnelBin,
    FunnelCorrelation,
    FunnelNext,
    FunnelPeriod,
    FunnelRow,
    FunnelValue,
    GapBin,
    GapValley,
    Handoff,
    HandoffParty,
    HandoffRow,
    IdExample,
    ImportancePerformanceRow,
    IncidenceRow,
    InteractionCount,
    InteractionRow,
    Issue,
    LifecycleRow,
    LogRankTest,
    LookAlikes,
    MeasuredElement,
    MeasuredKpi,
    NpsRow,
    ObjectTypeInfo,
    OcelProblem,
    OcelReport,
    Overlap,
    PatternContrast,
    PatternGroup,
    PenaltyRewardRow,
    PersonaCoverage,
    Place,
    PrivateCountRow,
    CleaningReport,
    CleaningRow,
    Provenance,
    Quality,
    QualityExample,
    QualityFinding,
    QuantileBin,
    Redacted,
    RfmRow,
    RepeatRow,
    RetentionOverall,
    RetentionRow,
    ScoredWord,
    SensitivityRow,
    Sentiment,
    SentimentRow,
    SentimentWord,
    SessionCut,
    SessionReport,
    SkippedRow,
    SourceInfo,
    StitchColumn,
    SurvivalGroup,
    SurvivalRow,
    SurvivalTime,
    SuspiciousId,
    ThemeGroup,
    ThemeRow,
    TimeSpentRow,
    Trace,
    TransitionNode,
    TransitionRow,
    UsageInterval,
    UrlRow,
    UsageIntervalRow,
    VariantRow,
    View,
    WaitingTimeRow,
    XesClassifier,
    XesProblem,
    XesReport,
);

/// What has rows.
macro_rules! rows {
    ($($class:ident),+ $(,)?) => {
        $(
            #[pymethods]
            impl $class {
                /// Number of rows.
                fn __len__(&self) -> usize {
                    self.table().rows()
                }

                /// The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
                #[pyo3(signature = (requested_schema: "object | None" = None) -> "object")]
                fn __arrow_c_stream__<'py>(
                    &self,
                    py: Python<'py>,
                    requested_schema: Option<Bound<'py, PyAny>>,
                ) -> PyResult<Bound<'py, PyCapsule>> {
                    let _ = requested_schema;
                    super::table::arrow_stream(py, &self.table())
                }
            }
        )+
    };
}

/// Reports whose main list is a table.
macro_rules! tables {
    ($($class:ident),+ $(,)?) => {
        made_here!($($class),+);
        rows!($($class),+);
        $(
            #[pymethods]
            impl $class {
                /// The table without the rows that tell about fewer than `k` people or events, so that it can be published.
                fn k_anonymous(&self, k: u64) -> PyResult<KAnonymous> {
                    Ok(self.table().k_anonymous(k)?)
                }
            }
        )+
    };
}

/// Tables that notebooks show, with what stands above them.
macro_rules! shown {
    ($($class:ident: $caption:literal),+ $(,)?) => {
        tables!($($class),+);
        $(
            #[pymethods]
            impl $class {
                fn _repr_html_(&self) -> String {
                    table_html(&self.table(), $caption)
                }
            }
        )+
    };
}

/// Tables that notebooks show below their picture, with what stands between them.
macro_rules! drawn {
    ($($class:ident: $caption:literal),+ $(,)?) => {
        tables!($($class),+);
        $(
            #[pymethods]
            impl $class {
                /// The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
                /// one than the usual one.
                #[pyo3(name = "to_svg", signature = (kind=None))]
                fn svg_py(&self, kind: Option<&str>) -> PyResult<String> {
                    match kind {
                        Some(kind) => Ok(self.to_svg_of(kind)?),
                        None => Ok(self.to_svg()),
                    }
                }

                fn _repr_html_(&self) -> String {
                    let table = table_html(&self.table(), $caption);
                    format!("<div style=\"overflow-x:auto\">{}</div>{table}", self.to_svg())
                }
            }
        )+
    };
}

drawn!(
    Comparison: "Comparison of two groups",
    EmotionReport: "Emotions",
    FunnelReport: "Funnel",
    RetentionReport: "Retention",
    LifecycleReport: "Lifecycle",
    StepMatrixReport: "Steps",
    SurvivalReport: "Survival",
    TransitionReport: "Transitions",
    VariantReport: "Variants",
);

shown!(
    AgreementReport: "Agreement",
    CesReport: "Customer effort",
    ConversionReport: "Conversion",
    CoxReport: "Hazard ratios",
    CsatReport: "Customer satisfaction",
    DriverReport: "Drivers",
    ScoreReport: "Scores",
    TrendReport: "Trend",
    FrequentReport: "Frequent patterns",
    OutcomeReport: "Outcomes",
    ReworkReport: "Rework",
    HandoffReport: "Handoffs",
    GapReport: "Silences",
    InteractionReport: "Interactions per customer",
    MatchReport: "Matches",
    NpsReport: "Net promoter score",
    PrivateCountReport: "Private counts",
    QualityReport: "Quality",
    RfmReport: "Recency, frequency, monetary value",
    SensitivityReport: "Sensitivity to lost links",
    SentimentReport: "Sentiment of comments",
    StitchReport: "Stitched ids",
    ThemeReport: "Themes of comments",
    TimeSpentReport: "Time spent",
    UrlTreeReport: "Pages",
    WaitingTimeReport: "Waiting time",
    WhatIfReport: "What if",
    BottleneckReport: "Bottlenecks",
    PriorityReport: "Priorities",
);

rows!(KAnonymous);

#[pymethods]
impl KAnonymous {
    /// No count in the table is from 1 to below this.
    #[getter]
    fn k(&self) -> u64 {
        self.k
    }

    /// Rows left out.
    #[getter]
    fn suppressed_rows(&self) -> u64 {
        self.suppressed_rows
    }

    /// Column whose sum says how much was left out: `customers`, else the first count. `None` for tables without counts.
    #[getter]
    fn column(&self) -> Option<String> {
        self.column.clone()
    }

    /// Share of the sum of that column that was left out.
    #[getter]
    fn suppressed(&self) -> Estimate {
        self.suppressed.clone()
    }

    /// The rows that may be seen as CSV, with the names of the columns first.
    fn to_csv(&self) -> String {
        self.table.to_csv()
    }

    fn __repr__(&self) -> String {
        let (rows, lost) = (self.table.rows(), self.suppressed_rows);
        format!("KAnonymous(k={}, {rows} rows, {lost} left out)", self.k)
    }

    fn _repr_html_(&self) -> String {
        let lost =
            self.suppressed.value.map_or_else(String::new, |share| format!(", {:.1} %", share * 100.0));
        let caption = format!("Without cells under {}: {} rows left out{lost}", self.k, self.suppressed_rows);
        table_html(&self.table, &caption)
    }
}

/// Read-only attributes, written out for classes that have a field called `from`, which Python reserves.
macro_rules! attributes {
    ($class:ident { $($(#[$doc:meta])* $name:ident = $field:ident: $type:ty,)+ }) => {
        #[pymethods]
        impl $class {
            $(
                $(#[$doc])*
                #[getter]
                fn $name(&self) -> $type {
                    self.$field.clone()
                }
            )+
        }
    };
}

attributes!(Provenance {
    /// Operation that made them: `measure`.
    operation = operation: String,
    /// Version of this library.
    version = version: String,
    /// Options of the operation, as JSON.
    options = options: String,
    /// Digest of the log.
    fingerprint = fingerprint: String,
    /// Events of the log.
    events = events: u64,
    /// Customers of the log.
    customers = customers: u64,
    /// Time of the first event.
    from_ = from: Option<Timestamp>,
    /// Time of the last event: the end of observation.
    to = to: Option<Timestamp>,
    /// A journey whose last event lies after this time, and which is not complete, is open.
    open_after = open_after: Option<Timestamp>,
    /// IANA zone of everything with a calendar.
    time_zone = time_zone: String,
});

attributes!(Trace {
    /// The number, such as `touchpoints.cart.drop_off`.
    path = path: String,
    /// Operation that made it.
    operation = operation: String,
    /// What it is, in words.
    definition = definition: String,
    /// What its sample counts, in words.
    denominator = denominator: String,
    /// Size of its sample.
    n = n: u64,
    /// Its value; of times the median, in seconds.
    value = value: Option<f64>,
    /// Options of the operation, as JSON.
    options = options: String,
    /// Time of the first event of the log.
    from_ = from: Option<Timestamp>,
    /// Time of the last event of the log.
    to = to: Option<Timestamp>,
    /// Input rows of some of the events it is made of, at most five.
    rows = rows: Vec<u64>,
    /// Digest of the log.
    fingerprint = fingerprint: String,
    /// Version of the library.
    version = version: String,
});

attributes!(Finding {
    /// 1 is the worst; of delights, the best.
    rank = rank: u32,
    /// Kind of the weightiest evidence.
    kind = kind: FindingKind,
    /// Id of the stage.
    stage = stage: String,
    /// Id of the touchpoint.
    touchpoint = touchpoint: String,
    /// Team that answers for the touchpoint.
    owner = owner: Option<String>,
    /// Id of the persona that it is about; `None` for everybody.
    persona = persona: Option<String>,
    /// Since when: beginning of the stretch of time it is about; `None` for the whole period.
    from_ = from: Option<Timestamp>,
    /// End of that stretch; `None` if it goes on at the end of the data.
    to = to: Option<Timestamp>,
    /// One line for people, such as `38 % leave here, 21 % expected`: the weightiest evidence.
    statement = statement: String,
    /// How it is known, weightiest first; at least one piece.
    evidence = evidence: Vec<Evidence>,
    /// Customers affected beyond what the baseline would give, by the weightiest evidence. Findings are ranked by the lower
    /// end of its interval times the severity of the kind.
    customers_affected = customers_affected: Estimate,
    /// What these customers would bring if it were as at the baseline: customers affected times the difference in value
    /// between customers who do not suffer and those who do. `None` without a column of values.
    value_at_stake = value_at_stake: Option<Estimate>,
    /// Where the time goes, if customers wait too long: the moves to the touchpoint by falling time lost, at most three, each with
    /// its load, batches and overtaking, as `EventLog.bottlenecks` measures them; shares of time lost and p-values are those
    /// among all moves to the touchpoint. Empty for other findings.
    delays = delays: Vec<BottleneckRow>,
    /// Candidates that were tested: p-values are adjusted for so many.
    tested = tested: u64,
    /// Whether the map already states a pain point there.
    status = status: FindingStatus,
    /// Ids of some customers who went through it, at most five, in byte order.
    examples = examples: Vec<String>,
    /// What some of them wrote there, at most three: the most negative first, for a delight the most positive.
    comments = comments: Vec<CommentExample>,
});

attributes!(Evidence {
    /// Kind.
    kind = kind: FindingKind,
    /// One line for people.
    statement = statement: String,
    /// Beginning of the stretch of time it is about; `None` for the whole period.
    from_ = from: Option<Timestamp>,
    /// End of that stretch.
    to = to: Option<Timestamp>,
    /// What was measured: a share of customers, or for ratings a mean emotion from -2 to +2.
    measured = measured: Estimate,
    /// What would be expected, in the same unit.
    baseline = baseline: f64,
    /// What the baseline is, in words, such as `other touchpoints of the stage`.
    baseline_name = baseline_name: String,
    /// How much worse than the baseline it is, in the same unit; of a delight, how much better.
    difference = difference: Estimate,
    /// Customers affected beyond the baseline: the difference times customers; of ratings, two points are one customer.
    customers_affected = customers_affected: Estimate,
    /// One-sided p-value for "no worse than the baseline".
    p = p: f64,
    /// The same, adjusted for all candidates that were tested (Benjamini-Hochberg).
    p_adjusted = p_adjusted: f64,
    /// Customers who waited longer than this count as late; only for waits.
    threshold_seconds = threshold_seconds: Option<f64>,
    /// Operation that gives the customers behind `measured`: `MeasuredMap.cases`.
    operation = operation: String,
});

#[pymethods]
impl View {
    /// A touchpoint, by id.
    #[pyo3(name = "touchpoint")]
    fn touchpoint_py(&self, id: &str) -> Option<MeasuredElement> {
        self.touchpoint(id).cloned()
    }

    /// A stage, by id.
    #[pyo3(name = "stage")]
    fn stage_py(&self, id: &str) -> Option<MeasuredElement> {
        self.stage(id).cloned()
    }

    /// A KPI, by id.
    #[pyo3(name = "kpi")]
    fn kpi_py(&self, id: &str) -> Option<MeasuredKpi> {
        self.kpi(id).cloned()
    }
}

#[pymethods]
impl QualityReport {
    /// The steps that would mend what can be mended, each once: a recipe to read, to shorten and then to apply with
    /// `EventLog.clean`.
    #[pyo3(name = "mends")]
    fn mends_py(&self) -> Vec<Step> {
        self.mends()
    }
}

#[pymethods]
impl Sentiment {
    /// Whether the text is negative, neutral or positive.
    #[getter]
    #[pyo3(name = "kind")]
    fn kind_py(&self) -> SentimentClass {
        self.kind()
    }
}
