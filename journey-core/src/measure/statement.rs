//! Findings in plain words.

use super::calendar;
use super::candidates::Candidate;
use crate::model::{FindingKind, TimeSpan};

/// One line with the numbers, such as `38 % leave here, 21 % expected, n = 4 102`.
pub(super) fn statement(candidate: &Candidate) -> String {
    let value = candidate.measured.value.unwrap_or_default();
    let (share, expected) = (percent(value), percent(candidate.baseline));
    let n = grouped(candidate.measured.n);
    let limit = || candidate.threshold.map(span).unwrap_or_default();
    let tell = |what: &str| format!("{share} {what}, {expected} expected, n = {n}");
    match candidate.kind {
        FindingKind::DropOff => tell("leave here"),
        FindingKind::WaitingTime => tell(&format!("wait longer than {}", limit())),
        FindingKind::Handoff => tell(&format!("wait longer than {} when handed over", limit())),
        FindingKind::NegativeComments => tell("write negative comments"),
        FindingKind::FailedAttempts => tell("have failed attempts"),
        FindingKind::Repetition => tell("do it again at once"),
        FindingKind::ReturnLoop => tell("are sent back"),
        FindingKind::SupportContact => tell("need help straight afterwards"),
        FindingKind::RepeatedContact => tell("ask again on another channel"),
        FindingKind::Rating | FindingKind::Delight => {
            format!("emotion {} here, {} expected, n = {n}", signed(value), signed(candidate.baseline))
        }
        FindingKind::FallingRating => {
            let since = candidate.stretch.map(|(from, _)| calendar::date(from)).unwrap_or_default();
            let before = signed(candidate.baseline);
            format!("emotion {} here since {since}, {before} before, n = {n}", signed(value))
        }
        FindingKind::Outage => {
            let day = calendar::date;
            let (from, to) = candidate.stretch.unwrap_or_default();
            let when = if from == to {
                format!("on {}", day(from))
            } else {
                format!("from {} to {}", day(from), day(to))
            };
            format!("{share} left here {when}, {expected} before and after, n = {n}")
        }
    }
}

/// A share in per cent, with one decimal under ten.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if (0.05..9.95).contains(&percent) { format!("{percent:.1} %") } else { format!("{percent:.0} %") }
}

/// An emotion with its sign.
fn signed(emotion: f64) -> String {
    let text = format!("{emotion:+.1}").replace('-', "\u{2212}");
    if text.ends_with("0.0") { "0.0".into() } else { text }
}

/// A count with thin spaces between thousands.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

/// A time span with its two largest units.
fn span(micros: i64) -> String {
    let seconds = micros / 1_000_000;
    let unit = [86_400, 3600, 60, 1].into_iter().find(|unit| seconds >= *unit).unwrap_or(1);
    let smaller = match unit {
        86_400 => 3600,
        3600 => 60,
        _ => 1,
    };
    let shown = seconds - seconds % smaller;
    TimeSpan::from_micros(if seconds == 0 { micros } else { shown * 1_000_000 }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(
            (percent(0.384), percent(0.0834), percent(0.0)),
            ("38 %".into(), "8.3 %".into(), "0 %".into())
        );
        assert_eq!((percent(1.0), percent(0.0999)), ("100 %".into(), "10 %".into()));
        assert_eq!((signed(-0.84), signed(0.5), signed(-0.01)), ("−0.8".into(), "+0.5".into(), "0.0".into()));
        assert_eq!(
            (grouped(4102), grouped(999), grouped(1_234_567)),
            ("4\u{2009}102".into(), "999".into(), "1\u{2009}234\u{2009}567".into())
        );
        assert_eq!((span(7_265_000_000), span(90_061_000_000)), ("2h 1m".into(), "1d 1h".into()));
        assert_eq!((span(500), span(59_000_000)), ("500us".into(), "59s".into()));
    }
}
