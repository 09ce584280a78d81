//! Laws of emotions.

use journey_core::EventLog;
use journey_core::analysis::{EmotionMeasure, EmotionRating, EmotionReport, Emotions, JourneyFact};
use journey_core::log::{ColumnKind, Columns};
use journey_core::work::Work;
use proptest::prelude::*;

/// Touchpoint and rating from 1 to 5 (0: none) of each event of each customer.
type Told = Vec<Vec<(u8, u8)>>;

fn told() -> impl Strategy<Value = Told> {
    proptest::collection::vec(proptest::collection::vec((0..4u8, 0..=5u8), 1..6), 1..40)
}

/// The log of what was told; `name` gives the name of a customer.
fn log(told: &Told, shards: usize, name: impl Fn(usize) -> String) -> EventLog {
    let mut csv = String::from("customer,time,event,rating,score,side\n");
    for (customer, events) in told.iter().enumerate() {
        for (day, (place, rating)) in events.iter().enumerate() {
            let rating = if *rating == 0 { String::new() } else { rating.to_string() };
            let (side, score) = (["left", "right"][customer % 2], customer % 7);
            csv += &format!("{},2024-01-{:02},t{place},{rating},{score},{side}\n", name(customer), day + 1);
        }
    }
    let mut columns = Columns::new("customer", "time", "event").kind("rating", ColumnKind::Number);
    columns = columns.kind("score", ColumnKind::Number).kind("side", ColumnKind::Dictionary);
    columns.shards = Some(shards);
    EventLog::read_csv_text(&csv, &columns).unwrap()
}

fn question() -> Emotions {
    let order = ["t0", "t1", "t2", "t3"].map(String::from).to_vec();
    let score = JourneyFact::Number { column: "score".into(), touchpoint: None };
    Emotions::of(["rating"]).stage("s", order).by("side").outcome(score).expect("t1", 0.5).bootstrap(40)
}

fn ask(log: &EventLog, emotions: &Emotions) -> Option<EmotionReport> {
    log.run(emotions).ok()
}

/// The question for logs in which all touchpoints are there.
fn complete(mut told: Told) -> Told {
    told.push((0..4).map(|place| (place, 0)).collect());
    told
}

fn text(report: &Option<EmotionReport>) -> String {
    serde_json::to_string(report).unwrap()
}

fn value(report: &EmotionReport, measure: EmotionMeasure) -> Option<f64> {
    report.measures.iter().find(|row| row.measure == measure).unwrap().journeys.value
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

/// A naive model: mean over customers of their mean mood at a place.
fn naive(told: &Told, place: u8) -> Option<f64> {
    let mean = |moods: Vec<f64>| {
        let n = moods.len() as f64;
        (n > 0.0).then(|| moods.iter().sum::<f64>() / n)
    };
    let own = |events: &Vec<(u8, u8)>| {
        mean(events.iter().filter(|e| e.0 == place && e.1 > 0).map(|e| f64::from(e.1) - 3.0).collect())
    };
    mean(told.iter().filter_map(own).collect())
}

proptest! {
    #[test]
    fn names_of_customers_shards_threads_and_order_change_no_bit(told in told()) {
        let told = complete(told);
        let question = Emotions { by: None, ..question() };
        let name = |customer| format!("c{customer}");
        let expected = text(&ask(&log(&told, 1, name), &question));
        for shards in [7, 64] {
            prop_assert_eq!(&text(&ask(&log(&told, shards, name), &question)), &expected);
            let one = Work::new().threads(1).run(|| text(&ask(&log(&told, shards, name), &question)));
            prop_assert_eq!(&one, &expected);
        }
        let renamed = log(&told, 7, |customer| format!("{}-x", 99 - customer));
        prop_assert_eq!(&text(&ask(&renamed, &question)), &expected);
    }

    #[test]
    fn the_curve_is_that_of_a_naive_model_and_stays_on_its_scale(told in told()) {
        let told = complete(told);
        let report = ask(&log(&told, 7, |customer| format!("c{customer}")), &question()).unwrap();
        for (place, row) in (0..).zip(report.rows.iter().take(4)) {
            prop_assert!(near(row.mood.value, naive(&told, place)));
            let known = [row.mood.low, row.mood.high, row.q25, row.median, row.q75];
            prop_assert!(known.iter().flatten().all(|mood| (-2.0..=2.0).contains(mood)));
            prop_assert!(row.q25 <= row.median && row.median <= row.q75);
        }
        let felt = told.iter().filter(|events| events.iter().any(|event| event.1 > 0)).count();
        prop_assert_eq!(report.customers, felt as u64);
        let lowest: f64 = report.rows.iter().take(4).filter_map(|row| row.lowest.value).sum();
        prop_assert!(report.several == 0 || (lowest - 1.0).abs() < 1e-9);
    }

    #[test]
    fn groups_make_up_everybody(told in told()) {
        let report = ask(&log(&complete(told), 1, |customer| format!("c{customer}")), &question()).unwrap();
        for row in report.rows.iter().take(4) {
            let parts = || report.rows.iter().filter(|part| part.group.is_some() && part.touchpoint == row.touchpoint);
            prop_assert_eq!(parts().map(|part| part.mood.n).sum::<u64>(), row.mood.n);
            let weighted: f64 = parts().filter_map(|part| Some(part.mood.value? * part.mood.n as f64)).sum();
            prop_assert!(row.mood.n == 0 || near(Some(weighted / row.mood.n as f64), row.mood.value));
        }
    }

    #[test]
    fn a_longer_scale_that_all_are_higher_on_shifts_every_mood_and_no_change(told in told()) {
        let told = complete(told);
        let log = log(&told, 1, |customer| format!("c{customer}"));
        let on = |worst: f64, best: f64| {
            Emotions { ratings: vec![EmotionRating::from("rating").scale(worst, best)], bootstrap: 0, ..question() }
        };
        // From 1 to 9 a rating is 3 … half a point apart; from -3 to 5 the same, 2 points higher.
        let (low, high) = (ask(&log, &on(1.0, 9.0)).unwrap(), ask(&log, &on(-3.0, 5.0)).unwrap());
        for (a, b) in low.rows.iter().zip(&high.rows) {
            prop_assert!(near(a.mood.value.map(|mood| mood + 2.0), b.mood.value));
            prop_assert!(near(a.change.value, b.change.value) && near(a.sd, b.sd) && near(a.lift.value, b.lift.value));
            prop_assert!(near(a.change_p, b.change_p));
        }
        for same in [EmotionMeasure::Volatility, EmotionMeasure::Trend] {
            prop_assert!(near(value(&low, same), value(&high, same)));
        }
    }

    #[test]
    fn reversing_journeys_changes_only_the_end(told in told()) {
        let told = complete(told);
        let backwards: Told =
            told.iter().map(|events| events.iter().rev().copied().collect()).collect();
        let name = |customer| format!("c{customer}");
        let (a, b) = (ask(&log(&told, 1, name), &question()).unwrap(), ask(&log(&backwards, 1, name), &question()).unwrap());
        for (row, other) in a.rows.iter().zip(&b.rows) {
            prop_assert!(near(row.mood.value, other.mood.value) && near(row.change.value, other.change.value));
        }
        use EmotionMeasure::{Area, Highest, Lowest, Mean, Trend, Volatility};
        for same in [Mean, Lowest, Highest, Volatility, Area] {
            prop_assert!(near(value(&a, same), value(&b, same)), "{same:?}");
        }
        prop_assert!(near(value(&a, Trend).map(|trend| -trend), value(&b, Trend)));
    }

    #[test]
    fn moods_that_are_all_the_same_are_that_mood_without_spread(places in proptest::collection::vec(0..4u8, 2..6), rating in 1..=5u8) {
        let told = complete(vec![places.iter().map(|place| (*place, rating)).collect(); 5]);
        let report = ask(&log(&told, 7, |customer| format!("c{customer}")), &question()).unwrap();
        let mood = f64::from(rating) - 3.0;
        for row in report.measures.iter().filter(|row| row.group.is_none()) {
            let expected = match row.measure {
                EmotionMeasure::Volatility | EmotionMeasure::Trend => 0.0,
                _ => mood,
            };
            prop_assert!(near(row.journeys.value, Some(expected)), "{row:?}");
            prop_assert_eq!(row.correlation.as_ref().unwrap().value, None);
        }
        prop_assert!(report.rows.iter().all(|row| row.change_p.is_none() && row.lift_p.is_none() && !row.dip));
        prop_assert_eq!(report.tested_changes + report.tested_lifts, 0);
    }
}
