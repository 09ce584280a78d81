//! What is planted must be found first, and where nothing is planted, next to nothing is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "common/clinic.rs"]
mod clinic;

use clinic::{CUSTOMERS, clinic, describe, obvious};
use journey_core::analysis::{BottleneckRow, Bottlenecks};
use journey_core::measure::{FindingKind, MeasuredMap};
use journey_core::model::JourneyMap;
use journey_core::simulate::{Fault, Simulate};

const SEEDS: std::ops::Range<u64> = 1..21;

fn measure(map: &JourneyMap, options: &Simulate) -> MeasuredMap {
    map.measure(&map.simulate(options).unwrap()).unwrap()
}

fn first_is(map: &JourneyMap, seed: u64, fault: &Fault, kind: FindingKind) {
    let measured = measure(map, &Simulate::new(seed).customers(CUSTOMERS).fault(fault.clone()));
    let first = measured.pain_points.first();
    let right = first.is_some_and(|first| clinic::tells(first, fault, kind));
    assert!(right, "{} seed {seed}, planted {fault:?}, found\n{}", map.name, describe(&measured));
}

#[test]
fn an_obvious_fault_of_each_kind_is_first() {
    let map = clinic();
    for (fault, kind) in obvious() {
        SEEDS.for_each(|seed| first_is(&map, seed, &fault, kind));
    }
}

#[test]
fn a_slow_touchpoint_is_first_against_a_stated_target() {
    let fault = Fault::Slow { touchpoint: "call".into(), factor: 6.0 };
    (1..4).for_each(|seed| first_is(&clinic(), seed, &fault, FindingKind::WaitingTime));
}

#[test]
fn a_persona_is_annoyed_where_the_map_expects_nothing() {
    let fault = Fault::Annoys { touchpoint: "doctor".into(), persona: "parents".into(), by: 1.0 };
    (1..4).for_each(|seed| first_is(&clinic(), seed, &fault, FindingKind::Rating));
}

#[test]
fn where_nothing_is_wrong_next_to_nothing_is_found() {
    let found: Vec<String> =
        SEEDS.map(|seed| describe(&measure(&clinic(), &Simulate::new(seed).customers(CUSTOMERS)))).collect();
    let false_findings: usize = found.iter().map(|lines| lines.lines().count()).sum();
    // A false discovery rate of 5 % means that about one map in twenty has a finding.
    assert!(false_findings <= 3, "{}", found.concat());
}

#[test]
fn faults_are_found_on_the_templates() {
    for name in JourneyMap::templates() {
        let map = JourneyMap::template(name).unwrap();
        let path = &map.planned_paths[0].touchpoints;
        let (spot, persona) = (path[path.len() / 2].as_str(), map.personas[0].id.as_str());
        let touchpoint = || spot.to_string();
        let faults = [
            (Fault::LosesCustomers { touchpoint: touchpoint(), share: 0.2 }, FindingKind::DropOff),
            (Fault::Slow { touchpoint: touchpoint(), factor: 6.0 }, FindingKind::WaitingTime),
            (
                Fault::Annoys { touchpoint: touchpoint(), persona: persona.into(), by: 1.0 },
                FindingKind::Rating,
            ),
            (clinic::breaks(spot), FindingKind::Outage),
        ];
        for (seed, (fault, kind)) in (1..).zip(faults) {
            first_is(&map, seed, &fault, kind);
        }
    }
}

#[test]
fn a_template_where_nothing_is_wrong_is_quiet_and_complete() {
    for name in JourneyMap::templates() {
        let map = JourneyMap::template(name).unwrap();
        let measured = measure(&map, &Simulate::new(5).customers(CUSTOMERS));
        assert!(measured.pain_points.len() <= 1, "{name}\n{}", describe(&measured));
        assert_eq!(measured.coverage.unseen_touchpoints, [""; 0], "{name}");
        assert_eq!(measured.coverage.missing_columns, [""; 0], "{name}");
        assert_eq!(measured.coverage.ambiguous_events, 0, "{name}");
        for view in &measured.views {
            assert!(view.customers > 100, "{name} {:?} {}", view.persona, view.customers);
        }
        for kpi in &measured.views[0].kpis {
            assert!(kpi.value.value.is_some(), "{name} {}", kpi.id);
        }
    }
}

#[test]
fn the_cases_of_each_piece_of_evidence_count_what_it_says() {
    let map = clinic();
    for (fault, kind) in obvious() {
        let log = map.simulate(&Simulate::new(1).customers(CUSTOMERS).fault(fault.clone())).unwrap();
        let measured = map.measure(&log).unwrap();
        let first = &measured.pain_points[0];
        assert_eq!(first.examples.len(), 5, "{fault:?}");
        for (position, evidence) in first.evidence.iter().enumerate() {
            let cases = measured.cases(&log, first, position).unwrap();
            let (considered, suffered) = (cases.considered.customers(), cases.suffered.customers());
            if matches!(evidence.kind, FindingKind::Rating | FindingKind::FallingRating) {
                assert!(considered <= evidence.measured.n && suffered > 0, "{kind:?}");
            } else {
                assert_eq!(considered, evidence.measured.n, "{kind:?}: {}", evidence.statement);
                let share = suffered as f64 / considered as f64;
                assert_eq!(evidence.measured.value, Some(share), "{kind:?}: {}", evidence.statement);
            }
            if position == 0 {
                let named =
                    cases.suffered.filter(|journey| first.examples.iter().any(|id| id == journey.customer()));
                assert_eq!(named.customers(), 5, "{kind:?}");
            }
        }
    }
}

#[test]
fn cases_are_those_of_the_log_that_was_measured() {
    let map = clinic();
    let (fault, _) = obvious().remove(0);
    let log = |seed| map.simulate(&Simulate::new(seed).customers(CUSTOMERS).fault(fault.clone())).unwrap();
    let (measured, first) = (map.measure(&log(1)).unwrap(), log(1));
    let finding = &measured.pain_points[0];
    assert!(measured.cases(&first, finding, 0).is_ok());
    assert_eq!(measured.cases(&log(2), finding, 0).unwrap_err().code(), "invalid_option");
    assert_eq!(measured.cases(&first, finding, 9).unwrap_err().code(), "invalid_option");
    let elsewhere = journey_core::measure::Finding { touchpoint: "dsek".into(), ..finding.clone() };
    assert_eq!(measured.cases(&first, &elsewhere, 0).unwrap_err().code(), "unknown_name");
}

#[test]
fn a_wait_says_where_its_time_goes() {
    let map = clinic();
    let fault = Fault::Slow { touchpoint: "doctor".into(), factor: 6.0 };
    let log = map.simulate(&Simulate::new(1).customers(CUSTOMERS).fault(fault)).unwrap();
    let (measured, bound) = (map.measure(&log).unwrap(), map.bind(&log).unwrap().log);
    let slow = &measured.pain_points[0];
    let report = bound.run(&Bottlenecks::new()).unwrap();
    let to_doctor = report.rows.into_iter().filter(|row| row.target == "doctor" && row.source != "doctor");
    let expected: Vec<BottleneckRow> = to_doctor.take(3).collect();
    assert_eq!(slow.delays[0].source, "desk");
    // Shares and adjusted p-values are among the moves to the doctor only.
    let alone = |row: &BottleneckRow| BottleneckRow { share: None, p_adjusted: None, ..row.clone() };
    let rows = |rows: &[BottleneckRow]| rows.iter().map(alone).collect::<Vec<_>>();
    assert_eq!(rows(&slow.delays), rows(&expected));
    let left = map.measure(
        &map.simulate(&Simulate::new(1).customers(CUSTOMERS).fault(obvious()[0].0.clone())).unwrap(),
    );
    assert!(left.unwrap().pain_points[0].delays.is_empty());
}

#[test]
fn a_finding_that_began_at_some_time_says_since_when() {
    let map = clinic();
    let log = map.simulate(&Simulate::new(3).customers(2 * CUSTOMERS)).unwrap();
    assert!(map.measure(&log).unwrap().pain_points.iter().all(|finding| finding.from.is_none()));
    let from: jiff::Timestamp = "2024-04-10T00:00:00Z".parse().unwrap();
    let fault = Fault::Worsens { touchpoint: "doctor".into(), from, by: 1.5 };
    let measured = measure(&map, &Simulate::new(3).customers(2 * CUSTOMERS).fault(fault));
    let fell = measured.pain_points[0].evidence.iter().find(|piece| piece.kind == FindingKind::FallingRating);
    let days = fell.unwrap().from.unwrap().duration_since(from).as_hours() / 24;
    assert!(days.abs() <= 7, "{days} days off");
}

#[test]
fn what_is_at_stake_is_what_those_who_leave_would_have_brought() {
    let mut map = clinic();
    let mut fee = journey_core::model::Kpi::new(
        "fee",
        "Fee",
        journey_core::model::KpiMeasure::RevenuePerCustomer { column: "fee".into() },
    );
    fee.target = Some(journey_core::model::KpiTarget::Number(60.0));
    map.kpis.push(fee);
    let fault = Fault::LosesCustomers { touchpoint: "desk".into(), share: 0.2 };
    let log = map.simulate(&Simulate::new(2).customers(CUSTOMERS).fault(fault)).unwrap();
    let measured = map.measure(&log).unwrap();
    let worst = &measured.pain_points[0];
    let cases = measured.cases(&log, worst, 0).unwrap();
    let brought = |log: &journey_core::EventLog| -> (f64, f64) {
        let (column, _) = (log.number_column("column", "fee").unwrap(), ());
        let journeys = log.shards().iter().flat_map(|shard| shard.journeys());
        let fees: Vec<f64> = journeys
            .map(|journey| journey.numbers(column).iter().filter(|fee| !fee.is_nan()).sum())
            .collect();
        (fees.iter().sum(), fees.len() as f64)
    };
    let ((all, n), (lost, k)) = (brought(&cases.considered), brought(&cases.suffered));
    let worth = (all - lost) / (n - k) - lost / k;
    let stake = worst.value_at_stake.as_ref().unwrap();
    let expected = worst.customers_affected.value.unwrap() * worth;
    assert!((stake.value.unwrap() / expected - 1.0).abs() < 1e-9, "{stake:?} {expected}");
    assert!(stake.low.unwrap() > 0.0 && stake.low < stake.value && stake.value < stake.high);
}

#[test]
fn a_touchpoint_that_pleases_is_a_delight() {
    let mut map = clinic();
    let log = map.simulate(&Simulate::new(1).customers(CUSTOMERS)).unwrap();
    assert!(map.measure(&log).unwrap().delights.is_empty());
    // The team expects less than customers feel.
    let doctor =
        map.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints).find(|spot| spot.id == "doctor");
    doctor.unwrap().emotions = vec![journey_core::model::Emotion::new(-0.5)];
    let measured = map.measure(&log).unwrap();
    let [delight] = &measured.delights[..] else { panic!("{:?}", measured.delights) };
    assert_eq!((delight.touchpoint.as_str(), delight.kind), ("doctor", FindingKind::Delight));
    assert!(delight.comments.iter().all(|comment| comment.compound.unwrap() > 0.0));
}

#[test]
fn stated_pain_points_are_confirmed_or_not() {
    use journey_core::measure::PainVerdict;
    use journey_core::model::PainPoint;
    let mut map = clinic();
    let mut spots = map.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints);
    let desk = spots.find(|spot| spot.id == "desk").unwrap();
    desk.pain_points = vec![
        PainPoint::new("Customers leave"),
        PainPoint::new("They leave").kind(FindingKind::DropOff),
        PainPoint::new("It takes long").kind(FindingKind::WaitingTime),
        PainPoint::new("Forms are refused").kind(FindingKind::FailedAttempts),
    ];
    let fault = Fault::LosesCustomers { touchpoint: "desk".into(), share: 0.2 };
    let measured = measure(&map, &Simulate::new(1).customers(CUSTOMERS).fault(fault));
    let said: Vec<_> =
        measured.stated_pain_points.iter().map(|pain| (pain.verdict, pain.findings.clone())).collect();
    assert_eq!(
        said,
        [
            (PainVerdict::Confirmed, vec![1]),
            (PainVerdict::Confirmed, vec![1]),
            (PainVerdict::NotSupported, vec![]),
            // The map does not say what a failed attempt at the desk is.
            (PainVerdict::NotMeasured, vec![]),
        ]
    );
}
