//! Drivers on real data, held against relaimpo's published numbers and frozen values of statsmodels and relativeImp.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{data, oracle};
use journey_core::EventLog;
use journey_core::analysis::{DriverReport, DriverRow, Drivers, JourneyFact};
use journey_core::ingest::SurveyColumns;
use journey_core::log::Columns;
use serde_json::Value;

fn number(column: &str) -> JourneyFact {
    JourneyFact::Number { column: column.into(), touchpoint: None }
}

fn row<'a>(report: &'a DriverReport, item: &str) -> &'a DriverRow {
    report.rows.iter().find(|row| row.item == item).unwrap()
}

fn near(found: Option<f64>, expected: &Value, what: &str) {
    let (found, expected) = (found.unwrap(), expected.as_f64().unwrap());
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1e-9), "{what}: {found} {expected}");
}

/// Rows against the lists of an oracle.
fn check(report: &DriverReport, expected: &Value) {
    assert_eq!(report.customers, expected["n"]);
    near(Some(report.r_squared), &expected["r_squared"], "R²");
    for (at, item) in expected["items"].as_array().unwrap().iter().enumerate() {
        let row = row(report, item.as_str().unwrap());
        let of = |name: &str| &expected[name][at];
        near(row.lmg, of("lmg"), "LMG");
        near(row.johnson.map(|share| share * report.r_squared), of("johnson"), "Johnson");
        near(row.vif, of("vif"), "VIF");
        near(row.mean, of("mean"), "mean");
        check_coefficient(row, expected, at);
    }
}

fn check_coefficient(row: &DriverRow, expected: &Value, at: usize) {
    near(row.coefficient.value, &expected["coefficients"][at], "coefficient");
    let error =
        row.coefficient.value.zip(row.coefficient.low).map(|(value, low)| (value - low) / 1.959963984540054);
    near(error, &expected["standard_errors"][at], "standard error");
    let p = expected["p"][at].as_f64().unwrap();
    assert!((row.p.unwrap() - p).abs() <= 1e-7 * p + 1e-15, "p: {:?} {p}", row.p);
}

fn airport(expected: &Value) -> Option<(EventLog, Vec<JourneyFact>)> {
    let columns = SurveyColumns::at("RESPNUM", "2017-05-15").missing("Blank").missing("BLANK");
    let log = EventLog::read_survey(data("sfo_survey/sfo_2017.csv.gz")?, &columns).unwrap();
    let names = expected["items"].as_array().unwrap().iter();
    Some((log, names.map(|item| JourneyFact::answer(item.as_str().unwrap())).collect()))
}

#[test]
fn fertility_of_swiss_provinces_equals_relaimpo_and_statsmodels() {
    let Some(path) = data("swiss.csv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let mut csv = format!("{},time\n", lines.next().unwrap());
    lines.for_each(|line| csv += &format!("{line},1888-01-01\n"));
    let log = EventLog::read_csv_text(&csv, &Columns::always("rownames", "time", "province")).unwrap();
    let items = ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"];
    let report = log.run(&Drivers::of(number("Fertility"), items.map(number))).unwrap();
    check(&report, &oracle("statsmodels", "drivers_swiss"));
    // relaimpo (R), calc.relimp(type = "lmg") as its tutorial prints it, and Johnson's weights.
    let lmg = [0.057091, 0.171173, 0.260135, 0.105570, 0.112766];
    let johnson = [0.048417, 0.154708, 0.271964, 0.114680, 0.116966];
    for (item, (lmg, johnson)) in items.iter().zip(lmg.into_iter().zip(johnson)) {
        let row = row(&report, item);
        assert!(
            (row.lmg.unwrap() - lmg).abs() < 1e-6
                && (row.johnson.unwrap() * report.r_squared - johnson).abs() < 1e-6
        );
    }
    assert!((report.r_squared - 0.706735).abs() < 1e-6);
    assert_eq!(report.rows[0].item, "Education");
    assert!(report.priorities.is_empty() && report.contrasts.is_empty()); // no ratings
}

#[test]
fn satisfaction_with_an_airport_equals_numpy_and_relative_imp() {
    let expected = oracle("statsmodels", "drivers_sfo_2017");
    let Some((log, items)) = airport(&expected) else { return };
    let report = log.run(&Drivers::of(JourneyFact::answer("Q7ALL"), items.clone())).unwrap();
    check(&report, &expected);
    assert_eq!(report.without_outcome + report.left_out + report.customers, log.customers());
    let shares = [("Q9ALL", 0.1322), ("Q7FOOD", 0.1254), ("Q7WALKWAYS", 0.1166), ("Q14FIND", 0.0359)];
    for (item, share) in shares {
        let importance = &row(&report, item).importance;
        assert!((importance.value.unwrap() - share).abs() < 5e-5, "{item}");
        assert!(importance.low.unwrap() < share && share < importance.high.unwrap());
    }
    let weighted =
        log.run(&Drivers::of(JourneyFact::answer("Q7ALL"), items).weight("WEIGHT").bootstrap(0)).unwrap();
    near(Some(weighted.r_squared), &expected["weighted"]["r_squared"], "weighted R²");
    for (at, item) in expected["items"].as_array().unwrap().iter().enumerate() {
        check_coefficient(row(&weighted, item.as_str().unwrap()), &expected["weighted"], at);
    }
    let expected = (&expected["items"], &expected["penalty_reward"]);
    for (at, item) in expected.0.as_array().unwrap().iter().enumerate() {
        let row = report.contrasts.iter().find(|row| row.item == item.as_str().unwrap()).unwrap();
        near(row.penalty.value, &expected.1["coefficients"][2 * at], "penalty");
        near(row.reward.value, &expected.1["coefficients"][2 * at + 1], "reward");
        let error =
            row.reward.value.zip(row.reward.low).map(|(value, low)| (value - low) / 1.959963984540054);
        near(error, &expected.1["standard_errors"][2 * at + 1], "standard error of the reward");
    }
}

#[test]
fn who_is_very_satisfied_equals_logistic_regressions_of_statsmodels() {
    let expected = oracle("statsmodels", "drivers_sfo_2017")["logistic"].clone();
    let Some((log, items)) = airport(&expected) else { return };
    let best = JourneyFact::Matches { pattern: "survey(Q7ALL = 5)".parse().unwrap() };
    let report = log.run(&Drivers::of(best, items).logistic()).unwrap();
    assert!(report.converged && report.customers == expected["n"]);
    for (at, item) in expected["items"].as_array().unwrap().iter().enumerate() {
        let row = row(&report, item.as_str().unwrap());
        near(row.lmg, &expected["lmg"][at], "share of McFadden's R²");
        check_coefficient(row, &expected, at);
    }
}
