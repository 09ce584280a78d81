//! Step matrices by hand.

use super::*;
use crate::analysis::testing::log;

/// Journeys `a b c`, `b a b`, `c`.
fn small() -> EventLog {
    let letters = [("ann", "abc"), ("bob", "bab"), ("cem", "c")];
    let events: Vec<_> = letters
        .iter()
        .flat_map(|(name, text)| (0..text.len()).map(move |at| (*name, at as i64, &text[at..=at])))
        .collect();
    log(&events)
}

fn rows(report: &StepMatrixReport) -> Vec<(i64, &str, u64)> {
    let row = |row: &StepRow| (row.step, row.place, row.customers);
    let name =
        |row: &StepRow| report.touchpoints.iter().position(|name| Some(name) == row.touchpoint.as_ref());
    report
        .rows
        .iter()
        .map(|each| {
            let (step, place, customers) = row(each);
            let name = match place {
                StepPlace::Touchpoint => report.touchpoints[name(each).unwrap()].as_str(),
                StepPlace::Other => "OTHER",
                StepPlace::Ended => "ENDED",
                StepPlace::NotStarted => "NOT",
            };
            (step, name, customers)
        })
        .collect()
}

#[test]
fn steps_from_the_start_sum_to_all_journeys() {
    let report = small().run(&StepMatrix::new().after(3)).unwrap();
    let expected = [
        (0, "b", 1),
        (0, "a", 1),
        (0, "c", 1),
        (1, "b", 1),
        (1, "a", 1),
        (1, "ENDED", 1),
        (2, "b", 1),
        (2, "c", 1),
        (2, "ENDED", 1),
        (3, "ENDED", 3),
    ];
    assert_eq!(rows(&report), expected);
    assert_eq!((report.customers, report.left_out, report.hidden), (3, 0, 0));
    assert_eq!(report.links.len(), 7);
    assert_eq!((report.links[0].target.as_deref(), report.links[0].share.value), (Some("a"), Some(1.0)));
}

#[test]
fn anchors_are_any_occurrence_of_a_pattern() {
    let around = StepMatrix::around("b".parse().unwrap()).before(1).after(1);
    let report = small().run(&around).unwrap();
    let first = [(-1, "a", 1), (-1, "NOT", 1), (0, "b", 2), (1, "a", 1), (1, "c", 1)];
    assert_eq!(rows(&report), first);
    assert_eq!((report.customers, report.left_out), (2, 1));
    let report = small().run(&around.clone().occurrence(-1)).unwrap();
    assert_eq!(rows(&report), [(-1, "a", 2), (0, "b", 2), (1, "c", 1), (1, "ENDED", 1)]);
    let second = small().run(&around.clone().occurrence(2)).unwrap();
    assert_eq!((second.customers, second.left_out), (1, 2));
    assert_eq!(small().run(&around.clone().occurrence(-2)).unwrap().customers, 1);
}

#[test]
fn rare_touchpoints_are_other() {
    let report = small().run(&StepMatrix::new().after(1).top(1)).unwrap();
    let expected = [(0, "a", 1), (0, "OTHER", 2), (1, "a", 1), (1, "OTHER", 1), (1, "ENDED", 1)];
    assert_eq!(rows(&report), expected);
    assert_eq!((report.hidden, report.hidden_count, report.touchpoints), (2, 3, vec!["a".to_string()]));
    let each = small().run(&StepMatrix::new().after(1).top_per_step(2)).unwrap();
    assert_eq!((each.hidden, each.hidden_count), (1, 1));
}

#[test]
fn options_that_do_not_fit_are_named() {
    for wrong in [
        StepMatrix::new().occurrence(0),
        StepMatrix::new().after(200),
        StepMatrix::new().before(usize::MAX),
        StepMatrix::new().top(0),
        StepMatrix::around("a?".parse().unwrap()),
    ] {
        assert_eq!(small().run(&wrong).unwrap_err().code(), "invalid_option", "{wrong:?}");
    }
    let unknown = StepMatrix::around("d".parse().unwrap());
    assert_eq!(small().run(&unknown).unwrap_err().code(), "unknown_name");
    assert!(log(&[]).run(&StepMatrix::new()).unwrap().rows.is_empty());
}
