//! The emotion that a map expects at a touchpoint.

use crate::model::Touchpoint;

/// What a customer in these personas is expected to feel: the mean of what is stated for them, else
/// what is stated for everybody, else the mean of everything stated; `None` if nothing is.
pub(crate) fn expected(touchpoint: &Touchpoint, personas: &[&str]) -> Option<f64> {
    let stated = |wanted: &dyn Fn(Option<&str>) -> bool| {
        let values = touchpoint.emotions.iter().filter(|emotion| wanted(emotion.persona.as_deref()));
        let values: Vec<f64> = values.map(|emotion| emotion.valence).filter(|x| x.is_finite()).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    };
    stated(&|persona| persona.is_some_and(|persona| personas.contains(&persona)))
        .or_else(|| stated(&|persona| persona.is_none()))
        .or_else(|| stated(&|_| true))
}
