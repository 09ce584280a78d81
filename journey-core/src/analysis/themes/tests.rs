//! Themes of a few comments by hand.

use super::*;
use crate::log::Columns;

fn log(shards: usize) -> EventLog {
    let mut csv = String::from("u,t,e,text\n");
    let mut add = |n: usize, place: &str, text: &str| {
        for _ in 0..n {
            csv += &format!("c{},2024-01-{:02},{place},\"{text}\"\n", csv.len(), 1 + csv.len() % 28);
        }
    };
    add(6, "gate", "The boarding time, boarding time again!");
    add(2, "gate", "boarding");
    add(10, "lounge", "clean seats");
    add(2, "lounge", "clean and 1 of x");
    add(3, "lounge", "");
    EventLog::read_csv_text(&csv, &Columns::new("u", "t", "e").shards(shards)).unwrap()
}

#[test]
fn odds_are_those_by_hand_and_shards_do_not_matter() {
    let options = Themes { least: 2, ..Themes::new("text").by("touchpoint") };
    let report = log(1).themes(&options).unwrap();
    assert_eq!(report, log(4).themes(&options).unwrap());
    assert_eq!((report.without_text, report.groups.len()), (3, 2));
    let rows: Vec<_> =
        report.rows.iter().map(|r| (r.group.as_str(), r.phrase.as_str(), r.comments)).collect();
    // "time" and "boarding" are said in "boarding time" (6 of 6, 6 of 8); "seats" and "clean" in "clean seats".
    assert_eq!(rows, [("gate", "boarding time", 6), ("lounge", "clean seats", 10)]);
    assert_eq!(report.tested, 2);
    // 6 of 8 and 0 of 12 comments, prior 10 comments of which 30 % have it.
    let (a, b, c, d) = (6.0 + 3.0, 2.0 + 7.0, 3.0, 12.0 + 7.0);
    let log_odds = f64::ln(a / b) - f64::ln(c / d);
    let z = log_odds / (1.0 / a + 1.0 / b + 1.0 / c + 1.0f64 / d).sqrt();
    assert!((report.rows[0].log_odds - log_odds).abs() < 1e-12 && (report.rows[0].z - z).abs() < 1e-12);
    assert_eq!(report.rows[0].examples.len(), 1);
    assert_eq!(report.rows[0].others.value, Some(0.0));
}

#[test]
fn contrasts_are_by_sentiment_and_by_time_too_and_bad_options_are_named() {
    let mut csv = String::from("u,t,e,text\n");
    for n in 0..6 {
        csv += &format!(
            "a{n},2024-01-01,x,awful queue\nb{n},2024-02-01,y,great queue\nc{n},2024-02-01,y,table\n"
        );
    }
    let log = EventLog::read_csv_text(&csv, &Columns::new("u", "t", "e")).unwrap();
    let names = |options: &Themes| -> Vec<String> {
        let rows = log.themes(options).unwrap().rows;
        rows.iter().map(|row| format!("{} {}", row.group, row.phrase)).collect()
    };
    assert_eq!(names(&Themes::new("text")), ["negative awful queue", "positive great queue"]);
    let since = Themes::new("text").since("2024-01-15T00:00:00Z".parse().unwrap());
    assert_eq!(names(&since), ["before awful queue", "before queue", "after great queue", "after table"]);
    // Within a touchpoint where all comments are of one group, there is nothing to compare.
    assert!(names(&Themes::new("text").within("touchpoint")).is_empty());
    let code = |options: Themes| log.themes(&options).unwrap_err().code();
    assert_eq!(code(Themes { words: 4, ..Themes::new("text") }), "invalid_option");
    assert_eq!(code(Themes { prior: 0.0, ..Themes::new("text") }), "invalid_option");
    assert_eq!(code(Themes { least: 0, ..Themes::new("text") }), "invalid_option");
    assert_eq!(code(since.by("touchpoint")), "invalid_option");
    assert_eq!(code(Themes::new("txt")), "unknown_name");
}
