//! Laws of the engine, for every analysis.

use journey_core::EventLog;
use journey_core::analysis::{
    Analysis, Bottlenecks, Cells, Ces, Clock, Conversion, Csat, EmotionRating, Emotions, Funnel,
    FunnelAttribution, FunnelCount, FunnelMode, Interactions, Nps, Retention, Table, Tabular, TimeSpent,
    Transitions, Variants, WaitingTime, WhatIf,
};
use journey_core::log::Shard;
use journey_core::model::{Period, TimeSpan};
use journey_core::work::Work;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::logs::{Build, Row, SECOND, build, has, log, rows};

/// A report to the bit, or its error.
fn answer<A: Analysis>(log: &EventLog, analysis: &A) -> String
where
    A::Report: Serialize,
{
    match log.run(analysis) {
        Ok(report) => serde_json::to_string(&report).unwrap(),
        Err(error) => format!("{error:?}"),
    }
}

/// One log, built in several ways.
struct Logs {
    whole: EventLog,
    /// Other numbers of threads, and other shards.
    cut: Vec<(usize, EventLog)>,
    /// Other names of the customers, so that they lie in other shards and in another order.
    renamed: EventLog,
}

impl Logs {
    fn new(rows: &[Row]) -> Self {
        let whole = log(rows);
        let shards = |shards| build(rows, &Build { shards, ..Build::default() });
        let seven = shards(7);
        let cut = vec![(2, whole.clone()), (1, seven.clone()), (2, seven), (0, shards(64))];
        let renamed = Build { shards: 7, customer: |customer| format!("{}-user", 99 - customer) };
        Self { whole, cut, renamed: build(rows, &renamed) }
    }

    /// The laws for one analysis.
    fn check<A: Analysis>(&self, analysis: &A)
    where
        A::Report: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug + Tabular,
        A::Summary: PartialEq + std::fmt::Debug,
    {
        assert_eq!(answer(&self.renamed, analysis), answer(&self.whole, analysis));
        self.check_cuts(analysis);
    }

    /// Those for one analysis that puts customers into groups by their names.
    fn check_cuts<A: Analysis>(&self, analysis: &A)
    where
        A::Report: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug + Tabular,
        A::Summary: PartialEq + std::fmt::Debug,
    {
        let expected = answer(&self.whole, analysis);
        for (threads, log) in &self.cut {
            let found = Work::new().threads(*threads).run(|| answer(log, analysis));
            assert_eq!(found, expected, "{} shards", log.shards().len());
        }
        let plan = analysis.plan(&self.cut[1].1).unwrap();
        for mut merged in merged(self.cut[1].1.shards(), &plan, analysis) {
            let report = analysis.finish(&plan, &mut merged).unwrap();
            assert_eq!(serde_json::to_string(&report).unwrap(), expected);
        }
        let report = self.whole.run(analysis).unwrap();
        let back: A::Report = serde_json::from_str(&expected).unwrap();
        assert_eq!(back, report);
        check_table(&report.table());
    }
}

/// Summaries of these shards that were carried as JSON, merged backwards one by one, with nothing in between,
/// and merged in two halves.
fn merged<A: Analysis>(shards: &[Shard], plan: &A::Plan, analysis: &A) -> [A::Summary; 2]
where
    A::Summary: PartialEq + std::fmt::Debug,
{
    let carried = |shard: &Shard| {
        let mut summary = A::Summary::default();
        analysis.observe(plan, shard, &mut summary);
        let back: A::Summary = serde_json::from_str(&serde_json::to_string(&summary).unwrap()).unwrap();
        assert_eq!(back, summary);
        back
    };
    let mut backwards = A::Summary::default();
    for shard in shards.iter().rev() {
        analysis.merge(&mut backwards, carried(shard));
        analysis.merge(&mut backwards, A::Summary::default());
    }
    let (left, right) = shards.split_at(2);
    let [mut first, second] = [left, right].map(|shards| {
        let mut half = A::Summary::default();
        shards.iter().for_each(|shard| analysis.merge(&mut half, carried(shard)));
        half
    });
    analysis.merge(&mut first, second);
    [backwards, first]
}

/// Columns of a table are of equal length, and no number is NaN.
fn check_table(table: &Table) {
    for column in &table.columns {
        assert_eq!(column.cells.len(), table.rows(), "{}", column.name);
        if let Cells::Number(numbers) = &column.cells {
            assert!(numbers.iter().flatten().all(|number| !number.is_nan()), "{}", column.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_analysis_depends_on_shards_threads_merging_carrying_or_names(rows in rows(60)) {
        // 1, 7 and 64 shards and 1 or 2 threads, summaries merged in any order and carried as JSON, and customers
        // of other names give the same report to the bit.
        let logs = Logs::new(&rows);
        logs.check(&Transitions::new());
        logs.check(&Variants::new());
        logs.check(&Variants::new().top(2));
        logs.check(&TimeSpent::new());
        logs.check(&WaitingTime::new());
        logs.check(&Interactions::new());
        logs.check(&Bottlenecks::new().batches(2, TimeSpan::from_micros(SECOND)));
        logs.check(&Csat::new("score").scale(0.0, 10.0, 7.0).by("touchpoint"));
        logs.check(&Ces::ease("score").weight("weight").by("channel"));
        logs.check(&Emotions::of([EmotionRating::from("score").scale(-90.0, 90.0)]).by("channel").bootstrap(40));
        logs.check(&Nps::new("score").weight("weight").by("channel"));
        logs.check(&Retention::new(Period::Day, 5).time_zone("Europe/Berlin"));
        if has(&rows, &["A", "B", "C"]) {
            logs.check_cuts(&WhatIf::of("C".parse().unwrap()).value("score"));
            logs.check(&Conversion::new("A", "B").within(TimeSpan::from_micros(9 * SECOND)));
            let funnel = Funnel::new(["A", "B", "A", "C"]);
            logs.check(&funnel.clone().within(TimeSpan::from_micros(20 * SECOND)));
            logs.check(&funnel.clone().mode(FunnelMode::StrictDeduplication));
            let within = funnel.within(TimeSpan::from_micros(20 * SECOND));
            logs.check(&within.clone().count(FunnelCount::Totals).exclude(["C"]).by("channel").next(1));
            let told = within.hold(["channel"]).value("score").trend(Period::Day).bins(3);
            logs.check(&Funnel { correlate_least: Some(1), ..told.correlate(["touchpoint", "channel"]) });
            logs.check(&Funnel::new(["A", "B", "C"]).any_order().by("channel").attribution(FunnelAttribution::All));
        }
    }

    #[test]
    fn retention_over_days_depends_on_nothing_of_these_either(rows in rows(20 * 86_400)) {
        let logs = Logs::new(&rows);
        logs.check(&Retention::new(Period::Day, 5).time_zone("Europe/Berlin"));
        logs.check(&Retention::new(Period::Week, 3).clock(Clock::Rolling).unbounded());
    }

    #[test]
    fn several_analyses_in_one_pass_give_what_each_gives_alone(rows in rows(60)) {
        let log = log(&rows);
        let both = log.run(&(Transitions::new(), Variants::new(), Nps::new("score"))).unwrap();
        let alone = (
            log.run(&Transitions::new()).unwrap(),
            log.run(&Variants::new()).unwrap(),
            log.run(&Nps::new("score")).unwrap(),
        );
        prop_assert_eq!(both, alone);
        let list = [Csat::new("score"), Csat::new("weight")];
        let reports = log.run(&list[..]).unwrap();
        prop_assert_eq!(&reports[1], &log.run(&list[1]).unwrap());
    }
}
