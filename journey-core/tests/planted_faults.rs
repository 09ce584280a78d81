//! What is planted must be found first, and where nothing is planted, next to nothing is found.

use journey_core::measure::{Finding, FindingKind, MeasuredMap};
use journey_core::model::{
    Emotion, JourneyMap, Persona, PlannedPath, Predicate, RatingScale, Scope, Stage, Touchpoint,
};
use journey_core::simulate::{Fault, Simulate};

const SEEDS: std::ops::Range<u64> = 1..21;

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

fn breaks(touchpoint: &str) -> Fault {
    Fault::Breaks {
        touchpoint: touchpoint.into(),
        from: "2024-03-04T00:00:00Z".parse().unwrap(),
        to: "2024-03-18T00:00:00Z".parse().unwrap(),
        share: 0.6,
    }
}

#[test]
fn a_touchpoint_that_loses_customers_is_first() {
    SEEDS.for_each(|seed| first_is(&clinic(), 3000, seed, &loses("desk"), FindingKind::DropOff));
}

#[test]
fn a_slow_touchpoint_is_first() {
    for seed in SEEDS {
        first_is(&clinic(), 3000, seed, &slow("doctor"), FindingKind::WaitingTime);
        first_is(&clinic(), 3000, seed, &slow("call"), FindingKind::WaitingTime);
    }
}

#[test]
fn a_touchpoint_that_annoys_one_persona_is_first() {
    for seed in SEEDS {
        first_is(&clinic(), 3000, seed, &annoys("call", "elderly"), FindingKind::Rating);
        first_is(&clinic(), 3000, seed, &annoys("doctor", "parents"), FindingKind::Rating);
    }
}

#[test]
fn a_touchpoint_that_breaks_for_two_weeks_is_first() {
    SEEDS.for_each(|seed| first_is(&clinic(), 3000, seed, &breaks("desk"), FindingKind::Outage));
}

#[test]
fn where_nothing_is_wrong_next_to_nothing_is_found() {
    let found: Vec<String> =
        SEEDS.map(|seed| describe(&measure(&clinic(), &Simulate::new(seed).customers(3000)))).collect();
    let false_findings: usize = found.iter().map(|lines| lines.lines().count()).sum();
    // A false discovery rate of 5 % means that about one map in twenty has a finding.
    assert!(false_findings <= 3, "{}", found.concat());
}

#[test]
fn faults_are_found_on_the_templates() {
    for name in JourneyMap::templates() {
        let map = JourneyMap::template(name).unwrap();
        let quiet = measure(&map, &Simulate::new(1).customers(3000));
        assert!(quiet.pain_points.len() <= 1, "{name}\n{}", describe(&quiet));
    }
}
