//! Frequent patterns by hand.

use super::*;
use crate::analysis::testing::{log, survey};
use crate::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};

fn rows(report: &FrequentReport) -> Vec<(String, u64)> {
    report.rows.iter().map(|row| (row.path.join(" "), row.customers)).collect()
}

fn texts(rows: &[(&str, u64)]) -> Vec<(String, u64)> {
    rows.iter().map(|(path, count)| (path.to_string(), *count)).collect()
}

/// Journeys of one letter a second.
fn letters(journeys: &[&str]) -> EventLog {
    let names: Vec<String> = (0..journeys.len()).map(|number| format!("c{number}")).collect();
    let mut events = Vec::new();
    for (name, journey) in names.iter().zip(journeys) {
        let letters = journey.char_indices().filter(|(_, letter)| *letter != ' ');
        events.extend(letters.map(|(at, letter)| {
            (name.as_str(), at as i64, journey.get(at..at + letter.len_utf8()).unwrap())
        }));
    }
    log(&events)
}

#[test]
fn the_example_of_bide() {
    // Wang and Han (2004), table 1 with minimum support 2: 17 frequent sequences, 6 of them closed.
    let log = letters(&["CAABC", "ABCB", "CABC", "ABBCA"]);
    let all = FrequentPatterns::new().min_support(2);
    assert_eq!(log.run(&all).unwrap().found, 17);
    let expected = [("A B C", 4), ("A A", 2), ("A B B", 2), ("C A", 3), ("C A B C", 2), ("C B", 3)];
    let mut found = rows(&log.run(&all.clone().closed()).unwrap());
    found.sort();
    let mut expected = texts(&expected);
    expected.sort();
    assert_eq!(found, expected);
    // The way without the inner look gives the same: a gap that limits nothing.
    let mut windows = rows(&log.run(&all.clone().gap(0, Some(99)).closed()).unwrap());
    windows.sort();
    assert_eq!(windows, expected);
    let mut maximal = rows(&log.run(&all.maximal()).unwrap());
    maximal.sort();
    assert_eq!(maximal, texts(&[("A A", 2), ("A B B", 2), ("C A B C", 2)]));
}

#[test]
fn gaps_spans_and_lengths_bound_occurrences() {
    let log = letters(&["ab  c", "a b c", "acb"]);
    let both = FrequentPatterns::new().min_support(2).length(2, 3);
    let run = |options: &FrequentPatterns| rows(&log.run(options).unwrap());
    assert_eq!(run(&both), texts(&[("a b", 3), ("a c", 3), ("a b c", 2), ("b c", 2)]));
    assert_eq!(run(&both.clone().gap(0, Some(0))), texts(&[("a b", 2), ("a b c", 2), ("b c", 2)]));
    assert_eq!(run(&both.clone().gap(1, None)), texts(&[("a c", 2)]));
    let two = "2s".parse().unwrap();
    assert_eq!(run(&both.clone().gap_time(None, Some(two))), texts(&[("a b", 3)]));
    assert_eq!(run(&both.clone().gap_time(Some(two), None)), texts(&[("a b", 2), ("a c", 2), ("b c", 2)]));
    assert_eq!(run(&both.clone().max_span(two)), texts(&[("a b", 3)]));
    assert_eq!(run(&both.clone().contains(["b", "c"])), texts(&[("a b c", 2), ("b c", 2)]));
    let short = log.run(&both.length(1, 2)).unwrap();
    assert!(short.longer && short.rows.iter().all(|row| row.path.len() <= 2));
}

/// One journey a text: touchpoint and value of its events.
fn valued(journeys: &[&[(&str, f64)]]) -> EventLog {
    let columns = vec![("amount".to_string(), Some(ColumnKind::Number))];
    let mut builder = LogBuilder::new(LogOptions::default(), columns);
    for (customer, journey) in journeys.iter().enumerate() {
        for (time, (touchpoint, value)) in (0..).zip(journey.iter()) {
            let (customer, values) = (format!("c{customer}"), [Value::Number(*value)]);
            let event = Event { customer: &customer, time, touchpoint, end: None, row: 1, values: &values };
            builder.push(event).unwrap();
        }
    }
    builder.finish().unwrap()
}

#[test]
fn values_bound_the_best_occurrence() {
    let log = valued(&[
        &[("a", 1.0), ("a", 5.0), ("b", 2.0)],
        &[("a", 4.0), ("b", 1.0), ("b", f64::NAN)],
        &[("b", -3.0), ("a", 9.0)],
    ]);
    let run = |options: FrequentPatterns| rows(&log.run(&options.min_support(1).length(2, 2)).unwrap());
    assert_eq!(run(FrequentPatterns::new().min_sum("amount", 7.0)), texts(&[("a b", 1)]));
    assert_eq!(run(FrequentPatterns::new().max_sum("amount", 5.0)), texts(&[("a b", 2), ("b b", 1)]));
    assert_eq!(
        run(FrequentPatterns::new().min_mean("amount", 3.0)),
        texts(&[("a a", 1), ("a b", 1), ("b a", 1)])
    );
    assert_eq!(run(FrequentPatterns::new().max_mean("amount", 2.5)), texts(&[("a b", 2)]));
}

#[test]
fn groups_are_compared_with_odds_and_adjusted_p() {
    // Of 40 journeys with x 30 end well, of 60 without it 20: statsmodels 0.15.0.
    let journeys: Vec<&str> = [("xy", 30), ("x", 10), ("y", 20), ("z", 40)]
        .into_iter()
        .flat_map(|(text, n)| vec![text; n])
        .collect();
    let log = letters(&journeys);
    let options = FrequentPatterns::new().min_share(0.2).success("y".parse().unwrap());
    let report = log.run(&options.clone().before_success()).unwrap();
    let groups: Vec<_> = report.groups.iter().map(|group| (group.name.as_str(), group.customers)).collect();
    assert_eq!(groups, [("success", 50), ("others", 50)]);
    assert_eq!((report.tested, report.found), (2, 2));
    assert_eq!(rows(&report), texts(&[("z", 40), ("x", 40)]));
    let contrast = report.rows[1].contrast.as_ref().unwrap();
    assert_eq!((contrast.first_customers, contrast.second_customers), (30, 10));
    assert_eq!(contrast.odds_ratio.value, Some(6.0));
    let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-12;
    // Table2x2([[30, 20], [10, 40]]), proportions_ztest, confint_proportions_2indep(method="newcomb")
    assert!(near(contrast.odds_ratio.low, 2.452_633_627_887_231_6));
    assert!(near(contrast.odds_ratio.high, 14.678_099_325_830_175));
    assert!(near(contrast.p, 4.455_709_060_405_606_4e-5));
    assert!(near(contrast.difference.low, 0.210_021_371_251_444_27));
    assert!(near(contrast.difference.high, 0.551_731_314_784_863));
    // All of the success itself is left in.
    let whole = log.run(&options).unwrap();
    assert_eq!(rows(&whole)[0], ("y".to_string(), 50));
}

#[test]
fn options_that_do_not_fit_are_named() {
    let log = survey(&[("a", 1.0, 1.0, "web"), ("b", 2.0, 1.0, "app"), ("b", 2.0, 1.0, "shop")]);
    let field = |options: FrequentPatterns| match log.run(&options).unwrap_err() {
        crate::Error::InvalidOption { field, .. } => field,
        error => error.code().to_string(),
    };
    let new = FrequentPatterns::new;
    assert_eq!(field(new().min_support(0)), "min_support");
    assert_eq!(field(new().min_share(1.5)), "min_share");
    assert_eq!(field(new().min_support(1).min_share(0.5)), "min_share");
    assert_eq!(field(new().length(3, 2)), "min_length");
    assert_eq!(field(new().length(1, 65)), "max_length");
    assert_eq!(field(new().gap(3, Some(2))), "max_gap");
    assert_eq!(field(new().top(0)), "top");
    assert_eq!(field(new().before_success()), "before_success");
    assert_eq!(field(new().by("channel", Vec::<String>::new())), "values");
    assert_eq!(field(new().by("channel", ["web", "fax"])), "values");
    assert_eq!(field(new().by("score", ["1", "2"])), "by");
    assert_eq!(field(new().success("any".parse().unwrap())), "success");
    assert_eq!(field(new().contains(["c"])), "unknown_name");
    assert_eq!(field(new().max_sum("channel", 1.0)), "column");
    assert_eq!(field(FrequentPatterns { min_mean: Some(2.0), ..new().max_sum("score", 1.0) }), "column");
    assert_eq!(field(new().max_sum("score", 1.0).max_span("1d".parse().unwrap())), "column");
    let report = log.run(&new().by("channel", ["web", "app"])).unwrap();
    assert_eq!((report.customers, report.left_out), (2, 1));
}

#[test]
fn nothing_is_frequent_in_nothing() {
    let report = log(&[]).run(&FrequentPatterns::new()).unwrap();
    assert_eq!((report.rows.len(), report.found, report.customers, report.longer), (0, 0, 0, false));
}

#[test]
fn too_many_patterns_are_refused_and_few_closed_ones_found() {
    let journey = "abcdefghijklmnopqrstuvwxyz";
    let log = letters(&[journey, journey]);
    let many = FrequentPatterns::new().length(1, 26);
    assert_eq!(log.run(&many).unwrap_err().code(), "limit");
    let closed = log.run(&many.closed()).unwrap();
    assert_eq!((closed.found, closed.rows[0].path.len()), (1, 26));
    // A long journey of one touchpoint.
    let same = letters(&[&"a".repeat(5000)]);
    let report = same.run(&FrequentPatterns::new().length(1, 64)).unwrap();
    assert_eq!((report.found, report.longer), (64, true));
}
