//! Tests of survival and of Cox's model on small logs.

use super::*;
use crate::analysis::testing::log;
use crate::log::Columns;

fn span(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * 1_000_000)
}

fn until(end: &str) -> Survival {
    Survival::until(end.parse().unwrap())
}

/// (seconds, at risk, events, censored, share) of everybody.
fn curve(report: &SurvivalReport) -> Vec<(f64, u64, u64, u64, f64)> {
    let rows = report.rows.iter().filter(|row| row.group.is_none());
    rows.map(|row| (row.seconds, row.at_risk, row.events, row.censored, row.share.value.unwrap())).collect()
}

/// Ann buys after 10 s, bob after 30 s, cem leaves after 5 s, dan is seen for 20 s; the data end at 100 s.
const EVENTS: [(&str, i64, &str); 8] = [
    ("ann", 0, "visit"),
    ("ann", 10, "buy"),
    ("bob", 10, "visit"),
    ("bob", 40, "buy"),
    ("cem", 50, "visit"),
    ("cem", 55, "leave"),
    ("dan", 80, "visit"),
    ("dan", 100, "visit"),
];

#[test]
fn customers_count_as_long_as_they_are_seen() {
    let report = log(&EVENTS).run(&until("buy")).unwrap();
    // Cem is seen for 50 seconds, dan for 20.
    let expected =
        [(0.0, 4, 0, 0, 1.0), (10.0, 4, 1, 0, 0.75), (30.0, 2, 1, 1, 0.375), (50.0, 1, 0, 1, 0.375)];
    assert_eq!(curve(&report), expected);
    let everybody = &report.groups[0];
    assert_eq!((everybody.customers, everybody.events, everybody.censored), (4, 2, 2));
    let times: Vec<_> = everybody.quantiles.iter().map(|quantile| quantile.seconds).collect();
    assert_eq!(times, [Some(10.0), Some(30.0), None]);
    // By hand: 10 · 1 + 20 · 0.75 + 20 · 0.375.
    assert_eq!((everybody.mean_seconds, report.horizon_seconds), (Some(32.5), Some(50.0)));
    assert!(report.incidence.is_empty() && report.test.is_none());
}

#[test]
fn a_start_a_window_and_an_end_of_observation() {
    let events =
        [("ann", 0, "x"), ("ann", 3, "visit"), ("ann", 4, "visit"), ("ann", 10, "buy"), ("bob", 90, "buy")];
    let report = log(&events).run(&until("buy").start("visit".parse().unwrap())).unwrap();
    assert_eq!(curve(&report), [(0.0, 1, 0, 0, 1.0), (7.0, 1, 1, 0, 0.0)]);
    let within = log(&EVENTS).run(&until("buy").within(span(30))).unwrap();
    assert_eq!((within.groups[0].events, within.horizon_seconds), (2, Some(30.0)));
    let within = log(&EVENTS).run(&until("buy").within(span(29))).unwrap();
    assert_eq!(curve(&within).last(), Some(&(29.0, 2, 0, 3, 0.75)));
    let early = until("buy").observed_until(Timestamp::from_second(52).unwrap());
    let early = log(&EVENTS).run(&early).unwrap();
    assert_eq!((early.groups[0].customers, early.groups[0].events), (3, 2));
    let at = log(&EVENTS).run(&until("buy").at([span(20), span(99)])).unwrap();
    assert_eq!(curve(&at), [(20.0, 3, 1, 1, 0.75), (99.0, 0, 1, 1, 0.375)]);
}

#[test]
fn silence_is_an_outcome_when_it_has_lasted() {
    let lost = log(&EVENTS).run(&Survival::until_silent_for(span(20))).unwrap();
    // Ann after 10 + 20, bob after 20 (30 to the next event), cem after 5 + 20; dan not within 20.
    let expected = [(0.0, 4, 0, 0, 1.0), (20.0, 4, 1, 1, 0.75), (25.0, 2, 1, 0, 0.375), (30.0, 1, 1, 0, 0.0)];
    assert_eq!(curve(&lost), expected);
}

#[test]
fn outcomes_compete() {
    let survival = until("buy").competing(["leave".parse().unwrap()]);
    let report = log(&EVENTS).run(&survival).unwrap();
    let share = |outcome: &str| {
        let rows = report.incidence.iter().filter(|row| row.outcome == outcome);
        rows.map(|row| (row.seconds, row.events, row.share.value.unwrap())).collect::<Vec<_>>()
    };
    // By hand: 1/4 leave after 5; 3/4 · 1/3 buy after 10; 1/2 · 1/1 buy after 30.
    assert_eq!(share("leave"), [(0.0, 0, 0.0), (5.0, 1, 0.25), (10.0, 0, 0.25), (30.0, 0, 0.25)]);
    assert_eq!(share("buy"), [(0.0, 0, 0.0), (5.0, 0, 0.0), (10.0, 1, 0.25), (30.0, 1, 0.75)]);
    let silent = log(&EVENTS).run(&until("buy").inactivity(span(15))).unwrap();
    assert_eq!(silent.groups[0].events, 4); // ann buys; bob, cem and dan are silent
}

#[test]
fn long_curves_are_thinned_and_their_events_add_up() {
    let names: Vec<String> = (0..500).map(|customer| format!("c{customer}")).collect();
    let mut events = Vec::new();
    for (customer, name) in names.iter().enumerate() {
        events.push((name.as_str(), 0, "visit"));
        events.push((name.as_str(), customer as i64 + 1, "buy"));
    }
    let report = log(&events).run(&until("buy").points(10)).unwrap();
    assert_eq!(report.rows.len(), 10);
    assert_eq!(report.rows.iter().map(|row| row.events).sum::<u64>(), 500);
    assert_eq!(report.rows[1].seconds, 1.0);
    assert_eq!(report.rows[9].seconds, 500.0);
}

fn plans() -> EventLog {
    let mut csv = String::from("customer,time,event,plan,age,vip\n");
    for i in 0..80 {
        let plan = ["pro", "basic", "free", ""][i % 4];
        let day = 2 + (i * 7) % 23 + if plan == "pro" { 4 } else { 0 };
        let age = 20 + (i * 13) % 41;
        csv += &format!("{i},2024-01-01T00:00:00Z,signup,{plan},{age},{}\n", i % 3 == 0);
        if i % 5 > 0 {
            csv += &format!("{i},2024-01-{day:02}T00:00:00Z,leave,,,\n");
        }
    }
    EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event")).unwrap()
}

#[test]
fn groups_are_those_at_the_start() {
    let report = plans().run(&until("leave").by("plan")).unwrap();
    let groups: Vec<_> =
        report.groups.iter().map(|group| (group.group.as_deref(), group.customers)).collect();
    assert_eq!(groups.len(), 4);
    assert!(groups.contains(&(Some("pro"), 20)) && groups[0] == (None, 80));
    let test = report.test.unwrap();
    assert_eq!((test.degrees_of_freedom, report.tested), (2, 3));
    let expected: f64 = report.groups.iter().filter_map(|group| group.expected).sum();
    let events: u64 = report.groups.iter().skip(1).map(|group| group.events).sum();
    assert!((expected - events as f64).abs() < 1e-9);
    assert!(report.groups[1].p_adjusted >= report.groups[1].p);
}

#[test]
fn names_are_compared_with_a_reference() {
    let cox = Cox::until("leave".parse().unwrap(), ["plan", "age", "vip"]);
    let report = plans().run(&cox).unwrap();
    let names: Vec<_> =
        report.rows.iter().map(|row| (row.covariate.as_str(), row.level.as_deref())).collect();
    let expected = [
        ("plan", Some("basic")),
        ("plan", Some("free")),
        ("plan", Some("pro")),
        ("age", None),
        ("vip", None),
    ];
    assert_eq!(names, expected);
    assert_eq!((report.rows[0].note, report.rows[0].hazard_ratio.value), (CoxNote::Reference, Some(1.0)));
    assert_eq!((report.customers, report.left_out, report.degrees_of_freedom), (60, 20, 4));
    assert!(report.converged && report.rows[2].coefficient.value < Some(0.0));
    let turned = plans().run(&cox.reference("plan", "pro")).unwrap();
    let (a, b) = (report.rows[2].coefficient.value.unwrap(), turned.rows[0].coefficient.value.unwrap());
    assert!((a + b).abs() < 1e-9);
    assert!((report.log_likelihood - turned.log_likelihood).abs() < 1e-9);
}

#[test]
fn bad_options_are_refused() {
    let log = plans();
    let code = |survival: Survival| log.run(&survival).unwrap_err().code();
    assert_eq!(code(Survival::default()), "invalid_option");
    assert_eq!(code(until("leave").within(span(0))), "invalid_option");
    assert_eq!(code(until("leave").inactivity(span(-1))), "invalid_option");
    assert_eq!(code(until("leave").quantiles([1.0])), "invalid_option");
    assert_eq!(code(until("leave").points(1)), "invalid_option");
    assert_eq!(code(until("leave").at([span(-1)])), "invalid_option");
    assert_eq!(code(until("leave").competing(["leave".parse().unwrap()])), "invalid_option");
    assert_eq!(code(until("leave").by("age")), "invalid_option");
    assert_eq!(code(until("lave")), "unknown_name");
    let code = |cox: Cox| log.run(&cox).unwrap_err().code();
    let leave = || "leave".parse::<Pattern>().unwrap();
    assert_eq!(code(Cox::until(leave(), Vec::<String>::new())), "invalid_option");
    assert_eq!(code(Cox::until(leave(), ["age", "age"])), "invalid_option");
    assert_eq!(code(Cox::until(leave(), ["plan"]).reference("age", "x")), "invalid_option");
    assert_eq!(code(Cox::until(leave(), ["plan"]).reference("plan", "por")), "unknown_name");
}

#[test]
fn nobody_is_a_stated_result() {
    let nobody = log(&[]);
    assert_eq!(nobody.run(&Survival::until_silent_for(span(1))).unwrap().groups[0].customers, 0);
    let none = log(&EVENTS).filter(|_| false).run(&until("buy")).unwrap();
    assert_eq!((none.rows.len(), none.rows[0].share.value, none.groups[0].mean_seconds), (1, None, None));
}
