//! A clinic with everything that can go wrong, and faults for it.
#![allow(clippy::unwrap_used, dead_code)]

use journey_core::measure::{Finding, FindingKind, MeasuredMap};
use journey_core::model::{
    CommentColumn, CustomerRule, Emotion, EventRule, JourneyMap, Persona, PlannedPath, Predicate,
    RatingScale, Scope, Stage, Touchpoint,
};
use journey_core::simulate::Fault;

pub const CUSTOMERS: u64 = 2000;

pub fn clinic() -> JourneyMap {
    let spot = |id: &str, owner: &str| Touchpoint::new(id, id).owner(owner);
    let stage = |id: &str, touchpoints: Vec<Touchpoint>| Stage { touchpoints, ..Stage::new(id, id) };
    let mut call = spot("call", "reception");
    call.target_waiting_time = Some("1d".parse().unwrap());
    call.emotions = vec![Emotion::new(0.5), Emotion::new(-0.5).persona("elderly")];
    let is = |column: &str, value: &str| Predicate::Equals { column: column.into(), value: value.into() };
    let persona =
        |id: &str| Persona { rule: Some(CustomerRule::First(is("group", id))), ..Persona::new(id, id) };
    let path = ["website", "call", "desk", "doctor", "letter"].map(String::from).to_vec();
    JourneyMap {
        scope: Some(Scope { from: None, to: Some("letter".into()) }),
        rating: Some(RatingScale { column: "rating".into(), min: 1.0, max: 5.0 }),
        comments: Some(CommentColumn { column: "comment".into(), sentiment: None }),
        personas: vec![persona("parents"), persona("elderly")],
        stages: vec![
            stage("find", vec![spot("website", "online").failed(EventRule::Is(is("status", "error"))), call]),
            stage("visit", vec![spot("desk", "reception").once(), spot("doctor", "practice").once()]),
            stage(
                "after",
                vec![
                    spot("letter", "practice"),
                    spot("hotline", "care").channel("phone").support(),
                    spot("chat", "care").channel("web").support(),
                ],
            ),
        ],
        planned_paths: vec![PlannedPath { name: "main".into(), touchpoints: path, personas: Vec::new() }],
        ..JourneyMap::new("Clinic")
    }
}

/// Two weeks, so early that even journeys with waits of 60 days are over when the data end.
pub fn breaks(touchpoint: &str) -> Fault {
    Fault::Breaks {
        touchpoint: touchpoint.into(),
        from: "2024-02-05T00:00:00Z".parse().unwrap(),
        to: "2024-02-19T00:00:00Z".parse().unwrap(),
        share: 0.6,
    }
}

/// A fault of each kind, `size` times as large as the obvious one, and the kind of its finding.
pub fn faults(size: f64) -> Vec<(Fault, FindingKind)> {
    let at = |touchpoint: &str| touchpoint.to_string();
    let share = |obvious: f64| obvious * size;
    let factor = |obvious: f64| 1.0 + (obvious - 1.0) * size;
    let from = "2024-03-25T00:00:00Z".parse().unwrap();
    let mut broken = breaks("desk");
    if let Fault::Breaks { share: lost, .. } = &mut broken {
        *lost *= size;
    }
    vec![
        (Fault::LosesCustomers { touchpoint: at("desk"), share: share(0.2) }, FindingKind::DropOff),
        (broken, FindingKind::Outage),
        (Fault::Slow { touchpoint: at("doctor"), factor: factor(6.0) }, FindingKind::WaitingTime),
        (Fault::HandsOverSlowly { touchpoint: at("doctor"), factor: factor(6.0) }, FindingKind::Handoff),
        (
            Fault::Annoys { touchpoint: at("call"), persona: at("elderly"), by: share(1.0) },
            FindingKind::Rating,
        ),
        (Fault::Worsens { touchpoint: at("doctor"), from, by: share(1.5) }, FindingKind::FallingRating),
        (Fault::DrawsComplaints { touchpoint: at("desk"), share: share(0.4) }, FindingKind::NegativeComments),
        (Fault::Fails { touchpoint: at("website"), share: share(0.3) }, FindingKind::FailedAttempts),
        (Fault::Repeats { touchpoint: at("doctor"), share: share(0.3) }, FindingKind::Repetition),
        (Fault::SendsBack { touchpoint: at("doctor"), share: share(0.3) }, FindingKind::ReturnLoop),
        (Fault::NeedsHelp { touchpoint: at("desk"), share: share(0.2) }, FindingKind::SupportContact),
        (Fault::DoesNotHelp { touchpoint: at("hotline"), share: share(0.5) }, FindingKind::RepeatedContact),
    ]
}

/// An obvious fault of each kind.
pub fn obvious() -> Vec<(Fault, FindingKind)> {
    faults(1.0)
}

/// Whether a finding tells of a fault.
pub fn tells(finding: &Finding, fault: &Fault, kind: FindingKind) -> bool {
    let persona = match fault {
        Fault::Annoys { persona, .. } => Some(persona.as_str()),
        _ => None,
    };
    let told = finding.evidence.iter().any(|evidence| evidence.kind == kind);
    told && finding.touchpoint == fault.touchpoint() && finding.persona.as_deref() == persona
}

pub fn describe(measured: &MeasuredMap) -> String {
    let line = |found: &Finding| {
        let evidence: Vec<String> = found
            .evidence
            .iter()
            .map(|piece| {
                let (low, high) =
                    (piece.customers_affected.low.unwrap(), piece.customers_affected.high.unwrap());
                format!("{:?} {} [{low:.0}, {high:.0}] p {}", piece.kind, piece.statement, piece.p_adjusted)
            })
            .collect();
        format!("{} {:?} {}\n", found.touchpoint, found.persona, evidence.join("; "))
    };
    measured.pain_points.iter().map(line).collect()
}
