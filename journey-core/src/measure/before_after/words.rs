//! What became of KPIs and findings, in plain words.

use super::{Adjustment, FindingChange, FindingFate, KpiChange, KpiVerdict};
use crate::analysis::Estimate;
use crate::measure::Unit;
use crate::model::{FindingKind, TimeSpan};

/// The numbers of a KPI as people write them.
pub(super) struct Told {
    pub before: String,
    pub after: String,
    pub effect: String,
    pub interval: String,
}

impl Told {
    pub fn of(row: &KpiChange) -> Self {
        let value = |estimate: &Estimate| {
            estimate.value.map_or_else(|| "no value".into(), |value| shown(row.unit, value))
        };
        let change =
            |value: Option<f64>| value.map_or_else(|| "unknown".into(), |value| signed(row.unit, value));
        Self {
            before: value(&row.before),
            after: value(&row.after),
            effect: change(row.effect.value),
            interval: range(row.unit, &row.effect).unwrap_or_else(|| "unknown".into()),
        }
    }
}

/// What became of a KPI.
pub(super) fn kpi(told: &Told, row: &KpiChange, min_sample: u64) -> String {
    let Told { before, after, effect, interval } = told;
    let moved = format!("{before} before, {after} after");
    let less = match row.adjustment {
        Adjustment::None => "",
        Adjustment::Season => " more than a year before",
        Adjustment::Control => " more than without the change",
    };
    let change = format!("{effect}{less}, interval {interval}");
    match row.verdict {
        KpiVerdict::Better => format!("{moved}: better ({change})"),
        KpiVerdict::Worse => format!("{moved}: worse ({change})"),
        KpiVerdict::NoChange => format!("{moved}: no change that matters ({change})"),
        KpiVerdict::Unclear => format!("{moved}: may be chance ({change})"),
        KpiVerdict::NotEnoughData if row.effect.value.is_none() => format!("{moved}: nothing to compare"),
        KpiVerdict::NotEnoughData => {
            let n = row.before.n.min(row.after.n);
            format!("{moved}: too few to tell (n = {n}, at least {min_sample} needed)")
        }
    }
}

/// What became of a finding.
pub(super) fn finding(row: &FindingChange, min_sample: u64) -> String {
    let share = |estimate: &Estimate| {
        estimate.value.map_or_else(|| "unknown".into(), |value| amount(row.kind, value))
    };
    let moved = format!("{}: {} before, {} after", suffer(row.kind), share(&row.before), share(&row.after));
    let range = range(Unit::Share, &row.difference).map(|range| format!(" (difference {range})"));
    let range = range.unwrap_or_default();
    let fate = match row.fate {
        FindingFate::Gone => "gone".to_string(),
        FindingFate::Smaller => "smaller".into(),
        FindingFate::Same => "the same as far as can be told".into(),
        FindingFate::Larger => "larger".into(),
        FindingFate::New => "new".into(),
        FindingFate::NotEnoughData => {
            let n = row.before.n.min(row.after.n);
            return format!("{moved}: too few to tell (n = {n}, at least {min_sample} needed)");
        }
        FindingFate::Unclear => match (row.rank_before, row.rank_after) {
            (Some(_), None) => "no longer found, but that may be chance or too few customers".into(),
            (None, Some(_)) => "found only after, but it may have been there before".into(),
            _ => "found before and after; whether it changed cannot be told".into(),
        },
    };
    format!("{moved}: {fate}{range}")
}

/// Who suffers, or what is measured.
fn suffer(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::DropOff | FindingKind::Outage => "leave here",
        FindingKind::WaitingTime => "wait too long",
        FindingKind::Handoff => "wait too long when handed over",
        FindingKind::Rating | FindingKind::FallingRating => "unhappy here",
        FindingKind::NegativeComments => "write negative comments",
        FindingKind::FailedAttempts => "have failed attempts",
        FindingKind::Repetition => "do it again at once",
        FindingKind::ReturnLoop => "are sent back",
        FindingKind::SupportContact => "need help straight afterwards",
        FindingKind::RepeatedContact => "ask again on another channel",
        FindingKind::Delight => "delighted here",
    }
}

/// A share, but for emotions that two measured maps tell of.
fn amount(kind: FindingKind, value: f64) -> String {
    let emotion = matches!(kind, FindingKind::Rating | FindingKind::FallingRating | FindingKind::Delight);
    if emotion && !(0.0..=1.0).contains(&value) {
        minus(format!("{value:.1}"))
    } else {
        shown(Unit::Share, value)
    }
}

/// A value as people write it.
pub(super) fn shown(unit: Unit, value: f64) -> String {
    let round = |value: f64, digits: i32| {
        let text = format!("{value:.*}", digits as usize);
        // No minus before nothing.
        if text.trim_matches(|letter| "-0.".contains(letter)).is_empty() {
            text.trim_start_matches('-').to_string()
        } else {
            text
        }
    };
    minus(match unit {
        Unit::Share => format!("{} %", round(100.0 * value, 1)),
        Unit::Points => round(value, 1),
        Unit::Seconds => return span(value),
        Unit::Rating | Unit::Amount | Unit::Count => round(value, 2),
    })
}

/// A difference with its sign; of shares in percentage points.
pub(super) fn signed(unit: Unit, value: f64) -> String {
    let text = shown(unit, value.abs());
    let text = if unit == Unit::Share { text.replace(" %", " points") } else { text };
    match (text.chars().all(|letter| !letter.is_ascii_digit() || letter == '0'), value < 0.0) {
        (true, _) => text,
        (false, true) => format!("\u{2212}{text}"),
        (false, false) => format!("+{text}"),
    }
}

/// An interval of a difference, with the unit of points once.
fn range(unit: Unit, difference: &Estimate) -> Option<String> {
    let (low, high) = (signed(unit, difference.low?), signed(unit, difference.high?));
    Some(format!("{} to {high}", low.trim_end_matches(" points")))
}

fn minus(text: String) -> String {
    text.replace('-', "\u{2212}")
}

/// Seconds with the two largest units.
fn span(seconds: f64) -> String {
    let whole = seconds.abs().round() as i64;
    let unit = [86_400, 3600, 60, 1].into_iter().find(|unit| whole >= *unit).unwrap_or(1);
    let smaller = match unit {
        86_400 => 3600,
        3600 => 60,
        _ => 1,
    };
    let text = TimeSpan::from_micros((whole - whole % smaller) * 1_000_000).to_string();
    if seconds < 0.0 && whole > 0 { format!("\u{2212}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(
            (shown(Unit::Share, 0.3841), signed(Unit::Share, -0.0304)),
            ("38.4 %".into(), "\u{2212}3.0 points".into())
        );
        assert_eq!(
            (shown(Unit::Points, -12.34), signed(Unit::Points, 3.0)),
            ("\u{2212}12.3".into(), "+3.0".into())
        );
        assert_eq!((shown(Unit::Points, -0.04), signed(Unit::Rating, -0.001)), ("0.0".into(), "0.00".into()));
        assert_eq!(
            (shown(Unit::Seconds, 7265.2), signed(Unit::Seconds, -90_061.0)),
            ("2h 1m".into(), "\u{2212}1d 1h".into())
        );
    }
}
