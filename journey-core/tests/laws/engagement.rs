//! Laws of engagement.

use journey_core::analysis::{EngagedAmong, Engagement};
use journey_core::model::Period;
use proptest::prelude::*;

use crate::logs::{Build, Row, build, has, journeys, log, rows};

const DAY: i64 = 86_400;

proptest! {
    #[test]
    fn engaged_are_those_with_enough_interactions_in_the_day(
        rows in rows(5), at_least in 1..4u32, here in any::<bool>(),
    ) {
        // Five days in place of five seconds.
        let rows: Vec<Row> = rows.iter().map(|row| Row { time: row.time * DAY, ..*row }).collect();
        prop_assume!(has(&rows, &["A", "B"]));
        let among = if here { EngagedAmong::Here } else { EngagedAmong::Active };
        let question = Engagement::new(at_least).touchpoints(["A", "B"]).among(among).period(Period::Day);
        let report = log(&rows).run(&question).unwrap();
        let first = rows.iter().map(|row| row.time / DAY).min().unwrap_or_default();
        let expect = |test: &dyn Fn(&Row) -> bool| -> (u64, u64, u64) {
            let of = |journey: &Vec<Row>| {
                let own: Vec<&Row> = journey.iter().filter(|row| test(row)).collect();
                (own.len(), own.iter().filter(|row| matches!(row.name(), "A" | "B")).count())
            };
            let found: Vec<(usize, usize)> = journeys(&rows).iter().map(of).collect();
            let customers = found.iter().filter(|(all, own)| if here { *own > 0 } else { *all > 0 }).count();
            let engaged = found.iter().filter(|(_, own)| *own >= at_least as usize).count();
            (engaged as u64, customers as u64, found.iter().map(|(_, own)| *own as u64).sum())
        };
        let overall = &report.overall;
        prop_assert_eq!((overall.engaged, overall.customers, overall.count), expect(&|_| true));
        for (day, row) in report.rows.iter().enumerate() {
            let expected = expect(&|event| event.time / DAY == first + day as i64);
            prop_assert_eq!((row.engaged, row.customers, row.count), expected);
            prop_assert_eq!(row.complete, day + 1 < report.rows.len());
        }
    }

    #[test]
    fn more_interactions_never_engage_more_customers_and_shards_do_not_matter(rows in rows(9000), at_least in 1..4u32) {
        let run = |at_least: u32, shards: usize| {
            let log = build(&rows, &Build { shards, ..Build::default() });
            log.run(&Engagement::new(at_least).period(Period::Hour)).unwrap()
        };
        let (few, more) = (run(at_least, 1), run(at_least + 1, 1));
        prop_assert!(few.overall.engaged >= more.overall.engaged);
        prop_assert!(few.rows.iter().zip(&more.rows).all(|(few, more)| few.engaged >= more.engaged));
        prop_assert_eq!(few, run(at_least, 7));
    }
}
