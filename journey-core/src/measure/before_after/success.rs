//! Was the change a success? The answer for a named goal.

use super::{BeforeAfter, BeforeAfterReport, KpiChange, KpiVerdict, LimitStatus, Success, SuccessVerdict};
use crate::error::{Error, Result};
use crate::model::Direction;

/// The answer, if a goal is named.
///
/// # Errors
/// [`Error::UnknownName`] for a goal or guard that is no KPI of the map.
pub(super) fn success(report: &BeforeAfterReport, options: &BeforeAfter) -> Result<Option<Success>> {
    let guards: Vec<&KpiChange> = options.guards.iter().map(|id| row(report, id)).collect::<Result<_>>()?;
    options.margins.keys().try_for_each(|id| row(report, id).map(|_| ()))?;
    let Some(goal) = options.goal.as_deref().map(|id| row(report, id)).transpose()? else { return Ok(None) };
    let ids = |of: &dyn Fn(&KpiChange) -> bool| -> Vec<String> {
        guards.iter().filter(|row| of(row)).map(|row| row.kpi.clone()).collect()
    };
    let worse = ids(&|row| row.verdict == KpiVerdict::Worse);
    let unclear = ids(&|row| row.verdict != KpiVerdict::Worse && !held(row));
    let verdict = match goal.verdict {
        KpiVerdict::Better if !worse.is_empty() => SuccessVerdict::AtAPrice,
        KpiVerdict::Better if !unclear.is_empty() => SuccessVerdict::Unclear,
        KpiVerdict::Better => SuccessVerdict::Success,
        KpiVerdict::NoChange => SuccessVerdict::NoSuccess,
        KpiVerdict::Worse => SuccessVerdict::Failure,
        KpiVerdict::Unclear | KpiVerdict::NotEnoughData => SuccessVerdict::Unclear,
    };
    Ok(Some(Success {
        goal: goal.kpi.clone(),
        verdict,
        statement: statement(report, goal, verdict, &guards),
        guards_worse: worse,
        guards_unclear: unclear,
    }))
}

/// The row of everybody.
fn row<'r>(report: &'r BeforeAfterReport, id: &str) -> Result<&'r KpiChange> {
    let of_everybody = || report.rows.iter().filter(|row| row.persona.is_none());
    of_everybody().find(|row| row.kpi == id).ok_or_else(|| Error::UnknownName {
        kind: "KPI".into(),
        name: id.into(),
        similar: crate::similar::similar(id, of_everybody().map(|row| row.kpi.as_str())),
    })
}

/// Whether a guard is known not to be worse by more than its margin: the end of the interval that lies on the bad side is
/// within it.
fn held(row: &KpiChange) -> bool {
    let within = match row.direction {
        Direction::Up => row.effect.low.is_some_and(|low| low >= -row.margin),
        Direction::Down => row.effect.high.is_some_and(|high| high <= row.margin),
    };
    row.verdict != KpiVerdict::NotEnoughData && within
}

fn statement(
    report: &BeforeAfterReport,
    goal: &KpiChange,
    verdict: SuccessVerdict,
    guards: &[&KpiChange],
) -> String {
    let answer = match verdict {
        SuccessVerdict::Success => "Yes",
        SuccessVerdict::AtAPrice => "Yes, at a price",
        SuccessVerdict::NoSuccess => "No",
        SuccessVerdict::Failure => "No, on the contrary",
        SuccessVerdict::Unclear => "It cannot be told",
    };
    let mut text = format!("{answer}. {}: {}.", goal.name, goal.statement);
    for guard in guards {
        let state = match guard.verdict {
            KpiVerdict::Worse => "became worse",
            _ if held(guard) => "did not become worse",
            _ => "may have become worse",
        };
        text += &format!(" {} {state}: {}.", guard.name, guard.statement);
    }
    let open = report.limits.iter().filter(|limit| limit.status == LimitStatus::AtWork);
    open.for_each(|limit| text += &format!(" {}", limit.statement));
    text
}
