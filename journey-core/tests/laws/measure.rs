//! Measured maps agree with themselves and with the core analyses of the bound log.

use journey_core::analysis::{Conversion, Csat, Interactions, Nps, Retention, TimeSpent, WaitingTime};
use journey_core::log::EventLog;
use journey_core::measure::MeasuredMap;
use journey_core::model::{JourneyMap, KpiMeasure, Period};
use journey_core::simulate::{Fault, Simulate};
use journey_core::work::Work;

fn shop() -> JourneyMap {
    JourneyMap::template("online_shop").unwrap()
}

fn log(map: &JourneyMap, seed: u64, shards: Option<usize>) -> EventLog {
    let fault = Fault::LosesCustomers { touchpoint: "cart".into(), share: 0.2 };
    let options = Simulate { shards, ..Simulate::new(seed).customers(700).fault(fault) };
    map.simulate(&options).unwrap()
}

fn measured(seed: u64) -> (MeasuredMap, EventLog) {
    let map = shop();
    let log = log(&map, seed, None);
    (map.measure(&log).unwrap(), map.bind(&log).unwrap().log)
}

#[test]
fn shards_and_threads_give_equal_measured_maps() {
    let map = shop();
    let one = map.measure(&log(&map, 3, Some(1))).unwrap();
    assert!(!one.pain_points.is_empty());
    for (shards, threads) in [(1, 2), (7, 1), (7, 2), (64, 1), (64, 2)] {
        let log = log(&map, 3, Some(shards));
        let measured = Work::new().threads(threads).run(|| map.measure(&log)).unwrap();
        assert_eq!(measured, one, "{shards} shards, {threads} threads");
    }
}

#[test]
fn every_customer_is_completed_open_or_lost_and_lost_at_one_touchpoint() {
    for seed in 0..5 {
        let (measured, _) = measured(seed);
        let everybody = measured.everybody().unwrap();
        for view in &measured.views {
            assert_eq!(view.completed + view.open + view.lost, view.customers);
            assert!(view.customers <= everybody.customers && view.events <= everybody.events);
            for elements in [&view.touchpoints, &view.stages] {
                assert_eq!(elements.iter().map(|element| element.dropped).sum::<u64>(), view.lost);
                assert_eq!(elements.iter().map(|element| element.open).sum::<u64>(), view.open);
                assert_eq!(elements.iter().map(|element| element.events).sum::<u64>(), view.events);
            }
            for (here, all) in view.touchpoints.iter().zip(&everybody.touchpoints) {
                assert!(here.customers <= all.customers && here.visits <= all.visits);
                assert!(here.customers <= here.visits && here.visits <= here.events);
                assert!(here.dropped + here.open <= here.customers);
            }
        }
    }
}

#[test]
fn a_longer_window_leaves_more_journeys_open_and_fewer_lost() {
    let map = shop();
    let log = log(&map, 1, None);
    let with = |days: &str| {
        let options = journey_core::measure::Measure::new().open_within(days.parse().unwrap());
        let view = map.measure_with(&log, &options).unwrap().views.remove(0);
        (view.completed, view.open, view.lost)
    };
    let windows = ["0s", "1d", "10d", "60d", "999d"].map(with);
    for pair in windows.windows(2) {
        assert!(pair[0].0 == pair[1].0 && pair[0].1 <= pair[1].1 && pair[0].2 >= pair[1].2, "{windows:?}");
    }
    assert_eq!(windows[4].2, 0);
}

#[test]
fn times_and_interactions_equal_the_analyses_of_the_bound_log() {
    let (measured, bound) = measured(4);
    let view = measured.everybody().unwrap();
    for row in bound.run(&TimeSpent::new()).unwrap().rows {
        assert_eq!(view.touchpoint(&row.touchpoint).unwrap().time_spent, row.time);
    }
    for row in bound.run(&WaitingTime::new()).unwrap().rows {
        let here = view.touchpoint(&row.touchpoint).unwrap();
        assert_eq!((&here.waiting_time, here.visits), (&row.time, row.visits));
    }
    for row in bound.run(&Interactions::default()).unwrap().rows {
        let here = view.touchpoint(row.touchpoint.as_deref().unwrap()).unwrap();
        assert_eq!((here.customers, here.interactions_per_customer.value), (row.customers, row.mean.value));
    }
}

#[test]
fn kpis_equal_the_analyses_of_the_bound_log() {
    let (measured, bound) = measured(5);
    let value = |id: &str| measured.everybody().unwrap().kpi(id).unwrap().value.clone();
    let nps = bound.run(&Nps::new("nps")).unwrap().score;
    assert_eq!(
        (value("shop_nps").value, value("shop_nps").low, value("shop_nps").n),
        (nps.value, nps.low, nps.n)
    );
    let week = "7d".parse().unwrap();
    let conversion = bound.run(&Conversion::new("cart", "order_confirmation").within(week)).unwrap();
    assert_eq!(
        (value("cart_to_order").value, value("cart_to_order").n),
        (conversion.share.value, conversion.share.n)
    );
    let csat = bound.run(&Csat::new("rating").by("touchpoint")).unwrap();
    let delivered = csat.rows.iter().find(|row| row.group.as_deref() == Some("delivered")).unwrap();
    assert_eq!(value("delivery_csat").n, delivered.score.n);
    assert_eq!(value("delivery_csat").value, delivered.score.value);
}

#[test]
fn retention_equals_the_analysis_of_the_bound_log() {
    let mut map = shop();
    map.kpis.retain(|kpi| kpi.id == "back_in_four_weeks");
    map.kpis[0].measure = KpiMeasure::RetentionRate { period: Period::Day, after: 1 };
    let log = log(&map, 6, None);
    let found = map.measure(&log).unwrap().views[0].kpis[0].value.clone();
    let until = log.period().unwrap().1;
    let retention = Retention::new(Period::Day, 1).time_zone("Europe/Berlin").until(until);
    let report = map.bind(&log).unwrap().log.run(&retention).unwrap();
    let day_one = report.overall.iter().find(|row| row.period == 1).unwrap();
    assert_eq!((found.value, found.n), (day_one.share.value, day_one.eligible));
}

#[test]
fn a_measured_map_survives_json() {
    let (measured, _) = measured(7);
    assert_eq!(MeasuredMap::from_json(&measured.to_json().unwrap()).unwrap(), measured);
    assert_eq!(MeasuredMap::from_json("{").unwrap_err().code(), "syntax");
}
