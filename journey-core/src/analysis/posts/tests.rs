//! Posts by hand.

use super::*;
use crate::log::{ColumnKind, Columns};

fn log(rows: &[(&str, &str, &str, &str)]) -> EventLog {
    let mut csv = String::from("customer,time,event,text,likes\n");
    for (customer, day, text, likes) in rows {
        csv += &format!("{customer},{day},post,{text},{likes}\n");
    }
    let columns = Columns::new("customer", "time", "event").kind("text", ColumnKind::Text);
    EventLog::read_csv_text(&csv, &columns.kind("likes", ColumnKind::Number)).unwrap()
}

fn row<'a>(report: &'a PostReport, name: &str) -> &'a PostRow {
    report.rows.iter().find(|row| row.name.as_deref() == Some(name)).unwrap()
}

#[test]
fn posts_belong_to_several_topics_and_words_stand_for_hashtags() {
    let log = log(&[
        ("ann", "2024-01-01", "good #WiFi in the waiting area", "3"),
        ("ann", "2024-01-02", "waiting. area wifi terrible #wifi", ""),
        ("bob", "2024-01-02", "hello @Brand and @brand", "5"),
        ("cem", "2024-01-02", "   ", "9"),
    ]);
    let options = Posts::new("text").reactions(["likes"]);
    let options =
        options.topic("net", ["wifi", "internet"]).topic("hall", ["Waiting Area"]).topic("us", ["@brand"]);
    let report = log.posts(&options).unwrap();
    let counts = |name: &str| (row(&report, name).posts, row(&report, name).customers);
    assert_eq!((counts("net"), counts("hall"), counts("us")), ((2, 1), (1, 1), (1, 1)));
    assert_eq!((counts("#wifi"), counts("@brand")), ((2, 1), (1, 1)));
    assert_eq!((report.rows[0].posts, report.rows[0].customers, report.without_text), (3, 2, 1));
    let net = row(&report, "net");
    assert_eq!((net.reactions[0].sum, net.reactions[0].posts, net.engagement.value), (3.0, 1, Some(3.0)));
    assert_eq!((net.negative.value, net.positive.value), (Some(0.5), Some(0.5)));
    assert!(report.rows[0].examples[0].text.starts_with("hello"));
}

#[test]
fn a_burst_in_the_last_week_trends_and_a_steady_word_does_not() {
    let mut rows = Vec::new();
    let names: Vec<String> = (0..200).map(|number| format!("c{number}")).collect();
    for (number, name) in names.iter().enumerate() {
        let day = if number < 150 { "2024-01-02" } else { "2024-01-09" };
        let text =
            if number >= 150 && number % 2 == 0 { "delay at the gate #strike" } else { "coffee at the gate" };
        rows.push((name.as_str(), day, text, "1"));
    }
    let report = log(&rows).posts(&Posts::new("text")).unwrap();
    let terms: Vec<&str> = report.trending.iter().map(|term| term.term.as_str()).collect();
    assert_eq!((terms, report.tested), (vec!["#strike", "delay"], 4)); // of these two, coffee and gate
    let strike = &report.trending[0];
    assert_eq!((strike.posts, strike.posts_before, strike.customers, strike.ratio), (25, 0, 25, None));
    assert_eq!(
        (strike.difference.value, strike.first_seen.to_string().as_str()),
        (Some(0.5), "2024-01-09T00:00:00Z")
    );
    // Python: comb(50, 25) / comb(200, 25)
    let p = 2.795_635_237_077_975e-18;
    assert!((strike.p / p - 1.0).abs() < 1e-9, "{}", strike.p);
}

#[test]
fn bad_options_are_refused_and_no_posts_have_no_rows() {
    let log = log(&[("ann", "2024-01-01", "x", "1")]);
    let code = |options: Posts| log.posts(&options).unwrap_err().code();
    assert_eq!(code(Posts::new("txt")), "unknown_name");
    assert_eq!(code(Posts::new("likes")), "invalid_option");
    assert_eq!(code(Posts::new("text").reactions(["text"])), "invalid_option");
    assert_eq!(code(Posts::new("text").topic::<&str>("a", [])), "invalid_option");
    assert_eq!(code(Posts::new("text").topic("a", ["b"]).topic("a", ["c"])), "invalid_option");
    assert_eq!(code(Posts { least: 0, ..Posts::new("text") }), "invalid_option");
    let none = log.filter(|_| false).posts(&Posts::new("text")).unwrap();
    assert_eq!((none.rows[0].posts, none.rows[0].mean.value, none.tested), (0, None, 0));
}
