//! Scores of comments against vaderSentiment 3.3.2, sentence by sentence, and against ratings of people.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::io::Read;

use common::{close, data, oracle, sha256};
use journey_core::EventLog;
use journey_core::analysis::Themes;
use journey_core::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};
use journey_core::text::{
    Lexicon, Sentiment, SentimentClass, SentimentRules, TextClassifier, TextClassifierOptions,
};
use serde_json::Value as Json;

/// A score as the original writes it: Rust and Python round the same way. Minus 0 is written as 0.
fn written(score: &Sentiment) -> [String; 4] {
    let text = |number: f64, digits: usize| format!("{number:.digits$}").replace("-0.0000", "0.0000");
    [text(score.compound, 4), text(score.negative, 3), text(score.neutral, 3), text(score.positive, 3)]
}

fn vader() -> Lexicon {
    Lexicon::english().with_rules(SentimentRules::Vader)
}

#[test]
fn every_made_up_sentence_scores_as_in_vader() {
    let expected = oracle("vader", "sentences");
    let sentences = expected.as_array().unwrap();
    assert!(sentences.len() > 400);
    let lexicon = vader();
    for sentence in sentences {
        let text = sentence[0].as_str().unwrap();
        let found = written(&lexicon.score(text));
        for (found, expected) in found.iter().zip(&sentence.as_array().unwrap()[1..]) {
            assert_eq!(found, &expected.as_str().unwrap().replace("-0.0000", "0.0000"), "{text:?}");
        }
    }
}

fn unpacked(name: &str) -> Option<String> {
    let file = std::fs::File::open(data(name)?).unwrap();
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
    Some(text)
}

/// Rating and text of each line of `id <tab> rating <tab> text`.
fn rated(name: &str) -> Option<Vec<(f64, String)>> {
    let text = unpacked(&format!("vader_ground_truth/{name}"))?;
    let row = |line: &str| {
        let mut fields = line.splitn(3, '\t').skip(1);
        (fields.next().unwrap().parse().unwrap(), fields.next().unwrap().to_string())
    };
    Some(text.split('\n').filter(|line| !line.trim().is_empty()).map(row).collect())
}

/// Rating, recommendation and text of the reviews.
fn reviews(name: &str) -> Option<Vec<(Option<f64>, bool, String)>> {
    let text = unpacked(&format!("skytrax/{name}"))?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row: Result<std::collections::HashMap<String, String>, _>| {
        let row = row.unwrap();
        (row["overall_rating"].parse().ok(), row["recommended"].parse() == Ok(1.0), row["content"].clone())
    });
    Some(rows.collect())
}

fn digest<'t>(lexicon: &Lexicon, texts: impl Iterator<Item = &'t String>) -> String {
    let lines = texts.map(|text| written(&lexicon.score(text)).join(" ") + "\n");
    sha256(&lines.collect::<String>())
}

/// Pearson's correlation, and how many classes are right, of what a lexicon says about rated texts.
fn agreement(lexicon: &Lexicon, rows: &[(f64, String)]) -> (f64, usize, f64) {
    let pairs: Vec<(f64, f64)> =
        rows.iter().map(|(rating, text)| (*rating, lexicon.score(text).compound)).collect();
    let truth = |rating: f64| match rating {
        rating if rating > 0.0 => SentimentClass::Positive,
        rating if rating < 0.0 => SentimentClass::Negative,
        _ => SentimentClass::Neutral,
    };
    let classes: Vec<_> =
        pairs.iter().map(|(rating, score)| (truth(*rating), SentimentClass::of(*score))).collect();
    let count = |test: &dyn Fn(&(SentimentClass, SentimentClass)) -> bool| {
        classes.iter().filter(|pair| test(pair)).count() as f64
    };
    let f1 = [SentimentClass::Negative, SentimentClass::Neutral, SentimentClass::Positive].map(|kind| {
        let (told, found) = (count(&|pair| pair.0 == kind), count(&|pair| pair.1 == kind));
        told * 2.0 * count(&|pair| pair.0 == kind && pair.1 == kind) / (told + found).max(1.0)
    });
    let right = classes.iter().filter(|(truth, found)| truth == found).count();
    (pearson(&pairs), right, f1.iter().sum::<f64>() / rows.len() as f64)
}

fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (a, b) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let (aa, bb) = (sum(&|pair| (pair.0 - a).powi(2)), sum(&|pair| (pair.1 - b).powi(2)));
    sum(&|pair| (pair.0 - a) * (pair.1 - b)) / (aa * bb).sqrt()
}

/// Middle ranks, from 1.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = |value: &f64| {
        let (below, up_to) = (sorted.partition_point(|x| x < value), sorted.partition_point(|x| x <= value));
        (below + up_to + 1) as f64 / 2.0
    };
    values.iter().map(rank).collect()
}

#[test]
fn tweets_and_reviews_score_as_in_vader_and_agree_with_people_as_published() {
    // METHODS: tweets r .8722, accuracy .9210, weighted F1 .948; Amazon .5896, .5653, .626.
    let expected = oracle("vader", "comments");
    for (name, file) in
        [("tweets", "tweets_GroundTruth.txt.gz"), ("amazon", "amazonReviewSnippets_GroundTruth.txt.gz")]
    {
        let Some(rows) = rated(file) else { return };
        let expected: &Json = &expected[name];
        assert_eq!(digest(&vader(), rows.iter().map(|row| &row.1)), expected["sha256"], "{name}");
        let (pearson, right, f1) = agreement(&vader(), &rows);
        assert_eq!(
            (rows.len(), right),
            (expected["n"].as_u64().unwrap() as usize, expected["right"].as_u64().unwrap() as usize)
        );
        // The oracle's scores are rounded to four decimals.
        assert!((pearson - expected["pearson"].as_f64().unwrap()).abs() < 1e-5);
        close(Some(f1), &expected["weighted_f1"], name);
        let (better, more, f1) = agreement(&Lexicon::english(), &rows);
        println!(
            "{name}: corrected r {better:.4}, right {more} of {}, F1 {f1:.4}; VADER r {pearson:.4}, right {right}",
            rows.len()
        );
        assert!(better > pearson - 0.005 && more as f64 > right as f64 * 0.99, "{name}: {better}, {more}");
    }
}

#[test]
fn sentiment_tells_recommended_lounges_and_seats_as_vader_does() {
    // METHODS: AUC .7722 and .8707, Spearman .6463 and .6182.
    let expected = oracle("vader", "comments");
    for name in ["lounge", "seat"] {
        let Some(rows) = reviews(&format!("{name}.csv.gz")) else { return };
        let expected = &expected[name];
        assert_eq!(digest(&vader(), rows.iter().map(|row| &row.2)), expected["sha256"], "{name}");
        for (lexicon, tolerance) in [(vader(), 2e-4), (Lexicon::english(), 0.02)] {
            let scores: Vec<f64> = rows.iter().map(|row| lexicon.score(&row.2).compound).collect();
            let yes = rows.iter().filter(|row| row.1).count() as f64;
            let sum: f64 =
                ranks(&scores).iter().zip(&rows).filter(|(_, row)| row.1).map(|(rank, _)| rank).sum();
            let auc = (sum - yes * (yes + 1.0) / 2.0) / (yes * (rows.len() as f64 - yes));
            let (found, given): (Vec<f64>, Vec<f64>) =
                scores.iter().zip(&rows).filter_map(|(score, row)| Some((*score, row.0?))).unzip();
            let pairs: Vec<(f64, f64)> = ranks(&found).into_iter().zip(ranks(&given)).collect();
            println!("{name}: {:?} AUC {auc:.4}, Spearman {:.4}", lexicon.rules(), pearson(&pairs));
            assert!((auc - expected["auc"].as_f64().unwrap()).abs() < tolerance, "{auc}");
            assert!((pearson(&pairs) - expected["spearman"].as_f64().unwrap()).abs() < tolerance);
        }
    }
}

#[test]
fn a_classifier_of_coded_comments_is_more_often_right_than_the_lexicon() {
    let Some(text) = unpacked("sfo_survey/sfo_2017_comments.csv.gz") else { return };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<(String, String)> = reader
        .deserialize()
        .map(|row: Result<std::collections::HashMap<String, String>, _>| row.unwrap())
        .map(|row| (row["Comment"].clone(), row["Sentiment"].to_lowercase()))
        .filter(|(comment, kind)| !comment.is_empty() && !kind.is_empty())
        .collect();
    let (texts, labels): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
    assert_eq!(texts.len(), 3415);
    // Coded comments are few different texts, so each fold is about texts that were never seen.
    let options = TextClassifierOptions::default();
    let report = TextClassifier::cross_validate(&texts, &labels, &options, 5, 1).unwrap();
    let name = |kind| match kind {
        SentimentClass::Negative => "negative",
        SentimentClass::Neutral => "neutral",
        SentimentClass::Positive => "positive",
    };
    let english = Lexicon::english();
    let right =
        texts.iter().zip(&labels).filter(|(text, label)| name(english.score(text).kind()) == label.as_str());
    let lexicon = right.count() as f64 / texts.len() as f64;
    println!("lexicon: {lexicon:.4}; classifier: {report:#?}");
    assert!(report.accuracy > report.most_frequent && report.accuracy > lexicon);
}

/// A log of comments, one customer each, with the group as touchpoint.
fn comments(rows: impl Iterator<Item = (String, String)>) -> EventLog {
    let columns = vec![("comment".to_string(), Some(ColumnKind::Text))];
    let mut builder = LogBuilder::new(LogOptions::default(), columns);
    for (row, (group, text)) in (1u64..).zip(rows) {
        let (customer, values) = (row.to_string(), [Value::Text(&text)]);
        let event =
            Event { customer: &customer, time: 0, touchpoint: &group, end: None, row, values: &values };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

/// Rows of a table as pairs of two of its columns that both have something.
fn pairs(text: &str, delimiter: u8, (a, b): (&str, &str)) -> Vec<(String, String)> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let place = |name: &str| names.iter().position(|other| other == name).unwrap();
    let (a, b) = (place(a), place(b));
    let rows = reader.records().map(|row| row.unwrap());
    let both = rows.map(|row| (row[a].to_string(), row[b].to_string()));
    both.filter(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty()).collect()
}

fn compare_themes(rows: Vec<(String, String)>, options: &Themes, expected: &Json) {
    let report = comments(rows.into_iter()).themes(options).unwrap();
    assert_eq!(report.tested, expected["tested"].as_u64().unwrap());
    let expected = expected["rows"].as_array().unwrap();
    assert_eq!(report.rows.len(), expected.len());
    for (row, expected) in report.rows.iter().zip(expected) {
        let name = format!("{} {}", row.group, row.phrase);
        assert_eq!(
            (row.group.as_str(), row.phrase.as_str()),
            (expected[0].as_str().unwrap(), expected[1].as_str().unwrap())
        );
        assert_eq!(row.comments, expected[2].as_u64().unwrap(), "{name}");
        close(Some(row.log_odds), &expected[3], &name);
        close(Some(row.z), &expected[4], &name);
        close(row.p_adjusted, &expected[5], &name);
    }
}

#[test]
fn themes_of_passengers_and_of_complaints_are_those_of_the_definition() {
    let expected = oracle("plain", "themes");
    let Some(text) = unpacked("sfo_survey/sfo_2017_comments.csv.gz") else { return };
    let options = Themes { top: 15, ..Themes::new("comment").by("touchpoint") };
    compare_themes(pairs(&text, b',', ("Sentiment", "Comment")), &options, &expected["sfo_2017"]);
    // This file is in Latin-1.
    let bytes = std::fs::read(data("bpic16_complaints/BPI2016_Complaints.csv").unwrap()).unwrap();
    let text: String = bytes.into_iter().map(char::from).collect();
    let rows = pairs(&text, b';', ("ComplaintTheme_EN", "ComplaintTopic_EN"));
    let options = Themes { top: 5, words: 2, ..Themes::new("comment").by("touchpoint") };
    compare_themes(rows, &options, &expected["bpic16"]);
}
