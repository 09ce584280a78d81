//! Laws of survival, competing outcomes, the log-rank test and Cox's model.

use std::collections::BTreeMap;

use journey_core::analysis::Survival;
use journey_core::model::{Pattern, TimeSpan};
use journey_core::numeric::{
    CoxState, OutcomeCount, Subjects, TimeCount, cox, cumulative_incidence, kaplan_meier, log_rank,
};
use proptest::prelude::*;

use crate::logs::{Build, SECOND, TOUCHPOINTS, build, end, has, journeys, log, rows};

/// Times and outcomes (none is censoring) of a few.
fn times() -> impl Strategy<Value = Vec<(i64, Option<usize>)>> {
    proptest::collection::vec((0..30i64, proptest::option::of(0..3usize)), 0..40)
}

fn counts(times: &[(i64, Option<usize>)], is_event: impl Fn(usize) -> bool) -> Vec<TimeCount> {
    let mut counts: Vec<TimeCount> = Vec::new();
    for &(time, outcome) in times {
        let event = outcome.is_some_and(&is_event);
        counts.push(TimeCount { time, events: u64::from(event), censored: u64::from(!event) });
    }
    TimeCount::sum(counts)
}

fn outcomes(times: &[(i64, Option<usize>)]) -> Vec<OutcomeCount> {
    let mut by_time: BTreeMap<i64, OutcomeCount> = BTreeMap::new();
    for &(time, outcome) in times {
        let count = by_time.entry(time).or_insert(OutcomeCount { time, events: vec![0; 3], censored: 0 });
        match outcome {
            Some(outcome) => count.events[outcome] += 1,
            None => count.censored += 1,
        }
    }
    by_time.into_values().collect()
}

/// Share without an event up to a time, factor by factor.
fn naive(times: &[(i64, Option<usize>)], until: i64) -> f64 {
    (0..=until).fold(1.0, |share, time| {
        let risk = times.iter().filter(|(other, _)| *other >= time).count() as f64;
        let events = times.iter().filter(|(other, event)| *other == time && event.is_some()).count() as f64;
        if events > 0.0 { share * (1.0 - events / risk) } else { share }
    })
}

proptest! {
    #[test]
    fn the_curve_is_the_product_of_its_factors_and_never_rises(times in times()) {
        let curve = kaplan_meier(&counts(&times, |_| true));
        for time in 0..30 {
            prop_assert!((curve.at(time) - naive(&times, time)).abs() < 1e-12);
            prop_assert!(curve.at(time + 1) <= curve.at(time));
            prop_assert_eq!(curve.at_risk(time), times.iter().filter(|(other, _)| *other >= time).count() as u64);
        }
        for step in &curve.steps {
            let (low, high) = step.interval.unwrap_or((step.survival, step.survival));
            prop_assert!(0.0 <= low && low <= step.survival && step.survival <= high && high <= 1.0);
        }
    }

    #[test]
    fn without_censoring_the_curve_is_one_minus_the_share(times in proptest::collection::vec(0..30i64, 1..40)) {
        let curve = kaplan_meier(&TimeCount::tally(times.iter().copied(), []));
        for time in 0..30 {
            let left = times.iter().filter(|&&other| other > time).count();
            prop_assert_eq!(curve.at(time), left as f64 / times.len() as f64);
        }
    }

    #[test]
    fn outcomes_add_up_to_one_minus_the_curve_of_any(times in times()) {
        let curve = kaplan_meier(&counts(&times, |_| true));
        let found = cumulative_incidence(&outcomes(&times));
        for (place, step) in curve.steps.iter().enumerate() {
            let sum: f64 = found.iter().map(|steps| steps[place].incidence).sum();
            prop_assert!((sum - (1.0 - step.survival)).abs() < 1e-12);
        }
        for steps in &found {
            prop_assert!(steps.windows(2).all(|pair| pair[0].incidence <= pair[1].incidence));
        }
    }

    #[test]
    fn the_log_rank_test_does_not_depend_on_the_order_of_groups(a in times(), b in times(), c in times()) {
        let groups = [a, b, c].map(|times| counts(&times, |_| true));
        let [a, b, c] = [0, 1, 2].map(|group: usize| groups[group].as_slice());
        let (one, other) = (log_rank(&[a, b, c]), log_rank(&[c, a, b]));
        prop_assert_eq!(one.degrees_of_freedom, other.degrees_of_freedom);
        prop_assert!((one.statistic - other.statistic).abs() <= 1e-9 * (1.0 + one.statistic));
        prop_assert_eq!(&one.observed, &[other.observed[1], other.observed[2], other.observed[0]]);
        let expected: f64 = one.expected.iter().sum();
        prop_assert!((expected - one.observed.iter().sum::<u64>() as f64).abs() < 1e-9);
        // A group against itself is no different.
        prop_assert!(log_rank(&[a, a]).statistic < 1e-12);
    }

    #[test]
    fn coxs_model_does_not_depend_on_where_numbers_begin_nor_on_the_order(
        rows in proptest::collection::vec((0..20i64, any::<bool>(), 0..5i32, 0..3i32), 2..40), shift in -50..50i32,
    ) {
        let subjects = |shift: i32, turned: bool| {
            let mut subjects = Subjects::new(2);
            let mut add = |&(time, event, a, b): &(i64, bool, i32, i32)| {
                subjects.push(time, event, &[f64::from(a + shift), f64::from(b)]);
            };
            if turned { rows.iter().rev().for_each(&mut add) } else { rows.iter().for_each(&mut add) }
            subjects
        };
        let (fit, shifted) = (cox(&subjects(0, false)), cox(&subjects(shift, false)));
        prop_assert_eq!(&fit, &cox(&subjects(0, true)));
        prop_assert_eq!(fit.degrees_of_freedom, shifted.degrees_of_freedom);
        prop_assert!(fit.log_likelihood >= fit.null_log_likelihood - 1e-9);
        prop_assert!((fit.log_likelihood - shifted.log_likelihood).abs() < 1e-6);
        // Where a coefficient has no bound, it is a matter of rounding how far it went, and with it the others.
        let bounded = fit.terms.iter().chain(&shifted.terms).all(|term| term.state != CoxState::Unbounded);
        for (a, b) in fit.terms.iter().zip(&shifted.terms).filter(|_| bounded) {
            prop_assert_eq!(a.state, b.state);
            let (a, b) = (a.coefficient.unwrap_or_default(), b.coefficient.unwrap_or_default());
            // Beyond a hazard ratio of e^20 the likelihood is flat, and how far it went is a matter of rounding too.
            prop_assert!(a.abs() > 20.0 || (a - b).abs() < 1e-5 * (1.0 + a.abs()), "{} {}", a, b);
        }
    }

    #[test]
    fn survival_is_that_of_the_journeys(rows in rows(60), a in 0..5usize, b in 0..5usize, within in 1..40i64) {
        let (source, target) = (TOUCHPOINTS[a], TOUCHPOINTS[b]);
        prop_assume!(has(&rows, &[source, target]));
        let pattern = |name: &str| name.parse::<Pattern>().unwrap();
        let survival = Survival::until(pattern(target)).start(pattern(source)).by("channel");
        let survival = survival.within(TimeSpan::from_micros(within * SECOND));
        let report = log(&rows).run(&survival).unwrap();
        let mut times = Vec::new();
        for journey in journeys(&rows) {
            let Some(start) = journey.iter().position(|row| row.touchpoint == a) else { continue };
            let longest = (end(&rows) - journey[start].time).min(within);
            let target = journey[start + 1..].iter().find(|row| row.touchpoint == b);
            let time = target.map(|row| row.time - journey[start].time).filter(|time| *time <= longest);
            times.push((time.unwrap_or(longest), time.map(|_| 0)));
        }
        let everybody = &report.groups[0];
        prop_assert_eq!(everybody.customers, times.len() as u64);
        prop_assert_eq!(everybody.events, times.iter().filter(|(_, outcome)| outcome.is_some()).count() as u64);
        for row in report.rows.iter().filter(|row| row.group.is_none() && everybody.customers > 0) {
            prop_assert!((row.share.value.unwrap() - naive(&times, row.seconds as i64)).abs() < 1e-12);
        }
        for group in &report.groups {
            let rows = report.rows.iter().filter(|row| row.group == group.group);
            let (events, censored) = rows.fold((0, 0), |sum, row| (sum.0 + row.events, sum.1 + row.censored));
            prop_assert_eq!((events, censored), (group.events, group.censored));
        }
        let sharded = build(&rows, &Build { shards: 7, ..Build::default() });
        prop_assert_eq!(report, sharded.run(&survival).unwrap());
    }
}
