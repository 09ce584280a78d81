use proptest::prelude::*;

use super::*;
use crate::analysis::Transitions;
use crate::analysis::testing::log;
use crate::log::EventLog;

/// A log of customers and touchpoints by number; all times differ.
fn made(events: &[(usize, usize)]) -> EventLog {
    let names: Vec<(String, i64, String)> = events
        .iter()
        .zip(0..)
        .map(|((who, what), time)| (format!("c{who}"), time, format!("t{what}")))
        .collect();
    log(&names.iter().map(|(who, time, what)| (who.as_str(), *time, what.as_str())).collect::<Vec<_>>())
}

fn reports() -> impl Strategy<Value = TransitionReport> {
    let events = prop::collection::vec((0..9_usize, 0..60_usize), 1..200);
    (events, 1..4_usize, any::<bool>()).prop_map(|(events, order, eventually)| {
        let analysis =
            if eventually { Transitions::new().eventually() } else { Transitions::new().order(order) };
        made(&events).run(&analysis).unwrap()
    })
}

/// What can be reached from some touchpoints over drawn moves.
fn reached(
    shown: &Shown<'_>,
    begin: impl Fn(&crate::analysis::TransitionNode) -> bool,
    turned: bool,
) -> Vec<bool> {
    let mut reached: Vec<bool> = shown.nodes.iter().map(|node| begin(node)).collect();
    for _ in 0..shown.nodes.len() {
        for found in &shown.moves {
            let (from, to) = if turned { (found.to, found.from) } else { (found.from, found.to) };
            reached[to] |= reached[from];
        }
    }
    reached
}

proptest! {
    #[test]
    fn what_is_drawn_is_little_and_connected(report in reports()) {
        let shown = Shown::new(&report);
        prop_assert!(shown.nodes.len() <= 26 && shown.moves.len() <= 52);
        prop_assert!(!shown.nodes.is_empty());
        // Of order 1, every event is on the way of a journey from its start to its end.
        let events: u64 = report.nodes.iter().map(|node| node.count).sum();
        if !shown.traversals && !shown.full && report.count + report.customers == events {
            prop_assert!(reached(&shown, |node| node.starts > 0, false).into_iter().all(|yes| yes));
            prop_assert!(reached(&shown, |node| node.ends > 0, true).into_iter().all(|yes| yes));
        }
    }

    #[test]
    fn what_is_hidden_is_counted(report in reports()) {
        let shown = Shown::new(&report);
        let drawn = shown.moves.iter().chain(shown.again.iter().flatten()).flat_map(|found| &found.rows);
        let drawn: u64 = drawn.map(|row| row.count).sum();
        prop_assert_eq!(drawn + shown.hidden_count, report.rows.iter().map(|row| row.count).sum::<u64>());
        prop_assert_eq!(shown.nodes.len() + shown.hidden_nodes, report.nodes.iter().filter(|node| node.count > 0).count());
    }

    #[test]
    fn every_band_is_as_thick_as_its_customers(report in reports()) {
        let shown = Shown::new(&report);
        let picture = Picture::new(&shown);
        let svg = picture.draw().0.svg;
        let widths = svg.split("stroke-width:").skip(1).map(|rest| rest.split('"').next().unwrap());
        let mut drawn: Vec<f64> = widths.map(|width| width.parse().unwrap()).collect();
        let mut sizes: Vec<f64> = shown.moves.iter().map(|found| found.size as f64 * picture.scale).collect();
        drawn.sort_by(f64::total_cmp);
        sizes.sort_by(f64::total_cmp);
        prop_assert_eq!(drawn.len(), sizes.len());
        prop_assert!(drawn.iter().zip(&sizes).all(|(drawn, size)| (drawn - size).abs() <= 0.05 + 1e-9));
        prop_assert!(sizes.last().is_none_or(|most| *most <= BREADTH + 1e-9));
    }
}

#[test]
fn customers_make_a_move_as_wide_as_they_are() {
    // Of four customers, all begin with 0, three go on to 1, one of them to 2.
    let log = made(&[(0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1), (2, 1), (0, 2)]);
    let report = log.run(&Transitions::new()).unwrap();
    let shown = Shown::new(&report);
    let picture = Picture::new(&shown);
    assert_eq!(picture.scale, 11.0);
    assert_eq!(picture.layout.main, [true, true]);
    let svg = report.to_svg();
    for words in [
        "100\u{202f}% of journeys begin with \u{2068}t0\u{2069}",
        "50\u{202f}% end with \u{2068}t1\u{2069}",
        "stroke-width:33",
        "stroke-width:11",
    ] {
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn hundreds_of_touchpoints_are_cut_to_the_most_important_ones() {
    // 700 customers: all look, half pay; between, each sees one of 622 pages.
    let mut events = Vec::new();
    for who in 0..700 {
        events.extend([(who, 0), (who, 2 + who % 622)]);
        if who % 2 == 0 {
            events.push((who, 1));
        }
    }
    let report = made(&events).run(&Transitions::new()).unwrap();
    let shown = Shown::new(&report);
    let names: Vec<&str> = shown.nodes.iter().map(|node| node.touchpoint.as_str()).collect();
    assert!(names.contains(&"t0") && names.contains(&"t1") && (8..=26).contains(&names.len()), "{names:?}");
    let svg = report.to_svg();
    assert!(svg.contains("Not drawn: ") && svg.contains("with the fewest customers"));
    assert!(svg.len() < 80_000, "{}", svg.len());
}

#[test]
fn one_touchpoint_again_and_again_is_a_box_that_says_so() {
    let svg = made(&[(0, 0), (0, 0), (1, 0)]).run(&Transitions::new()).unwrap().to_svg();
    assert!(svg.contains("1 repeat it") && !svg.contains("stroke-width:0"));
    let alone = made(&[(0, 0)]).run(&Transitions::new()).unwrap().to_svg();
    assert!(alone.contains("100\u{202f}%") && !alone.contains("repeat it"));
}

#[test]
fn nothing_says_what_is_missing() {
    let report = log(&[]).run(&Transitions::new()).unwrap();
    assert!(report.to_svg().contains("It needs journeys with at least one event."));
}

#[test]
fn histories_are_told_on_hover_and_sized_by_traversals() {
    let log = made(&[(0, 0), (0, 1), (0, 2), (1, 3), (1, 1), (1, 2)]);
    let report = log.run(&Transitions::new().order(2)).unwrap();
    let shown = Shown::new(&report);
    assert_eq!((shown.moves.len(), shown.moves[0].size, shown.traversals), (1, 2, true));
    let svg = report.to_svg();
    for words in [
        "2\u{a0}moves in all",
        "after \u{2068}t0\u{2069}",
        "after \u{2068}t3\u{2069}",
        "whatever came before",
    ] {
        assert!(svg.contains(words), "{words}");
    }
}
