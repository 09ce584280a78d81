//! Laws of comparing two groups.

use journey_core::EventLog;
use journey_core::analysis::{
    Comparable, Comparison, Funnel, Interactions, Rework, StepMatrix, TimeSpent, Transitions, TwoGroups,
    Variants,
};
use proptest::prelude::*;

use crate::logs::{Build, TOUCHPOINTS, build, has, rows};

/// The customers whose number has a remainder, and all others.
fn groups(log: &EventLog, sides: u64) -> Option<(EventLog, EventLog)> {
    let side = |wanted: bool| {
        log.filter(|journey| {
            let number: u64 = journey.customer().bytes().map(u64::from).sum();
            number.is_multiple_of(sides) == wanted
        })
    };
    let (a, b) = (side(true), side(false));
    (a.customers() > 0 && b.customers() > 0).then_some((a, b))
}

fn turned(a: &Comparison, b: &Comparison) -> Result<(), TestCaseError> {
    prop_assert_eq!(a.rows.len(), b.rows.len());
    prop_assert_eq!((a.a, a.b, a.hidden), (b.b, b.a, b.hidden));
    prop_assert_eq!(&a.distance, &b.distance);
    for (one, other) in a.rows.iter().zip(&b.rows) {
        prop_assert_eq!((&one.key, &one.measure), (&other.key, &other.measure));
        prop_assert_eq!((&one.a, &one.b), (&other.b, &other.a));
        let minus = |value: Option<f64>| value.map(|value| -value);
        prop_assert_eq!(one.difference.value, minus(other.difference.value));
        prop_assert_eq!(one.difference.low, minus(other.difference.high));
        prop_assert_eq!(one.difference.high, minus(other.difference.low));
        prop_assert_eq!((one.p, one.p_adjusted), (other.p, other.p_adjusted));
        prop_assert_eq!(one.same_mix, minus(other.same_mix));
        prop_assert!(one.p.is_none_or(|p| 0.0 < p && p <= 1.0 && Some(p) <= one.p_adjusted));
        if let (Some(low), Some(value), Some(high)) =
            (one.difference.low, one.difference.value, one.difference.high)
        {
            prop_assert!(low <= value && value <= high);
        }
    }
    for (one, other) in a.mix.iter().zip(&b.mix) {
        prop_assert_eq!(one.difference.value, other.difference.value.map(|value| -value));
    }
    Ok(())
}

/// What holds of every question.
fn check<Q: Comparable>(
    two: &TwoGroups,
    back: &TwoGroups,
    again: &TwoGroups,
    question: &Q,
) -> Result<(), TestCaseError> {
    let report = two.run(question).unwrap();
    turned(&report, &back.run(question).unwrap())?;
    // However the log is cut into shards, whoever runs it.
    prop_assert_eq!(&report, &again.run(question).unwrap());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn turning_the_groups_round_turns_the_differences_round(rows in rows(40), sides in 2..4u64, seed in 0..9u64) {
        let made = |shards: usize| {
            let (a, b) = groups(&build(&rows, &Build { shards, ..Build::default() }), sides)?;
            let with = |two: TwoGroups| two.permutations(20).seed(seed).same_mix("channel");
            Some((with(a.compare(&b).unwrap()), with(b.compare(&a).unwrap())))
        };
        prop_assume!(has(&rows, &TOUCHPOINTS[..2]));
        let (Some((two, back)), Some((again, _))) = (made(1), made(5)) else { return Ok(()) };
        check(&two, &back, &again, &Transitions::new())?;
        check(&two, &back, &again, &Variants::new())?;
        check(&two, &back, &again, &Funnel::new([TOUCHPOINTS[0], TOUCHPOINTS[1]]))?;
        check(&two, &back, &again, &StepMatrix::new())?;
        check(&two, &back, &again, &Interactions::new())?;
        check(&two, &back, &again, &Rework::new())?;
        check(&two, &back, &again, &TimeSpent::new())?;
    }

    #[test]
    fn every_number_is_that_of_the_group_alone(rows in rows(60)) {
        let log = build(&rows, &Build::default());
        prop_assume!(has(&rows, &TOUCHPOINTS[..2]));
        let Some((a, b)) = groups(&log, 2) else { return Ok(()) };
        let funnel = Funnel::new([TOUCHPOINTS[0], TOUCHPOINTS[1]]);
        let (here, there) = (a.run(&funnel).unwrap(), b.run(&funnel).unwrap());
        let report = a.compare(&b).unwrap().permutations(0).run(&funnel).unwrap();
        for (at, (here, there)) in here.rows.iter().zip(&there.rows).enumerate() {
            let row = &report.rows[3 * at];
            prop_assert_eq!((&row.a, &row.b), (&here.share, &there.share));
            prop_assert_eq!((row.p, row.p_adjusted), (None, None));
        }
        // Edges: what is not there is 0 of all.
        let (here, there) = (a.run(&Transitions::new()).unwrap(), b.run(&Transitions::new()).unwrap());
        let report = a.compare(&b).unwrap().permutations(0).run(&Transitions::new()).unwrap();
        for row in report.rows.iter().filter(|row| row.measure == "customer_share") {
            let share = |report: &journey_core::analysis::TransitionReport| {
                let edge = report.rows.iter().find(|edge| {
                    Some(&edge.source) == row.key[1].as_ref() && Some(&edge.target) == row.key[2].as_ref()
                });
                edge.map_or(0, |edge| edge.customers) as f64 / report.customers as f64
            };
            prop_assert_eq!(row.difference.value, Some(share(&here) - share(&there)));
        }
    }
}
