//! What a funnel tells beside its counts.

use super::*;

#[test]
fn groups_by_the_value_at_a_step() {
    let funnel = Funnel::new(["cart", "pay"]).within(span(10)).by("order");
    let rows = |funnel: Funnel| {
        let report = shop().run(&funnel).unwrap();
        let rows = report.rows.iter().map(|row| (row.group.clone().unwrap_or_default(), row.customers));
        rows.collect::<Vec<_>>()
    };
    let expect =
        |rows: &[(&str, u64)]| rows.iter().map(|(name, n)| (name.to_string(), *n)).collect::<Vec<_>>();
    let all = [("", 4), ("", 1)];
    assert_eq!(
        rows(funnel.clone()),
        expect(&[all[0], all[1], ("app", 1), ("app", 0), ("web", 2), ("web", 1)])
    );
    let last = funnel.clone().attribution(FunnelAttribution::Last);
    assert_eq!(rows(last), expect(&[all[0], all[1], ("app", 2), ("app", 1), ("web", 1), ("web", 0)]));
    let every = funnel.clone().attribution(FunnelAttribution::All);
    assert_eq!(rows(every), expect(&[all[0], all[1], ("app", 2), ("app", 1), ("web", 2), ("web", 1)]));
    assert_eq!(rows(funnel.attribution_step(2)), expect(&[all[0], all[1], ("app", 1), ("app", 1)]));
}

#[test]
fn values_next_touchpoints_and_members() {
    let funnel = Funnel::new(["cart", "pay"]).within(span(10)).value("amount").next(1);
    let report = shop().run(&funnel).unwrap();
    let values: Vec<_> = report.rows.iter().map(|row| row.value.clone().unwrap()).collect();
    assert_eq!((values[0].sum, values[0].n, values[0].lost), (100.5, 4, 50.5));
    assert_eq!((values[1].sum, values[1].n, values[1].lost), (12.0, 1, 0.0));
    let next: Vec<_> =
        report.next.iter().map(|row| (row.kind, row.touchpoint.as_deref(), row.customers)).collect();
    assert_eq!(next, [(FunnelNextKind::End, None, 1), (FunnelNextKind::Touchpoint, Some("help"), 1)]);
    let members = |step, member| {
        let log = shop().funnel_members(&funnel, step, member).unwrap();
        let mut names: Vec<String> = log
            .shards()
            .iter()
            .flat_map(|shard| shard.journeys().map(|journey| journey.customer().into()))
            .collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(members(1, FunnelMember::Reached), "ann bob cem dan");
    assert_eq!(members(1, FunnelMember::Dropped), "bob cem");
    assert_eq!(members(1, FunnelMember::Open), "dan");
    assert_eq!(
        (members(2, FunnelMember::Reached), members(2, FunnelMember::Dropped)),
        ("ann".into(), String::new())
    );
    assert_eq!(shop().funnel_members(&funnel, 3, FunnelMember::Open).unwrap_err().code(), "invalid_option");
}

#[test]
fn the_rest_of_the_next_touchpoints_is_one_row() {
    let mut events: Vec<_> =
        (0..9).map(|at| (["a", "b", "c", "d", "e", "f", "g", "h", "i"][at], 0, "A")).collect();
    for (at, next) in ["x", "x", "x", "y", "y", "u", "v"].into_iter().enumerate() {
        events.push((["a", "b", "c", "d", "e", "f", "g"][at], 1, next));
    }
    events.push(("z", 0, "B"));
    let report = log(&events).run(&Funnel::new(["A", "B"]).next(2)).unwrap();
    let rows: Vec<_> =
        report.next.iter().map(|row| (row.touchpoint.as_deref(), row.customers, row.share.n)).collect();
    assert_eq!(rows, [(Some("x"), 3, 9), (None, 2, 9), (Some("y"), 2, 9), (None, 2, 9)]);
    assert_eq!((report.next[1].kind, report.next[3].kind), (FunnelNextKind::End, FunnelNextKind::Other));
}

#[test]
fn a_trend_says_which_periods_may_still_change() {
    let day = 86_400;
    let events = [
        ("ann", 0, "A"),
        ("ann", 2 * day, "B"),
        ("bob", day / 2, "A"),
        ("cem", 3 * day, "A"),
        ("zoe", 4 * day, "x"),
    ];
    let report = log(&events).run(&Funnel::new(["A", "B"]).within(span(2 * day)).trend(Period::Day)).unwrap();
    let rows: Vec<_> = report
        .trend
        .iter()
        .map(|row| (row.period.as_str(), row.customers, row.converted, row.dropped, row.open, row.complete))
        .collect();
    assert_eq!(rows, [("1970-01-01", 2, 1, 1, 0, true), ("1970-01-04", 1, 0, 0, 1, false)]);
}

#[test]
fn bins_hold_the_curve_that_counts_open_customers_as_long_as_they_were_seen() {
    // Done after 1 and 3 seconds, and two seen for 2 seconds only: 1/4, then 1/4 + 3/4 · 1/1.
    let events = [
        ("a", 0, "A"),
        ("a", 1, "B"),
        ("b", 0, "A"),
        ("b", 3, "B"),
        ("c", 8, "A"),
        ("d", 8, "A"),
        ("z", 10, "x"),
    ];
    let report = log(&events).run(&Funnel::new(["A", "B"]).within(span(4)).bins(4)).unwrap();
    let rows: Vec<_> =
        report.bins.iter().map(|bin| (bin.to_seconds, bin.customers, bin.cumulative.value)).collect();
    let expected = [(1.0, 0, 0.25), (2.0, 1, 0.25), (3.0, 0, 1.0), (4.0, 1, 1.0)];
    assert_eq!(rows, expected.map(|(to, n, share)| (to, n, Some(share))));
    assert_eq!(report.bins[0].cumulative.n, 4);
    let none = log(&events[..1]).run(&Funnel::new(["A", "A"]).bins(2)).unwrap();
    assert!(none.bins.is_empty());
}

#[test]
fn what_goes_along_with_success_by_hand() {
    // 10 of 20 who looked at help pay, 5 of 30 others.
    let mut events = Vec::new();
    let names: Vec<String> = (0..50).map(|at| format!("c{at}")).collect();
    for (at, name) in names.iter().enumerate() {
        events.push((name.as_str(), 0, "A"));
        if at < 20 {
            events.push((name.as_str(), 1, "help"));
        }
        if at < 10 || (20..25).contains(&at) {
            events.push((name.as_str(), 2, "B"));
        }
    }
    events.push(("c0", 3, "late"));
    let funnel = Funnel { correlate_least: Some(5), ..Funnel::new(["A", "B"]).correlate(["touchpoint"]) };
    let report = log(&events).run(&funnel).unwrap();
    assert_eq!((report.correlations.len(), report.too_few), (1, Some(0)));
    let help = &report.correlations[0];
    assert_eq!((help.value.as_str(), help.converted, help.dropped), ("help", 10, 10));
    assert_eq!(help.odds_ratio, 11.0 * 26.0 / (6.0 * 11.0));
    // statsmodels 0.15.0: proportions_ztest([10, 5], [20, 30])[1]
    assert!((help.p.unwrap() - 0.011_743_382_301_172_575).abs() < 1e-12);
    assert_eq!(help.p, help.p_adjusted);
    let few = log(&events).run(&Funnel { correlate_least: None, ..funnel }).unwrap();
    assert_eq!((few.correlations.len(), few.too_few), (0, Some(1)));
}
