//! What stands in braces: `{2..5}`, `{<30m}`, `{1h..2d, <=3}`.

use super::{Bound, Gap};
use crate::model::TimeSpan;

/// Reads how often something is repeated.
pub(super) fn repetition(text: &str) -> Option<(u32, Option<u32>)> {
    let (least, most) = match text.split_once("..") {
        None => (number(text)?, Some(number(text)?)),
        Some((least, most)) if most.trim().is_empty() => (number(least)?, None),
        Some((least, most)) => (number(least)?, Some(number(most)?)),
    };
    most.is_none_or(|most| least <= most && most > 0).then_some((least, most))
}

/// Sets the limits of a gap; `None` for a text that is none, a limit stated twice, and limits that leave nothing.
pub(super) fn gap(text: &str, gap: &mut Gap) -> Option<()> {
    for limit in text.split(',') {
        let limit = limit.trim();
        if let Some((least, most)) = limit.split_once("..") {
            match (number(least), number(most)) {
                (Some(least), Some(most)) => events(gap, Some(least), Some(most))?,
                _ => time(gap, Some((least, true)), Some((most, true)))?,
            }
            continue;
        }
        let signs = limit.find(|sign| !matches!(sign, '<' | '>' | '=')).unwrap_or(limit.len());
        let (comparison, value) = limit.split_at_checked(signs)?;
        match (comparison, number(value)) {
            ("", Some(number)) => events(gap, Some(number), Some(number))?,
            ("<", Some(number)) => events(gap, None, Some(number.checked_sub(1)?))?,
            ("<=", Some(number)) => events(gap, None, Some(number))?,
            (">", Some(number)) => events(gap, Some(number.checked_add(1)?), None)?,
            (">=", Some(number)) => events(gap, Some(number), None)?,
            ("<", None) => time(gap, None, Some((value, false)))?,
            ("<=", None) => time(gap, None, Some((value, true)))?,
            (">", None) => time(gap, Some((value, false)), None)?,
            (">=", None) => time(gap, Some((value, true)), None)?,
            _ => return None,
        }
    }
    let possible = match gap.time {
        (Some(least), Some(most)) => least.first() <= most.last(),
        _ => true,
    };
    (possible && gap.events.1.is_none_or(|most| gap.events.0 <= most)).then_some(())
}

impl Bound {
    /// Shortest time within a lower bound, in microseconds.
    pub(crate) fn first(self) -> i64 {
        self.span.as_micros().saturating_add(i64::from(!self.inclusive))
    }

    /// Longest time within an upper bound, in microseconds.
    pub(crate) fn last(self) -> i64 {
        self.span.as_micros().saturating_sub(i64::from(!self.inclusive))
    }
}

fn events(gap: &mut Gap, least: Option<u32>, most: Option<u32>) -> Option<()> {
    if let Some(least) = least.filter(|&least| least > 0) {
        set((gap.events.0 == 0).then_some(()), &mut gap.events.0, least)?;
    }
    if let Some(most) = most {
        set(gap.events.1.is_none().then_some(()), &mut gap.events.1, Some(most))?;
    }
    Some(())
}

fn time(gap: &mut Gap, least: Option<(&str, bool)>, most: Option<(&str, bool)>) -> Option<()> {
    for (bound, slot) in [(least, &mut gap.time.0), (most, &mut gap.time.1)] {
        let Some((text, inclusive)) = bound else { continue };
        let span: TimeSpan = text.trim().parse().ok()?;
        let bound = Bound { span, inclusive };
        if span.as_micros() < 0 || bound.last() < 0 {
            return None;
        }
        set(slot.is_none().then_some(()), slot, Some(bound))?;
    }
    Some(())
}

fn set<T>(free: Option<()>, slot: &mut T, value: T) -> Option<()> {
    free.map(|()| *slot = value)
}

fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}
