//! What else could have made the differences, and what was done about it.

use super::kpis::{Beside, LEVEL, p};
use super::periods::Periods;
use super::{Adjustment, BeforeAfterReport, KpiVerdict, Limit, LimitKind, LimitStatus, MixChange};
use crate::analysis::difference;
use crate::model::TimeSpan;

/// What is known of how both sides came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Design {
    /// Two stretches of time, and how long journeys stay open, in microseconds.
    Periods(Periods, i64),
    /// Two versions, told by a column; whether they ran at the same time.
    Versions { together: bool },
    /// Two measured maps; whether they are about the same time.
    Maps { together: bool },
}

/// All reasons, in the order of [`LimitKind`].
pub(super) fn limits(report: &BeforeAfterReport, beside: &Beside, design: &Design) -> Vec<Limit> {
    vec![
        season(report, design),
        regression(report, beside, design),
        case_mix(report, design),
        weekdays(report, design),
        other_changes(report, design),
        open_journeys(report, design),
    ]
}

fn limit(kind: LimitKind, status: LimitStatus, statement: impl Into<String>) -> Limit {
    Limit { kind, status, statement: statement.into() }
}

fn together(design: &Design) -> bool {
    matches!(design, Design::Versions { together: true } | Design::Maps { together: true })
}

fn controlled(report: &BeforeAfterReport) -> bool {
    report.rows.iter().any(|row| row.adjustment == Adjustment::Control)
}

fn season(report: &BeforeAfterReport, design: &Design) -> Limit {
    let adjusted = report.rows.iter().any(|row| row.season.is_some());
    let (status, text) = if together(design) {
        (LimitStatus::Handled, "Both sides are about the same time.")
    } else if controlled(report) {
        (
            LimitStatus::Handled,
            "The customers whom the change did not touch went through the same season; how their numbers went is taken off.",
        )
    } else if adjusted {
        (LimitStatus::Handled, "The difference between the same weeks a year before is taken off.")
    } else {
        (
            LimitStatus::NotRuledOut,
            "The log does not have the same weeks a year before: what happens at this time of the year anyway is not ruled out.",
        )
    };
    limit(LimitKind::Season, status, text)
}

fn regression(report: &BeforeAfterReport, beside: &Beside, design: &Design) -> Limit {
    let of = |status, statement: String| limit(LimitKind::RegressionToTheMean, status, statement);
    if let Design::Maps { .. } = design {
        let text = "Findings and KPIs that were chosen because they were extreme tend to be less so the next time; \
                    measured maps alone do not tell by how much. Compare the logs.";
        return of(LimitStatus::NotRuledOut, text.into());
    }
    let halves = "Findings are judged by the half of the customers that was not used to find them.";
    if matches!(design, Design::Versions { .. }) {
        return of(LimitStatus::Handled, halves.into());
    }
    if beside.earlier.is_none() {
        let text =
            "The log does not go back far enough to tell whether the KPIs of the period before were unusual.";
        return of(LimitStatus::NotRuledOut, format!("{halves} {text}"));
    }
    let unusual: Vec<&str> =
        report.rows.iter().filter(|row| returned(row)).map(|row| row.name.as_str()).collect();
    if unusual.is_empty() {
        let text = "As long a period before that one tells no other story about the KPIs that changed.";
        return of(LimitStatus::Handled, format!("{halves} {text}"));
    }
    let text = "was unusual in the period before, compared with as long a period before that one: a part of the change \
                may be the return to what is usual.";
    of(LimitStatus::AtWork, format!("{halves} {} {text}", unusual.join(", ")))
}

/// Whether a KPI of everybody changed to where it had been before the period before.
fn returned(row: &super::KpiChange) -> bool {
    let Some(earlier) = row.earlier.as_ref().filter(|_| row.persona.is_none()) else { return false };
    let changed = matches!(row.verdict, KpiVerdict::Better | KpiVerdict::Worse);
    let fell = difference(&row.before, earlier);
    let opposite = fell.value.zip(row.difference.value).is_some_and(|(one, two)| one * two < 0.0);
    changed && opposite && p(&fell).is_some_and(|p| p < LEVEL)
}

/// The row that differs most of those that differ by more than chance.
fn largest<'r>(rows: impl Iterator<Item = &'r MixChange>) -> Option<&'r MixChange> {
    let size = |row: &MixChange| row.difference.value.unwrap_or_default().abs();
    let clear = rows.filter(|row| row.p_adjusted.is_some_and(|p| p < LEVEL));
    clear.fold(None, |best: Option<&MixChange>, row| match best {
        Some(best) if size(best) >= size(row) => Some(best),
        _ => Some(row),
    })
}

/// A part of the customers, with its shares.
fn told(row: &MixChange) -> String {
    let share =
        |value: Option<f64>| super::words::shown(crate::measure::Unit::Share, value.unwrap_or_default());
    let value = row.value.as_deref().unwrap_or("without a value");
    format!("{} {value}: {} before, {} after", row.attribute, share(row.before.value), share(row.after.value))
}

fn case_mix(report: &BeforeAfterReport, design: &Design) -> Limit {
    let of = |status, statement: String| limit(LimitKind::CaseMix, status, statement);
    let reversed: Vec<&str> =
        report.rows.iter().filter(|row| row.mix_reverses).map(|row| row.name.as_str()).collect();
    if !reversed.is_empty() {
        let names = reversed.join(", ");
        let text = format!(
            "With the same mix of customers on both sides the difference turns round (Simpson's paradox): {names}."
        );
        return of(LimitStatus::AtWork, text);
    }
    let standardised = report.rows.iter().any(|row| row.same_mix.is_some());
    match largest(report.mix.iter().filter(|row| row.attribute != "weekday")) {
        Some(row) if standardised => {
            let text = format!(
                "Other kinds of customers came ({}); `same_mix` is the difference without that.",
                told(row)
            );
            of(LimitStatus::Handled, text)
        }
        Some(row) => of(LimitStatus::NotRuledOut, format!("Other kinds of customers came: {}.", told(row))),
        None if report.mix.is_empty() || matches!(design, Design::Maps { .. }) && !standardised => {
            of(LimitStatus::NotRuledOut, "Whether other kinds of customers came is not known.".into())
        }
        None => {
            of(LimitStatus::Handled, "The kinds of customers that the data tell of came as before.".into())
        }
    }
}

fn weekdays(report: &BeforeAfterReport, design: &Design) -> Limit {
    let of = |status, statement: String| limit(LimitKind::Weekdays, status, statement);
    let days = report.mix.iter().filter(|row| row.attribute == "weekday");
    match (design, largest(days)) {
        (Design::Maps { .. }, _) => of(
            LimitStatus::NotRuledOut,
            "Measured maps do not tell on which days of the week customers came.".into(),
        ),
        (Design::Periods(periods, _), None) if !periods.whole_weeks() => of(
            LimitStatus::Handled,
            "The periods are no whole weeks, but customers came on the same days of the week.".into(),
        ),
        (_, None) => of(LimitStatus::Handled, "Customers came on the same days of the week.".into()),
        (_, Some(row)) => {
            of(LimitStatus::NotRuledOut, format!("Customers came on other days of the week: {}.", told(row)))
        }
    }
}

fn other_changes(report: &BeforeAfterReport, design: &Design) -> Limit {
    let (status, text) = if controlled(report) {
        (
            LimitStatus::Handled,
            "What else changed for everybody is taken off, as it touched the control as well.",
        )
    } else if together(design) {
        (
            LimitStatus::NotRuledOut,
            "Unless customers were assigned at random, those of both sides may differ in what the data do not tell.",
        )
    } else {
        (
            LimitStatus::NotRuledOut,
            "Whatever else changed at the same time has the same effect on these numbers. A control, or customers assigned at random, would tell.",
        )
    };
    limit(LimitKind::OtherChanges, status, text)
}

fn open_journeys(report: &BeforeAfterReport, design: &Design) -> Limit {
    if let Design::Periods(periods, open) = design
        && *open >= periods.before.length()
    {
        let text = format!(
            "Journeys stay open for {}, which is as long as a period: hardly any is known to be lost. Take a shorter `open_within`.",
            TimeSpan::from_micros(*open)
        );
        return limit(LimitKind::OpenJourneys, LimitStatus::AtWork, text);
    }
    let share = |side: &super::ComparedSide| side.open as f64 / (side.customers.max(1)) as f64;
    let (before, after) = (share(&report.before), share(&report.after));
    let shown = |share: f64| super::words::shown(crate::measure::Unit::Share, share);
    let text = format!(
        "Journeys that may still go on count neither as completed nor as lost: {} before, {} after.",
        shown(before),
        shown(after)
    );
    let apart = (before - after).abs() > 0.1;
    limit(LimitKind::OpenJourneys, if apart { LimitStatus::NotRuledOut } else { LimitStatus::Handled }, text)
}
