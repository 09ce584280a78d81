//! Building personas.

use super::texts;
use crate::model::{CustomerRule, Demographics, Persona, Psychographics};

impl Persona {
    /// A persona to which nobody belongs until it has a rule.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), ..Self::default() }
    }

    /// Says who they are.
    #[must_use]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// States facts such as age and place.
    #[must_use]
    pub fn demographics(mut self, facts: Demographics) -> Self {
        self.demographics = Some(facts);
        self
    }

    /// States values, interests and lifestyle.
    #[must_use]
    pub fn psychographics(mut self, mind: Psychographics) -> Self {
        self.psychographics = Some(mind);
        self
    }

    /// Says what they do.
    #[must_use]
    pub fn behaviours<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.behaviours = texts(items);
        self
    }

    /// Says what moves them.
    #[must_use]
    pub fn motivations<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.motivations = texts(items);
        self
    }

    /// Says what they want to reach.
    #[must_use]
    pub fn goals<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.goals = texts(items);
        self
    }

    /// Says what troubles them.
    #[must_use]
    pub fn pains<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.pains = texts(items);
        self
    }

    /// Says which channels they prefer, best first.
    #[must_use]
    pub fn preferred_channels<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        self.preferred_channels = texts(items);
        self
    }

    /// Says which customers belong.
    #[must_use]
    pub fn rule(mut self, rule: CustomerRule) -> Self {
        self.rule = Some(rule);
        self
    }
}
