//! Durations against a sorted list.

use proptest::prelude::*;

use super::*;

/// What is done to a multiset.
#[derive(Debug, Clone)]
enum Step {
    Add(Vec<i64>),
    Merge(Vec<i64>),
    /// Removes the values at these positions of the sorted list, modulo its length.
    Retract(Vec<usize>),
    Settle,
    Stats,
    Carry,
}

fn value() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => 0..50i64,
        4 => (0..100_000i64).prop_map(|seconds| seconds * 1_000_000),
        4 => 0..40_000_000_000i64,
        1 => -50..50i64,
        1 => any::<i64>(),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => proptest::collection::vec(value(), 0..200).prop_map(Step::Add),
        1 => proptest::collection::vec(0..9_000_000_000i64, 0..2000).prop_map(Step::Add),
        2 => proptest::collection::vec(value(), 0..200).prop_map(Step::Merge),
        3 => proptest::collection::vec(any::<usize>(), 0..60).prop_map(Step::Retract),
        1 => proptest::collection::vec(any::<usize>(), 0..900).prop_map(Step::Retract),
        1 => Just(Step::Settle),
        3 => Just(Step::Stats),
        1 => Just(Step::Carry),
    ]
}

/// Statistics of a copy of these values, by selecting.
fn expected(values: &[i64]) -> DurationStats {
    duration_stats(values)
}

fn apply(step: Step, durations: &mut Durations, naive: &mut Vec<i64>) {
    match step {
        Step::Add(values) => {
            naive.extend(&values);
            durations.extend(values);
        }
        Step::Merge(values) => {
            naive.extend(&values);
            let mut other: Durations = values.into_iter().collect();
            if naive.len().is_multiple_of(3) {
                other.settle();
            }
            durations.merge(other);
        }
        Step::Retract(positions) => {
            naive.sort_unstable();
            let mut part = Vec::new();
            for position in positions {
                if let Some(place) = position.checked_rem(naive.len()) {
                    part.push(naive.remove(place));
                }
            }
            durations.retract(&part.into_iter().collect());
        }
        Step::Settle => durations.settle(),
        Step::Stats => {
            let limit = naive.get(naive.len() / 3).copied().unwrap_or(7);
            let above = naive.iter().filter(|&&value| value > limit).count() as u64;
            assert_eq!(durations.count_above(limit), above);
            let half: Durations = naive.iter().take(naive.len() / 2).copied().collect();
            let both: Vec<i64> = naive.iter().chain(naive.iter().take(naive.len() / 2)).copied().collect();
            assert_eq!(Durations::stats_together([&half, durations].into_iter()), expected(&both));
            assert_eq!(durations.stats(), expected(naive));
        }
        Step::Carry => {
            let carried: Durations =
                serde_json::from_str(&serde_json::to_string(durations).unwrap()).unwrap();
            assert_eq!(&carried, durations);
            *durations = carried;
        }
    }
    assert_eq!(durations.len(), naive.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_done_durations_are_a_list_of_values(steps in proptest::collection::vec(step(), 0..25)) {
        let (mut durations, mut naive) = (Durations::default(), Vec::new());
        for step in steps {
            apply(step, &mut durations, &mut naive);
        }
        prop_assert_eq!(durations.stats(), expected(&naive));
        prop_assert_eq!(durations.stats(), expected(&naive));
        naive.sort_unstable();
        prop_assert_eq!(durations.sorted(), naive);
    }

    #[test]
    fn small_changes_to_settled_durations_are_exact(
        start in proptest::collection::vec(0..300i64, 100..3000),
        changes in proptest::collection::vec((proptest::collection::vec(0..300i64, 0..40), proptest::collection::vec(any::<usize>(), 0..40)), 1..12),
    ) {
        let mut durations: Durations = start.iter().copied().collect();
        durations.settle();
        let mut naive = start;
        for (more, less) in changes {
            apply(Step::Retract(less), &mut durations, &mut naive);
            apply(Step::Merge(more), &mut durations, &mut naive);
            prop_assert_eq!(durations.stats(), expected(&naive));
        }
    }
}

#[test]
fn many_values_are_selected_like_few() {
    let mut random = 1u64;
    let mut values = Vec::new();
    for _ in 0..50_000 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        values.push((random >> (20 + random % 40)) as i64);
    }
    let mut durations: Durations = values.iter().copied().collect();
    assert_eq!(durations.stats(), expected(&values));
    durations.settle();
    assert_eq!(durations.stats(), expected(&values));
    durations.retract(&values[..20_000].iter().copied().collect());
    assert_eq!(durations.stats(), expected(&values[20_000..]));
}

#[test]
fn all_at_once_keep_their_order() {
    let mut all: Vec<Durations> = (0..300).map(|i| (0..i * 7).collect()).collect();
    let mut more: Durations = (0..200_000).collect();
    let stats = Durations::stats_of_all(all.iter_mut().chain([&mut more])).unwrap();
    let sizes: Vec<u64> = stats.iter().map(|stats| stats.n).collect();
    assert_eq!(sizes, (0..300).map(|i| i * 7).chain([200_000]).collect::<Vec<_>>());
}

#[test]
fn a_value_takes_few_bytes() {
    let mut durations = Durations::default();
    durations.extend((0..100_000).map(|i| i * 7919 % 86_400 * 1_000_000));
    let packed = &durations.rest.as_ref().unwrap().packed;
    assert!(packed.bytes() < 5 * packed.len(), "{}", packed.bytes());
}

#[test]
fn hostile_lists_are_refused() {
    let read = |values: &str| {
        serde_json::from_str::<Durations>(&format!("{{\"values\":{values},\"rounded\":null}}"))
    };
    assert!(read("[1, 2]").is_ok());
    assert!(read("[1, 2.5]").is_err());
    assert!(read("[9223372036854775808]").is_err());
    assert!(serde_json::from_str::<Durations>("{}").is_err());
}

proptest! {
    #[test]
    fn what_was_rounded_when_does_not_matter(
        values in proptest::collection::vec(value(), 1..400),
        cuts in proptest::collection::vec(any::<bool>(), 1..10),
    ) {
        let mut expected: Durations = values.iter().copied().collect();
        expected.round();
        let mut durations = Durations::default();
        for (part, &round) in values.chunks(values.len().div_ceil(cuts.len())).zip(&cuts) {
            let mut part: Durations = part.iter().copied().collect();
            if !round {
                part.settle();
            }
            durations.merge(part);
            if round {
                durations.round();
            }
        }
        let rounded = cuts.iter().take(values.chunks(values.len().div_ceil(cuts.len())).len()).any(|&round| round);
        if !rounded {
            durations.round();
        }
        let carried: Durations = serde_json::from_str(&serde_json::to_string(&durations).unwrap()).unwrap();
        prop_assert_eq!(&carried, &durations);
        prop_assert_eq!(durations.len(), values.len());
        let mut exact: Durations = [1, 2].into_iter().collect();
        let both = Durations::stats_together([&durations, &exact].into_iter());
        prop_assert_eq!(both.relative_error, Some(sketch::RELATIVE_ERROR));
        let stats = Durations::stats_of_all([&mut durations, &mut exact]).unwrap();
        prop_assert_eq!(&stats[0], &expected.stats());
        prop_assert_eq!(stats[1].relative_error, Some(sketch::RELATIVE_ERROR));
        prop_assert_eq!(durations, expected);
    }
}

#[test]
fn all_are_rounded_if_they_are_too_many_together() {
    let mut all: Vec<Durations> = (0..4).map(|_| (0..100).collect()).collect();
    Durations::bound_all(&mut all, 400 * 8);
    assert!(all.iter().all(|durations| durations.rounded().is_none()));
    Durations::bound_all(&mut all, 400 * 8 - 1);
    assert!(all.iter().all(|durations| durations.memory() == 0 && durations.len() == 100));
}
