//! Scores, funnels and retention on real data against values of other tools (`testdata/oracle`) and the
//! reference numbers of the literature. Skipped without `JOURNEY_DATA`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{close, data, oracle, real_log};
use journey_core::EventLog;
use journey_core::analysis::{Ces, Clock, Csat, Eligibility, Nps, NpsInterval, Retention, RetentionReport};
use journey_core::analysis::{ChangeVerdict, SurveyMeasure, Trend};
use journey_core::ingest::SurveyColumns;
use journey_core::log::{ColumnKind, Columns, Event, LogBuilder, LogOptions, Value as Cell};
use journey_core::model::Period;
use serde_json::Value;

/// The passengers of a year: one event each that carries all answers.
fn passengers(year: u32) -> Option<EventLog> {
    let columns = SurveyColumns::at("RESPNUM", format!("{year}-05-15")).missing("Blank").missing("BLANK");
    Some(EventLog::read_survey(data(&format!("sfo_survey/sfo_{year}.csv.gz"))?, &columns).unwrap())
}

fn check_nps(log: &EventLog, column: &str, expected: &Value) {
    let adjusted = log.run(&Nps::new(column)).unwrap();
    let row = &adjusted.rows[0];
    assert_eq!(row.score.n, expected["n"]);
    assert_eq!(row.promoters, expected["promoters"]);
    assert_eq!(row.passives, expected["passives"]);
    assert_eq!(row.detractors, expected["detractors"]);
    assert_eq!(adjusted.dropped.out_of_range, expected["out_of_range"]);
    assert_eq!(adjusted.dropped.missing, expected["missing"]);
    close(row.score.low, &expected["adjusted_wald"]["low"], "adjusted low");
    close(row.score.high, &expected["adjusted_wald"]["high"], "adjusted high");
    let wald = log.run(&Nps::new(column).interval(NpsInterval::Wald)).unwrap().score;
    close(wald.value, &expected["wald"]["value"], "score");
    close(wald.low, &expected["wald"]["low"], "Wald low");
    close(wald.high, &expected["wald"]["high"], "Wald high");
    let weighted = log.run(&Nps::new(column).weight("WEIGHT").interval(NpsInterval::Wald)).unwrap();
    close(weighted.rows[0].effective_n, &expected["weighted"]["effective_n"], "effective n");
    close(weighted.score.value, &expected["weighted"]["value"], "weighted score");
    close(weighted.score.low, &expected["weighted"]["low"], "weighted low");
    close(weighted.score.high, &expected["weighted"]["high"], "weighted high");
}

fn check_csat(log: &EventLog, column: &str, expected: &Value) {
    let report = log.run(&Csat::new(column)).unwrap();
    let row = &report.rows[0];
    assert_eq!(row.score.n, expected["n"]);
    assert_eq!(row.satisfied, expected["satisfied"]);
    assert_eq!(report.dropped.out_of_range, expected["out_of_range"]);
    assert_eq!(report.dropped.missing, expected["missing"]);
    close(row.score.value, &expected["value"], "share");
    close(row.score.low, &expected["low"], "Wilson low");
    close(row.score.high, &expected["high"], "Wilson high");
    close(row.mean.value, &expected["mean"], "mean");
    for count in &row.distribution {
        assert_eq!(count.count, expected["distribution"][count.answer.to_string()]);
    }
    let weighted = log.run(&Csat::new(column).weight("WEIGHT")).unwrap();
    close(weighted.score.value, &expected["weighted"], "weighted share");
    close(weighted.rows[0].mean.value, &expected["weighted_mean"], "weighted mean");
    close(weighted.rows[0].effective_n, &expected["effective_n"], "effective n");
}

#[test]
fn survey_scores_of_the_airport_equal_the_formulas_and_statsmodels() {
    for (year, nps, find) in [(2017, "NETPRO", "Q14FIND"), (2018, "NETPRO  ", "Q14FIND ")] {
        let Some(log) = passengers(year) else { return };
        let expected = oracle("statsmodels", &format!("sfo_{year}"));
        assert_eq!(log.events(), expected["rows"]);
        check_nps(&log, nps, &expected["nps"]);
        check_csat(&log, "Q7ALL", &expected["csat"]);
        for column in ["Q13GETRATE", find, "Q14PASSTHRU"] {
            let ease = &expected["ease"][column.trim()];
            check_csat(&log, column, ease);
            let effort = log.run(&Ces::effort(column)).unwrap();
            close(effort.score.value, &ease["mean"], "mean effort");
            assert_eq!(effort.score.n, ease["n"]);
        }
    }
}

#[test]
fn ratings_of_touchpoints_equal_those_counted_column_by_column() {
    for year in [2017, 2018] {
        let expected = oracle("statsmodels", &format!("sfo_{year}"))["items"].clone();
        let Some(path) = data(&format!("sfo_survey/sfo_{year}.csv.gz")) else { return };
        let mut columns = SurveyColumns::at("RESPNUM", "2017-05-15").missing("Blank").missing("BLANK");
        columns = columns.no_answer([0.0, 6.0]).weight("WEIGHT").keep(Vec::<String>::new());
        for item in expected.as_object().unwrap().keys() {
            columns = columns.rating(item, item.trim_start_matches("Q7"));
        }
        let log = EventLog::read_survey(path, &columns).unwrap();
        let rows = log.run(&Csat::new("rating").by("touchpoint")).unwrap().rows;
        let weighted = log.run(&Csat::new("rating").by("touchpoint").weight("WEIGHT")).unwrap().rows;
        assert_eq!(rows.len(), 1 + expected.as_object().unwrap().len());
        for (row, weighted) in rows.iter().zip(&weighted).skip(1) {
            let item = &expected[format!("Q7{}", row.group.as_ref().unwrap())];
            assert_eq!(row.score.n, item["n"]);
            assert_eq!(row.satisfied, item["satisfied"]);
            close(row.score.low, &item["low"], "Wilson low");
            close(row.mean.value, &item["mean"], "mean");
            close(weighted.score.value, &item["weighted"], "weighted share");
        }
    }
}

#[test]
fn published_numbers_of_the_airport_hold() {
    // Six decimals. The weighted score of 2018 was also checked with exact fractions.
    let near = |found: Option<f64>, expected: f64| assert!((found.unwrap() - expected).abs() < 1e-6);
    let (Some(a), Some(b)) = (passengers(2017), passengers(2018)) else { return };
    for (log, column, score, low, high, weighted) in [
        (&a, "NETPRO", 39.839_767, 37.182_360, 42.410_218, 40.398_435),
        (&b, "NETPRO  ", 30.981_132, 28.120_902, 33.771_296, 35.113_632),
    ] {
        let report = log.run(&Nps::new(column)).unwrap();
        near(report.score.value, score);
        near(report.score.low, low);
        near(report.score.high, high);
        near(log.run(&Nps::new(column).weight("WEIGHT")).unwrap().score.value, weighted);
    }
    for (log, value, low, high) in
        [(&a, 0.820_685, 0.805_728, 0.834_726), (&b, 0.784_381, 0.768_239, 0.799_692)]
    {
        let score = log.run(&Csat::new("Q7ALL")).unwrap().score;
        near(score.value, value);
        near(score.low, low);
        near(score.high, high);
    }
}

/// (period, eligible, count) of the periods that an oracle has.
fn check_overall(report: &RetentionReport, expected: &Value, count: &str) {
    for (period, expected) in expected.as_object().unwrap() {
        let period: u32 = period.parse().unwrap();
        let row = report.overall.iter().find(|row| row.period == period).unwrap();
        assert_eq!(row.eligible, expected["eligible"], "period {period}");
        assert_eq!(row.count, expected[count], "period {period}");
    }
}

#[test]
fn retention_of_the_shop_equals_plain_python() {
    let Some(log) = real_log("simple_shop", None) else { return };
    let expected = oracle("plain", "simple_shop_retention");
    let calendar = |period, zone: &str| Retention::new(period, 40).time_zone(zone);
    for (retention, expected) in [
        (calendar(Period::Day, "UTC"), &expected["day"]["UTC"]),
        (calendar(Period::Day, "Europe/Berlin"), &expected["day"]["Europe/Berlin"]),
        (calendar(Period::Week, "UTC"), &expected["week"]["UTC"]),
        (calendar(Period::Month, "Europe/Berlin"), &expected["month"]["Europe/Berlin"]),
        (calendar(Period::Day, "UTC").clock(Clock::Rolling), &expected["hours_24"]),
    ] {
        check_overall(&log.run(&retention).unwrap(), expected, "active");
        check_overall(&log.run(&retention.unbounded()).unwrap(), expected, "unbounded");
    }
    for (retention, name) in [
        (calendar(Period::Week, "UTC"), "week UTC"),
        (calendar(Period::Month, "Europe/Berlin"), "month Europe/Berlin"),
    ] {
        let cohorts = expected["cohorts"][name].as_object().unwrap();
        for row in log.run(&retention).unwrap().rows {
            let cohort = &cohorts[&row.cohort];
            assert_eq!(row.customers, cohort["customers"], "{} {}", row.cohort, row.period);
            assert_eq!(row.count, cohort["active"][row.period as usize], "{} {}", row.cohort, row.period);
        }
    }
}

#[test]
fn published_retention_of_the_shop_holds() {
    let Some(log) = real_log("simple_shop", None) else { return };
    let days = Retention::new(Period::Day, 30).eligibility(Eligibility::TimeElapsed);
    let calendar = log.run(&days).unwrap().overall;
    let rolling = log.run(&days.clone().clock(Clock::Rolling)).unwrap().overall;
    let unbounded = log.run(&days.clock(Clock::Rolling).unbounded()).unwrap().overall;
    for (k, eligible, hours_24, by_calendar, later) in [
        (1, 3583, 105, 98, 1240),
        (3, 3412, 78, 87, 1122),
        (7, 3090, 72, 68, 924),
        (14, 2526, 54, 50, 674),
        (30, 1241, 20, 21, 333),
    ] {
        assert_eq!((calendar[k].eligible, calendar[k].count), (eligible, by_calendar), "day {k}");
        assert_eq!((rolling[k].eligible, rolling[k].count), (eligible, hours_24), "day {k}");
        assert_eq!((unbounded[k].eligible, unbounded[k].count), (eligible, later), "day {k}");
    }
}

/// Players as events: the installation on day 0, and a game on day 1 and day 7 where the table says that the
/// player came back.
fn players() -> Option<EventLog> {
    let file = std::fs::File::open(data("cookie_cats/cookie_cats.csv.gz")?).unwrap();
    let mut reader = csv::Reader::from_reader(flate2::read::MultiGzDecoder::new(file));
    let mut text = String::from("player,day,event,version\n");
    for row in reader.records() {
        let row = row.unwrap();
        let (player, version) = (&row[0], &row[1]);
        text.push_str(&format!("{player},2017-01-01,install,{version}\n"));
        for (day, back) in [("2017-01-02", &row[3]), ("2017-01-08", &row[4])] {
            if back == "TRUE" {
                text.push_str(&format!("{player},{day},game,{version}\n"));
            }
        }
    }
    Some(EventLog::read_csv_text(&text, &Columns::new("player", "day", "event")).unwrap())
}

#[test]
fn retention_of_cookie_cats_equals_the_published_shares() {
    let Some(log) = players() else { return };
    let expected = oracle("statsmodels", "cookie_cats");
    let days = Retention::new(Period::Day, 7).until("2017-01-09T00:00:00Z".parse().unwrap());
    let (position, column) = log.column("version").unwrap();
    for (version, day_1, day_7) in [("gate_30", (20034, 44700), 8502), ("gate_40", (20119, 45489), 8279)] {
        let code = column.names.code(version);
        let group = log.filter(|journey| journey.codes(position).first().copied() == code);
        let report = group.run(&days).unwrap().overall;
        assert_eq!((report[1].count, report[1].eligible, report[7].count), (day_1.0, day_1.1, day_7));
        for (row, name) in [(&report[1], "retention_1"), (&report[7], "retention_7")] {
            let expected = &expected[version][name];
            close(row.share.value, &expected["value"], name);
            close(row.share.low, &expected["low"], name);
            close(row.share.high, &expected["high"], name);
        }
    }
}

/// The passengers of two years as one log with the columns `nps` and `weight`.
fn both_years() -> Option<EventLog> {
    let kinds = ["nps", "weight"].map(|name| (name.to_string(), Some(ColumnKind::Number))).to_vec();
    let mut builder = LogBuilder::new(LogOptions::default(), kinds);
    for (year, name, time) in [(2017, "NETPRO", 1_494_806_400), (2018, "NETPRO  ", 1_526_342_400)] {
        let log = passengers(year)?;
        let (nps, weight) = (log.column(name).unwrap().0, log.column("WEIGHT").unwrap().0);
        for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
            let (customer, row) = (format!("{year} {}", journey.customer()), u64::from(journey.rows()[0]));
            let values = [nps, weight].map(|column| Cell::Number(journey.numbers(column)[0]));
            let time = time * 1_000_000;
            let event =
                Event { customer: &customer, time, touchpoint: "survey", end: None, row, values: &values };
            builder.push(event).unwrap();
        }
    }
    Some(builder.finish().unwrap())
}

#[test]
fn the_airport_really_fell_from_2017_to_2018_with_weights_and_without() {
    let Some(log) = both_years() else { return };
    let near =
        |found: Option<f64>, expected: f64| assert!((found.unwrap() - expected).abs() < 1e-6, "{found:?}");
    let trend = Trend::new("nps", SurveyMeasure::Nps {});
    let report = log.run(&trend).unwrap();
    // Scores and standard errors from the formulas: 39.839767 ± 1.334137 and 30.981132 ± 1.442203.
    near(report.overall.difference.value, 30.981132 - 39.839767);
    let z = 8.858635 / (1.334137_f64.powi(2) + 1.442203_f64.powi(2)).sqrt();
    assert!((report.overall.p.unwrap() / journey_core::numeric::normal_p(z) - 1.0).abs() < 1e-4);
    assert_eq!(report.overall.verdict, Some(ChangeVerdict::Yes));
    assert_eq!((report.changes.len(), report.changes[0].period.as_str()), (1, "2018-05-01"));
    let weighted = log.run(&trend.weight("weight")).unwrap();
    near(weighted.overall.difference.value, 35.113632 - 40.398435);
    let last = weighted.rows.last().unwrap();
    near(last.score.value, 35.113632);
    near(last.unweighted.as_ref().unwrap().value, 30.981132);
    assert_eq!(weighted.overall.verdict, Some(ChangeVerdict::Yes));
    println!("{} / {}", report.overall.statement, weighted.overall.statement);
}
