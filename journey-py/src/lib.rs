//! The Python package: what it exports, and nothing else.

mod analysis;
mod arrow;
mod before_after;
mod behaviour;
mod bound;
mod classifier;
mod customers;
mod file;
mod frame;
mod identities;
mod input;
mod lexicon;
mod live;
mod log;
mod map;
mod measured;
mod objects;
mod posts;
mod privacy;
mod sessions;
mod simulate;
mod source;
mod stream;
mod survey;
mod themes;
mod work;
mod xes;

#[pyo3::pymodule(name = "_native")]
mod native {
    /// Version of the library, equal in all languages.
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_export]
    use journey_core::analysis::{
        ActiveDaysRow, AgreementReport, AnswerCount, BottleneckReport, BottleneckRow, CesReport, CesRow,
        CommentExample, Comparison, ComparisonDistance, ComparisonRow, ConversionReport, CoxReport, CoxRow,
        CsatReport, CsatRow, DriverReport, DriverRow, DroppedAnswers, DurationStats, EmotionMeasureRow,
        EmotionMemoryRow, EmotionRating, EmotionReport, EmotionRow, EngagementReport, EngagementRow,
        Estimate, ExpectedEmotion, FrequentReport, FrequentRow, FunnelBin, FunnelCorrelation, FunnelNext,
        FunnelPeriod, FunnelReport, FunnelRow, FunnelValue, GroupSize, HandoffParty, HandoffReport,
        HandoffRow, ImportancePerformanceRow, IncidenceRow, InteractionCount, InteractionReport,
        InteractionRow, LifecycleReport, LifecycleRow, LoadBand, LogRankTest, MatchReport, MixRow, NpsReport,
        NpsRow, OutcomeReport, OutcomeRow, PatternContrast, PatternGroup, PenaltyRewardRow, PeriodChange,
        PostReport, PostRow, PriorityReport, PriorityRow, QualityExample, QualityFinding, QualityReport,
        ReactionSum, RepeatRow, RepresentativePath, ResponseReport, ResponseRow, RetentionOverall,
        RetentionReport, RetentionRow, ReturnRow, ReworkReport, ReworkRow, ScoreReport, ScoreRow,
        SensitivityReport, SensitivityRow, SentimentReport, SentimentRow, SentimentWord, StepLink,
        StepMatrixReport, StepRow, SurvivalGroup, SurvivalReport, SurvivalRow, SurvivalTime, ThemeGroup,
        ThemeReport, ThemeRow, TimeSpentReport, TimeSpentRow, TransitionNode, TransitionReport,
        TransitionRow, TrendChange, TrendReport, TrendRow, TrendingTerm, UsageInterval, UsageIntervalRow,
        VariantReport, VariantRow, WaitingTimeReport, WaitingTimeRow, WhatIfEffect, WhatIfLever,
        WhatIfReport, WhatIfRow,
    };
    #[pymodule_export]
    use journey_core::error::{Issue, Place};
    #[pymodule_export]
    use journey_core::ingest::source::SourceInfo;
    #[pymodule_export]
    use journey_core::ingest::{EventTypeInfo, FlattenReport, ObjectTypeInfo, OcelProblem, OcelReport};
    #[pymodule_export]
    use journey_core::log::{
        AnonymizeReport, ByReport, CleaningReport, CleaningRow, ColumnInfo, Conflict, CustomerSize, GapBin,
        GapReport, GapValley, IdExample, LookAlikes, Quality, QuantileBin, Redacted, RfmReport, RfmRow,
        SessionCut, SessionReport, SkippedRow, StitchColumn, StitchReport, SuspiciousId, UrlRow,
        UrlTreeReport, XesClassifier, XesProblem, XesReport,
    };
    #[pymodule_export]
    use journey_core::measure::{
        BeforeAfterReport, ChannelCount, ComparedSide, Coverage, EventCount, Evidence, Finding,
        FindingChange, Handoff, KpiChange, Limit, MeasuredElement, MeasuredKpi, MixChange, Overlap,
        PersonaCoverage, Provenance, StatedPainPoint, Success, Trace, View,
    };
    #[pymodule_export]
    use journey_core::model::{
        CommentColumn, Demographics, Emotion, Kpi, Opportunity, PainPoint, Persona, PlannedPath,
        Psychographics, RatingScale, Scope, Stage, Touchpoint,
    };
    #[pymodule_export]
    use journey_core::privacy::{KAnonymous, PrivateCountReport, PrivateCountRow};
    #[pymodule_export]
    use journey_core::surface::python::{
        CustomerRuleClass, DataFaultClass, EventRuleClass, FaultClass, FlowChangeClass, GeneralizeClass,
        JourneyFactClass, KpiMeasureClass, KpiScopeClass, PredicateClass, StepClass, SurveyMeasureClass,
    };
    #[pymodule_export]
    use journey_core::text::{
        ClassProbability, ClassRow, ClassWord, ClassifierReport, ScoredWord, Sentiment,
    };

    #[pymodule_export]
    use crate::analysis::compare::TwoGroups;
    #[pymodule_export]
    use crate::analysis::priorities::Priority;
    #[pymodule_export]
    use crate::bound::BoundLog;
    #[pymodule_export]
    use crate::classifier::TextClassifier;
    #[pymodule_export]
    use crate::customers::CustomerTable;
    #[pymodule_export]
    use crate::lexicon::Lexicon;
    #[pymodule_export]
    use crate::live::Live;
    #[pymodule_export]
    use crate::log::EventLog;
    #[pymodule_export]
    use crate::map::JourneyMap;
    #[pymodule_export]
    use crate::measured::{Cases, MeasuredMap};
    #[pymodule_export]
    use crate::objects::ObjectLog;
    #[pymodule_export]
    use crate::privacy::PseudonymKey;
    #[pymodule_export]
    use crate::source::Source;
    #[pymodule_export]
    use crate::stream::LogStream;
    #[pymodule_export]
    use crate::work::{CancelToken, Progress, Work};
}
