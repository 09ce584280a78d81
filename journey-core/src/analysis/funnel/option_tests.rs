//! Options of funnels: by name, and against trying all chains.

mod told;

use proptest::prelude::*;

use super::plan::Engine;
use super::*;
use crate::analysis::testing::log;
use crate::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};

fn span(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * 1_000_000)
}

/// Events of one customer from a text such as `A1 B2`, in seconds.
fn journey(text: &str) -> Vec<(&'static str, i64, &str)> {
    text.split(' ').map(|event| ("ann", event[1..].parse().unwrap(), &event[..1])).collect()
}

/// Counts of each step for the only customer `ann`; every touchpoint from A to D is in the log, and so is x.
fn counts(text: &str, funnel: &Funnel) -> Vec<u64> {
    let mut events = journey(text);
    events.extend(["A", "B", "C", "D", "x"].map(|name| ("zoe", 0, name)));
    let only = log(&events).filter(|journey| journey.customer() == "ann");
    only.run(funnel).unwrap().rows.iter().map(|row| row.customers).collect()
}

fn json(text: &str) -> Funnel {
    serde_json::from_str(text).unwrap()
}

fn shop() -> EventLog {
    orders(&[
        ("ann", 0, "cart", 10.0, "web"),
        ("ann", 4, "look", 0.0, "app"),
        ("ann", 6, "pay", 12.0, "app"),
        ("bob", 1, "cart", 20.0, "web"),
        ("bob", 2, "help", 0.0, "web"),
        ("cem", 3, "cart", 30.5, "app"),
        ("dan", 95, "cart", 40.0, ""),
        ("dan", 96, "look", 0.0, "web"),
        ("zoe", 100, "look", 0.0, ""),
    ])
}

#[test]
fn steps_are_touchpoints_or_patterns_and_say_their_names() {
    let funnel = json(r#"{"steps": ["A", "B | C", {"pattern": "!(A | B | C)", "name": "rest"}]}"#);
    let report =
        log(&[("ann", 0, "A"), ("ann", 1, "C"), ("ann", 2, "x"), ("bob", 3, "B")]).run(&funnel).unwrap();
    let rows: Vec<_> = report.rows.iter().map(|row| (row.touchpoint.as_str(), row.customers)).collect();
    assert_eq!(rows, [("A", 1), ("B | C", 1), ("rest", 1)]);
    let text = serde_json::to_value(&funnel).unwrap();
    assert_eq!(serde_json::from_value::<Funnel>(text.clone()).unwrap(), funnel);
    assert_eq!(text["steps"][0], "A");
    // A touchpoint of that name comes first, whatever its name looks like.
    let odd = log(&[("ann", 0, "A"), ("ann", 1, "B | C"), ("bob", 2, "A"), ("bob", 3, "C")]);
    assert_eq!(odd.run(&Funnel::new(["A", "B | C"])).unwrap().converted, 1);
    assert_eq!(odd.run(&Funnel::new([FunnelStep::touchpoint("B | C")])).unwrap().converted, 1);
    let code = |text: &str| odd.run(&Funnel::new([text])).unwrap_err().code();
    assert_eq!((code("Q"), code("A |"), code("(A -> C)")), ("unknown_name", "syntax", "invalid_option"));
    for bad in
        [r#"{"name": "x"}"#, r#"{"touchpoint": "A", "pattern": "A"}"#, r#"{"touchpoint": "A", "opt": 1}"#]
    {
        assert!(serde_json::from_str::<FunnelStep>(bad).is_err(), "{bad}");
    }
}

/// A log with an amount and an order at every event.
fn orders(events: &[(&str, i64, &str, f64, &str)]) -> EventLog {
    let columns = vec![
        ("amount".to_string(), Some(ColumnKind::Number)),
        ("order".to_string(), Some(ColumnKind::Dictionary)),
    ];
    let mut builder = LogBuilder::new(LogOptions::default(), columns);
    for (row, &(customer, time, touchpoint, amount, order)) in events.iter().enumerate() {
        let order = if order.is_empty() { Value::Missing } else { Value::Text(order) };
        let (values, time, row) = ([Value::Number(amount), order], time * 1_000_000, row as u64 + 1);
        builder.push(Event { customer, time, touchpoint, end: None, row, values: &values }).unwrap();
    }
    builder.finish().unwrap()
}

#[test]
fn conditions_on_columns_in_all_modes() {
    let log = orders(&[
        ("ann", 0, "cart", 5.0, "a"),
        ("ann", 1, "cart", 20.0, "a"),
        ("ann", 2, "pay", 20.0, "a"),
        ("bob", 0, "cart", 5.0, "b"),
        ("bob", 1, "pay", 20.0, "b"),
    ]);
    let funnel = json(r#"{"steps": ["cart(amount > 10)", "pay"]}"#);
    for mode in [FunnelMode::Default, FunnelMode::StrictOrder, FunnelMode::StrictIncrease] {
        let report = log.run(&funnel.clone().mode(mode)).unwrap();
        assert_eq!((report.rows[0].customers, report.converted), (1, 1), "{mode:?}");
    }
}

#[test]
fn held_columns_must_be_equal_on_all_steps() {
    let log = orders(&[
        ("ann", 0, "cart", 1.0, "o1"),
        ("ann", 1, "pay", 1.0, "o2"),
        ("bob", 0, "cart", 1.0, "o3"),
        ("bob", 1, "cart", 1.0, "o4"),
        ("bob", 2, "pay", 2.0, "o3"),
        ("cem", 0, "cart", 1.0, ""),
        ("cem", 1, "pay", 1.0, ""),
    ]);
    let funnel = Funnel::new(["cart", "pay"]);
    let rows =
        |funnel: &Funnel| log.run(funnel).unwrap().rows.iter().map(|row| row.customers).collect::<Vec<_>>();
    assert_eq!(rows(&funnel), [3, 3]);
    assert_eq!(rows(&funnel.clone().hold(["order"])), [2, 1]);
    assert_eq!(rows(&funnel.clone().hold(["order", "amount"])), [2, 0]);
    assert_eq!(rows(&funnel.hold(["amount"])), [3, 2]);
}

#[test]
fn sessions_are_windows_and_units() {
    let log = orders(&[
        ("ann", 0, "A", 0.0, "1"),
        ("ann", 1, "B", 0.0, "2"),
        ("ann", 2, "A", 0.0, "2"),
        ("ann", 3, "B", 0.0, "2"),
        ("ann", 4, "A", 0.0, "3"),
        ("bob", 0, "A", 0.0, "4"),
        ("bob", 1, "x", 0.0, "5"),
        ("bob", 2, "B", 0.0, "6"),
    ]);
    let funnel = Funnel::new(["A", "B"]).session("order");
    let within = |sessions| log.run(&funnel.clone().within_sessions(sessions)).unwrap().converted;
    assert_eq!((within(1), within(2), within(3)), (1, 1, 2));
    let report = log.run(&funnel.count(FunnelCount::Sessions)).unwrap();
    assert_eq!((report.customers, report.rows[0].customers, report.converted), (6, 4, 1));
    assert_eq!(report.conversion.denominator, "sessions converted or dropped");
}

#[test]
fn gaps_windows_and_exclusions_by_hand() {
    let plain = Funnel::new(["A", "B", "C"]);
    assert_eq!(
        counts("A0 B5 C9", &json(r#"{"steps": ["A", {"touchpoint": "B", "after": "6s"}, "C"]}"#)),
        [1, 0, 0]
    );
    assert_eq!(
        counts("A0 B5 C9", &json(r#"{"steps": ["A", {"touchpoint": "B", "after": "5s"}, "C"]}"#)),
        [1, 1, 1]
    );
    assert_eq!(
        counts("A0 B5 C9", &json(r#"{"steps": ["A", {"touchpoint": "B", "within": "4s"}, "C"]}"#)),
        [1, 0, 0]
    );
    // The later start is too young for B at 5, the earlier one is not.
    let least = json(r#"{"steps": ["A", {"touchpoint": "B", "after": "3s", "within": "5s"}, "C"]}"#);
    assert_eq!(counts("A0 A3 B5 C9", &least), [1, 1, 1]);
    let previous = plain.clone().within(span(4)).window_from_previous();
    assert_eq!(counts("A0 B4 C8", &previous), [1, 1, 1]);
    assert_eq!(counts("A0 B4 C9", &previous), [1, 1, 0]);
    assert_eq!(counts("A0 x1 B2 x3 C4", &plain.clone().within_events(4)), [1, 1, 1]);
    assert_eq!(counts("A0 x1 B2 x3 C4", &plain.clone().within_events(3)), [1, 1, 0]);
    assert_eq!(
        counts("A0 B1 x2 A3 B4 C5", &plain.clone().within_events(1).window_from_previous()),
        [1, 1, 1]
    );
    assert_eq!(counts("A0 x1 B2 C4", &plain.clone().exclude(["x"])), [1, 0, 0]);
    assert_eq!(counts("A0 x1 A2 B3 C4", &plain.clone().exclude(["x"])), [1, 1, 1]);
    let late = plain.exclude([FunnelExclusion::touchpoint("x").between(2, 3)]);
    assert_eq!(counts("A0 x1 B2 C4", &late), [1, 1, 1]);
    assert_eq!(counts("A0 B2 x3 C4", &late), [1, 1, 0]);
}

#[test]
fn optional_steps_may_be_left_out() {
    let funnel = json(r#"{"steps": ["A", {"touchpoint": "B", "optional": true}, "C"]}"#);
    assert_eq!(counts("A0 C2", &funnel), [1, 0, 1]);
    assert_eq!(counts("A0 B1 C2", &funnel), [1, 1, 1]);
    assert_eq!(counts("A0 B1", &funnel), [1, 1, 0]);
    let events = [
        ("ann", 0, "A"),
        ("ann", 1, "C"),
        ("bob", 0, "A"),
        ("bob", 1, "B"),
        ("bob", 3, "C"),
        ("cem", 0, "A"),
    ];
    let report = log(&events).run(&funnel).unwrap();
    let rates: Vec<_> = report.rows.iter().map(|row| (row.conversion.n, row.dropped)).collect();
    assert_eq!(rates, [(0, 1), (3, 0), (3, 0)]);
    assert_eq!((report.converted, report.dropped, report.rows[2].time_from_previous.n), (2, 1, 2));
}

#[test]
fn any_order_with_and_without_anchors() {
    let any = Funnel::new(["A", "B", "C"]).any_order();
    assert_eq!(counts("C0 A1 B2", &any), [1, 1, 1]);
    assert_eq!(counts("C0 A1", &any), [1, 1, 0]);
    assert_eq!(counts("C0 A5 B9", &any.clone().within(span(5))), [1, 1, 0]);
    let steps = [
        FunnelStep::from("A").anchored(),
        FunnelStep::from("B"),
        FunnelStep::from("C"),
        FunnelStep::from("D").anchored(),
    ];
    let anchored = Funnel::new(steps).any_order();
    assert_eq!(counts("A0 C1 B2 D3", &anchored), [1, 1, 1, 1]);
    assert_eq!(counts("C0 A1 B2 D3", &anchored), [1, 1, 0, 0]);
    assert_eq!(counts("A0 B1 D2 C3", &anchored), [1, 1, 1, 0]);
    let report = log(&[("a", 0, "A"), ("a", 1, "B"), ("a", 2, "C"), ("a", 3, "D")]).run(&anchored).unwrap();
    let names: Vec<_> = report.rows.iter().map(|row| row.touchpoint.as_str()).collect();
    assert_eq!(names, ["A", "1 of B, C", "2 of B, C", "D"]);
    assert_eq!(counts("A0 x1 B2 C3", &any.exclude(["x"])), [1, 1, 0]);
}

#[test]
fn starts_and_totals() {
    let funnel = Funnel::new(["A", "B"]).within(span(5));
    assert_eq!(counts("A0 A9 B10", &funnel), [1, 1]);
    assert_eq!(counts("A0 A9 B10", &funnel.clone().reentry(FunnelReentry::First)), [1, 0]);
    let totals = funnel.count(FunnelCount::Totals);
    assert_eq!(counts("A0 B1 A2 B3 A4", &totals), [3, 2]);
    assert_eq!(counts("A0 A9 B10", &totals), [2, 1]);
    assert_eq!(counts("A0 A1 B2 B3", &totals), [1, 1]);
    assert_eq!(counts("A0 A1 A2 B3 A4 B5", &totals.clone().any_order()), [2, 2]);
    let report = log(&journey("A0 B1 A2 B3 A4")).run(&totals).unwrap();
    assert_eq!((report.customers, report.open, report.dropped), (1, 1, 0));
}

#[test]
fn options_that_do_not_fit_are_named() {
    let log = log(&[("ann", 0, "A"), ("ann", 1, "B")]);
    let cases = [
        (r#"{"steps": ["A", "B"], "mode": "strict_order", "reentry": "first"}"#, "mode"),
        (r#"{"steps": ["A", "B"], "mode": "strict_order", "order": "any"}"#, "mode"),
        (r#"{"steps": ["A", "B"], "order": "any", "window_from": "previous"}"#, "order"),
        (r#"{"steps": ["A", {"touchpoint": "B", "after": "1s"}], "order": "any"}"#, "order"),
        (r#"{"steps": ["A", {"touchpoint": "B", "after": "3s"}], "within": "2s"}"#, "steps"),
        (r#"{"steps": ["A", {"touchpoint": "B", "optional": true}]}"#, "steps"),
        (r#"{"steps": ["A", {"touchpoint": "B", "anchored": true}]}"#, "steps"),
        (r#"{"steps": [{"touchpoint": "A", "within": "1s"}, "B"]}"#, "steps"),
        (r#"{"steps": ["A", "B"], "within_sessions": 1}"#, "session"),
        (r#"{"steps": ["A", "B"], "count": "sessions"}"#, "session"),
        (r#"{"steps": ["A", "B"], "exclude": [{"touchpoint": "A", "from": 2, "to": 2}]}"#, "exclude[0]"),
        (r#"{"steps": ["A", "B"], "exclude": [{"touchpoint": "A", "from": 1, "to": 3}]}"#, "exclude[0]"),
    ];
    for (text, wanted) in cases {
        match log.run(&json(text)).unwrap_err() {
            crate::Error::InvalidOption { field, .. } => assert_eq!(field, wanted, "{text}"),
            other => panic!("{text}: {other}"),
        }
    }
    assert_eq!(log.run(&Funnel::new(["A", "B"]).hold(["order"])).unwrap_err().code(), "unknown_name");
}

/// An event: second and touchpoint from 0 to 3.
type Row = (i64, usize);
const NAMES: [&str; 4] = ["A", "B", "C", "x"];

#[derive(Debug, Clone)]
struct Setting {
    steps: Vec<usize>,
    after: Vec<Option<i64>>,
    within: Vec<Option<i64>>,
    optional: Vec<bool>,
    window: Option<i64>,
    previous: bool,
    exclude: Option<(usize, usize)>,
    first: bool,
}

impl Setting {
    fn funnel(&self) -> Funnel {
        let steps = self.steps.iter().enumerate().map(|(at, &step)| {
            let mut step = FunnelStep::from(NAMES[step]);
            step.after = self.after[at].filter(|_| at > 0).map(span);
            step.within = self.within[at].filter(|_| at > 0).map(span);
            step.optional = self.optional(at);
            step
        });
        let mut funnel = Funnel::new(steps.collect::<Vec<_>>());
        funnel.within = self.window.map(span);
        funnel.window_from = if self.previous { WindowFrom::Previous } else { WindowFrom::First };
        funnel.reentry = if self.first { FunnelReentry::First } else { FunnelReentry::LastBefore };
        if let Some((from, to)) = self.exclude {
            funnel.exclude = vec![FunnelExclusion::touchpoint("x").between(from as u32 + 1, to as u32 + 1)];
        }
        funnel
    }

    fn optional(&self, at: usize) -> bool {
        self.optional[at] && at > 0 && at + 1 < self.steps.len()
    }

    /// Whether times of steps (`None` if left out) are a chain.
    fn holds(&self, times: &[Option<i64>], rows: &[Row]) -> bool {
        let passed: Vec<(usize, i64)> =
            times.iter().enumerate().filter_map(|(at, time)| time.map(|time| (at, time))).collect();
        let (first, last) = (passed[0].1, passed[passed.len() - 1].1);
        let pairs = passed.windows(2).all(|pair| {
            let ((_, before), (at, time)) = (pair[0], pair[1]);
            let gap = time - before;
            let window = if self.previous { self.window } else { None };
            gap >= self.after[at].unwrap_or(0)
                && self.within[at].is_none_or(|most| gap <= most)
                && window.is_none_or(|most| gap <= most)
        });
        let whole = self.previous || self.window.is_none_or(|window| last - first <= window);
        let excluded = self.exclude.is_some_and(|(from, to)| {
            // For a step that was left out stands the one before or after it.
            let begin = passed.iter().rev().find(|(at, _)| *at <= from).map(|(_, time)| *time);
            let end = passed.iter().find(|(at, _)| *at >= to).map_or(last, |(_, time)| *time);
            times.len() > from
                && rows.iter().any(|(time, name)| *name == 3 && Some(*time) > begin && *time < end)
        });
        pairs && whole && !excluded
    }

    /// Steps up to the furthest one that any chain passes.
    fn level(&self, rows: &[Row]) -> usize {
        let first = rows.iter().find(|(_, name)| *name == self.steps[0]).map(|row| row.0);
        let mut best = 0;
        self.longest(rows, &mut Vec::new(), &mut vec![false; rows.len()], first, &mut best);
        best
    }

    fn longest(
        &self,
        rows: &[Row],
        times: &mut Vec<Option<i64>>,
        used: &mut Vec<bool>,
        first: Option<i64>,
        best: &mut usize,
    ) {
        if times.last().is_some_and(Option::is_some) {
            if !self.holds(times, rows) {
                return;
            }
            *best = (*best).max(times.len());
        }
        let at = times.len();
        if at == self.steps.len() {
            return;
        }
        if self.optional(at) {
            times.push(None);
            self.longest(rows, times, used, first, best);
            times.pop();
        }
        let last = times.iter().rev().flatten().next().copied();
        for place in 0..rows.len() {
            let (time, name) = rows[place];
            let start = at > 0 || !self.first || Some(time) == first;
            if used[place] || name != self.steps[at] || last.is_some_and(|last| time < last) || !start {
                continue;
            }
            used[place] = true;
            times.push(Some(time));
            self.longest(rows, times, used, first, best);
            times.pop();
            used[place] = false;
        }
    }
}

fn rows(ties: bool) -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec((0..14i64, 0..4usize), 1..9).prop_map(move |mut rows| {
        rows.sort_by_key(|row| row.0);
        if !ties {
            rows.dedup_by_key(|row| row.0);
        }
        rows
    })
}

fn settings() -> impl Strategy<Value = Setting> {
    let gaps = || proptest::collection::vec(proptest::option::weighted(0.3, 0..5i64), 4);
    let steps =
        prop_oneof![proptest::collection::vec(0..3usize, 2..5), Just(vec![0, 1, 2]), Just(vec![0, 1, 2, 0]),];
    let parts = (steps, gaps(), gaps(), proptest::collection::vec(proptest::bool::weighted(0.3), 4));
    let rest = (
        proptest::option::of(0..12i64),
        any::<bool>(),
        proptest::option::of((0..4usize, 0..4usize)),
        any::<bool>(),
    );
    (parts, rest).prop_map(|((steps, after, mut within, optional), (window, previous, exclude, first))| {
        // Contradictions are refused.
        let mut after: Vec<Option<i64>> = after;
        for at in 0..4 {
            if after[at].is_some() && within[at].is_some() && after[at] > within[at] {
                within[at] = after[at];
            }
            if after[at].is_some() && window.is_some() && after[at] > window {
                after[at] = None;
            }
        }
        let last = steps.len() - 1;
        let exclude = exclude.map(|(a, b)| (a.min(b).min(last), a.max(b).min(last))).filter(|(a, b)| a < b);
        Setting { steps, after, within, optional, window, previous, exclude, first }
    })
}

/// Steps up to the furthest one that the only customer `ann` passes.
fn level(rows: &[Row], funnel: &Funnel) -> usize {
    let mut events: Vec<_> = rows.iter().map(|&(time, name)| ("ann", time, NAMES[name])).collect();
    events.extend(NAMES.iter().rev().map(|name| ("zoe", 0, *name)));
    let all = log(&events);
    let only = all.filter(|journey| journey.customer() == "ann");
    let report = only.run(funnel).unwrap();
    report.rows.iter().rposition(|row| row.customers > 0).map_or(0, |at| at + 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn options_count_what_trying_all_chains_counts(rows in rows(false), setting in settings()) {
        prop_assert_eq!(level(&rows, &setting.funnel()), setting.level(&rows));
    }

    #[test]
    fn so_do_equal_times(rows in rows(true), setting in settings()) {
        let mut setting = setting;
        let distinct = (1..setting.steps.len()).all(|at| !setting.steps[..at].contains(&setting.steps[at]));
        if !distinct {
            setting.optional = vec![false; 4];
        }
        prop_assert_eq!(level(&rows, &setting.funnel()), setting.level(&rows));
    }

    /// Without further options, chains are those of the state machine, to the microsecond.
    #[test]
    fn both_machines_say_the_same(rows in rows(true), setting in settings()) {
        let mut funnel = Funnel::new(setting.steps.iter().map(|&step| NAMES[step]));
        funnel.within = setting.window.map(span);
        let mut events: Vec<_> = rows.iter().map(|&(time, name)| ("ann", time, NAMES[name])).collect();
        events.extend(NAMES.iter().map(|name| ("zoe", 9, *name)));
        let log = log(&events);
        let mut plan = funnel.plan(&log).unwrap();
        prop_assert_eq!(plan.engine, Engine::Window);
        let expected = log.run(&funnel).unwrap();
        plan.engine = Engine::Chains;
        let mut summary = log.summary(&funnel, &plan).unwrap();
        prop_assert_eq!(funnel.finish(&plan, &mut summary).unwrap(), expected);
    }

    /// Any order: as many steps as any choice of events has, block by block.
    #[test]
    fn any_order_counts_what_trying_all_choices_counts(
        rows in rows(false), steps in proptest::sample::subsequence(vec![0usize, 1, 2, 3], 1..=4),
        anchored in proptest::collection::vec(any::<bool>(), 4), window in proptest::option::of(0..12i64),
    ) {
        let named = steps.iter().zip(&anchored).map(|(&step, &anchored)| {
            let step = FunnelStep::from(NAMES[step]);
            if anchored { step.anchored() } else { step }
        });
        let mut funnel = Funnel::new(named.collect::<Vec<_>>()).any_order();
        funnel.within = window.map(span);
        let mut block = vec![0; steps.len()];
        for at in 1..steps.len() {
            block[at] = block[at - 1] + usize::from(anchored[at] || anchored[at - 1]);
        }
        let mut best = 0;
        let mut chosen = vec![None; steps.len()];
        choose(&rows, &steps, &block, window, &mut chosen, 0, &mut best);
        prop_assert_eq!(level(&rows, &funnel), best);
    }

    #[test]
    fn any_order_counts_at_least_as_many_and_a_strict_one_at_most(rows in rows(true), setting in settings()) {
        let mut steps = setting.steps.clone();
        steps.sort_unstable();
        steps.dedup();
        let funnel = Funnel::new(steps.iter().map(|&step| NAMES[step]));
        let ordered = level(&rows, &funnel);
        prop_assert!(level(&rows, &funnel.clone().any_order()) >= ordered);
        let strict = funnel.clone().within_events(1).window_from_previous();
        prop_assert!(level(&rows, &strict) <= ordered);
        prop_assert!(level(&rows, &funnel.reentry(FunnelReentry::First)) <= ordered);
    }
}

/// Tries every choice of an event, or none, for each step.
fn choose(
    rows: &[Row],
    steps: &[usize],
    block: &[usize],
    window: Option<i64>,
    chosen: &mut Vec<Option<i64>>,
    at: usize,
    best: &mut usize,
) {
    if at < steps.len() {
        for row in rows.iter().filter(|row| row.1 == steps[at]).map(|row| Some(row.0)).chain([None]) {
            chosen[at] = row;
            choose(rows, steps, block, window, chosen, at + 1, best);
        }
        return;
    }
    let times: Vec<i64> = chosen.iter().flatten().copied().collect();
    let (Some(first), Some(last)) = (times.iter().min(), times.iter().max()) else { return };
    let furthest = chosen.iter().rposition(Option::is_some).unwrap();
    let full =
        (0..steps.len()).all(|at| block[at] == block[furthest] || at > furthest || chosen[at].is_some());
    let ordered = (0..steps.len()).all(|a| {
        (0..steps.len()).all(|b| {
            block[a] >= block[b] || chosen[a].is_none() || chosen[b].is_none() || chosen[a] < chosen[b]
        })
    });
    if full && ordered && window.is_none_or(|window| last - first <= window) {
        *best = (*best).max(times.len());
    }
}

/// Orders of four customers: ann pays, bob and cem leave, dan may still pay at the end of the data.
#[test]
fn strict_modes_know_the_events_of_their_steps() {
    let funnel = Funnel::new(["cart", "pay"]).mode(FunnelMode::StrictIncrease).value("amount");
    let report = shop().run(&funnel).unwrap();
    assert_eq!(report.rows[1].value.as_ref().map(|value| value.sum), Some(12.0));
}

#[test]
fn in_an_open_funnel_customers_enter_at_any_step() {
    let events = [
        ("ann", 0, "A"),
        ("ann", 2, "B"),
        ("ann", 3, "C"),
        ("bob", 0, "B"),
        ("bob", 4, "C"),
        ("bob", 9, "A"),
        ("cem", 0, "A"),
        ("cem", 8, "B"),
        ("dan", 3, "C"),
        ("dan", 97, "A"),
        ("zoe", 100, "x"),
    ];
    let funnel = Funnel::new(["A", "B", "C"]).within(span(5)).open();
    let report = log(&events).run(&funnel).unwrap();
    let rows: Vec<_> =
        report.rows.iter().map(|row| (row.customers, row.entered, row.dropped, row.open)).collect();
    assert_eq!(rows, [(4, Some(4), 2, 1), (3, Some(2), 1, 0), (3, Some(1), 0, 0)]);
    let rates: Vec<_> =
        report.rows.iter().map(|row| (row.conversion.value, row.conversion.n, row.share.n)).collect();
    assert_eq!(rates, [(None, 0, 4), (Some(1.0 / 3.0), 3, 4), (Some(2.0 / 3.0), 3, 4)]);
    assert_eq!((report.converted, report.dropped, report.open), (3, 1, 0));
    let calm =
        log(&events).run(&funnel.clone().exclude([FunnelExclusion::touchpoint("B").between(1, 2)])).unwrap();
    assert_eq!(calm.rows[1].entered, Some(2));
    let error = log(&events).run(&funnel.any_order()).unwrap_err();
    assert!(error.to_string().contains("open"), "{error}");
}
