//! Edge cases of trends, and numbers worked out by hand.

use super::*;
use crate::analysis::{Score, ScoreReport};
use crate::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};

const DAY: i64 = 86_400_000_000;

/// A log with so many answers of a value in each month of 2024, given as (month, answer, count, weight).
fn log(answers: &[(i64, f64, usize, f64)]) -> EventLog {
    let kinds = vec![("score".into(), Some(ColumnKind::Number)), ("weight".into(), Some(ColumnKind::Number))];
    let mut builder = LogBuilder::new(LogOptions::default(), kinds);
    let mut row = 0;
    for &(month, answer, count, weight) in answers {
        for _ in 0..count {
            row += 1;
            let (customer, values) = (format!("c{row}"), [Value::Number(answer), Value::Number(weight)]);
            let time = (19_723 + 30 * month + 14) * DAY; // the middle of a month from 2024-01-01
            let event =
                Event { customer: &customer, time, touchpoint: "survey", end: None, row, values: &values };
            builder.push(event).unwrap();
        }
    }
    builder.finish().unwrap()
}

fn nps() -> Trend {
    Trend::new("score", SurveyMeasure::Nps {})
}

#[test]
fn a_fall_is_told_with_difference_and_words() {
    let log = log(&[
        (0, 10.0, 80, 1.0),
        (0, 7.0, 20, 1.0),
        (1, 10.0, 50, 1.0),
        (1, 3.0, 50, 1.0),
        (2, 10.0, 52, 1.0),
        (2, 3.0, 48, 1.0),
    ]);
    let report = log.run(&nps()).unwrap();
    let scores: Vec<_> = report.rows.iter().map(|row| row.score.value.unwrap().round()).collect();
    assert_eq!(scores, [80.0, 0.0, 4.0]);
    let [first, second, third] = &report.rows[..] else { panic!("{report:?}") };
    assert_eq!((first.from_previous.verdict, first.from_previous.since.as_deref()), (None, None));
    let fall = &second.from_previous;
    assert_eq!((fall.verdict, fall.difference.value), (Some(ChangeVerdict::Yes), Some(-80.0)));
    // By hand: variances (0.8 - 0.64) / 100 and 1 / 100.
    let p = crate::numeric::normal_p(0.8 / (0.0016_f64 + 0.01).sqrt());
    assert!((fall.p.unwrap() / p - 1.0).abs() < 1e-9);
    assert!(
        fall.statement.starts_with("fell from 80.0 to 0.0: more than chance (difference -"),
        "{}",
        fall.statement
    );
    assert_eq!(third.from_previous.verdict, Some(ChangeVerdict::NotEnoughEvidence));
    assert_eq!(third.from_first.since.as_deref(), Some("2024-01-01"));
    assert_eq!(report.overall.difference, third.from_first.difference);
    assert_eq!((report.changes.len(), report.changes[0].period.as_str()), (1, "2024-02-01"));
    assert_eq!((report.changes[0].before.n, report.changes[0].after.n), (100, 200));
    assert_eq!(report.tested, 2);
}

#[test]
fn no_change_is_only_told_within_a_margin() {
    let log = log(&[(0, 10.0, 4000, 1.0), (0, 0.0, 4000, 1.0), (1, 10.0, 4010, 1.0), (1, 0.0, 3990, 1.0)]);
    let verdict = |trend: Trend| log.run(&trend).unwrap().overall.verdict;
    assert_eq!(verdict(nps()), Some(ChangeVerdict::NotEnoughEvidence));
    assert_eq!(verdict(nps().margin(5.0)), Some(ChangeVerdict::No));
    assert_eq!(verdict(nps().margin(0.1)), Some(ChangeVerdict::NotEnoughEvidence));
}

#[test]
fn periods_without_answers_are_passed_over_and_few_answers_give_no_verdict() {
    let log = log(&[(0, 10.0, 60, 1.0), (2, 0.0, 20, 1.0), (3, 0.0, 60, 1.0), (3, 10.0, 60, 1.0)]);
    let report = log.run(&nps()).unwrap();
    assert_eq!(report.rows.len(), 4);
    assert_eq!((report.rows[1].score.value, report.rows[1].from_previous.verdict), (None, None));
    let few = &report.rows[2].from_previous;
    assert_eq!((few.since.as_deref(), few.verdict), (Some("2024-01-01"), Some(ChangeVerdict::TooFewAnswers)));
    assert!(few.statement.contains("20, at least 30 needed"));
    assert_eq!(report.rows[3].from_first.verdict, Some(ChangeVerdict::Yes));
}

#[test]
fn weighted_and_unweighted_stand_side_by_side() {
    let log = log(&[(0, 10.0, 10, 3.0), (0, 0.0, 10, 1.0)]);
    let row = &log.run(&nps().weight("weight")).unwrap().rows[0];
    assert_eq!((row.score.value, row.unweighted.as_ref().unwrap().value), (Some(50.0), Some(0.0)));
    assert_eq!(log.run(&nps()).unwrap().rows[0].unweighted, None);
}

#[test]
fn the_score_of_all_is_that_of_the_analysis_without_periods() {
    let log = log(&[(0, 9.0, 7, 0.5), (1, 3.0, 5, 2.0), (1, 11.0, 2, 1.0)]);
    let trend = log.run(&nps().weight("weight")).unwrap();
    let ScoreReport { score, dropped, .. } =
        log.run(&Score::new("score", SurveyMeasure::Nps {}).weight("weight")).unwrap();
    assert_eq!((trend.score, trend.dropped), (score, dropped));
}

#[test]
fn nothing_gives_no_periods_and_bad_options_are_refused() {
    let report = log(&[]).run(&nps()).unwrap();
    assert_eq!((report.rows.len(), report.score.value, report.overall.verdict), (0, None, None));
    let code = |trend: Trend| log(&[(0, 9.0, 1, -1.0)]).run(&trend).unwrap_err().code();
    assert_eq!(code(nps().margin(-1.0)), "invalid_option");
    assert_eq!(code(nps().time_zone("Mars/Olympus")), "invalid_option");
    assert_eq!(code(Trend { draws: 1, ..nps() }), "invalid_option");
    assert_eq!(code(nps().weight("weight")), "bad_value");
    assert_eq!(code(Trend::default()), "invalid_option");
}

#[test]
fn all_answers_equal_have_no_p_and_no_change() {
    let report = log(&[(0, 10.0, 50, 1.0), (1, 10.0, 50, 1.0)]).run(&nps()).unwrap();
    assert_eq!((report.overall.p, report.changes.len()), (None, 0));
    assert_eq!(report.overall.verdict, Some(ChangeVerdict::NotEnoughEvidence));
}
