//! San Francisco airport as its passengers rate it: from two waves of a survey to a measured map, and what moves satisfaction.
//!
//! `JOURNEY_DATA=DATA cargo run -p journey-examples --bin airport -- OUTPUT_FOLDER`
#![allow(clippy::print_stdout)]

use journey_core::EventLog;
use journey_core::analysis::{
    ChangeVerdict, Drivers, JourneyFact, SurveyMeasure, Themes, Trend, TrendReport,
};
use journey_core::ingest::SurveyColumns;
use journey_core::log::{Part, Recipe};
use journey_core::measure::Measure;
use journey_core::text::{Lexicon, SentimentClass, TextClassifier, TextClassifierOptions};
use journey_examples::{Result, data, map, output, show, table};

const ZONE: &str = "America/Los_Angeles";
const COMMENTS: &str = "sfo_survey/sfo_2017_comments.csv.gz";

/// What is rated, in the order of the journey: touchpoint, and its column in 2017 and in 2018.
const RATINGS: [[&str; 3]; 16] = [
    ["way", "Q13GETRATE", "Q13GETRATE"],
    ["roads", "Q7ROADS", "Q7ROADS"],
    ["parking", "Q7PARK", "Q7PARK"],
    ["rental", "Q7RENTAL", "Q7RENTAL"],
    ["find", "Q14FIND", "Q14FIND "],
    ["signs", "Q7SIGN", "Q7SIGN"],
    ["screening", "Q14PASSTHRU", "Q14PASSTHRU"],
    ["safety", "Q10SAFE", "Q10Safe"],
    ["restaurants", "Q7FOOD", "Q7FOOD"],
    ["shops", "Q7STORE", "Q7STORE"],
    ["wifi", "Q7WIFI", "Q7WIFI"],
    ["art", "Q7ART", "Q7ART"],
    ["restrooms", "Q9RESTROOM", "Q9Restroom"],
    ["walkways", "Q7WALKWAYS", "Q7WALKWAY"],
    ["screens", "Q7SCREENS", "Q7SCREENS"],
    ["gate", "Q9BOARDING", "Q9Boarding"],
];

/// Further answers: column in the log, in 2017 and in 2018, and their codes for "no answer".
const ANSWERS: [([&str; 3], &[f64]); 5] = [
    (["overall", "Q7ALL", "Q7ALL"], &[]),
    (["clean", "Q9ALL", "Q9All"], &[0.0, 6.0]),
    (["recommend", "NETPRO", "NETPRO  "], &[11.0]),
    (["purpose", "Q2PURP1", "Q2PURP1"], &[0.0]),
    (["boarding_area", "BAREA", "BAREA"], &[]),
];

const PURPOSES: [(f64, &str); 11] = [
    (1.0, "business"),
    (2.0, "holiday"),
    (3.0, "family"),
    (4.0, "other"),
    (5.0, "business"),
    (6.0, "family"),
    (7.0, "other"),
    (10.0, "other"),
    (11.0, "other"),
    (12.0, "other"),
    (13.0, "other"),
];

/// The survey of a May: 0 is blank and 6 "never used" or "don't know".
fn wave(year: usize) -> Result<EventLog> {
    let at = year - 2016;
    let mut survey = SurveyColumns::at("RESPNUM", format!("{year}-05-15"))
        .no_answer([0.0, 6.0])
        .missing("Blank")
        .missing("BLANK")
        .weight("WEIGHT")
        .name("WEIGHT", "weight")
        .keep(ANSWERS.map(|(names, _)| names[at]));
    survey.columns.time_zone = Some(ZONE.into());
    for names in RATINGS {
        survey = survey.rating(names[at], names[0]);
    }
    for (names, silent) in ANSWERS {
        survey = survey.name(names[at], names[0]).no_answer_of(names[at], silent.iter().copied());
    }
    survey = survey.recode(ANSWERS[3].0[at], PURPOSES);
    Ok(EventLog::read_survey(data(&format!("sfo_survey/sfo_{year}.csv.gz"))?, &survey)?)
}

/// The comments of 2017 as the airport coded them: several a passenger, each with a code and how positive it is.
fn comments() -> Result<EventLog> {
    let mut columns = SurveyColumns::at("RESPNUM_FK", "2017-05-15")
        .whole("comment")
        .keep(["comment_group", "comment_code", "Comment", "Sentiment"])
        .name("comment_group", "group")
        .name("comment_code", "code")
        .name("Comment", "comment")
        .name("Sentiment", "tone")
        .recode("Sentiment", [("Negative", -1.0), ("Neutral", 0.0), ("Positive", 1.0)]);
    columns.columns.time_zone = Some(ZONE.into());
    Ok(EventLog::read_survey(data(COMMENTS)?, &columns)?)
}

/// Both waves, with the comments at their touchpoints.
fn both(first: &EventLog, second: EventLog) -> Result<EventLog> {
    let steps = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/airport.steps.json"))?;
    let commented = EventLog::concat(&[first.clone(), comments()?])?;
    let (first, _) = Recipe::from_json(&steps)?.apply(&commented)?;
    // Passenger 1 of one year is not passenger 1 of the other.
    Ok(EventLog::combine([
        Part::new("2017", first).customer_is("passenger_2017"),
        Part::new("2018", second).customer_is("passenger_2018"),
    ])?)
}

/// What moves overall satisfaction, of what most passengers rate.
fn drivers(log: &EventLog) -> Result<()> {
    let rated = [
        "restaurants",
        "walkways",
        "shops",
        "signs",
        "screens",
        "wifi",
        "art",
        "screening",
        "safety",
        "find",
    ];
    let items = rated.map(|touchpoint| JourneyFact::answer_at("rating", touchpoint));
    let items = std::iter::once(JourneyFact::answer("clean")).chain(items);
    let report = log.run(&Drivers::of(JourneyFact::answer("overall"), items))?;
    println!("drivers of satisfaction, {} passengers, R² {:.3}:", report.customers, report.r_squared);
    for row in report.rows.iter().take(5) {
        let share = |value: Option<f64>| value.map_or(0.0, |value| 100.0 * value);
        let (low, high) = (share(row.importance.low), share(row.importance.high));
        println!("  {}: {:.1} % ({low:.1} to {high:.1})", row.item, share(row.importance.value));
    }
    Ok(())
}

fn said(name: &str, report: &TrendReport) {
    let verdict = if report.overall.verdict == Some(ChangeVerdict::Yes) { "yes" } else { "not shown" };
    println!("  {name}: {verdict}, {}", report.overall.statement);
}

/// Did it change from one May to the next?
fn changes(log: &EventLog) -> Result<()> {
    println!("2017 to 2018, did it really change?");
    let nps = Trend::new("recommend", SurveyMeasure::Nps {});
    said("net promoter score", &log.run(&nps)?);
    said("the same, weighted", &log.run(&nps.weight("weight"))?);
    let csat = Trend::new("overall", SurveyMeasure::csat());
    said("satisfied", &log.run(&csat)?);
    said("the same, weighted", &log.run(&csat.weight("weight"))?);
    let easy = Trend::new("rating", SurveyMeasure::csat());
    for touchpoint in ["way", "find", "screening"] {
        let step = format!(r#"[{{"keep_touchpoints": {{"touchpoints": "{touchpoint}"}}}}]"#);
        let (rated, _) = Recipe::from_json(&step)?.apply(log)?;
        said(&format!("{touchpoint} is easy"), &rated.run(&easy)?);
        said("the same, weighted", &rated.run(&easy.clone().weight("weight"))?);
    }
    Ok(())
}

/// What negative comments say and positive ones do not, as the airport coded them.
fn themes() -> Result<()> {
    let columns = SurveyColumns::at("RESPNUM_FK", "2017-05-15").keep(["Comment", "Sentiment"]);
    let log = EventLog::read_survey(data(COMMENTS)?, &columns)?;
    let report = log.themes(&Themes { top: 3, ..Themes::new("Comment").by("Sentiment") })?;
    println!("themes of coded comments:");
    for row in &report.rows {
        println!("  {}: {} ({} comments)", row.group, row.phrase, row.comments);
    }
    Ok(())
}

/// How often a classifier is right about comments that it has not seen, and how often the lexicon is.
fn classifier() -> Result<()> {
    let rows = table(COMMENTS, ["Comment", "Sentiment"])?;
    let coded = rows.into_iter().filter(|[comment, label]| !comment.is_empty() && !label.is_empty());
    let (texts, labels): (Vec<String>, Vec<String>) =
        coded.map(|[comment, label]| (comment, label.to_lowercase())).unzip();
    let options = TextClassifierOptions::default();
    let report = TextClassifier::cross_validate(&texts, &labels, &options, 5, 1)?;
    let english = Lexicon::english();
    let name = |text: &String| match english.score(text).kind() {
        SentimentClass::Negative => "negative",
        SentimentClass::Neutral => "neutral",
        SentimentClass::Positive => "positive",
    };
    let right = texts.iter().zip(&labels).filter(|(text, label)| name(text) == label.as_str()).count();
    println!("right about the tone of {} comments:", texts.len());
    println!("  classifier, comments not seen: {:.2}", report.accuracy);
    println!("  lexicon: {:.2}", right as f64 / texts.len() as f64);
    println!("  always the most frequent: {:.2}", report.most_frequent);
    Ok(())
}

fn main() -> Result<()> {
    let folder = output()?;
    let first = wave(2017)?;
    drivers(&first)?;
    let log = both(&first, wave(2018)?)?;
    changes(&log)?;
    themes()?;
    classifier()?;
    let measured = map("airport.yaml")?.measure_with(&log, &Measure::new().findings(8))?;
    show(&measured, &folder, "airport")
}
