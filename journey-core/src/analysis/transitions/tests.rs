//! Transitions by hand.

use petgraph::visit::EdgeRef;

use super::*;
use crate::analysis::testing::log;

#[test]
fn counts_gaps_starts_and_ends_by_hand() {
    let events = [
        ("ann", 0, "a"),
        ("ann", 5, "b"),
        ("ann", 6, "a"),
        ("ann", 9, "b"),
        ("bob", 0, "b"),
        ("bob", 0, "b"),
    ];
    let report = log(&events).run(&Transitions::new()).unwrap();
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| (row.source.as_str(), row.target.as_str(), row.count, row.customers, row.gap.mean_seconds))
        .collect();
    let expected = [("a", "b", 2, 1, Some(4.0)), ("b", "a", 1, 1, Some(1.0)), ("b", "b", 1, 1, Some(0.0))];
    assert_eq!(rows, expected);
    assert_eq!((report.rows[1].probability.value, report.rows[1].probability.n), (Some(0.5), 2));
    let nodes: Vec<_> =
        report.nodes.iter().map(|node| (node.count, node.customers, node.starts, node.ends)).collect();
    assert_eq!(nodes, [(2, 1, 1, 0), (4, 2, 1, 2)]);
}

#[test]
fn many_touchpoints_are_counted_like_few() {
    let names: Vec<String> = (0..edges::FEW + 50).map(|i| format!("t{i:04}")).collect();
    let mut events: Vec<_> =
        names.iter().enumerate().map(|(i, name)| ("ann", i as i64, name.as_str())).collect();
    events.extend([("bob", 0, names[0].as_str()), ("bob", 3, names[1].as_str())]);
    let report = log(&events).run(&Transitions::new()).unwrap();
    assert_eq!(report.rows.len(), names.len() - 1);
    assert_eq!((report.rows[0].count, report.rows[0].customers), (2, 2));
    assert_eq!((report.rows[0].gap.mean_seconds, report.graph().edge_count()), (Some(2.0), names.len() - 1));
}

#[test]
fn a_single_event_has_no_transition() {
    let report = log(&[("ann", 0, "a")]).run(&Transitions::new()).unwrap();
    assert_eq!((report.rows.len(), report.nodes[0].starts, report.nodes[0].ends), (0, 1, 1));
    assert_eq!(log(&[]).run(&Transitions::new()).unwrap().customers, 0);
}

#[test]
fn histories_tell_moves_apart() {
    let events: Vec<_> =
        "abcabd".char_indices().map(|(at, _)| ("ann", at as i64, &"abcabd"[at..=at])).collect();
    let report = log(&events).run(&Transitions::new().order(2)).unwrap();
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| (row.history[0].as_str(), row.source.as_str(), row.target.as_str(), row.probability.value))
        .collect();
    let expected = [
        ("a", "b", "c", Some(0.5)),
        ("a", "b", "d", Some(0.5)),
        ("b", "c", "a", Some(1.0)),
        ("c", "a", "b", Some(1.0)),
    ];
    assert_eq!(rows, expected);
    assert_eq!((report.count, report.nodes[0].count, report.graph().edge_count()), (4, 2, 4));
}

#[test]
fn eventually_pairs_each_source_with_each_later_target() {
    let events = [("ann", 0, "a"), ("ann", 2, "a"), ("ann", 3, "b"), ("ann", 9, "b"), ("bob", 0, "b")];
    let report = log(&events).run(&Transitions::new().eventually()).unwrap();
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| (row.source.as_str(), row.target.as_str(), row.count, row.gap.n, row.gap.max_seconds))
        .collect();
    assert_eq!(rows, [("a", "b", 4, 1, Some(3.0)), ("a", "a", 1, 1, Some(2.0)), ("b", "b", 1, 1, Some(6.0))]);
    assert_eq!(report.rows[0].in_probability.value, Some(0.5));
    assert_eq!(report.nodes.iter().map(|node| node.count).collect::<Vec<_>>(), [2, 3]);
    let graph = report.graph();
    let loops = graph.edge_references().filter(|edge| edge.source() == edge.target()).count();
    assert_eq!((graph.node_count(), graph.edge_count(), loops), (2, report.rows.len(), 2));
    assert!(graph.edge_weights().eq(&report.rows));
}

#[test]
fn what_is_hidden_is_counted_and_deviations_are_those_of_a_sample() {
    let events = [
        ("ann", 0, "a"),
        ("ann", 1, "b"),
        ("bob", 0, "a"),
        ("bob", 4, "b"),
        ("cem", 0, "b"),
        ("cem", 5, "a"),
    ];
    let all = Transitions::new().deviation();
    let report = log(&events).run(&all.clone().min_count(2)).unwrap();
    assert_eq!((report.rows.len(), report.hidden, report.hidden_count, report.count), (1, 1, 1, 3));
    // Gaps of 1 and 4 seconds: variance 4.5.
    assert!((report.rows[0].deviation_seconds.unwrap() - 4.5_f64.sqrt()).abs() < 1e-12);
    assert_eq!(report, log(&events).run(&all.clone().min_share(0.5)).unwrap());
    assert_eq!(report, log(&events).run(&all.clone().top(1)).unwrap());
    for wrong in [
        all.clone().order(0),
        all.clone().order(9),
        all.clone().top(0),
        all.clone().min_share(1.5),
        all.order(2).eventually(),
    ] {
        assert_eq!(log(&events).run(&wrong).unwrap_err().code(), "invalid_option");
    }
}
