//! Every number of a measured map, computed by hand on four customers.

mod emotions;
mod findings;
mod kpis;

use super::testing::{map, push, touchpoint};
use super::*;
use crate::EventLog;
use crate::analysis::{EngagedAmong, Engagement};
use crate::log::{LogBuilder, LogOptions, Value};
use crate::model::{
    CesForm, CustomerRule, Direction, Emotion, JourneyMap, Kpi, KpiMeasure, KpiScope, KpiTarget, Period,
    Persona, RatingScale, Scope, Statistic,
};

const DAY: i64 = 86_400;

/// One event: customer, time, end, raw name, stars, score, amount, order.
type Row = (&'static str, i64, Option<i64>, &'static str, [Option<f64>; 3], Option<&'static str>);

/// Ann pays; Bob goes back and leaves after a day; Cem leaves at the cart; Dan has only just come.
const ROWS: [Row; 12] = [
    ("ann", 0, Some(10), "ad", [None, None, None], None),
    ("ann", 60, Some(100), "page", [Some(5.0), None, None], None),
    ("ann", 200, None, "cart", [None, None, Some(10.0)], Some("o1")),
    ("ann", 260, Some(300), "pay", [Some(1.0), Some(10.0), Some(30.0)], Some("o1")),
    ("bob", 0, None, "ad", [None, None, None], None),
    ("bob", 100, None, "page", [Some(3.0), Some(0.0), None], None),
    ("bob", 200, None, "ad", [None, None, None], None),
    ("bob", DAY + 100, None, "page", [None, None, None], None),
    ("cem", 50, None, "page", [None, None, None], None),
    ("cem", 80, None, "page", [None, Some(9.0), None], None),
    ("cem", 100, None, "cart", [Some(7.0), Some(11.0), Some(12.0)], Some("o2")),
    ("dan", 100 * DAY, None, "page", [None, None, None], None),
];

fn log_of(order: &[usize], shards: usize) -> EventLog {
    let options = LogOptions { shards: Some(shards), ..LogOptions::default() };
    let columns = ["stars", "score", "amount", "order"].map(|name| (name.to_string(), None)).to_vec();
    let mut builder = LogBuilder::new(options, columns);
    for &row in order {
        let (customer, time, end, name, numbers, order) = ROWS[row];
        let mut values = numbers.map(|x| x.map_or(Value::Missing, Value::Number)).to_vec();
        values.push(order.map_or(Value::Missing, Value::Text));
        push(&mut builder, row, (customer, time, end, name), &values);
    }
    builder.finish().unwrap()
}

fn log() -> EventLog {
    log_of(&(0..12).collect::<Vec<_>>(), 1)
}

fn shop() -> JourneyMap {
    let spot = |id: &str, owner: &str, channel: &str| crate::model::Touchpoint {
        owner: Some(owner.into()),
        channel: Some(channel.into()),
        ..touchpoint(id)
    };
    let mut page = spot("page", "web team", "web");
    page.emotions = vec![
        Emotion { valence: 0.5, name: None, persona: None },
        Emotion { valence: -1.0, name: None, persona: Some("payer".into()) },
    ];
    let mut map = map(&[
        ("look", vec![spot("ad", "marketing", "mail"), page]),
        ("buy", vec![spot("cart", "web team", "web"), spot("pay", "finance", "web")]),
    ]);
    map.scope = Some(Scope { from: None, to: Some("pay".into()) });
    map.rating = Some(RatingScale { column: "stars".into(), min: 1.0, max: 5.0 });
    map.personas = vec![Persona {
        id: "payer".into(),
        name: "Payer".into(),
        rule: Some(CustomerRule::Visited { touchpoint: "pay".into(), at_least: 1 }),
        ..Persona::default()
    }];
    map
}

fn kpi(id: &str, measure: KpiMeasure) -> Kpi {
    Kpi { id: id.into(), name: id.into(), measure, scope: KpiScope::Map, target: None, direction: None }
}

fn measured_with(kpis: Vec<Kpi>) -> MeasuredMap {
    let map = JourneyMap { kpis, ..shop() };
    map.measure(&log()).unwrap()
}

#[test]
fn journeys_are_completed_open_or_lost() {
    let measured = measured_with(vec![]);
    let view = measured.everybody().unwrap();
    assert_eq!((view.customers, view.events), (4, 12));
    assert_eq!((view.completed, view.open, view.lost), (1, 1, 2));
    assert_eq!((view.completion.value, view.completion.n), (Some(1.0 / 3.0), 3));
    let payer = measured.view("payer").unwrap();
    assert_eq!((payer.customers, payer.events, payer.completed), (1, 4, 1));
    assert_eq!(payer.name, "Payer");
    assert_eq!(measured.coverage.personas, PersonaCoverage { none: 3, one: 1, several: 0 });
}

#[test]
fn touchpoints_have_their_customers_moves_and_ends() {
    let measured = measured_with(vec![]);
    let view = measured.everybody().unwrap();
    let counts = |id: &str| {
        let here = view.touchpoint(id).unwrap();
        (here.customers, here.events, here.visits, here.dropped, here.open, here.backward, here.handoffs)
    };
    assert_eq!(counts("ad"), (2, 3, 3, 0, 0, 1, 1));
    assert_eq!(counts("page"), (4, 6, 5, 1, 1, 0, 3));
    assert_eq!(counts("cart"), (2, 2, 2, 1, 0, 0, 0));
    assert_eq!(counts("pay"), (1, 1, 1, 0, 0, 0, 1));
    let share = |estimate: &crate::analysis::Estimate| (estimate.value, estimate.n);
    let of = |id: &str| view.touchpoint(id).unwrap();
    assert_eq!(share(&of("ad").share), (Some(0.5), 4));
    assert_eq!(share(&of("ad").conversion), (Some(1.0), 2));
    // Ann and Cem went on to the cart, Bob did not, and Dan has come too late to know.
    assert_eq!(share(&of("page").conversion), (Some(2.0 / 3.0), 3));
    assert_eq!(share(&of("page").drop_off), (Some(1.0 / 3.0), 3));
    assert_eq!(share(&of("cart").conversion), (Some(0.5), 2));
    assert_eq!(share(&of("cart").drop_off), (Some(0.5), 2));
    assert_eq!(share(&of("pay").conversion), (None, 0));
    // Who is at the end of the scope cannot leave before it.
    assert_eq!(share(&of("pay").drop_off), (None, 0));
    assert_eq!(share(&of("page").interactions_per_customer), (Some(1.5), 4));
    assert_eq!(of("page").rows, [2, 6, 8, 9, 10]);
    assert_eq!((of("page").stage.as_str(), of("page").kind), ("look", ElementKind::Touchpoint));
}

#[test]
fn starts_too_late_to_know_count_in_no_rate() {
    let rows: [(&str, i64, &str); 10] = [
        ("pays", 0, "page"),
        ("pays", 1, "cart"),
        ("pays", 2, "pay"),
        ("leaves", 0, "page"),
        ("pays late", 90, "page"),
        ("pays late", 91, "cart"),
        ("pays late", 92, "pay"),
        ("may pay", 65, "page"),
        ("may pay", 80, "cart"),
        ("has come", 100, "page"),
    ];
    let rows: Vec<testing::Row<'_>> =
        rows.iter().map(|&(customer, day, name)| (customer, day * DAY, name, [].as_slice())).collect();
    let here = Kpi { scope: KpiScope::Touchpoint("page".into()), ..kpi("here", KpiMeasure::DropOffRate {}) };
    let kpis = vec![here, kpi("all", KpiMeasure::DropOffRate {})];
    let measured = JourneyMap { kpis, ..shop() }.measure(&testing::log(&[], &rows)).unwrap();
    let view = measured.everybody().unwrap();
    assert_eq!((view.completed, view.open, view.lost), (2, 2, 1));
    let share = |estimate: &crate::analysis::Estimate| (estimate.value, estimate.n);
    // Who began after day 70 counts nowhere, not even with what is known.
    assert_eq!(share(&view.completion), (Some(0.5), 2));
    for page in [view.touchpoint("page").unwrap(), view.stage("look").unwrap()] {
        assert_eq!((page.customers, page.dropped, page.open), (5, 1, 1));
        assert_eq!(share(&page.conversion), (Some(2.0 / 3.0), 3));
        assert_eq!(share(&page.drop_off), (Some(1.0 / 3.0), 3));
    }
    let cart = view.touchpoint("cart").unwrap();
    assert_eq!((cart.customers, cart.open), (3, 1));
    assert_eq!((share(&cart.conversion), share(&cart.drop_off)), ((Some(1.0), 1), (Some(0.0), 1)));
    let kpi = |id: &str| share(&view.kpi(id).unwrap().value);
    assert_eq!((kpi("here"), kpi("all")), ((Some(1.0 / 3.0), 3), (Some(0.5), 2)));
}

#[test]
fn stages_are_measured_as_wholes() {
    let measured = measured_with(vec![]);
    let view = measured.everybody().unwrap();
    let look = view.stage("look").unwrap();
    assert_eq!((look.customers, look.events, look.visits, look.backward, look.handoffs), (4, 9, 4, 0, 4));
    assert_eq!((look.conversion.value, look.conversion.n), (Some(2.0 / 3.0), 3));
    assert_eq!((look.drop_off.value, look.dropped, look.open), (Some(1.0 / 3.0), 1, 1));
    // Ann 100 s, Bob a day and 100 s, Cem 30 s; Dan's single event has no length.
    assert_eq!((look.time_spent.n, look.time_spent.median_seconds), (3, Some(100.0)));
    assert_eq!((look.waiting_time.n, look.expected_emotion), (0, Some(0.5)));
    let buy = view.stage("buy").unwrap();
    assert_eq!((buy.conversion.value, buy.waiting_time.n), (None, 2));
    // Ann waited from 100 to 200, Cem from 80 to 100.
    assert_eq!(buy.waiting_time.mean_seconds, Some(60.0));
    assert_eq!(buy.rows, [3, 4, 11]);
}

#[test]
fn times_begin_and_end_with_visits() {
    let measured = measured_with(vec![]);
    let of = |id: &str| measured.everybody().unwrap().touchpoint(id).unwrap().clone();
    let spent = |id: &str| (of(id).time_spent.n, of(id).time_spent.mean_seconds);
    let waited = |id: &str| (of(id).waiting_time.n, of(id).waiting_time.mean_seconds);
    assert_eq!((spent("ad"), spent("page")), ((1, Some(10.0)), (2, Some(35.0))));
    assert_eq!((spent("cart"), spent("pay")), ((0, None), (1, Some(40.0))));
    assert_eq!((waited("ad"), waited("cart")), ((1, Some(100.0)), (2, Some(60.0))));
    // Ann 50 s, Bob 100 s and a day less 100 s.
    assert_eq!(waited("page"), (3, Some((50 + 100 + DAY - 100) as f64 / 3.0)));
    assert_eq!(waited("pay"), (1, Some(60.0)));
}

#[test]
fn ratings_become_emotions_and_those_off_the_scale_are_counted() {
    let measured = measured_with(vec![]);
    let of = |id: &str| measured.everybody().unwrap().touchpoint(id).unwrap().clone();
    assert_eq!((of("page").rating.value, of("page").rating.n), (Some(4.0), 2));
    assert_eq!((of("page").emotion.value, of("page").expected_emotion), (Some(1.0), Some(0.5)));
    assert_eq!((of("pay").emotion.value, of("pay").emotion.low), (Some(-2.0), None));
    assert_eq!((of("cart").rating.value, of("cart").out_of_scale), (None, 1));
    let payer = measured.view("payer").unwrap().touchpoint("page").unwrap();
    assert_eq!((payer.emotion.value, payer.expected_emotion), (Some(2.0), Some(-1.0)));
    let look = measured.everybody().unwrap().stage("look").unwrap();
    assert_eq!((look.rating.value, look.emotion.n), (Some(4.0), 2));
}

#[test]
fn channels_come_from_the_map_unless_the_log_has_them() {
    let measured = measured_with(vec![]);
    let view = measured.everybody().unwrap();
    let web = |count| vec![ChannelCount { channel: "web".into(), count }];
    assert_eq!(view.touchpoint("page").unwrap().channels, web(6));
    let look = &view.stage("look").unwrap().channels;
    assert_eq!(look[0], web(6)[0]);
    assert_eq!((look[1].channel.as_str(), look[1].count), ("mail", 3));
    let log = testing::log(
        &["channel"],
        &[("a", 0, "page", &[Value::Text("app")]), ("a", 1, "page", &[Value::Missing])],
    );
    let measured = shop().measure(&log).unwrap();
    let page = measured.everybody().unwrap().touchpoint("page").unwrap();
    assert_eq!(page.channels, [ChannelCount { channel: "app".into(), count: 1 }]);
    assert_eq!(measured.coverage.missing_columns, ["stars"]);
}

#[test]
fn moves_between_owners_are_handoffs() {
    let measured = measured_with(vec![]);
    let rows: Vec<_> = measured.everybody().unwrap().handoffs.iter().collect();
    let row = |i: usize| (rows[i].source.as_str(), rows[i].target.as_str(), rows[i].count, rows[i].customers);
    assert_eq!(rows.len(), 3);
    assert_eq!(row(0), ("marketing", "web team", 3, 2));
    assert_eq!(row(1), ("web team", "marketing", 1, 1));
    assert_eq!(row(2), ("web team", "finance", 1, 1));
    assert_eq!(rows[0].waiting_time.median_seconds, Some(100.0));
}

#[test]
fn provenance_says_where_the_numbers_come_from() {
    let measured = shop().measure_with(&log(), &Measure::new().open_within("10d".parse().unwrap())).unwrap();
    let provenance = &measured.provenance;
    assert_eq!((provenance.operation.as_str(), provenance.events, provenance.customers), ("measure", 12, 4));
    assert_eq!(provenance.fingerprint, log().fingerprint());
    assert_eq!(
        provenance.options,
        r#"{"open_within":"10d","min_sample":30,"findings":20,"value":null,"support_within":"7d","hours":null}"#
    );
    assert_eq!(provenance.to.unwrap().as_second(), 100 * DAY);
    assert_eq!(provenance.open_after.unwrap().as_second(), 90 * DAY);
}

#[test]
fn nothing_to_measure_is_no_error() {
    for rows in [&ROWS[..0], &ROWS[..1]] {
        let order: Vec<usize> = (0..rows.len()).collect();
        for map in [shop(), map(&[("one", vec![touchpoint("ad")])]), map(&[("one", vec![])]), map(&[])] {
            let measured = map.measure(&log_of(&order, 1)).unwrap();
            let view = measured.everybody().unwrap();
            assert_eq!(view.completed + view.open + view.lost, view.customers);
            assert!(measured.pain_points.is_empty());
            let text = measured.to_json().unwrap();
            assert_eq!(MeasuredMap::from_json(&text).unwrap(), measured);
        }
    }
    let measured = shop().measure(&log_of(&[], 1)).unwrap();
    let ad = measured.everybody().unwrap().touchpoint("ad").unwrap();
    assert_eq!((ad.share.value, ad.time_spent.median_seconds, ad.emotion.value), (None, None, None));
    assert_eq!(measured.provenance.from, None);
}

#[test]
fn shards_threads_and_the_order_of_rows_do_not_matter() {
    let map = JourneyMap {
        kpis: vec![kpi("nps", KpiMeasure::Nps { column: "score".into(), weight: None })],
        ..shop()
    };
    let whole = map.measure(&log()).unwrap();
    let forwards: Vec<usize> = (0..12).collect();
    let backwards: Vec<usize> = (0..12).rev().collect();
    for (order, shards, threads) in [(&forwards, 7, 1), (&forwards, 64, 2), (&backwards, 7, 2)] {
        let log = log_of(order, shards);
        let measured = crate::work::Work::new().threads(threads).run(|| map.measure(&log)).unwrap();
        assert_eq!(measured, whole);
    }
}

#[test]
fn summaries_survive_a_trip_through_json() {
    use crate::analysis::Analysis;
    let map = JourneyMap {
        kpis: vec![kpi("nps", KpiMeasure::Nps { column: "score".into(), weight: None })],
        ..shop()
    };
    let options = Measure::default();
    let measuring = Measuring { map: &map, options: &options };
    let log = log_of(&(0..12).collect::<Vec<_>>(), 3);
    let plan = measuring.plan(&log).unwrap();
    let mut total = MeasureSummary::default();
    for shard in log.shards() {
        let mut summary = MeasureSummary::default();
        measuring.observe(&plan, shard, &mut summary);
        let text = serde_json::to_string(&summary).unwrap();
        measuring.merge(&mut total, serde_json::from_str(&text).unwrap());
    }
    assert_eq!(measuring.finish(&plan, &mut total).unwrap(), map.measure(&log).unwrap());
}

#[test]
fn numbers_are_traced_to_their_definition_and_rows() {
    let measured = measured_with(vec![kpi("nps", KpiMeasure::Nps { column: "score".into(), weight: None })]);
    let trace = measured.trace("touchpoints.page.drop_off").unwrap();
    assert_eq!((trace.value, trace.n, trace.rows.as_slice()), (Some(1.0 / 3.0), 3, &[2, 6, 8, 9, 10][..]));
    assert_eq!((trace.operation.as_str(), trace.fingerprint), ("measure", log().fingerprint()));
    assert_eq!(measured.trace("personas.payer.stages.look.customers").unwrap().value, Some(1.0));
    assert_eq!(measured.trace("kpis.nps").unwrap().rows, [4, 6, 10, 11]);
    assert_eq!(measured.trace("completion").unwrap().n, 3);
    for wrong in [
        "",
        "touchpoints.page",
        "touchpoints.page.colour",
        "personas.nobody.open",
        "kpis.csat",
        "stages..",
        ".",
    ] {
        assert_eq!(measured.trace(wrong), None, "{wrong}");
    }
    let json = serde_json::to_value(measured.everybody().unwrap().touchpoint("page").unwrap()).unwrap();
    let not_numbers = ["kind", "id", "stage", "channels", "expected_emotion", "rows"];
    for field in json.as_object().unwrap().keys().filter(|field| !not_numbers.contains(&field.as_str())) {
        assert!(measured.trace(&format!("touchpoints.page.{field}")).is_some(), "{field}");
    }
}
