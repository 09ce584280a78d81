//! Laws of priorities.

use journey_core::analysis::{Guess, Initiative, Priorities, PriorityScore};
use journey_core::work::Work;
use proptest::prelude::*;

fn guess(most: f64) -> impl Strategy<Value = Guess> {
    let three = proptest::collection::vec(0.01..1.0f64, 3).prop_map(move |mut ends| {
        ends.sort_by(f64::total_cmp);
        Guess::Between(ends[0] * most, ends[1] * most, ends[2] * most)
    });
    prop_oneof![(0.01..1.0f64).prop_map(move |value| Guess::Exactly(value * most)), three]
}

fn priorities() -> impl Strategy<Value = Priorities> {
    let one = (guess(1000.0), guess(3.0), guess(1.0), guess(12.0));
    proptest::collection::vec(one, 1..8).prop_map(|all| {
        let all = all.into_iter().enumerate();
        all.map(|(number, (reach, impact, confidence, effort))| {
            Initiative::new(format!("i{number}")).rice(reach, impact, confidence, effort)
        })
        .fold(Priorities::by(PriorityScore::Rice).draws(200, 5), Priorities::initiative)
    })
}

proptest! {
    #[test]
    fn ranks_and_chances_are_of_all(question in priorities()) {
        let report = question.rank().unwrap();
        let n = question.initiatives.len() as u64;
        let ranks: Vec<u64> = report.rows.iter().map(|row| row.rank).collect();
        prop_assert_eq!(ranks, (1..=n).collect::<Vec<u64>>());
        prop_assert!(report.rows.is_sorted_by(|a, b| a.score >= b.score));
        // One is the first one in each draw.
        let first: f64 = report.rows.iter().map(|row| row.first).sum();
        prop_assert!((first - 1.0).abs() < 1e-9);
        for row in &report.rows {
            prop_assert!(1 <= row.rank_low && row.rank_low <= row.rank_high && row.rank_high <= n);
            let one = question.initiatives.iter().find(|one| one.name == row.name).unwrap();
            let ends = [one.reach, one.impact, one.confidence, one.effort].map(|guess| guess.unwrap().ends());
            let least = ends[0].0 * ends[1].0 * ends[2].0 / ends[3].2;
            let most = ends[0].2 * ends[1].2 * ends[2].2 / ends[3].0;
            prop_assert!(least * 0.999_999 <= row.low && row.low <= row.high && row.high <= most * 1.000_001);
        }
        prop_assert_eq!(&Work::new().threads(1).run(|| question.rank().unwrap()), &report);
    }

    #[test]
    fn more_reach_never_ranks_lower(question in priorities(), at in 0..8usize, more in 1.0..4.0f64) {
        let at = at % question.initiatives.len();
        let name = question.initiatives[at].name.clone();
        let mut better = question.clone();
        let (low, value, high) = better.initiatives[at].reach.unwrap().ends();
        better.initiatives[at].reach = Some(Guess::Between(low * more, value * more, high * more));
        let row = |question: &Priorities| {
            question.rank().unwrap().rows.into_iter().find(|row| row.name == name).unwrap()
        };
        let (before, after) = (row(&question), row(&better));
        prop_assert!(after.rank <= before.rank && after.first >= before.first && after.score >= before.score);
    }
}
