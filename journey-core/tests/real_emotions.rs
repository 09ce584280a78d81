//! The emotion curve on real data, held against frozen values of numpy and scipy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{data, oracle};
use journey_core::EventLog;
use journey_core::analysis::{
    EmotionMeasure, EmotionMeasureRow, EmotionRating, EmotionReport, Emotions, Estimate, JourneyFact,
};
use journey_core::ingest::SurveyColumns;
use serde_json::Value;

const ITEMS: [&str; 5] = ["Q7ROADS", "Q14PASSTHRU", "Q7STORE", "Q7FOOD", "Q9BOARDING"];

fn near(found: Option<f64>, expected: &Value, what: &str) {
    let (found, expected) = (found.unwrap(), expected.as_f64().unwrap());
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1e-3), "{what}: {found} {expected}");
}

/// Value, sample and standard error.
fn check(found: &Estimate, expected: &Value, what: &str) {
    near(found.value, &expected["value"], what);
    assert_eq!(found.n, expected["n"], "{what}");
    let error = found.value.zip(found.low).map(|(value, low)| (value - low) / 1.959963984540054);
    near(error, &expected["error"], what);
}

/// The questions about the way through the airport, in that order, and the airport as a whole.
fn airport(draws: u32) -> Option<EmotionReport> {
    let columns = SurveyColumns::at("RESPNUM", "2017-05-15").missing("Blank").missing("BLANK");
    let log = EventLog::read_survey(data("sfo_survey/sfo_2017.csv.gz")?, &columns).unwrap();
    // 0 and 6 are "blank" and "never used".
    let ratings = ITEMS.map(|item| EmotionRating::from(item).about(item).missing([0.0, 6.0]));
    let emotions = Emotions::of(ratings).order(ITEMS).outcome(JourneyFact::answer("Q7ALL")).bootstrap(draws);
    Some(log.run(&emotions).unwrap())
}

#[test]
fn moods_of_passengers_equal_those_of_numpy() {
    let Some(report) = airport(0) else { return };
    let expected = oracle("numpy", "emotions_sfo_2017");
    assert_eq!((report.customers, report.out_of_scale), (expected["customers"].as_u64().unwrap(), 0));
    for (row, expected) in report.rows.iter().zip(expected["rows"].as_array().unwrap()) {
        let item = row.touchpoint.as_deref().unwrap();
        check(&row.mood, &expected["mood"], item);
        near(row.sd, &expected["sd"], item);
        let quartiles = [row.q25, row.median, row.q75];
        quartiles
            .into_iter()
            .zip(expected["quartiles"].as_array().unwrap())
            .for_each(|(a, b)| near(a, b, item));
        check(&row.lift, &expected["lift"], item);
        if row.change_from.is_some() {
            check(&row.change, &expected["change"], item);
        }
    }
}

/// On these data the peak-end value does not predict the overall rating better than the mean does.
#[test]
fn what_passengers_remember_equals_scipy() {
    let Some(report) = airport(99) else { return };
    let expected = oracle("numpy", "emotions_sfo_2017");
    for row in &report.measures {
        let name = serde_json::to_value(row.measure).unwrap();
        let correlation = row.correlation.as_ref().unwrap();
        near(correlation.value, &expected["correlations"][name.as_str().unwrap()], name.as_str().unwrap());
        assert_eq!(correlation.n, expected["remembering"]);
        let inside = correlation.low.unwrap()..=correlation.high.unwrap();
        assert!(inside.contains(&correlation.value.unwrap()));
    }
    let together = &expected["together"];
    near(report.memory[0].together, &together["explained"], "together");
    for (at, term) in together["terms"].as_array().unwrap().iter().enumerate() {
        let own = |row: &&EmotionMeasureRow| serde_json::to_value(row.measure).unwrap() == *term;
        let weight = report.measures.iter().find(own).unwrap().weight.as_ref().unwrap();
        near(weight.value, &together["weights"][at], "weight");
        let error = weight.value.zip(weight.low).map(|(value, low)| (value - low) / 1.959963984540054);
        near(error, &together["errors"][at], "standard error");
    }
    let peak_end = report.measures.iter().find(|row| row.measure == EmotionMeasure::PeakEnd).unwrap();
    let gain = peak_end.gain.as_ref().unwrap();
    assert!(gain.high.unwrap() < 0.0, "{gain:?}");
}
