//! Emotions by hand.

use super::*;
use crate::analysis::JourneyFact;
use crate::log::Columns;

fn log(csv: &str) -> EventLog {
    EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event")).unwrap()
}

/// Four customers rate three touchpoints from 1 to 5, one of them not all.
fn shop() -> EventLog {
    log("customer,time,event,rating,tier,score\n\
         a,2024-01-01,look,4,gold,9\na,2024-01-02,pay,1,gold,9\na,2024-01-03,box,5,gold,9\n\
         b,2024-01-01,look,5,iron,3\nb,2024-01-02,pay,2,iron,3\nb,2024-01-03,box,3,iron,3\n\
         c,2024-01-01,look,3,iron,5\nc,2024-01-02,pay,3,iron,5\n\
         d,2024-01-01,look,9,,2\n")
}

fn measure(report: &EmotionReport, group: Option<&str>, measure: EmotionMeasure) -> EmotionMeasureRow {
    let of = |row: &&EmotionMeasureRow| row.measure == measure && row.group.as_deref() == group;
    report.measures.iter().find(of).unwrap().clone()
}

#[test]
fn moods_changes_and_lifts_by_hand() {
    let report = shop().run(&Emotions::of(["rating"]).bootstrap(0)).unwrap();
    let names: Vec<_> = report.rows.iter().map(|row| row.touchpoint.as_deref().unwrap()).collect();
    assert_eq!(names, ["look", "pay", "box"]);
    let [look, pay, unbox] = &report.rows[..] else { panic!() };
    // Ratings 4, 5, 3 are moods 1, 2, 0; 1, 2, 3 are -2, -1, 0; 5 and 3 are 2 and 0.
    assert_eq!((look.mood.value, look.mood.n, look.sd), (Some(1.0), 3, Some(1.0)));
    assert_eq!((look.q25, look.median, look.q75), (Some(0.5), Some(1.0), Some(1.5)));
    assert_eq!((pay.mood.value, unbox.mood.value), (Some(-1.0), Some(1.0)));
    // Changes -3, -3, 0 and 4, 1.
    assert_eq!((pay.change.value, pay.change.n), (Some(-2.0), 3));
    assert!((pay.change.low.unwrap() - (-2.0 - 1.959963984540054)).abs() < 1e-12);
    assert_eq!((unbox.change.value, unbox.change_from.as_deref()), (Some(2.5), Some("pay")));
    // Here minus elsewhere: a 1 - 0, b 2 + 0.5, c 0 - 0.
    assert!((look.lift.value.unwrap() - 3.5 / 3.0).abs() < 1e-12);
    assert_eq!((look.change.value, look.change_from.clone()), (None, None));
    assert_eq!((report.customers, report.several, report.out_of_scale), (3, 3, 1));
    // Few customers: no verdict, whatever p is.
    assert!(report.rows.iter().all(|row| !row.dip && !row.delight && row.mood.small_sample));
    // Lowest: a and b at pay, c at pay (the later of two neutral ones). Peak: a at box (the later of -2 and 2), b at look.
    assert_eq!((look.lowest.value, pay.lowest.value), (Some(0.0), Some(1.0)));
    assert!((unbox.peak.value.unwrap() - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn journeys_and_the_curve_have_a_shape() {
    let report = shop().run(&Emotions::of(["rating"])).unwrap();
    // Peaks 2 (the later), 2, 0; ends 2, 0, 0.
    let peak_end = measure(&report, None, EmotionMeasure::PeakEnd);
    assert_eq!((peak_end.journeys.value, peak_end.journeys.n), (Some(1.0), 3));
    // The curve is 1, -1, 1: of equally intense moods the last.
    let peak = measure(&report, None, EmotionMeasure::Peak);
    assert_eq!((peak.curve.value, peak.touchpoint.as_deref()), (Some(1.0), Some("box")));
    let lowest = measure(&report, None, EmotionMeasure::Lowest);
    assert_eq!((lowest.curve.value, lowest.touchpoint.as_deref()), (Some(-1.0), Some("pay")));
    let interval = (lowest.curve.low.unwrap(), lowest.curve.high.unwrap());
    assert!(interval.0 >= -2.0 && interval.1 <= 0.0 && interval.0 < interval.1, "{interval:?}");
    assert_eq!(measure(&report, None, EmotionMeasure::Volatility).curve.value, Some(2.0));
    assert_eq!(lowest.correlation, None);
}

#[test]
fn groups_have_curves_of_their_own() {
    let report = shop().run(&Emotions::of(["rating"]).by("tier").bootstrap(0)).unwrap();
    let told: Vec<_> = report
        .rows
        .iter()
        .map(|row| (row.group.as_deref(), row.touchpoint.as_deref().unwrap(), row.mood.value))
        .collect();
    assert_eq!(
        told[3..6],
        [
            (Some("gold"), "look", Some(1.0)),
            (Some("gold"), "pay", Some(-2.0)),
            (Some("gold"), "box", Some(2.0))
        ]
    );
    assert_eq!(told[8], (Some("iron"), "box", Some(0.0)));
    assert_eq!(report.measures.len(), 27);
}

#[test]
fn what_is_expected_is_held_against_what_is_felt() {
    let mut csv = String::from("customer,time,event,rating\n");
    for n in 0..100 {
        let (pay, box_) = (1 + n % 2, 3 + n % 3);
        csv += &format!("{n},2024-01-01,look,4\n{n},2024-01-02,pay,{pay}\n{n},2024-01-03,box,{box_}\n");
    }
    let emotions = Emotions::of(["rating"]).stage("start", ["look"]).stage("end", ["pay", "box"]);
    let emotions = emotions.expect("look", 1.0).expect("pay", 2.0).expect("box", 0.5).bootstrap(0);
    let report = log(&csv).run(&emotions).unwrap();
    let [look, pay, unbox] = &report.rows[..] else { panic!() };
    // All rate the same: there is no spread to test with, but the interval is a point.
    assert_eq!((look.difference.value, look.difference_p), (Some(0.0), None));
    assert_eq!(look.verdict, Some(ExpectationVerdict::AsExpected));
    assert_eq!((pay.difference.value, pay.verdict), (Some(-3.5), Some(ExpectationVerdict::Worse)));
    // Moods 0, 1, 2 of 34, 33, 33 customers: 0.99.
    assert_eq!((unbox.difference.value, unbox.verdict), (Some(0.49), Some(ExpectationVerdict::Better)));
    assert!(pay.dip && unbox.delight);
    let [start, end] = &report.stages[..] else { panic!() };
    assert_eq!((start.touchpoint.as_deref(), end.stage.as_deref()), (None, Some("end")));
    assert_eq!((end.expected, end.mood.n, end.change_from.as_deref()), (Some(1.25), 100, Some("start")));
    assert_eq!(report.tested_expectations, 3);
}

#[test]
fn comments_stand_beside_ratings_and_mix_with_them() {
    let log = log("customer,time,event,rating,tone,comment\n\
                   a,2024-01-01,pay,5,-0.5,late again\n\
                   b,2024-01-01,pay,,0.5,fine\n\
                   c,2024-01-01,pay,1,,\n");
    let comments =
        Some(crate::model::CommentColumn { column: "comment".into(), sentiment: Some("tone".into()) });
    let emotions = Emotions { comments, bootstrap: 0, comment_weight: 0.25, ..Emotions::of(["rating"]) };
    let report = log.run(&emotions).unwrap();
    let [pay] = &report.rows[..] else { panic!() };
    // a: 0.75 · 2 + 0.25 · -1 = 1.25; b: 1; c: -2.
    assert!((pay.mood.value.unwrap() - 0.25 / 3.0).abs() < 1e-12);
    assert_eq!((pay.ratings.value, pay.ratings.n), (Some(0.0), 2));
    assert_eq!((pay.comments.value, pay.comments.n), (Some(0.0), 2));
    assert_eq!((pay.gap.value, pay.gap.n, pay.disagree), (Some(-3.0), 1, false));
    assert_eq!((pay.rating_count, pay.comment_count), (2, 2));
}

#[test]
fn questions_of_a_final_survey_are_about_touchpoints() {
    let log =
        log("customer,time,event,q1,q2,overall\na,2024-01-01,survey,5,1,2\nb,2024-01-01,survey,4,0,5\n");
    let question = |column: &str, about: &str| EmotionRating::from(column).about(about);
    let emotions = Emotions::of([question("q1", "check-in"), question("q2", "gate").missing([0.0])]);
    let emotions = emotions.order(["gate", "check-in"]).bootstrap(0);
    let report = log.run(&emotions).unwrap();
    let [gate, check_in] = &report.rows[..] else { panic!() };
    assert_eq!((gate.mood.value, gate.mood.n, check_in.mood.value), (Some(-2.0), 1, Some(1.5)));
    // Answers of one event have the order of the curve: the end of a is the check-in.
    assert_eq!(measure(&report, None, EmotionMeasure::End).journeys.value, Some(1.5));
    assert_eq!(report.out_of_scale, 0);
}

#[test]
fn measures_are_correlated_with_an_outcome_that_comes_later() {
    let mut csv = String::from("customer,time,event,rating,score\n");
    for n in 0..60 {
        let (first, last) = (1 + n % 5, 1 + n / 5 % 5);
        csv += &format!("{n},2024-01-01,look,{first},\n{n},2024-01-02,box,{last},\n");
        csv += &format!("{n},2024-01-03,survey,,{}\n{n},2024-01-04,look,3,\n", 2 * last);
    }
    let outcome = JourneyFact::Number { column: "score".into(), touchpoint: None };
    let report = log(&csv).run(&Emotions::of(["rating"]).outcome(outcome).bootstrap(99)).unwrap();
    let end = measure(&report, None, EmotionMeasure::End);
    let r = end.correlation.unwrap();
    assert!((r.value.unwrap() - 1.0).abs() < 1e-12 && r.n == 60);
    let gain = end.gain.unwrap();
    assert!(gain.low.unwrap() > 0.0 && gain.value.unwrap() > 0.3, "{gain:?}");
    assert_eq!(measure(&report, None, EmotionMeasure::Mean).gain.unwrap().value, Some(0.0));
}

#[test]
fn what_cannot_be_is_refused_with_its_field() {
    let field = |emotions: Emotions| match shop().run(&emotions).unwrap_err() {
        Error::InvalidOption { field, .. } => field,
        Error::UnknownName { name, .. } => name,
        other => panic!("{other}"),
    };
    assert_eq!(field(Emotions::default()), "ratings");
    assert_eq!(field(Emotions::of(["ratin"])), "ratin");
    assert_eq!(field(Emotions::of([EmotionRating::from("rating").scale(5.0, 1.0)])), "ratings[0].max");
    assert_eq!(field(Emotions::of(["rating"]).order(["look", "lok"])), "lok");
    assert_eq!(field(Emotions::of(["rating"]).order(["look", "look"])), "order");
    assert_eq!(field(Emotions::of(["rating"]).order(["look"]).stage("s", ["pay"])), "order");
    assert_eq!(field(Emotions::of(["rating"]).expect("look", 3.0)), "expected[0].valence");
    assert_eq!(field(Emotions::of(["rating"]).expect("lok", 1.0)), "lok");
    assert_eq!(field(Emotions::of(["rating"]).by("rating")), "by");
    assert_eq!(field(Emotions { comment_weight: f64::NAN, ..Emotions::of(["rating"]) }), "comment_weight");
    assert_eq!(field(Emotions::of(["rating"]).bootstrap(10)), "bootstrap");
}

#[test]
fn a_scale_that_is_not_that_of_the_ratings_is_refused() {
    let mut csv = String::from("customer,time,event,rating\n");
    (0..12).for_each(|n| csv += &format!("{n},2024-01-01,look,{}\n", 60 + n));
    let error = log(&csv).run(&Emotions::of(["rating"])).unwrap_err();
    assert!(error.to_string().contains("12 of 12 are off it"), "{error}");
}

#[test]
fn nobody_said_anything() {
    let log = log("customer,time,event,rating\na,2024-01-01,look,\na,2024-01-02,pay,\n");
    let columns = Columns::new("customer", "time", "event").kind("rating", crate::log::ColumnKind::Number);
    let log =
        EventLog::read_csv_text("customer,time,event,rating\na,2024-01-01,look,\n", &columns).unwrap_or(log);
    let report = log.run(&Emotions::of(["rating"]).order(["look"])).unwrap();
    assert_eq!((report.rows.len(), report.rows[0].mood.value, report.customers), (1, None, 0));
    assert!(report.measures.iter().all(|row| row.journeys.value.is_none() && row.curve.value.is_none()));
    assert_eq!(log.run(&Emotions::of(["rating"])).unwrap().rows, []);
}
