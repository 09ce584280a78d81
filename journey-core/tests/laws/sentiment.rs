//! Laws of the sentiment of texts.

use journey_core::EventLog;
use journey_core::analysis::CommentSentiment;
use journey_core::log::{ColumnKind, Event, LogBuilder, LogOptions, ScoreSentiment, Step, Value};
use journey_core::text::{Lexicon, Sentiment, SentimentRules};
use proptest::prelude::*;

const WORDS: [&str; 24] = [
    "good", "bad", "GREAT", "awful!", "not", "very", "kind", "of", "but", "no", "least", "never", "so",
    "the", ":)", ":(", "💓", "👍🏽", "don’t", "kiss", "death", "queue,", "?", " ",
];
pub const PLACES: [&str; 3] = ["app", "desk", "web"];

/// Texts of known words, some empty.
pub fn comment() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..WORDS.len(), 0..10)
        .prop_map(|words| words.into_iter().map(|word| WORDS[word]).collect::<Vec<_>>().join(" "))
}

/// A log of comments at places, one customer each.
pub fn log(comments: &[(usize, String)], shards: usize) -> EventLog {
    let columns = vec![("text".to_string(), Some(ColumnKind::Text))];
    let options = LogOptions { shards: Some(shards), ..LogOptions::default() };
    let mut builder = LogBuilder::new(options, columns);
    for (number, (place, text)) in comments.iter().enumerate() {
        let (customer, row) = (format!("c{number}"), number as u64 + 1);
        let values = [if text.is_empty() { Value::Missing } else { Value::Text(text) }];
        let event = Event {
            customer: &customer,
            time: 0,
            touchpoint: PLACES[*place],
            end: None,
            row,
            values: &values,
        };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

/// Comments at places.
pub fn comments() -> impl Strategy<Value = Vec<(usize, String)>> {
    proptest::collection::vec((0..PLACES.len(), comment()), 0..40)
}

fn both() -> [Lexicon; 2] {
    [SentimentRules::Corrected, SentimentRules::Vader].map(|rules| Lexicon::english().with_rules(rules))
}

proptest! {
    #[test]
    fn any_text_has_shares_of_1_or_no_words(text in prop_oneof![".{0,40}", comment(), "[a-zA-Z'!?:)( 💓\u{200d}\u{fe0f}🏽🇬🇧’-]{0,40}"]) {
        for lexicon in both() {
            let score = lexicon.score(&text);
            let Sentiment { compound, positive, neutral, negative } = score;
            prop_assert!((-1.0..=1.0).contains(&compound));
            let shares = [positive, neutral, negative];
            prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
            let sum: f64 = shares.iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-12 || score == Sentiment::default(), "{:?}", score);
            // What moved the score says in which direction, unless it all but cancels out.
            let pushed: f64 = lexicon.explain(&text).iter().map(|word| word.valence).sum();
            prop_assert!(pushed.abs() < 1e-9 || (pushed > 0.0) == (compound > 0.0));
        }
    }

    #[test]
    fn blanks_around_a_text_change_nothing(text in comment()) {
        for lexicon in both() {
            prop_assert_eq!(lexicon.score(&text), lexicon.score(&format!(" \n{text}\t ")));
        }
    }

    #[test]
    fn a_report_is_the_mean_of_scores_whatever_the_shards(comments in comments(), shards in 1..9usize) {
        let ask = CommentSentiment::new("text").by("touchpoint");
        let report = log(&comments, shards).run(&ask).unwrap();
        prop_assert_eq!(&report, &log(&comments, 1).run(&ask).unwrap());
        let lexicon = Lexicon::english();
        let scores: Vec<f64> = comments
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(_, text)| lexicon.score(text).compound)
            .collect();
        let all = &report.rows[0];
        prop_assert_eq!(all.comments, scores.len() as u64);
        prop_assert_eq!(report.without_text + all.comments, comments.len() as u64);
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        prop_assert!(all.mean.value.map_or(scores.is_empty(), |value| (value - mean).abs() < 1e-12));
        prop_assert_eq!(report.rows[1..].iter().map(|row| row.comments).sum::<u64>(), all.comments);
        let worst = scores.iter().copied().filter(|score| *score <= -0.05).reduce(f64::min);
        prop_assert_eq!(all.most_negative.first().and_then(|example| example.compound), worst);
        for row in &report.rows {
            let shares = [&row.negative, &row.neutral, &row.positive].map(|share| share.value.unwrap_or(0.0));
            prop_assert!(row.comments == 0 || (shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(row.p.zip(row.p_adjusted).is_none_or(|(p, adjusted)| p <= adjusted && adjusted <= 1.0));
        }
    }

    #[test]
    fn the_column_of_scores_holds_the_score_of_each_comment(comments in comments()) {
        let before = log(&comments, 3);
        let step = Step::ScoreSentiment(Box::new(ScoreSentiment::new("text")));
        let (after, done) = before.clean(std::slice::from_ref(&step)).unwrap();
        let with_text = comments.iter().filter(|(_, text)| !text.trim().is_empty()).count() as u64;
        prop_assert_eq!(done.rows[0].events_changed, with_text);
        prop_assert_eq!(after.events(), before.events());
        let (text, score) = (after.column("text").unwrap().0, after.column("sentiment").unwrap().0);
        for journey in after.shards().iter().flat_map(|shard| shard.journeys()) {
            let expected = journey.text(text, 0).filter(|text| !text.trim().is_empty());
            let expected = expected.map(|text| Lexicon::english().score(text).compound);
            prop_assert_eq!(Some(journey.numbers(score)[0]).filter(|score| !score.is_nan()), expected);
        }
        // The column is there now.
        prop_assert_eq!(after.clean(&[step]).unwrap_err().code(), "invalid_option");
    }
}
