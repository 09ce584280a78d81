//! Laws of conversion.

use journey_core::analysis::{Conversion, Funnel};
use journey_core::model::TimeSpan;
use proptest::prelude::*;

use crate::logs::{Row, SECOND, check_times, end, has, journeys, log, rows};

fn span(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * SECOND)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn conversion_is_the_first_source_with_a_target_in_time(
        rows in rows(30), names in proptest::sample::select(vec![("A", "B"), ("A", "A")]),
        window in proptest::option::of(0..20i64), silence in proptest::option::of(0..20i64),
    ) {
        let (source, target) = names;
        prop_assume!(has(&rows, &[source, target]));
        let silence = silence.filter(|_| window.is_none());
        let mut conversion = Conversion::new(source, target);
        (conversion.within, conversion.open_after) = (window.map(span), silence.map(span));
        let report = log(&rows).run(&conversion).unwrap();
        let (mut times, mut open, mut customers) = (Vec::new(), 0, 0);
        for journey in journeys(&rows) {
            let positions = |name| journey.iter().enumerate().filter(move |(_, row)| row.name() == name);
            let reach = |from: usize, at: i64| {
                positions(target)
                    .filter(|(to, _)| *to > from)
                    .map(|(_, row)| row.time - at)
                    .find(|gap| window.is_none_or(|window| *gap <= window))
            };
            let Some((_, last)) = positions(source).next_back() else { continue };
            customers += 1;
            match positions(source).find_map(|(from, row)| reach(from, row.time)) {
                Some(time) => times.push(time),
                None => {
                    let wait = window.map(|window| last.time + window);
                    let quiet = silence.map(|silence| journey[journey.len() - 1].time + silence);
                    open += u64::from(wait.or(quiet).is_some_and(|until| until > end(&rows)));
                }
            }
        }
        prop_assert_eq!((report.customers, report.open), (customers, open));
        prop_assert_eq!(report.converted + report.lost + report.open, report.customers);
        check_times(&report.time, times);
    }

    #[test]
    fn conversion_counts_what_a_funnel_of_two_steps_counts(rows in rows(30), window in 0..2000i64) {
        prop_assume!(has(&rows, &["A", "B"]));
        // At equal times a funnel takes the steps in any order, a conversion in that of the input.
        let apart = |(position, row): (usize, &Row)| Row { time: row.time * 64 + position as i64, ..*row };
        let rows: Vec<Row> = rows.iter().enumerate().map(apart).collect();
        let log = log(&rows);
        let conversion = log.run(&Conversion::new("A", "B").within(span(window))).unwrap();
        let funnel = log.run(&Funnel::new(["A", "B"]).within(span(window))).unwrap();
        let counts = (conversion.customers, conversion.converted, conversion.lost, conversion.open);
        prop_assert_eq!(counts, (funnel.rows[0].customers, funnel.converted, funnel.dropped, funnel.open));
        prop_assert_eq!(conversion.share.value, funnel.conversion.value);
    }
}
