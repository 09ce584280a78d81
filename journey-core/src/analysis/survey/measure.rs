//! What is made of the answers to a survey question.

use serde::{Deserialize, Serialize};

use crate::analysis::answers::{is_detractor, is_promoter};
use crate::analysis::{Answers, Estimate, NpsInterval, Scale};
use crate::error::{Error, Result};
use crate::model::CesForm;

/// What is made of the answers to a survey question.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum SurveyMeasure {
    /// Net promoter score of answers 0 to 10, in points from -100 to +100.
    Nps {},
    /// Share of the best answers (top boxes).
    Csat {
        /// Worst answer of the scale; 1 if left out.
        #[serde(default = "one")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        min: f64,
        /// Best answer of the scale; 5 if left out.
        #[serde(default = "five")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        max: f64,
        /// Answers from here on count; 4 if left out.
        #[serde(default = "four")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        satisfied_from: f64,
    },
    /// Customer effort score, the mean answer.
    Ces {
        /// Which of the two families: they point in opposite directions.
        form: CesForm,
    },
    /// Mean answer.
    Mean {
        /// Lowest answer of the scale.
        min: f64,
        /// Highest answer of the scale.
        max: f64,
    },
}

fn one() -> f64 {
    1.0
}

fn four() -> f64 {
    4.0
}

fn five() -> f64 {
    5.0
}

/// What scores but the net promoter score count.
pub(in crate::analysis) const ON_SCALE: &str = "answers on the scale";

impl Default for SurveyMeasure {
    fn default() -> Self {
        Self::Nps {}
    }
}

impl SurveyMeasure {
    /// Share of answers 4 and 5 on the scale from 1 to 5.
    pub fn csat() -> Self {
        Self::Csat { min: 1.0, max: 5.0, satisfied_from: 4.0 }
    }

    /// The scale.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a scale without room and a threshold off it; fields have this before their names.
    pub(in crate::analysis) fn scale(&self, before: &str) -> Result<Scale> {
        let (min, max) = match *self {
            Self::Nps {} => return Ok(Scale::NPS),
            Self::Csat { min, max, .. } | Self::Mean { min, max } => (min, max),
            Self::Ces { form: CesForm::Effort } => (1.0, 5.0),
            Self::Ces { form: CesForm::Ease } => (1.0, 7.0),
        };
        if !(min.is_finite() && max.is_finite() && min < max) {
            return Err(Error::option(
                &format!("{before}max"),
                max,
                format!("a number above `min`, which is {min}"),
            ));
        }
        match *self {
            Self::Csat { satisfied_from: from, .. } if !(from > min && from <= max) => {
                let expected = format!("a number above {min} and up to {max}");
                Err(Error::option(&format!("{before}satisfied_from"), from, expected))
            }
            _ => Ok(Scale { min, max, whole: false }),
        }
    }

    /// The score of some answers.
    pub(in crate::analysis) fn of(&self, answers: &Answers) -> Estimate {
        match *self {
            Self::Nps {} => answers.nps(NpsInterval::AdjustedWald),
            Self::Csat { satisfied_from, .. } => answers.share(|answer| answer >= satisfied_from, ON_SCALE),
            Self::Ces { .. } | Self::Mean { .. } => answers.mean(ON_SCALE),
        }
    }

    /// What an answer counts: the score is the mean of this.
    pub(in crate::analysis) fn counts(&self, answer: f64) -> f64 {
        match *self {
            Self::Nps {} if is_promoter(answer) => 100.0,
            Self::Nps {} if is_detractor(answer) => -100.0,
            Self::Nps {} => 0.0,
            Self::Csat { satisfied_from, .. } => f64::from(u8::from(answer >= satisfied_from)),
            Self::Ces { .. } | Self::Mean { .. } => answer,
        }
    }

    /// Two-sided p-value for "two groups of answers have the same score".
    pub(in crate::analysis) fn p(&self, a: &Answers, b: &Answers) -> Option<f64> {
        match *self {
            Self::Nps {} => a.net_p_of(b, is_promoter, is_detractor),
            Self::Csat { satisfied_from, .. } => a.share_p_of(b, |answer| answer >= satisfied_from),
            Self::Ces { .. } | Self::Mean { .. } => a.mean_p_of(b),
        }
    }
}
