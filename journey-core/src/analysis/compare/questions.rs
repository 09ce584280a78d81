//! What is compared of every report.

use super::numbers::{Comparable, Number, NumberRow};
use crate::analysis::{
    Ces, CesReport, Conversion, ConversionReport, Csat, CsatReport, Estimate, Funnel, FunnelReport,
    HandoffReport, Handoffs, InteractionReport, Interactions, Lifecycle, LifecycleReport, MatchReport,
    Matches, Method, Nps, NpsReport, OutcomeReport, Outcomes, Retention, RetentionReport, Rework,
    ReworkReport, StepMatrix, StepMatrixReport, Survival, SurvivalReport, SurvivalTime, TimeSpent,
    TimeSpentReport, TransitionReport, Transitions, VariantReport, Variants, WaitingTime, WaitingTimeReport,
};

/// Which numbers of which rows are compared; after `limits` the question without limits, if it has any.
macro_rules! compared {
    ($question:ty, $keys:expr, |$report:ident: $of:ty| $rows:expr $(, limits |$asked:ident| $whole:expr)? $(, nothing $measure:literal of $size:ident $denominator:literal)?) => {
        impl Comparable for $question {
            const KEYS: &'static [&'static str] = &$keys;

            fn without_limits(&self) -> Self {
                compared!(@whole self $(, $asked, $whole)?)
            }

            fn numbers(&self, $report: &$of) -> Vec<NumberRow> {
                $rows
            }

            $(
                fn nothing(&self, report: &$of) -> Vec<Number> {
                    vec![Number { measure: $measure, estimate: Estimate::share(0, report.$size, $denominator) }]
                }
            )?
        }
    };
    (@whole $self:ident) => { $self.clone() };
    (@whole $self:ident, $asked:ident, $whole:expr) => {{ let $asked = $self.clone(); $whole }};
}

fn text(name: &str) -> Option<String> {
    Some(name.into())
}

fn number(value: impl ToString) -> Option<String> {
    Some(value.to_string())
}

compared!(
    Transitions,
    ["history", "source", "target"],
    |report: TransitionReport| report
        .rows
        .iter()
        .map(|row| {
            let history = (!row.history.is_empty()).then(|| crate::analysis::variants::join(&row.history));
            NumberRow::new([history, text(&row.source), text(&row.target)])
                .count(row.count)
                .with("customer_share", &row.customer_share)
                .with("probability", &row.probability)
                .median("median_seconds", &row.gap)
        })
        .collect(),
    limits |asked| Transitions { min_count: 0, min_share: None, top: None, ..asked },
    nothing "customer_share" of customers "customers"
);

compared!(
    Variants,
    ["path"],
    |report: VariantReport| report
        .rows
        .iter()
        .map(|row| {
            NumberRow::new([Some(crate::analysis::variants::join(&row.path))])
                .count(row.customers)
                .with("share", &row.share)
        })
        .collect(),
    limits |_asked| Variants { top: None, representative: false },
    nothing "share" of customers "customers"
);

compared!(
    Funnel,
    ["group", "step", "touchpoint"],
    |report: FunnelReport| report
        .rows
        .iter()
        .map(|row| {
            let row_of = NumberRow::new([row.group.clone(), number(row.step), text(&row.touchpoint)]);
            row_of
                .with("share", &row.share)
                .with("conversion", &row.conversion)
                .median("from_previous_median_seconds", &row.time_from_previous)
        })
        .collect(),
    limits
        | asked
        | Funnel {
            bins: None,
            next: None,
            trend: None,
            correlate: Vec::new(),
            correlate_least: None,
            ..asked
        }
);

compared!(Retention, ["group", "period"], |report: RetentionReport| report
    .overall
    .iter()
    .map(|row| NumberRow::new([row.group.clone(), number(row.period)]).with("share", &row.share))
    .collect());

compared!(Lifecycle, ["group", "period"], |report: LifecycleReport| report
    .rows
    .iter()
    .map(|row| {
        NumberRow::new([row.group.clone(), text(&row.period)])
            .with("churn", &row.churn)
            .with("stickiness", &row.stickiness)
    })
    .collect());

compared!(Matches, ["pattern"], |report: MatchReport| vec![
    NumberRow::new([text(&report.pattern)])
        .with("share", &report.share)
        .median("median_seconds", &report.time)
]);

compared!(Conversion, ["source", "target"], |report: ConversionReport| vec![
    NumberRow::new([text(&report.source), text(&report.target)])
        .with("share", &report.share)
        .median("median_seconds", &report.time)
]);

compared!(Interactions, ["touchpoint"], |report: InteractionReport| std::iter::once(&report.overall)
    .chain(&report.rows)
    .map(|row| NumberRow::new([row.touchpoint.clone()]).with("mean", &row.mean))
    .collect());

compared!(TimeSpent, ["touchpoint"], |report: TimeSpentReport| report
    .rows
    .iter()
    .map(|row| {
        NumberRow::new([text(&row.touchpoint)]).median("median_seconds", &row.time).exact(
            "mean_seconds",
            row.time.mean_seconds,
            row.time.n,
            "visits",
        )
    })
    .collect());

compared!(WaitingTime, ["touchpoint"], |report: WaitingTimeReport| report
    .rows
    .iter()
    .map(|row| {
        NumberRow::new([text(&row.touchpoint)]).median("median_seconds", &row.time).exact(
            "mean_seconds",
            row.time.mean_seconds,
            row.time.n,
            "visits",
        )
    })
    .collect());

compared!(
    Rework,
    ["touchpoint"],
    |report: ReworkReport| report
        .rows
        .iter()
        .map(|row| NumberRow::new([text(&row.touchpoint)]).with("rework", &row.rework))
        .collect(),
    limits | asked | Rework { min_count: 0, top: None, ..asked }
);

compared!(Outcomes, ["touchpoint"], |report: OutcomeReport| report
    .rows
    .iter()
    .map(|row| {
        NumberRow::new([text(&row.touchpoint)]).with("share", &row.share).exact(
            "success_probability",
            Some(row.probability),
            row.count,
            "events at the touchpoint",
        )
    })
    .collect());

compared!(
    StepMatrix,
    ["step", "place", "touchpoint"],
    |report: StepMatrixReport| report
        .rows
        .iter()
        .map(|row| {
            NumberRow::new([number(row.step), text(row.place.name()), row.touchpoint.clone()])
                .with("share", &row.share)
        })
        .collect(),
    limits |asked| StepMatrix { top: None, ..asked },
    nothing "share" of customers "customers with the anchor"
);

compared!(Handoffs, ["source", "target"], |report: HandoffReport| report
    .rows
    .iter()
    .map(|row| {
        NumberRow::new([text(&row.source), text(&row.target)])
            .count(row.count)
            .with("share", &row.share)
            .median("wait_median_seconds", &row.wait)
    })
    .collect());

compared!(Nps, ["group"], |report: NpsReport| report
    .rows
    .iter()
    .map(|row| NumberRow::new([row.group.clone()]).with("score", &row.score))
    .collect());

compared!(Csat, ["group"], |report: CsatReport| report
    .rows
    .iter()
    .map(|row| NumberRow::new([row.group.clone()]).with("score", &row.score).with("mean", &row.mean))
    .collect());

compared!(Ces, ["group"], |report: CesReport| report
    .rows
    .iter()
    .map(|row| NumberRow::new([row.group.clone()]).with("score", &row.score))
    .collect());

compared!(Survival, ["group", "quantile"], |report: SurvivalReport| report
    .groups
    .iter()
    .flat_map(|group| {
        let quantile = |time: &SurvivalTime| {
            let interval = time.low_seconds.zip(time.high_seconds);
            let seconds = Estimate::with_interval(
                time.seconds,
                interval,
                group.customers,
                "customers whose start was seen",
                Method::LogLog,
            );
            NumberRow::new([group.group.clone(), number(time.share)]).with("seconds", &seconds)
        };
        group.quantiles.iter().map(quantile).collect::<Vec<_>>()
    })
    .collect());
