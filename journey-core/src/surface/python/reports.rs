//! Reports and what is in them.

use pyo3::prelude::*;

use super::rows::{drawn, made_here, shown};
use crate::analysis::{
    ActiveDaysRow, AgreementReport, AnswerCount, BottleneckReport, BottleneckRow, CesReport, CesRow,
    CommentExample, Comparison, ComparisonDistance, ComparisonRow, ConversionReport, CoxReport, CoxRow,
    CsatReport, CsatRow, DriverReport, DriverRow, DroppedAnswers, DurationStats, EngagementReport,
    EngagementRow, Estimate, FrequentReport, FrequentRow, FunnelBin, FunnelCorrelation, FunnelNext,
    FunnelPeriod, FunnelReport, FunnelRow, FunnelValue, GroupSize, HandoffParty, HandoffReport, HandoffRow,
    ImportancePerformanceRow, IncidenceRow, InteractionCount, InteractionReport, InteractionRow,
    LifecycleReport, LifecycleRow, LoadBand, LogRankTest, MatchReport, MixRow, NpsReport, NpsRow,
    OutcomeReport, OutcomeRow, PatternContrast, PatternGroup, PenaltyRewardRow, PeriodChange, PriorityReport,
    PriorityRow, QualityExample, QualityFinding, QualityReport, RepeatRow, RepresentativePath,
    ResponseReport, ResponseRow, RetentionOverall, RetentionReport, RetentionRow, ReturnRow, ReworkReport,
    ReworkRow, ScoreReport, ScoreRow, SensitivityReport, SensitivityRow, SentimentReport, SentimentRow,
    SentimentWord, StepLink, StepMatrixReport, StepRow, SurvivalGroup, SurvivalReport, SurvivalRow,
    SurvivalTime, Tabular, ThemeGroup, ThemeReport, ThemeRow, TimeSpentReport, TimeSpentRow, TransitionNode,
    TransitionReport, TransitionRow, TrendChange, TrendReport, TrendRow, UsageInterval, UsageIntervalRow,
    VariantReport, VariantRow, WaitingTimeReport, WaitingTimeRow, WhatIfEffect, WhatIfLever, WhatIfReport,
    WhatIfRow,
};
use crate::analysis::{EmotionMeasureRow, EmotionRating, EmotionReport, EmotionRow, ExpectedEmotion};
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
    ChannelCount, Coverage, EventCount, Evidence, Finding, Handoff, MeasuredElement, MeasuredKpi, Overlap,
    PersonaCoverage, Provenance, StatedPainPoint, Trace, View,
};
use crate::privacy::{PrivateCountReport, PrivateCountRow};
use crate::render::Drawn;
use crate::text::{
    ClassProbability, ClassRow, ClassWord, ClassifierReport, ScoredWord, Sentiment, SentimentClass,
};

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
    EngagementRow,
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
    ResponseRow,
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
    EngagementReport: "Engagement",
    ScoreReport: "Scores",
    TrendReport: "Trend",
    FrequentReport: "Frequent patterns",
    OutcomeReport: "Outcomes",
    ReworkReport: "Rework",
    ResponseReport: "Response rate",
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
