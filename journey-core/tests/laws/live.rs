//! Laws of live logs: after every append, each report is that of a log built anew from all events.

use std::sync::{Arc, Mutex};

use journey_core::EventLog;
use journey_core::analysis::{
    Asking, Ces, Clock, Conversion, Csat, Engagement, Funnel, FunnelMode, Handoffs, Interactions, Live, Nps,
    ResponseRate, Retention, Rework, TimeSpent, TransitionReport, Transitions, Variants, WaitingTime,
};
use journey_core::model::{Period, TimeSpan};
use proptest::prelude::*;
use serde::Serialize;

use crate::append::{Row, batches, build};
use crate::logs::SECOND;

/// Compares a live report with that of a log.
type Check = Box<dyn Fn(&mut Live, &EventLog)>;

/// Asks a question, unless it has no answer yet.
fn ask<A>(live: &mut Live, analysis: A) -> Option<Check>
where
    A: Asking + std::fmt::Debug,
    A::Report: Serialize,
{
    live.run(&analysis).ok()?;
    Some(Box::new(move |live, log| {
        let expected = serde_json::to_string(&log.run(&analysis).unwrap()).unwrap();
        assert_eq!(serde_json::to_string(&*live.run(&analysis).unwrap()).unwrap(), expected, "{analysis:?}");
    }))
}

fn all(live: &mut Live) -> Vec<Check> {
    let span = |seconds| TimeSpan::from_micros(seconds * SECOND);
    let funnel = Funnel::new(["B", "C", "B"]);
    let checks = [
        ask(live, Transitions::new()),
        ask(live, Transitions::new().order(2).deviation()),
        ask(live, Transitions::new().eventually().min_count(2)),
        ask(live, Variants::new()),
        ask(live, Variants::new().top(2)),
        ask(live, TimeSpent::new()),
        ask(live, WaitingTime::new()),
        ask(live, Interactions::new()),
        ask(live, Rework::new().by("channel").top(3)),
        ask(live, Handoffs::by("channel").repeat_within(span(9))),
        ask(live, Csat::new("price").scale(-3.0, 3.0, 1.0).by("touchpoint")),
        ask(live, Ces::ease("price").by("channel")),
        ask(live, Nps::new("price").by("channel")),
        ask(live, Retention::new(Period::Day, 5).time_zone("Europe/Berlin")),
        ask(live, Retention::new(Period::Week, 3).clock(Clock::Rolling).unbounded()),
        ask(live, Conversion::new("B", "C").within(span(9))),
        ask(live, Conversion::new("B", "B").open_after(span(5))),
        ask(live, ResponseRate::new("B", "C").within(span(9)).by("channel")),
        ask(live, ResponseRate::new("B", "C").by("touchpoint")),
        ask(live, Engagement::new(2).touchpoints(["B", "C"]).period(Period::Day).time_zone("Europe/Berlin")),
        ask(live, funnel.clone().within(span(20))),
        ask(live, funnel.clone()),
        ask(live, funnel.clone().within(span(9)).mode(FunnelMode::StrictIncrease)),
        ask(live, funnel.clone().within(span(9)).window_from_previous().hold(["channel"])),
        ask(live, funnel.within(span(9)).by("channel").bins(2)),
        ask(live, (Transitions::new(), Variants::new().top(1), Nps::new("price").by("touchpoint"))),
    ];
    checks.into_iter().flatten().collect()
}

fn check(parts: &[&[Row]], shards: Option<usize>) {
    let mut live = build(parts[0], shards, &[]).live();
    let mut checks = all(&mut live);
    let mut rows = parts[0].to_vec();
    for part in &parts[1..] {
        rows.extend_from_slice(part);
        live.append(&build(part, Some(2), &[])).unwrap();
        let whole = build(&rows, Some(3), &[]);
        checks.iter().for_each(|check| check(&mut live, &whole));
        if checks.len() < 21 {
            checks = all(&mut live);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever comes, early or late, for known customers or new ones, twice, or under new names.
    #[test]
    fn live_reports_are_those_of_a_rebuild(batches in batches(40), shards in prop::option::of(1..4usize)) {
        check(&batches.parts(), shards);
    }

    #[test]
    fn live_reports_over_days_are_those_of_a_rebuild(batches in batches(20 * 86_400)) {
        check(&batches.parts(), None);
    }
}

#[test]
fn watchers_get_every_new_report_until_they_are_forgotten() {
    let row = |customer, time| Row {
        customer,
        time,
        touchpoint: "B",
        lasts: None,
        channel: None,
        price: None,
        note: "",
        paid: None,
        due: None,
    };
    let mut live = build(&[row(0, 1)], None, &[]).live();
    let seen = Arc::new(Mutex::new(Vec::new()));
    for factor in [1, 10] {
        let told = seen.clone();
        let tell = move |report: &TransitionReport| told.lock().unwrap().push(factor * report.count);
        assert_eq!(live.watch(&Transitions::new(), tell).unwrap().count, 0);
    }
    live.append(&build(&[row(0, 5)], None, &[])).unwrap();
    live.append(&build(&[row(0, 3), row(1, 3)], None, &[])).unwrap();
    assert_eq!(*seen.lock().unwrap(), [1, 10, 2, 20]);
    live.forget(&Transitions::new());
    live.append(&build(&[row(0, 9)], None, &[])).unwrap();
    assert_eq!((seen.lock().unwrap().len(), live.run(&Transitions::new()).unwrap().count), (4, 3));
}

#[test]
fn nothing_is_appended_if_a_report_fails() {
    let csv = |rows: &str| {
        let columns = journey_core::log::Columns::new("c", "t", "e");
        EventLog::read_csv_text(&format!("c,t,e,score,weight\n{rows}"), &columns).unwrap()
    };
    let mut live =
        csv("a,2024-01-01,x,9,1\nb,2024-01-02,x,3,2\nc,2024-01-02,y,3,2\nd,2024-01-02,y,3,2\n").live();
    let (transitions, nps, variants) =
        (Transitions::new(), Nps::new("score").weight("weight"), Variants::new());
    let told = |live: &mut Live| {
        (
            live.run(&transitions).unwrap().count,
            live.run(&nps).unwrap().score.n,
            live.run(&variants).unwrap().variants,
        )
    };
    assert_eq!(told(&mut live), (0, 4, 2));
    let error = live.append(&csv("a,2024-01-03,y,10,-1\n")).unwrap_err();
    assert_eq!(error.code(), "bad_value");
    assert_eq!((live.log().events(), told(&mut live)), (4, (0, 4, 2)));
    live.append(&csv("a,2024-01-03,y,10,1\n")).unwrap();
    assert_eq!((live.log().events(), told(&mut live)), (5, (1, 5, 3)));
    let whole = csv(
        "a,2024-01-01,x,9,1\nb,2024-01-02,x,3,2\nc,2024-01-02,y,3,2\nd,2024-01-02,y,3,2\na,2024-01-03,y,10,1\n",
    );
    assert_eq!(*live.run(&variants).unwrap(), whole.run(&variants).unwrap());
    assert_eq!(*live.run(&nps).unwrap(), whole.run(&nps).unwrap());
    assert_eq!(live.log().fingerprint(), whole.fingerprint());
}
