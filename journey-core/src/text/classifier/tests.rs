//! Classifiers against scikit-learn, and what must hold for any of them.

use super::*;

/// scikit-learn 1.9.1 (testdata/oracle/scripts/classifier_scores.py): TfidfVectorizer(ngram_range=(1, 2)) and
/// LogisticRegression(C=2, tol=1e-10) on these texts.
const TEXTS: [&str; 9] = [
    "long queue at security",
    "the queue was long and slow",
    "slow security queue today",
    "lovely lounge and lovely view",
    "the view was lovely",
    "nice lounge today",
    "gate changed twice",
    "the gate was closed",
    "closed gate and no staff at gate",
];
const LABELS: [&str; 9] = ["wait", "wait", "wait", "place", "place", "place", "gate", "gate", "gate"];

const EXPECTED: [(usize, &str, f64); 10] = [
    (0, "gate", 0.761740521963512),
    (0, "closed gate", 0.19760866098833696),
    (1, "lovely", 0.6356754926401345),
    (1, "the", 0.016244500759557384),
    (2, "queue", 0.6091492138515334),
    (2, "slow security", 0.29009192402480394),
    (2, "view", -0.22066696975860062),
    (0, "", 0.007676319975827906),
    (1, "", 0.02252108434081244),
    (2, "", -0.03019740431664306),
];
const PROBABILITIES: [f64; 3] = [0.3797617488524267, 0.31514404011647, 0.3050942110311034];

fn classifier() -> TextClassifier {
    let options = TextClassifierOptions { strength: 2.0, ..TextClassifierOptions::default() };
    TextClassifier::fit(&TEXTS, &LABELS, &options).unwrap()
}

#[test]
fn coefficients_are_those_of_scikit_learn() {
    let classifier = classifier();
    assert_eq!(classifier.labels(), ["gate", "place", "wait"]);
    for (label, term, expected) in EXPECTED {
        let found = classifier.weight(label, term);
        assert!((found - expected).abs() < 1e-5, "{label} {term}: {found} not {expected}");
    }
    let found = classifier.probabilities("a slow gate with a view");
    for (found, expected) in found.iter().zip(PROBABILITIES) {
        assert!((found.probability - expected).abs() < 1e-5, "{found:?} not {expected}");
    }
    assert_eq!((classifier.predict("queue"), classifier.predict("lovely!")), ("wait", "place"));
    let words: Vec<String> = classifier.top_words(1).into_iter().map(|word| word.words).collect();
    assert_eq!(words, ["gate", "lovely", "queue"]);
}

#[test]
fn a_saved_classifier_is_the_same_and_other_texts_are_refused() {
    let classifier = classifier();
    let again = TextClassifier::from_json(&classifier.to_json()).unwrap();
    for text in ["", "slow", "什么", "gate gate queue", &"x ".repeat(100_000)] {
        assert_eq!(again.probabilities(text), classifier.probabilities(text));
        let sum: f64 = classifier.probabilities(text).iter().map(|one| one.probability).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }
    for text in ["", "{}", "[1]", &classifier.to_json().replace("\"terms\":[", "\"terms\":[\"more\",")] {
        assert_eq!(TextClassifier::from_json(text).unwrap_err().code(), "syntax");
    }
    assert_eq!(TextClassifier::load("/nowhere/x.json").unwrap_err().code(), "io");
}

#[test]
fn bad_labels_and_options_are_named() {
    let fit = |texts: &[&str], labels: &[&str], options: TextClassifierOptions| {
        TextClassifier::fit(texts, labels, &options).unwrap_err().code()
    };
    let usual = TextClassifierOptions::default;
    assert_eq!(fit(&["a b"], &[], usual()), "invalid_option");
    assert_eq!(fit(&["a b", "c"], &["x", "x"], usual()), "invalid_option");
    assert_eq!(fit(&["", "!"], &["x", "y"], usual()), "invalid_option");
    assert_eq!(
        fit(&["a", "b"], &["x", "y"], TextClassifierOptions { words: 0, ..usual() }),
        "invalid_option"
    );
    assert_eq!(
        fit(&["a", "b"], &["x", "y"], TextClassifierOptions { strength: f64::NAN, ..usual() }),
        "invalid_option"
    );
    let few = TextClassifier::cross_validate(&TEXTS, &LABELS, &usual(), 4, 1).unwrap_err();
    assert_eq!(few.code(), "invalid_option");
}

#[test]
fn folds_never_share_a_text_and_a_seed_gives_the_same_report() {
    // Labels that only a known text tells: who recognises copies would be right every time.
    let texts: Vec<String> = (0..120).map(|n| format!("word{} same same", n / 4)).collect();
    let labels: Vec<&str> = (0..120).map(|n| if (n / 4) % 2 == 0 { "even" } else { "odd" }).collect();
    let ask = |seed| {
        TextClassifier::cross_validate(&texts, &labels, &TextClassifierOptions::default(), 5, seed).unwrap()
    };
    let report = ask(7);
    assert_eq!((report.texts, report.different_texts, report.most_frequent), (120, 30, 0.5));
    assert!(
        report.accuracy <= 0.75
            && report.accuracy_low <= report.accuracy
            && report.accuracy <= report.accuracy_high
    );
    assert_eq!(report, ask(7));
    assert_eq!(report.rows.iter().map(|row| row.texts).sum::<u64>(), 120);
    // Labels that a word tells are found.
    let texts: Vec<String> =
        (0..60).map(|n| format!("{} w{n}", if n % 2 == 0 { "good" } else { "bad" })).collect();
    let labels: Vec<&str> = (0..60).map(|n| if n % 2 == 0 { "yes" } else { "no" }).collect();
    let report =
        TextClassifier::cross_validate(&texts, &labels, &TextClassifierOptions::default(), 5, 1).unwrap();
    assert_eq!((report.accuracy, report.macro_f1, report.accuracy_low), (1.0, 1.0, 1.0));
}
