use super::*;
use crate::analysis::{Funnel, Interactions, StepMatrix, Transitions, Variants};
use crate::log::Columns;

/// A log of one event a line: customer, event, channel; a second apart.
fn log(rows: &[(&str, &str, &str)]) -> EventLog {
    let mut csv = String::from("customer,time,event,channel\n");
    for (second, (customer, event, channel)) in rows.iter().enumerate() {
        csv +=
            &format!("{customer},2024-01-01T00:{:02}:{:02}Z,{event},{channel}\n", second / 60, second % 60);
    }
    EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event")).unwrap()
}

fn group(log: &EventLog, customers: &[&str]) -> EventLog {
    log.filter(|journey| customers.contains(&journey.customer()))
}

fn row<'a>(report: &'a Comparison, key: &str, measure: &str) -> &'a ComparisonRow {
    let found = report
        .rows
        .iter()
        .find(|row| row.key.last().cloned().flatten().as_deref() == Some(key) && row.measure == measure);
    found.unwrap()
}

/// Six customers who look; the first three buy too.
fn shop() -> EventLog {
    let mut rows: Vec<(&str, &str, &str)> =
        ["a", "b", "c", "d", "e", "f"].map(|name| (name, "look", "web")).into();
    rows.extend(["a", "b", "c"].map(|name| (name, "buy", "web")));
    log(&rows)
}

#[test]
fn all_deals_of_few_journeys_are_taken() {
    let log = shop();
    let groups = group(&log, &["a", "b", "c"]).compare(&group(&log, &["d", "e", "f"])).unwrap();
    let report = groups.run(&Funnel::new(["look", "buy"])).unwrap();
    // 20 ways to choose three of six; all buyers on one side in two of them.
    assert_eq!((report.permutations, report.exact), (20, true));
    let buy = row(&report, "buy", "share");
    assert_eq!((buy.a.value, buy.b.value, buy.difference.value), (Some(1.0), Some(0.0), Some(1.0)));
    assert_eq!((buy.p, buy.p_adjusted), (Some(0.1), Some(0.1)));
    assert_eq!(buy.difference.method, Method::Newcombe);
    let look = row(&report, "look", "share");
    assert_eq!((look.difference.value, look.p, look.p_adjusted), (Some(0.0), Some(1.0), Some(1.0)));
    let distance = report.distance.as_ref().unwrap();
    assert_eq!(
        (distance.kind, distance.value, distance.p),
        (DistanceKind::LargestDifference, 1.0, Some(0.1))
    );
    assert_eq!(
        (report.a, report.b),
        (GroupSize { customers: 3, events: 6 }, GroupSize { customers: 3, events: 3 })
    );
    let none = groups.permutations(0).run(&Funnel::new(["look", "buy"])).unwrap();
    assert_eq!((none.permutations, row(&none, "buy", "share").p), (0, None));
}

#[test]
fn paths_of_one_group_only_are_nothing_in_the_other() {
    let log = shop();
    let groups = group(&log, &["a", "b", "c", "d"]).compare(&group(&log, &["e", "f"])).unwrap();
    let report = groups.run(&Variants::new()).unwrap();
    let both = row(&report, "look → buy", "share");
    assert_eq!((both.a.value, both.b.value, both.b.n), (Some(0.75), Some(0.0), 2));
    // Three of four journeys would have to change.
    let distance = report.distance.as_ref().unwrap();
    assert_eq!((distance.kind, distance.value), (DistanceKind::TotalVariation, 0.75));
    let report = groups.run(&Transitions::new()).unwrap();
    let edge = row(&report, "buy", "customer_share");
    assert_eq!((edge.a.value, edge.b.value), (Some(0.75), Some(0.0)));
    // Nothing follows a look in the second group, so there is no probability.
    assert_eq!(row(&report, "buy", "probability").difference.value, None);
}

#[test]
fn limits_hide_rows_and_say_so() {
    let log = shop();
    let groups = group(&log, &["a", "b", "d"]).compare(&group(&log, &["c", "e", "f"])).unwrap();
    let report = groups.clone().run(&Variants { top: Some(1), ..Variants::new() }).unwrap();
    assert_eq!((report.rows.len(), report.hidden), (1, 1));
    assert_eq!(report.distance, groups.run(&Variants::new()).unwrap().distance);
    let report = groups.top(1).run(&Interactions::new()).unwrap();
    assert_eq!((report.rows.len(), report.hidden), (1, 2));
}

#[test]
fn groups_that_cannot_be_compared_are_refused() {
    let log = shop();
    let (a, b) = (group(&log, &["a", "b"]), group(&log, &["b", "c"]));
    let message = |found: Result<TwoGroups>| found.unwrap_err().to_string();
    assert!(message(a.compare(&b)).contains("shares 1 journeys"));
    assert!(message(a.compare(&group(&log, &[]))).contains("without journeys"));
    assert!(message(group(&log, &[]).compare(&a)).contains("without journeys"));
    assert!(message(a.compare(&shop())).contains("a view of the same log"));
    let groups = a.compare(&group(&log, &["c"])).unwrap();
    assert!(groups.clone().mix(["price"]).run(&Variants::new()).unwrap_err().to_string().contains("price"));
    assert!(groups.same_mix("price").run(&Variants::new()).is_err());
}

/// A difference that is one of mix only: buyers are as frequent in both groups in each channel.
#[test]
fn the_same_mix_takes_differences_of_mix_away() {
    let mut rows = Vec::new();
    let names: Vec<String> = (0..40).map(|number| format!("c{number}")).collect();
    // Web: half of them buy; store: all of them. First group: 16 web, 4 store; second group: 4 web, 16 store.
    for (number, name) in names.iter().enumerate() {
        let channel = if (number % 20 < 16) == (number < 20) { "web" } else { "store" };
        rows.push((name.as_str(), "look", channel));
        if channel == "store" || number % 2 == 0 {
            rows.push((name.as_str(), "buy", channel));
        }
    }
    let log = log(&rows);
    let first: Vec<&str> = names.iter().take(20).map(String::as_str).collect();
    let second: Vec<&str> = names.iter().skip(20).map(String::as_str).collect();
    let groups = group(&log, &first).compare(&group(&log, &second)).unwrap().same_mix("channel");
    let report = groups.run(&Funnel::new(["look", "buy"])).unwrap();
    let buy = row(&report, "buy", "share");
    // 8 of 16 and 4 of 4, against 2 of 4 and 16 of 16.
    assert!((buy.difference.value.unwrap() - (0.6 - 0.9)).abs() < 1e-12);
    assert_eq!(buy.same_mix, Some(0.0));
    let web = &report.mix[0];
    assert_eq!(
        (web.column.as_str(), web.value.as_deref(), web.a.value),
        ("channel", Some("store"), Some(0.2))
    );
    assert!((web.difference.value.unwrap() + 0.6).abs() < 1e-12 && web.p_adjusted.unwrap() < 0.001);
}

/// Over all ways to label eight customers, an exact p-value of at most 0.1 comes up in at most 10 % of them, and so does an
/// adjusted one anywhere in the report.
#[test]
fn false_alarms_are_as_rare_as_promised() {
    let paths = ["ab", "abc", "ac", "b", "ba", "bb", "c", "abab"];
    let names = ["p", "q", "r", "s", "t", "u", "v", "w"];
    let mut rows = Vec::new();
    for (path, name) in paths.iter().zip(names) {
        rows.extend(path.chars().map(|event| {
            (
                name,
                if event == 'a' {
                    "A"
                } else if event == 'b' {
                    "B"
                } else {
                    "C"
                },
                "",
            )
        }));
    }
    let log = log(&rows);
    let (mut labels, mut alarms) = (0, 0);
    let mut alarms_of = std::collections::BTreeMap::new();
    for chosen in (0..256u32).filter(|chosen| chosen.count_ones() == 4) {
        labels += 1;
        let side = |wanted: u32| -> Vec<&str> {
            (0..8).filter(|bit| chosen >> bit & 1 == wanted).map(|bit| names[bit as usize]).collect()
        };
        let groups = group(&log, &side(1)).compare(&group(&log, &side(0))).unwrap();
        let report = groups.run(&StepMatrix::new()).unwrap();
        assert_eq!(report.permutations, 70);
        alarms += usize::from(report.rows.iter().any(|row| row.p_adjusted.is_some_and(|p| p <= 0.1)));
        for (at, row) in report.rows.iter().enumerate() {
            assert!(row.p <= row.p_adjusted, "{row:?}");
            *alarms_of.entry(at).or_insert(0) += usize::from(row.p.is_some_and(|p| p <= 0.1));
        }
    }
    assert_eq!(labels, 70);
    assert!(alarms <= 7 && alarms_of.values().all(|&alarms| alarms <= 7), "{alarms} {alarms_of:?}");
}

#[test]
fn the_picture_tells_the_clearest_difference() {
    use crate::render::Drawn;
    let log = shop();
    let groups = group(&log, &["a", "b", "c"]).compare(&group(&log, &["d", "e", "f"])).unwrap();
    // With three against three journeys p is 0.1 at least.
    let svg = groups.run(&Funnel::new(["look", "buy"])).unwrap().to_svg();
    assert!(svg.contains("No difference is larger than chance would make it"));
    let svg = groups.permutations(0).run(&Funnel::new(["look", "buy"])).unwrap().to_svg();
    assert!(svg.contains("The groups differ most in step 2, buy: 100\u{202f}% against 0\u{202f}%"), "{svg}");
    // Names are never markup.
    let log = self::log(&[("a", "<b>", ""), ("b", "&", "")]);
    let svg = group(&log, &["a"])
        .compare(&group(&log, &["b"]))
        .unwrap()
        .run(&Interactions::new())
        .unwrap()
        .to_svg();
    assert!(svg.contains("&lt;b&gt;") && !svg.contains("<b>"));
}
