from _typeshed import SupportsGetItem
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from os import PathLike
from typing import Any, Final, Literal, SupportsFloat, SupportsIndex, final

__all__ = ["__version__", "ActiveDaysRow", "AgreementReport", "AnonymizeReport", "AnswerCount", "BeforeAfterReport", "BottleneckReport", "BottleneckRow", "BoundLog", "ByReport", "CancelToken", "Cases", "CesReport", "CesRow", "ChannelCount", "ClassProbability", "ClassRow", "ClassWord", "ClassifierReport", "CleaningReport", "CleaningRow", "ColumnInfo", "CommentColumn", "CommentExample", "ComparedSide", "Comparison", "ComparisonDistance", "ComparisonRow", "Conflict", "ConversionReport", "Coverage", "CoxReport", "CoxRow", "CsatReport", "CsatRow", "CustomerRule", "CustomerSize", "CustomerTable", "DataFault", "Demographics", "DriverReport", "DriverRow", "DroppedAnswers", "DurationStats", "Emotion", "EmotionMeasureRow", "EmotionMemoryRow", "EmotionRating", "EmotionReport", "EmotionRow", "EngagementReport", "EngagementRow", "Estimate", "EventCount", "EventLog", "EventRule", "EventTypeInfo", "Evidence", "ExpectedEmotion", "Fault", "Finding", "FindingChange", "FlattenReport", "FlowChange", "FrequentReport", "FrequentRow", "FunnelBin", "FunnelCorrelation", "FunnelNext", "FunnelPeriod", "FunnelReport", "FunnelRow", "FunnelValue", "GapBin", "GapReport", "GapValley", "Generalize", "GroupSize", "Handoff", "HandoffParty", "HandoffReport", "HandoffRow", "IdExample", "ImportancePerformanceRow", "IncidenceRow", "InteractionCount", "InteractionReport", "InteractionRow", "Issue", "JourneyFact", "JourneyMap", "KAnonymous", "Kpi", "KpiChange", "KpiMeasure", "KpiScope", "Lexicon", "LifecycleReport", "LifecycleRow", "Limit", "Live", "LoadBand", "LogRankTest", "LogStream", "LookAlikes", "MatchReport", "MeasuredElement", "MeasuredKpi", "MeasuredMap", "MixChange", "MixRow", "NpsReport", "NpsRow", "ObjectLog", "ObjectTypeInfo", "OcelProblem", "OcelReport", "Opportunity", "OutcomeReport", "OutcomeRow", "Overlap", "PainPoint", "PatternContrast", "PatternGroup", "PenaltyRewardRow", "PeriodChange", "Persona", "PersonaCoverage", "Place", "PlannedPath", "PostReport", "PostRow", "Predicate", "Priority", "PriorityReport", "PriorityRow", "PrivateCountReport", "PrivateCountRow", "Progress", "Provenance", "PseudonymKey", "Psychographics", "Quality", "QualityExample", "QualityFinding", "QualityReport", "QuantileBin", "RatingScale", "ReactionSum", "Redacted", "RepeatRow", "RepresentativePath", "ResponseReport", "ResponseRow", "RetentionOverall", "RetentionReport", "RetentionRow", "ReturnRow", "ReworkReport", "ReworkRow", "RfmReport", "RfmRow", "Scope", "ScoreReport", "ScoreRow", "ScoredWord", "SensitivityReport", "SensitivityRow", "Sentiment", "SentimentReport", "SentimentRow", "SentimentWord", "SessionCut", "SessionReport", "SkippedRow", "Source", "SourceInfo", "Stage", "StatedPainPoint", "Step", "StepLink", "StepMatrixReport", "StepRow", "StitchColumn", "StitchReport", "Success", "SurveyMeasure", "SurvivalGroup", "SurvivalReport", "SurvivalRow", "SurvivalTime", "SuspiciousId", "TextClassifier", "ThemeGroup", "ThemeReport", "ThemeRow", "TimeSpentReport", "TimeSpentRow", "Touchpoint", "Trace", "TransitionNode", "TransitionReport", "TransitionRow", "TrendChange", "TrendReport", "TrendRow", "TrendingTerm", "TwoGroups", "UrlRow", "UrlTreeReport", "UsageInterval", "UsageIntervalRow", "VariantReport", "VariantRow", "View", "WaitingTimeReport", "WaitingTimeRow", "WhatIfEffect", "WhatIfLever", "WhatIfReport", "WhatIfRow", "XesClassifier", "XesProblem", "XesReport", "work"]

__version__: Final[str]
"""
Version of the library, equal in all languages.
"""

@final
class ActiveDaysRow:
    """
    How many days customers were active in a period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def at_least(self, /) -> Estimate:
        """
        Share of those with so many or more.
        """
    @property
    def count(self, /) -> int:
        """
        Customers with so many, summed over the periods that are over.
        """
    @property
    def days(self, /) -> int:
        """
        Active days.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ActiveDaysRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ActiveDaysRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def share(self, /) -> Estimate:
        """
        `count` as a share of all customers active in a period.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class AgreementReport:
    """
    Answer of [`Agreement`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def adjusted_rand(self, /) -> float | None:
        """
        Adjusted Rand index; `None` where chance alone gives full agreement.
        """
    @property
    def column(self, /) -> str:
        """
        The column.
        """
    @property
    def events(self, /) -> int:
        """
        Events with a value.
        """
    @property
    def f1(self, /) -> float | None:
        """
        Harmonic mean of both.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> AgreementReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> AgreementReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def journeys(self, /) -> int:
        """
        Journeys with an event that has a value.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def precision(self, /) -> float | None:
        """
        Share of the pairs of events in one journey that have one value; `None` without any such pair.
        """
    @property
    def recall(self, /) -> float | None:
        """
        Share of the pairs of events with one value that are in one journey; `None` without any such pair.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def values(self, /) -> int:
        """
        Distinct values.
        """
    @property
    def without_value(self, /) -> int:
        """
        Events without one, which are left out.
        """

@final
class AnonymizeReport:
    """
    What [`EventLog::anonymize`] did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def columns_dropped(self, /) -> list[str]:
        """
        Columns taken out.
        """
    @property
    def customers_after(self, /) -> int:
        """
        Customers after.
        """
    @property
    def customers_before(self, /) -> int:
        """
        Customers before.
        """
    @property
    def customers_forgotten(self, /) -> int:
        """
        Customers who were to be forgotten and were there.
        """
    @property
    def customers_unknown(self, /) -> int:
        """
        Customers who were to be forgotten and were not there.
        """
    @property
    def events_after(self, /) -> int:
        """
        Events after.
        """
    @property
    def events_before(self, /) -> int:
        """
        Events before.
        """
    @property
    def events_changed(self, /) -> int:
        """
        Events that stayed and of which something was changed: customer, time, end, touchpoint or a value.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> AnonymizeReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> AnonymizeReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def mentions(self, /) -> int:
        """
        Values and touchpoints of others that named a forgotten customer.
        """
    @property
    def pseudonyms(self, /) -> int:
        """
        Ids and values that were replaced by pseudonyms.
        """
    @property
    def redacted(self, /) -> Redacted:
        """
        What was taken out of texts.
        """
    @property
    def times_generalized(self, /) -> int:
        """
        Times of events and ends made coarser: those that changed.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def values_generalized(self, /) -> int:
        """
        Values made coarser: those that changed.
        """

@final
class AnswerCount:
    """
    How often a value was answered.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def answer(self, /) -> float:
        """
        The value.
        """
    @property
    def count(self, /) -> int:
        """
        Answers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> AnswerCount:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> AnswerCount:
        """
        Reads what `to_json` wrote.
        """
    @property
    def share(self, /) -> float | None:
        """
        Share of all answers that count, weighted if weights are used; `None` if all weights are 0.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class BeforeAfterReport:
    """
    Answer to "was the change a success?".
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def after(self, /) -> ComparedSide:
        """
        What was compared.
        """
    @property
    def before(self, /) -> ComparedSide:
        """
        What was compared with.
        """
    @property
    def findings(self, /) -> list[FindingChange]:
        """
        Everything that was found before or after, in the order of before, then what is only found after.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> BeforeAfterReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> BeforeAfterReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def limits(self, /) -> list[Limit]:
        """
        What else could have made the differences, and what was done about it.
        """
    @property
    def mix(self, /) -> list[MixChange]:
        """
        How the customers of both sides differ: personas, days of the week on which they began, columns.
        """
    @property
    def rows(self, /) -> list[KpiChange]:
        """
        Every KPI, and the share of completed journeys: of everybody, then of each persona.
        """
    @property
    def success(self, /) -> Success | None:
        """
        Whether the goal was reached; `None` without a goal.
        """
    @property
    def tested(self, /) -> int:
        """
        KPIs and findings that were tested together: p-values are adjusted for so many.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class BottleneckReport:
    """
    Answer of [`Bottlenecks`](super::Bottlenecks).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Moves.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> BottleneckReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> BottleneckReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def lost_seconds(self, /) -> float:
        """
        Time lost in all.
        """
    @property
    def rows(self, /) -> list[BottleneckRow]:
        """
        Moves by falling time lost, then by source and target in the order of the log.
        """
    @property
    def tested(self, /) -> int:
        """
        Rows whose load was tested.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class BottleneckRow:
    """
    Waiting from one touchpoint to another.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def bands(self, /) -> list[LoadBand]:
        """
        Thirds of the moves by load, lowest first; fewer where many have the same load.
        """
    @property
    def baseline(self, /) -> Literal["lower_quartile", "target"]:
        """
        What the baseline is.
        """
    @property
    def baseline_seconds(self, /) -> float:
        """
        The baseline; within opening hours, if there are any, as all that follows from it.
        """
    @property
    def batch_share(self, /) -> float | None:
        """
        Share of all waiting by the clock that was for the last one of a batch; `None` if nobody waited.
        """
    @property
    def batch_size(self, /) -> float | None:
        """
        Median number of moves in a batch; `None` without batches.
        """
    @property
    def batched(self, /) -> Estimate:
        """
        Share of the moves that ended in a batch.
        """
    @property
    def batches(self, /) -> int:
        """
        Batches.
        """
    @property
    def count(self, /) -> int:
        """
        Moves.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @property
    def excess_seconds(self, /) -> Estimate:
        """
        Mean time beyond the baseline, in seconds.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> BottleneckRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> BottleneckRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def late(self, /) -> Estimate:
        """
        Share of the moves that took longer.
        """
    @property
    def load_correlation(self, /) -> float | None:
        """
        Spearman's correlation of waiting with how many others were waiting; `None` where one of both is always the same.
        """
    @property
    def lost_seconds(self, /) -> Estimate:
        """
        Time beyond the baseline of all moves, in seconds.
        """
    @property
    def open_wait(self, /) -> DurationStats | None:
        """
        Waiting times within opening hours, if there are any.
        """
    @property
    def overlaps(self, /) -> int:
        """
        Moves that began before the event before was over; their waiting time is 0.
        """
    @property
    def overtaken(self, /) -> Estimate:
        """
        Share of the pairs of journeys that waited at the same time, of which the later one was served first.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value of that; `None` for fewer than ten moves.
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of rows that were tested.
        """
    @property
    def share(self, /) -> float | None:
        """
        Share of all time lost; `None` if none is.
        """
    @property
    def slope_seconds(self, /) -> float | None:
        """
        What one more who is waiting costs, by least squares.
        """
    @property
    def source(self, /) -> str:
        """
        Touchpoint that comes first.
        """
    @property
    def target(self, /) -> str:
        """
        Touchpoint that is waited for.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def wait(self, /) -> DurationStats:
        """
        Waiting times by the clock.
        """

@final
class BoundLog:
    """
    A log whose touchpoints are those of a map.

    All analyses run on `log`; events that belong to no touchpoint are not in it. To cut by, it also has the columns `stage`,
    `owner` and `channel`, which are those of the touchpoint, and `persona`, the first one in the order of the map that the
    customer belongs to: each where the map knows it and the log has no column of that name.
    """
    def __repr__(self, /) -> str: ...
    @property
    def coverage(self, /) -> Coverage:
        """
        What was left out, and which rules compete.
        """
    @property
    def log(self, /) -> EventLog:
        """
        The bound events.
        """
    def persona(self, /, id: str) -> EventLog:
        """
        The bound log of one persona's customers. Nothing is copied.
        """

@final
class ByReport:
    """
    What [`EventLog::by`] did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        The column.
        """
    @property
    def events(self, /) -> int:
        """
        Events before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ByReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ByReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def journeys_after(self, /) -> int:
        """
        Journeys after.
        """
    @property
    def journeys_before(self, /) -> int:
        """
        Journeys before.
        """
    @property
    def left_out(self, /) -> int:
        """
        Events left out, which are those without a value or none.
        """
    @property
    def shared(self, /) -> int:
        """
        Journeys with events of more than one former journey, such as orders of two customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def without_value(self, /) -> int:
        """
        Events without a value.
        """

@final
class CancelToken:
    """
    Tells work to stop, from any thread.

    Give it to `work(cancel=…)`. The calls inside raise `CancelledError` within some milliseconds.
    """
    def __new__(cls, /) -> CancelToken: ...
    def __repr__(self, /) -> str: ...
    def cancel(self, /) -> None:
        """
        Stops the work: what runs ends with `CancelledError` within some milliseconds.
        """
    @property
    def cancelled(self, /) -> bool:
        """
        Whether the work is to stop.
        """

@final
class Cases:
    """
    The customers behind a piece of evidence.
    """
    def __repr__(self, /) -> str: ...
    @property
    def considered(self, /) -> EventLog:
        """
        Journeys of all customers who are considered: the sample of the evidence.
        """
    @property
    def suffered(self, /) -> EventLog:
        """
        Journeys of those of them who suffered; for a delight, who were delighted. Ratings count from a point of emotion away
        from the baseline.
        """

@final
class CesReport:
    """
    Answer of [`Ces`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def dropped(self, /) -> DroppedAnswers:
        """
        Events that gave no answer.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CesReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CesReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[CesRow]:
        """
        Everybody first, then the groups with answers in the order of their names in the log.
        """
    @property
    def score(self, /) -> Estimate:
        """
        Mean answer of everybody.
        """
    @property
    def tested(self, /) -> int:
        """
        Groups that were compared with the rest.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CesRow:
    """
    Effort of everybody or of one group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def distribution(self, /) -> list[AnswerCount]:
        """
        How often each value was answered.
        """
    @property
    def easy(self, /) -> Estimate | None:
        """
        Share of answers 5 to 7; only for `ease`.
        """
    @property
    def effective_n(self, /) -> float | None:
        """
        Size of an unweighted sample with the same precision; the number of answers without weights.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CesRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CesRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def net(self, /) -> Estimate | None:
        """
        Percentage of answers 6 and 7 minus percentage of answers 1 to 3, in points; only for `ease`.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the group has the same mean as all others".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of groups (Benjamini-Hochberg).
        """
    @property
    def score(self, /) -> Estimate:
        """
        Mean answer, with an interval by the normal approximation.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ChannelCount:
    """
    Events of a channel.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def channel(self, /) -> str:
        """
        Channel.
        """
    @property
    def count(self, /) -> int:
        """
        Events.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ChannelCount:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ChannelCount:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ClassProbability:
    """
    How probable a label is.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ClassProbability:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ClassProbability:
        """
        Reads what `to_json` wrote.
        """
    @property
    def label(self, /) -> str:
        """
        Label.
        """
    @property
    def probability(self, /) -> float:
        """
        Its probability. Those of all labels sum to 1.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ClassRow:
    """
    How right a classifier is about a label.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def f1(self, /) -> float:
        """
        2 · right / (texts with it + texts told to have it).
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ClassRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ClassRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def label(self, /) -> str:
        """
        Label.
        """
    @property
    def precision(self, /) -> float | None:
        """
        Share of those that were told to have it and have it; `None` if none were.
        """
    @property
    def recall(self, /) -> float:
        """
        Share of those that have it and were told to.
        """
    @property
    def texts(self, /) -> int:
        """
        Texts with it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ClassWord:
    """
    A word, or a run of words, that speaks for a label.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ClassWord:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ClassWord:
        """
        Reads what `to_json` wrote.
        """
    @property
    def label(self, /) -> str:
        """
        Label.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def weight(self, /) -> float:
        """
        Weight in the model.
        """
    @property
    def words(self, /) -> str:
        """
        The words.
        """

@final
class ClassifierReport:
    """
    How right a classifier is about texts that it did not learn from: cross-validation.

    Texts are dealt to folds so that each has about the same share of each label; equal texts are always in one fold, for to
    recognise a text is not to understand it. Each fold is told by a classifier that learned from the others. Intervals
    are percentiles of 1000 draws of different texts with their copies (bootstrap).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def accuracy(self, /) -> float:
        """
        Share of texts that were told right.
        """
    @property
    def accuracy_high(self, /) -> float:
        """
        Upper end of its 95 % interval.
        """
    @property
    def accuracy_low(self, /) -> float:
        """
        Lower end of its 95 % interval.
        """
    @property
    def different_texts(self, /) -> int:
        """
        Different texts.
        """
    @property
    def folds(self, /) -> int:
        """
        Folds.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ClassifierReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ClassifierReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def macro_f1(self, /) -> float:
        """
        Mean of the F1 scores of all labels.
        """
    @property
    def macro_f1_high(self, /) -> float:
        """
        Upper end of its 95 % interval.
        """
    @property
    def macro_f1_low(self, /) -> float:
        """
        Lower end of its 95 % interval.
        """
    @property
    def most_frequent(self, /) -> float:
        """
        Share of the most frequent label: who always says that one is as often right.
        """
    @property
    def rows(self, /) -> list[ClassRow]:
        """
        Labels in byte order.
        """
    @property
    def texts(self, /) -> int:
        """
        Texts.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CleaningReport:
    """
    What cleaning did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers_after(self, /) -> int:
        """
        Customers after the last one.
        """
    @property
    def customers_before(self, /) -> int:
        """
        Customers before the first step.
        """
    @property
    def events_after(self, /) -> int:
        """
        Events after the last one.
        """
    @property
    def events_before(self, /) -> int:
        """
        Events before the first step.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CleaningReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CleaningReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def rows(self, /) -> list[CleaningRow]:
        """
        What each step did.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CleaningRow:
    """
    What a step did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers_dropped(self, /) -> int:
        """
        Customers who are no longer there.
        """
    @property
    def events_changed(self, /) -> int:
        """
        Events of which something was changed: time, end, customer, touchpoint, a value, or their place among ties; those
        that stand for several now, and those that were added.
        """
    @property
    def events_dropped(self, /) -> int:
        """
        Events that it left out.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CleaningRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CleaningRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def step(self, /) -> Step:
        """
        The step.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ColumnInfo:
    """
    Name and kind of a column of a log.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ColumnInfo:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ColumnInfo:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["dictionary", "number", "boolean", "time", "text"]:
        """
        Kind.
        """
    @property
    def name(self, /) -> str:
        """
        Name.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CommentColumn:
    """
    A column of comments.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, column: str, sentiment: str | None = None) -> CommentColumn: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Text column with what customers wrote.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CommentColumn:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CommentColumn:
        """
        Reads what `to_json` wrote.
        """
    @property
    def sentiment(self, /) -> str | None:
        """
        Number column with how positive each comment is, from -1 to +1. If left out, comments are taken for English and
        scored word by word.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CommentExample:
    """
    A comment that shows what a number is about.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def compound(self, /) -> float | None:
        """
        Its compound score, if it was scored.
        """
    @property
    def customer(self, /) -> str:
        """
        Id of the customer.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CommentExample:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CommentExample:
        """
        Reads what `to_json` wrote.
        """
    @property
    def row(self, /) -> int:
        """
        Row of the input, from 1.
        """
    @property
    def text(self, /) -> str:
        """
        The comment, at most 300 characters of it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """

@final
class ComparedSide:
    """
    One side of the comparison.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def completed(self, /) -> int:
        """
        Completed journeys.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers with events of the map.
        """
    @property
    def cut_off(self, /) -> int:
        """
        Journeys that went on after the end of the period: what came then does not count.
        """
    @property
    def from_(self, /) -> datetime | None:
        """
        Beginning of the period, or first event.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ComparedSide:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ComparedSide:
        """
        Reads what `to_json` wrote.
        """
    @property
    def lost(self, /) -> int:
        """
        Journeys that are over and not complete.
        """
    @property
    def name(self, /) -> str:
        """
        Name to show: `before` and `after`, or the names of the versions.
        """
    @property
    def open(self, /) -> int:
        """
        Journeys that may still go on: they are neither completed nor lost.
        """
    @property
    def to(self, /) -> datetime | None:
        """
        End of the period, which no longer belongs to it; of versions and measured maps the last event.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Comparison:
    """
    Answer of [`TwoGroups`](super::TwoGroups).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def a(self, /) -> GroupSize:
        """
        The first group.
        """
    @property
    def b(self, /) -> GroupSize:
        """
        The second group.
        """
    @property
    def distance(self, /) -> ComparisonDistance | None:
        """
        How far the groups lie apart as a whole; `None` if there is nothing to compare.
        """
    @property
    def exact(self, /) -> bool:
        """
        Whether these are all deals that there are, so that p-values are exact.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Comparison:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Comparison:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hidden(self, /) -> int:
        """
        Further rows of the report that only limits keep out of `rows`.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def keys(self, /) -> list[str]:
        """
        What `key` of a row consists of.
        """
    @property
    def mix(self, /) -> list[MixRow]:
        """
        Attributes of the journeys of both groups.
        """
    @property
    def permutations(self, /) -> int:
        """
        How often journeys were dealt anew.
        """
    @property
    def rows(self, /) -> list[ComparisonRow]:
        """
        Numbers in the order of the report for both groups together.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class ComparisonDistance:
    """
    How far two groups lie apart as a whole.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ComparisonDistance:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ComparisonDistance:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["total_variation", "largest_difference"]:
        """
        What it is.
        """
    @property
    def measure(self, /) -> str:
        """
        The number that it is about.
        """
    @property
    def p(self, /) -> float | None:
        """
        Probability of a distance at least as large if journeys belonged to the groups by chance.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> float:
        """
        The distance.
        """

@final
class ComparisonRow:
    """
    A number of a row of the report in both groups.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def a(self, /) -> Estimate:
        """
        The number in the first group.
        """
    @property
    def b(self, /) -> Estimate:
        """
        The number in the second group.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        The first number less the second one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ComparisonRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ComparisonRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def key(self, /) -> list[str | None]:
        """
        Which row of the report it is, as `keys` of the comparison says; `None` for everybody or everything.
        """
    @property
    def measure(self, /) -> str:
        """
        Name of the number: that of its column in the table of the report.
        """
    @property
    def p(self, /) -> float | None:
        """
        Probability of a difference at least as large if journeys belonged to the groups by chance; `None` without
        permutations.
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for all rows and measures.
        """
    @property
    def same_mix(self, /) -> float | None:
        """
        Difference if both groups had the same mix of the column `same_mix`; `None` without one.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Conflict:
    """
    An id that belongs to several customers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Its column.
        """
    @property
    def count(self, /) -> int:
        """
        How many these are.
        """
    @property
    def events(self, /) -> int:
        """
        Events with it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Conflict:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Conflict:
        """
        Reads what `to_json` wrote.
        """
    @property
    def ids(self, /) -> list[IdExample]:
        """
        The ids that it belongs to, at most five.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str:
        """
        Its value.
        """

@final
class ConversionReport:
    """
    Answer of [`Conversion`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def converted(self, /) -> int:
        """
        Of these, customers who reached `target` in time.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers with `source`.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ConversionReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ConversionReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def lost(self, /) -> int:
        """
        Customers who did not, and whose time is over.
        """
    @property
    def open(self, /) -> int:
        """
        Customers who did not yet, and still may.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of converted customers among converted and lost ones.
        """
    @property
    def source(self, /) -> str:
        """
        Touchpoint where it begins.
        """
    @property
    def target(self, /) -> str:
        """
        Touchpoint to reach.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Time from `source` to `target`, of converted customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Coverage:
    """
    What the data say and the map does not.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def ambiguous_events(self, /) -> int:
        """
        Events that match the rules of several touchpoints; they belong to the first.
        """
    @property
    def bound_events(self, /) -> int:
        """
        Events bound to a touchpoint.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Coverage:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Coverage:
        """
        Reads what `to_json` wrote.
        """
    @property
    def missing_columns(self, /) -> list[str]:
        """
        Columns that the ratings and KPIs of the map name and that the log does not have: the numbers
        that need them are undefined.
        """
    @property
    def overlaps(self, /) -> list[Overlap]:
        """
        Which touchpoints compete for them, most frequent first.
        """
    @property
    def personas(self, /) -> PersonaCoverage:
        """
        How the personas cover the customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def unbound(self, /) -> list[EventCount]:
        """
        Names of unbound events, most frequent first, at most 100.
        """
    @property
    def unbound_customers(self, /) -> int:
        """
        Customers without any bound event.
        """
    @property
    def unbound_events(self, /) -> int:
        """
        Events bound to no touchpoint.
        """
    @property
    def unseen_touchpoints(self, /) -> list[str]:
        """
        Ids of touchpoints without any event.
        """

@final
class CoxReport:
    """
    Answer of [`Cox`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def concordance(self, /) -> float | None:
        """
        Share of the pairs of customers of whom it is known to whom it happened first in which the model says the same.
        """
    @property
    def converged(self, /) -> bool:
        """
        Whether a maximum of the likelihood was reached. If not, no number of this report is to be used.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers of the model.
        """
    @property
    def degrees_of_freedom(self, /) -> int:
        """
        Terms that are not redundant.
        """
    @property
    def events(self, /) -> int:
        """
        Of these, customers to whom it happened.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CoxReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CoxReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def iterations(self, /) -> int:
        """
        Steps of Newton's method.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def left_out(self, /) -> int:
        """
        Customers who were left out, for want of a value of an attribute.
        """
    @property
    def log_likelihood(self, /) -> float:
        """
        Logarithm of the partial likelihood.
        """
    @property
    def null_log_likelihood(self, /) -> float:
        """
        The same without any attribute.
        """
    @property
    def p(self, /) -> float | None:
        """
        p-value for "no attribute says anything", by the likelihood ratio test.
        """
    @property
    def rows(self, /) -> list[CoxRow]:
        """
        Attributes in the order asked for, their names in byte order.
        """
    @property
    def statistic(self, /) -> float:
        """
        Twice the difference of the two (likelihood ratio test).
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CoxRow:
    """
    An attribute, or a name of it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def coefficient(self, /) -> Estimate:
        """
        Logarithm of the hazard ratio.
        """
    @property
    def covariate(self, /) -> str:
        """
        The attribute.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CoxRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CoxRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hazard_ratio(self, /) -> Estimate:
        """
        How often it happens per unit of time, as a multiple: for one more, or for the name rather than the reference.
        """
    @property
    def level(self, /) -> str | None:
        """
        The name that is compared with the reference; `None` for numbers and booleans.
        """
    @property
    def mean(self, /) -> float:
        """
        Mean over all customers of the model; of a name the share of those with it.
        """
    @property
    def note(self, /) -> Literal["estimated", "reference", "redundant", "unbounded"]:
        """
        What became of it.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the hazard ratio is 1" (Wald).
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of terms (Benjamini-Hochberg).
        """
    @property
    def standard_error(self, /) -> float | None:
        """
        Standard error of the coefficient.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CsatReport:
    """
    Answer of [`Csat`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def dropped(self, /) -> DroppedAnswers:
        """
        Events that gave no answer.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CsatReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CsatReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[CsatRow]:
        """
        Everybody first, then the groups with answers in the order of their names in the log.
        """
    @property
    def score(self, /) -> Estimate:
        """
        Share of satisfied answers of everybody.
        """
    @property
    def tested(self, /) -> int:
        """
        Groups that were compared with the rest.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CsatRow:
    """
    Satisfaction of everybody or of one group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def distribution(self, /) -> list[AnswerCount]:
        """
        How often each value was answered.
        """
    @property
    def effective_n(self, /) -> float | None:
        """
        Size of an unweighted sample with the same precision; the number of answers without weights.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CsatRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CsatRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def mean(self, /) -> Estimate:
        """
        Mean answer on the scale, with an interval by the normal approximation.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the group is satisfied as often as all others".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of groups (Benjamini-Hochberg).
        """
    @property
    def satisfied(self, /) -> int:
        """
        Satisfied answers, not weighted.
        """
    @property
    def score(self, /) -> Estimate:
        """
        Share of satisfied answers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CustomerRule:
    """
    Which customers belong to a persona.

    Rules combine with `&`, `|` and `~`.
    """
    def __and__(self, other: object, /) -> CustomerRule: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __invert__(self, /) -> CustomerRule: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __or__(self, other: object, /) -> CustomerRule: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def all(*rules) -> CustomerRule:
        """
        All of these hold.
        """
    @staticmethod
    def any(*rules) -> CustomerRule:
        """
        At least one of these holds.
        """
    @staticmethod
    def ever(predicate: Predicate) -> CustomerRule:
        """
        Any value of the customer satisfies this.
        """
    @staticmethod
    def first(predicate: Predicate) -> CustomerRule:
        """
        The customer's first value of the column (missing values skipped) satisfies this.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CustomerRule:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CustomerRule:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def last(predicate: Predicate) -> CustomerRule:
        """
        The customer's last value of the column (missing values skipped) satisfies this.
        """
    @staticmethod
    def matches(pattern: str, *, at_least: SupportsIndex = 1) -> CustomerRule:
        """
        The journey of the customer has matches of a pattern, whose names are raw names of events, also in a map.
        """
    @staticmethod
    def not_(rule: CustomerRule) -> CustomerRule:
        """
        This does not hold.
        """
    @staticmethod
    def persona(id: str) -> CustomerRule:
        """
        The customer belongs to another persona.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def visited(touchpoint: str, *, at_least: SupportsIndex = 1) -> CustomerRule:
        """
        The customer has visited a touchpoint of the map.
        """

@final
class CustomerSize:
    """
    Customers of so many former ones.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers with events of so many.
        """
    @property
    def former(self, /) -> int:
        """
        Former customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> CustomerSize:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> CustomerSize:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class CustomerTable:
    """
    A table with one row a customer, such as demographics, to be joined to a log.
    """
    def __len__(self, /) -> int:
        """
        Number of customers.
        """
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_arrow(data: object, *, customer: str, keep: Sequence[str] | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None) -> CustomerTable:
        """
        Takes a table of customers from Arrow record batches.
        """
    @staticmethod
    def from_columns(data: Mapping[str, Sequence[object]], *, customer: str, keep: Sequence[str] | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None) -> CustomerTable:
        """
        Takes a table of customers from columns in memory.
        """
    @staticmethod
    def read_csv(path: str | PathLike[str], *, customer: str, keep: Sequence[str] | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, delimiter: str | None = None) -> CustomerTable:
        """
        Reads a table of customers from a CSV file, plain or gzip.
        """
    @staticmethod
    def read_csv_bytes(data: bytes, *, customer: str, keep: Sequence[str] | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, delimiter: str | None = None) -> CustomerTable:
        """
        Reads a table of customers from the bytes of a CSV file, plain or gzip.
        """
    @staticmethod
    def read_csv_text(text: str, *, customer: str, keep: Sequence[str] | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, delimiter: str | None = None) -> CustomerTable:
        """
        Reads a table of customers from CSV text.
        """

@final
class DataFault:
    """
    Something that is wrong with the data, planted in a stated number. Touchpoints are the raw names of events.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def clock_changes(*, events: SupportsIndex) -> DataFault:
        """
        Events are local times in an hour that clocks in Berlin repeat: 02:30 of the first such night after the first event.
        """
    @staticmethod
    def clock_skew(*, events: SupportsIndex, by: str | timedelta) -> DataFault:
        """
        Some events are there once more, as a second `source` records them, whose clock is ahead.
        """
    @staticmethod
    def collection_gap(*, days: SupportsIndex) -> DataFault:
        """
        Whole days in the middle of the data have no event.
        """
    @staticmethod
    def crawler_agents(*, customers: SupportsIndex) -> DataFault:
        """
        A column `user_agent`, which is that of a crawler for some customers.
        """
    @staticmethod
    def day_resolution(touchpoint: str) -> DataFault:
        """
        Of the events of a touchpoint only the day is known.
        """
    @staticmethod
    def duplicates(*, events: SupportsIndex) -> DataFault:
        """
        Events are there twice.
        """
    @staticmethod
    def fast_bots(*, customers: SupportsIndex) -> DataFault:
        """
        Further customers who have sixty events within a minute.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> DataFault:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> DataFault:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def future_times(*, events: SupportsIndex, now: str | datetime) -> DataFault:
        """
        Events lie in the future.
        """
    @staticmethod
    def late_events(*, events: SupportsIndex) -> DataFault:
        """
        The input is in order of time, but for events that come fifty rows later.
        """
    @staticmethod
    def missing_values(column: str, touchpoint: str, *, events: SupportsIndex) -> DataFault:
        """
        Values go missing.
        """
    @staticmethod
    def mixed_scales(column: str, touchpoint: str) -> DataFault:
        """
        Ratings from 1 to 5 at a touchpoint become ratings from 1 to 10.
        """
    @staticmethod
    def negative_durations(*, events: SupportsIndex) -> DataFault:
        """
        Ends before beginnings: they are taken away and counted, as reading does.
        """
    @staticmethod
    def no_answer_codes(column: str, *, code: SupportsFloat | SupportsIndex, events: SupportsIndex) -> DataFault:
        """
        Ratings become a code for "no answer".
        """
    @staticmethod
    def placeholder_times(*, events: SupportsIndex) -> DataFault:
        """
        Events lie at 1970-01-01T00:00:00Z.
        """
    @staticmethod
    def regular_bots(*, customers: SupportsIndex) -> DataFault:
        """
        Further customers who have an event every ten minutes.
        """
    @staticmethod
    def reversed_order(touchpoint: str, *, journeys: SupportsIndex) -> DataFault:
        """
        The first event at a touchpoint comes before all others of its journey.
        """
    @staticmethod
    def similar_ids(*, customers: SupportsIndex) -> DataFault:
        """
        The later events of customers have their id in capital letters.
        """
    @staticmethod
    def skipped_rows(*, rows: SupportsIndex) -> DataFault:
        """
        Rows without a readable time are left out and counted.
        """
    @staticmethod
    def ties(*, events: SupportsIndex) -> DataFault:
        """
        Events have the time of the one before.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def truncated_beginning(*, journeys: SupportsIndex) -> DataFault:
        """
        Journeys in the first days of the data lose their beginning.
        """
    @staticmethod
    def truncated_end(*, journeys: SupportsIndex) -> DataFault:
        """
        All journeys end with an event `journey_closed`, but for some in the last days of the data.
        """
    @staticmethod
    def volume_change(touchpoint: str, *, from_: str | datetime, share: SupportsFloat | SupportsIndex) -> DataFault:
        """
        From a day on, a touchpoint loses a part of its events.
        """

@final
class Demographics:
    """
    Facts about a kind of customer.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, age: str | None = None, gender: str | None = None, location: str | None = None, other: dict[str, bool | float | str] | None = None) -> Demographics: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def age(self, /) -> str | None:
        """
        Age or range of ages, such as `25-34`.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Demographics:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Demographics:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gender(self, /) -> str | None:
        """
        Gender.
        """
    @property
    def location(self, /) -> str | None:
        """
        Where they live.
        """
    @property
    def other(self, /) -> dict[str, bool | float | str]:
        """
        Anything else, by name.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class DriverReport:
    """
    Answer of [`Drivers`](super::Drivers).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def bootstrap(self, /) -> int:
        """
        How often customers were drawn anew.
        """
    @property
    def contrasts(self, /) -> list[PenaltyRewardRow]:
        """
        What low and high ratings do, in the same order. Differences of the outcome, also in the logistic form.
        """
    @property
    def converged(self, /) -> bool:
        """
        Whether the logistic regression reached a maximum; where items separate yes from no it does not, and there are no
        coefficients.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers of the model.
        """
    @property
    def effective_n(self, /) -> float:
        """
        Size of an unweighted sample with the same precision; the number of customers without weights.
        """
    @property
    def exact(self, /) -> bool:
        """
        Whether all orders of the items were looked at.
        """
    @property
    def form(self, /) -> Literal["linear", "logistic"]:
        """
        How it depends on the items.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> DriverReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> DriverReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def importance_from(self, /) -> float | None:
        """
        Importance from here on counts as high.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def left_out(self, /) -> int:
        """
        Journeys with an outcome that lack an item.
        """
    @property
    def outcome(self, /) -> str:
        """
        What is explained, in a few words.
        """
    @property
    def outcome_mean(self, /) -> float:
        """
        Mean outcome of the customers of the model.
        """
    @property
    def performance_from(self, /) -> float | None:
        """
        Performance from here on counts as high.
        """
    @property
    def priorities(self, /) -> list[ImportancePerformanceRow]:
        """
        Importance beside performance of the rated items, in the same order.
        """
    @property
    def r_squared(self, /) -> float:
        """
        Share of the variance that all items explain together; in the logistic form McFadden's.
        """
    @property
    def rows(self, /) -> list[DriverRow]:
        """
        Items from the most important one; those left out of the model last.
        """
    @property
    def stated(self, /) -> bool:
        """
        Whether importance of the opportunity scores was stated, and not derived.
        """
    @property
    def tested(self, /) -> int:
        """
        Coefficients that were tested.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def without_outcome(self, /) -> int:
        """
        Journeys without an outcome.
        """
    @property
    def without_weight(self, /) -> int:
        """
        Journeys with an outcome and without a weight.
        """

@final
class DriverRow:
    """
    How much an item has to do with the outcome.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def coefficient(self, /) -> Estimate:
        """
        Change of the outcome for one more, the other items being equal; in the logistic form of its log odds.
        """
    @property
    def correlation(self, /) -> float | None:
        """
        Correlation with the outcome, all other items left aside.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> DriverRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> DriverRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def importance(self, /) -> Estimate:
        """
        Share of the explained variance, with an interval by resampling; `None` if nothing is explained.
        """
    @property
    def item(self, /) -> str:
        """
        The item in a few words.
        """
    @property
    def johnson(self, /) -> float | None:
        """
        Share of the explained variance by Johnson's relative weights; only in the linear form.
        """
    @property
    def lmg(self, /) -> float | None:
        """
        The same as a part of R² (LMG).
        """
    @property
    def mean(self, /) -> float | None:
        """
        Mean over the customers of the model.
        """
    @property
    def note(self, /) -> Literal["estimated", "constant", "redundant"]:
        """
        What became of it.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the coefficient is 0".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of items (Benjamini-Hochberg).
        """
    @property
    def sampling_error(self, /) -> float | None:
        """
        Standard error of `importance` by drawing orders; `None` if it is exact.
        """
    @property
    def standardized(self, /) -> float | None:
        """
        The same for one standard deviation more, in standard deviations of the outcome; in the logistic form in log odds.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        The touchpoint that it is about.
        """
    @property
    def vif(self, /) -> float | None:
        """
        Variance inflation factor: 1 / (1 - R² of the item by the others).
        """

@final
class DroppedAnswers:
    """
    Events that gave no answer to be counted.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def fractional(self, /) -> int:
        """
        Answers between two whole numbers, where only whole numbers count.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> DroppedAnswers:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> DroppedAnswers:
        """
        Reads what `to_json` wrote.
        """
    @property
    def misfit(self, /) -> int:
        """
        Answers on the scale, of which none counts: ten or more, and most of all, are off it, so that it is not theirs.
        """
    @property
    def missing(self, /) -> int:
        """
        Events without a value in the answer column, or with a code that means "no answer".
        """
    @property
    def out_of_range(self, /) -> int:
        """
        Answers below or above the scale, such as codes for "no answer".
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def without_weight(self, /) -> int:
        """
        Answers without a value in the weight column.
        """

@final
class DurationStats:
    """
    Distribution of times in seconds.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> DurationStats:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> DurationStats:
        """
        Reads what `to_json` wrote.
        """
    @property
    def high_seconds(self, /) -> float | None:
        """
        Upper end of the 95 % interval of the median; `None` under six times.
        """
    @property
    def low_seconds(self, /) -> float | None:
        """
        Lower end of the 95 % interval of the median, from order statistics; `None` under six times.
        """
    @property
    def max_seconds(self, /) -> float | None:
        """
        Longest.
        """
    @property
    def mean_seconds(self, /) -> float | None:
        """
        Arithmetic mean.
        """
    @property
    def median_seconds(self, /) -> float | None:
        """
        Median: quantiles interpolate linearly between neighbours (type 7 of Hyndman and Fan 1996).
        """
    @property
    def min_seconds(self, /) -> float | None:
        """
        Shortest.
        """
    @property
    def n(self, /) -> int:
        """
        Number of times; the other fields are `None` if it is 0.
        """
    @property
    def q05_seconds(self, /) -> float | None:
        """
        5 % are shorter.
        """
    @property
    def q25_seconds(self, /) -> float | None:
        """
        25 % are shorter.
        """
    @property
    def q75_seconds(self, /) -> float | None:
        """
        75 % are shorter.
        """
    @property
    def q90_seconds(self, /) -> float | None:
        """
        90 % are shorter.
        """
    @property
    def q95_seconds(self, /) -> float | None:
        """
        95 % are shorter.
        """
    @property
    def relative_error(self, /) -> float | None:
        """
        If there were too many times to hold each of them, by what share of itself a quantile may be off at most; mean,
        shortest and longest are exact. Never there for an event log in memory.
        """
    @property
    def small_sample(self, /) -> bool:
        """
        Whether `n` is under 30.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Emotion:
    """
    What the team expects a kind of customer to feel.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, valence: SupportsFloat | SupportsIndex, name: str | None = None, persona: str | None = None) -> Emotion: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Emotion:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Emotion:
        """
        Reads what `to_json` wrote.
        """
    @property
    def name(self, /) -> str | None:
        """
        A word for it, such as `relief`.
        """
    @property
    def persona(self, /) -> str | None:
        """
        Id of the persona that feels so; everybody if left out.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def valence(self, /) -> float:
        """
        From -2 (very negative) to +2 (very positive).
        """

@final
class EmotionMeasureRow:
    """
    One number that tells about whole journeys, or about the curve as a whole.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def correlation(self, /) -> Estimate | None:
        """
        Correlation (Pearson) with the outcome, over customers with two moods or more up to it; `None` without an outcome.
        """
    @property
    def curve(self, /) -> Estimate:
        """
        The same of the curve: of the mean moods of touchpoints, in their order. Averaging flattens: the peak of the curve is
        less intense than the peaks of journeys.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EmotionMeasureRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EmotionMeasureRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gain(self, /) -> Estimate | None:
        """
        How much more of the variance of the outcome it explains than the mean mood does: the difference of the squared
        correlations.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def journeys(self, /) -> Estimate:
        """
        Mean over customers, each with the moods of the own journey in the order in which they were felt.
        """
    @property
    def measure(self, /) -> Literal["mean", "peak", "end", "peak_end", "lowest", "highest", "volatility", "trend", "area"]:
        """
        What is told.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        Where on the curve it is, for what is at one touchpoint.
        """
    @property
    def weight(self, /) -> Estimate | None:
        """
        Its weight where mean, lowest, highest, end and trend explain the outcome together (least squares; HC1 standard errors):
        how much the outcome rises by one point of it, the others being equal. Undefined for what follows from those before it;
        `None` for the other measures and without an outcome.
        """

@final
class EmotionMemoryRow:
    """
    How much of the variance of the outcome moods explain: squared correlations, not adjusted for the number of measures.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers with an outcome and two moods or more up to it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EmotionMemoryRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EmotionMemoryRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def mean(self, /) -> float | None:
        """
        The mean mood alone.
        """
    @property
    def peak_end(self, /) -> float | None:
        """
        The peak-end value alone.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def together(self, /) -> float | None:
        """
        Mean, lowest, highest, end and trend together; `None` for fewer than seven customers.
        """

@final
class EmotionRating:
    """
    A column of ratings, the scale they are on, and what they are about.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, column: str, *, touchpoint: str | None = None, about: str | None = None, min: SupportsFloat | SupportsIndex = 1.0, max: SupportsFloat | SupportsIndex = 5.0, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> EmotionRating: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def about(self, /) -> str | None:
        """
        Touchpoint that they are about, such as `check-in` for a question of a final survey; where they are given if left out.
        """
    @property
    def column(self, /) -> str:
        """
        Number column with the ratings.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EmotionRating:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EmotionRating:
        """
        Reads what `to_json` wrote.
        """
    @property
    def max(self, /) -> float:
        """
        Best rating.
        """
    @property
    def min(self, /) -> float:
        """
        Worst rating.
        """
    @property
    def missing(self, /) -> list[float]:
        """
        Codes on the scale that mean "no answer".
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        Only ratings that are given at this touchpoint; all if left out.
        """

@final
class EmotionReport:
    """
    Answer of [`Emotions`](super::Emotions).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers with a mood.
        """
    @property
    def elsewhere(self, /) -> int:
        """
        Ratings and comments about touchpoints that are not in the order.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EmotionReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EmotionReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def measures(self, /) -> list[EmotionMeasureRow]:
        """
        What is told of journeys and curves as a whole, group by group.
        """
    @property
    def memory(self, /) -> list[EmotionMemoryRow]:
        """
        What explains the outcome, group by group; empty without an outcome.
        """
    @property
    def out_of_scale(self, /) -> int:
        """
        Ratings outside of their scales; they count nowhere.
        """
    @property
    def rows(self, /) -> list[EmotionRow]:
        """
        Touchpoints in their order: everybody's curve first, then that of each group with moods, in the order of its name.
        Touchpoints without moods are there, without numbers.
        """
    @property
    def several(self, /) -> int:
        """
        Of these, customers with two moods or more.
        """
    @property
    def stages(self, /) -> list[EmotionRow]:
        """
        Stages in the same way; empty if none were given.
        """
    @property
    def tested_changes(self, /) -> int:
        """
        How many changes from moment to moment were tested.
        """
    @property
    def tested_expectations(self, /) -> int:
        """
        How many differences from what is expected were tested, stages among them.
        """
    @property
    def tested_gaps(self, /) -> int:
        """
        How many gaps between ratings and comments were tested.
        """
    @property
    def tested_lifts(self, /) -> int:
        """
        How many lifts were tested.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class EmotionRow:
    """
    What customers feel at a touchpoint or in a stage: a moment of the emotion curve.

    All moods are on the emotion scale, from -2 (very negative) to +2 (very positive). A customer counts once, with the mean
    of the customer's moods there.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def change(self, /) -> Estimate:
        """
        How the mood changes from the moment before it: within the customers who have both, if these are at least half of the
        smaller sample; else between both samples. The denominator says which.
        """
    @property
    def change_from(self, /) -> str | None:
        """
        The moment before it in the curve, that the change is from.
        """
    @property
    def change_p(self, /) -> float | None:
        """
        Two-sided p-value for "it does not change".
        """
    @property
    def change_p_adjusted(self, /) -> float | None:
        """
        The same, adjusted.
        """
    @property
    def comment_count(self, /) -> int:
        """
        Comments that count.
        """
    @property
    def comments(self, /) -> Estimate:
        """
        Mean of the comments alone.
        """
    @property
    def delight(self, /) -> bool:
        """
        Whether it is a moment of delight: the lift matters, its adjusted p-value is under 0.05, 30 customers or more are
        compared, and the interval of the mood is above neutral.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        Mean mood minus the expected one.
        """
    @property
    def difference_p(self, /) -> float | None:
        """
        Two-sided p-value for "as expected".
        """
    @property
    def difference_p_adjusted(self, /) -> float | None:
        """
        The same, adjusted.
        """
    @property
    def dip(self, /) -> bool:
        """
        Whether it is a dip: the mood falls, by as much as matters, the adjusted p-value is under 0.05, and 30 customers or
        more are compared.
        """
    @property
    def disagree(self, /) -> bool:
        """
        Whether ratings and comments disagree: the adjusted p-value is under 0.05, and they are a point of emotion apart.
        """
    @property
    def expected(self, /) -> float | None:
        """
        Emotion that is expected here; for a stage the mean over its touchpoints that have one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EmotionRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EmotionRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gap(self, /) -> Estimate:
        """
        How much more positive the comments are than the ratings of the same customers.
        """
    @property
    def gap_p(self, /) -> float | None:
        """
        Two-sided p-value for "comments are as positive as ratings".
        """
    @property
    def gap_p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of moments (Benjamini-Hochberg).
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def lift(self, /) -> Estimate:
        """
        How much better customers feel here than they do elsewhere in their own journeys.
        """
    @property
    def lift_p(self, /) -> float | None:
        """
        Two-sided p-value for "as elsewhere".
        """
    @property
    def lift_p_adjusted(self, /) -> float | None:
        """
        The same, adjusted.
        """
    @property
    def lowest(self, /) -> Estimate:
        """
        Share of customers whose lowest mood is here, of those with two moods or more.
        """
    @property
    def median(self, /) -> float | None:
        """
        Median mood of customers.
        """
    @property
    def mood(self, /) -> Estimate:
        """
        Mean mood: ratings and comments together. `n` counts customers.
        """
    @property
    def peak(self, /) -> Estimate:
        """
        Share of customers whose most intense mood is here, of the same.
        """
    @property
    def q25(self, /) -> float | None:
        """
        A quarter of the customers feel worse (quantiles interpolate linearly, type 7 of Hyndman and Fan 1996).
        """
    @property
    def q75(self, /) -> float | None:
        """
        A quarter of the customers feel better.
        """
    @property
    def rating_count(self, /) -> int:
        """
        Ratings that count.
        """
    @property
    def ratings(self, /) -> Estimate:
        """
        Mean of the ratings alone.
        """
    @property
    def sd(self, /) -> float | None:
        """
        Standard deviation of the moods of customers; `None` under two.
        """
    @property
    def stage(self, /) -> str | None:
        """
        Stage; `None` if no stages were given.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        Touchpoint; `None` for a whole stage.
        """
    @property
    def verdict(self, /) -> Literal["as_expected", "better", "worse", "unclear"] | None:
        """
        Whether customers feel as expected; `None` where nothing is expected or nobody said.
        """

@final
class EngagementReport:
    """
    Answer of [`Engagement`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EngagementReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EngagementReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def overall(self, /) -> EngagementRow:
        """
        All time.
        """
    @property
    def rows(self, /) -> list[EngagementRow]:
        """
        Periods in their order, also those in which nothing happened.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class EngagementRow:
    """
    Engagement overall or in a period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def complete(self, /) -> bool:
        """
        Whether the period was over at the end of the data; `true` for all time.
        """
    @property
    def count(self, /) -> int:
        """
        Interactions of all of them.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers of whom it is the share.
        """
    @property
    def engaged(self, /) -> int:
        """
        Engaged customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EngagementRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EngagementRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def period(self, /) -> str | None:
        """
        First day of the period, of an hour its beginning; `None` for all time.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of engaged customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Estimate:
    """
    A number with everything needed to judge it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def denominator(self, /) -> str:
        """
        What `n` counts, in words, such as `customers at this step, open ones left out`.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Estimate:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Estimate:
        """
        Reads what `to_json` wrote.
        """
    @property
    def high(self, /) -> float | None:
        """
        Upper end of the 95 % interval.
        """
    @property
    def low(self, /) -> float | None:
        """
        Lower end of the 95 % interval.
        """
    @property
    def method(self, /) -> Literal["wilson", "wald", "adjusted_wald", "log_log", "newcombe", "square_and_add", "delta", "order_statistic", "bootstrap", "jackknife", "none"]:
        """
        How the interval was made.
        """
    @property
    def n(self, /) -> int:
        """
        Size of the sample: the denominator of a share, the number of answers of a score.
        """
    @property
    def small_sample(self, /) -> bool:
        """
        Whether `n` is under 30, so that the number should not be leant on.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> float | None:
        """
        The estimate; `None` where it is undefined, such as a share of nothing.
        """

@final
class EventCount:
    """
    Events of a name.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EventCount:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EventCount:
        """
        Reads what `to_json` wrote.
        """
    @property
    def name(self, /) -> str:
        """
        Raw name of the events.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class EventLog:
    """
    All events of a data set, indexed by customer and time. Immutable, cheap to clone, safe to
    share between threads.

    Events of a customer are ordered by time; equal times keep the order of the input. Every
    analysis uses that one order.
    """
    def __and__(self, other: object, /) -> EventLog: ...
    def __len__(self, /) -> int:
        """
        Number of events.
        """
    def __or__(self, other: object, /) -> EventLog: ...
    def __repr__(self, /) -> str: ...
    def __sub__(self, other: object, /) -> EventLog: ...
    def agreement(self, /, column: str) -> AgreementReport:
        """
        How well do the journeys agree with a column that says what belongs together, such as known persons or cases?
        """
    def anonymize(self, /, *, forget: Sequence[str] | None = None, drop: Sequence[str] | None = None, keep: Sequence[str] | None = None, redact: Sequence[str] | None = None, generalize: dict[str, Generalize] | None = None, times: str | timedelta | None = None, pseudonyms: bool = False, pseudonym_columns: Sequence[str] | None = None, key: PseudonymKey | None = None) -> tuple[EventLog, AnonymizeReport]:
        """
        A log that says less about people, and what was done to it. The key is used for pseudonyms only, and never kept.

        `forget` names customers who are taken out. `drop` names columns that are taken out, or `keep` those that stay. In
        the columns of `redact`, e-mail addresses, phone numbers and card numbers are replaced. `generalize` says by column
        how values are made coarser, `times` to which length of time those of events are. With `pseudonyms`, ids of
        customers are replaced, and those in `pseudonym_columns` too. Names that no event has any more are not in the new
        log, nor is what was done to it before.
        """
    def append(self, /, events: EventLog) -> EventLog:
        """
        The same log with the events of another one: exactly the log that `concat` of both gives, at a small part of
        its cost. Late events land where they belong; at equal times, appended events come last.
        """
    def bottlenecks(self, /, *, targets: dict[str, str | timedelta] | None = None, hours: "dict[str, object] | None" = None, batch_within: str | timedelta | None = None, batch_least: SupportsIndex = 3) -> BottleneckReport:
        """
        Where do customers lose time, and is it because of crowds, batches or a queue that is no queue?

        `targets` are longest waiting times before touchpoints; without one, time is lost beyond the lower quartile of the moves of the
        same kind. `hours` are opening hours, such as `{"time_zone": "Europe/Berlin", "week": [{"weekdays": ["monday"], "from":
        "09:00", "to": "17:00"}], "holidays": ["2024-12-25"]}`. A batch is `batch_least` moves or more, each of which ends within
        `batch_within` (five seconds if left out) after the one before.
        """
    def by(self, /, column: str, *, without: Literal["leave_out", "keep"] | None = None, keep_as: str | None = None) -> tuple[EventLog, ByReport]:
        """
        The same events as journeys by the values of a column, and what that did: journeys of orders, tickets, accounts or
        sessions instead of customers.

        Events without a value are left out, or kept in a journey of their own. The ids of the former journeys are in the
        column `customer`, or that which `keep_as` names.
        """
    def ces(self, /, column: str, *, form: Literal["effort", "ease"] | None = None, weight: str | None = None, by: str | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> CesReport:
        """
        How hard was it for customers? The customer effort score, the mean answer.
        """
    def clean(self, /, steps: Sequence[Step], *, key: PseudonymKey | None = None) -> tuple[EventLog, CleaningReport]:
        """
        The log as it is after some steps of cleaning, and what each of them did. The log itself does not change.

        `log.quality().mends()` and the `step`s of another log's `history` are such steps.
        Steps that make pseudonyms need their `key`, which is never kept.
        """
    @property
    def columns(self, /) -> list[ColumnInfo]:
        """
        Further columns.
        """
    @staticmethod
    def combine(logs: "dict[str, EventLog]", *, column: str | None = None, customer_is: dict[str, str] | None = None, kinds: Literal["fail", "mix"] | None = None) -> EventLog:
        """
        Exports of several sources as one log, with the source of every event in the column `source`.

        `logs` are by the name of their source, in order. `customer_is` says what the customers of a source are named by,
        such as `cookie`: a column of this name then has the id of the customer, and ids of different kinds never meet by
        accident until they are stitched. Columns of the same name and different kinds are an error, or, with `kinds` as
        `mix`, become a dictionary of the written values.
        """
    def compare(self, /, other: EventLog, *, permutations: SupportsIndex = 199, top: SupportsIndex = 100, mix: SupportsGetItem[int, str] | None = None, same_mix: str | None = None, seed: SupportsIndex = 1) -> TwoGroups:
        """
        How do the numbers of a report differ between two groups of journeys, and is that more than chance?

        This group of journeys beside another one: `a.compare(b).funnel(["cart", "purchase"])`.

        Each row has the number in both groups, the difference (first less second) with an interval, and a p-value: journeys
        are dealt anew to the groups `permutations` times (none with 0). At most `top` rows of a report are compared. The mix
        of the columns in `mix` is told (if left out, of all of at most 20 names); `same_mix` names a column whose mix is made
        the same in both groups, for a further difference of each row.
        """
    @staticmethod
    def concat(logs: Sequence[EventLog], *, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None) -> EventLog:
        """
        Several logs as one, such as several files of one company.

        Columns of the same name become one; where their kinds differ it is a dictionary of the written
        values. At equal times, events of an earlier log come first.
        """
    def conversion(self, /, source: str, target: str, *, within: str | timedelta | None = None, open_after: str | timedelta | None = None) -> ConversionReport:
        """
        How many customers get from one touchpoint to another, and how long does it take?
        """
    def cox(self, /, covariates: SupportsGetItem[int, str], *, end: str | None = None, start: str | None = None, inactivity: str | timedelta | None = None, competing: SupportsGetItem[int, str] = ..., references: dict[str, str] = ..., within: str | timedelta | None = None, until: str | datetime | None = None) -> CoxReport:
        """
        Which attributes of customers go with something happening sooner? Hazard ratios by Cox's proportional hazards.

        Attributes are those at the start of the time, which runs as in `survival`.
        """
    def csat(self, /, column: str, *, min: SupportsFloat | SupportsIndex = 1.0, max: SupportsFloat | SupportsIndex = 5.0, satisfied_from: SupportsFloat | SupportsIndex = 4.0, weight: str | None = None, by: str | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> CsatReport:
        """
        How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
        """
    @property
    def customers(self, /) -> int:
        """
        Number of journeys.
        """
    def difference(self, /, other: EventLog) -> EventLog:
        """
        Journeys that are in this log and not in another view of the same one: `a - b`.
        """
    def drivers(self, /, outcome: JourneyFact | str, items: SupportsGetItem[int, JourneyFact | str], *, stated: SupportsGetItem[int, JourneyFact | str] = ..., form: Literal["linear", "logistic"] | None = None, several: Literal["last", "mean"] | None = None, weight: str | None = None, boxes: SupportsIndex = 2, bootstrap: SupportsIndex = 199, orders: SupportsIndex = 1000, importance_from: SupportsFloat | SupportsIndex | None = None, performance_from: SupportsFloat | SupportsIndex | None = None, seed: SupportsIndex = 1) -> DriverReport:
        """
        Which ratings, waits, loops and visits move an outcome, and by how much?

        `outcome` and `items` are facts of a journey (`JourneyFact`); the name of a column is an answer in it from 1 to 5.
        """
    def emotions(self, /, ratings: SupportsGetItem[int, EmotionRating | str] = ..., *, comments: CommentColumn | None = None, comment_weight: SupportsFloat | SupportsIndex = 0.5, order: SupportsGetItem[int, str] = ..., stages: SupportsGetItem[int, tuple[str, SupportsGetItem[int, str]]] = ..., expected: SupportsGetItem[int, ExpectedEmotion] = ..., by: str | None = None, outcome: JourneyFact | str | None = None, least: SupportsFloat | SupportsIndex = 0.25, bootstrap: SupportsIndex = 199, seed: SupportsIndex = 1) -> EmotionReport:
        """
        How do customers feel on their way, where does it dip, where does it delight, and what will they remember?

        `ratings` are columns: a name is ratings from 1 to 5 of the touchpoints where they are given, anything else an
        `EmotionRating`. `stages` are pairs of a name and its touchpoints, instead of `order`.
        """
    def engagement(self, /, at_least: SupportsIndex, *, touchpoints: Sequence[str] = ..., among: Literal["active", "here"] | None = None, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None) -> EngagementReport:
        """
        How many customers are engaged? The share of customers with at least so many interactions, overall and by period.
        """
    @property
    def events(self, /) -> int:
        """
        Number of events.
        """
    @property
    def fingerprint(self, /) -> str:
        """
        Digest of the whole log, for provenance: equal logs have equal fingerprints, however they
        were sharded. 16 hexadecimal digits.
        """
    def frequent_patterns(self, /, *, min_support: SupportsIndex | None = None, min_share: SupportsFloat | SupportsIndex | None = None, min_length: SupportsIndex = 1, max_length: SupportsIndex = 10, keep: Literal["all", "closed", "maximal"] | None = None, min_gap: SupportsIndex = 0, max_gap: SupportsIndex | None = None, min_gap_time: str | timedelta | None = None, max_gap_time: str | timedelta | None = None, max_span: str | timedelta | None = None, column: str | None = None, min_sum: SupportsFloat | SupportsIndex | None = None, max_sum: SupportsFloat | SupportsIndex | None = None, min_mean: SupportsFloat | SupportsIndex | None = None, max_mean: SupportsFloat | SupportsIndex | None = None, contains: Sequence[str] | None = None, by: str | None = None, values: Sequence[str] | None = None, success: str | None = None, before_success: bool = False, top: SupportsIndex | None = 1000) -> FrequentReport:
        """
        What do many journeys have in common, and what tells two groups of journeys apart?

        A pattern is a list of touchpoints in order, with anything in between; it is frequent from `min_support` journeys or
        from the share `min_share` on (a tenth unless set). `keep` is `all`, `closed` or `maximal`. Gaps, the span and one
        limit of a `column` bound what an occurrence is. `by` with two `values`, or `success`, compares two groups.
        """
    @staticmethod
    def from_arrow(data: object, *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Makes a log from Arrow record batches.

        Takes any object with `__arrow_c_stream__`: a polars, pandas or pyarrow table, a duckdb relation. Columns
        may be texts, dictionaries, integers, floats, decimals, booleans, dates and timestamps of any unit;
        timestamps without zone and dates are local times of `time_zone`.
        """
    @staticmethod
    def from_bytes(data: SupportsGetItem[int, SupportsIndex]) -> EventLog:
        """
        Opens the bytes of a file that `save` wrote.
        """
    @staticmethod
    def from_columns(data: Mapping[str, Sequence[object]], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Makes a log from columns in memory.

        Sequences hold `str`, `int`, `float`, `bool`, `date`, `datetime` or `None`. For data frames use
        `from_arrow`.
        """
    @staticmethod
    def from_rows(rows: Iterable[dict[str, Any]], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from JSON objects in memory. See `read_json_lines`.

        Dates and times are taken as texts.
        """
    @staticmethod
    def from_survey_arrow(data: object, *, respondent: str, ratings: dict[str, str], time: str | None = None, at: str | None = None, no_answer: Sequence[SupportsFloat | SupportsIndex] | None = None, no_answer_of: dict[str, Sequence[SupportsFloat | SupportsIndex]] | None = None, weight: str | None = None, whole: str | None = None, keep: Sequence[str] | None = None, names: dict[str, str] | None = None, recode: dict[str, dict[bool | float | str, bool | float | str]] | None = None, missing: Sequence[str] | None = None, time_zone: str | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Makes a log from a wide survey table of Arrow record batches. See `read_survey`.
        """
    @staticmethod
    def from_survey_columns(data: Mapping[str, Sequence[object]], *, respondent: str, ratings: dict[str, str], time: str | None = None, at: str | None = None, no_answer: Sequence[SupportsFloat | SupportsIndex] | None = None, no_answer_of: dict[str, Sequence[SupportsFloat | SupportsIndex]] | None = None, weight: str | None = None, whole: str | None = None, keep: Sequence[str] | None = None, names: dict[str, str] | None = None, recode: dict[str, dict[bool | float | str, bool | float | str]] | None = None, missing: Sequence[str] | None = None, time_zone: str | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Takes a wide survey table from columns in memory. See `read_survey`.
        """
    def funnel(self, /, steps: Sequence[str | dict[str, object]], *, within: str | timedelta | None = None, mode: Literal["default", "strict_deduplication", "strict_order", "strict_increase"] | None = None, order: Literal["ordered", "any"] | None = None, window_from: Literal["first", "previous"] | None = None, within_events: SupportsIndex | None = None, within_sessions: SupportsIndex | None = None, session: str | None = None, exclude: Sequence[str | dict[str, object]] | None = None, reentry: Literal["last_before", "first"] | None = None, open: bool = False, count: Literal["customers", "sessions", "totals"] | None = None, hold: Sequence[str] | None = None, by: str | None = None, attribution: Literal["first", "last", "all", "step"] | None = None, attribution_step: SupportsIndex | None = None, trend: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, value: str | None = None, bins: SupportsIndex | None = None, next: SupportsIndex | None = None, correlate: Sequence[str] | None = None, correlate_least: SupportsIndex | None = None) -> FunnelReport:
        """
        How many customers reach each step, in order and in time?

        A step is a touchpoint, a single event in the language of patterns, or a dict with `touchpoint` or `pattern` and
        `name`, `optional`, `anchored`, `after`, `within`. Every step counts at most `within` after the first one. The guide
        to funnels has all options.
        """
    def funnel_members(self, /, options: "dict[str, object]", step: SupportsIndex, *, member: Literal["reached", "dropped", "open"] | None = None) -> EventLog:
        """
        The customers who are counted at a step of a funnel, by its number from 1, as a log that shares its events with this
        one: those who reached it, dropped there, or are still open there. The options of the funnel are those of
        `EventLog.funnel` as in JSON.
        """
    def handoffs(self, /, by: str, *, repeat_within: str | timedelta | None = None) -> HandoffReport:
        """
        Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?

        `by` is a column that says who served the customer, such as a team, a system or a channel. A repeat is an event at the
        same touchpoint with somebody else, within seven days unless `repeat_within` says otherwise.
        """
    @property
    def history(self, /) -> list[CleaningRow]:
        """
        What was done to the log after it was read, step by step.
        """
    def identity_sensitivity(self, /, columns: Sequence[str], numbers: "Sequence[str | dict[str, Any]]", *, shares: Sequence[SupportsFloat | SupportsIndex] | None = None, repeats: SupportsIndex = 10, seed: SupportsIndex = 1, stitching: "dict[str, Any] | None" = None) -> SensitivityReport:
        """
        How far do numbers move when a share of the links between ids is lost?

        `numbers` are `customers`, `journey_length`, `{"conversion": {"source": …, "target": …, "within": …}}` and
        `{"funnel": {"steps": […], "within": …}}`, times as text; `stitching` has the other options of `stitch` by their
        names.
        """
    def interactions(self, /) -> InteractionReport:
        """
        How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
        """
    def intersection(self, /, other: EventLog) -> EventLog:
        """
        Journeys that are in this log and in another view of the same one: `a & b`.
        """
    def join_customers(self, /, customers: CustomerTable) -> EventLog:
        """
        Adds the attributes of customers as columns to all their events. Customers that the table does not have
        get no value; both kinds of strangers are counted in the quality report.
        """
    def lifecycle(self, /, *, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, activity: str | None = None, churn_after: SupportsIndex = 4, share: SupportsFloat | SupportsIndex = 0.8, by: str | None = None, until: str | datetime | None = None) -> LifecycleReport:
        """
        Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and usage
        intervals.

        The defaults are calendar weeks from Monday in UTC, and churn after four weeks without an event.
        """
    def live(self, /) -> Live:
        """
        Begins to follow this log: events can be appended to it, and reports are kept up to date.
        """
    def matches(self, /, pattern: str) -> MatchReport:
        """
        In how many journeys is a pattern found, how often, and how long does it take?

        `cart -> [^support]{<30m} -> purchase` is a cart, and within less than half an hour a purchase, without support in
        between. The language is described in the guide to patterns.
        """
    def matching(self, /, pattern: str) -> EventLog:
        """
        The journeys in which a pattern such as `cart -> [^support]{<30m} -> purchase` is found, as a log that shares its
        events with this one.
        """
    def nps(self, /, column: str, *, weight: str | None = None, by: str | None = None, interval: Literal["adjusted_wald", "wald"] | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> NpsReport:
        """
        Would customers recommend us? The net promoter score of answers from 0 to 10.
        """
    @staticmethod
    def open(path: str | PathLike[str], *, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Opens a file that `save` wrote. It is mapped into memory, verified and used in place.

        The file must not be changed by others while the log is in use; to replace it, save to its name.
        """
    def outcomes(self, /, success: str, *, no_return_below: SupportsFloat | SupportsIndex | None = None) -> OutcomeReport:
        """
        From which touchpoint do how many journeys still succeed, and where is the point of no return?

        A journey succeeds at the last event of its first match of the pattern `success`. With `no_return_below`, the first
        touchpoints with a probability of success below that share are told.
        """
    @property
    def period(self, /) -> tuple[datetime, datetime] | None:
        """
        Time of the first and of the last event.
        """
    def posts(self, /, column: str, *, reactions: Sequence[str] = ..., topics: "dict[str, list[str]] | None" = None, lexicon: str | None = None, rules: Literal["corrected", "vader"] | None = None, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, least: SupportsIndex = 10, top: SupportsIndex = 20, examples: SupportsIndex = 2, stop_words: Sequence[str] | None = None) -> PostReport:
        """
        What do posts talk about, how positively, and what is new? Topics, hashtags and mentions with their reactions and sentiment,
        and terms that trend.

        `topics` has the words, phrases, hashtags and mentions of each topic by its name; `reactions` are number columns.
        """
    def private_counts(self, /, epsilon: SupportsFloat | SupportsIndex, *, of: Literal["touchpoints", "transitions"] | None = None, contributions: SupportsIndex = 10, entropy: bytes | None = None) -> PrivateCountReport:
        """
        How many customers were at each touchpoint, or went from one to another, without telling about any of them: with
        ε-differential privacy.

        `epsilon` says how much noise: the smaller, the more. `of` is `touchpoints` or `transitions`, and a customer counts
        for at most `contributions` of these. The noise comes from the system's generator; `entropy`, 32 bytes, is for
        tests only: noise that somebody can make again protects nobody.
        """
    def quality(self, /, *, now: str | datetime | None = None, time_zone: str | None = None, source: str | None = None, user_agent: str | None = None, ratings: Sequence[str] | None = None, bots: "dict[str, object] | None" = None, limits: "dict[str, object] | None" = None) -> QualityReport:
        """
        What is doubtful about a log?

        `now` is the present unless set. `source` and `user_agent` name columns, `ratings` those of ratings; these are
        found by their values unless set. `bots` and `limits` say from when on something is doubtful.
        """
    @staticmethod
    def read_csv(path: str | PathLike[str], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, delimiter: str | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from a CSV file, plain or gzip: one row an event, the first line names the columns.
        """
    @staticmethod
    def read_csv_bytes(data: bytes, *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, delimiter: str | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from the bytes of a CSV file, plain or gzip. See `read_csv`.
        """
    @staticmethod
    def read_csv_text(text: str, *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, delimiter: str | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from the text of a CSV file. See `read_csv`.
        """
    @staticmethod
    def read_json(text: str, *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from the text of one JSON list of objects. See `read_json_lines`.
        """
    @staticmethod
    def read_json_lines(path: str | PathLike[str], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from a JSON Lines file, plain or gzip: one object a line.

        Every key of the objects becomes a column. Values within nested objects are named by their path, such as
        `user.id`.
        """
    @staticmethod
    def read_json_lines_bytes(data: bytes, *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from the bytes of a JSON Lines file, plain or gzip. See `read_json_lines`.
        """
    @staticmethod
    def read_json_lines_text(text: str, *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from JSON Lines text. See `read_json_lines`.
        """
    @staticmethod
    def read_parquet(path: str | PathLike[str], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from a Parquet file. See `from_arrow` for the kinds of columns.
        """
    @staticmethod
    def read_parquet_bytes(data: SupportsGetItem[int, SupportsIndex], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, shards: SupportsIndex | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads events from the bytes of a Parquet file. See `read_parquet`.
        """
    @staticmethod
    def read_source(path: str | PathLike[str], source: Source, *, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads the export of a vendor from a file, plain or gzip, as a `Source` describes it.
        """
    @staticmethod
    def read_source_bytes(data: bytes, source: Source, *, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads the export of a vendor from bytes, plain or gzip. See `read_source`.
        """
    @staticmethod
    def read_survey(path: str | PathLike[str], *, respondent: str, ratings: dict[str, str], time: str | None = None, at: str | None = None, no_answer: Sequence[SupportsFloat | SupportsIndex] | None = None, no_answer_of: dict[str, Sequence[SupportsFloat | SupportsIndex]] | None = None, weight: str | None = None, whole: str | None = None, keep: Sequence[str] | None = None, names: dict[str, str] | None = None, recode: dict[str, dict[bool | float | str, bool | float | str]] | None = None, missing: Sequence[str] | None = None, time_zone: str | None = None, delimiter: str | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads a wide survey table from a CSV file, plain or gzip: one row a respondent, one column a rated
        touchpoint.

        `ratings` says which column rates which touchpoint, in the order of the journey. Every rating becomes an event with
        the number column `rating`; one more event, named `survey` unless `whole` says otherwise, carries all further
        columns. The time is in the column `time`, or `at` for the whole table. `no_answer` are codes that mean "no answer"
        in all ratings, `no_answer_of` those of single columns, rated or kept.

        `names` gives kept columns (and the weight) other names in the log. `recode` puts words in the place of codes, or
        numbers in that of words: `{"Q2PURP1": {1: "business", 2: "leisure"}}`. What is not listed stays.
        """
    @staticmethod
    def read_survey_bytes(data: bytes, *, respondent: str, ratings: dict[str, str], time: str | None = None, at: str | None = None, no_answer: Sequence[SupportsFloat | SupportsIndex] | None = None, no_answer_of: dict[str, Sequence[SupportsFloat | SupportsIndex]] | None = None, weight: str | None = None, whole: str | None = None, keep: Sequence[str] | None = None, names: dict[str, str] | None = None, recode: dict[str, dict[bool | float | str, bool | float | str]] | None = None, missing: Sequence[str] | None = None, time_zone: str | None = None, delimiter: str | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads a wide survey table from the bytes of a CSV file, plain or gzip. See `read_survey`.
        """
    @staticmethod
    def read_survey_text(text: str, *, respondent: str, ratings: dict[str, str], time: str | None = None, at: str | None = None, no_answer: Sequence[SupportsFloat | SupportsIndex] | None = None, no_answer_of: dict[str, Sequence[SupportsFloat | SupportsIndex]] | None = None, weight: str | None = None, whole: str | None = None, keep: Sequence[str] | None = None, names: dict[str, str] | None = None, recode: dict[str, dict[bool | float | str, bool | float | str]] | None = None, missing: Sequence[str] | None = None, time_zone: str | None = None, delimiter: str | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads a wide survey table from CSV text. See `read_survey`.
        """
    @staticmethod
    def read_xes(path: str | PathLike[str], *, strict: bool = False, journey: str | None = None, time: str | None = None, classifier: str | SupportsGetItem[int, str] | None = None, lifecycle: Literal["pair", "keep", "complete_only"] | None = None, defaults: bool = True, keep: Sequence[str] | None = None, time_zone: str | None = None, max_bytes: SupportsIndex | None = None, max_attribute_bytes: SupportsIndex | None = None, max_depth: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads an XES file (IEEE 1849-2016), plain or gzip: the event logs of process mining.

        A trace is a journey, named by `concept:name` or what `journey` says; an event is named by `concept:name` or by
        `classifier`: the name of a classifier of the file, or a list of keys. Attributes of events become columns,
        those of traces columns `case:key`. A start and a complete event become one event with an end, unless `lifecycle`
        says otherwise. What was left out is told in `quality().input.xes`; `strict=True` refuses it instead.
        """
    @staticmethod
    def read_xes_bytes(data: bytes, *, strict: bool = False, journey: str | None = None, time: str | None = None, classifier: str | SupportsGetItem[int, str] | None = None, lifecycle: Literal["pair", "keep", "complete_only"] | None = None, defaults: bool = True, keep: Sequence[str] | None = None, time_zone: str | None = None, max_bytes: SupportsIndex | None = None, max_attribute_bytes: SupportsIndex | None = None, max_depth: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> EventLog:
        """
        Reads the bytes of an XES file, plain or gzip. See `read_xes`.
        """
    def response_rate(self, /, invitation: str, answer: str, *, within: str | timedelta | None = None, by: str | None = None) -> ResponseReport:
        """
        How many invitations are answered in time? The response rate of a survey, of everybody and by group.
        """
    def retention(self, /, *, period: Literal["hour", "day", "week", "month"] | None = None, periods: SupportsIndex = 12, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, clock: Literal["calendar", "rolling"] | None = None, unbounded: bool = False, eligibility: Literal["period_over", "time_elapsed"] | None = None, until: str | datetime | None = None, rule: Literal["on", "on_or_after", "on_or_before", "streak"] | None = None, start: str | None = None, entry: Literal["first", "first_ever", "recurring"] | None = None, returns: str | None = None, minimum: SupportsIndex = 1, brackets: SupportsGetItem[int, SupportsIndex] = ..., value: str | None = None, reference: Literal["cohort", "previous"] | None = None, by: str | None = None) -> RetentionReport:
        """
        How many customers come back? Retention by cohort and period.

        The defaults are 12 calendar weeks from Monday in UTC.
        """
    def rework(self, /, *, by: str | None = None, min_count: SupportsIndex = 0, top: SupportsIndex | None = None) -> ReworkReport:
        """
        Which touchpoints do customers come to again, at once or after something else?

        `by` is a column that says who served the customer or by which channel: repeats are told apart by whether it was the
        same as before. Ways of returning under `min_count` and beyond `top` are hidden and counted.
        """
    def rfm(self, /, *, of: str | None = None, column: str | None = None, as_of: str | datetime | None = None, scores: SupportsIndex = 5) -> RfmReport:
        """
        Who came last, comes often, and brings much? Customers by their scores of recency, frequency and, with a column,
        monetary value, from 1 to `scores`, the best.
        """
    def save(self, /, path: str | PathLike[str], *, progress: bool | Callable[[Progress], object] | None = None) -> None:
        """
        Saves the log to a file that `EventLog.open` has ready in milliseconds.

        The file is an Arrow IPC file, which polars, pandas, pyarrow and others read as a table of events. A
        selection is saved as what it keeps. The file appears whole or not at all, and replaces an older one even
        while that is open.
        """
    def score(self, /, column: str, measure: SurveyMeasure | str, *, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ..., weight: str | None = None, by: str | None = None) -> ScoreReport:
        """
        What is the score of a survey question, of everybody and by group?

        `measure` is `"nps"`, `"csat"`, `"ces"` or a `SurveyMeasure`.
        """
    def select(self, /, rule: CustomerRule) -> EventLog:
        """
        The journeys whose customers a rule means, with raw names of touchpoints, as a log that shares its events with this
        one. Times in the rule without a zone are UTC.
        """
    def select_rfm(self, /, *, recency: Sequence[SupportsIndex] | None = None, frequency: Sequence[SupportsIndex] | None = None, monetary: Sequence[SupportsIndex] | None = None, of: str | None = None, column: str | None = None, as_of: str | datetime | None = None, scores: SupportsIndex = 5) -> EventLog:
        """
        The customers whose scores are among these, as a log that shares its events with this one; without a list, all
        scores.
        """
    def sentiment(self, /, column: str, *, by: str | None = None, lexicon: str | None = None, rules: Literal["corrected", "vader"] | None = None, examples: SupportsIndex = 3, words: SupportsIndex = 10) -> SentimentReport:
        """
        How positive or negative are comments? Their sentiment, by touchpoint or any other group.
        """
    def session_gap(self, /) -> GapReport:
        """
        After how long a silence does a new visit begin? The histogram of the logarithms of all silences between
        neighbouring events, and its valley between the hill of short and the hill of long ones, if there is one.
        """
    def sessions(self, /, *, gap: str | timedelta | None = None, find_gap: bool = False, largest_gaps: SupportsIndex | None = None, context_gaps: SupportsIndex | None = None, starts: Sequence[str] | None = None, ends: Sequence[str] | None = None, separators: Sequence[str] | None = None, longest: str | timedelta | None = None, most_events: SupportsIndex | None = None, calendar: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, change: Sequence[str] | None = None, column: str | None = None, keep_as: str | None = None) -> tuple[EventLog, SessionReport]:
        """
        Journeys cut into sessions, and what that did. Session `n` of `ann`, from 1, is the journey `ann/n`; the column
        `customer` keeps the id that it had before.

        A journey is cut wherever any of the rules says so. With `column`, the journeys stay as they are and get the ids
        of their sessions in a column of that name.
        """
    def split(self, /, column: str, *, of: Literal["first", "last"] = ...) -> list[tuple[str | None, EventLog]]:
        """
        The log in parts that share its events, by the values of a column, in their order; a journey belongs to that of
        its first or last value. At the end, with `None`, those without a value, if there are any.
        """
    def split_quantiles(self, /, behaviour: Literal["events", "active_days", "sum", "mean", "since_last", "matches"], *, bins: SupportsIndex = 4, of: str | None = None, column: str | None = None, time_zone: str | None = None, as_of: str | datetime | None = None) -> list[tuple[QuantileBin | None, EventLog]]:
        """
        The log in parts that share its events, by quantile bins of what customers do: their number of `events` or
        `active_days`, the `sum` or `mean` of a column, the seconds `since_last`, or the `matches` of the pattern `of`.

        Equal numbers are never in two bins; bins that are empty for that are left out. At the end, with `None`, those
        without a number, if there are any.
        """
    def step_matrix(self, /, *, anchor: str | None = None, occurrence: SupportsIndex = 1, before: SupportsIndex = 0, after: SupportsIndex = 9, top: SupportsIndex | None = None, per_step: bool = False) -> StepMatrixReport:
        """
        Where are customers one, two, three events after an anchor, and where do they go from there?

        The anchor is the first event of each journey, or the first event of a match of the pattern `anchor`: the first match
        unless `occurrence` says otherwise (-1 is the last). `top` lists only the touchpoints with most events, of each step
        with `per_step`; all others are together.
        """
    def stitch(self, /, columns: Sequence[str], *, own_ids: bool = True, normalise: dict[str, SupportsGetItem[int, Literal["case", "blanks", "unicode"]]] | None = None, valid_for: dict[str, str | timedelta] | None = None, expiry: Literal["last_use", "last_login"] | None = None, never: Sequence[str] | None = None, apart: SupportsGetItem[int, tuple[tuple[str, str], tuple[str, str]]] | None = None, distinct: Sequence[str] | None = None, on_conflict: Literal["keep_apart", "merge"] | None = None, max_cluster: SupportsIndex = 1000, keep_as: str | None = None) -> tuple[EventLog, StitchReport]:
        """
        The log with the ids of one person brought together as one customer, and what that did.

        `columns` are those with ids, the most trustworthy first; the log's own ids come last, or where `customer`
        stands. `apart` are pairs of ids, each a pair of column and value, that are different customers.
        """
    def survival(self, /, end: str | None = None, *, start: str | None = None, inactivity: str | timedelta | None = None, competing: SupportsGetItem[int, str] = ..., by: str | None = None, quantiles: SupportsGetItem[int, SupportsFloat | SupportsIndex] | None = None, within: str | timedelta | None = None, until: str | datetime | None = None, at: SupportsGetItem[int, str | timedelta] = ..., points: SupportsIndex = 100) -> SurvivalReport:
        """
        How long until something happens to customers? The share it has not happened to, over time.

        Time starts at the first event of a journey, or at the first match of `start`, and ends at `end`, or with a silence
        longer than `inactivity`. Customers to whom it has not happened when the data end count as long as they were seen.
        """
    def themes(self, /, column: str, *, by: str | None = None, since: str | datetime | None = None, within: str | None = None, words: SupportsIndex = 3, least: SupportsIndex = 5, prior: SupportsFloat | SupportsIndex = 10.0, top: SupportsIndex = 10, examples: SupportsIndex = 2, stop_words: Sequence[str] | None = None, lexicon: str | None = None, rules: Literal["corrected", "vader"] | None = None) -> ThemeReport:
        """
        What do some comments talk about, and others not? Key phrases of one to three words, by group.

        Comments are compared group against all others: by a column or touchpoint (`by`), after against before a time
        (`since`), or else negative against positive ones. With `within`, they are compared once for each touchpoint, or each
        name of a column.
        """
    def time_spent(self, /) -> TimeSpentReport:
        """
        How long do customers stay at a touchpoint?
        """
    def to_bytes(self, /) -> bytes:
        """
        The bytes of the file that `save` writes.
        """
    def to_csv(self, /) -> str:
        """
        Writes all events as CSV: customer by customer in byte order, times as RFC 3339 in UTC.
        """
    def to_xes_bytes(self, /) -> bytes:
        """
        The bytes of the file that `write_xes` writes.
        """
    @property
    def touchpoints(self, /) -> list[str]:
        """
        Names of the touchpoints.
        """
    def transitions(self, /, *, order: SupportsIndex = 1, eventually: bool = False, deviation: bool = False, min_count: SupportsIndex = 0, min_share: SupportsFloat | SupportsIndex | None = None, top: SupportsIndex | None = None) -> TransitionReport:
        """
        Which touchpoint follows which? The directly-follows graph of all journeys.

        `order` tells moves apart by that many touchpoints before them; with `eventually`, anything may lie in between.
        `deviation` asks for the standard deviation of times, too. Rows under `min_count` or `min_share` and beyond `top` are
        hidden and counted.
        """
    def trend(self, /, column: str, measure: SurveyMeasure | str, *, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ..., weight: str | None = None, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, least: SupportsIndex = 30, margin: SupportsFloat | SupportsIndex | None = None, draws: SupportsIndex = 999, seed: SupportsIndex = 1) -> TrendReport:
        """
        How does the score of a survey question go from period to period, and did it really change?

        `measure` is `"nps"`, `"csat"`, `"ces"` or a `SurveyMeasure`; `period` is a month unless told.
        """
    def union(self, /, other: EventLog) -> EventLog:
        """
        Journeys that are in this log or in another view of the same one, or in both: `a | b`.
        """
    def url_tree(self, /, column: str | None = None, *, depth: SupportsIndex = 2, host: bool = True, ids: bool = True, least_share: SupportsFloat | SupportsIndex | None = None) -> UrlTreeReport:
        """
        Which pages does a site have, and how many events and customers are at each? What `Step.url_touchpoints` with the
        same options makes of addresses.
        """
    def variants(self, /, *, top: SupportsIndex | None = None, representative: bool = False) -> VariantReport:
        """
        Which paths do customers take, and how many paths cover most of them?

        `representative` looks for the path with the least mean distance to all others.
        """
    def waiting_time(self, /) -> WaitingTimeReport:
        """
        How long do customers wait before a touchpoint?
        """
    def what_if(self, /, success: str, changes: Sequence[FlowChange] | None = None, *, value: str | None = None, open_after: str | timedelta | None = None) -> WhatIfReport:
        """
        What if fewer customers left at a touchpoint, more went on to another, or all waited less?

        A journey succeeds at the last event of its first match of the pattern `success`. `changes` are made all at once;
        without any, the levers are told. `value` is a number column, such as revenue. Customers without success whose last event
        was less than `open_after` before the end of the data are left out.
        """
    def write_xes(self, /, path: str | PathLike[str], *, progress: bool | Callable[[Progress], object] | None = None) -> None:
        """
        Writes the log as an XES file (IEEE 1849-2016), gzip if the name ends in `.gz`.

        `read_xes` reads it as an equal log, other tools as traces and events. An event with an end is a start and a
        complete event.
        """

@final
class EventRule:
    """
    Which events belong to a touchpoint: a `Predicate`, or a combination of such rules.

    Rules combine with `&`, `|` and `~`.
    """
    def __and__(self, other: object, /) -> EventRule: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __invert__(self, /) -> EventRule: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __or__(self, other: object, /) -> EventRule: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def all(*rules) -> EventRule:
        """
        All of these hold.
        """
    @staticmethod
    def any(*rules) -> EventRule:
        """
        At least one of these holds.
        """
    @staticmethod
    def compare(column: str, *, greater_than: bool | float | str | None = None, at_least: bool | float | str | None = None, less_than: bool | float | str | None = None, at_most: bool | float | str | None = None) -> EventRule:
        """
        The number or time lies within bounds.
        """
    @staticmethod
    def equals(column: str, value: bool | float | str) -> EventRule:
        """
        The value is exactly this one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EventRule:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EventRule:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def glob(column: str, pattern: str) -> EventRule:
        """
        The text matches a glob: `*` any run of characters, `?` any one character.
        """
    @staticmethod
    def not_(rule: EventRule) -> EventRule:
        """
        This does not hold.
        """
    @staticmethod
    def one_of(column: str, values: Sequence[bool | float | str]) -> EventRule:
        """
        The value is one of these.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class EventTypeInfo:
    """
    A type of events.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def attributes(self, /) -> list[str]:
        """
        Names of their attributes.
        """
    @property
    def events(self, /) -> int:
        """
        Events of this type.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> EventTypeInfo:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> EventTypeInfo:
        """
        Reads what `to_json` wrote.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Evidence:
    """
    One kind of evidence of a finding.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def baseline(self, /) -> float:
        """
        What would be expected, in the same unit.
        """
    @property
    def baseline_name(self, /) -> str:
        """
        What the baseline is, in words, such as `other touchpoints of the stage`.
        """
    @property
    def customers_affected(self, /) -> Estimate:
        """
        Customers affected beyond the baseline: the difference times customers; of ratings, two points are one customer.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        How much worse than the baseline it is, in the same unit; of a delight, how much better.
        """
    @property
    def from_(self, /) -> datetime | None:
        """
        Beginning of the stretch of time it is about; `None` for the whole period.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Evidence:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Evidence:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["drop_off", "outage", "waiting_time", "handoff", "rating", "falling_rating", "negative_comments", "failed_attempts", "repetition", "return_loop", "support_contact", "repeated_contact", "delight"]:
        """
        Kind.
        """
    @property
    def measured(self, /) -> Estimate:
        """
        What was measured: a share of customers, or for ratings a mean emotion from -2 to +2.
        """
    @property
    def operation(self, /) -> str:
        """
        Operation that gives the customers behind `measured`: `MeasuredMap.cases`.
        """
    @property
    def p(self, /) -> float:
        """
        One-sided p-value for "no worse than the baseline".
        """
    @property
    def p_adjusted(self, /) -> float:
        """
        The same, adjusted for all candidates that were tested (Benjamini-Hochberg).
        """
    @property
    def statement(self, /) -> str:
        """
        One line for people.
        """
    @property
    def threshold_seconds(self, /) -> float | None:
        """
        Customers who waited longer than this count as late; only for waits.
        """
    @property
    def to(self, /) -> datetime | None:
        """
        End of that stretch.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ExpectedEmotion:
    """
    An emotion that is expected at a touchpoint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, touchpoint: str, valence: SupportsFloat | SupportsIndex, *, group: str | None = None) -> ExpectedEmotion: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ExpectedEmotion:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ExpectedEmotion:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Group that is expected to feel so; everybody, and every group without an own one, if left out.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        The touchpoint.
        """
    @property
    def valence(self, /) -> float:
        """
        From -2 (very negative) to +2 (very positive).
        """

@final
class Fault:
    """
    Something that is wrong at a touchpoint, planted to be found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def annoys(touchpoint: str, *, persona: str, by: SupportsFloat | SupportsIndex) -> Fault:
        """
        One kind of customer likes it less.
        """
    @staticmethod
    def breaks(touchpoint: str, *, from_: str | datetime, to: str | datetime, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        It is broken between two times.
        """
    @staticmethod
    def does_not_help(touchpoint: str, *, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        More customers who asked for help here ask again at another touchpoint of support. The map must have two of them.
        """
    @staticmethod
    def draws_complaints(touchpoint: str, *, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        More comments are negative. The map must say where comments are.
        """
    @staticmethod
    def fails(touchpoint: str, *, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        More customers have a failed attempt first. The map must say which events are failed attempts.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Fault:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Fault:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def hands_over_slowly(touchpoint: str, *, factor: SupportsFloat | SupportsIndex) -> Fault:
        """
        Customers who are handed over to it from another owner wait longer. The map must have owners.
        """
    @staticmethod
    def loses_customers(touchpoint: str, *, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        More customers leave.
        """
    @staticmethod
    def needs_help(touchpoint: str, *, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        More customers need help straight afterwards. The map must have touchpoints of support.
        """
    @staticmethod
    def repeats(touchpoint: str, *, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        More customers do it again at once. The map must say that it is to be done only once.
        """
    @staticmethod
    def sends_back(touchpoint: str, *, share: SupportsFloat | SupportsIndex) -> Fault:
        """
        More customers are sent back to where they came from, and come again.
        """
    @staticmethod
    def slow(touchpoint: str, *, factor: SupportsFloat | SupportsIndex) -> Fault:
        """
        Customers wait longer for it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def worsens(touchpoint: str, *, from_: str | datetime, by: SupportsFloat | SupportsIndex) -> Fault:
        """
        Everybody likes it less from some time on.
        """

@final
class Finding:
    """
    One detected, ranked, evidenced statement: a pain point, a bottleneck, a silo or a delight.

    Everything that was found at one touchpoint about the same customers is one finding, with one piece of evidence for
    each kind. What the data say is an observation: it is no proof of a cause.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def comments(self, /) -> list[CommentExample]:
        """
        What some of them wrote there, at most three: the most negative first, for a delight the most positive.
        """
    @property
    def customers_affected(self, /) -> Estimate:
        """
        Customers affected beyond what the baseline would give, by the weightiest evidence. Findings are ranked by the lower
        end of its interval times the severity of the kind.
        """
    @property
    def delays(self, /) -> list[BottleneckRow]:
        """
        Where the time goes, if customers wait too long: the moves to the touchpoint by falling time lost, at most three, each with
        its load, batches and overtaking, as `EventLog.bottlenecks` measures them; shares of time lost and p-values are those
        among all moves to the touchpoint. Empty for other findings.
        """
    @property
    def evidence(self, /) -> list[Evidence]:
        """
        How it is known, weightiest first; at least one piece.
        """
    @property
    def examples(self, /) -> list[str]:
        """
        Ids of some customers who went through it, at most five, in byte order.
        """
    @property
    def from_(self, /) -> datetime | None:
        """
        Since when: beginning of the stretch of time it is about; `None` for the whole period.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Finding:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Finding:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["drop_off", "outage", "waiting_time", "handoff", "rating", "falling_rating", "negative_comments", "failed_attempts", "repetition", "return_loop", "support_contact", "repeated_contact", "delight"]:
        """
        Kind of the weightiest evidence.
        """
    @property
    def owner(self, /) -> str | None:
        """
        Team that answers for the touchpoint.
        """
    @property
    def persona(self, /) -> str | None:
        """
        Id of the persona that it is about; `None` for everybody.
        """
    @property
    def rank(self, /) -> int:
        """
        1 is the worst; of delights, the best.
        """
    @property
    def stage(self, /) -> str:
        """
        Id of the stage.
        """
    @property
    def statement(self, /) -> str:
        """
        One line for people, such as `38 % leave here, 21 % expected`: the weightiest evidence.
        """
    @property
    def status(self, /) -> Literal["confirmed", "new"]:
        """
        Whether the map already states a pain point there.
        """
    @property
    def tested(self, /) -> int:
        """
        Candidates that were tested: p-values are adjusted for so many.
        """
    @property
    def to(self, /) -> datetime | None:
        """
        End of that stretch; `None` if it goes on at the end of the data.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Id of the touchpoint.
        """
    @property
    def value_at_stake(self, /) -> Estimate | None:
        """
        What these customers would bring if it were as at the baseline: customers affected times the difference in value
        between customers who do not suffer and those who do. `None` without a column of values.
        """

@final
class FindingChange:
    """
    A finding before and after.

    The shares are those of the customers who suffer (of a delight, who are delighted), counted alike on both sides: by
    the limits and baselines of the side where it was found first.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def after(self, /) -> Estimate:
        """
        Share of the customers after.
        """
    @property
    def after_again(self, /) -> Estimate | None:
        """
        The same for after.
        """
    @property
    def before(self, /) -> Estimate:
        """
        Share of the customers before.
        """
    @property
    def before_again(self, /) -> Estimate | None:
        """
        Where it was found before: the share among the half of the customers that was not used to find it. `None` if the other
        half does not show it, and without logs.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        After less before, of the shares found again where there are any: what is judged.
        """
    @property
    def fate(self, /) -> Literal["gone", "smaller", "same", "larger", "new", "unclear", "not_enough_data"]:
        """
        What became of it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FindingChange:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FindingChange:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["drop_off", "outage", "waiting_time", "handoff", "rating", "falling_rating", "negative_comments", "failed_attempts", "repetition", "return_loop", "support_contact", "repeated_contact", "delight"]:
        """
        Kind of the evidence.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "no difference".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for everything that was tested (Benjamini-Hochberg).
        """
    @property
    def persona(self, /) -> str | None:
        """
        Id of the persona; `None` for everybody.
        """
    @property
    def rank_after(self, /) -> int | None:
        """
        Rank of the finding after; `None` if it was not found.
        """
    @property
    def rank_before(self, /) -> int | None:
        """
        Rank of the finding before; `None` if it was not found.
        """
    @property
    def stage(self, /) -> str:
        """
        Id of the stage.
        """
    @property
    def statement(self, /) -> str:
        """
        The same in words, with its numbers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Id of the touchpoint.
        """
    @property
    def value_after(self, /) -> Estimate | None:
        """
        Value at stake after.
        """
    @property
    def value_before(self, /) -> Estimate | None:
        """
        Value at stake before, if this was the weightiest evidence of a finding.
        """

@final
class FlattenReport:
    """
    What flattening by a type of objects does to the events: an event is in the log as often as it has objects of the
    type, so counts of events in the log are not counts of what happened.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def converging_events(self, /) -> int:
        """
        Events with several objects of the type (convergence).
        """
    @property
    def diverging_events(self, /) -> int:
        """
        Events of the flat log whose journey has another one of the same type with other objects of other types
        (divergence): they look repeated, and are about something else.
        """
    @property
    def events(self, /) -> int:
        """
        Events of the object log.
        """
    @property
    def events_without_object(self, /) -> int:
        """
        Events without an object of the type; they are not in the flat log (deficiency).
        """
    @property
    def flat_events(self, /) -> int:
        """
        Events of the flat log.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FlattenReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FlattenReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def object_type(self, /) -> str:
        """
        The type.
        """
    @property
    def objects(self, /) -> int:
        """
        Objects of the type.
        """
    @property
    def objects_without_events(self, /) -> int:
        """
        Objects of the type without any event; they are no journeys.
        """
    @property
    def repeated_events(self, /) -> int:
        """
        How many events of the flat log are repetitions of one for another object.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class FlowChange:
    """
    One thing that is changed along the way. Each is by a factor, or to a value.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def drop_off(touchpoint: str, *, factor: SupportsFloat | SupportsIndex | None = None, share: SupportsFloat | SupportsIndex | None = None) -> FlowChange:
        """
        The share of visits to a touchpoint after which a journey ends without success: `factor` times as many, or this
        `share` of them.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FlowChange:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FlowChange:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def move_(source: str, target: str, *, factor: SupportsFloat | SupportsIndex | None = None, share: SupportsFloat | SupportsIndex | None = None) -> FlowChange:
        """
        The share of customers at one touchpoint who go on to another: `factor` times as many, or this `share` of them.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def waiting(touchpoint: str, *, factor: SupportsFloat | SupportsIndex | None = None, span: str | timedelta | None = None) -> FlowChange:
        """
        The time from the event before to one at a touchpoint: `factor` times as long, or so long (`span`) on average.
        """

@final
class FrequentReport:
    """
    Answer of [`FrequentPatterns`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Journeys of all groups.
        """
    @property
    def found(self, /) -> int:
        """
        Patterns that were found, also those that are not listed.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FrequentReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FrequentReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def groups(self, /) -> list[PatternGroup]:
        """
        The groups that are compared; one if none are.
        """
    @property
    def hidden(self, /) -> int:
        """
        Patterns that are not listed because of `top`.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def left_out(self, /) -> int:
        """
        Journeys of no group: they have another value, several values or none.
        """
    @property
    def longer(self, /) -> bool:
        """
        Whether longer patterns than asked for are frequent (with a limit on values: may be).
        """
    @property
    def rows(self, /) -> list[FrequentRow]:
        """
        Patterns by falling number of journeys; if groups are compared, by falling difference of their shares, whichever is
        larger, and then by journeys. Then by their touchpoints in the order of the log.
        """
    @property
    def tested(self, /) -> int:
        """
        Patterns that were tested for a difference: p-values are adjusted for so many.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class FrequentRow:
    """
    A pattern and in how many journeys it is.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def contrast(self, /) -> PatternContrast | None:
        """
        How two groups differ; `None` unless they are compared.
        """
    @property
    def customers(self, /) -> int:
        """
        Journeys that have it: its support.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FrequentRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FrequentRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def path(self, /) -> list[str]:
        """
        Touchpoints in order; anything may lie in between.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of all journeys, or of those of both groups.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class FunnelBin:
    """
    How many customers finished within a time, and the share that would have if nobody were open.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def at_risk(self, /) -> int:
        """
        Customers who were still seen without having finished right before `to_seconds`.
        """
    @property
    def cumulative(self, /) -> Estimate:
        """
        Share of the customers of the first step who finished up to `to_seconds`, by the Kaplan-Meier estimate: open
        customers count as long as they were seen, and so do dropped ones.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers who finished in between.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FunnelBin:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FunnelBin:
        """
        Reads what `to_json` wrote.
        """
    @property
    def from_seconds(self, /) -> float:
        """
        From this time after the first step.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def to_seconds(self, /) -> float:
        """
        Up to this time, which is in the next bin unless it is the last one.
        """

@final
class FunnelCorrelation:
    """
    Something that goes along with finishing, or with dropping. This is no proof of a cause.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        `touchpoint`, or the column.
        """
    @property
    def converted(self, /) -> int:
        """
        Converted customers with it.
        """
    @property
    def dropped(self, /) -> int:
        """
        Dropped customers with it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FunnelCorrelation:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FunnelCorrelation:
        """
        Reads what `to_json` wrote.
        """
    @property
    def odds_ratio(self, /) -> float:
        """
        Odds of success with it against those without it, 1 added to all four counts.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the share of converted customers is the same with and without it".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for all that were tested (Benjamini-Hochberg).
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str:
        """
        Touchpoint or value.
        """

@final
class FunnelNext:
    """
    What customers did next who dropped after a step.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers who dropped here and did this next.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FunnelNext:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FunnelNext:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["touchpoint", "end", "other"]:
        """
        What the row is.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the customers who dropped here.
        """
    @property
    def step(self, /) -> int:
        """
        Number of the last step that they passed, from 1.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        Touchpoint of the very next event; `None` if there is none, or for the sum of all others.
        """

@final
class FunnelPeriod:
    """
    Customers whose first step lies in a period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def complete(self, /) -> bool:
        """
        Whether the period is over, and nobody in it is open: later data will not change the row.
        """
    @property
    def conversion(self, /) -> Estimate:
        """
        Share of converted customers among converted and dropped ones.
        """
    @property
    def converted(self, /) -> int:
        """
        Of these, customers who passed all steps.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers who passed the first step in it.
        """
    @property
    def dropped(self, /) -> int:
        """
        Customers who did not, and whose time is over.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FunnelPeriod:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FunnelPeriod:
        """
        Reads what `to_json` wrote.
        """
    @property
    def open(self, /) -> int:
        """
        Customers who did not yet, and still may.
        """
    @property
    def period(self, /) -> str:
        """
        First day of the period, such as `2024-01-29`; of an hour its beginning, such as `2024-01-29T15:00+01:00`.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class FunnelReport:
    """
    Answer of [`Funnel`](super::Funnel).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def bins(self, /) -> list[FunnelBin]:
        """
        Times from the first step to the last one, if asked: from 0 to the window, or to the longest one without a window.
        Empty if nobody finished, or if there were too many times to hold each of them.
        """
    @property
    def conversion(self, /) -> Estimate:
        """
        Share of converted customers among converted and dropped ones.
        """
    @property
    def converted(self, /) -> int:
        """
        Customers who passed all steps.
        """
    @property
    def correlations(self, /) -> list[FunnelCorrelation]:
        """
        What goes along with success, if asked: smallest p first.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers of the log, also those without the first step.
        """
    @property
    def dropped(self, /) -> int:
        """
        Customers who passed the first step, not all, and whose time is over.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FunnelReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FunnelReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def next(self, /) -> list[FunnelNext]:
        """
        What dropped customers did next, if asked: by step, most frequent first.
        """
    @property
    def open(self, /) -> int:
        """
        Customers who passed the first step, not all, and whose window is still running at the end of the data.
        """
    @property
    def rows(self, /) -> list[FunnelRow]:
        """
        Steps in order; with `by`, those of everybody first, then those of each group in the order of the groups' names.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Time from the first step to the last, of converted customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def too_few(self, /) -> int | None:
        """
        Touchpoints and values that were not compared, because too few customers have them, or lack them.
        """
    @property
    def trend(self, /) -> list[FunnelPeriod]:
        """
        By period of the first step, in order of time, if asked. Periods without anybody are left out.
        """

@final
class FunnelRow:
    """
    A step of a funnel.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def conversion(self, /) -> Estimate:
        """
        Share of the customers of the step before, without those who are open there; undefined for the first.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers who reached this step; sessions or attempts if these are counted.
        """
    @property
    def dropped(self, /) -> int:
        """
        Customers who got here, no further, and whose time is over.
        """
    @property
    def entered(self, /) -> int | None:
        """
        In an open funnel, customers who did not come here from the step before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FunnelRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FunnelRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Value of `by`; `None` for everybody.
        """
    @property
    def open(self, /) -> int:
        """
        Customers who got here, no further yet, and whose window is still running at the end of the data.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the customers of the first step, without those who are open at an earlier step.
        """
    @property
    def step(self, /) -> int:
        """
        Number of the step, from 1.
        """
    @property
    def time_from_first(self, /) -> DurationStats:
        """
        Time from the first step.
        """
    @property
    def time_from_previous(self, /) -> DurationStats:
        """
        Time from the step before.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Name of the step, which is its touchpoint or pattern unless it has one of its own.
        """
    @property
    def value(self, /) -> FunnelValue | None:
        """
        Sum of a column at this step, if asked.
        """

@final
class FunnelValue:
    """
    Values of a column at a step of a funnel.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> FunnelValue:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> FunnelValue:
        """
        Reads what `to_json` wrote.
        """
    @property
    def lost(self, /) -> float:
        """
        Sum over those who went no further, and whose time is over.
        """
    @property
    def n(self, /) -> int:
        """
        Customers with a value there.
        """
    @property
    def sum(self, /) -> float:
        """
        Sum over the customers who passed the step.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class GapBin:
    """
    Silences of about the same length.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> GapBin:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> GapBin:
        """
        Reads what `to_json` wrote.
        """
    @property
    def from_seconds(self, /) -> float:
        """
        Shortest length in this bin.
        """
    @property
    def gaps(self, /) -> int:
        """
        Silences.
        """
    @property
    def smoothed(self, /) -> float:
        """
        Mean of the bins around, the nearer ones with more weight; what valleys are looked for in.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def to_seconds(self, /) -> float:
        """
        Shortest length beyond it.
        """

@final
class GapReport:
    """
    Answer of [`EventLog::session_gap`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> GapReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> GapReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gaps(self, /) -> int:
        """
        Silences of more than 0.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def no_valley(self, /) -> Literal["too_few", "one_hill"] | None:
        """
        Why there is no valley.
        """
    @property
    def resolution_seconds(self, /) -> float:
        """
        All silences are multiples of this; 1 µs if there is none.
        """
    @property
    def rows(self, /) -> list[GapBin]:
        """
        Histogram of the silences: bins of an eighth of a power of ten, from the first to the last that is not empty.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def valley(self, /) -> GapValley | None:
        """
        Where short and long silences part.
        """
    @property
    def zero_gaps(self, /) -> int:
        """
        Events at the same time as the one before.
        """

@final
class GapValley:
    """
    A limit that parts short silences from long ones.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def depth(self, /) -> float:
        """
        By what share of the lower hill the valley lies below it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> GapValley:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> GapValley:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gap(self, /) -> timedelta:
        """
        The limit.
        """
    @property
    def longer_seconds(self, /) -> float:
        """
        The usual long silence.
        """
    @property
    def share_longer(self, /) -> float:
        """
        Share of the silences that are longer than the limit.
        """
    @property
    def shorter_seconds(self, /) -> float:
        """
        The usual short silence.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Generalize:
    """
    How a column is made coarser.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Generalize:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Generalize:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def prefix(characters: SupportsIndex) -> Generalize:
        """
        The first characters of names and texts, such as two of a postcode.
        """
    @staticmethod
    def rare(k: SupportsIndex, *, other: str = ...) -> Generalize:
        """
        Names that fewer than `k` customers have become `other`.
        """
    @staticmethod
    def span(length: str | timedelta) -> Generalize:
        """
        Times are put back to the beginning of a span of this length, counted from 1970 in UTC.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def width(width: SupportsFloat | SupportsIndex) -> Generalize:
        """
        Numbers are put down to a multiple of the width: 34 becomes 30 with a width of 10.
        """

@final
class GroupSize:
    """
    How big a group is.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Journeys.
        """
    @property
    def events(self, /) -> int:
        """
        Events.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> GroupSize:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> GroupSize:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Handoff:
    """
    Moves from a touchpoint of one owner to a touchpoint of another.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Moves.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Handoff:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Handoff:
        """
        Reads what `to_json` wrote.
        """
    @property
    def source(self, /) -> str:
        """
        Owner who hands over.
        """
    @property
    def target(self, /) -> str:
        """
        Owner who takes over.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def waiting_time(self, /) -> DurationStats:
        """
        How long customers waited in between.
        """

@final
class HandoffParty:
    """
    One who serves customers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @property
    def ends(self, /) -> int:
        """
        Journeys that end here: customers who were not handed over any more.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> HandoffParty:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> HandoffParty:
        """
        Reads what `to_json` wrote.
        """
    @property
    def given(self, /) -> int:
        """
        Handoffs to others.
        """
    @property
    def name(self, /) -> str:
        """
        Value of the column.
        """
    @property
    def taken(self, /) -> int:
        """
        Handoffs from others.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class HandoffReport:
    """
    Answer of [`Handoffs`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def by(self, /) -> str:
        """
        Column that says who served the customer.
        """
    @property
    def count(self, /) -> int:
        """
        Handoffs in all.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers with an event of somebody.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> HandoffReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> HandoffReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def handed_over(self, /) -> Estimate:
        """
        Share of these who were handed over at least once.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def parties(self, /) -> list[HandoffParty]:
        """
        All who served customers, in byte order.
        """
    @property
    def repeated(self, /) -> Estimate:
        """
        Share of these who had to ask somebody else again at least once.
        """
    @property
    def repeats(self, /) -> list[RepeatRow]:
        """
        Repeats by falling count, then by touchpoint in the order of the log, source and target.
        """
    @property
    def rows(self, /) -> list[HandoffRow]:
        """
        Handoffs by falling count, then by source and target in byte order.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def unassigned(self, /) -> int:
        """
        Events of nobody.
        """
    @property
    def wait(self, /) -> DurationStats:
        """
        Waiting time of all handoffs.
        """

@final
class HandoffRow:
    """
    Customers who went from one to another.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def back(self, /) -> int:
        """
        Handoffs back to whoever had the customer right before the source.
        """
    @property
    def count(self, /) -> int:
        """
        Handoffs.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> HandoffRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> HandoffRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def overlaps(self, /) -> int:
        """
        Handoffs before the last event at the source was over; their waiting time is 0.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the handoffs by `source`.
        """
    @property
    def source(self, /) -> str:
        """
        Who handed over.
        """
    @property
    def target(self, /) -> str:
        """
        Who took over.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def wait(self, /) -> DurationStats:
        """
        Waiting time.
        """

@final
class IdExample:
    """
    An id.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Its column.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> IdExample:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> IdExample:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str:
        """
        Its value.
        """

@final
class ImportancePerformanceRow:
    """
    Importance of a rated item beside how well it does.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ImportancePerformanceRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ImportancePerformanceRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def importance(self, /) -> float | None:
        """
        Share of the explained variance.
        """
    @property
    def item(self, /) -> str:
        """
        The item in a few words.
        """
    @property
    def mean(self, /) -> Estimate:
        """
        Mean rating of all who answered, also of those who left another item out.
        """
    @property
    def opportunity(self, /) -> float | None:
        """
        Opportunity score from 0 to 20: above 10 worth pursuing, above 15 extreme.
        """
    @property
    def performance(self, /) -> float | None:
        """
        The mean rating as a share of the scale: 0 is the worst answer, 1 the best.
        """
    @property
    def quadrant(self, /) -> Literal["concentrate_here", "keep_up", "low_priority", "possible_overkill"] | None:
        """
        Where it lies.
        """
    @property
    def satisfied(self, /) -> Estimate:
        """
        Share of the best answers.
        """
    @property
    def stated(self, /) -> Estimate | None:
        """
        Share of the best answers to how important it is; `None` if importance is derived.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        The touchpoint that it is about.
        """

@final
class IncidenceRow:
    """
    How many customers had one of several outcomes up to a time.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def events(self, /) -> int:
        """
        Customers with this outcome at this time and since the row before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> IncidenceRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> IncidenceRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def outcome(self, /) -> str:
        """
        The outcome: a pattern, or `inactivity`.
        """
    @property
    def seconds(self, /) -> float:
        """
        Time since the start.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of customers who had this outcome up to this time.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class InteractionCount:
    """
    Customers with so many events.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers with exactly this number.
        """
    @property
    def events(self, /) -> int:
        """
        Number of events.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> InteractionCount:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> InteractionCount:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class InteractionReport:
    """
    Answer of [`Interactions`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> InteractionReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> InteractionReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def overall(self, /) -> InteractionRow:
        """
        All touchpoints together.
        """
    @property
    def rows(self, /) -> list[InteractionRow]:
        """
        Touchpoints with events, in the order of the log.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class InteractionRow:
    """
    Events per customer, overall or at a touchpoint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers with at least one event here.
        """
    @property
    def distribution(self, /) -> list[InteractionCount]:
        """
        Customers by number of events, from the smallest number.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> InteractionRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> InteractionRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def mean(self, /) -> Estimate:
        """
        Events per customer, with an interval by the normal approximation.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        Touchpoint; `None` for all together.
        """

@final
class Issue:
    """
    One problem of a document, with its place. A document is read to its end, so that all its
    problems are reported at once.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str:
        """
        Stable name of the kind of problem, such as `unknown_field`.
        """
    @property
    def expected(self, /) -> str | None:
        """
        What would be right there.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Issue:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Issue:
        """
        Reads what `to_json` wrote.
        """
    @property
    def message(self, /) -> str:
        """
        What is wrong, in a sentence.
        """
    @property
    def place(self, /) -> Place:
        """
        Where it is.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class JourneyFact:
    """
    One number that a journey has, or has not: an answer to a question, or what happened at a touchpoint.

    Yes is 1 and no is 0. Several answers of one journey are joined as the analysis says.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def answer(column: str, *, touchpoint: str | None = None, min: SupportsFloat | SupportsIndex = 1.0, max: SupportsFloat | SupportsIndex = 5.0, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> JourneyFact:
        """
        An answer on a scale of whole steps. What is off the scale, and codes for "no answer" on it, is no answer.
        """
    @staticmethod
    def flag(column: str) -> JourneyFact:
        """
        The last value of a column of yes and no.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> JourneyFact:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> JourneyFact:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def matches(pattern: str) -> JourneyFact:
        """
        Whether the journey has a match of a pattern.
        """
    @staticmethod
    def number(column: str, *, touchpoint: str | None = None) -> JourneyFact:
        """
        Any number, such as a price.
        """
    @staticmethod
    def repeated(touchpoint: str) -> JourneyFact:
        """
        Whether the customer came back to a touchpoint: two visits or more.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def visited(touchpoint: str) -> JourneyFact:
        """
        Whether the customer was at a touchpoint.
        """
    @staticmethod
    def visits(touchpoint: str) -> JourneyFact:
        """
        How many visits to a touchpoint there were: unbroken runs of events.
        """
    @staticmethod
    def waiting_time(touchpoint: str) -> JourneyFact:
        """
        Mean seconds waited before the visits to a touchpoint; none if nobody waited for one.
        """

@final
class JourneyMap:
    """
    A customer journey map: the document that a team keeps and that this library measures.

    A map is always valid: whatever makes one checks it and raises `InvalidMapError` with all problems.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, stages: Sequence[Stage] | None = None, objective: str | None = None, scope: Scope | None = None, owner: str | None = None, time_zone: str | None = None, rating: RatingScale | None = None, comments: CommentColumn | None = None, personas: Sequence[Persona] | None = None, planned_paths: Sequence[PlannedPath] | None = None, kpis: Sequence[Kpi] | None = None) -> JourneyMap: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def before_after(self, /, log: EventLog, *, at: str | datetime | None = None, window: str | timedelta | None = None, gap: str | timedelta | None = None, version: str | None = None, before: str | None = None, after: str | None = None, goal: str | None = None, guards: Sequence[str] | None = None, margin: SupportsFloat | SupportsIndex = 0.05, margins: dict[str, SupportsFloat | SupportsIndex] | None = None, control: CustomerRule | None = None, same_mix: str | None = None, mix: Sequence[str] | None = None, min_sample: SupportsIndex = 30, open_within: str | timedelta | None = None, hours: "dict[str, object] | None" = None, value: str | None = None) -> BeforeAfterReport:
        """
        Was the change a success? Every KPI and every finding of the map, before and after.

        Either `at`, an instant: two periods of equal length (`window`; if left out, as many whole weeks as the log has on both
        sides) with the customers who began in them, after a `gap` that belongs to neither. Or `version`, a column that tells the
        version of a journey, with the values `before` and `after`.

        `goal` is the id of the KPI that the change was for (`completion` for the share of completed journeys), `guards` are
        those that must not become worse. A change of less than the share `margin` of the value before does not matter;
        `margins` are those of single KPIs, by id, in their units. `control` says which customers the change did not touch.
        `same_mix` names a column whose mix is made the same on both sides, `mix` those whose mix is told. Samples under
        `min_sample` give no verdict; `open_within`, `hours` and `value` are those of `measure`.
        """
    def bind(self, /, log: EventLog) -> BoundLog:
        """
        Which events belong to which touchpoint? Applies the rules of the map to a log.
        """
    @property
    def comments(self, /) -> CommentColumn | None:
        """
        Where comments are found in the events.
        """
    @property
    def format(self, /) -> int:
        """
        Version of the format: 1.
        """
    @staticmethod
    def from_bytes(data: bytes, name: str = "") -> JourneyMap:
        """
        Reads a map from the bytes of a file called `name`, whose ending says whether it is JSON (`.json`) or
        YAML (`.yaml`, `.yml`). With any other ending, a text that begins with `{` is JSON.
        """
    @staticmethod
    def from_json(text: str) -> JourneyMap:
        """
        Reads a map from JSON text. In contrast to YAML, a number is never taken for a text.
        """
    @staticmethod
    def from_yaml(text: str) -> JourneyMap:
        """
        Reads a map from YAML 1.2 text.

        The whole document is read and checked, and all its problems are reported at once, in the `issues` of
        the exception.
        """
    def funnel(self, /, log: EventLog, *, within: str | timedelta | None = None) -> FunnelReport:
        """
        How many customers get from stage to stage, all within a time of the first one? A step is a stage with touchpoints,
        any of which will do.
        """
    @property
    def kpis(self, /) -> list[Kpi]:
        """
        Measures with targets.
        """
    @staticmethod
    def load(path: str | PathLike[str]) -> JourneyMap:
        """
        Reads a map from a YAML or JSON file.
        """
    def measure(self, /, log: EventLog, *, open_within: str | timedelta | None = None, min_sample: SupportsIndex = 30, findings: SupportsIndex = 20, value: str | None = None, support_within: str | timedelta | None = None, hours: "dict[str, object] | None" = None, progress: bool | Callable[[Progress], object] | None = None) -> MeasuredMap:
        """
        What do the data say about this map? Fills in every number: for everybody and for each persona,
        per stage and touchpoint, every KPI, and a ranked list of what hurts.

        An incomplete journey is open, not lost, if its last event lies within `open_within` of the end of the data
        (if left out, 30 days or twice the longest target waiting time). Samples under `min_sample` are flagged. At most
        `findings` pain points are listed, and as many delights. `value` is the number column with the amounts that customers
        bring, for the value at stake; if left out, that of the map's first KPI about revenue. Customers who come for help
        within `support_within` (7 days) come because of the touchpoint before. With opening `hours`, as in
        `EventLog.bottlenecks`, only what of a wait falls into them counts.
        """
    @property
    def name(self, /) -> str:
        """
        Name of the map.
        """
    @property
    def objective(self, /) -> str | None:
        """
        What the map is for.
        """
    @property
    def owner(self, /) -> str | None:
        """
        Who answers for the map.
        """
    @property
    def personas(self, /) -> list[Persona]:
        """
        Kinds of customers.
        """
    @property
    def planned_paths(self, /) -> list[PlannedPath]:
        """
        Paths that the team designed.
        """
    @property
    def rating(self, /) -> RatingScale | None:
        """
        Where ratings are found in the events, unless a touchpoint says otherwise.
        """
    def save(self, /, path: str | PathLike[str]) -> None:
        """
        Writes the map to a file, as JSON if its name ends with `.json` and as YAML if with `.yaml` or `.yml`.
        """
    @property
    def scope(self, /) -> Scope | None:
        """
        From where to where the journey goes.
        """
    def simulate(self, /, seed: SupportsIndex = 1, *, customers: SupportsIndex = 5000, from_: str | datetime | None = None, period: str | timedelta | None = None, faults: Sequence[Fault] | None = None, data_faults: Sequence[DataFault] | None = None, returning: SupportsFloat | SupportsIndex = 0.0, return_after: str | timedelta | None = None, shards: SupportsIndex | None = None) -> EventLog:
        """
        What would a log of this map look like? A believable one, drawn with a seed.

        The defaults are 5,000 customers who arrive within 180 days from 2024-01-01 on, and nothing wrong. A share
        `returning` of those who completed a journey come back for another, after 14 days or the stated median time.
        """
    @property
    def stages(self, /) -> list[Stage]:
        """
        Phases of the journey, in order.
        """
    @staticmethod
    def template(name: str) -> JourneyMap:
        """
        A complete map to start from; `templates` lists the names.
        """
    @staticmethod
    def template_text(name: str) -> str:
        """
        The YAML text of a template, with its comments.
        """
    @staticmethod
    def templates() -> list[str]:
        """
        Names of all templates.
        """
    @property
    def time_zone(self, /) -> str | None:
        """
        IANA time zone of everything with a calendar; UTC if left out.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The map as indented JSON. Reading it again gives an equal map.
        """
    def to_yaml(self, /) -> str:
        """
        The map as YAML. Reading it again gives an equal map.
        """
    @property
    def touchpoints(self, /) -> list[Touchpoint]:
        """
        All touchpoints, in the order of the stages.
        """

@final
class KAnonymous:
    """
    A table from which every row with a small cell was left out.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def column(self, /) -> str | None:
        """
        Column whose sum says how much was left out: `customers`, else the first count. `None` for tables without counts.
        """
    @property
    def k(self, /) -> int:
        """
        No count in the table is from 1 to below this.
        """
    @property
    def suppressed(self, /) -> Estimate:
        """
        Share of the sum of that column that was left out.
        """
    @property
    def suppressed_rows(self, /) -> int:
        """
        Rows left out.
        """
    def to_csv(self, /) -> str:
        """
        The rows that may be seen as CSV, with the names of the columns first.
        """

@final
class Kpi:
    """
    A measure with its target.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, name: str, measure: KpiMeasure, scope: KpiScope | None = None, target: float | str | timedelta | None = None, direction: Literal["up", "down"] | None = None) -> Kpi: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def direction(self, /) -> Literal["up", "down"] | None:
        """
        Whether more is better; if left out, what is usual for the measure.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Kpi:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Kpi:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        Unique within the map.
        """
    @property
    def measure(self, /) -> KpiMeasure:
        """
        What is measured, with exactly the parameters it needs.
        """
    @property
    def name(self, /) -> str:
        """
        Name to show.
        """
    @property
    def scope(self, /) -> KpiScope:
        """
        Which part of the map it is about; the whole map if left out.
        """
    @property
    def target(self, /) -> float | timedelta | None:
        """
        Value to reach: a number (rates as a share of 1, scores in points, money in its unit) or,
        for times, a time span.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class KpiChange:
    """
    A KPI before and after.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def adjustment(self, /) -> Literal["none", "season", "control"]:
        """
        What was taken off.
        """
    @property
    def after(self, /) -> Estimate:
        """
        Value after.
        """
    @property
    def before(self, /) -> Estimate:
        """
        Value before.
        """
    @property
    def control(self, /) -> Estimate | None:
        """
        Difference of the customers whom the change did not touch.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        After less before.
        """
    @property
    def direction(self, /) -> Literal["up", "down"]:
        """
        Which way is better.
        """
    @property
    def earlier(self, /) -> Estimate | None:
        """
        Value in as long a period just before the one before, if the log goes back so far: if that is closer to the value
        after, the period before was unusual.
        """
    @property
    def effect(self, /) -> Estimate:
        """
        What is judged: the difference, less what would have come anyway as far as that is known.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> KpiChange:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> KpiChange:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kpi(self, /) -> str:
        """
        Id of the KPI; `completion` for the share of completed journeys.
        """
    @property
    def margin(self, /) -> float:
        """
        An effect within this on both sides of 0 does not matter.
        """
    @property
    def mix_reverses(self, /) -> bool:
        """
        Whether the difference turns round with the same mix (Simpson's paradox).
        """
    @property
    def name(self, /) -> str:
        """
        Name to show.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "no effect".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for everything that was tested (Benjamini-Hochberg).
        """
    @property
    def persona(self, /) -> str | None:
        """
        Id of the persona; `None` for everybody.
        """
    @property
    def same_mix(self, /) -> Estimate | None:
        """
        Difference if both sides had the mix of both together.
        """
    @property
    def season(self, /) -> Estimate | None:
        """
        Difference between the same weeks a year (364 days) before, if the log goes back so far.
        """
    @property
    def statement(self, /) -> str:
        """
        The verdict in words, with its numbers.
        """
    @property
    def status_after(self, /) -> Literal["met", "uncertain", "missed"] | None:
        """
        Whether it was reached after.
        """
    @property
    def status_before(self, /) -> Literal["met", "uncertain", "missed"] | None:
        """
        Whether it was reached before.
        """
    @property
    def target(self, /) -> float | None:
        """
        Value to reach.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def unit(self, /) -> Literal["share", "points", "rating", "seconds", "amount", "count"]:
        """
        Unit of all numbers.
        """
    @property
    def verdict(self, /) -> Literal["better", "worse", "no_change", "unclear", "not_enough_data"]:
        """
        What became of it.
        """

@final
class KpiMeasure:
    """
    What a KPI measures.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def average_order_value(column: str, *, order: str | None = None) -> KpiMeasure:
        """
        Mean amount of an order.
        """
    @staticmethod
    def ces(column: str, *, form: Literal["effort", "ease"], weight: str | None = None) -> KpiMeasure:
        """
        Customer effort score.
        """
    @staticmethod
    def churn_rate(*, inactivity: str | timedelta) -> KpiMeasure:
        """
        Share of customers with no event for so long at the end of the data.
        """
    @staticmethod
    def conversion_rate(*, to: str, from_: str | None = None, within: str | timedelta | None = None) -> KpiMeasure:
        """
        Share of journeys at `from_` that later reach `to`; open journeys are left out.
        """
    @staticmethod
    def csat(column: str, *, min: SupportsFloat | SupportsIndex, max: SupportsFloat | SupportsIndex, satisfied_from: SupportsFloat | SupportsIndex, weight: str | None = None) -> KpiMeasure:
        """
        Share of satisfied answers.
        """
    @staticmethod
    def customer_lifetime_value(column: str, *, margin: SupportsFloat | SupportsIndex, discount_rate: SupportsFloat | SupportsIndex) -> KpiMeasure:
        """
        Historical customer lifetime value: per customer, the sum of amounts times margin, each
        discounted to the customer's first event.
        """
    @staticmethod
    def drop_off_rate() -> KpiMeasure:
        """
        Share of journeys that end here without having reached the end of the scope; open journeys
        are left out.
        """
    @staticmethod
    def engagement_rate(*, at_least: SupportsIndex) -> KpiMeasure:
        """
        Share of customers with at least so many events.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> KpiMeasure:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> KpiMeasure:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def interactions_per_customer() -> KpiMeasure:
        """
        Events divided by customers.
        """
    @staticmethod
    def nps(column: str, *, weight: str | None = None) -> KpiMeasure:
        """
        Net promoter score of answers 0 to 10, in points from -100 to +100.
        """
    @staticmethod
    def retention_rate(*, period: Literal["hour", "day", "week", "month"], after: SupportsIndex) -> KpiMeasure:
        """
        Share of customers active again in calendar period number `after`.
        """
    @staticmethod
    def revenue_per_customer(column: str) -> KpiMeasure:
        """
        Sum of a column divided by customers.
        """
    @staticmethod
    def time_spent(*, statistic: Literal["median", "mean", "q90"] | None = None) -> KpiMeasure:
        """
        How long visits take.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def waiting_time(*, statistic: Literal["median", "mean", "q90"] | None = None) -> KpiMeasure:
        """
        How long customers wait.
        """

@final
class KpiScope:
    """
    Part of the map that a KPI is about.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_json(text: str) -> KpiScope:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str | None:
        """
        Id of the stage, touchpoint or persona; `None` for the whole map.
        """
    @property
    def kind(self, /) -> str:
        """
        `map`, `stage`, `touchpoint` or `persona`.
        """
    @staticmethod
    def map() -> KpiScope:
        """
        The whole map.
        """
    @staticmethod
    def persona(id: str) -> KpiScope:
        """
        The customers of a persona, by id.
        """
    @staticmethod
    def stage(id: str) -> KpiScope:
        """
        A stage, by id.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def touchpoint(id: str) -> KpiScope:
        """
        A touchpoint, by id.
        """

@final
class Lexicon:
    """
    Words with their valence, and the words that negate, strengthen, weaken or contrast others.
    """
    def __len__(self, /) -> int:
        """
        Number of words, and of units of several words, that have a valence.
        """
    def __repr__(self, /) -> str: ...
    def compounds(self, /, texts: SupportsGetItem[int, str]) -> list[float]:
        """
        Compound scores of many texts, on all threads.
        """
    @staticmethod
    def english(*, rules: Literal["corrected", "vader"] | None = None) -> Lexicon:
        """
        The English lexicon of VADER: 7,500 words, emoticons and emoji.
        """
    def explain(self, /, text: str) -> list[ScoredWord]:
        """
        The words that moved the score of a text, in their order.
        """
    @staticmethod
    def from_entries(entries: dict[str, SupportsFloat | SupportsIndex], *, rules: Literal["corrected", "vader"] | None = None) -> Lexicon:
        """
        A lexicon of words with their valence, from -4 (very bad) to 4 (very good).
        """
    @staticmethod
    def read(path: str | PathLike[str], *, rules: Literal["corrected", "vader"] | None = None) -> Lexicon:
        """
        Reads a lexicon from a UTF-8 file: see `read_text`.
        """
    @staticmethod
    def read_text(text: str, *, rules: Literal["corrected", "vader"] | None = None) -> Lexicon:
        """
        Reads a lexicon from UTF-8 text with one word, or several that are one unit, a line.
        """
    @property
    def rules(self, /) -> Literal["corrected", "vader"]:
        """
        The rules that say what words mean together.
        """
    def score(self, /, text: str) -> Sentiment:
        """
        How positive or negative a text is. An empty text, and one without words, scores 0 everywhere.
        """

@final
class LifecycleReport:
    """
    Answer of [`Lifecycle`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def active_days(self, /) -> list[ActiveDaysRow]:
        """
        Active days of customers in a period.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> LifecycleReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> LifecycleReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def intervals(self, /) -> list[UsageIntervalRow]:
        """
        The distribution of the usage intervals.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[LifecycleRow]:
        """
        Everybody first, then each group; periods in order of time.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def usage(self, /) -> list[UsageInterval]:
        """
        Usage intervals of everybody and of each group.
        """

@final
class LifecycleRow:
    """
    Customers in a period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def active(self, /) -> int:
        """
        Customers active in this period: new, returning and resurrected ones.
        """
    @property
    def churn(self, /) -> Estimate:
        """
        `churned` as a share of `customers`; no value in a period that is not over.
        """
    @property
    def churned(self, /) -> int:
        """
        Of these, customers for whom this was the last of so many periods without activity.
        """
    @property
    def complete(self, /) -> bool:
        """
        Whether the period was over when observation ended.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers who had not churned when the period began.
        """
    @property
    def dormant(self, /) -> int:
        """
        Customers active before, but not in this period.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> LifecycleRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> LifecycleRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def lost(self, /) -> int:
        """
        Dormant customers who were active in the period before.
        """
    @property
    def new(self, /) -> int:
        """
        Customers who were never active before.
        """
    @property
    def period(self, /) -> str:
        """
        First day of the period, such as `2024-01-29`; of an hour its beginning, such as `2024-01-29T15:00+01:00`.
        """
    @property
    def reactivated(self, /) -> int:
        """
        Resurrected customers who had churned.
        """
    @property
    def resurrected(self, /) -> int:
        """
        Customers active before, but not in the period before.
        """
    @property
    def returning(self, /) -> int:
        """
        Customers active in the period before, too.
        """
    @property
    def seen(self, /) -> int:
        """
        Customers active in this period or before: active and dormant ones.
        """
    @property
    def stickiness(self, /) -> Estimate:
        """
        Share of the days of the period on which an active customer was active, on average; no value for hours, and in a period that is not
        over.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Limit:
    """
    Another reason why numbers may differ, and what was done about it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Limit:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Limit:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["season", "regression_to_the_mean", "case_mix", "weekdays", "other_changes", "open_journeys"]:
        """
        The reason.
        """
    @property
    def statement(self, /) -> str:
        """
        The same in words.
        """
    @property
    def status(self, /) -> Literal["handled", "not_ruled_out", "at_work"]:
        """
        What was done about it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Live:
    """
    A log to which events are appended, with reports that are always those of the whole log.

    `log` is the log with all events so far. What is asked of it is kept up to date: after an append, asking it again
    costs next to nothing, and every report equals that of a log that was built anew from all events, bit for bit.
    """
    def __repr__(self, /) -> str: ...
    def append(self, /, events: EventLog) -> None:
        """
        Adds the events of another log, brings all reports up to date and tells whoever watches.

        If a report fails, nothing is appended. If a watching function raises, the events are there nevertheless, and
        all functions have been called.
        """
    @property
    def log(self, /) -> EventLog:
        """
        The log with all events so far.
        """
    def unwatch(self, /, tell: Callable[[Any], object]) -> None:
        """
        No longer calls a function that watches.
        """
    def watch(self, /, question: Callable[[EventLog], object], tell: Callable[[Any], object]) -> None:
        """
        Calls `tell` with the new report after every append.

        `question` says which report: a function of a log, such as `lambda log: log.transitions()`. It is called at
        once, so that the report is kept up to date from now on.
        """

@final
class LoadBand:
    """
    Moves that met with some load.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Moves.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> LoadBand:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> LoadBand:
        """
        Reads what `to_json` wrote.
        """
    @property
    def least(self, /) -> int:
        """
        Fewest others who were waiting.
        """
    @property
    def mean_seconds(self, /) -> float:
        """
        Their mean waiting time.
        """
    @property
    def most(self, /) -> int:
        """
        Most others who were waiting.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class LogRankTest:
    """
    Result of the log-rank test of all groups.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def degrees_of_freedom(self, /) -> int:
        """
        One less than the number of groups that can be told apart.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> LogRankTest:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> LogRankTest:
        """
        Reads what `to_json` wrote.
        """
    @property
    def p(self, /) -> float | None:
        """
        p-value for "it comes at the same rate in all groups".
        """
    @property
    def statistic(self, /) -> float:
        """
        Squared distance of observed from expected events.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class LogStream:
    """
    Events that are read anew for every question, some thousand journeys at a time, so that they may be larger than
    the memory. The rows of the input are sorted by customer, or at least those of each customer come together.

    Reports are those of the same input as an `EventLog`. Only where there are too many times to hold each of them,
    their quantiles become estimates, and `relative_error` says how good these are.
    """
    def __len__(self, /) -> int:
        """
        Number of events.
        """
    def __repr__(self, /) -> str: ...
    def agreement(self, /, column: str) -> AgreementReport:
        """
        How well do the journeys agree with a column that says what belongs together, such as known persons or cases?
        """
    @staticmethod
    def arrow(batches: Callable[[], object], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> LogStream:
        """
        Arrow record batches sorted by customer. See `EventLog.from_arrow`.

        `batches` is a function that returns an object with `__arrow_c_stream__`, such as
        `lambda: duckdb.sql("select * from events order by customer, time")`. It is called for every look at the events.
        """
    def bottlenecks(self, /, *, targets: dict[str, str | timedelta] | None = None, hours: "dict[str, object] | None" = None, batch_within: str | timedelta | None = None, batch_least: SupportsIndex = 3) -> BottleneckReport:
        """
        Where do customers lose time, and is it because of crowds, batches or a queue that is no queue?

        `targets` are longest waiting times before touchpoints; without one, time is lost beyond the lower quartile of the moves of the
        same kind. `hours` are opening hours, such as `{"time_zone": "Europe/Berlin", "week": [{"weekdays": ["monday"], "from":
        "09:00", "to": "17:00"}], "holidays": ["2024-12-25"]}`. A batch is `batch_least` moves or more, each of which ends within
        `batch_within` (five seconds if left out) after the one before.
        """
    def ces(self, /, column: str, *, form: Literal["effort", "ease"] | None = None, weight: str | None = None, by: str | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> CesReport:
        """
        How hard was it for customers? The customer effort score, the mean answer.
        """
    @property
    def columns(self, /) -> list[ColumnInfo]:
        """
        Further columns.
        """
    def conversion(self, /, source: str, target: str, *, within: str | timedelta | None = None, open_after: str | timedelta | None = None) -> ConversionReport:
        """
        How many customers get from one touchpoint to another, and how long does it take?
        """
    def cox(self, /, covariates: SupportsGetItem[int, str], *, end: str | None = None, start: str | None = None, inactivity: str | timedelta | None = None, competing: SupportsGetItem[int, str] = ..., references: dict[str, str] = ..., within: str | timedelta | None = None, until: str | datetime | None = None) -> CoxReport:
        """
        Which attributes of customers go with something happening sooner? Hazard ratios by Cox's proportional hazards.

        Attributes are those at the start of the time, which runs as in `survival`.
        """
    def csat(self, /, column: str, *, min: SupportsFloat | SupportsIndex = 1.0, max: SupportsFloat | SupportsIndex = 5.0, satisfied_from: SupportsFloat | SupportsIndex = 4.0, weight: str | None = None, by: str | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> CsatReport:
        """
        How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
        """
    @staticmethod
    def csv(path: str | PathLike[str], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, delimiter: str | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> LogStream:
        """
        A CSV file, plain or gzip, sorted by customer. See `EventLog.read_csv`.
        """
    @property
    def customers(self, /) -> int:
        """
        Number of journeys.
        """
    def drivers(self, /, outcome: JourneyFact | str, items: SupportsGetItem[int, JourneyFact | str], *, stated: SupportsGetItem[int, JourneyFact | str] = ..., form: Literal["linear", "logistic"] | None = None, several: Literal["last", "mean"] | None = None, weight: str | None = None, boxes: SupportsIndex = 2, bootstrap: SupportsIndex = 199, orders: SupportsIndex = 1000, importance_from: SupportsFloat | SupportsIndex | None = None, performance_from: SupportsFloat | SupportsIndex | None = None, seed: SupportsIndex = 1) -> DriverReport:
        """
        Which ratings, waits, loops and visits move an outcome, and by how much?

        `outcome` and `items` are facts of a journey (`JourneyFact`); the name of a column is an answer in it from 1 to 5.
        """
    def emotions(self, /, ratings: SupportsGetItem[int, EmotionRating | str] = ..., *, comments: CommentColumn | None = None, comment_weight: SupportsFloat | SupportsIndex = 0.5, order: SupportsGetItem[int, str] = ..., stages: SupportsGetItem[int, tuple[str, SupportsGetItem[int, str]]] = ..., expected: SupportsGetItem[int, ExpectedEmotion] = ..., by: str | None = None, outcome: JourneyFact | str | None = None, least: SupportsFloat | SupportsIndex = 0.25, bootstrap: SupportsIndex = 199, seed: SupportsIndex = 1) -> EmotionReport:
        """
        How do customers feel on their way, where does it dip, where does it delight, and what will they remember?

        `ratings` are columns: a name is ratings from 1 to 5 of the touchpoints where they are given, anything else an
        `EmotionRating`. `stages` are pairs of a name and its touchpoints, instead of `order`.
        """
    def engagement(self, /, at_least: SupportsIndex, *, touchpoints: Sequence[str] = ..., among: Literal["active", "here"] | None = None, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None) -> EngagementReport:
        """
        How many customers are engaged? The share of customers with at least so many interactions, overall and by period.
        """
    @property
    def events(self, /) -> int:
        """
        Number of events.
        """
    def frequent_patterns(self, /, *, min_support: SupportsIndex | None = None, min_share: SupportsFloat | SupportsIndex | None = None, min_length: SupportsIndex = 1, max_length: SupportsIndex = 10, keep: Literal["all", "closed", "maximal"] | None = None, min_gap: SupportsIndex = 0, max_gap: SupportsIndex | None = None, min_gap_time: str | timedelta | None = None, max_gap_time: str | timedelta | None = None, max_span: str | timedelta | None = None, column: str | None = None, min_sum: SupportsFloat | SupportsIndex | None = None, max_sum: SupportsFloat | SupportsIndex | None = None, min_mean: SupportsFloat | SupportsIndex | None = None, max_mean: SupportsFloat | SupportsIndex | None = None, contains: Sequence[str] | None = None, by: str | None = None, values: Sequence[str] | None = None, success: str | None = None, before_success: bool = False, top: SupportsIndex | None = 1000) -> FrequentReport:
        """
        What do many journeys have in common, and what tells two groups of journeys apart?

        A pattern is a list of touchpoints in order, with anything in between; it is frequent from `min_support` journeys or
        from the share `min_share` on (a tenth unless set). `keep` is `all`, `closed` or `maximal`. Gaps, the span and one
        limit of a `column` bound what an occurrence is. `by` with two `values`, or `success`, compares two groups.
        """
    def funnel(self, /, steps: Sequence[str | dict[str, object]], *, within: str | timedelta | None = None, mode: Literal["default", "strict_deduplication", "strict_order", "strict_increase"] | None = None, order: Literal["ordered", "any"] | None = None, window_from: Literal["first", "previous"] | None = None, within_events: SupportsIndex | None = None, within_sessions: SupportsIndex | None = None, session: str | None = None, exclude: Sequence[str | dict[str, object]] | None = None, reentry: Literal["last_before", "first"] | None = None, open: bool = False, count: Literal["customers", "sessions", "totals"] | None = None, hold: Sequence[str] | None = None, by: str | None = None, attribution: Literal["first", "last", "all", "step"] | None = None, attribution_step: SupportsIndex | None = None, trend: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, value: str | None = None, bins: SupportsIndex | None = None, next: SupportsIndex | None = None, correlate: Sequence[str] | None = None, correlate_least: SupportsIndex | None = None) -> FunnelReport:
        """
        How many customers reach each step, in order and in time?

        A step is a touchpoint, a single event in the language of patterns, or a dict with `touchpoint` or `pattern` and
        `name`, `optional`, `anchored`, `after`, `within`. Every step counts at most `within` after the first one. The guide
        to funnels has all options.
        """
    def handoffs(self, /, by: str, *, repeat_within: str | timedelta | None = None) -> HandoffReport:
        """
        Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?

        `by` is a column that says who served the customer, such as a team, a system or a channel. A repeat is an event at the
        same touchpoint with somebody else, within seven days unless `repeat_within` says otherwise.
        """
    def interactions(self, /) -> InteractionReport:
        """
        How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
        """
    @staticmethod
    def json_lines(path: str | PathLike[str], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> LogStream:
        """
        A JSON Lines file, plain or gzip, sorted by customer. See `EventLog.read_json_lines`.
        """
    def lifecycle(self, /, *, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, activity: str | None = None, churn_after: SupportsIndex = 4, share: SupportsFloat | SupportsIndex = 0.8, by: str | None = None, until: str | datetime | None = None) -> LifecycleReport:
        """
        Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and usage
        intervals.

        The defaults are calendar weeks from Monday in UTC, and churn after four weeks without an event.
        """
    def matches(self, /, pattern: str) -> MatchReport:
        """
        In how many journeys is a pattern found, how often, and how long does it take?

        `cart -> [^support]{<30m} -> purchase` is a cart, and within less than half an hour a purchase, without support in
        between. The language is described in the guide to patterns.
        """
    def nps(self, /, column: str, *, weight: str | None = None, by: str | None = None, interval: Literal["adjusted_wald", "wald"] | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> NpsReport:
        """
        Would customers recommend us? The net promoter score of answers from 0 to 10.
        """
    def outcomes(self, /, success: str, *, no_return_below: SupportsFloat | SupportsIndex | None = None) -> OutcomeReport:
        """
        From which touchpoint do how many journeys still succeed, and where is the point of no return?

        A journey succeeds at the last event of its first match of the pattern `success`. With `no_return_below`, the first
        touchpoints with a probability of success below that share are told.
        """
    @staticmethod
    def parquet(path: str | PathLike[str], *, customer: str, time: str, touchpoint: str | None = None, event_name: str | None = None, end: str | None = None, time_zone: str | None = None, keep: Sequence[str] | None = None, only: Sequence[str] | None = None, since: str | datetime | None = None, until: str | datetime | None = None, kinds: dict[str, Literal["dictionary", "number", "boolean", "time", "text"]] | None = None, missing: Sequence[str] | None = None, on_error: Literal["fail", "skip"] | None = None, epoch: Literal["s", "ms", "us", "ns"] | None = None, priority: Sequence[str] | None = None, max_bytes: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None) -> LogStream:
        """
        A Parquet file sorted by customer. See `EventLog.read_parquet`.
        """
    @property
    def period(self, /) -> tuple[datetime, datetime] | None:
        """
        Time of the first and of the last event.
        """
    def quality(self, /, *, now: str | datetime | None = None, time_zone: str | None = None, source: str | None = None, user_agent: str | None = None, ratings: Sequence[str] | None = None, bots: "dict[str, object] | None" = None, limits: "dict[str, object] | None" = None) -> QualityReport:
        """
        What is doubtful about a log?

        `now` is the present unless set. `source` and `user_agent` name columns, `ratings` those of ratings; these are
        found by their values unless set. `bots` and `limits` say from when on something is doubtful.
        """
    def response_rate(self, /, invitation: str, answer: str, *, within: str | timedelta | None = None, by: str | None = None) -> ResponseReport:
        """
        How many invitations are answered in time? The response rate of a survey, of everybody and by group.
        """
    def retention(self, /, *, period: Literal["hour", "day", "week", "month"] | None = None, periods: SupportsIndex = 12, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, clock: Literal["calendar", "rolling"] | None = None, unbounded: bool = False, eligibility: Literal["period_over", "time_elapsed"] | None = None, until: str | datetime | None = None, rule: Literal["on", "on_or_after", "on_or_before", "streak"] | None = None, start: str | None = None, entry: Literal["first", "first_ever", "recurring"] | None = None, returns: str | None = None, minimum: SupportsIndex = 1, brackets: SupportsGetItem[int, SupportsIndex] = ..., value: str | None = None, reference: Literal["cohort", "previous"] | None = None, by: str | None = None) -> RetentionReport:
        """
        How many customers come back? Retention by cohort and period.

        The defaults are 12 calendar weeks from Monday in UTC.
        """
    def rework(self, /, *, by: str | None = None, min_count: SupportsIndex = 0, top: SupportsIndex | None = None) -> ReworkReport:
        """
        Which touchpoints do customers come to again, at once or after something else?

        `by` is a column that says who served the customer or by which channel: repeats are told apart by whether it was the
        same as before. Ways of returning under `min_count` and beyond `top` are hidden and counted.
        """
    @staticmethod
    def saved(path: str | PathLike[str], *, progress: bool | Callable[[Progress], object] | None = None) -> LogStream:
        """
        A file that `EventLog.save` wrote. Unlike with `EventLog.open`, each part is verified when it is looked at, and
        none is held.
        """
    def score(self, /, column: str, measure: SurveyMeasure | str, *, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ..., weight: str | None = None, by: str | None = None) -> ScoreReport:
        """
        What is the score of a survey question, of everybody and by group?

        `measure` is `"nps"`, `"csat"`, `"ces"` or a `SurveyMeasure`.
        """
    def sentiment(self, /, column: str, *, by: str | None = None, lexicon: str | None = None, rules: Literal["corrected", "vader"] | None = None, examples: SupportsIndex = 3, words: SupportsIndex = 10) -> SentimentReport:
        """
        How positive or negative are comments? Their sentiment, by touchpoint or any other group.
        """
    def step_matrix(self, /, *, anchor: str | None = None, occurrence: SupportsIndex = 1, before: SupportsIndex = 0, after: SupportsIndex = 9, top: SupportsIndex | None = None, per_step: bool = False) -> StepMatrixReport:
        """
        Where are customers one, two, three events after an anchor, and where do they go from there?

        The anchor is the first event of each journey, or the first event of a match of the pattern `anchor`: the first match
        unless `occurrence` says otherwise (-1 is the last). `top` lists only the touchpoints with most events, of each step
        with `per_step`; all others are together.
        """
    def survival(self, /, end: str | None = None, *, start: str | None = None, inactivity: str | timedelta | None = None, competing: SupportsGetItem[int, str] = ..., by: str | None = None, quantiles: SupportsGetItem[int, SupportsFloat | SupportsIndex] | None = None, within: str | timedelta | None = None, until: str | datetime | None = None, at: SupportsGetItem[int, str | timedelta] = ..., points: SupportsIndex = 100) -> SurvivalReport:
        """
        How long until something happens to customers? The share it has not happened to, over time.

        Time starts at the first event of a journey, or at the first match of `start`, and ends at `end`, or with a silence
        longer than `inactivity`. Customers to whom it has not happened when the data end count as long as they were seen.
        """
    def time_spent(self, /) -> TimeSpentReport:
        """
        How long do customers stay at a touchpoint?
        """
    @property
    def touchpoints(self, /) -> list[str]:
        """
        Names of the touchpoints.
        """
    def transitions(self, /, *, order: SupportsIndex = 1, eventually: bool = False, deviation: bool = False, min_count: SupportsIndex = 0, min_share: SupportsFloat | SupportsIndex | None = None, top: SupportsIndex | None = None) -> TransitionReport:
        """
        Which touchpoint follows which? The directly-follows graph of all journeys.

        `order` tells moves apart by that many touchpoints before them; with `eventually`, anything may lie in between.
        `deviation` asks for the standard deviation of times, too. Rows under `min_count` or `min_share` and beyond `top` are
        hidden and counted.
        """
    def trend(self, /, column: str, measure: SurveyMeasure | str, *, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ..., weight: str | None = None, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, least: SupportsIndex = 30, margin: SupportsFloat | SupportsIndex | None = None, draws: SupportsIndex = 999, seed: SupportsIndex = 1) -> TrendReport:
        """
        How does the score of a survey question go from period to period, and did it really change?

        `measure` is `"nps"`, `"csat"`, `"ces"` or a `SurveyMeasure`; `period` is a month unless told.
        """
    def variants(self, /, *, top: SupportsIndex | None = None, representative: bool = False) -> VariantReport:
        """
        Which paths do customers take, and how many paths cover most of them?

        `representative` looks for the path with the least mean distance to all others.
        """
    def waiting_time(self, /) -> WaitingTimeReport:
        """
        How long do customers wait before a touchpoint?
        """
    def what_if(self, /, success: str, changes: Sequence[FlowChange] | None = None, *, value: str | None = None, open_after: str | timedelta | None = None) -> WhatIfReport:
        """
        What if fewer customers left at a touchpoint, more went on to another, or all waited less?

        A journey succeeds at the last event of its first match of the pattern `success`. `changes` are made all at once;
        without any, the levers are told. `value` is a number column, such as revenue. Customers without success whose last event
        was less than `open_after` before the end of the data are left out.
        """

@final
class LookAlikes:
    """
    Ids that look alike.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Their column.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> LookAlikes:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> LookAlikes:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def values(self, /) -> list[str]:
        """
        At most five of them.
        """

@final
class MatchReport:
    """
    Answer of [`Matches`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Matches.
        """
    @property
    def customers(self, /) -> int:
        """
        Journeys.
        """
    @property
    def events(self, /) -> int:
        """
        Events in all matches, those that lie in gaps too.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> MatchReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> MatchReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def matched(self, /) -> int:
        """
        Journeys with a match.
        """
    @property
    def most(self, /) -> int:
        """
        Matches of a journey at most.
        """
    @property
    def pattern(self, /) -> str:
        """
        What was looked for.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the journeys with a match.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Time from the first event of a match to its last one.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class MeasuredElement:
    """
    Everything measured about one stage or touchpoint.

    A *visit* is an unbroken run of events of one journey at the element.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def backward(self, /) -> int:
        """
        Arrivals from an element that comes later in the map.
        """
    @property
    def channels(self, /) -> list[ChannelCount]:
        """
        Channels of the events here, most frequent first: from the log's column `channel` if there is
        one, otherwise what the map says.
        """
    @property
    def conversion(self, /) -> Estimate:
        """
        Customers here who later had an event in a later stage (for a touchpoint: at a touchpoint that
        comes later in the map), as a share of those here of whom it is known: those who first came here before
        [`Provenance::open_after`], but for open ones who may still go on. Undefined for the last.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers with an event here.
        """
    @property
    def drop_off(self, /) -> Estimate:
        """
        Customers whose journey ended here, incomplete and over, as a share of those of whom it is known: who were last
        here before the end of the scope and before [`Provenance::open_after`], but for open ones who may still go on.
        Undefined at and after the end of the scope.
        """
    @property
    def dropped(self, /) -> int:
        """
        Customers whose journey ended here, incomplete and over.
        """
    @property
    def emotion(self, /) -> Estimate:
        """
        Mean rating on the emotion scale, -2 to +2.
        """
    @property
    def events(self, /) -> int:
        """
        Events here.
        """
    @property
    def expected_emotion(self, /) -> float | None:
        """
        Emotion that the map expects: for this persona if stated, else for everybody. For a stage, the
        mean over its touchpoints that state one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> MeasuredElement:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> MeasuredElement:
        """
        Reads what `to_json` wrote.
        """
    @property
    def handoffs(self, /) -> int:
        """
        Arrivals from a touchpoint of another owner.
        """
    @property
    def id(self, /) -> str:
        """
        Id in the map.
        """
    @property
    def interactions_per_customer(self, /) -> Estimate:
        """
        Events divided by customers here.
        """
    @property
    def kind(self, /) -> Literal["stage", "touchpoint"]:
        """
        Stage or touchpoint.
        """
    @property
    def open(self, /) -> int:
        """
        Customers whose last event is here and who are still open.
        """
    @property
    def out_of_scale(self, /) -> int:
        """
        Ratings outside of the stated scale; they count nowhere.
        """
    @property
    def rating(self, /) -> Estimate:
        """
        Mean rating on the scale of the input.
        """
    @property
    def rows(self, /) -> list[int]:
        """
        Input rows of some events here, at most five, smallest first.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the view's customers with an event here.
        """
    @property
    def stage(self, /) -> str:
        """
        Id of the stage it belongs to; its own for a stage.
        """
    @property
    def time_spent(self, /) -> DurationStats:
        """
        How long visits took: from the first event to the end of the last one. A visit of one event
        without an end has no measurable length and is not in `n`.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def visits(self, /) -> int:
        """
        Visits here.
        """
    @property
    def waiting_time(self, /) -> DurationStats:
        """
        How long customers waited: from the end of the visit before to the beginning of this one.
        """

@final
class MeasuredKpi:
    """
    A KPI with its value.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def direction(self, /) -> Literal["up", "down"]:
        """
        Which way is better.
        """
    @property
    def dropped(self, /) -> int:
        """
        Answers that were left out: outside of the scale, or amounts that are not finite.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> MeasuredKpi:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> MeasuredKpi:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        Id in the map.
        """
    @property
    def measure(self, /) -> str:
        """
        Name of the measure, such as `nps`.
        """
    @property
    def name(self, /) -> str:
        """
        Name to show.
        """
    @property
    def rows(self, /) -> list[int]:
        """
        Input rows of some events that it counts, at most five, smallest first.
        """
    @property
    def scope(self, /) -> KpiScope:
        """
        Part of the map that it is about.
        """
    @property
    def status(self, /) -> Literal["met", "uncertain", "missed"] | None:
        """
        Met, missed or uncertain; `None` without target or value.
        """
    @property
    def target(self, /) -> float | None:
        """
        Target in the same unit.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def unit(self, /) -> Literal["share", "points", "rating", "seconds", "amount", "count"]:
        """
        Unit of value and target.
        """
    @property
    def value(self, /) -> Estimate:
        """
        Value with its interval and sample.
        """

@final
class MeasuredMap:
    """
    A journey map with every number filled in from an event log.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def cases(self, /, log: EventLog, finding: Finding, evidence: SupportsIndex = 0) -> Cases:
        """
        Who is behind this number? The customers that a piece of evidence counts, with all of their events: to look at, to
        compare with each other, or to count again.

        `finding` is one of this measured map, and `evidence` the position in `finding.evidence`; the log must be the one
        that was measured. Nothing is copied.
        """
    def compared_with(self, /, before: MeasuredMap, *, goal: str | None = None, guards: Sequence[str] | None = None, margin: SupportsFloat | SupportsIndex = 0.05, margins: dict[str, SupportsFloat | SupportsIndex] | None = None, min_sample: SupportsIndex = 30) -> BeforeAfterReport:
        """
        Was the change a success? This measured map beside an earlier one of the same map: every KPI, and every finding as far as
        the two tell of it.

        Use it where only measured maps were kept: `JourneyMap.before_after` looks into the log, and can tell more. Options are
        those of that method.
        """
    @property
    def coverage(self, /) -> Coverage:
        """
        What the data say and the map does not.
        """
    @property
    def delights(self, /) -> list[Finding]:
        """
        What delights most, best first, over all views.
        """
    @property
    def emotions(self, /) -> EmotionReport:
        """
        How customers feel on their way, from the ratings and comments that the map names: everybody, then each persona (its id
        is the group), held against what the map expects. Ratings and comments of one event have equal weights.
        """
    @property
    def everybody(self, /) -> View | None:
        """
        The view of everybody.
        """
    @staticmethod
    def from_json(text: str) -> MeasuredMap:
        """
        Reads what `to_json` wrote.
        """
    def initiatives(self, /, remedies: "list[dict[str, object]]", *, by: Literal["customers", "value"] = ...) -> "list[dict[str, object]]":
        """
        What would it gain to do something about the pain points? Initiatives for `Priority.rank`, in the order of the
        remedies: reach and impact are what was measured, confidence and effort what was stated.

        A remedy is a dict with a `name`, the rank of the pain point that it is about as `finding`, the share of what is beyond the
        baseline that it takes away as `takes_away`, `confidence` and `effort`; each of these three is a number, or a list of the
        least, the most likely and the most. Counted by `customers`, the reach is `customers_affected` with its interval, and the impact
        the severity of the pain point times the share that is taken away: the unit is a customer who is not lost. Counted by
        `value`, reach times impact is the `value_at_stake` times that share. All of it is for the period of the log.
        """
    @property
    def map(self, /) -> JourneyMap:
        """
        The map that was measured.
        """
    @property
    def pain_points(self, /) -> list[Finding]:
        """
        What hurts most, worst first, over all views.
        """
    @property
    def provenance(self, /) -> Provenance:
        """
        Where every number comes from.
        """
    @property
    def quality(self, /) -> Quality:
        """
        What was doubtful in the input of the log.
        """
    def save(self, /, path: str | PathLike[str]) -> None:
        """
        Writes the map to a file in the format of its extension: `.html`, `.svg`, `.md`, `.json` or `.mmd`.
        """
    @property
    def stated_pain_points(self, /) -> list[StatedPainPoint]:
        """
        The pain points that the map states, in its order, and what the data say about each.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_html(self, /) -> str:
        """
        The map with all its numbers as one HTML file that opens anywhere: no network, no script, light and
        dark, one A3 page a persona when printed.
        """
    def to_json(self, /) -> str:
        """
        Everything as JSON, with the field names of the Rust types.
        """
    def to_markdown(self, /) -> str:
        """
        What matters in words and every number in tables, as Markdown.
        """
    def to_mermaid(self, /) -> str:
        """
        A Mermaid `journey` diagram of everybody. Scores from 1 to 5 are emotions from -2 to +2: measured where
        there are ratings, else expected.
        """
    def to_svg(self, /, persona: str | None = None) -> str:
        """
        The picture of everybody, or of one persona by id, as one SVG that stands alone and fits a page.
        """
    def trace(self, /, path: str) -> Trace | None:
        """
        Where does this number come from? Paths begin with `touchpoints.<id>.`, `stages.<id>.` or `kpis.<id>`,
        or name a number of the view such as `completion`; those of a persona have `personas.<id>.` before.
        `None` for a path that leads to no number.
        """
    def view(self, /, persona: str) -> View | None:
        """
        The view of one persona, by id.
        """
    @property
    def views(self, /) -> list[View]:
        """
        First everybody, then each persona in the order of the map.
        """

@final
class MixChange:
    """
    A part of the customers before and after.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def after(self, /) -> Estimate:
        """
        Share after.
        """
    @property
    def attribute(self, /) -> str:
        """
        `persona`, `weekday` (of the first event) or the name of a column.
        """
    @property
    def before(self, /) -> Estimate:
        """
        Share before.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        After less before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> MixChange:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> MixChange:
        """
        Reads what `to_json` wrote.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the shares are equal".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the whole list (Benjamini-Hochberg).
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str | None:
        """
        Persona, day or value; `None` for customers without one.
        """

@final
class MixRow:
    """
    Share of a value of an attribute in both groups.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def a(self, /) -> Estimate:
        """
        Share of the first group.
        """
    @property
    def b(self, /) -> Estimate:
        """
        Share of the second group.
        """
    @property
    def column(self, /) -> str:
        """
        Column.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        The first share less the second one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> MixRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> MixRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def p(self, /) -> float | None:
        """
        p-value for "both shares are equal" (z-test with the pooled share).
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for all values of all columns (Benjamini-Hochberg).
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str | None:
        """
        The first value of a journey; `None` for journeys without one.
        """

@final
class NpsReport:
    """
    Answer of [`Nps`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def dropped(self, /) -> DroppedAnswers:
        """
        Events that gave no answer.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> NpsReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> NpsReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[NpsRow]:
        """
        Everybody first, then the groups with answers in the order of their names in the log.
        """
    @property
    def score(self, /) -> Estimate:
        """
        Score of everybody, in points.
        """
    @property
    def tested(self, /) -> int:
        """
        Groups that were compared with the rest.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class NpsRow:
    """
    Score of everybody or of one group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def detractors(self, /) -> int:
        """
        Answers 0 to 6, not weighted.
        """
    @property
    def effective_n(self, /) -> float | None:
        """
        Size of an unweighted sample with the same precision; the number of answers without weights.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> NpsRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> NpsRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the group scores as all other answers do".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of groups (Benjamini-Hochberg).
        """
    @property
    def passives(self, /) -> int:
        """
        Answers 7 and 8, not weighted.
        """
    @property
    def promoters(self, /) -> int:
        """
        Answers 9 and 10, not weighted.
        """
    @property
    def score(self, /) -> Estimate:
        """
        Score in points.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ObjectLog:
    """
    Events that each belong to any number of objects of several types: the object-centric event log of OCEL 2.0.
    Immutable and cheap to clone.
    """
    def __len__(self, /) -> int:
        """
        Number of events.
        """
    def __repr__(self, /) -> str: ...
    def event_types(self, /) -> list[EventTypeInfo]:
        """
        Types of events in the order of the file, with counts.
        """
    @property
    def events(self, /) -> int:
        """
        Number of events.
        """
    def flatten(self, /, object_type: str) -> EventLog:
        """
        The log whose journeys are the objects of a type.

        An event is in the journeys of all objects of the type to which it is related; `flatten_report` says how many
        events are there several times. Columns: `ocel:eid`, `ocel:qualifier`, the attributes of events, and those of
        the object as `case:name`.
        """
    def flatten_report(self, /, object_type: str) -> FlattenReport:
        """
        What flattening by a type of objects does to the events. See `flatten`.
        """
    def object_types(self, /) -> list[ObjectTypeInfo]:
        """
        Types of objects in the order of the file, with counts.
        """
    @property
    def objects(self, /) -> int:
        """
        Number of objects.
        """
    @staticmethod
    def read_json(path: str | PathLike[str], *, strict: bool = False, time_zone: str | None = None, max_bytes: SupportsIndex | None = None) -> ObjectLog:
        """
        Reads an OCEL 2.0 file in JSON, plain or gzip. What is wrong is left out and counted in `report`, or refused if
        `strict`.
        """
    @staticmethod
    def read_json_bytes(data: bytes, *, strict: bool = False, time_zone: str | None = None, max_bytes: SupportsIndex | None = None) -> ObjectLog:
        """
        Reads the bytes of an OCEL 2.0 file in JSON, plain or gzip. See `read_json`.
        """
    @staticmethod
    def read_sqlite(path: str | PathLike[str], *, strict: bool = False, time_zone: str | None = None, max_bytes: SupportsIndex | None = None) -> ObjectLog:
        """
        Reads an OCEL 2.0 file of SQLite. See `read_json`.
        """
    @staticmethod
    def read_xml(path: str | PathLike[str], *, strict: bool = False, time_zone: str | None = None, max_bytes: SupportsIndex | None = None) -> ObjectLog:
        """
        Reads an OCEL 2.0 file in XML, plain or gzip. See `read_json`.
        """
    @staticmethod
    def read_xml_bytes(data: bytes, *, strict: bool = False, time_zone: str | None = None, max_bytes: SupportsIndex | None = None) -> ObjectLog:
        """
        Reads the bytes of an OCEL 2.0 file in XML, plain or gzip. See `read_json`.
        """
    @property
    def report(self, /) -> OcelReport:
        """
        What was found in the file, and what of it was left out.
        """

@final
class ObjectTypeInfo:
    """
    A type of objects.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def attributes(self, /) -> list[str]:
        """
        Names of their attributes.
        """
    @property
    def events(self, /) -> int:
        """
        Events that are related to at least one of them.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ObjectTypeInfo:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ObjectTypeInfo:
        """
        Reads what `to_json` wrote.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def objects(self, /) -> int:
        """
        Objects of this type.
        """
    @property
    def relations(self, /) -> int:
        """
        Relations of events to them.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class OcelProblem:
    """
    Where and how a file is wrong.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def field(self, /) -> str:
        """
        The event or object, such as `events["e1"]`.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> OcelProblem:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> OcelProblem:
        """
        Reads what `to_json` wrote.
        """
    @property
    def message(self, /) -> str:
        """
        What is wrong there.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class OcelReport:
    """
    What was found in an OCEL file, and what of it was left out.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def ambiguous_times(self, /) -> int:
        """
        Local times that a change of the clocks skipped or repeated, read as an hour later or as the first of two.
        """
    @property
    def dangling_event_relations(self, /) -> int:
        """
        Relations of events to objects that the file does not have; left out.
        """
    @property
    def dangling_object_relations(self, /) -> int:
        """
        Relations of objects to objects that the file does not have; left out.
        """
    @property
    def duplicate_events(self, /) -> int:
        """
        Events with the id of one before; left out.
        """
    @property
    def duplicate_objects(self, /) -> int:
        """
        Objects with the id of one before; left out.
        """
    @property
    def event_relations(self, /) -> int:
        """
        Relations of events to objects that are kept.
        """
    @property
    def events(self, /) -> int:
        """
        Events in the file.
        """
    @property
    def events_without_objects(self, /) -> int:
        """
        Events without any object.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> OcelReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> OcelReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def object_relations(self, /) -> int:
        """
        Relations of objects to objects that are kept.
        """
    @property
    def objects(self, /) -> int:
        """
        Objects in the file.
        """
    @property
    def problems(self, /) -> list[OcelProblem]:
        """
        The first faults, at most 20.
        """
    @property
    def skipped_attributes(self, /) -> int:
        """
        Values of attributes that are not of the declared type, or without name; left out.
        """
    @property
    def skipped_events(self, /) -> int:
        """
        Events without id, type or a time that can be read; left out.
        """
    @property
    def skipped_objects(self, /) -> int:
        """
        Objects without id or type; left out.
        """
    @property
    def time_zone(self, /) -> str:
        """
        Zone in which times without zone were read.
        """
    @property
    def times_without_zone(self, /) -> int:
        """
        Times without zone, read in that of the options.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def undeclared_attributes(self, /) -> int:
        """
        Values of attributes that the type does not declare; kept.
        """
    @property
    def undeclared_event_types(self, /) -> int:
        """
        Events whose type the file does not declare; kept.
        """
    @property
    def undeclared_object_types(self, /) -> int:
        """
        Objects whose type the file does not declare; kept.
        """

@final
class Opportunity:
    """
    A possible improvement.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, text: str, effort: str | None = None, owner: str | None = None, status: Literal["idea", "planned", "in_progress", "done", "rejected"] | None = None) -> Opportunity: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def effort(self, /) -> str | None:
        """
        How much work it is, in the team's own words, such as `2 weeks`.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Opportunity:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Opportunity:
        """
        Reads what `to_json` wrote.
        """
    @property
    def owner(self, /) -> str | None:
        """
        Team that would do it.
        """
    @property
    def status(self, /) -> Literal["idea", "planned", "in_progress", "done", "rejected"] | None:
        """
        How far it is.
        """
    @property
    def text(self, /) -> str:
        """
        What could be done.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class OutcomeReport:
    """
    Answer of [`Outcomes`](super::Outcomes).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers.
        """
    @property
    def dominators(self, /) -> list[str]:
        """
        Touchpoints that no way of observed moves to success leaves out, in the order in which they come.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> OutcomeReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> OutcomeReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def loops(self, /) -> list[list[str]]:
        """
        Sets of touchpoints between which customers can go round, and touchpoints that follow themselves.
        """
    @property
    def no_return(self, /) -> list[str]:
        """
        Points of no return in the order of the log: touchpoints with a probability below `no_return_below` to which customers
        come from one with a higher probability, or from the start.
        """
    @property
    def path(self, /) -> list[str]:
        """
        The most probable path to success, the success itself left out; empty if there is none before it.
        """
    @property
    def path_probability(self, /) -> float | None:
        """
        Its probability among all journeys, by the chain; `None` if nobody succeeded.
        """
    @property
    def required(self, /) -> list[str]:
        """
        Touchpoints at which each journey that succeeded was before, in the order of the log.
        """
    @property
    def rows(self, /) -> list[OutcomeRow]:
        """
        Touchpoints in the order of the log.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of all customers who succeeded.
        """
    @property
    def succeeded(self, /) -> int:
        """
        Customers who succeeded.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class OutcomeRow:
    """
    How journeys go on from a touchpoint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events before success.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> OutcomeRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> OutcomeRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def no_return(self, /) -> bool:
        """
        Whether the probability of success is below `no_return_below`.
        """
    @property
    def probability(self, /) -> float:
        """
        Probability of success from here, by the chain; that of an end without it is the rest to 1.
        """
    @property
    def required(self, /) -> bool:
        """
        Whether each journey that succeeded was here before.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the customers at the touchpoint who succeeded later.
        """
    @property
    def steps(self, /) -> float:
        """
        Expected number of steps to the end, by the chain.
        """
    @property
    def succeeded(self, /) -> int:
        """
        Those of them who succeeded later.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """

@final
class Overlap:
    """
    Events that match the rules of several touchpoints.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Overlap:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Overlap:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoints(self, /) -> list[str]:
        """
        Ids of the touchpoints, in map order; the events belong to the first.
        """

@final
class PainPoint:
    """
    A known obstacle.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, text: str, severity: SupportsIndex | None = None, evidence: str | None = None, kind: Literal["drop_off", "outage", "waiting_time", "handoff", "rating", "falling_rating", "negative_comments", "failed_attempts", "repetition", "return_loop", "support_contact", "repeated_contact", "delight"] | None = None) -> PainPoint: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def evidence(self, /) -> str | None:
        """
        How the team knows.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PainPoint:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PainPoint:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["drop_off", "outage", "waiting_time", "handoff", "rating", "falling_rating", "negative_comments", "failed_attempts", "repetition", "return_loop", "support_contact", "repeated_contact", "delight"] | None:
        """
        What it shows itself by: only a finding of this kind then confirms it, else any at its touchpoint.
        """
    @property
    def severity(self, /) -> int | None:
        """
        From 1 (a nuisance) to 5 (customers leave).
        """
    @property
    def text(self, /) -> str:
        """
        What hurts.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class PatternContrast:
    """
    How two groups of journeys differ in a pattern.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def difference(self, /) -> Estimate:
        """
        The first share less the second one, with Newcombe's interval (1998, method 10) of the two Wilson intervals.
        """
    @property
    def first(self, /) -> Estimate:
        """
        Share of the first group.
        """
    @property
    def first_customers(self, /) -> int:
        """
        Journeys of the first group that have it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PatternContrast:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PatternContrast:
        """
        Reads what `to_json` wrote.
        """
    @property
    def odds_ratio(self, /) -> Estimate:
        """
        Odds of the first group by odds of the second, with the interval of its logarithm (Woolf 1955); undefined if a
        group has the pattern never or always.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value of equal shares.
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted (Benjamini-Hochberg) for all patterns that were tested.
        """
    @property
    def second(self, /) -> Estimate:
        """
        Share of the second group.
        """
    @property
    def second_customers(self, /) -> int:
        """
        Journeys of the second group that have it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class PatternGroup:
    """
    A group of journeys that is compared with another one.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Journeys.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PatternGroup:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PatternGroup:
        """
        Reads what `to_json` wrote.
        """
    @property
    def min_support(self, /) -> int:
        """
        Journeys that make a pattern frequent in this group.
        """
    @property
    def name(self, /) -> str:
        """
        The value of the column; `success` or `others`; `all` if nothing is compared.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class PenaltyRewardRow:
    """
    What low and high ratings of an item do, compared with those between.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def asymmetry(self, /) -> Estimate:
        """
        Reward and penalty together: above 0 the reward is larger, if low ratings lower the outcome.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PenaltyRewardRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PenaltyRewardRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def high(self, /) -> int:
        """
        Customers of the model with a high rating.
        """
    @property
    def item(self, /) -> str:
        """
        The item in a few words.
        """
    @property
    def kind(self, /) -> Literal["dissatisfier", "delighter", "linear", "none"] | None:
        """
        What this makes of the item at the level of 5 %; `None` if penalty or reward is not known.
        """
    @property
    def low(self, /) -> int:
        """
        Customers of the model with a low rating.
        """
    @property
    def penalty(self, /) -> Estimate:
        """
        Outcome at low ratings less that at those between, the other items being equal; `None` where nobody or everybody is low.
        """
    @property
    def penalty_p_adjusted(self, /) -> float | None:
        """
        p-value for "there is no penalty", adjusted for all penalties and rewards.
        """
    @property
    def reward(self, /) -> Estimate:
        """
        Outcome at high ratings less that at those between.
        """
    @property
    def reward_p_adjusted(self, /) -> float | None:
        """
        p-value for "there is no reward", adjusted likewise.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        The touchpoint that it is about.
        """

@final
class PeriodChange:
    """
    How a score differs from that of an earlier period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def difference(self, /) -> Estimate:
        """
        This score less that one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PeriodChange:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PeriodChange:
        """
        Reads what `to_json` wrote.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "both scores are equal".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for all periods (Benjamini-Hochberg).
        """
    @property
    def since(self, /) -> str | None:
        """
        The earlier period; `None` if there is none with answers.
        """
    @property
    def statement(self, /) -> str:
        """
        The verdict in words.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def verdict(self, /) -> Literal["yes", "no", "too_few_answers", "not_enough_evidence"] | None:
        """
        Whether it really changed; `None` if there is nothing to compare.
        """

@final
class Persona:
    """
    A kind of customer.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, name: str, description: str | None = None, demographics: Demographics | None = None, psychographics: Psychographics | None = None, rule: CustomerRule | None = None, behaviours: Sequence[str] | None = None, motivations: Sequence[str] | None = None, goals: Sequence[str] | None = None, pains: Sequence[str] | None = None, preferred_channels: Sequence[str] | None = None) -> Persona: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def behaviours(self, /) -> list[str]:
        """
        What they do.
        """
    @property
    def demographics(self, /) -> Demographics | None:
        """
        Facts such as age and place.
        """
    @property
    def description(self, /) -> str | None:
        """
        Who they are, in a sentence or two.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Persona:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Persona:
        """
        Reads what `to_json` wrote.
        """
    @property
    def goals(self, /) -> list[str]:
        """
        What they want to reach.
        """
    @property
    def id(self, /) -> str:
        """
        Unique within the map.
        """
    @property
    def motivations(self, /) -> list[str]:
        """
        What moves them.
        """
    @property
    def name(self, /) -> str:
        """
        Name to show.
        """
    @property
    def pains(self, /) -> list[str]:
        """
        What troubles them.
        """
    @property
    def preferred_channels(self, /) -> list[str]:
        """
        Channels they prefer, best first.
        """
    @property
    def psychographics(self, /) -> Psychographics | None:
        """
        Values, interests and lifestyle.
        """
    @property
    def rule(self, /) -> CustomerRule | None:
        """
        Which customers belong; nobody if left out.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class PersonaCoverage:
    """
    How the personas cover the customers with bound events.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PersonaCoverage:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PersonaCoverage:
        """
        Reads what `to_json` wrote.
        """
    @property
    def none(self, /) -> int:
        """
        Customers in no persona.
        """
    @property
    def one(self, /) -> int:
        """
        Customers in exactly one.
        """
    @property
    def several(self, /) -> int:
        """
        Customers in several.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Place:
    """
    Where in the user's input a problem lies. Every part that is known is filled in.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def character(self, /) -> int | None:
        """
        Character within the line, from 1.
        """
    @property
    def column(self, /) -> str | None:
        """
        Name of the table column.
        """
    @property
    def field(self, /) -> str | None:
        """
        Path of the field in a document, such as `stages[2].touchpoints[0].owner`.
        """
    @property
    def file(self, /) -> str | None:
        """
        File, as the caller named it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Place:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Place:
        """
        Reads what `to_json` wrote.
        """
    @property
    def line(self, /) -> int | None:
        """
        Line of the text, from 1. In a table with a header, the header is line 1.
        """
    @property
    def row(self, /) -> int | None:
        """
        Data row, from 1, the header not counted.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class PlannedPath:
    """
    A path through the touchpoints that the team designed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, name: str, touchpoints: Sequence[str] | None = None, personas: Sequence[str] | None = None) -> PlannedPath: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PlannedPath:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PlannedPath:
        """
        Reads what `to_json` wrote.
        """
    @property
    def name(self, /) -> str:
        """
        Name of the path.
        """
    @property
    def personas(self, /) -> list[str]:
        """
        Ids of the personas it is meant for; all if empty.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoints(self, /) -> list[str]:
        """
        Ids of its touchpoints, in order.
        """

@final
class PostReport:
    """
    Answer of [`Posts`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PostReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PostReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def period(self, /) -> str | None:
        """
        Beginning of the last period; `None` for a log without events.
        """
    @property
    def rows(self, /) -> list[PostRow]:
        """
        All posts first, then topics in their order, then hashtags and mentions, those in most posts first.
        """
    @property
    def tested(self, /) -> int:
        """
        Terms that were tested.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def trending(self, /) -> list[TrendingTerm]:
        """
        Terms that trend in the last period, the least likely by chance first.
        """
    @property
    def without_text(self, /) -> int:
        """
        Events without a text, or with nothing but blanks.
        """

@final
class PostRow:
    """
    All posts, or those of a group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers who wrote them.
        """
    @property
    def engagement(self, /) -> Estimate:
        """
        Mean number of reactions of all kinds together, a post.
        """
    @property
    def examples(self, /) -> list[CommentExample]:
        """
        Posts with most reactions, then the latest; each text once.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PostRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PostRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["topic", "hashtag", "mention"] | None:
        """
        What they have in common; `None` for all posts.
        """
    @property
    def mean(self, /) -> Estimate:
        """
        Mean compound score, from -1 to 1.
        """
    @property
    def name(self, /) -> str | None:
        """
        Topic, hashtag or mention; `None` for all posts.
        """
    @property
    def negative(self, /) -> Estimate:
        """
        Share of negative posts.
        """
    @property
    def positive(self, /) -> Estimate:
        """
        Share of positive posts.
        """
    @property
    def posts(self, /) -> int:
        """
        Posts.
        """
    @property
    def reactions(self, /) -> list[ReactionSum]:
        """
        Reactions by column.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of all posts.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Predicate:
    """
    A condition on one column. The columns every log has are called `touchpoint` (the raw name of
    the event), `time` and `customer`; further columns have the names of the input.

    A missing value satisfies no predicate.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def compare(column: str, *, greater_than: bool | float | str | None = None, at_least: bool | float | str | None = None, less_than: bool | float | str | None = None, at_most: bool | float | str | None = None) -> Predicate:
        """
        The number or time lies within bounds.
        """
    @staticmethod
    def equals(column: str, value: bool | float | str) -> Predicate:
        """
        The value is exactly this one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Predicate:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Predicate:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def glob(column: str, pattern: str) -> Predicate:
        """
        The text matches a glob: `*` any run of characters, `?` any one character.
        """
    @staticmethod
    def one_of(column: str, values: Sequence[bool | float | str]) -> Predicate:
        """
        The value is one of these.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Priority:
    """
    What to do first.
    """
    @staticmethod
    def rank(initiatives: "list[dict[str, object]]", *, score: Literal["rice", "wsjf", "ice", "opportunity"] = ..., draws: SupportsIndex = 10000, seed: SupportsIndex = 1, impact_from: SupportsFloat | SupportsIndex | None = None, effort_from: SupportsFloat | SupportsIndex | None = None) -> PriorityReport:
        """
        Which of some initiatives should come first, and how sure is that?

        An initiative is a dict with a `name` and the numbers that the score needs: `reach`, `impact`, `confidence` and `effort` for
        `rice`, `business_value`, `time_criticality`, `risk_reduction` and `effort` for `wsjf`, `impact`, `confidence` and `ease`
        for `ice`, `importance` and `satisfaction` for `opportunity`. Each is a number, or a list of the least, the most likely
        and the most. With `impact_from` and `effort_from`, from which on these are high, quadrants are told.
        """
    @staticmethod
    def what_if(name: str, report: WhatIfReport, *, confidence: "float | list[float]", effort: "float | list[float]", by: Literal["customers", "value"] = ...) -> "dict[str, object]":
        """
        What a what-if would gain, as an initiative for RICE: its customers for the reach, and for the impact by how much the
        share of those who succeed would rise, or, by `value`, the mean value of a customer, with the interval. What would be lost
        is 0. `confidence` and `effort` are numbers, or lists of the least, the most likely and the most.
        """

@final
class PriorityReport:
    """
    Answer of [`Priorities`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def draws(self, /) -> int:
        """
        How often uncertain inputs were drawn.
        """
    @property
    def effort_from(self, /) -> float | None:
        """
        Effort from which on it is high.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PriorityReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PriorityReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def impact_from(self, /) -> float | None:
        """
        Impact from which on it is high.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[PriorityRow]:
        """
        Initiatives by rank.
        """
    @property
    def score(self, /) -> Literal["rice", "wsjf", "ice", "opportunity"]:
        """
        By what they are ranked.
        """
    @property
    def seed(self, /) -> int:
        """
        Seed of the draws.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class PriorityRow:
    """
    An initiative with its rank.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def effort(self, /) -> float | None:
        """
        What it costs, by the most likely number.
        """
    @property
    def first(self, /) -> float:
        """
        Share of the draws in which it is the first one.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PriorityRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PriorityRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def high(self, /) -> float:
        """
        In 2.5 % of the draws the score is higher.
        """
    @property
    def impact(self, /) -> float | None:
        """
        How much it does for each customer, by the most likely number.
        """
    @property
    def low(self, /) -> float:
        """
        In 2.5 % of the draws the score is lower.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def quadrant(self, /) -> Literal["quick_win", "big_bet", "fill_in", "money_pit"] | None:
        """
        Its quadrant, if there are thresholds.
        """
    @property
    def rank(self, /) -> int:
        """
        Rank by the most likely numbers, from 1.
        """
    @property
    def rank_high(self, /) -> int:
        """
        In 2.5 % of the draws the rank is worse.
        """
    @property
    def rank_low(self, /) -> int:
        """
        In 2.5 % of the draws the rank is better.
        """
    @property
    def score(self, /) -> float:
        """
        Score by the most likely numbers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class PrivateCountReport:
    """
    Answer of [`PrivateCounts`]. All of it may be published.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def contributions(self, /) -> int:
        """
        For how many rows a customer counts at most.
        """
    @property
    def epsilon(self, /) -> float:
        """
        ε, rounded to a millionth.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PrivateCountReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PrivateCountReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[PrivateCountRow]:
        """
        All touchpoints, or all pairs of them, in the order of the log.
        """
    @property
    def scale(self, /) -> float:
        """
        Scale of the noise: the mean of its size, about.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class PrivateCountRow:
    """
    A count with noise.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers, with noise.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> PrivateCountRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> PrivateCountRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def source(self, /) -> str:
        """
        Touchpoint, or the first one of a pair.
        """
    @property
    def target(self, /) -> str | None:
        """
        The second touchpoint of a pair.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Progress:
    """
    How far a piece of work is.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def done(self, /) -> int:
        """
        How much of it is done: customers while simulating, bytes while reading, journeys while writing, else parts
        of the log.
        """
    @property
    def step(self, /) -> str:
        """
        What is being done: `simulating`, `reading`, `indexing`, `analysing` or `writing`.
        """
    @property
    def total(self, /) -> int | None:
        """
        How much it is in all; `None` if that is not known.
        """

@final
class Provenance:
    """
    Where the numbers of a measured map come from. A name and a denominator stand beside every number;
    the rest is the same for all of them and stands here.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers of the log.
        """
    @property
    def events(self, /) -> int:
        """
        Events of the log.
        """
    @property
    def fingerprint(self, /) -> str:
        """
        Digest of the log.
        """
    @property
    def from_(self, /) -> datetime | None:
        """
        Time of the first event.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Provenance:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Provenance:
        """
        Reads what `to_json` wrote.
        """
    @property
    def open_after(self, /) -> datetime | None:
        """
        A journey whose last event lies after this time, and which is not complete, is open.
        """
    @property
    def operation(self, /) -> str:
        """
        Operation that made them: `measure`.
        """
    @property
    def options(self, /) -> str:
        """
        Options of the operation, as JSON.
        """
    @property
    def time_zone(self, /) -> str:
        """
        IANA zone of everything with a calendar.
        """
    @property
    def to(self, /) -> datetime | None:
        """
        Time of the last event: the end of observation.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def version(self, /) -> str:
        """
        Version of this library.
        """

@final
class PseudonymKey:
    """
    A secret from which pseudonyms are made: the same id gets the same pseudonym under the same key, and nobody without the key can tell
    which id it was, not even by trying all of them.

    `PseudonymKey(secret)` takes 32 bytes, such as `secrets.token_bytes(32)`. The key is not part of any log, report or file, is never
    shown, and cannot be pickled. Without it, later exports cannot be joined to earlier ones.
    """
    def __new__(cls, /, secret: bytes) -> PseudonymKey: ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_hex(digits: str) -> PseudonymKey:
        """
        A key of 64 hexadecimal digits, such as `secrets.token_hex(32)`.
        """
    @staticmethod
    def from_secret(secret: str) -> PseudonymKey:
        """
        A key from a secret text. It should be long and random: who guesses it can find out the ids.
        """
    def pseudonym(self, /, id: str) -> str:
        """
        The pseudonym of an id: 32 hexadecimal digits.
        """
    @staticmethod
    def random() -> PseudonymKey:
        """
        A key that nobody knows and that cannot be had again: pseudonyms for one export only.
        """

@final
class Psychographics:
    """
    How a kind of customer thinks and lives.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, values: Sequence[str] | None = None, interests: Sequence[str] | None = None, lifestyle: Sequence[str] | None = None) -> Psychographics: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Psychographics:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Psychographics:
        """
        Reads what `to_json` wrote.
        """
    @property
    def interests(self, /) -> list[str]:
        """
        What interests them.
        """
    @property
    def lifestyle(self, /) -> list[str]:
        """
        How they live.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def values(self, /) -> list[str]:
        """
        What they hold dear.
        """

@final
class Quality:
    """
    What was doubtful in the input of a log.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def ambiguous_times(self, /) -> int:
        """
        Local times that a clock change skipped or repeated; read with the earlier offset's rule of
        the zone (`jiff`'s "compatible").
        """
    @property
    def customers_without_attributes(self, /) -> int:
        """
        Customers of the log whom a joined table does not have.
        """
    @property
    def customers_without_events(self, /) -> int:
        """
        Customers of a joined table for whom the log has no event.
        """
    @property
    def detected_epoch_unit(self, /) -> str | None:
        """
        Unit of numeric times if it was detected rather than stated: `s`, `ms`, `us` or `ns`.
        """
    @property
    def duplicates(self, /) -> int:
        """
        Events that equal another one in customer, time, touchpoint and every further column.
        """
    @property
    def equal_times(self, /) -> int:
        """
        Events with the same customer and time as the one before; their input order is kept.
        """
    @property
    def events(self, /) -> int:
        """
        Rows that became events.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Quality:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Quality:
        """
        Reads what `to_json` wrote.
        """
    @property
    def left_out(self, /) -> int:
        """
        Records that the conditions of a source left out, and single events of other records.
        """
    @property
    def negative_durations(self, /) -> int:
        """
        Events whose end lies before their beginning; their end is treated as missing.
        """
    @property
    def no_answers(self, /) -> int:
        """
        Ratings of a survey that were blank or a code for "no answer".
        """
    @property
    def rows(self, /) -> int:
        """
        Data rows of the input.
        """
    @property
    def skipped(self, /) -> int:
        """
        Rows left out because a cell was bad and `on_error` was `skip`.
        """
    @property
    def skipped_rows(self, /) -> list[SkippedRow]:
        """
        The first of the rows left out, at most 20.
        """
    @property
    def time_zone(self, /) -> str:
        """
        Zone in which they were read.
        """
    @property
    def times_without_zone(self, /) -> int:
        """
        Times without zone, read in the stated one.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def truncated_times(self, /) -> int:
        """
        Times with digits below a microsecond, which were dropped.
        """
    @property
    def xes(self, /) -> XesReport | None:
        """
        What was found in XES files, if the log was read from such.
        """

@final
class QualityExample:
    """
    A doubtful row.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customer(self, /) -> str | None:
        """
        Customer.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> QualityExample:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> QualityExample:
        """
        Reads what `to_json` wrote.
        """
    @property
    def row(self, /) -> int | None:
        """
        Row of the input, from 1; `None` for a day.
        """
    @property
    def time(self, /) -> datetime | None:
        """
        Time of the event, or beginning of the day.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str | None:
        """
        What is doubtful there: a touchpoint, a value, an id.
        """

@final
class QualityFinding:
    """
    Something doubtful about a log.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str | None:
        """
        Column with the doubtful values, where it is not the time or the customer.
        """
    @property
    def count(self, /) -> int:
        """
        How many are doubtful.
        """
    @property
    def counts(self, /) -> str:
        """
        What `count` counts, such as `events`, `customers` or `days`.
        """
    @property
    def effect(self, /) -> str:
        """
        Which reports it may bend, and how.
        """
    @property
    def examples(self, /) -> list[QualityExample]:
        """
        At most five of them, those of the first input rows.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> QualityFinding:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> QualityFinding:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["skipped_rows", "duplicates", "ties", "future_times", "placeholder_times", "day_resolution", "clock_changes", "clock_skew", "negative_durations", "reversed_order", "late_events", "bot_rate", "bot_regularity", "bot_agent", "truncated_beginning", "truncated_end", "collection_gap", "volume_change", "mixed_scales", "no_answer_codes", "missing_values", "similar_ids"]:
        """
        What is doubtful.
        """
    @property
    def measured(self, /) -> Estimate | None:
        """
        What was measured: the difference of two clocks in seconds, or by what factor the volume changed.
        """
    @property
    def mend(self, /) -> Step | None:
        """
        The step of a recipe that would mend it; `None` if none can, or if only you can know.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Their share, with its denominator.
        """
    @property
    def source(self, /) -> str | None:
        """
        Source that it is about; `None` for all.
        """
    @property
    def statement(self, /) -> str:
        """
        What was found, in a sentence.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        Touchpoint that it is about; `None` for all.
        """

@final
class QualityReport:
    """
    Answer of [`QualityCheck`](super::QualityCheck).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> QualityReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> QualityReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def input(self, /) -> Quality:
        """
        What reading the input counted.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    def mends(self, /) -> list[Step]:
        """
        The steps that would mend what can be mended, each once: a recipe to read, to shorten and then to apply with
        `EventLog.clean`.
        """
    @property
    def rows(self, /) -> list[QualityFinding]:
        """
        What is doubtful, by kind; within a kind by column, source and touchpoint.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class QuantileBin:
    """
    A bin of [`EventLog::split_quantiles`].
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def above(self, /) -> float:
        """
        Quantile that all numbers of the bin are above, but for the first bin: the smallest number.
        """
    @property
    def at_most(self, /) -> float:
        """
        Quantile that all numbers of the bin are at most; of the last bin the largest number.
        """
    @property
    def bin(self, /) -> int:
        """
        Number of the bin, from 1; those that are empty are left out.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> QuantileBin:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> QuantileBin:
        """
        Reads what `to_json` wrote.
        """
    @property
    def high(self, /) -> float:
        """
        Largest number in it.
        """
    @property
    def low(self, /) -> float:
        """
        Smallest number in it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class RatingScale:
    """
    A column of ratings and the scale it is on.

    The scale is mapped linearly to the emotion scale: `min` to -2, `max` to +2.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, column: str, min: SupportsFloat | SupportsIndex, max: SupportsFloat | SupportsIndex) -> RatingScale: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Number column with the ratings.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RatingScale:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RatingScale:
        """
        Reads what `to_json` wrote.
        """
    @property
    def max(self, /) -> float:
        """
        Best rating.
        """
    @property
    def min(self, /) -> float:
        """
        Worst rating.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ReactionSum:
    """
    Reactions of one kind.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Column.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ReactionSum:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ReactionSum:
        """
        Reads what `to_json` wrote.
        """
    @property
    def posts(self, /) -> int:
        """
        Posts with a number in this column.
        """
    @property
    def sum(self, /) -> float:
        """
        Sum.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Redacted:
    """
    What was taken out of texts.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def cards(self, /) -> int:
        """
        Card numbers: 13 to 19 digits whose check digit is right.
        """
    @property
    def emails(self, /) -> int:
        """
        E-mail addresses.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Redacted:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Redacted:
        """
        Reads what `to_json` wrote.
        """
    @property
    def phones(self, /) -> int:
        """
        Phone numbers.
        """
    @property
    def texts(self, /) -> int:
        """
        Texts that were changed.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class RepeatRow:
    """
    Customers who came with the same thing to somebody else.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Repeats.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RepeatRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RepeatRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gap(self, /) -> DurationStats:
        """
        Time between the two events.
        """
    @property
    def source(self, /) -> str:
        """
        Who had served the customer there.
        """
    @property
    def target(self, /) -> str:
        """
        Who did it again.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """

@final
class RepresentativePath:
    """
    The path with the least mean distance to the paths of all customers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def compared(self, /) -> Estimate:
        """
        Share of all customers whose paths were compared.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers with just this path.
        """
    @property
    def distance(self, /) -> float:
        """
        Mean distance from 0 (the same) to 1 (nothing in common) to the compared customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RepresentativePath:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RepresentativePath:
        """
        Reads what `to_json` wrote.
        """
    @property
    def path(self, /) -> list[str]:
        """
        Touchpoints in order.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ResponseReport:
    """
    Answer of [`ResponseRate`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ResponseReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ResponseReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[ResponseRow]:
        """
        Everybody first, then the groups with invitations or answers in the order of their names in the log.
        """
    @property
    def tested(self, /) -> int:
        """
        Groups that were compared with the rest.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ResponseRow:
    """
    Response rate of everybody or of one group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def answered(self, /) -> int:
        """
        Invitations whose time is over, answered in time.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers who were invited.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ResponseRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ResponseRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def invitations(self, /) -> int:
        """
        Invitations.
        """
    @property
    def late(self, /) -> int:
        """
        Answers that came too late.
        """
    @property
    def open(self, /) -> int:
        """
        Invitations whose time was not over at the end of the data.
        """
    @property
    def open_answered(self, /) -> int:
        """
        Of these, invitations that were answered already.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the group answers as often as all others".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of groups (Benjamini-Hochberg).
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the invitations whose time is over that were answered in time.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Time from invitation to answer, of all that were answered in time, open ones too.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def unanswered(self, /) -> int:
        """
        Invitations whose time is over, not answered in time.
        """
    @property
    def uninvited(self, /) -> int:
        """
        Answers without an invitation, by the group of the answer.
        """

@final
class RetentionOverall:
    """
    All cohorts together in a period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Of these, customers who came back.
        """
    @property
    def eligible(self, /) -> int:
        """
        Customers whose period is fully observed; with the reference `previous` those of them who counted in the period before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RetentionOverall:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RetentionOverall:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def last_period(self, /) -> int:
        """
        Last period of the bracket; the same as `period` without brackets.
        """
    @property
    def mean_share(self, /) -> float | None:
        """
        Mean of the shares of the cohorts, each with the same weight.
        """
    @property
    def period(self, /) -> int:
        """
        Number of the period, the first one of a bracket; 0 is that of the start.
        """
    @property
    def share(self, /) -> Estimate:
        """
        `count` as a share of `eligible`: the mean of the cohorts, weighted by their sizes.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> float | None:
        """
        Sum of the column `value` over the returns in the period; `None` without one.
        """
    @property
    def value_per_customer(self, /) -> float | None:
        """
        `value` per eligible customer.
        """

@final
class RetentionReport:
    """
    Answer of [`Retention`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers in all cohorts, each once.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RetentionReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RetentionReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def overall(self, /) -> list[RetentionOverall]:
        """
        All cohorts together, by period: everybody first, then each group.
        """
    @property
    def rows(self, /) -> list[RetentionRow]:
        """
        Everybody first, then each group; cohorts in order of time, each with its periods in order.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class RetentionRow:
    """
    A cohort in a period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def cohort(self, /) -> str:
        """
        First day of the calendar period of the customers' starts, such as `2024-01-29`; of an hour its beginning, such as
        `2024-01-29T15:00+01:00`.
        """
    @property
    def complete(self, /) -> bool:
        """
        Whether the period is fully observed of all customers of the cohort.
        """
    @property
    def count(self, /) -> int:
        """
        Of these, customers who came back.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers of the cohort.
        """
    @property
    def eligible(self, /) -> int:
        """
        Customers whose period is fully observed; with the reference `previous` those of them who counted in the period before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RetentionRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RetentionRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def last_period(self, /) -> int:
        """
        Last period of the bracket; the same as `period` without brackets.
        """
    @property
    def period(self, /) -> int:
        """
        Number of the period, the first one of a bracket; 0 is that of the start.
        """
    @property
    def share(self, /) -> Estimate:
        """
        `count` as a share of `eligible`.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> float | None:
        """
        Sum of the column `value` over the returns in the period; `None` without one.
        """
    @property
    def value_per_customer(self, /) -> float | None:
        """
        `value` per eligible customer.
        """

@final
class ReturnRow:
    """
    A way away from a touchpoint and back.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Returns.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ReturnRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ReturnRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Time until they were back.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint that customers left and came back to.
        """
    @property
    def via(self, /) -> str:
        """
        Touchpoint that they went to first.
        """

@final
class ReworkReport:
    """
    Answer of [`Rework`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Repeats in all.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ReworkReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ReworkReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hidden(self, /) -> int:
        """
        Ways of returning that are not listed because of `min_count` or `top`.
        """
    @property
    def hidden_count(self, /) -> int:
        """
        Returns on these ways.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def returns(self, /) -> list[ReturnRow]:
        """
        Ways of returning by falling count, then by touchpoint and via in the order of the log.
        """
    @property
    def rework(self, /) -> Estimate:
        """
        Share of the customers who came to any touchpoint at least twice.
        """
    @property
    def rows(self, /) -> list[ReworkRow]:
        """
        Touchpoints by falling number of customers who came at least twice, then in the order of the log.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ReworkRow:
    """
    How often customers come to a touchpoint again.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events: the first one of each customer, self-loops and returns.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ReworkRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ReworkRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def return_customers(self, /) -> int:
        """
        Customers with a return.
        """
    @property
    def return_time(self, /) -> DurationStats:
        """
        Time from an event to its return.
        """
    @property
    def returns(self, /) -> int:
        """
        Events after another one here, with something else in between.
        """
    @property
    def returns_other(self, /) -> int | None:
        """
        Returns with another value.
        """
    @property
    def returns_same(self, /) -> int | None:
        """
        Returns with the same value as before.
        """
    @property
    def rework(self, /) -> Estimate:
        """
        Share of the customers of the touchpoint who came at least twice.
        """
    @property
    def rework_customers(self, /) -> int:
        """
        Customers who came at least twice.
        """
    @property
    def self_loop_customers(self, /) -> int:
        """
        Customers with a self-loop.
        """
    @property
    def self_loop_time(self, /) -> DurationStats:
        """
        Time from an event to its self-loop.
        """
    @property
    def self_loops(self, /) -> int:
        """
        Events directly after another one here.
        """
    @property
    def self_loops_other(self, /) -> int | None:
        """
        Self-loops with another value.
        """
    @property
    def self_loops_same(self, /) -> int | None:
        """
        Self-loops with the same value as before; `None` without `by`.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """

@final
class RfmReport:
    """
    Answer of [`EventLog::rfm`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers with scores.
        """
    @property
    def frequency(self, /) -> list[float]:
        """
        Bounds of the scores of frequency.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RfmReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RfmReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def monetary(self, /) -> list[float]:
        """
        Bounds of the scores of monetary value; empty without a column.
        """
    @property
    def recency_seconds(self, /) -> list[float]:
        """
        Bounds of the scores of recency, in seconds since the last event, from the worst to the best.
        """
    @property
    def rows(self, /) -> list[RfmRow]:
        """
        Cells with customers: the highest scores of recency first, then of frequency, then of monetary value.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def without(self, /) -> int:
        """
        Customers without an event that counts.
        """

@final
class RfmRow:
    """
    Customers with the same scores.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers.
        """
    @property
    def events(self, /) -> int:
        """
        Events that count.
        """
    @property
    def frequency(self, /) -> int:
        """
        Score of frequency.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> RfmRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> RfmRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def monetary(self, /) -> int | None:
        """
        Score of monetary value; none without a column.
        """
    @property
    def recency(self, /) -> int:
        """
        Score of recency; the highest came last.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the customers with scores.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> float | None:
        """
        Sum of the column; none without one.
        """

@final
class Scope:
    """
    From where to where a journey goes. A journey that has reached `to` is complete.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, from_: str | None = None, to: str | None = None) -> Scope: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def from_(self, /) -> str | None:
        """
        Id of the stage or touchpoint where it begins; the first stage if left out.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Scope:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Scope:
        """
        Reads what `to_json` wrote.
        """
    @property
    def to(self, /) -> str | None:
        """
        Id of the stage or touchpoint where it is complete; the last stage if left out.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ScoreReport:
    """
    Answer of [`Score`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def dropped(self, /) -> DroppedAnswers:
        """
        Events that gave no answer.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ScoreReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ScoreReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[ScoreRow]:
        """
        Everybody first, then the groups with answers in the order of their names in the log.
        """
    @property
    def score(self, /) -> Estimate:
        """
        Score of everybody.
        """
    @property
    def tested(self, /) -> int:
        """
        Groups that were compared with the rest.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ScoreRow:
    """
    Score of everybody or of one group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def distribution(self, /) -> list[AnswerCount]:
        """
        How often each value was answered.
        """
    @property
    def effective_n(self, /) -> float | None:
        """
        Size of an unweighted sample with the same precision; the number of answers without weights.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ScoreRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ScoreRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the group scores as all other answers do".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of groups (Benjamini-Hochberg).
        """
    @property
    def score(self, /) -> Estimate:
        """
        The score.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class ScoredWord:
    """
    A word that moved a score.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ScoredWord:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ScoredWord:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def valence(self, /) -> float:
        """
        Its valence, with all that stands around it.
        """
    @property
    def word(self, /) -> str:
        """
        The word, emoticon, emoji or idiom, in small letters.
        """

@final
class SensitivityReport:
    """
    Answer of [`EventLog::identity_sensitivity`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SensitivityReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SensitivityReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def links(self, /) -> int:
        """
        Links between ids.
        """
    @property
    def rows(self, /) -> list[SensitivityRow]:
        """
        Number by number, share by share, in the order asked for.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SensitivityRow:
    """
    A number, and where it was when links were lost.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SensitivityRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SensitivityRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def lost(self, /) -> float:
        """
        Share of the links that was lost.
        """
    @property
    def max(self, /) -> float | None:
        """
        Greatest of the repetitions.
        """
    @property
    def mean(self, /) -> float | None:
        """
        Mean of the repetitions.
        """
    @property
    def min(self, /) -> float | None:
        """
        Least of the repetitions.
        """
    @property
    def n(self, /) -> int:
        """
        Repetitions in which the number is defined.
        """
    @property
    def number(self, /) -> str:
        """
        The number, such as `conversion look → buy`.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> float | None:
        """
        The number with all links; `None` where it is undefined.
        """

@final
class Sentiment:
    """
    How positive or negative a text is.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def compound(self, /) -> float:
        """
        All valences together, from -1 (most negative) to 1 (most positive): s / √(s² + 15), with the sum s. Not rounded.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Sentiment:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Sentiment:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["negative", "neutral", "positive"]:
        """
        Whether the text is negative, neutral or positive.
        """
    @property
    def negative(self, /) -> float:
        """
        Share of the text that is negative. The three shares sum to 1, or are all 0 if the text has no words.
        """
    @property
    def neutral(self, /) -> float:
        """
        Share of the text that is neither.
        """
    @property
    def positive(self, /) -> float:
        """
        Share of the text that is positive.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SentimentReport:
    """
    Answer of [`CommentSentiment`](super::CommentSentiment).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SentimentReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SentimentReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def negative_words(self, /) -> list[SentimentWord]:
        """
        Words that made comments more negative, those that did most first.
        """
    @property
    def positive_words(self, /) -> list[SentimentWord]:
        """
        Words that made comments more positive, those that did most first.
        """
    @property
    def rows(self, /) -> list[SentimentRow]:
        """
        All comments first, then the groups with comments in the order of their names in the log.
        """
    @property
    def tested(self, /) -> int:
        """
        Groups that were compared with the rest.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def without_text(self, /) -> int:
        """
        Events without a comment, or with nothing but blanks.
        """

@final
class SentimentRow:
    """
    Sentiment of all comments or of those of one group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def comments(self, /) -> int:
        """
        Comments.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SentimentRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SentimentRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for all comments.
        """
    @property
    def mean(self, /) -> Estimate:
        """
        Mean compound score, from -1 to 1.
        """
    @property
    def most_negative(self, /) -> list[CommentExample]:
        """
        The most negative comments, each text once.
        """
    @property
    def most_positive(self, /) -> list[CommentExample]:
        """
        The most positive comments, each text once.
        """
    @property
    def negative(self, /) -> Estimate:
        """
        Share of negative comments.
        """
    @property
    def neutral(self, /) -> Estimate:
        """
        Share of comments that are neither.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the mean is that of all other comments".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of groups (Benjamini-Hochberg).
        """
    @property
    def positive(self, /) -> Estimate:
        """
        Share of positive comments.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SentimentWord:
    """
    What a word did to the scores of comments.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def comments(self, /) -> int:
        """
        Comments with it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SentimentWord:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SentimentWord:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def valence(self, /) -> float:
        """
        Sum of its valences, each with all that stands around the word.
        """
    @property
    def word(self, /) -> str:
        """
        The word, emoticon, emoji or idiom, in small letters.
        """

@final
class SessionCut:
    """
    How often a rule cut.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def cuts(self, /) -> int:
        """
        Its cuts.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SessionCut:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SessionCut:
        """
        Reads what `to_json` wrote.
        """
    @property
    def rule(self, /) -> Literal["gap", "largest_gaps", "context_gaps", "starts", "ends", "separators", "longest", "most_events", "calendar", "change"]:
        """
        The rule.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SessionReport:
    """
    What [`EventLog::sessions`](crate::EventLog::sessions) did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def cuts(self, /) -> list[SessionCut]:
        """
        Cuts of each rule that was asked for. Several rules may make the same cut.
        """
    @property
    def events(self, /) -> int:
        """
        Events before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SessionReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SessionReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gap_seconds(self, /) -> float | None:
        """
        The limit of silence that was stated or found, in seconds.
        """
    @property
    def journeys(self, /) -> int:
        """
        Journeys before.
        """
    @property
    def left_out(self, /) -> int:
        """
        Separators, which were left out.
        """
    @property
    def sessions(self, /) -> int:
        """
        Sessions.
        """
    @property
    def single_event_sessions(self, /) -> int:
        """
        Sessions with one event only.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SkippedRow:
    """
    A row that was left out, with the reason.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Column with the bad value.
        """
    @property
    def expected(self, /) -> str:
        """
        What was expected.
        """
    @property
    def file(self, /) -> str | None:
        """
        File, if the log has several inputs.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SkippedRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SkippedRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def row(self, /) -> int:
        """
        Data row, from 1.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str:
        """
        The value, shortened.
        """

@final
class Source:
    """
    A document that says how the export of one vendor becomes events: a few lines of YAML or JSON instead of code.

    A source is always valid: whatever makes one checks it and raises `InvalidSourceError` with all problems.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def documentation(self, /) -> str | None:
        """
        Address of the vendor's description of the export.
        """
    @staticmethod
    def from_json(text: str) -> Source:
        """
        Reads a source from JSON text.
        """
    @staticmethod
    def from_yaml(text: str) -> Source:
        """
        Reads a source from YAML 1.2 text. All problems of the document are reported at once.
        """
    @staticmethod
    def load(path: str | PathLike[str]) -> Source:
        """
        Reads a source from a YAML or JSON file.
        """
    @property
    def name(self, /) -> str:
        """
        Short name.
        """
    @property
    def notes(self, /) -> str | None:
        """
        What whoever uses it should know.
        """
    @staticmethod
    def preset(name: str) -> Source:
        """
        A source that comes with the library; `presets` lists them.
        """
    @staticmethod
    def preset_text(name: str) -> str:
        """
        The YAML text of a preset with its comments, as a start for an own source.
        """
    @staticmethod
    def presets() -> list[SourceInfo]:
        """
        All presets.
        """
    @property
    def title(self, /) -> str | None:
        """
        Name for people.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The source as indented JSON. Reading it again gives an equal source.
        """
    def to_yaml(self, /) -> str:
        """
        The source as YAML. Reading it again gives an equal source; comments of a file are not kept.
        """
    def with_(self, /, **changes) -> Source:
        """
        The same source with some fields changed.

        Fields of maps within them are changed one by one, `None` takes a field away (JSON Merge Patch, RFC 7386):
        `source.with_(time_zone="Europe/Berlin", columns={"plan": "properties.plan"})`.
        """

@final
class SourceInfo:
    """
    What is to be known of a preset before it is used.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def documentation(self, /) -> str:
        """
        Address of the vendor's description of the export.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SourceInfo:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SourceInfo:
        """
        Reads what `to_json` wrote.
        """
    @property
    def name(self, /) -> str:
        """
        Name, for [`Source::preset`].
        """
    @property
    def title(self, /) -> str:
        """
        Name for people.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Stage:
    """
    A phase of the journey, such as awareness or purchase.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, name: str, goal: str | None = None, question: str | None = None, touchpoints: Sequence[Touchpoint] | None = None) -> Stage: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Stage:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Stage:
        """
        Reads what `to_json` wrote.
        """
    @property
    def goal(self, /) -> str | None:
        """
        What the customer wants here.
        """
    @property
    def id(self, /) -> str:
        """
        Unique within the map.
        """
    @property
    def name(self, /) -> str:
        """
        Name to show.
        """
    @property
    def question(self, /) -> str | None:
        """
        The question in the customer's mind.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoints(self, /) -> list[Touchpoint]:
        """
        Interactions of this stage, in their usual order.
        """

@final
class StatedPainPoint:
    """
    A pain point that is written in the map, and what the data say about it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def findings(self, /) -> list[int]:
        """
        Ranks of the findings that confirm it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> StatedPainPoint:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> StatedPainPoint:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> Literal["drop_off", "outage", "waiting_time", "handoff", "rating", "falling_rating", "negative_comments", "failed_attempts", "repetition", "return_loop", "support_contact", "repeated_contact", "delight"] | None:
        """
        What it shows itself by, if the map says so.
        """
    @property
    def severity(self, /) -> int | None:
        """
        From 1 (a nuisance) to 5 (customers leave).
        """
    @property
    def stage(self, /) -> str:
        """
        Id of the stage.
        """
    @property
    def text(self, /) -> str:
        """
        What hurts, in the words of the map.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Id of the touchpoint.
        """
    @property
    def verdict(self, /) -> Literal["confirmed", "not_supported", "not_measured"]:
        """
        What the data say.
        """

@final
class Step:
    """
    One thing that cleaning does to a log, or that prepares its paths.

    Rules (`when`) are on the columns `touchpoint`, `time`, `customer` and the further ones; without one, the step is
    for all events.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def anonymize(options: "dict[str, object]") -> Step:
        """
        Makes the log say less about people, with the options of `EventLog.anonymize` as in JSON. The key of pseudonyms is
        given to `EventLog.clean` and is no part of the step.
        """
    @staticmethod
    def collapse_runs(touchpoints: str | None = None, *, within: str | timedelta | None = None, columns: dict[str, Literal["first", "last", "sum"]] | None = None) -> Step:
        """
        Makes one event of those of one touchpoint that directly follow each other, each at most `within` after the one
        before. Of a column the first value that there is stays, or what `columns` says.
        """
    @staticmethod
    def cut_between(from_: str | None = None, to: str | None = None, *, each: bool = False, keep_open: bool = False, keep_as: str | None = None) -> Step:
        """
        Cuts the part from one place to another one out of every journey; both are patterns. With `each`, every part becomes
        a journey, `ann/1` and so on. With `keep_open`, a part that does not come to `to` goes on to the end.
        """
    @staticmethod
    def drop_bots(options: "dict[str, object] | None" = None) -> Step:
        """
        Drops customers that are programs rather than people.

        The options are `instants_a_minute`, `regular_gaps`, `gap_percent`, `longest_gap`, `user_agent` and `agents`.
        """
    @staticmethod
    def drop_customers(customers: Sequence[str]) -> Step:
        """
        Drops customers with all their events.
        """
    @staticmethod
    def drop_duplicates() -> Step:
        """
        Drops events that equal one before.
        """
    @staticmethod
    def drop_events(when: EventRule) -> Step:
        """
        Drops events.
        """
    @staticmethod
    def fold_ids() -> Step:
        """
        Makes one customer of those whose ids differ only by case, blanks or Unicode normalisation.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Step:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Step:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def group_touchpoints(touchpoints: str, name: str) -> Step:
        """
        Gives several touchpoints one name. `touchpoints` is a pattern of a single event, such as `cart | ~"/shop/*"`.
        """
    @staticmethod
    def hide_touchpoints(touchpoints: str) -> Step:
        """
        Hides touchpoints, given as a pattern of a single event: journeys are as if they had not been there.
        """
    @staticmethod
    def keep_period(*, from_: str | datetime | None = None, to: str | datetime | None = None) -> Step:
        """
        Keeps the events of a stretch of time, up to and without `to`.
        """
    @staticmethod
    def keep_touchpoints(touchpoints: str) -> Step:
        """
        Hides all touchpoints but these, given as a pattern of a single event.
        """
    @staticmethod
    def mark_ends(*, start: str | None = None, end: str | None = None) -> Step:
        """
        Adds an event with a touchpoint of this name at the start, and one at the end, of every journey.
        """
    @staticmethod
    def order_ties(touchpoints: Sequence[str]) -> Step:
        """
        Puts events with the same customer and time in the order of their touchpoints.
        """
    @staticmethod
    def recode(column: str, values: Sequence[bool | float | str], *, to: bool | float | str | None = None, when: EventRule | None = None) -> Step:
        """
        Puts another value, or none, in the place of some values of a column.
        """
    @staticmethod
    def rename_touchpoints(names: dict[str, str]) -> Step:
        """
        Gives touchpoints other names; several that get the same name become one.
        """
    @staticmethod
    def rescale(column: str, *, from_: tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex], to: tuple[SupportsFloat | SupportsIndex, SupportsFloat | SupportsIndex], when: EventRule | None = None) -> Step:
        """
        Brings numbers from one scale to another, each given by its lowest and highest value.
        """
    @staticmethod
    def score_sentiment(column: str, *, to: str = ..., lexicon: str | None = None, rules: Literal["corrected", "vader"] | None = None) -> Step:
        """
        Adds a number column with the sentiment of comments, from -1 (most negative) to 1 (most positive). The text of a
        `lexicon`, as `Lexicon.read_text` reads it, is used instead of the English one.
        """
    @staticmethod
    def sessions(options: "dict[str, object]") -> Step:
        """
        Cuts journeys into sessions, with the options of `EventLog.sessions` as in JSON.
        """
    @staticmethod
    def set_time_zone(to: str, *, from_: str | None = None, when: EventRule | None = None) -> Step:
        """
        Reads local times again: in another zone than the one (UTC if left out) in which they were read.
        """
    @staticmethod
    def shift_times(by: str | timedelta, *, when: EventRule | None = None) -> Step:
        """
        Moves times and ends, such as those of a source whose clock was wrong.
        """
    @staticmethod
    def stitch(options: "dict[str, object]") -> Step:
        """
        Brings ids of one customer together, with the options of `EventLog.stitch` as in JSON.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @staticmethod
    def url_touchpoints(column: str | None = None, *, depth: SupportsIndex = 2, host: bool = True, ids: bool = True, least_share: SupportsFloat | SupportsIndex | None = None) -> Step:
        """
        Makes touchpoints such as `shop.example/product/*` of addresses of pages, those of a column or the touchpoints
        themselves, as `EventLog.url_tree` shows them.
        """

@final
class StepLink:
    """
    How many journeys go from a place to one of the next step.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Journeys.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> StepLink:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> StepLink:
        """
        Reads what `to_json` wrote.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the journeys at the source in this step.
        """
    @property
    def source(self, /) -> str | None:
        """
        The touchpoint they come from; `None` for other places.
        """
    @property
    def source_place(self, /) -> Literal["touchpoint", "other", "ended", "not_started"]:
        """
        Where they come from.
        """
    @property
    def step(self, /) -> int:
        """
        Step of the source; the target is in the next one.
        """
    @property
    def target(self, /) -> str | None:
        """
        The touchpoint they go to; `None` for other places.
        """
    @property
    def target_place(self, /) -> Literal["touchpoint", "other", "ended", "not_started"]:
        """
        Where they go.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class StepMatrixReport:
    """
    Answer of [`StepMatrix`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Journeys with the anchor.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> StepMatrixReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> StepMatrixReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hidden(self, /) -> int:
        """
        Touchpoints with events in these steps that are listed nowhere.
        """
    @property
    def hidden_count(self, /) -> int:
        """
        Events that are counted as other.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def left_out(self, /) -> int:
        """
        Journeys without it, or without so many of it.
        """
    @property
    def links(self, /) -> list[StepLink]:
        """
        Moves between neighbouring steps, in the same order by source and then by target; who stays ended or not started
        is left out.
        """
    @property
    def rows(self, /) -> list[StepRow]:
        """
        Places where anybody is, step by step: touchpoints in the order of `touchpoints`, then other, ended, not started.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def touchpoints(self, /) -> list[str]:
        """
        Touchpoints that are listed, by falling number of events in all steps, then in the order of the log.
        """

@final
class StepRow:
    """
    How many journeys are at a place in a step.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Journeys.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> StepRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> StepRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def place(self, /) -> Literal["touchpoint", "other", "ended", "not_started"]:
        """
        Where they are.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the journeys with the anchor.
        """
    @property
    def step(self, /) -> int:
        """
        Step: 0 is the anchor, -1 the event before it, 1 the one after it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str | None:
        """
        The touchpoint; `None` for other places.
        """

@final
class StitchColumn:
    """
    What the ids of a column did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        The column; `customer` for the log's own ids.
        """
    @property
    def events(self, /) -> int:
        """
        Events with one.
        """
    @property
    def expired(self, /) -> int:
        """
        Ids that were used again after they had expired.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> StitchColumn:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> StitchColumn:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hubs(self, /) -> int:
        """
        Ids with too many others, which link nothing.
        """
    @property
    def ids(self, /) -> int:
        """
        Distinct ids. An id that expired and was used again counts once more.
        """
    @property
    def kept_apart(self, /) -> int:
        """
        Links that were not made as they would join what stays apart.
        """
    @property
    def look_alikes(self, /) -> int:
        """
        Groups of ids that look alike.
        """
    @property
    def merges(self, /) -> int:
        """
        Links of its ids, to each other or to those of columns before, that brought two customers together.
        """
    @property
    def never(self, /) -> int:
        """
        Values that are no ids, as stated.
        """
    @property
    def shared(self, /) -> int:
        """
        Ids that belong to several customers, and link nothing.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def too_large(self, /) -> int:
        """
        Links that were not made as the customer would have too many ids.
        """
    @property
    def unlinked(self, /) -> int:
        """
        Ids that belong to nobody with another id.
        """

@final
class StitchReport:
    """
    What [`EventLog::stitch`] did. Lists of examples have at most 20 entries, those with most events first.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def conflict_examples(self, /) -> list[Conflict]:
        """
        Some of them.
        """
    @property
    def conflicts(self, /) -> int:
        """
        Ids that belong to several values of a distinct column before them.
        """
    @property
    def customers_after(self, /) -> int:
        """
        Customers after.
        """
    @property
    def customers_before(self, /) -> int:
        """
        Customers before.
        """
    @property
    def customers_split(self, /) -> int:
        """
        Customers before whose events went to several customers: their id was shared, expired, or a hub.
        """
    @property
    def events(self, /) -> int:
        """
        Events.
        """
    @property
    def events_without_id(self, /) -> int:
        """
        Events that had no id that links, and stay with the log's own id.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> StitchReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> StitchReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hub_examples(self, /) -> list[SuspiciousId]:
        """
        Some of them.
        """
    @property
    def hubs(self, /) -> int:
        """
        Ids with too many others.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def look_alikes(self, /) -> list[LookAlikes]:
        """
        Groups of ids that differ by case, white space or encoding only, and were not taken as the same. In order of
        column and id.
        """
    @property
    def rows(self, /) -> list[StitchColumn]:
        """
        What each column did, in order of priority.
        """
    @property
    def sizes(self, /) -> list[CustomerSize]:
        """
        Customers by the number of former customers in them, from the smallest number.
        """
    @property
    def suspicious(self, /) -> list[SuspiciousId]:
        """
        Values that look as if they stood for no id, such as `unknown` or `0000`, and link nevertheless: they may belong
        to `never`.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Success:
    """
    The answer for a named goal.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Success:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Success:
        """
        Reads what `to_json` wrote.
        """
    @property
    def goal(self, /) -> str:
        """
        Id of the KPI.
        """
    @property
    def guards_unclear(self, /) -> list[str]:
        """
        Guards of which the data do not tell whether they are worse.
        """
    @property
    def guards_worse(self, /) -> list[str]:
        """
        Guards that are worse.
        """
    @property
    def statement(self, /) -> str:
        """
        The answer in words, with its numbers and limits.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def verdict(self, /) -> Literal["success", "at_a_price", "no_success", "failure", "unclear"]:
        """
        The answer.
        """

@final
class SurveyMeasure:
    """
    What is made of the answers to a survey question.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def ces(*, form: Literal["effort", "ease"]) -> SurveyMeasure:
        """
        Customer effort score, the mean answer.
        """
    @staticmethod
    def csat(*, min: SupportsFloat | SupportsIndex = 1.0, max: SupportsFloat | SupportsIndex = 5.0, satisfied_from: SupportsFloat | SupportsIndex = 4.0) -> SurveyMeasure:
        """
        Share of the best answers (top boxes).
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SurveyMeasure:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SurveyMeasure:
        """
        Reads what `to_json` wrote.
        """
    @staticmethod
    def mean(*, min: SupportsFloat | SupportsIndex, max: SupportsFloat | SupportsIndex) -> SurveyMeasure:
        """
        Mean answer.
        """
    @staticmethod
    def nps() -> SurveyMeasure:
        """
        Net promoter score of answers 0 to 10, in points from -100 to +100.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SurvivalGroup:
    """
    Everybody or a group, as a whole.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def censored(self, /) -> int:
        """
        Customers who had none as long as they were seen.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers whose start was seen.
        """
    @property
    def events(self, /) -> int:
        """
        Customers with an outcome.
        """
    @property
    def expected(self, /) -> float | None:
        """
        Customers to whom it would have happened if it came at the same rate in all groups; `None` for everybody.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SurvivalGroup:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SurvivalGroup:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def mean_seconds(self, /) -> float | None:
        """
        Mean time without an outcome, of the first `horizon_seconds` of the report.
        """
    @property
    def p(self, /) -> float | None:
        """
        p-value for "it comes at the same rate in the group as in all other groups together" (log-rank test).
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of groups (Benjamini-Hochberg).
        """
    @property
    def quantiles(self, /) -> list[SurvivalTime]:
        """
        Until when it has happened to the asked shares of customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SurvivalReport:
    """
    Answer of [`Survival`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SurvivalReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SurvivalReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def groups(self, /) -> list[SurvivalGroup]:
        """
        Everybody first, then the groups with customers in the order of their names in the log.
        """
    @property
    def horizon_seconds(self, /) -> float | None:
        """
        Up to this time means are made: the longest time that is known in every group.
        """
    @property
    def incidence(self, /) -> list[IncidenceRow]:
        """
        The same for each outcome, if outcomes compete.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[SurvivalRow]:
        """
        Points of the curves: everybody first, then each group; each from 0 on in order of time.
        """
    @property
    def test(self, /) -> LogRankTest | None:
        """
        The log-rank test of all groups; `None` without groups to compare.
        """
    @property
    def tested(self, /) -> int:
        """
        Groups that were compared with the rest.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class SurvivalRow:
    """
    A point of a curve.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def at_risk(self, /) -> int:
        """
        Customers without an outcome who were still seen right before this time.
        """
    @property
    def censored(self, /) -> int:
        """
        Customers last seen without one at this time and since the row before.
        """
    @property
    def events(self, /) -> int:
        """
        Customers with an outcome at this time and since the row before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SurvivalRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SurvivalRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def seconds(self, /) -> float:
        """
        Time since the start.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of customers without an outcome up to this time and at it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SurvivalTime:
    """
    Until when it has happened to a share of customers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SurvivalTime:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SurvivalTime:
        """
        Reads what `to_json` wrote.
        """
    @property
    def high_seconds(self, /) -> float | None:
        """
        Upper end of its 95 % interval; `None` if it is not known.
        """
    @property
    def low_seconds(self, /) -> float | None:
        """
        Lower end of its 95 % interval.
        """
    @property
    def seconds(self, /) -> float | None:
        """
        The first time at which it has happened to so many; `None` if never as far as is known.
        """
    @property
    def share(self, /) -> float:
        """
        Share of customers; 0.5 is the median.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class SuspiciousId:
    """
    An id that may be none.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def column(self, /) -> str:
        """
        Its column.
        """
    @property
    def events(self, /) -> int:
        """
        Events with it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> SuspiciousId:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> SuspiciousId:
        """
        Reads what `to_json` wrote.
        """
    @property
    def ids(self, /) -> int:
        """
        Other ids that it comes with; 0 if that was not counted.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> str:
        """
        Its value.
        """

@final
class TextClassifier:
    """
    A classifier of texts that learned from labelled ones.
    """
    def __repr__(self, /) -> str: ...
    @staticmethod
    def cross_validate(texts: Sequence[str], labels: Sequence[str], *, folds: SupportsIndex = 5, seed: SupportsIndex = 1, words: SupportsIndex = 2, least: SupportsIndex = 1, strength: SupportsFloat | SupportsIndex = 1.0) -> ClassifierReport:
        """
        How right a classifier would be about other texts: cross-validation with a seed.
        """
    @staticmethod
    def fit(texts: Sequence[str], labels: Sequence[str], *, words: SupportsIndex = 2, least: SupportsIndex = 1, strength: SupportsFloat | SupportsIndex = 1.0) -> TextClassifier:
        """
        Learns from texts with their labels.
        """
    @staticmethod
    def from_json(text: str) -> TextClassifier:
        """
        Reads a classifier from JSON text.
        """
    @property
    def labels(self, /) -> list[str]:
        """
        Labels in byte order.
        """
    @staticmethod
    def load(path: str | PathLike[str]) -> TextClassifier:
        """
        Loads a classifier from a JSON file.
        """
    def predict(self, /, text: str) -> str:
        """
        The most probable label of a text; of equally probable ones the first.
        """
    def probabilities(self, /, text: str) -> list[ClassProbability]:
        """
        The probability of each label.
        """
    def save(self, /, path: str | PathLike[str]) -> None:
        """
        Saves the classifier to a JSON file.
        """
    def to_json(self, /) -> str:
        """
        The classifier as JSON text.
        """
    def top_words(self, /, most: SupportsIndex = 10) -> list[ClassWord]:
        """
        The words that speak most for each label, at most so many of each.
        """

@final
class ThemeGroup:
    """
    Comments of a group.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def comments(self, /) -> int:
        """
        Its comments.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ThemeGroup:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ThemeGroup:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str:
        """
        Name of the group.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def within(self, /) -> str | None:
        """
        Where comments were compared; `None` if all were compared together.
        """

@final
class ThemeReport:
    """
    Answer of [`EventLog::themes`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ThemeReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ThemeReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def groups(self, /) -> list[ThemeGroup]:
        """
        Comments that were compared.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[ThemeRow]:
        """
        Phrases that a group says more often than the others: groups in the order of their names in the log, the phrases
        of each by `z`, the surest first.
        """
    @property
    def tested(self, /) -> int:
        """
        Phrases that were tested, each once for every group; of two groups, once for both.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def without_text(self, /) -> int:
        """
        Events without a comment, or with nothing but blanks.
        """

@final
class ThemeRow:
    """
    A phrase that a group says more often than the others.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def comments(self, /) -> int:
        """
        Comments of the group that have it.
        """
    @property
    def examples(self, /) -> list[CommentExample]:
        """
        Comments of the group that have it: the shortest ones, each text once.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> ThemeRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> ThemeRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str:
        """
        Name of the group: `negative` and `positive`, `before` and `after`, or a name of `by`.
        """
    @property
    def log_odds(self, /) -> float:
        """
        Natural logarithm of the ratio of the odds in the group to those in the others, both drawn to the odds of all.
        """
    @property
    def others(self, /) -> Estimate:
        """
        Share of the comments of the other groups that have it.
        """
    @property
    def p(self, /) -> float | None:
        """
        Two-sided p-value for "the odds are the same".
        """
    @property
    def p_adjusted(self, /) -> float | None:
        """
        The same, adjusted for the number of phrases and groups (Benjamini-Hochberg).
        """
    @property
    def phrase(self, /) -> str:
        """
        The phrase in small letters.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the comments of the group that have it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def within(self, /) -> str | None:
        """
        Where comments were compared; `None` if all were compared together.
        """
    @property
    def z(self, /) -> float:
        """
        The same in standard errors.
        """

@final
class TimeSpentReport:
    """
    Answer of [`TimeSpent`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TimeSpentReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TimeSpentReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def rows(self, /) -> list[TimeSpentRow]:
        """
        Touchpoints that were visited, in the order of the log.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Lengths of the measured visits of all touchpoints.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def unmeasured(self, /) -> int:
        """
        Visits without a measurable length.
        """
    @property
    def visits(self, /) -> int:
        """
        Visits in all.
        """

@final
class TimeSpentRow:
    """
    Time spent at a touchpoint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TimeSpentRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TimeSpentRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Lengths of the measured visits.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """
    @property
    def unmeasured(self, /) -> int:
        """
        Visits without a measurable length: a single event without an end.
        """
    @property
    def visits(self, /) -> int:
        """
        Visits.
        """

@final
class Touchpoint:
    """
    One interaction between customer and brand.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, id: str, name: str, channel: str | None = None, place: Literal["online", "offline"] | None = None, owner: str | None = None, action: str | None = None, thoughts: Sequence[str] | None = None, emotions: Sequence[Emotion] | None = None, moment_of_truth: bool = False, support: bool = False, once: bool = False, target_time_spent: str | timedelta | None = None, target_waiting_time: str | timedelta | None = None, pain_points: Sequence[PainPoint] | None = None, opportunities: Sequence[Opportunity] | None = None, rating: RatingScale | None = None, rule: EventRule | None = None, failed: EventRule | None = None) -> Touchpoint: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def action(self, /) -> str | None:
        """
        What the customer does.
        """
    @property
    def channel(self, /) -> str | None:
        """
        Where it happens, such as `web`, `store` or `call center`.
        """
    @property
    def emotions(self, /) -> list[Emotion]:
        """
        What the team expects customers to feel.
        """
    @property
    def failed(self, /) -> EventRule | None:
        """
        Which of its events are failed attempts, such as a payment that was refused.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Touchpoint:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Touchpoint:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        Unique within the map, also among stages and personas.
        """
    @property
    def moment_of_truth(self, /) -> bool:
        """
        Whether this is a moment of truth: one that decides about the whole journey.
        """
    @property
    def name(self, /) -> str:
        """
        Name to show.
        """
    @property
    def once(self, /) -> bool:
        """
        Whether customers should have to do this only once, as with a payment and unlike a search: that they do it again at
        once is then found.
        """
    @property
    def opportunities(self, /) -> list[Opportunity]:
        """
        Possible improvements.
        """
    @property
    def owner(self, /) -> str | None:
        """
        Team that answers for it.
        """
    @property
    def pain_points(self, /) -> list[PainPoint]:
        """
        Known obstacles.
        """
    @property
    def place(self, /) -> Literal["online", "offline"] | None:
        """
        Online or offline.
        """
    @property
    def rating(self, /) -> RatingScale | None:
        """
        Where its ratings are found; the map's `rating` if left out.
        """
    @property
    def rule(self, /) -> EventRule | None:
        """
        Which events belong to it. If left out: those whose touchpoint equals the id.
        """
    @property
    def support(self, /) -> bool:
        """
        Whether customers come here for help, such as to a call centre: what sends them here is then found.
        """
    @property
    def target_time_spent(self, /) -> timedelta | None:
        """
        How long a visit should take at most.
        """
    @property
    def target_waiting_time(self, /) -> timedelta | None:
        """
        How long customers should wait for it at most.
        """
    @property
    def thoughts(self, /) -> list[str]:
        """
        What the customer thinks.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class Trace:
    """
    Everything needed to make a number again.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def definition(self, /) -> str:
        """
        What it is, in words.
        """
    @property
    def denominator(self, /) -> str:
        """
        What its sample counts, in words.
        """
    @property
    def fingerprint(self, /) -> str:
        """
        Digest of the log.
        """
    @property
    def from_(self, /) -> datetime | None:
        """
        Time of the first event of the log.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> Trace:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> Trace:
        """
        Reads what `to_json` wrote.
        """
    @property
    def n(self, /) -> int:
        """
        Size of its sample.
        """
    @property
    def operation(self, /) -> str:
        """
        Operation that made it.
        """
    @property
    def options(self, /) -> str:
        """
        Options of the operation, as JSON.
        """
    @property
    def path(self, /) -> str:
        """
        The number, such as `touchpoints.cart.drop_off`.
        """
    @property
    def rows(self, /) -> list[int]:
        """
        Input rows of some of the events it is made of, at most five.
        """
    @property
    def to(self, /) -> datetime | None:
        """
        Time of the last event of the log.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def value(self, /) -> float | None:
        """
        Its value; of times the median, in seconds.
        """
    @property
    def version(self, /) -> str:
        """
        Version of the library.
        """

@final
class TransitionNode:
    """
    How often journeys begin and end at a touchpoint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @property
    def ends(self, /) -> int:
        """
        Journeys that end here.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TransitionNode:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TransitionNode:
        """
        Reads what `to_json` wrote.
        """
    @property
    def starts(self, /) -> int:
        """
        Journeys that begin here.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """

@final
class TransitionReport:
    """
    Answer of [`Transitions`](super::Transitions).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Traversals in all, also of rows that are hidden.
        """
    @property
    def customers(self, /) -> int:
        """
        Journeys.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TransitionReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TransitionReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hidden(self, /) -> int:
        """
        Rows that are not listed because of `min_count`, `min_share` or `top`.
        """
    @property
    def hidden_count(self, /) -> int:
        """
        Traversals of these rows.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def nodes(self, /) -> list[TransitionNode]:
        """
        Touchpoints in the order of the log.
        """
    @property
    def rows(self, /) -> list[TransitionRow]:
        """
        Transitions by falling count, then by history, source and target in the order of the log's touchpoints.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_mermaid(self, /) -> str:
        """
        The most frequent moves as a Mermaid flow chart.
        """
    def to_networkx(self, /) -> "object":
        """
        The transitions as a `networkx.DiGraph`, for any of its algorithms. Nodes are touchpoints with `count`, `customers`,
        `starts` and `ends`; edges are transitions with all columns of the report's rows (shares as numbers without
        intervals, undefined ones `None`). With histories it is a `networkx.MultiDiGraph`, whose edges have `history`. The
        graph itself has `customers`, `count`, `hidden` and `hidden_count`. Needs networkx.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class TransitionRow:
    """
    How often one touchpoint follows another.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Traversals; of `eventually`, pairs of a source and a later target.
        """
    @property
    def customer_share(self, /) -> Estimate:
        """
        Share of all customers who made it.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers who made it.
        """
    @property
    def deviation_seconds(self, /) -> float | None:
        """
        Standard deviation of these times, if `deviation` asks for it; `None` for fewer than two or rounded ones.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TransitionRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TransitionRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gap(self, /) -> DurationStats:
        """
        Time from `source` to `target`; of `eventually`, from the first source to the first target after it.
        """
    @property
    def history(self, /) -> list[str]:
        """
        Touchpoints before `source`, if more than one comes before the target; else none.
        """
    @property
    def in_probability(self, /) -> Estimate:
        """
        Share of the moves into `target`; of `eventually`, share of the customers with the target.
        """
    @property
    def per_journey(self, /) -> float:
        """
        Traversals by journey, those without it included.
        """
    @property
    def probability(self, /) -> Estimate:
        """
        Share of the moves out of `source` (and its history); of `eventually`, share of the customers with the source.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of all traversals.
        """
    @property
    def source(self, /) -> str:
        """
        Touchpoint that comes first.
        """
    @property
    def target(self, /) -> str:
        """
        Touchpoint that comes after it.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class TrendChange:
    """
    A place at which the level changed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def after(self, /) -> Estimate:
        """
        Score from here to the next change, or the end.
        """
    @property
    def before(self, /) -> Estimate:
        """
        Score from the change before, or the beginning, to this one.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        After less before.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TrendChange:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TrendChange:
        """
        Reads what `to_json` wrote.
        """
    @property
    def p(self, /) -> float:
        """
        Probability that chance splits the stretch as clearly, at any of its periods.
        """
    @property
    def period(self, /) -> str:
        """
        First period of the new level.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class TrendReport:
    """
    Answer of [`Trend`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def changes(self, /) -> list[TrendChange]:
        """
        Where the level changed, in order of time.
        """
    @property
    def dropped(self, /) -> DroppedAnswers:
        """
        Events that gave no answer.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TrendReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TrendReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def overall(self, /) -> PeriodChange:
        """
        The last period with answers, compared with the first one: this pair alone, not adjusted.
        """
    @property
    def rows(self, /) -> list[TrendRow]:
        """
        All calendar periods from the first event to the last.
        """
    @property
    def score(self, /) -> Estimate:
        """
        Score of all answers.
        """
    @property
    def tested(self, /) -> int:
        """
        Pairs of a period and the one before it that were tested.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """

@final
class TrendRow:
    """
    Score of a period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def effective_n(self, /) -> float | None:
        """
        Size of an unweighted sample with the same precision; the number of answers without weights.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TrendRow:
        """
        Reads what `to_dict` gave.
        """
    @property
    def from_first(self, /) -> PeriodChange:
        """
        Compared with the first period that has answers.
        """
    @staticmethod
    def from_json(text: str) -> TrendRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def from_previous(self, /) -> PeriodChange:
        """
        Compared with the last period before it that has answers.
        """
    @property
    def period(self, /) -> str:
        """
        First day of the period; of an hour its beginning.
        """
    @property
    def score(self, /) -> Estimate:
        """
        The score.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def unweighted(self, /) -> Estimate | None:
        """
        The score without weights; `None` if there are none.
        """

@final
class TrendingTerm:
    """
    A term that is in more of the posts of the last period than before.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers who used it in the last period.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        Difference of both shares.
        """
    @property
    def examples(self, /) -> list[CommentExample]:
        """
        Posts of the last period with most reactions, then the latest; each text once.
        """
    @property
    def first_seen(self, /) -> datetime:
        """
        Time of the first post with it.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> TrendingTerm:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> TrendingTerm:
        """
        Reads what `to_json` wrote.
        """
    @property
    def p(self, /) -> float:
        """
        One-sided p-value for "no more often than before" (Fisher's exact test).
        """
    @property
    def p_adjusted(self, /) -> float:
        """
        The same, adjusted for all terms that were tested (Benjamini-Hochberg).
        """
    @property
    def posts(self, /) -> int:
        """
        Posts with it in the last period.
        """
    @property
    def posts_before(self, /) -> int:
        """
        Posts with it before.
        """
    @property
    def ratio(self, /) -> float | None:
        """
        Share by share before; `None` if it was never used before.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of the posts of the last period.
        """
    @property
    def share_before(self, /) -> Estimate:
        """
        Share of the posts before.
        """
    @property
    def term(self, /) -> str:
        """
        Word or hashtag, in small letters.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class TwoGroups:
    """
    How do the numbers of a report differ between two groups of journeys, and is that more than chance?

    The same questions can be asked as to a log: each answer says how the numbers differ.
    """
    def __repr__(self, /) -> str: ...
    @property
    def a(self, /) -> EventLog:
        """
        The first group.
        """
    @property
    def b(self, /) -> EventLog:
        """
        The second group.
        """
    def ces(self, /, column: str, *, form: Literal["effort", "ease"] | None = None, weight: str | None = None, by: str | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> Comparison:
        """
        How hard was it for customers? The customer effort score, the mean answer.
        """
    def conversion(self, /, source: str, target: str, *, within: str | timedelta | None = None, open_after: str | timedelta | None = None) -> Comparison:
        """
        How many customers get from one touchpoint to another, and how long does it take?
        """
    def csat(self, /, column: str, *, min: SupportsFloat | SupportsIndex = 1.0, max: SupportsFloat | SupportsIndex = 5.0, satisfied_from: SupportsFloat | SupportsIndex = 4.0, weight: str | None = None, by: str | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> Comparison:
        """
        How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
        """
    def funnel(self, /, steps: Sequence[str | dict[str, object]], *, within: str | timedelta | None = None, mode: Literal["default", "strict_deduplication", "strict_order", "strict_increase"] | None = None, order: Literal["ordered", "any"] | None = None, window_from: Literal["first", "previous"] | None = None, within_events: SupportsIndex | None = None, within_sessions: SupportsIndex | None = None, session: str | None = None, exclude: Sequence[str | dict[str, object]] | None = None, reentry: Literal["last_before", "first"] | None = None, open: bool = False, count: Literal["customers", "sessions", "totals"] | None = None, hold: Sequence[str] | None = None, by: str | None = None, attribution: Literal["first", "last", "all", "step"] | None = None, attribution_step: SupportsIndex | None = None, trend: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, value: str | None = None, bins: SupportsIndex | None = None, next: SupportsIndex | None = None, correlate: Sequence[str] | None = None, correlate_least: SupportsIndex | None = None) -> Comparison:
        """
        How many customers reach each step, in order and in time?

        A step is a touchpoint, a single event in the language of patterns, or a dict with `touchpoint` or `pattern` and
        `name`, `optional`, `anchored`, `after`, `within`. Every step counts at most `within` after the first one. The guide
        to funnels has all options.
        """
    def handoffs(self, /, by: str, *, repeat_within: str | timedelta | None = None) -> Comparison:
        """
        Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?

        `by` is a column that says who served the customer, such as a team, a system or a channel. A repeat is an event at the
        same touchpoint with somebody else, within seven days unless `repeat_within` says otherwise.
        """
    def interactions(self, /) -> Comparison:
        """
        How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
        """
    def lifecycle(self, /, *, period: Literal["hour", "day", "week", "month"] | None = None, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, activity: str | None = None, churn_after: SupportsIndex = 4, share: SupportsFloat | SupportsIndex = 0.8, by: str | None = None, until: str | datetime | None = None) -> Comparison:
        """
        Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and usage
        intervals.

        The defaults are calendar weeks from Monday in UTC, and churn after four weeks without an event.
        """
    def matches(self, /, pattern: str) -> Comparison:
        """
        In how many journeys is a pattern found, how often, and how long does it take?

        `cart -> [^support]{<30m} -> purchase` is a cart, and within less than half an hour a purchase, without support in
        between. The language is described in the guide to patterns.
        """
    def nps(self, /, column: str, *, weight: str | None = None, by: str | None = None, interval: Literal["adjusted_wald", "wald"] | None = None, missing: SupportsGetItem[int, SupportsFloat | SupportsIndex] = ...) -> Comparison:
        """
        Would customers recommend us? The net promoter score of answers from 0 to 10.
        """
    def outcomes(self, /, success: str, *, no_return_below: SupportsFloat | SupportsIndex | None = None) -> Comparison:
        """
        From which touchpoint do how many journeys still succeed, and where is the point of no return?

        A journey succeeds at the last event of its first match of the pattern `success`. With `no_return_below`, the first
        touchpoints with a probability of success below that share are told.
        """
    def retention(self, /, *, period: Literal["hour", "day", "week", "month"] | None = None, periods: SupportsIndex = 12, time_zone: str | None = None, week_start: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None, clock: Literal["calendar", "rolling"] | None = None, unbounded: bool = False, eligibility: Literal["period_over", "time_elapsed"] | None = None, until: str | datetime | None = None, rule: Literal["on", "on_or_after", "on_or_before", "streak"] | None = None, start: str | None = None, entry: Literal["first", "first_ever", "recurring"] | None = None, returns: str | None = None, minimum: SupportsIndex = 1, brackets: SupportsGetItem[int, SupportsIndex] = ..., value: str | None = None, reference: Literal["cohort", "previous"] | None = None, by: str | None = None) -> Comparison:
        """
        How many customers come back? Retention by cohort and period.

        The defaults are 12 calendar weeks from Monday in UTC.
        """
    def rework(self, /, *, by: str | None = None, min_count: SupportsIndex = 0, top: SupportsIndex | None = None) -> Comparison:
        """
        Which touchpoints do customers come to again, at once or after something else?

        `by` is a column that says who served the customer or by which channel: repeats are told apart by whether it was the
        same as before. Ways of returning under `min_count` and beyond `top` are hidden and counted.
        """
    def step_matrix(self, /, *, anchor: str | None = None, occurrence: SupportsIndex = 1, before: SupportsIndex = 0, after: SupportsIndex = 9, top: SupportsIndex | None = None, per_step: bool = False) -> Comparison:
        """
        Where are customers one, two, three events after an anchor, and where do they go from there?

        The anchor is the first event of each journey, or the first event of a match of the pattern `anchor`: the first match
        unless `occurrence` says otherwise (-1 is the last). `top` lists only the touchpoints with most events, of each step
        with `per_step`; all others are together.
        """
    def survival(self, /, end: str | None = None, *, start: str | None = None, inactivity: str | timedelta | None = None, competing: SupportsGetItem[int, str] = ..., by: str | None = None, quantiles: SupportsGetItem[int, SupportsFloat | SupportsIndex] | None = None, within: str | timedelta | None = None, until: str | datetime | None = None, at: SupportsGetItem[int, str | timedelta] = ..., points: SupportsIndex = 100) -> Comparison:
        """
        How long until something happens to customers? The share it has not happened to, over time.

        Time starts at the first event of a journey, or at the first match of `start`, and ends at `end`, or with a silence
        longer than `inactivity`. Customers to whom it has not happened when the data end count as long as they were seen.
        """
    def time_spent(self, /) -> Comparison:
        """
        How long do customers stay at a touchpoint?
        """
    def transitions(self, /, *, order: SupportsIndex = 1, eventually: bool = False, deviation: bool = False, min_count: SupportsIndex = 0, min_share: SupportsFloat | SupportsIndex | None = None, top: SupportsIndex | None = None) -> Comparison:
        """
        Which touchpoint follows which? The directly-follows graph of all journeys.

        `order` tells moves apart by that many touchpoints before them; with `eventually`, anything may lie in between.
        `deviation` asks for the standard deviation of times, too. Rows under `min_count` or `min_share` and beyond `top` are
        hidden and counted.
        """
    def variants(self, /, *, top: SupportsIndex | None = None, representative: bool = False) -> Comparison:
        """
        Which paths do customers take, and how many paths cover most of them?

        `representative` looks for the path with the least mean distance to all others.
        """
    def waiting_time(self, /) -> Comparison:
        """
        How long do customers wait before a touchpoint?
        """

@final
class UrlRow:
    """
    A place in a tree of addresses.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def addresses(self, /) -> int:
        """
        Different addresses here and below, as they were written.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers with an event here or below.
        """
    @property
    def depth(self, /) -> int:
        """
        Steps from the top.
        """
    @property
    def events(self, /) -> int:
        """
        Events here and below.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> UrlRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> UrlRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def own_events(self, /) -> int:
        """
        Events exactly here, which are those that get this touchpoint.
        """
    @property
    def parent(self, /) -> str | None:
        """
        The place above it.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of all events with an address.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Name of the touchpoint.
        """

@final
class UrlTreeReport:
    """
    Answer of [`EventLog::url_tree`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def addresses(self, /) -> int:
        """
        Different addresses as they were written.
        """
    @property
    def events(self, /) -> int:
        """
        Events with an address.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> UrlTreeReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> UrlTreeReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def other_events(self, /) -> int:
        """
        Events without one: no value, or another text.
        """
    @property
    def rows(self, /) -> list[UrlRow]:
        """
        Places of the tree, each before what is below it; side by side the one with more events first, then by name in
        byte order.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class UsageInterval:
    """
    After how many days customers usually come back.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers active on two days or more.
        """
    @property
    def days(self, /) -> float | None:
        """
        So many of the customers have a median gap of so many days or less.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> UsageInterval:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> UsageInterval:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def median_days(self, /) -> float | None:
        """
        Half of the customers have a median gap of so many days or less.
        """
    @property
    def once(self, /) -> int:
        """
        Customers active on one day only: they have no interval.
        """
    @property
    def share(self, /) -> float:
        """
        The asked share of customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class UsageIntervalRow:
    """
    Customers by the median of their gaps between active days.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers with this one.
        """
    @property
    def days(self, /) -> float:
        """
        Median of a customer's gaps in days; halves where their number is even.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> UsageIntervalRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> UsageIntervalRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | None:
        """
        Name of the group; `None` for everybody.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of customers with this or a shorter one.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class VariantReport:
    """
    Answer of [`Variants`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> VariantReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> VariantReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def other_customers(self, /) -> int:
        """
        Customers whose path is not listed because of `top`.
        """
    @property
    def representative(self, /) -> RepresentativePath | None:
        """
        The path that stands for all; `None` unless asked for, or without customers.
        """
    @property
    def rows(self, /) -> list[VariantRow]:
        """
        Variants by falling number of customers, then by their touchpoints in the order of the log.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def unique_variants(self, /) -> int:
        """
        Paths that only one customer took.
        """
    @property
    def variants(self, /) -> int:
        """
        Distinct paths, also those that are not listed.
        """

@final
class VariantRow:
    """
    A path and who took it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def cumulative_share(self, /) -> float:
        """
        Share of all customers whose path is this one or one of those above.
        """
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> VariantRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> VariantRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def path(self, /) -> list[str]:
        """
        Touchpoints in order.
        """
    @property
    def share(self, /) -> Estimate:
        """
        Share of all customers.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class View:
    """
    The map measured for everybody or for one persona.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def completed(self, /) -> int:
        """
        Journeys that reached the end of the scope.
        """
    @property
    def completion(self, /) -> Estimate:
        """
        Share of completed journeys among completed and lost ones that began so long before the end of the data that
        it is known which they are.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers with at least one event bound to the map.
        """
    @property
    def events(self, /) -> int:
        """
        Events bound to the map.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> View:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> View:
        """
        Reads what `to_json` wrote.
        """
    @property
    def handoffs(self, /) -> list[Handoff]:
        """
        Moves between touchpoints of different owners, most frequent first.
        """
    def kpi(self, /, id: str) -> MeasuredKpi | None:
        """
        A KPI, by id.
        """
    @property
    def kpis(self, /) -> list[MeasuredKpi]:
        """
        KPIs in the order of the map. A view of a persona holds the same KPIs over its customers.
        """
    @property
    def lost(self, /) -> int:
        """
        Journeys that are over and not complete.
        """
    @property
    def name(self, /) -> str:
        """
        Name to show.
        """
    @property
    def open(self, /) -> int:
        """
        Journeys that are neither complete nor over: they may still go on.
        """
    @property
    def persona(self, /) -> str | None:
        """
        Id of the persona; `None` for everybody.
        """
    def stage(self, /, id: str) -> MeasuredElement | None:
        """
        A stage, by id.
        """
    @property
    def stages(self, /) -> list[MeasuredElement]:
        """
        Stages in the order of the map.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def touchpoint(self, /, id: str) -> MeasuredElement | None:
        """
        A touchpoint, by id.
        """
    @property
    def touchpoints(self, /) -> list[MeasuredElement]:
        """
        Touchpoints in the order of the map.
        """

@final
class WaitingTimeReport:
    """
    Answer of [`WaitingTime`].
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> WaitingTimeReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> WaitingTimeReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def overlaps(self, /) -> int:
        """
        Visits that began before the visit before was over.
        """
    @property
    def rows(self, /) -> list[WaitingTimeRow]:
        """
        Touchpoints that were visited, in the order of the log.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Waiting times before all touchpoints.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def visits(self, /) -> int:
        """
        Visits in all.
        """

@final
class WaitingTimeRow:
    """
    Waiting time before a touchpoint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def customers(self, /) -> int:
        """
        Distinct customers.
        """
    @property
    def first(self, /) -> int:
        """
        Visits that begin a journey: nobody waits for them.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> WaitingTimeRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> WaitingTimeRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def overlaps(self, /) -> int:
        """
        Visits that began before the visit before was over; their waiting time is 0.
        """
    @property
    def time(self, /) -> DurationStats:
        """
        Waiting times of all visits but the first ones.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint that is waited for.
        """
    @property
    def visits(self, /) -> int:
        """
        Visits.
        """

@final
class WhatIfEffect:
    """
    A figure before and after changes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def after(self, /) -> Estimate:
        """
        As it is to be expected after the changes.
        """
    @property
    def before(self, /) -> Estimate:
        """
        As it was observed.
        """
    @property
    def difference(self, /) -> Estimate:
        """
        After less before, with an interval of its own.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> WhatIfEffect:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> WhatIfEffect:
        """
        Reads what `to_json` wrote.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class WhatIfLever:
    """
    A touchpoint with more drop-off than most.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def drop_off(self, /) -> float:
        """
        Share of the events before success after which the journey ended.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> WhatIfLever:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> WhatIfLever:
        """
        Reads what `to_json` wrote.
        """
    @property
    def gain(self, /) -> Estimate:
        """
        What the share of customers who succeed would rise by if this alone came down to the median.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """

@final
class WhatIfReport:
    """
    Answer of [`WhatIf`](super::WhatIf).
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The rows as an Arrow stream: `polars.DataFrame(report)` and others take it as it is.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int:
        """
        Number of rows.
        """
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def conversion(self, /) -> WhatIfEffect:
        """
        Share of customers who succeed.
        """
    @property
    def customers(self, /) -> int:
        """
        Customers, open ones left out.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> WhatIfReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> WhatIfReport:
        """
        Reads what `to_json` wrote.
        """
    def k_anonymous(self, /, k: SupportsIndex) -> KAnonymous:
        """
        The table without the rows that tell about fewer than `k` people or events, so that it can be published.
        """
    @property
    def levers(self, /) -> list[WhatIfLever]:
        """
        Levers by falling gain, then in the order of the log. They are those before the changes.
        """
    @property
    def median_drop_off(self, /) -> float | None:
        """
        Median of the drop-off of all touchpoints before success.
        """
    @property
    def open(self, /) -> int:
        """
        Customers who are open.
        """
    @property
    def rows(self, /) -> list[WhatIfRow]:
        """
        Touchpoints in the order of the log.
        """
    @property
    def succeeded(self, /) -> int:
        """
        Of these, customers who succeeded.
        """
    @property
    def time_seconds(self, /) -> WhatIfEffect:
        """
        Mean time from the first event to success or to the last one, in seconds.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    def to_svg(self, /, kind: str | None = None) -> str:
        """
        The picture as an SVG document that stands alone. Of reports with several pictures, `kind` names another
        one than the usual one.
        """
    @property
    def value(self, /) -> WhatIfEffect | None:
        """
        Mean value of a customer, if a column was named.
        """

@final
class WhatIfRow:
    """
    A touchpoint before and after changes.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        Events, those after success and those of open customers left out.
        """
    @property
    def drop_off(self, /) -> Estimate:
        """
        Share of the events before success after which the journey ended.
        """
    @property
    def drop_off_after(self, /) -> float | None:
        """
        The same after the changes; `None` if every event here was a success.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> WhatIfRow:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> WhatIfRow:
        """
        Reads what `to_json` wrote.
        """
    @property
    def probability(self, /) -> float | None:
        """
        Probability of success from here, by the chain; `None` if every event here was a success.
        """
    @property
    def probability_after(self, /) -> float | None:
        """
        The same after the changes.
        """
    @property
    def sensitivity(self, /) -> float | None:
        """
        Derivative of the probability of success with respect to the drop-off, before the changes; `None` if nobody goes on.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def touchpoint(self, /) -> str:
        """
        Touchpoint.
        """
    @property
    def visits(self, /) -> WhatIfEffect:
        """
        Events by customer.
        """

@final
class XesClassifier:
    """
    A classifier that a file declares: which attributes together name an event or trace.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> XesClassifier:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> XesClassifier:
        """
        Reads what `to_json` wrote.
        """
    @property
    def keys(self, /) -> list[str]:
        """
        Keys of its attributes.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def scope(self, /) -> str:
        """
        `event` or `trace`.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class XesProblem:
    """
    Where and how a file departs from the standard.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def from_dict(data: "dict[str, object]") -> XesProblem:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> XesProblem:
        """
        Reads what `to_json` wrote.
        """
    @property
    def line(self, /) -> int:
        """
        Line of the file, from 1.
        """
    @property
    def message(self, /) -> str:
        """
        What is wrong there, and what is expected.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """

@final
class XesReport:
    """
    What was found in an XES file besides the events of the log. Nothing vanishes silently: of the `events`, those of the
    log are all but `events_without_trace`, `skipped_events`, `left_out` and one of each of the `paired`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @property
    def classifiers(self, /) -> list[XesClassifier]:
        """
        Classifiers that the file declares.
        """
    @property
    def defaults_used(self, /) -> int:
        """
        Attributes that an event did not have and got from the file's global attributes.
        """
    @property
    def deviations(self, /) -> int:
        """
        How often the file departs from the standard, skipped events and attributes included. Strict reading refuses the
        first.
        """
    @property
    def empty_traces(self, /) -> int:
        """
        Traces without an event that could be read; a log has no such journeys.
        """
    @property
    def events(self, /) -> int:
        """
        Events in the file.
        """
    @property
    def events_without_trace(self, /) -> int:
        """
        Events outside of any trace; a log has no place for them.
        """
    @property
    def extensions(self, /) -> list[str]:
        """
        Prefixes of the extensions that the file declares.
        """
    @staticmethod
    def from_dict(data: "dict[str, object]") -> XesReport:
        """
        Reads what `to_dict` gave.
        """
    @staticmethod
    def from_json(text: str) -> XesReport:
        """
        Reads what `to_json` wrote.
        """
    @property
    def left_out(self, /) -> int:
        """
        Events left out because only complete ones were asked for.
        """
    @property
    def log_attributes(self, /) -> int:
        """
        Attributes of the whole log, for which a log has no place.
        """
    @property
    def paired(self, /) -> int:
        """
        Events that are a start and a complete event of the file.
        """
    @property
    def problems(self, /) -> list[XesProblem]:
        """
        The first deviations, at most 20.
        """
    @property
    def repeated_traces(self, /) -> int:
        """
        Traces with the name of another one before; they are parts of one journey.
        """
    @property
    def skipped_attributes(self, /) -> int:
        """
        Attributes of traces and events that were left out because they have no key, a key that was there before, or a
        value that is not of their type.
        """
    @property
    def skipped_events(self, /) -> int:
        """
        Events left out because they have no name or time, or one that cannot be read.
        """
    def to_dict(self, /) -> "dict[str, object]":
        """
        The same as plain Python objects, as in the JSON text.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text, equal in all languages.
        """
    @property
    def traces(self, /) -> int:
        """
        Traces in the file.
        """
    @property
    def unmatched_completes(self, /) -> int:
        """
        Complete events without a start event before them, if the file has any start events; they are events without an
        end.
        """
    @property
    def unmatched_starts(self, /) -> int:
        """
        Start events without a complete event behind them; they are events without an end.
        """
    @property
    def unnamed_traces(self, /) -> int:
        """
        Traces without a name; the journey has the number of the trace as its id.
        """
    @property
    def version(self, /) -> str | None:
        """
        Version of XES that the file states.
        """

@final
class work:
    """
    How everything that is called inside of `with work(…):` works. Results never depend on it.

    What is left out stays as it is outside: one thread a core, silent, without a limit. `progress=True` shows a
    bar on a terminal or in a notebook, with tqdm if it is installed; a function is called with every `Progress`.
    What would need more than `memory_limit` bytes (or a text such as `"4 GB"`) is refused with `LimitError`.
    `cancel` is a token that stops the work; Ctrl-C always does. It holds in the thread or asyncio task that
    enters it.
    """
    def __enter__(self, /) -> work: ...
    def __exit__(self, /, *_exception: "object") -> "None": ...
    def __new__(cls, /, *, threads: SupportsIndex | None = None, progress: bool | Callable[[Progress], object] | None = None, memory_limit: int | str | None = None, cancel: CancelToken | None = None) -> work: ...
