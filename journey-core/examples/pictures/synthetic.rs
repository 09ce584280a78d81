//! Measured maps made up to try the pictures: plausible numbers, awkward names.

use journey_core::analysis::EmotionReport;
use journey_core::analysis::{
    DurationStats, Estimate, Method, TransitionNode, TransitionReport, TransitionRow,
};
use journey_core::measure::{
    ChannelCount, Coverage, ElementKind, EventCount, Evidence, Finding, FindingKind, FindingStatus, Handoff,
    KpiStatus, MeasuredElement, MeasuredKpi, MeasuredMap, PersonaCoverage, Provenance, Unit, View,
};
use journey_core::model::{
    Direction, Emotion, JourneyMap, KpiScope, Opportunity, OpportunityStatus, PainPoint, Persona, Stage,
    Touchpoint,
};

/// What a made-up map looks like.
pub struct Shape<'a> {
    /// Name of the map.
    pub name: &'a str,
    /// Stages, each with the names of its touchpoints.
    pub stages: Vec<(&'a str, Vec<&'a str>)>,
    /// Names of personas.
    pub personas: Vec<&'a str>,
    /// Customers of everybody.
    pub customers: u64,
    /// Text for thoughts, pain points and the like.
    pub prose: &'a str,
    /// Whether there are ratings.
    pub ratings: bool,
    /// Number of KPIs.
    pub kpis: usize,
}

/// A generator of numbers that look random and are always the same.
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }
}

const CHANNELS: [&str; 7] = ["web", "mobile app", "email", "store", "call center", "chat", "courier"];
const OWNERS: [&str; 4] = ["Marketing", "Marketing", "Shop", "Logistics"];

/// The map of a shape.
pub fn map(shape: &Shape<'_>) -> JourneyMap {
    let mut number = 0;
    let mut next = |name: &&str| {
        number += 1;
        touchpoint(number, name, shape.prose)
    };
    let stages = shape.stages.iter().enumerate().map(|(position, (name, touchpoints))| Stage {
        id: format!("s{position}"),
        name: (*name).into(),
        question: Some(shape.prose.into()),
        touchpoints: touchpoints.iter().map(&mut next).collect(),
        ..Stage::default()
    });
    let stages = stages.collect();
    let personas = shape.personas.iter().enumerate().map(|(position, name)| Persona {
        id: format!("p{position}"),
        name: (*name).into(),
        description: Some(shape.prose.into()),
        goals: vec![shape.prose.into()],
        ..Persona::default()
    });
    JourneyMap {
        format: 1,
        name: shape.name.into(),
        objective: Some(shape.prose.into()),
        personas: personas.collect(),
        stages,
        ..JourneyMap::default()
    }
}

fn touchpoint(number: usize, name: &str, prose: &str) -> Touchpoint {
    let prose = prose.to_string();
    let pain =
        || PainPoint { text: prose.clone(), severity: Some(4), evidence: Some(prose.clone()), kind: None };
    let opportunity = || Opportunity {
        text: prose.clone(),
        effort: Some("2 weeks".into()),
        owner: Some("Shop".into()),
        status: Some(OpportunityStatus::Planned),
    };
    let third = number.is_multiple_of(3);
    Touchpoint {
        id: format!("t{number}"),
        name: name.into(),
        channel: Some(CHANNELS[number % 7].into()),
        owner: Some(OWNERS[(number / 2) % 4].into()),
        action: Some(prose.clone()),
        thoughts: if number.is_multiple_of(2) { vec![prose.clone()] } else { vec![] },
        emotions: vec![Emotion {
            valence: [0.5, 1.0, -0.5, 1.5][number % 4],
            name: Some("relief".into()),
            persona: None,
        }],
        moment_of_truth: number % 5 == 3,
        target_time_spent: third.then(|| "5m".parse().unwrap()),
        target_waiting_time: number.is_multiple_of(2).then(|| "1d".parse().unwrap()),
        pain_points: third.then(pain).into_iter().collect(),
        opportunities: third.then(opportunity).into_iter().collect(),
        ..Touchpoint::default()
    }
}

/// A measured map of a shape.
pub fn measured(shape: &Shape<'_>) -> MeasuredMap {
    let map = map(shape);
    let everybody = view(shape, &map, None, "Everybody", shape.customers, 7);
    let personas = map.personas.iter().enumerate().map(|(position, persona)| {
        let size = shape.customers / (position as u64 + 2);
        view(shape, &map, Some(persona.id.clone()), &persona.name, size, position as u64 + 11)
    });
    let views: Vec<View> = std::iter::once(everybody).chain(personas.collect::<Vec<_>>()).collect();
    let pain_points = if shape.customers == 0 { Vec::new() } else { findings(&map, &views[0]) };
    let seen = shape.customers > 0;
    MeasuredMap {
        provenance: Provenance {
            operation: "measure".into(),
            version: "0.1.0".into(),
            options: "{}".into(),
            fingerprint: "00c0ffee00c0ffee".into(),
            events: shape.customers * 7,
            customers: shape.customers,
            from: seen.then(|| "2024-01-02T00:00:00Z".parse().unwrap()),
            to: seen.then(|| "2024-06-30T12:00:00Z".parse().unwrap()),
            open_after: None,
            time_zone: "Europe/Berlin".into(),
        },
        coverage: Coverage {
            bound_events: shape.customers * 7,
            unbound_events: 123,
            unbound: vec![EventCount { name: shape.stages[0].0.into(), count: 123, customers: 40 }],
            personas: PersonaCoverage { none: 12, one: 400, several: 3 },
            ..Coverage::default()
        },
        quality: Default::default(),
        map,
        views,
        pain_points,
        delights: Vec::new(),
        stated_pain_points: Vec::new(),
        emotions: EmotionReport::default(),
    }
}

fn view(
    shape: &Shape<'_>,
    map: &JourneyMap,
    persona: Option<String>,
    name: &str,
    customers: u64,
    seed: u64,
) -> View {
    let mut dice = Dice(seed);
    let (mut left, mut lost, mut open) = (customers, 0, 0);
    let mut touchpoints: Vec<MeasuredElement> = Vec::new();
    for position in 0..map.touchpoints().count() {
        let here = (left as f64 * (0.75 + 0.25 * dice.next())) as u64;
        let element = visited(&mut dice, (shape, map), position, here, customers);
        left -= element.dropped + element.open;
        lost += element.dropped;
        open += element.open;
        touchpoints.push(element);
    }
    let stages = map.stages.iter().map(|stage| {
        let inside = touchpoints.iter().filter(|element| element.stage == stage.id);
        let here = inside.map(|element| element.customers).max().unwrap_or(0);
        let mut element = element(&mut dice, ElementKind::Stage, &stage.id, &stage.id, here, customers);
        element.conversion = Estimate::share(here * 7 / 9, here, "customers here, open ones left out");
        element
    });
    let stages = stages.collect();
    View {
        persona,
        name: name.into(),
        customers,
        events: customers * 7,
        completed: left,
        open,
        lost,
        completion: Estimate::share(left, left + lost, "journeys that are over"),
        stages,
        touchpoints,
        kpis: (0..shape.kpis).map(|number| kpi(&mut dice, map, number, customers)).collect(),
        handoffs: vec![Handoff {
            source: "Shop".into(),
            target: "Logistics".into(),
            count: customers / 2,
            customers: customers / 3,
            waiting_time: duration(7200.0, customers / 2),
        }],
    }
}

/// The touchpoint of a position, with so many customers.
fn visited(
    dice: &mut Dice,
    (shape, map): (&Shape<'_>, &JourneyMap),
    position: usize,
    here: u64,
    customers: u64,
) -> MeasuredElement {
    let all = map.touchpoints().count() as f64;
    let touchpoint = map.touchpoints().nth(position).unwrap();
    let bad = if position % 7 == 2 { 3.0 } else { 1.0 };
    let dropped = (here as f64 * (bad * dice.next() * 1.4 / all).min(0.8)) as u64;
    let resting = (here as f64 * dice.next() * 0.25 / all) as u64;
    let (dropped, resting) = if position + 1 == all as usize { (0, 0) } else { (dropped, resting) };
    let stage = map.stages.iter().find(|stage| stage.touchpoints.iter().any(|t| t.id == touchpoint.id));
    let mut element =
        element(dice, ElementKind::Touchpoint, &touchpoint.id, &stage.unwrap().id, here, customers);
    element.conversion = Estimate::share(here - dropped - resting, here - resting, "customers here");
    element.drop_off = Estimate::share(dropped, here - resting, "customers here, open ones left out");
    (element.dropped, element.open) = (dropped, resting);
    element.backward = if position % 4 == 1 { here / 9 } else { 0 };
    if shape.ratings && position % 6 != 4 && here > 0 {
        element.emotion = score(dice.next() * 3.4 - 1.7, (here / (2 + position as u64 * 3)).max(1));
        element.rating = score(dice.next() * 4.0 + 1.0, here / 3);
    }
    element.expected_emotion = touchpoint.emotions.first().map(|emotion| emotion.valence);
    element
}

fn element(
    dice: &mut Dice,
    kind: ElementKind,
    id: &str,
    stage: &str,
    here: u64,
    all: u64,
) -> MeasuredElement {
    let spent = [8.0, 70.0, 340.0, 2400.0, 9000.0][(dice.next() * 5.0) as usize] * (0.5 + dice.next());
    let waiting = [60.0, 3600.0, 90_000.0, 400_000.0][(dice.next() * 4.0) as usize] * (0.5 + dice.next());
    MeasuredElement {
        kind,
        id: id.into(),
        stage: stage.into(),
        customers: here,
        share: Estimate::share(here, all, "customers of the view"),
        events: here * 2,
        visits: here + here / 3,
        conversion: Estimate::default(),
        drop_off: Estimate::default(),
        dropped: 0,
        open: 0,
        backward: 0,
        time_spent: duration(spent, here / 2),
        waiting_time: duration(waiting, here / 3),
        interactions_per_customer: Estimate::exact(Some(2.0), here, "customers here"),
        channels: vec![ChannelCount { channel: "web".into(), count: here }],
        handoffs: here / 5,
        rating: Estimate::default(),
        emotion: Estimate::default(),
        expected_emotion: None,
        out_of_scale: 0,
        rows: vec![12, 57, 93],
    }
}

fn score(value: f64, n: u64) -> Estimate {
    let half = 2.0 / (n.max(1) as f64).sqrt();
    Estimate {
        value: Some(value),
        low: Some(value - half),
        high: Some(value + half),
        n,
        denominator: "ratings".into(),
        method: Method::Wald,
        small_sample: n < 30,
    }
}

fn duration(seconds: f64, n: u64) -> DurationStats {
    let some = (n > 0).then_some(seconds);
    DurationStats {
        n,
        mean_seconds: some.map(|value| value * 1.4),
        median_seconds: some,
        low_seconds: some.map(|value| value * (1.0 - 1.0 / (n as f64).sqrt())),
        high_seconds: some.map(|value| value * (1.0 + 1.5 / (n as f64).sqrt())),
        small_sample: n < 30,
        ..DurationStats::default()
    }
}

fn kpi(dice: &mut Dice, map: &JourneyMap, number: usize, n: u64) -> MeasuredKpi {
    let units = [Unit::Share, Unit::Points, Unit::Rating, Unit::Seconds, Unit::Amount, Unit::Count];
    let sizes = [0.42, 31.0, 4.2, 9000.0, 84.9, 6.3];
    let kind = number % 6;
    let stage = map.stages.get(number % map.stages.len().max(1));
    let touchpoint = map.touchpoints().nth(number);
    let scope = match (number % 3, stage, touchpoint) {
        (1, Some(stage), _) => KpiScope::Stage(stage.id.clone()),
        (2, _, Some(touchpoint)) => KpiScope::Touchpoint(touchpoint.id.clone()),
        _ => KpiScope::Map,
    };
    let value = sizes[kind] * (0.8 + 0.4 * dice.next());
    let seen = n > 0;
    MeasuredKpi {
        id: format!("k{number}"),
        name: [
            "Conversion rate",
            "NPS",
            "Satisfaction",
            "Time to delivery",
            "Revenue per customer",
            "Interactions",
        ][kind]
            .into(),
        scope,
        measure: ["conversion_rate", "nps", "csat", "waiting_time", "revenue_per_customer", "interactions"]
            [kind]
            .into(),
        value: Estimate {
            value: seen.then_some(value),
            low: seen.then_some(value * 0.95),
            high: seen.then_some(value * 1.05),
            ..Estimate::exact(None, if number == 4 { 12.min(n) } else { n }, "customers")
        },
        dropped: 0,
        rows: vec![4, 8],
        unit: units[kind],
        target: (number != 5).then_some(sizes[kind]),
        direction: if kind == 3 { Direction::Down } else { Direction::Up },
        status: match (seen, number) {
            (false, _) | (_, 5) => None,
            (_, other) => {
                [Some(KpiStatus::Met), Some(KpiStatus::Uncertain), Some(KpiStatus::Missed)][other % 3]
            }
        },
    }
}

fn findings(map: &JourneyMap, view: &View) -> Vec<Finding> {
    let kinds = [FindingKind::DropOff, FindingKind::WaitingTime, FindingKind::Rating, FindingKind::Outage];
    let statements = [
        "38 % leave here, 21 % expected",
        "62 % wait longer than 1 day, the target",
        "rated −0.9 on average, +0.6 elsewhere",
        "71 % left between 3 and 9 March, 20 % before and after",
    ];
    let touchpoints: Vec<_> =
        view.touchpoints.iter().enumerate().filter(|(position, _)| position % 3 == 2).collect();
    touchpoints
        .into_iter()
        .enumerate()
        .map(|(number, (_, element))| {
            let main = evidence(element, kinds[number % 4], statements[number % 4]);
            let also = evidence(element, FindingKind::SupportContact, "14 % need help straight afterwards");
            Finding {
                rank: number as u32 + 1,
                kind: main.kind,
                stage: element.stage.clone(),
                touchpoint: element.id.clone(),
                owner: None,
                persona: (number % 2 == 1)
                    .then(|| map.personas.first().map(|persona| persona.id.clone()))
                    .flatten(),
                from: None,
                to: None,
                statement: main.statement.clone(),
                customers_affected: main.customers_affected.clone(),
                evidence: if number % 3 == 0 { vec![main, also] } else { vec![main] },
                value_at_stake: None,
                tested: 32,
                status: if number % 2 == 0 { FindingStatus::Confirmed } else { FindingStatus::New },
                examples: vec!["c0001".into()],
                delays: Vec::new(),
                comments: Vec::new(),
            }
        })
        .collect()
}

fn evidence(element: &MeasuredElement, kind: FindingKind, statement: &str) -> Evidence {
    let n = element.customers;
    let of = |value: f64, low: f64, high: f64| Estimate {
        value: Some(value),
        low: Some(low),
        high: Some(high),
        n,
        denominator: "customers here".into(),
        ..Estimate::default()
    };
    let customers = n as f64;
    Evidence {
        kind,
        statement: statement.into(),
        from: None,
        to: None,
        measured: Estimate::share(n * 38 / 100, n, "customers here"),
        baseline: 0.21,
        baseline_name: "other touchpoints of the stage".into(),
        difference: of(0.17, 0.14, 0.21),
        customers_affected: of(0.17 * customers, 0.14 * customers, 0.21 * customers),
        p: 0.0001,
        p_adjusted: 0.0004,
        threshold_seconds: None,
        operation: "MeasuredMap.cases".into(),
    }
}

/// Moves between touchpoints with these names.
pub fn transitions(names: &[&str]) -> TransitionReport {
    let mut dice = Dice(5);
    let node = |name: &&str| TransitionNode {
        touchpoint: (*name).into(),
        count: 900,
        customers: 800,
        starts: if *name == names[0] { 700 } else { 10 },
        ends: 90,
    };
    let nodes = names.iter().map(node).collect();
    let mut rows: Vec<TransitionRow> = Vec::new();
    for (from, source) in names.iter().enumerate() {
        for (to, target) in names.iter().enumerate() {
            let near = from.abs_diff(to) <= 2;
            let count = (dice.next() * if to == from + 1 { 900.0 } else { 120.0 }) as u64;
            if near && from != to && count > 0 {
                let probability = Estimate::share(count, 1000, "moves out of the source");
                let (source, target) = ((*source).to_string(), (*target).to_string());
                let gap = duration(300.0, count);
                let customers = count * 9 / 10;
                rows.push(TransitionRow {
                    history: Vec::new(),
                    source,
                    target,
                    count,
                    customers,
                    in_probability: Estimate::share(count, 1000, "moves into the target"),
                    probability,
                    customer_share: Estimate::share(customers, 1000, "customers"),
                    share: Estimate::share(count, 10_000, "all traversals"),
                    per_journey: count as f64 / 800.0,
                    gap,
                    deviation_seconds: None,
                });
            }
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    let count = rows.iter().map(|row| row.count).sum();
    TransitionReport { rows, nodes, customers: 800, count, hidden: 0, hidden_count: 0 }
}
