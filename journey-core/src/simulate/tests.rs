use std::sync::{Arc, Mutex};

use super::*;
use crate::log::{ColumnKind, Event, LogBuilder, Shard, Value};
use crate::measure::testing::{map, predicate, touchpoint};
use crate::model::{
    Comparison, CustomerRule, Emotion, EventRule, Kpi, KpiMeasure, KpiScope, Period, Persona, PlannedPath,
    Predicate, RatingScale, Touchpoint,
};
use crate::work::{CancelToken, Work};

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
    let after = |text: &str| text.parse().unwrap();
    for share in [-0.1, 1.0, f64::NAN] {
        let error = refused(Simulate::new(1).returning(share, after("1d"))).to_string();
        assert!(error.contains("returning"), "{error}");
    }
    let error = refused(Simulate::new(1).returning(0.1, after("0s"))).to_string();
    assert!(error.contains("return_after"), "{error}");
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

fn journeys(map: &JourneyMap, options: &Simulate) -> Vec<SimulatedJourney> {
    map.simulation(options).unwrap().journeys(0..options.customers).collect()
}

#[test]
fn a_customer_is_the_same_whoever_else_is_drawn() {
    let map = shop();
    let simulation = map.simulation(&Simulate::new(8)).unwrap();
    let together: Vec<SimulatedJourney> = simulation.journeys(0..50).collect();
    for (customer, journey) in together.iter().enumerate().rev() {
        let customer = customer as u64;
        assert_eq!(simulation.journeys(customer..customer + 1).next().as_ref(), Some(journey));
        assert!(journey.events().is_sorted_by_key(|event| event.time));
    }
    let mut values = Vec::new();
    simulation.values(&together[0], usize::MAX, &mut values);
    assert!(values.iter().all(|value| *value == Value::Missing) && values.len() == 7);
}

#[test]
fn a_large_map_does_not_make_long_journeys() {
    let names: Vec<String> = (0..400).map(|number| format!("t{number}")).collect();
    let mut map =
        map(&[("s", names.iter().map(|name| touchpoint(name)).collect()), ("end", vec![touchpoint("e")])]);
    let path = ["t0", "t1", "e"].map(String::from).to_vec();
    map.planned_paths = vec![PlannedPath { name: "main".into(), touchpoints: path, personas: Vec::new() }];
    let drawn = journeys(&map, &Simulate::new(1).customers(2000));
    let events: Vec<u32> =
        drawn.iter().flat_map(|journey| journey.events()).filter_map(|event| event.touchpoint).collect();
    let mean = events.len() as f64 / 2000.0;
    // Three of the path and 30 · 0.1 beside it, less those that are not reached.
    assert!((3.0..6.5).contains(&mean), "{mean}");
    let seen: std::collections::BTreeSet<u32> = events.into_iter().collect();
    assert!(seen.len() > 395, "{}", seen.len());
}

/// The journeys of each customer, where a customer who comes back does so after more than 25 days.
fn rounds(journey: &SimulatedJourney) -> Vec<&[SimulatedEvent]> {
    journey.events().chunk_by(|one, next| next.time - one.time < 25 * DAY).collect()
}

#[test]
fn the_stated_share_comes_back_after_the_stated_time() {
    let map = shop();
    let options = Simulate::new(6).customers(3000).period("36500d".parse().unwrap());
    let drawn = journeys(&map, &options.clone().returning(0.6, "120d".parse().unwrap()));
    let (mut complete, mut back, mut waits) = (0, 0, Vec::new());
    for rounds in drawn.iter().map(rounds) {
        let is_complete = |round: &&&[SimulatedEvent]| round.iter().any(|event| event.touchpoint >= Some(6));
        complete += rounds.iter().filter(is_complete).count();
        back += rounds.len() - 1;
        waits.extend(rounds.windows(2).map(|pair| pair[1][0].time - pair[0].last().unwrap().time));
    }
    let share = back as f64 / complete as f64;
    assert!((share - 0.6).abs() < 0.02, "{share} of {complete}");
    waits.sort_unstable();
    let median = waits[waits.len() / 2] as f64 / DAY as f64;
    assert!((median - 120.0).abs() < 6.0, "{median}");
    for (once, more) in journeys(&map, &options).iter().zip(&drawn) {
        assert!(more.events().starts_with(once.events()), "the first journey stays as it is");
    }
}

#[test]
fn returning_customers_show_in_retention_and_orders() {
    let mut map = shop();
    map.kpis.push(Kpi {
        id: "back".into(),
        measure: KpiMeasure::RetentionRate { period: Period::Week, after: 3 },
        ..map.kpis[0].clone()
    });
    let retention = |options: &Simulate| {
        let measured = map.measure(&map.simulate(options).unwrap()).unwrap();
        let kpi = measured.everybody().unwrap().kpis.iter().find(|kpi| kpi.id == "back").unwrap();
        kpi.value.value.unwrap()
    };
    let options = Simulate::new(1).customers(1000);
    let returning = options.clone().returning(0.8, "10d".parse().unwrap());
    assert!(retention(&options) < 0.01);
    assert!(retention(&returning) > 0.1);
    let simulation = map.simulation(&returning).unwrap();
    let order = simulation.columns().iter().position(|(name, _)| name == "order").unwrap();
    let (mut orders, mut customers) = (Vec::new(), 0);
    for journey in simulation.journeys(0..1000) {
        let (before, mut values) = (orders.len(), Vec::new());
        for event in 0..journey.events().len() {
            simulation.values(&journey, event, &mut values);
            if let Value::Text(order) = values[order] {
                orders.push(order.to_string());
            }
        }
        customers += usize::from(orders.len() > before);
    }
    let different: std::collections::BTreeSet<&String> = orders.iter().collect();
    assert_eq!(different.len(), orders.len());
    assert!(orders.len() > customers + customers / 4, "{} {customers}", orders.len());
}

#[test]
fn a_log_is_the_journeys_one_after_the_other_on_any_number_of_threads() {
    let map = map(&[("look", vec![touchpoint("ad"), touchpoint("page")]), ("buy", vec![touchpoint("pay")])]);
    let options = Simulate::new(2).customers(40_000);
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    let simulation = map.simulation(&options).unwrap();
    let mut row = 0;
    for journey in simulation.journeys(0..40_000) {
        for event in journey.events() {
            row += 1;
            let (customer, touchpoint) = (&journey.id(), simulation.name(event));
            let (time, end) = (event.time, event.end);
            builder.push(Event { customer, time, touchpoint, end, row, values: &[] }).unwrap();
        }
    }
    let wanted = builder.finish().unwrap().fingerprint();
    for threads in [1, 3] {
        let log = Work::new().threads(threads).run(|| map.simulate(&options)).unwrap();
        assert_eq!(log.fingerprint(), wanted, "{threads} threads");
    }
}

#[test]
fn simulating_tells_how_far_it_is_and_stops() {
    let map = map(&[("s", vec![touchpoint("a"), touchpoint("b")])]);
    let options = Simulate::new(1).customers(70_000);
    let (stop, told) = (CancelToken::new(), Arc::new(Mutex::new(Vec::new())));
    let (token, list) = (stop.clone(), told.clone());
    let work = Work::new().threads(1).cancel(&stop).progress(move |progress| {
        list.lock().unwrap().push((progress.step, progress.done, progress.total));
        token.cancel();
    });
    assert_eq!(work.run(|| map.simulate(&options)).unwrap_err(), Error::Cancelled);
    assert_eq!(*told.lock().unwrap(), [("simulating", 32_768, 70_000)]);
}
