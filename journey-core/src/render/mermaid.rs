//! A measured map as a Mermaid `journey` diagram, and transitions as a Mermaid flow chart.

use std::fmt::Write as _;

use super::escape::mermaid as escape;
use crate::analysis::TransitionReport;
use crate::measure::{MeasuredElement, MeasuredMap};

/// The diagram of everybody. Scores from 1 to 5 are emotions from -2 to +2, measured where there are ratings,
/// else expected; 3 with the word "unrated" where there are neither.
pub(crate) fn journey(measured: &MeasuredMap) -> String {
    let mut out = format!("journey\n    title {}\n", escape(&measured.map.name));
    let elements = measured.views.first().map_or(&[][..], |view| &view.touchpoints);
    for stage in &measured.map.stages {
        let _ = writeln!(out, "    section {}", escape(&stage.name));
        for touchpoint in &stage.touchpoints {
            let element = elements.iter().find(|element| element.id == touchpoint.id);
            let (score, note) = match element.and_then(emotion) {
                Some(emotion) => (score(emotion), ""),
                None => (3, " (unrated)"),
            };
            let actor = touchpoint.channel.as_deref().unwrap_or("Customer");
            let _ = writeln!(out, "      {}{note}: {score}: {}", escape(&touchpoint.name), escape(actor));
        }
    }
    out
}

fn emotion(element: &MeasuredElement) -> Option<f64> {
    element.emotion.value.or(element.expected_emotion)
}

fn score(emotion: f64) -> i64 {
    (emotion.clamp(-2.0, 2.0) + 3.0).round() as i64
}

impl TransitionReport {
    /// The most frequent moves as a Mermaid flow chart.
    pub fn to_mermaid(&self) -> String {
        const MOVES: usize = 14;
        transitions(self, MOVES)
    }
}

/// The most frequent transitions as a flow chart from left to right.
fn transitions(report: &TransitionReport, most: usize) -> String {
    let mut out = String::from("flowchart LR\n");
    let rows: Vec<_> = report.rows.iter().take(most).collect();
    let used = |name: &str| rows.iter().any(|row| row.source == name || row.target == name);
    for (position, node) in report.nodes.iter().enumerate().filter(|(_, node)| used(&node.touchpoint)) {
        let _ = writeln!(out, "    n{position}[\"{}\"]", escape(&node.touchpoint));
    }
    let place = |name: &str| report.nodes.iter().position(|node| node.touchpoint == name);
    for row in &rows {
        if let (Some(source), Some(target)) = (place(&row.source), place(&row.target)) {
            let _ = writeln!(out, "    n{source} -->|{}| n{target}", row.count);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn emotions_become_scores() {
        assert_eq!([-2.0, -0.6, 0.0, 1.2, 9.0].map(score), [1, 2, 3, 4, 5]);
    }
}
