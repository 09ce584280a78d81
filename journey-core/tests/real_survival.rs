//! Survival on published tables, read straight into the numerical core, against lifelines 0.30.3 and statsmodels 0.15.0.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::data;
use journey_core::numeric::{SurvivalCurve, TimeCount, kaplan_meier, log_rank};

/// Rows of a table, each by the names of the columns.
struct Rows(Vec<std::collections::BTreeMap<String, String>>);

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
