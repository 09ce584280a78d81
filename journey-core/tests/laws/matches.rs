//! Laws of matches. That they are those of trying everything is held by a property test beside the matcher.

use journey_core::EventLog;
use journey_core::analysis::{MatchReport, Matches};
use journey_core::model::pattern::{Gap, Path};
use journey_core::model::{Pattern, TimeSpan};
use proptest::prelude::*;

use crate::logs::{Build, Row, SECOND, TOUCHPOINTS, build, check_times, journeys, log, rows};

/// The pattern in a log; nothing if the log lacks one of its touchpoints.
fn run(log: &EventLog, path: Path) -> Option<MatchReport> {
    log.run(&Matches::of(Pattern::from(path))).ok()
}

fn touchpoint(name: usize) -> Path {
    Path::touchpoint(TOUCHPOINTS[name])
}

fn span(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * SECOND)
}

proptest! {
    #[test]
    fn one_touchpoint_is_found_as_often_as_it_is_there(rows in rows(60), name in 0..5usize) {
        let Some(report) = run(&log(&rows), touchpoint(name)) else { return Ok(()) };
        let all: Vec<&Row> = rows.iter().filter(|row| row.touchpoint == name).collect();
        let with = journeys(&rows).iter().filter(|journey| journey.iter().any(|row| row.touchpoint == name)).count();
        prop_assert_eq!((report.count, report.events), (all.len() as u64, all.len() as u64));
        prop_assert_eq!((report.matched, report.customers), (with as u64, journeys(&rows).len() as u64));
        prop_assert!(report.count == 0 || report.time.max_seconds == Some(0.0));
    }

    #[test]
    fn one_arrow_pairs_each_target_with_the_last_source_since_the_target_before(
        rows in rows(60), a in 0..5usize, b in 0..5usize,
    ) {
        prop_assume!(a != b);
        let Some(report) = run(&log(&rows), touchpoint(a).then(touchpoint(b))) else { return Ok(()) };
        let mut times = Vec::new();
        for journey in journeys(&rows) {
            let mut source = None;
            for row in journey {
                if row.touchpoint == a {
                    source = Some(row.time);
                } else if row.touchpoint == b
                    && let Some(time) = source.take()
                {
                    times.push(row.time - time);
                }
            }
        }
        prop_assert_eq!(report.count, times.len() as u64);
        check_times(&report.time, times);
    }

    #[test]
    fn a_wider_gap_never_finds_fewer_journeys(
        rows in rows(60), a in 0..5usize, b in 0..5usize, seconds in 0..30i64, more in 0..30i64,
    ) {
        let log = log(&rows);
        let within = |gap: Gap| run(&log, touchpoint(a).after(gap, touchpoint(b))).map(|report| report.matched);
        let narrow = within(Gap::anything().at_most(span(seconds)));
        prop_assert!(narrow <= within(Gap::anything().at_most(span(seconds + more))));
        prop_assert!(narrow <= within(Gap::anything()));
        prop_assert!(within(Gap::without([TOUCHPOINTS[a]])) <= within(Gap::anything()));
        let direct = run(&log, touchpoint(a).next(touchpoint(b))).map(|report| report.matched);
        prop_assert_eq!(direct, within(Gap::anything().events(0, Some(0))));
    }

    #[test]
    fn a_choice_finds_what_either_way_finds(rows in rows(60), a in 0..5usize, b in 0..5usize) {
        let log = log(&rows);
        let ways = [touchpoint(a).next(touchpoint(b)), touchpoint(b).then(Path::any()).next(Path::end())];
        let [Some(first), Some(second)] = ways.clone().map(|way| run(&log, way)) else { return Ok(()) };
        let [one, two] = ways;
        let both = run(&log, one.clone().or(two.clone())).unwrap();
        prop_assert!(both.matched >= first.matched.max(second.matched));
        prop_assert!(both.matched <= first.matched + second.matched);
        let matching = |path: Path| log.matching(&Pattern::from(path)).unwrap();
        prop_assert_eq!(matching(one.clone()).customers(), first.matched);
        // Those in which the one is found, and those of them in which the other one is found, too.
        let common = matching(one).matching(&Pattern::from(two)).unwrap().customers();
        prop_assert_eq!(first.matched + second.matched - common, both.matched);
    }

    #[test]
    fn parts_add_up_whatever_the_shards(rows in rows(60), a in 0..5usize, b in 0..5usize) {
        let path = || touchpoint(a).after(Gap::anything().less_than(span(9)), touchpoint(b)).times(1, None);
        let whole = run(&log(&rows), path());
        let other = run(&build(&rows, &Build { shards: 7, ..Build::default() }), path());
        prop_assert_eq!(whole, other);
    }
}
