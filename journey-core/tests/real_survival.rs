//! Survival on published tables, read straight into the numerical core, against lifelines 0.30.3 and statsmodels 0.15.0.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;

use common::data;
use journey_core::numeric::{
    CoxFit, OutcomeCount, Subjects, SurvivalCurve, TimeCount, cox, cumulative_incidence, kaplan_meier,
    log_rank,
};

/// Rows of a table, each by the names of the columns.
struct Rows(Vec<BTreeMap<String, String>>);

fn rows(path: &str) -> Option<Rows> {
    let file = std::fs::File::open(data(path)?).unwrap();
    let mut table = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    Some(Rows(table.deserialize().map(Result::unwrap).collect()))
}

impl Rows {
    fn number(&self, row: usize, column: &str) -> f64 {
        self.0[row][column].parse().unwrap()
    }

    /// Counts of the rows for which `keep` holds; an event where the column has this value.
    fn counts(&self, time: &str, event: (&str, &str), keep: impl Fn(&Self, usize) -> bool) -> Vec<TimeCount> {
        let times = |wanted: bool| {
            let rows = (0..self.0.len()).filter(|&row| keep(self, row));
            rows.filter(|&row| (self.0[row][event.0] == event.1) == wanted)
                .map(|row| self.number(row, time) as i64)
                .collect::<Vec<_>>()
        };
        TimeCount::tally(times(true), times(false))
    }

    /// Statistic and p-value of the log-rank test of the groups of a column.
    fn log_rank(&self, time: &str, event: (&str, &str), by: &str) -> (f64, f64) {
        let names: std::collections::BTreeSet<&String> = self.0.iter().map(|row| &row[by]).collect();
        let groups: Vec<Vec<TimeCount>> = names
            .into_iter()
            .map(|name| self.counts(time, event, |rows, row| &rows.0[row][by] == name))
            .collect();
        let groups: Vec<&[TimeCount]> = groups.iter().map(Vec::as_slice).collect();
        let test = log_rank(&groups);
        (test.statistic, test.p.unwrap())
    }
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 6e-7, "found {found}, expected {expected}");
}

fn shares(curve: &SurvivalCurve, expected: &[(i64, f64)]) {
    for &(time, share) in expected {
        near(curve.at(time), share);
    }
}

#[test]
fn waltons_flies() {
    let Some(rows) = rows("lifelines/waltons_dataset.csv.gz") else { return };
    let curve = kaplan_meier(&rows.counts("T", ("E", "1"), |_, _| true));
    assert_eq!((curve.n, curve.quantile(0.5).time), (163, Some(56)));
    shares(&curve, &[(15, 0.938344), (29, 0.827224), (41, 0.734624), (51, 0.598125)]);
    let (low, high) = curve.step(15).unwrap().interval.unwrap();
    near(low, 0.888437);
    near(high, 0.966342);
    // lifelines: quantiles, and the interval of the median.
    let median = curve.quantile(0.5);
    assert_eq!((median.low, median.high), (Some(53), Some(58)));
    assert_eq!((curve.quantile(0.25).time, curve.quantile(0.75).time), (Some(41), Some(62)));
    near(curve.restricted_mean(40), 36.205981595);
    let (statistic, p) = rows.log_rank("T", ("E", "1"), "group");
    near(statistic, 122.249126);
    assert!((p / 2.036e-28 - 1.0).abs() < 1e-3);
}

#[test]
fn telco_customers() {
    let Some(rows) = rows("telco_churn/modeldata_wa_churn.csv.gz") else { return };
    let curve = kaplan_meier(&rows.counts("tenure", ("churn", "Yes"), |_, _| true));
    assert_eq!((curve.n, curve.events, curve.quantile(0.5).time), (7043, 1869, None));
    shares(&curve, &[(1, 0.945961), (12, 0.843200), (24, 0.788736), (48, 0.708840), (72, 0.592790)]);
    let churned = ("churn", "Yes");
    near(rows.log_rank("tenure", churned, "contract").0 / 2352.872538, 1.0);
    near(rows.log_rank("tenure", churned, "partner").0 / 423.543082, 1.0);
}

/// A fitted model against coefficients and standard errors, log-likelihood and concordance.
fn fitted(
    rows: &Rows,
    time: &str,
    event: (&str, &str),
    expected: &[(&str, f64, Option<f64>)],
    (likelihood, concordance): (f64, f64),
) -> CoxFit {
    let mut subjects = Subjects::new(expected.len());
    for row in 0..rows.0.len() {
        let values: Vec<f64> = expected.iter().map(|(column, ..)| rows.number(row, column)).collect();
        subjects.push(rows.number(row, time) as i64, rows.0[row][event.0] == event.1, &values);
    }
    let fit = cox(&subjects);
    for ((name, coefficient, error), term) in expected.iter().zip(&fit.terms) {
        println!("{name}");
        near(term.coefficient.unwrap(), *coefficient);
        error.iter().for_each(|error| near(term.standard_error.unwrap(), *error));
    }
    near(fit.log_likelihood, likelihood);
    near(fit.concordance.unwrap(), concordance);
    assert!(fit.converged && fit.iterations < 10);
    fit
}

#[test]
fn cox_of_arrests_by_rossi() {
    let Some(rows) = rows("lifelines/rossi.csv.gz") else { return };
    let expected = [
        ("fin", -0.379422, Some(0.191379)),
        ("age", -0.057438, Some(0.021999)),
        ("race", 0.313900, Some(0.307993)),
        ("wexp", -0.149796, Some(0.212224)),
        ("mar", -0.433704, Some(0.381868)),
        ("paro", -0.084871, Some(0.195757)),
        ("prio", 0.091497, Some(0.028649)),
    ];
    let fit = fitted(&rows, "week", ("arrest", "1"), &expected, (-658.747659, 0.640329));
    near(2.0 * (fit.log_likelihood - fit.null_log_likelihood), 33.265946);
    assert_eq!(fit.degrees_of_freedom, 7);
}

#[test]
fn cox_of_telco_churn() {
    let Some(rows) = rows("telco_churn/modeldata_wa_churn.csv.gz") else { return };
    let expected = [
        ("female", 0.010088, None),
        ("senior_citizen", 0.389245, None),
        ("partner", -0.868988, None),
        ("dependents", -0.376204, None),
        ("monthly_charges", 0.005451, None),
    ];
    fitted(&rows, "tenure", ("churn", "Yes"), &expected, (-15352.265041, 0.662518));
}

/// statsmodels 0.15.0, `CumIncidenceRight`, deaths of men and of women as outcomes of the lung data; standard errors too, to
/// which its own and Aalen's are equal within 1 %.
#[test]
fn competing_outcomes_of_lung_patients() {
    let Some(rows) = rows("lifelines/lung.csv.gz") else { return };
    let mut times: BTreeMap<i64, OutcomeCount> = BTreeMap::new();
    for row in 0..rows.0.len() {
        let time = rows.number(row, "time") as i64;
        let count = times.entry(time).or_insert(OutcomeCount { time, events: vec![0; 2], censored: 0 });
        match (rows.number(row, "status") as i64, rows.number(row, "sex") as usize) {
            (1, sex) => count.events[sex - 1] += 1,
            _ => count.censored += 1,
        }
    }
    let counts: Vec<OutcomeCount> = times.into_values().collect();
    let found = cumulative_incidence(&counts);
    let expected = [
        (0, 100, 0.105307, 0.020333),
        (0, 300, 0.342994, 0.032706),
        (0, 700, 0.585597, 0.038866),
        (1, 100, 0.030724, 0.011433),
        (1, 300, 0.126398, 0.022866),
        (1, 700, 0.272011, 0.034558),
    ];
    for (outcome, time, share, error) in expected {
        let step = found[outcome][counts.partition_point(|count| count.time <= time) - 1];
        near(step.incidence, share);
        assert!(
            (step.variance.sqrt() / error - 1.0).abs() < 0.01,
            "{} against {error}",
            step.variance.sqrt()
        );
    }
}
