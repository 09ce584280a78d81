use super::periods::{Periods, cut};
use super::*;
use crate::analysis::{Estimate, difference};
use crate::log::Value;
use crate::measure::testing::{Row, log, map, predicate, touchpoint};
use crate::model::{CustomerRule, Persona};

const DAY: i64 = 86_400;

fn shop() -> JourneyMap {
    map(&[("look", vec![touchpoint("look")]), ("buy", vec![touchpoint("buy")])])
}

/// Customers who look on a day, and of whom so many buy an hour later; all of a kind.
struct Batch {
    day: i64,
    kind: &'static str,
    n: usize,
    buy: usize,
}

const fn batch(day: i64, kind: &'static str, n: usize, buy: usize) -> Batch {
    Batch { day, kind, n, buy }
}

fn sold(batches: &[Batch]) -> EventLog {
    let names: Vec<Vec<String>> = batches
        .iter()
        .enumerate()
        .map(|(i, batch)| (0..batch.n).map(|customer| format!("{i}-{customer}")).collect())
        .collect();
    let kinds: Vec<[Value<'_>; 1]> = batches.iter().map(|batch| [Value::Text(batch.kind)]).collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for ((batch, names), kind) in batches.iter().zip(&names).zip(&kinds) {
        for (customer, name) in names.iter().enumerate() {
            rows.push((name, batch.day * DAY, "look", kind));
            if customer < batch.buy {
                rows.push((name, batch.day * DAY + 3600, "buy", kind));
            }
        }
    }
    log(&["kind"], &rows)
}

fn at(day: i64) -> BeforeAfter {
    BeforeAfter::at(jiff::Timestamp::from_second(day * DAY).unwrap()).open_within("1h".parse().unwrap())
}

fn near(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 5e-5)
}

/// Newcombe's example (1998, table II, a): 48 of 80 before, 56 of 70 after; with a last event on day 14.
fn newcombe() -> EventLog {
    sold(&[batch(0, "x", 80, 48), batch(7, "x", 70, 56), batch(14, "x", 1, 0)])
}

#[test]
fn a_difference_has_newcombes_interval_and_the_p_value_that_belongs_to_it() {
    let report = shop().before_after(&newcombe(), &at(7)).unwrap();
    let row = &report.rows[0];
    assert_eq!((row.kpi.as_str(), row.before.n, row.after.n), ("completion", 80, 70));
    assert!(
        near(row.difference.value, 0.2)
            && near(row.difference.low, 0.0524)
            && near(row.difference.high, 0.3339)
    );
    // 0.2 lies 2.6563 standard errors, taken from the lower end, from 0; scipy 1.17.1: 2 * norm.sf(2.6563) = 0.0079.
    assert!(row.p.is_some_and(|p| (p - 0.0079).abs() < 1e-4), "{:?}", row.p);
    assert_eq!((row.verdict, row.adjustment), (KpiVerdict::Better, Adjustment::None));
    assert_eq!(
        row.statement,
        "60.0 % before, 80.0 % after: better (+20.0 points, interval +5.2 to +33.4 points)"
    );
}

#[test]
fn a_p_value_of_one_in_twenty_is_an_interval_that_ends_at_nothing() {
    let of = |value, low, high| {
        let interval = Some((low, high));
        let estimate = Estimate::with_interval(Some(value), interval, 100, "", crate::analysis::Method::Wald);
        kpis::p(&estimate).unwrap()
    };
    assert!((of(0.3, 0.0, 0.5) - 0.05).abs() < 1e-12 && (of(-0.3, -0.9, 0.0) - 0.05).abs() < 1e-12);
    assert_eq!(of(0.0, -1.0, 1.0), 1.0);
    assert!(of(0.3, 0.1, 0.5) < 0.05 && of(-0.3, -0.9, 0.1) > 0.05);
}

#[test]
fn journeys_belong_to_the_period_in_which_they_began_and_are_seen_to_its_end() {
    let rows: &[Row<'_>] = &[
        ("early", 0, "look", &[]),
        ("early", 8 * DAY, "buy", &[]),
        ("both", 9 * DAY, "look", &[]),
        ("both", 11 * DAY, "buy", &[]),
        ("late", 12 * DAY, "look", &[]),
        ("end", 17 * DAY, "look", &[]),
    ];
    let log = log(&[], rows);
    let options = at(10);
    let periods = Periods::of(&log, options.at.unwrap(), &options).unwrap();
    // Seven days and a microsecond lie after the instant: one whole week.
    let days = |stretch: periods::Stretch| (stretch.from / (DAY * 1_000_000), stretch.to / (DAY * 1_000_000));
    assert_eq!((days(periods.before), days(periods.after)), ((3, 10), (10, 17)));
    let (before, went_on) = cut(&log, periods.before).unwrap();
    assert_eq!((before.customers(), before.events(), went_on), (1, 1, 1));
    assert!(before.journey("both").is_some());
    let (after, went_on) = cut(&log, periods.after).unwrap();
    assert_eq!((after.customers(), after.events(), went_on), (1, 1, 0));
    let observed = before.period().unwrap();
    assert_eq!((observed.0.as_second(), observed.1.as_second()), (3 * DAY, 10 * DAY - 1));
}

#[test]
fn a_gap_belongs_to_neither_period() {
    let log = sold(&[batch(0, "x", 1, 0), batch(7, "x", 5, 0), batch(9, "x", 3, 0), batch(16, "x", 1, 0)]);
    let report = shop().before_after(&log, &at(7).gap("2d".parse().unwrap())).unwrap();
    assert_eq!((report.before.customers, report.after.customers), (1, 3));
}

#[test]
fn what_happened_to_others_is_taken_off() {
    // Touched: 40 to 60 of 100; control: 40 to 50 of 100.
    let batches = [
        batch(0, "new", 100, 40),
        batch(7, "new", 100, 60),
        batch(0, "old", 100, 40),
        batch(7, "old", 100, 50),
        batch(14, "new", 1, 0),
    ];
    let control = CustomerRule::First(predicate("kind", "old"));
    let report = shop().before_after(&sold(&batches), &at(7).control(control)).unwrap();
    let row = &report.rows[0];
    assert_eq!(row.adjustment, Adjustment::Control);
    assert!(near(row.difference.value, 0.2) && near(row.effect.value, 0.1));
    assert!(near(row.control.as_ref().and_then(|control| control.value), 0.1));
    assert_eq!(row.verdict, KpiVerdict::Unclear);
    assert_eq!(report.limits[0].status, LimitStatus::Handled);
}

#[test]
fn what_happened_a_year_before_is_taken_off() {
    // The same weeks, 364 days before: 40 to 55 of 100.
    let batches = [
        batch(0, "x", 100, 40),
        batch(7, "x", 100, 55),
        batch(364, "x", 100, 40),
        batch(371, "x", 100, 60),
        batch(378, "x", 1, 0),
    ];
    let log = sold(&batches);
    let week = at(371).window("7d".parse().unwrap());
    let report = shop().before_after(&log, &week).unwrap();
    let row = &report.rows[0];
    assert_eq!(row.adjustment, Adjustment::Season);
    assert!(near(row.effect.value, 0.05) && near(row.season.as_ref().and_then(|season| season.value), 0.15));
    assert_eq!(report.limits[0].status, LimitStatus::Handled);
    let short = shop().before_after(&sold(&batches[2..]), &week).unwrap();
    assert_eq!(
        (short.rows[0].adjustment, short.limits[0].status),
        (Adjustment::None, LimitStatus::NotRuledOut)
    );
}

#[test]
fn the_paradox_of_the_kidney_stones_is_told() {
    // Charig and others (1986), ten times as many: open surgery 810 of 870 small and 1920 of 2630 large stones, the new
    // method 2340 of 2700 and 550 of 800. With the same mix: -0.0644 of 3570 and -0.0425 of 3430.
    let batches = [
        batch(0, "small", 870, 810),
        batch(0, "large", 2630, 1920),
        batch(7, "small", 2700, 2340),
        batch(7, "large", 800, 550),
        batch(14, "none", 1, 0),
    ];
    let report = shop().before_after(&sold(&batches), &at(7).same_mix("kind").goal("completion")).unwrap();
    let row = &report.rows[0];
    assert!(near(row.difference.value, 0.045_714));
    let same = row.same_mix.clone().unwrap();
    let small = 2340.0 / 2700.0 - 810.0 / 870.0;
    let large = 550.0 / 800.0 - 1920.0 / 2630.0;
    assert!(near(same.value, (3570.0 * small + 3430.0 * large) / 7000.0) && same.high.unwrap() < 0.0);
    assert!(row.mix_reverses);
    let mix = report.limits.iter().find(|limit| limit.kind == LimitKind::CaseMix).unwrap();
    assert_eq!(mix.status, LimitStatus::AtWork);
    assert!(report.success.unwrap().statement.contains("Simpson"));
}

#[test]
fn a_goal_counts_only_if_its_guards_hold() {
    let mut map = map(&[("look", vec![touchpoint("look")]), ("buy", vec![touchpoint("buy")])]);
    map.kpis = vec![crate::model::Kpi {
        id: "effort".into(),
        name: "Steps".into(),
        measure: crate::model::KpiMeasure::InteractionsPerCustomer {},
        scope: crate::model::KpiScope::Map,
        target: None,
        direction: Some(crate::model::Direction::Down),
    }];
    let log = sold(&[batch(0, "x", 400, 160), batch(7, "x", 400, 240), batch(14, "x", 1, 0)]);
    let ask = |options: BeforeAfter| map.before_after(&log, &options).unwrap().success.unwrap();
    assert_eq!(ask(at(7).goal("completion")).verdict, SuccessVerdict::Success);
    // Whoever buys takes one step more: from 1.4 to 1.6.
    let priced = ask(at(7).goal("completion").guard("effort"));
    assert_eq!((priced.verdict, priced.guards_worse), (SuccessVerdict::AtAPrice, vec!["effort".to_string()]));
    assert!(priced.statement.starts_with("Yes, at a price. Completion: 40.0 % before, 60.0 % after: better"));
    let tolerated = ask(at(7).goal("completion").guard("effort").margin_of("effort", 0.5));
    assert_eq!(tolerated.verdict, SuccessVerdict::Success);
    assert_eq!(ask(at(7).goal("effort")).verdict, SuccessVerdict::Failure);
    assert_eq!(ask(at(7).goal("completion").margin(2.0)).verdict, SuccessVerdict::NoSuccess);
}

#[test]
fn too_few_customers_give_no_verdict() {
    let log = sold(&[batch(0, "x", 29, 0), batch(7, "x", 500, 500), batch(14, "x", 1, 0)]);
    let row = shop().before_after(&log, &at(7)).unwrap().rows.remove(0);
    assert_eq!((row.verdict, row.p, row.p_adjusted), (KpiVerdict::NotEnoughData, None, None));
    assert!(row.statement.ends_with("too few to tell (n = 29, at least 30 needed)"), "{}", row.statement);
}

#[test]
fn two_versions_are_told_by_a_column() {
    let log = sold(&[batch(0, "v1", 100, 30), batch(0, "v2", 100, 60), batch(9, "v1", 1, 0)]);
    let report = shop()
        .before_after(&log, &BeforeAfter::versions("kind", "v1", "v2").open_within("1h".parse().unwrap()))
        .unwrap();
    assert_eq!((report.before.name.as_str(), report.after.name.as_str()), ("v1", "v2"));
    assert!(near(report.rows[0].difference.value, 0.6 - 30.0 / 100.0));
    let bad = |after: &str| {
        shop().before_after(&log, &BeforeAfter::versions("kind", "v1", after)).unwrap_err().to_string()
    };
    assert!(bad("v3").contains("v1, v2") && bad("v1").contains("another version"));
}

#[test]
fn journeys_that_stay_open_as_long_as_a_period_are_named() {
    let options = BeforeAfter { open_within: None, ..at(7) };
    let report = shop().before_after(&newcombe(), &options).unwrap();
    let limit = report.limits.iter().find(|limit| limit.kind == LimitKind::OpenJourneys).unwrap();
    assert_eq!(limit.status, LimitStatus::AtWork);
    assert!(limit.statement.contains("shorter `open_within`"), "{}", limit.statement);
}

#[test]
fn questions_that_do_not_fit_are_refused_by_name() {
    let log = newcombe();
    let refused = |options: BeforeAfter| shop().before_after(&log, &options).unwrap_err().to_string();
    for (options, field) in [
        (BeforeAfter::new(), "at"),
        (at(0), "at"),
        (at(15), "at"),
        (at(7).gap("9d".parse().unwrap()), "at"),
        (at(7).window("8d".parse().unwrap()), "window"),
        (at(7).window("0s".parse().unwrap()), "window"),
        (at(7).gap("-1s".parse().unwrap()), "gap"),
        (at(7).margin(f64::NAN), "margin"),
        (at(7).margin_of("completion", -1.0), "margins.completion"),
        (at(7).goal("compleition"), "completion"),
        (at(7).margin_of("nothing", 1.0), "nothing"),
        (at(7).same_mix("nothing"), "nothing"),
        (BeforeAfter { version: Some("kind".into()), ..at(7) }, "version"),
        (
            BeforeAfter::versions("kind", "x", "y").control(CustomerRule::First(predicate("kind", "y"))),
            "control",
        ),
    ] {
        assert!(refused(options.clone()).contains(field), "{field}: {}", refused(options));
    }
    let measured = shop().measure(&log).unwrap();
    let needs_log = measured.compared_with(&measured, &at(7)).unwrap_err().to_string();
    assert!(needs_log.contains("before_after"), "{needs_log}");
    let other = map(&[("look", vec![touchpoint("look")])]).measure(&log).unwrap();
    assert!(measured.compared_with(&other, &BeforeAfter::new()).is_err());
}

#[test]
fn personas_that_hold_everybody_once_are_a_mix() {
    let mut map = shop();
    let persona = |id: &str| Persona {
        id: id.into(),
        name: id.into(),
        rule: Some(CustomerRule::First(predicate("kind", id))),
        ..Persona::default()
    };
    map.personas = vec![persona("small"), persona("large")];
    let side = |batches: &[Batch]| {
        let options = crate::measure::Measure::new().open_within("0s".parse().unwrap());
        map.measure_with(&sold(batches), &options).unwrap()
    };
    let before = side(&[batch(0, "small", 87, 81), batch(0, "large", 263, 192)]);
    let after = side(&[batch(7, "small", 270, 234), batch(7, "large", 80, 55)]);
    let report = after.compared_with(&before, &BeforeAfter::new()).unwrap();
    let same = report.rows[0].same_mix.as_ref().and_then(|same| same.value);
    assert!(
        same.is_some_and(|same| same < 0.0) && report.rows[0].difference.value.unwrap() > 0.0,
        "{same:?}"
    );
    let small = report.mix.iter().find(|row| row.value.as_deref() == Some("small")).unwrap();
    assert!(near(small.before.value, 87.0 / 350.0) && near(small.after.value, 270.0 / 350.0));
    let rows: Vec<Option<&str>> = report.rows.iter().map(|row| row.persona.as_deref()).collect();
    assert_eq!(rows, [None, Some("small"), Some("large")]);
}

/// A share with its sample.
fn share(count: u64, n: u64) -> Estimate {
    Estimate::share(count, n, "customers considered")
}

#[test]
fn what_is_gone_must_be_clearly_less_and_found_again() {
    let row = |ranks: [Option<u32>; 2], before: Estimate, after: Estimate, again: [bool; 2]| FindingChange {
        kind: crate::model::FindingKind::DropOff,
        stage: "s".into(),
        touchpoint: "t".into(),
        persona: None,
        fate: FindingFate::Unclear,
        statement: String::new(),
        rank_before: ranks[0],
        rank_after: ranks[1],
        before_again: again[0].then(|| before.clone()),
        after_again: again[1].then(|| after.clone()),
        difference: difference(&after, &before),
        before,
        after,
        p: None,
        p_adjusted: None,
        value_before: None,
        value_after: None,
    };
    let fate = |mut row: FindingChange| {
        let options = BeforeAfter::new();
        findings::test(&mut row, &options);
        let p = row.p;
        findings::judge(&mut row, p, &options, true);
        (row.fate, row.statement)
    };
    let (found, not) = (Some(1), None);
    let told = |ranks, before, after, again| fate(row(ranks, before, after, again)).0;
    assert_eq!(told([found, not], share(400, 1000), share(100, 1000), [true, false]), FindingFate::Gone);
    assert_eq!(told([found, found], share(400, 1000), share(200, 1000), [true, true]), FindingFate::Smaller);
    assert_eq!(told([found, found], share(200, 1000), share(400, 1000), [true, true]), FindingFate::Larger);
    assert_eq!(told([found, found], share(400, 1000), share(401, 1000), [true, true]), FindingFate::Same);
    assert_eq!(told([not, found], share(100, 1000), share(400, 1000), [false, true]), FindingFate::New);
    // The other half did not know of it: it may have been chance.
    assert_eq!(told([found, not], share(400, 1000), share(100, 1000), [false, false]), FindingFate::Unclear);
    // No longer found, but not clearly less: too few customers to find it.
    let (unclear, words) = fate(row([found, not], share(180, 1000), share(6, 40), [true, false]));
    assert_eq!(unclear, FindingFate::Unclear);
    assert!(words.contains("may be chance or too few customers"), "{words}");
    let (few, words) = fate(row([found, not], share(180, 1000), share(0, 20), [true, false]));
    assert_eq!(few, FindingFate::NotEnoughData);
    assert!(words.ends_with("too few to tell (n = 20, at least 30 needed)"), "{words}");
}
