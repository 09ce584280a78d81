//! What is planted must be found first, and where nothing is planted, next to nothing is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::measure::{Finding, FindingKind, MeasuredMap};
use journey_core::model::{
    Emotion, JourneyMap, Persona, PlannedPath, Predicate, RatingScale, Scope, Stage, Touchpoint,
};
use journey_core::simulate::{Fault, Simulate};

const SEEDS: std::ops::Range<u64> = 1..21;
const CUSTOMERS: u64 = 2000;

fn clinic() -> JourneyMap {
    let spot = |id: &str| Touchpoint { id: id.into(), name: id.into(), ..Touchpoint::default() };
    let stage = |id: &str, touchpoints: Vec<Touchpoint>| Stage {
        id: id.into(),
        name: id.into(),
        touchpoints,
        ..Stage::default()
    };
    let mut call = spot("call");
    call.target_waiting_time = Some("1d".parse().unwrap());
    call.emotions = vec![
        Emotion { valence: 0.5, name: None, persona: None },
        Emotion { valence: -0.5, name: None, persona: Some("elderly".into()) },
    ];
    let persona = |id: &str| Persona {
        id: id.into(),
        name: id.into(),
        rule: Some(journey_core::model::CustomerRule::First(Predicate::Equals {
            column: "group".into(),
            value: id.into(),
        })),
        ..Persona::default()
    };
    let path = ["website", "call", "desk", "doctor", "letter"].map(String::from).to_vec();
    JourneyMap {
        format: 1,
        name: "Clinic".into(),
        scope: Some(Scope { from: None, to: Some("letter".into()) }),
        rating: Some(RatingScale { column: "rating".into(), min: 1.0, max: 5.0 }),
        personas: vec![persona("parents"), persona("elderly")],
        stages: vec![
            stage("find", vec![spot("website"), call]),
            stage("visit", vec![spot("desk"), spot("doctor")]),
            stage("after", vec![spot("letter"), spot("survey")]),
        ],
        planned_paths: vec![PlannedPath { name: "main".into(), touchpoints: path, personas: Vec::new() }],
        ..JourneyMap::default()
    }
}

fn measure(map: &JourneyMap, options: &Simulate) -> MeasuredMap {
    map.measure(&map.simulate(options).unwrap()).unwrap()
}

fn describe(measured: &MeasuredMap) -> String {
    let line = |found: &Finding| {
        format!(
            "{:?} {} {:?} {} [{:.0}, {:.0}] p {:?}\n",
            found.kind,
            found.touchpoint,
            found.persona,
            found.statement,
            found.customers_affected_low,
            found.customers_affected_high,
            found.p_adjusted,
        )
    };
    measured.pain_points.iter().map(line).collect()
}

fn first_is(map: &JourneyMap, customers: u64, seed: u64, fault: &Fault, kind: FindingKind) {
    let measured = measure(map, &Simulate::new(seed).customers(customers).fault(fault.clone()));
    let persona = match fault {
        Fault::Annoys { persona, .. } => Some(persona.as_str()),
        _ => None,
    };
    let first = measured.pain_points.first();
    let right = first.is_some_and(|first| {
        first.kind == kind && first.touchpoint == fault.touchpoint() && first.persona.as_deref() == persona
    });
    assert!(right, "{} seed {seed}, planted {fault:?}, found\n{}", map.name, describe(&measured));
}

fn loses(touchpoint: &str) -> Fault {
    Fault::LosesCustomers { touchpoint: touchpoint.into(), share: 0.2 }
}

fn slow(touchpoint: &str) -> Fault {
    Fault::Slow { touchpoint: touchpoint.into(), factor: 6.0 }
}

fn annoys(touchpoint: &str, persona: &str) -> Fault {
    Fault::Annoys { touchpoint: touchpoint.into(), persona: persona.into(), by: 1.0 }
}

/// Two weeks, so early that even journeys with waits of 60 days are over when the data end.
fn breaks(touchpoint: &str) -> Fault {
    Fault::Breaks {
        touchpoint: touchpoint.into(),
        from: "2024-02-05T00:00:00Z".parse().unwrap(),
        to: "2024-02-19T00:00:00Z".parse().unwrap(),
        share: 0.6,
    }
}

#[test]
fn a_touchpoint_that_loses_customers_is_first() {
    SEEDS.for_each(|seed| first_is(&clinic(), CUSTOMERS, seed, &loses("desk"), FindingKind::DropOff));
}

#[test]
fn a_slow_touchpoint_is_first() {
    SEEDS.for_each(|seed| first_is(&clinic(), CUSTOMERS, seed, &slow("doctor"), FindingKind::WaitingTime));
    // Against a stated target.
    (1..4).for_each(|seed| first_is(&clinic(), CUSTOMERS, seed, &slow("call"), FindingKind::WaitingTime));
}

#[test]
fn a_touchpoint_that_annoys_one_persona_is_first() {
    let elderly = annoys("call", "elderly");
    SEEDS.for_each(|seed| first_is(&clinic(), CUSTOMERS, seed, &elderly, FindingKind::Rating));
    // Where the map expects nothing.
    let parents = annoys("doctor", "parents");
    (1..4).for_each(|seed| first_is(&clinic(), CUSTOMERS, seed, &parents, FindingKind::Rating));
}

#[test]
fn a_touchpoint_that_breaks_for_two_weeks_is_first() {
    SEEDS.for_each(|seed| first_is(&clinic(), CUSTOMERS, seed, &breaks("desk"), FindingKind::Outage));
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
        let faults = [
            (loses(spot), FindingKind::DropOff),
            (slow(spot), FindingKind::WaitingTime),
            (annoys(spot, persona), FindingKind::Rating),
            (breaks(spot), FindingKind::Outage),
        ];
        for (seed, (fault, kind)) in (1..).zip(faults) {
            first_is(&map, CUSTOMERS, seed, &fault, kind);
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
fn findings_name_customers_who_suffered() {
    let map = clinic();
    let log = map.simulate(&Simulate::new(1).customers(CUSTOMERS).fault(loses("desk"))).unwrap();
    let first = map.measure(&log).unwrap().pain_points.remove(0);
    assert_eq!(first.examples.len(), 5);
    let bound = map.bind(&log).unwrap().log;
    let desk = bound.touchpoint_code("desk").unwrap();
    for id in &first.examples {
        let journeys = bound.filter(|journey| journey.customer() == id);
        let last = journeys.shards().iter().flat_map(|shard| shard.journeys()).next().unwrap();
        assert_eq!(last.touchpoints().last(), Some(&desk), "{id}");
    }
}
