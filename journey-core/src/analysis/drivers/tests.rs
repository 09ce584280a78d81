//! Edge cases of drivers, and numbers worked out by hand.

use super::*;
use crate::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};

/// A log of one event a customer with these number columns; NaN is missing.
fn table(columns: &[&str], rows: &[&[f64]]) -> EventLog {
    let kinds = columns.iter().map(|name| (name.to_string(), Some(ColumnKind::Number))).collect();
    let mut builder = LogBuilder::new(LogOptions::default(), kinds);
    for (row, values) in rows.iter().enumerate() {
        let values: Vec<Value<'_>> = values.iter().map(|&value| Value::Number(value)).collect();
        let (customer, row) = (format!("c{row}"), row as u64 + 1);
        let event =
            Event { customer: &customer, time: 0, touchpoint: "survey", end: None, row, values: &values };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

fn overall(items: &[&str]) -> Drivers {
    Drivers::of(JourneyFact::answer("overall"), items.iter().copied())
}

const ROWS: [&[f64]; 8] = [
    &[5.0, 5.0, 4.0],
    &[4.0, 4.0, 5.0],
    &[2.0, 1.0, 3.0],
    &[3.0, 2.0, 2.0],
    &[1.0, 1.0, 1.0],
    &[4.0, 5.0, 2.0],
    &[3.0, 4.0, 1.0],
    &[5.0, 4.0, 4.0],
];

#[test]
fn shares_add_up_and_a_single_item_is_its_squared_correlation() {
    let log = table(&["overall", "food", "staff"], &ROWS);
    let report = log.run(&overall(&["food", "staff"])).unwrap();
    let shares: f64 = report.rows.iter().filter_map(|row| row.importance.value).sum();
    let parts: f64 = report.rows.iter().filter_map(|row| row.lmg).sum();
    assert!((shares - 1.0).abs() < 1e-12 && (parts - report.r_squared).abs() < 1e-12);
    let alone = log.run(&overall(&["food"])).unwrap();
    let row = &alone.rows[0];
    assert!((row.lmg.unwrap() - row.correlation.unwrap().powi(2)).abs() < 1e-12);
    assert_eq!((row.importance.value, row.vif.map(|vif| vif.round())), (Some(1.0), Some(1.0)));
    assert!((row.standardized.unwrap() - row.correlation.unwrap()).abs() < 1e-12);
}

#[test]
fn customers_without_an_item_or_an_outcome_are_left_out_and_counted() {
    let mut rows = ROWS.to_vec();
    rows.extend([&[f64::NAN, 3.0, 3.0][..], &[4.0, 6.0, 3.0], &[4.0, f64::NAN, 3.0], &[11.0, 3.0, 3.0]]);
    let report = table(&["overall", "food", "staff"], &rows).run(&overall(&["food", "staff"])).unwrap();
    assert_eq!((report.customers, report.without_outcome, report.left_out), (8, 2, 2));
    let staff = report.priorities.iter().find(|row| row.item == "staff").unwrap();
    assert_eq!(staff.mean.n, 10); // also of those without a rating of food
    let whole = table(&["overall", "food", "staff"], &ROWS).run(&overall(&["food", "staff"])).unwrap();
    assert_eq!(report.rows, whole.rows);
}

#[test]
fn constant_and_collinear_items_have_a_note_and_no_number() {
    let rows: Vec<Vec<f64>> =
        ROWS.iter().map(|row| vec![row[0], row[1], 3.0, 6.0 - row[1], row[2]]).collect();
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let log = table(&["overall", "food", "same", "mirror", "staff"], &rows);
    let report = log.run(&overall(&["food", "same", "mirror", "staff"])).unwrap();
    let note = |name: &str| report.rows.iter().find(|row| row.item == name).unwrap();
    assert_eq!((note("same").note, note("mirror").note), (DriverNote::Constant, DriverNote::Redundant));
    for name in ["same", "mirror"] {
        let row = note(name);
        assert_eq!(
            (row.importance.value, row.lmg, row.coefficient.value, row.p, row.vif),
            (None, None, None, None, None)
        );
    }
    let rest = log.run(&overall(&["food", "staff"])).unwrap();
    assert_eq!(report.r_squared, rest.r_squared);
    assert_eq!(note("food").lmg, rest.rows.iter().find(|row| row.item == "food").unwrap().lmg);
}

#[test]
fn what_cannot_be_answered_is_refused_by_name() {
    let log = table(&["overall", "food", "staff"], &ROWS);
    let field = |drivers: &Drivers, log: &EventLog| match log.run(drivers).unwrap_err() {
        Error::InvalidOption { field, .. } => field,
        other => panic!("{other}"),
    };
    assert_eq!(field(&Drivers::default(), &log), "outcome");
    assert_eq!(field(&overall(&[]), &log), "items");
    assert_eq!(field(&overall(&["food", "food"]), &log), "items");
    assert_eq!(field(&overall(&["overall"]), &log), "items");
    assert_eq!(field(&overall(&["food"]).logistic(), &log), "form");
    assert_eq!(field(&overall(&["food"]).bootstrap(10), &log), "bootstrap");
    assert_eq!(field(&overall(&["food"]).stated(["staff", "staff"]), &log), "stated");
    // More items than customers, and nobody at all.
    assert_eq!(
        field(&overall(&["food", "staff"]), &table(&["overall", "food", "staff"], &ROWS[..3])),
        "items"
    );
    assert_eq!(field(&overall(&["food"]), &table(&["overall", "food"], &[])), "outcome");
    // All answers equal.
    let same: Vec<&[f64]> = vec![&[4.0, 1.0], &[4.0, 2.0], &[4.0, 3.0], &[4.0, 5.0]];
    assert_eq!(field(&overall(&["food"]), &table(&["overall", "food"], &same)), "outcome");
    let weightless: Vec<&[f64]> = vec![&[4.0, 1.0, 0.0], &[2.0, 2.0, 0.0], &[4.0, 3.0, 0.0]];
    let log = table(&["overall", "food", "weight"], &weightless);
    assert_eq!(field(&overall(&["food"]).weight("weight"), &log), "weight");
    let bad: Vec<&[f64]> = vec![&[4.0, 1.0, 1.0], &[2.0, 2.0, -2.0], &[4.0, 3.0, 1.0]];
    let log = table(&["overall", "food", "weight"], &bad);
    assert_eq!(log.run(&overall(&["food"]).weight("weight")).unwrap_err().place().unwrap().row, Some(2));
}

#[test]
fn items_that_explain_nothing_have_no_shares() {
    let rows: Vec<&[f64]> = vec![&[1.0, 1.0], &[1.0, 5.0], &[5.0, 1.0], &[5.0, 5.0]];
    let report = table(&["overall", "food"], &rows).run(&overall(&["food"]).bootstrap(0)).unwrap();
    assert_eq!(
        (report.rows[0].importance.value, report.rows[0].lmg, report.r_squared),
        (None, Some(0.0), 0.0)
    );
    assert_eq!((report.bootstrap, report.rows[0].johnson), (0, None));
}

#[test]
fn opportunity_scores_by_hand() {
    // Importance stated: 3 of 4 say 4 or 5; satisfied: 1 of 4. 7.5 + (7.5 - 2.5) = 12.5.
    let rows: Vec<&[f64]> = vec![&[1.0, 1.0, 5.0], &[2.0, 2.0, 4.0], &[2.0, 1.0, 5.0], &[5.0, 5.0, 1.0]];
    let log = table(&["overall", "food", "matters"], &rows);
    let report = log.run(&overall(&["food"]).stated(["matters"])).unwrap();
    let row = &report.priorities[0];
    assert_eq!((row.opportunity, report.stated), (Some(12.5), true));
    // Derived: the only item is the most important one: 10 + (10 - 2.5).
    let report = log.run(&overall(&["food"])).unwrap();
    assert_eq!((report.priorities[0].opportunity, report.stated), (Some(17.5), false));
    assert_eq!((report.priorities[0].performance, report.performance_from), (Some(0.3125), Some(0.3125)));
}

#[test]
fn what_only_hurts_is_a_dissatisfier_and_what_only_pleases_a_delighter() {
    // 3 alone is between. Food costs 2 when bad, staff adds 2 when good; 0.1 of noise that is independent of both.
    let mut rows = Vec::new();
    for n in 0..500 {
        let (food, staff, noise) = (1 + n % 5, 1 + n / 5 % 5, f64::from(n / 25 % 2) * 0.2 - 0.1);
        let bad = if food < 3 { -2.0 } else { 0.0 };
        let good = if staff > 3 { 2.0 } else { 0.0 };
        rows.push(vec![3.0 + bad + good + noise, f64::from(food), f64::from(staff)]);
    }
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let mut drivers = overall(&["food", "staff"]).bootstrap(0);
    drivers.outcome = Some(JourneyFact::Number { column: "overall".into(), touchpoint: None });
    let report = table(&["overall", "food", "staff"], &rows).run(&drivers).unwrap();
    let of = |name: &str| report.contrasts.iter().find(|row| row.item == name).unwrap();
    let (food, staff) = (of("food"), of("staff"));
    assert_eq!((food.kind, staff.kind), (Some(ContrastKind::Dissatisfier), Some(ContrastKind::Delighter)));
    assert!((food.penalty.value.unwrap() + 2.0).abs() < 1e-9 && food.reward.value.unwrap().abs() < 1e-9);
    assert!(
        (staff.reward.value.unwrap() - 2.0).abs() < 1e-9
            && (staff.asymmetry.value.unwrap() - 2.0).abs() < 1e-9
    );
    assert_eq!((food.low, food.high), (200, 200));
}

#[test]
fn events_after_the_outcome_do_not_explain_it() {
    let mut builder =
        LogBuilder::new(LogOptions::default(), vec![("score".into(), Some(ColumnKind::Number))]);
    let mut row = 0;
    for n in 0..40_u32 {
        let customer = format!("c{n}");
        let mut push = |time: u32, touchpoint: &str, score: f64| {
            row += 1;
            let values = [Value::Number(score)];
            let time = i64::from(time) * 1_000_000;
            builder
                .push(Event { customer: &customer, time, touchpoint, end: None, row, values: &values })
                .unwrap();
        };
        push(0, "look", f64::NAN);
        if n % 2 == 0 {
            push(1, "help", f64::NAN);
        }
        push(2, "survey", f64::from(if n % 2 == 0 { 2 + n % 4 / 2 } else { 4 + n % 4 / 3 }));
        if n % 3 == 0 {
            push(3, "refund", f64::NAN);
        }
        if n % 5 == 0 {
            push(4, "help", f64::NAN);
        }
    }
    let log = builder.finish().unwrap();
    let of = |touchpoint: &str| JourneyFact::Visited { touchpoint: touchpoint.into() };
    let report = log.run(&Drivers::of(JourneyFact::answer("score"), [of("help"), of("refund")])).unwrap();
    assert_eq!(report.rows.last().unwrap().note, DriverNote::Constant); // nobody had a refund before the survey
    assert_eq!(report.rows[0].mean, Some(0.5)); // later help is not counted
    let later = Drivers::of(of("refund"), [of("help")]).bootstrap(0);
    assert_eq!(log.run(&later.logistic()).unwrap().form, DriverForm::Logistic);
}
