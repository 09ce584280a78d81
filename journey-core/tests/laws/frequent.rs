//! Laws of frequent patterns: those of trying every pattern in every way.

use std::collections::{BTreeMap, BTreeSet};

use journey_core::analysis::{FrequentPatterns, PatternSet};
use journey_core::model::TimeSpan;
use proptest::prelude::*;

use crate::logs::{Build, Row, SECOND, build, journeys, log, rows};

/// Limits of occurrences, in seconds.
#[derive(Debug, Clone, Copy, Default)]
struct Limits {
    gap: (usize, Option<usize>),
    time: (i64, Option<i64>),
    span: Option<i64>,
    /// Least or largest sum or mean of the scores.
    value: Option<(bool, bool, f64)>,
}

fn limits() -> impl Strategy<Value = Limits> {
    let gap =
        (0..2usize, prop::option::of(0..3usize)).prop_map(|(low, more)| (low, more.map(|more| low + more)));
    let time =
        (0..4i64, prop::option::of(0..20i64)).prop_map(|(low, more)| (low, more.map(|more| low + more)));
    let bound = prop_oneof![
        2 => Just((None, None)),
        1 => (0..30i64).prop_map(|span| (Some(span), None)),
        2 => (any::<bool>(), any::<bool>(), -2..20i32).prop_map(|(a, b, c)| (None, Some((a, b, f64::from(c))))),
    ];
    (gap, time, bound).prop_map(|(gap, time, (span, value))| Limits { gap, time, span, value })
}

impl Limits {
    fn options(&self, options: FrequentPatterns) -> FrequentPatterns {
        let span = |seconds: i64| TimeSpan::from_micros(seconds * SECOND);
        let options = options
            .gap(self.gap.0 as u32, self.gap.1.map(|gap| gap as u32))
            .gap_time(Some(span(self.time.0)), self.time.1.map(span));
        let options = self.span.map(span).into_iter().fold(options, FrequentPatterns::max_span);
        match self.value {
            None => options,
            Some((false, false, bound)) => options.min_sum("score", bound),
            Some((false, true, bound)) => options.max_sum("score", bound),
            Some((true, false, bound)) => options.min_mean("score", bound),
            Some((true, true, bound)) => options.max_mean("score", bound),
        }
    }

    fn allow(&self, events: &[(usize, &Row)]) -> bool {
        let pairs = events.windows(2).all(|pair| {
            let gap = pair[1].0 - pair[0].0 - 1;
            let time = pair[1].1.time - pair[0].1.time;
            gap >= self.gap.0
                && self.gap.1.is_none_or(|most| gap <= most)
                && time >= self.time.0
                && self.time.1.is_none_or(|most| time <= most)
        });
        let lasts = events.last().unwrap().1.time - events[0].1.time;
        let scores: Vec<f64> = events.iter().map(|(_, row)| row.score).collect();
        let sum: f64 = scores.iter().filter(|score| !score.is_nan()).sum();
        let fits = match self.value {
            None => true,
            Some((true, _, _)) if scores.iter().any(|score| score.is_nan()) => false,
            Some((mean, most, bound)) => {
                let value = if mean { sum / scores.len() as f64 } else { sum };
                if most { value <= bound } else { value >= bound }
            }
        };
        pairs && fits && self.span.is_none_or(|span| lasts <= span)
    }
}

/// The most touchpoints of a pattern that is tried.
const LONGEST: usize = 3;

/// All patterns of a journey that are allowed.
fn all(journey: &[Row], limits: &Limits) -> BTreeSet<Vec<&'static str>> {
    let mut found = BTreeSet::new();
    let mut paths: Vec<Vec<(usize, &Row)>> = vec![Vec::new()];
    while let Some(path) = paths.pop() {
        if !path.is_empty() && limits.allow(&path) {
            found.insert(path.iter().map(|(_, row)| row.name()).collect());
        }
        if path.len() < LONGEST {
            let after = path.last().map_or(0, |(place, _)| place + 1);
            for event in journey.iter().enumerate().skip(after) {
                paths.push(path.iter().copied().chain([event]).collect());
            }
        }
    }
    found
}

type Supports = BTreeMap<Vec<&'static str>, u64>;

fn naive(rows: &[Row], limits: &Limits, least: u64) -> Supports {
    let mut supports = Supports::new();
    for journey in journeys(rows) {
        for pattern in all(&journey, limits) {
            *supports.entry(pattern).or_default() += 1;
        }
    }
    supports.retain(|_, support| *support >= least);
    supports
}

fn is_part(part: &[&str], whole: &[&str]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|name| rest.any(|other| other == name))
}

fn found(report: &journey_core::analysis::FrequentReport) -> Vec<(Vec<&str>, u64)> {
    report.rows.iter().map(|row| (row.path.iter().map(String::as_str).collect(), row.customers)).collect()
}

proptest! {
    #[test]
    fn patterns_are_those_of_trying_all(rows in rows(30), limits in limits(), least in 1..4u64) {
        let rows = &rows[..rows.len().min(30)];
        let options = limits.options(FrequentPatterns::new()).min_support(least).length(1, LONGEST);
        let report = log(rows).run(&options).unwrap();
        let expected = naive(rows, &limits, least);
        let supports: Supports = report.rows.iter().map(|row| {
            let path: Vec<&str> = row.path.iter().map(String::as_str).collect();
            let known = expected.keys().find(|other| **other == path);
            (known.cloned().unwrap_or_default(), row.customers)
        }).collect();
        prop_assert_eq!(supports, expected);
        let keys = report.rows.iter().map(|row| (std::cmp::Reverse(row.customers), &row.path));
        prop_assert!(keys.is_sorted_by(|a, b| a < b));
        prop_assert_eq!((report.found as usize, report.hidden), (report.rows.len(), 0));
    }

    #[test]
    fn closed_and_maximal_patterns_are_those_that_no_longer_one_replaces(rows in rows(30), least in 1..4u64) {
        let journeys: Vec<Vec<Row>> = journeys(&rows).into_iter().map(|mut journey| {
            journey.truncate(6);
            journey
        }).collect();
        let rows: Vec<Row> = journeys.into_iter().flatten().collect();
        let options = FrequentPatterns::new().min_support(least);
        let log = log(&rows);
        let whole = log.run(&options).unwrap();
        let all = found(&whole);
        for (keep, limited) in
            [(PatternSet::Closed, false), (PatternSet::Maximal, false), (PatternSet::Closed, true), (PatternSet::Maximal, true)]
        {
            let expected: Vec<_> = all.iter().filter(|(path, support)| !all.iter().any(|(other, more)| {
                let replaces = keep == PatternSet::Maximal || more == support;
                replaces && other.len() > path.len() && is_part(path, other)
            })).cloned().collect();
            let max_gap = limited.then_some(100);
            let report = log.run(&FrequentPatterns { keep, max_gap, ..options.clone() }).unwrap();
            prop_assert_eq!(found(&report), expected, "{:?} {}", keep, limited);
        }
    }

    #[test]
    fn two_groups_add_up(rows in rows(30), least in 1..3u64, shards in 1..5usize) {
        let log = build(&rows, &Build { shards, ..Build::default() });
        let options = FrequentPatterns::new().min_support(least).length(1, 2);
        let Ok(report) = log.run(&options.clone().success("A".parse().unwrap())) else { return Ok(()) };
        prop_assert_eq!(report.groups.iter().map(|group| group.customers).sum::<u64>(), report.customers);
        let whole = log.run(&options.clone()).unwrap();
        for row in &report.rows {
            let contrast = row.contrast.as_ref().unwrap();
            prop_assert_eq!(contrast.first_customers + contrast.second_customers, row.customers);
            prop_assert!(contrast.p_adjusted >= contrast.p);
            prop_assert!(whole.rows.iter().any(|other| (&other.path, other.customers) == (&row.path, row.customers)));
        }
        let one = build(&rows, &Build::default()).run(&options.success("A".parse().unwrap())).unwrap();
        prop_assert_eq!(one, report);
    }
}
