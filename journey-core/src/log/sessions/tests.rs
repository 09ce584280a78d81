use super::*;
use crate::log::{Columns, Event, LogBuilder, LogOptions, Value};

fn log(csv: &str) -> EventLog {
    EventLog::read_csv_text(csv, &Columns::new("user", "at", "event")).unwrap()
}

/// Sizes of the sessions of a customer.
fn sizes(log: &EventLog, customer: &str) -> Vec<usize> {
    (1..).map_while(|n| log.journey(&format!("{customer}/{n}"))).map(|journey| journey.len()).collect()
}

fn minutes(minutes: &[i64]) -> EventLog {
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for (row, minute) in (1..).zip(minutes) {
        let event = Event {
            customer: "ann",
            time: minute * 60_000_000,
            touchpoint: if row % 2 == 0 { "b" } else { "a" },
            end: None,
            row,
            values: &[],
        };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

#[test]
fn a_gap_equal_to_the_limit_stays_inside() {
    let log = minutes(&[0, 30, 61, 91]);
    let (cut, report) = log.sessions(&Sessions::gap(TimeSpan::from_micros(30 * 60_000_000))).unwrap();
    assert_eq!(sizes(&cut, "ann"), [2, 2]);
    assert_eq!((report.journeys, report.sessions, report.events), (1, 2, 4));
    assert_eq!(report.cuts, [SessionCut { rule: SessionRule::Gap, cuts: 1 }]);
    assert_eq!(report.gap_seconds, Some(1800.0));
    let (cut, _) = log.sessions(&Sessions::gap(TimeSpan::from_micros(30 * 60_000_000 - 1))).unwrap();
    assert_eq!(sizes(&cut, "ann"), [1, 1, 1, 1]);
}

#[test]
fn the_customer_stays_as_a_column_and_rows_stay() {
    let log = log("user,at,event,x\nann,2024-03-02,b,2\nann,2024-03-01,a,1\nbob,2024-03-01,a,3\n");
    let (cut, _) = log.sessions(&Sessions::gap("1h".parse().unwrap())).unwrap();
    assert_eq!(cut.columns()[1].name, "customer");
    let second = cut.journey("ann/2").unwrap();
    assert_eq!(second.rows(), [1]);
    assert_eq!(
        (cut.value(&second, 0, 0), cut.value(&second, 0, 1)),
        (Value::Number(2.0), Value::Text("ann"))
    );
    assert_eq!((cut.period(), cut.quality().rows), (log.period(), 3));
    let error = cut.sessions(&Sessions::gap("1h".parse().unwrap())).unwrap_err();
    assert_eq!(error.code(), "invalid_option");
    let again = cut.sessions(&Sessions::gap("1h".parse().unwrap()).keep_as("session")).unwrap().0;
    assert_eq!(again.journey("ann/2/1").map(|journey| journey.len()), Some(1));
}

#[test]
fn ids_as_a_column_give_the_same_sessions() {
    let log = minutes(&[0, 1, 100, 101, 102, 500]);
    let rule = Sessions::gap("30m".parse().unwrap());
    let (columned, report) = log.sessions(&rule.clone().into_column("session")).unwrap();
    assert_eq!((columned.customers(), report.sessions), (1, 3));
    let (by, _) = columned.by("session").unwrap();
    assert_eq!(sizes(&by, "ann"), sizes(&log.sessions(&rule).unwrap().0, "ann"));
    assert_eq!(sizes(&by, "ann"), [2, 3, 1]);
}

#[test]
fn boundary_events_begin_end_and_separate() {
    let csv = "user,at,event\nann,2024-03-01T01,x\nann,2024-03-01T02,start\nann,2024-03-01T03,x\n\
               ann,2024-03-01T04,start\nann,2024-03-01T05,end\nann,2024-03-01T06,x\nann,2024-03-01T07,pause\n\
               ann,2024-03-01T08,pause\nann,2024-03-01T09,x\n";
    let log = log(csv);
    let cut = |rule: Sessions| sizes(&log.sessions(&rule).unwrap().0, "ann");
    assert_eq!(cut(Sessions::new().starts(["start"])), [1, 2, 6]);
    assert_eq!(cut(Sessions::new().ends(["end"])), [5, 4]);
    let rule = Sessions::new().separators(["pause"]);
    let (after, report) = log.sessions(&rule).unwrap();
    assert_eq!((sizes(&after, "ann"), report.left_out), (vec![6, 1], 2));
    let all = Sessions::new().starts(["start"]).ends(["end"]).separators(["pause"]);
    let (after, report) = log.sessions(&all).unwrap();
    assert_eq!(sizes(&after, "ann"), [1, 2, 2, 1, 1]);
    let cuts: Vec<u64> = report.cuts.iter().map(|cut| cut.cuts).collect();
    assert_eq!((cuts, report.single_event_sessions), (vec![2, 1, 1], 3));
    let (kept, _) = log.sessions(&all.into_column("session")).unwrap();
    let ann = kept.journey("ann").unwrap();
    assert_eq!((ann.len(), kept.value(&ann, 6, 0)), (9, Value::Missing));
}

#[test]
fn length_and_number_of_events_are_limited() {
    let log = minutes(&[0, 10, 20, 30, 40]);
    let longest = Sessions::new().longest("20m".parse().unwrap());
    assert_eq!(sizes(&log.sessions(&longest).unwrap().0, "ann"), [3, 2]);
    assert_eq!(sizes(&log.sessions(&Sessions::new().most_events(2)).unwrap().0, "ann"), [2, 2, 1]);
}

#[test]
fn days_are_those_of_the_zone() {
    let log =
        log("user,at,event\nann,2024-03-01T22:30Z,a\nann,2024-03-01T23:30Z,b\nann,2024-03-02T00:30Z,c\n");
    let day = |zone| sizes(&log.sessions(&Sessions::new().calendar(Period::Day, zone)).unwrap().0, "ann");
    assert_eq!(day(None), [2, 1]);
    assert_eq!(day(Some("Europe/Berlin")), [1, 2]);
    assert!(log.sessions(&Sessions::new().calendar(Period::Day, Some("Mars"))).is_err());
}

#[test]
fn another_value_cuts_but_a_missing_one_does_not() {
    let csv = "user,at,event,campaign\nann,2024-03-01T01,a,\nann,2024-03-01T02,a,x\nann,2024-03-01T03,a,\n\
               ann,2024-03-01T04,a,x\nann,2024-03-01T05,a,y\nann,2024-03-01T06,a,\n";
    let log = log(csv);
    let (cut, report) = log.sessions(&Sessions::new().change(["campaign"])).unwrap();
    assert_eq!((sizes(&cut, "ann"), report.cuts[0].cuts), (vec![4, 2], 1));
}

#[test]
fn the_longest_silences_are_cut_and_ties_in_order() {
    // Silences of ann: 5, 9, 5; of bob: 9, 5.
    let log = log("user,at,event\nann,2024-03-01T00:00,a\nann,2024-03-01T00:05,b\nann,2024-03-01T00:14,a\n\
                   ann,2024-03-01T00:19,b\nbob,2024-03-01T00:00,b\nbob,2024-03-01T00:09,a\nbob,2024-03-01T00:14,a\n");
    let cut = |rule: Sessions| {
        let after = log.sessions(&rule).unwrap().0;
        (sizes(&after, "ann"), sizes(&after, "bob"))
    };
    assert_eq!(cut(Sessions::largest_gaps(0)), (vec![4], vec![3]));
    assert_eq!(cut(Sessions::largest_gaps(1)), (vec![2, 2], vec![3]));
    assert_eq!(cut(Sessions::largest_gaps(2)), (vec![2, 2], vec![1, 2]));
    assert_eq!(cut(Sessions::largest_gaps(3)), (vec![1, 1, 2], vec![1, 2]));
    assert_eq!(cut(Sessions::largest_gaps(99)), (vec![1; 4], vec![1; 3]));
    // Means: b-a 9 (both), a-b 5 (ann twice), a-a 5 (bob): equal means are one rank.
    assert_eq!(cut(Sessions::context_gaps(1)), (vec![2, 2], vec![3]));
    assert_eq!(cut(Sessions::context_gaps(4)), (vec![1, 1, 1, 1], vec![1, 2]));
}

#[test]
fn context_beats_length() {
    // Between c and a lies 4, else 5 within a journey once: the longest silence is not where journeys end.
    let log = minutes(&[0, 1, 5, 10, 14, 15, 19]);
    let (cut, _) = log.sessions(&Sessions::context_gaps(3)).unwrap();
    // a-b: 1, 5, 1 (mean 7/3); b-a: 4, 4, 4 (mean 4).
    assert_eq!(sizes(&cut, "ann"), [2, 2, 2, 1]);
}

#[test]
fn a_valley_is_found_where_there_are_two_hills() {
    let mut times = vec![0];
    for visit in 0..80 {
        for step in 0..6 {
            let last = times.last().copied().unwrap_or(0);
            times.push(last + 1 + (visit * 7 + step * 3) % 4);
        }
        let last = times.last().copied().unwrap_or(0);
        times.push(last + 1000 + 37 * (visit % 20));
    }
    let log = minutes(&times);
    let report = log.session_gap().unwrap();
    let valley = report.valley.clone().unwrap();
    let seconds = valley.gap.as_seconds();
    assert!(seconds > 4.0 * 60.0 && seconds < 60_000.0, "{seconds}");
    assert!(valley.depth > 0.9 && valley.shorter_seconds < 300.0 && valley.longer_seconds > 50_000.0);
    assert_eq!((report.gaps, report.zero_gaps, report.no_valley), (560, 0, None));
    assert_eq!(report.resolution_seconds, 60.0);
    let (_, cut) = log.sessions(&Sessions::find_gap()).unwrap();
    assert_eq!(cut.sessions, 81);
}

#[test]
fn one_hill_and_whole_days_show_no_valley() {
    // Whole days, fewer and fewer: a histogram with holes, but no valley.
    let days: Vec<i64> = (1..400i64)
        .scan(0, |last, n| {
            *last += 1440 * (1 + (n * n % 7).min(n * 3 % 5));
            Some(*last)
        })
        .collect();
    let report = minutes(&days).session_gap().unwrap();
    assert_eq!((report.valley, report.no_valley), (None, Some(NoValley::OneHill)));
    let few = minutes(&[0, 1, 1, 1000]).session_gap().unwrap();
    assert_eq!((few.no_valley, few.gaps, few.zero_gaps), (Some(NoValley::TooFew), 2, 1));
    let error = minutes(&days).sessions(&Sessions::find_gap()).unwrap_err();
    assert_eq!(error.code(), "invalid_option");
}

#[test]
fn options_that_say_nothing_or_too_much_are_refused() {
    let log = minutes(&[0, 1]);
    let hour: TimeSpan = "1h".parse().unwrap();
    let bad = [
        Sessions::new(),
        Sessions { find_gap: true, ..Sessions::gap(hour) },
        Sessions::new().most_events(0),
        Sessions::gap(TimeSpan::from_micros(-1)),
    ];
    for rule in bad {
        assert_eq!(log.sessions(&rule).unwrap_err().code(), "invalid_option", "{rule:?}");
    }
    for rule in [Sessions::new().starts(["c"]), Sessions::new().change(["c"])] {
        assert_eq!(log.sessions(&rule).unwrap_err().code(), "unknown_name", "{rule:?}");
    }
    let empty = LogBuilder::new(LogOptions::default(), Vec::new()).finish().unwrap();
    assert!(empty.sessions(&Sessions::gap(hour)).unwrap().0.is_empty());
}
