//! What if, by hand.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::*;
use crate::analysis::testing::log;
use crate::log::Columns;

/// Journeys of one letter a second.
fn letters(journeys: &[&str]) -> EventLog {
    let names: Vec<String> = (0..journeys.len()).map(|number| format!("c{number}")).collect();
    let mut events = Vec::new();
    for (name, journey) in names.iter().zip(journeys) {
        events.extend((0..journey.len()).map(|at| (name.as_str(), at as i64, &journey[at..=at])));
    }
    log(&events)
}

/// Moves: start -> a 3, b 1; a -> b 2, a -> a 1, a -> end 2; b -> s 2, b -> a 1. What follows s is not looked at.
fn four() -> EventLog {
    letters(&["abs", "absab", "a", "baa"])
}

fn of(success: &str) -> WhatIf {
    WhatIf::of(success.parse().unwrap())
}

fn near(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?}, expected {expected}");
}

/// Conversion and seconds after a change.
fn after(change: FlowChange) -> (Option<f64>, Option<f64>) {
    let report = four().run(&of("s").change(change)).unwrap();
    (report.conversion.after.value, report.time_seconds.after.value)
}

#[test]
fn before_any_change_the_chain_says_what_was_observed() {
    let report = four().run(&of("s")).unwrap();
    assert_eq!((report.customers, report.succeeded, report.open), (4, 2, 0));
    near(report.conversion.before.value, 0.5);
    near(report.time_seconds.before.value, 1.5);
    let visits: Vec<_> = report.rows.iter().map(|row| (row.touchpoint.as_str(), row.count)).collect();
    assert_eq!(visits, [("a", 5), ("b", 3), ("s", 2)]);
    for (row, expected) in report.rows.iter().zip([1.25, 0.75, 0.5]) {
        near(row.visits.before.value, expected);
        assert_eq!(
            (row.visits.before.value, row.visits.difference.value),
            (row.visits.after.value, Some(0.0))
        );
    }
    let [a, b, s] = &report.rows[..] else { panic!("{report:?}") };
    near(a.probability, 0.4);
    near(b.probability, 0.8);
    assert_eq!((a.drop_off.value, b.drop_off.value, s.drop_off.value), (Some(0.4), Some(0.0), None));
    assert_eq!((s.probability, s.drop_off_after, s.sensitivity), (None, None, None));
    // -1.25 · 0.4 / 0.6 and -0.75 · 0.8 / 1
    near(a.sensitivity, -5.0 / 6.0);
    near(b.sensitivity, -0.6);
    assert_eq!((report.value, report.conversion.before.low), (None, None));
}

#[test]
fn changes_by_hand() {
    // a -> end 0.2, a -> b 8/15, a -> a 4/15: p(b) = 0.88, p(a) = 0.64, and 0.75 · 0.64 + 0.25 · 0.88 = 0.7.
    near(after(FlowChange::drop_off_factor("a", 0.5)).0, 0.7);
    near(after(FlowChange::drop_off_share("a", 0.2)).0, 0.7);
    // a -> b 1/2, a -> a 1/6: p(b) = 5/6, p(a) = 1/2.
    near(after(FlowChange::move_factor("a", "b", 1.25)).0, 7.0 / 12.0);
    // b -> s 1: p(b) = 1, p(a) = 1/2.
    near(after(FlowChange::move_share("b", "s", 1.0)).0, 0.625);
    // 0.5 customers of each come from a to b, in one second so far.
    let slower = after(FlowChange::waiting_factor("b", 3.0));
    near(slower.0, 0.5);
    near(slower.1, 2.5);
    near(after(FlowChange::waiting_span("b", "4s".parse().unwrap())).1, 3.0);
    // Nobody went from b to b: half of those who go on elsewhere do now, in the second that a -> b takes.
    // b -> b 1/2, b -> s 1/3, b -> a 1/6: p(a) = p(b) / 2, p(b) (1/2 - 1/12) = 1/3, so 0.8 and 0.4, as before.
    let around = after(FlowChange::move_share("b", "b", 0.5));
    near(around.0, 0.5);
    near(around.1, 1.5 + 0.75);
}

#[test]
fn several_changes_of_a_touchpoint_are_made_at_once() {
    let both =
        of("s").change(FlowChange::drop_off_share("a", 0.1)).change(FlowChange::move_share("a", "b", 0.8));
    let report = four().run(&both).unwrap();
    // a -> a 0.1: p(a) = 8/9 p(b), p(b) = 2/3 + 8/27 p(b) = 18/19, p(a) = 16/19.
    near(report.conversion.after.value, (0.75 * 16.0 + 0.25 * 18.0) / 19.0);
    near(report.rows[0].drop_off_after, 0.1);
    near(report.rows[0].probability_after, 16.0 / 19.0);
}

#[test]
fn a_lever_is_more_drop_off_than_the_median() {
    let report = four().run(&of("s")).unwrap();
    near(report.median_drop_off, 0.2);
    let [lever] = &report.levers[..] else { panic!("{:?}", report.levers) };
    assert_eq!((lever.touchpoint.as_str(), lever.drop_off), ("a", 0.4));
    near(lever.gain.value, 0.2);
}

#[test]
fn values_are_those_of_events_up_to_success() {
    let csv = "c,t,e,amount\nann,2024-01-01,look,\nann,2024-01-02,buy,30\nann,2024-01-03,buy,500\n\
               bob,2024-01-01,look,2\n";
    let log = EventLog::read_csv_text(csv, &Columns::new("c", "t", "e")).unwrap();
    let question = of("buy").value("amount").change(FlowChange::drop_off_share("look", 0.25));
    let report = log.run(&question).unwrap();
    let value = report.value.unwrap();
    assert_eq!((value.before.value, value.after.value), (Some(16.0), Some(23.5)));
    assert_eq!(value.difference.value, Some(7.5));
    assert_eq!(log.run(&of("buy").value("none")).unwrap_err().code(), "unknown_name");
}

#[test]
fn open_customers_are_left_out() {
    let log = log(&[("a", 0, "x"), ("a", 1, "s"), ("b", 0, "x"), ("c", 90, "x"), ("d", 100, "s")]);
    let report = log.run(&of("s").open_after("20s".parse().unwrap())).unwrap();
    assert_eq!((report.customers, report.succeeded, report.open), (3, 2, 1));
}

#[test]
fn what_cannot_be_is_refused() {
    let refused = |question: WhatIf| match four().run(&question).unwrap_err() {
        Error::InvalidOption { field, .. } => field,
        other => other.code().to_string(),
    };
    let change = |change: FlowChange| refused(of("s").change(change));
    assert_eq!(refused(WhatIf::default()), "success");
    assert_eq!(refused(of("s").open_after("-1s".parse().unwrap())), "open_after");
    assert_eq!(change(FlowChange::drop_off_share("z", 0.5)), "unknown_name");
    assert_eq!(change(FlowChange::drop_off_share("a", 1.5)), "changes[0].share");
    assert_eq!(change(FlowChange::drop_off_share("a", f64::NAN)), "changes[0].share");
    assert_eq!(change(FlowChange::drop_off_factor("a", -1.0)), "changes[0].factor");
    assert_eq!(change(FlowChange::waiting_span("b", "-1s".parse().unwrap())), "changes[0].span");
    assert_eq!(
        change(FlowChange::DropOff { touchpoint: "a".into(), factor: None, share: None }),
        "changes[0]"
    );
    let two = FlowChange::DropOff { touchpoint: "a".into(), factor: Some(1.0), share: Some(0.1) };
    assert_eq!(change(two), "changes[0]");
    // More than all; a drop-off and a move that never were; somewhere only success is; the end of all loops.
    assert_eq!(change(FlowChange::move_factor("a", "b", 3.0)), "changes[0]");
    assert_eq!(change(FlowChange::drop_off_factor("b", 0.5)), "changes[0]");
    assert_eq!(change(FlowChange::move_factor("b", "b", 0.5)), "changes[0]");
    assert_eq!(change(FlowChange::drop_off_share("s", 0.5)), "changes[0]");
    assert_eq!(change(FlowChange::move_share("a", "a", 1.0)), "changes[0]");
    let twice =
        of("s").change(FlowChange::drop_off_share("a", 0.1)).change(FlowChange::drop_off_share("a", 0.2));
    assert_eq!(refused(twice), "changes[1]");
    let many =
        of("s").change(FlowChange::move_share("a", "a", 0.6)).change(FlowChange::move_share("a", "b", 0.6));
    assert_eq!(refused(many), "changes[0]");
}

#[test]
fn nobody_and_nothing_before_success_are_said_plainly() {
    let nobody = log(&[]).run(&of("any")).unwrap();
    assert_eq!((nobody.customers, nobody.conversion.before.value, nobody.median_drop_off), (0, None, None));
    let at_once = letters(&["s", "s"]).run(&of("s")).unwrap();
    assert_eq!((at_once.conversion.after.value, at_once.levers.len()), (Some(1.0), 0));
    let never = letters(&["ab", "s"]).run(&of("a => s")).unwrap();
    assert_eq!((never.conversion.after.value, never.levers.len()), (Some(0.0), 0));
}

#[test]
fn a_simulation_of_the_changed_chain_agrees() {
    // The chain of `four` with half of the drop-off at a: 200,000 walks.
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut unit = || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    let (mut won, mut seconds, walks) = (0, 0, 200_000);
    for _ in 0..walks {
        let mut here = if unit() < 0.75 { 'a' } else { 'b' };
        loop {
            let draw = unit();
            here = match here {
                'a' if draw < 0.2 => break,
                'a' if draw < 0.2 + 4.0 / 15.0 => 'a',
                'a' => 'b',
                _ if draw < 1.0 / 3.0 => 'a',
                _ => 's',
            };
            seconds += 1;
            if here == 's' {
                won += 1;
                break;
            }
        }
    }
    let (conversion, time) = after(FlowChange::drop_off_factor("a", 0.5));
    // Five standard errors: 5 · sqrt(0.7 · 0.3 / 200,000) = 0.005; the time has a standard deviation below 3 s.
    assert!((f64::from(won) / f64::from(walks) - conversion.unwrap()).abs() < 0.005);
    assert!((f64::from(seconds) / f64::from(walks) - time.unwrap()).abs() < 0.034);
}
