use super::*;
use crate::log::{ColumnKind, Shard};
use crate::measure::testing::{map, predicate, touchpoint};
use crate::model::{
    Comparison, CustomerRule, Emotion, EventRule, Kpi, KpiMeasure, KpiScope, Persona, PlannedPath, Predicate,
    RatingScale, Touchpoint,
};

/// A shop with rules of every kind, two personas, ratings and KPIs.
pub(crate) fn shop() -> JourneyMap {
    let with = |id: &str, rule: EventRule| Touchpoint { rule: Some(rule), ..touchpoint(id) };
    let glob = |pattern: &str| {
        EventRule::Is(Predicate::Glob { column: "touchpoint".into(), pattern: pattern.into() })
    };
    let large = Comparison { column: "items".into(), at_least: Some(3.0.into()), ..Comparison::default() };
    let cart = EventRule::Is(predicate("touchpoint", "cart"));
    let big_cart = EventRule::All(vec![cart.clone(), EventRule::Is(Predicate::Compare(large))]);
    let mut pay = touchpoint("pay");
    pay.target_waiting_time = Some("2h".parse().unwrap());
    pay.emotions = vec![
        Emotion { valence: 1.0, name: None, persona: None },
        Emotion { valence: -0.5, name: None, persona: Some("new".into()) },
    ];
    let mut map = map(&[
        ("look", vec![touchpoint("ad"), with("pages", glob("/p/*")), touchpoint("search")]),
        ("choose", vec![with("big_cart", big_cart), with("cart", cart), touchpoint("terms")]),
        ("buy", vec![pay, touchpoint("thanks")]),
    ]);
    map.rating = Some(RatingScale { column: "stars".into(), min: 1.0, max: 5.0 });
    map.personas = ["new", "loyal"]
        .map(|id| Persona {
            id: id.into(),
            name: id.into(),
            rule: Some(CustomerRule::First(predicate("segment", id))),
            ..Persona::default()
        })
        .to_vec();
    let path = ["ad", "pages", "search", "cart", "terms", "pay", "thanks"].map(String::from).to_vec();
    map.planned_paths = vec![PlannedPath { name: "main".into(), touchpoints: path, personas: Vec::new() }];
    let kpi = |id: &str, measure: KpiMeasure| Kpi {
        id: id.into(),
        name: id.into(),
        measure,
        scope: KpiScope::Map,
        target: None,
        direction: None,
    };
    map.kpis = vec![
        kpi("nps", KpiMeasure::Nps { column: "recommend".into(), weight: Some("weight".into()) }),
        kpi("aov", KpiMeasure::AverageOrderValue { column: "amount".into(), order: Some("order".into()) }),
    ];
    map
}

#[test]
fn the_same_seed_gives_the_same_log_however_it_is_laid_out() {
    let map = shop();
    let log = |seed, shards| {
        let options = Simulate { shards, ..Simulate::new(seed).customers(300) };
        map.simulate(&options).unwrap().fingerprint()
    };
    assert_eq!(log(5, Some(1)), log(5, Some(64)));
    assert_ne!(log(5, None), log(6, None));
}

#[test]
fn simulated_events_satisfy_the_rules_of_the_map() {
    let map = shop();
    let log = map.simulate(&Simulate::new(1).customers(2000)).unwrap();
    assert_eq!(log.customers(), 2000);
    let coverage = map.bind(&log).unwrap().coverage;
    assert!(coverage.unseen_touchpoints.is_empty(), "{:?}", coverage.unseen_touchpoints);
    let stray = coverage.unbound_events as f64 / log.events() as f64;
    assert!((0.005..0.05).contains(&stray), "{stray}");
    assert_eq!(coverage.personas.several, 0);
    let share = coverage.personas.one as f64 / 2000.0;
    assert!((0.86..0.94).contains(&share), "{share}");
    let kinds: Vec<(String, ColumnKind)> =
        log.columns().into_iter().map(|column| (column.name, column.kind)).collect();
    let wanted = [
        ("amount", ColumnKind::Number),
        ("items", ColumnKind::Number),
        ("order", ColumnKind::Dictionary),
        ("recommend", ColumnKind::Number),
        ("segment", ColumnKind::Dictionary),
        ("stars", ColumnKind::Number),
        ("weight", ColumnKind::Number),
    ];
    assert_eq!(kinds, wanted.map(|(name, kind)| (name.to_string(), kind)));
}

#[test]
fn ratings_scatter_around_what_the_map_expects() {
    let map = shop();
    let bound = map.bind(&map.simulate(&Simulate::new(2).customers(4000)).unwrap()).unwrap();
    let pay = bound.log.touchpoint_code("pay").unwrap();
    let stars = bound.log.number_column("stars", "stars").unwrap();
    let mean = |persona: &str| {
        let log = bound.persona(persona).unwrap();
        let mut ratings = Vec::new();
        for journey in log.shards().iter().flat_map(Shard::journeys) {
            let pairs = journey.touchpoints().iter().zip(journey.numbers(stars));
            ratings.extend(pairs.filter(|(code, x)| **code == pay && !x.is_nan()).map(|(_, x)| *x));
        }
        assert!(ratings.iter().all(|x| (1.0..=5.0).contains(x) && x.fract() == 0.0));
        ratings.iter().sum::<f64>() / ratings.len() as f64
    };
    // -0.5 and +1 on the scale from -2 to +2 are 2.5 and 4 stars.
    assert!((mean("new") - 2.5).abs() < 0.15, "{}", mean("new"));
    assert!((mean("loyal") - 4.0).abs() < 0.15, "{}", mean("loyal"));
}

#[test]
fn personas_that_must_or_must_not_visit_do_so() {
    let mut map = shop();
    map.personas[0].rule = Some(CustomerRule::All(vec![
        CustomerRule::Visited { touchpoint: "search".into(), at_least: 2 },
        CustomerRule::Not(Box::new(CustomerRule::Visited { touchpoint: "terms".into(), at_least: 1 })),
    ]));
    let bound = map.bind(&map.simulate(&Simulate::new(3).customers(1000)).unwrap()).unwrap();
    let share = bound.persona("new").unwrap().customers() as f64 / 1000.0;
    assert!((0.3..0.7).contains(&share), "{share}");
}

#[test]
fn a_rule_that_cannot_be_satisfied_is_named() {
    let mut map = map(&[("s", vec![touchpoint("a"), touchpoint("b")])]);
    map.stages[0].touchpoints[1].rule = Some(EventRule::Is(predicate("touchpoint", "a")));
    let error = map.simulate(&Simulate::new(1)).unwrap_err().to_string();
    assert!(error.contains("stages[0].touchpoints[1].rule"), "{error}");
    map.stages[0].touchpoints[1].rule =
        Some(EventRule::Is(Predicate::Glob { column: "customer".into(), pattern: "x*".into() }));
    assert!(map.simulate(&Simulate::new(1)).is_err());
}

#[test]
fn options_and_faults_out_of_range_are_refused() {
    let map = shop();
    let refused = |options: Simulate| map.simulate(&options).unwrap_err();
    assert_eq!(refused(Simulate::new(1).customers(0)).code(), "invalid_option");
    assert_eq!(refused(Simulate::new(1).period("0s".parse().unwrap())).code(), "invalid_option");
    let losing = |touchpoint: &str, share| Fault::LosesCustomers { touchpoint: touchpoint.into(), share };
    let error = refused(Simulate::new(1).fault(losing("pay", f64::NAN))).to_string();
    assert!(error.contains("faults[0].loses_customers.share"), "{error}");
    assert_eq!(refused(Simulate::new(1).fault(losing("pai", 0.1))).code(), "unknown_name");
    let nobody = Fault::Annoys { touchpoint: "pay".into(), persona: "nobody".into(), by: 1.0 };
    assert_eq!(refused(Simulate::new(1).fault(nobody)).code(), "unknown_name");
    let empty = JourneyMap { format: 1, name: "Empty".into(), ..JourneyMap::default() };
    assert_eq!(empty.simulate(&Simulate::new(1)).unwrap_err().code(), "invalid_option");
}

#[test]
fn a_losing_touchpoint_ends_more_journeys() {
    let map = shop();
    let ends_at = |options: &Simulate| {
        let bound = map.bind(&map.simulate(options).unwrap()).unwrap();
        let terms = bound.log.touchpoint_code("terms").unwrap();
        let journeys = bound.log.shards().iter().flat_map(Shard::journeys);
        journeys.filter(|journey| journey.touchpoints().last() == Some(&terms)).count()
    };
    let options = Simulate::new(4).customers(1000);
    let fault = Fault::LosesCustomers { touchpoint: "terms".into(), share: 0.5 };
    let (before, after) = (ends_at(&options), ends_at(&options.clone().fault(fault)));
    assert!(after > 2 * before, "{before} {after}");
}
