//! Scope, personas, stages, touchpoints and planned paths.

use super::ids::Wanted;
use super::{Checker, Path};
use crate::model::{Demographics, Emotion, FindingKind, Persona, Psychographics, RatingScale, Touchpoint};

impl Checker<'_> {
    pub(super) fn scope(&mut self) {
        let Some(scope) = &self.map.scope else { return };
        let path = Path::default().field("scope");
        let mut end = |id: &Option<String>, field: &str| {
            let id = id.as_ref()?;
            self.find(id, Wanted::StageOrTouchpoint, path.field(field))
        };
        let (from, to) = (end(&scope.from, "from"), end(&scope.to, "to"));
        if let (Some(from), Some(to)) = (from, to) {
            self.in_order(from, to, path.field("to"));
        }
    }

    pub(super) fn personas(&mut self) {
        for (p, persona) in self.map.personas.iter().enumerate() {
            self.persona(persona, &Path::default().field("personas").item(p));
        }
        self.persona_cycles();
    }

    fn persona(&mut self, persona: &Persona, path: &Path) {
        self.text(&persona.name, path.field("name"));
        self.optional_text(persona.description.as_ref(), path, "description");
        self.texts(&persona.behaviours, path, "behaviours");
        self.texts(&persona.motivations, path, "motivations");
        self.texts(&persona.goals, path, "goals");
        self.texts(&persona.pains, path, "pains");
        self.texts(&persona.preferred_channels, path, "preferred_channels");
        if let Some(facts) = &persona.demographics {
            self.demographics(facts, &path.field("demographics"));
        }
        if let Some(mind) = &persona.psychographics {
            self.psychographics(mind, &path.field("psychographics"));
        }
        if let Some(rule) = &persona.rule {
            self.customer_rule(rule, &path.field("rule"), 1);
        }
    }

    fn demographics(&mut self, facts: &Demographics, path: &Path) {
        self.optional_text(facts.age.as_ref(), path, "age");
        self.optional_text(facts.gender.as_ref(), path, "gender");
        self.optional_text(facts.location.as_ref(), path, "location");
        for (name, value) in &facts.other {
            let path = path.field("other").field(name);
            self.scalar(value, path.clone());
            if name.trim().is_empty() || name.len() > 200 {
                let message = "this name is blank or longer than 200 bytes";
                self.report(path, "blank_text", message, "a short name, such as `household`");
            }
        }
    }

    fn psychographics(&mut self, mind: &Psychographics, path: &Path) {
        self.texts(&mind.values, path, "values");
        self.texts(&mind.interests, path, "interests");
        self.texts(&mind.lifestyle, path, "lifestyle");
    }

    pub(super) fn stages(&mut self) {
        for (s, stage) in self.map.stages.iter().enumerate() {
            let path = Path::default().field("stages").item(s);
            self.text(&stage.name, path.field("name"));
            self.optional_text(stage.goal.as_ref(), &path, "goal");
            self.optional_text(stage.question.as_ref(), &path, "question");
            for (t, touchpoint) in stage.touchpoints.iter().enumerate() {
                self.touchpoint(touchpoint, &path.field("touchpoints").item(t));
            }
        }
    }

    fn touchpoint(&mut self, touchpoint: &Touchpoint, path: &Path) {
        self.text(&touchpoint.name, path.field("name"));
        self.optional_text(touchpoint.channel.as_ref(), path, "channel");
        self.optional_text(touchpoint.owner.as_ref(), path, "owner");
        self.optional_text(touchpoint.action.as_ref(), path, "action");
        self.texts(&touchpoint.thoughts, path, "thoughts");
        self.span(touchpoint.target_time_spent, path, "target_time_spent");
        self.span(touchpoint.target_waiting_time, path, "target_waiting_time");
        self.emotions(&touchpoint.emotions, &path.field("emotions"));
        self.pains_and_opportunities(touchpoint, path);
        if let Some(rating) = &touchpoint.rating {
            self.rating(rating, &path.field("rating"));
        }
        if let Some(rule) = &touchpoint.rule {
            self.event_rule(rule, &path.field("rule"), 1);
        }
        if let Some(rule) = &touchpoint.failed {
            self.event_rule(rule, &path.field("failed"), 1);
        }
    }

    fn pains_and_opportunities(&mut self, touchpoint: &Touchpoint, path: &Path) {
        for (number, pain) in touchpoint.pain_points.iter().enumerate() {
            let path = path.field("pain_points").item(number);
            self.text(&pain.text, path.field("text"));
            self.optional_text(pain.evidence.as_ref(), &path, "evidence");
            if let Some(severity) = pain.severity {
                self.within(f64::from(severity), 1.0, 5.0, path.field("severity"));
            }
            if pain.kind == Some(FindingKind::Delight) {
                let message = "a delight is no pain point";
                self.report(
                    path.field("kind"),
                    "contradiction",
                    message,
                    "a kind that hurts, such as `drop_off`",
                );
            }
        }
        for (number, opportunity) in touchpoint.opportunities.iter().enumerate() {
            let path = path.field("opportunities").item(number);
            self.text(&opportunity.text, path.field("text"));
            self.optional_text(opportunity.effort.as_ref(), &path, "effort");
            self.optional_text(opportunity.owner.as_ref(), &path, "owner");
        }
    }

    fn emotions(&mut self, emotions: &[Emotion], path: &Path) {
        let mut seen = std::collections::BTreeSet::new();
        for (number, emotion) in emotions.iter().enumerate() {
            let path = path.item(number);
            self.within(emotion.valence, -2.0, 2.0, path.field("valence"));
            self.optional_text(emotion.name.as_ref(), &path, "name");
            if let Some(persona) = &emotion.persona {
                self.find(persona, Wanted::Persona, path.field("persona"));
            }
            if !seen.insert(emotion.persona.as_deref()) {
                let message = match &emotion.persona {
                    Some(persona) => format!("a second emotion of the persona `{persona}`"),
                    None => "a second emotion of everybody".to_string(),
                };
                self.report(path, "contradiction", message, "one emotion per persona");
            }
        }
    }

    pub(super) fn rating(&mut self, rating: &RatingScale, path: &Path) {
        self.text(&rating.column, path.field("column"));
        self.scale(rating.min, rating.max, path);
    }

    /// The two ends of a scale.
    pub(super) fn scale(&mut self, min: f64, max: f64, path: &Path) -> bool {
        let finite = self.finite(min, path.field("min")) & self.finite(max, path.field("max"));
        if finite && min >= max {
            let message = format!("the best rating, {max}, is not above the worst, {min}");
            self.report(path.field("max"), "contradiction", message, format!("a number above {min}"));
        }
        finite && min < max
    }

    pub(super) fn planned_paths(&mut self) {
        for (number, planned) in self.map.planned_paths.iter().enumerate() {
            let path = Path::default().field("planned_paths").item(number);
            self.text(&planned.name, path.field("name"));
            if planned.touchpoints.is_empty() {
                let message = "this path leads nowhere";
                self.report(path.field("touchpoints"), "empty_list", message, "at least one touchpoint");
            }
            for (t, id) in planned.touchpoints.iter().enumerate() {
                self.find(id, Wanted::Touchpoint, path.field("touchpoints").item(t));
            }
            for (p, id) in planned.personas.iter().enumerate() {
                self.find(id, Wanted::Persona, path.field("personas").item(p));
            }
        }
    }
}
