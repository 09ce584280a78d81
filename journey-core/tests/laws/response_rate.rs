//! Laws of response rates.

use journey_core::analysis::{ResponseRate, ResponseRow};
use journey_core::model::TimeSpan;
use proptest::prelude::*;

use crate::logs::{Build, CHANNELS, Row, SECOND, build, check_times, end, has, journeys, log, rows};

fn question(within: Option<i64>) -> ResponseRate {
    let mut question = ResponseRate::new("A", "B");
    question.within = within.map(|seconds| TimeSpan::from_micros(seconds * SECOND));
    question
}

/// Invitations of all customers with the time to their answer, and the answers that belong to none.
fn naive(rows: &[Row], within: Option<i64>) -> (Vec<(Row, Option<i64>)>, usize) {
    let (mut all, mut others) = (Vec::new(), 0);
    for journey in journeys(rows) {
        let mut asked: Vec<(Row, Option<i64>)> = Vec::new();
        for row in journey {
            if row.name() == "B" {
                let fits = |(invitation, answer): &&mut (Row, Option<i64>)| {
                    answer.is_none() && within.is_none_or(|within| row.time - invitation.time <= within)
                };
                match asked.iter_mut().find(fits) {
                    Some((invitation, answer)) => *answer = Some(row.time - invitation.time),
                    None => others += 1,
                }
            } else if row.name() == "A" {
                asked.push((row, None));
            }
        }
        all.extend(asked);
    }
    (all, others)
}

fn same(found: &ResponseRow, invitations: &[&(Row, Option<i64>)], closed: impl Fn(&Row) -> bool) {
    let count = |over: bool, answered: bool| {
        let counts =
            |(row, answer): &&&(Row, Option<i64>)| closed(row) == over && answer.is_some() == answered;
        invitations.iter().filter(counts).count() as u64
    };
    assert_eq!((found.answered, found.unanswered), (count(true, true), count(true, false)));
    assert_eq!(
        (found.open, found.open_answered),
        (count(false, true) + count(false, false), count(false, true))
    );
    assert_eq!(found.invitations, invitations.len() as u64);
    assert_eq!(found.share.n, found.answered + found.unanswered);
    let customers: std::collections::BTreeSet<u8> = invitations.iter().map(|(row, _)| row.customer).collect();
    assert_eq!(found.customers, customers.len() as u64);
    check_times(&found.time, invitations.iter().filter_map(|(_, answer)| *answer).collect());
}

proptest! {
    #[test]
    fn each_answer_goes_to_the_earliest_invitation_that_waits_for_one(
        rows in rows(30), within in proptest::option::of(0..20i64),
    ) {
        prop_assume!(has(&rows, &["A", "B"]));
        let report = log(&rows).run(&question(within).by("channel")).unwrap();
        let (invitations, others) = naive(&rows, within);
        let closed = |row: &Row| within.is_none_or(|within| row.time + within <= end(&rows));
        same(&report.rows[0], &invitations.iter().collect::<Vec<_>>(), closed);
        prop_assert_eq!(report.rows[0].late + report.rows[0].uninvited, others as u64);
        for row in &report.rows[1..] {
            let own = |(asked, _): &&(Row, Option<i64>)| asked.channel.map(|at| CHANNELS[at]) == row.group.as_deref();
            same(row, &invitations.iter().filter(own).collect::<Vec<_>>(), closed);
        }
    }

    #[test]
    fn a_longer_time_never_has_fewer_answers_and_shards_do_not_matter(rows in rows(30), within in 0..20i64, more in 0..20i64) {
        prop_assume!(has(&rows, &["A", "B"]));
        let run = |within: i64, shards: usize| {
            let log = build(&rows, &Build { shards, ..Build::default() });
            log.run(&question(Some(within)).by("touchpoint")).unwrap()
        };
        let (short, long) = (run(within, 1), run(within + more, 1));
        prop_assert!(short.rows[0].time.n <= long.rows[0].time.n);
        prop_assert!(short.rows[0].open <= long.rows[0].open);
        prop_assert_eq!(short, run(within, 7));
    }
}
