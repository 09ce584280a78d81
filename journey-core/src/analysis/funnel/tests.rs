//! Edge cases of funnels by name.

use super::*;
use crate::analysis::testing::log;

/// Events of one customer from a text such as `A1 B2`, in seconds.
fn journey(text: &str) -> Vec<(&'static str, i64, &str)> {
    text.split(' ').map(|event| ("ann", event[1..].parse().unwrap(), &event[..1])).collect()
}

/// Steps that the customer passes of A, B, C, D; every step is in the log.
fn level(text: &str, within: Option<i64>, mode: FunnelMode) -> u64 {
    let mut events = journey(text);
    events.extend([("zoe", 0, "D"), ("zoe", 1, "C"), ("zoe", 2, "B")]);
    let mut funnel = Funnel::new(["A", "B", "C", "D"]).mode(mode);
    funnel.within = within.map(|seconds| TimeSpan::from_micros(seconds * 1_000_000));
    log(&events).run(&funnel).unwrap().rows.iter().map(|row| row.customers).sum()
}

#[test]
fn semantics_probes_of_clickhouse() {
    use FunnelMode::{Default, StrictDeduplication, StrictIncrease, StrictOrder};
    let cases = [
        ("A1 B2 C3 B4 D5", None, Default, 4),
        ("A1 B2 C3 B4 D5", None, StrictDeduplication, 3),
        ("A1 B2 D3 C4", None, Default, 3),
        ("A1 B2 D3 C4", None, StrictOrder, 2),
        ("A1 x2 B3 C4 D5", None, Default, 4),
        ("A1 x2 B3 C4 D5", None, StrictOrder, 1),
        ("D1 C1 B1 A1", None, Default, 4),
        ("D1 C1 B1 A1", None, StrictIncrease, 1),
        ("A1 B2 C3 D6", Some(5), Default, 4),
        ("A1 B2 C3 D7", Some(5), Default, 3),
        ("A0 A9 B10 C11 D12", Some(5), Default, 4),
        ("B1 A2 C3 D4", None, Default, 1),
    ];
    for (events, within, mode, expected) in cases {
        assert_eq!(level(events, within, mode), expected, "{events} {mode:?}");
    }
}

#[test]
fn a_repeated_step_needs_a_second_event() {
    let funnel = Funnel::new(["A", "A", "B"]);
    let level = |text: &str| {
        let mut events = journey(text);
        events.push(("zoe", 0, "B"));
        log(&events).run(&funnel).unwrap().rows.iter().map(|row| row.customers).sum::<u64>()
    };
    assert_eq!(level("A1 B2"), 1);
    assert_eq!(level("A1 A2 B3"), 3);
    assert_eq!(level("A1 A1 B1"), 3);
    assert_eq!(level("B1 A1"), 1);
}

#[test]
fn equal_times_match_any_order_once_each() {
    let funnel = Funnel::new(["A", "B", "A"]);
    let customers = |text: &str| {
        let events = journey(text);
        log(&events).run(&funnel).unwrap().rows.iter().map(|row| row.customers).collect::<Vec<_>>()
    };
    assert_eq!(customers("A1 A1 B1"), [1, 1, 1]);
    assert_eq!(customers("A1 B1"), [1, 1, 0]);
}

#[test]
fn open_customers_are_left_out_of_denominators() {
    // The data end at 100. Window 10: bob's is over, cem's is not, dan converts, eve is open at the second step.
    let events = [
        ("bob", 0, "A"),
        ("cem", 95, "A"),
        ("dan", 1, "A"),
        ("dan", 2, "B"),
        ("dan", 3, "C"),
        ("eve", 91, "A"),
        ("eve", 93, "B"),
        ("fay", 90, "A"),
        ("zoe", 100, "x"),
    ];
    let funnel = Funnel::new(["A", "B", "C"]).within(TimeSpan::from_micros(10_000_000));
    let report = log(&events).run(&funnel).unwrap();
    let rows: Vec<_> = report.rows.iter().map(|row| (row.customers, row.dropped, row.open)).collect();
    assert_eq!(rows, [(5, 2, 1), (2, 0, 1), (1, 0, 0)]);
    let shares: Vec<_> = report.rows.iter().map(|row| (row.share.n, row.conversion.n)).collect();
    assert_eq!(shares, [(5, 0), (4, 4), (3, 1)]);
    assert_eq!(report.rows[0].conversion.value, None);
    assert_eq!((report.converted, report.dropped, report.open), (1, 2, 2));
    assert_eq!((report.conversion.value, report.customers), (Some(1.0 / 3.0), 6));
}

#[test]
fn without_a_window_nobody_is_open_and_a_stopped_customer_neither() {
    let events = [("ann", 0, "A"), ("ann", 5, "x"), ("bob", 5, "B")];
    let report = log(&events).run(&Funnel::new(["A", "B"])).unwrap();
    assert_eq!((report.open, report.dropped), (0, 1));
    let strict = Funnel::new(["A", "B"]).within(TimeSpan::from_micros(1_000_000_000));
    assert_eq!(log(&events).run(&strict).unwrap().open, 1);
    assert_eq!(log(&events).run(&strict.mode(FunnelMode::StrictOrder)).unwrap().open, 0);
}

#[test]
fn times_are_those_of_the_chain_that_got_there_first() {
    let events = journey("A0 B1 A2 B3 B4 C9 A20 B21 C22");
    let report = log(&events).run(&Funnel::new(["A", "B", "C"])).unwrap();
    let seconds: Vec<_> = report
        .rows
        .iter()
        .map(|row| (row.time_from_previous.mean_seconds, row.time_from_first.mean_seconds))
        .collect();
    assert_eq!(seconds, [(None, None), (Some(1.0), Some(1.0)), (Some(6.0), Some(7.0))]);
    assert_eq!(report.time.mean_seconds, Some(7.0));
}

#[test]
fn sixty_four_steps_and_more_work() {
    let names: Vec<String> = (0..200).map(|i| format!("t{i:03}")).collect();
    let events: Vec<_> = names.iter().enumerate().map(|(i, name)| ("ann", i as i64, name.as_str())).collect();
    let report = log(&events).run(&Funnel::new(names.clone())).unwrap();
    assert_eq!((report.converted, report.rows.len()), (1, 200));
    assert_eq!(report.time.mean_seconds, Some(199.0));
}

#[test]
fn bad_options_are_refused() {
    let log = log(&[("ann", 0, "cart")]);
    let code = |funnel: Funnel| log.run(&funnel).unwrap_err().code();
    assert_eq!(code(Funnel::default()), "invalid_option");
    assert_eq!(code(Funnel::new(["chart"])), "unknown_name");
    assert_eq!(code(Funnel::new(["cart"]).within(TimeSpan::from_micros(-1))), "invalid_option");
    assert_eq!(code(Funnel::new(vec!["cart"; 257])), "invalid_option");
    assert!(serde_json::from_str::<Funnel>(r#"{"steps": ["a"], "within": 7}"#).is_err());
    let funnel: Funnel =
        serde_json::from_str(r#"{"steps": ["a"], "within": "7d", "mode": "strict_order"}"#).unwrap();
    assert_eq!(funnel, Funnel::new(["a"]).within("7d".parse().unwrap()).mode(FunnelMode::StrictOrder));
}

#[test]
fn a_step_that_nobody_passes_after_the_first() {
    let report = log(&[("ann", 0, "B"), ("ann", 1, "A")]).run(&Funnel::new(["A", "B"])).unwrap();
    assert_eq!((report.rows[1].customers, report.rows[1].conversion.value), (0, Some(0.0)));
    let none = log(&[("ann", 0, "B")]).filter(|_| false).run(&Funnel::new(["B"])).unwrap();
    assert_eq!((none.rows[0].share.value, none.conversion.value), (None, None));
}
