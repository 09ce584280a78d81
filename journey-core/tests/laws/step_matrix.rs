//! Laws of step matrices.

use std::collections::BTreeMap;

use journey_core::analysis::{StepMatrix, StepPlace};
use proptest::prelude::*;

use crate::logs::{Build, TOUCHPOINTS, build, journeys, rows};

proptest! {
    #[test]
    fn each_step_has_every_journey_once_and_links_lead_from_it(
        rows in rows(60), anchor in 0..5usize, occurrence in prop_oneof![Just(1i64), Just(2), Just(-1), Just(-2)],
        before in 0..3usize, after in 0..4usize, top in prop::option::of(1..4usize), per_step: bool, shards in 1..5usize,
    ) {
        let log = build(&rows, &Build { shards, ..Build::default() });
        let Ok(pattern) = format!("\"{}\"", TOUCHPOINTS[anchor]).parse() else { unreachable!() };
        let options =
            StepMatrix { anchor: Some(pattern), occurrence, before, after, top, per_step };
        let Ok(report) = log.run(&options) else { return Ok(()) };
        let mut expected: BTreeMap<(i64, Option<&str>), u64> = BTreeMap::new();
        let mut customers = 0;
        for journey in journeys(&rows) {
            let places: Vec<usize> = (0..journey.len()).filter(|at| journey[*at].touchpoint == anchor).collect();
            let nth = if occurrence > 0 { occurrence - 1 } else { places.len() as i64 + occurrence };
            let Some(place) = usize::try_from(nth).ok().and_then(|nth| places.get(nth)) else { continue };
            customers += 1;
            for step in -(before as i64)..=after as i64 {
                let at = usize::try_from(*place as i64 + step).ok().and_then(|at| journey.get(at));
                *expected.entry((step, at.map(|row| row.name()))).or_default() += 1;
            }
        }
        prop_assert_eq!((report.customers, report.left_out), (customers, journeys(&rows).len() as u64 - customers));
        for step in -(before as i64)..=after as i64 {
            let cells: Vec<_> = report.rows.iter().filter(|row| row.step == step).collect();
            prop_assert_eq!(cells.iter().map(|row| row.customers).sum::<u64>(), customers);
            for cell in &cells {
                if cell.place == StepPlace::Touchpoint {
                    prop_assert_eq!(cell.customers, expected[&(step, cell.touchpoint.as_deref())]);
                }
                let onwards: u64 = report
                    .links
                    .iter()
                    .filter(|link| (link.step, link.source_place, &link.source) == (step, cell.place, &cell.touchpoint))
                    .map(|link| link.customers)
                    .sum();
                if step < after as i64 && matches!(cell.place, StepPlace::Touchpoint | StepPlace::Other) {
                    prop_assert_eq!(onwards, cell.customers);
                }
            }
            if let (Some(top), true) = (top, per_step) {
                prop_assert!(cells.iter().filter(|cell| cell.place == StepPlace::Touchpoint).count() <= top);
            }
        }
        let others: u64 =
            report.rows.iter().filter(|row| row.place == StepPlace::Other).map(|row| row.customers).sum();
        prop_assert_eq!(others, report.hidden_count);
        prop_assert!(top.is_some() || report.hidden == 0);
    }
}
