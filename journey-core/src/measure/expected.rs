//! The emotion that a map expects at a touchpoint.

use super::personas::persona_position;
use crate::error::Result;
use crate::model::{JourneyMap, Touchpoint};

/// What a map expects customers to feel at a touchpoint.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expectation {
    /// Position of the persona, `None` for everybody, and valence.
    stated: Vec<(Option<usize>, f64)>,
}

impl Expectation {
    /// # Errors
    /// [`Error::UnknownName`](crate::Error::UnknownName) for a persona that the map does not have.
    pub(crate) fn of(map: &JourneyMap, touchpoint: &Touchpoint) -> Result<Self> {
        let mut stated = Vec::new();
        for emotion in touchpoint.emotions.iter().filter(|emotion| emotion.valence.is_finite()) {
            let persona = emotion.persona.as_deref().map(|id| persona_position(map, id)).transpose()?;
            stated.push((persona, emotion.valence));
        }
        Ok(Self { stated })
    }

    /// What is stated for the personas in `members`, their mean if several; else what is stated for
    /// everybody.
    pub(crate) fn stated(&self, members: &[bool]) -> Option<f64> {
        let member = |persona: Option<usize>| persona.is_some_and(|p| members.get(p) == Some(&true));
        self.mean(member).or_else(|| self.mean(|persona| persona.is_none()))
    }

    /// The same, and where nothing is stated for these customers, the mean of what is stated for others.
    pub(crate) fn assumed(&self, members: &[bool]) -> Option<f64> {
        self.stated(members).or_else(|| self.mean(|_| true))
    }

    fn mean(&self, wanted: impl Fn(Option<usize>) -> bool) -> Option<f64> {
        let values = self.stated.iter().filter(|(persona, _)| wanted(*persona));
        let (n, sum) = values.fold((0_u32, 0.0), |(n, sum), (_, valence)| (n + 1, sum + valence));
        (n > 0).then(|| sum / f64::from(n))
    }
}
