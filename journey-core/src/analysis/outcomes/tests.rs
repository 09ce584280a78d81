//! Outcomes by hand.

use super::*;
use crate::analysis::testing::log;

/// Journeys of one letter a second.
fn letters(journeys: &[&str]) -> EventLog {
    let names: Vec<String> = (0..journeys.len()).map(|number| format!("c{number}")).collect();
    let mut events = Vec::new();
    for (name, journey) in names.iter().zip(journeys) {
        events.extend((0..journey.len()).map(|at| (name.as_str(), at as i64, &journey[at..=at])));
    }
    log(&events)
}

fn of(success: &str) -> Outcomes {
    Outcomes::of(success.parse().unwrap())
}

#[test]
fn probabilities_are_those_of_the_absorbing_chain() {
    // a goes to b twice and ends once; b goes to s twice and to a once, and what follows s is not looked at.
    let log = letters(&["abs", "absab", "a", "baa"]);
    let report = log.run(&of("s")).unwrap();
    // Moves: a -> b 2, a -> a 1, a -> end 2; b -> s 2, b -> a 1. So p(a) = 2/5 p(b) + 1/5 p(a), p(b) = 2/3 + 1/3 p(a):
    // p(a) = 0.4, p(b) = 0.8; steps t(a) = 1 + 0.4 t(b) + 0.2 t(a), t(b) = 1 + t(a) / 3: t(a) = 2.1, t(b) = 1.7.
    let found: Vec<_> = report.rows.iter().map(|row| (row.probability, row.steps)).collect();
    for ((p, steps), (expected, expected_steps)) in found.into_iter().zip([(0.4, 2.1), (0.8, 1.7)]) {
        assert!((p - expected).abs() < 1e-12 && (steps - expected_steps).abs() < 1e-12, "{p} {steps}");
    }
    let shares: Vec<_> = report.rows.iter().map(|row| (row.count, row.customers, row.succeeded)).collect();
    assert_eq!(shares, [(5, 4, 2), (3, 3, 2)]);
    // start -> a 3/4, a -> b 2/5, b -> s 2/3: 0.2; start -> b 1/4, b -> s 2/3: 1/6.
    assert_eq!(report.path, ["a", "b"]);
    assert!((report.path_probability.unwrap() - 0.2).abs() < 1e-12);
    assert_eq!(
        (&report.required, &report.dominators),
        (&vec!["a".to_string(), "b".into()], &vec!["b".to_string()])
    );
    assert_eq!(report.loops, [["a", "b"]]);
    assert_eq!((report.customers, report.succeeded), (4, 2));
}

#[test]
fn dominators_come_in_order_and_loops_may_be_one_touchpoint() {
    let report = letters(&["abds", "abds", "acds", "add"]).run(&of("s")).unwrap();
    assert_eq!(report.dominators, ["a", "d"]);
    assert_eq!(report.loops, [["d"]]);
    assert_eq!(report.path, ["a", "b", "d"]);
}

#[test]
fn without_success_or_failure_all_is_said_plainly() {
    let never = letters(&["ab", "s"]).run(&of("a => s | b -> a -> s")).unwrap();
    assert_eq!((never.succeeded, never.path_probability, never.path.len()), (0, None, 0));
    assert!(never.required.is_empty() && never.dominators.is_empty());
    assert!(never.rows.iter().all(|row| row.probability == 0.0));
    let at_once = letters(&["s", "sa"]).run(&of("s")).unwrap();
    assert_eq!((at_once.rows.len(), at_once.path.len(), at_once.path_probability), (0, 0, Some(1.0)));
    let whole = letters(&["ab", "a"]).run(&of("start -> [^b] -> end")).unwrap();
    assert_eq!(whole.succeeded, 1);
    assert_eq!(letters(&["a"]).run(&Outcomes::default()).unwrap_err().code(), "invalid_option");
    assert_eq!(letters(&["a"]).run(&of("z")).unwrap_err().code(), "unknown_name");
    assert_eq!(log(&[]).run(&of("any")).unwrap().customers, 0);
}
