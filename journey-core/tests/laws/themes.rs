//! Laws of themes.

use journey_core::analysis::Themes;
use proptest::prelude::*;

use crate::sentiment::{comments, log};

proptest! {
    #[test]
    fn a_phrase_counts_the_comments_that_have_it_whatever_the_shards(comments in comments(), shards in 1..9usize, words in 1..4u32) {
        let options = Themes { words, least: 2, top: 100, ..Themes::new("text").by("touchpoint") };
        let report = log(&comments, shards).themes(&options).unwrap();
        prop_assert_eq!(&report, &log(&comments, 1).themes(&options).unwrap());
        let with_text: u64 = report.groups.iter().map(|group| group.comments).sum();
        prop_assert_eq!(with_text + report.without_text, comments.len() as u64);
        for row in &report.rows {
            let parts: Vec<&str> = row.phrase.split(' ').collect();
            prop_assert!(parts.len() <= words as usize);
            let has = |text: &str| {
                let text = text.to_lowercase().replace('’', "'");
                // Runs of words between punctuation.
                let runs = text.split(|code: char| !(code.is_alphanumeric() || code == '\'' || code.is_whitespace()));
                runs.into_iter().any(|run| run.split_whitespace().collect::<Vec<_>>().windows(parts.len()).any(|run| run == parts))
            };
            let own = comments.iter().filter(|(place, text)| crate::sentiment::PLACES[*place] == row.group && has(text)).count();
            prop_assert_eq!(row.comments, own as u64, "{:?}", row.phrase);
            prop_assert_eq!(row.share.n + row.others.n, with_text);
            prop_assert!(row.log_odds > 0.0 && row.z > 0.0 && row.log_odds.is_finite());
            prop_assert!(row.p.zip(row.p_adjusted).is_some_and(|(p, adjusted)| p <= adjusted && adjusted <= 1.0));
            prop_assert!(row.examples.iter().all(|example| has(&example.text) && example.touchpoint == row.group));
            prop_assert!(!row.examples.is_empty() || row.comments == 0);
        }
    }

    #[test]
    fn a_comment_that_repeats_itself_counts_once(comments in comments()) {
        let options = Themes { least: 1, top: 100, words: 1, ..Themes::new("text").by("touchpoint") };
        let twice: Vec<_> = comments.iter().map(|(place, text)| (*place, format!("{text} . {text}"))).collect();
        let numbers = |comments: &[(usize, String)]| -> Vec<(String, String, u64, f64)> {
            let report = log(comments, 2).themes(&options).unwrap();
            report.rows.into_iter().map(|row| (row.group, row.phrase, row.comments, row.z)).collect()
        };
        let kept: Vec<_> = comments.iter().filter(|(_, text)| !text.trim().is_empty()).cloned().collect();
        let twice: Vec<_> = twice.into_iter().filter(|(_, text)| text.trim() != ".").collect();
        prop_assert_eq!(numbers(&kept), numbers(&twice));
    }

    #[test]
    fn any_text_has_themes_or_none(texts in proptest::collection::vec((0..3usize, ".{0,30}"), 0..8)) {
        let options = Themes { least: 1, ..Themes::new("text").by("touchpoint") };
        let report = log(&texts, 2).themes(&options).unwrap();
        prop_assert!(report.rows.iter().all(|row| row.z.is_finite() && !row.phrase.is_empty()));
        log(&texts, 2).themes(&Themes { least: 1, ..Themes::new("text") }).unwrap();
    }
}
