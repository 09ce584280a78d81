//! Laws of posts.

use journey_core::analysis::Posts;
use proptest::prelude::*;

use crate::sentiment::{comments, log};

/// Texts with much that could be a tag, of several scripts, with signs that belong to nothing.
fn wild() -> impl Strategy<Value = Vec<(usize, String)>> {
    let part = prop_oneof![
        Just("#wifi".to_string()),
        Just("@ann.b".to_string()),
        Just("a@b.org".to_string()),
        Just("http://x.org/#y".to_string()),
        Just("\u{301}\u{200d}".to_string()),
        Just("\u{1f469}\u{200d}\u{1f680}".to_string()),
        Just("\u{202e}#\u{5e9}\u{5dc}\u{5d5}\u{5dd}".to_string()),
        "[#@&/.aé \u{1}-\u{1f}]{0,6}",
        ".{0,8}",
    ];
    let text = proptest::collection::vec(part, 0..5).prop_map(|parts| parts.join(" "));
    proptest::collection::vec((0..3usize, text), 0..12)
}

proptest! {
    #[test]
    fn any_texts_have_finite_scores_whatever_the_shards(texts in wild(), shards in 1..9usize) {
        let options = Posts { least: 1, ..Posts::new("text").topic("net", ["wifi", "#wifi"]) };
        let report = log(&texts, shards).posts(&options).unwrap();
        prop_assert_eq!(&report, &log(&texts, 1).posts(&options).unwrap());
        prop_assert_eq!(report.rows[0].posts + report.without_text, texts.len() as u64);
        for row in &report.rows {
            prop_assert!(row.posts <= report.rows[0].posts && row.customers <= row.posts);
            prop_assert!(row.mean.value.is_none_or(|mean| (-1.0..=1.0).contains(&mean)));
        }
    }

    #[test]
    fn a_topic_of_one_word_has_the_posts_with_the_word(texts in comments()) {
        let report = log(&texts, 2).posts(&Posts::new("text").topic("good", ["good"])).unwrap();
        let has = |text: &str| text.to_lowercase().split(|code: char| !code.is_alphanumeric()).any(|word| word == "good");
        let own = texts.iter().filter(|(_, text)| has(text)).count();
        prop_assert_eq!(report.rows[1].posts, own as u64);
    }
}
