//! Laws of the engine, for every analysis.

use journey_core::analysis::{
    Analysis, Cells, Ces, Clock, Conversion, Csat, Funnel, FunnelMode, Interactions, Nps, Retention, Table,
    Tabular, TimeSpent, Transitions, Variants, WaitingTime,
};
use journey_core::model::{Period, TimeSpan};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::logs::{Build, Row, SECOND, build, has, log, rows};

/// A report to the bit, or its error.
fn answer<A: Analysis>(log: &journey_core::EventLog, analysis: &A) -> String
where
    A::Report: Serialize,
{
    match log.run(analysis) {
        Ok(report) => serde_json::to_string(&report).unwrap(),
        Err(error) => format!("{error:?}"),
    }
}

/// The laws for one log and one analysis.
fn check<A: Analysis>(rows: &[Row], analysis: &A)
where
    A::Report: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug + Tabular,
    A::Summary: PartialEq + std::fmt::Debug,
{
    let expected = answer(&log(rows), analysis);
    shards_and_threads(rows, analysis, &expected);
    merging(rows, analysis, &expected);
    // Renaming customers changes nothing: they lie in other shards and in another order.
    let renamed = build(rows, &Build { shards: 7, customer: |customer| format!("{}-user", 99 - customer) });
    assert_eq!(answer(&renamed, analysis), expected);
    let report = log(rows).run(analysis).unwrap();
    let back: A::Report = serde_json::from_str(&expected).unwrap();
    assert_eq!(back, report);
    check_table(&report.table());
}

/// 1, 7 and 64 shards and 1 or 2 threads give the same report.
fn shards_and_threads<A: Analysis>(rows: &[Row], analysis: &A, expected: &str)
where
    A::Report: Serialize,
{
    for (shards, threads) in [(1, 2), (7, 1), (7, 2), (64, 1)] {
        let log = build(rows, &Build { shards, ..Build::default() }).with_threads(threads);
        assert_eq!(answer(&log, analysis), expected, "{shards} shards, {threads} threads");
    }
}

/// Merging summaries in any order gives the same report; summaries survive serialisation; merging nothing
/// changes nothing.
fn merging<A: Analysis>(rows: &[Row], analysis: &A, expected: &str)
where
    A::Report: Serialize,
    A::Summary: PartialEq + std::fmt::Debug,
{
    let log = build(rows, &Build { shards: 5, ..Build::default() });
    let plan = analysis.plan(&log).unwrap();
    let carried = |shard| {
        let summary = analysis.observe(&plan, shard);
        let back: A::Summary = serde_json::from_str(&serde_json::to_string(&summary).unwrap()).unwrap();
        assert_eq!(back, summary);
        back
    };
    let mut backwards = A::Summary::default();
    for shard in log.shards().iter().rev() {
        analysis.merge(&mut backwards, carried(shard));
        analysis.merge(&mut backwards, A::Summary::default());
    }
    let (left, right) = log.shards().split_at(2);
    let mut halves = [left, right].map(|shards| {
        let mut half = A::Summary::default();
        shards.iter().for_each(|shard| analysis.merge(&mut half, carried(shard)));
        half
    });
    let (first, second) = halves.split_at_mut(1);
    analysis.merge(&mut first[0], std::mem::take(&mut second[0]));
    for merged in [backwards, std::mem::take(&mut first[0])] {
        let report = analysis.finish(&plan, merged).unwrap();
        assert_eq!(serde_json::to_string(&report).unwrap(), expected);
    }
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
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_analysis_depends_on_shards_threads_merging_carrying_or_names(rows in rows(60)) {
        check(&rows, &Transitions::new());
        check(&rows, &Variants::new());
        check(&rows, &Variants::new().top(2));
        check(&rows, &TimeSpent::new());
        check(&rows, &WaitingTime::new());
        check(&rows, &Interactions::new());
        check(&rows, &Csat::new("score").scale(0.0, 10.0, 7.0).by("touchpoint"));
        check(&rows, &Ces::ease("score").weight("weight").by("channel"));
        check(&rows, &Nps::new("score").weight("weight").by("channel"));
        check(&rows, &Retention::new(Period::Day, 5).time_zone("Europe/Berlin"));
        if has(&rows, &["A", "B", "C"]) {
            check(&rows, &Conversion::new("A", "B").within(TimeSpan::from_micros(9 * SECOND)));
            let funnel = Funnel::new(["A", "B", "A", "C"]);
            check(&rows, &funnel.clone().within(TimeSpan::from_micros(20 * SECOND)));
            check(&rows, &funnel.mode(FunnelMode::StrictDeduplication));
        }
    }

    #[test]
    fn retention_over_days_depends_on_nothing_of_these_either(rows in rows(20 * 86_400)) {
        check(&rows, &Retention::new(Period::Day, 5).time_zone("Europe/Berlin"));
        check(&rows, &Retention::new(Period::Week, 3).clock(Clock::Rolling).unbounded());
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
