//! Scores as plain functions, and what each needs.

use serde::{Deserialize, Serialize};

use super::{Guess, Initiative};
use crate::error::{Error, Result};

/// By what initiatives are ranked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum PriorityScore {
    /// Reach · impact · confidence / effort.
    #[default]
    Rice,
    /// Weighted shortest job first: (business value + time criticality + risk reduction) / effort.
    Wsjf,
    /// Impact · confidence · ease.
    Ice,
    /// Importance, and what it is above satisfaction once more: 0 to 20.
    Opportunity,
}

/// Where impact and effort put an initiative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum PriorityQuadrant {
    /// Much impact for little effort.
    #[default]
    QuickWin,
    /// Much impact for much effort.
    BigBet,
    /// Little impact for little effort.
    FillIn,
    /// Little impact for much effort.
    MoneyPit,
}

impl PriorityQuadrant {
    /// Its name, as in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::QuickWin => "quick_win",
            Self::BigBet => "big_bet",
            Self::FillIn => "fill_in",
            Self::MoneyPit => "money_pit",
        }
    }
}

/// RICE: reach · impact · confidence / effort.
///
/// # Errors
/// For numbers that are negative or not finite, a confidence above 1, and an effort of 0.
///
/// ```
/// let score = journey_core::analysis::rice(50_000.0, 2.0, 0.8, 3.0)?;
/// assert_eq!(score.round(), 26_667.0);
/// # Ok::<(), journey_core::Error>(())
/// ```
pub fn rice(reach: f64, impact: f64, confidence: f64, effort: f64) -> Result<f64> {
    let initiative = Initiative::new("").rice(reach, impact, confidence, effort);
    checked(PriorityScore::Rice, &initiative)
}

/// WSJF, weighted shortest job first: the cost of delay by the size of the job.
///
/// # Errors
/// For numbers that are negative or not finite, and a size of 0.
///
/// ```
/// assert_eq!(journey_core::analysis::wsjf(8.0, 5.0, 3.0, 2.0)?, 8.0);
/// # Ok::<(), journey_core::Error>(())
/// ```
pub fn wsjf(business_value: f64, time_criticality: f64, risk_reduction: f64, job_size: f64) -> Result<f64> {
    let initiative = Initiative {
        business_value: Some(business_value.into()),
        time_criticality: Some(time_criticality.into()),
        risk_reduction: Some(risk_reduction.into()),
        effort: Some(job_size.into()),
        ..Initiative::default()
    };
    checked(PriorityScore::Wsjf, &initiative)
}

/// ICE: impact · confidence · ease.
///
/// # Errors
/// For numbers that are negative or not finite, and a confidence above 1.
///
/// ```
/// assert_eq!(journey_core::analysis::ice(8.0, 0.5, 6.0)?, 24.0);
/// # Ok::<(), journey_core::Error>(())
/// ```
pub fn ice(impact: f64, confidence: f64, ease: f64) -> Result<f64> {
    let initiative = Initiative {
        impact: Some(impact.into()),
        confidence: Some(confidence.into()),
        ease: Some(ease.into()),
        ..Initiative::default()
    };
    checked(PriorityScore::Ice, &initiative)
}

/// Opportunity (Ulwick): importance + max(importance - satisfaction, 0), both ten times a share of top answers. Above
/// 10 is worth pursuing, above 12 high, above 15 extreme.
///
/// # Errors
/// For numbers outside 0 to 10.
///
/// ```
/// assert_eq!(journey_core::analysis::opportunity(9.0, 3.0)?, 15.0);
/// assert_eq!(journey_core::analysis::opportunity(4.0, 8.0)?, 4.0);
/// # Ok::<(), journey_core::Error>(())
/// ```
pub fn opportunity(importance: f64, satisfaction: f64) -> Result<f64> {
    let initiative = Initiative {
        importance: Some(importance.into()),
        satisfaction: Some(satisfaction.into()),
        ..Initiative::default()
    };
    checked(PriorityScore::Opportunity, &initiative)
}

/// The quadrant of an impact and an effort, each with the number from which on it is high.
///
/// ```
/// use journey_core::analysis::{PriorityQuadrant, quadrant};
/// assert_eq!(quadrant((2.0, 1.0), (3.0, 2.0)), PriorityQuadrant::BigBet);
/// ```
pub fn quadrant((impact, impact_from): (f64, f64), (effort, effort_from): (f64, f64)) -> PriorityQuadrant {
    match (impact >= impact_from, effort >= effort_from) {
        (true, false) => PriorityQuadrant::QuickWin,
        (true, true) => PriorityQuadrant::BigBet,
        (false, false) => PriorityQuadrant::FillIn,
        (false, true) => PriorityQuadrant::MoneyPit,
    }
}

fn checked(score: PriorityScore, initiative: &Initiative) -> Result<f64> {
    let inputs = score.inputs(initiative, &|name| name.into())?;
    Ok(score.of(&inputs.map(Guess::value)))
}

/// Name and value of an input, and the most that it may be.
type Input = (&'static str, Option<Guess>, f64);

impl PriorityScore {
    /// The score of numbers that [`inputs`](Self::inputs) gave.
    pub(super) fn of(self, &[a, b, c, d]: &[f64; 4]) -> f64 {
        match self {
            Self::Rice => a * b * c / d,
            Self::Wsjf => (a + b + c) / d,
            Self::Ice => a * b * c,
            Self::Opportunity => a + (a - b).max(0.0),
        }
    }

    /// The numbers that the score needs, checked; those that it does not need are 1.
    pub(super) fn inputs(self, one: &Initiative, field: &dyn Fn(&str) -> String) -> Result<[Guess; 4]> {
        const ANY: f64 = f64::INFINITY;
        let nothing: Input = ("", Some(Guess::Exactly(1.0)), ANY);
        let (confidence, effort) = (("confidence", one.confidence, 1.0), ("effort", one.effort, ANY));
        let inputs: [Input; 4] = match self {
            Self::Rice => [("reach", one.reach, ANY), ("impact", one.impact, ANY), confidence, effort],
            Self::Wsjf => [
                ("business_value", one.business_value, ANY),
                ("time_criticality", one.time_criticality, ANY),
                ("risk_reduction", Some(one.risk_reduction.unwrap_or(Guess::Exactly(0.0))), ANY),
                effort,
            ],
            Self::Ice => [("impact", one.impact, ANY), confidence, ("ease", one.ease, ANY), nothing],
            Self::Opportunity => [
                ("importance", one.importance, 10.0),
                ("satisfaction", one.satisfaction, 10.0),
                nothing,
                nothing,
            ],
        };
        for further in [("reach", one.reach, ANY), ("impact", one.impact, ANY), effort] {
            check(further, field, false)?;
        }
        let [a, b, c, d] = inputs;
        Ok([check(a, field, true)?, check(b, field, true)?, check(c, field, true)?, check(d, field, true)?]
            .map(Option::unwrap_or_default))
    }
}

impl Default for Guess {
    fn default() -> Self {
        Self::Exactly(0.0)
    }
}

/// An input that is as it must be, if it is there.
fn check((name, input, most): Input, field: &dyn Fn(&str) -> String, needed: bool) -> Result<Option<Guess>> {
    let refuse =
        |value: &dyn std::fmt::Display, expected: &str| Err(Error::option(&field(name), value, expected));
    let Some(guess) = input else {
        return if needed { refuse(&"nothing", "a number, as this score needs it") } else { Ok(None) };
    };
    let (low, value, high) = guess.ends();
    if let Some(wrong) = [low, value, high].into_iter().find(|number| !(number.is_finite() && *number >= 0.0))
    {
        return refuse(&wrong, "a finite number of 0 or more");
    }
    if low > value || value > high {
        return refuse(
            &format!("[{low}, {value}, {high}]"),
            "the least, the most likely and the most, ascending",
        );
    }
    if high > most {
        return refuse(&high, &format!("a number of at most {most}"));
    }
    if name == "effort" && low <= 0.0 {
        return refuse(&low, "an effort of more than 0");
    }
    Ok(Some(guess))
}
