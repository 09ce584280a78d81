//! Answers in the form that all tools share: see `benches/peers/normal.py`.

use journey_core::analysis::{FunnelReport, RetentionReport, TransitionReport, VariantReport};

/// Source, target, count and median gap in half microseconds, which are whole numbers; sorted.
pub fn transitions(report: &TransitionReport) -> Vec<String> {
    let mut lines: Vec<String> = report
        .rows
        .iter()
        .map(|row| {
            let halves = row.gap.median_seconds.map_or(-1.0, |seconds| (seconds * 2e6).round());
            format!("{}\t{}\t{}\t{halves:.0}", row.source, row.target, row.count)
        })
        .collect();
    lines.sort_unstable();
    lines
}

/// Step and the customers who reached it.
pub fn funnel(report: &FunnelReport) -> Vec<String> {
    report.rows.iter().map(|row| format!("{}\t{}\t{}", row.step, row.touchpoint, row.customers)).collect()
}

/// The number of variants, then the customers of the most frequent ones; paths only of those that are more
/// frequent than the last one listed, where tools may differ in which of several equals they list.
pub fn variants(report: &VariantReport) -> Vec<String> {
    let last = report.rows.last().map_or(0, |row| row.customers);
    let mut lines: Vec<String> = report
        .rows
        .iter()
        .map(|row| match row.customers > last {
            true => format!("{:012}\t{}", row.customers, row.path.join("\t")),
            false => format!("{:012}", row.customers),
        })
        .collect();
    lines.sort_unstable_by(|a, b| b.cmp(a));
    lines.insert(0, format!("variants\t{}", report.variants));
    lines
}

/// Cohort, week, customers whose week is over, and those of them who came.
pub fn retention(report: &RetentionReport) -> Vec<String> {
    let rows = report.rows.iter();
    rows.map(|row| format!("{}\t{}\t{}\t{}", row.cohort, row.period, row.eligible, row.count)).collect()
}
