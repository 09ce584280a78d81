//! Numbers for people: at most three significant digits, a unit, thin-space thousands.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::analysis::Estimate;
use crate::measure::Unit;

/// A narrow space that does not break.
const THIN: char = '\u{202f}';
/// What stands for an undefined number.
pub(crate) const NONE: &str = "–";

/// An exact count: `4 102`.
pub(crate) fn count(n: u64) -> String {
    group(&n.to_string())
}

/// A count to three significant digits: 12 345 becomes `12 300`.
pub(crate) fn about(n: u64) -> String {
    let mut step = 1;
    while n / step >= 1000 {
        step *= 10;
    }
    let half = step / 2;
    count((n.saturating_add(half) / step).saturating_mul(step))
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 2);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(THIN);
        }
        out.push(digit);
    }
    out
}

/// A number to three significant digits.
pub(crate) fn amount(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return NONE.into();
    }
    let text = match size {
        _ if size >= 1e15 => format!("{size:.2e}"),
        _ if size >= 999.5 => about(size.round() as u64),
        _ if size >= 99.95 => format!("{size:.0}"),
        _ if size >= 9.995 => trim(format!("{size:.1}")),
        _ if size >= 0.0995 || size == 0.0 => trim(format!("{size:.2}")),
        _ if size >= 0.0005 => trim(format!("{size:.4}")),
        _ => "under 0.0005".into(),
    };
    signed_text(value < 0.0 && size > 0.0, &text)
}

fn signed_text(negative: bool, text: &str) -> String {
    if negative { format!("−{text}") } else { text.into() }
}

fn trim(text: String) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').into(),
        false => text,
    }
}

/// A share as percent without its sign: `38`, `4.2`, `99.7`.
fn hundredths(share: f64) -> String {
    let percent = share * 100.0;
    match percent.abs() {
        size if size == 0.0 || size >= 99.95 => format!("{percent:.0}"),
        size if size < 0.05 => "under 0.1".into(),
        size if !(9.95..99.0).contains(&size) => trim(format!("{percent:.1}")),
        _ => format!("{percent:.0}"),
    }
}

/// A share as percent: `38 %`.
pub(crate) fn percent(share: f64) -> String {
    match share.is_finite() {
        true => format!("{}{THIN}%", hundredths(share)),
        false => NONE.into(),
    }
}

/// A share in a narrow cell whose heading has the unit: `38`, `4.2`, `<0.1`.
pub(crate) fn percent_bare(share: f64) -> String {
    match share.is_finite() {
        true => hundredths(share).replace("under ", "<"),
        false => NONE.into(),
    }
}

/// A number with its sign: `+1.2`, `−0.4`, `0`.
pub(crate) fn signed(value: f64) -> String {
    let text = trim(format!("{:.1}", value.abs()));
    match text.as_str() {
        _ if !value.is_finite() => NONE.into(),
        "0" => text,
        _ if value < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}

/// Lengths of the units of [`duration`] in seconds, with their names for one and for several.
const TIMES: [(f64, &str, &str); 5] = [
    (31_557_600.0, "year", "years"),
    (86_400.0, "day", "days"),
    (3600.0, "h", "h"),
    (60.0, "min", "min"),
    (1.0, "s", "s"),
];

/// A length of time: `12 min`, `3.5 h`, `2 days`.
pub(crate) fn duration(seconds: f64) -> String {
    if !seconds.is_finite() {
        return NONE.into();
    }
    let size = seconds.abs();
    let (unit, one, several) = TIMES.into_iter().find(|unit| size >= unit.0).unwrap_or((1.0, "s", "s"));
    let value = size / unit;
    let text = match value {
        _ if value >= 999.5 => amount(value),
        _ if value >= 9.95 => format!("{value:.0}"),
        _ if value >= 0.95 || value == 0.0 => trim(format!("{value:.1}")),
        _ => amount(value),
    };
    let name = if text == "1" { one } else { several };
    signed_text(seconds < 0.0, &format!("{text}{THIN}{name}"))
}

/// A length of time in the shortest words: `2.3 d`.
pub(crate) fn duration_short(seconds: f64) -> String {
    let text = duration(seconds);
    for (long, short) in [("years", "y"), ("year", "y"), ("days", "d"), ("day", "d")] {
        if let Some(value) = text.strip_suffix(long) {
            return format!("{value}{short}");
        }
    }
    text
}

/// A value with its unit.
pub(crate) fn in_unit(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => percent(value),
        Unit::Seconds => duration(value),
        Unit::Points => signed(value.round()),
        Unit::Rating | Unit::Amount | Unit::Count => amount(value),
    }
}

/// An interval with its unit: `35–41 %`.
pub(crate) fn interval(low: f64, high: f64, unit: Unit) -> String {
    match unit {
        Unit::Share if low.is_finite() && high.is_finite() => {
            format!("{}–{}{THIN}%", hundredths(low), hundredths(high))
        }
        Unit::Points => format!("{} to {}", in_unit(low, unit), in_unit(high, unit)),
        Unit::Seconds => durations(low, high),
        _ => format!("{}–{}", in_unit(low, unit), in_unit(high, unit)),
    }
}

/// An interval of times, with the unit once where both ends have it: `2.9–3.3 days`.
pub(crate) fn durations(low: f64, high: f64) -> String {
    let (low, high) = (duration(low), duration(high));
    match (low.split_once(THIN), high.rsplit_once(THIN)) {
        (Some((value, unit)), Some((_, same))) if unit == same => format!("{value}–{high}"),
        _ => format!("{low}–{high}"),
    }
}

/// The interval of an estimate, if it has one.
pub(crate) fn interval_of(estimate: &Estimate, unit: Unit) -> Option<String> {
    Some(interval(estimate.low?, estimate.high?, unit))
}

/// An emotion interval: `+0.9 to +1.4`.
pub(crate) fn signed_interval(estimate: &Estimate) -> Option<String> {
    Some(format!("{} to {}", signed(estimate.low?), signed(estimate.high?)))
}

/// An estimate in full: value, interval, sample and what the sample counts.
pub(crate) fn in_full(estimate: &Estimate, unit: Unit) -> String {
    let Some(value) = estimate.value else {
        return format!("undefined, n = {} {}", count(estimate.n), estimate.denominator);
    };
    let interval = interval_of(estimate, unit).map(|text| format!(" (95 % interval {text})"));
    let sample = format!("n = {} {}", count(estimate.n), estimate.denominator);
    format!("{}{}, {}", in_unit(value, unit), interval.unwrap_or_default(), sample.trim_end())
}

/// Value and interval: `38 % (35–41 %)`.
pub(crate) fn short(estimate: &Estimate, unit: Unit) -> String {
    match (estimate.value, interval_of(estimate, unit)) {
        (Some(value), Some(interval)) => format!("{} ({interval})", in_unit(value, unit)),
        (Some(value), None) => in_unit(value, unit),
        (None, _) => NONE.into(),
    }
}

/// A day in a zone: `3 Mar 2024`.
pub(crate) fn day(time: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    time.to_zoned(zone).strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_narrow_thousands() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(about(12_345), "12\u{202f}300");
        assert_eq!(about(9_996), "10\u{202f}000");
        assert_eq!(about(u64::MAX).len(), count(u64::MAX).len());
    }

    #[test]
    fn amounts_have_three_digits() {
        let cases = [(0.0, "0"), (0.123_4, "0.12"), (9.999, "10"), (12.34, "12.3"), (99.96, "100")];
        for (value, text) in cases {
            assert_eq!(amount(value), text);
        }
        assert_eq!(amount(-1234.0), "−1\u{202f}230");
        assert_eq!(amount(f64::NAN), NONE);
        assert_eq!(amount(f64::INFINITY), NONE);
        assert_eq!(amount(1e-9), "under 0.0005");
    }

    #[test]
    fn percents_round_without_reaching_all_or_nothing() {
        let cases = [(0.0, "0"), (0.0001, "under 0.1"), (0.042, "4.2"), (0.384, "38"), (0.996, "99.6")];
        for (share, text) in cases {
            assert_eq!(percent(share), format!("{text}\u{202f}%"));
        }
        assert_eq!(percent(1.0), "100\u{202f}%");
        assert_eq!(interval(0.351, 0.414, Unit::Share), "35–41\u{202f}%");
    }

    #[test]
    fn times_have_words() {
        let cases = [
            (0.0, "0 s"),
            (0.4, "0.4 s"),
            (1.0, "1 s"),
            (59.0, "59 s"),
            (60.0, "1 min"),
            (5400.0, "1.5 h"),
            (86_400.0, "1 day"),
            (200_000.0, "2.3 days"),
            (31_557_600.0, "1 year"),
            (1e9, "32 years"),
        ];
        for (seconds, text) in cases {
            assert_eq!(duration(seconds).replace('\u{202f}', " "), text);
        }
    }

    #[test]
    fn an_interval_of_times_names_its_unit_once() {
        assert_eq!(durations(250_000.0, 280_000.0), "2.9–3.2\u{202f}days");
        assert_eq!(durations(50.0, 120.0), "50\u{202f}s–2\u{202f}min");
    }

    #[test]
    fn signs_are_shown_and_zero_has_none() {
        assert_eq!(
            (signed(1.25).as_str(), signed(-0.44).as_str(), signed(0.01).as_str()),
            ("+1.2", "−0.4", "0")
        );
    }

    #[test]
    fn an_undefined_estimate_says_so() {
        let text = in_full(&Estimate::share(0, 0, "customers"), Unit::Share);
        assert_eq!(text, "undefined, n = 0 customers");
    }
}
