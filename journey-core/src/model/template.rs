//! Complete example maps that come with the library, to start from.

use super::JourneyMap;
use crate::error::{Error, Result};
use crate::similar::similar;

/// Name and text of every template.
const TEMPLATES: [(&str, &str); 4] = [
    ("online_shop", include_str!("../../templates/online_shop.yaml")),
    ("b2b_software", include_str!("../../templates/b2b_software.yaml")),
    ("omnichannel_retail", include_str!("../../templates/omnichannel_retail.yaml")),
    ("patient_care", include_str!("../../templates/patient_care.yaml")),
];

impl JourneyMap {
    /// A complete map to start from; [`JourneyMap::templates`] lists the names.
    ///
    /// ```
    /// use journey_core::JourneyMap;
    /// let shop = JourneyMap::template("online_shop")?;
    /// assert_eq!(shop.stages.len(), 6);
    /// assert_eq!(shop.scope.and_then(|scope| scope.to).as_deref(), Some("delivered"));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] if there is no such template.
    pub fn template(name: &str) -> Result<Self> {
        Self::from_yaml(Self::template_text(name)?)
    }

    /// The YAML text of a template, with its comments.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] if there is no such template.
    pub fn template_text(name: &str) -> Result<&'static str> {
        let found = TEMPLATES.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| *text).ok_or_else(|| Error::UnknownName {
            kind: "template".into(),
            name: name.into(),
            similar: similar(name, Self::templates().into_iter()),
        })
    }

    /// Names of all templates.
    ///
    /// ```
    /// use journey_core::JourneyMap;
    /// assert_eq!(JourneyMap::templates(), ["online_shop", "b2b_software", "omnichannel_retail", "patient_care"]);
    /// ```
    pub fn templates() -> [&'static str; 4] {
        TEMPLATES.map(|(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_complete() {
        for name in JourneyMap::templates() {
            let map = JourneyMap::template(name).unwrap_or_else(|error| panic!("{name}: {error}"));
            let touchpoints: Vec<_> = map.touchpoints().collect();
            assert!((5..=6).contains(&map.stages.len()), "{name}");
            assert!((12..=20).contains(&touchpoints.len()), "{name}: {}", touchpoints.len());
            assert!((2..=3).contains(&map.personas.len()), "{name}");
            assert!((8..=12).contains(&map.kpis.len()), "{name}");
            assert!(map.personas.iter().all(|persona| persona.rule.is_some()), "{name}");
            assert!(touchpoints.iter().all(|t| t.channel.is_some() && t.owner.is_some()), "{name}");
            assert!(touchpoints.iter().all(|t| !t.emotions.is_empty() && !t.thoughts.is_empty()), "{name}");
            assert!(touchpoints.iter().filter(|t| t.moment_of_truth).count() >= 3, "{name}");
            assert!(touchpoints.iter().filter(|t| !t.pain_points.is_empty()).count() >= 8, "{name}");
            assert!(
                map.stages.iter().all(|stage| stage.goal.is_some() && stage.question.is_some()),
                "{name}"
            );
        }
    }

    #[test]
    fn an_unknown_template_is_refused_with_a_suggestion() {
        let error = JourneyMap::template("online-shop").unwrap_err();
        assert_eq!(error.to_string(), "no template \"online-shop\"; did you mean \"online_shop\"?");
    }
}
