//! Scores against published ones, what the corrected rules mend, and bad lexicons.

use super::*;

fn vader(text: &str) -> f64 {
    Lexicon::english().with_rules(SentimentRules::Vader).score(text).compound
}

fn corrected(text: &str) -> f64 {
    Lexicon::english().score(text).compound
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 5.001e-5
}

#[test]
fn sentences_of_the_original_score_as_there() {
    // vaderSentiment 3.3.2
    for (text, expected) in [
        ("VADER is smart, handsome, and funny.", 0.8316),
        ("VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!", 0.9469),
        ("Today only kinda sux! But I'll get by, lol", 0.5249),
        ("Not bad at all", 0.431),
        ("The plot was good, but the characters are uncompelling and the dialog is not great.", -0.7042),
        ("", 0.0),
        (" \n\t", 0.0),
    ] {
        assert!(near(vader(text), expected), "{text}: {}", vader(text));
        assert!(near(corrected(text), expected), "{text}: {}", corrected(text));
    }
    assert_eq!(Lexicon::english().score(""), Sentiment::default());
}

#[test]
fn faults_are_those_of_the_original_and_mended_ones_are_not() {
    // Scores of the original: vaderSentiment 3.3.2 (issues 28, 94, 99, 116, 124, 144 of its repository).
    for (text, original, mended) in [
        ("nothing for redheads :(", 0.3412, compound(-1.9)),
        ("love it 💓", 0.7506, compound(3.2 + 3.5)),
        ("👨\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨", 0.4215, compound(1.8)),
        ("kiss of death", -0.2732, compound(-1.5)),
        ("I am fed up", 0.0, compound(-1.8)),
        ("It don\u{2019}t work good", 0.4404, compound(1.9 * -0.74)),
        ("It is ok.", 0.0, compound(1.2)),
    ] {
        assert!(near(vader(text), original), "{text}: {}", vader(text));
        assert!((corrected(text) - mended).abs() < 1e-12, "{text}: {} not {mended}", corrected(text));
    }
}

fn compound(sum: f64) -> f64 {
    sum / (sum * sum + 15.0).sqrt()
}

#[test]
fn an_emoji_is_one_item_whatever_its_code_points() {
    for text in ["fine 👍🏽day", "👍🏽 fine day", "fine\u{a0}👍\u{fe0f}\u{200d}day", "👍fine👍🏿"]
    {
        assert!(Lexicon::english().score(text).neutral < 1.0, "{text}");
    }
    let neutral = |text| Lexicon::english().score(text) == Sentiment { neutral: 1.0, ..Sentiment::default() };
    // The original finds "united" in the names of flags.
    assert!(neutral("🇬🇧🇺🇸") && neutral("🇺") && neutral("\u{200d}") && neutral("👨\u{200d}👩\u{200d}👧"));
}

#[test]
fn any_text_has_a_valid_score_in_linear_time() {
    let words = ["bad ", "good but ", "kind of ", "to die for ", "💓", "but 1 ", "ⅷǅ", "שלום ", "no "];
    for text in words.map(|word| word.repeat(1_000_000 / word.len())) {
        for rules in [SentimentRules::Corrected, SentimentRules::Vader] {
            let score = Lexicon::english().with_rules(rules).score(&text);
            let sum = score.positive + score.neutral + score.negative;
            assert!(score.compound.abs() <= 1.0 && (sum - 1.0).abs() < 1e-9);
        }
    }
}

#[test]
fn words_that_count_are_explained() {
    let words = Lexicon::english().explain("Not bad, but FED UP with the slow queue 😠");
    let words: Vec<(&str, f64)> = words.iter().map(|word| (word.word.as_str(), word.valence)).collect();
    // fed up -1.8 and capitals -0.733, both after "but". The face is described as "angry face".
    assert_eq!(words, [("bad", -2.5 * -0.74 * 0.5), ("fed up", -2.533 * 1.5), ("😠", -2.3 * 1.5)]);
}

#[test]
fn other_languages_have_their_own_words() {
    let german = "gut\t1.9\nschlecht\t-2.5\t0.8\t[-3, -2]\n\n# Ein Kommentar\nnicht\tnegation\nsehr\tbooster\n\
                  etwas\tdampener\t0.4\naber\tcontrast\nunter aller sau\t-3\n";
    let german = Lexicon::read_text(german).unwrap();
    assert_eq!(german.len(), 3);
    let sum = |text: &str| german.score(text).compound;
    assert_eq!(sum("Sehr gut"), compound(1.9 + 0.293));
    assert_eq!(sum("Etwas schlecht."), compound(-2.5 + 0.4));
    assert_eq!(sum("Gut, aber nicht sehr gut"), compound(0.95 + (1.9 + 0.293) * -0.74 * 1.5));
    assert_eq!(sum("Unter  aller Sau!"), compound(-3.0 - 0.292));
    let mine = Lexicon::english().with_entries([("lounge", 0.5)]).unwrap();
    assert_eq!((mine.len(), mine.score("lounge").compound), (Lexicon::english().len() + 1, compound(0.5)));
}

#[test]
fn bad_lexicons_name_the_line() {
    for (text, code, line, value) in [
        ("gut 1.9", "syntax", 1, ""),
        ("gut\t1.9\nbad\tx", "bad_value", 2, "x"),
        ("gut\t11", "bad_value", 1, "11"),
        ("gut\tNaN", "bad_value", 1, "NaN"),
        ("\t1", "bad_value", 1, "\"\""),
        ("a b c d e f g h i\t1", "bad_value", 1, "\"a b c d e f g h i\""),
        ("sehr\tbooster\tx", "bad_value", 1, "booster\tx"),
    ] {
        let error = Lexicon::read_text(text).unwrap_err();
        assert_eq!((error.code(), error.place().unwrap().line), (code, Some(line)), "{text}");
        if let crate::Error::BadValue { value: found, .. } = error {
            assert_eq!(found, value);
        }
    }
    assert_eq!(Lexicon::from_entries([("a", 1.0), ("A", 2.0)]).unwrap_err().code(), "invalid_option");
    assert_eq!(Lexicon::from_entries([("a", f64::NAN)]).unwrap_err().code(), "invalid_option");
    assert!(Lexicon::from_entries::<&str>([]).unwrap().is_empty());
    assert_eq!(Lexicon::read("/nowhere/words.txt").unwrap_err().code(), "io");
}

#[test]
fn malformed_texts_have_finite_scores_from_minus_one_to_one() {
    let lone = [
        "",
        "\u{301}",
        "\u{200d}",
        "\u{202e}",
        "\u{0}",
        "\u{1f3fd}",
        "\u{fe0f}",
        "\u{1f1e9}",
        "\u{feff}",
        "!",
        "?",
        "'",
    ];
    let mixed = [
        "שלום good",
        "good \u{202e}bad",
        "很好good",
        "\u{1f469}\u{200d}\u{1f680}",
        "not \u{301}",
        ":)(:",
        "g\u{301}ood",
        "#good@bad",
    ];
    for rules in [SentimentRules::Corrected, SentimentRules::Vader] {
        let lexicon = Lexicon::english().with_rules(rules);
        for unit in lone.iter().chain(&mixed) {
            for times in [1, 2, 1000] {
                let score = lexicon.score(&unit.repeat(times));
                assert!((-1.0..=1.0).contains(&score.compound), "{unit:?} {times}: {score:?}");
                let shares = [score.negative, score.neutral, score.positive];
                assert!(
                    shares.iter().all(|share| (0.0..=1.0).contains(share)),
                    "{unit:?} {times}: {score:?}"
                );
            }
        }
        // One word of 1 MB, and 1 MB of words.
        for text in ["a".repeat(1 << 20), "very good! ".repeat((1 << 20) / 11)] {
            assert!((-1.0..=1.0).contains(&lexicon.score(&text).compound));
        }
    }
}
