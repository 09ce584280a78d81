//! Analyses: one file each, with options, report and the three functions observe, merge, finish.

mod agreement;
mod answers;
mod bottlenecks;
mod calendar;
mod ces;
mod comments;
mod compare;
mod conversion;
mod csat;
mod drivers;
mod emotions;
mod engagement;
mod engine;
mod estimate;
mod fact;
mod frequent;
mod funnel;
mod groups;
mod handoffs;
mod hours;
mod identity_sensitivity;
mod interactions;
mod lifecycle;
mod live;
mod matches;
mod nps;
mod opening;
mod outcomes;
pub(crate) mod pairs;
mod places;
mod posts;
mod priorities;
mod quality;
mod response_rate;
mod retention;
mod rework;
mod room;
mod score;
mod sentiment;
mod step_matrix;
mod survey;
mod survival;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod themes;
mod time_spent;
mod transitions;
mod trend;
mod variants;
mod visits;
mod waiting_time;
mod what_if;

pub use agreement::{Agreement, AgreementReport, AgreementSummary};
pub use answers::{AnswerCount, Answers, DroppedAnswers, NpsInterval, Scale};
pub use bottlenecks::{
    BaselineKind, BottleneckPlan, BottleneckReport, BottleneckRow, BottleneckSummary, Bottlenecks, LoadBand,
};
pub use calendar::Weekday;
pub(crate) use calendar::{Periods, time_zone};
pub use ces::{Ces, CesReport, CesRow};
pub use comments::CommentExample;
pub(crate) use comments::ScoredTexts;
pub(crate) use compare::difference;
pub use compare::{
    Comparable, Comparison, ComparisonDistance, ComparisonRow, DistanceKind, GroupSize, MixRow, Number,
    NumberRow, TwoGroups,
};
pub use conversion::{Conversion, ConversionPlan, ConversionReport, ConversionSummary};
pub use csat::{Csat, CsatReport, CsatRow};
pub use drivers::{
    ContrastKind, DriverForm, DriverNote, DriverPlan, DriverReport, DriverRow, DriverSummary, Drivers,
    ImportancePerformanceRow, PenaltyRewardRow, Quadrant,
};
pub use emotions::{
    EmotionMeasure, EmotionMeasureRow, EmotionMemoryRow, EmotionPlan, EmotionRating, EmotionReport,
    EmotionRow, EmotionSummary, Emotions, ExpectationVerdict, ExpectedEmotion,
};
pub(crate) use emotions::{Frame as EmotionFrame, Life, from_sentiment, to_emotion};
pub(crate) use engagement::engaged;
pub use engagement::{
    EngagedAmong, Engagement, EngagementPlan, EngagementReport, EngagementRow, EngagementSummary,
};
pub use engine::Analysis;
pub use estimate::{DurationStats, Estimate, Method};
pub use fact::{JourneyFact, SeveralAnswers};
pub use frequent::{
    FrequentPatterns, FrequentPlan, FrequentReport, FrequentRow, FrequentSummary, PatternContrast,
    PatternGroup, PatternSet,
};
pub use funnel::{
    Funnel, FunnelAttribution, FunnelBin, FunnelCorrelation, FunnelCount, FunnelExclusion, FunnelMember,
    FunnelMode, FunnelNext, FunnelNextKind, FunnelOrder, FunnelPeriod, FunnelPlan, FunnelReentry,
    FunnelReport, FunnelRow, FunnelStep, FunnelSummary, FunnelValue, WindowFrom,
};
pub use handoffs::{
    HandoffParty, HandoffPlan, HandoffReport, HandoffRow, HandoffSummary, Handoffs, RepeatRow,
};
pub(crate) use hours::Hours;
pub use identity_sensitivity::{Headline, IdentitySensitivity, SensitivityReport, SensitivityRow};
pub use interactions::{
    InteractionCount, InteractionReport, InteractionRow, InteractionSummary, Interactions,
};
pub use lifecycle::{
    ActiveDaysRow, Lifecycle, LifecyclePlan, LifecycleReport, LifecycleRow, LifecycleSummary, UsageInterval,
    UsageIntervalRow,
};
pub use live::{Asking, Live};
pub use matches::{MatchPlan, MatchReport, MatchSummary, Matches};
pub use nps::{Nps, NpsReport, NpsRow};
pub(crate) use opening::OpenTimes;
pub use opening::{OpeningHours, OpeningTime};
pub use outcomes::{OutcomePlan, OutcomeReport, OutcomeRow, OutcomeSummary, Outcomes};
pub use places::PlaceSummary;
pub use posts::{PostGroup, PostReport, PostRow, PostTopic, Posts, ReactionSum, TrendingTerm};
pub use priorities::{
    GainUnit, Guess, Initiative, Priorities, PriorityQuadrant, PriorityReport, PriorityRow, PriorityScore,
    ice, opportunity, quadrant, rice, wsjf,
};
pub use quality::{
    QualityCheck, QualityExample, QualityFinding, QualityKind, QualityLimits, QualityPlan, QualityReport,
    QualitySummary,
};
pub use response_rate::{ResponsePlan, ResponseRate, ResponseReport, ResponseRow, ResponseSummary};
pub use retention::{
    Clock, Eligibility, Entry, Reference, Retention, RetentionOverall, RetentionPlan, RetentionReport,
    RetentionRow, RetentionSummary, ReturnRule,
};
pub use rework::{ReturnRow, Rework, ReworkPlan, ReworkReport, ReworkRow, ReworkSummary};
pub use room::Room;
pub use score::{Score, ScoreReport, ScoreRow};
pub use sentiment::{
    CommentSentiment, CommentSummary, SentimentPlan, SentimentReport, SentimentRow, SentimentWord,
};
pub use step_matrix::{
    StepLink, StepMatrix, StepMatrixPlan, StepMatrixReport, StepMatrixSummary, StepPlace, StepRow,
};
pub use survey::{SurveyMeasure, SurveyPlan, SurveySummary};
pub use survival::{
    Cox, CoxNote, CoxPlan, CoxReport, CoxRow, CoxSummary, IncidenceRow, LogRankTest, Survival, SurvivalGroup,
    SurvivalPlan, SurvivalReport, SurvivalRow, SurvivalSummary, SurvivalTime,
};
pub use table::{Cells, Role, Table, TableColumn, Tabular};
pub use themes::{ThemeGroup, ThemeReport, ThemeRow, Themes};
pub use time_spent::{TimeSpent, TimeSpentReport, TimeSpentRow};
pub use transitions::{TransitionGraph, TransitionNode, TransitionReport, TransitionRow, Transitions};
pub use trend::{
    ChangeVerdict, PeriodChange, Trend, TrendChange, TrendPlan, TrendReport, TrendRow, TrendSummary,
};
pub use variants::{RepresentativePath, VariantReport, VariantRow, VariantSummary, Variants};
pub use visits::{Visit, visits};
pub use waiting_time::{WaitingTime, WaitingTimeReport, WaitingTimeRow};
pub use what_if::{
    FlowChange, WhatIf, WhatIfEffect, WhatIfLever, WhatIfPlan, WhatIfReport, WhatIfRow, WhatIfSummary,
};
